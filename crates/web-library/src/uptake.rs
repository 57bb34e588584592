//! Telling how far one's own organisation has come with an approach, and taking away what was told by mistake.

use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use plan::access::Right;
use plan::uptake::{self, UptakeInput, UptakeStage};

use crate::words::{approach_address, frame, practice_named, told};
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent, acting_for, submit, submit_once};
use site::page::{Frame, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};
use site::words::{stage_choices, typed};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/bibliotek/arbetssatt/{name}/anvandning", get(page).post(note))
        .route("/bibliotek/spridning/{id}/bort", post(remove))
}

fn frame_of(site: &RequestContext, t: Texts, here: &CurrentPage, name: &str) -> Result<Frame, Fault> {
    let title = told(t, &practice_named(&site.forecast.tables().effects, name)?.title);
    let address = approach_address(name);
    let frame = frame(t, here, t.get("uptake-new")).below(t.get("library-title"), "/bibliotek");
    Ok(frame.below(title, &address).below(t.get("spread-see"), format!("{address}/spridning")))
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    name: &str,
    form: &Form,
) -> Result<Response, Fault> {
    let fields = Fields { t, thing: "uptake", form, theirs: None };
    let mut all = vec![
        fields.required("stage", Kind::Radios(stage_choices(t))),
        fields.field("share", Kind::Number),
        fields.field("day", Kind::Date),
        fields.field("note", Kind::Text),
    ];
    let tellers = acting_for(site, t, Right::Contribute).await?;
    if tellers.len() > 1 {
        all.insert(0, fields.required("organisation_id", Kind::Choice(tellers)));
    }
    let section = Section { fields: all, ..Section::default() };
    let mut page = FormPage::new(frame_of(site, t, here, name)?, form, vec![section], "reuse-save");
    page.form.hidden.push(form.one_time_key(site.db.clock()));
    page.form.cancel = Some(format!("{}/spridning", approach_address(name)));
    page.lead(t.get("reuse-lead")).show()
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path(name): Path<String>,
) -> Result<Response, Fault> {
    let mut form = Form::default();
    // Who tells of one organisation only goes on from what is known of it.
    if let [(only, _)] = acting_for(&site, t, Right::Contribute).await?.as_slice()
        && let Some(known) = uptake::last_uptake(&mut site.read().await?, &name, only).await?
    {
        form.set("stage", known.stage)
            .set("share", known.share.map(|share| typed(t, share)).unwrap_or_default())
            .set("note", &known.note);
    }
    show(&site, t, &here, &name, &form).await
}

async fn note(Path(name): Path<String>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let input = UptakeInput {
        stage: UptakeStage::named(form.value("stage")),
        share: form.optional_number("share"),
        day: form.date("day"),
        note: form.text("note"),
    };
    let organisation = form.text("organisation_id");
    let teller = Some(organisation.as_str()).filter(|id| !id.is_empty());
    let effects = &site.forecast.tables().effects;
    let done = submit_once(&site, &mut form, async |tx| {
        uptake::note_uptake(tx, effects, &name, teller, &input).await
    });
    match done.await? {
        Some(_) => Ok(see_other(&format!("{}/spridning?sparad=upptag#alla", approach_address(&name)))),
        None => show(&site, t, &here, &name, &form).await,
    }
}

/// Takes away what was told by mistake.
async fn remove(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, mut form, .. } = sent;
    let back = form.text("tillbaka");
    let back =
        if back.starts_with("/bibliotek/arbetssatt/") { back } else { "/bibliotek/spridning".to_owned() };
    match submit(&site, &mut form, async |tx| uptake::remove_uptake(tx, id).await).await? {
        Some(()) => Ok(see_other(&format!("{back}?sparad=upptag-bort"))),
        None => Err(Fault::NotFound),
    }
}
