//! Which roadmaps answer for a municipality.

use super::published::{Published, published};
use super::read::{list, load};
use super::types::{RoadmapSummary, RoadmapTree};
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
    /// The first of them with everything in it: the one that answers whether the plan is enough.
    pub newest: Option<RoadmapTree>,
    /// Versions that apply while their roadmaps are revised.
    pub published: Vec<Published>,
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
    let newest = match readable.first() {
        Some(summary) => Some(load(tx, summary.roadmap.id).await?),
        None => None,
    };
    let mut published = published(tx).await?;
    published.retain(|one| one.region_code == code && is_own(&one.organisation_id));
    Ok(OwnRoadmaps { readable, newest, published })
}
