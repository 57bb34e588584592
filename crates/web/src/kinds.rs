//! What each kind of thing brings to what all kinds have: attachments, sharings, decisions, deleting and undoing.

use plan::access::{Ref, RootKind};
use plan::db::Tx;

use crate::fault::Fault;
use crate::page::Frame;
use crate::roadmap;
use crate::texts::Texts;
use crate::visit::{CurrentPage, RequestContext};

/// A frame for a page below a thing that may be read.
pub async fn frame_below(
    site: &RequestContext,
    tx: &mut Tx,
    t: Texts,
    here: &CurrentPage,
    title: impl Into<String>,
    of: Ref,
) -> Result<Frame, Fault> {
    match of.kind.root() {
        RootKind::Roadmap => roadmap::frame(site, tx, t, here, title, of.id).await,
    }
}

/// Where a thing is seen.
pub struct Pages {
    /// The page that shows it.
    pub with: String,
    /// Where on that page.
    pub anchor: String,
    /// The page to go to when it is gone.
    pub without: String,
}

/// Where a thing that may be read is seen.
pub async fn pages(tx: &mut Tx, of: Ref) -> Result<Pages, Fault> {
    match of.kind.root() {
        RootKind::Roadmap => roadmap::pages(tx, of).await,
    }
}
