//! The library: approaches and what studies say of them, tried on a municipality's own forecast before anything is decided, and made
//! into a measure.

mod alike;
mod approach;
mod done;
mod downloads;
mod example;
mod example_file;
mod example_form;
mod examples;
mod follow_up;
mod letters;
mod list;
mod measure;
mod near;
mod open_data;
mod owner;
mod ranked;
mod reuse;
mod spread;
mod spread_charts;
mod spreads;
mod table_file;
mod tried;
mod try_here;
mod uptake;
mod uptake_file;
mod words;

pub use words::{example_frame as frame, pages};

use site::Site;

/// Everything about the library.
pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .merge(list::routes())
        .merge(approach::routes())
        .merge(measure::routes())
        .merge(downloads::routes())
        .merge(examples::routes())
        .merge(example::routes())
        .merge(example_form::routes())
        .merge(follow_up::routes())
        .merge(reuse::routes())
        .merge(spread::routes())
        .merge(spreads::routes())
        .merge(uptake::routes())
        .merge(table_file::routes())
        .merge(open_data::routes())
}

/// What the library's addresses of the API take and answer.
pub fn openapi() -> utoipa::openapi::OpenApi {
    let mut all = <open_data::Description as utoipa::OpenApi>::openapi();
    all.merge(<spreads::Description as utoipa::OpenApi>::openapi());
    all
}
