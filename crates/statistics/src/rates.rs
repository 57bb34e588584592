//! Mortality, fertility and migration of the country.

use std::collections::BTreeMap;

use projection::mortality::History;
use projection::{AGES, BySexAge};

use crate::table::{Bundled, Fault};

/// The tables of rates.
#[derive(Debug)]
pub struct Rates {
    /// Deaths and mean population 1969–2019 by sex and age. The pandemic year is left out.
    pub mortality: History,
    /// Births per woman by single age, as shares that sum to 1.
    pub fertility_pattern: [f64; AGES],
    /// Children per woman by year: median of the forecast, with its 80 per cent interval.
    pub fertility: BTreeMap<i32, (f64, f64, f64)>,
    /// Net migration from abroad by year, persons by sex and age.
    pub migration: BTreeMap<i32, BySexAge<f64>>,
}

impl Rates {
    pub(crate) fn bundled() -> Result<Self, Fault> {
        let mut counts: BTreeMap<i32, [BySexAge<f64>; 2]> = BTreeMap::new();
        Bundled::mortality.rows(|row| {
            let kind = usize::from(row.text(2)? == "exposure");
            counts.entry(row.read(0)?).or_insert([projection::zeros(); 2])[kind][row.sex(1)?] =
                row.values(3)?;
            Ok(())
        })?;
        let first_year = counts.keys().next().copied().unwrap_or_default();
        let (deaths, exposure): (Vec<_>, Vec<_>) = counts.into_values().map(|[d, e]| (d, e)).unzip();

        let mut fertility = BTreeMap::new();
        let mut fertility_pattern = [0.0; AGES];
        Bundled::fertility.rows(|row| {
            match row.text(0)? {
                "children" => {
                    fertility.insert(row.read(1)?, (row.read(2)?, row.read(3)?, row.read(4)?));
                }
                _ => fertility_pattern[row.read::<usize>(1)?] = row.read(2)?,
            }
            Ok(())
        })?;
        let mut migration: BTreeMap<i32, BySexAge<f64>> = BTreeMap::new();
        Bundled::migration.rows(|row| {
            migration.entry(row.read(0)?).or_insert_with(projection::zeros)[row.sex(1)?] = row.values(2)?;
            Ok(())
        })?;
        Ok(Self {
            mortality: History { first_year, deaths, exposure },
            fertility_pattern,
            fertility,
            migration,
        })
    }
}
