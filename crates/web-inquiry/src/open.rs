//! An inquiry that is open to all: who comes says who they are, and gets a link of their own.

use axum::response::Response;
use axum::routing::get;
use plan::fault::{Fault as Refused, FieldFault};
use plan::inquiry::{self, Newcomer};
use plan::organisations;
use uuid::Uuid;

use crate::words::{answer_address, day};
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent, TRAP, submit};
use site::page::{Frame, NavItem, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/oppen-fraga/{id}", get(page).post(join))
}

async fn page(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    show(&site, t, &here, id, &Form::default()).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let material = inquiry::open_material(&mut tx, id).await?;
    let inquiry = &material.inquiry;
    let tree = organisations::load(&mut tx).await?;
    let sender = tree.name(&inquiry.organisation_id).to_owned();
    drop(tx);
    let fields = Fields { t, thing: "open", form, theirs: None };
    let section = Section {
        fields: vec![fields.required("title", Kind::Line), fields.field("email", Kind::Line)],
        ..Section::default()
    };
    let frame = Frame::new(t, inquiry.title.clone(), NavItem::Other, here);
    let mut page = FormPage::new(frame, form, vec![section], "open-begin");
    page.form.hidden.push(form.one_time_key(site.db.clock()));
    page.form.trap = Some(TRAP.into());
    let last = inquiry.answer_by.map(|last| day(t, last)).unwrap_or_default();
    for (words, to, size) in crate::answer::reading(t, &material, &crate::answer::open_address(id)) {
        page = page.link(format!("{words} {size}").trim().to_owned(), to);
    }
    page.lead(t.with("open-asked-by", &[("sender", &sender), ("day", &last)]))
        .lead(inquiry.purpose.clone())
        .lead(t.get(&format!("answer-readers-{}", inquiry.readers)))
        .lead(t.with("open-lead", &[("minutes", &inquiry.minutes.unwrap_or(0))]))
        .show()
}

async fn join(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    if form.is_a_programs(site.db.clock().now()) {
        form.fault(FieldFault::new("form", "sent-by-program"));
        return show(&site, t, &here, id, &form).await;
    }
    if let Err(why) = inquiry::admit(&site.db, id, &site.visitor().client.address).await {
        match why {
            Refused::TooMany { .. } => form.refuse(why)?,
            other => return Err(other.into()),
        }
        return show(&site, t, &here, id, &form).await;
    }
    let who = Newcomer { title: form.text("title"), email: form.text("email") };
    let key = form.value("key").to_owned();
    match submit(&site, &mut form, async |tx| inquiry::join(tx, id, &who, &key).await).await? {
        Some(link) => Ok(see_other(&answer_address(&link))),
        None => show(&site, t, &here, id, &form).await,
    }
}
