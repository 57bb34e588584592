//! What is said of figures while they are a draft, and other numbers in the place of theirs.

use axum::response::Response;
use axum::routing::get;
use plan::figures::{self, FiguresInput};
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent, submit};
use site::page::see_other;
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};
use uuid::Uuid;

use crate::put::{pasted, understood};
use crate::words::figures_address;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/egna-siffror/{id}/andra", get(page).post(save))
}

async fn page(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let figures = figures::load(&mut site.read().await?, id).await?;
    let mut form = Form::default();
    let said = &figures.content;
    form.set("title", &said.title).set("maker", &said.maker).set("note", &said.note);
    form.set("made_on", said.made_on.map(|day| day.to_string()).unwrap_or_default());
    form.set("version", figures.version);
    show(&site, t, &here, id, &form).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    form: &Form,
) -> Result<Response, Fault> {
    let frame = crate::frame(site, &mut site.read().await?, t, here, t.get("own-figures-edit"), id).await?;
    let fields = Fields { t, thing: "own-figures", form, theirs: None };
    let about = vec![
        fields.required("title", Kind::Line),
        fields.field("maker", Kind::Line),
        fields.field("made_on", Kind::Date),
        fields.field("note", Kind::Text),
    ];
    let numbers = vec![fields.called("table", "table-again", Kind::Text)];
    let sections = vec![
        Section { fields: about, ..Section::default() },
        Section { heading: Some(t.get("own-figures-again")), fields: numbers, ..Section::default() },
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
    let numbers = match form.text("table").is_empty() {
        true => None,
        false => match pasted(&mut form) {
            Some(lines) => understood(&site, &mut form, &figures.region_code, lines).await?,
            None => None,
        },
    };
    let saved = submit(&site, &mut form, async |tx| {
        figures::edit(tx, id, version, &input).await?;
        match &numbers {
            Some(found) => figures::replace_numbers(tx, id, version + 1, (&found.table, &found.rows)).await,
            None => Ok(()),
        }
    });
    match saved.await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=egna-siffror", figures_address(id)))),
        None => {
            if form.is_conflict() {
                form.set("version", figures.version);
            }
            show(&site, t, &here, id, &form).await
        }
    }
}
