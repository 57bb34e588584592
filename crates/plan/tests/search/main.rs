//! Searching in a real database: what is found, by whom, and how well.
#![allow(clippy::unwrap_used, reason = "a test")]

mod found;
mod judged;

use plan::access::Actor;
use plan::clock::Clock;
use plan::db::Db;
use plan::library;
use plan::search::{APPROACH, Asked, Found, find, keep_named};
use servers::Database;
use statistics::effects::Effects;

/// A database of its own, in which all approaches are found.
struct Site {
    database: Database,
    db: Db,
}

impl Site {
    async fn new() -> Self {
        let database = Database::new();
        let clock = Clock::fixed("2026-11-22T09:30:00Z".parse().unwrap());
        let db = Db::open(&database.place.parse().unwrap()).await.unwrap().with_clock(clock);
        keep_named(&db, APPROACH, &library::named(&effects())).await.unwrap();
        Self { database, db }
    }

    async fn find(&self, actor: &Actor, text: &str, kinds: &[&str]) -> Found {
        let asked = Asked { text, is_typing: false, kinds, most: 10 };
        find(&mut self.db.read(actor).await.unwrap(), &asked).await.unwrap()
    }
}

fn effects() -> Effects {
    statistics::Tables::bundled().unwrap().effects
}
