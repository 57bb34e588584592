//! Which organisation a new roadmap belongs to.

use crate::access::{Actor, Person, Right};
use crate::db::Tx;
use crate::fault::{Fault, FieldFault};
use crate::organisations::{self, NATION, Organisation};

/// The organisations that somebody plans for.
pub fn planned_for(person: &Person) -> Vec<&str> {
    let planned = person.grants.iter().filter(|grant| grant.role.has(Right::Plan));
    let mut ids: Vec<&str> = planned.map(|grant| grant.organisation.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The organisation that is asked for, or else the one that the actor plans for: that of the region itself, if it is
/// among several.
///
/// # Errors
/// [`Fault::Invalid`] for one that there is not, [`Fault::Forbidden`].
pub(super) async fn owner(tx: &mut Tx, asked: Option<&str>, region: &str) -> Result<Organisation, Fault> {
    let tree = organisations::load(tx).await?;
    let id = match (asked, tx.actor()) {
        (Some(asked), _) => asked.to_owned(),
        (None, Actor::Person(person)) => {
            let planned = planned_for(person);
            match planned.as_slice() {
                [] => return Err(Fault::Forbidden(Right::Plan)),
                [only] => (*only).to_owned(),
                // Where it belongs decides who reads it: never guessed.
                several => match several.iter().find(|id| **id == region) {
                    Some(own) => (*own).to_owned(),
                    None => {
                        let missing = FieldFault::new("organisation_id", "organisation-missing");
                        return Err(Fault::Invalid(vec![missing]));
                    }
                },
            }
        }
        // A county that is one municipality has no region besides.
        (None, _) if tree.get(region).is_none() => NATION.to_owned(),
        (None, _) => region.to_owned(),
    };
    let owner = tree.get(&id).cloned();
    let owner = owner.ok_or_else(|| {
        Fault::Invalid(vec![FieldFault::new("organisation_id", "organisation-unknown").with("code", &id)])
    })?;
    tx.demand(Right::Plan, owner.owner())?;
    Ok(owner)
}
