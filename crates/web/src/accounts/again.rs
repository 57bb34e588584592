//! What somebody sends without being signed in is not lost: the page that asks them to sign in keeps it, and sends it
//! again.

use askama::Template;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::sign_in_address;
use crate::fault::{Carried, Fault, wants_json};
use crate::headers::LARGEST_BODY;
use crate::page::{Frame, Place, render_with};
use crate::texts::Texts;
use crate::visit::Here;

/// Never written into a page.
const SECRETS: [&str; 3] = ["password", "old", "code"];

type Fields = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "accounts/again.html")]
struct AgainPage {
    frame: Frame,
    /// Where to sign in, in another tab.
    sign_in: String,
    /// What was sent, for the button that sends it again.
    sent: Fields,
    /// What of it is text of several words.
    typed: Vec<String>,
}

/// Lets a request through; when what a stranger typed comes back because they are strangers, shows it.
pub async fn keep(t: Texts, here: Here, request: Request, next: Next) -> Response {
    let is_stranger = here.visitor.has_accounts && here.visitor.is_stranger();
    if !is_stranger || request.method() != Method::POST || wants_json(&here.uri, request.headers()) {
        return next.run(request).await;
    }
    let (request, sent) = match read(request).await {
        Ok(read) => read,
        Err(too_large) => return too_large,
    };
    let answer = next.run(request).await;
    let status = answer.extensions().get::<Carried>().and_then(|carried| asked_to_sign_in(&carried.0));
    match (status, sent) {
        (Some(status), sent) if !sent.is_empty() => show(t, &here, status, sent).unwrap_or(answer),
        _ => answer,
    }
}

/// The status when somebody was refused for not being signed in. What is not for strangers is not there for them.
fn asked_to_sign_in(fault: &Fault) -> Option<StatusCode> {
    use plan::fault::Fault as Refused;
    match fault {
        Fault::SignIn(_) | Fault::Plan(Refused::Forbidden(_)) => Some(StatusCode::UNAUTHORIZED),
        Fault::NotFound | Fault::Plan(Refused::NotFound { .. }) => Some(StatusCode::NOT_FOUND),
        _ => None,
    }
}

/// What somebody has typed into a form, and the request as it was. A file that is sent is not kept.
async fn read(request: Request) -> Result<(Request, Fields), Response> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Ok((request, Fields::new()));
    }
    let (head, body) = request.into_parts();
    let bytes = axum::body::to_bytes(body, LARGEST_BODY)
        .await
        .map_err(|_| StatusCode::PAYLOAD_TOO_LARGE.into_response())?;
    let fields = form_urlencoded::parse(&bytes).into_owned();
    let fields = fields.filter(|(name, _)| !SECRETS.contains(&name.as_str())).collect();
    Ok((Request::from_parts(head, bytes.into()), fields))
}

fn show(t: Texts, here: &Here, status: StatusCode, sent: Fields) -> Result<Response, Fault> {
    // Numbers and choices say nothing without their fields.
    let typed = sent.iter().filter(|(_, value)| value.trim().contains(char::is_whitespace));
    let typed = typed.map(|(_, value)| value.clone()).collect();
    let frame = Frame::new(t, t.get("again-title"), Place::Other, here);
    render_with(status, &AgainPage { frame, sign_in: sign_in_address(&here.back), sent, typed })
}
