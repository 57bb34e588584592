//! What has been deleted, and brings itself back by a button.

use askama::Template;
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use plan::access::RootKind;
use plan::clock::in_sweden;
use plan::records::{self, Deleted};

use crate::kinds::Kinds;
use site::Site;
use site::fault::Fault;
use site::page::{Frame, NavItem, render};
use site::texts::Texts;
use site::things::{Of, address, slug};
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> Router<Site> {
    RootKind::all().fold(Router::new().route("/borttaget", get(roots)), |all, kind| {
        let at = format!("/{}/{{id}}/borttaget", slug(kind.kind()));
        all.merge(Router::new().route(&at, get(below)).layer(Extension(kind)))
    })
}

#[derive(Template)]
#[template(path = "records/deleted.html")]
struct DeletedPage {
    frame: Frame,
    rows: Vec<DeletedRow>,
}

struct DeletedRow {
    title: String,
    about: String,
    /// Where it is brought back.
    restore: String,
}

/// What stands alone and was deleted.
async fn roots(site: RequestContext, t: Texts, here: CurrentPage) -> Result<Response, Fault> {
    let found = records::deleted_roots(&mut site.read().await?).await?;
    let frame = Frame::new(t, t.get("gone-list-title"), NavItem::Roadmap, &here);
    render(&DeletedPage { frame, rows: found.iter().map(|one| row(t, one)).collect() })
}

/// What was deleted below a thing.
async fn below(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Extension(kinds): Extension<Kinds>,
    Of(of): Of,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let found = records::deleted_below(&mut tx, of).await?;
    let frame = (kinds.frame_below)(&site, &mut tx, t, &here, t.get("gone-list-title"), of).await?;
    render(&DeletedPage { frame, rows: found.iter().map(|one| row(t, one)).collect() })
}

fn row(t: Texts, one: &Deleted) -> DeletedRow {
    let kind = t.get(&format!("part-{}", one.of.kind));
    let at = in_sweden(one.deleted_at).format("%Y-%m-%d %H:%M").to_string();
    let about = match &one.above {
        Some(above) => t.with("gone-list-about-below", &[("kind", &kind), ("above", above), ("at", &at)]),
        None => t.with("gone-list-about", &[("at", &at)]),
    };
    DeletedRow { title: one.title.clone(), about, restore: format!("{}/aterstall", address(one.of)) }
}
