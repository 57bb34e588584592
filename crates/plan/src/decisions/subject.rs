//! What is decided in steps, as steps and versions see it, whatever its kind.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use super::steps::Body;
use super::versions::{self, Version};
use crate::access::{Kind, Phase, Ref, RootKind, Stage};
use crate::db::Tx;
use crate::fault::Fault;
use crate::inquiry::{self, Consultation, Inquiry};
use crate::roadmap::changes::{Change, changes};
use crate::roadmap::frozen::FrozenV1;
use crate::roadmap::{Readiness, Roadmap, RoadmapTree, load, readiness};

/// Something as whoever takes a step has seen it: its own version, and when anything in it was last changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpectedVersion {
    /// Its version.
    pub version: i64,
    /// When anything in it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<&Roadmap> for ExpectedVersion {
    fn from(roadmap: &Roadmap) -> Self {
        Self { version: roadmap.version, updated_at: roadmap.updated_at }
    }
}

/// A kind of thing that is decided in steps. Others have no such steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecidedKind {
    /// Roadmaps.
    Roadmap,
}

impl DecidedKind {
    /// Every such kind.
    pub fn all() -> impl Iterator<Item = Self> {
        RootKind::all().filter_map(Self::of_root)
    }

    /// Those of one kind that is owned, if it is decided in steps.
    const fn of_root(root: RootKind) -> Option<Self> {
        match root {
            RootKind::Roadmap => Some(Self::Roadmap),
            RootKind::Inquiry | RootKind::Group | RootKind::Example | RootKind::Figures => None,
        }
    }

    /// As one kind among those that are owned.
    pub const fn root(self) -> RootKind {
        match self {
            Self::Roadmap => RootKind::Roadmap,
        }
    }

    /// What decides over a thing, if that is of such a kind.
    ///
    /// # Errors
    /// [`Fault::NotFound`].
    pub(super) fn of(of: Ref) -> Result<Self, Fault> {
        Self::of_root(of.kind.root()).ok_or(Fault::NotFound { what: of.kind.name() })
    }
}

/// What is frozen, by kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A roadmap.
    Roadmap(FrozenV1),
}

impl Content {
    /// What was frozen of something.
    pub(super) fn read(of: Ref, stored: &Value) -> Result<Self, Fault> {
        match DecidedKind::of(of)? {
            DecidedKind::Roadmap => {
                FrozenV1::deserialize(stored).map(Self::Roadmap).map_err(|_| Fault::Broken)
            }
        }
    }

    /// As it is stored.
    pub(super) fn stored(&self) -> Value {
        match self {
            Self::Roadmap(content) => json!(content),
        }
    }

    /// Asks others about it, as it has been frozen in a version.
    pub(super) async fn consult(
        &self,
        tx: &mut Tx,
        subject: &Subject,
        version: i64,
        question: &str,
        answer_by: NaiveDate,
    ) -> Result<(), Fault> {
        let Self::Roadmap(content) = self;
        let tree = content.tree(subject.stage, tx.now());
        let about = Consultation {
            roadmap: subject.of.id,
            title: &subject.title,
            version,
            purpose: question,
            answer_by,
            points: inquiry::points(&tree),
            effects: inquiry::effects(&tree),
        };
        inquiry::consult(tx, &about).await.map(|_| ())
    }

    /// What differs to a later content of the same thing.
    pub(super) fn changes(&self, after: &Self) -> Vec<Change> {
        match (self, after) {
            (Self::Roadmap(before), Self::Roadmap(after)) => changes(before, after),
        }
    }
}

/// Something that is decided in steps, as it stands.
#[derive(Clone, Debug)]
pub struct Subject {
    /// What.
    pub of: Ref,
    /// Its title.
    pub title: String,
    /// How far it has come.
    pub stage: Stage,
    /// Its number in the registry (diarienummer); empty before it has one.
    pub registry_number: String,
    /// Whether it is published as it stands.
    pub is_published: bool,
    /// As whoever takes a step has seen it.
    pub version: ExpectedVersion,
    /// What would be frozen now.
    pub content: Content,
    /// Whether there is nothing in it.
    pub is_empty: bool,
    /// How much of it is written.
    pub readiness: Readiness,
    /// Whether others have been asked about it since it was adopted last.
    pub was_consulted: bool,
    /// The inquiry by which others are asked, or were last.
    pub inquiry: Option<Inquiry>,
    /// Earlier ones that have not ended, the latest first.
    pub earlier: Vec<Inquiry>,
    /// The inquiry that has been prepared, and that the step to consultation opens.
    pub prepared: Option<Inquiry>,
    /// Who adopted it last, where somebody has.
    pub adopted_by: Option<Body>,
}

impl Subject {
    /// Something as it stands, for whoever may read it.
    ///
    /// # Errors
    /// [`Fault::NotFound`].
    pub async fn load(tx: &mut Tx, of: Ref) -> Result<Self, Fault> {
        match DecidedKind::of(of)? {
            DecidedKind::Roadmap => {
                let tree = load(tx, of.id).await?;
                let adopted = versions::latest(tx, of, Some(Stage::Adopted)).await?;
                let asked = versions::latest(tx, of, Some(Stage::Consultation)).await?;
                let number = |version: &Option<Version>| version.as_ref().map_or(0, |version| version.number);
                let latest = inquiry::about_roadmap(tx, of.id, &[Phase::Open, Phase::Ended]).await?;
                let mut earlier = inquiry::open_about_roadmap(tx, of.id).await?;
                earlier.retain(|one| latest.as_ref().is_none_or(|latest| latest.id != one.id));
                Ok(Self {
                    inquiry: latest,
                    earlier,
                    prepared: inquiry::about_roadmap(tx, of.id, &[Phase::Draft]).await?,
                    was_consulted: number(&asked) > number(&adopted),
                    adopted_by: adopted.and_then(|version| version.body()),
                    ..Self::roadmap(&tree)
                })
            }
        }
    }

    fn roadmap(tree: &RoadmapTree) -> Self {
        let roadmap = &tree.roadmap;
        Self {
            of: Kind::Roadmap.of(roadmap.id),
            title: roadmap.title.clone(),
            stage: roadmap.stage,
            registry_number: roadmap.registry_number.clone(),
            is_published: roadmap.is_published,
            version: roadmap.into(),
            content: Content::Roadmap(tree.into()),
            is_empty: tree.needs().next().is_none(),
            readiness: readiness(tree),
            was_consulted: false,
            inquiry: None,
            earlier: Vec::new(),
            prepared: None,
            adopted_by: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_stage_is_decided_and_nothing_else_is() {
        for root in RootKind::all() {
            assert_eq!(DecidedKind::of_root(root).is_some(), root.has_stage(), "{}", root.name());
            assert!(DecidedKind::of_root(root).is_none_or(|kind| kind.root() == root), "{}", root.name());
        }
    }
}
