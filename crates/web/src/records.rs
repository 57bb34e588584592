//! What can be done with a thing of any kind without a form: deleting it, bringing it back, and moving it among its
//! siblings.

use axum::response::Response;
use axum::routing::post;
use axum::{Extension, Form};
use plan::access::Kind;
use plan::records::{self, Direction};
use serde::Deserialize;

use crate::fault::Fault;
use crate::kinds::{Pages, pages};
use crate::page::see_other;
use crate::site::Site;
use crate::things::{Id, slug};
use crate::visit::Visit;

/// The actions on every kind of thing.
pub fn routes() -> axum::Router<Site> {
    Kind::ALL.into_iter().fold(axum::Router::new(), |all, kind| all.merge(routes_of(kind)))
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
    site: Visit,
    Extension(kind): Extension<Kind>,
    Id(id): Id,
    Form(seen): Form<Deleted>,
) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    let Pages { without, .. } = pages(&mut tx, kind.of(id)).await?;
    records::delete(&mut tx, kind.of(id), seen.version).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{without}?borttagen={}&id={id}", slug(kind))))
}

/// Brings a deleted thing back, in its old place.
async fn restore(site: Visit, Extension(kind): Extension<Kind>, Id(id): Id) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    records::restore(&mut tx, kind.of(id)).await?;
    let Pages { with, anchor, .. } = pages(&mut tx, kind.of(id)).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{with}?sparad=aterstalld#{anchor}")))
}

#[derive(Deserialize)]
struct Shifted {
    riktning: String,
}

/// Moves a thing one step.
async fn shift(
    site: Visit,
    Extension(kind): Extension<Kind>,
    Id(id): Id,
    Form(asked): Form<Shifted>,
) -> Result<Response, Fault> {
    let direction = if asked.riktning == "upp" { Direction::Up } else { Direction::Down };
    let mut tx = site.write().await?;
    let Pages { with, anchor, .. } = pages(&mut tx, kind.of(id)).await?;
    records::shift(&mut tx, kind.of(id), direction).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{with}?sparad=flyttad#{anchor}")))
}
