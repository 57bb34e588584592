//! Domestic moves, balanced.
//!
//! Each place has rates of its own, and what all places gain together in a year should be what they lose. So all
//! are run side by side once; of each sex and age, in each future and year, those who stay are scaled to be as many
//! in the whole country as those alive. The factors are then part of the country's futures: a place run by itself
//! with them gives exactly the numbers that it has among the others.

use pulp::{Simd, WithSimd};
use rayon::prelude::*;

use super::Place;
use super::life::Life;
use super::year::Sums;
use crate::kernel::decay::Decay;
use crate::kernel::{Lanes, Row, dispatch};
use crate::national::{CELLS, National};

/// Balances the moves between `places`, which must be all there are.
pub fn balance(national: &mut National, places: &[Place]) {
    let decay = Decay::new();
    let places: Vec<Place> = places.iter().map(Place::clamped).collect();
    let mut factors = std::mem::replace(&mut national.balance, crate::kernel::rows(0));
    let whole = &*national;
    factors.par_chunks_exact_mut(whole.run.years * CELLS).enumerate().for_each(|(block, factors)| {
        dispatch(Block { places: &places, national: whole, decay: &decay, block, factors })
    });
    national.balance = factors;
}

struct Block<'a> {
    places: &'a [Place],
    national: &'a National,
    decay: &'a Decay<f32>,
    block: usize,
    factors: &'a mut [Row],
}

impl WithSimd for Block<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let mut sums = Sums::new();
        let mut lives = Vec::with_capacity(self.places.len());
        for place in self.places {
            let mut life = Life::new(simd, place, self.national, self.decay, self.block);
            life.begin::<S, false>(simd, Some(&mut sums));
            lives.push(life);
        }
        for (year, factors) in self.factors.chunks_exact_mut(CELLS).enumerate() {
            close(simd, &mut sums, factors);
            for life in &mut lives {
                life.advance::<S, false>(simd, year, factors, Some(&mut sums));
            }
        }
    }
}

/// Sets a year's factors from the sums, and empties them for the next.
#[inline(always)]
fn close<S: Simd>(simd: S, sums: &mut Sums, factors: &mut [Row]) {
    let cells = sums.alive.iter_mut().zip(sums.staying.iter_mut()).zip(factors);
    for ((alive, staying), factor) in cells {
        for part in 0..Lanes::<f32, S>::PARTS {
            let (a, s) = (Lanes::load(simd, alive, part), Lanes::load(simd, staying, part));
            // Where nobody is, there is nobody to scale.
            let scaled = (a.max(a.same(f32::MIN_POSITIVE))) / s.max(s.same(f32::MIN_POSITIVE));
            scaled.clamp(LEAST, MOST).store(factor, part);
            Lanes::<f32, S>::zero(simd).store(alive, part);
            Lanes::<f32, S>::zero(simd).store(staying, part);
        }
    }
}

/// Balancing is a matter of per cent; a country that empties is not balanced by force.
const LEAST: f32 = 0.5;
/// The same for a country that fills.
const MOST: f32 = 1.25;
