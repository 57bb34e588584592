//! What every answer carries, and what every request must have: security headers, limits, protection against
//! requests forged by other sites, and faults turned into pages.

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tokio::sync::OwnedSemaphorePermit;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

use crate::bodies::{self, LongBodies};
use crate::fault::{Fault, FaultExtension, wants_json};
use crate::gate::{AuthMode, is_this_machine};
use crate::site::Site;
use crate::telemetry::observe;
use crate::texts::Texts;
use crate::typed::Typed;
use crate::visit::{Asked, CurrentPage, Visitor};

/// The largest body of a request: a roadmap of hundreds of measures is a tenth of this.
pub const LARGEST_BODY: usize = 2 * 1024 * 1024;
/// A request that has not been answered by then is given up.
const LONGEST_ANSWER: Duration = Duration::from_secs(60);

/// Everything comes from this site; nothing is inline; nobody may frame it.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Wraps the routes.
pub fn protect(routes: Router<Site>, site: &Site) -> Router<Site> {
    routes
        .layer(CsrfLayer::new())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(site.clone(), known_host))
        .layer(middleware::from_fn_with_state((site.clone(), LongBodies::default()), finish_response))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(observe))
}

/// Bounds the time, turns a carried fault into a page or a problem, and sets the headers.
async fn finish_response(
    State((site, long_bodies)): State<(Site, LongBodies)>,
    t: Texts,
    request: Request,
    next: Next,
) -> Response {
    let uri = request.uri().clone();
    let asked = Asked::now(&site, request.headers());
    let mut here =
        CurrentPage::new(uri.clone(), request.method(), request.headers(), Visitor::default(), asked);
    let json = wants_json(&uri, request.headers());
    let answered =
        tokio::time::timeout(LONGEST_ANSWER, answer(&site, &long_bodies, &mut here, request, next)).await;
    let (typed, mut response, held) =
        answered.unwrap_or_else(|_| (Typed::default(), Fault::Interrupted.into_response(), None));
    // What a library refuses in its own words has not come to a handler of ours: it may be forged, and is not sent again.
    let (fault, typed) = match response.extensions_mut().remove::<FaultExtension>() {
        Some(FaultExtension(fault)) => (Some(fault), typed),
        None if is_bare(&response) => {
            let fault = Fault::Refused(response.status(), t.get(bare_key(response.status())));
            (Some(fault.into()), Typed::default())
        }
        None => (None, typed),
    };
    if let Some(fault) = fault {
        response = if json { fault.problem(t, here.path()) } else { fault.page(t, &here, typed) };
    }
    set(response.headers_mut());
    if site.gate.accounts().is_some_and(|accounts| accounts.origin.is_secure()) {
        let only_secure = HeaderValue::from_static("max-age=31536000");
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, only_secure);
    }
    bodies::holding(response, held)
}

/// The answer to a request, when whoever makes it has been found out, and what was typed if a form was sent.
async fn answer(
    site: &Site,
    long_bodies: &LongBodies,
    here: &mut CurrentPage,
    mut request: Request,
    next: Next,
) -> (Typed, Response, Option<OwnedSemaphorePermit>) {
    let visitor = Visitor::find(site, request.headers(), request.extensions()).await;
    let held = match long_bodies.admit(visitor.as_ref().ok(), bodies::longest(&request)).await {
        Ok(held) => held,
        Err(busy) => return (Typed::default(), busy.into_response(), None),
    };
    request.extensions_mut().insert(here.asked.clone());
    if let Ok(visitor) = &visitor {
        here.visitor = visitor.clone();
        request.extensions_mut().insert(visitor.clone());
    }
    let (typed, request) = match Typed::copy(request).await {
        Ok(copied) => copied,
        Err(status) => return (Typed::default(), status.into_response(), held),
    };
    match visitor {
        Ok(_) => (typed, next.run(request).await, held),
        Err(fault) => (typed, Fault::from(fault).into_response(), held),
    }
}

/// A refusal that a library wrote in its own words: it gets our page instead.
fn is_bare(response: &Response) -> bool {
    let written = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let failed = response.status().is_client_error() || response.status().is_server_error();
    failed && (written.is_empty() || written.starts_with("text/plain"))
}

fn bare_key(status: StatusCode) -> &'static str {
    match status {
        StatusCode::FORBIDDEN => "fault-forged",
        StatusCode::PAYLOAD_TOO_LARGE => "fault-too-large",
        StatusCode::REQUEST_TIMEOUT => "fault-slow",
        StatusCode::METHOD_NOT_ALLOWED => "fault-method",
        StatusCode::MISDIRECTED_REQUEST => "fault-host",
        status if status.is_server_error() => "fault-internal-next",
        _ => "fault-unreadable",
    }
}

fn set(headers: &mut HeaderMap) {
    let mut put = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    put(header::CONTENT_SECURITY_POLICY, POLICY);
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::X_FRAME_OPTIONS, "DENY");
    put(header::REFERRER_POLICY, "same-origin");
    put(header::CACHE_CONTROL, "no-store");
    put(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    put(HeaderName::from_static("permissions-policy"), "geolocation=(), camera=(), microphone=()");
}

/// Only requests for this site are answered, so that a page elsewhere cannot reach us through a name that it points here.
/// Without accounts whoever sits at the machine may do everything: then only the machine's own names are answered to, and
/// nothing that has come by way of a proxy, for others may stand behind it.
async fn known_host(State(site): State<Site>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|v| v.to_str().ok()).unwrap_or("");
    let is_known = match &*site.gate {
        AuthMode::Machine => {
            let name = host
                .rsplit_once(':')
                .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
                .map_or(host, |(n, _)| n);
            is_this_machine(name) && !FORWARDED.iter().any(|name| request.headers().contains_key(*name))
        }
        // Whoever watches over replicas asks each by its own address.
        AuthMode::Accounts(accounts) => {
            accounts.origin.is_host(host) || matches!(request.uri().path(), "/halsa" | "/redo")
        }
    };
    if is_known { next.run(request).await } else { StatusCode::MISDIRECTED_REQUEST.into_response() }
}

/// What proxies add.
const FORWARDED: [&str; 5] =
    ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"];
