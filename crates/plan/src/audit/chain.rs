//! The chain of hashes, and its check.

use chrono::{DateTime, SecondsFormat, Utc};
use sha2::{Digest, Sha256};

use super::Row;
use crate::db::{Tx, query, sql};
use crate::fault::Fault;

/// A row's place in the chain.
#[derive(Clone, Debug, Default, sqlx_macros::FromRow)]
pub(super) struct Link {
    pub number: i64,
    pub hash: Vec<u8>,
}

impl Row {
    /// SHA-256 of the hash before and every field, each with its length in front so that neighbours stay apart.
    pub(super) fn hash(&self, before: &[u8]) -> [u8; 32] {
        let (number, at) = (self.number.to_string(), moment(self.at));
        let person = self.person_id.map(|id| id.to_string()).unwrap_or_default();
        let fields = [
            number.as_str(),
            &at,
            &self.actor,
            &person,
            &self.house,
            &self.action,
            &self.object,
            &self.object_id,
            &self.root_id,
            &self.change,
            &self.reason,
        ];
        let mut hash = Sha256::new();
        hash.update(before);
        for field in fields {
            hash.update((field.len() as u64).to_le_bytes());
            hash.update(field);
        }
        hash.finalize().into()
    }
}

/// A moment as it is hashed and exported: UTC with six decimals.
pub(super) fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// What a check of the whole trail found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Rows.
    pub rows: i64,
    /// The last row's hash: keep it elsewhere, and ask the next check for it.
    pub hash: [u8; 32],
    /// Whether a row has the hash that was asked for; true when none was.
    pub has_known: bool,
}

/// The first row that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The number of the row, or of one that should be there and is not.
    pub number: i64,
}

/// How many rows are read at a time.
const BATCH: i64 = 10_000;

#[derive(sqlx_macros::FromRow)]
struct Written {
    #[sqlx(flatten)]
    row: Row,
    hash: Vec<u8>,
}

/// Checks every row of the trail, and that one of them has a hash that was kept elsewhere.
///
/// # Errors
/// The database cannot be read. A broken chain is an answer, not a fault.
pub async fn verify(tx: &mut Tx, known: Option<[u8; 32]>) -> Result<Result<Verified, Broken>, Fault> {
    let mut found = Verified { rows: 0, hash: [0; 32], has_known: known.is_none() };
    let mut before: Vec<u8> = Vec::new();
    // The first row has number 1: none before it was written by the program.
    let (first,): (Option<i64>,) = query(sql!("select min(number) from trail")).one(tx).await?;
    if let Some(number) = first.filter(|number| *number < 1) {
        return Ok(Err(Broken { number }));
    }
    loop {
        let batch: Vec<Written> = query(sql!(
            "select number, at, actor, person_id, house, action, object, object_id, root_id, change, reason, hash
             from trail where number > $1 order by number limit $2"
        ))
        .bind(found.rows)
        .bind(BATCH)
        .all(tx)
        .await?;
        if batch.is_empty() {
            return Ok(Ok(found));
        }
        for Written { row, hash } in batch {
            let expected = row.hash(&before);
            if row.number != found.rows + 1 || hash != expected {
                return Ok(Err(Broken { number: found.rows + 1 }));
            }
            found = Verified {
                rows: row.number,
                hash: expected,
                has_known: found.has_known || known == Some(expected),
            };
            before = hash;
        }
    }
}
