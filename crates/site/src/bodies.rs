//! Bodies of those who have not signed in: what somebody typed before their session ended is kept and sent again, so
//! they may be as long as others, but few long ones are held at a time.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::response::Response;
use futures::StreamExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::fault::Fault;
use crate::visit::Visitor;

/// A body that is longer is a long one, bytes: no form that strangers are meant to send comes near.
const LONG: u64 = 64 * 1024;
/// How many long ones are held together: each of at most [`crate::headers::LARGEST_BODY`], copied once or twice.
const MOST_LONG: usize = 32;

/// How long one waits for room: what was typed is worth some seconds.
const PATIENCE: Duration = Duration::from_secs(5);

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
    pub async fn admit(
        &self,
        visitor: Option<&Visitor>,
        is_long: bool,
    ) -> Result<Option<OwnedSemaphorePermit>, Fault> {
        let is_known = visitor.is_some_and(|visitor| !visitor.has_accounts || visitor.session.is_some());
        if is_known || !is_long {
            return Ok(None);
        }
        let permit = tokio::time::timeout(PATIENCE, Arc::clone(&self.0).acquire_owned()).await;
        permit.ok().and_then(Result::ok).map(Some).ok_or(Fault::Busy)
    }
}

/// The response, which holds on to a permit until all of it has been sent: what was typed may stand in it.
pub fn holding(response: Response, held: Option<OwnedSemaphorePermit>) -> Response {
    let Some(held) = held else { return response };
    response.map(|body| {
        Body::from_stream(body.into_data_stream().inspect(move |_| {
            let _ = &held;
        }))
    })
}

/// Whether a body is long, or may be: one that comes in chunks does not say.
pub fn is_long(request: &Request) -> bool {
    request.body().size_hint().upper().is_none_or(|length| length > LONG)
}
