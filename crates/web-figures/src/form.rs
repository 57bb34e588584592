//! What is said of figures while they are a draft, and other numbers in the place of theirs.

use axum::response::Response;
use axum::routing::get;
use plan::access::{Kind as ThingKind, Right};
use plan::figures::{self, Figures, FiguresInput, FiguresState, FiguresSubject, FiguresTable, Numbers};
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent, submit};
use site::page::see_other;
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

use crate::list::{care_fields, set_care};
use crate::put::{pasted, typed, understood};
use crate::words::figures_address;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/egna-siffror/{id}/andra", get(page).post(save))
}

async fn page(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let figures = figures::load(&mut tx, id).await?;
    if !plan::records::may_change(&mut tx, ThingKind::Figures.of(id)).await? {
        return Err(plan::fault::Fault::Forbidden(Right::PutFigures).into());
    }
    drop(tx);
    if figures.state != FiguresState::Draft {
        // What is no draft does not change: its page says how far it has come.
        return Ok(see_other(&figures_address(id)));
    }
    let form = saved(&site, &figures).await?;
    show(&site, t, &here, &figures, &form, None).await
}

/// What is saved of figures, as a form.
async fn saved(site: &RequestContext, figures: &Figures) -> Result<Form, Fault> {
    let numbers = figures::numbers(&mut site.read().await?, figures.id).await?;
    let mut form = Form::default();
    let said = &figures.content;
    form.set("title", &said.title).set("maker", &said.maker).set("note", &said.note);
    form.set("made_on", said.made_on.map(|day| day.to_string()).unwrap_or_default());
    form.set("version", figures.version);
    if let Numbers::Care(care) = &numbers {
        set_care(&mut form, care);
    }
    Ok(form)
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    figures: &Figures,
    form: &Form,
    theirs: Option<&Form>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let frame = crate::frame(site, &mut tx, t, here, t.get("own-figures-edit"), figures.id).await?;
    drop(tx);
    let fields = Fields { t, thing: "own-figures", form, theirs };
    let about = vec![
        fields.required("title", Kind::Line),
        fields.field("maker", Kind::Line),
        fields.field("made_on", Kind::Date),
        fields.field("note", Kind::Text),
    ];
    let (heading, numbers) = match figures.subject {
        FiguresSubject::Care => {
            ("own-figures-care-each", care_fields(&fields, site.forecast.our_care(&figures.region_code)))
        }
        FiguresSubject::People | FiguresSubject::Places => {
            ("own-figures-again", vec![fields.called("table", "table-again", Kind::Text)])
        }
    };
    let sections = vec![
        Section { fields: about, ..Section::default() },
        Section { heading: Some(t.get(heading)), fields: numbers, ..Section::default() },
    ];
    let mut page = FormPage::new(frame, form, sections, "form-save");
    page.form.hidden.push(("version".into(), form.value("version").to_owned()));
    page.show()
}

async fn save(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let figures = figures::load(&mut site.read().await?, id).await?;
    let version = form.value("version").parse().unwrap_or(-1);
    let input = FiguresInput {
        title: form.text("title"),
        maker: form.text("maker"),
        made_on: form.date("made_on"),
        note: form.text("note"),
    };
    let may_change = plan::records::may_change(&mut site.read().await?, ThingKind::Figures.of(id)).await?;
    // Nothing is read for whoever may not, or for what is no draft: saving says why.
    let numbers = match may_change && figures.state == FiguresState::Draft {
        true => new_numbers(&site, &mut form, &figures).await?,
        false => None,
    };
    let done = submit(&site, &mut form, async |tx| {
        figures::edit(tx, id, version, &input).await?;
        match &numbers {
            Some(found) => figures::replace_numbers(tx, id, version + 1, found).await,
            None => Ok(()),
        }
    });
    match done.await? {
        Some(()) => {
            let what = if numbers.is_some() { "egna-siffror" } else { "egna-siffror-text" };
            Ok(see_other(&format!("{}?sparad={what}", figures_address(id))))
        }
        None if form.is_conflict() => {
            let now = figures::load(&mut site.read().await?, id).await?;
            let theirs = saved(&site, &now).await?;
            form.set("version", now.version);
            show(&site, t, &here, &now, &form, Some(&theirs)).await
        }
        None => show(&site, t, &here, &figures, &form, None).await,
    }
}

/// Other numbers, where any were sent.
async fn new_numbers(
    site: &RequestContext,
    form: &mut Form,
    figures: &Figures,
) -> Result<Option<FiguresTable>, Fault> {
    if figures.subject == FiguresSubject::Care {
        return typed(site, form, &figures.region_code).await;
    }
    if form.text("table").is_empty() {
        return Ok(None);
    }
    match pasted(form) {
        Some(lines) => understood(site, form, (&figures.region_code, figures.subject), lines).await,
        None => Ok(None),
    }
}
