//! Many examples at once, out of a table: what is wrong with each is known before any is written, and then all are or none.

use std::collections::HashSet;

use statistics::effects::Effects;
use uuid::Uuid;

use super::store::{at_home, checked, create_as};
use super::types::ExampleInput;
use crate::access::Right;
use crate::checks::line;
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::organisations;
use crate::staging::WrongLines;

/// What is wrong with examples that would be written for an organisation: of the one that the actor contributes for, when none is
/// named and there is only one. What it has told already, or twice in the table, is one example.
///
/// # Errors
/// [`Fault::Forbidden`], [`Fault::Invalid`] where no organisation can be told.
pub async fn judge_all(
    tx: &mut Tx,
    effects: &Effects,
    organisation: Option<&str>,
    inputs: &[ExampleInput],
) -> Result<WrongLines, Fault> {
    let owner = organisations::acting(tx, Right::Contribute, organisation).await?;
    let tree = organisations::load(tx).await?;
    let told: Vec<(String, String)> = query(sql!(
        "select title, region_code from example where organisation_id = $1 and deleted_at is null"
    ))
    .bind(&owner.id)
    .all(tx)
    .await?;
    let told: HashSet<(String, String)> =
        told.into_iter().map(|(title, region)| key(&title, &region)).collect();
    let mut seen = HashSet::new();
    let mut wrong = Vec::new();
    for (place, input) in inputs.iter().enumerate() {
        let input = at_home(&tree, &owner.house, input);
        let mut faults = checked(&tree, effects, &input).err().unwrap_or_default();
        let key = key(&input.title, &input.region_code);
        if told.contains(&key) {
            faults.push(FieldFault::new("title", "example-told-already"));
        } else if !key.0.is_empty() && !seen.insert(key) {
            faults.push(FieldFault::new("title", "example-twice"));
        }
        if !faults.is_empty() {
            wrong.push((place, faults));
        }
    }
    Ok(wrong)
}

/// What makes two examples of an organisation one: what was done, and where.
fn key(title: &str, region: &str) -> (String, String) {
    (line(title).to_lowercase(), region.to_owned())
}

/// Writes examples of an organisation's, all of them or none; the ids, in order.
///
/// # Errors
/// As [`judge_all`], and [`Fault::Invalid`] with what is wrong with the first that is.
pub async fn create_all(
    tx: &mut Tx,
    effects: &Effects,
    organisation: Option<&str>,
    inputs: &[ExampleInput],
) -> Result<Vec<Uuid>, Fault> {
    if let Some((_, faults)) = judge_all(tx, effects, organisation, inputs).await?.into_iter().next() {
        return Err(Fault::Invalid(faults));
    }
    let owner = organisations::acting(tx, Right::Contribute, organisation).await?;
    let tree = organisations::load(tx).await?;
    let mut made = Vec::new();
    for input in inputs {
        let id = tx.new_id();
        let input = at_home(&tree, &owner.house, input);
        create_as(tx, effects, &tree, id, &owner, &input).await?;
        made.push(id);
    }
    Ok(made)
}
