use super::*;
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
        let mut tx = db.keep().await.unwrap();
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
    let mut tx = db.keep().await.unwrap();
    query("insert into schema_migration (number, name) values (999, 'later')")
        .execute(&mut tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    let fault = Db::open(&location(&database)).await.unwrap_err();
    assert!(matches!(fault, Fault::Newer { found: 999, known } if known == migrate::MIGRATIONS.len() as i64));
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
            query("select count(*) from schema_migration").one(&mut tx).await.unwrap();
        assert_eq!(carried_out, migrate::MIGRATIONS.len() as i64);
    }
}

#[tokio::test]
async fn a_committed_transaction_is_synced_to_the_disk() {
    let database = servers::Database::file();
    let db = Db::open(&location(&database)).await.unwrap();
    let mut tx = db.keep().await.unwrap();
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
    let done = query("delete from schema_migration").execute(&mut tx).await;
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
