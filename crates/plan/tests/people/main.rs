//! Organisations, those who work in them, what they may do, and the trail of what they did.
#![allow(clippy::unwrap_used, reason = "a test")]

mod access;
mod functions;
mod listing;
mod trail;

use plan::clock::Clock;
use plan::db::Db;
use servers::Database;

/// A database of its own, at a time.
async fn opened(database: &Database, now: &str) -> Db {
    let clock = Clock::fixed(now.parse().unwrap());
    Db::open(&database.place.parse().unwrap()).await.unwrap().with_clock(clock)
}
