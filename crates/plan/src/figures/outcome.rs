//! How a forecast came out: kept with it, for the next to learn from.

use serde::{Deserialize, Serialize};

use super::ages::AgeClass;

/// How many people of some ages there were in a year that had been expected.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The year.
    pub year: i32,
    /// The ages.
    pub ages: AgeClass,
    /// How many the forecast expected.
    pub expected: f64,
    /// How many we expected ourselves when it was put in use, where that is known.
    pub ours: Option<f64>,
    /// How many were counted.
    pub counted: f64,
}

impl Outcome {
    /// How many times too many were expected, less one: 0.01 is one per cent too many. None where nobody was counted.
    pub fn error(&self) -> Option<f64> {
        (self.counted > 0.0).then(|| self.expected / self.counted - 1.0)
    }

    /// The same of what we expected ourselves.
    pub fn our_error(&self) -> Option<f64> {
        self.ours.filter(|_| self.counted > 0.0).map(|ours| ours / self.counted - 1.0)
    }
}
