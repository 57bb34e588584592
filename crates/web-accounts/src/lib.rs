//! Who people are and what they may do: their accounts, the organisations that they work in with its functions and rights,
//! what is carried out of an organisation and in, and what whoever runs the program sees.

mod access;
mod accounts;
mod operations;
mod organisations;
mod synonyms;
mod transfer;

pub use accounts::discover_provider;

use site::Site;

/// Everything about people, organisations and the running of the program.
pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .merge(accounts::routes())
        .merge(organisations::routes())
        .merge(access::routes())
        .merge(transfer::routes())
        .merge(operations::routes())
}
