//! Signing in with a password and, where it is on, a one-time code; signing out.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use plan::accounts::{self, SignIn};
use plan::fault::Fault as Refused;
use serde::Deserialize;

use super::{accounts, with_session, without_session};
use site::Site;
use site::fault::Fault;
use site::forms::{Fields, Form, FormPage, Kind, Section, Sent};
use site::page::{Frame, NavItem, is_local, see_other};
use site::telemetry::SIGN_INS_FAILED;
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/logga-in", get(ask).post(sign_in))
        .route("/logga-in/kod", get(ask_code).post(give_code))
        .route("/logga-ut", post(sign_out))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Back {
    tillbaka: Option<String>,
    ny: Option<String>,
}

impl Back {
    /// The address to go back to, if it is on this site.
    pub fn address(&self) -> String {
        self.tillbaka.clone().filter(|address| is_local(address)).unwrap_or_else(|| "/min-kommun".into())
    }
}

async fn ask(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Query(back): Query<Back>,
) -> Result<Response, Fault> {
    show(&site, t, &here, &Form::default(), &back)
}

async fn sign_in(Query(back): Query<Back>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let accounts = accounts(&site)?;
    let with = SignIn {
        email: form.text("email"),
        password: form.value("password").to_owned(),
        code: form.text("code"),
    };
    match accounts::sign_in(&site.db, &with, &site.visitor().client).await {
        Ok(stepped) => {
            let back = back.address();
            let to = if stepped.needs_code {
                format!("/logga-in/kod?tillbaka={}", site::page::encoded(&back))
            } else {
                back
            };
            Ok(with_session(accounts, &stepped, &to))
        }
        Err(why) => {
            count_failed(&why, "password");
            form.refuse(why)?;
            show(&site, t, &here, &form, &back)
        }
    }
}

/// Counts those who gave what is wrong, or who may not even try for a while.
fn count_failed(why: &Refused, with: &'static str) {
    match why {
        Refused::Invalid(_) => failed(with),
        Refused::TooMany { .. } => failed("too-many"),
        _ => {}
    }
}

/// Tells whoever watches over the program that somebody was not let in. Not who: that nobody knows.
pub fn failed(with: &'static str) {
    metrics::counter!(SIGN_INS_FAILED, "with" => with).increment(1);
    tracing::warn!(with, "somebody was not let in");
}

fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    form: &Form,
    back: &Back,
) -> Result<Response, Fault> {
    let accounts = accounts(site)?;
    let fields = Fields { t, thing: "account", form, theirs: None };
    let mut section = Section {
        fields: vec![fields.required("email", Kind::Email), fields.required("password", Kind::Password)],
        ..Section::default()
    };
    // Whoever is kept out by what others have failed with comes in by a code.
    let asks_code = form.is_throttled() || !form.text("code").is_empty();
    if asks_code {
        section.fields.push(fields.field("code", Kind::Code));
    }
    let frame = Frame::new(t, t.get("sign-in-title"), NavItem::Other, here);
    let mut page = FormPage::new(frame, form, vec![section], "sign-in-button")
        .lead(t.get(match back.ny.as_deref().filter(|_| form.is_good()) {
            Some("losenord") => "sign-in-recovered",
            Some("raderad") => "sign-in-erased",
            _ if form.is_throttled() => "sign-in-throttled",
            _ => "sign-in-lead",
        }))
        .link(t.get("sign-in-forgotten"), "/glomt-losenord");
    let back = site::page::encoded(&back.address());
    for one in &accounts.providers {
        let name = &one.provider.name;
        page = page
            .link(t.with("sign-in-with", &[("name", name)]), format!("/logga-in/med/{name}?tillbaka={back}"));
    }
    page.show()
}

async fn ask_code(site: RequestContext, t: Texts, here: CurrentPage) -> Result<Response, Fault> {
    show_code(&site, t, &here, &Form::default())
}

async fn give_code(Query(back): Query<Back>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let accounts = accounts(&site)?;
    match accounts::step_up(&site.db, form.value("code"), &site.visitor().client).await {
        Ok(stepped) => Ok(with_session(accounts, &stepped, &back.address())),
        // The session has ended meanwhile.
        Err(Refused::NotFound { .. }) => Ok(see_other("/logga-in")),
        Err(why) => {
            count_failed(&why, "code");
            form.refuse(why)?;
            show_code(&site, t, &here, &form)
        }
    }
}

fn show_code(site: &RequestContext, t: Texts, here: &CurrentPage, form: &Form) -> Result<Response, Fault> {
    accounts(site)?;
    let fields = Fields { t, thing: "account", form, theirs: None };
    let section = Section { fields: vec![fields.required("code", Kind::Code)], ..Section::default() };
    let frame = Frame::new(t, t.get("sign-in-code-title"), NavItem::Other, here);
    FormPage::new(frame, form, vec![section], "sign-in-button").show()
}

/// Ends the session. It ends too for whoever has copied its cookie.
async fn sign_out(site: RequestContext) -> Result<Response, Fault> {
    let accounts = accounts(&site)?;
    if let Some(session) = site.visitor().session {
        let mut tx = site.write().await?;
        accounts::end_session(&mut tx, session).await?;
        tx.commit().await?;
    }
    let mut response = without_session(accounts, "/");
    *response.status_mut() = StatusCode::SEE_OTHER;
    Ok(response)
}
