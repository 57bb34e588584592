//! What public sources tell that the library begins with: each with its source and what is not known.

use serde::Deserialize;
use statistics::effects::Effects;
use uuid::Uuid;

use super::examples::{self, EvidenceLevel, ExampleInput, Maturity, Verdict};
use crate::access::{Actor, Right};
use crate::db::{Db, query, sql};
use crate::fault::Fault;
use crate::organisations;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Collection {
    example: Vec<Collected>,
}

/// An example of the collection.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Collected {
    id: Uuid,
    organisation: String,
    title: String,
    claim: String,
    conclusions: String,
    need: String,
    region: String,
    theme: String,
    approach: String,
    maturity: Maturity,
    verdict: Verdict,
    evidence: EvidenceLevel,
    body: String,
    not_worked: String,
    next_step: String,
    contact: String,
    told_by: String,
    source: String,
}

impl Collected {
    fn input(self) -> ExampleInput {
        ExampleInput {
            title: self.title,
            claim: self.claim,
            conclusions: self.conclusions,
            need: self.need,
            region_code: self.region,
            theme: self.theme,
            approach: self.approach,
            maturity: self.maturity,
            verdict: self.verdict,
            evidence: self.evidence,
            body: self.body,
            not_worked: self.not_worked,
            next_step: self.next_step,
            contact: self.contact,
            told_by: self.told_by,
            source: self.source,
            ..ExampleInput::default()
        }
    }
}

/// Publishes what the collection has and the database has not had: what somebody has changed, withdrawn or deleted stays so.
///
/// # Errors
/// The database fails; [`Fault::Broken`] when the collection cannot be read, which no tested program's cannot.
pub async fn keep_collection(db: &Db, effects: &Effects) -> Result<(), Fault> {
    let all: Collection = toml::from_str(include_str!("collection.toml")).map_err(|_| Fault::Broken)?;
    for one in all.example {
        let mut tx = db.write(&Actor::Program).await?;
        let (known,): (i64,) =
            query(sql!("select count(*) from example where id = $1")).bind(one.id).one(&mut tx).await?;
        if known > 0 {
            continue;
        }
        let id = one.id;
        let owner = organisations::acting(&mut tx, Right::Contribute, Some(&one.organisation)).await?;
        let tree = organisations::load(&mut tx).await?;
        examples::create_as(&mut tx, effects, &tree, id, &owner, &one.input()).await?;
        examples::publish(&mut tx, id, 1).await?;
        tx.commit().await?;
    }
    Ok(())
}
