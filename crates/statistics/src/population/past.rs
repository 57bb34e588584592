//! The municipalities in an earlier year by sex and single age, from what was counted of them then.

use std::ops::Range;

use projection::{AGES, Pyramid, SEXES};

use super::{BANDS_TO, FINE_BANDS_FROM, PANEL_FROM, Population, STRUCTURE_YEAR};
use crate::margins::{Margin, People, fit};
use crate::region::Regions;
use crate::table::Fault;

/// First age of the widest band that the panel divides.
const MIDDLE: usize = 45;

impl Population {
    /// A municipality's people by sex in the finest bands there are: those of the panel from 55, and wider below.
    pub fn finest_bands(&self, code: &str, year: i32) -> Option<Vec<(Range<usize>, [f64; SEXES])>> {
        let published = self.bands(code, year)?;
        let Some(panel) = self.panel(code, year) else {
            return Some(published.iter().collect());
        };
        let old_of_middle: [f64; SEXES] = panel.map(|groups| groups[..2].iter().sum());
        let mut bands: Vec<_> = published.iter().filter(|(ages, _)| ages.end <= MIDDLE).collect();
        let middle = published.iter().find(|(ages, _)| ages.start == MIDDLE)?.1;
        bands.push((MIDDLE..PANEL_FROM, std::array::from_fn(|s| middle[s] - old_of_middle[s])));
        bands.extend((0..panel[0].len()).map(|group| {
            let from = PANEL_FROM + 5 * group;
            (from..(from + 5).min(AGES), std::array::from_fn(|s| panel[s][group]))
        }));
        Some(bands)
    }

    /// People by sex and single age within a region as in its county, and within five years of age as in the country: a
    /// pattern, in no unit.
    pub(crate) fn pattern(&self, code: &str, year: i32) -> Option<[[f64; AGES]; SEXES]> {
        let country = self.national(year)?;
        let county = self.county(&code[..2], year);
        Some(std::array::from_fn(|sex| {
            std::array::from_fn(|age| {
                let group = age / 5;
                let all: f64 = country[sex][5 * group..(5 * group + 5).min(AGES)].iter().sum();
                county.map_or(1.0, |county| county[sex][group] / all.max(1.0)) * country[sex][age]
            })
        }))
    }

    /// The municipalities from [`FINE_BANDS_FROM`] to [`BANDS_TO`], in order of code: counted in [`STRUCTURE_YEAR`] and where it has
    /// been fetched, and in
    /// other years their counted bands, with the ages within a band as in the county and the country.
    ///
    /// # Errors
    /// A year that is not of those, or counts that contradict each other.
    pub fn people_in(&self, regions: &Regions, year: i32) -> Result<Vec<Pyramid>, Fault> {
        let codes: Vec<&str> = regions.municipalities().map(|region| region.code.as_str()).collect();
        let single = |people: &[[f64; AGES]; SEXES]| people.map(|ages| ages.map(|n| n as f32));
        if year == STRUCTURE_YEAR {
            return Ok(codes.iter().filter_map(|code| self.structure(code)).map(single).collect());
        }
        let counted: Option<Vec<Pyramid>> =
            codes.iter().map(|code| Some(single(self.single(code, year)?))).collect();
        if let Some(counted) = counted {
            return Ok(counted);
        }
        let missing = |code: &str| Fault::Check {
            table: "population".into(),
            reason: format!(
                "{code} in {year} is not counted by age: that is so from {FINE_BANDS_FROM} to {BANDS_TO}"
            ),
        };
        let mut people = People::new();
        let mut margins = Vec::new();
        for (place, &code) in codes.iter().enumerate() {
            people.push(self.pattern(code, year).ok_or_else(|| missing(code))?);
            let bands =
                self.finest_bands(code, year).filter(|_| (FINE_BANDS_FROM..=BANDS_TO).contains(&year));
            for (ages, counted) in bands.ok_or_else(|| missing(code))? {
                margins.extend((0..SEXES).map(|sex| {
                    Margin::of_place(
                        format!("{code} {year}"),
                        place,
                        sex..sex + 1,
                        ages.clone(),
                        counted[sex],
                    )
                }));
            }
        }
        margins.extend(
            self.national(year).into_iter().flat_map(|all| Margin::of_country(year, codes.len(), all)),
        );
        fit(&mut people, &margins)?;
        Ok(people.iter().map(single).collect())
    }
}
