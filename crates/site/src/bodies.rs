//! Long bodies, of which so much is held at a time as there is memory for. Those who have not signed in have a share of
//! their own: what somebody typed before their session ended is kept and sent again, so theirs may be as long as others.

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
/// How many of strangers are held together: each of at most [`crate::headers::LARGEST_BODY`], copied once or twice.
const MOST_OF_STRANGERS: usize = 32;
/// How much of all others is held together, bytes.
const MOST_HELD: u64 = 256 * 1024 * 1024;
/// The most that is kept of one body, however long it is, bytes: of a file that is carried in.
const LARGEST_KEPT: u64 = plan::transfer::LARGEST as u64;

/// How long one waits for room: what was typed is worth some seconds.
const PATIENCE: Duration = Duration::from_secs(5);

/// The long bodies that are held.
#[derive(Clone)]
pub struct LongBodies {
    /// One permit for each.
    of_strangers: Arc<Semaphore>,
    /// One permit for each [`LONG`] bytes.
    of_others: Arc<Semaphore>,
}

impl Default for LongBodies {
    fn default() -> Self {
        Self {
            of_strangers: Arc::new(Semaphore::new(MOST_OF_STRANGERS)),
            of_others: Arc::new(Semaphore::new((MOST_HELD / LONG) as usize)),
        }
    }
}

impl LongBodies {
    /// Goes on only if there is room for the body of a request, so many bytes; what is given is held for as long as the
    /// body is.
    ///
    /// # Errors
    /// [`Fault::Busy`].
    pub async fn admit(
        &self,
        visitor: Option<&Visitor>,
        length: u64,
    ) -> Result<Option<OwnedSemaphorePermit>, Fault> {
        if length <= LONG {
            return Ok(None);
        }
        let is_known = visitor.is_some_and(|visitor| !visitor.has_accounts || visitor.session.is_some());
        let (bodies, permits) = if is_known {
            (&self.of_others, length.min(LARGEST_KEPT).div_ceil(LONG) as u32)
        } else {
            (&self.of_strangers, 1)
        };
        let permit = tokio::time::timeout(PATIENCE, Arc::clone(bodies).acquire_many_owned(permits)).await;
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

/// How long a body is at most, bytes: one that comes in chunks does not say.
pub fn longest(request: &Request) -> u64 {
    request.body().size_hint().upper().unwrap_or(u64::MAX)
}
