//! Asking a colleague to write along.

use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use plan::inquiry::{self, Colleague};

use super::{Key, frame};
use site::Site;
use site::fault::Fault;
use site::flash::FlashQuery;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent, submit};
use site::page::see_other;
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/svara/{key}/kollega", get(page).post(invite))
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
    let it = inquiry::enter(&mut site.read().await?, key.entry()).await?;
    let fields = Fields { t, thing: "colleague", form, theirs: None };
    let section = Section {
        fields: vec![fields.required("name", Kind::Line), fields.required("email", Kind::Email)],
        ..Section::default()
    };
    let mut page =
        FormPage::new(frame(t, here, t.get("colleague-title")), form, vec![section], "colleague-send");
    page.form.cancel = Some(key.address(""));
    page.form.is_locked = !it.is_open;
    if let Some(text) = notice {
        page = page.lead(text);
    }
    page.lead(t.with("colleague-lead", &[("recipient", &it.recipient.title)])).show()
}

async fn invite(key: Key, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let who = Colleague { name: form.text("name"), email: form.text("email") };
    let origin = here.asked.origin.clone();
    let done = submit(&site, &mut form, async |tx| {
        let along = inquiry::write_along(tx, key.entry(), &who).await?;
        plan::outbox::queue_email(tx, &crate::letters::along(t, &origin, &along)).await.map(|_| ())
    });
    match done.await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=kollega", key.address("kollega")))),
        None => show(&site, t, &here, &key, &form, None).await,
    }
}
