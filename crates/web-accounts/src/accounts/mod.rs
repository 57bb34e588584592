//! Signing in and out, invitations, forgotten passwords, and what a person sees of their own account.

mod codes;
mod invitation;
mod letters;
mod me;
mod oidc;
mod recovery;
mod sign_in;

pub use letters::invitation as invitation_letter;

use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

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

/// Goes on to a page with a new session; without a secret, with none.
fn with_session(accounts: &Accounts, secret: Option<&str>, to: &str) -> Response {
    let seconds = if secret.is_none() { Some(0) } else { None };
    let name = accounts.session_cookie();
    let cookie = cookies::set(name, secret.unwrap_or_default(), seconds, accounts.origin.is_secure());
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    let mut response = (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}
