//! Which roadmap answers: the version in force, for everyone, until another is.

use std::collections::HashMap;

use sqlx_macros::FromRow;
use uuid::Uuid;

use super::subject::Content;
use super::versions::{version, versions};
use crate::access::{Kind, RootKind, Stage};
use crate::db::Tx;
use crate::fault::Fault;
use crate::records::{Listing, find};
use crate::roadmap::{OwnRoadmaps, RoadmapTree, in_force as roadmaps_in_force, load};

/// A roadmap, and which of its forms it is read in.
#[derive(Clone, Debug)]
pub struct Read {
    /// The roadmap; as a version, in the state that it was frozen for.
    pub tree: RoadmapTree,
    /// The number of the version, where it is not read as it stands.
    pub version: Option<i64>,
    /// Whether it applies: adopted and announced, and neither replaced nor repealed.
    pub is_in_force: bool,
}

impl Read {
    /// A roadmap as it stands.
    fn living(tree: RoadmapTree) -> Self {
        let is_in_force = tree.roadmap.stage == Stage::InForce;
        Self { tree, version: None, is_in_force }
    }
}

/// A roadmap as the actor may read it: as it stands, or else as it was published.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn readable(tx: &mut Tx, roadmap: Uuid) -> Result<Read, Fault> {
    match load(tx, roadmap).await {
        Err(Fault::NotFound { .. }) => as_published(tx, roadmap, false).await,
        tree => Ok(Read::living(tree?)),
    }
}

/// A roadmap as it was published last.
async fn as_published(tx: &mut Tx, roadmap: Uuid, is_in_force: bool) -> Result<Read, Fault> {
    let of = Kind::Roadmap.of(roadmap);
    let newest = versions(tx, of).await?.into_iter().find(|version| version.is_published);
    let number = newest.ok_or(Fault::NotFound { what: of.kind.name() })?.number;
    let (version, frozen) = version(tx, of, number).await?;
    let Content::Roadmap(content) = frozen.content;
    let tree = content.tree(version.stage, version.made_at);
    Ok(Read { tree, version: Some(number), is_in_force })
}

/// The roadmap that answers for a municipality: the one in force, also while it is revised, or else what was changed last of
/// what the actor may read and is not over. What a part of the municipality owns never answers for the whole.
///
/// # Errors
/// The database fails.
pub async fn answering(tx: &mut Tx, code: &str, own: &OwnRoadmaps) -> Result<Option<Read>, Fault> {
    let mut readable = own.readable.iter().map(|one| &one.roadmap).filter(|one| one.organisation_id == code);
    // As it stands where it applies and may be read so: what was adopted last, published or not.
    if let Some(applies) = readable.clone().find(|one| one.stage == Stage::InForce) {
        return Ok(Some(Read::living(load(tx, applies.id).await?)));
    }
    if let Some(one) = own.in_force.iter().find(|one| one.organisation_id == code) {
        return Ok(Some(as_published(tx, one.roadmap_id, true).await?));
    }
    match readable.find(|one| !one.stage.is_over()) {
        Some(roadmap) => Ok(Some(Read::living(load(tx, roadmap.id).await?))),
        None => Ok(None),
    }
}

/// How far the roadmap that answers for each region has come, by the region's code; a region without one is not in it.
///
/// # Errors
/// The database fails.
pub async fn answering_stages(tx: &mut Tx) -> Result<HashMap<String, Stage>, Fault> {
    let columns = "r.region_code, r.organisation_id, r.stage";
    let (readable, _) = find::<Owned>(tx, RootKind::Roadmap, columns, &Listing::all()).await?;
    let mut stages = HashMap::new();
    for one in
        readable.into_iter().filter(|one| one.organisation_id == one.region_code && !one.stage.is_over())
    {
        let stage = stages.entry(one.region_code).or_insert(one.stage);
        if one.stage == Stage::InForce {
            *stage = one.stage;
        }
    }
    for one in roadmaps_in_force(tx, None).await? {
        if one.organisation_id == one.region_code {
            stages.insert(one.region_code, Stage::InForce);
        }
    }
    Ok(stages)
}

/// What is asked of a roadmap to know whether it answers.
#[derive(FromRow)]
struct Owned {
    region_code: String,
    organisation_id: String,
    stage: Stage,
}
