//! Named, counter-based random streams.
//!
//! A number is a pure function of (seed, stream, region, draw, counter). Nothing is shared between threads, so
//! the order of work cannot change a result, and each part of the model has a stream of its own: drawing more
//! numbers for migration leaves mortality untouched. That is what makes runs with and without a roadmap
//! comparable future by future.

use crate::kernel::{ROW, Row};

/// The parts of the model that draw random numbers. Adding a variant at the end keeps all others as they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Single years' swings of the country's mortality.
    Mortality,
    /// Errors of the level and improvement of the country's mortality, and how the latter wanders.
    Drift,
    /// Level of national net migration.
    Migration,
    /// Level of fertility.
    Fertility,
    /// A place's mortality level relative to the country.
    LocalMortality,
    /// A place's migration, its lasting level and its yearly swings.
    LocalMigration,
    /// Chance in small numbers: who happens to die this year.
    Chance,
    /// A place's coverage, hours and unit costs where they are known from few or old observations.
    LocalNeed,
    /// The size of one measure's effect on one lever.
    Effect,
    /// How many there really were of each age in a base year that is an estimate.
    Base,
    /// Orders in which a roadmap's measures are added.
    Order,
}

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014): a bijection in which each input bit flips half of
/// the output bits.
#[inline]
const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// One sequence of random numbers: the counter mode of SplitMix64 from a key.
#[derive(Clone, Debug)]
pub struct Random {
    state: u64,
}

impl Random {
    /// The sequence for `stream` in future number `draw` of the place (or measure) `subject`; 0 is the country.
    pub fn new(seed: u64, stream: Stream, subject: u64, draw: u64) -> Self {
        let key = mix(seed.wrapping_add(GOLDEN)) ^ (stream as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        let key = mix(key).wrapping_add(subject.wrapping_mul(0xA076_1D64_78BD_642F));
        Self { state: mix(mix(key) ^ draw.wrapping_mul(0xE703_7ED1_A0B4_28DB)) }
    }

    /// The next 64 random bits.
    #[inline]
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        mix(self.state)
    }

    /// A standard normal number, by inversion so that one number costs one step of the counter.
    #[inline]
    pub fn normal(&mut self) -> f32 {
        normal(self.bits())
    }
}

/// The same sequences for the futures of a row, side by side.
#[derive(Clone, Debug)]
pub struct Sequences {
    states: [u64; ROW],
}

impl Sequences {
    /// The sequences for the row of futures that starts with future number `first`.
    pub fn new(seed: u64, stream: Stream, subject: u64, first: usize) -> Self {
        let state = |lane: usize| Random::new(seed, stream, subject, (first + lane) as u64).state;
        Self { states: std::array::from_fn(state) }
    }

    /// The next standard normal number of each future.
    #[inline(always)]
    pub fn normals(&mut self) -> Row {
        let mut row = [0.0; ROW];
        for (state, x) in self.states.iter_mut().zip(&mut row) {
            *state = state.wrapping_add(GOLDEN);
            *x = normal(mix(*state));
        }
        row
    }
}

/// A standard normal number from 64 random bits: 23 for its size, one for its sign.
#[inline(always)]
fn normal(bits: u64) -> f32 {
    // A half step keeps the probability strictly inside (0, ½); 24 bits hold it exactly.
    let below = ((bits >> 41) as i32 as f32 + 0.5) * (1.0 / 16_777_216.0);
    let size = upper_quantile(below);
    if bits & (1 << 40) == 0 { size } else { -size }
}

/// The number that a standard normal one exceeds with probability `p`, about seven correct figures: algorithm
/// AS 241, PPND7 (Wichura, Applied Statistics 37, 1988). `p` lies between 2⁻²⁵ and ½. Both of its branches are
/// computed, so that sixteen numbers can be found at a time.
#[inline(always)]
#[allow(clippy::excessive_precision)] // the constants as published
fn upper_quantile(p: f32) -> f32 {
    let q = 0.5 - p;
    let r = 0.180_625 - q * q;
    let top = ((59.109_374_72 * r + 159.291_132_02) * r + 50.434_271_938) * r + 3.387_132_717_9;
    let bottom = ((67.187_563_6 * r + 78.757_757_664) * r + 17.895_169_469) * r + 1.0;
    let middle = q * top / bottom;
    let r = (-logarithm(p)).sqrt() - 1.6;
    let top = ((0.170_238_21 * r + 1.306_728_483_4) * r + 2.756_815_390_0) * r + 1.423_437_277_7;
    let bottom = (0.120_211_32 * r + 0.737_001_642_50) * r + 1.0;
    if q <= 0.425 { middle } else { top / bottom }
}

/// The natural logarithm of a positive normal number: the same bits on every machine, which the system's own does
/// not promise. `ln m = 2 artanh((m − 1) / (m + 1))` for the mantissa, by its series.
#[inline(always)]
fn logarithm(x: f32) -> f32 {
    const HALF_ROOT: u32 = 0x3F35_04F3; // √½
    let shifted = x.to_bits().wrapping_sub(HALF_ROOT).cast_signed();
    let exponent = shifted >> 23;
    let mantissa = f32::from_bits((x.to_bits().cast_signed() - (exponent << 23)).cast_unsigned());
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let t2 = t * t;
    let series = ((t2 * (1.0 / 9.0) + 1.0 / 7.0) * t2 + 0.2) * t2 + 1.0 / 3.0;
    exponent as f32 * std::f32::consts::LN_2 + 2.0 * t * (1.0 + t2 * series)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_quantiles_match_the_published_table() {
        for (p, z) in
            [(0.5, 0.0), (0.025, 1.959_964), (0.05, 1.644_854), (0.001, 3.090_232), (0.1, 1.281_552)]
        {
            assert!((upper_quantile(p) - z).abs() < 2e-5, "{p}: {} should be {z}", upper_quantile(p));
        }
        assert!((upper_quantile(0.5_f32.powi(25)) - 5.420_0).abs() < 0.05);
    }

    #[test]
    fn logarithms_are_right_to_the_last_figures() {
        for i in 1..20_000 {
            let x = i as f32 / 20_000.0;
            assert!((logarithm(x) - x.ln()).abs() < 4e-7 * (1.0 + x.ln().abs()), "{x}");
        }
    }

    #[test]
    fn a_row_of_futures_is_those_futures_one_by_one() {
        let mut row = Sequences::new(5, Stream::Chance, 114, 32);
        let mut alone = Random::new(5, Stream::Chance, 114, 32 + 7);
        for _ in 0..50 {
            assert_eq!(row.normals()[7], alone.normal());
        }
    }

    #[test]
    fn normal_numbers_have_the_moments_of_a_normal() {
        let mut random = Random::new(1, Stream::Mortality, 0, 0);
        let sample: Vec<f64> = (0..200_000).map(|_| f64::from(random.normal())).collect();
        let n = sample.len() as f64;
        let mean = sample.iter().sum::<f64>() / n;
        let variance = sample.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
        let kurtosis = sample.iter().map(|x| (x - mean).powi(4)).sum::<f64>() / n / variance.powi(2);
        assert!(mean.abs() < 0.01 && (variance - 1.0).abs() < 0.02 && (kurtosis - 3.0).abs() < 0.1);
    }

    #[test]
    fn neighbouring_streams_regions_and_draws_are_unrelated() {
        let first = |stream, subject, draw| Random::new(7, stream, subject, draw).normal();
        let pairs = 20_000_u32;
        let mut sum = 0.0;
        for i in 0..u64::from(pairs) {
            sum += f64::from(first(Stream::Mortality, 0, i) * first(Stream::Drift, 0, i));
            sum += f64::from(first(Stream::Chance, 114, i) * first(Stream::Chance, 115, i));
            sum += f64::from(first(Stream::Chance, 114, i) * first(Stream::Chance, 114, i + 1));
        }
        assert!((sum / f64::from(3 * pairs)).abs() < 0.02);
    }
}
