//! Stylesheet and script, with addresses that change when they do, so that browsers may keep them for ever.

use std::hash::Hasher as _;
use std::sync::OnceLock;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use fnv::FnvHasher;

use crate::site::Site;

const SITE_STYLE: &str = include_str!("../static/site.css");
const ROADMAP_STYLE: &str = include_str!("../static/roadmap.css");
const INQUIRY_STYLE: &str = include_str!("../static/inquiry.css");
const GROUPS_STYLE: &str = include_str!("../static/groups.css");
const LIBRARY_STYLE: &str = include_str!("../static/library.css");
const FORMS_STYLE: &str = include_str!("../static/forms.css");
const HTMX: &str = include_str!("../static/htmx-4.0.1.min.js");
const SCRIPT: &str = include_str!("../static/site.js");
const ICON: &str = include_str!("../static/icon.svg");

/// The whole stylesheet: the site's tokens and rules, the forms', the roadmaps', the inquiries', the groups', the library's, then the charts'.
fn style() -> &'static str {
    static STYLE: OnceLock<String> = OnceLock::new();
    STYLE.get_or_init(|| {
        format!(
            "{SITE_STYLE}\n{FORMS_STYLE}\n{ROADMAP_STYLE}\n{INQUIRY_STYLE}\n{GROUPS_STYLE}\n{LIBRARY_STYLE}\n{}",
            charts::STYLE
        )
    })
}

/// Address of the stylesheet.
pub fn style_address() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| format!("/static/{}.css", fingerprint(style())))
}

/// Address of the site's own script.
pub fn script_address() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| format!("/static/{}.js", fingerprint(SCRIPT)))
}

/// FNV-1a: names a version, protects nothing.
fn fingerprint(text: &str) -> String {
    let mut hash = FnvHasher::default();
    hash.write(text.as_bytes());
    format!("{:016x}", hash.finish())
}

fn kept(kind: &'static str, body: &'static str) -> Response {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")], body).into_response()
}

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route(style_address(), get(|| async { kept("text/css; charset=utf-8", style()) }))
        .route(script_address(), get(|| async { kept("text/javascript; charset=utf-8", SCRIPT) }))
        .route("/static/htmx-4.0.1.min.js", get(|| async { kept("text/javascript; charset=utf-8", HTMX) }))
        .route("/static/icon.svg", get(|| async { kept("image/svg+xml", ICON) }))
}
