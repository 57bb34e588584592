//! The trail: whole when nobody has touched it, and broken at the very row when somebody has.

use std::sync::Arc;

use plan::access::{Actor, Grant, Person, Role};
use plan::audit::{Broken, TrailFilter, read, verify};
use plan::db::Db;
use plan::fault::Fault;
use plan::roadmap::store::{create, create_area, edit_area};
use plan::roadmap::{AreaInput, Origin, RoadmapInput};
use servers::Database;
use uuid::Uuid;

use crate::opened;

/// A trail of five rows.
async fn written(db: &Db) {
    let mut tx = db.write(&Actor::Machine).await.unwrap();
    let input =
        RoadmapInput { region_code: "2083".into(), title: "Färdplan".into(), purpose: String::new() };
    let roadmap = create(&mut tx, None, &input, Origin::Empty).await.unwrap();
    let area = create_area(&mut tx, roadmap, &AreaInput { title: "Ett".into() }).await.unwrap();
    for version in 1..=3 {
        let title = format!("Område {version}");
        edit_area(&mut tx, area, version, &AreaInput { title }).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Changes the database behind the program's back.
async fn tampered(database: &Database, statement: &'static str) {
    let place = &database.place;
    if database.is_file() {
        let pool = sqlx::SqlitePool::connect(&format!("sqlite://{place}")).await.unwrap();
        sqlx::raw_sql(statement).execute(&pool).await.unwrap();
        pool.close().await;
    } else {
        let pool = sqlx::PgPool::connect(place).await.unwrap();
        sqlx::raw_sql(statement).execute(&pool).await.unwrap();
        pool.close().await;
    }
}

async fn checked(db: &Db, known: Option<[u8; 32]>) -> Result<(i64, [u8; 32], bool), Broken> {
    let found = verify(&mut db.read(&Actor::Program).await.unwrap(), known).await.unwrap();
    found.map(|found| (found.rows, found.hash, found.has_known))
}

#[tokio::test]
async fn a_trail_that_nobody_touches_is_whole_and_grows_by_every_change() {
    let database = Database::new();
    let db = opened(&database, "2026-11-22T09:30:00Z").await;
    assert_eq!(checked(&db, None).await.unwrap().0, 0);
    written(&db).await;
    let (rows, hash, _) = checked(&db, None).await.unwrap();
    assert_eq!(rows, 5);
    written(&db).await;
    let (rows, _, has_known) = checked(&db, Some(hash)).await.unwrap();
    assert_eq!((rows, has_known), (10, true), "what was there before is there still");
    let entries = read(
        &mut db.read(&Actor::Machine).await.unwrap(),
        &TrailFilter { most: 1, ..TrailFilter::default() },
    )
    .await
    .unwrap();
    assert_eq!(entries[0].change, r#"{"title":["Område 2","Område 3"]}"#);
}

#[tokio::test]
async fn whatever_is_changed_in_a_row_the_check_finds_it() {
    for (statement, number) in [
        ("update trail set reason = 'x' where number = 3", 3),
        ("update trail set change = '{}' where number = 2", 2),
        ("update trail set actor = 'program' where number = 1", 1),
        ("update trail set house = '2062' where number = 4", 4),
        ("update trail set action = 'area.delete' where number = 5", 5),
        ("update trail set object_id = 'x' where number = 5", 5),
        ("update trail set root_id = 'x' where number = 5", 5),
        ("update trail set at = '2020-01-01 00:00:00+00:00' where number = 2", 2),
        ("delete from trail where number = 3", 3),
        ("delete from trail where number = 1", 1),
        (
            "update trail set number = 99 where number = 3; update trail set number = 3 where number = 4; update trail set number = 4 where number = 99",
            3,
        ),
    ] {
        let database = Database::new();
        let db = opened(&database, "2026-11-22T09:30:00Z").await;
        written(&db).await;
        tampered(&database, statement).await;
        assert_eq!(checked(&db, None).await, Err(Broken { number }), "{statement}");
    }
}

#[tokio::test]
async fn rows_taken_away_at_the_end_show_to_whoever_kept_the_hash() {
    let database = Database::new();
    let db = opened(&database, "2026-11-22T09:30:00Z").await;
    written(&db).await;
    let (_, hash, _) = checked(&db, None).await.unwrap();
    tampered(&database, "delete from trail where number = 5").await;
    let (rows, _, has_known) = checked(&db, Some(hash)).await.unwrap();
    assert_eq!((rows, has_known), (4, false));
}

#[tokio::test]
async fn only_auditors_read_and_only_of_their_own_house() {
    let database = Database::new();
    let db = opened(&database, "2026-11-22T09:30:00Z").await;
    written(&db).await;
    let holding = |role: Role, house: &str| {
        let grant = Grant { role, organisation: house.into(), house: house.into(), below: Vec::new() };
        Actor::Person(Arc::new(Person { id: Uuid::from_u128(1), name: "Någon".into(), grants: vec![grant] }))
    };
    let rows = async |actor: &Actor| {
        let mut tx = db.read(actor).await.unwrap();
        read(&mut tx, &TrailFilter { most: 9, ..TrailFilter::default() }).await.map(|rows| rows.len())
    };
    assert_eq!(rows(&holding(Role::Auditor, "2083")).await.unwrap(), 5);
    assert_eq!(rows(&holding(Role::Auditor, "2062")).await.unwrap(), 0);
    for actor in [Actor::Visitor, holding(Role::DevelopmentLeader, "2083"), holding(Role::SystemAdmin, "00")]
    {
        assert!(matches!(rows(&actor).await, Err(Fault::Forbidden(_))), "{actor:?}");
    }
}
