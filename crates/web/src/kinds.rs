//! What each kind of thing brings to what all kinds have: attachments, sharings, decisions, deleting and undoing.

use plan::access::{Ref, RootKind};
use plan::db::Tx;
use site::page::Frame;
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};
use web_things::{Kinds, Pages, Waited};

/// What is handed down to those who know no kind.
pub const KINDS: Kinds = Kinds { frame_below, pages, restore };

/// A frame for a page below a thing that may be read.
fn frame_below<'a>(
    site: &'a RequestContext,
    tx: &'a mut Tx,
    t: Texts,
    here: &'a CurrentPage,
    title: String,
    of: Ref,
) -> Waited<'a, Frame> {
    match of.kind.root() {
        RootKind::Roadmap => Box::pin(web_roadmap::frame(site, tx, t, here, title, of.id)),
        RootKind::Inquiry => Box::pin(web_inquiry::frame(tx, t, here, title, of.id)),
        RootKind::Group => Box::pin(web_groups::frame(tx, t, here, title, of.id)),
        RootKind::Example => Box::pin(web_library::frame(tx, t, here, title, of.id)),
        RootKind::Figures => Box::pin(web_figures::frame(site, tx, t, here, title, of.id)),
    }
}

/// Where a thing that may be read is seen.
fn pages(tx: &mut Tx, of: Ref) -> Waited<'_, Pages> {
    match of.kind.root() {
        RootKind::Roadmap => Box::pin(web_roadmap::pages(tx, of)),
        RootKind::Inquiry => Box::pin(web_inquiry::pages(tx, of)),
        RootKind::Group => Box::pin(web_groups::pages(tx, of)),
        RootKind::Example => Box::pin(web_library::pages(of)),
        RootKind::Figures => Box::pin(web_figures::pages(tx, of)),
    }
}

/// Brings back what was deleted.
fn restore(tx: &mut Tx, of: Ref) -> Waited<'_, ()> {
    match of.kind.root() {
        RootKind::Roadmap => Box::pin(async move { Ok(plan::roadmap::store::restore(tx, of).await?) }),
        RootKind::Inquiry => Box::pin(async move { Ok(plan::inquiry::restore(tx, of).await?) }),
        RootKind::Group => Box::pin(async move { Ok(plan::groups::restore(tx, of).await?) }),
        RootKind::Example => Box::pin(async move { Ok(plan::library::examples::restore(tx, of).await?) }),
        RootKind::Figures => Box::pin(async move { Ok(plan::figures::restore(tx, of).await?) }),
    }
}
