//! What an operator sees of the site: for each request a line in the log and a measurement, and whether it is alive and
//! ready. No address, query or text of a request is kept: they may hold what a person has written.

use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use tokio::time::Instant;

use crate::site::Site;

pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/halsa", get(alive)).route("/redo", get(ready))
}

/// The program runs. Restart it when this does not answer.
async fn alive() -> &'static str {
    "ok"
}

/// The database answers and the forecast has been computed. Send no readers here until it is so.
async fn ready(State(site): State<Site>) -> Response {
    let answered = tokio::time::timeout(LONGEST_PROBE, site.db.answers()).await;
    let is_computed = site.forecast.overview_if_ready().is_some() && !site.forecast.is_preparing();
    let waits_for = match (answered, is_computed) {
        (Ok(Ok(())), true) => return ready_since(site.db.clock().ahead()).into_response(),
        (Ok(Ok(())), false) => "forecast",
        _ => "database",
    };
    (StatusCode::SERVICE_UNAVAILABLE, Json(serde_json::json!({ "waits_for": waits_for }))).into_response()
}

/// That all is ready, and how the machine's clock differs from the database's if it does so much that codes are refused.
fn ready_since(ahead: chrono::Duration) -> String {
    match ahead.num_seconds().abs() {
        ..=MOST_SKEW => "ok".to_owned(),
        seconds => format!("ok, but the clock here differs from the database's by {seconds} seconds"),
    }
}

/// Seconds by which clocks may differ without a word.
const MOST_SKEW: i64 = 5;

/// A database that has not answered by then is not ready.
const LONGEST_PROBE: Duration = Duration::from_secs(2);

/// Counts, times and logs a request by its route.
pub(crate) async fn observe(request: Request, next: Next) -> Response {
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or("unknown", MatchedPath::as_str).to_owned();
    let start = Instant::now();
    let response = next.run(request).await;
    let (seconds, status) = (start.elapsed().as_secs_f64(), response.status().as_u16());
    metrics::counter!(REQUESTS, "method" => method, "route" => route.clone(), "status" => status.to_string())
        .increment(1);
    metrics::histogram!(SECONDS, "method" => method, "route" => route.clone()).record(seconds);
    tracing::info!(method, route, status, milliseconds = (seconds * 1000.0).round(), "request");
    response
}

/// Requests answered, by method, route and status.
pub const REQUESTS: &str = "fardplan_http_requests_total";
/// Seconds until an answer, by method and route.
pub const SECONDS: &str = "fardplan_http_request_seconds";

/// People who were not let in, by what they came with.
pub const SIGN_INS_FAILED: &str = "fardplan_sign_ins_failed_total";

/// Others are made up by whoever asks, and would be counted one by one.
fn known(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        _ => "other",
    }
}
