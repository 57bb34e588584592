//! Roadmaps in a real database file.
#![allow(clippy::unwrap_used, reason = "a test")]

mod active_content;
mod attachments;
mod concurrency;
mod copy;
mod faults;
mod file;
mod findings;
mod frozen;
mod order;
mod quotas;
mod store;

use plan::access::Actor;
use plan::clock::Clock;
use plan::db::{Db, Tx};
use plan::fault::Fault;
use plan::roadmap::store::{create, create_area, create_measure, create_need};
use plan::roadmap::{
    AreaInput, Effect, MeasureInput, NeedInput, Origin, RoadmapInput, RoadmapTree, Status, load,
};
use projection::lever::Lever;
use servers::Database;
use uuid::Uuid;

/// A database of its own.
struct Site {
    database: Database,
    db: Db,
}

impl Site {
    async fn new() -> Self {
        Self::on(Database::new()).await
    }

    async fn on(database: Database) -> Self {
        let clock = Clock::fixed("2026-11-20T09:30:00Z".parse().unwrap());
        let db = Db::open(&database.place.parse().unwrap()).await.unwrap().with_clock(clock);
        Self { database, db }
    }

    /// The same database, opened by another program.
    async fn again(&self) -> Db {
        Db::open(&self.database.place.parse().unwrap()).await.unwrap()
    }

    async fn write(&self) -> Tx {
        self.db.write(&Actor::Machine).await.unwrap()
    }

    async fn tree(&self, id: Uuid) -> Result<RoadmapTree, Fault> {
        load(&mut self.db.read(&Actor::Machine).await?, id).await
    }

    async fn roadmap(&self, origin: Origin) -> Uuid {
        let mut tx = self.write().await;
        let id = create(&mut tx, None, &about("Färdplan för Mora"), origin).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A roadmap with one area, one need and one measure; the ids in that order.
    async fn small(&self) -> [Uuid; 4] {
        let roadmap = self.roadmap(Origin::Empty).await;
        let mut tx = self.write().await;
        let area =
            create_area(&mut tx, roadmap, &AreaInput { title: "Grunduppdraget".into() }).await.unwrap();
        let need = NeedInput { title: "Adekvat bemanning".into(), ..NeedInput::default() };
        let need = create_need(&mut tx, area, &need).await.unwrap();
        let measure = create_measure(&mut tx, need, &full_time()).await.unwrap();
        tx.commit().await.unwrap();
        [roadmap, area, need, measure]
    }
}

fn about(title: &str) -> RoadmapInput {
    RoadmapInput { region_code: "2062".into(), title: title.into(), purpose: String::new() }
}

/// A measure that is decided and has all that this demands.
fn full_time() -> MeasureInput {
    MeasureInput {
        title: "Heltid som norm".into(),
        owner: "Förvaltningschefen".into(),
        funding: "Budget 2028".into(),
        cost_one_off: 250_000.0,
        cost_yearly: 1_200_000.5,
        ramp_years: 3,
        half_life_years: Some(4.0),
        reach_percent: 80.0,
        status: Status::Decided,
        deadline: "2029-12-31".parse().ok(),
        effects: vec![
            Effect { lever: Lever::ContractHours, size: 1.5, low: 0.5, high: 2.5, source: "Egen".into() },
            Effect { lever: Lever::SickLeave, size: -0.2, low: -0.5, high: 0.1, source: String::new() },
        ],
        ..MeasureInput::starting(2028)
    }
}

fn keys(fault: Fault) -> Vec<(String, &'static str)> {
    match fault {
        Fault::Invalid(faults) => faults.into_iter().map(|fault| (fault.field, fault.key)).collect(),
        other => panic!("{other}"),
    }
}
