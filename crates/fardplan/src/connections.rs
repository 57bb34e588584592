//! Connections: how many there may be, how long they may be silent, and how they end.
//!
//! A client that sends nothing, or takes nothing of its answer, costs a descriptor and what lies in the answer: both have
//! an end. Whoever watches over the program is answered also when all others' room is taken.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::http::header::{CONNECTION, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use rustix::process::{Resource, getrlimit};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// A request's head is whole within this, also the next one on a connection that is kept: longer than proxies keep theirs.
const HEAD: Duration = Duration::from_secs(75);
/// The same where there is room for those who watch only.
const HEAD_IN_RESERVE: Duration = Duration::from_secs(2);
/// A connection whose client takes nothing of its answer is ended.
const UNTAKEN: Duration = Duration::from_secs(30);
/// How long answers under way have when the program is told to stop.
const ENDING: Duration = Duration::from_secs(20);
/// The most connections, if descriptors are enough for them.
const MOST: u64 = 4096;
/// Connections beyond them for whoever watches.
const RESERVE: usize = 32;
/// Descriptors for files, the database and what the program speaks with.
const OTHERS: u64 = 200;

/// Serves a router until it is told to stop, and then until what is under way is answered or has had its time.
pub async fn serve(listener: TcpListener, router: Router, stopped: impl Future<Output = ()>) {
    let (room, reserve) = (Arc::new(Semaphore::new(most())), Arc::new(Semaphore::new(RESERVE)));
    let ending = GracefulShutdown::new();
    let mut stopped = pin!(stopped);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stopped => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(cause) => {
                // Out of descriptors, or the client has left already.
                tracing::warn!(%cause, "a connection could not be accepted");
                sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let place = |room: &Arc<Semaphore>| Arc::clone(room).try_acquire_owned();
        if let Ok(place) = place(&room) {
            begin(stream, peer, &router, place, HEAD, &ending);
        } else if let Ok(place) = place(&reserve) {
            begin(stream, peer, &only_watched(&router), place, HEAD_IN_RESERVE, &ending);
        }
    }
    drop(listener);
    if timeout(ENDING, ending.shutdown()).await.is_err() {
        tracing::warn!("connections were ended before they were answered");
    }
}

/// The most connections that descriptors are enough for.
fn most() -> usize {
    let descriptors = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    usize::try_from(descriptors.saturating_sub(OTHERS).clamp(16, MOST)).unwrap_or(16)
}

fn begin(
    stream: TcpStream,
    peer: SocketAddr,
    router: &Router,
    place: OwnedSemaphorePermit,
    head: Duration,
    ending: &GracefulShutdown,
) {
    let router = router.clone();
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request.map(Body::new))
    });
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(UNTAKEN));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head)
        .serve_connection(TokioIo::new(Box::pin(stream)), service);
    let connection = ending.watch(connection);
    tokio::spawn(async move {
        // How a client leaves is its own affair.
        let _ = connection.await;
        drop(place);
    });
}

/// What is answered when all room is taken: whether the program is well, and to all else that it is full.
fn only_watched(router: &Router) -> Router {
    let router = router.clone();
    Router::new().fallback(move |request: Request| async move {
        let mut response = match request.uri().path() {
            "/halsa" | "/redo" => {
                router.oneshot(request).await.unwrap_or_else(|never: Infallible| match never {})
            }
            _ => full(),
        };
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        response
    })
}

fn full() -> Response {
    let text = "Fler än tjänsten har plats för är uppkopplade. Försök igen om en stund.\n";
    (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "5")], text).into_response()
}
