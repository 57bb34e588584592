//! A part's own fields as they are stored now, for the trail.

use serde_json::{Value, json};
use sqlx::FromRow;
use uuid::Uuid;

use super::part::Part;
use super::read::effects_of;
use super::types::{Area, Initiative, Measure, Need, Roadmap};
use crate::db::{Row, Tx, query, sql};
use crate::fault::Fault;

/// Fields that change without anybody having written them, and what lies below.
pub(super) const KEPT_BY_ITSELF: [&str; 11] = [
    "version",
    "updated_at",
    "created_at",
    "position",
    "id",
    "area_id",
    "need_id",
    "roadmap_id",
    "needs",
    "measures",
    "initiatives",
];

/// The fields of a part, deleted or not; null when there is none such.
pub(super) async fn own(tx: &mut Tx, part: Part, id: Uuid) -> Result<Value, Fault> {
    match part {
        Part::Roadmap => {
            let text = sql!(
                "select id, region_code, organisation_id, stage, registry_number, is_published, title, purpose,
                    created_at, updated_at, version, deleted_at is not null as deleted from roadmap where id = $1"
            );
            one::<Roadmap>(tx, text, id).await
        }
        Part::Area => {
            let text = sql!(
                "select id, roadmap_id, version, position, title, deleted_at is not null as deleted
                 from area where id = $1"
            );
            one::<Area>(tx, text, id).await
        }
        Part::Need => {
            let text = sql!(
                "select id, area_id, version, position, title, more_needed, horizon, scope, evidence,
                    deleted_at is not null as deleted from need where id = $1"
            );
            one::<Need>(tx, text, id).await
        }
        Part::Initiative => {
            let text = sql!(
                "select id, need_id, version, position, level, title, description, source, from_year, to_year,
                    deleted_at is not null as deleted from initiative where id = $1"
            );
            one::<Initiative>(tx, text, id).await
        }
        Part::Measure => {
            let text = sql!(
                "select id, need_id, version, position, title, description, owner, funding, cost_one_off, cost_yearly,
                    start_year, ramp_years, reach_percent, control, commitment, indicator, status, status_reason,
                    deadline, enabled, deleted_at is not null as deleted from measure where id = $1"
            );
            let mut fields = one::<Measure>(tx, text, id).await?;
            if !fields.is_null() {
                fields["effects"] = json!(effects_of(tx, id).await?);
            }
            Ok(fields)
        }
    }
}

#[derive(FromRow)]
struct Kept<T> {
    #[sqlx(flatten)]
    part: T,
    deleted: bool,
}

async fn one<T>(tx: &mut Tx, text: &'static str, id: Uuid) -> Result<Value, Fault>
where
    T: serde::Serialize,
    Kept<T>: Row,
{
    let found: Option<Kept<T>> = query(text).bind(id).optional(tx).await?;
    Ok(found.map_or(Value::Null, |kept| {
        let mut fields = json!(kept.part);
        fields["deleted"] = json!(kept.deleted);
        fields
    }))
}
