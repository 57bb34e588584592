//! What somebody has promised to do, by when, and whether it was done. What is open stands on every meeting until it is.

use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use super::entry::{Entry, enter};
use super::meetings::stored_meeting;
use super::types::Task;
use crate::access::Kind;
use crate::audit;
use crate::checks::{Check, Valid, line, lines};
use crate::db::{Builder, Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::records::{added, event, place_below, root_of, save};

/// Most tasks of a group.
const MOST: usize = 2_000;

const TASK: &str = "id, planning_group_id, title, meeting_id, seat_id, assignee, first_due, due, moves, done_at, result, version";

/// A task's own fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskInput {
    /// What.
    pub title: String,
    /// The seat of whoever does it.
    pub seat_id: Option<Uuid>,
    /// Who does it, where it is no seat.
    pub assignee: String,
    /// When it is to be done.
    pub due: Option<NaiveDate>,
    /// Whether it has been.
    pub is_done: bool,
    /// What came of it.
    pub result: String,
}

impl TaskInput {
    /// Checks and normalises. Keys: `title-missing`, `too-long`, `assignee-missing`, `assignee-twice`, `date-missing`.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn validate(&self) -> Result<Valid<Self>, Vec<FieldFault>> {
        let input = Self {
            title: line(&self.title),
            assignee: line(&self.assignee),
            result: lines(&self.result),
            ..self.clone()
        };
        let mut check = Check::default();
        check.title("title", &input.title);
        check.title_length("assignee", &input.assignee);
        check.texts(&[("result", &input.result)]);
        if input.seat_id.is_none() && input.assignee.is_empty() {
            check.add(FieldFault::new("assignee", "assignee-missing"));
        }
        if input.seat_id.is_some() && !input.assignee.is_empty() {
            check.add(FieldFault::new("assignee", "assignee-twice"));
        }
        if input.due.is_none() {
            check.add(FieldFault::new("due", "date-missing"));
        }
        check.finish(input)
    }
}

impl From<&Task> for TaskInput {
    fn from(row: &Task) -> Self {
        Self {
            title: row.title.clone(),
            seat_id: row.seat_id,
            assignee: row.assignee.clone(),
            due: row.due,
            is_done: row.done_at.is_some(),
            result: row.result.clone(),
        }
    }
}

/// The tasks of a group, those that are open first, by day, for whoever convenes it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn tasks(tx: &mut Tx, group: Uuid) -> Result<Vec<Task>, Fault> {
    root_of(tx, Kind::Group.of(group)).await?;
    stored_tasks(tx, group).await
}

pub(super) async fn stored_tasks(tx: &mut Tx, group: Uuid) -> Result<Vec<Task>, Fault> {
    let mut select = Builder::new("select ");
    select.push(TASK).push(" from task where deleted_at is null and planning_group_id = ").bind(group);
    select.push(" order by done_at is not null, due, id");
    select.build().all(tx).await
}

/// A task, for whoever convenes its group.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn task(tx: &mut Tx, id: Uuid) -> Result<Task, Fault> {
    root_of(tx, Kind::Task.of(id)).await?;
    let mut select = Builder::new("select ");
    select.push(TASK).push(" from task where id = ").bind(id);
    select.build().one(tx).await
}

/// Notes that somebody has promised something, at a meeting if it was at one.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Invalid`], also with `tasks-full`.
pub async fn create_task(
    tx: &mut Tx,
    group: Uuid,
    meeting: Option<Uuid>,
    input: &TaskInput,
) -> Result<Uuid, Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let (root, place) = place_below(tx, Kind::Group.of(group), Kind::Task).await?;
    demand_seat(tx, group, input.seat_id).await?;
    if let Some(meeting) = meeting
        && stored_meeting(tx, meeting).await?.planning_group_id != group
    {
        return Err(Fault::NotFound { what: "meeting" });
    }
    if stored_tasks(tx, group).await?.len() >= MOST {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "tasks-full").with("max", MOST)]));
    }
    let id = tx.new_id();
    let done_at = input.is_done.then(|| tx.now());
    query(sql!(
        "insert into task (id, planning_group_id, position, title, version, meeting_id, seat_id, assignee, first_due, due,
            moves, done_at, result)
         values ($1, $2, $3, $4, 1, $5, $6, $7, $8, $8, 0, $9, $10)"
    ))
    .bind(id)
    .bind(group)
    .bind(place)
    .bind(&input.title)
    .bind(meeting)
    .bind(input.seat_id)
    .bind(&input.assignee)
    .bind(input.due)
    .bind(done_at)
    .bind(&input.result)
    .execute(tx)
    .await?;
    added(tx, &root, Kind::Task.of(id)).await
}

/// Goes on only if a seat is one of a group's.
pub(super) async fn demand_seat(tx: &mut Tx, group: Uuid, seat: Option<Uuid>) -> Result<(), Fault> {
    let Some(seat) = seat else { return Ok(()) };
    let (there,): (i64,) = query(sql!(
        "select count(*) from seat where id = $1 and planning_group_id = $2 and deleted_at is null"
    ))
    .bind(seat)
    .bind(group)
    .one(tx)
    .await?;
    if there > 0 { Ok(()) } else { Err(Fault::Invalid(vec![FieldFault::new("seat_id", "choice-unknown")])) }
}

/// Saves a task as the actor has seen it. A later day is noted as putting it off.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`], [`Fault::Invalid`].
pub async fn edit_task(tx: &mut Tx, id: Uuid, version: i64, input: &TaskInput) -> Result<(), Fault> {
    let before = task(tx, id).await?;
    let input = input.validate().map_err(Fault::Invalid)?;
    demand_seat(tx, before.planning_group_id, input.seat_id).await?;
    let is_put_off = matches!((before.due, input.due), (Some(before), Some(now)) if now > before);
    let done_at = if input.is_done { before.done_at.or(Some(tx.now())) } else { None };
    let text = sql!(
        "update task set title = $3, seat_id = $4, assignee = $5, due = $6, moves = moves + $7, done_at = $8,
            result = $9, version = version + 1
         where id = $1 and version = $2"
    );
    let edit = query(text)
        .bind(id)
        .bind(version)
        .bind(&input.title)
        .bind(input.seat_id)
        .bind(&input.assignee)
        .bind(input.due)
        .bind(i64::from(is_put_off))
        .bind(done_at)
        .bind(&input.result);
    save(tx, Kind::Task.of(id), edit).await
}

/// Says that a task is done, for whoever has the seat that it is for.
///
/// # Errors
/// [`Fault::NotFound`] when it is not theirs; [`Fault::Conflict`]; [`Fault::Locked`]; [`Fault::Invalid`].
pub async fn finish_task(
    tx: &mut Tx,
    entry: Entry<'_>,
    id: Uuid,
    version: i64,
    result: &str,
) -> Result<(), Fault> {
    let member = enter(tx, entry).await?;
    member.demand_going()?;
    let result = lines(result);
    let mut check = Check::default();
    check.texts(&[("result", &result)]);
    check.finish(()).map_err(Fault::Invalid)?;
    let all = stored_tasks(tx, member.group.id).await?;
    let theirs = all.iter().find(|one| one.id == id && one.seat_id == Some(member.seat.id));
    let task = theirs.ok_or(Fault::NotFound { what: "task" })?;
    if task.version != version || task.done_at.is_some() {
        return Err(Fault::Conflict);
    }
    query(sql!("update task set done_at = $2, result = $3, version = version + 1 where id = $1"))
        .bind(id)
        .bind(tx.now())
        .bind(&result)
        .execute(tx)
        .await?;
    let change = json!({ "result": ["", result], "seat": [null, member.seat.title] });
    audit::record(tx, event(&member.root, "finish", Kind::Task.of(id)).change(change)).await
}
