//! What has been counted in each municipality, year by year.

use std::ops::RangeInclusive;

use projection::AGES;
use projection::local::FIVE_YEAR_GROUPS;

use crate::table::{Bundled, Fault, lacking};

/// First year of the age bands.
pub const BANDS_FROM: i32 = 1998;
/// Last year of the age bands.
pub const BANDS_TO: i32 = 2022;
/// First year that bands begin at 45 and at 90 in.
pub const FINE_BANDS_FROM: i32 = 2008;
/// First age of the table of the oldest.
pub const OLDEST_FROM: usize = 80;
/// Years of the table of the oldest.
pub const OLDEST_YEARS: [i32; 2] = [2019, 2023];
/// Years that those aged 65 or more are known in from published shares.
pub const OVER_65_YEARS: RangeInclusive<i32> = 2023..=2024;
/// The year that ages were last counted in.
pub const COUNTED_YEAR: i32 = 2025;
/// First of the single ages that were counted then.
pub const COUNTED_FROM: usize = 65;
/// How many single ages were counted.
pub const COUNTED_SINGLES: usize = AGES - COUNTED_FROM;
/// First year of births, deaths and moves.
pub const EVENTS_FROM: i32 = 1998;
/// First year with births, deaths and moves of every municipality.
pub const EVENTS_WHOLE_FROM: i32 = 2003;

/// Standard deviation of the disturbance that the publisher adds to every number from 2025 on: five-year groups differ
/// from the sums of their single ages by 3.55 on average squares, which is so much for each of six numbers.
pub const NOISE: f64 = 1.45;
/// So many standard deviations are never seen by chance among some thousand numbers.
const BEYOND_CHANCE: f64 = 6.0;

/// Single ages 80 … 99 and 100+, both sexes.
pub type Oldest = [f64; AGES - OLDEST_FROM];

/// People by age in [`COUNTED_YEAR`], both sexes; every number is disturbed by itself ([`NOISE`]).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counted {
    /// Five-year groups 0–4 … 95–99, 100+.
    pub groups: [f64; FIVE_YEAR_GROUPS],
    /// Single ages 65 … 99, 100+.
    pub singles: [f64; COUNTED_SINGLES],
}

impl Default for Counted {
    fn default() -> Self {
        Self { groups: [0.0; FIVE_YEAR_GROUPS], singles: [0.0; COUNTED_SINGLES] }
    }
}

impl Counted {
    /// People aged `from` (a multiple of five) or more: of groups, which are disturbed less than single ages.
    pub fn people_from(&self, from: usize) -> Option<f64> {
        (from.is_multiple_of(5) && from < AGES).then(|| self.groups[from / 5..].iter().sum())
    }

    /// People from one age up to another, which is not included: of groups, and of single ages beyond the last whole group;
    /// of single ages only where the first is no multiple of five.
    pub fn people_between(&self, from: usize, to: usize) -> Option<f64> {
        if !from.is_multiple_of(5) {
            let single = |age: usize| age.checked_sub(COUNTED_FROM);
            return Some(self.singles.get(single(from)?..single(to)?)?.iter().sum());
        }
        let whole = to - to % 5;
        let singles = match whole.checked_sub(COUNTED_FROM) {
            Some(first) => self.singles.get(first..to - COUNTED_FROM)?.iter().sum(),
            None if whole == to => 0.0,
            None => return None,
        };
        Some(self.groups.get(from / 5..whole / 5)?.iter().sum::<f64>() + singles)
    }

    /// Whether the parts add up to each other and to the total but for the disturbance.
    ///
    /// # Errors
    /// They do not: a number that has been misread, or of another municipality.
    pub(crate) fn check(&self, code: &str, total: f64) -> Result<(), Fault> {
        let apart = |what: String, parts: f64, whole: f64, numbers: usize| {
            if (parts - whole).abs() <= BEYOND_CHANCE * NOISE * (numbers as f64).sqrt() {
                return Ok(());
            }
            let reason = format!(
                "{code} in {COUNTED_YEAR}, {what}: the parts sum to {parts} and the whole is {whole}, which is more than disturbance; one of them has been misread or is another municipality's"
            );
            Err(lacking(Bundled::population_counted, reason))
        };
        apart("all ages".into(), self.groups.iter().sum(), total, FIVE_YEAR_GROUPS + 1)?;
        for (group, singles) in self.groups[COUNTED_FROM / 5..].iter().zip(self.singles.chunks(5)) {
            let what = format!("a group of {group} from 65 on");
            apart(what, singles.iter().sum(), *group, singles.len() + 1)?;
        }
        Ok(())
    }
}

/// Births, deaths and moves of a municipality in a year; None where not published.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Events {
    /// Children born.
    pub births: Option<f64>,
    /// Deaths.
    pub deaths: Option<f64>,
    /// Births less deaths.
    pub natural: Option<f64>,
    /// Moved in from other municipalities less moved out to them.
    pub domestic: Option<f64>,
    /// Moved in from abroad less moved out.
    pub foreign: Option<f64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted() -> Counted {
        let mut counted = Counted { groups: [100.0; FIVE_YEAR_GROUPS], singles: [20.0; COUNTED_SINGLES] };
        counted.singles[COUNTED_SINGLES - 1] = 100.0;
        counted
    }

    #[test]
    fn disturbance_is_borne_and_a_misread_number_is_told_with_its_numbers() {
        let mut counted = counted();
        assert!(counted.check("1482", 2100.0).is_ok());
        counted.singles[3] += 4.0;
        counted.groups[2] -= 5.0;
        assert!(counted.check("1482", 2105.0).is_ok());
        counted.groups[13] = 1000.0;
        let said = counted.check("1482", 3000.0).expect_err("nine hundred is no disturbance").to_string();
        assert!(["1482", "1000", "104"].iter().all(|part| said.contains(part)), "{said}");
    }
}
