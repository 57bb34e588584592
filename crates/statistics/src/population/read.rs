//! Reads the history from its tables.

use projection::SEXES;

use super::{BAND_STARTS, Bands, Counted, Events, FIRST_TOTAL, PANEL_FROM, Population, Yearly};
use crate::region::Regions;
use crate::table::{Bundled, Fault, Row, Texts};

impl Population {
    pub(crate) fn read(texts: Texts<'_>, regions: &Regions) -> Result<Self, Fault> {
        let mut population = Self::default();
        population.read_country_and_counties(texts)?;
        population.read_municipalities(texts)?;
        population.read_counts(texts)?;
        population.check(regions)?;
        population.check_deaths(regions)?;
        Ok(population)
    }

    fn read_country_and_counties(&mut self, texts: Texts<'_>) -> Result<(), Fault> {
        Bundled::population_national.rows(texts, |row| {
            let year = self.national.entry(row.read(0)?).or_insert_with(projection::zeros);
            year[row.sex(1)?] = row.values(2)?;
            Ok(())
        })?;
        Bundled::population_county.rows(texts, |row| {
            self.county.entry(key(row)?).or_default()[row.sex(2)?] = row.values(3)?;
            Ok(())
        })?;
        Bundled::mortality_municipal.rows(texts, |row| {
            self.deaths.insert(key(row)?, (row.read(2)?, row.read(3)?));
            Ok(())
        })
    }

    fn read_municipalities(&mut self, texts: Texts<'_>) -> Result<(), Fault> {
        Bundled::population_55_plus.rows(texts, |row| {
            self.panel.entry(key(row)?).or_default()[row.sex(2)?] = row.values(3)?;
            Ok(())
        })?;
        Bundled::population_totals.rows(texts, |row| {
            for column in 1..row.len() {
                let year = FIRST_TOTAL + column as i32 - 1;
                self.totals.insert((row.text(0)?.to_owned(), year), row.read(column)?);
            }
            Ok(())
        })?;
        Bundled::population_structure.rows(texts, |row| {
            let own = self.structure.entry(row.text(0)?.to_owned()).or_insert_with(projection::zeros);
            own[row.sex(1)?] = row.values(2)?;
            Ok(())
        })?;
        self.read_bands(texts)?;
        self.read_single(texts)
    }

    /// Single ages of the years that have been fetched, and the groups of the panel that they make.
    fn read_single(&mut self, texts: Texts<'_>) -> Result<(), Fault> {
        Bundled::population_single.rows(texts, |row| {
            let (code, year) = key(row)?;
            let (sex, ages) = (row.sex(2)?, row.values(3)?);
            self.last_single = self.last_single.max(Some(year));
            let groups = &mut self.panel.entry((code.clone(), year)).or_default()[sex];
            for (age, n) in ages.iter().enumerate().skip(PANEL_FROM) {
                groups[(age - PANEL_FROM) / 5] += n;
            }
            self.single.entry((code, year)).or_insert_with(projection::zeros)[sex] = ages;
            Ok(())
        })
    }

    /// Bands are rows by sex; those that are empty are part of the one before.
    fn read_bands(&mut self, texts: Texts<'_>) -> Result<(), Fault> {
        let mut rows: Yearly<[[Option<f64>; BAND_STARTS.len()]; SEXES]> = Yearly::new();
        Bundled::population_bands.rows(texts, |row| {
            let own = &mut rows.entry(key(row)?).or_default()[row.sex(2)?];
            for (value, column) in own.iter_mut().zip(3..) {
                *value = row.maybe(column)?;
            }
            Ok(())
        })?;
        for (key, [women, men]) in rows {
            let bands = BAND_STARTS.into_iter().zip(women.into_iter().zip(men));
            let known = bands.filter_map(|(start, (w, m))| Some((start, <[f64; SEXES]>::from(w.zip(m)?))));
            self.bands.insert(key, Bands::new(known.collect()));
        }
        Ok(())
    }

    fn read_counts(&mut self, texts: Texts<'_>) -> Result<(), Fault> {
        Bundled::population_80_plus.rows(texts, |row| {
            self.oldest.insert(key(row)?, row.values(2)?);
            Ok(())
        })?;
        Bundled::population_counted.rows(texts, |row| {
            let mut counted = Counted::default();
            for (column, value) in counted.groups.iter_mut().chain(&mut counted.singles).enumerate() {
                *value = row.read(column + 1)?;
            }
            self.counted.insert(row.text(0)?.to_owned(), counted);
            Ok(())
        })?;
        Bundled::population_65_plus.rows(texts, |row| {
            self.over_65.insert(key(row)?, row.read(2)?);
            Ok(())
        })?;
        Bundled::events.rows(texts, |row| {
            let events = Events {
                births: row.maybe(2)?,
                deaths: row.maybe(3)?,
                natural: row.maybe(4)?,
                domestic: row.maybe(5)?,
                foreign: row.maybe(6)?,
            };
            self.events.insert(key(row)?, events);
            Ok(())
        })
    }
}

/// Region and year, which begin a row.
fn key(row: &Row<'_>) -> Result<(String, i32), Fault> {
    Ok((row.text(0)?.to_owned(), row.read(1)?))
}
