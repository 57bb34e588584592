//! The API as a whole: its address and its description.

use axum::Json;
use axum::routing::get;
use utoipa::OpenApi;
use utoipa::openapi::{InfoBuilder, OpenApi as Document, Server};

use crate::site::Site;

/// Everything below `/api/v1/`. `roadmap` adds its own routes with full addresses.
pub fn routes(site: &Site) -> axum::Router<Site> {
    let forecast = crate::forecast::api::routes(site);
    axum::Router::new().nest("/api/v1", forecast.route("/openapi.json", get(|| async { Json(document()) })))
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
    document.servers = Some(vec![Server::new("/api/v1")]);
    document
}
