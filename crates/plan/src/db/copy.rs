//! Everything that is stored, from one database to another: between engines, to a backup and back.
//!
//! The source is read in one moment while others go on writing to it. The target is empty before, and holds after what
//! the source held (but for the sign of a zero, which a file does not keep), or nothing: each table's rows are counted and hashed on both sides before anything
//! lasts.

use futures::TryStreamExt;
use sha2::{Digest, Sha256};
use sqlx::AssertSqlSafe;

use super::schema::{Cell, Table, from_file, from_server, tables};
use super::{Db, Open, Tx};
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
    let (mut source, mut target) = (from.read(&Actor::Program).await?, to.write_as_system().await?);
    for tx in [&mut source, &mut target] {
        // Each waits while the other works.
        if let Open::Server(tx) = &mut tx.open {
            sqlx::raw_sql("set local idle_in_transaction_session_timeout = 0").execute(&mut **tx).await?;
        }
    }
    for table in tables {
        if table.summed(&mut target).await?.rows > 0 {
            return Err(Fault::NotEmpty);
        }
    }
    let mut copied = Vec::with_capacity(tables.len());
    for table in tables {
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

impl Table {
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
