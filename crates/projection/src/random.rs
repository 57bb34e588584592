//! Named, counter-based random streams.
//!
//! A number is a pure function of (seed, stream, region, draw, counter). Nothing is shared between threads, so
//! the order of work cannot change a result, and each part of the model has a stream of its own: drawing more
//! numbers for migration leaves mortality untouched. That is what makes runs with and without a roadmap
//! comparable future by future.

use pulp::Simd;

use crate::kernel::{Lanes, ROW, Row};

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
    /// How much a place gains by moves in all, its lasting level and its yearly swings.
    LocalGain,
    /// What the places of a county gain alike.
    CountyGain,
    /// How much later need begins as lives grow longer.
    Onset,
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

impl Sequences {
    /// The same numbers, bit for bit, with the machine's vectors: for where many are drawn.
    #[inline(always)]
    pub fn normals_with<S: Simd>(&mut self, simd: S) -> Row {
        let (mut below, mut exponent, mut mantissa, mut sign) =
            ([0.0; ROW], [0.0; ROW], [0.0; ROW], [0; ROW]);
        for lane in 0..ROW {
            self.states[lane] = self.states[lane].wrapping_add(GOLDEN);
            let bits = mix(self.states[lane]);
            below[lane] = probability(bits);
            sign[lane] = sign_bit(bits);
            (exponent[lane], mantissa[lane]) = parts(below[lane]);
        }
        // Which of the two functions serves is chosen before the division: divisions take long.
        let [mut middle, mut tail] = [[[0.0; ROW]; 2]; 2];
        for part in 0..Lanes::<f32, S>::PARTS {
            let p = Lanes::<f32, S>::load(simd, &below, part);
            let q = p.same(0.5) - p;
            let r = p.same(0.180_625) - q * q;
            let top = polynomial(r, &MIDDLE_TOP);
            let bottom = polynomial(r, &MIDDLE_BOTTOM);
            (q * top).store(&mut middle[0], part);
            bottom.store(&mut middle[1], part);
            let m = Lanes::load(simd, &mantissa, part);
            let t = (m - 1.0) / (m + 1.0);
            let t2 = t * t;
            let series = polynomial(t2, &ARTANH);
            let log =
                Lanes::load(simd, &exponent, part) * std::f32::consts::LN_2 + t * 2.0 * (t2 * series + 1.0);
            let r = (-log).sqrt() - 1.6;
            polynomial(r, &TAIL_TOP).store(&mut tail[0], part);
            polynomial(r, &TAIL_BOTTOM).store(&mut tail[1], part);
        }
        let mut row = [0.0_f32; ROW];
        for lane in 0..ROW {
            let [top, bottom] = if 0.5 - below[lane] <= MIDDLE {
                [middle[0][lane], middle[1][lane]]
            } else {
                [tail[0][lane], tail[1][lane]]
            };
            row[lane] = f32::from_bits((top / bottom).to_bits() ^ sign[lane]);
        }
        row
    }
}

impl Sequences {
    /// The next number of each future from the Laplace distribution with mean 0 and standard deviation 1: a normal
    /// number whose variance is itself exponential, `z·√((x² + y²)/2)` of three normal ones (Kotz, Kozubowski and
    /// Podgórski, The Laplace Distribution, 2001). More of them lie near the middle, and more far away, than of normal
    /// ones.
    #[inline(always)]
    pub fn laplace_with<S: Simd>(&mut self, simd: S) -> Row {
        let (mut row, x, y) = (self.normals_with(simd), self.normals_with(simd), self.normals_with(simd));
        for lane in 0..ROW {
            row[lane] *= ((x[lane] * x[lane] + y[lane] * y[lane]) * 0.5).sqrt();
        }
        row
    }
}

/// `∑ coefficient · xⁿ`, the highest power first.
#[inline(always)]
fn polynomial<S: Simd, const N: usize>(x: Lanes<f32, S>, coefficients: &[f32; N]) -> Lanes<f32, S> {
    let mut sum = x.same(coefficients[0]);
    for &c in &coefficients[1..] {
        sum = sum * x + c;
    }
    sum
}

/// A probability in (0, ½) from 23 random bits. A half step keeps it off the ends; 24 bits hold it exactly.
#[inline(always)]
fn probability(bits: u64) -> f32 {
    ((bits >> 41) as i32 as f32 + 0.5) * (1.0 / 16_777_216.0)
}

/// One more random bit, as the sign of a number.
#[inline(always)]
fn sign_bit(bits: u64) -> u32 {
    (bits >> 9) as u32 & 0x8000_0000
}

/// A standard normal number from 64 random bits: 23 for its size, one for its sign.
#[inline(always)]
fn normal(bits: u64) -> f32 {
    f32::from_bits(upper_quantile(probability(bits)).to_bits() ^ sign_bit(bits))
}

/// Below this distance from the median the first of two rational functions serves; the coefficients as published.
const MIDDLE: f32 = 0.425;
#[allow(clippy::excessive_precision)]
const MIDDLE_TOP: [f32; 4] = [59.109_374_72, 159.291_132_02, 50.434_271_938, 3.387_132_717_9];
#[allow(clippy::excessive_precision)]
const MIDDLE_BOTTOM: [f32; 4] = [67.187_563_6, 78.757_757_664, 17.895_169_469, 1.0];
#[allow(clippy::excessive_precision)]
const TAIL_TOP: [f32; 4] = [0.170_238_21, 1.306_728_483_4, 2.756_815_390_0, 1.423_437_277_7];
#[allow(clippy::excessive_precision)]
const TAIL_BOTTOM: [f32; 3] = [0.120_211_32, 0.737_001_642_50, 1.0];
/// The series of artanh after its first term.
const ARTANH: [f32; 4] = [1.0 / 9.0, 1.0 / 7.0, 0.2, 1.0 / 3.0];

/// The number that a standard normal one exceeds with probability `p`, about seven correct figures: algorithm
/// AS 241, PPND7 (Wichura, Applied Statistics 37, 1988). `p` lies between 2⁻²⁵ and ½.
#[inline(always)]
fn upper_quantile(p: f32) -> f32 {
    let q = 0.5 - p;
    if q <= MIDDLE {
        let r = 0.180_625 - q * q;
        return q * sum(r, &MIDDLE_TOP) / sum(r, &MIDDLE_BOTTOM);
    }
    let r = (-logarithm(p)).sqrt() - 1.6;
    sum(r, &TAIL_TOP) / sum(r, &TAIL_BOTTOM)
}

/// As [`polynomial`], for one number.
#[inline(always)]
fn sum<const N: usize>(x: f32, coefficients: &[f32; N]) -> f32 {
    coefficients[1..].iter().fold(coefficients[0], |sum, c| sum * x + c)
}

/// The natural logarithm of a positive normal number: the same bits on every machine, which the system's own does
/// not promise. `ln m = 2 artanh((m − 1) / (m + 1))` for the mantissa, by its series.
#[inline(always)]
fn logarithm(x: f32) -> f32 {
    let (exponent, mantissa) = parts(x);
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let t2 = t * t;
    exponent * std::f32::consts::LN_2 + t * 2.0 * (t2 * sum(t2, &ARTANH) + 1.0)
}

/// A positive normal number as a power of two, by its exponent, and a mantissa between √½ and √2.
#[inline(always)]
fn parts(x: f32) -> (f32, f32) {
    const HALF_ROOT: u32 = 0x3F35_04F3; // √½
    let exponent = x.to_bits().wrapping_sub(HALF_ROOT).cast_signed() >> 23;
    let mantissa = f32::from_bits((x.to_bits().cast_signed() - (exponent << 23)).cast_unsigned());
    (exponent as f32, mantissa)
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

    struct Drawn(Sequences);

    impl pulp::WithSimd for Drawn {
        type Output = Vec<Row>;
        #[inline(always)]
        fn with_simd<S: Simd>(mut self, simd: S) -> Vec<Row> {
            (0..2000).map(|_| self.0.normals_with(simd)).collect()
        }
    }

    #[test]
    fn the_machines_vectors_draw_the_same_numbers() {
        let mut one_by_one = Sequences::new(5, Stream::Chance, 114, 32);
        for row in crate::kernel::dispatch(Drawn(one_by_one.clone())) {
            assert_eq!(row, one_by_one.normals());
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

    struct Laplace(Sequences);

    impl pulp::WithSimd for Laplace {
        type Output = Vec<Row>;
        #[inline(always)]
        fn with_simd<S: Simd>(mut self, simd: S) -> Vec<Row> {
            (0..20_000).map(|_| self.0.laplace_with(simd)).collect()
        }
    }

    #[test]
    fn laplace_numbers_lie_in_the_middle_and_far_away() {
        let drawn = crate::kernel::dispatch(Laplace(Sequences::new(5, Stream::LocalMortality, 114, 0)));
        let sample: Vec<f64> = drawn.as_flattened().iter().map(|x| f64::from(*x)).collect();
        let n = sample.len() as f64;
        let beyond = |x: f64| sample.iter().filter(|y| y.abs() > x).count() as f64 / n;
        let variance = sample.iter().map(|x| x * x).sum::<f64>() / n;
        assert!((sample.iter().sum::<f64>() / n).abs() < 0.01 && (variance - 1.0).abs() < 0.02);
        // P(|x| > q) = exp(−√2·q).
        for q in [0.1, 0.5, 1.0, 2.0, 4.0] {
            assert!((beyond(q) - (-q * 2.0_f64.sqrt()).exp()).abs() < 0.005, "{q}: {}", beyond(q));
        }
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
