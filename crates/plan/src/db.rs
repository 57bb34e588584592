//! The database: opening, migrating, transactions and queries. The only file that knows which engine it is.
//!
//! SQL is written once, in the subset that SQLite and PostgreSQL share: `$1` placeholders, ids made by the program,
//! time bound and never asked for. Every statement goes through the macro `sql!`, so that one test can prepare them all.

use std::path::Path;
use std::time::Duration;

use sqlx::error::BoxDynError;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool,
    SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{Arguments, Encode, FromRow, Sqlite, Transaction, Type};

use crate::fault::Fault;

/// Forward-only, in order; a migration that has been released is never changed.
const MIGRATIONS: &[Migration] =
    &[Migration { name: "0001_roadmap", text: include_str!("../migrations/0001_roadmap.sql") }];

struct Migration {
    name: &'static str,
    text: &'static str,
}

/// How long a writer waits for another program that writes to the same file.
const PATIENCE: Duration = Duration::from_secs(30);
/// Connections that read at the same time.
const READERS: u32 = 8;

/// A statement, and where it is written.
#[cfg(test)]
pub(crate) struct Statement {
    pub text: &'static str,
    pub file: &'static str,
    pub line: u32,
}

/// All statements of the program.
#[cfg(test)]
#[linkme::distributed_slice]
pub(crate) static STATEMENTS: [Statement];

/// The text of a statement. In a test build it is also registered, to be prepared by a test.
macro_rules! sql {
    ($text:expr) => {{
        #[cfg(test)]
        #[allow(unsafe_code, reason = "the register is a link section, which only a test program has")]
        #[linkme::distributed_slice($crate::db::STATEMENTS)]
        static STATEMENT: $crate::db::Statement =
            $crate::db::Statement { text: $text, file: file!(), line: line!() };
        $text
    }};
}
pub(crate) use sql;

/// An open database. Cheap to clone.
///
/// One connection writes and the others read, so writers of this program queue instead of colliding, and readers
/// never wait for them.
#[derive(Clone, Debug)]
pub struct Db {
    readers: SqlitePool,
    writer: SqlitePool,
}

impl Db {
    /// Opens the database file, with its folder when there is none, and brings it to the newest schema.
    ///
    /// What has been committed survives a killed process and a power cut.
    pub async fn open(path: &Path) -> Result<Self, Fault> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(sqlx::Error::Io)?;
        }
        let options = SqliteConnectOptions::new().filename(path).foreign_keys(true).busy_timeout(PATIENCE);
        let writing = options
            .clone()
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let writer = SqlitePoolOptions::new().max_connections(1).connect_with(writing).await?;
        migrate(&writer).await?;
        let reading = options.pragma("query_only", "on");
        let readers = SqlitePoolOptions::new().max_connections(READERS).connect_with(reading).await?;
        Ok(Self { readers, writer })
    }

    /// Begins a transaction that sees one moment of the database and cannot change it.
    pub async fn read(&self) -> Result<Tx, Fault> {
        Ok(Tx(self.readers.begin().await?))
    }

    /// Begins a transaction that may change the database. It waits for its turn here, never later.
    pub async fn write(&self) -> Result<Tx, Fault> {
        Ok(Tx(self.writer.begin_with("begin immediate").await?))
    }

    /// Closes the file when every transaction has ended.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// A transaction. Dropped without [`Tx::commit`], nothing in it has happened.
#[derive(Debug)]
pub struct Tx(Transaction<'static, Sqlite>);

impl Tx {
    /// Makes everything in the transaction last.
    pub async fn commit(self) -> Result<(), Fault> {
        Ok(self.0.commit().await?)
    }

    fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.0
    }
}

/// A statement with its values.
pub(crate) struct Query {
    text: &'static str,
    arguments: Result<SqliteArguments, BoxDynError>,
}

/// A query to bind values to. The text comes from [`sql!`].
pub(crate) fn query(text: &'static str) -> Query {
    Query { text, arguments: Ok(SqliteArguments::default()) }
}

impl Query {
    /// Gives the next placeholder its value.
    pub fn bind<'a, V: Encode<'a, Sqlite> + Type<Sqlite>>(mut self, value: V) -> Self {
        self.arguments = self.arguments.and_then(|mut all| all.add(value).map(|()| all));
        self
    }

    /// Every row.
    pub async fn all<T: for<'r> FromRow<'r, SqliteRow> + Send + Unpin>(
        self,
        tx: &mut Tx,
    ) -> Result<Vec<T>, Fault> {
        Ok(sqlx::query_as_with(self.text, self.arguments.map_err(sqlx::Error::Encode)?)
            .fetch_all(tx.connection())
            .await?)
    }

    /// The one row that must be there.
    pub async fn one<T: for<'r> FromRow<'r, SqliteRow> + Send + Unpin>(
        self,
        tx: &mut Tx,
    ) -> Result<T, Fault> {
        Ok(sqlx::query_as_with(self.text, self.arguments.map_err(sqlx::Error::Encode)?)
            .fetch_one(tx.connection())
            .await?)
    }

    /// The row, if it is there.
    pub async fn optional<T: for<'r> FromRow<'r, SqliteRow> + Send + Unpin>(
        self,
        tx: &mut Tx,
    ) -> Result<Option<T>, Fault> {
        Ok(sqlx::query_as_with(self.text, self.arguments.map_err(sqlx::Error::Encode)?)
            .fetch_optional(tx.connection())
            .await?)
    }

    /// Carries the statement out and tells how many rows it touched.
    pub async fn execute(self, tx: &mut Tx) -> Result<u64, Fault> {
        let done = sqlx::query_with(self.text, self.arguments.map_err(sqlx::Error::Encode)?)
            .execute(tx.connection())
            .await?;
        Ok(done.rows_affected())
    }
}

async fn migrate(writer: &SqlitePool) -> Result<(), Fault> {
    for (place, migration) in MIGRATIONS.iter().enumerate() {
        let number = place as i64 + 1;
        let mut tx = Tx(writer.begin_with("begin immediate").await?);
        let found = schema(&mut tx).await?;
        let known = MIGRATIONS.len() as i64;
        if found > known {
            return Err(Fault::Newer { found, known });
        }
        if found < number {
            sqlx::raw_sql(migration.text).execute(tx.connection()).await?;
            query("insert into schema_migration (number, name) values ($1, $2)")
                .bind(number)
                .bind(migration.name)
                .execute(&mut tx)
                .await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// The number of the newest migration that has been carried out, 0 in an empty database.
async fn schema(tx: &mut Tx) -> Result<i64, Fault> {
    query("create table if not exists schema_migration (number bigint primary key, name text not null)")
        .execute(tx)
        .await?;
    let (number,): (i64,) = query("select coalesce(max(number), 0) from schema_migration").one(tx).await?;
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::{Executor, SqlSafeStr};

    #[tokio::test]
    async fn every_statement_of_the_program_can_be_prepared_in_a_new_database() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&folder.path().join("new/folder/fardplan.db")).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let mut wrong = Vec::new();
        for statement in STATEMENTS {
            if let Err(error) = tx.connection().prepare(statement.text.into_sql_str()).await {
                wrong.push(format!("{}:{}: {error}", statement.file, statement.line));
            }
        }
        assert!(STATEMENTS.len() > 20, "{} statements", STATEMENTS.len());
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[tokio::test]
    async fn a_database_of_a_newer_program_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("fardplan.db");
        let db = Db::open(&path).await.unwrap();
        let mut tx = db.write().await.unwrap();
        query("insert into schema_migration (number, name) values (999, 'later')")
            .execute(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        db.close().await;
        let fault = Db::open(&path).await.unwrap_err();
        assert!(matches!(fault, Fault::Newer { found: 999, known } if known == MIGRATIONS.len() as i64));
    }

    #[tokio::test]
    async fn a_committed_transaction_is_synced_to_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&folder.path().join("fardplan.db")).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let (journal,): (String,) = query("pragma journal_mode").one(&mut tx).await.unwrap();
        let (synchronous,): (i64,) = query("pragma synchronous").one(&mut tx).await.unwrap();
        assert_eq!((journal.as_str(), synchronous), ("wal", 2));
    }

    #[tokio::test]
    async fn a_reader_cannot_change_anything() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&folder.path().join("fardplan.db")).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let done = query("delete from schema_migration").execute(&mut tx).await;
        assert!(matches!(done, Err(Fault::Storage(_))));
    }
}
