//! Pages, JSON API, templates, stylesheet and texts. Knows HTTP; decides nothing.
//!
//! A handler is three steps: read the request, call `plan`, render. A page is a struct with its template beside
//! it. `forecast` and `roadmap` are the same capabilities as in `plan`, and `operations` shows its `jobs` and `outbox`;
//! the other rooms are small and shared:
//! `site` (what handlers need), `page` (the frame around every page), `fault` (what failure looks like), `forms`
//! (reading fields), `texts` (every word that a person sees), `verdict`
//! (whether a roadmap is enough), `assets` (stylesheet and script), `changes` (what has changed, in words), `headers`
//! (what every answer carries), `telemetry` (what an operator sees).

mod access;
mod accounts;
mod api;
mod assets;
mod attachments;
mod audit;
mod changes;
mod computing;
mod cookies;
mod decisions;
mod fault;
mod files;
mod flash;
mod forecast;
mod forms;
mod gate;
mod headers;
mod kinds;
mod letters;
mod openapi;
mod operations;
mod organisations;
mod page;
mod records;
mod roadmap;
mod shares;
mod site;
mod telemetry;
mod texts;
mod things;
mod transfer;
mod typed;
mod verdict;
mod visit;
mod words;

pub use computing::Computing;
pub use gate::{Accounts, AuthMode, IdentityProvider, Origin};
pub use site::Site;
pub use telemetry::{REQUESTS, SECONDS, SIGN_INS_FAILED};

/// A field fault as a Swedish sentence, for programs that have no page to show it on.
pub fn sentence(fault: &plan::fault::FieldFault) -> String {
    forms::sentence(texts::Texts::Swedish, fault)
}

/// What a role is called in Swedish.
pub fn role(role: plan::access::Role) -> String {
    texts::Texts::Swedish.get(&format!("role-{role}"))
}

/// A reminder, as a letter in Swedish.
pub fn reminder(
    origin: &Origin,
    to: &plan::accounts::Account,
    about: &plan::decisions::Reminder,
    of: plan::access::Ref,
) -> plan::outbox::Email {
    decisions::reminder(texts::Texts::Swedish, origin, to, about, of)
}

/// The method as Markdown in a language (`sv` or `en`; Swedish for any other), with numbers from the forecast's run.
pub fn method(forecast: &::forecast::Forecast, language: &str) -> String {
    forecast::method::markdown(forecast, texts::Texts::named(language).unwrap_or_default())
}

/// Everything that the program answers to over HTTP.
pub fn router(site: Site) -> axum::Router {
    let routes = axum::Router::new()
        .merge(forecast::routes(&site))
        .merge(roadmap::routes())
        .merge(records::routes())
        .merge(decisions::routes())
        .merge(attachments::routes())
        .merge(shares::routes())
        .merge(operations::routes())
        .merge(organisations::routes())
        .merge(accounts::routes())
        .merge(transfer::routes())
        .merge(access::routes())
        .merge(audit::routes())
        .merge(openapi::routes(&site))
        .merge(assets::routes())
        .merge(page::routes())
        .merge(telemetry::routes())
        .route_layer(axum::middleware::from_fn(openapi::refuse_unknown))
        .fallback(fault::unknown_page);
    headers::protect(routes, &site).with_state(site)
}
