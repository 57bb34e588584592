//! How each municipality's mortality and migration differ from the country's.
//!
//! A *prior* is known in any year: the county's deaths against what the country's rates would have given, and what a
//! municipality's growth says of both (places that have grown for long live longer; places that grow although they are
//! old are where people move to when they retire, and from the smallest the old move on). From 55 the municipal panel
//! is followed over five years, and what its cohorts did beyond the prior is added as far as it stands out from
//! chance. Below 55 single ages by municipality exist for one year only: there the county's cohorts are followed, and
//! the municipality's own age structure says how it differs from its county (a place that young people leave has few
//! of them, year after year).
//!
//! The coefficients were chosen on forecasts from 2008–2010 that end by 2015.

pub mod migration;
pub mod mortality;

use projection::local::{Cohort, FIVE_YEAR_GROUPS, Observed, Shrunk};
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
    /// Yearly net migration rate beyond the country's at a single age.
    pub fn migration_at(&self, sex: usize, age: usize) -> f64 {
        migration::rate_at(&self.migration[sex], age)
    }
}

/// First five-year group of the panel.
const PANEL_FIRST: usize = PANEL_FROM / 5;
/// Share who move in or out over five years, by place and age: adds chance to an observed ratio.
const MOBILITY_COUNTY: f64 = 0.04;
const MOBILITY_55: f64 = 0.12;
const MOBILITY_OLD: f64 = 0.06;
/// How far back observations are used, in start years before the last one known.
const MEMORY: i32 = 11;

/// How much wider errors are in a place of so many inhabitants than in one of middling size: the smallest differ from
/// their kind in more ways, and the largest from all others.
fn width(inhabitants: f64) -> f64 {
    1.0 + (4500.0 / inhabitants.max(500.0)).powi(2) + 0.2 * (inhabitants.max(30_000.0) / 30_000.0).ln()
}

/// The changes as they could be known at the end of `year`, by municipality in order of code. `structure` is
/// the municipalities' single-age population, used below 55; empty when only the old are projected.
pub fn local_changes(
    population: &Population,
    regions: &Regions,
    year: i32,
    structure: &[Pyramid],
) -> Vec<LocalChange> {
    let known = Known::new(population, regions, year);
    let county_mortality = mortality::counties(&known);
    let county_migration = migration::counties(&known, &county_mortality);
    let explained = migration::explained(&known, &county_migration);
    let mortality = mortality::places(&known, &county_mortality, &explained);
    let migration = migration::places(&known, explained, &mortality, structure);
    known
        .places
        .iter()
        .zip(mortality)
        .zip(migration)
        .map(|((&(code, _), mortality), migration)| {
            let width = width(known.inhabitants(code, year));
            LocalChange {
                migration,
                migration_error: migration::errors(width),
                mortality: Shrunk { log: mortality.log, error: mortality::ERROR * width },
            }
        })
        .collect()
}

/// What is known at the end of a year, and of which places.
struct Known<'a> {
    population: &'a Population,
    year: i32,
    /// Municipalities in order of code, each with its county's place among `counties`.
    places: Vec<(&'a str, usize)>,
    counties: Vec<&'a str>,
}

impl<'a> Known<'a> {
    fn new(population: &'a Population, regions: &'a Regions, year: i32) -> Self {
        let counties: Vec<&str> = regions.counties().map(|r| r.code.as_str()).collect();
        let places = regions
            .municipalities()
            .map(|r| (r.code.as_str(), counties.iter().position(|c| *c == r.county()).unwrap_or(0)))
            .collect();
        Self { population, year, places, counties }
    }

    /// Inhabitants in a year, or in the nearest one known. A population is read only when no municipality and no year is
    /// missing in it, so there is always one.
    fn inhabitants(&self, code: &str, year: i32) -> f64 {
        self.population.total(code, year.clamp(FIRST_TOTAL, LAST_TOTAL)).unwrap_or(1.0).max(1.0)
    }

    /// Logarithm of how many times as many inhabitants a municipality has at the end of `to` as in an earlier year.
    fn growth(&self, code: &str, from: i32, to: i32) -> f64 {
        (self.inhabitants(code, to) / self.inhabitants(code, from)).ln()
    }

    /// The year of the panel that tells who lives where.
    fn panel_year(&self) -> i32 {
        self.year.clamp(*PANEL_YEARS.start(), *PANEL_YEARS.end())
    }

    /// People of so many years or more in the panel.
    fn people_from(&self, code: &str, age: usize) -> f64 {
        self.population.panel_from(code, self.panel_year(), age).unwrap_or(0.0)
    }

    /// The country in five-year groups.
    fn country(&self, year: i32) -> Option<Groups> {
        self.population.national(year).map(five_year)
    }

    /// Start years of cohorts that have been followed for five.
    fn starts(&self, years: std::ops::RangeInclusive<i32>) -> std::ops::RangeInclusive<i32> {
        let end = self.year.min(*years.end()) - 5;
        (*years.start()).max(end - MEMORY + 1)..=end
    }

    /// What a county's cohorts did against the country's, with the country's hazard over five years.
    fn observe_county(&self, code: &str, sex: usize, group: usize) -> Option<(Observed, f64)> {
        let own = |year, g: usize| self.population.county(code, year).map(|c| c[sex][g]);
        self.observe(COUNTY_YEARS, sex, group, MOBILITY_COUNTY, own)
    }

    /// What a municipality's cohorts did against the country's, with the country's hazard over five years.
    fn observe_place(&self, code: &str, sex: usize, group: usize) -> Option<(Observed, f64)> {
        let own = |year, g| self.panel(code, year, sex, g);
        self.observe(PANEL_YEARS, sex, group, if group >= 13 { MOBILITY_OLD } else { MOBILITY_55 }, own)
    }

    fn observe(
        &self,
        years: std::ops::RangeInclusive<i32>,
        sex: usize,
        group: usize,
        mobility: f64,
        own: impl Fn(i32, usize) -> Option<f64>,
    ) -> Option<(Observed, f64)> {
        let years = self.starts(years);
        let (own, windows) = cohort(years.clone(), group, own);
        let (all, _) = cohort(years, group, |year, g| self.country(year).map(|c| c[sex][g]));
        own.against(&all, windows, mobility).map(|seen| (seen, -(all.after / all.before).ln()))
    }

    fn panel(&self, code: &str, year: i32, sex: usize, group: usize) -> Option<f64> {
        let column = group.checked_sub(PANEL_FIRST).filter(|c| *c < PANEL_GROUPS)?;
        self.population.panel(code, year).map(|panel| panel[sex][column])
    }

    /// Weighted means by county of one value for each municipality.
    fn county_means(&self, values: &[f64], weights: &[f64]) -> Vec<f64> {
        let mut sums = vec![(0.0, 0.0); self.counties.len()];
        for ((&(_, c), value), weight) in self.places.iter().zip(values).zip(weights) {
            sums[c].0 += value * weight;
            sums[c].1 += weight;
        }
        sums.into_iter().map(|(sum, weight)| if weight > 0.0 { sum / weight } else { 0.0 }).collect()
    }
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
