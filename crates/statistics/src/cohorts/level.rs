//! How much more a municipality gains by moves than the country, all ages together.
//!
//! Over windows that end by 2019, the next five years' net moves follow the municipality's own moves of the last fifteen
//! years, the newer the more; its county's; and its growth since 1950. Who came from abroad counts half: many of them were
//! placed in small municipalities in 2015–2017 and moved on. The level fades no faster over ten years than over five.

use std::ops::RangeInclusive;

use projection::Pyramid;

use super::DataAsOf;
use crate::population::{EVENTS_FROM, FIRST_TOTAL};

/// Years of moves that the level is read from.
pub const YEARS: i32 = 15;
/// Years after which a year's moves count half.
pub const HALF_LIFE: f64 = 5.0;
/// How much of moves from abroad counts.
pub const FROM_ABROAD: f64 = 0.5;
/// Weight of the municipality's own moves.
pub const OWN: f64 = 0.45;
/// Weight of its county's.
pub const COUNTY: f64 = 0.28;
/// Weight of its yearly log growth since [`FIRST_TOTAL`].
pub const GROWTH: f64 = 0.12;

/// How a difference in the level spreads over ages, relative to the mean: the young move most, and children with their
/// parents (slopes of observed rates by age on the level of all ages). Straight lines between; the last holds from there.
const PATTERN: [(f64, f64); 13] = [
    (0.0, 1.1),
    (4.0, 1.0),
    (13.0, 1.0),
    (16.0, 1.2),
    (19.0, 1.2),
    (22.0, 1.0),
    (26.0, 1.4),
    (33.0, 1.3),
    (38.0, 1.0),
    (43.0, 0.75),
    (53.0, 0.5),
    (58.0, 0.1),
    (65.0, 0.0),
];

/// How much of a difference in the level falls on an age.
pub(super) fn pattern(age: usize) -> f64 {
    let age = age as f64;
    let after = PATTERN.partition_point(|point| point.0 <= age).clamp(1, PATTERN.len() - 1);
    let ((x0, y0), (x1, y1)) = (PATTERN[after - 1], PATTERN[after]);
    y0 + (y1 - y0) * ((age - x0) / (x1 - x0)).clamp(0.0, 1.0)
}

/// Net moves a year and inhabitant beyond the country's, in the first year to come; over the country they sum to nothing.
pub(super) fn levels(known: &DataAsOf) -> Vec<f64> {
    let moves: Vec<Moves> = known.places.iter().map(|(code, _)| Moves::seen(known, code)).collect();
    let country = |value: fn(&(f64, f64, f64)) -> f64, i: usize| {
        let years = moves.iter().filter_map(|own| own.years[i].as_ref());
        let (sum, people) =
            years.fold((0.0, 0.0), |(sum, people), year| (sum + value(year), people + year.2));
        if people > 0.0 { sum / people } else { 0.0 }
    };
    let all: Vec<(f64, f64)> =
        (0..YEARS as usize).map(|i| (country(|y| y.0, i), country(|y| y.1, i))).collect();
    let sizes: Vec<f64> = known.places.iter().map(|(code, _)| known.inhabitants(code, known.year)).collect();
    let net: Vec<f64> = moves.iter().map(|own| own.mean(&all, 0.0)).collect();
    let county = known.county_means(&net, &sizes);
    let growth: Vec<f64> = known
        .places
        .iter()
        .map(|(code, _)| known.growth(code, FIRST_TOTAL, known.year) / f64::from(known.year - FIRST_TOTAL))
        .collect();
    let mut levels: Vec<f64> = moves
        .iter()
        .zip(&known.places)
        .zip(&growth)
        .map(|((own, &(_, c)), growth)| {
            OWN * own.mean(&all, FROM_ABROAD) + COUNTY * county[c] + GROWTH * growth
        })
        .collect();
    let mean = levels.iter().zip(&sizes).map(|(x, n)| x * n).sum::<f64>() / sizes.iter().sum::<f64>();
    levels.iter_mut().for_each(|level| *level -= mean);
    levels
}

/// A municipality's moves in the last years known, the newest first.
struct Moves {
    /// Net moves, net moves from abroad, and people at the year's beginning; none for a year of which nothing is known.
    years: Vec<Option<(f64, f64, f64)>>,
}

impl Moves {
    fn seen(known: &DataAsOf, code: &str) -> Self {
        let years: RangeInclusive<i32> = known.year - YEARS + 1..=known.year;
        Self { years: years.rev().map(|year| Self::of(known, code, year)).collect() }
    }

    fn of(known: &DataAsOf, code: &str, year: i32) -> Option<(f64, f64, f64)> {
        if year < EVENTS_FROM {
            return None;
        }
        let (before, after) = (known.population.total(code, year - 1)?, known.population.total(code, year)?);
        let events = known.population.events(code, year)?;
        let split =
            events.domestic.zip(events.foreign).map(|(domestic, foreign)| (domestic + foreign, foreign));
        // Where moves are not told apart, they are what natural change does not explain.
        let (net, foreign) = split.or_else(|| Some((after - before - events.natural?, 0.0)))?;
        Some((net, foreign, before))
    }

    /// Weighted mean of the years' rates beyond the country's, less so much of those from abroad.
    fn mean(&self, country: &[(f64, f64)], abroad: f64) -> f64 {
        let (mut sum, mut weight) = (0.0, 0.0);
        for (i, year) in self.years.iter().enumerate() {
            if let Some((net, foreign, people)) = year {
                let rate = net / people - country[i].0 - abroad * (foreign / people - country[i].1);
                let own = 0.5_f64.powf(i as f64 / HALF_LIFE);
                sum += own * rate;
                weight += own;
            }
        }
        if weight > 0.0 { sum / weight } else { 0.0 }
    }
}

/// What a municipality's rates by age are to be moved by, times [`pattern`], for its people to gain so much in all.
/// `rate` is what they gain by sex and age before.
pub(super) fn shift(people: &Pyramid, level: f64, rate: impl Fn(usize, usize) -> f64) -> f64 {
    let (mut gained, mut moved, mut all) = (0.0, 0.0, 0.0);
    for (sex, ages) in people.iter().enumerate() {
        for (age, &n) in ages.iter().enumerate() {
            let n = f64::from(n);
            gained += n * rate(sex, age);
            moved += n * pattern(age);
            all += n;
        }
    }
    if moved > 0.0 { (level * all - gained) / moved } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use projection::{AGES, SEXES};

    #[test]
    fn the_young_move_most_and_the_pattern_reaches_every_age() {
        assert!(pattern(26) > pattern(10) && pattern(10) > pattern(50) && pattern(50) > pattern(80));
        assert!((0..AGES).all(|age| (0.0..=1.4).contains(&pattern(age))));
        assert_eq!((pattern(0), pattern(100)), (1.1, 0.0));
    }

    #[test]
    fn a_shift_gives_the_level_that_is_asked_for() {
        let people = [[100.0; AGES]; SEXES];
        let before = |_: usize, age: usize| if age < 30 { 0.01 } else { -0.002 };
        let shift = shift(&people, 0.004, before);
        let gained: f64 = (0..AGES).map(|age| 200.0 * (before(0, age) + shift * pattern(age))).sum();
        assert!((gained / (200.0 * AGES as f64) - 0.004).abs() < 1e-9);
    }
}
