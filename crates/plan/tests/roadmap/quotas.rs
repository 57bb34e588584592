//! What there is room for, and who is told when there is none left.

use std::sync::Arc;

use plan::access::{Actor, Grant, Kind, Person, Role};
use plan::clock::Clock;
use plan::db::Db;
use plan::fault::Fault;
use plan::quotas::{Quota, Quotas, usage};
use plan::records::delete;
use plan::roadmap::store::{create, create_area, create_measure, restore};
use plan::roadmap::{AreaInput, MOST_MEASURES, Origin, RoadmapFile, import};
use uuid::Uuid;

use crate::{Site, about, full_time, keys};

const MORA: &str = "2062";

/// Somebody who plans for Mora.
fn planner(number: u128) -> Actor {
    let role = Role::DevelopmentLeader;
    let grant = Grant { role, organisation: MORA.into(), house: MORA.into(), below: Vec::new() };
    let person = Person { id: Uuid::from_u128(number), name: "Kim".into(), grants: vec![grant] };
    Actor::Person(Arc::new(person))
}

async fn area(db: &Db, actor: &Actor, roadmap: Uuid) -> Result<(), Fault> {
    let mut tx = db.write(actor).await?;
    create_area(&mut tx, roadmap, &AreaInput { title: "Grunduppdraget".into() }).await?;
    tx.commit().await
}

async fn roadmap(db: &Db, actor: &Actor) -> Result<Uuid, Fault> {
    let mut tx = db.write(actor).await?;
    let id = create(&mut tx, None, &about("Färdplan för Mora"), Origin::Empty).await?;
    tx.commit().await?;
    Ok(id)
}

fn is_reached(done: Result<impl Sized, Fault>, expected: Quota) -> bool {
    matches!(done, Err(Fault::Quota { quota, .. }) if quota == expected)
}

#[tokio::test]
async fn who_has_changed_enough_today_goes_on_tomorrow_and_stops_nobody_else() {
    let site = Site::new().await;
    let db = site.db.clone().with_quotas(Quotas::default().with(Quota::PersonRows, 3));
    let (kim, lo) = (planner(1), planner(2));
    let roadmap = roadmap(&db, &kim).await.unwrap();
    area(&db, &kim, roadmap).await.unwrap();
    area(&db, &kim, roadmap).await.unwrap();
    assert!(is_reached(area(&db, &kim, roadmap).await, Quota::PersonRows));
    assert_eq!(site.tree(roadmap).await.unwrap().areas.len(), 2);
    area(&db, &lo, roadmap).await.unwrap();
    let later = db.with_clock(Clock::fixed("2026-11-21T09:30:01Z".parse().unwrap()));
    area(&later, &kim, roadmap).await.unwrap();
}

#[tokio::test]
async fn a_houses_rows_are_everybodys() {
    let site = Site::new().await;
    let db = site.db.clone().with_quotas(Quotas::default().with(Quota::HouseRows, 3));
    let (kim, lo) = (planner(1), planner(2));
    let roadmap = roadmap(&db, &kim).await.unwrap();
    area(&db, &kim, roadmap).await.unwrap();
    area(&db, &lo, roadmap).await.unwrap();
    assert!(is_reached(area(&db, &lo, roadmap).await, Quota::HouseRows));
    assert!(is_reached(area(&db, &Actor::Machine, roadmap).await, Quota::HouseRows));
    // The program's own work goes on.
    area(&db, &Actor::Program, roadmap).await.unwrap();
}

#[tokio::test]
async fn files_that_are_many_rows_each_are_counted_by_themselves() {
    let site = Site::new().await;
    let db = site.db.clone().with_quotas(Quotas::default().with(Quota::PersonRoadmaps, 1));
    roadmap(&db, &planner(1)).await.unwrap();
    assert!(is_reached(roadmap(&db, &planner(1)).await, Quota::PersonRoadmaps));
    roadmap(&db, &planner(2)).await.unwrap();
}

#[tokio::test]
async fn what_is_used_can_be_seen_before_it_is_used_up() {
    let site = Site::new().await;
    let db = site.db.clone().with_quotas(Quotas::default().with(Quota::PersonRows, 5));
    let roadmap = roadmap(&db, &planner(1)).await.unwrap();
    for told in [false, false, true] {
        area(&db, &planner(1), roadmap).await.unwrap();
        let mut tx = db.read(&planner(1)).await.unwrap();
        let all = usage(&mut tx, MORA).await.unwrap();
        let near: Vec<Quota> = all.iter().filter(|usage| usage.is_near()).map(|usage| usage.quota).collect();
        assert_eq!(near, if told { vec![Quota::PersonRows] } else { vec![] });
    }
}

#[tokio::test]
async fn a_roadmap_has_room_for_so_many_measures() {
    let site = Site::new().await;
    let [roadmap, _, need, _] = site.small().await;
    let mut file = RoadmapFile::from(&site.tree(roadmap).await.unwrap());
    let measures = &mut file.area[0].need[0].measure;
    *measures = vec![measures[0].clone(); MOST_MEASURES + 1];
    let mut tx = site.write().await;
    let too_many = import(&mut tx, None, &file).await.unwrap_err();
    assert_eq!(keys(too_many), [("area".to_owned(), "too-many-measures")]);
    file.area[0].need[0].measure.pop();
    import(&mut tx, None, &file).await.unwrap();
    for _ in 1..MOST_MEASURES {
        create_measure(&mut tx, need, &full_time()).await.unwrap();
    }
    let full = create_measure(&mut tx, need, &full_time()).await.unwrap_err();
    assert_eq!(keys(full), [("form".to_owned(), "measures-full")]);
}

/// A site where nothing more may be changed.
fn used_up(site: &Site) -> Db {
    let none = Quota::ALL.into_iter().fold(Quotas::default(), |all, quota| all.with(quota, 0));
    site.db.clone().with_quotas(none)
}

#[tokio::test]
async fn who_has_used_everything_up_may_still_take_away() {
    let site = Site::new().await;
    let [roadmap, _, _, measure] = site.small().await;
    let mut tx = site.write().await;
    let with = plan::shares::ShareInput {
        organisation_id: "2031".into(),
        purpose: "Samråd".into(),
        until_date: "2026-12-24".parse().ok(),
        has_read: true,
    };
    let shared = plan::shares::share(&mut tx, Kind::Roadmap.of(roadmap), &with).await.unwrap();
    tx.commit().await.unwrap();
    let db = used_up(&site);
    assert!(area(&db, &Actor::Machine, roadmap).await.is_err());
    let mut tx = db.write(&Actor::Machine).await.unwrap();
    plan::shares::revoke(&mut tx, Kind::Roadmap.of(roadmap), shared).await.unwrap();
    delete(&mut tx, Kind::Measure.of(measure), 1).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(site.tree(roadmap).await.unwrap().measures().count(), 0);
}

#[tokio::test]
async fn what_is_brought_back_needs_room_too_and_what_is_deleted_takes_none() {
    let site = Site::new().await;
    let [roadmap, area, need, first] = site.small().await;
    let mut tx = site.write().await;
    for _ in 1..MOST_MEASURES {
        create_measure(&mut tx, need, &full_time()).await.unwrap();
    }
    delete(&mut tx, Kind::Measure.of(first), 1).await.unwrap();
    create_measure(&mut tx, need, &full_time()).await.unwrap();
    let full = restore(&mut tx, Kind::Measure.of(first)).await.unwrap_err();
    assert_eq!(keys(full), [("form".to_owned(), "measures-full")]);
    delete(&mut tx, Kind::Area.of(area), 1).await.unwrap();
    create_area(&mut tx, roadmap, &AreaInput { title: "Efter".into() }).await.unwrap();
}
