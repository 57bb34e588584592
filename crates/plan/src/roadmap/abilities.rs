//! What somebody may do with a roadmap.

use uuid::Uuid;

use super::part::Part;
use crate::access::Right;
use crate::db::Tx;
use crate::fault::Fault;
use crate::records::root_of;

/// What somebody may do with a roadmap as it stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abilities {
    /// Change what stands in it.
    pub plan: bool,
    /// Change some of a measure's fields: how far it has come, what it costs, what is followed up.
    pub follow_up: bool,
}

/// What the actor may do with the roadmap that a part belongs to.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn abilities(tx: &mut Tx, part: Part, id: Uuid) -> Result<Abilities, Fault> {
    let root = root_of(tx, part.of(id)).await?;
    let may = |right| root.demand(tx, right).is_ok();
    let follow_up = [Right::Status, Right::Approve, Right::Indicator, Right::Money].into_iter().any(may);
    Ok(Abilities { plan: may(Right::Plan), follow_up })
}

/// Goes on only if the actor may change what stands in the roadmap that a part belongs to, as it is now.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`].
pub async fn demand_plan(tx: &mut Tx, part: Part, id: Uuid) -> Result<(), Fault> {
    root_of(tx, part.of(id)).await?.demand(tx, Right::Plan)
}
