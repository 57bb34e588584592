//! Jobs and letters in a real database.
#![allow(clippy::unwrap_used, reason = "a test")]

mod letters;
mod queue;

use chrono::{DateTime, Duration, Utc};
use plan::access::Actor;
use plan::clock::Clock;
use plan::db::Db;
use plan::jobs::{Claim, JobKind, NewJob, Overview, claim, enqueue, overview};
use servers::Database;
use uuid::Uuid;

/// How long workers hold their jobs here.
const LEASE: Duration = Duration::seconds(60);

/// A database of its own, and a clock that goes when it is told to.
struct Site {
    database: Database,
    db: Db,
    now: DateTime<Utc>,
}

impl Site {
    async fn new() -> Self {
        let database = Database::new();
        let db = Db::open(&database.place.parse().unwrap()).await.unwrap();
        let mut site = Self { database, db, now: "2026-11-22T09:30:00Z".parse().unwrap() };
        site.pass(Duration::zero());
        site
    }

    fn pass(&mut self, time: Duration) {
        self.now += time;
        self.db = self.db.clone().with_clock(Clock::fixed(self.now));
    }

    /// The same database, opened by another program.
    async fn again(&self) -> Db {
        Db::open(&self.database.place.parse().unwrap()).await.unwrap()
    }

    async fn enqueue(&self, payload: &str, key: Option<&str>) -> Uuid {
        let mut tx = self.db.write_as_system().await.unwrap();
        let job = NewJob { kind: JobKind::Mail, payload, key, due: tx.now() };
        let id = enqueue(&mut tx, &job).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn claim(&self, worker: &str) -> Option<Claim> {
        claim(&self.db, worker, &[JobKind::Mail], LEASE).await.unwrap()
    }

    async fn overview(&self) -> Overview {
        overview(&mut self.db.read(&Actor::Machine).await.unwrap()).await.unwrap()
    }
}

/// Does something in a transaction of the program's own, and makes it last.
macro_rules! kept {
    ($site:expr, $tx:ident => $work:expr) => {{
        let mut open = $site.db.write_as_system().await.unwrap();
        let $tx = &mut open;
        let done = $work.await;
        open.commit().await.unwrap();
        done
    }};
}
use kept;
