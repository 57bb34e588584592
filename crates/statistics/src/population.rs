//! People: the base year by municipality, and the history that changes are estimated from.

use std::collections::HashMap;

use projection::{AGES, BySexAge, Pyramid, SEXES};

use crate::region::Regions;
use crate::table::{Bundled, Fault};

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
    pub(crate) fn bundled(regions: &Regions) -> Result<Self, Fault> {
        let base_year: i32 =
            Bundled::population_base.provenance()?.date[..4].parse().map_err(|_| Fault::Check {
                table: "population_base".into(),
                reason: "its date does not begin with a year".into(),
            })?;
        let mut base = vec![[[0.0_f32; AGES]; SEXES]; regions.municipalities().count()];
        Bundled::population_base.rows(|row| {
            let place =
                regions.place_of(row.text(0)?).ok_or_else(|| row.fault("unknown municipality".into()))?;
            base[place][row.sex(1)?] = row.values::<AGES>(2)?.map(|n| n as f32);
            Ok(())
        })?;
        let mut national: HashMap<i32, BySexAge<f64>> = HashMap::new();
        Bundled::population_national.rows(|row| {
            let year = national.entry(row.read(0)?).or_insert_with(projection::zeros);
            year[row.sex(1)?] = row.values(2)?;
            Ok(())
        })?;
        let (mut panel, mut county, mut totals) = (HashMap::new(), HashMap::new(), HashMap::new());
        Bundled::population_55_plus.rows(|row| {
            let entry: &mut Panel = panel.entry((row.text(0)?.to_owned(), row.read(1)?)).or_default();
            entry[row.sex(2)?] = row.values(3)?;
            Ok(())
        })?;
        Bundled::population_county.rows(|row| {
            let entry: &mut Groups = county.entry((row.text(0)?.to_owned(), row.read(1)?)).or_default();
            entry[row.sex(2)?] = row.values(3)?;
            Ok(())
        })?;
        Bundled::population_totals.rows(|row| {
            for column in 1..row.len() {
                totals.insert((row.text(0)?.to_owned(), FIRST_TOTAL + column as i32 - 1), row.read(column)?);
            }
            Ok(())
        })?;
        let mut county_deaths = HashMap::new();
        Bundled::mortality_county.rows(|row| {
            county_deaths.insert((row.text(0)?.to_owned(), row.read(1)?), (row.read(2)?, row.read(3)?));
            Ok(())
        })?;
        Ok(Self { base_year, base, national, panel, county, totals, county_deaths })
    }

    /// The history alone, without a base year: for estimating the base year.
    pub(crate) fn from_parts(
        national: HashMap<i32, BySexAge<f64>>,
        panel: HashMap<(String, i32), Panel>,
        county: HashMap<(String, i32), Groups>,
        totals: HashMap<(String, i32), f64>,
        county_deaths: HashMap<(String, i32), (f64, f64)>,
    ) -> Self {
        Self { base_year: 0, base: Vec::new(), national, panel, county, totals, county_deaths }
    }

    /// The country on 31 December of a year between 1968 and the base year.
    pub fn national(&self, year: i32) -> Option<&BySexAge<f64>> {
        self.national.get(&year)
    }

    /// People aged 55 or more in a municipality, 2008–2019.
    pub fn panel(&self, code: &str, year: i32) -> Option<&Panel> {
        self.panel.get(&(code.to_owned(), year))
    }

    /// A county in five-year groups, 1998–2015.
    pub fn county(&self, code: &str, year: i32) -> Option<&Groups> {
        self.county.get(&(code.to_owned(), year))
    }

    /// Deaths at 75 and over in a county during a year, 1999–2015, and how many the country's rates would have given
    /// its people.
    pub fn county_deaths(&self, code: &str, year: i32) -> Option<(f64, f64)> {
        self.county_deaths.get(&(code.to_owned(), year)).copied()
    }

    /// Inhabitants of a municipality, 1950–2020.
    pub fn total(&self, code: &str, year: i32) -> Option<f64> {
        self.totals.get(&(code.to_owned(), year)).copied()
    }

    /// People aged `from` (a multiple of five, 55 or more) or more in a municipality in a panel year.
    pub fn panel_from(&self, code: &str, year: i32, from: usize) -> Option<f64> {
        let first = (from - PANEL_FROM) / 5;
        self.panel(code, year).map(|p| p.iter().map(|sex| sex[first..].iter().sum::<f64>()).sum())
    }
}

/// First year of the table of municipal totals.
pub const FIRST_TOTAL: i32 = 1950;
