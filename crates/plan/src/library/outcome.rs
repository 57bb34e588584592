//! What studies of an approach say of one outcome, together: which are weighed with each other, and which are not and why.

use projection::evidence::{Pooled, Study, Unpooled, pool};
use statistics::effects::{Design, Effects, Interval, PublishedEffect, Unit};

/// An outcome of an approach: what was measured in one unit.
#[derive(Clone, Debug)]
pub struct Outcome<'a> {
    /// The studies that are weighed together, each trial once, the earliest first.
    pub studies: Vec<&'a PublishedEffect>,
    /// What others have weighed together, the latest first.
    pub reviews: Vec<&'a PublishedEffect>,
    /// What is told but not weighed, and why.
    pub left_out: Vec<(&'a PublishedEffect, LeftOut)>,
    /// What the studies say together, or why they say nothing.
    pub pooled: Result<Pooled, Unpooled>,
}

/// Why a study is not weighed with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// It rests on the same people as one that is.
    SameTrial,
    /// It was compared with nothing.
    Uncompared,
    /// It does not say how sure it is.
    NoInterval,
    /// It tells a direction, and no size.
    NoSize,
}

impl LeftOut {
    /// The name in texts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SameTrial => "same-trial",
            Self::Uncompared => "uncompared",
            Self::NoInterval => "no-interval",
            Self::NoSize => "no-size",
        }
    }
}

impl<'a> Outcome<'a> {
    /// Anything told of the outcome: all say what it is.
    pub fn any(&self) -> Option<&'a PublishedEffect> {
        self.rows().next()
    }

    /// All that is told of it.
    pub fn rows(&self) -> impl Iterator<Item = &'a PublishedEffect> {
        let left = self.left_out.iter().map(|(row, _)| *row);
        self.studies.iter().copied().chain(self.reviews.iter().copied()).chain(left)
    }

    /// What the effects are counted in.
    pub fn unit(&self) -> Option<Unit> {
        self.any().map(|row| row.unit)
    }
}

/// Why a row alone cannot be weighed; none for one that can.
fn unusable(row: &PublishedEffect) -> Option<LeftOut> {
    if row.effect.is_none() || matches!(row.unit, Unit::Direction | Unit::NoEffect) {
        return Some(LeftOut::NoSize);
    }
    if row.interval != Interval::NinetyFive || as_study(row).is_none() {
        return Some(LeftOut::NoInterval);
    }
    match row.design {
        Design::Trial | Design::Comparison => None,
        _ => Some(LeftOut::Uncompared),
    }
}

/// A row as it is weighed.
pub(super) fn as_study(row: &PublishedEffect) -> Option<Study> {
    row.unit.scale().study(&row.reported()?)
}

/// The outcomes of an approach: those that most studies say something of first.
pub fn outcomes<'a>(effects: &'a Effects, approach: &'a str) -> Vec<Outcome<'a>> {
    let mut keys: Vec<(&str, Unit)> = Vec::new();
    for row in effects.of(approach) {
        let key = (row.outcome.as_str(), row.unit);
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let of = |key: &(&str, Unit)| {
        outcome(effects.of(approach).filter(|row| (row.outcome.as_str(), row.unit) == *key).collect())
    };
    let mut all: Vec<Outcome<'a>> = keys.iter().map(of).collect();
    all.sort_by_key(|one| {
        std::cmp::Reverse((one.pooled.is_ok(), one.studies.len(), one.reviews.len(), one.left_out.len()))
    });
    all
}

fn outcome(rows: Vec<&PublishedEffect>) -> Outcome<'_> {
    let (mut reviews, rows): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| row.design == Design::Review);
    reviews.sort_by_key(|row| std::cmp::Reverse(row.year));
    let mut left_out = Vec::new();
    let mut usable: Vec<&PublishedEffect> = Vec::new();
    for row in rows {
        match unusable(row) {
            Some(why) => left_out.push((row, why)),
            None => usable.push(row),
        }
    }
    // Of one trial the first counts, which the table has in that place for a reason.
    let mut studies: Vec<&PublishedEffect> = Vec::new();
    for row in usable {
        if studies.iter().any(|other| other.trial == row.trial) {
            left_out.push((row, LeftOut::SameTrial));
        } else {
            studies.push(row);
        }
    }
    studies.sort_by_key(|row| (row.year, &row.study));
    let numbers: Vec<Study> = studies.iter().filter_map(|row| as_study(row)).collect();
    Outcome { pooled: pool(&numbers), studies, reviews, left_out }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What others have computed of the same studies: approach, outcome and unit, how many, and the effect with its interval.
    const KNOWN: [(&str, &str, Unit, usize, f64, f64, f64); 8] = [
        ("fall_prevention_otago", "rate_of_falls", Unit::RateRatio, 4, 0.740_663, 0.452_414, 1.212_567),
        ("fall_prevention_care_home", "rate_of_falls", Unit::RateRatio, 3, 0.768_717, 0.234_523, 2.519_697),
        (
            "fall_prevention_care_home_exercise",
            "rate_of_falls",
            Unit::RateRatio,
            2,
            0.854_725,
            0.474_796,
            1.538_669,
        ),
        ("home_hazard_adaptation", "rate_of_falls", Unit::RateRatio, 3, 0.739_668, 0.252_865, 2.163_641),
        (
            "caregiver_support_dementia",
            "nursing_home_placement",
            Unit::HazardRatio,
            3,
            0.829_771,
            0.252_309,
            2.728_874,
        ),
        (
            "caregiver_support_dementia",
            "in_institution_at_end",
            Unit::RiskRatio,
            3,
            0.695_086,
            0.174_008,
            2.776_568,
        ),
        ("reablement", "activity_performance", Unit::PointsOfTen, 2, 1.595_805, 1.127_234, 2.064_377),
        (
            "integrated_geriatric_care",
            "hospital_days",
            Unit::RatioOfMeans,
            2,
            0.756_536,
            0.461_599,
            1.239_922,
        ),
    ];

    fn effects() -> Effects {
        statistics::Tables::bundled().unwrap().effects
    }

    #[test]
    fn what_can_be_pooled_is_pooled_as_others_have() {
        let effects = effects();
        for (approach, key, unit, count, effect, low, high) in KNOWN {
            let all = outcomes(&effects, approach);
            let is_it =
                |one: &&Outcome<'_>| one.any().is_some_and(|row| row.outcome == key && row.unit == unit);
            let one = all.iter().find(is_it).unwrap_or_else(|| panic!("{approach}: {key}"));
            let pooled = one.pooled.as_ref().unwrap();
            let scale = unit.scale();
            let ends = scale.interval(pooled.interval(0.95));
            assert_eq!(pooled.count(), count, "{approach}: {key}");
            for (got, expected) in [(scale.told(pooled.estimate), effect), (ends.0, low), (ends.1, high)] {
                assert!((got / expected - 1.0).abs() < 1e-4, "{approach}: {got} is not {expected}");
            }
        }
    }

    #[test]
    fn no_people_are_counted_twice_and_no_review_is_weighed() {
        let effects = effects();
        for approach in effects.approaches() {
            for one in outcomes(&effects, &approach.name) {
                let mut trials: Vec<&str> = one.studies.iter().map(|row| row.trial.as_str()).collect();
                trials.sort_unstable();
                trials.dedup();
                assert_eq!(trials.len(), one.studies.len(), "{}", approach.name);
                assert!(one.studies.iter().all(|row| row.design != Design::Review));
                assert!(
                    one.studies.iter().all(|row| Some(row.unit) == one.unit()),
                    "kinds of ratios are not mixed"
                );
            }
        }
    }

    #[test]
    fn every_row_is_told_once() {
        let effects = effects();
        let told: usize = effects
            .approaches()
            .iter()
            .flat_map(|approach| outcomes(&effects, &approach.name))
            .map(|one| one.studies.len() + one.reviews.len() + one.left_out.len())
            .sum();
        assert_eq!(told, effects.all().len());
    }
}
