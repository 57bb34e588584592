//! Ending a group: not before everybody can be told what became of what they said.

use uuid::Uuid;

use super::contributions::stored_contributions;
use super::letters::{self, LetterKind};
use super::meetings::stored_meetings;
use super::store::load;
use super::types::NotesState;
use crate::access::{Kind, Phase, Right};
use crate::checks::{Check, TEXT, lines};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::inquiry;
use crate::records::{audit_snapshot, changed, root_of, updated};

/// Ends a group with what it came to, and tells all who have seats what became of each word of theirs.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`]; [`Fault::Invalid`] with `group-summary-missing`,
/// `contributions-open`, `meetings-to-come`, `notes-out`, `notes-draft` or `questions-out`.
pub async fn end(tx: &mut Tx, id: Uuid, version: i64, summary: &str) -> Result<(), Fault> {
    let root = root_of(tx, Kind::Group.of(id)).await?;
    root.demand(tx, Right::Convene)?;
    load(tx, id).await?;
    let summary = lines(summary);
    let mut check = Check::default();
    check.present("summary", &summary, "group-summary-missing");
    check.at_most("summary", &summary, 5 * TEXT);
    let open = stored_contributions(tx, id, None).await?.iter().filter(|one| one.is_open()).count();
    if open > 0 {
        check.add(FieldFault::new("form", "contributions-open").with("count", open));
    }
    let meetings = stored_meetings(tx, id).await?;
    let coming = meetings.iter().filter(|one| one.is_on() && one.held_at.is_none()).count();
    if coming > 0 {
        check.add(FieldFault::new("form", "meetings-to-come").with("count", coming));
    }
    for one in meetings.iter().filter(|one| one.held_at.is_some() && one.notes_state == NotesState::Remarks) {
        check.add(FieldFault::new("form", "notes-out").with("title", &one.title));
    }
    // What has been noted of a meeting shall not stay a draft for ever.
    for one in meetings.iter().filter(|one| one.held_at.is_some() && one.notes_state == NotesState::Draft) {
        if super::notes::is_written(tx, one).await? {
            check.add(FieldFault::new("form", "notes-draft").with("title", &one.title));
        }
    }
    let ids: Vec<Uuid> = meetings.iter().map(|one| one.id).collect();
    let asked = inquiry::ahead_of(tx, &ids).await?;
    let today = tx.today();
    // Nobody waits for answers ahead of what has been cancelled: those who were asked have been told.
    let is_on = |meeting: Uuid| meetings.iter().any(|one| one.id == meeting && one.is_on());
    for (_, one) in asked.iter().filter(|(meeting, one)| is_on(*meeting) && one.phase == Phase::Open) {
        if let Some(last) = one.answer_by.filter(|last| *last >= today) {
            check.add(FieldFault::new("form", "questions-out").with("title", &one.title).with("date", last));
        }
    }
    check.finish(()).map_err(Fault::Invalid)?;
    for (_, one) in &asked {
        inquiry::end_with_group(tx, one, &summary).await?;
    }
    let before = audit_snapshot(tx, root.of).await?;
    let update = query(sql!(
        "update planning_group set ended_at = $3, summary = $4, version = version + 1 where id = $1 and version = $2"
    ))
    .bind(id)
    .bind(version)
    .bind(tx.now())
    .bind(&summary);
    updated(tx, update).await?;
    changed(tx, &root, "end", root.of, &before).await?;
    letters::enqueue(tx, id, LetterKind::Ended, None).await
}
