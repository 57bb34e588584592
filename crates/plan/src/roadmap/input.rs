//! What a user types, already parsed to plain values, and when it can be saved. Initiatives are read from files in the
//! same shape.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::blanks::Blanks;
use super::types::{Area, Initiative, Level, Need, Roadmap, Scope};
use crate::checks::{Check, Valid, line, lines};
use crate::fault::FieldFault;

/// Years in which a measure can start or be due, and a need be met.
pub const PLAN_YEARS: (i32, i32) = (2000, 2100);
/// Years that an initiative can have.
pub const INITIATIVE_YEARS: (i32, i32) = (1900, 2100);

type Checked<T> = Result<Valid<T>, Vec<FieldFault>>;

/// A roadmap's own fields.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoadmapInput {
    /// Whose: four digits for a municipality, two for a county, `00` for the whole country.
    pub region_code: String,
    /// Title.
    pub title: String,
    /// What it is for.
    pub purpose: String,
}

impl RoadmapInput {
    /// Checks and normalises. Keys: `title-missing`, `too-long`, `region-unknown`.
    pub fn validate(&self) -> Checked<Self> {
        let normalised = Self {
            region_code: line(&self.region_code),
            title: line(&self.title),
            purpose: lines(&self.purpose),
        };
        let mut check = Check::default();
        if !is_region_code(&normalised.region_code) {
            check.add(FieldFault::new("region_code", "region-unknown").with("code", &normalised.region_code));
        }
        check.title("title", &normalised.title);
        check.texts(&[("purpose", &normalised.purpose)]);
        check.finish(normalised)
    }
}

/// Whether the text has the form of a region's code.
fn is_region_code(code: &str) -> bool {
    matches!(code.len(), 2 | 4) && code.bytes().all(|byte| byte.is_ascii_digit())
}

impl From<&Roadmap> for RoadmapInput {
    fn from(row: &Roadmap) -> Self {
        Self { region_code: row.region_code.clone(), title: row.title.clone(), purpose: row.purpose.clone() }
    }
}

/// An area's own fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AreaInput {
    /// Title.
    pub title: String,
}

impl AreaInput {
    /// Checks and normalises. Keys: `title-missing`, `too-long`.
    pub fn validate(&self) -> Checked<Self> {
        let normalised = Self { title: line(&self.title) };
        let mut check = Check::default();
        check.title("title", &normalised.title);
        check.finish(normalised)
    }
}

impl From<&Area> for AreaInput {
    fn from(row: &Area) -> Self {
        Self { title: row.title.clone() }
    }
}

/// A need's own fields.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedInput {
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
    /// Columns that are left blank on purpose.
    pub blanks: Blanks,
}

impl Default for NeedInput {
    fn default() -> Self {
        Self {
            title: String::new(),
            more_needed: String::new(),
            horizon: None,
            scope: Scope::All,
            evidence: String::new(),
            blanks: Blanks::default(),
        }
    }
}

impl NeedInput {
    /// Checks and normalises. Keys: `title-missing`, `too-long`, `out-of-range`.
    pub fn validate(&self) -> Checked<Self> {
        let normalised = Self {
            title: line(&self.title),
            more_needed: lines(&self.more_needed),
            horizon: self.horizon,
            scope: self.scope,
            evidence: lines(&self.evidence),
            blanks: self.blanks,
        };
        let mut check = Check::default();
        check.title("title", &normalised.title);
        check.texts(&[("more_needed", &normalised.more_needed), ("evidence", &normalised.evidence)]);
        if let Some(year) = normalised.horizon {
            check.whole("horizon", year, PLAN_YEARS.0, PLAN_YEARS.1);
        }
        check.finish(normalised)
    }
}

impl From<&Need> for NeedInput {
    fn from(row: &Need) -> Self {
        Self {
            title: row.title.clone(),
            more_needed: row.more_needed.clone(),
            horizon: row.horizon,
            scope: row.scope,
            evidence: row.evidence.clone(),
            blanks: row.blanks,
        }
    }
}

/// An initiative's own fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InitiativeInput {
    /// Who carries it.
    pub level: Level,
    /// Title.
    pub title: String,
    /// What it is and what it means for the need.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Where that is written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// First year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_year: Option<i32>,
    /// Last year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_year: Option<i32>,
}

impl Default for InitiativeInput {
    fn default() -> Self {
        Self {
            level: Level::Local,
            title: String::new(),
            description: String::new(),
            source: String::new(),
            from_year: None,
            to_year: None,
        }
    }
}

impl InitiativeInput {
    /// Checks and normalises. Keys: `title-missing`, `too-long`, `out-of-range`, `from-after-to`.
    pub fn validate(&self) -> Checked<Self> {
        let normalised = Self {
            title: line(&self.title),
            description: lines(&self.description),
            source: lines(&self.source),
            ..self.clone()
        };
        let mut check = Check::default();
        check.title("title", &normalised.title);
        check.texts(&[("description", &normalised.description), ("source", &normalised.source)]);
        for (field, year) in [("from_year", normalised.from_year), ("to_year", normalised.to_year)] {
            if let Some(year) = year {
                check.whole(field, year, INITIATIVE_YEARS.0, INITIATIVE_YEARS.1);
            }
        }
        if let (Some(from), Some(to)) = (normalised.from_year, normalised.to_year)
            && from > to
        {
            check.add(FieldFault::new("to_year", "from-after-to").with("from", from).with("to", to));
        }
        check.finish(normalised)
    }
}

impl From<&Initiative> for InitiativeInput {
    fn from(row: &Initiative) -> Self {
        Self {
            level: row.level,
            title: row.title.clone(),
            description: row.description.clone(),
            source: row.source.clone(),
            from_year: row.from_year,
            to_year: row.to_year,
        }
    }
}
