//! Names and addresses of a roadmap's parts, and what all pages about roadmaps share.

use plan::access::{Kind, Ref};
use plan::db::Tx;
use plan::roadmap::{Part, Roadmap, around};
use uuid::Uuid;

use site::fault::Fault;
use site::page::{Frame, NavItem};
use site::texts::Texts;
use site::things;
pub use site::things::Id;
use site::visit::{CurrentPage, RequestContext};
use web_things::Pages;

/// What a part is called in addresses.
pub const fn slug(part: Part) -> &'static str {
    things::slug(part.kind())
}

/// The kind of part that a part lies below; a roadmap lies below none.
pub const fn above(part: Part) -> Option<Part> {
    match part {
        Part::Roadmap => None,
        Part::Area => Some(Part::Roadmap),
        Part::Need => Some(Part::Area),
        Part::Initiative | Part::Measure => Some(Part::Need),
    }
}

/// The id that a part has on the roadmap's page.
pub fn anchor(part: Part, id: Uuid) -> String {
    format!("{}-{id}", slug(part))
}

/// Address of a roadmap.
pub fn roadmap_address(id: Uuid) -> String {
    things::address(Part::Roadmap.of(id))
}

/// Address of a part on the roadmap's page.
pub fn part_address(roadmap: Uuid, part: Part, id: Uuid) -> String {
    format!("{}#{}", roadmap_address(roadmap), anchor(part, id))
}

/// Address of the form for a part.
pub fn edit_address(part: Part, id: Uuid) -> String {
    match part {
        Part::Roadmap => format!("/fardplan/{id}/andra"),
        other => format!("/{}/{id}", slug(other)),
    }
}

/// Address of a region's roadmaps.
pub fn region_address(code: &str) -> String {
    format!("/kommun/{code}/fardplaner")
}

/// The region's name, or its code when the tables have none such.
pub fn region_name(site: &RequestContext, t: Texts, code: &str) -> String {
    let region = site.forecast.regions().by_code(code);
    region.map_or_else(|| code.to_owned(), |region| site::words::region_name(t, region))
}

/// A frame for a page below a region's roadmaps.
pub fn frame_below_region(
    site: &RequestContext,
    t: Texts,
    uri: &CurrentPage,
    title: impl Into<String>,
    code: &str,
) -> Frame {
    Frame::new(t, title, NavItem::Roadmap, uri)
        .below(t.get("roadmaps-title"), "/fardplaner")
        .below(region_name(site, t, code), region_address(code))
}

/// A frame for a page below a roadmap.
pub fn frame_below(
    site: &RequestContext,
    t: Texts,
    uri: &CurrentPage,
    title: impl Into<String>,
    roadmap: &Roadmap,
) -> Frame {
    frame_below_region(site, t, uri, title, &roadmap.region_code)
        .below(roadmap.title.clone(), roadmap_address(roadmap.id))
}

/// A frame for a page below a roadmap that may be read.
pub async fn frame(
    site: &RequestContext,
    tx: &mut Tx,
    t: Texts,
    here: &CurrentPage,
    title: impl Into<String>,
    id: Uuid,
) -> Result<Frame, Fault> {
    let roadmap = around(tx, Kind::Roadmap.of(id)).await?;
    Ok(frame_below(site, t, here, title, &roadmap))
}

/// Where a roadmap or a part of one is seen.
pub async fn pages(tx: &mut Tx, of: Ref) -> Result<Pages, Fault> {
    let roadmap = around(tx, of).await?;
    let page = roadmap_address(roadmap.id);
    let without = if of.kind == Kind::Roadmap { region_address(&roadmap.region_code) } else { page.clone() };
    Ok(Pages { with: page, anchor: format!("{}-{}", things::slug(of.kind), of.id), without })
}
