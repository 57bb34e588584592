//! What can be done with a thing of any kind without a form: deleting it, bringing it back, and moving it among its
//! siblings.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{self, post};
use axum::{Extension, Form};
use plan::access::{Kind, RootKind};
use plan::records::{self, Direction};
use serde::Deserialize;
use utoipa::openapi::path::{OperationBuilder, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{KnownFormat, Object, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{OpenApi, Required, ResponseBuilder};

use crate::kinds::{Kinds, Pages};
use site::Site;
use site::api::expected_version;
use site::fault::Fault;
use site::page::see_other;
use site::things::{Id, Of, api_name, slug};
use site::visit::RequestContext;

/// The actions on every kind of thing.
pub fn routes() -> axum::Router<Site> {
    let pages = Kind::ALL.into_iter().fold(axum::Router::new(), |all, kind| all.merge(routes_of(kind)));
    RootKind::all().fold(pages, |all, kind| {
        let at = format!("/api/v1/{}/{{id}}", api_name(kind));
        all.merge(axum::Router::new().route(&at, routing::delete(api_delete)).layer(Extension(kind)))
    })
}

fn routes_of(kind: Kind) -> axum::Router<Site> {
    let at = |what: &str| format!("/{}/{{id}}/{what}", slug(kind));
    let routes = axum::Router::new().route(&at("bort"), post(delete)).route(&at("aterstall"), post(restore));
    let moves = kind.parent().is_some();
    let routes = if moves { routes.route(&at("flytta"), post(shift)) } else { routes };
    routes.layer(Extension(kind))
}

#[derive(Deserialize)]
struct Deleted {
    version: i64,
}

/// Deletes at once; the page that follows offers to undo it.
async fn delete(
    site: RequestContext,
    Extension(kinds): Extension<Kinds>,
    Extension(kind): Extension<Kind>,
    Id(id): Id,
    Form(seen): Form<Deleted>,
) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    let Pages { without, .. } = (kinds.pages)(&mut tx, kind.of(id)).await?;
    records::delete(&mut tx, kind.of(id), seen.version).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{without}?borttagen={}&id={id}", slug(kind))))
}

/// Brings a deleted thing back, in its old place.
async fn restore(
    site: RequestContext,
    Extension(kinds): Extension<Kinds>,
    Extension(kind): Extension<Kind>,
    Id(id): Id,
) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    (kinds.restore)(&mut tx, kind.of(id)).await?;
    let Pages { with, anchor, .. } = (kinds.pages)(&mut tx, kind.of(id)).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{with}?sparad=aterstalld#{anchor}")))
}

#[derive(Deserialize)]
struct Shifted {
    riktning: String,
}

/// Moves a thing one step.
async fn shift(
    site: RequestContext,
    Extension(kinds): Extension<Kinds>,
    Extension(kind): Extension<Kind>,
    Id(id): Id,
    Form(asked): Form<Shifted>,
) -> Result<Response, Fault> {
    let direction = if asked.riktning == "upp" { Direction::Up } else { Direction::Down };
    let mut tx = site.write().await?;
    let Pages { with, anchor, .. } = (kinds.pages)(&mut tx, kind.of(id)).await?;
    let moved = records::shift(&mut tx, kind.of(id), direction).await?;
    tx.commit().await?;
    let told = if moved {
        let way = if direction == Direction::Up { "upp" } else { "ner" };
        format!("?flyttad={}&id={id}&riktning={way}", slug(kind))
    } else {
        String::new()
    };
    Ok(see_other(&format!("{with}{told}#{anchor}")))
}

/// The version that was read.
#[derive(Deserialize)]
struct Based {
    version: Option<i64>,
}

async fn api_delete(
    site: RequestContext,
    Of(of): Of,
    heads: HeaderMap,
    based: Result<Query<Based>, QueryRejection>,
) -> Result<StatusCode, Fault> {
    let Query(based) = based.map_err(|rejection| Fault::BadRequest(rejection.body_text()))?;
    let mut tx = site.write().await?;
    records::delete(&mut tx, of, expected_version(based.version, &heads)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Describes how a thing of each kind is deleted over the API.
pub fn describe(document: &mut OpenApi) {
    for kind in RootKind::all() {
        let parameter = |name: &str, at: ParameterIn, is_required: Required, schema: Object, about: &str| {
            ParameterBuilder::new()
                .name(name)
                .parameter_in(at)
                .required(is_required)
                .schema(Some(schema))
                .description(Some(about))
                .build()
        };
        let format = |kind: Type, format: KnownFormat| {
            ObjectBuilder::new().schema_type(kind).format(Some(SchemaFormat::KnownFormat(format))).build()
        };
        let response = |about: &str| ResponseBuilder::new().description(about).build();
        let delete = OperationBuilder::new()
            .tag(api_name(kind))
            .operation_id(Some(format!("delete_{kind}", kind = kind.name())))
            .summary(Some(format!("Deletes a {kind}.", kind = kind.name())))
            .parameter(parameter("id", ParameterIn::Path, Required::True, format(Type::String, KnownFormat::Uuid), "Which"))
            .parameter(parameter(
                "version",
                ParameterIn::Query,
                Required::False,
                format(Type::Integer, KnownFormat::Int64),
                "The version that was read; another one now is a conflict. The header `if-match` tells it as well.",
            ))
            .response("204", response("Deleted"))
            .response("404", response("There is none such"))
            .response("409", response("Someone else has saved since that version was read"))
            .build();
        let path = document.paths.paths.entry(format!("/{}/{{id}}", api_name(kind))).or_default();
        path.delete = Some(delete);
    }
}
