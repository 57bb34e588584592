//! People: the history by region that changes are estimated from, and the base year by municipality.

mod bands;
mod base;
mod counts;
mod past;
mod read;

use std::collections::HashMap;
use std::ops::RangeInclusive;

use projection::{BySexAge, SEXES};

use crate::region::Regions;
use crate::table::{Bundled, Fault, lacking};

pub(crate) use bands::BAND_STARTS;
pub use bands::Bands;
pub use base::Base;
pub use counts::{
    BANDS_FROM, BANDS_TO, COUNTED_FROM, COUNTED_SINGLES, COUNTED_YEAR, Counted, EVENTS_FROM,
    EVENTS_WHOLE_FROM, Events, FINE_BANDS_FROM, NOISE, OLDEST_FROM, OLDEST_YEARS, OVER_65_YEARS, Oldest,
};

/// First age of the municipal panel.
pub const PANEL_FROM: usize = 55;
/// Five-year groups of the panel: 55–59 … 95–99, 100+.
pub const PANEL_GROUPS: usize = 10;
/// First year of the table of the country.
pub const FIRST_NATIONAL: i32 = 1968;
/// First year of the table of municipal totals.
pub const FIRST_TOTAL: i32 = 1950;
/// Last year of the table of municipal totals.
pub const LAST_TOTAL: i32 = 2025;
/// The year that every municipality was counted in by sex and single age.
pub const STRUCTURE_YEAR: i32 = 2019;
/// Years of the municipal panel.
pub const PANEL_YEARS: RangeInclusive<i32> = 2008..=2019;
/// First year that deaths are known for every municipality.
pub const DEATHS_FROM: i32 = EVENTS_WHOLE_FROM + 1;
/// Years of the counties' table.
pub const COUNTY_YEARS: RangeInclusive<i32> = 1998..=2015;

/// Five-year groups by sex.
pub type Panel = [[f64; PANEL_GROUPS]; SEXES];
/// Five-year groups 0–4 … 95–99, 100+ by sex.
pub type Groups = [[f64; projection::local::FIVE_YEAR_GROUPS]; SEXES];
/// A value by region and year.
pub(crate) type Yearly<T> = HashMap<(String, i32), T>;

/// Counts of people, births, deaths and moves, by region and year (31 December).
#[derive(Debug, Default)]
pub struct Population {
    /// The country by sex and single age.
    pub(crate) national: HashMap<i32, BySexAge<f64>>,
    /// People aged 55 or more by municipality.
    pub(crate) panel: Yearly<Panel>,
    /// Counties in five-year groups.
    pub(crate) county: Yearly<Groups>,
    /// Inhabitants by municipality.
    pub(crate) totals: Yearly<f64>,
    /// Deaths by municipality, and how many the country's rates would have given.
    pub(crate) deaths: Yearly<(f64, f64)>,
    /// Municipalities by sex in bands of ages.
    pub(crate) bands: Yearly<Bands>,
    /// The oldest by municipality and single age.
    pub(crate) oldest: Yearly<Oldest>,
    /// Municipalities by age in [`COUNTED_YEAR`].
    pub(crate) counted: HashMap<String, Counted>,
    /// Municipalities by sex and single age in [`STRUCTURE_YEAR`].
    pub(crate) structure: HashMap<String, BySexAge<f64>>,
    /// Municipalities by sex and single age, in the years that have been fetched.
    pub(crate) single: Yearly<BySexAge<f64>>,
    /// The last of those years.
    pub(crate) last_single: Option<i32>,
    /// Those aged 65 or more by municipality.
    pub(crate) over_65: Yearly<f64>,
    /// Births, deaths and moves by municipality.
    pub(crate) events: Yearly<Events>,
}

impl Population {
    /// The country on 31 December of a year from [`FIRST_NATIONAL`].
    pub fn national(&self, year: i32) -> Option<&BySexAge<f64>> {
        self.national.get(&year)
    }

    /// People aged 55 or more in a municipality, in [`Self::panel_years`].
    pub fn panel(&self, code: &str, year: i32) -> Option<&Panel> {
        self.panel.get(&(code.to_owned(), year))
    }

    /// A county in five-year groups, in [`COUNTY_YEARS`].
    pub fn county(&self, code: &str, year: i32) -> Option<&Groups> {
        self.county.get(&(code.to_owned(), year))
    }

    /// Deaths in a municipality during a year from [`DEATHS_FROM`] to [`BANDS_TO`] or [`COUNTED_YEAR`], and how many the
    /// country's rates would have given its people.
    pub fn deaths(&self, code: &str, year: i32) -> Option<(f64, f64)> {
        self.deaths.get(&(code.to_owned(), year)).copied()
    }

    /// Inhabitants of a municipality, from [`FIRST_TOTAL`] to [`LAST_TOTAL`], and in later years that have been fetched.
    pub fn total(&self, code: &str, year: i32) -> Option<f64> {
        let published = self.totals.get(&(code.to_owned(), year)).copied();
        published.or_else(|| Some(self.single(code, year)?.iter().flatten().sum()))
    }

    /// A municipality by sex in bands of ages, from [`BANDS_FROM`] to [`BANDS_TO`] where it existed.
    pub fn bands(&self, code: &str, year: i32) -> Option<&Bands> {
        self.bands.get(&(code.to_owned(), year))
    }

    /// The oldest of a municipality by single age, in [`OLDEST_YEARS`].
    pub fn oldest(&self, code: &str, year: i32) -> Option<&Oldest> {
        self.oldest.get(&(code.to_owned(), year))
    }

    /// A municipality by age in [`COUNTED_YEAR`].
    pub fn counted(&self, code: &str) -> Option<&Counted> {
        self.counted.get(code)
    }

    /// A municipality by sex and single age in [`STRUCTURE_YEAR`].
    pub fn structure(&self, code: &str) -> Option<&BySexAge<f64>> {
        self.structure.get(code)
    }

    /// A municipality by sex and single age, in the years that have been fetched.
    pub fn single(&self, code: &str, year: i32) -> Option<&BySexAge<f64>> {
        self.single.get(&(code.to_owned(), year))
    }

    /// The last year that every municipality's inhabitants are known in.
    pub fn last_total(&self) -> i32 {
        self.last_single.unwrap_or(LAST_TOTAL).max(LAST_TOTAL)
    }

    /// The years in which every municipality's people aged 55 or more are known by sex and five-year group: [`PANEL_YEARS`], and
    /// those that have been fetched.
    pub fn panel_years(&self) -> RangeInclusive<i32> {
        *PANEL_YEARS.start()..=self.last_single.unwrap_or(*PANEL_YEARS.end())
    }

    /// Births, deaths and moves in a municipality during a year from [`EVENTS_FROM`] on.
    pub fn events(&self, code: &str, year: i32) -> Option<&Events> {
        self.events.get(&(code.to_owned(), year))
    }

    /// People of both sexes of some ages in a municipality, where they have been counted: by [`Self::people_from`] and
    /// [`Self::people_between`], or as the difference of two that the former tells.
    pub fn people_aged(&self, code: &str, year: i32, ages: std::ops::Range<usize>) -> Option<f64> {
        if ages.end >= projection::AGES {
            return self.people_from(code, year, ages.start);
        }
        self.people_between(code, year, ages.start, ages.end).or_else(|| {
            Some(self.people_from(code, year, ages.start)? - self.people_from(code, year, ages.end)?)
        })
    }

    /// People of both sexes aged `from` or more in a municipality, where they have been counted: every fifth year of age
    /// from 55 in the panel, 65, 80 and 90 to 2022, any from 80 in 2023, every fifth in [`COUNTED_YEAR`]; those aged
    /// 65 or more in 2023 and 2024 from published shares.
    pub fn people_from(&self, code: &str, year: i32, from: usize) -> Option<f64> {
        if from == 0 {
            return self.total(code, year);
        }
        let counted = || self.counted(code).filter(|_| year == COUNTED_YEAR);
        // Groups that were counted by themselves are disturbed less than sums of single ages.
        counted()
            .and_then(|counted| counted.people_from(from))
            .or_else(|| self.panel_from(code, year, from))
            .or_else(|| self.bands(code, year)?.people_from(from))
            .or_else(|| Some(self.oldest(code, year)?.get(from.checked_sub(OLDEST_FROM)?..)?.iter().sum()))
            .or_else(|| Some(self.single(code, year)?.iter().map(|ages| sum_from(ages, from)).sum()))
            .or_else(|| {
                self.over_65.get(&(code.to_owned(), year)).copied().filter(|_| from == projection::OLD)
            })
    }

    /// People of both sexes from one age up to another, which is not included, in a municipality: any ages in
    /// [`STRUCTURE_YEAR`], and in [`COUNTED_YEAR`] from a multiple of five, or any age from 65, to any age from there.
    pub fn people_between(&self, code: &str, year: i32, from: usize, to: usize) -> Option<f64> {
        match year {
            STRUCTURE_YEAR => {
                Some(self.structure(code)?.iter().filter_map(|ages| ages.get(from..to)).flatten().sum())
            }
            COUNTED_YEAR => self
                .counted(code)?
                .people_between(from, to)
                .or_else(|| self.single_between(code, year, from, to)),
            _ => self.single_between(code, year, from, to),
        }
    }

    fn single_between(&self, code: &str, year: i32, from: usize, to: usize) -> Option<f64> {
        Some(self.single(code, year)?.iter().filter_map(|ages| ages.get(from..to)).flatten().sum())
    }

    /// People aged `from` (a multiple of five, 55 or more) or more in a municipality in a panel year.
    pub fn panel_from(&self, code: &str, year: i32, from: usize) -> Option<f64> {
        let first = from.checked_sub(PANEL_FROM).filter(|ages| ages.is_multiple_of(5))? / 5;
        self.panel(code, year).map(|p| p.iter().map(|sex| sex[first..].iter().sum::<f64>()).sum())
    }

    /// Every region has people of both sexes in every year that a table holds, so that what looks them up finds them:
    /// a missing year is a fault here, and never taken to be 0.
    pub(crate) fn check(&self, regions: &Regions) -> Result<(), Fault> {
        for year in FIRST_NATIONAL..=self.last_total() {
            whole(Bundled::population_national, "00", year, self.national(year))?;
        }
        for region in regions.municipalities() {
            self.check_municipality(&region.code)?;
        }
        for region in regions.counties() {
            let code = region.code.as_str();
            for year in COUNTY_YEARS {
                whole(Bundled::population_county, code, year, self.county(code, year))?;
            }
        }
        Ok(())
    }

    fn check_municipality(&self, code: &str) -> Result<(), Fault> {
        for year in PANEL_YEARS {
            whole(Bundled::population_55_plus, code, year, self.panel(code, year))?;
        }
        whole(Bundled::population_structure, code, STRUCTURE_YEAR, self.structure(code))?;
        for year in FIRST_TOTAL..=LAST_TOTAL {
            let total = self.total(code, year).map(|total| [[total]; SEXES]);
            whole(Bundled::population_totals, code, year, total.as_ref())?;
        }
        for year in self.last_single.into_iter().flat_map(|last| STRUCTURE_YEAR + 1..=last) {
            whole(Bundled::population_single, code, year, self.single(code, year))?;
        }
        for year in FINE_BANDS_FROM..=BANDS_TO {
            self.check_bands(code, year)?;
        }
        for year in OLDEST_YEARS {
            let all = self.oldest(code, year).map(|ages| [*ages; SEXES]);
            whole(Bundled::population_80_plus, code, year, all.as_ref())?;
        }
        for year in EVENTS_WHOLE_FROM..=LAST_TOTAL {
            if self.events(code, year).and_then(|events| events.natural).is_none() {
                return Err(lacking(Bundled::events, format!("{code} in {year} is missing")));
            }
        }
        let total = self.total(code, COUNTED_YEAR).unwrap_or_default();
        let missing = || lacking(Bundled::population_counted, format!("{code} is missing"));
        self.counted(code).ok_or_else(missing)?.check(code, total)
    }

    /// Every municipality has deaths in every year that the table holds for all.
    pub(crate) fn check_deaths(&self, regions: &Regions) -> Result<(), Fault> {
        for region in regions.municipalities() {
            for year in (DEATHS_FROM..=BANDS_TO).chain([COUNTED_YEAR]) {
                let deaths = self.deaths(&region.code, year).map(|(seen, expected)| [[seen], [expected]]);
                whole(Bundled::mortality_municipal, &region.code, year, deaths.as_ref())?;
            }
        }
        Ok(())
    }

    /// The bands of a year add up to the total.
    fn check_bands(&self, code: &str, year: i32) -> Result<(), Fault> {
        let wrong = |reason: &str| lacking(Bundled::population_bands, format!("{code} in {year} {reason}"));
        let bands = self.bands(code, year).ok_or_else(|| wrong("is missing"))?;
        let sum = bands.people_from(0).filter(|_| bands.is_whole());
        let sum = sum.ok_or_else(|| wrong("has nobody of one sex, or fewer than nobody"))?;
        match self.total(code, year) {
            Some(total) if (sum - total).abs() > 0.5 => {
                Err(wrong(&format!("sums to {sum} over its bands, and its total is {total}")))
            }
            _ => Ok(()),
        }
    }
}

/// All of an age and older.
fn sum_from(ages: &[f64; projection::AGES], from: usize) -> f64 {
    ages.get(from..).unwrap_or_default().iter().sum()
}

/// A region's figures of a year: a fault when they are missing, when one sex has nobody, or a number is below 0.
fn whole<const N: usize>(
    table: Bundled,
    code: &str,
    year: i32,
    figures: Option<&[[f64; N]; SEXES]>,
) -> Result<(), Fault> {
    let is_counted = |ages: &[f64; N]| ages.iter().all(|n| *n >= 0.0) && ages.iter().any(|n| *n > 0.0);
    match figures {
        Some(sexes) if sexes.iter().all(is_counted) => Ok(()),
        Some(_) => {
            Err(lacking(table, format!("{code} in {year} has nobody of one sex, or fewer than nobody")))
        }
        None => Err(lacking(table, format!("{code} in {year} is missing"))),
    }
}
