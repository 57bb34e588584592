//! Pages, JSON API, templates, stylesheet and texts. Knows HTTP; decides nothing.
//!
//! The top of it, which puts together what the crates below make: `site` is their ground floor, and each `web-…` has the
//! pages, API and templates of some capabilities. What must know all of them is here: `kinds` (what each kind of thing
//! brings to what all have) and `openapi` (the API as a whole).

mod kinds;
mod openapi;

pub use site::gate::{Accounts, AuthMode, IdentityProvider, Origin};
pub use site::telemetry::{REQUESTS, SECONDS, SIGN_INS_FAILED};
pub use site::{Computing, Site};
pub use web_groups::{Sender, post_letters as post_group_letters};
pub use web_inquiry::post_letters;

use site::texts::Texts;

/// A field fault as a Swedish sentence, for programs that have no page to show it on.
pub fn sentence(fault: &plan::fault::FieldFault) -> String {
    site::forms::sentence(Texts::Swedish, fault)
}

/// What a role is called in Swedish.
pub fn role(role: plan::access::Role) -> String {
    Texts::Swedish.get(&format!("role-{role}"))
}

/// A reminder, as a letter in Swedish.
pub fn reminder(
    origin: &Origin,
    to: &plan::accounts::Account,
    about: &plan::decisions::Reminder,
    of: plan::access::Ref,
) -> plan::outbox::Email {
    web_things::reminder(Texts::Swedish, origin, to, about, of)
}

/// The method as Markdown in a language (`sv` or `en`; Swedish for any other), with numbers from the forecast's run.
pub fn method(forecast: &forecast::Forecast, language: &str) -> String {
    web_forecast::method::markdown(forecast, Texts::named(language).unwrap_or_default())
}

/// Whether an identity provider describes itself under the address that the settings have, as sign-in demands.
///
/// # Errors
/// Why not, in the words of what asked it.
pub async fn discover_provider(provider: &IdentityProvider) -> Result<(), String> {
    web_accounts::discover_provider(provider).await
}

/// Everything that the program answers to over HTTP.
pub fn router(site: Site) -> axum::Router {
    // What is computed is computed with the figures that are in use.
    let computed = axum::Router::new()
        .merge(web_forecast::routes(&site))
        .merge(web_figures::routes())
        .merge(web_roadmap::routes())
        .merge(web_library::routes())
        .merge(openapi::routes(&site))
        .route_layer(axum::middleware::from_fn_with_state(site.clone(), site::figures::keep_in_force));
    let routes = axum::Router::new()
        .merge(computed)
        .merge(web_inquiry::routes())
        .merge(web_groups::routes())
        .merge(web_things::routes(kinds::KINDS))
        .merge(web_accounts::routes())
        .merge(site::routes())
        .route_layer(axum::middleware::from_fn(openapi::refuse_unknown))
        .fallback(site::fault::unknown_page);
    site::headers::protect(routes, &site).with_state(site)
}
