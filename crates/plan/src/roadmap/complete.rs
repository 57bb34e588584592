//! What a roadmap must have before others are asked what they think of it.

use super::types::{Level, Need, RoadmapTree};
use crate::fault::FieldFault;

/// Most of what needs lack that is named at once.
const MOST_NAMED: usize = 8;

/// What a roadmap lacks: needs, or some of the four columns that each need has.
pub(crate) fn missing(tree: &RoadmapTree) -> Vec<FieldFault> {
    if tree.needs().next().is_none() {
        return vec![FieldFault::new("needs", "step-needs-needs")];
    }
    let missing = tree.needs().flat_map(|need| columns(need).map(move |key| (need, key)));
    missing
        .take(MOST_NAMED)
        .map(|(need, key)| FieldFault::new("needs", key).with("title", &need.title))
        .collect()
}

/// Which of its four columns a need lacks. What is missing can be said to be: an initiative called "saknas" tells that
/// there is none.
fn columns(need: &Need) -> impl Iterator<Item = &'static str> {
    let has = |level| need.initiatives.iter().any(|initiative| initiative.level == level);
    let is_local = has(Level::Local) || has(Level::Regional) || !need.measures.is_empty();
    let columns = [
        (has(Level::National), "need-lacks-national"),
        (is_local, "need-lacks-local"),
        (!need.more_needed.is_empty(), "need-lacks-more"),
        (need.horizon.is_some(), "need-lacks-horizon"),
    ];
    columns.into_iter().filter(|(has, _)| !has).map(|(_, key)| key)
}
