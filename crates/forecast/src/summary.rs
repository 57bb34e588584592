//! Quantiles of every output and year for one region.

use projection::output::Output;
use projection::quantile::Quantiles;
use projection::simulation::Outputs;

/// Quantiles by output and year; year 0 is the base year.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Summary {
    years: usize,
    values: Vec<Quantiles>,
}

impl Summary {
    /// The quantiles of outputs.
    pub fn of(outputs: &Outputs) -> Self {
        Self { years: outputs.years, values: outputs.all_quantiles() }
    }

    /// The quantiles of outputs beside another of the same region, whose quantiles are known: the same, sooner.
    fn beside(outputs: &Outputs, other: &Outputs, known: &Self) -> Self {
        Self { years: outputs.years, values: outputs.all_quantiles_beside(other, &known.values) }
    }

    /// The quantiles of several outputs of the same region.
    pub fn of_each(outputs: &[Outputs]) -> Vec<Self> {
        let Some((first, others)) = outputs.split_first() else { return Vec::new() };
        let mut all = vec![Self::of(first)];
        let others = others.iter().map(|outputs| Self::beside(outputs, first, &all[0])).collect::<Vec<_>>();
        all.extend(others);
        all
    }

    /// Projected years.
    pub fn years(&self) -> usize {
        self.years
    }

    /// One figure; a year past the end is answered with the last.
    pub fn at(&self, output: Output, year: usize) -> Quantiles {
        self.values[output.index() * (self.years + 1) + year.min(self.years)]
    }

    /// One output over all years from the base year.
    pub fn series(&self, output: Output) -> &[Quantiles] {
        let from = output.index() * (self.years + 1);
        &self.values[from..=from + self.years]
    }

    /// Change since the base year as a share of it: 0.41 is 41 per cent more. None when there is nothing to grow
    /// from.
    pub fn growth(&self, output: Output, year: usize) -> Option<Quantiles> {
        let base = self.at(output, 0).p50;
        (base > 0.0).then(|| self.at(output, year).map(|value| value / base - 1.0))
    }
}
