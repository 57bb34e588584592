//! The trail: whole when nobody has touched it, and broken at the very row when somebody has.

use std::sync::Arc;

use plan::access::{Actor, Grant, Kind, Person, Role};
use plan::accounts::{
    Client, InvitationInput, Invited, NewPassword, accept, erase, find_by_email, invite, rename,
};
use plan::audit::{Broken, TrailFilter, read, verify};
use plan::db::Db;
use plan::decisions::{self, AlteredVersion, StepInput, Subject, take, version};
use plan::fault::Fault;
use plan::organisations::{FunctionInput, create_function};
use plan::roadmap::store::{create, create_area, edit_area};
use plan::roadmap::{AreaInput, Origin, RoadmapInput};
use servers::Database;
use uuid::Uuid;

use crate::listing::roadmap;
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
        (
            "insert into trail select -7, at, actor, person_id, house, action, object, object_id, root_id, change, reason, hash
             from trail where number = 3",
            -7,
        ),
        (
            "insert into trail select 0, at, actor, person_id, house, action, object, object_id, root_id, change, reason, hash
             from trail where number = 3",
            0,
        ),
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

/// A roadmap that is sent out for consultation as a frozen version.
async fn frozen(db: &Db) -> plan::access::Ref {
    let of = Kind::Roadmap.of(roadmap(db, "2083", "Färdplan").await);
    let mut tx = db.write(&Actor::Machine).await.unwrap();
    for (to, question) in [("preparation", ""), ("consultation", "Räcker det?")] {
        let expected = Subject::load(&mut tx, of).await.unwrap().version;
        let step = StepInput {
            to: to.into(),
            question: question.into(),
            answer_by: "2026-12-31".parse().ok().filter(|_| !question.is_empty()),
            registry_number: "ON 2026/12".into(),
            ..StepInput::default()
        };
        take(&mut tx, of, expected, &step).await.unwrap();
    }
    tx.commit().await.unwrap();
    of
}

#[tokio::test]
async fn a_frozen_version_that_is_changed_with_its_hash_is_not_shown_as_what_was_frozen() {
    for (statement, is_stored) in [
        ("update frozen_version set content = '{}'", true),
        // With the right hash of the new content, as whoever changes both would write it.
        (
            "update frozen_version set content = '{}',
                hash = (select hash from trail where number = 1)",
            true,
        ),
        (
            "update frozen_version set stage = 'adopted', decided_by = 'council', decided_on = '2026-11-01'",
            true,
        ),
        ("update frozen_version set question = 'Falsk fråga'", true),
        ("update frozen_version set paragraph = '§ 99'", true),
        ("update frozen_version set is_published = true", true),
        ("delete from frozen_version", false),
    ] {
        let database = Database::new();
        let db = opened(&database, "2026-11-22T09:30:00Z").await;
        let of = frozen(&db).await;
        let mut tx = db.read(&Actor::Program).await.unwrap();
        assert_eq!(decisions::verify(&mut tx).await.unwrap(), []);
        assert!(version(&mut tx, of, 1).await.is_ok());
        drop(tx);
        tampered(&database, statement).await;
        let mut tx = db.read(&Actor::Program).await.unwrap();
        assert_eq!(
            decisions::verify(&mut tx).await.unwrap(),
            [AlteredVersion { of, number: 1 }],
            "{statement}"
        );
        let fault = version(&mut tx, of, 1).await.unwrap_err();
        assert_eq!(matches!(fault, Fault::Broken), is_stored, "{statement}: {fault:?}");
    }
}

#[tokio::test]
async fn the_log_shows_the_name_of_then_until_the_person_is_erased() {
    let database = Database::new();
    let db = opened(&database, "2026-11-22T09:30:00Z").await;
    let mut tx = db.write(&Actor::Program).await.unwrap();
    let input = FunctionInput { role: Role::DevelopmentLeader, title: "Utvecklingsledare".into() };
    let function = create_function(&mut tx, "2083", &input).await.unwrap();
    let password = NewPassword::new(db.clock(), "en blå cykel i regn").await.unwrap();
    let input = InvitationInput {
        email: "anna@hedemora.example".into(),
        from_date: tx.today(),
        to_date: None,
        is_substitute: false,
    };
    let Invited::Link(link) = invite(&mut tx, function, &input).await.unwrap() else { panic!("new") };
    accept(&mut tx, &link, "Anna Ek", &password, &Client::default()).await.unwrap();
    let anna = find_by_email(&mut tx, "anna@hedemora.example").await.unwrap().unwrap().id;
    tx.commit().await.unwrap();
    let actor = Actor::Person(Arc::new(Person { id: anna, name: "Anna Ek".into(), grants: Vec::new() }));
    for name in ["Bo Lind", "Cia Berg"] {
        let mut tx = db.write(&actor).await.unwrap();
        rename(&mut tx, name).await.unwrap();
        tx.commit().await.unwrap();
    }
    let told = async || {
        let mut tx = db.read(&Actor::Machine).await.unwrap();
        let rows = read(&mut tx, &TrailFilter { most: 100, ..TrailFilter::default() }).await.unwrap();
        let own = rows.into_iter().rev().filter(|row| row.person_id == Some(anna));
        own.map(|row| (row.action, row.name, row.new_name)).collect::<Vec<_>>()
    };
    let some = |name: &str| Some(name.to_owned());
    let rows = told().await;
    assert!(
        rows.iter()
            .take_while(|(action, ..)| action != "account.rename")
            .all(|(_, name, _)| *name == some("Anna Ek"))
    );
    let renames: Vec<_> = rows.iter().filter(|(action, ..)| action == "account.rename").collect();
    assert_eq!((&renames[0].1, &renames[0].2), (&some("Anna Ek"), &some("Bo Lind")));
    assert_eq!((&renames[1].1, &renames[1].2), (&some("Bo Lind"), &some("Cia Berg")));
    let mut tx = db.write(&Actor::Program).await.unwrap();
    erase(&mut tx, anna).await.unwrap();
    tx.commit().await.unwrap();
    assert!(told().await.iter().all(|(_, name, new_name)| name.is_none() && new_name.is_none()));
}
