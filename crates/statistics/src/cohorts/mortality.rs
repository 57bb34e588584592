//! Mortality by county and municipality, relative to the country's.

use projection::local::{Observed, Shrunk, shrink};

use super::DataAsOf;
use crate::population::{BANDS_TO, COUNTED_YEAR, EVENTS_FROM, FIRST_TOTAL};

/// Standard error of the logarithm of death rates in a place of middling size. The errors of forecasts at 80
/// and over have heavier tails than the normal distribution (excess kurtosis 1.5, none at 65 and over), and grow with age
/// as errors of mortality do; the likelihood of those errors chose its size, and a Laplace distribution.
pub const ERROR: f64 = 0.035;
/// Years of deaths that mortality is read from.
pub const DEATH_YEARS: usize = 10;
/// A year whose deaths tell more of where the pandemic came first than of how long people live.
pub const PANDEMIC: i32 = 2020;
/// Change of log death rates with each unit of log growth since [`FIRST_TOTAL`].
pub const BY_GROWTH: f64 = -0.08;

/// The last years whose deaths are known at the end of `year`, the newest first: in 2023 and 2024 deaths were not told
/// apart from births. [`PANDEMIC`] is one of them, and is not read.
pub fn death_years(year: i32) -> impl Iterator<Item = i32> {
    let known = (EVENTS_FROM + 1..=BANDS_TO).chain([COUNTED_YEAR]);
    known.rev().skip_while(move |known| *known > year).take(DEATH_YEARS)
}

/// Deaths of a place over the years that are read, and as many at the country's rates.
fn deaths(known: &DataAsOf, code: &str) -> (f64, f64) {
    death_years(known.year)
        .filter(|year| *year != PANDEMIC)
        .filter_map(|year| known.population.deaths(code, year))
        .fold((0.0, 0.0), |(seen, expected), (s, e)| (seen + s, expected + e))
}

/// How many times the country's death rates each county's were in [`PANDEMIC`], beyond its lasting ones.
pub(super) fn pandemic(known: &DataAsOf) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); known.counties.len()];
    for &(code, county) in &known.places {
        let (seen, expected) = known.population.deaths(code, PANDEMIC).unwrap_or_default();
        sums[county].0 += seen;
        sums[county].1 += expected;
    }
    let ratio = |(seen, expected): (f64, f64)| if expected > 0.0 { seen / expected } else { 1.0 };
    sums.into_iter().zip(counties(known)).map(|(sum, lasting)| ratio(sum) - lasting.exp()).collect()
}

/// Logarithm of each county's deaths relative to what the country's rates would have given.
pub(super) fn counties(known: &DataAsOf) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); known.counties.len()];
    for &(code, county) in &known.places {
        let (seen, expected) = deaths(known, code);
        sums[county].0 += seen;
        sums[county].1 += expected;
    }
    sums.into_iter()
        .map(|(seen, expected)| if expected > 0.0 { (seen / expected).ln() } else { 0.0 })
        .collect()
}

/// Mortality of each municipality: its county's, moved by its growth, and then by what its own deaths say.
pub(super) fn places(known: &DataAsOf, county: &[f64]) -> Vec<Shrunk> {
    let prior = prior(known, county);
    let seen: Vec<Option<Observed>> =
        known.places.iter().map(|(code, _)| observed(deaths(known, code))).collect();
    let mut all = shrink(&seen, &prior);
    // The country's deaths are what its own rates say.
    let old: Vec<f64> = known.places.iter().map(|(code, _)| known.people_from(code, 80)).collect();
    let level = old.iter().zip(&all).map(|(n, own)| n * own.log.exp()).sum::<f64>() / old.iter().sum::<f64>();
    all.iter_mut().for_each(|own| own.log -= level.ln());
    all
}

fn observed((seen, expected): (f64, f64)) -> Option<Observed> {
    (seen > 0.0 && expected > 0.0).then(|| Observed { log: (seen / expected).ln(), variance: 1.0 / seen })
}

fn prior(known: &DataAsOf, county: &[f64]) -> Vec<f64> {
    let each = |value: &dyn Fn(&str) -> f64| -> Vec<f64> {
        known.places.iter().map(|(code, _)| value(code)).collect()
    };
    let growth = each(&|code| known.growth(code, FIRST_TOTAL, known.year));
    let size = each(&|code| known.inhabitants(code, known.year));
    let mean = known.county_means(&growth, &size);
    let places = known.places.iter().zip(&growth);
    places.map(|(&(_, c), own)| county[c] + BY_GROWTH * (own - mean[c])).collect()
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
    fn the_few_deaths_of_a_small_place_say_little() {
        let of = |seen: f64| observed((seen * 1.1, seen)).expect("people died");
        assert!(
            (of(50.0).log - of(5000.0).log).abs() < 1e-12 && of(50.0).variance > 50.0 * of(5000.0).variance
        );
        assert_eq!(observed((0.0, 3.0)), None);
    }

    #[test]
    fn deaths_that_came_later_are_not_known() {
        let years = |known: i32| death_years(known).collect::<Vec<_>>();
        assert_eq!(years(2015), (2006..=2015).rev().collect::<Vec<_>>());
        assert_eq!(years(2024), (2013..=2022).rev().collect::<Vec<_>>());
        assert_eq!(years(2025), [2025, 2022, 2021, 2020, 2019, 2018, 2017, 2016, 2015, 2014]);
    }

    #[test]
    fn who_died_has_not_moved() {
        let seen = Observed { log: -0.1, variance: 0.01 };
        // A fifth more deaths than in the country, where half died by log rate.
        assert!((without(seen, 0.5, 16, 1.2_f64.ln()).log).abs() < 1e-9);
    }
}
