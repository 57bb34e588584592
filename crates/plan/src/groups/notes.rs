//! The notes of a meeting: a draft, out for remarks, final. What is final is kept as it stood, with a hash.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::agenda::{bring_along, stored_agenda};
use super::attendance::{Attendance, Came, stored_attendance};
use super::letters::{self, LetterKind};
use super::meetings::{meeting, step, stored_meeting};
use super::seats::stored_seats;
use super::store::stored;
use super::tasks::stored_tasks;
use super::types::{Meeting, NotesState, Progress};
use crate::access::Kind;
use crate::checks::Check;
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::records::root_of;

/// Notes that are final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinalNotes {
    /// The group.
    pub group: String,
    /// What the meeting was about.
    pub title: String,
    /// When it began.
    pub starts_at: chrono::DateTime<chrono::Utc>,
    /// What it came to.
    pub summary: String,
    /// The seats that somebody came for.
    pub present: Vec<String>,
    /// Those of them that somebody came for in the place of whoever has the seat.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub substituted: Vec<String>,
    /// What stood on the agenda.
    pub items: Vec<FinalItem>,
    /// What was promised there.
    pub tasks: Vec<FinalTask>,
}

/// Something on the agenda, when the notes were made final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinalItem {
    /// Its id: remarks are made on it.
    pub id: Uuid,
    /// What it was about.
    pub title: String,
    /// What there was to know before.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// What was said.
    pub notes: String,
    /// What was decided.
    pub decision: String,
    /// How far it came.
    pub progress: Progress,
}

/// Something that was promised, when the notes were made final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinalTask {
    /// What.
    pub title: String,
    /// Who does it.
    pub who: String,
    /// When it is to be done.
    pub due: Option<NaiveDate>,
}

/// Goes on only if the notes of a meeting can be changed.
pub(super) fn demand_unfinished(meeting: &Meeting) -> Result<(), Fault> {
    if meeting.notes_state == NotesState::Final {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "notes-final")]));
    }
    Ok(())
}

/// Sends the notes of a meeting that has been held to those who have seats, for their remarks until a day.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`]; [`Fault::Invalid`] with `notes-final`,
/// `meeting-not-held`, `notes-empty` or what is wrong with the day.
pub async fn ask_for_remarks(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    until: Option<NaiveDate>,
) -> Result<(), Fault> {
    let before = meeting(tx, id).await?;
    demand_unfinished(&before)?;
    let mut check = Check::default();
    crate::inquiry::last_day(&mut check, "remarks_until", until, tx.today());
    demand_written(tx, &mut check, &before).await?;
    check.finish(()).map_err(Fault::Invalid)?;
    let text = sql!(
        "update meeting set notes_state = 'remarks', remarks_until = $3, version = version + 1
         where id = $1 and version = $2"
    );
    step(tx, id, "ask_for_remarks", query(text).bind(id).bind(version).bind(until)).await?;
    letters::enqueue(tx, before.planning_group_id, LetterKind::Remarks, Some(id)).await
}

/// There is something to read of a meeting that has been held.
async fn demand_written(tx: &mut Tx, check: &mut Check, meeting: &Meeting) -> Result<(), Fault> {
    if meeting.held_at.is_none() {
        check.add(FieldFault::new("form", "meeting-not-held"));
    }
    if !is_written(tx, meeting).await? {
        check.add(FieldFault::new("form", "notes-empty"));
    }
    Ok(())
}

/// Whether anything has been noted of a meeting.
pub(super) async fn is_written(tx: &mut Tx, meeting: &Meeting) -> Result<bool, Fault> {
    let items = stored_agenda(tx, meeting.id).await?;
    let is_noted = items.iter().any(|item| !item.notes.is_empty() || !item.decision.is_empty());
    Ok(is_noted || !meeting.summary.is_empty())
}

/// Makes the notes of a meeting final: they are kept as they stand, and do not change any more. Those who have seats are told.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`]; [`Fault::Invalid`] with `notes-final`,
/// `meeting-not-held`, `notes-empty`, or `remarks-open` while the time for remarks has not passed.
pub async fn finish(tx: &mut Tx, id: Uuid, version: i64) -> Result<(), Fault> {
    let before = meeting(tx, id).await?;
    demand_unfinished(&before)?;
    let mut check = Check::default();
    demand_written(tx, &mut check, &before).await?;
    if let Some(until) = before.remarks_until.filter(|until| *until >= tx.today()) {
        check.add(FieldFault::new("form", "remarks-open").with("date", until));
    }
    check.finish(()).map_err(Fault::Invalid)?;
    let content = serde_json::to_string(&as_they_stand(tx, &before).await?).map_err(|_| Fault::Broken)?;
    let text = sql!(
        "update meeting set notes_state = 'final', final_at = $3, final_content = $4, final_hash = $5,
            version = version + 1
         where id = $1 and version = $2"
    );
    let hash = Sha256::digest(&content).to_vec();
    let update = query(text).bind(id).bind(version).bind(tx.now()).bind(&content).bind(hash);
    step(tx, id, "finish", update).await?;
    bring_along(tx, before.planning_group_id).await?;
    letters::enqueue(tx, before.planning_group_id, LetterKind::Final, Some(id)).await
}

/// The notes of a meeting as they stand now, whoever the actor is.
pub(super) async fn as_they_stand(tx: &mut Tx, meeting: &Meeting) -> Result<FinalNotes, Fault> {
    let group = stored(tx, meeting.planning_group_id).await?;
    let seats = stored_seats(tx, group.id).await?;
    let titles: BTreeMap<Uuid, &str> = seats.iter().map(|seat| (seat.id, seat.title.as_str())).collect();
    let there = stored_attendance(tx, meeting.id).await?;
    let titles_where = |is_there: fn(&Attendance) -> bool| {
        let came: Vec<Uuid> = there.iter().filter(|one| is_there(one)).map(|one| one.seat_id).collect();
        let seats = seats.iter().filter(|seat| came.contains(&seat.id));
        seats.map(|seat| seat.title.clone()).collect::<Vec<_>>()
    };
    let (present, substituted) =
        (titles_where(Attendance::was_there), titles_where(|one| one.came == Came::Substitute));
    let items = stored_agenda(tx, meeting.id).await?;
    let tasks = stored_tasks(tx, group.id).await?;
    Ok(FinalNotes {
        group: group.title,
        title: meeting.title.clone(),
        starts_at: meeting.starts_at,
        summary: meeting.summary.clone(),
        present,
        substituted,
        items: items
            .into_iter()
            .map(|item| FinalItem {
                id: item.id,
                title: item.title,
                body: item.body,
                notes: item.notes,
                decision: item.decision,
                progress: item.progress,
            })
            .collect(),
        tasks: tasks
            .into_iter()
            .filter(|task| task.meeting_id == Some(meeting.id))
            .map(|task| FinalTask {
                who: task
                    .seat_id
                    .and_then(|seat| titles.get(&seat).map(|title| (*title).to_owned()))
                    .unwrap_or(task.assignee),
                title: task.title,
                due: task.due,
            })
            .collect(),
    })
}

/// The notes of a meeting for whoever convenes its group: as they were made final, with their hash, or as they stand.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Damaged`] when what is kept is not what was made final.
pub async fn notes(tx: &mut Tx, meeting: Uuid) -> Result<(FinalNotes, Option<Vec<u8>>), Fault> {
    root_of(tx, Kind::Meeting.of(meeting)).await?;
    stored_notes(tx, meeting).await
}

pub(super) async fn stored_notes(tx: &mut Tx, id: Uuid) -> Result<(FinalNotes, Option<Vec<u8>>), Fault> {
    let (content, hash): (String, Option<Vec<u8>>) =
        query(sql!("select final_content, final_hash from meeting where id = $1 and deleted_at is null"))
            .bind(id)
            .optional(tx)
            .await?
            .ok_or(Fault::NotFound { what: "meeting" })?;
    let Some(hash) = hash else {
        let meeting = stored_meeting(tx, id).await?;
        return Ok((as_they_stand(tx, &meeting).await?, None));
    };
    if Sha256::digest(&content).as_slice() != hash {
        return Err(Fault::Damaged);
    }
    let notes = serde_json::from_str(&content).map_err(|_| Fault::Damaged)?;
    Ok((notes, Some(hash)))
}
