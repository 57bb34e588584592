//! The API as a whole: its address, its description, and a refusal of what the description does not know.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::Json;
use axum::extract::{MatchedPath, Query, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use utoipa::OpenApi;
use utoipa::openapi::path::{Parameter, ParameterIn, PathItem};
use utoipa::openapi::{InfoBuilder, OpenApi as Document, RefOr, Server};

use site::Site;
use site::fault::Fault;
use site::texts::Texts;

/// Where the API begins.
const ROOT: &str = "/api/v1";

/// Everything below `/api/v1/`. `roadmap` adds its own routes with full addresses.
pub fn routes(site: &Site) -> axum::Router<Site> {
    let forecast = web_forecast::api::routes(site);
    axum::Router::new().nest(ROOT, forecast.route("/openapi.json", get(|| async { Json(document()) })))
}

/// The OpenAPI document.
fn document() -> Document {
    let mut document = web_forecast::api::Description::openapi();
    document.merge(web_roadmap::openapi());
    web_things::describe(&mut document);
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
