//! How an organisation answers what it is asked: whether somebody approves its answers, and when its committee meets.

use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use chrono::NaiveDate;
use plan::fault::FieldFault;
use plan::organisations::{self, Routines};

use crate::words::list_frame;
use site::Site;
use site::fault::Fault;
use site::flash::FlashQuery;
use site::forms::{Field, Fields, Form, FormPage, Kind, Section, Sent, submit};
use site::page::see_other;
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/organisation/{id}/svarsrutin", get(page).post(save))
}

/// Where an organisation's routines are.
pub fn address(organisation: &str) -> String {
    format!("/organisation/{organisation}/svarsrutin")
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path(id): Path<String>,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    show(&site, t, &here, &id, None, flash.message(t).map(|message| message.text)).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: &str,
    refused: Option<&Form>,
    notice: Option<String>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let now = organisations::routines(&mut tx, id).await?;
    let tree = organisations::load(&mut tx).await?;
    let owner = tree.get(id).ok_or(Fault::NotFound)?.owner();
    let may_approve = plan::access::may(tx.actor(), plan::access::Right::ApproveAnswer, owner);
    drop(tx);
    let name = tree.name(id).to_owned();
    let mut fresh = Form::default();
    if now.needs_approval {
        fresh.set("needs_approval", "1");
    }
    let days: Vec<String> = now.meetings.iter().map(NaiveDate::to_string).collect();
    fresh.set("meetings", days.join("\n"));
    let form = refused.unwrap_or(&fresh);
    let fields = Fields { t, thing: "routines", form, theirs: None };
    let meetings =
        Field { hint: Some(t.get("routines-meetings-hint")), ..fields.field("meetings", Kind::Text) };
    let approval = fields.field("needs_approval", Kind::Box);
    let list = if may_approve { vec![approval, meetings] } else { vec![meetings] };
    let section = Section { fields: list, ..Section::default() };
    let frame = list_frame(t, here, t.with("routines-title", &[("organisation", &name)]))
        .below(t.get("inquiries-title"), "/forfragningar");
    let mut page = FormPage::new(frame, form, vec![section], "form-save");
    page.form.hidden.push(("version".into(), now.version.to_string()));
    if !may_approve && now.needs_approval {
        page.form.hidden.push(("needs_approval".into(), "1".into()));
    }
    if let Some(text) = notice {
        page = page.lead(text);
    }
    page.lead(t.get("routines-lead")).show()
}

async fn save(Path(id): Path<String>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let version = form.value("version").parse().unwrap_or(-1);
    let new = Routines { needs_approval: form.ticked("needs_approval"), meetings: days(&mut form), version };
    match submit(&site, &mut form, async |tx| organisations::set_routines(tx, &id, &new).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=svarsrutin", address(&id)))),
        None => show(&site, t, &here, &id, Some(&form), None).await,
    }
}

/// The days that were typed, one a line or with commas between; those that are no days are told.
fn days(form: &mut Form) -> Vec<NaiveDate> {
    let typed = form.value("meetings").to_owned();
    let parts = typed.split(['\n', ',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let mut days = Vec::new();
    for part in parts {
        match part.parse() {
            Ok(day) => days.push(day),
            Err(_) => {
                let what: String = part.chars().take(40).collect();
                form.fault(FieldFault::new("meetings", "not-a-day").with("what", what));
            }
        }
    }
    days
}
