//! How each municipality's mortality and migration differ from the country's.
//!
//! *Mortality* is read from the municipality's own deaths over ten years against what the country's rates would have
//! given its people, shrunk towards its county's and its growth (places that have grown for long live longer).
//! *Migration* from 55 starts from what the place is like (places that grow although they are old are where people move to
//! when they retire, and from the smallest the old move on); what its cohorts did beyond that and beyond deaths is added as
//! far as it stands out from chance; from 60 also what they did between the two years that single ages were counted in. Below 55, the county's cohorts, the municipality's age structure, and where single
//! ages were counted twice its own cohorts, say how rates differ between ages; how much the municipality gains in all
//! follows its observed moves.
//!
//! The coefficients were chosen on forecasts that end by 2019.

pub mod level;
pub mod migration;
pub mod mortality;
pub mod young;

use projection::local::{Cohort, FIVE_YEAR_GROUPS, Observed, Shrunk};
use projection::population::BANDS;
use projection::{AGES, BySexAge, Pyramid, SEXES};

use crate::population::{
    COUNTED_YEAR, COUNTY_YEARS, FIRST_TOTAL, Groups, PANEL_FROM, PANEL_GROUPS, Population, STRUCTURE_YEAR,
};
use crate::region::Regions;

/// A municipality's change beyond the country's.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalChange {
    /// Yearly net migration rate beyond the country's, by sex and five-year group at the start, before the shift.
    pub migration: [[f64; FIVE_YEAR_GROUPS]; SEXES],
    /// What all ages' rates are moved by, more among the young, for the municipality to gain by moves what is expected.
    pub shift: f64,
    /// Standard error of the lasting level of migration, by band.
    pub migration_error: [f64; BANDS],
    /// Logarithm of death rates relative to the country, with its standard error.
    pub mortality: Shrunk,
}

impl LocalChange {
    /// Yearly net migration rate beyond the country's at a single age.
    pub fn migration_at(&self, sex: usize, age: usize) -> f64 {
        migration::rate_at(&self.migration[sex], age) + self.shift * level::pattern(age)
    }
}

/// First five-year group of the panel.
const PANEL_FIRST: usize = PANEL_FROM / 5;
/// Share who move in or out over five years, by place and age: adds chance to an observed ratio.
const MOBILITY_COUNTY: f64 = 0.04;
const MOBILITY_55: f64 = 0.12;
const MOBILITY_OLD: f64 = 0.06;
/// Counties whose borders moved, with the first year that they were counted as today: Heby came from Västmanland to
/// Uppsala on 1 January 2007. Cohorts are not followed over a border that moves.
const REDRAWN: [(&str, i32); 2] = [("03", 2006), ("19", 2006)];
/// How far back observations are used, in start years before the last one known.
const MEMORY: i32 = 11;

/// Whether a county was another in a year than it is today.
pub(crate) fn was_redrawn(code: &str, year: i32) -> bool {
    REDRAWN.iter().any(|(county, since)| *county == code && year < *since)
}

/// How much wider errors are in a place of so many inhabitants than in a large one: the smallest differ from their kind in
/// more ways.
fn width(inhabitants: f64) -> f64 {
    1.0 + (4500.0 / inhabitants.max(500.0)).powi(2)
}

/// The changes as they could be known at the end of `year`, by municipality in order of code. `people` are the
/// municipalities then; empty when only those who are 55 or more are projected, and all is about them.
pub fn local_changes(
    population: &Population,
    regions: &Regions,
    year: i32,
    people: &[Pyramid],
) -> Vec<LocalChange> {
    let known = DataAsOf::new(population, regions, year);
    let county_mortality = mortality::counties(&known);
    let county_migration = migration::counties(&known, &county_mortality);
    let explained = migration::explained(&known, &county_migration);
    let mortality = mortality::places(&known, &county_mortality);
    let mut migration = migration::places(&known, explained, &mortality);
    if !people.is_empty() {
        young::add(&mut migration, &known, people);
    }
    let levels = level::levels(&known);
    known
        .places
        .iter()
        .zip(mortality)
        .zip(migration)
        .enumerate()
        .map(|(place, ((&(code, _), mortality), migration))| {
            let width = width(known.inhabitants(code, year));
            let rate = |sex: usize, age: usize| migration::rate_at(&migration[sex], age);
            LocalChange {
                shift: people.get(place).map_or(0.0, |own| level::shift(own, levels[place], rate)),
                migration,
                migration_error: migration::errors(width),
                mortality: Shrunk { log: mortality.log, error: mortality::ERROR * width },
            }
        })
        .collect()
}

/// What is known at the end of a year, and of which places.
struct DataAsOf<'a> {
    population: &'a Population,
    year: i32,
    /// How many times the country's death rates each county's were in the pandemic year, beyond its lasting ones.
    pandemic: Vec<f64>,
    /// Municipalities in order of code, each with its county's place among `counties`.
    places: Vec<(&'a str, usize)>,
    counties: Vec<&'a str>,
}

impl<'a> DataAsOf<'a> {
    fn new(population: &'a Population, regions: &'a Regions, year: i32) -> Self {
        let counties: Vec<&str> = regions.counties().map(|r| r.code.as_str()).collect();
        let places = regions
            .municipalities()
            .map(|r| (r.code.as_str(), counties.iter().position(|c| *c == r.county()).unwrap_or(0)))
            .collect();
        let mut known = Self { population, year, pandemic: Vec::new(), places, counties };
        known.pandemic = mortality::pandemic(&known);
        known
    }

    /// Inhabitants in a year, or in the nearest one known. A population is read only when no municipality and no year is
    /// missing in it, so there is always one.
    fn inhabitants(&self, code: &str, year: i32) -> f64 {
        self.population
            .total(code, year.clamp(FIRST_TOTAL, self.population.last_total()))
            .unwrap_or(1.0)
            .max(1.0)
    }

    /// Logarithm of how many times as many inhabitants a municipality has at the end of `to` as in an earlier year.
    fn growth(&self, code: &str, from: i32, to: i32) -> f64 {
        (self.inhabitants(code, to) / self.inhabitants(code, from)).ln()
    }

    /// The year of the panel that tells who lives where.
    fn panel_year(&self) -> i32 {
        let years = self.population.panel_years();
        self.year.clamp(*years.start(), *years.end())
    }

    /// People of so many years or more, at the end of the year that is known where they were counted then.
    fn people_from(&self, code: &str, age: usize) -> f64 {
        let counted = |year: i32| self.population.people_from(code, year, age);
        counted(self.year).or_else(|| counted(self.panel_year())).unwrap_or(0.0)
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

    /// Years from the one that single ages were first counted in, when they have been counted again.
    fn years_since_structure(&self) -> Option<usize> {
        (self.year >= COUNTED_YEAR).then_some((self.year - STRUCTURE_YEAR) as usize)
    }

    /// What a county's cohorts did against the country's, with the country's hazard over five years.
    fn observe_county(&self, code: &str, sex: usize, group: usize) -> Option<(Observed, f64)> {
        let own = |year: i32, g: usize| {
            Some(self.population.county(code, year).filter(|_| !was_redrawn(code, year))?[sex][g])
        };
        self.observe(COUNTY_YEARS, sex, group, MOBILITY_COUNTY, own)
    }

    /// What a municipality's cohorts did against the country's, with the country's hazard, over five years: those of the
    /// panel, and those that were counted by single ages twice.
    fn observe_place(&self, code: &str, sex: usize, group: usize) -> Option<(Observed, f64)> {
        let own = |year, g| self.panel(code, year, sex, g);
        let mobility = if group >= 13 { MOBILITY_OLD } else { MOBILITY_55 };
        let years = self.population.panel_years();
        // A panel that goes on until now holds those who were counted twice, by sex.
        let is_until_now = self.year > STRUCTURE_YEAR && *years.end() >= self.year;
        let panel = self.observe(years.clone(), sex, group, mobility, own);
        if !is_until_now {
            return together(panel, self.observe_counted(code, group, mobility));
        }
        let (seen, hazard) = panel?;
        // Who died in the pandemic year beyond what is lasting has not moved.
        let starts = self.starts(years);
        let windows = starts.clone().count().max(1) as f64;
        let through = starts.filter(|start| (start + 1..=start + 5).contains(&mortality::PANDEMIC)).count();
        let died = self.pandemic_of(code)? * hazard.max(0.0) / 5.0 * through as f64 / windows;
        Some((Observed { log: seen.log + died, ..seen }, hazard))
    }

    /// How many times the country's death rates a municipality's county's were in the pandemic year, beyond its lasting ones.
    fn pandemic_of(&self, code: &str) -> Option<f64> {
        let county = self.counties.iter().position(|county| code.starts_with(county))?;
        self.pandemic.get(county).copied()
    }

    /// What a cohort did between the years that single ages were counted in, as over five years. Women and men are known
    /// together, and each sex is told what half of them say.
    fn observe_counted(&self, code: &str, group: usize, mobility: f64) -> Option<(Observed, f64)> {
        let years = self.years_since_structure()?;
        let (from, to) = (5 * group, 5 * group + 5);
        let before = self.population.people_between(code, STRUCTURE_YEAR, from, to)?;
        let after = self.population.people_between(code, self.year, from + years, to + years)?;
        let country = |year: i32, ages: std::ops::Range<usize>| -> Option<f64> {
            Some(
                self.population.national(year)?.iter().map(|sex| sex[ages.clone()].iter().sum::<f64>()).sum(),
            )
        };
        let all = Cohort {
            before: country(STRUCTURE_YEAR, from..to)?,
            after: country(self.year, from + years..to + years)?,
        };
        let own = Cohort { before: before / SEXES as f64, after: after / SEXES as f64 };
        let five = 5.0 / years as f64;
        let seen = own.against(&all, 1, mobility)?;
        let hazard = -five * (all.after / all.before).ln();
        // Who died in the pandemic year beyond what is lasting has not moved.
        let died = self.pandemic_of(code)? * hazard.max(0.0) / years as f64;
        Some((Observed { log: five * seen.log + died, variance: five * five * seen.variance }, hazard))
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
        let followed = |year: &i32| own(*year, group).is_some() && own(*year + 5, group + 1).is_some();
        // The country over the same years, or its own change would be taken for the place's.
        let years: Vec<i32> = years.filter(followed).collect();
        let (own, windows) = cohort(&years, group, own);
        let (all, _) = cohort(&years, group, |year, g| self.country(year).map(|c| c[sex][g]));
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

/// Two observations of the same with what belongs to each, weighed by how certain they are.
fn together(a: Option<(Observed, f64)>, b: Option<(Observed, f64)>) -> Option<(Observed, f64)> {
    let (Some((a, a_hazard)), Some((b, b_hazard))) = (a, b) else { return a.or(b) };
    let share = b.variance / (a.variance + b.variance);
    let mean = |a: f64, b: f64| share * a + (1.0 - share) * b;
    let log = mean(a.log, b.log);
    Some((Observed { log, variance: share * a.variance }, mean(a_hazard, b_hazard)))
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
fn cohort(years: &[i32], group: usize, value: impl Fn(i32, usize) -> Option<f64>) -> (Cohort, usize) {
    let mut sum = Cohort::default();
    let mut windows = 0;
    for &year in years {
        if let (Some(before), Some(after)) = (value(year, group), value(year + 5, group + 1)) {
            sum.add(before, after);
            windows += 1;
        }
    }
    (sum, windows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_certain_of_two_says_more() {
        let seen = |log, variance| Some((Observed { log, variance }, 1.0));
        let (both, _) = together(seen(0.1, 0.01), seen(0.4, 0.02)).expect("both were seen");
        assert!((both.log - 0.2).abs() < 1e-12 && both.variance < 0.01);
        assert_eq!(together(seen(0.1, 0.01), None), seen(0.1, 0.01));
        assert_eq!(together(None, None), None);
    }

    #[test]
    fn those_who_have_moved_to_a_place_since_single_ages_were_counted_are_seen() {
        let tables = crate::Tables::bundled().expect("the tables are whole");
        let known = |year| DataAsOf::new(&tables.population, &tables.regions, year);
        // People aged 60-69 have gone on moving to Öland, and away from Stockholm's inner suburbs.
        for (code, sign) in [("0840", 1.0), ("0183", -1.0)] {
            let (seen, hazard) = known(COUNTED_YEAR).observe_counted(code, 12, MOBILITY_55).expect("counted");
            assert!(seen.log * sign > 0.02 && hazard > 0.0, "{code}: {seen:?}");
            assert_eq!(known(STRUCTURE_YEAR).observe_counted(code, 12, MOBILITY_55), None);
        }
    }
}
