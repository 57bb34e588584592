//! The database: opening, migrating, transactions and queries. The only room that knows which engine it is.
//!
//! A file on this machine (SQLite) or a server that several replicas share (PostgreSQL), with the same rules: a reader
//! sees one moment, and writers queue. SQL is written once, in the subset that both share: `$1` placeholders, ids made
//! by the program, time bound and never asked for. Every statement goes through the macro `sql!`, so that one test can
//! prepare them all on both engines.

mod builder;
pub mod copy;
mod migrate;
mod query;
pub(crate) mod schema;
mod tx;

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::access::Actor;
use crate::accounts::SecretKey;
use crate::clock::Clock;
use crate::fault::Fault;
use crate::quotas::Quotas;

pub(crate) use builder::Builder;
pub(crate) use query::{Query, Row, query};
pub use tx::Tx;
use tx::{Open, Trail};

/// How long a writer waits for the write lock.
const PATIENCE: Duration = Duration::from_secs(30);
/// Connections that read a file at the same time.
const READERS: u32 = 8;
/// Connections of one replica to a server.
const CONNECTIONS: u32 = 16;

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

/// Where a database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// A file on this machine; made with its folder when there is none.
    File(PathBuf),
    /// A server: `postgres://user:password@host/name`.
    Server(String),
}

impl FromStr for Location {
    type Err = Infallible;

    /// An address of a server, or else the path of a file. What looks like an address is never taken for a path: it may
    /// hold a password, and a path is no secret.
    fn from_str(place: &str) -> Result<Self, Infallible> {
        Ok(if place.contains("://") { Self::Server(place.to_owned()) } else { Self::File(place.into()) })
    }
}

/// What a database is waited for with. In a box, because what is waited for without one is built anew into every crate that
/// waits: the engines' code, once for each.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = Result<T, Fault>> + Send + 'a>>;

/// An open database, and the clock that what happens in it is told by. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    engine: Engine,
    clock: Clock,
    secret_key: Option<SecretKey>,
    quotas: Quotas,
}

#[derive(Clone, Debug)]
enum Engine {
    /// One connection writes and the others read, so writers of this program queue instead of colliding, and readers
    /// never wait for them.
    File { readers: SqlitePool, writer: SqlitePool },
    /// Writers queue for a lock in the database, whatever replica they are of; those of one replica queue here first,
    /// so that they leave connections to its readers.
    Server { pool: PgPool, write_lock: Arc<Semaphore> },
}

impl Db {
    fn on(engine: Engine) -> Self {
        Self { engine, clock: Clock::system(), secret_key: None, quotas: Quotas::default() }
    }

    /// The same database with another clock.
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// The same database with the key that some of what is in it is sealed with.
    #[must_use]
    pub fn with_secret_key(self, key: SecretKey) -> Self {
        Self { secret_key: Some(key), ..self }
    }

    /// The same database with other quotas.
    #[must_use]
    pub fn with_quotas(self, quotas: Quotas) -> Self {
        Self { quotas, ..self }
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Opens the database and brings it to the newest schema.
    ///
    /// What has been committed survives a killed process and a power cut.
    ///
    /// # Errors
    /// A place that cannot be reached or written, or a database made by a newer program.
    pub async fn open(location: &Location) -> Result<Self, Fault> {
        let db = Self::connect(location).await?;
        migrate::migrate(&db).await?;
        Ok(db)
    }

    async fn connect(location: &Location) -> Result<Self, Fault> {
        match location {
            Location::File(path) => Self::open_file(path).await,
            Location::Server(url) => Self::open_server(url).await,
        }
    }

    /// Reaches the server at an address, without changing anything; how far its clock is ahead of this machine's.
    ///
    /// # Errors
    /// It cannot be reached.
    pub async fn reach(url: &str) -> Result<chrono::Duration, Fault> {
        let mut connection = url.parse::<PgConnectOptions>()?.connect().await?;
        let clock = Clock::system();
        clock.follow(server_time(&mut connection).await?);
        connection.close().await?;
        Ok(clock.ahead())
    }

    /// Opens a database that is there and of this program's schema, and changes nothing in it.
    ///
    /// # Errors
    /// [`Fault::Foreign`], [`Fault::Older`], [`Fault::Newer`], or one that cannot be reached.
    pub async fn attach(location: &Location) -> Result<Self, Fault> {
        let db = match location {
            Location::File(path) => {
                let options = SqliteConnectOptions::new().filename(path).busy_timeout(PATIENCE);
                let pool = SqlitePoolOptions::new()
                    .max_connections(1)
                    .connect_lazy_with(options.pragma("query_only", "on"));
                Self::on(Engine::File { readers: pool.clone(), writer: pool })
            }
            Location::Server(url) => Self::open_server(url).await?,
        };
        migrate::is_newest(&db).await?;
        Ok(db)
    }

    /// Closes a file so that everything is in that one file.
    ///
    /// # Errors
    /// There is no room for it, or someone else has it open.
    pub async fn settle(self) -> Result<(), Fault> {
        if let Engine::File { readers, writer } = &self.engine {
            readers.close().await;
            let (mode,): (String,) = sqlx::query_as("pragma journal_mode = delete").fetch_one(writer).await?;
            if mode != "delete" {
                return Err(Fault::Storage(sqlx::Error::Protocol("the journal is still in use".into())));
            }
        }
        self.close().await;
        Ok(())
    }

    async fn open_file(path: &Path) -> Result<Self, Fault> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(sqlx::Error::Io)?;
        }
        let options = SqliteConnectOptions::new().filename(path).foreign_keys(true).busy_timeout(PATIENCE);
        let writing = options
            .clone()
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let writer = opened(&writing).await?;
        let reading = options.pragma("query_only", "on");
        let readers = file_pool(READERS).connect_lazy_with(reading);
        Ok(Self::on(Engine::File { readers, writer }))
    }

    async fn open_server(url: &str) -> Result<Self, Fault> {
        // A replica that hangs in the middle of something must not keep the others waiting for ever.
        let patience = PATIENCE.as_millis().to_string();
        let options: PgConnectOptions = url.parse()?;
        let options = options.application_name("fardplan").options([
            ("lock_timeout", patience.as_str()),
            ("idle_in_transaction_session_timeout", patience.as_str()),
        ]);
        // The pool goes on trying when a server goes away for a while. One that is not there at the start is told of at
        // once: somebody is waiting to see whether the address is right.
        let mut first = options.connect().await?;
        let now = server_time(&mut first).await?;
        first.close().await?;
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .connect_with(options)
            .await?;
        let db = Self::on(Engine::Server { pool, write_lock: Arc::new(Semaphore::new(1)) });
        db.clock.follow(now);
        Ok(db)
    }

    /// Begins a transaction that sees one moment of the database and cannot change it.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub fn read<'a>(&'a self, actor: &'a Actor) -> Boxed<'a, Tx> {
        Box::pin(async move {
            let open = match &self.engine {
                Engine::File { readers, .. } => Open::File(readers.begin().await?),
                Engine::Server { pool, .. } => {
                    Open::Server(pool.begin_with("begin isolation level repeatable read read only").await?)
                }
            };
            Ok(self.tx(open, None, actor, Trail::NotDue))
        })
    }

    /// Begins a transaction in which somebody may change the database, and must leave a trail of it. It waits for the
    /// write lock here, never later.
    ///
    /// # Errors
    /// The database cannot be reached, or the write lock does not come.
    pub fn write<'a>(&'a self, actor: &'a Actor) -> Boxed<'a, Tx> {
        Box::pin(self.begin(actor, Trail::Due { changed: false, noted: false }))
    }

    /// Begins a transaction for the program's own books, which nobody asks who kept: schema, sessions, jobs.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub fn write_as_system(&self) -> Boxed<'_, Tx> {
        Box::pin(self.begin(&Actor::Program, Trail::NotDue))
    }

    /// As [`Db::write_as_system`], but none while somebody else of this program writes: for what may be noted later.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub fn write_if_free(&self) -> Boxed<'_, Option<Tx>> {
        Box::pin(async move {
            let is_free = match &self.engine {
                // One that has been idle for long has been closed, and is made anew.
                Engine::File { writer, .. } => writer.num_idle() > 0 || writer.size() == 0,
                Engine::Server { write_lock, .. } => write_lock.available_permits() > 0,
            };
            if is_free { self.write_as_system().await.map(Some) } else { Ok(None) }
        })
    }

    async fn begin(&self, actor: &Actor, trail: Trail) -> Result<Tx, Fault> {
        match &self.engine {
            Engine::File { writer, .. } => {
                Ok(self.tx(Open::File(writer.begin_with("begin immediate").await?), None, actor, trail))
            }
            Engine::Server { pool, write_lock } => {
                let held = tokio::time::timeout(PATIENCE, Arc::clone(write_lock).acquire_owned()).await;
                let held = held.ok().and_then(Result::ok).ok_or(sqlx::Error::PoolTimedOut)?;
                let mut tx = pool.begin().await?;
                let (_, now): (String, DateTime<Utc>) =
                    sqlx::query_as("select pg_advisory_xact_lock($1)::text, clock_timestamp()")
                        .bind(WRITERS)
                        .fetch_one(&mut *tx)
                        .await?;
                self.clock.follow(now);
                Ok(self.tx(Open::Server(tx), Some(held), actor, trail))
            }
        }
    }

    fn tx(&self, open: Open, write_lock: Option<OwnedSemaphorePermit>, actor: &Actor, trail: Trail) -> Tx {
        let (clock, secret_key) = (self.clock.clone(), self.secret_key.clone());
        Tx { open, write_lock, actor: actor.clone(), clock, secret_key, quotas: self.quotas, trail }
    }

    /// Whether the database answers; a server tells its time, too.
    ///
    /// # Errors
    /// It cannot be reached.
    pub async fn answers(&self) -> Result<(), Fault> {
        if let Engine::Server { pool, .. } = &self.engine {
            self.clock.follow(server_time(&mut *pool.acquire().await?).await?);
        }
        let (_,): (i64,) = query(sql!("select count(*) from _sqlx_migrations"))
            .one(&mut self.read(&Actor::Program).await?)
            .await?;
        Ok(())
    }

    /// Closes the database when every transaction has ended.
    pub async fn close(&self) {
        match &self.engine {
            Engine::File { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Engine::Server { pool, .. } => pool.close().await,
        }
    }
}

/// What a server's clock shows.
async fn server_time(connection: &mut PgConnection) -> Result<DateTime<Utc>, sqlx::Error> {
    let (now,) = sqlx::query_as("select clock_timestamp()").fetch_one(connection).await?;
    Ok(now)
}

/// Connections to a file. When the disk is full the engine ends a transaction by itself, and a connection that does not
/// know of it would be of no more use: it is let go.
fn file_pool(most: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(most)
        .before_acquire(|connection, _| Box::pin(std::future::ready(Ok(!connection.is_in_transaction()))))
}

/// The one connection that writes a file. Making a new file's journal does not wait for others that do the same, as all
/// else does, so it is tried again.
async fn opened(options: &SqliteConnectOptions) -> Result<SqlitePool, Fault> {
    const STEP: Duration = Duration::from_millis(20);
    let mut left = PATIENCE;
    loop {
        match file_pool(1).connect_with(options.clone()).await {
            Err(sqlx::Error::Database(fault)) if fault.message().contains("locked") && !left.is_zero() => {
                tokio::time::sleep(STEP).await;
                left = left.saturating_sub(STEP);
            }
            done => return Ok(done?),
        }
    }
}

/// The lock that writers queue for.
const WRITERS: i64 = 0x6661_7264_706c_616e;

#[cfg(test)]
mod tests;
