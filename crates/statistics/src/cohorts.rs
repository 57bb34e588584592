//! How each municipality's cohorts have changed relative to the country's: the observations behind local
//! migration and mortality.
//!
//! From 55 the municipal panel is followed over five years. Below 55 single ages by municipality exist for one
//! year only: there the county's cohorts are followed, and the municipality's own age structure says how it
//! differs from its county (a place that young people leave has few of them, year after year).

use projection::local::{Cohort, FIVE_YEAR_GROUPS, Observed, Shrunk, shrink};
use projection::population::BANDS;
use projection::{AGES, BySexAge, Pyramid, SEXES};

use crate::population::{Groups, PANEL_FROM, PANEL_GROUPS, Population};
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
/// How far back observations are used, in start years before the last one known.
const MEMORY: i32 = 11;

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
    let mut changes: Vec<LocalChange> = places
        .iter()
        .zip(&old)
        .map(|(&(_, c), &mortality)| LocalChange {
            migration: county.migration[c],
            migration_error: [YOUNG_ERRORS[0], YOUNG_ERRORS[1], YOUNG_ERRORS[2], 0.0, 0.0, 0.0],
            mortality,
        })
        .collect();
    for sex in 0..SEXES {
        for group in PANEL_FIRST..OLD.start {
            let shrunk = places_group(p, known, &places, sex, group, &county, &old);
            let band = projection::population::band(group * 5);
            for (change, s) in changes.iter_mut().zip(shrunk) {
                change.migration[sex][group] = s.log / 5.0;
                let error = &mut change.migration_error[band];
                *error = error.max(s.error / 5.0);
            }
        }
    }
    add_structure(&mut changes, structure, &places, counties.len());
    changes
}

struct CountyChanges {
    /// Yearly net migration beyond the country's, `[county][sex][group]`; 0 from 75 on.
    migration: Vec<[[f64; FIVE_YEAR_GROUPS]; SEXES]>,
    mortality: Vec<Shrunk>,
}

fn starts(first: i32, last: i32, known: i32) -> std::ops::RangeInclusive<i32> {
    let end = known.min(last) - 5;
    first.max(end - MEMORY + 1)..=end
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
    let years = starts(1998, 2015, known);
    let observe = |code: &str, sex: usize, group: usize| -> Option<(Observed, f64)> {
        let (own, windows) = cohort(years.clone(), group, |y, g| p.county(code, y).map(|c| c[sex][g]));
        let (all, _) = cohort(years.clone(), group, |y, g| country(p, y).map(|c| c[sex][g]));
        own.against(&all, windows, MOBILITY_COUNTY).map(|o| (o, -(all.after / all.before).ln()))
    };
    let centre = vec![0.0; codes.len()];
    let mortality = mortality_ratios(&codes, &centre, observe);
    let mut migration = vec![[[0.0; FIVE_YEAR_GROUPS]; SEXES]; codes.len()];
    for sex in 0..SEXES {
        for group in 0..OLD.start {
            let seen: Vec<Option<Observed>> = codes
                .iter()
                .zip(&mortality)
                .map(|(code, m)| observe(code, sex, group).map(|(o, h)| without_mortality(o, h, group, m)))
                .collect();
            for (county, s) in migration.iter_mut().zip(shrink(&seen, &centre)) {
                county[sex][group] = s.log / 5.0;
            }
        }
    }
    CountyChanges { migration, mortality }
}

/// Takes the part of a ratio away that the place's mortality explains; below 50 there is next to none.
fn without_mortality(seen: Observed, hazard: f64, group: usize, mortality: &Shrunk) -> Observed {
    let explained = if group >= 10 { (mortality.log.exp() - 1.0) * hazard.max(0.0) } else { 0.0 };
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
    let mut shrunk = shrink(&pooled, centre);
    if pooled.iter().all(Option::is_none) {
        shrunk.iter_mut().for_each(|s| s.error = UNSEEN_MORTALITY_ERROR);
    }
    shrunk
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
    let years = starts(2008, 2019, known);
    let (own, windows) = cohort(years.clone(), group, |y, g| panel_value(p, code, y, sex, g));
    let (all, _) = cohort(years, group, |y, g| country(p, y).map(|c| c[sex][g]));
    let mobility = if group >= 13 { MOBILITY_OLD } else { MOBILITY_55 };
    own.against(&all, windows, mobility).map(|o| (o, -(all.after / all.before).ln()))
}

fn places_old(p: &Population, known: i32, places: &[(&str, usize)], county: &[Shrunk]) -> Vec<Shrunk> {
    let codes: Vec<&str> = places.iter().map(|(code, _)| *code).collect();
    let centre: Vec<f64> = places.iter().map(|&(_, c)| county[c].log).collect();
    let mut shrunk =
        mortality_ratios(&codes, &centre, |code, sex, group| observe_place(p, code, known, sex, group));
    // What a place is shrunk towards is itself an estimate.
    for (place, &(_, c)) in shrunk.iter_mut().zip(places) {
        place.error = place.error.hypot(county[c].error);
    }
    shrunk
}

fn places_group(
    p: &Population,
    known: i32,
    places: &[(&str, usize)],
    sex: usize,
    group: usize,
    county: &CountyChanges,
    mortality: &[Shrunk],
) -> Vec<Shrunk> {
    let seen: Vec<Option<Observed>> = places
        .iter()
        .zip(mortality)
        .map(|((code, _), m)| {
            observe_place(p, code, known, sex, group).map(|(o, h)| without_mortality(o, h, group, m))
        })
        .collect();
    let centre: Vec<f64> = places.iter().map(|&(_, c)| county.migration[c][sex][group] * 5.0).collect();
    let mut shrunk = shrink(&seen, &centre);
    if seen.iter().all(Option::is_none) {
        // Nothing seen in any municipality yet: the county's value, as uncertain as municipalities are apart.
        shrunk.iter_mut().for_each(|s| s.error = UNSEEN_ERROR);
    }
    shrunk
}

/// Spread of log death rates between the municipalities of a county, as seen 2008–2019.
const UNSEEN_MORTALITY_ERROR: f64 = 0.06;
/// Spread of five-year log ratios between the municipalities of a county at 55–74, as seen 2008–2019.
const UNSEEN_ERROR: f64 = 0.025;

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
