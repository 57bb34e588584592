//! Signing in and out, invitations, forgotten passwords, and what a person sees of their own account.

mod codes;
mod invitation;
mod letters;
mod me;
mod oidc;
mod recovery;
mod sign_in;

pub use letters::invitation as invitation_letter;
pub use oidc::discover_provider;

use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use plan::accounts::{DEVICE_REMEMBERED, Stepped};
use site::Site;
use site::cookies;
use site::fault::Fault;
use site::gate::Accounts;
use site::visit::{CurrentPage, RequestContext};
use uuid::Uuid;

/// Everything about accounts. Without accounts none of it is there.
pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .merge(sign_in::routes())
        .merge(oidc::routes())
        .merge(invitation::routes())
        .merge(recovery::routes())
        .merge(me::routes())
        .merge(codes::routes())
}

/// The site's accounts. A site without them has no such pages.
fn accounts(site: &Site) -> Result<&Accounts, Fault> {
    site.gate.accounts().ok_or(Fault::NotFound)
}

/// Whoever has signed in; others are asked to.
fn signed_in(site: &RequestContext, here: &CurrentPage) -> Result<Uuid, Fault> {
    accounts(site)?;
    site.visitor().session.ok_or_else(|| Fault::SignIn(here.back.clone()))
}

/// Goes on to a page with a new session.
fn with_session(accounts: &Accounts, stepped: &Stepped, to: &str) -> Response {
    let mut response = going_to(to);
    set(accounts, &mut response, accounts.session_cookie(), &stepped.secret, None);
    if let Some(known) = &stepped.known {
        with_known_device(accounts, &mut response, known);
    }
    response
}

/// Lets the browser know the secret that it is known by.
fn with_known_device(accounts: &Accounts, response: &mut Response, secret: &str) {
    set(accounts, response, accounts.device_cookie(), secret, Some(DEVICE_REMEMBERED.num_seconds()));
}

/// Goes on to a page without a session.
fn without_session(accounts: &Accounts, to: &str) -> Response {
    let mut response = going_to(to);
    set(accounts, &mut response, accounts.session_cookie(), "", Some(0));
    response
}

fn going_to(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
}

fn set(accounts: &Accounts, response: &mut Response, name: &str, value: &str, seconds: Option<i64>) {
    if let Some(cookie) = cookies::set(name, value, seconds, accounts.origin.is_secure()) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
}
