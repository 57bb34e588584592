//! Work that is done later, by whichever replica has time: kept in the database, so that what a transaction asks for is
//! done if it lasts, and only then.
//!
//! A job is done **at least once**. A worker takes one that is due and holds it for a while, its lease; nobody else has
//! it as long as that lasts. A worker that dies loses it to another. So what a job does must bear being done twice.
//! One that fails is tried again after a while, longer each time, and at last waits for a person.

mod operate;
mod work;

use chrono::{DateTime, Utc};
use uuid::Uuid;

pub(crate) use operate::operates;
pub use operate::{Listed, Overview, overview, retry};
pub use work::{Claim, claim, fail, finish, purge_expired};
pub(crate) use work::{forget, still_held};

use crate::db::{Tx, query, sql};
use crate::fault::Fault;
use crate::name::named;

named! {
    /// What is to be done.
    JobKind {
        /// Send a letter of the outbox.
        Mail = "mail",
        /// Remind somebody of what is soon due.
        Reminder = "reminder",
        /// Write to those whom an inquiry asks.
        Inquiry = "inquiry",
        /// Write to those who have seats in a group.
        Group = "group",
        /// Carry roadmaps out of the program, or into it.
        Transfer = "transfer",
    }
}

impl JobKind {
    /// Whether such jobs are planned for a day to come. Any other is due at once, or soon again when it has failed.
    pub(super) const fn is_planned(self) -> bool {
        match self {
            Self::Reminder | Self::Inquiry | Self::Group => true,
            Self::Mail | Self::Transfer => false,
        }
    }
}

named! {
    /// How far a job has come.
    State {
        /// It waits for its time.
        Waiting = "waiting",
        /// A worker has it.
        Claimed = "claimed",
        /// It waits for a person.
        GivenUp = "given_up",
        /// It is done.
        Done = "done",
    }
}

named! {
    /// Why an attempt failed. One of few words, so that nothing of what the job holds can come along.
    Reason {
        /// What it needs cannot be reached.
        Unreachable = "unreachable",
        /// What it needs did not answer in time.
        Slow = "slow",
        /// The other end is not safely known to be who it should be.
        Unsafe = "unsafe",
        /// The other end asks to be tried again later.
        Later = "later",
        /// The other end will not do it.
        Refused = "refused",
        /// So much has been done that there is room for no more today.
        Quota = "quota",
        /// What the job holds cannot be used.
        Unusable = "unusable",
        /// The worker was gone before it was done.
        Lost = "lost",
        /// The program failed.
        Broken = "broken",
    }
}

/// A job to put in the queue.
#[derive(Clone, Debug)]
pub struct NewJob<'a> {
    /// What is to be done.
    pub kind: JobKind,
    /// With what: JSON.
    pub payload: &'a str,
    /// Makes it one and the same job however many times it is asked for; known until thirty days after it is done.
    pub key: Option<&'a str>,
    /// Not before. A job of a kind that is not planned, and is due later than the longest wait, was put here by a clock that has
    /// been corrected since: it is done at once.
    pub due: DateTime<Utc>,
}

/// Puts a job in the queue, if the transaction lasts; its id. With a key that a job has already nothing happens, and
/// the id is that job's.
///
/// The trail has a row of what asks for the job, not of the job.
///
/// # Errors
/// The database cannot be reached.
pub async fn enqueue(tx: &mut Tx, job: &NewJob<'_>) -> Result<Uuid, Fault> {
    let id = tx.new_id();
    let added = query(sql!(
        "insert into job (id, kind, payload, idempotency_key, state, attempts, due_at, worker, created_at)
         values ($1, $2, $3, $4, $5, 0, $6, '', $7) on conflict (idempotency_key) do nothing"
    ))
    .bind(id)
    .bind(job.kind.name())
    .bind(job.payload)
    .bind(job.key)
    .bind(State::Waiting.name())
    .bind(job.due)
    .bind(tx.now())
    .execute(tx)
    .await?;
    if added > 0 {
        return Ok(id);
    }
    let (id,) = query(sql!("select id from job where idempotency_key = $1")).bind(job.key).one(tx).await?;
    Ok(id)
}
