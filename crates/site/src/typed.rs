//! What was typed in a form that was sent, so that a page which tells why it was not carried out can show it and send it
//! again: nothing is lost with a session that has ended, or a database that is away.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Method, StatusCode};
use tokio::time::timeout;

use crate::headers::LARGEST_BODY;

/// The fields of a form that was sent, by name; empty for all else.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    fields: Vec<(String, String)>,
    /// Whether a secret was left out.
    has_secret: bool,
}

/// Fields that never stand on a page.
const SECRET: [&str; 3] = ["password", "code", "old"];
/// The most fields of a form: more than any of ours has.
const MOST_FIELDS: usize = 300;
/// A body comes within this.
const LONGEST_BODY: Duration = Duration::from_secs(30);
/// Fields that nobody types.
const UNSEEN: [&str; 6] = ["version", "seen", "key", "to", "rows", "has_read"];

impl Typed {
    /// Takes a copy of what a form sends, and leaves the request as it was.
    ///
    /// # Errors
    /// The status to refuse it with: it is larger, or has more fields, than anything of ours, or does not come.
    pub async fn copy(request: Request) -> Result<(Self, Request), StatusCode> {
        let is_form = request.method() == Method::POST && is_sent_as(request.headers(), FORM);
        if !is_form && !is_sent_as(request.headers(), JSON) {
            return Ok((Self::default(), request));
        }
        let (parts, body) = request.into_parts();
        let bytes = timeout(LONGEST_BODY, to_bytes(body, LARGEST_BODY)).await;
        let bytes =
            bytes.map_err(|_| StatusCode::REQUEST_TIMEOUT)?.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
        if !is_form {
            return Ok((Self::default(), Request::from_parts(parts, Body::from(bytes))));
        }
        let mut fields: Vec<(String, String)> =
            form_urlencoded::parse(&bytes).into_owned().take(MOST_FIELDS + 1).collect();
        if fields.len() > MOST_FIELDS {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        let is_secret = |(name, _): &(String, String)| SECRET.contains(&name.as_str());
        let has_secret = fields.iter().any(is_secret);
        fields.retain(|field| !is_secret(field));
        let typed = Self { fields, has_secret };
        Ok((typed, Request::from_parts(parts, Body::from(bytes))))
    }

    /// Whether a person has typed anything.
    pub fn is_empty(&self) -> bool {
        self.shown().next().is_none()
    }

    /// What a person has typed.
    pub fn shown(&self) -> impl Iterator<Item = &str> {
        let typed = self
            .fields
            .iter()
            .filter(|(name, value)| !UNSEEN.contains(&name.as_str()) && !value.trim().is_empty());
        typed.map(|(_, value)| value.as_str())
    }

    /// Whether all of it is here, so that it can be sent again.
    pub fn is_whole(&self) -> bool {
        !self.has_secret
    }

    /// Every field, to be sent again.
    pub fn all(&self) -> &[(String, String)] {
        &self.fields
    }
}

/// How forms are sent, and what programs send.
const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

fn is_sent_as(headers: &HeaderMap, kind: &str) -> bool {
    let sent = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    sent.get(..kind.len()).is_some_and(|sent| sent.eq_ignore_ascii_case(kind))
}
