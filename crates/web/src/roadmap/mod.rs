//! Roadmaps: the lists, the roadmap itself in three views, its forms, its files and its API.
//!
//! All five kinds of part (the roadmap, areas, needs, initiatives, measures) are edited the same way: [`edit`] does
//! it for any of them, [`input`] knows how they differ.

pub mod api;
mod edit;
mod export;
mod fields;
mod findings;
mod input;
mod list;
mod matrix;
mod measure_form;
mod portfolio;
mod region;
mod table;
mod timeline;
mod tried;
mod view;
mod words;
mod worth;
mod worth_api;
mod worth_file;

use plan::roadmap::Part;

pub use list::Entry;
pub use region::in_file;
pub use words::{frame, pages};

use crate::site::Site;

/// Everything below roadmaps.
pub fn routes() -> axum::Router<Site> {
    let routes = axum::Router::new()
        .merge(list::routes())
        .merge(region::routes())
        .merge(view::routes())
        .merge(export::routes())
        .merge(tried::routes())
        .merge(measure_form::routes())
        .merge(worth::routes())
        .merge(worth_api::routes())
        .merge(worth_file::routes())
        .merge(portfolio::routes())
        .merge(api::routes());
    Part::ALL.into_iter().fold(routes, |all, part| all.merge(edit::routes(part)))
}
