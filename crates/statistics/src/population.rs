//! People: the base year by municipality, and the history that changes are estimated from.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use projection::{AGES, BySexAge, Pyramid, SEXES};

use crate::region::Regions;
use crate::table::{Bundled, Fault, Texts, lacking, provenance};

/// First age of the municipal panel.
pub const PANEL_FROM: usize = 55;
/// Five-year groups of the panel: 55–59 … 95–99, 100+.
pub const PANEL_GROUPS: usize = 10;

/// Five-year groups by sex.
pub type Panel = [[f64; PANEL_GROUPS]; SEXES];
/// Five-year groups 0–4 … 95–99, 100+ by sex.
pub type Groups = [[f64; projection::local::FIVE_YEAR_GROUPS]; SEXES];

/// The population tables.
#[derive(Debug)]
pub struct Population {
    /// Year of the base population (31 December).
    pub base_year: i32,
    /// Base population by municipality, in order of code. An estimate.
    pub base: Vec<Pyramid>,
    /// National population by year.
    national: HashMap<i32, BySexAge<f64>>,
    /// People aged 55 or more by municipality and year.
    panel: HashMap<(String, i32), Panel>,
    /// County population in five-year groups by county and year.
    county: HashMap<(String, i32), Groups>,
    /// Inhabitants by municipality and year.
    totals: HashMap<(String, i32), f64>,
    /// Deaths at 75 and over by county and year, and how many the country's rates would have given.
    county_deaths: HashMap<(String, i32), (f64, f64)>,
}

impl Population {
    pub(crate) fn read(texts: Texts<'_>, regions: &Regions) -> Result<Self, Fault> {
        let table = Bundled::population_base;
        let date = provenance(table.name(), &texts(table))?.date;
        let base_year: i32 = date
            .get(..4)
            .and_then(|year| year.parse().ok())
            .ok_or_else(|| lacking(table, "its date does not begin with a year".into()))?;
        let mut base = vec![[[0.0_f32; AGES]; SEXES]; regions.municipalities().count()];
        Bundled::population_base.rows(texts, |row| {
            let place =
                regions.place_of(row.text(0)?).ok_or_else(|| row.fault("unknown municipality".into()))?;
            base[place][row.sex(1)?] = row.values::<AGES>(2)?.map(|n| n as f32);
            Ok(())
        })?;
        let mut national: HashMap<i32, BySexAge<f64>> = HashMap::new();
        Bundled::population_national.rows(texts, |row| {
            let year = national.entry(row.read(0)?).or_insert_with(projection::zeros);
            year[row.sex(1)?] = row.values(2)?;
            Ok(())
        })?;
        let (mut panel, mut county, mut totals) = (HashMap::new(), HashMap::new(), HashMap::new());
        Bundled::population_55_plus.rows(texts, |row| {
            let entry: &mut Panel = panel.entry((row.text(0)?.to_owned(), row.read(1)?)).or_default();
            entry[row.sex(2)?] = row.values(3)?;
            Ok(())
        })?;
        Bundled::population_county.rows(texts, |row| {
            let entry: &mut Groups = county.entry((row.text(0)?.to_owned(), row.read(1)?)).or_default();
            entry[row.sex(2)?] = row.values(3)?;
            Ok(())
        })?;
        Bundled::population_totals.rows(texts, |row| {
            for column in 1..row.len() {
                totals.insert((row.text(0)?.to_owned(), FIRST_TOTAL + column as i32 - 1), row.read(column)?);
            }
            Ok(())
        })?;
        let mut county_deaths = HashMap::new();
        Bundled::mortality_county.rows(texts, |row| {
            county_deaths.insert((row.text(0)?.to_owned(), row.read(1)?), (row.read(2)?, row.read(3)?));
            Ok(())
        })?;
        let population = Self { base_year, base, national, panel, county, totals, county_deaths };
        for (region, base) in regions.municipalities().zip(&population.base) {
            whole(table, &region.code, base_year, Some(&base.map(|ages| ages.map(f64::from))))?;
        }
        population.check(regions)?;
        Ok(population)
    }

    /// The history alone, without a base year: for estimating the base year.
    ///
    /// # Errors
    /// A region or a year is missing.
    pub(crate) fn from_parts(
        regions: &Regions,
        national: HashMap<i32, BySexAge<f64>>,
        panel: HashMap<(String, i32), Panel>,
        county: HashMap<(String, i32), Groups>,
        totals: HashMap<(String, i32), f64>,
        county_deaths: HashMap<(String, i32), (f64, f64)>,
    ) -> Result<Self, Fault> {
        let history = Self { base_year: 0, base: Vec::new(), national, panel, county, totals, county_deaths };
        history.check(regions)?;
        Ok(history)
    }

    /// Every region has people of both sexes in every year that a table holds, so that what looks them up finds them:
    /// a missing year is a fault here, and never taken to be 0.
    fn check(&self, regions: &Regions) -> Result<(), Fault> {
        for year in FIRST_NATIONAL..=self.base_year.max(*PANEL_YEARS.end()) {
            whole(Bundled::population_national, "00", year, self.national(year))?;
        }
        for region in regions.municipalities() {
            let code = region.code.as_str();
            for year in PANEL_YEARS {
                whole(Bundled::population_55_plus, code, year, self.panel(code, year))?;
            }
            for year in FIRST_TOTAL..=LAST_TOTAL {
                let total = self.total(code, year).map(|total| [[total]; SEXES]);
                whole(Bundled::population_totals, code, year, total.as_ref())?;
            }
        }
        for region in regions.counties() {
            let code = region.code.as_str();
            for year in COUNTY_YEARS {
                whole(Bundled::population_county, code, year, self.county(code, year))?;
            }
            for year in COUNTY_YEARS.skip(1) {
                let deaths = self.county_deaths(code, year).map(|(seen, expected)| [[seen], [expected]]);
                whole(Bundled::mortality_county, code, year, deaths.as_ref())?;
            }
        }
        Ok(())
    }

    /// The country on 31 December of a year between [`FIRST_NATIONAL`] and the base year.
    pub fn national(&self, year: i32) -> Option<&BySexAge<f64>> {
        self.national.get(&year)
    }

    /// People aged 55 or more in a municipality, in [`PANEL_YEARS`].
    pub fn panel(&self, code: &str, year: i32) -> Option<&Panel> {
        self.panel.get(&(code.to_owned(), year))
    }

    /// A county in five-year groups, in [`COUNTY_YEARS`].
    pub fn county(&self, code: &str, year: i32) -> Option<&Groups> {
        self.county.get(&(code.to_owned(), year))
    }

    /// Deaths at 75 and over in a county during a year, 1999–2015, and how many the country's rates would have given
    /// its people.
    pub fn county_deaths(&self, code: &str, year: i32) -> Option<(f64, f64)> {
        self.county_deaths.get(&(code.to_owned(), year)).copied()
    }

    /// Inhabitants of a municipality, from [`FIRST_TOTAL`] to [`LAST_TOTAL`].
    pub fn total(&self, code: &str, year: i32) -> Option<f64> {
        self.totals.get(&(code.to_owned(), year)).copied()
    }

    /// People aged `from` (a multiple of five, 55 or more) or more in a municipality in a panel year.
    pub fn panel_from(&self, code: &str, year: i32, from: usize) -> Option<f64> {
        let first = (from - PANEL_FROM) / 5;
        self.panel(code, year).map(|p| p.iter().map(|sex| sex[first..].iter().sum::<f64>()).sum())
    }
}

/// First year of the table of the country.
pub const FIRST_NATIONAL: i32 = 1968;
/// First year of the table of municipal totals.
pub const FIRST_TOTAL: i32 = 1950;
/// Last year of the table of municipal totals.
pub const LAST_TOTAL: i32 = 2020;
/// Years of the municipal panel.
pub const PANEL_YEARS: RangeInclusive<i32> = 2008..=2019;
/// Years of the counties' table; deaths are known from the second.
pub const COUNTY_YEARS: RangeInclusive<i32> = 1998..=2015;

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
