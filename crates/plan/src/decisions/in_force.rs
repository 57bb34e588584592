//! Which roadmap answers: the version in force, for everyone, until another is.

use uuid::Uuid;

use super::subject::Content;
use super::versions::{version, versions};
use crate::access::{Kind, Ref, Stage};
use crate::db::Tx;
use crate::fault::Fault;
use crate::roadmap::{OwnRoadmaps, RoadmapTree, load};

/// A roadmap, and which of its forms it is read in.
#[derive(Clone, Debug)]
pub struct Read {
    /// The roadmap.
    pub tree: RoadmapTree,
    /// The number of the version, where it is not read as it stands.
    pub version: Option<i64>,
}

impl Read {
    /// Whether it applies: adopted, as everyone may read it.
    pub fn is_in_force(&self) -> bool {
        self.version.is_some() || (self.tree.roadmap.is_published && self.tree.roadmap.stage.is_decided())
    }
}

/// A roadmap as the actor may read it: as it stands, or else as it was published.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn readable(tx: &mut Tx, roadmap: Uuid) -> Result<Read, Fault> {
    match load(tx, roadmap).await {
        Err(Fault::NotFound { .. }) => published(tx, Kind::Roadmap.of(roadmap)).await,
        tree => Ok(Read { tree: tree?, version: None }),
    }
}

/// A roadmap as it was published last.
async fn published(tx: &mut Tx, of: Ref) -> Result<Read, Fault> {
    let newest = versions(tx, of).await?.into_iter().find(|version| version.is_published);
    let number = newest.ok_or(Fault::NotFound { what: of.kind.name() })?.number;
    let (version, frozen) = version(tx, of, number).await?;
    let Content::Roadmap(content) = frozen.content;
    Ok(Read { tree: content.tree(Stage::InForce, version.made_at), version: Some(number) })
}

/// The roadmap that answers for a municipality: the one in force, also while it is revised, or else what was changed last
/// of what the actor may read. What a part of the municipality owns never answers for the whole.
///
/// # Errors
/// The database fails.
pub async fn answering(tx: &mut Tx, code: &str, own: &OwnRoadmaps) -> Result<Option<Read>, Fault> {
    if let Some(one) = own.in_force.iter().find(|one| one.organisation_id == code) {
        return Ok(Some(match one.is_published_now {
            true => Read { tree: load(tx, one.roadmap_id).await?, version: None },
            false => published(tx, Kind::Roadmap.of(one.roadmap_id)).await?,
        }));
    }
    match own.readable.iter().find(|one| one.roadmap.organisation_id == code) {
        Some(summary) => Ok(Some(Read { tree: load(tx, summary.roadmap.id).await?, version: None })),
        None => Ok(None),
    }
}
