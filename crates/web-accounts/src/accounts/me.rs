//! The own account: name, password, one-time codes, sessions, what is kept, and leaving.

use askama::Template;
use axum::Form as Body;
use axum::extract::{Path, Query};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use plan::access::{Grant, Right};
use plan::accounts::{self, NewPassword};
use plan::clock::in_sweden;
use plan::organisations::{self, Organisations};
use plan::quotas::usage;
use serde::Deserialize;
use uuid::Uuid;

use super::{accounts, signed_in, without_session};
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent, submit};
use site::page::{Frame, NavItem, render_with, see_other};
use site::quotas::sentence;
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/konto", get(page).post(rename))
        .route("/konto/losenord", get(ask_password).post(change_password))
        .route("/konto/paminnelser", get(ask_reminders).post(set_reminders))
        .route("/konto/sessioner", post(end_others))
        .route("/konto/sessioner/{id}", post(end_session))
        .route("/konto/uppgifter.json", get(export))
        .route("/konto/radera", get(ask_erase).post(erase))
}

#[derive(Template)]
#[template(path = "accounts/me.html")]
struct MePage {
    frame: Frame,
    notice: Option<String>,
    email: String,
    form: site::forms::FormView,
    functions: Vec<String>,
    usage: Vec<String>,
    shortcuts: Vec<(String, String)>,
    has_codes: bool,
    sessions: Vec<SessionRow>,
}

struct SessionRow {
    about: String,
    device: String,
    is_this: bool,
    end: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Flash {
    ny: Option<String>,
    sparad: Option<String>,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Query(flash): Query<Flash>,
) -> Result<Response, Fault> {
    signed_in(&site, &here)?;
    let mut form = Form::default();
    form.set("name", accounts::account(&mut site.read().await?).await?.name);
    let notice = flash.ny.map(|_| "account-new").or(flash.sparad.map(|_| "account-saved"));
    show(&site, t, &here, &form, notice).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    form: &Form,
    notice: Option<&str>,
) -> Result<Response, Fault> {
    let this = signed_in(site, here)?;
    let mut tx = site.read().await?;
    let tree = organisations::load(&mut tx).await?;
    let grants = site.visitor().actor.person().map_or(&[][..], |person| &person.grants);
    let functions = grants.iter().map(|grant| {
        format!("{}, {}", t.get(&format!("role-{}", grant.role)), tree.name(&grant.organisation))
    });
    let sessions = accounts::sessions(&mut tx).await?.into_iter().map(|session| SessionRow {
        about: t.with(
            "account-session",
            &[
                ("since", &in_sweden(session.created_at).format("%Y-%m-%d %H:%M")),
                ("seen", &in_sweden(session.seen_at).format("%Y-%m-%d %H:%M")),
            ],
        ),
        device: session.device,
        is_this: session.id == this,
        end: format!("/konto/sessioner/{}", session.id),
    });
    let usage = usage(&mut tx, "").await?;
    let fields = Fields { t, thing: "account", form, theirs: None };
    let section = Section { fields: vec![fields.required("name", Kind::Line)], ..Section::default() };
    let mut view = site::forms::FormView::new(t, form, vec![section], None);
    view.action = "/konto".into();
    let page = MePage {
        frame: Frame::new(t, t.get("account-title"), NavItem::Other, here),
        notice: notice.map(|key| t.get(key)),
        email: accounts::account(&mut tx).await?.email,
        functions: functions.collect(),
        usage: usage.iter().map(|usage| sentence(t, usage)).collect(),
        shortcuts: shortcuts(t, grants, &tree),
        has_codes: accounts::has_codes(&mut tx).await?,
        sessions: sessions.collect(),
        form: view,
    };
    render_with(page.form.status, &page)
}

/// Ways to what only some may do.
fn shortcuts(t: Texts, grants: &[Grant], tree: &Organisations) -> Vec<(String, String)> {
    let has = |right| grants.iter().any(|grant| grant.role.has(right));
    let mut links = Vec::new();
    for grant in grants.iter().filter(|grant| grant.role.has(Right::ManageUsers)) {
        let words = t.with("account-to-organisation", &[("name", &tree.name(&grant.organisation))]);
        links.push((words, format!("/organisation/{}", grant.organisation)));
    }
    links.extend(has(Right::ReadTrail).then(|| (t.get("account-to-trail"), "/logg".to_owned())));
    links.extend(has(Right::Operate).then(|| (t.get("account-to-operations"), "/drift".to_owned())));
    links
}

async fn rename(sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    signed_in(&site, &here)?;
    let name = form.text("name");
    match submit(&site, &mut form, async |tx| accounts::rename(tx, &name).await).await? {
        Some(()) => Ok(see_other("/konto?sparad=1")),
        None => show(&site, t, &here, &form, None).await,
    }
}

async fn ask_password(site: RequestContext, t: Texts, here: CurrentPage) -> Result<Response, Fault> {
    signed_in(&site, &here)?;
    password_page(t, &here, &Form::default())
}

fn password_page(t: Texts, here: &CurrentPage, form: &Form) -> Result<Response, Fault> {
    let fields = Fields { t, thing: "account", form, theirs: None };
    let section = Section {
        fields: vec![
            fields.called("old", "old-password", Kind::Password),
            fields.called("password", "new-password", Kind::NewPassword),
        ],
        ..Section::default()
    };
    let frame = Frame::new(t, t.get("account-password-title"), NavItem::Other, here)
        .below(t.get("account-title"), "/konto");
    FormPage::new(frame, form, vec![section], "account-password-button")
        .lead(t.get("account-password-lead"))
        .show()
}

async fn change_password(sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let session = signed_in(&site, &here)?;
    let new = NewPassword::new(site.db.clock(), form.value("password")).await?;
    let (actor, known) = (&site.visitor().actor, site.visitor().client.known.as_deref());
    match accounts::change_password(&site.db, actor, session, known, form.value("old"), &new).await {
        Ok(()) => Ok(see_other("/konto?sparad=1")),
        Err(why) => {
            form.refuse(why)?;
            password_page(t, &here, &form)
        }
    }
}

/// Whether to be reminded: where the letters' way out leads.
async fn ask_reminders(site: RequestContext, t: Texts, here: CurrentPage) -> Result<Response, Fault> {
    signed_in(&site, &here)?;
    let mut form = Form::default();
    if accounts::wants_reminders(&mut site.read().await?).await? {
        form.set("wants_reminders", 1);
    }
    let fields = Fields { t, thing: "account", form: &form, theirs: None };
    let section = Section { fields: vec![fields.field("wants_reminders", Kind::Box)], ..Section::default() };
    let frame = Frame::new(t, t.get("account-reminders-title"), NavItem::Other, &here)
        .below(t.get("account-title"), "/konto");
    FormPage::new(frame, &form, vec![section], "form-save").lead(t.get("account-reminders-lead")).show()
}

async fn set_reminders(
    site: RequestContext,
    here: CurrentPage,
    Body(sent): Body<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    signed_in(&site, &here)?;
    let mut tx = site.write().await?;
    accounts::want_reminders(&mut tx, Form::sent(sent).ticked("wants_reminders")).await?;
    tx.commit().await?;
    Ok(see_other("/konto?sparad=1"))
}

async fn end_session(
    site: RequestContext,
    here: CurrentPage,
    Path(id): Path<Uuid>,
) -> Result<Response, Fault> {
    signed_in(&site, &here)?;
    let mut tx = site.write().await?;
    accounts::end_session(&mut tx, id).await?;
    tx.commit().await?;
    Ok(see_other("/konto"))
}

async fn end_others(site: RequestContext, here: CurrentPage) -> Result<Response, Fault> {
    let this = signed_in(&site, &here)?;
    let mut tx = site.write().await?;
    accounts::end_others(&mut tx, this).await?;
    tx.commit().await?;
    Ok(see_other("/konto"))
}

/// Everything that is kept of the actor.
async fn export(site: RequestContext, here: CurrentPage) -> Result<Response, Fault> {
    signed_in(&site, &here)?;
    let mut tx = site.read().await?;
    let me = accounts::account(&mut tx).await?.id;
    let kept = accounts::export(&mut tx, me).await?;
    let text = serde_json::to_string_pretty(&kept).unwrap_or_default();
    let heads = [
        (CONTENT_TYPE, "application/json; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"mina-uppgifter.json\""),
    ];
    Ok((heads, text).into_response())
}

async fn ask_erase(site: RequestContext, t: Texts, here: CurrentPage) -> Result<Response, Fault> {
    signed_in(&site, &here)?;
    erase_page(&site, t, &here, &Form::default()).await
}

async fn erase_page(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    form: &Form,
) -> Result<Response, Fault> {
    let frame = Frame::new(t, t.get("account-erase-title"), NavItem::Other, here)
        .below(t.get("account-title"), "/konto");
    let fields = Fields { t, thing: "account", form, theirs: None };
    let mut section = Section::default();
    if accounts::has_password(&mut site.read().await?).await? {
        section.fields.push(fields.required("password", Kind::Password));
    }
    FormPage::new(frame, form, vec![section], "account-erase-button")
        .lead(t.get("account-erase-lead"))
        .link(t.get("form-cancel"), "/konto")
        .show()
}

async fn erase(sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    signed_in(&site, &here)?;
    let own = accounts(&site)?;
    match accounts::erase_own(&site.db, &site.visitor().actor, form.value("password")).await {
        Ok(()) => Ok(without_session(own, "/logga-in?ny=raderad")),
        Err(why) => {
            form.refuse(why)?;
            erase_page(&site, t, &here, &form).await
        }
    }
}
