//! Doing jobs: taking one, and telling how it went.

use chrono::{DateTime, Duration, Utc};
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::{JobKind, Reason, State};
use crate::access::Actor;
use crate::db::{Db, Tx, query, sql};
use crate::fault::Fault;

/// How long a job waits after its first failed attempt; twice as long after each of the next.
const FIRST_WAIT: Duration = Duration::seconds(5);
/// The longest it waits.
const LONGEST_WAIT: Duration = Duration::hours(6);
/// How much replicas' clocks may differ.
const SLACK: Duration = Duration::minutes(1);
/// The longest that a job is planned ahead.
const LONGEST_PLAN: Duration = Duration::days(20 * 366);
/// So many attempts, about a day in all, and then it waits for a person.
const MOST_ATTEMPTS: i64 = 16;
/// The longest lease. One that ends later than this from now was taken by a clock that has been corrected since, and is worth
/// as much as one that has run out; so is a wait that is longer than the longest.
const LONGEST_LEASE: Duration = Duration::hours(1);
/// How long a job that is done is remembered.
const REMEMBERED: Duration = Duration::days(30);

/// A job that a worker has taken, and that nobody else has until the lease runs out.
#[derive(Clone, Debug, FromRow)]
pub struct Claim {
    /// The job.
    pub id: Uuid,
    /// What is to be done.
    pub kind: JobKind,
    /// With what: JSON.
    pub payload: String,
    /// How many times it has been tried, this time included.
    pub attempts: i64,
    /// Of this time and no other: whoever comes back too late has the wrong one.
    token: Uuid,
}

/// Takes a job that is due, of kinds that the worker can do, if there is one. The kinds of a newer program are left to
/// it.
///
/// # Errors
/// The database cannot be reached.
pub async fn claim(
    db: &Db,
    worker: &str,
    kinds: &[JobKind],
    lease: Duration,
) -> Result<Option<Claim>, Fault> {
    // A look first: a worker with nothing to do must not queue among the writers.
    let mut due = Vec::new();
    let mut look = db.read(&Actor::Program).await?;
    for kind in kinds {
        if is_due(&mut look, *kind).await? {
            due.push(*kind);
        }
    }
    drop(look);
    for kind in due {
        let mut tx = db.write_as_system().await?;
        give_up_the_lost(&mut tx, kind).await?;
        let claim = take(&mut tx, worker, kind, lease).await?;
        tx.commit().await?;
        if claim.is_some() {
            return Ok(claim);
        }
    }
    Ok(None)
}

/// The latest that a job of a kind can be meant to wait for, the first time that it is tried.
fn latest_due(tx: &Tx, kind: JobKind) -> DateTime<Utc> {
    if kind.is_planned() { tx.now() + LONGEST_PLAN } else { latest_again(tx) }
}

/// The latest that a job that has been tried can be meant to wait for. Replicas' clocks are alike, but not to the millisecond.
fn latest_again(tx: &Tx) -> DateTime<Utc> {
    tx.now() + LONGEST_WAIT + SLACK
}

/// Whether some job of a kind is due.
async fn is_due(tx: &mut Tx, kind: JobKind) -> Result<bool, Fault> {
    let (count,): (i64,) = query(sql!(
        "select count(*) from job where kind = $1
            and ((state = 'waiting' and (due_at <= $2 or (attempts = 0 and due_at > $3) or (attempts > 0 and due_at > $5)))
                or (state = 'claimed' and (lease_until <= $2 or lease_until > $4)))"
    ))
    .bind(kind.name())
    .bind(tx.now())
    .bind(latest_due(tx, kind))
    .bind(tx.now() + LONGEST_LEASE)
    .bind(latest_again(tx))
    .one(tx)
    .await?;
    Ok(count > 0)
}

/// A job that takes its worker with it every time must not do so for ever.
async fn give_up_the_lost(tx: &mut Tx, kind: JobKind) -> Result<(), Fault> {
    query(sql!(
        "update job set state = 'given_up', reason = $1, ended_at = $2, token = null, lease_until = null
         where kind = $3 and state = 'claimed' and (lease_until <= $2 or lease_until > $5) and attempts >= $4"
    ))
    .bind(Reason::Lost.name())
    .bind(tx.now())
    .bind(kind.name())
    .bind(MOST_ATTEMPTS)
    .bind(tx.now() + LONGEST_LEASE)
    .execute(tx)
    .await?;
    Ok(())
}

async fn take(tx: &mut Tx, worker: &str, kind: JobKind, lease: Duration) -> Result<Option<Claim>, Fault> {
    query(sql!(
        "update job set state = 'claimed', attempts = attempts + 1, worker = $1, token = $2, lease_until = $3,
            reason = case state when 'claimed' then $4 else reason end
         where id = (select id from job where kind = $5
            and ((state = 'waiting' and (due_at <= $6 or (attempts = 0 and due_at > $7) or (attempts > 0 and due_at > $9)))
                or (state = 'claimed' and (lease_until <= $6 or lease_until > $8)))
            order by due_at, id limit 1)
         returning id, kind, payload, attempts, token"
    ))
    .bind(worker)
    .bind(tx.new_id())
    .bind(tx.now() + lease)
    .bind(Reason::Lost.name())
    .bind(kind.name())
    .bind(tx.now())
    .bind(latest_due(tx, kind))
    .bind(tx.now() + LONGEST_LEASE)
    .bind(latest_again(tx))
    .optional(tx)
    .await
}

/// Tells that a job is done, in the same transaction as whatever it has to write.
///
/// # Errors
/// [`Fault::Conflict`] when the lease has run out and another has the job: then nothing in the transaction may last.
pub async fn finish(tx: &mut Tx, claim: &Claim) -> Result<(), Fault> {
    let touched = query(sql!(
        "update job set state = 'done', reason = null, ended_at = $3, token = null, lease_until = null
         where id = $1 and token = $2"
    ))
    .bind(claim.id)
    .bind(claim.token)
    .bind(tx.now())
    .execute(tx)
    .await?;
    held(touched)
}

/// Goes on only while the lease lasts, in a transaction that does a part of the job.
///
/// # Errors
/// As [`finish`].
pub(crate) async fn still_held(tx: &mut Tx, claim: &Claim) -> Result<(), Fault> {
    let touched =
        query(sql!("update job set token = token where id = $1 and token = $2 and lease_until > $3"))
            .bind(claim.id)
            .bind(claim.token)
            .bind(tx.now())
            .execute(tx)
            .await?;
    held(touched)
}

/// Tells that an attempt failed: the job is tried again after a while, or waits for a person.
///
/// # Errors
/// As [`finish`].
pub async fn fail(tx: &mut Tx, claim: &Claim, reason: Reason) -> Result<(), Fault> {
    let is_last = claim.attempts >= MOST_ATTEMPTS;
    let (state, ended) = if is_last { (State::GivenUp, Some(tx.now())) } else { (State::Waiting, None) };
    let touched = query(sql!(
        "update job set state = $3, reason = $4, due_at = $5, ended_at = $6, token = null, lease_until = null
         where id = $1 and token = $2"
    ))
    .bind(claim.id)
    .bind(claim.token)
    .bind(state.name())
    .bind(reason.name())
    .bind(tx.now() + wait(claim.attempts))
    .bind(ended)
    .execute(tx)
    .await?;
    held(touched)
}

/// How long a job waits after so many failed attempts.
fn wait(attempts: i64) -> Duration {
    // No more doublings than the number can take: the limit is reached long before.
    let times = 1_i32 << (attempts - 1).clamp(0, 30);
    FIRST_WAIT.checked_mul(times).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT)
}

fn held(touched: u64) -> Result<(), Fault> {
    if touched == 1 { Ok(()) } else { Err(Fault::Conflict) }
}

/// Forgets jobs that were done long ago.
///
/// # Errors
/// The database cannot be reached.
pub async fn purge_expired(tx: &mut Tx) -> Result<(), Fault> {
    query(sql!("delete from job where state = 'done' and ended_at <= $1"))
        .bind(tx.now() - REMEMBERED)
        .execute(tx)
        .await?;
    Ok(())
}

/// Forgets jobs of a kind that were given up so long ago that there is nothing left to try again with.
pub(crate) async fn forget(tx: &mut Tx, kind: JobKind, before: DateTime<Utc>) -> Result<(), Fault> {
    query(sql!("delete from job where kind = $1 and state = 'given_up' and ended_at <= $2"))
        .bind(kind.name())
        .bind(before)
        .execute(tx)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_to_a_limit_and_are_about_a_day_together() {
        let waits: Vec<Duration> = (1..MOST_ATTEMPTS).map(wait).collect();
        assert_eq!(waits[..3], [5, 10, 20].map(Duration::seconds));
        assert!(waits.is_sorted());
        assert_eq!(wait(i64::MAX), LONGEST_WAIT);
        let hours = waits.iter().sum::<Duration>().num_hours();
        assert!((20..28).contains(&hours), "{hours}");
    }
}
