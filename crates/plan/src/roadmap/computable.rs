//! Measures as the projection computes them.

use std::hash::Hasher as _;

use fnv::FnvHasher;
use projection::measure as computed;

use super::file::RoadmapFile;
use super::measure_input::MeasureInput;
use super::types::{Measure, RoadmapTree};
use crate::case_data::judged_before;
use crate::fault::Fault;

/// A measure as the projection sees it, whether or not it is switched on.
pub fn computable(measure: &Measure) -> computed::Measure {
    MeasureInput::from(measure).computable()
}

impl MeasureInput {
    /// What the projection computes of it, whether or not it is switched on.
    pub fn computable(&self) -> computed::Measure {
        compute(self)
    }
}

fn compute(measure: &MeasureInput) -> computed::Measure {
    let effects = measure.effects.iter().map(|effect| computed::Effect {
        lever: effect.lever,
        size: effect.size,
        low: effect.low,
        high: effect.high,
    });
    computed::Measure {
        id: stream(&measure.title),
        start: measure.start_year,
        ramp: u32::try_from(measure.ramp_years).unwrap_or(0),
        half_life: measure.half_life_years,
        reach: measure.reach_percent / 100.0,
        effects: effects.collect(),
        cost_one_off: measure.cost_one_off,
        cost_yearly: measure.cost_yearly,
    }
}

/// The number that names a measure's random stream: a hash (FNV-1a) of its title, so that a copy, a file and the
/// stored roadmap give the same figures.
fn stream(title: &str) -> u64 {
    let mut hash = FnvHasher::default();
    hash.write(title.as_bytes());
    hash.finish()
}

impl RoadmapTree {
    /// Whether some measure in it is decided, or further.
    pub fn has_decided(&self) -> bool {
        self.measures().any(|measure| measure.status.is_decided())
    }

    /// The measures that count: switched on, with an effect, and neither stopped, replaced nor dormant.
    pub fn computed_measures(&self) -> impl Iterator<Item = &Measure> {
        let counts = |m: &&Measure| m.enabled && m.status.is_computed() && !m.effects.is_empty();
        self.measures().filter(counts)
    }

    /// What the projection computes of the roadmap, in the order of [`RoadmapTree::computed_measures`].
    pub fn computable(&self) -> Vec<computed::Measure> {
        self.computed_measures().map(computable).collect()
    }
}

impl RoadmapFile {
    /// What the projection computes of a file, by the same rules as for a stored roadmap.
    ///
    /// # Errors
    /// The file is not valid: every wrong field.
    pub fn computable(&self) -> Result<Vec<computed::Measure>, Fault> {
        Ok(self.titled()?.into_iter().map(|(_, measure)| measure).collect())
    }

    /// The same, each measure with its title.
    ///
    /// # Errors
    /// The file is not valid: every wrong field.
    pub fn titled(&self) -> Result<Vec<(String, computed::Measure)>, Fault> {
        let valid = judged_before(|| self.validate()).map_err(Fault::Invalid)?;
        let measures = valid.area.iter().flat_map(|area| &area.need).flat_map(|need| &need.measure);
        let counted = measures.filter(|m| m.enabled && m.status.is_computed());
        Ok(counted.map(|measure| (measure.title.clone(), compute(measure))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::stream;

    #[test]
    fn a_title_names_the_same_stream_for_ever() {
        // The published values of 64-bit FNV-1a; the third is a title that roadmaps have.
        assert_eq!(stream(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(stream("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(stream("Heltid som norm"), 0x2f15_a6dd_560d_e590);
    }
}
