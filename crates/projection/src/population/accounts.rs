//! The accounts of people: every year's births, moves and deaths add up.

use pulp::{Simd, WithSimd};

use super::Place;
use super::life::Life;
use crate::kernel::decay::Decay;
use crate::kernel::{ROW, dispatch};
use crate::national::National;
use crate::{AGES, Pyramid};

/// What happened in a year, for the accounts of people.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Change {
    /// Children born.
    pub births: f32,
    /// Net migration.
    pub migration: f32,
    /// Deaths, infants included.
    pub deaths: f32,
}

/// The people of each year of one future, with the accounts of the year; none for the base year. A future past the
/// last is answered with the last.
pub fn accounts(place: &Place, national: &National, draw: usize) -> Vec<(Pyramid, Change)> {
    let (place, draw) = (&place.clamped(), draw.min(national.run.draws - 1));
    dispatch(Watched { place, national, draw })
}

struct Watched<'a> {
    place: &'a Place,
    national: &'a National,
    draw: usize,
}

impl WithSimd for Watched<'_> {
    type Output = Vec<(Pyramid, Change)>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Self::Output {
        let (decay, lane) = (Decay::new(), self.draw % ROW);
        let mut life = Life::new(simd, self.place, self.national, &decay, self.draw / ROW);
        let people = |life: &Life<'_>| -> Pyramid {
            std::array::from_fn(|s| std::array::from_fn(|a| life.people[s * AGES + a][lane]))
        };
        let mut years = vec![(people(&life), Change::default())];
        let mut before = life.begin::<S, true>(simd, None);
        for year in 0..self.national.run.years {
            let (arrived, departed) =
                life.advance::<S, true>(simd, year, self.national.balanced(life.block, year), None);
            let change = Change {
                births: arrived.births[lane],
                migration: before.moved[lane] + arrived.moved[lane],
                deaths: before.deaths[lane] + arrived.infant_deaths[lane],
            };
            years.push((people(&life), change));
            before = departed;
        }
        years
    }
}
