//! Bodies of those who have not signed in: what somebody typed before their session ended is kept and sent again, so
//! they may be as long as others, but few long ones are held at a time.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, Method};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::fault::Fault;
use crate::visit::Visitor;

/// A body that is longer is a long one, bytes: no form that strangers are meant to send comes near.
const LONG: u64 = 64 * 1024;
/// How many long ones are held together: each of at most [`crate::headers::LARGEST_BODY`], copied once or twice.
const MOST_LONG: usize = 32;

/// The long bodies that are held.
#[derive(Clone)]
pub struct LongBodies(Arc<Semaphore>);

impl Default for LongBodies {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(MOST_LONG)))
    }
}

impl LongBodies {
    /// Goes on only if there is room for the body of a request; what is given is held for as long as the body is.
    ///
    /// # Errors
    /// [`Fault::Busy`].
    pub fn demand(
        &self,
        visitor: &Visitor,
        request: &Request,
    ) -> Result<Option<OwnedSemaphorePermit>, Fault> {
        let is_free = !visitor.has_accounts || visitor.session.is_some();
        if is_free || !is_long(request.method(), request.headers()) {
            return Ok(None);
        }
        Arc::clone(&self.0).try_acquire_owned().map(Some).map_err(|_| Fault::Busy)
    }
}

/// Whether a body is long, or may be: one that comes in chunks does not say.
fn is_long(method: &Method, headers: &HeaderMap) -> bool {
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    match length {
        Some(length) => length > LONG,
        None => !matches!(*method, Method::GET | Method::HEAD),
    }
}
