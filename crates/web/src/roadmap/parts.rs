//! What can be done with a part without a form: moving it among its siblings, deleting it and bringing it back.

use axum::response::Response;
use axum::routing::post;
use axum::{Extension, Form};
use plan::records::{self, Direction};
use plan::roadmap::{Part, load_around};
use serde::Deserialize;

use super::words::{Id, anchor, region_address, roadmap_address, slug};
use crate::fault::Fault;
use crate::page::see_other;
use crate::site::Site;
use crate::visit::Visit;

/// The actions on one kind of part.
pub fn routes(part: Part) -> axum::Router<Site> {
    let at = |what: &str| format!("/{}/{{id}}/{what}", slug(part));
    axum::Router::new()
        .route(&at("bort"), post(delete))
        .route(&at("aterstall"), post(restore))
        .route(&at("flytta"), post(shift))
        .layer(Extension(part))
}

#[derive(Deserialize)]
struct Deleted {
    version: i64,
}

/// Deletes at once; the page that follows offers to undo it.
async fn delete(
    site: Visit,
    Extension(part): Extension<Part>,
    Id(id): Id,
    Form(seen): Form<Deleted>,
) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    let roadmap = load_around(&mut tx, part, id).await?.roadmap;
    records::delete(&mut tx, part.of(id), seen.version).await?;
    tx.commit().await?;
    let page = match part {
        Part::Roadmap => region_address(&roadmap.region_code),
        _ => roadmap_address(roadmap.id),
    };
    Ok(see_other(&format!("{page}?borttagen={}&id={id}", slug(part))))
}

/// Brings a deleted part back, in its old place.
async fn restore(site: Visit, Extension(part): Extension<Part>, Id(id): Id) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    records::restore(&mut tx, part.of(id)).await?;
    let roadmap = load_around(&mut tx, part, id).await?.roadmap;
    tx.commit().await?;
    Ok(see_other(&format!("{}?sparad=aterstalld#{}", roadmap_address(roadmap.id), anchor(part, id))))
}

#[derive(Deserialize)]
struct Shifted {
    riktning: String,
}

/// Moves a part one step.
async fn shift(
    site: Visit,
    Extension(part): Extension<Part>,
    Id(id): Id,
    Form(asked): Form<Shifted>,
) -> Result<Response, Fault> {
    let direction = if asked.riktning == "upp" { Direction::Up } else { Direction::Down };
    let mut tx = site.write().await?;
    let roadmap = load_around(&mut tx, part, id).await?.roadmap.id;
    records::shift(&mut tx, part.of(id), direction).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?sparad=flyttad#{}", roadmap_address(roadmap), anchor(part, id))))
}
