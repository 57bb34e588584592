//! What others have taken up of an example or an approach, how far they have come with it, and who turned it down and why.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::json;
use sqlx_macros::FromRow;
use statistics::effects::Effects;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::{Kind, Owner, Right};
use crate::audit::{self, Event, Object};
use crate::checks::{Check, Valid, line, lines};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::name::named;
use crate::organisations;
use crate::records;
use crate::uptake::check_day;

named! {
    /// How far an organisation has come with what others have done.
    ReuseStep {
        /// It is interested.
        Interested = "interested",
        /// It has been in contact with those who did it.
        Contacted = "contacted",
        /// It tests it.
        Testing = "testing",
        /// It has introduced it.
        Introduced = "introduced",
        /// It knows what came of it.
        Result = "result",
        /// It has turned it down.
        Declined = "declined",
    }
}

/// What is taken up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reused {
    /// An example.
    Example(Uuid),
    /// An approach, by its name.
    Approach(String),
}

/// A step that an organisation has taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct Reuse {
    /// Id.
    pub id: Uuid,
    /// The example, if it was one.
    pub example_id: Option<Uuid>,
    /// The approach; empty where it was an example.
    pub approach: String,
    /// Who.
    pub organisation_id: String,
    /// The unit; empty for the whole organisation.
    pub unit: String,
    /// How far.
    pub step: ReuseStep,
    /// On which day.
    pub day: NaiveDate,
    /// Why it was turned down.
    pub reason: String,
    /// What came of it.
    pub result: String,
    /// When it was noted.
    pub created_at: DateTime<Utc>,
}

/// What is noted of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReuseInput {
    /// The unit; empty for the whole organisation.
    pub unit: String,
    /// How far.
    pub step: ReuseStep,
    /// On which day; today without.
    pub day: Option<NaiveDate>,
    /// Why it was turned down.
    pub reason: String,
    /// What came of it.
    pub result: String,
}

impl ReuseInput {
    /// Checks and normalises. Keys: `too-long`, `day-ahead`, `day-too-early`, `reason-missing`, `result-missing`.
    fn validate(&self, today: NaiveDate) -> Result<Valid<Self>, Vec<FieldFault>> {
        let input = Self {
            unit: line(&self.unit),
            day: Some(self.day.unwrap_or(today)),
            reason: lines(&self.reason),
            result: lines(&self.result),
            ..self.clone()
        };
        let mut check = Check::default();
        check.title_length("unit", &input.unit);
        check.texts(&[("reason", &input.reason), ("result", &input.result)]);
        check_day(&mut check, "day", input.day.unwrap_or(today), today);
        match input.step {
            ReuseStep::Declined => check.present("reason", &input.reason, "reason-missing"),
            ReuseStep::Result => check.present("result", &input.result, "result-missing"),
            _ => {}
        }
        check.finish(input)
    }
}

/// Notes how far an organisation has come with something that everybody reads.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Invalid`].
pub async fn note_reuse(
    tx: &mut Tx,
    effects: &Effects,
    of: &Reused,
    organisation: Option<&str>,
    input: &ReuseInput,
) -> Result<Reuse, Fault> {
    demand_known(tx, effects, of).await?;
    demand_published(tx, of).await?;
    let owner = organisations::acting(tx, Right::Contribute, organisation).await?;
    let input = input.validate(tx.today()).map_err(Fault::Invalid)?;
    let (example, approach) = match of {
        Reused::Example(id) => (Some(*id), ""),
        Reused::Approach(name) => (None, name.as_str()),
    };
    let step = Reuse {
        id: tx.new_id(),
        example_id: example,
        approach: approach.to_owned(),
        organisation_id: owner.id.clone(),
        unit: input.unit.clone(),
        step: input.step,
        day: input.day.unwrap_or_else(|| tx.today()),
        reason: input.reason.clone(),
        result: input.result.clone(),
        created_at: tx.now(),
    };
    query(sql!(
        "insert into reuse (id, example_id, approach, organisation_id, house, unit, step, day, reason, result, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    ))
    .bind(step.id)
    .bind(example)
    .bind(approach)
    .bind(&owner.id)
    .bind(&owner.house)
    .bind(&step.unit)
    .bind(step.step.name())
    .bind(step.day)
    .bind(&step.reason)
    .bind(&step.result)
    .bind(step.created_at)
    .execute(tx)
    .await?;
    let change =
        json!({ "step": [null, input.step], "example_id": [null, example], "approach": [null, approach] });
    let event = Event::on("reuse.create", Object::Reuse, step.id).within(&owner.house).change(change);
    audit::record(tx, event).await?;
    Ok(step)
}

async fn demand_known(tx: &mut Tx, effects: &Effects, of: &Reused) -> Result<(), Fault> {
    match of {
        Reused::Example(id) => records::house(tx, Kind::Example.of(*id)).await.map(|_| ()),
        Reused::Approach(name) if effects.approach(name).is_some() => Ok(()),
        Reused::Approach(_) => Err(Fault::NotFound { what: "approach" }),
    }
}

/// What is being written is not taken up.
async fn demand_published(tx: &mut Tx, of: &Reused) -> Result<(), Fault> {
    match of {
        Reused::Example(id) if !records::root_of(tx, Kind::Example.of(*id)).await?.is_published => {
            Err(Fault::Invalid(vec![FieldFault::new("form", "reuse-draft")]))
        }
        _ => Ok(()),
    }
}

/// Takes away a step that was noted by mistake.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn remove_reuse(tx: &mut Tx, id: Uuid) -> Result<(), Fault> {
    let found: Option<(String, String)> =
        query(sql!("select organisation_id, house from reuse where id = $1")).bind(id).optional(tx).await?;
    let (organisation, house) = found.ok_or(Fault::NotFound { what: "reuse" })?;
    tx.demand(Right::Contribute, Owner { organisation: &organisation, house: &house })?;
    query(sql!("delete from reuse where id = $1")).bind(id).execute(tx).await?;
    audit::record(tx, Event::on("reuse.delete", Object::Reuse, id).within(&house).exempt()).await
}

/// Every step that has been taken with something, the newest first. An approach's are also those of the examples of it that
/// everybody reads.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn reuses(tx: &mut Tx, effects: &Effects, of: &Reused) -> Result<Vec<Reuse>, Fault> {
    demand_known(tx, effects, of).await?;
    match of {
        Reused::Example(id) => stored_of(tx, *id).await,
        Reused::Approach(name) => {
            query(sql!(
                "select id, example_id, approach, organisation_id, unit, step, day, reason, result, created_at from reuse
                 where approach = $1 or example_id in (select e.id from example e
                    where e.approach = $1 and e.is_published and e.deleted_at is null)
                 order by day desc, created_at desc, id desc"
            ))
            .bind(name.as_str())
            .all(tx)
            .await
        }
    }
}

/// Every step that has been taken with an example, the newest first.
pub(super) async fn stored_of(tx: &mut Tx, example: Uuid) -> Result<Vec<Reuse>, Fault> {
    query(sql!(
        "select id, example_id, approach, organisation_id, unit, step, day, reason, result, created_at from reuse
         where example_id = $1 order by day desc, created_at desc, id desc"
    ))
    .bind(example)
    .all(tx)
    .await
}

/// How far each organisation and unit has come: of all steps, newest first, the first of each.
pub fn standing(steps: &[Reuse]) -> Vec<&Reuse> {
    let mut latest: Vec<&Reuse> = Vec::new();
    for step in steps {
        let is_same = |one: &&Reuse| {
            (&one.organisation_id, &one.unit, one.example_id)
                == (&step.organisation_id, &step.unit, step.example_id)
        };
        if !latest.iter().any(is_same) {
            latest.push(step);
        }
    }
    latest
}
