//! The ground floor of the site: what every capability's pages and API are made of. It imports no capability.
//!
//! A handler is three steps: read the request, call `plan`, render. A page is a struct with its template beside it. For
//! that there are `site` (what handlers need), `computing` (where all that takes time is computed), `visit` (who asks),
//! `gate` (how one comes in), `page` (the frame around every page), `fault` (what failure looks like), `forms` (reading
//! fields), `files`, `api` (what every part of the API does alike), `texts` (every word that a person sees), `words`,
//! `letters` and `things` (what all is called, and where it is), `entry` (a roadmap in a list), `basis` (what figures rest on), `verdict` (whether a
//! roadmap is enough), `flash` (what has just been done), `assets` (stylesheet and script), `headers` (what every answer
//! carries) and `telemetry` (what an operator sees).

pub mod api;
mod assets;
pub mod basis;
mod bodies;
mod computing;
pub mod cookies;
pub mod entry;
pub mod fault;
pub mod figures;
pub mod files;
pub mod flash;
pub mod forms;
pub mod gate;
pub mod headers;
pub mod letters;
pub mod page;
pub mod problem;
pub mod quotas;
mod site;
pub mod tables;
pub mod telemetry;
pub mod texts;
pub mod things;
mod typed;
pub mod verdict;
pub mod visit;
pub mod words;

pub use computing::Computing;
pub use site::Site;

/// What belongs to no capability: stylesheet and script, the small pages, and whether the site is alive.
pub fn routes() -> axum::Router<Site> {
    axum::Router::new().merge(assets::routes()).merge(page::routes()).merge(telemetry::routes())
}
