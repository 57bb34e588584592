//! Does the jobs of the queue while the program serves. Several replicas may: they never have the same job at once.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;
use plan::accounts;
use plan::attachments::{self, Store};
use plan::db::Db;
use plan::decisions::{self, Reminded};
use plan::fault::Fault;
use plan::inquiry::Errand;
use plan::jobs::{self, Claim, JobKind, Reason};
use plan::outbox;
use plan::transfer;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};
use uuid::Uuid;
use web::Origin;

use crate::mail::Mailer;

/// How often a worker with nothing to do looks for something.
const POLL: Duration = Duration::from_secs(2);
/// How long a worker holds a job: longer than it may work at it.
const LEASE: chrono::Duration = chrono::Duration::minutes(5);
/// How long it may work at one, and so how long an ending may take.
const LONGEST_WORK: Duration = Duration::from_secs(60);
/// How often what is old is cleared away.
const PURGE: Duration = Duration::from_secs(3600);

/// How jobs of a kind are done.
struct Handler {
    /// Whether a worker can.
    can: fn(&Worker) -> bool,
    /// Does one.
    carry_out: for<'a> fn(&'a Worker, &'a Claim) -> BoxFuture<'a, Result<(), Reason>>,
}

fn handler(kind: JobKind) -> Handler {
    match kind {
        JobKind::Mail => Handler {
            can: |worker| worker.mailer.is_some(),
            carry_out: |worker, claim| worker.send(claim).boxed(),
        },
        JobKind::Reminder => Handler {
            can: |worker| worker.origin.is_some(),
            carry_out: |worker, claim| worker.remind(claim).boxed(),
        },
        JobKind::Inquiry => Handler {
            can: |worker| worker.origin.is_some(),
            carry_out: |worker, claim| worker.ask(claim).boxed(),
        },
        JobKind::Group => Handler {
            can: |worker| worker.origin.is_some(),
            carry_out: |worker, claim| worker.write_to_group(claim).boxed(),
        },
        JobKind::Transfer => Handler {
            can: |_| true,
            carry_out: |worker, claim| transfer::carry_out(&worker.db, &worker.attachments, claim).boxed(),
        },
    }
}

/// Does jobs.
pub struct Worker {
    db: Db,
    attachments: Store,
    /// Without it letters wait in the outbox.
    mailer: Option<Mailer>,
    /// The site's address, for links. Without accounts there is nobody to remind.
    origin: Option<Origin>,
    name: String,
}

impl Worker {
    /// A worker with a name of its own.
    pub fn new(db: Db, attachments: Store, mailer: Option<Mailer>, origin: Option<Origin>) -> Self {
        let name = db.clock().new_id().to_string();
        Self { db, attachments, mailer, origin, name }
    }

    /// Works until it is told to stop, and then finishes the job that it has.
    pub async fn work(self, mut stop: watch::Receiver<bool>) {
        let mut purged: Option<Instant> = None;
        while !*stop.borrow() {
            if purged.is_none_or(|at| at.elapsed() >= PURGE) {
                purged = Some(Instant::now());
                told(self.purge().await);
                told(plan::search::catch_up(&self.db).await);
            }
            if told(self.one().await) == Some(true) {
                continue;
            }
            // Also when nobody is left to tell it.
            tokio::select! { () = sleep(POLL) => {}, _ = stop.changed() => {} }
            if stop.has_changed().is_err() {
                return;
            }
        }
    }

    /// Does one job, if there is one that this worker can do.
    async fn one(&self) -> Result<bool, Fault> {
        let kinds: Vec<JobKind> =
            JobKind::ALL.into_iter().filter(|kind| (handler(*kind).can)(self)).collect();
        let Some(claim) = jobs::claim(&self.db, &self.name, &kinds, LEASE).await? else { return Ok(false) };
        // One job that panics must not end them all.
        let work = AssertUnwindSafe((handler(claim.kind).carry_out)(self, &claim)).catch_unwind();
        let done = timeout(LONGEST_WORK, work).await;
        let failed = match done {
            Ok(Ok(Ok(()))) => return Ok(true),
            Ok(Ok(Err(failed))) => failed,
            Ok(Err(_)) => Reason::Broken,
            Err(_) => Reason::Slow,
        };
        tracing::warn!(
            kind = claim.kind.name(),
            attempt = claim.attempts,
            reason = failed.name(),
            "a job failed"
        );
        let mut tx = self.db.write_as_system().await?;
        jobs::fail(&mut tx, &claim, failed).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Sends a letter; one that has been sent or erased is done already.
    async fn send(&self, claim: &Claim) -> Result<(), Reason> {
        let mailer = self.mailer.as_ref().ok_or(Reason::Broken)?;
        let posted: outbox::Posted = serde_json::from_str(&claim.payload).map_err(|_| Reason::Unusable)?;
        let letter = self.letter(posted.letter).await.map_err(broken)?;
        if let Some(letter) = letter {
            mailer.send(posted.letter, &letter, self.db.clock().now()).await?;
        }
        self.sent(claim, posted.letter).await.map_err(broken)
    }

    /// Posts the letters of a reminder, in the transaction that ends the job: none is posted twice.
    async fn remind(&self, claim: &Claim) -> Result<(), Reason> {
        let origin = self.origin.as_ref().ok_or(Reason::Broken)?;
        let about: Reminded = serde_json::from_str(&claim.payload).map_err(|_| Reason::Unusable)?;
        self.reminded(claim, origin, about).await.map_err(broken)
    }

    async fn reminded(&self, claim: &Claim, origin: &Origin, about: Reminded) -> Result<(), Fault> {
        let mut tx = self.db.write_as_system().await?;
        if let Some(reminder) = decisions::due(&mut tx, about).await? {
            for person in &reminder.to {
                outbox::queue_email(&mut tx, &web::reminder(origin, person, &reminder, about.of())).await?;
            }
        }
        jobs::finish(&mut tx, claim).await?;
        tx.commit().await
    }

    /// Posts a batch of letters to those whom an inquiry asks.
    async fn ask(&self, claim: &Claim) -> Result<(), Reason> {
        let origin = self.origin.as_ref().ok_or(Reason::Broken)?;
        let errand: Errand = serde_json::from_str(&claim.payload).map_err(|_| Reason::Unusable)?;
        web::post_letters(&self.db, origin, claim, &errand).await.map_err(broken)
    }

    /// Writes to those who have seats in a group.
    async fn write_to_group(&self, claim: &Claim) -> Result<(), Reason> {
        let origin = self.origin.as_ref().ok_or(Reason::Broken)?;
        let errand: plan::groups::Errand =
            serde_json::from_str(&claim.payload).map_err(|_| Reason::Unusable)?;
        let sender = self.mailer.as_ref().map(Mailer::sender);
        let sender = sender.map(|(name, email)| web::Sender { name, email });
        web::post_group_letters(&self.db, origin, sender.as_ref(), claim, &errand).await.map_err(broken)
    }

    async fn letter(&self, id: Uuid) -> Result<Option<outbox::Email>, Fault> {
        outbox::take(&mut self.db.read(&plan::access::Actor::Program).await?, id).await
    }

    async fn sent(&self, claim: &Claim, letter: Uuid) -> Result<(), Fault> {
        let mut tx = self.db.write_as_system().await?;
        outbox::sent(&mut tx, letter).await?;
        jobs::finish(&mut tx, claim).await?;
        tx.commit().await
    }

    async fn purge(&self) -> Result<(), Fault> {
        let mut tx = self.db.write_as_system().await?;
        jobs::purge_expired(&mut tx).await?;
        outbox::purge_expired(&mut tx).await?;
        transfer::purge_expired(&mut tx).await?;
        plan::once::purge_expired(&mut tx).await?;
        plan::inquiry::purge_expired(&mut tx).await?;
        plan::groups::purge_expired(&mut tx).await?;
        plan::staging::purge_expired(&mut tx).await?;
        tx.commit().await?;
        accounts::purge_expired(&self.db).await?;
        // A bucket that is away must not keep the worker from its jobs.
        let purged = timeout(LONGEST_WORK, attachments::purge_expired(&self.db, &self.attachments)).await;
        purged.unwrap_or_else(|_| {
            tracing::warn!("the attachments were not purged in time");
            Ok(())
        })
    }
}

/// A fault of the database while a job is done.
fn broken(cause: Fault) -> Reason {
    tracing::warn!(%cause, "a job could not be noted");
    Reason::Broken
}

/// What came of it; a fault is logged, and the worker goes on when the database is there again.
fn told<T>(done: Result<T, Fault>) -> Option<T> {
    done.inspect_err(|cause| tracing::warn!(%cause, "the queue of jobs could not be read or written")).ok()
}
