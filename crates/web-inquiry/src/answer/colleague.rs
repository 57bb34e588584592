//! Asking a colleague to write along.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::{get, post};
use plan::inquiry::{self, Colleague};
use uuid::Uuid;

use super::{Key, frame};
use site::Site;
use site::fault::Fault;
use site::flash::FlashQuery;
use site::forms::{Fields, Form, FormView, Kind, Section, Sent, submit};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/svara/{key}/kollega", get(page).post(invite))
        .route("/svara/{key}/kollega/{link}/bort", post(take_back))
}

#[derive(Template)]
#[template(path = "answer/colleague.html")]
struct ColleaguePage {
    frame: Frame,
    notice: Option<String>,
    lead: String,
    /// Those who write along already: name, and where their link is taken back.
    there: Vec<(String, String)>,
    form: FormView,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    key: Key,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    let notice = flash.message(t).map(|message| message.text);
    show(&site, t, &here, &key, &Form::default(), notice).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    key: &Key,
    form: &Form,
    notice: Option<String>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let it = inquiry::enter(&mut tx, key.entry()).await?;
    let there = inquiry::colleagues(&mut tx, key.entry()).await?;
    drop(tx);
    let fields = Fields { t, thing: "colleague", form, theirs: None };
    let section = Section {
        fields: vec![fields.required("name", Kind::Line), fields.required("email", Kind::Email)],
        ..Section::default()
    };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = key.address("kollega");
    view.save = t.get("colleague-send");
    view.cancel = Some(key.address(""));
    view.is_locked = !it.is_open;
    let row = |(id, name): (Uuid, String)| (name, key.address(&format!("kollega/{id}/bort")));
    let page = ColleaguePage {
        frame: frame(t, here, t.get("colleague-title")),
        notice,
        lead: t.with("colleague-lead", &[("recipient", &it.recipient.title)]),
        there: there.into_iter().map(row).collect(),
        form: view,
    };
    render_with(form.status(), &page)
}

async fn take_back(
    site: RequestContext,
    key: Key,
    Path((_, link)): Path<(String, Uuid)>,
) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    inquiry::take_back(&mut tx, key.entry(), link).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?sparad=kollega-borta", key.address("kollega"))))
}

async fn invite(key: Key, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let who = Colleague { name: form.text("name"), email: form.text("email") };
    let origin = here.asked.origin.clone();
    let done = submit(&site, &mut form, async |tx| {
        let along = inquiry::write_along(tx, key.entry(), &who).await?;
        plan::outbox::queue_email(tx, &crate::letters::along(t, &origin, &along)).await?;
        Ok(along.link)
    });
    match done.await? {
        // Where no letters go, it is handed over by whoever asked for it.
        Some(link) if !site.gate.sends_mail() => {
            let address = format!("{origin}{}", crate::words::answer_address(&link));
            let notice = t.with("colleague-link", &[("address", &address)]);
            show(&site, t, &here, &key, &Form::default(), Some(notice)).await
        }
        Some(_) => Ok(see_other(&format!("{}?sparad=kollega", key.address("kollega")))),
        None => show(&site, t, &here, &key, &form, None).await,
    }
}
