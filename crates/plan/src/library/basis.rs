//! What a try of an approach rests on: a review, studies weighed together, or one study.

use projection::evidence::Conversion;
use projection::measure::Effect;
use statistics::effects::PublishedEffect;

use super::outcome::{Outcome, as_study};

/// What a try can rest on.
#[derive(Clone, Copy, Debug)]
pub enum Basis<'a> {
    /// What others have weighed together.
    Review(&'a PublishedEffect),
    /// What is weighed together here.
    Pooled(&'a Outcome<'a>),
    /// One study.
    Study(&'a PublishedEffect),
}

/// What tries of an approach can rest on, the best first: reviews, then what is weighed together here, then single studies. Only
/// what says how sure it is and leads to a lever.
pub fn bases<'a>(outcomes: &'a [Outcome<'a>]) -> Vec<Basis<'a>> {
    let is_usable = |row: &&&PublishedEffect| row.conversion.is_some() && as_study(row).is_some();
    let reviews =
        outcomes.iter().flat_map(|one| one.reviews.iter().filter(is_usable)).map(|row| Basis::Review(row));
    let pooled = outcomes
        .iter()
        .filter(|one| one.pooled.is_ok() && one.studies.iter().any(|row| row.conversion.is_some()));
    let single = outcomes.iter().filter(|one| one.pooled.is_err());
    let studies = single.flat_map(|one| one.studies.iter().filter(is_usable)).map(|row| Basis::Study(row));
    reviews.chain(pooled.map(Basis::Pooled)).chain(studies).collect()
}

impl<'a> Basis<'a> {
    /// A row that says what is measured: the only one, or the first of several.
    pub fn row(&self) -> Option<&'a PublishedEffect> {
        match self {
            Self::Review(row) | Self::Study(row) => Some(row),
            Self::Pooled(outcome) => outcome.studies.iter().find(|row| row.conversion.is_some()).copied(),
        }
    }

    /// How it becomes a change of a lever.
    pub fn conversion(&self) -> Option<Conversion> {
        self.row().and_then(|row| row.conversion)
    }

    /// What the next place can expect, as it is told: middle, and an interval that nine of ten lie within.
    pub fn expected(&self) -> Option<(f64, f64, f64)> {
        let row = self.row()?;
        let scale = row.unit.scale();
        let (middle, (low, high)) = match self {
            Self::Pooled(outcome) => {
                let pooled = outcome.pooled.as_ref().ok()?;
                (pooled.estimate, pooled.cautious_prediction(0.90))
            }
            Self::Review(_) | Self::Study(_) => {
                let study = as_study(row)?;
                (study.estimate, study.interval(0.90))
            }
        };
        Some((scale.told(middle), scale.told(low), scale.told(high)))
    }

    /// Whether it is known in which direction the average effect goes, by the interval that covers 95 per cent.
    pub fn is_known(&self) -> bool {
        match self {
            Self::Pooled(outcome) => outcome.pooled.as_ref().is_ok_and(|pooled| pooled.is_known()),
            Self::Review(row) | Self::Study(row) => as_study(row).is_some_and(|study| study.is_known()),
        }
    }

    /// The effect on its lever at full reach, with these local figures.
    pub fn effect(&self, inputs: &[f64]) -> Option<Effect> {
        self.conversion()?.convert(self.expected()?, inputs)
    }

    /// The publications that it rests on.
    pub fn sources(&self) -> Vec<&'a str> {
        match self {
            Self::Review(row) | Self::Study(row) => vec![row.source.as_str()],
            Self::Pooled(outcome) => outcome.studies.iter().map(|row| row.source.as_str()).collect(),
        }
    }
}
