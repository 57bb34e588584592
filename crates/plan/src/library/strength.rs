//! How strong the evidence of an approach is, by rules that can be read.

use statistics::effects::{Design, PublishedEffect};

use super::outcome::{Outcome, as_study};

/// How strong the evidence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// No number has been found.
    Unknown,
    /// Numbers without comparison, or without saying how sure they are.
    VeryWeak,
    /// One study with a comparison says how sure it is, or several that together do not say in which direction it goes.
    Weak,
    /// Two trials or more say the same of one outcome, or a review does.
    Moderate,
    /// A review of a thousand people or more, or three trials or more weighed together, say in which direction it goes.
    Strong,
}

/// People that make a review a large one.
const MANY: u32 = 1_000;

impl Strength {
    /// All of them, the weakest first.
    pub const ALL: [Self; 5] = [Self::Unknown, Self::VeryWeak, Self::Weak, Self::Moderate, Self::Strong];

    /// The name in texts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::VeryWeak => "very-weak",
            Self::Weak => "weak",
            Self::Moderate => "moderate",
            Self::Strong => "strong",
        }
    }

    /// How many of four marks it has.
    pub const fn marks(self) -> usize {
        self as usize
    }
}

/// Whether a row by itself says in which direction it goes.
fn says_direction(row: &PublishedEffect) -> bool {
    as_study(row).is_some_and(|study| study.is_known())
}

fn of_outcome(one: &Outcome<'_>) -> Strength {
    let known = one.pooled.as_ref().is_ok_and(|pooled| pooled.is_known());
    // Of reviews the newest: it has what the others had, and more.
    let review = one.reviews.iter().find(|row| row.ends.is_some());
    let known_review = review.filter(|row| says_direction(row));
    let is_large = known_review.is_some_and(|row| row.participants.is_some_and(|people| people >= MANY));
    if (known && one.studies.len() >= 3) || is_large {
        return Strength::Strong;
    }
    let agreeing = one.studies.iter().filter(|row| says_direction(row)).count();
    let below = one.studies.iter().filter(|row| {
        let none = row.unit.scale().no_effect();
        row.effect.is_some_and(|effect| effect < none)
    });
    let is_one_way = [0, one.studies.len()].contains(&below.count());
    if known_review.is_some() || (agreeing >= 2 && is_one_way) {
        return Strength::Moderate;
    }
    if !one.studies.is_empty() || review.is_some() {
        return Strength::Weak;
    }
    let rows = one.left_out.iter().map(|(row, _)| *row).chain(one.reviews.iter().copied());
    let is_measured = |row: &PublishedEffect| row.effect.is_some() && row.design != Design::Model;
    if rows.into_iter().any(is_measured) { Strength::VeryWeak } else { Strength::Unknown }
}

/// The outcomes that an approach is judged by: those that have to do with a lever, or all where none has.
pub fn judged<'a, 'b>(outcomes: &'b [Outcome<'a>]) -> Vec<&'b Outcome<'a>> {
    let acts = |one: &&Outcome<'_>| one.rows().any(|row| row.lever.is_some());
    let acting: Vec<&Outcome<'a>> = outcomes.iter().filter(acts).collect();
    if acting.is_empty() { outcomes.iter().collect() } else { acting }
}

/// How strong the evidence of an approach is: as of the outcome, of those that it is judged by, that it is strongest of.
pub fn strength(outcomes: &[Outcome<'_>]) -> Strength {
    judged(outcomes).into_iter().map(of_outcome).max().unwrap_or(Strength::Unknown)
}
