//! How each municipality's mortality and migration differ from the country's.
//!
//! A *prior* is known in any year: the county's deaths against what the country's rates would have given, and what
//! a municipality's growth says of both (places that have grown for long live longer; places that grow although
//! they are old are where people move to when they retire). From 55 the municipal panel is followed over five years,
//! and what its cohorts did beyond the prior is added as far as it stands out from chance. Below 55 single ages by
//! municipality exist for one year only: there the county's cohorts are followed, and the municipality's own age
//! structure says how it differs from its county (a place that young people leave has few of them, year after year).
//!
//! The coefficients were chosen on forecasts from 2008–2010 that end by 2015.

use projection::local::{Cohort, FIVE_YEAR_GROUPS, Observed, Shrunk, shrink};
use projection::population::BANDS;
use projection::{AGES, BySexAge, Pyramid, SEXES};

use crate::population::{
    COUNTY_YEARS, FIRST_TOTAL, Groups, LAST_TOTAL, PANEL_FROM, PANEL_GROUPS, PANEL_YEARS, Population,
};
use crate::region::Regions;

/// A municipality's change beyond the country's.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalChange {
    /// Yearly net migration rate beyond the country's, by sex and five-year group at the start.
    pub migration: [[f64; FIVE_YEAR_GROUPS]; SEXES],
    /// Standard error of the lasting level of migration, by band.
    pub migration_error: [f64; BANDS],
    /// Logarithm of death rates relative to the country, with its standard error.
    pub mortality: Shrunk,
}

impl LocalChange {
    /// Yearly net migration rate beyond the country's at a single age. A group is followed for five years, so its
    /// rate belongs to an age two and a half years above its middle; between those the rate moves in a straight line.
    pub fn migration_at(&self, sex: usize, age: usize) -> f64 {
        let groups = &self.migration[sex];
        let position = ((age as f64 - 4.5) / 5.0).clamp(0.0, (FIVE_YEAR_GROUPS - 1) as f64);
        let below = position as usize;
        let above = (below + 1).min(FIVE_YEAR_GROUPS - 1);
        groups[below] + (groups[above] - groups[below]) * position.fract()
    }
}

/// Groups whose change is read as mortality: 75–79, 80–84 and 85–89 at the start.
const OLD: std::ops::Range<usize> = 15..18;
const PANEL_FIRST: usize = PANEL_FROM / 5;
/// Share who move in or out over five years, by place and age: adds chance to an observed ratio.
const MOBILITY_COUNTY: f64 = 0.04;
const MOBILITY_55: f64 = 0.12;
const MOBILITY_OLD: f64 = 0.06;
/// Weight of the age structure's message below 55, which is confounded with how many were born.
const STRUCTURE_WEIGHT: f64 = 0.6;
/// Standard errors of the lasting migration level below 55, a year: an assumption, as no panel exists.
const YOUNG_ERRORS: [f64; 3] = [0.003, 0.005, 0.002];
/// Standard errors of the lasting migration level at 55–64, 65–74 and 75+, a year, in a place of middling size.
pub const OLD_ERRORS: [f64; 3] = [0.003_8, 0.003_8, 0.001_8];
/// Standard error of the logarithm of death rates in a place of middling size. The errors of forecasts at 80
/// and over have heavier tails than the normal distribution (excess kurtosis 1.5, none at 65 and over), and grow with age
/// as errors of mortality do; the likelihood of those errors chose its size, and a Laplace distribution.
pub const MORTALITY_ERROR: f64 = 0.04;
/// How far back observations are used, in start years before the last one known.
const MEMORY: i32 = 11;
/// Years of county deaths that mortality is read from.
pub const DEATH_YEARS: i32 = 10;
/// Change of log death rates with each unit of log growth since [`FIRST_TOTAL`].
pub const MORTALITY_BY_GROWTH: f64 = -0.06;
/// How much of what a municipality's own cohorts say of mortality is believed, after shrinking.
pub const OWN_MORTALITY: f64 = 0.5;
/// Five-year migration at 55–74 with each unit of the logarithm of the share aged 65 or more.
pub const MIGRATION_BY_AGE: f64 = 0.15;
/// Five-year migration at 55–74 with each unit of log growth over [`GROWTH_YEARS`].
pub const MIGRATION_BY_GROWTH: f64 = 0.16;
/// Years that growth is read over for migration.
pub const GROWTH_YEARS: i32 = 20;
/// How much of a county's own migration takes the place of what its municipalities' growth says.
pub const COUNTY_WEIGHT: f64 = 0.5;

/// How much wider errors are in a place of so many inhabitants than in one of middling size: the smallest differ from
/// their kind in more ways, and the largest from all others.
fn width(inhabitants: f64) -> f64 {
    1.0 + (4500.0 / inhabitants.max(500.0)).powi(2) + 0.2 * (inhabitants.max(30_000.0) / 30_000.0).ln()
}

/// The changes as they could be known at the end of `known`, by municipality in order of code. `structure` is
/// the municipalities' single-age population, used below 55; empty when only the old are projected.
pub fn local_changes(
    p: &Population,
    regions: &Regions,
    known: i32,
    structure: &[Pyramid],
) -> Vec<LocalChange> {
    let county = county_changes(p, regions, known);
    let counties: Vec<&str> = regions.counties().map(|r| r.code.as_str()).collect();
    let places: Vec<(&str, usize)> = regions
        .municipalities()
        .map(|r| (r.code.as_str(), counties.iter().position(|c| *c == r.county()).unwrap_or(0)))
        .collect();
    let old = places_old(p, known, &places, &county.mortality);
    let young = YOUNG_ERRORS.into_iter();
    let mut changes: Vec<LocalChange> = places
        .iter()
        .zip(&old)
        .map(|(&(code, c), &mortality)| {
            let width = width(inhabitants(p, code, known));
            let errors: Vec<f64> = young.clone().chain(OLD_ERRORS.map(|e| e * width)).collect();
            LocalChange {
                migration: county.migration[c],
                migration_error: std::array::from_fn(|band| errors[band]),
                mortality: Shrunk { log: mortality.log, error: MORTALITY_ERROR * width },
            }
        })
        .collect();
    let prior = migration_prior(p, known, &places);
    for sex in 0..SEXES {
        for group in PANEL_FIRST..OLD.start {
            let centre = anchored(p, known, &places, &prior, sex, group, &county);
            let shrunk = places_group(p, known, &places, sex, group, &centre, &old);
            for (change, s) in changes.iter_mut().zip(shrunk) {
                change.migration[sex][group] = s.log / 5.0;
            }
        }
    }
    add_structure(&mut changes, structure, &places, counties.len());
    changes
}

/// Inhabitants in a year, or in the nearest one known. A population is read only when no municipality and no year is
/// missing in it, so there is always one.
fn inhabitants(p: &Population, code: &str, year: i32) -> f64 {
    p.total(code, year.clamp(FIRST_TOTAL, LAST_TOTAL)).unwrap_or(1.0).max(1.0)
}

struct CountyChanges {
    /// Yearly net migration beyond the country's, `[county][sex][group]`; 0 from 75 on.
    migration: Vec<[[f64; FIVE_YEAR_GROUPS]; SEXES]>,
    /// Logarithm of deaths at 75 and over relative to the country's rates.
    mortality: Vec<f64>,
}

fn starts(years: std::ops::RangeInclusive<i32>, known: i32) -> std::ops::RangeInclusive<i32> {
    let end = known.min(*years.end()) - 5;
    (*years.start()).max(end - MEMORY + 1)..=end
}

/// The country in five-year groups.
fn country(p: &Population, year: i32) -> Option<Groups> {
    p.national(year).map(five_year)
}

/// Five-year groups of a single-age table.
pub fn five_year(single: &BySexAge<f64>) -> Groups {
    let mut groups = Groups::default();
    for (sex, ages) in single.iter().enumerate() {
        for (age, n) in ages.iter().enumerate() {
            groups[sex][age.min(AGES - 1) / 5] += n;
        }
    }
    groups
}

/// Sums a cohort over start years: `value(year)` gives the groups of one sex in a year.
fn cohort(
    years: std::ops::RangeInclusive<i32>,
    group: usize,
    value: impl Fn(i32, usize) -> Option<f64>,
) -> (Cohort, usize) {
    let mut sum = Cohort::default();
    let mut windows = 0;
    for year in years {
        if let (Some(before), Some(after)) = (value(year, group), value(year + 5, group + 1)) {
            sum.add(before, after);
            windows += 1;
        }
    }
    (sum, windows)
}

fn county_changes(p: &Population, regions: &Regions, known: i32) -> CountyChanges {
    let codes: Vec<&str> = regions.counties().map(|r| r.code.as_str()).collect();
    let years = starts(COUNTY_YEARS, known);
    let observe = |code: &str, sex: usize, group: usize| -> Option<(Observed, f64)> {
        let (own, windows) = cohort(years.clone(), group, |y, g| p.county(code, y).map(|c| c[sex][g]));
        let (all, _) = cohort(years.clone(), group, |y, g| country(p, y).map(|c| c[sex][g]));
        own.against(&all, windows, MOBILITY_COUNTY).map(|o| (o, -(all.after / all.before).ln()))
    };
    let centre = vec![0.0; codes.len()];
    let mortality: Vec<f64> = codes.iter().map(|code| county_mortality(p, code, known)).collect();
    let mut migration = vec![[[0.0; FIVE_YEAR_GROUPS]; SEXES]; codes.len()];
    for sex in 0..SEXES {
        for group in 0..OLD.start {
            let seen: Vec<Option<Observed>> = codes
                .iter()
                .zip(&mortality)
                .map(|(code, &m)| observe(code, sex, group).map(|(o, h)| without_mortality(o, h, group, m)))
                .collect();
            for (county, s) in migration.iter_mut().zip(shrink(&seen, &centre)) {
                county[sex][group] = s.log / 5.0;
            }
        }
    }
    CountyChanges { migration, mortality }
}

/// Logarithm of a county's deaths at 75 and over relative to what the country's rates would have given.
fn county_mortality(p: &Population, code: &str, known: i32) -> f64 {
    let last = known.min(*COUNTY_YEARS.end());
    let (observed, expected) = (last - DEATH_YEARS + 1..=last)
        .filter_map(|year| p.county_deaths(code, year))
        .fold((0.0, 0.0), |(observed, expected), (o, e)| (observed + o, expected + e));
    if expected > 0.0 { (observed / expected).ln() } else { 0.0 }
}

/// Takes the part of a ratio away that the place's mortality explains; below 50 there is next to none.
fn without_mortality(seen: Observed, hazard: f64, group: usize, mortality: f64) -> Observed {
    let explained = if group >= 10 { (mortality.exp() - 1.0) * hazard.max(0.0) } else { 0.0 };
    Observed { log: seen.log + explained, ..seen }
}

/// Death rates relative to the country from the cohorts of the old, both sexes and all old groups pooled.
fn mortality_ratios(
    codes: &[&str],
    centre: &[f64],
    observe: impl Fn(&str, usize, usize) -> Option<(Observed, f64)>,
) -> Vec<Shrunk> {
    let pooled: Vec<Option<Observed>> = codes
        .iter()
        .map(|code| {
            let (mut weight, mut sum) = (0.0, 0.0);
            for sex in 0..SEXES {
                for group in OLD {
                    if let Some((o, hazard)) = observe(code, sex, group) {
                        // log ratio of survivors = −(ratio − 1) × hazard; inverse variance weights.
                        let (value, variance) = (-o.log / hazard, o.variance / (hazard * hazard));
                        weight += 1.0 / variance;
                        sum += value / variance;
                    }
                }
            }
            (weight > 0.0)
                .then(|| Observed { log: (1.0 + sum / weight).max(0.3).ln(), variance: 1.0 / weight })
        })
        .collect();
    shrink(&pooled, centre)
}

fn panel_value(p: &Population, code: &str, year: i32, sex: usize, group: usize) -> Option<f64> {
    let column = group.checked_sub(PANEL_FIRST).filter(|c| *c < PANEL_GROUPS)?;
    p.panel(code, year).map(|panel| panel[sex][column])
}

fn observe_place(
    p: &Population,
    code: &str,
    known: i32,
    sex: usize,
    group: usize,
) -> Option<(Observed, f64)> {
    let years = starts(PANEL_YEARS, known);
    let (own, windows) = cohort(years.clone(), group, |y, g| panel_value(p, code, y, sex, g));
    let (all, _) = cohort(years, group, |y, g| country(p, y).map(|c| c[sex][g]));
    let mobility = if group >= 13 { MOBILITY_OLD } else { MOBILITY_55 };
    own.against(&all, windows, mobility).map(|o| (o, -(all.after / all.before).ln()))
}

/// Mortality of each municipality: its county's, moved by its growth, and then by what its own cohorts say.
fn places_old(p: &Population, known: i32, places: &[(&str, usize)], county: &[f64]) -> Vec<Shrunk> {
    let codes: Vec<&str> = places.iter().map(|(code, _)| *code).collect();
    let growth: Vec<f64> = codes.iter().map(|code| growth(p, code, FIRST_TOTAL, known)).collect();
    let size: Vec<f64> = codes.iter().map(|code| inhabitants(p, code, known)).collect();
    let mean = county_means(places, &growth, &size, county.len());
    let mut prior: Vec<f64> = places
        .iter()
        .zip(&growth)
        .map(|(&(_, c), own)| county[c] + MORTALITY_BY_GROWTH * (own - mean[c]))
        .collect();
    // The country's deaths are what its own rates say.
    let old: Vec<f64> = codes
        .iter()
        .map(|code| p.panel_from(code, panel_year(known), OLD.start * 5).unwrap_or(0.0))
        .collect();
    let level = old.iter().zip(&prior).map(|(n, log)| n * log.exp()).sum::<f64>() / old.iter().sum::<f64>();
    prior.iter_mut().for_each(|log| *log -= level.ln());
    let seen = mortality_ratios(&codes, &prior, |code, sex, group| observe_place(p, code, known, sex, group));
    seen.iter()
        .zip(prior)
        .map(|(own, prior)| Shrunk { log: prior + OWN_MORTALITY * (own.log - prior), error: own.error })
        .collect()
}

/// The year of the panel that tells who lives where at the end of `known`.
fn panel_year(known: i32) -> i32 {
    known.clamp(*PANEL_YEARS.start(), *PANEL_YEARS.end())
}

/// Logarithm of how many times as many inhabitants a municipality has as in an earlier year.
fn growth(p: &Population, code: &str, from: i32, known: i32) -> f64 {
    (inhabitants(p, code, known) / inhabitants(p, code, from)).ln()
}

/// Means by county, weighted.
fn county_means(places: &[(&str, usize)], values: &[f64], weights: &[f64], counties: usize) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); counties];
    for ((&(_, c), value), weight) in places.iter().zip(values).zip(weights) {
        sums[c].0 += value * weight;
        sums[c].1 += weight;
    }
    sums.into_iter().map(|(sum, weight)| if weight > 0.0 { sum / weight } else { 0.0 }).collect()
}

/// What a municipality's age and growth say of its five-year migration at 55–74, relative to the country.
fn migration_prior(p: &Population, known: i32, places: &[(&str, usize)]) -> Vec<f64> {
    let (now, then) = (known.min(LAST_TOTAL), known.min(LAST_TOTAL) - GROWTH_YEARS);
    let old = |code: &str| p.panel_from(code, panel_year(known), 65).unwrap_or(0.0);
    let sum = |value: &dyn Fn(&str) -> f64| places.iter().map(|(code, _)| value(code)).sum::<f64>();
    let all = sum(&|code| inhabitants(p, code, now));
    let (share, grown) = (sum(&old) / all, (all / sum(&|code| inhabitants(p, code, then))).ln());
    places
        .iter()
        .map(|(code, _)| {
            let older = (old(code) / inhabitants(p, code, now) / share).max(0.1).ln();
            MIGRATION_BY_AGE * older + MIGRATION_BY_GROWTH * (growth(p, code, then, now) - grown)
        })
        .collect()
}

/// The prior of one group, with each county's mean half-way to the county's own migration, and with no sum over the
/// country.
fn anchored(
    p: &Population,
    known: i32,
    places: &[(&str, usize)],
    prior: &[f64],
    sex: usize,
    group: usize,
    county: &CountyChanges,
) -> Vec<f64> {
    let people: Vec<f64> = places
        .iter()
        .map(|(code, _)| panel_value(p, code, panel_year(known), sex, group).unwrap_or(0.0))
        .collect();
    let means = county_means(places, prior, &people, county.migration.len());
    let mut centre: Vec<f64> = places
        .iter()
        .zip(prior)
        .map(|(&(_, c), own)| own + COUNTY_WEIGHT * (county.migration[c][sex][group] * 5.0 - means[c]))
        .collect();
    let moved = centre.iter().zip(&people).map(|(log, n)| log * n).sum::<f64>() / people.iter().sum::<f64>();
    centre.iter_mut().for_each(|log| *log -= moved);
    centre
}

fn places_group(
    p: &Population,
    known: i32,
    places: &[(&str, usize)],
    sex: usize,
    group: usize,
    centre: &[f64],
    mortality: &[Shrunk],
) -> Vec<Shrunk> {
    let seen: Vec<Option<Observed>> = places
        .iter()
        .zip(mortality)
        .map(|((code, _), m)| {
            observe_place(p, code, known, sex, group).map(|(o, h)| without_mortality(o, h, group, m.log))
        })
        .collect();
    shrink(&seen, centre)
}

/// Below 55: how a municipality's age structure differs from its county's, read as lasting migration.
fn add_structure(
    changes: &mut [LocalChange],
    structure: &[Pyramid],
    places: &[(&str, usize)],
    counties: usize,
) {
    if structure.is_empty() {
        return;
    }
    let groups: Vec<Groups> =
        structure.iter().map(|pyramid| five_year(&pyramid.map(|ages| ages.map(f64::from)))).collect();
    let mut sums = vec![Groups::default(); counties];
    for (g, &(_, c)) in groups.iter().zip(places) {
        for sex in 0..SEXES {
            for i in 0..FIVE_YEAR_GROUPS {
                sums[c][sex][i] += g[sex][i];
            }
        }
    }
    for ((change, own), &(_, c)) in changes.iter_mut().zip(&groups).zip(places) {
        for sex in 0..SEXES {
            for g in 0..PANEL_FIRST {
                let ratio = |x: &Groups| (x[sex][g + 1] + 5.0) / (x[sex][g] + 5.0);
                let apart = (ratio(own) / ratio(&sums[c])).ln().clamp(-0.6, 0.6);
                change.migration[sex][g] += STRUCTURE_WEIGHT * apart / 5.0;
            }
        }
    }
}
