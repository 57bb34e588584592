//! Which roadmaps answer for a municipality.

use super::published::{Published, in_force, published};
use super::read::list;
use super::types::RoadmapSummary;
use crate::db::Tx;
use crate::fault::Fault;
use crate::organisations;
use crate::records::{Filter, Listing};

/// A municipality's own roadmaps: those about it that it or something in it owns, not those that others have written about
/// it.
#[derive(Clone, Debug)]
pub struct OwnRoadmaps {
    /// Those that may be read, what was changed last first.
    pub readable: Vec<RoadmapSummary>,
    /// Those whose adopted version applies to everyone, what was decided last first.
    pub in_force: Vec<Published>,
    /// Versions that apply while their roadmaps, which the actor may not read, are revised.
    pub published: Vec<Published>,
}

impl OwnRoadmaps {
    /// Whether a part of the municipality with this code has one of its own, which never answers for the whole.
    pub fn has_part(&self, code: &str) -> bool {
        let readable = self.readable.iter().map(|one| &one.roadmap.organisation_id);
        readable.chain(self.in_force.iter().map(|one| &one.organisation_id)).any(|owner| owner != code)
    }
}

/// A municipality's own roadmaps, by its code.
///
/// # Errors
/// The database fails.
pub async fn of_municipality(tx: &mut Tx, code: &str) -> Result<OwnRoadmaps, Fault> {
    let tree = organisations::load(tx).await?;
    let is_own = |owner: &str| tree.path_to(owner).iter().any(|above| above.id == code);
    let (mut readable, _) = list(tx, &Listing::of(Filter::Region(code.to_owned()))).await?;
    readable.retain(|one| is_own(&one.roadmap.organisation_id));
    let is_answer = |one: &Published| one.region_code == code && is_own(&one.organisation_id);
    let (mut published, mut in_force) = (published(tx).await?, in_force(tx, Some(code)).await?);
    published.retain(is_answer);
    in_force.retain(is_answer);
    Ok(OwnRoadmaps { readable, in_force, published })
}
