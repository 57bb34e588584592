//! Figures of a municipality's own: put in as they stand in its tables, held against ours, decided and computed with.

mod difference;
mod form;
mod list;
mod outcome;
mod page;
mod put;
mod template;
mod words;

pub use words::{figures_frame as frame, pages};

use site::Site;

/// Everything about figures of one's own.
pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .merge(list::routes())
        .merge(put::routes())
        .merge(page::routes())
        .merge(form::routes())
        .merge(template::routes())
}
