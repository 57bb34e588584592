//! The scale that an effect is analysed on: ratios by their logarithms, differences as they are.

use super::pool::{Study, normal_reach};
use crate::evidence::Pooled;

/// How an effect is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// As a ratio, where 1 is no effect: of odds, risks, rates, hazards or means.
    Ratio,
    /// As a difference, where 0 is no effect.
    Difference,
}

/// An effect as a study tells it, with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reported {
    /// The effect.
    pub effect: f64,
    /// The lower end of its interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// How much the interval covers, per cent: 90 or 95.
    pub covers: u8,
}

impl Scale {
    /// The value that says that there is no effect.
    pub const fn no_effect(self) -> f64 {
        match self {
            Self::Ratio => 1.0,
            Self::Difference => 0.0,
        }
    }

    /// A told value on the scale that it is analysed on: of a ratio that is not above 0, NaN.
    pub fn analysed(self, told: f64) -> f64 {
        match self {
            Self::Ratio if told > 0.0 => told.ln(),
            Self::Ratio => f64::NAN,
            Self::Difference => told,
        }
    }

    /// A value of the analysis as it is told.
    pub fn told(self, analysed: f64) -> f64 {
        match self {
            Self::Ratio => analysed.exp(),
            Self::Difference => analysed,
        }
    }

    /// A study as it is pooled; none, where its interval says nothing of how sure it is: turned around, without width, or around
    /// something else than its effect.
    pub fn study(self, reported: &Reported) -> Option<Study> {
        let [effect, low, high] =
            [reported.effect, reported.low, reported.high].map(|told| self.analysed(told));
        if !matches!(reported.covers, 90 | 95) {
            return None;
        }
        let error = (high - low) / (2.0 * normal_reach(f64::from(reported.covers) / 100.0));
        let is_sound = low <= effect && effect <= high && error > 0.0 && error.is_finite();
        is_sound.then_some(Study { estimate: effect, variance: error * error })
    }

    /// What was pooled, as it is told: middle, low and high of an interval of the analysis.
    pub fn interval(self, (low, high): (f64, f64)) -> (f64, f64) {
        (self.told(low), self.told(high))
    }

    /// The pooled effect as it is told.
    pub fn effect(self, pooled: &Pooled) -> f64 {
        self.told(pooled.estimate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported(effect: f64, low: f64, high: f64, covers: u8) -> Reported {
        Reported { effect, low, high, covers }
    }

    #[test]
    fn a_ratio_is_pooled_by_its_logarithm() {
        let study = Scale::Ratio.study(&reported(0.5, 0.25, 1.0, 95)).unwrap();
        assert!((study.estimate - 0.5f64.ln()).abs() < 1e-12);
        assert!((study.variance.sqrt() - 4.0f64.ln() / 2.0 / 1.959_963_984_540_054).abs() < 1e-12);
        assert!((Scale::Ratio.told(study.estimate) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn an_interval_that_says_nothing_is_no_study() {
        for (scale, bad) in [
            (Scale::Ratio, reported(0.5, 1.0, 0.25, 95)),
            (Scale::Ratio, reported(0.5, 0.5, 0.5, 95)),
            (Scale::Ratio, reported(-0.5, -1.0, 1.0, 95)),
            (Scale::Ratio, reported(0.5, 0.0, 1.0, 95)),
            (Scale::Difference, reported(9.0, 1.0, 2.0, 95)),
            (Scale::Difference, reported(1.0, 0.0, 2.0, 50)),
            (Scale::Difference, reported(f64::NAN, 0.0, 2.0, 95)),
            (Scale::Difference, reported(0.0, f64::NEG_INFINITY, f64::INFINITY, 95)),
        ] {
            assert_eq!(scale.study(&bad), None, "{bad:?}");
        }
    }
}
