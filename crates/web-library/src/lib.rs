//! The library: approaches and what studies say of them, tried on a municipality's own forecast before anything is decided, and made
//! into a measure.

mod approach;
mod downloads;
mod list;
mod measure;
mod tried;
mod try_here;
mod words;

use site::Site;

/// Everything about the library.
pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .merge(list::routes())
        .merge(approach::routes())
        .merge(measure::routes())
        .merge(downloads::routes())
}
