//! What every part of the API does alike: versions as entity tags, and lists a page at a time.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::http::HeaderName;
use axum::http::header::{ETAG, IF_MATCH, LINK};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use plan::access::Kind;
use plan::fault::{Fault as Refused, FieldFault};
use plan::records::Page;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use crate::fault::Fault;
use crate::visit::CurrentPage;

/// A thing as JSON with its version as the entity tag, by which a later change says what it was based on.
pub fn versioned(version: i64, value: impl Serialize) -> Response {
    let tag = HeaderValue::try_from(format!("\"{version}\"")).ok();
    let mut response = Json(value).into_response();
    response.headers_mut().extend(tag.map(|tag| (ETAG, tag)));
    response
}

/// A body that was sent, or why it cannot be read.
///
/// # Errors
/// [`Fault::BadRequest`].
pub fn body<T>(sent: Result<Json<T>, JsonRejection>) -> Result<T, Fault> {
    sent.map(|Json(value)| value).map_err(|rejection| Fault::BadRequest(rejection.body_text()))
}

/// A thing's own fields, the same as its form has, and the version that was read; a new thing has none.
#[derive(ToSchema)]
pub struct Sent<I> {
    /// The version that was read; a new thing has none. The header `if-match` tells it as well.
    pub version: Option<i64>,
    /// The fields.
    #[schema(inline)]
    #[serde(flatten)]
    pub input: I,
}

impl<I: DeserializeOwned> Sent<I> {
    /// Reads what was sent about a thing of a kind. What it was read with may stand there too: its id, its place and what it
    /// lies below change nothing.
    ///
    /// # Errors
    /// [`Fault::BadRequest`].
    pub fn read(kind: Kind, sent: Result<Json<Map<String, Value>>, JsonRejection>) -> Result<Self, Fault> {
        let mut fields = body(sent)?;
        let parent = kind.parent().map(|parent| format!("{parent}_id"));
        // Null is left out.
        fields.retain(|name, value| {
            !value.is_null() && !matches!(&**name, "id" | "position") && Some(name) != parent.as_ref()
        });
        let version = fields.remove("version").unwrap_or_default();
        let bad = |error: serde_json::Error| Fault::BadRequest(error.to_string());
        Ok(Self {
            version: serde_json::from_value(version).map_err(bad)?,
            input: serde_json::from_value(fields.into()).map_err(bad)?,
        })
    }
}

/// The version that a change was based on: what the body or the address tells, or else the header `if-match`.
///
/// # Errors
/// [`Refused::Invalid`] when neither tells one.
pub fn expected_version(told: Option<i64>, heads: &HeaderMap) -> Result<i64, Fault> {
    // A proxy that compresses makes a tag weak.
    let tag = || {
        let tag = heads.get(IF_MATCH)?.to_str().ok()?.trim();
        tag.strip_prefix("W/").unwrap_or(tag).trim_matches('"').parse::<i64>().ok()
    };
    match (told, tag()) {
        (Some(told), Some(tag)) if told != tag => Err(Fault::Plan(Refused::Conflict)),
        (Some(version), _) | (None, Some(version)) => Ok(version),
        (None, None) => {
            Err(Fault::Plan(Refused::Invalid(vec![FieldFault::new("version", "version-missing")])))
        }
    }
}

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The key by which a request that is sent again is known (`Idempotency-Key`); nothing without one.
pub fn idempotency_key(heads: &HeaderMap) -> &str {
    heads.get(&IDEMPOTENCY_KEY).and_then(|value| value.to_str().ok()).unwrap_or_default().trim()
}

/// The largest page of a list.
pub const LARGEST_PAGE: i64 = 1000;

/// Which page of a list.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paged {
    /// At most so many, 1–1000; all of them without it.
    limit: Option<i64>,
    /// Which page of so many, from 1.
    page: Option<i64>,
}

impl Paged {
    /// The page that is asked for; none for all.
    ///
    /// # Errors
    /// [`Fault::BadRequest`] for a page that cannot be.
    pub fn page(self) -> Result<Option<Page>, Fault> {
        let page = Page { limit: self.limit.unwrap_or(LARGEST_PAGE), number: self.page.unwrap_or(1) };
        if !(1..=LARGEST_PAGE).contains(&page.limit) || !(1..=i64::from(i32::MAX)).contains(&page.number) {
            return Err(Fault::BadRequest(format!("limit: 1–{LARGEST_PAGE}, page: 1–")));
        }
        Ok((self.limit.is_some() || self.page.is_some()).then_some(page))
    }

    /// How many there are on all pages, and where the next page is.
    pub fn heads(self, here: &CurrentPage, total: i64) -> HeaderMap {
        let mut heads = HeaderMap::new();
        heads.insert("x-total-count", total.into());
        let (limit, number) = (self.limit.unwrap_or(LARGEST_PAGE), self.page.unwrap_or(1));
        if (self.limit.is_some() || self.page.is_some()) && limit * number < total {
            let others = form_urlencoded::parse(here.uri.query().unwrap_or_default().as_bytes())
                .filter(|(name, _)| !matches!(&**name, "limit" | "page"));
            let query = form_urlencoded::Serializer::new(String::new())
                .extend_pairs(others)
                .extend_pairs([("limit", limit.to_string()), ("page", (number + 1).to_string())])
                .finish();
            let next = format!("<{}?{query}>; rel=\"next\"", here.uri.path());
            heads.extend(HeaderValue::try_from(next).ok().map(|next| (LINK, next)));
        }
        heads
    }
}
