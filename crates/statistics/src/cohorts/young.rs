//! Moves below 55 by municipality, relative to the country's.
//!
//! A municipality's age structure says how it differs from its county: a place that young people leave has few of them,
//! year after year. Where single ages have been counted twice, the cohorts between say what they did.

use projection::local::{Cohort, FIVE_YEAR_GROUPS, Observed, shrink};
use projection::{AGES, Pyramid, SEXES};

use super::migration::{Rates, over_five_years};
use super::{DataAsOf, PANEL_FIRST, five_year};
use crate::population::Groups;

/// How much of the age structure's message is believed: all of it at 15–34, when people leave home, and less among those
/// whose number also says how many were born. Cohorts aged 16–19 in 1999–2014, followed to 2019, gave slopes of 0.74–0.99.
pub const STRUCTURE_WEIGHT: [f64; 2] = [0.6, 1.0];
/// Groups that are believed wholly.
const LEAVING_HOME: std::ops::Range<usize> = 3..7;
/// The most that structure says of five years.
const MOST: f64 = 0.6;
/// Share who move in or out over five years at these ages: adds chance to an observed ratio.
const MOBILITY: f64 = 0.3;

/// Adds the municipalities' own moves below 55 to their counties'.
pub(super) fn add(rates: &mut [Rates], known: &DataAsOf, people: &[Pyramid]) {
    add_structure(rates, known, people);
    add_cohorts(rates, known, people);
    rates.iter_mut().flatten().for_each(sharpen);
}

/// How a municipality's age structure differs from its county's, read as lasting migration.
fn add_structure(rates: &mut [Rates], known: &DataAsOf, people: &[Pyramid]) {
    let groups: Vec<Groups> =
        people.iter().map(|pyramid| five_year(&pyramid.map(|ages| ages.map(f64::from)))).collect();
    let mut sums = vec![Groups::default(); known.counties.len()];
    for (own, &(_, c)) in groups.iter().zip(&known.places) {
        for sex in 0..SEXES {
            for group in 0..FIVE_YEAR_GROUPS {
                sums[c][sex][group] += own[sex][group];
            }
        }
    }
    for ((rates, own), &(_, c)) in rates.iter_mut().zip(&groups).zip(&known.places) {
        for sex in 0..SEXES {
            for group in 0..PANEL_FIRST {
                let ratio = |x: &Groups| (x[sex][group + 1] + 5.0) / (x[sex][group] + 5.0);
                let apart = (ratio(own) / ratio(&sums[c])).ln().clamp(-MOST, MOST);
                let weight = STRUCTURE_WEIGHT[usize::from(LEAVING_HOME.contains(&group))];
                rates[sex][group] += weight * apart / 5.0;
            }
        }
    }
}

/// What cohorts did between the two years that single ages were counted in, shrunk towards what is known before.
fn add_cohorts(rates: &mut [Rates], known: &DataAsOf, people: &[Pyramid]) {
    let Some(years) = known.years_since_structure() else { return };
    let now = |place: usize| people[place].map(|ages| ages.map(f64::from));
    let then: Vec<_> = known.places.iter().map(|(code, _)| known.population.structure(code)).collect();
    for sex in 0..SEXES {
        for group in 0..PANEL_FIRST {
            let ages = 5 * group..5 * group + 5;
            let follow = |place: usize| -> Cohort {
                let before = then[place].map_or(0.0, |then| then[sex][ages.clone()].iter().sum());
                let after = now(place)[sex][ages.start + years..(ages.end + years).min(AGES)].iter().sum();
                Cohort { before, after }
            };
            let own: Vec<Cohort> = (0..people.len()).map(follow).collect();
            let all = own.iter().fold(Cohort::default(), |mut sum, own| {
                sum.add(own.before, own.after);
                sum
            });
            let five = 5.0 / years as f64;
            let seen: Vec<Option<Observed>> = own
                .iter()
                .map(|own| own.against(&all, 1, MOBILITY))
                .map(|seen| {
                    seen.map(|seen| Observed { log: five * seen.log, variance: five * five * seen.variance })
                })
                .collect();
            let centre: Vec<f64> = rates.iter().map(|place| 5.0 * place[sex][group]).collect();
            for (place, shrunk) in rates.iter_mut().zip(shrink(&seen, &centre)) {
                place[sex][group] = shrunk.log / 5.0;
            }
        }
    }
}

/// Groups whose rates are sharpened, and up to which they lean on each other.
const SHARP: [usize; 2] = [PANEL_FIRST, PANEL_FIRST + 5];

/// A rate of a group is a mean over five years, and single ages' rates lie on lines between groups, which would wear the
/// peak of those who leave home down: the groups' rates are moved until the lines give the means back.
fn sharpen(groups: &mut [f64; FIVE_YEAR_GROUPS]) {
    const ROUNDS: usize = 30;
    let wanted = *groups;
    let mut nodes = wanted;
    for _ in 0..ROUNDS {
        let apart: Vec<f64> =
            (0..SHARP[1]).map(|group| wanted[group] - over_five_years(&nodes, group) / 5.0).collect();
        nodes.iter_mut().zip(apart).for_each(|(node, apart)| *node += apart);
    }
    groups[..SHARP[0]].copy_from_slice(&nodes[..SHARP[0]]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sharpened_rates_give_the_observed_means_back() {
        let mut groups = [0.0; FIVE_YEAR_GROUPS];
        (groups[3], groups[4], groups[5]) = (-0.06, 0.01, 0.03);
        let seen = groups;
        sharpen(&mut groups);
        for (group, seen) in seen.iter().enumerate().take(SHARP[0] - 1) {
            assert!((over_five_years(&groups, group) / 5.0 - seen).abs() < 1e-4, "{group}");
        }
        assert!(groups[3] < seen[3]);
    }
}
