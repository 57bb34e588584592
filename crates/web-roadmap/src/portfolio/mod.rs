//! Choosing a portfolio: which measures to choose for a budget, and which are the cheapest that are sure to be enough.

mod answer;
pub mod api;
mod file;
mod page;
mod query;

use site::Site;

pub fn routes() -> axum::Router<Site> {
    page::routes().merge(file::routes()).merge(api::routes())
}
