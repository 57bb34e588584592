//! What whoever asks does with single ones of those asked: gives more time, asks for more, notes a call.

use chrono::NaiveDate;
use uuid::Uuid;

use super::events::{self, Step, What};
use super::read::stored;
use super::recipients::{demand, demand_seen};
use super::send::{self, LetterKind};
use super::states::RecipientState;
use super::types::Channel;
use super::{opening, reminders};
use crate::access::{Kind, Phase, Right};
use crate::audit;
use crate::checks::{Check, lines};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::records::event;

/// Gives somebody time until a day of their own.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Conflict`] when something else has happened meanwhile;
/// [`Fault::Invalid`] with `date-to-choose` or `recipient-state`.
pub async fn grant_time(
    tx: &mut Tx,
    recipient: Uuid,
    version: i64,
    until: Option<NaiveDate>,
) -> Result<(), Fault> {
    let (root, found) = demand_seen(tx, recipient, Right::Ask, version).await?;
    let inquiry = stored(tx, root.of.id).await?;
    let mut check = Check::default();
    opening::last_day(&mut check, "until", until, tx.today());
    if let Some(last) = until.and(found.last_day(&inquiry)).filter(|last| until <= Some(*last)) {
        check.add(FieldFault::new("until", "time-within").with("date", last));
    }
    check.finish(()).map_err(Fault::Invalid)?;
    if inquiry.phase != Phase::Open {
        return Err(Fault::Locked { kind: Kind::Inquiry, state: root.state });
    }
    query(sql!("update recipient set answer_by = $2, time_wanted = null where id = $1"))
        .bind(recipient)
        .bind(until)
        .execute(tx)
        .await?;
    let note = until.map(|day| day.to_string()).unwrap_or_default();
    let author = events::author(tx, "");
    let step = Step::new(What::TimeGranted, RecipientState::TimeGranted, Channel::Web, &author, &note);
    events::take(tx, &root, &found, &step).await?;
    match until {
        Some(day) => reminders::plan_for(tx, &inquiry, day).await,
        None => Ok(()),
    }
}

/// Says no to more time.
///
/// # Errors
/// As [`grant_time`].
pub async fn refuse_time(tx: &mut Tx, recipient: Uuid, version: i64, reason: &str) -> Result<(), Fault> {
    let (root, found) = demand_seen(tx, recipient, Right::Ask, version).await?;
    let reason = checked(reason)?;
    query(sql!("update recipient set time_wanted = null where id = $1")).bind(recipient).execute(tx).await?;
    let author = events::author(tx, "");
    let step = Step::new(What::TimeRefused, RecipientState::Answering, Channel::Web, &author, &reason);
    events::take(tx, &root, &found, &step).await
}

/// Asks somebody who has answered to say more.
///
/// # Errors
/// As [`grant_time`].
pub async fn ask_for_revision(tx: &mut Tx, recipient: Uuid, version: i64, what: &str) -> Result<(), Fault> {
    let (root, found) = demand_seen(tx, recipient, Right::Compile, version).await?;
    let text = checked(what)?;
    if !found.state.has_answered() || stored(tx, root.of.id).await?.phase != Phase::Open {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "recipient-state")]));
    }
    query(sql!("update recipient set revision_wanted = $2, version = version + 1 where id = $1"))
        .bind(recipient)
        .bind(&text)
        .execute(tx)
        .await?;
    events::note(tx, &found, What::RevisionAsked, Channel::Web, &text).await?;
    audit::record(tx, event(&root, What::RevisionAsked.name(), Kind::Recipient.of(recipient))).await?;
    send::only(tx, root.of.id, LetterKind::Revision, recipient).await
}

/// Notes something about somebody, such as a call.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Invalid`].
pub async fn note(tx: &mut Tx, recipient: Uuid, channel: Channel, text: &str) -> Result<(), Fault> {
    let (root, found) = demand(tx, recipient, Right::Compile).await?;
    let text = checked(text)?;
    events::note(tx, &found, What::Noted, channel, &text).await?;
    audit::record(tx, event(&root, "note", Kind::Recipient.of(recipient))).await
}

/// Notes that somebody has been asked by another way than a letter from here.
///
/// # Errors
/// As [`grant_time`].
pub async fn mark_sent(tx: &mut Tx, recipient: Uuid, version: i64, channel: Channel) -> Result<(), Fault> {
    let (root, found) = demand_seen(tx, recipient, Right::Ask, version).await?;
    if stored(tx, root.of.id).await?.phase != Phase::Open {
        return Err(Fault::Locked { kind: Kind::Inquiry, state: root.state });
    }
    query(sql!("update recipient set sent_at = $2 where id = $1"))
        .bind(recipient)
        .bind(tx.now())
        .execute(tx)
        .await?;
    let author = events::author(tx, "");
    let step = Step::new(What::Sent, RecipientState::Sent, channel, &author, "");
    events::take(tx, &root, &found, &step).await
}

/// Notes that somebody has been told what became of their answer, by another way than a letter from here.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`]; [`Fault::Invalid`] with `recipient-state`.
pub async fn mark_told(tx: &mut Tx, recipient: Uuid, version: i64, channel: Channel) -> Result<(), Fault> {
    let (root, found) = demand_seen(tx, recipient, Right::Compile, version).await?;
    if !found.state.has_answered() {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "recipient-state")]));
    }
    if stored(tx, root.of.id).await?.feedback.is_empty() {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "feedback-text-missing")]));
    }
    query(sql!("update recipient set told_at = $2 where id = $1"))
        .bind(recipient)
        .bind(tx.now())
        .execute(tx)
        .await?;
    events::note(tx, &found, What::Told, channel, "").await?;
    audit::record(tx, event(&root, What::Told.name(), Kind::Recipient.of(recipient))).await
}

fn checked(text: &str) -> Result<String, Fault> {
    let text = lines(text);
    let mut check = Check::default();
    check.present("note", &text, "note-missing");
    check.texts(&[("note", &text)]);
    check.finish(()).map_err(Fault::Invalid)?;
    Ok(text)
}

/// Asks somebody again who declined, by a letter: the day on which they may be asked has come.
///
/// # Errors
/// As [`grant_time`].
pub async fn ask_again(tx: &mut Tx, recipient: Uuid, version: i64) -> Result<(), Fault> {
    let (root, found) = demand_seen(tx, recipient, Right::Ask, version).await?;
    if stored(tx, root.of.id).await?.phase != Phase::Open {
        return Err(Fault::Locked { kind: Kind::Inquiry, state: root.state });
    }
    query(sql!("update recipient set ask_again_on = null, sent_at = $2 where id = $1"))
        .bind(recipient)
        .bind(tx.now())
        .execute(tx)
        .await?;
    let author = events::author(tx, "");
    let step = Step::new(What::Sent, RecipientState::Sent, Channel::Web, &author, "");
    if found.state != RecipientState::Declined {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "recipient-state")]));
    }
    events::take(tx, &root, &found, &step).await?;
    send::only(tx, root.of.id, LetterKind::Asked, recipient).await
}
