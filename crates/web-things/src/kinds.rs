//! What each kind of thing brings to what all kinds have. The top knows every kind, and hands this down.

use std::pin::Pin;

use plan::access::Ref;
use plan::db::Tx;
use site::fault::Fault;
use site::page::Frame;
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

/// What is waited for.
pub type Waited<'a, T> = Pin<Box<dyn Future<Output = Result<T, Fault>> + Send + 'a>>;

/// Makes a frame for a page below a thing that may be read, with the page's title.
pub type FrameBelow =
    for<'a> fn(&'a RequestContext, &'a mut Tx, Texts, &'a CurrentPage, String, Ref) -> Waited<'a, Frame>;

/// What each kind of thing brings, as functions that ask the kind.
#[derive(Clone, Copy)]
pub struct Kinds {
    /// The frame around a page below a thing.
    pub frame_below: FrameBelow,
    /// Where a thing that may be read is seen.
    pub pages: for<'a> fn(&'a mut Tx, Ref) -> Waited<'a, Pages>,
    /// Brings back what was deleted.
    pub restore: for<'a> fn(&'a mut Tx, Ref) -> Waited<'a, ()>,
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
