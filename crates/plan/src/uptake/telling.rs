//! Who may tell of how far somebody has come, and who may take back what was told.

use super::types::Uptake;
use crate::access::{Actor, Right, may};
use crate::organisations::{NATION, Organisation, OrganisationKind, Organisations};

/// Whether an organisation may tell of another to everybody: of what the actor may tell for in its own house; a region of the
/// municipalities of its county; and agencies and associations of the whole country of everybody.
pub(crate) fn may_tell(
    actor: &Actor,
    tree: &Organisations,
    teller: &Organisation,
    of: &Organisation,
) -> bool {
    if of.house == teller.house {
        return may(actor, Right::Contribute, of.owner());
    }
    let (Some(house), Some(other)) = (tree.get(&teller.house), tree.get(&of.house)) else { return false };
    match house.kind {
        OrganisationKind::Nation => true,
        OrganisationKind::Agency | OrganisationKind::Association => house.parent.as_deref() == Some(NATION),
        OrganisationKind::Region => {
            other.kind == OrganisationKind::Municipality && other.id.starts_with(&house.id)
        }
        _ => false,
    }
}

/// Whether somebody may take back what was told: who contributes for those whom it is about, or for those who told it.
pub fn may_take_back(actor: &Actor, tree: &Organisations, told: &Uptake) -> bool {
    let of = [tree.get(&told.organisation_id), tree.get(&told.told_by)];
    of.into_iter().flatten().any(|one| may(actor, Right::Contribute, one.owner()))
}
