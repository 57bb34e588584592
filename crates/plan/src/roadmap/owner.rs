//! Which organisation a new roadmap belongs to.

use crate::access::{Actor, Right};
use crate::db::Tx;
use crate::fault::{Fault, FieldFault};
use crate::organisations::{self, NATION, Organisation};

/// The organisation that is asked for, or else the one that whoever acts plans for: that of the region itself, if it is
/// among them.
///
/// # Errors
/// [`Fault::Invalid`] for one that there is not, [`Fault::Forbidden`].
pub(super) async fn owner(tx: &mut Tx, asked: Option<&str>, region: &str) -> Result<Organisation, Fault> {
    let tree = organisations::load(tx).await?;
    let id = match (asked, tx.actor()) {
        (Some(asked), _) => asked.to_owned(),
        (None, Actor::Person(person)) => {
            let planned: Vec<&str> = person
                .grants
                .iter()
                .filter(|grant| grant.role.has(Right::Plan))
                .map(|grant| grant.organisation.as_str())
                .collect();
            let first = planned.first().ok_or(Fault::Forbidden(Right::Plan))?;
            planned.iter().find(|id| **id == region).unwrap_or(first).to_string()
        }
        // A county that is one municipality has no region besides.
        (None, _) if tree.get(region).is_none() => NATION.to_owned(),
        (None, _) => region.to_owned(),
    };
    let owner = tree.get(&id).cloned();
    let owner = owner.ok_or_else(|| {
        Fault::Invalid(vec![FieldFault::new("organisation_id", "organisation-unknown").with("code", &id)])
    })?;
    tx.demand(Right::Plan, owner.place())?;
    Ok(owner)
}
