//! The frame around every page, and the small pages that belong to no capability.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use crate::fault::Fault;
use crate::gate::sign_in_address;
use crate::site::Site;
use crate::texts::{COOKIE_NAME, Texts};
use crate::visit::CurrentPage;

/// What the frame around a page shows.
pub struct Frame {
    /// The language.
    pub t: Texts,
    /// The page's title, without the site's name.
    pub title: String,
    /// Which entry of the main menu the page belongs to.
    pub nav: NavItem,
    /// The way down to the page: names and addresses of the pages above.
    pub crumbs: Vec<(String, String)>,
    /// The page's own address: where its forms are sent.
    pub here: String,
    /// A page to come back to, for the link to the other language.
    pub back: String,
    /// Who reads it.
    pub reader: Reader,
    /// Whether it has no ways that lead away: on it one does one thing.
    pub is_bare: bool,
}

/// What stands above every page's content: by itself, so that it is built once and not into every page.
#[derive(Template)]
#[template(path = "layout_head.html")]
pub struct Head<'a> {
    frame: &'a Frame,
}

/// What stands below it.
#[derive(Template)]
#[template(path = "layout_foot.html")]
pub struct Foot<'a> {
    frame: &'a Frame,
}

/// Whoever reads a page, as its frame shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Whoever sits at the machine: nothing to show.
    Machine,
    /// Somebody who can sign in, and come back here.
    Stranger(String),
    /// Somebody who has signed in: their name.
    SignedIn(String),
}

/// Entries of the main menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NavItem {
    /// The start page and what lies below it.
    Forecast,
    /// Roadmaps.
    Roadmap,
    /// Inquiries.
    Inquiry,
    /// Groups.
    Group,
    /// The library.
    Library,
    /// Figures and method.
    Data,
    /// None of them.
    Other,
}

impl Frame {
    /// A frame for a page, as the visitor sees it.
    pub fn new(t: Texts, title: impl Into<String>, nav: NavItem, here: &CurrentPage) -> Self {
        let reader = match here.visitor.name() {
            _ if !here.visitor.has_accounts => Reader::Machine,
            Some(name) => Reader::SignedIn(name.to_owned()),
            None => Reader::Stranger(sign_in_address(&here.back)),
        };
        Self {
            t,
            title: title.into(),
            nav,
            crumbs: Vec::new(),
            here: here.uri.to_string(),
            back: here.back.clone(),
            reader,
            is_bare: false,
        }
    }

    /// The same without ways that lead away.
    #[must_use]
    pub fn bare(self) -> Self {
        Self { is_bare: true, ..self }
    }

    /// What stands above the content, in HTML.
    pub fn head(&self) -> Head<'_> {
        Head { frame: self }
    }

    /// What stands below it.
    pub fn foot(&self) -> Foot<'_> {
        Foot { frame: self }
    }

    /// Adds a page above this one.
    #[must_use]
    pub fn below(mut self, name: impl Into<String>, address: impl Into<String>) -> Self {
        self.crumbs.push((name.into(), address.into()));
        self
    }

    /// Whether a menu entry is the current one.
    pub fn is(&self, nav: NavItem) -> bool {
        self.nav == nav
    }

    /// The address that changes language and comes back here.
    pub fn language_link(&self) -> String {
        format!("/sprak?till={}&tillbaka={}", self.t.other().code(), encoded(&self.back))
    }
}

/// What cannot stand in a query as it is.
const OTHERS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// An address as it can stand in another's query.
pub fn encoded(address: &str) -> String {
    utf8_percent_encode(address, OTHERS).to_string()
}

/// A rendered page with status 200.
pub fn render(template: &impl Template) -> Result<Response, Fault> {
    render_with(StatusCode::OK, template)
}

/// A rendered page with another status.
pub fn render_with(status: StatusCode, template: &impl Template) -> Result<Response, Fault> {
    Ok((status, Html(template.render()?)).into_response())
}

/// A redirect after a saved form.
pub fn see_other(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, address.to_owned())]).into_response()
}

/// A page with one sentence on what has been done, by the texts `{key}-title` and `{key}`.
pub fn message_page(t: Texts, here: &CurrentPage, key: &str) -> Result<Response, Fault> {
    let frame = Frame::new(t, t.get(&format!("{key}-title")), NavItem::Other, here);
    render(&MessagePage { frame, text: t.get(key) })
}

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage {
    frame: Frame,
    text: String,
}

pub(crate) fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/sprak", get(language)).route("/tillganglighet", get(accessibility)).route(
        "/api-info",
        get(|| async {
            axum::Json(serde_json::json!({
                "apiName": "Färdplan", "apiVersion": env!("CARGO_PKG_VERSION"), "apiReleased": "2026-11-22",
                "apiDocumentation": "/api/v1/openapi.json", "apiStatus": "active",
            }))
        }),
    )
}

#[derive(Deserialize)]
struct Language {
    till: String,
    tillbaka: Option<String>,
}

/// Remembers the language and goes back to a page of this site.
async fn language(Query(query): Query<Language>) -> Response {
    let texts = Texts::named(&query.till).unwrap_or_default();
    let back = query.tillbaka.filter(|address| is_local(address)).unwrap_or_else(|| "/".into());
    let cookie = format!("{COOKIE_NAME}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", texts.code());
    (StatusCode::SEE_OTHER, [(LOCATION, back), (SET_COOKIE, cookie)]).into_response()
}

/// An address on this site: a path, and not one that a browser would read as another host.
pub fn is_local(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains('\\')
        && address.bytes().all(|b| b.is_ascii_graphic())
}

#[derive(Template)]
#[template(path = "accessibility.html")]
struct AccessibilityPage {
    frame: Frame,
}

async fn accessibility(t: Texts, uri: CurrentPage) -> Result<Response, Fault> {
    render(&AccessibilityPage { frame: Frame::new(t, t.get("accessibility-title"), NavItem::Other, &uri) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_site_are_gone_back_to() {
        for good in ["/", "/kommun/2083?ar=2035", "/fardplaner"] {
            assert!(is_local(good), "{good}");
        }
        for bad in
            ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\nb"]
        {
            assert!(!is_local(bad), "{bad}");
        }
    }
}
