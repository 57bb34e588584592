//! The API as a whole: its address, its description, and a refusal of what the description does not know.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::Json;
use axum::extract::{MatchedPath, Query, Request};
use axum::http::header::{ETAG, IF_MATCH, LINK};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use plan::fault::{Fault as Refused, FieldFault};
use plan::records::Page;
use serde::{Deserialize, Serialize};
use utoipa::openapi::path::{Parameter, ParameterIn, PathItem};
use utoipa::openapi::{InfoBuilder, OpenApi as Document, RefOr, Server};
use utoipa::{IntoParams, OpenApi};

use crate::fault::Fault;
use crate::site::Site;
use crate::texts::Texts;
use crate::visit::Here;

/// Where the API begins.
const ROOT: &str = "/api/v1";

/// Everything below `/api/v1/`. `roadmap` adds its own routes with full addresses.
pub fn routes(site: &Site) -> axum::Router<Site> {
    let forecast = crate::forecast::api::routes(site);
    axum::Router::new().nest(ROOT, forecast.route("/openapi.json", get(|| async { Json(document()) })))
}

/// The OpenAPI document.
fn document() -> Document {
    let mut document = crate::forecast::api::Description::openapi();
    document.merge(crate::roadmap::api::openapi());
    document.merge(crate::audit::Description::openapi());
    document.info = InfoBuilder::new()
        .title("Färdplan")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Projections of elderly care in Sweden's municipalities, and roadmaps with what they are worth. \
             Problems are application/problem+json (RFC 9457). \
             Prognoser för äldreomsorgen i Sveriges kommuner, och färdplaner med vad de är värda.",
        ))
        .build();
    document.servers = Some(vec![Server::new(ROOT)]);
    document
}

/// The names of the query's parameters on each path, as described.
static KNOWN: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    document().paths.paths.into_iter().map(|(path, item)| (path, parameters(item))).collect()
});

/// The query's parameters of all that can be done at a path.
fn parameters(item: PathItem) -> Vec<String> {
    let PathItem { get, put, post, delete, patch, parameters, .. } = item;
    let of_each = [get, put, post, delete, patch].into_iter().flatten().filter_map(|one| one.parameters);
    let in_query = |one: RefOr<Parameter>| match one {
        RefOr::T(one) if one.parameter_in == ParameterIn::Query => Some(one.name),
        _ => None,
    };
    parameters.into_iter().chain(of_each).flatten().filter_map(in_query).collect()
}

/// A thing as JSON with its version as the entity tag, by which a later change says what it was based on.
pub fn versioned(version: i64, value: impl Serialize) -> Response {
    let tag = HeaderValue::try_from(format!("\"{version}\"")).ok();
    let mut response = Json(value).into_response();
    response.headers_mut().extend(tag.map(|tag| (ETAG, tag)));
    response
}

/// The version that a change was based on: what the body or the address tells, or else the header `if-match`.
///
/// # Errors
/// [`Refused::Invalid`] when neither tells one.
pub fn expected_version(told: Option<i64>, heads: &HeaderMap) -> Result<i64, Fault> {
    let tag = || heads.get(IF_MATCH)?.to_str().ok()?.trim().trim_matches('"').parse().ok();
    told.or_else(tag)
        .ok_or_else(|| Fault::Plan(Refused::Invalid(vec![FieldFault::new("version", "version-missing")])))
}

/// The largest page of a list.
const LARGEST_PAGE: i64 = 1000;

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
    pub fn heads(self, here: &Here, total: i64) -> HeaderMap {
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

/// Refuses a parameter of the API that is not described: whoever misspells one shall not take the answer for what was asked.
pub async fn refuse_unknown(t: Texts, route: MatchedPath, request: Request, next: Next) -> Response {
    let known = route.as_str().strip_prefix(ROOT).and_then(|path| KNOWN.get(path));
    let (Some(known), Ok(Query(fields))) =
        (known, Query::<Vec<(String, String)>>::try_from_uri(request.uri()))
    else {
        return next.run(request).await;
    };
    match fields.into_iter().find(|(name, _)| !known.contains(name)) {
        None => next.run(request).await,
        Some((name, _)) if known.is_empty() => {
            Fault::BadRequest(t.with("api-unknown-alone", &[("name", &name)])).into_response()
        }
        Some((name, _)) => {
            let known = known.join(", ");
            Fault::BadRequest(t.with("api-unknown", &[("name", &name), ("known", &known)])).into_response()
        }
    }
}
