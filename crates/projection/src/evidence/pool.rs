//! Random-effects pooling: restricted maximum likelihood for how much studies differ, and the interval of Hartung and Knapp for
//! what they say on average.
//!
//! Sources: Viechtbauer, *Bias and efficiency of meta-analytic variance estimators* (2005), for the likelihood; Knapp and Hartung,
//! *Improved tests for a random effects meta-regression* (2003), for the interval; Higgins, Thompson and Spiegelhalter (2009) for the
//! interval of prediction.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// A study on the scale that it is analysed on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Study {
    /// What it found.
    pub estimate: f64,
    /// The variance of that, above 0.
    pub variance: f64,
}

impl Study {
    /// The interval that covers this share, 0–1.
    pub fn interval(&self, covers: f64) -> (f64, f64) {
        around(self.estimate, normal_reach(covers) * self.variance.sqrt())
    }

    /// Whether it says, by the interval that covers 95 per cent, in which direction the effect goes.
    pub fn is_known(&self) -> bool {
        is_one_sided(self.interval(0.95))
    }
}

/// So many standard errors from the middle does an interval of the normal distribution reach that covers this share, 0–1.
pub(super) fn normal_reach(covers: f64) -> f64 {
    Normal::standard().inverse_cdf(0.5 + covers / 2.0)
}

fn is_one_sided((low, high): (f64, f64)) -> bool {
    low > 0.0 || high < 0.0
}

/// What studies say together, on the scale that they are analysed on.
#[derive(Clone, Debug, PartialEq)]
pub struct Pooled {
    /// The average effect.
    pub estimate: f64,
    /// Its standard error by Hartung and Knapp.
    pub error: f64,
    /// Its standard error without their adjustment.
    pub unadjusted_error: f64,
    /// The variance between studies, τ².
    pub between: f64,
    /// Of how much studies differ, the share that is more than chance, 0–1: I².
    pub heterogeneity: f64,
    /// Cochran's Q.
    pub q: f64,
    /// The weight of each study, in order; together 1.
    pub weights: Vec<f64>,
}

/// Why studies say nothing together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unpooled {
    /// There is none.
    None,
    /// One study is one study.
    One,
    /// A number is none that can be counted with.
    Unsound,
}

/// Pools studies.
///
/// # Errors
/// [`Unpooled`].
pub fn pool(studies: &[Study]) -> Result<Pooled, Unpooled> {
    match studies.len() {
        0 => return Err(Unpooled::None),
        1 => return Err(Unpooled::One),
        _ => {}
    }
    let is_sound = |one: &Study| one.estimate.is_finite() && one.variance.is_finite() && one.variance > 0.0;
    if !studies.iter().all(is_sound) {
        return Err(Unpooled::Unsound);
    }
    let count = studies.len() as f64;
    let between = between(studies);
    let weights: Vec<f64> = studies.iter().map(|one| 1.0 / (one.variance + between)).collect();
    let sum: f64 = weights.iter().sum();
    let estimate = mean(studies, &weights);
    let spread: f64 = squares(studies, &weights, estimate);
    let fixed: Vec<f64> = studies.iter().map(|one| 1.0 / one.variance).collect();
    let q = squares(studies, &fixed, mean(studies, &fixed));
    let (first, second) = (fixed.iter().sum::<f64>(), fixed.iter().map(|w| w * w).sum::<f64>());
    let typical = (count - 1.0) * first / (first * first - second);
    let pooled = Pooled {
        estimate,
        error: (spread / ((count - 1.0) * sum)).sqrt(),
        unadjusted_error: (1.0 / sum).sqrt(),
        between,
        heterogeneity: between / (between + typical),
        q,
        weights: weights.iter().map(|weight| weight / sum).collect(),
    };
    let numbers = [pooled.estimate, pooled.error, pooled.unadjusted_error, between, pooled.heterogeneity, q];
    if numbers.iter().all(|number| number.is_finite()) { Ok(pooled) } else { Err(Unpooled::Unsound) }
}

fn mean(studies: &[Study], weights: &[f64]) -> f64 {
    let sum: f64 = weights.iter().sum();
    studies.iter().zip(weights).map(|(one, weight)| weight * one.estimate).sum::<f64>() / sum
}

fn squares(studies: &[Study], weights: &[f64], middle: f64) -> f64 {
    studies.iter().zip(weights).map(|(one, weight)| weight * (one.estimate - middle).powi(2)).sum()
}

/// How the restricted likelihood leans at a variance between studies: above 0 where a larger one is likelier.
fn lean(studies: &[Study], between: f64) -> f64 {
    let weights: Vec<f64> = studies.iter().map(|one| 1.0 / (one.variance + between)).collect();
    let (sum, second) = (weights.iter().sum::<f64>(), weights.iter().map(|w| w * w).sum::<f64>());
    let middle = mean(studies, &weights);
    let projected: f64 =
        studies.iter().zip(&weights).map(|(one, weight)| (weight * (one.estimate - middle)).powi(2)).sum();
    projected - (sum - second / sum)
}

/// The variance between studies that is likeliest: by halving, which cannot fail where other ways may not converge.
fn between(studies: &[Study]) -> f64 {
    // As fine as a double can tell.
    const HALVINGS: usize = 200;
    if lean(studies, 0.0) <= 0.0 {
        return 0.0;
    }
    let middle = studies.iter().map(|one| one.estimate).sum::<f64>() / studies.len() as f64;
    let spread: f64 = studies.iter().map(|one| (one.estimate - middle).powi(2) + one.variance).sum();
    let (mut low, mut high) = (0.0, spread);
    while lean(studies, high) > 0.0 && high.is_finite() {
        (low, high) = (high, 2.0 * high);
    }
    for _ in 0..HALVINGS {
        let half = low + (high - low) / 2.0;
        if half <= low || half >= high {
            break;
        }
        if lean(studies, half) > 0.0 { low = half } else { high = half }
    }
    low + (high - low) / 2.0
}

impl Pooled {
    /// How many studies.
    pub fn count(&self) -> usize {
        self.weights.len()
    }

    /// So many standard errors from the middle does an interval reach that covers this share, 0–1.
    fn reach(&self, covers: f64) -> f64 {
        let freedom = self.count() as f64 - 1.0;
        StudentsT::new(0.0, 1.0, freedom).map_or(f64::INFINITY, |t| t.inverse_cdf(0.5 + covers / 2.0))
    }

    /// The interval of the average effect by Hartung and Knapp that covers this share, 0–1.
    pub fn interval(&self, covers: f64) -> (f64, f64) {
        around(self.estimate, self.reach(covers) * self.error)
    }

    /// The same, but never narrower than without their adjustment: where studies happen to agree, the adjustment takes more than
    /// chance allows.
    pub fn cautious_interval(&self, covers: f64) -> (f64, f64) {
        around(self.estimate, self.reach(covers) * self.error.max(self.unadjusted_error))
    }

    /// What the next study, or the next place that does the same, can be expected to find.
    pub fn prediction(&self, covers: f64) -> (f64, f64) {
        around(self.estimate, self.reach(covers) * (self.between + self.error * self.error).sqrt())
    }

    /// The same, from the error that is never narrower than without the adjustment.
    pub fn cautious_prediction(&self, covers: f64) -> (f64, f64) {
        let error = self.error.max(self.unadjusted_error);
        around(self.estimate, self.reach(covers) * (self.between + error * error).sqrt())
    }

    /// Whether it is known, by the cautious interval that covers 95 per cent, in which direction the average effect goes.
    pub fn is_known(&self) -> bool {
        is_one_sided(self.cautious_interval(0.95))
    }
}

fn around(middle: f64, half: f64) -> (f64, f64) {
    (middle - half, middle + half)
}
