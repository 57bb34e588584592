//! Numbers of people that are taken as given: a forecast that somebody else has made is met at the median, and the futures keep
//! their spread around it. Classes are met each: the median of several together is near their sum and not just it.
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

/// How many people of an age class there are on 31 December of a year.
#[derive(Clone, Debug, PartialEq)]
pub struct GivenPeople {
    /// The year. One that is not projected is not met.
    pub year: i32,
    /// Of one sex, [`crate::WOMEN`] or [`crate::MEN`]; of both without.
    pub sex: Option<usize>,
    /// Their ages. A class of a year must not share ages with another of the same sex.
    pub ages: Range<usize>,
    /// How many.
    pub people: f32,
}

impl GivenPeople {
    /// Which year of a run it is about: 1 is the first projected.
    fn projected(&self, national: &National) -> Option<usize> {
        let year = usize::try_from(self.year.checked_sub(national.run.base_year)?).ok()?;
        (1..=national.run.years).contains(&year).then_some(year)
    }
}

/// How many times each person is counted, by year from the base year, sex and age.
#[derive(Clone, Debug, PartialEq)]
pub struct Factors {
    years: Vec<Pyramid>,
    beyond: Vec<usize>,
}

/// The factors that are known of a year.
type Known = [[Option<f32>; AGES]; SEXES];

/// The largest factor, and one over the smallest: what is given further away is no forecast of the same place.
pub const MOST_FACTOR: f32 = 10.0;

/// So many people more or less say nothing of whether a forecast is of the same place.
pub const FEW: f64 = 20.0;

impl Factors {
    /// The factors by which a place's classes come out as given at the median.
    pub fn of(place: &Place, national: &National, given: &[GivenPeople]) -> Self {
        let medians = medians(place, national, given);
        let mut known: Vec<Known> = vec![[[None; AGES]; SEXES]; national.run.years + 1];
        let mut beyond = Vec::new();
        for (place, (class, median)) in given.iter().zip(medians).enumerate() {
            let Some(year) = class.projected(national).and_then(|year| known.get_mut(year)) else { continue };
            // Nobody can be multiplied into somebody.
            if median <= 0.0 {
                continue;
            }
            let most = f64::from(MOST_FACTOR);
            let people = f64::from(class.people);
            let asked = people / median;
            let is_far = !asked.is_finite() || !(1.0 / most..=most).contains(&asked);
            // Among the very old there are a few or none, whatever is expected at the median.
            let is_few = (people - median).abs() <= FEW;
            let bounds = if is_few { (0.0, 1.0 + FEW / median.min(1.0)) } else { (1.0 / most, most) };
            let factor = crate::clamped(asked, bounds, 1.0);
            if is_far && !is_few {
                beyond.push(place);
            }
            for (sex, ages) in year.iter_mut().enumerate() {
                if class.sex.is_none_or(|of| of == sex) {
                    ages[class.ages.start.min(AGES)..class.ages.end.min(AGES)].fill(Some(factor as f32));
                }
            }
        }
        Self { years: completed(&known), beyond }
    }

    /// Which of the given, by their places, lie further away than [`MOST_FACTOR`] and are not met.
    pub fn beyond(&self) -> &[usize] {
        &self.beyond
    }

    /// The factors of a year; one past the end has the last's.
    pub fn at(&self, year: usize) -> &Pyramid {
        &self.years[year.min(self.years.len() - 1)]
    }
}

/// A factor for every year and age: straight between two that are known of the age, and after its last with the people as they
/// grow older.
fn completed(known: &[Known]) -> Vec<Pyramid> {
    let mut years = vec![[[1.0; AGES]; SEXES]; known.len()];
    for year in 1..known.len() {
        let before = years[year - 1];
        years[year] = std::array::from_fn(|sex| {
            std::array::from_fn(|age| {
                let next = (year..known.len()).find_map(|at| Some((at, known[at][sex][age]?)));
                match next {
                    Some((at, factor)) => {
                        let left = (at - year) as f32;
                        (before[sex][age] * left + factor) / (left + 1.0)
                    }
                    None => with_people(&before[sex], age),
                }
            })
        });
    }
    years
}

/// The factor of those of an age by what it was a year before.
fn with_people(before: &[f32; AGES], age: usize) -> f32 {
    match age {
        // Those to be born are as many as the youngest were.
        0 => before[0],
        // The oldest are also those who were among them already.
        age if age == AGES - 1 => f32::midpoint(before[AGES - 2], before[AGES - 1]),
        age => before[age - 1],
    }
}

/// The median over all futures of each class, as the place's own run has it.
pub fn medians(place: &Place, national: &National, given: &[GivenPeople]) -> Vec<f64> {
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
    given: &'a [GivenPeople],
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
            for (sum, class) in sums
                .iter_mut()
                .zip(self.given)
                .filter(|(_, class)| class.projected(self.national) == Some(year + 1))
            {
                *sum = people(&life.people, class);
            }
        }
        sums
    }
}

/// The people of a class.
fn people(all: &[Row], class: &GivenPeople) -> Row {
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
        known[2][0][80] = Some(1.2);
        known[3][0][80] = Some(1.0);
        known[3][0][81] = Some(1.3);
        let years = completed(&known);
        let of = |year: usize, age: usize| years[year][0][age];
        assert!((of(1, 80) - 1.1).abs() < 1e-6 && (of(2, 80) - 1.2).abs() < 1e-6);
        assert!((of(1, 81) - 1.1).abs() < 1e-6 && (of(3, 81) - 1.3).abs() < 1e-6);
        assert!((of(4, 82) - 1.3).abs() < 1e-6 && (of(5, 83) - 1.3).abs() < 1e-6, "two years older");
        assert!((of(4, 81) - 1.0).abs() < 1e-6 && (of(3, 90) - 1.0).abs() < 1e-6);
        // An age whose last year comes earlier than another's goes on from its own.
        known[5][0][65] = Some(2.0);
        let longer = completed(&known);
        assert!((longer[4][0][82] - 1.3).abs() < 1e-6 && (longer[5][0][65] - 2.0).abs() < 1e-6);
        assert!(years.iter().all(|year| year[1].iter().all(|factor| (factor - 1.0).abs() < 1e-6)));
    }
}
