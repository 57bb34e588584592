//! How much of a roadmap is written, of what those who are asked about it look for. It stops nobody: no law demands it.

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

/// Which of its four columns a need lacks.
fn columns(need: &Need) -> impl Iterator<Item = &'static str> {
    let has = |level| need.initiatives.iter().any(|initiative| initiative.level == level);
    let is_local = has(Level::Local) || has(Level::Regional) || !need.measures.is_empty();
    let columns = [
        (has(Level::National), "national"),
        (is_local, "local"),
        (!need.more_needed.is_empty(), "more"),
        (need.horizon.is_some(), "horizon"),
    ];
    columns.into_iter().filter(|(has, _)| !has).map(|(_, name)| name)
}
