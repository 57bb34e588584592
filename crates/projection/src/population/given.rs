//! Numbers of people that are taken as given: a forecast that somebody else has made is met at the median, and the futures keep
//! their spread around it.
//!
//! Everybody of an age class is counted as many times as the class is given to be larger than its median; between years that are
//! given the ages' factors go straight from one to the next, from 1 in the base year, and after the last they grow older with
//! their people. A factor that all futures share moves a median just so, and leaves every future's distance from it, relatively,
//! as it was.

use std::ops::Range;

use pulp::{Simd, WithSimd};
use rayon::prelude::*;

use super::Place;
use super::life::Life;
use crate::kernel::decay::Decay;
use crate::kernel::{ROW, Row, Rows, dispatch, rows};
use crate::national::National;
use crate::quantile::Quantiles;
use crate::{AGES, Pyramid, SEXES};

/// How many people of an age class there are in a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// Which projected year: 1 is the first. Others are not counted.
    pub year: usize,
    /// Of one sex, [`crate::WOMEN`] or [`crate::MEN`]; of both without.
    pub sex: Option<usize>,
    /// Their ages. A class of a year must not share ages with another of the same sex.
    pub ages: Range<usize>,
    /// How many.
    pub people: f32,
}

/// How many times each person is counted, by year from the base year, sex and age.
#[derive(Clone, Debug, PartialEq)]
pub struct Factors {
    years: Vec<Pyramid>,
}

/// The largest factor, and one over the smallest: what is given further away is no forecast of the same place.
pub const MOST_FACTOR: f32 = 10.0;

impl Factors {
    /// The factors by which a place's classes come out as given at the median.
    pub fn of(place: &Place, national: &National, given: &[Given]) -> Self {
        let medians = medians(place, national, given);
        let mut known = vec![[[None; AGES]; SEXES]; national.run.years + 1];
        known[0] = [[Some(1.0); AGES]; SEXES];
        for (class, median) in given.iter().zip(medians) {
            let Some(year) = known.get_mut(class.year).filter(|_| class.year > 0) else { continue };
            // Nobody can be multiplied into somebody.
            if median <= 0.0 {
                continue;
            }
            let most = f64::from(MOST_FACTOR);
            let factor = crate::clamped(f64::from(class.people) / median, (1.0 / most, most), 1.0);
            for (sex, ages) in year.iter_mut().enumerate() {
                if class.sex.is_none_or(|of| of == sex) {
                    ages[class.ages.start.min(AGES)..class.ages.end.min(AGES)].fill(Some(factor as f32));
                }
            }
        }
        Self { years: completed(&known) }
    }

    /// The factors of a year; one past the end has the last's.
    pub fn at(&self, year: usize) -> &Pyramid {
        &self.years[year.min(self.years.len() - 1)]
    }
}

/// A factor for every year and age: straight between two that are known, and after the last with the people as they grow older.
fn completed(known: &[[[Option<f32>; AGES]; SEXES]]) -> Vec<Pyramid> {
    let mut years = vec![[[1.0; AGES]; SEXES]; known.len()];
    for sex in 0..SEXES {
        for age in 0..AGES {
            let mut before = (0, 1.0);
            for (year, factors) in known.iter().enumerate().skip(1) {
                let Some(factor) = factors[sex][age] else { continue };
                let span = (year - before.0) as f32;
                for (step, between) in (before.0 + 1..=year).enumerate() {
                    years[between][sex][age] = before.1 + (factor - before.1) * (step + 1) as f32 / span;
                }
                before = (year, factor);
            }
        }
    }
    let last = known.iter().rposition(|year| year.as_flattened().iter().any(Option::is_some)).unwrap_or(0);
    for year in last + 1..known.len() {
        years[year] = years[year - 1].map(|before| {
            // Those to be born are as many as the youngest were.
            let mut older = std::array::from_fn(|age: usize| before[age.saturating_sub(1)]);
            // The oldest are also those who were among them already.
            older[AGES - 1] = f32::midpoint(before[AGES - 2], before[AGES - 1]);
            older
        });
    }
    years
}

/// The median over all futures of each class, as the place's own run has it.
fn medians(place: &Place, national: &National, given: &[Given]) -> Vec<f64> {
    let decay = Decay::new();
    let place = &place.clamped();
    let run = |block| dispatch(Classes { place, national, decay: &decay, block, given });
    let parts: Vec<Rows> = (0..national.blocks()).into_par_iter().map(run).collect();
    let of_class = |class: usize| {
        let futures: Vec<f32> = parts.iter().flat_map(|rows| rows[class]).take(national.run.draws).collect();
        Quantiles::of(&futures).p50
    };
    (0..given.len()).map(of_class).collect()
}

/// The classes in a row of futures.
struct Classes<'a> {
    place: &'a Place,
    national: &'a National,
    decay: &'a Decay<f32>,
    block: usize,
    given: &'a [Given],
}

impl WithSimd for Classes<'_> {
    type Output = Rows;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Rows {
        let mut sums = rows(self.given.len());
        let mut life = Life::new(simd, self.place, self.national, self.decay, self.block);
        life.begin::<S, false>(simd, None);
        for year in 0..self.national.run.years {
            life.advance::<S, false>(simd, year, self.national.balanced(self.block, year), None);
            for (sum, class) in sums.iter_mut().zip(self.given).filter(|(_, class)| class.year == year + 1) {
                *sum = people(&life.people, class);
            }
        }
        sums
    }
}

/// The people of a class.
fn people(all: &[Row], class: &Given) -> Row {
    let mut sum = [0.0; ROW];
    for (sex, ages) in all.chunks_exact(AGES).enumerate() {
        if class.sex.is_none_or(|of| of == sex) {
            for row in &ages[class.ages.start.min(AGES)..class.ages.end.min(AGES)] {
                sum.iter_mut().zip(row).for_each(|(sum, n)| *sum += n);
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_go_straight_between_years_and_then_with_their_people() {
        let mut known = vec![[[None; AGES]; SEXES]; 6];
        known[0] = [[Some(1.0); AGES]; SEXES];
        known[2][0][80] = Some(1.2);
        known[3][0][80] = Some(1.0);
        known[3][0][81] = Some(1.3);
        let years = completed(&known);
        let of = |year: usize, age: usize| years[year][0][age];
        assert!((of(1, 80) - 1.1).abs() < 1e-6 && (of(2, 80) - 1.2).abs() < 1e-6);
        assert!((of(1, 81) - 1.1).abs() < 1e-6 && (of(3, 81) - 1.3).abs() < 1e-6);
        assert!((of(4, 82) - 1.3).abs() < 1e-6 && (of(5, 83) - 1.3).abs() < 1e-6, "two years older");
        assert!((of(4, 81) - 1.0).abs() < 1e-6 && (of(3, 90) - 1.0).abs() < 1e-6);
        assert!(years.iter().all(|year| year[1].iter().all(|factor| (factor - 1.0).abs() < 1e-6)));
    }
}
