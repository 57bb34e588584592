//! Organisations: the tree, each organisation's page, and the functions in it with those who hold them.

mod page;
mod users;

pub use page::address;

use site::Site;

/// Everything about organisations.
pub fn routes() -> axum::Router<Site> {
    axum::Router::new().merge(page::routes()).merge(users::routes())
}
