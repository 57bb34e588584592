//! What every kind of thing has, whatever it is: deleting and undoing (`records`, `deleted`), decisions in steps, attachments, sharings,
//! and the trail of who did what. What a kind brings to it, where it is seen and the frame around its pages, is handed
//! down as [`Kinds`].

mod attachments;
mod audit;
mod changes;
mod decisions;
mod deleted;
mod kinds;
mod records;
mod search;
mod shares;

use axum::{Extension, Router};
use site::Site;
use utoipa::OpenApi;

pub use changes::change_words;
pub use decisions::{open_question, reminder, step_title};
pub use kinds::{Kinds, Pages, Waited};

/// What can be done with things of every kind.
pub fn routes(kinds: Kinds) -> Router<Site> {
    Router::new()
        .merge(records::routes())
        .merge(deleted::routes())
        .merge(decisions::routes())
        .merge(attachments::routes())
        .merge(shares::routes())
        .merge(search::routes())
        .layer(Extension(kinds))
        .merge(audit::routes())
}

#[derive(OpenApi)]
#[openapi(paths(attachments::api, decisions::list, decisions::content))]
struct Description;

/// Adds to the API's description what can be done with things of every kind.
pub fn describe(document: &mut utoipa::openapi::OpenApi) {
    document.merge(Description::openapi());
    document.merge(audit::Description::openapi());
    records::describe(document);
}
