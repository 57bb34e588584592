//! The schema as it stands, by an empty database that the migrations have made: no list of tables can be old.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use data_encoding::HEXLOWER;
use serde_json::{Map, Value, json};
use sqlx::postgres::PgRow;
use sqlx::sqlite::{SqliteConnectOptions, SqliteRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Row as _};
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::{Open, Tx, migrate};
use crate::fault::Fault;

/// A table of the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    /// Name.
    pub name: String,
    /// Columns in order: name and what it holds.
    pub columns: Vec<(String, Holds)>,
}

/// What a column holds, by the name of its type in the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
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

impl Holds {
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
pub(super) enum Cell {
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

/// Reads a row of either engine.
macro_rules! read_cells {
    ($name:ident, $row:ty) => {
        pub(super) fn $name(columns: &[(String, Holds)], row: &$row) -> Result<Vec<Cell>, sqlx::Error> {
            let cell = |(place, (_, kind)): (usize, &(String, Holds))| {
                Ok(match kind {
                    Holds::Uuid => Cell::Uuid(row.try_get(place)?),
                    Holds::Text => Cell::Text(row.try_get(place)?),
                    Holds::Integer => Cell::Integer(row.try_get(place)?),
                    Holds::BigInt => Cell::BigInt(row.try_get(place)?),
                    // A file does not know zero below zero.
                    Holds::Double => {
                        Cell::Double(row.try_get::<Option<f64>, _>(place)?.map(|number| number + 0.0))
                    }
                    Holds::Boolean => Cell::Boolean(row.try_get(place)?),
                    Holds::Moment => Cell::Moment(row.try_get(place)?),
                    Holds::Date => Cell::Date(row.try_get(place)?),
                    Holds::Bytes => Cell::Bytes(row.try_get(place)?),
                })
            };
            columns.iter().enumerate().map(cell).collect()
        }
    };
}
read_cells!(from_file, SqliteRow);
read_cells!(from_server, PgRow);

impl Cell {
    /// The value as it is sent to a caller of the API.
    fn json(&self) -> Value {
        match self {
            Self::Uuid(value) => json!(value),
            Self::Text(value) => json!(value),
            Self::Integer(value) => json!(value),
            Self::BigInt(value) => json!(value),
            Self::Double(value) => json!(value),
            Self::Boolean(value) => json!(value),
            Self::Moment(value) => {
                json!(value.map(|moment| moment.to_rfc3339_opts(SecondsFormat::AutoSi, true)))
            }
            Self::Date(value) => json!(value),
            Self::Bytes(value) => json!(value.as_ref().map(|bytes| HEXLOWER.encode(bytes))),
        }
    }
}

/// Every row of a table with an id in a column, in the order of `order`, as JSON objects.
pub(crate) async fn rows(
    tx: &mut Tx,
    table: &str,
    (column, id): (&str, Uuid),
    order: &str,
) -> Result<Vec<Map<String, Value>>, Fault> {
    let known = tables().await?.iter().find(|one| one.name == table);
    let table = known.ok_or_else(|| sqlx::Error::TypeNotFound { type_name: table.to_owned() })?;
    let select = format!("{} where {column} = $1 order by {order}", table.select());
    let cells: Vec<Vec<Cell>> = match &mut tx.open {
        Open::File(tx) => {
            let rows = sqlx::query(AssertSqlSafe(select)).bind(id).fetch_all(&mut **tx).await?;
            rows.iter().map(|row| from_file(&table.columns, row)).collect::<Result<_, _>>()?
        }
        Open::Server(tx) => {
            let rows = sqlx::query(AssertSqlSafe(select)).bind(id).fetch_all(&mut **tx).await?;
            rows.iter().map(|row| from_server(&table.columns, row)).collect::<Result<_, _>>()?
        }
    };
    let names = || table.columns.iter().map(|(name, _)| name.clone());
    Ok(cells.iter().map(|row| names().zip(row.iter().map(Cell::json)).collect()).collect())
}

/// Deletes every row of a table with an id in a column.
pub(crate) async fn delete(
    tx: &mut Tx,
    table: &'static str,
    (column, id): (&'static str, Uuid),
) -> Result<(), Fault> {
    let delete = format!("delete from {table} where {column} = $1");
    let deleted = match &mut tx.open {
        Open::File(tx) => {
            sqlx::query(AssertSqlSafe(delete)).bind(id).execute(&mut **tx).await?.rows_affected()
        }
        Open::Server(tx) => {
            sqlx::query(AssertSqlSafe(delete)).bind(id).execute(&mut **tx).await?.rows_affected()
        }
    };
    if deleted > 0 {
        tx.has_changed();
    }
    Ok(())
}

/// How many ids are asked for at once.
const BATCH: usize = 500;

/// A text column of the rows with these ids, of those that are there.
pub(crate) async fn texts(
    tx: &mut Tx,
    table: &'static str,
    column: &'static str,
    ids: &[Uuid],
) -> Result<Vec<(Uuid, String)>, Fault> {
    let mut found = Vec::new();
    for batch in ids.chunks(BATCH) {
        let places: Vec<String> = (1..=batch.len()).map(|place| format!("${place}")).collect();
        let select = format!("select id, {column} from {table} where id in ({})", places.join(", "));
        found.extend(match &mut tx.open {
            Open::File(tx) => {
                let mut query = sqlx::query_as(AssertSqlSafe(select));
                for id in batch {
                    query = query.bind(id);
                }
                query.fetch_all(&mut **tx).await?
            }
            Open::Server(tx) => {
                let mut query = sqlx::query_as(AssertSqlSafe(select));
                for id in batch {
                    query = query.bind(id);
                }
                query.fetch_all(&mut **tx).await?
            }
        });
    }
    Ok(found)
}

/// Every id that any table knows something by: its own `id`s, and those of what it has in the store, `object_id`s.
pub(crate) async fn known_ids(tx: &mut Tx) -> Result<BTreeSet<Uuid>, Fault> {
    let mut known = BTreeSet::new();
    for table in tables().await? {
        let is_id = |name: &str| matches!(name, "id" | "object_id");
        let columns = table.columns.iter().filter(|(name, holds)| is_id(name) && *holds == Holds::Uuid);
        for (column, _) in columns {
            let select = format!("select {column} from {} where {column} is not null", table.name);
            let rows: Vec<(Uuid,)> = match &mut tx.open {
                Open::File(tx) => sqlx::query_as(AssertSqlSafe(select)).fetch_all(&mut **tx).await?,
                Open::Server(tx) => sqlx::query_as(AssertSqlSafe(select)).fetch_all(&mut **tx).await?,
            };
            known.extend(rows.into_iter().map(|(id,)| id));
        }
    }
    Ok(known)
}

impl Table {
    pub(super) fn names(&self) -> String {
        self.columns.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn select(&self) -> String {
        format!("select {} from {}", self.names(), self.name)
    }
}

/// The tables of the schema, each after those that it refers to.
pub(crate) async fn tables() -> Result<&'static [Table], Fault> {
    static TABLES: OnceCell<Vec<Table>> = OnceCell::const_new();
    Ok(TABLES.get_or_try_init(read_schema).await?)
}

async fn read_schema() -> Result<Vec<Table>, Fault> {
    let mut empty = SqliteConnectOptions::new().in_memory(true).connect().await?;
    for migration in migrate::migrations() {
        sqlx::raw_sql(migration.sql).execute(&mut empty).await?;
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
            let known = Holds::named(&kind);
            known.map(|known| (column, known)).ok_or_else(|| sqlx::Error::TypeNotFound { type_name: kind })
        });
        tables.push(Table { columns: columns.collect::<Result<_, _>>()?, name });
    }
    Ok(tables)
}
