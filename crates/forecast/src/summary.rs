//! Quantiles of every indicator and year for one region.

use projection::answer::Answer;
use projection::indicator::Indicator;
use projection::quantile::Quantiles;

/// Quantiles by indicator and year; year 0 is the base year.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Summary {
    years: usize,
    values: Vec<Quantiles>,
}

impl Summary {
    /// The quantiles of an answer.
    pub fn of(answer: &Answer) -> Self {
        Self { years: answer.years, values: answer.all_quantiles() }
    }

    /// The quantiles of an answer beside another of the same region, whose quantiles are known: the same, sooner.
    fn beside(answer: &Answer, other: &Answer, known: &Self) -> Self {
        Self { years: answer.years, values: answer.all_quantiles_beside(other, &known.values) }
    }

    /// The quantiles of several answers of the same region.
    pub fn of_each(answers: &[Answer]) -> Vec<Self> {
        let Some((first, others)) = answers.split_first() else { return Vec::new() };
        let mut all = vec![Self::of(first)];
        let others = others.iter().map(|answer| Self::beside(answer, first, &all[0])).collect::<Vec<_>>();
        all.extend(others);
        all
    }

    /// Projected years.
    pub fn years(&self) -> usize {
        self.years
    }

    /// One figure; a year past the end is answered with the last.
    pub fn at(&self, indicator: Indicator, year: usize) -> Quantiles {
        self.values[indicator.index() * (self.years + 1) + year.min(self.years)]
    }

    /// One indicator over all years from the base year.
    pub fn series(&self, indicator: Indicator) -> &[Quantiles] {
        let from = indicator.index() * (self.years + 1);
        &self.values[from..=from + self.years]
    }

    /// Change since the base year as a share of it: 0.41 is 41 per cent more. None when there is nothing to grow
    /// from.
    pub fn growth(&self, indicator: Indicator, year: usize) -> Option<Quantiles> {
        let base = self.at(indicator, 0).p50;
        (base > 0.0).then(|| self.at(indicator, year).map(|value| value / base - 1.0))
    }
}
