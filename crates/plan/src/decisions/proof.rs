//! Whether frozen versions are what was frozen: their contents against their hashes, and these against the trail.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::HEXLOWER;
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::steps::steps_noted;
use super::subject::DecidedKind;
use crate::access::Ref;
use crate::db::{Tx, query, sql};
use crate::fault::Fault;

/// A version that is not what was frozen, or is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AlteredVersion {
    /// Of what.
    pub of: Ref,
    /// Its number.
    pub number: i64,
}

#[derive(FromRow)]
struct Stored {
    id: Uuid,
    thing_id: Uuid,
    number: i64,
    hash: Vec<u8>,
}

/// Checks every frozen version, and that none is gone that the trail tells of; the trail itself is checked by
/// [`audit::verify`](crate::audit::verify).
///
/// # Errors
/// The database cannot be read.
pub async fn verify(tx: &mut Tx) -> Result<Vec<AlteredVersion>, Fault> {
    let mut altered = BTreeSet::new();
    for kind in DecidedKind::all().map(|kind| kind.root().kind()) {
        let rows: Vec<Stored> = query(sql!(
            "select id, thing_id, number, hash from frozen_version where kind = $1 order by thing_id, number"
        ))
        .bind(kind.name())
        .all(tx)
        .await?;
        let mut stored: BTreeMap<Uuid, Vec<Stored>> = BTreeMap::new();
        for row in rows {
            stored.entry(row.thing_id).or_default().push(row);
        }
        let noted: Vec<(String,)> = query(sql!("select distinct root_id from trail where action = $1"))
            .bind(super::steps::step_action(kind))
            .all(tx)
            .await?;
        let things: BTreeSet<Uuid> =
            noted.iter().filter_map(|(id,)| id.parse().ok()).chain(stored.keys().copied()).collect();
        for id in things {
            let of = kind.of(id);
            let mut told = hashes(tx, of).await?;
            for row in stored.remove(&id).unwrap_or_default() {
                let is_told = told.remove(&row.number).is_some_and(|hash| hash == HEXLOWER.encode(&row.hash));
                if !is_told || !has_hash(&content(tx, row.id).await?, &row.hash) {
                    altered.insert(AlteredVersion { of, number: row.number });
                }
            }
            altered.extend(told.into_keys().map(|number| AlteredVersion { of, number }));
        }
    }
    Ok(altered.into_iter().collect())
}

/// The content of a version, by the version's id, as it is stored.
pub(super) async fn content(tx: &mut Tx, id: Uuid) -> Result<String, Fault> {
    let (content,): (String,) =
        query(sql!("select content from frozen_version where id = $1")).bind(id).one(tx).await?;
    Ok(content)
}

/// Whether a content has a hash.
pub(super) fn has_hash(content: &str, hash: &[u8]) -> bool {
    Sha256::digest(content).as_slice() == hash
}

/// The hashes of a thing's versions by number, as the trail tells them.
pub(super) async fn hashes(tx: &mut Tx, of: Ref) -> Result<BTreeMap<i64, String>, Fault> {
    let mut hashes = BTreeMap::new();
    for entry in steps_noted(tx, of).await? {
        let change: Value = serde_json::from_str(&entry.change).unwrap_or_default();
        if let (Some(number), Some(hash)) = (change["version"][1].as_i64(), change["hash"][1].as_str()) {
            hashes.insert(number, hash.to_owned());
        }
    }
    Ok(hashes)
}
