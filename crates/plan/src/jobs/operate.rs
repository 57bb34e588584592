//! What whoever runs the program sees of the jobs, and may do.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::{JobKind, Reason, State};
use crate::access::{Right, may_somewhere};
use crate::audit::{self, Event, Object};
use crate::db::{Tx, query, sql};
use crate::fault::Fault;

/// At most so many jobs are listed.
const MOST_LISTED: i64 = 200;

/// The queue at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// How many jobs there are in each state, in the order of [`State::ALL`].
    pub counts: [(State, i64); State::ALL.len()],
    /// Those that wait for a person, and then those that wait for their time, the next first; not all if they are many.
    pub open: Vec<Listed>,
}

/// A job that is waiting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Id.
    pub id: Uuid,
    /// What is to be done.
    pub kind: JobKind,
    /// Whether it waits for its time or for a person.
    pub state: State,
    /// How many times it has been tried.
    pub attempts: i64,
    /// When it is tried next, if it is not a person that it waits for.
    pub due_at: Option<DateTime<Utc>>,
    /// Why it failed the last time.
    pub reason: Option<Reason>,
}

/// The queue at a glance, for whoever runs the program.
///
/// # Errors
/// [`Fault::Forbidden`].
pub async fn overview(tx: &mut Tx) -> Result<Overview, Fault> {
    operates(tx)?;
    let counted: Vec<(String, i64)> =
        query(sql!("select state, count(*) from job group by state")).all(tx).await?;
    let count = |state: State| counted.iter().find(|(name, _)| name == state.name()).map_or(0, |(_, n)| *n);
    let rows: Vec<Row> = query(sql!(
        "select id, kind, state, attempts, due_at, reason from job where state in ('waiting', 'given_up')
         order by case state when 'given_up' then 0 else 1 end, due_at, id limit $1"
    ))
    .bind(MOST_LISTED)
    .all(tx)
    .await?;
    Ok(Overview {
        counts: State::ALL.map(|state| (state, count(state))),
        open: rows.into_iter().map(Row::listed).collect(),
    })
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    kind: JobKind,
    state: State,
    attempts: i64,
    due_at: DateTime<Utc>,
    reason: Option<String>,
}

impl Row {
    fn listed(self) -> Listed {
        Listed {
            id: self.id,
            kind: self.kind,
            state: self.state,
            attempts: self.attempts,
            due_at: (self.state == State::Waiting).then_some(self.due_at),
            reason: self.reason.and_then(|name| Reason::named(&name)),
        }
    }
}

/// Lets a job that waits be tried at once, and as many times as a new one. Whether it waited: one that somebody does, or
/// has done, is left alone.
///
/// # Errors
/// [`Fault::Forbidden`]; [`Fault::NotFound`].
pub async fn retry(tx: &mut Tx, id: Uuid) -> Result<bool, Fault> {
    operates(tx)?;
    let job: Option<(String, i64)> =
        query(sql!("select state, attempts from job where id = $1")).bind(id).optional(tx).await?;
    let (state, attempts) = job.ok_or(Fault::NotFound { what: "job" })?;
    if ![State::Waiting.name(), State::GivenUp.name()].contains(&state.as_str()) {
        return Ok(false);
    }
    query(sql!("update job set state = $2, attempts = 0, due_at = $3, ended_at = null where id = $1"))
        .bind(id)
        .bind(State::Waiting.name())
        .bind(tx.now())
        .execute(tx)
        .await?;
    let change = json!({ "state": [state, State::Waiting], "attempts": [attempts, 0] });
    audit::record(tx, Event::on("job.retry", Object::Job, id).change(change).exempt()).await?;
    Ok(true)
}

/// Goes on only for whoever runs the program, wherever they are appointed.
pub(crate) fn operates(tx: &Tx) -> Result<(), Fault> {
    if may_somewhere(tx.actor(), Right::Operate) { Ok(()) } else { Err(Fault::Forbidden(Right::Operate)) }
}
