//! Cancelling a meeting, and holding it after all.

use uuid::Uuid;

use super::agenda;
use super::letters::{self, LetterKind};
use super::meetings::{meeting, next_sequence, step};
use crate::checks::{Check, line};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};

/// Cancels a meeting; those who have been invited are told. The rest of its series stays.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Conflict`]; [`Fault::Locked`]; [`Fault::Invalid`] with `reason-missing` or
/// `meeting-held`.
pub async fn cancel(tx: &mut Tx, id: Uuid, version: i64, reason: &str) -> Result<(), Fault> {
    let before = meeting(tx, id).await?;
    let reason = line(reason);
    let mut check = Check::default();
    check.present("reason", &reason, "reason-missing");
    check.title_length("reason", &reason);
    if before.held_at.is_some() {
        check.add(FieldFault::new("form", "meeting-held"));
    }
    check.finish(()).map_err(Fault::Invalid)?;
    if !before.is_on() {
        return Err(Fault::Conflict);
    }
    let text = sql!(
        "update meeting set cancelled_at = $3, cancel_reason = $4, sequence = $5, version = version + 1
         where id = $1 and version = $2"
    );
    let sequence = next_sequence(tx, &before).await?;
    let update = query(text).bind(id).bind(version).bind(tx.now()).bind(&reason).bind(sequence);
    step(tx, id, "cancel", update).await?;
    if before.invited_at.is_some() {
        letters::enqueue(tx, before.planning_group_id, LetterKind::Cancelled, Some(id)).await?;
    }
    agenda::bring_along(tx, before.planning_group_id).await
}

/// Takes back that a meeting is cancelled; those who have been invited are told.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Conflict`], also when it is not cancelled; [`Fault::Locked`].
pub async fn resume(tx: &mut Tx, id: Uuid, version: i64) -> Result<(), Fault> {
    let before = meeting(tx, id).await?;
    if before.is_on() {
        return Err(Fault::Conflict);
    }
    let text = sql!(
        "update meeting set cancelled_at = null, cancel_reason = '', sequence = $3, version = version + 1
         where id = $1 and version = $2"
    );
    let sequence = next_sequence(tx, &before).await?;
    step(tx, id, "resume", query(text).bind(id).bind(version).bind(sequence)).await?;
    if before.invited_at.is_some() && before.ends_at() > tx.now() {
        letters::enqueue(tx, before.planning_group_id, LetterKind::Resumed, Some(id)).await?;
    }
    agenda::bring_along(tx, before.planning_group_id).await
}
