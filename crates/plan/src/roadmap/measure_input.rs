//! What a user types about a measure, already parsed to plain values, and when it can be saved. Measures are read from
//! files in the same shape.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::file;
use super::input::PLAN_YEARS;
use super::status::{self, MeasureFacts, Status};
use super::types::{Commitment, Control, Effect, Measure};
use crate::checks::{Check, Valid, line, lines};
use crate::fault::FieldFault;

/// Largest cost, kronor.
pub const MAX_COST: f64 = 1e12;
/// Longest time from a measure's start to its full effect, years.
pub const MAX_RAMP: i32 = 20;
/// Half-lives that a measure can have, years: below, next to nothing is left after a year; above, it lasts.
pub const HALF_LIFE: (f64, f64) = (0.5, 50.0);
/// Most effects of one measure.
pub const MAX_EFFECTS: usize = 20;

/// A measure's own fields, with its effects. What is left out takes the value of a new measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureInput {
    /// Title.
    pub title: String,
    /// What is done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Who answers for it: a function, not a person. A decided measure needs one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// Where the money comes from. A decided measure needs it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub funding: String,
    /// Cost in the start year, kronor.
    #[serde(default)]
    pub cost_one_off: f64,
    /// Cost each year from the start, kronor.
    #[serde(default)]
    pub cost_yearly: f64,
    /// First year with any effect.
    #[schema(example = 2028)]
    pub start_year: i32,
    /// Years from the start until the effect is full; 0 is at once.
    #[serde(default)]
    pub ramp_years: i32,
    /// Years from full effect until half of it is left; none where it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub half_life_years: Option<f64>,
    /// Per cent of those concerned who are reached.
    #[serde(default = "everyone")]
    pub reach_percent: f64,
    /// How far it is in the organisation's own hands.
    #[serde(default = "own")]
    pub control: Control,
    /// How strongly the organisation binds itself.
    #[serde(default = "should")]
    pub commitment: Commitment,
    /// What is followed up. A planned measure needs it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub indicator: String,
    /// How far it has come.
    #[serde(default = "proposed")]
    pub status: Status,
    /// Why it has that status. A stopped measure needs it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub status_reason: String,
    /// When it shall be done. A decided measure needs it.
    #[serde(default, with = "file::date", skip_serializing_if = "Option::is_none")]
    pub deadline: Option<NaiveDate>,
    /// Whether it is switched on in the computation.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// What it does to the levers.
    // One at a time in a file: `[[…measure.effect]]`.
    #[serde(rename = "effect", alias = "effects", default, skip_serializing_if = "Vec::is_empty")]
    #[schema(rename = "effects")]
    pub effects: Vec<Effect>,
}

const fn everyone() -> f64 {
    100.0
}
const fn own() -> Control {
    Control::Own
}
const fn should() -> Commitment {
    Commitment::Should
}
const fn proposed() -> Status {
    Status::Proposed
}
const fn yes() -> bool {
    true
}

impl MeasureInput {
    /// An empty measure that starts in a year: what a new form shows and a file leaves out.
    pub const fn starting(start_year: i32) -> Self {
        Self {
            title: String::new(),
            description: String::new(),
            owner: String::new(),
            funding: String::new(),
            cost_one_off: 0.0,
            cost_yearly: 0.0,
            start_year,
            ramp_years: 0,
            half_life_years: None,
            reach_percent: everyone(),
            control: own(),
            commitment: should(),
            indicator: String::new(),
            status: proposed(),
            status_reason: String::new(),
            deadline: None,
            enabled: yes(),
            effects: Vec::new(),
        }
    }

    /// Checks and normalises a measure.
    ///
    /// Keys: `title-missing`, `too-long`, `out-of-range`, `too-many`, `lever-repeated`, `low-above-size`,
    /// `size-above-high`, `low-above-high`, and those of [`status::lacking`].
    pub fn validate(&self) -> Result<Valid<Self>, Vec<FieldFault>> {
        let normalised = self.tidied();
        let mut check = Check::default();
        check.title("title", &normalised.title);
        check.texts(&[
            ("description", &normalised.description),
            ("owner", &normalised.owner),
            ("funding", &normalised.funding),
            ("indicator", &normalised.indicator),
            ("status_reason", &normalised.status_reason),
        ]);
        check.range("cost_one_off", normalised.cost_one_off, 0.0, MAX_COST);
        check.range("cost_yearly", normalised.cost_yearly, 0.0, MAX_COST);
        check.whole("start_year", normalised.start_year, PLAN_YEARS.0, PLAN_YEARS.1);
        check.whole("ramp_years", normalised.ramp_years, 0, MAX_RAMP);
        if let Some(years) = normalised.half_life_years {
            check.range("half_life_years", years, HALF_LIFE.0, HALF_LIFE.1);
        }
        check.range("reach_percent", normalised.reach_percent, 0.0, 100.0);
        if let Some(day) = normalised.deadline {
            check.whole("deadline", day.year(), PLAN_YEARS.0, PLAN_YEARS.1);
        }
        check_effects(&mut check, &normalised.effects);
        let facts = MeasureFacts {
            owner: &normalised.owner,
            funding: &normalised.funding,
            deadline: normalised.deadline,
            indicator: &normalised.indicator,
            reason: &normalised.status_reason,
        };
        for fault in status::lacking(normalised.status, &facts) {
            check.add(fault);
        }
        check.finish(normalised)
    }

    fn tidied(&self) -> Self {
        let effects = self.effects.iter().map(|e| Effect { source: lines(&e.source), ..e.clone() });
        Self {
            title: line(&self.title),
            description: lines(&self.description),
            owner: line(&self.owner),
            funding: lines(&self.funding),
            indicator: lines(&self.indicator),
            status_reason: lines(&self.status_reason),
            effects: effects.collect(),
            ..self.clone()
        }
    }
}

fn check_effects(check: &mut Check, effects: &[Effect]) {
    if effects.len() > MAX_EFFECTS {
        check
            .add(FieldFault::new("effect", "too-many").with("max", MAX_EFFECTS).with("count", effects.len()));
        return;
    }
    for (place, effect) in effects.iter().enumerate() {
        let field = |name: &str| format!("effect[{place}].{name}");
        if effects[..place].iter().any(|earlier| earlier.lever == effect.lever) {
            check.add(FieldFault::new(field("lever"), "lever-repeated").with("lever", effect.lever));
        }
        let facts = effect.lever.facts();
        for (name, value) in [("size", effect.size), ("low", effect.low), ("high", effect.high)] {
            check.range(&field(name), value, facts.min, facts.max);
        }
        let order =
            |name, key| FieldFault::new(field(name), key).with("low", effect.low).with("high", effect.high);
        if effect.low > effect.high {
            check.add(order("low", "low-above-high"));
        } else if effect.low > effect.size {
            check.add(order("low", "low-above-size").with("size", effect.size));
        } else if effect.size > effect.high {
            check.add(order("high", "size-above-high").with("size", effect.size));
        }
        check.texts(&[(&field("source"), &effect.source)]);
    }
}

impl From<&Measure> for MeasureInput {
    fn from(row: &Measure) -> Self {
        Self {
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
            effects: row.effects.clone(),
        }
    }
}
