//! Decisions: the steps that something takes, and the versions that are frozen on the way.

mod history;
mod letters;
mod next;
mod steps;
mod versions;

use axum::Extension;
use plan::decisions::DecidedKind;

pub use letters::reminder;
pub use next::step_title;
pub use steps::open_question;
pub(crate) use versions::{__path_content, __path_list};

use site::Site;

/// The decisions of every kind of thing that is decided.
pub fn routes() -> axum::Router<Site> {
    DecidedKind::all().map(DecidedKind::root).fold(axum::Router::new(), |all, kind| {
        all.merge(steps::routes(kind).merge(versions::routes(kind)).layer(Extension(kind)))
    })
}
