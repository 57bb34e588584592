//! What failure looks like: a page with a way on, or `application/problem+json`.
//!
//! A handler returns [`Fault`] and stops; here it becomes an answer. Forms with wrong fields do not come this way:
//! their handlers show the form again with everything that was typed.

use askama::Template;
use axum::extract::OriginalUri;
use axum::http::header::{ACCEPT, CONTENT_TYPE, REFRESH, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use plan::access::RootKind;
use statistics::Region;

use crate::gate::sign_in_address;
use crate::page::{Frame, NavItem, render_with, see_other};
use crate::problem::{FieldProblem, MEDIA_TYPE, Problem};
use crate::texts::Texts;
use crate::typed::Typed;
use crate::visit::CurrentPage;
use crate::words::{region_address, region_name};

/// Why a request was not answered as asked.
#[derive(Debug)]
pub enum Fault {
    /// There is no such region; these may have been meant.
    NoRegion {
        /// What was asked for.
        asked: String,
        /// Similar names.
        suggestions: Vec<Region>,
    },
    /// There is no such page or thing.
    NotFound,
    /// The address holds something that cannot be read.
    BadRequest(String),
    /// A library turned the request down before a handler saw it, or a handler broke: status and sentence.
    Refused(StatusCode, String),
    /// An action in `plan` failed.
    Plan(plan::fault::Fault),
    /// A computation was interrupted: the program is stopping, or has a fault of its own.
    Interrupted,
    /// What everyone asks for is still being computed, at the first start.
    Preparing,
    /// Too much is being computed for others, or for the same client: it goes better in a while.
    Busy,
    /// One must sign in first, and comes back to this address then.
    SignIn(String),
    /// A link or a sign-in has run out, or has been used.
    LinkOld,
    /// An identity provider could not be used.
    Provider,
    /// An identity provider knows somebody who is not let in, and why.
    Identity(&'static str),
    /// A page could not be written.
    Template(askama::Error),
    /// A bundled table is damaged.
    Tables(statistics::Fault),
    /// The forecast could not be tried: a bundled table is damaged, as the log has said.
    Untried,
}

impl From<plan::fault::Fault> for Fault {
    fn from(fault: plan::fault::Fault) -> Self {
        Self::Plan(fault)
    }
}

impl From<askama::Error> for Fault {
    fn from(fault: askama::Error) -> Self {
        Self::Template(fault)
    }
}

impl From<statistics::Fault> for Fault {
    fn from(fault: statistics::Fault) -> Self {
        Self::Tables(fault)
    }
}

/// Where links in letters lead.
const LINKS: [&str; 2] = ["/svara/", "/min-plats/"];

impl Fault {
    fn status(&self) -> StatusCode {
        use plan::fault::Fault as P;
        match self {
            Self::NoRegion { .. } | Self::NotFound | Self::Plan(P::NotFound { .. }) => StatusCode::NOT_FOUND,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::SignIn(_) => StatusCode::UNAUTHORIZED,
            Self::LinkOld => StatusCode::GONE,
            Self::Provider => StatusCode::BAD_GATEWAY,
            Self::Identity(_) => StatusCode::FORBIDDEN,
            Self::Plan(P::TooMany { .. } | P::Quota { .. }) => StatusCode::TOO_MANY_REQUESTS,
            Self::Refused(status, _) => *status,
            Self::Preparing | Self::Busy | Self::Plan(P::Away(_) | P::Objects(_)) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::Plan(P::Full(_)) => StatusCode::INSUFFICIENT_STORAGE,
            Self::Plan(P::Conflict | P::Locked { .. } | P::Lasting(_)) => StatusCode::CONFLICT,
            Self::Plan(P::Forbidden(_)) => StatusCode::FORBIDDEN,
            Self::Plan(P::Invalid(_) | P::File(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn key(&self) -> &'static str {
        match self.status() {
            _ if matches!(self, Self::Preparing) => "fault-preparing",
            _ if matches!(self, Self::Busy) => "fault-busy",
            _ if matches!(self, Self::Identity(_)) => "fault-identity",
            _ if matches!(self, Self::Plan(plan::fault::Fault::Damaged)) => "fault-damaged",
            _ if matches!(self, Self::Plan(plan::fault::Fault::Broken)) => "fault-altered",
            _ if matches!(self, Self::Plan(plan::fault::Fault::OtherKey)) => "fault-other-key",
            _ if matches!(self, Self::Plan(plan::fault::Fault::Objects(_))) => "fault-files-away",
            _ if matches!(self, Self::Plan(plan::fault::Fault::Quota { .. })) => "fault-quota",
            StatusCode::UNAUTHORIZED => "fault-sign-in",
            StatusCode::GONE => "fault-link-old",
            StatusCode::BAD_GATEWAY => "fault-provider",
            StatusCode::TOO_MANY_REQUESTS => "fault-too-many",
            StatusCode::NOT_FOUND if matches!(self, Self::NoRegion { .. }) => "fault-no-region",
            StatusCode::NOT_FOUND => "fault-not-found",
            status if matches!(self, Self::Refused(..)) && status.is_client_error() => "fault-bad-request",
            StatusCode::BAD_REQUEST => "fault-bad-request",
            StatusCode::CONFLICT if matches!(self, Self::Plan(plan::fault::Fault::Locked { .. })) => {
                "fault-locked"
            }
            StatusCode::CONFLICT if matches!(self, Self::Plan(plan::fault::Fault::Lasting(_))) => {
                "fault-lasting"
            }
            StatusCode::CONFLICT => "fault-conflict",
            StatusCode::FORBIDDEN => "fault-forbidden",
            StatusCode::UNPROCESSABLE_ENTITY => "fault-invalid",
            StatusCode::SERVICE_UNAVAILABLE => "fault-away",
            StatusCode::INSUFFICIENT_STORAGE => "fault-full",
            _ => "fault-internal",
        }
    }

    fn title(&self, t: Texts) -> String {
        match self {
            Self::Plan(plan::fault::Fault::Locked { kind, .. } | plan::fault::Fault::Lasting(kind)) => {
                t.with(self.key(), &[("kind", kind)])
            }
            _ => t.get(self.key()),
        }
    }

    /// What is known of the fault beyond its kind, for a person.
    pub fn detail(&self, t: Texts) -> String {
        match self {
            Self::NoRegion { asked, suggestions } => no_region(t, asked, suggestions),
            Self::BadRequest(detail) | Self::Refused(_, detail) => detail.clone(),
            Self::Plan(plan::fault::Fault::Invalid(fields)) => fields
                .iter()
                .map(|f| format!("{}: {}", f.field, crate::forms::sentence(t, f)))
                .collect::<Vec<_>>()
                .join(" "),
            Self::Plan(plan::fault::Fault::Forbidden(right)) => {
                t.with("fault-forbidden-next", &[("right", &t.get(&format!("right-{right}")))])
            }
            Self::Plan(plan::fault::Fault::TooMany { minutes }) => {
                t.with("fault-too-many-next", &[("minutes", minutes)])
            }
            Self::Plan(plan::fault::Fault::Quota { quota, most }) => {
                t.with("field-quota", &[("quota", quota), ("max", &t.number(*most as f64, 0))])
            }
            Self::Plan(plan::fault::Fault::Locked { kind, .. })
                if matches!(kind.root(), RootKind::Inquiry | RootKind::Group) =>
            {
                t.with("fault-locked-other-next", &[("kind", &kind.root().kind())])
            }
            Self::Plan(plan::fault::Fault::Lasting(kind)) => t.with("fault-lasting-next", &[("kind", kind)]),
            Self::Plan(plan::fault::Fault::Locked { kind, state }) => {
                let stage = t.get(&format!("stage-{}", state.name()));
                t.with("fault-locked-next", &[("kind", kind), ("stage", &stage)])
            }
            Self::Plan(plan::fault::Fault::File(f)) => {
                t.with("fault-file", &[("line", &f.line), ("column", &f.column), ("reason", &f.reason)])
            }
            Self::Identity(why) => t.get(&format!("fault-{why}-next")),
            _ => t.get(&format!("{}-next", self.key())),
        }
    }

    /// The fault as a problem, for a program that asked for an address.
    pub fn problem(&self, t: Texts, instance: &str) -> Response {
        self.log();
        let status = self.status();
        // What is said to a reader of pages is of no help to a program.
        let (title, detail) = match self {
            Self::NotFound | Self::Plan(plan::fault::Fault::NotFound { .. }) => {
                (t.get("api-not-found"), t.get("api-not-found-next"))
            }
            Self::Preparing => (t.get(self.key()), t.get("api-preparing-next")),
            _ => (self.title(t), self.detail(t)),
        };
        let errors = match self {
            Self::Plan(plan::fault::Fault::Invalid(faults)) => {
                faults.iter().map(|fault| FieldProblem::new(t, fault)).collect()
            }
            // So that a program can tell which.
            Self::Plan(plan::fault::Fault::Quota { quota, most }) => {
                let fault = plan::fault::FieldFault::new(quota.name(), "quota")
                    .with("quota", quota)
                    .with("max", most);
                vec![FieldProblem::new(t, &fault)]
            }
            _ => Vec::new(),
        };
        let (r#type, instance) = ("about:blank".to_owned(), instance.to_owned());
        let body = Problem { r#type, title, status: status.as_u16(), detail, instance, errors };
        let body = serde_json::to_string(&body).unwrap_or_default();
        self.come_back((status, [(CONTENT_TYPE, MEDIA_TYPE)], body).into_response())
    }

    /// The fault as a page, with what was typed if a form was sent.
    ///
    /// A stranger who may not do something is asked to sign in first; who has typed something, in another tab.
    pub fn page(&self, t: Texts, here: &CurrentPage, typed: Typed) -> Response {
        self.log();
        let is_stranger = here.visitor.has_accounts && here.visitor.is_stranger();
        let asks_for_sign_in = matches!(self, Self::SignIn(_) | Self::Plan(plan::fault::Fault::Forbidden(_)));
        let is_missing = matches!(self, Self::NotFound | Self::Plan(plan::fault::Fault::NotFound { .. }));
        // What is not for strangers is not there for them.
        let is_signed_out = is_stranger && !typed.is_empty() && (asks_for_sign_in || is_missing);
        match self {
            _ if is_signed_out => {}
            Self::SignIn(back) => return see_other(&sign_in_address(back)),
            _ if is_stranger && asks_for_sign_in => return see_other(&sign_in_address(&here.back)),
            _ => {}
        }
        let suggestions = match self {
            Self::NoRegion { suggestions, .. } => {
                suggestions.iter().map(|r| (region_name(t, r), region_address(r))).collect()
            }
            _ => Vec::new(),
        };
        let (title, detail) = match self {
            _ if is_signed_out => (t.get("again-title"), t.get("again-lead")),
            // Links in letters are taken back and end.
            _ if is_missing && LINKS.iter().any(|links| here.path().starts_with(links)) => {
                (t.get("fault-link-ended"), t.get("fault-link-ended-next"))
            }
            _ if is_stranger && is_missing => (self.title(t), t.get("fault-not-found-stranger")),
            _ => (self.title(t), self.detail(t)),
        };
        let page = FaultPage {
            frame: Frame::new(t, title, NavItem::Other, here),
            detail,
            suggestions,
            sign_in: is_signed_out.then(|| sign_in_address(&here.back)),
            // Only what was surely not done, and may soon be.
            sends_again: (is_signed_out || self.passes()) && typed.is_whole(),
            typed,
        };
        let status = if is_signed_out && asks_for_sign_in { StatusCode::UNAUTHORIZED } else { self.status() };
        self.come_back(render_with(status, &page).unwrap_or_else(|_| self.status().into_response()))
    }

    /// Whether nothing was done, and it may go better in a while.
    fn passes(&self) -> bool {
        use plan::fault::Fault as P;
        matches!(self, Self::Preparing | Self::Busy | Self::Plan(P::Away(_) | P::Full(_) | P::Objects(_)))
    }

    /// What passes by itself says when to come back, and a browser does.
    fn come_back(&self, mut response: Response) -> Response {
        if matches!(self, Self::Preparing) {
            let second = HeaderValue::from_static("1");
            response.headers_mut().extend([(RETRY_AFTER, second.clone()), (REFRESH, second)]);
        }
        if matches!(self, Self::Plan(plan::fault::Fault::Quota { .. })) {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("3600"));
        }
        if matches!(self, Self::Busy) {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("10"));
        }
        response
    }

    fn log(&self) {
        match self {
            Self::Template(cause) => tracing::error!(%cause, "a page could not be written"),
            Self::Tables(cause) => tracing::error!(%cause, "a bundled table is damaged"),
            Self::Plan(cause) if self.status().is_server_error() => {
                tracing::error!(%cause, "an action failed")
            }
            Self::Interrupted => tracing::error!("a computation was interrupted"),
            _ => {}
        }
    }
}

/// "Okänd kommun … Menade du …?"
pub fn no_region(t: Texts, asked: &str, suggestions: &[Region]) -> String {
    let meant: Vec<String> =
        suggestions.iter().map(|r| format!("{} ({})", region_name(t, r), r.code)).collect();
    if meant.is_empty() {
        t.with("fault-no-region-alone", &[("asked", &asked)])
    } else {
        t.with("fault-no-region-meant", &[("asked", &asked), ("meant", &meant.join(&t.get("or")))])
    }
}

#[derive(Template)]
#[template(path = "fault.html")]
struct FaultPage {
    frame: Frame,
    detail: String,
    suggestions: Vec<(String, String)>,
    /// Where to sign in, in another tab, before what was typed is sent again.
    sign_in: Option<String>,
    /// Whether what was typed can be sent again.
    sends_again: bool,
    typed: Typed,
}

/// Carries a fault out of a handler; [`crate::headers::protect`] turns it into a page or a problem, where the
/// address and the language are known.
#[derive(Clone)]
pub struct FaultExtension(pub std::sync::Arc<Fault>);

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(FaultExtension(std::sync::Arc::new(self)));
        response
    }
}

/// Whether an answer should be JSON: an address of the API, or a client that asks for it.
pub fn wants_json(uri: &Uri, headers: &HeaderMap) -> bool {
    uri.path().starts_with("/api/")
        || headers
            .get(ACCEPT)
            .and_then(|v| v.to_str().ok())
            .is_some_and(|v| v.starts_with("application/json"))
}

/// An address that leads nowhere; one that ends in a slash leads to the page without it.
pub async fn unknown_page(method: Method, OriginalUri(uri): OriginalUri) -> Response {
    let page = uri.path().trim_end_matches('/');
    // What begins with two slashes is another site's address to a browser.
    let is_ours = !page.starts_with("//") && page.len() > 1 && page.len() < uri.path().len();
    if !is_ours || !matches!(method, Method::GET | Method::HEAD) {
        return Fault::NotFound.into_response();
    }
    let query = uri.query().map_or_else(String::new, |query| format!("?{query}"));
    Redirect::permanent(&format!("{page}{query}")).into_response()
}
