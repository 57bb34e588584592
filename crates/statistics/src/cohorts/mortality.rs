//! Mortality of the old by county and municipality, relative to the country's.

use projection::local::{Observed, Shrunk, shrink};

use super::Known;
use super::migration::{Rates, over_five_years};
use crate::population::{COUNTY_YEARS, FIRST_TOTAL};

/// Groups whose change is read as mortality: 75–79, 80–84 and 85–89 at the start.
pub(super) const OLD: std::ops::Range<usize> = 15..18;
/// Standard error of the logarithm of death rates in a place of middling size. The errors of forecasts at 80
/// and over have heavier tails than the normal distribution (excess kurtosis 1.5, none at 65 and over), and grow with age
/// as errors of mortality do; the likelihood of those errors chose its size, and a Laplace distribution.
pub const ERROR: f64 = 0.04;
/// Years of county deaths that mortality is read from.
pub const DEATH_YEARS: i32 = 10;
/// Change of log death rates with each unit of log growth since [`FIRST_TOTAL`].
pub const BY_GROWTH: f64 = -0.06;
/// How much of what a municipality's own cohorts say of mortality is believed, after shrinking.
pub const OWN: f64 = 0.5;

/// Logarithm of each county's deaths at 75 and over relative to what the country's rates would have given.
pub(super) fn counties(known: &Known) -> Vec<f64> {
    let last = known.year.min(*COUNTY_YEARS.end());
    let of = |code: &&str| {
        let (observed, expected) = (last - DEATH_YEARS + 1..=last)
            .filter_map(|year| known.population.county_deaths(code, year))
            .fold((0.0, 0.0), |(observed, expected), (o, e)| (observed + o, expected + e));
        if expected > 0.0 { f64::ln(observed / expected) } else { 0.0 }
    };
    known.counties.iter().map(of).collect()
}

/// Mortality of each municipality: its county's, moved by its growth, and then by what its own cohorts say.
/// `moves` is the migration that is explained.
pub(super) fn places(known: &Known, county: &[f64], moves: &[Rates]) -> Vec<Shrunk> {
    let prior = prior(known, county);
    ratios(known, &prior, moves)
        .iter()
        .zip(prior)
        .map(|(own, prior)| Shrunk { log: prior + OWN * (own.log - prior), error: own.error })
        .collect()
}

fn prior(known: &Known, county: &[f64]) -> Vec<f64> {
    let each = |value: &dyn Fn(&str) -> f64| -> Vec<f64> {
        known.places.iter().map(|(code, _)| value(code)).collect()
    };
    let growth = each(&|code| known.growth(code, FIRST_TOTAL, known.year));
    let size = each(&|code| known.inhabitants(code, known.year));
    let mean = known.county_means(&growth, &size);
    let mut prior: Vec<f64> = known
        .places
        .iter()
        .zip(&growth)
        .map(|(&(_, c), own)| county[c] + BY_GROWTH * (own - mean[c]))
        .collect();
    // The country's deaths are what its own rates say.
    let old = each(&|code| known.people_from(code, OLD.start * 5));
    let level = old.iter().zip(&prior).map(|(n, log)| n * log.exp()).sum::<f64>() / old.iter().sum::<f64>();
    prior.iter_mut().for_each(|log| *log -= level.ln());
    prior
}

/// Death rates relative to the country from the cohorts of the old, both sexes and all old groups pooled, and shrunk
/// towards the prior. Who moved is not dead.
fn ratios(known: &Known, prior: &[f64], moves: &[Rates]) -> Vec<Shrunk> {
    let places = known.places.iter().zip(moves);
    let pooled: Vec<Option<Observed>> = places
        .map(|((code, _), moves)| pooled(moves, |sex, group| known.observe_place(code, sex, group)))
        .collect();
    shrink(&pooled, prior)
}

fn pooled(moves: &Rates, observe: impl Fn(usize, usize) -> Option<(Observed, f64)>) -> Option<Observed> {
    let (mut weight, mut sum) = (0.0, 0.0);
    for (sex, moves) in moves.iter().enumerate() {
        for group in OLD {
            if let Some((seen, hazard)) = observe(sex, group) {
                // log ratio of survivors = −(ratio − 1) × hazard; inverse variance weights.
                let moved = over_five_years(moves, group);
                let (value, variance) = ((moved - seen.log) / hazard, seen.variance / (hazard * hazard));
                weight += 1.0 / variance;
                sum += value / variance;
            }
        }
    }
    (weight > 0.0).then(|| Observed { log: (1.0 + sum / weight).max(0.3).ln(), variance: 1.0 / weight })
}

/// Takes the part of a ratio away that the place's mortality explains; below 50 there is next to none.
pub(super) fn without(seen: Observed, hazard: f64, group: usize, mortality: f64) -> Observed {
    let explained = if group >= 10 { (mortality.exp() - 1.0) * hazard.max(0.0) } else { 0.0 };
    Observed { log: seen.log + explained, ..seen }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_moved_is_not_dead() {
        let seen = |_, _| Some((Observed { log: -0.1, variance: 0.01 }, 0.5));
        let stayed = Rates::default();
        let mut left = stayed;
        left.iter_mut().for_each(|groups| groups[OLD.start] = -0.01);
        let mortality = |moves: &Rates| pooled(moves, seen).expect("cohorts were seen").log;
        // A tenth fewer than in the country, where half died by log rate: a fifth more deaths.
        assert!((mortality(&stayed) - 1.2_f64.ln()).abs() < 1e-9);
        assert!(mortality(&left) < mortality(&stayed) - 0.01);
    }
}
