//! Whether frozen versions are what was frozen: their contents against their hashes, and these, what was decided and whether it
//! is published against the trail.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::steps::steps_noted;
use super::subject::DecidedKind;
use super::versions::Version;
use crate::access::{Ref, Stage};
use crate::audit::{self, Entry};
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
    #[sqlx(flatten)]
    version: Version,
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
            "select id, thing_id, number, stage, made_at, hash, question, answer_by, summary, decided_by, decided_on,
                paragraph, registry_number, announced_on, is_published
             from frozen_version where kind = $1 order by thing_id, number"
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
            let mut told = Told::of(tx, of).await?;
            for Stored { id, version, .. } in stored.remove(&id).unwrap_or_default() {
                let is_told = told.agrees(&version);
                told.frozen.remove(&version.number);
                if !is_told || !has_hash(&content(tx, id).await?, &version.hash) {
                    altered.insert(AlteredVersion { of, number: version.number });
                }
            }
            altered.extend(told.frozen.into_keys().map(|number| AlteredVersion { of, number }));
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

/// What the trail tells of a thing's versions.
pub(super) struct Told {
    /// The step that each was frozen in, by its number: `{"field": [before, after]}`.
    frozen: BTreeMap<i64, Value>,
    /// The numbers of those that were published.
    published: BTreeSet<i64>,
}

impl Told {
    /// Reads it.
    pub async fn of(tx: &mut Tx, of: Ref) -> Result<Self, Fault> {
        let numbered = |entry: Entry| {
            let change: Value = serde_json::from_str(&entry.change).unwrap_or_default();
            change["version"][1].as_i64().map(|number| (number, change))
        };
        let frozen = steps_noted(tx, of).await?.into_iter().filter_map(numbered).collect();
        let published = audit::history(tx, of.id, &format!("{}.publish", of.kind)).await?;
        let published = published.into_iter().filter_map(numbered).map(|(number, _)| number).collect();
        Ok(Self { frozen, published })
    }

    /// Whether a version is stored as it was frozen.
    pub fn agrees(&self, version: &Version) -> bool {
        let Some(step) = self.frozen.get(&version.number) else { return false };
        let text = |field: &str| step[field][1].as_str().unwrap_or_default();
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let is_decided = version.stage == Stage::Adopted;
        let decided = (version.decided_by.clone().unwrap_or_default(), day(version.decided_on));
        let was_decided = if is_decided { (text("decided_by"), text("decided_on")) } else { ("", "") };
        text("hash") == version.hash_text()
            && text("stage") == version.stage.name()
            && text("question") == version.question
            && text("answer_by") == day(version.answer_by)
            && text("paragraph") == version.paragraph
            // One that was the same before is not told.
            && (step["registry_number"].is_null() || text("registry_number") == version.registry_number)
            && was_decided == (decided.0.as_str(), decided.1.as_str())
            && (!version.is_published || self.published.contains(&version.number))
    }
}
