//! What is listed is what may be read, by the same rule as one thing at a time.

use std::sync::Arc;

use chrono::NaiveDate;
use plan::access::{Actor, Grant, Kind, Person, Role, Stage};
use plan::db::Db;
use plan::decisions::{ExpectedVersion, StepInput, take};
use plan::records::{Filter, Listing, Order, Page, may_read};
use plan::roadmap::store::{create, create_area, create_initiative, create_need};
use plan::roadmap::{AreaInput, InitiativeInput, Level, NeedInput, Origin, RoadmapInput, list, load};
use plan::shares::{ShareInput, share};
use servers::Database;
use uuid::Uuid;

use crate::opened;

const NOW: &str = "2026-11-20T09:30:00Z";

pub async fn roadmap(db: &Db, owner: &str, title: &str) -> Uuid {
    let mut tx = db.write(&Actor::Program).await.unwrap();
    let input = RoadmapInput { region_code: owner.into(), title: title.into(), purpose: String::new() };
    let id = create(&mut tx, Some(owner), &input, Origin::Empty).await.unwrap();
    let area = create_area(&mut tx, id, &AreaInput { title: "Uppdraget".into() }).await.unwrap();
    let need = NeedInput {
        title: "Bemanning".into(),
        more_needed: "Fler".into(),
        horizon: Some(2030),
        ..NeedInput::default()
    };
    let need = create_need(&mut tx, area, &need).await.unwrap();
    for level in [Level::National, Level::Local] {
        let input = InitiativeInput { level, title: "Saknas".into(), ..InitiativeInput::default() };
        create_initiative(&mut tx, need, &input).await.unwrap();
    }
    tx.commit().await.unwrap();
    id
}

/// Takes a roadmap to where those who decide read it.
async fn dispatched(db: &Db, id: Uuid) {
    let mut tx = db.write(&Actor::Program).await.unwrap();
    let step = |to: &str| StepInput { to: to.into(), ..StepInput::default() };
    for change in [
        step("preparation"),
        StepInput {
            question: "Räcker det?".into(),
            answer_by: NaiveDate::from_ymd_opt(2027, 1, 31),
            ..step("consultation")
        },
        step("revision"),
        StepInput { summary: "Alla tillstyrker.".into(), ..step("proposal") },
        StepInput { registry_number: "ON 1".into(), ..step("committee") },
    ] {
        let expected = ExpectedVersion::from(&load(&mut tx, id).await.unwrap().roadmap);
        take(&mut tx, Kind::Roadmap.of(id), expected, &change).await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn somebody(role: Role, organisation: &str, below: &[&str]) -> Actor {
    let below = below.iter().map(|id| (*id).to_owned()).collect();
    let grant = Grant { role, organisation: organisation.into(), house: organisation.into(), below };
    Actor::Person(Arc::new(Person { id: Uuid::from_u128(1), name: "Någon".into(), grants: vec![grant] }))
}

#[tokio::test]
async fn everybody_is_listed_exactly_what_they_may_read() {
    let database = Database::new();
    let db = opened(&database, NOW).await;
    let owners = ["2083", "2062", "20", "00", "2080"];
    let mut ids = Vec::new();
    for owner in owners {
        for title in ["Utkast", "På väg"] {
            let id = roadmap(&db, owner, title).await;
            if title == "På väg" {
                dispatched(&db, id).await;
            }
            ids.push(id);
        }
    }
    let mut tx = db.write(&Actor::Program).await.unwrap();
    let input = ShareInput {
        organisation_id: "2062".into(),
        purpose: "Råd".into(),
        until_date: NaiveDate::from_ymd_opt(2026, 12, 1),
        has_read: true,
    };
    share(&mut tx, Kind::Roadmap.of(ids[0]), &input).await.unwrap();
    tx.commit().await.unwrap();
    let mut seen = 0;
    let mut actors: Vec<Actor> = vec![Actor::Visitor, Actor::Machine, Actor::Program];
    for role in Role::ALL {
        for (organisation, below) in
            [("2083", &["2062"][..]), ("2062", &[]), ("20", &["2080"]), ("1480", &[])]
        {
            actors.push(somebody(role, organisation, below));
        }
    }
    for actor in &actors {
        let mut tx = db.read(actor).await.unwrap();
        let mut readable = Vec::new();
        for id in &ids {
            if may_read(&mut tx, Kind::Roadmap.of(*id)).await.unwrap() {
                readable.push(*id);
            }
        }
        let (listed, total) = list(&mut tx, &Listing::all()).await.unwrap();
        let mut listed: Vec<Uuid> = listed.iter().map(|one| one.roadmap.id).collect();
        listed.sort();
        readable.sort();
        assert_eq!(listed, readable, "{actor:?}");
        assert_eq!(total, readable.len() as i64, "{actor:?}");
        seen += listed.len();
    }
    assert!(seen > ids.len() * 3, "{seen}: some see some of them");
}

#[tokio::test]
async fn a_list_is_filtered_ordered_and_paged() {
    let database = Database::new();
    let db = opened(&database, NOW).await;
    for owner in ["2083", "2062", "20"] {
        for title in ["Ett", "Två", "Tre"] {
            roadmap(&db, owner, title).await;
        }
    }
    let mut tx = db.read(&Actor::Machine).await.unwrap();
    let count = async |tx: &mut plan::db::Tx, filter: Filter| list(tx, &Listing::of(filter)).await.unwrap().1;
    assert_eq!(count(&mut tx, Filter::Region("2083".into())).await, 3);
    assert_eq!(count(&mut tx, Filter::OwnedBy(vec!["2083".into(), "20".into()])).await, 6);
    assert_eq!(count(&mut tx, Filter::OwnedBy(Vec::new())).await, 0);
    assert_eq!(count(&mut tx, Filter::Stage(Stage::Adopted)).await, 0);
    assert_eq!(count(&mut tx, Filter::Any(Vec::new())).await, 0);
    let both = Filter::All(vec![Filter::Stage(Stage::Draft), Filter::Region("20".into())]);
    assert_eq!(count(&mut tx, both).await, 3);
    let either = Filter::Any(vec![Filter::Region("2062".into()), Filter::Region("x' or true --".into())]);
    assert_eq!(count(&mut tx, either).await, 3);
    let listing = Listing { order: Order::Title, ..Listing::all() };
    let mut titles = Vec::new();
    for number in 1..=3 {
        let page = listing.clone().page(Some(Page { limit: 4, number }));
        let (found, total) = list(&mut tx, &page).await.unwrap();
        assert_eq!(total, 9);
        titles.extend(found.into_iter().map(|one| one.roadmap.title));
    }
    let mut sorted = titles.clone();
    sorted.sort();
    assert_eq!((titles.len(), &titles), (9, &sorted));
}
