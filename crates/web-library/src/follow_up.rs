//! What is said of a published example: what came of it later, and whether it holds.

use axum::response::Response;
use axum::routing::get;
use plan::access::Right;
use plan::library::examples::{self, ReviewVerdict};

use crate::words::{example_address, frame_below};
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent, acting_for, options, submit_once};
use site::page::see_other;
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};
use uuid::Uuid;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/exempel/{id}/uppfoljning", get(new_update).post(add_update))
        .route("/exempel/{id}/granska", get(new_review).post(add_review))
}

async fn new_update(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
) -> Result<Response, Fault> {
    let mut form = Form::default();
    form.set("day", site.db.clock().today());
    show_update(&site, t, &here, id, &form).await
}

async fn show_update(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    form: &Form,
) -> Result<Response, Fault> {
    let example = examples::load(&mut site.read().await?, id).await?;
    let fields = Fields { t, thing: "update", form, theirs: None };
    let all = vec![
        fields.required("body", Kind::Text),
        fields.field("day", Kind::Date),
        fields.field("source", Kind::Line),
    ];
    let section = Section { fields: all, ..Section::default() };
    let mut page = FormPage::new(
        frame_below(t, here, t.get("update-title"), &example),
        form,
        vec![section],
        "update-save",
    );
    page.form.hidden.push(form.one_time_key(site.db.clock()));
    page.form.cancel = Some(example_address(id));
    page.lead(t.get("update-lead")).show()
}

async fn add_update(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let day = form.date("day");
    let (body, source) = (form.text("body"), form.text("source"));
    let done = submit_once(&site, &mut form, async |tx| {
        examples::add_update(tx, id, day, &body, &source).await.map(|()| id)
    });
    match done.await? {
        Some(_) => Ok(see_other(&format!("{}?sparad=uppfoljning", example_address(id)))),
        None => show_update(&site, t, &here, id, &form).await,
    }
}

async fn new_review(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
) -> Result<Response, Fault> {
    let mut form = Form::default();
    form.set("verdict", ReviewVerdict::Verified);
    show_review(&site, t, &here, id, &form).await
}

async fn show_review(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    form: &Form,
) -> Result<Response, Fault> {
    let example = examples::load(&mut site.read().await?, id).await?;
    let fields = Fields { t, thing: "review", form, theirs: None };
    let verdicts = options(t, "review-verdict", ReviewVerdict::ALL.map(ReviewVerdict::name));
    let mut all = vec![fields.required("verdict", Kind::Radios(verdicts)), fields.field("note", Kind::Text)];
    let reviewers = acting_for(site, t, Right::Review).await?;
    if reviewers.len() > 1 {
        all.insert(0, fields.required("organisation_id", Kind::Choice(reviewers)));
    }
    let section = Section { fields: all, ..Section::default() };
    let mut page = FormPage::new(
        frame_below(t, here, t.get("review-title"), &example),
        form,
        vec![section],
        "review-save",
    );
    page.form.hidden.push(form.one_time_key(site.db.clock()));
    page.form.cancel = Some(example_address(id));
    page.lead(t.get("review-lead")).show()
}

async fn add_review(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let organisation = form.text("organisation_id");
    let reviewer = Some(organisation.as_str()).filter(|id| !id.is_empty());
    let verdict = ReviewVerdict::named(form.value("verdict")).unwrap_or(ReviewVerdict::Questioned);
    let note = form.text("note");
    let done = submit_once(&site, &mut form, async |tx| {
        examples::review(tx, id, reviewer, verdict, &note).await.map(|()| id)
    });
    match done.await? {
        Some(_) => Ok(see_other(&format!("{}?sparad=granskning", example_address(id)))),
        None => show_review(&site, t, &here, id, &form).await,
    }
}
