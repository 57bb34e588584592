//! What a roadmap consists of, as it is read: the same structs serve the pages, the API and its description.

use chrono::{DateTime, NaiveDate, Utc};
use projection::lever::Lever;
use serde::{Deserialize, Serialize};
use sqlx_macros::FromRow;
use utoipa::ToSchema;
use uuid::Uuid;

use super::blanks::Blanks;
use super::status::Status;
use crate::access::Stage;
use crate::name::{lever_name, named};

named! {
    /// Who carries an initiative.
    Level {
        /// State, authorities, SKR.
        National = "national",
        /// A region or a county's municipalities together.
        Regional = "regional",
        /// The municipality itself.
        Local = "local",
    }
}

named! {
    /// Whom a need concerns.
    Scope {
        /// All care, whoever provides it.
        All = "all",
        /// Mainly what the municipality runs itself.
        OwnRun = "own_run",
        /// What cannot be met without the region.
        RegionDependent = "region_dependent",
    }
}

named! {
    /// How far the outcome is in the organisation's own hands.
    Control {
        /// The organisation decides alone.
        Own = "own",
        /// Together with others.
        Shared = "shared",
        /// Others decide.
        Others = "others",
    }
}

named! {
    /// How strongly the organisation binds itself.
    Commitment {
        /// It shall be done.
        Shall = "shall",
        /// It should be done.
        Should = "should",
        /// The organisation works for it.
        WorkFor = "work_for",
    }
}

/// A roadmap, without what it contains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct Roadmap {
    /// Id.
    pub id: Uuid,
    /// Whose: four digits for a municipality, two for a county, `00` for the whole country.
    pub region_code: String,
    /// The organisation that owns it.
    pub organisation_id: String,
    /// How far it has come.
    pub stage: Stage,
    /// Its number in the registry (diarienummer); empty before it has one.
    pub registry_number: String,
    /// Whether it is published as it stands.
    pub is_published: bool,
    /// Title.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When anything in it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Counts the changes of the roadmap's own fields.
    pub version: i64,
}

/// A roadmap in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct RoadmapSummary {
    /// The roadmap itself.
    #[serde(flatten)]
    #[sqlx(flatten)]
    pub roadmap: Roadmap,
    /// How many areas.
    pub areas: i64,
    /// How many needs.
    pub needs: i64,
    /// How many measures.
    #[sqlx(skip)]
    pub measures: i64,
    /// How many measures are decided, or further.
    #[sqlx(skip)]
    pub decided: i64,
}

/// A roadmap with everything in it, in order.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RoadmapTree {
    /// The roadmap itself.
    #[serde(flatten)]
    pub roadmap: Roadmap,
    /// Its areas.
    pub areas: Vec<Area>,
}

/// A heading of a roadmap, with the needs below it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, FromRow)]
pub struct Area {
    /// Id.
    pub id: Uuid,
    /// The roadmap that it belongs to.
    pub roadmap_id: Uuid,
    /// Counts the changes.
    pub version: i64,
    /// Orders the areas; not necessarily without holes.
    pub position: i64,
    /// Title.
    pub title: String,
    /// Its needs.
    #[sqlx(skip)]
    pub needs: Vec<Need>,
}

/// Something that the care of older people needs, with what is done about it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, FromRow)]
pub struct Need {
    /// Id.
    pub id: Uuid,
    /// The area that it belongs to.
    pub area_id: Uuid,
    /// Counts the changes.
    pub version: i64,
    /// Orders the needs of the area; not necessarily without holes.
    pub position: i64,
    /// Title.
    pub title: String,
    /// What must be done beyond what is already under way.
    pub more_needed: String,
    /// The year by which it shall be met.
    pub horizon: Option<i32>,
    /// Whom it concerns.
    pub scope: Scope,
    /// How one knows: analysis, incident, forecast or law, with source.
    pub evidence: String,
    /// Columns that are left blank on purpose.
    #[sqlx(flatten)]
    pub blanks: Blanks,
    /// What is already under way.
    #[sqlx(skip)]
    pub initiatives: Vec<Initiative>,
    /// What shall be done.
    #[sqlx(skip)]
    pub measures: Vec<Measure>,
}

/// Something under way that meets a need: a law, a grant, an agreement, a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct Initiative {
    /// Id.
    pub id: Uuid,
    /// The need that it meets.
    pub need_id: Uuid,
    /// Counts the changes.
    pub version: i64,
    /// Orders the initiatives of the need; not necessarily without holes.
    pub position: i64,
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

/// Something that shall be done to meet a need.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, FromRow)]
pub struct Measure {
    /// Id.
    pub id: Uuid,
    /// The need that it meets.
    pub need_id: Uuid,
    /// Counts the changes.
    pub version: i64,
    /// Orders the measures of the need; not necessarily without holes.
    pub position: i64,
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
    /// Years from the start until the effect is full; 0 is at once.
    pub ramp_years: i32,
    /// Years from full effect until half of it is left; none where it lasts.
    pub half_life_years: Option<f64>,
    /// Per cent of those concerned who are reached.
    pub reach_percent: f64,
    /// How far it is in the organisation's own hands.
    pub control: Control,
    /// How strongly the organisation binds itself.
    pub commitment: Commitment,
    /// What is followed up.
    pub indicator: String,
    /// How far it has come.
    pub status: Status,
    /// Why it has that status.
    pub status_reason: String,
    /// When it shall be done.
    pub deadline: Option<NaiveDate>,
    /// Whether it is switched on in the computation.
    pub enabled: bool,
    /// What it does to the levers.
    #[sqlx(skip)]
    pub effects: Vec<Effect>,
}

/// A change of one lever, in the lever's unit at full reach and full effect, with its 90 per cent interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// What is acted on, by name.
    #[serde(with = "lever_name")]
    #[schema(value_type = String, example = "sick_leave")]
    pub lever: Lever,
    /// Middle of the effect.
    pub size: f64,
    /// 5 per cent of the futures have less.
    pub low: f64,
    /// 5 per cent of the futures have more.
    pub high: f64,
    /// Where the numbers come from.
    #[serde(default)]
    pub source: String,
}

impl RoadmapTree {
    /// Every need, in order.
    pub fn needs(&self) -> impl Iterator<Item = &Need> {
        self.areas.iter().flat_map(|area| &area.needs)
    }

    /// Every initiative, in order.
    pub fn initiatives(&self) -> impl Iterator<Item = &Initiative> {
        self.needs().flat_map(|need| &need.initiatives)
    }

    /// Every measure, in order.
    pub fn measures(&self) -> impl Iterator<Item = &Measure> {
        self.needs().flat_map(|need| &need.measures)
    }

    /// The area with this id.
    pub fn area(&self, id: Uuid) -> Option<&Area> {
        self.areas.iter().find(|area| area.id == id)
    }

    /// The need with this id.
    pub fn need(&self, id: Uuid) -> Option<&Need> {
        self.needs().find(|need| need.id == id)
    }

    /// The initiative with this id.
    pub fn initiative(&self, id: Uuid) -> Option<&Initiative> {
        self.initiatives().find(|initiative| initiative.id == id)
    }

    /// The measure with this id.
    pub fn measure(&self, id: Uuid) -> Option<&Measure> {
        self.measures().find(|measure| measure.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_has_the_same_name_everywhere() {
        for level in Level::ALL {
            assert_eq!(Level::named(level.name()), Some(level));
            assert_eq!(Level::try_from(level.to_string()), Ok(level));
            assert_eq!(serde_json::to_value(level).unwrap(), level.name());
        }
        assert_eq!(Commitment::WorkFor.name(), "work_for");
        let described = serde_json::to_value(<Commitment as utoipa::PartialSchema>::schema()).unwrap();
        assert_eq!(described["enum"], serde_json::json!(["shall", "should", "work_for"]));
        assert_eq!(Control::named("OWN"), None);
        assert!(Scope::try_from(String::from("everyone")).is_err());
    }

    #[test]
    fn an_effect_is_sent_with_the_name_of_its_lever() {
        let effect = Effect { lever: Lever::ExitAge, size: 1.0, low: 0.5, high: 1.5, source: String::new() };
        let json = serde_json::to_value(&effect).unwrap();
        assert_eq!(json["lever"], "exit_age");
        assert_eq!(serde_json::from_value::<Effect>(json).unwrap(), effect);
    }
}
