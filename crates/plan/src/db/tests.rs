use super::*;
use crate::jobs::{JobKind, NewJob, claim, enqueue};
use sqlx::{Executor, SqlSafeStr};

fn location(database: &servers::Database) -> Location {
    database.place.parse().unwrap()
}

#[tokio::test]
async fn every_statement_of_the_program_can_be_prepared_in_a_new_database() {
    let database = servers::Database::new();
    let db = Db::open(&location(&database)).await.unwrap();
    let mut wrong = Vec::new();
    for statement in STATEMENTS {
        // A transaction each: a server refuses all that follows a fault.
        let mut tx = db.write_as_system().await.unwrap();
        let prepared = match &mut tx.open {
            Open::File(tx) => tx.prepare(statement.text.into_sql_str()).await.map(|_| ()),
            Open::Server(tx) => tx.prepare(statement.text.into_sql_str()).await.map(|_| ()),
        };
        if let Err(error) = prepared {
            wrong.push(format!("{}:{}: {error}", statement.file, statement.line));
        }
    }
    assert!(STATEMENTS.len() > 20, "{} statements", STATEMENTS.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_left_alone() {
    let database = servers::Database::new();
    let db = Db::open(&location(&database)).await.unwrap();
    let mut tx = db.write_as_system().await.unwrap();
    let later = "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
        select 999, 'later', success, checksum, 0 from _sqlx_migrations where version = 1";
    query(later).execute(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    let fault = Db::open(&location(&database)).await.unwrap_err();
    assert!(
        matches!(fault, Fault::Newer { found: 999, known } if known == migrate::migrations().len() as i64)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_programs_may_start_at_once_in_a_new_database() {
    let database = servers::Database::new();
    let opened: Vec<_> = (0..8)
        .map(|_| {
            let location = location(&database);
            tokio::spawn(async move { Db::open(&location).await })
        })
        .collect();
    for db in opened {
        let db = db.await.unwrap().unwrap();
        let mut tx = db.read(&Actor::Machine).await.unwrap();
        let (carried_out,): (i64,) =
            query("select count(*) from _sqlx_migrations").one(&mut tx).await.unwrap();
        assert_eq!(carried_out, migrate::migrations().len() as i64);
    }
}

#[tokio::test]
async fn a_committed_transaction_is_synced_to_the_disk() {
    let database = servers::Database::file();
    let db = Db::open(&location(&database)).await.unwrap();
    let mut tx = db.write_as_system().await.unwrap();
    let Open::File(tx) = &mut tx.open else { panic!("a file was asked for") };
    let (journal,): (String,) = sqlx::query_as("pragma journal_mode").fetch_one(&mut **tx).await.unwrap();
    let (synchronous,): (i64,) = sqlx::query_as("pragma synchronous").fetch_one(&mut **tx).await.unwrap();
    assert_eq!((journal.as_str(), synchronous), ("wal", 2));
}

#[tokio::test]
async fn a_reader_cannot_change_anything() {
    let database = servers::Database::new();
    let db = Db::open(&location(&database)).await.unwrap();
    let mut tx = db.read(&Actor::Machine).await.unwrap();
    let done = query("delete from _sqlx_migrations").execute(&mut tx).await;
    assert!(matches!(done, Err(Fault::Storage(_))));
}

#[test]
fn a_place_is_a_file_unless_it_is_the_address_of_a_server() {
    for address in ["postgres://fardplan@db.example/fardplan", "Postgres://u:p@db/x", "mysql://u:p@db/x"] {
        assert_eq!(address.parse(), Ok(Location::Server(address.to_owned())));
    }
    for path in ["fardplan.sqlite", "/var/lib/fardplan/fardplan.sqlite", "postgres.db"] {
        assert_eq!(path.parse(), Ok(Location::File(path.into())));
    }
}

#[tokio::test]
async fn what_belonged_to_roadmaps_is_kept_when_it_comes_to_belong_to_things_of_any_kind() {
    let database = servers::Database::new();
    let db = Db::connect(&location(&database)).await.unwrap();
    migrate::carry_forward(&db, migrate::migrations()[..8].to_vec()).await.unwrap();
    let before = "
        insert into roadmap (id, region_code, title, purpose, created_at, updated_at, version)
            values ('0199f000-0000-7000-8000-000000000001', '2062', 'Mora', '', '2026-01-01T00:00:00Z',
                '2026-01-01T00:00:00Z', 1);
        insert into roadmap_share (id, roadmap_id, organisation_id, purpose, created_at, until_date)
            values ('0199f000-0000-7000-8000-000000000002', '0199f000-0000-7000-8000-000000000001', '20', 'Råd',
                '2026-01-02T00:00:00Z', '2026-12-31');
        insert into roadmap_version (id, roadmap_id, number, stage, made_at, content, hash, question, summary,
                paragraph, registry_number, is_published, title)
            values ('0199f000-0000-7000-8000-000000000003', '0199f000-0000-7000-8000-000000000001', 1,
                'consultation', '2026-01-03T00:00:00Z', '{}', 'x', 'Räcker det?', '', '', 'ON 1', true, 'Mora');
        insert into attachment (id, roadmap_id, name, media_type, size, hash, created_at)
            values ('0199f000-0000-7000-8000-000000000004', '0199f000-0000-7000-8000-000000000001', 'karta.pdf',
                'application/pdf', 7, 'y', '2026-01-04T00:00:00Z');";
    // A file keeps ids as bytes.
    let bytes = |text: &str| {
        let mut text = text.to_owned();
        for place in 1..=4 {
            let id = format!("'0199f000-0000-7000-8000-00000000000{place}'");
            text = text.replace(&id, &format!("x'0199f000000070008000{:012}'", place));
        }
        text
    };
    let mut tx = db.write_as_system().await.unwrap();
    match &mut tx.open {
        Open::File(tx) => {
            sqlx::raw_sql(sqlx::AssertSqlSafe(bytes(before))).execute(&mut **tx).await.unwrap();
        }
        Open::Server(tx) => {
            sqlx::raw_sql(before).execute(&mut **tx).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
    migrate::migrate(&db).await.unwrap();
    let mut tx = db.read(&Actor::Machine).await.unwrap();
    for (table, told) in [
        ("share", ["purpose", "Råd"]),
        ("frozen_version", ["question", "Räcker det?"]),
        ("attachment", ["name", "karta.pdf"]),
    ] {
        let roadmap = uuid::Uuid::from_u128(0x0199f000_0000_7000_8000_000000000001);
        let rows = schema::rows(&mut tx, table, ("thing_id", roadmap), "id").await.unwrap();
        assert_eq!(rows.len(), 1, "{table}");
        assert_eq!((&rows[0]["kind"], &rows[0][told[0]]), (&"roadmap".into(), &told[1].into()), "{table}");
    }
}

#[tokio::test]
async fn a_database_with_another_migration_or_a_hole_is_refused() {
    for (wrong, number) in [
        (
            "update _sqlx_migrations set checksum = (select checksum from _sqlx_migrations where version = 1) where version = 3",
            3,
        ),
        ("delete from _sqlx_migrations where version = 2", 2),
    ] {
        let database = servers::Database::new();
        let db = Db::open(&location(&database)).await.unwrap();
        let mut tx = db.write_as_system().await.unwrap();
        query(wrong).execute(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        for fault in [Db::open(&location(&database)).await, Db::attach(&location(&database)).await] {
            let fault = fault.unwrap_err();
            assert!(
                matches!(fault, Fault::Altered { number: found } if found == number),
                "{wrong}: {fault:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_database_from_before_checksums_is_taken_over_as_it_stands() {
    let database = servers::Database::new();
    let db = Db::open(&location(&database)).await.unwrap();
    let mut tx = db.write_as_system().await.unwrap();
    for statement in [
        "create table schema_migration (number bigint primary key, name text not null)",
        "insert into schema_migration (number, name) select version, description from _sqlx_migrations",
        "drop table _sqlx_migrations",
    ] {
        query(statement).execute(&mut tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    Db::attach(&location(&database)).await.expect("it can be copied as it is");
    db.close().await;
    let db = Db::open(&location(&database)).await.unwrap();
    let mut tx = db.read(&Actor::Machine).await.unwrap();
    let (carried_out,): (i64,) = query("select count(*) from _sqlx_migrations").one(&mut tx).await.unwrap();
    assert_eq!(carried_out, migrate::migrations().len() as i64);
}

/// On a server, which tells the time; a file has one program, and its clock.
#[tokio::test]
async fn replicas_whose_clocks_differ_take_nothing_from_each_other() {
    let database = servers::Database::new();
    let location = location(&database);
    if !matches!(location, Location::Server(_)) {
        return;
    }
    let (right, wrong) = (Db::open(&location).await.unwrap(), Db::open(&location).await.unwrap());
    let lease = chrono::Duration::minutes(5);
    for off in [10, -10] {
        let mut tx = right.write_as_system().await.unwrap();
        let due = tx.now();
        enqueue(&mut tx, &NewJob { kind: JobKind::Mail, payload: "{}", key: None, due }).await.unwrap();
        tx.commit().await.unwrap();
        let taken = claim(&right, "right", &[JobKind::Mail], lease).await.unwrap();
        assert!(taken.is_some());
        wrong.clock().follow(right.clock().now() + chrono::Duration::minutes(off));
        assert!(claim(&wrong, "wrong", &[JobKind::Mail], lease).await.unwrap().is_none());
        // At the latest when it writes it goes by the server's clock.
        drop(wrong.write_as_system().await.unwrap());
        assert!((wrong.clock().now() - right.clock().now()).abs() < chrono::Duration::seconds(30));
    }
}
