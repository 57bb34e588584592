//! Ending a group: not before everybody can be told what became of what they said.

use uuid::Uuid;

use super::contributions::stored_contributions;
use super::letters::{self, LetterKind};
use super::meetings::stored_meetings;
use super::store::load;
use crate::access::{Kind, Right};
use crate::checks::{Check, TEXT, lines};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::inquiry;
use crate::records::{audit_snapshot, changed, root_of, updated};

/// Ends a group with what it came to, and tells all who have seats what became of each word of theirs.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`]; [`Fault::Invalid`] with `group-summary-missing`,
/// `contributions-open` or `meetings-to-come`.
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
    let now = tx.now();
    let coming = meetings.iter().filter(|one| one.is_on() && one.starts_at > now).count();
    if coming > 0 {
        check.add(FieldFault::new("form", "meetings-to-come").with("count", coming));
    }
    check.finish(()).map_err(Fault::Invalid)?;
    let ids: Vec<Uuid> = meetings.iter().map(|one| one.id).collect();
    for (_, asked) in inquiry::ahead_of(tx, &ids).await? {
        inquiry::end_with_group(tx, &asked, &summary).await?;
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
