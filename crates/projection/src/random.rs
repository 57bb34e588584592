//! Named, counter-based random streams.
//!
//! A number is a pure function of (seed, stream, region, draw, counter). Nothing is shared between threads, so
//! the order of work cannot change a result, and each part of the model has a stream of its own: drawing more
//! numbers for migration leaves mortality untouched. That is what makes runs with and without a roadmap
//! comparable future by future.

/// The parts of the model that draw random numbers. Adding a variant at the end keeps all others as they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Yearly innovations of the national mortality index.
    Mortality,
    /// Uncertainty of the mortality index' drift, drawn once a future.
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
        // 24 random bits and a half step: strictly inside (0, 1).
        let u = ((self.bits() >> 40) as f32 + 0.5) * (1.0 / 16_777_216.0);
        normal_quantile(u)
    }
}

/// The standard normal quantile function with about seven correct figures: algorithm AS 241, PPND7 (Wichura,
/// Applied Statistics 37, 1988). `p` lies strictly between 0 and 1.
#[inline]
#[allow(clippy::excessive_precision)] // the constants as published
pub fn normal_quantile(p: f32) -> f32 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        let top = ((59.109_374_72 * r + 159.291_132_02) * r + 50.434_271_938) * r + 3.387_132_717_9;
        let bottom = ((67.187_563_6 * r + 78.757_757_664) * r + 17.895_169_469) * r + 1.0;
        return q * top / bottom;
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    let r = (-tail.max(f32::MIN_POSITIVE).ln()).sqrt();
    let value = if r <= 5.0 {
        let r = r - 1.6;
        let top = ((0.170_238_21 * r + 1.306_728_483_4) * r + 2.756_815_390_0) * r + 1.423_437_277_7;
        let bottom = (0.120_211_32 * r + 0.737_001_642_50) * r + 1.0;
        top / bottom
    } else {
        let r = r - 5.0;
        let top = ((0.017_337_203_997 * r + 0.428_682_943_37) * r + 3.081_226_386_0) * r + 6.657_905_115_0;
        let bottom = (0.012_258_202_635 * r + 0.241_978_942_25) * r + 1.0;
        top / bottom
    };
    if q < 0.0 { -value } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_quantiles_match_the_published_table() {
        for (p, z) in
            [(0.5, 0.0), (0.975, 1.959_964), (0.05, -1.644_854), (0.001, -3.090_232), (0.9, 1.281_552)]
        {
            assert!((normal_quantile(p) - z).abs() < 2e-5, "{p}: {} should be {z}", normal_quantile(p));
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
