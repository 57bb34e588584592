//! Mortality, fertility and migration of the country.

use std::collections::BTreeMap;

use projection::mortality::History;
use projection::{AGES, BySexAge};

use crate::table::{Bundled, Fault, Row, Texts, lacking};

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
    pub(crate) fn read(texts: Texts<'_>) -> Result<Self, Fault> {
        let mut counts: BTreeMap<i32, [BySexAge<f64>; 2]> = BTreeMap::new();
        Bundled::mortality.rows(texts, |row| {
            let kind = usize::from(row.text(2)? == "exposure");
            counts.entry(row.read(0)?).or_insert([projection::zeros(); 2])[kind][row.sex(1)?] =
                row.values(3)?;
            Ok(())
        })?;
        every_year(Bundled::mortality, counts.keys())?;
        for (year, [deaths, exposure]) in &counts {
            let has_nobody = |table: &BySexAge<f64>| table.iter().any(|ages| ages.iter().sum::<f64>() <= 0.0);
            if has_nobody(deaths) || has_nobody(exposure) {
                return Err(lacking(
                    Bundled::mortality,
                    format!("{year} has no deaths or no people of one sex"),
                ));
            }
        }
        let first_year = counts.keys().next().copied().unwrap_or_default();
        let (deaths, exposure): (Vec<_>, Vec<_>) = counts.into_values().map(|[d, e]| (d, e)).unzip();

        let mut fertility = BTreeMap::new();
        let mut fertility_pattern = [0.0; AGES];
        Bundled::fertility.rows(texts, |row| {
            match row.text(0)? {
                "children" => {
                    fertility.insert(row.read(1)?, children(row)?);
                }
                _ => {
                    let age = fertility_pattern.get_mut(row.read::<usize>(1)?);
                    *age.ok_or_else(|| row.fault("no such age".into()))? = row.read(2)?;
                }
            }
            Ok(())
        })?;
        every_year(Bundled::fertility, fertility.keys())?;
        let mut migration: BTreeMap<i32, BySexAge<f64>> = BTreeMap::new();
        Bundled::migration.rows(texts, |row| {
            migration.entry(row.read(0)?).or_insert_with(projection::zeros)[row.sex(1)?] = row.values(2)?;
            Ok(())
        })?;
        every_year(Bundled::migration, migration.keys())?;
        let silent =
            migration.iter().find(|(_, table)| table.iter().any(|ages| ages.iter().all(|n| *n == 0.0)));
        if let Some((year, _)) = silent {
            return Err(lacking(Bundled::migration, format!("{year} has no migration of one sex")));
        }
        Ok(Self {
            mortality: History { first_year, deaths, exposure },
            fertility_pattern,
            fertility,
            migration,
        })
    }
}

/// Children per woman: median, and the ends of the interval in order.
fn children(row: &Row<'_>) -> Result<(f64, f64, f64), Fault> {
    let (median, low, high) = (row.read(2)?, row.read(3)?, row.read(4)?);
    if 0.0 < low && low <= median && median <= high {
        Ok((median, low, high))
    } else {
        Err(row.fault(format!("{low}, {median} and {high} are no interval of children per woman")))
    }
}

/// Years are read as following each other: none may be missing between the first and the last.
fn every_year<'a>(table: Bundled, years: impl Iterator<Item = &'a i32>) -> Result<(), Fault> {
    let mut expected = None;
    for &year in years {
        let missing = expected.filter(|expected| *expected != year);
        missing.map_or(Ok(()), |missing| Err(lacking(table, format!("the year {missing} is missing"))))?;
        expected = Some(year + 1);
    }
    expected.map(|_| ()).ok_or_else(|| lacking(table, "there are no years".into()))
}
