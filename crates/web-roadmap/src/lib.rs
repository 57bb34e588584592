//! Roadmaps: the lists, the roadmap itself in three views, its forms, its files and its API.
//!
//! All five kinds of part (the roadmap, areas, needs, initiatives, measures) are edited the same way, by `edit`.

mod api;
mod cells;
mod edit;
mod export;
mod list;
mod mine;
mod portfolio;
mod region;
mod view;
mod words;
mod worth;

pub use api::openapi;
pub use words::{frame, pages};

use site::Site;

/// Everything below roadmaps.
pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .merge(list::routes().merge(mine::routes()))
        .merge(region::routes())
        .merge(view::routes())
        .merge(export::routes())
        .merge(edit::routes())
        .merge(worth::routes())
        .merge(portfolio::routes())
        .merge(api::routes())
}
