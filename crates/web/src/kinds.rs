//! What each kind of thing brings to the pages that all kinds have: attachments, sharings, decisions.

use plan::access::{Ref, RootKind};

use crate::fault::Fault;
use crate::page::Frame;
use crate::roadmap;
use crate::texts::Texts;
use crate::visit::{Here, Visit};

/// A frame for a page below a thing that may be read.
pub async fn frame_below(
    site: &Visit,
    t: Texts,
    here: &Here,
    title: impl Into<String>,
    of: Ref,
) -> Result<Frame, Fault> {
    match of.kind.root() {
        RootKind::Roadmap => roadmap::frame(site, t, here, title, of.id).await,
    }
}
