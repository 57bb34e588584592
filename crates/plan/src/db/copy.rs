//! Everything that is stored, from one database to another: between engines, to a backup and back.
//!
//! The source is read in one moment while others go on writing to it. The target is empty before, and holds after what
//! the source held (but for the sign of a zero, which a file does not keep), or nothing: each table's rows are counted and hashed on both sides before anything
//! lasts.

use chrono::{DateTime, NaiveDate, Utc};
use futures::TryStreamExt;
use sha2::{Digest, Sha256};
use sqlx::postgres::PgRow;
use sqlx::sqlite::{SqliteConnectOptions, SqliteRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Row as _};
use uuid::Uuid;

use super::{Db, Open, Tx, migrate};
use crate::access::Actor;
use crate::fault::Fault;

/// What was copied of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The table.
    pub table: String,
    /// Rows.
    pub rows: u64,
    /// SHA-256 of the rows, whatever order they lie in.
    pub hash: [u8; 32],
}

/// Copies everything from one database to another that is empty, and checks it.
///
/// # Errors
/// [`Fault::NotEmpty`] when the target holds something, [`Fault::Unlike`] when what arrived is not what was sent: then
/// nothing has been kept.
pub async fn copy(from: &Db, to: &Db) -> Result<Vec<Copied>, Fault> {
    let tables = tables().await?;
    let (mut source, mut target) = (from.read(&Actor::Program).await?, to.keep().await?);
    for tx in [&mut source, &mut target] {
        // Each waits while the other works.
        if let Open::Server(tx) = &mut tx.open {
            sqlx::raw_sql("set local idle_in_transaction_session_timeout = 0").execute(&mut **tx).await?;
        }
    }
    for table in &tables {
        if table.summed(&mut target).await?.rows > 0 {
            return Err(Fault::NotEmpty);
        }
    }
    let mut copied = Vec::with_capacity(tables.len());
    for table in &tables {
        let sent = table.send(&mut source, &mut target).await?;
        let arrived = table.summed(&mut target).await?;
        if sent != arrived {
            return Err(Fault::Unlike { table: table.name.clone() });
        }
        copied.push(arrived);
    }
    target.commit().await?;
    Ok(copied)
}

/// A table of the schema.
struct Table {
    name: String,
    columns: Vec<(String, Kind)>,
}

/// What a column holds, by the name of its type in the schema.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Uuid,
    Text,
    Integer,
    BigInt,
    Double,
    Boolean,
    Moment,
    Date,
    Bytes,
}

impl Kind {
    fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "uuid" => Self::Uuid,
            "text" => Self::Text,
            "integer" => Self::Integer,
            "bigint" => Self::BigInt,
            "double precision" => Self::Double,
            "boolean" => Self::Boolean,
            "timestamptz" => Self::Moment,
            "date" => Self::Date,
            "bytea" => Self::Bytes,
            _ => return None,
        })
    }
}

/// A value of a row.
#[derive(Clone, Debug, PartialEq)]
enum Cell {
    Uuid(Option<Uuid>),
    Text(Option<String>),
    Integer(Option<i32>),
    BigInt(Option<i64>),
    Double(Option<f64>),
    Boolean(Option<bool>),
    Moment(Option<DateTime<Utc>>),
    Date(Option<NaiveDate>),
    Bytes(Option<Vec<u8>>),
}

/// Runs `$then` with the value of a cell, whatever its kind, as `$value`.
macro_rules! with_value {
    ($cell:expr, $value:ident => $then:expr) => {
        match $cell {
            Cell::Uuid($value) => $then,
            Cell::Text($value) => $then,
            Cell::Integer($value) => $then,
            Cell::BigInt($value) => $then,
            Cell::Double($value) => $then,
            Cell::Boolean($value) => $then,
            Cell::Moment($value) => $then,
            Cell::Date($value) => $then,
            Cell::Bytes($value) => $then,
        }
    };
}

/// Reads a row of either engine.
macro_rules! read_cells {
    ($name:ident, $row:ty) => {
        fn $name(columns: &[(String, Kind)], row: &$row) -> Result<Vec<Cell>, sqlx::Error> {
            let cell = |(place, (_, kind)): (usize, &(String, Kind))| {
                Ok(match kind {
                    Kind::Uuid => Cell::Uuid(row.try_get(place)?),
                    Kind::Text => Cell::Text(row.try_get(place)?),
                    Kind::Integer => Cell::Integer(row.try_get(place)?),
                    Kind::BigInt => Cell::BigInt(row.try_get(place)?),
                    // A file does not know zero below zero.
                    Kind::Double => {
                        Cell::Double(row.try_get::<Option<f64>, _>(place)?.map(|number| number + 0.0))
                    }
                    Kind::Boolean => Cell::Boolean(row.try_get(place)?),
                    Kind::Moment => Cell::Moment(row.try_get(place)?),
                    Kind::Date => Cell::Date(row.try_get(place)?),
                    Kind::Bytes => Cell::Bytes(row.try_get(place)?),
                })
            };
            columns.iter().enumerate().map(cell).collect()
        }
    };
}
read_cells!(from_file, SqliteRow);
read_cells!(from_server, PgRow);

impl Table {
    fn names(&self) -> String {
        self.columns.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn select(&self) -> String {
        format!("select {} from {}", self.names(), self.name)
    }

    fn insert(&self) -> String {
        let places: Vec<String> = (1..=self.columns.len()).map(|place| format!("${place}")).collect();
        format!("insert into {} ({}) values ({})", self.name, self.names(), places.join(", "))
    }

    /// Sends every row, in the order that it was written in as far as ids tell.
    async fn send(&self, source: &mut Tx, target: &mut Tx) -> Result<Copied, Fault> {
        let select = format!("{} order by 1", self.select());
        let insert = self.insert();
        let mut sum = Sum::default();
        match &mut source.open {
            Open::File(tx) => {
                let mut rows = sqlx::query(AssertSqlSafe(select)).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await? {
                    let cells = from_file(&self.columns, &row)?;
                    sum.add(&cells);
                    store(target, &insert, cells).await?;
                }
            }
            Open::Server(tx) => {
                let mut rows = sqlx::query(AssertSqlSafe(select)).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await? {
                    let cells = from_server(&self.columns, &row)?;
                    sum.add(&cells);
                    store(target, &insert, cells).await?;
                }
            }
        }
        Ok(sum.of(&self.name))
    }

    /// What the table holds now.
    async fn summed(&self, tx: &mut Tx) -> Result<Copied, Fault> {
        let mut sum = Sum::default();
        match &mut tx.open {
            Open::File(tx) => {
                let mut rows = sqlx::query(AssertSqlSafe(self.select())).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await? {
                    sum.add(&from_file(&self.columns, &row)?);
                }
            }
            Open::Server(tx) => {
                let mut rows = sqlx::query(AssertSqlSafe(self.select())).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await? {
                    sum.add(&from_server(&self.columns, &row)?);
                }
            }
        }
        Ok(sum.of(&self.name))
    }
}

/// Writes one row.
async fn store(target: &mut Tx, insert: &str, cells: Vec<Cell>) -> Result<(), Fault> {
    match &mut target.open {
        Open::File(tx) => {
            let mut query = sqlx::query(AssertSqlSafe(insert.to_owned()));
            for cell in cells {
                query = with_value!(cell, value => query.bind(value));
            }
            query.execute(&mut **tx).await?;
        }
        Open::Server(tx) => {
            let mut query = sqlx::query(AssertSqlSafe(insert.to_owned()));
            for cell in cells {
                query = with_value!(cell, value => query.bind(value));
            }
            query.execute(&mut **tx).await?;
        }
    }
    Ok(())
}

/// The hashes of the rows seen so far. They are sorted before they are hashed together: engines order text differently.
#[derive(Default)]
struct Sum(Vec<[u8; 32]>);

impl Sum {
    fn add(&mut self, cells: &[Cell]) {
        let mut hash = Sha256::new();
        for cell in cells {
            let bytes = cell.bytes();
            // The length keeps neighbours apart; a missing value is unlike an empty one.
            hash.update(bytes.as_ref().map_or(-1, |bytes| bytes.len() as i64).to_le_bytes());
            hash.update(bytes.unwrap_or_default());
        }
        self.0.push(hash.finalize().into());
    }

    fn of(mut self, table: &str) -> Copied {
        self.0.sort_unstable();
        let hash = Sha256::digest(self.0.as_flattened()).into();
        Copied { table: table.to_owned(), rows: self.0.len() as u64, hash }
    }
}

impl Cell {
    /// The value, the same for both engines; none for a missing one.
    fn bytes(&self) -> Option<Vec<u8>> {
        match self {
            Self::Uuid(value) => value.map(|id| id.as_bytes().to_vec()),
            Self::Text(value) => value.as_ref().map(|text| text.as_bytes().to_vec()),
            Self::Integer(value) => value.map(|number| number.to_le_bytes().to_vec()),
            Self::BigInt(value) => value.map(|number| number.to_le_bytes().to_vec()),
            Self::Double(value) => value.map(|number| number.to_bits().to_le_bytes().to_vec()),
            Self::Boolean(value) => value.map(|yes| vec![u8::from(yes)]),
            Self::Moment(value) => value.map(|time| time.timestamp_micros().to_le_bytes().to_vec()),
            Self::Date(value) => value.map(|date| date.to_string().into_bytes()),
            Self::Bytes(value) => value.clone(),
        }
    }
}

/// The tables of the schema, each after those that it refers to: an empty database tells, so that no list can be old.
async fn tables() -> Result<Vec<Table>, Fault> {
    let mut empty = SqliteConnectOptions::new().in_memory(true).connect().await?;
    for migration in migrate::MIGRATIONS {
        sqlx::raw_sql(migration.text).execute(&mut empty).await?;
    }
    let names: Vec<(String,)> = sqlx::query_as(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by rowid",
    )
    .fetch_all(&mut empty)
    .await?;
    let mut tables = Vec::with_capacity(names.len());
    for (name,) in names {
        let columns: Vec<(String, String)> =
            sqlx::query_as("select name, type from pragma_table_info($1) order by cid")
                .bind(&name)
                .fetch_all(&mut empty)
                .await?;
        let columns = columns.into_iter().map(|(column, kind)| {
            let known = Kind::named(&kind);
            known.map(|known| (column, known)).ok_or_else(|| sqlx::Error::TypeNotFound { type_name: kind })
        });
        tables.push(Table { columns: columns.collect::<Result<_, _>>()?, name });
    }
    Ok(tables)
}
