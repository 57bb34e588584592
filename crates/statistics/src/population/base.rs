//! The base year by municipality.

use projection::{AGES, Pyramid, SEXES};

use super::whole;
use crate::region::Regions;
use crate::table::{Bundled, Fault, Texts, lacking, provenance};

/// The municipalities in the year that the projection begins in.
#[derive(Debug)]
pub struct Base {
    /// The year (31 December).
    pub year: i32,
    /// People by municipality, in order of code.
    pub people: Vec<Pyramid>,
}

impl Base {
    pub(crate) fn read(texts: Texts<'_>, regions: &Regions) -> Result<Self, Fault> {
        let table = Bundled::population_base;
        let date = provenance(table.name(), &texts(table))?.date;
        let year: i32 = date
            .get(..4)
            .and_then(|year| year.parse().ok())
            .ok_or_else(|| lacking(table, "its date does not begin with a year".into()))?;
        let mut people = vec![[[0.0_f32; AGES]; SEXES]; regions.municipalities().count()];
        table.rows(texts, |row| {
            let place =
                regions.place_of(row.text(0)?).ok_or_else(|| row.fault("unknown municipality".into()))?;
            people[place][row.sex(1)?] = row.values::<AGES>(2)?.map(|n| n as f32);
            Ok(())
        })?;
        for (region, pyramid) in regions.municipalities().zip(&people) {
            whole(table, &region.code, year, Some(&pyramid.map(|ages| ages.map(f64::from))))?;
        }
        Ok(Self { year, people })
    }
}
