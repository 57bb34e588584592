//! What is frozen of a roadmap: everything in it that somebody has written; no counters, no times.
//!
//! The shape is its own, apart from that of the living roadmap, because what has been decided is read by every later
//! program. A field that is added here has a default, and what was frozen before it came has that: so a new field never
//! says that a decision has been changed. A field never goes, nor changes its meaning; what cannot be told so takes a
//! `FrozenV2` beside this one.

use chrono::NaiveDate;
use projection::lever::Lever;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::blanks::{Blank, Blanks};
use super::measure_input::MeasureInput;
use super::status::Status;
use super::types::{Area, Commitment, Control, Effect, Initiative, Level, Measure, Need, RoadmapTree, Scope};
use crate::name::lever_name;

/// A roadmap as it is frozen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FrozenV1 {
    /// Id.
    pub id: Uuid,
    /// Whose: four digits for a municipality, two for a county, `00` for the whole country.
    pub region_code: String,
    /// The organisation that owned it.
    pub organisation_id: String,
    /// Title.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// Its areas.
    pub areas: Vec<FrozenArea>,
}

/// A heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FrozenArea {
    /// Id.
    pub id: Uuid,
    /// The roadmap that it belongs to.
    pub roadmap_id: Uuid,
    /// Title.
    pub title: String,
    /// Its needs.
    pub needs: Vec<FrozenNeed>,
}

/// A need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FrozenNeed {
    /// Id.
    pub id: Uuid,
    /// The area that it belongs to.
    pub area_id: Uuid,
    /// Title.
    pub title: String,
    /// What must be done beyond what is already under way.
    pub more_needed: String,
    /// The year by which it shall be met.
    pub horizon: Option<i32>,
    /// Whom it concerns.
    pub scope: Scope,
    /// How one knows.
    pub evidence: String,
    /// Columns that were left blank on purpose. Left out where none was, so that what was frozen before keeps its hash.
    #[serde(skip_serializing_if = "FrozenBlanks::is_empty")]
    pub blanks: FrozenBlanks,
    /// What is already under way.
    pub initiatives: Vec<FrozenInitiative>,
    /// What shall be done.
    pub measures: Vec<FrozenMeasure>,
}

/// Which columns of a need were left blank on purpose, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FrozenBlanks {
    /// What is under way nationally.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub national: Option<Blank>,
    /// What is under way in the region and the municipality.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local: Option<Blank>,
    /// What more is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<Blank>,
    /// By which year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub horizon: Option<Blank>,
}

impl FrozenBlanks {
    /// Whether nothing was said of any column.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl From<Blanks> for FrozenBlanks {
    fn from(Blanks { national, local, more, horizon }: Blanks) -> Self {
        Self { national, local, more, horizon }
    }
}

impl From<FrozenBlanks> for Blanks {
    fn from(FrozenBlanks { national, local, more, horizon }: FrozenBlanks) -> Self {
        Self { national, local, more, horizon }
    }
}

/// Something under way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FrozenInitiative {
    /// Id.
    pub id: Uuid,
    /// The need that it meets.
    pub need_id: Uuid,
    /// Who carries it.
    pub level: Level,
    /// Title.
    pub title: String,
    /// What it is and what it means for the need.
    pub description: String,
    /// Where that is written.
    pub source: String,
    /// First year.
    pub from_year: Option<i32>,
    /// Last year.
    pub to_year: Option<i32>,
}

/// Something that shall be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FrozenMeasure {
    /// Id.
    pub id: Uuid,
    /// The need that it meets.
    pub need_id: Uuid,
    /// Title.
    pub title: String,
    /// What is done.
    pub description: String,
    /// Who answers for it: a function, not a person.
    pub owner: String,
    /// Where the money comes from.
    pub funding: String,
    /// Cost in the start year, kronor.
    pub cost_one_off: f64,
    /// Cost each year from the start, kronor.
    pub cost_yearly: f64,
    /// First year with any effect.
    pub start_year: i32,
    /// Years from the start until the effect is full.
    pub ramp_years: i32,
    /// Years from full effect until half of it is left. Left out where it lasts, so that what was frozen before keeps its hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub half_life_years: Option<f64>,
    /// Per cent of those concerned who are reached.
    pub reach_percent: f64,
    /// How far it is in the organisation's own hands.
    pub control: Control,
    /// How strongly the organisation binds itself.
    pub commitment: Commitment,
    /// What is followed up.
    pub indicator: String,
    /// How far it had come.
    pub status: Status,
    /// Why it had that status.
    pub status_reason: String,
    /// When it shall be done.
    pub deadline: Option<NaiveDate>,
    /// Whether it is switched on in the computation.
    pub enabled: bool,
    /// What it does to the levers.
    pub effects: Vec<FrozenEffect>,
}

/// A change of one lever.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FrozenEffect {
    /// What is acted on, by name.
    #[serde(with = "lever_name")]
    pub lever: Lever,
    /// Middle of the effect.
    pub size: f64,
    /// 5 per cent of the futures have less.
    pub low: f64,
    /// 5 per cent of the futures have more.
    pub high: f64,
    /// Where the numbers come from.
    pub source: String,
}

impl Default for FrozenEffect {
    fn default() -> Self {
        Self { lever: Lever::ALL[0], size: 0.0, low: 0.0, high: 0.0, source: String::new() }
    }
}

impl From<&Effect> for FrozenEffect {
    fn from(effect: &Effect) -> Self {
        let Effect { lever, size, low, high, source } = effect;
        Self { lever: *lever, size: *size, low: *low, high: *high, source: source.clone() }
    }
}

impl Default for FrozenNeed {
    fn default() -> Self {
        Self {
            id: Uuid::nil(),
            area_id: Uuid::nil(),
            title: String::new(),
            more_needed: String::new(),
            horizon: None,
            scope: Scope::All,
            evidence: String::new(),
            blanks: FrozenBlanks::default(),
            initiatives: Vec::new(),
            measures: Vec::new(),
        }
    }
}

impl Default for FrozenInitiative {
    fn default() -> Self {
        Self {
            id: Uuid::nil(),
            need_id: Uuid::nil(),
            level: Level::Local,
            title: String::new(),
            description: String::new(),
            source: String::new(),
            from_year: None,
            to_year: None,
        }
    }
}

impl Default for FrozenMeasure {
    fn default() -> Self {
        let new = MeasureInput::starting(0);
        Self {
            id: Uuid::nil(),
            need_id: Uuid::nil(),
            title: new.title,
            description: new.description,
            owner: new.owner,
            funding: new.funding,
            cost_one_off: new.cost_one_off,
            cost_yearly: new.cost_yearly,
            start_year: new.start_year,
            ramp_years: new.ramp_years,
            half_life_years: new.half_life_years,
            reach_percent: new.reach_percent,
            control: new.control,
            commitment: new.commitment,
            indicator: new.indicator,
            status: new.status,
            status_reason: new.status_reason,
            deadline: new.deadline,
            enabled: new.enabled,
            effects: Vec::new(),
        }
    }
}

impl From<&RoadmapTree> for FrozenV1 {
    fn from(tree: &RoadmapTree) -> Self {
        let roadmap = &tree.roadmap;
        Self {
            id: roadmap.id,
            region_code: roadmap.region_code.clone(),
            organisation_id: roadmap.organisation_id.clone(),
            title: roadmap.title.clone(),
            purpose: roadmap.purpose.clone(),
            areas: tree.areas.iter().map(Into::into).collect(),
        }
    }
}

impl From<&Area> for FrozenArea {
    fn from(area: &Area) -> Self {
        Self {
            id: area.id,
            roadmap_id: area.roadmap_id,
            title: area.title.clone(),
            needs: area.needs.iter().map(Into::into).collect(),
        }
    }
}

impl From<&Need> for FrozenNeed {
    fn from(need: &Need) -> Self {
        Self {
            id: need.id,
            area_id: need.area_id,
            title: need.title.clone(),
            more_needed: need.more_needed.clone(),
            horizon: need.horizon,
            scope: need.scope,
            evidence: need.evidence.clone(),
            blanks: need.blanks.into(),
            initiatives: need.initiatives.iter().map(Into::into).collect(),
            measures: need.measures.iter().map(Into::into).collect(),
        }
    }
}

impl From<&Initiative> for FrozenInitiative {
    fn from(row: &Initiative) -> Self {
        Self {
            id: row.id,
            need_id: row.need_id,
            level: row.level,
            title: row.title.clone(),
            description: row.description.clone(),
            source: row.source.clone(),
            from_year: row.from_year,
            to_year: row.to_year,
        }
    }
}

impl From<&Measure> for FrozenMeasure {
    fn from(row: &Measure) -> Self {
        Self {
            id: row.id,
            need_id: row.need_id,
            title: row.title.clone(),
            description: row.description.clone(),
            owner: row.owner.clone(),
            funding: row.funding.clone(),
            cost_one_off: row.cost_one_off,
            cost_yearly: row.cost_yearly,
            start_year: row.start_year,
            ramp_years: row.ramp_years,
            half_life_years: row.half_life_years,
            reach_percent: row.reach_percent,
            control: row.control,
            commitment: row.commitment,
            indicator: row.indicator.clone(),
            status: row.status,
            status_reason: row.status_reason.clone(),
            deadline: row.deadline,
            enabled: row.enabled,
            effects: row.effects.iter().map(Into::into).collect(),
        }
    }
}
