//! The trail: who did what, when, from what to what, and why where a reason is due.
//!
//! Rows are only added. Each row's hash covers the row and the hash of the row before, so that a row that is changed,
//! moved or taken away shows ([`verify()`]); only rows at the very end could go unseen, and for them one keeps the hash
//! that the check tells. Persons stand by their ids: a person who is erased leaves a trail without a name.

mod chain;
mod object;
mod read;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

pub use chain::{Broken, Verified, verify};
pub use object::Object;
pub use read::{Entry, TrailFilter, read, titles};
pub(crate) use read::{hex, history};

use crate::case_data::take_let_through;
use crate::db::{Tx, query, sql};
use crate::fault::Fault;
use crate::quotas;
use crate::search;

/// Something that has been done.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    action: String,
    object: Object,
    object_id: String,
    root_id: String,
    house: &'a str,
    change: Value,
    reason: &'a str,
    is_exempt: bool,
}

impl<'a> Event<'a> {
    /// An action, by its name, on an object of a kind.
    pub(crate) fn on(action: impl Into<String>, object: impl Into<Object>, id: impl ToString) -> Self {
        let (action, object, object_id) = (action.into(), object.into(), id.to_string());
        debug_assert_eq!(Object::named(object.name()), Some(object), "the log cannot read what it writes");
        Self {
            action,
            object,
            root_id: object_id.clone(),
            object_id,
            house: "",
            change: Value::Null,
            reason: "",
            is_exempt: false,
        }
    }

    /// What the object is a part of, when it is not whole in itself.
    pub(crate) fn part_of(self, root: impl ToString) -> Self {
        Self { root_id: root.to_string(), ..self }
    }

    /// The house that it concerns, whose auditors may read of it.
    pub(crate) fn within(self, house: &'a str) -> Self {
        Self { house, ..self }
    }

    /// What changed: `{"field": [before, after]}`. Of persons only which fields, never their values.
    pub(crate) fn change(self, change: Value) -> Self {
        Self { change, ..self }
    }

    /// It ends something, and may be done whatever quota is used up.
    pub(crate) fn exempt(self) -> Self {
        Self { is_exempt: true, ..self }
    }

    /// Why.
    pub(crate) fn because(self, reason: &'a str) -> Self {
        Self { reason, ..self }
    }
}

/// Adds a row to the trail, in the transaction that does what it tells of.
///
/// # Errors
/// [`Fault::Quota`] when so much has been done today that nothing more may be begun; what is begun is finished.
pub(crate) async fn record(tx: &mut Tx, event: Event<'_>) -> Result<(), Fault> {
    if tx.is_unnoted() && !event.is_exempt {
        quotas::demand_row(tx, event.house).await?;
    }
    let mut event = event;
    if take_let_through() {
        if !event.change.is_object() {
            event.change = json!({});
        }
        event.change["case_data_reviewed"] = json!([null, true]);
    }
    let last: Option<chain::Link> =
        query(sql!("select number, hash from trail order by number desc limit 1")).optional(tx).await?;
    let last = last.unwrap_or_default();
    let row = Row {
        number: last.number + 1,
        at: tx.now(),
        actor: tx.actor().kind().to_owned(),
        person_id: tx.actor().person_id(),
        house: event.house.to_owned(),
        action: event.action,
        object: event.object.name().to_owned(),
        object_id: event.object_id,
        root_id: event.root_id,
        change: event.change.to_string(),
        reason: event.reason.to_owned(),
    };
    let hash = row.hash(&last.hash);
    query(sql!(
        "insert into trail (number, at, actor, person_id, house, action, object, object_id, root_id, change,
            reason, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
    ))
    .bind(row.number)
    .bind(row.at)
    .bind(&row.actor)
    .bind(row.person_id)
    .bind(&row.house)
    .bind(&row.action)
    .bind(&row.object)
    .bind(&row.object_id)
    .bind(&row.root_id)
    .bind(&row.change)
    .bind(&row.reason)
    .bind(hash.to_vec())
    .execute(tx)
    .await?;
    tx.audited();
    if let Object::Thing(kind) = event.object
        && let Ok(id) = row.object_id.parse()
    {
        // What is written is found from the same moment. What stands alone is made, copied and opened as a whole, and else part by part.
        let verb = row.action.rsplit('.').next().unwrap_or_default();
        let is_whole = matches!(verb, "create" | "import" | "copy" | "open" | "step");
        search::refresh(tx, kind.of(id), is_whole).await?;
    }
    Ok(())
}

/// A row as it is stored, but for its hash.
#[derive(Clone, Debug, sqlx_macros::FromRow)]
struct Row {
    number: i64,
    at: DateTime<Utc>,
    actor: String,
    person_id: Option<Uuid>,
    house: String,
    action: String,
    object: String,
    object_id: String,
    root_id: String,
    change: String,
    reason: String,
}

/// What differs between two JSON objects, as `{"field": [before, after]}`.
pub(crate) fn difference(before: &Value, after: &Value) -> Value {
    let empty = serde_json::Map::new();
    let (before, after) = (before.as_object().unwrap_or(&empty), after.as_object().unwrap_or(&empty));
    let mut fields: Vec<&String> = before.keys().chain(after.keys()).collect();
    fields.sort();
    fields.dedup();
    let changed = fields.into_iter().filter_map(|field| {
        let (old, new) =
            (before.get(field).unwrap_or(&Value::Null), after.get(field).unwrap_or(&Value::Null));
        (old != new).then(|| (field.clone(), Value::Array(vec![old.clone(), new.clone()])))
    });
    Value::Object(changed.collect())
}
