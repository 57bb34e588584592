//! Why a set was chosen: what each of its measures does in it, and what each of the others would do if added.

use rayon::prelude::*;

use super::sets::{Point, Sets};
use super::{Choice, LeftOut, Part, Why};

/// What a set was chosen for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Goal {
    /// The least lacking within a budget, kronor.
    Budget(f64),
    /// A certainty that it has.
    Sure,
    /// A certainty as great as there is.
    Surest,
}

/// The chosen set with every measure explained.
pub(super) fn choice(sets: &Sets<'_>, chosen: &Point, goal: Goal) -> Choice {
    let worth = sets.worth(&chosen.members);
    let members = chosen.members.iter().zip(worth.part_means.iter().zip(&worth.parts));
    let mut parts: Vec<Part> = members
        .map(|(&place, (&mean, &quantiles))| Part {
            measure: sets.listed(place),
            cost: sets.costs[place],
            mean,
            quantiles,
        })
        .collect();
    parts.sort_by_key(|part| part.measure);
    let outside: Vec<usize> = (0..sets.len()).filter(|place| !chosen.members.contains(place)).collect();
    let mut left_out: Vec<LeftOut> =
        outside.into_par_iter().map(|place| left_out(sets, chosen, place, goal)).collect();
    left_out.sort_by_key(|left_out| left_out.measure);
    Choice { set: sets.set(chosen), lacking: worth.remaining, parts, left_out }
}

fn left_out(sets: &Sets<'_>, chosen: &Point, place: usize, goal: Goal) -> LeftOut {
    let mut members = chosen.members.clone();
    members.push(place);
    members.sort_unstable();
    let with = sets.compute(members);
    LeftOut {
        measure: sets.listed(place),
        cost: sets.costs[place],
        change: with.lacking - chosen.lacking,
        certainty: with.certainty,
        why: why(sets, chosen, &with, place, goal),
    }
}

fn why(sets: &Sets<'_>, chosen: &Point, with: &Point, place: usize, goal: Goal) -> Why {
    match goal {
        _ if !sets.acting.contains(&place) => Why::Idle,
        _ if with.lacking >= chosen.lacking => Why::ClosesNothing,
        Goal::Budget(budget) if !with.fits(budget) => Why::TooDear,
        Goal::Sure => Why::NotNeeded,
        Goal::Surest if with.certainty <= chosen.certainty => Why::NoSurer,
        _ => Why::Missed,
    }
}
