//! A roadmap as a file, to be kept, compared and carried from one system to another.
//!
//! ```toml
//! title = "Färdplan för äldreomsorgen"
//! region = "2062"
//!
//! [[area]]
//! title = "Säkerställa grunduppdraget"
//!
//! [[area.need]]
//! title = "Adekvat bemanning"
//! horizon = 2030
//!
//! [[area.need.measure]]
//! title = "Heltid som norm"
//! start_year = 2028
//! deadline = 2029-12-31
//!
//! [[area.need.measure.effect]]
//! lever = "contract_hours"
//! size = 1.5
//! low = 0.5
//! high = 2.5
//! source = "Egen uppskattning"
//! ```

use serde::{Deserialize, Serialize};

use super::blanks::Blanks;
use super::input::{AreaInput, InitiativeInput, NeedInput, RoadmapInput};
use super::measure_input::MeasureInput;
use super::room::{MOST_MEASURES, MOST_PARTS};
use super::types::{Area, Need, RoadmapTree, Scope};
use crate::checks::{Check, Valid};
use crate::fault::{Fault, FieldFault, FileFault};

/// A roadmap as it is written in a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoadmapFile {
    /// Title.
    pub title: String,
    /// Whose: four digits for a municipality, two for a county, `00` for the whole country.
    pub region: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub purpose: String,
    /// Its areas.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub area: Vec<AreaFile>,
}

/// An area in a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaFile {
    /// Title.
    pub title: String,
    /// Its needs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub need: Vec<NeedFile>,
}

/// A need in a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeedFile {
    /// Title.
    pub title: String,
    /// What must be done beyond what is already under way.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub more_needed: String,
    /// The year by which it shall be met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub horizon: Option<i32>,
    /// Whom it concerns.
    #[serde(default = "all")]
    pub scope: Scope,
    /// How one knows.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// Columns that are left blank on purpose.
    #[serde(default, skip_serializing_if = "Blanks::is_empty")]
    pub blanks: Blanks,
    /// What is already under way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub initiative: Vec<InitiativeInput>,
    /// What shall be done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measure: Vec<MeasureInput>,
}

const fn all() -> Scope {
    Scope::All
}

/// Reads a file. What is no TOML, has the wrong type or an unknown key is a [`Fault::File`]; what the values say is
/// judged by [`RoadmapFile::validate`].
pub fn from_toml(text: &str) -> Result<RoadmapFile, Fault> {
    toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let (line, column) = place(text, start);
        Fault::File(FileFault { line, column, reason: error.message().to_owned() })
    })
}

/// The line and column, from 1, of a byte in a text.
fn place(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// Writes a roadmap as a file. Reading it gives the same roadmap.
pub fn to_toml(tree: &RoadmapTree) -> String {
    RoadmapFile::from(tree).to_toml()
}

impl RoadmapFile {
    /// Whether some measure in it is decided, or further.
    pub fn has_decided(&self) -> bool {
        let needs = self.area.iter().flat_map(|area| &area.need);
        needs.flat_map(|need| &need.measure).any(|measure| measure.status.is_decided())
    }

    /// The file's text.
    pub fn to_toml(&self) -> String {
        toml::to_string_pretty(self).expect("texts, numbers and dates can always be written")
    }

    /// How many areas, needs, initiatives and measures there are.
    fn parts(&self) -> usize {
        let needs = self.area.iter().flat_map(|area| &area.need);
        let below: usize = needs.map(|need| 1 + need.initiative.len() + need.measure.len()).sum();
        self.area.len() + below
    }

    /// Checks and normalises everything. The faults' fields are paths: `area[0].need[2].measure[0].effect[1].low`.
    pub fn validate(&self) -> Result<Valid<Self>, Vec<FieldFault>> {
        let mut check = Check::default();
        if self.parts() > MOST_PARTS {
            // Nobody reads a list of what is wrong with so many.
            return Err(vec![
                FieldFault::new("area", "too-many").with("count", self.parts()).with("max", MOST_PARTS),
            ]);
        }
        let needs = self.area.iter().flat_map(|area| &area.need);
        let measures: usize = needs.map(|need| need.measure.len()).sum();
        if measures > MOST_MEASURES {
            check.add(
                FieldFault::new("area", "too-many-measures")
                    .with("count", measures)
                    .with("max", MOST_MEASURES),
            );
        }
        let mut normalised = self.clone();
        match self.input().validate() {
            Ok(valid) => {
                normalised.title.clone_from(&valid.title);
                normalised.region.clone_from(&valid.region_code);
                normalised.purpose.clone_from(&valid.purpose);
            }
            Err(faults) => faults.into_iter().for_each(|mut fault| {
                if fault.field == "region_code" {
                    fault.field = String::from("region");
                }
                check.add(fault);
            }),
        }
        for (place, area) in normalised.area.iter_mut().enumerate() {
            area.validate(&format!("area[{place}]"), &mut check);
        }
        check.finish(normalised)
    }

    /// The roadmap's own fields.
    pub(super) fn input(&self) -> RoadmapInput {
        RoadmapInput {
            region_code: self.region.clone(),
            title: self.title.clone(),
            purpose: self.purpose.clone(),
        }
    }
}

impl AreaFile {
    fn validate(&mut self, path: &str, check: &mut Check) {
        if let Some(valid) = check.below(path, self.input().validate()) {
            self.title.clone_from(&valid.title);
        }
        for (place, need) in self.need.iter_mut().enumerate() {
            need.validate(&format!("{path}.need[{place}]"), check);
        }
    }

    /// The area's own fields.
    pub(super) fn input(&self) -> AreaInput {
        AreaInput { title: self.title.clone() }
    }
}

impl NeedFile {
    fn validate(&mut self, path: &str, check: &mut Check) {
        if let Some(valid) = check.below(path, self.input().validate()) {
            self.title.clone_from(&valid.title);
            self.more_needed.clone_from(&valid.more_needed);
            self.evidence.clone_from(&valid.evidence);
        }
        for (place, initiative) in self.initiative.iter_mut().enumerate() {
            if let Some(valid) = check.below(&format!("{path}.initiative[{place}]"), initiative.validate()) {
                initiative.clone_from(&valid);
            }
        }
        for (place, measure) in self.measure.iter_mut().enumerate() {
            if let Some(valid) = check.below(&format!("{path}.measure[{place}]"), measure.validate()) {
                measure.clone_from(&valid);
            }
        }
    }

    /// The need's own fields.
    pub(super) fn input(&self) -> NeedInput {
        NeedInput {
            title: self.title.clone(),
            more_needed: self.more_needed.clone(),
            horizon: self.horizon,
            scope: self.scope,
            evidence: self.evidence.clone(),
            blanks: self.blanks,
        }
    }
}

impl From<&RoadmapTree> for RoadmapFile {
    fn from(tree: &RoadmapTree) -> Self {
        Self {
            title: tree.roadmap.title.clone(),
            region: tree.roadmap.region_code.clone(),
            purpose: tree.roadmap.purpose.clone(),
            area: tree.areas.iter().map(AreaFile::from).collect(),
        }
    }
}

impl From<&Area> for AreaFile {
    fn from(area: &Area) -> Self {
        Self { title: area.title.clone(), need: area.needs.iter().map(NeedFile::from).collect() }
    }
}

impl From<&Need> for NeedFile {
    fn from(need: &Need) -> Self {
        Self {
            title: need.title.clone(),
            more_needed: need.more_needed.clone(),
            horizon: need.horizon,
            scope: need.scope,
            evidence: need.evidence.clone(),
            blanks: need.blanks,
            initiative: need.initiatives.iter().map(InitiativeInput::from).collect(),
            measure: need.measures.iter().map(MeasureInput::from).collect(),
        }
    }
}

/// A date without time: a date in TOML, a text in JSON.
pub(super) mod date {
    use chrono::{Datelike, NaiveDate};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error, ser};
    use toml::Value;
    use toml::value::{Date, Datetime};

    pub(in crate::roadmap) fn serialize<S: Serializer>(
        date: &Option<NaiveDate>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        let Some(date) = date else { return to.serialize_none() };
        let year = u16::try_from(date.year()).map_err(ser::Error::custom)?;
        let date = Date { year, month: date.month() as u8, day: date.day() as u8 };
        Datetime { date: Some(date), time: None, offset: None }.serialize(to)
    }

    pub(in crate::roadmap) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<NaiveDate>, D::Error> {
        let text = match Option::<Value>::deserialize(from)? {
            None => return Ok(None),
            Some(Value::Datetime(read)) => read.to_string(),
            Some(Value::String(read)) => read,
            Some(_) => String::new(),
        };
        let day = text.parse().map(Some);
        day.map_err(|_| D::Error::custom("expected a date without time, such as 2029-12-31"))
    }
}
