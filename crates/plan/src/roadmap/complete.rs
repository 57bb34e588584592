//! How much of a roadmap is written, of what those who are asked about it look for. It stops nobody: no law demands it.

use super::blanks::Column;
use super::types::{Level, Need, RoadmapTree};
use crate::access::{Kind, Ref};

/// How much of a roadmap is written, of what those who are asked about it look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readiness {
    /// How many of its parts are ready.
    pub ready: usize,
    /// How many parts it has.
    pub all: usize,
    /// Those that are not.
    pub lacking: Vec<Lacking>,
}

/// A part that is not ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// Which.
    pub of: Ref,
    /// Its title.
    pub title: String,
    /// What it lacks, by name.
    pub what: Vec<&'static str>,
}

/// How many of a roadmap's needs have all of the four columns that each has, and what the others lack.
pub(crate) fn readiness(tree: &RoadmapTree) -> Readiness {
    let all = tree.needs().count();
    let lacking: Vec<Lacking> = tree
        .needs()
        .map(|need| Lacking {
            of: Kind::Need.of(need.id),
            title: need.title.clone(),
            what: columns(need).collect(),
        })
        .filter(|lacking| !lacking.what.is_empty())
        .collect();
    Readiness { ready: all - lacking.len(), all, lacking }
}

/// Which of its four columns a need lacks: nothing stands there, and nobody has said why.
fn columns(need: &Need) -> impl Iterator<Item = &'static str> {
    Column::ALL
        .into_iter()
        .filter(|column| need.is_blank(*column))
        .filter(|c| need.blanks.get(*c).is_none())
        .map(Column::name)
}

impl Need {
    /// Whether nothing stands in a column.
    pub fn is_blank(&self, column: Column) -> bool {
        let has = |level| self.initiatives.iter().any(|initiative| initiative.level == level);
        match column {
            Column::National => !has(Level::National),
            Column::Local => !has(Level::Local) && !has(Level::Regional) && self.measures.is_empty(),
            Column::More => self.more_needed.is_empty(),
            Column::Horizon => self.horizon.is_none(),
        }
    }
}
