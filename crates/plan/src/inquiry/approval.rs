//! Approving an answer before it goes, where the organisation that is asked wants that.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::answering::{Answering, Entry, demand_open, enter};
use super::events::{self, What};
use super::send::{self, LetterKind};
use super::sending::ready;
use super::types::{Channel, Recipient};
use crate::access::{Kind, Owner, Phase, Right, may};
use crate::accounts::Account;
use crate::audit;
use crate::checks::{Check, lines};
use crate::db::{Builder, Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::organisations;
use crate::records::event;

/// How an answer stands with whoever approves it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approval {
    /// Since when it waits, and for whom it was asked; none when it does not.
    pub asked: Option<(DateTime<Utc>, String)>,
    /// What shall be changed before it goes; empty when nothing has been said.
    pub wanted: String,
    /// Whether the actor may approve it.
    pub may: bool,
}

type Row = (Option<DateTime<Utc>>, String, String);

/// How an answer stands; none where nobody needs to approve it.
pub(super) async fn of(tx: &mut Tx, recipient: &Recipient) -> Result<Option<Approval>, Fault> {
    let Some(organisation) = &recipient.organisation_id else { return Ok(None) };
    if !organisations::needs_approval(tx, organisation).await? {
        return Ok(None);
    }
    let tree = organisations::load(tx).await?;
    let owner = Owner { organisation, house: tree.house(organisation) };
    let may = may(tx.actor(), Right::ApproveAnswer, owner);
    let row: Option<Row> =
        query(sql!("select asked_at, author, wanted from approval where recipient_id = $1"))
            .bind(recipient.id)
            .optional(tx)
            .await?;
    let (asked_at, author, wanted) = row.unwrap_or_default();
    Ok(Some(Approval { asked: asked_at.map(|at| (at, author)), wanted, may }))
}

/// Asks those who may to approve the answer and send it.
///
/// # Errors
/// As [`enter`]; [`Fault::Invalid`] with `answers-closed`, `answer-empty` or `approval-nobody`.
pub async fn ask_for_approval(tx: &mut Tx, entry: Entry<'_>) -> Result<(), Fault> {
    let ready = ready(tx, entry).await?;
    let (is_empty, is_unsent) = (ready.is_empty(), ready.is_unsent());
    let it = ready.it;
    demand_open(&it)?;
    let (Some(organisation), Some(approval)) = (&it.recipient.organisation_id, &it.approval) else {
        return Err(Fault::NotFound { what: "approval" });
    };
    // Asked twice it is one: nobody gets the same letter again while nothing has been written since.
    let since = approval.asked.as_ref().map(|(at, _)| *at);
    if since.is_some_and(|at| it.drafts.values().all(|draft| draft.saved_at <= at)) {
        tx.is_a_draft();
        return Ok(());
    }
    demand_moderate(tx, it.recipient.id).await?;
    if !is_unsent && it.recipient.revision_wanted.is_empty() {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "approval-nothing-new")]));
    }
    if is_empty {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "answer-empty")]));
    }
    if organisations::approvers(tx, organisation).await?.is_empty() {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "approval-nobody")]));
    }
    put(tx, &it).await?;
    tell(tx, &it, What::ApprovalAsked, LetterKind::Approval).await
}

/// Goes on only if approval has not been asked for very often in a day: each time letters go.
async fn demand_moderate(tx: &mut Tx, recipient: Uuid) -> Result<(), Fault> {
    let day = Duration::days(1);
    let (asked,): (i64,) = query(sql!(
        "select count(*) from recipient_event where recipient_id = $1 and what = $2 and at > $3 and letter_id is null"
    ))
    .bind(recipient)
    .bind(What::ApprovalAsked.name())
    .bind(tx.now() - day)
    .one(tx)
    .await?;
    if asked < MOST_ASKED { Ok(()) } else { Err(Fault::TooMany { minutes: day.num_minutes() }) }
}

/// Most times that approval of one answer is asked for in a day.
const MOST_ASKED: i64 = 20;

/// Sends the answer back to those who write it, with what shall be changed.
///
/// # Errors
/// As [`enter`]; [`Fault::Forbidden`]; [`Fault::Invalid`] with `note-missing`.
pub async fn send_back(tx: &mut Tx, entry: Entry<'_>, wanted: &str) -> Result<(), Fault> {
    let it = enter(tx, entry).await?;
    demand_open(&it)?;
    if !it.approval.as_ref().is_some_and(|approval| approval.may && approval.asked.is_some()) {
        return Err(Fault::Forbidden(Right::ApproveAnswer));
    }
    let wanted = lines(wanted);
    let mut check = Check::default();
    check.present("wanted", &wanted, "note-missing");
    check.texts(&[("wanted", &wanted)]);
    check.finish(()).map_err(Fault::Invalid)?;
    query(sql!("update approval set asked_at = null, wanted = $2 where recipient_id = $1"))
        .bind(it.recipient.id)
        .bind(&wanted)
        .execute(tx)
        .await?;
    tell(tx, &it, What::SentBack, LetterKind::SentBack).await
}

async fn put(tx: &mut Tx, it: &Answering) -> Result<(), Fault> {
    forget(tx, it.recipient.id).await?;
    query(sql!(
        "insert into approval (recipient_id, asked_at, author, person_id, wanted) values ($1, $2, $3, $4, '')"
    ))
    .bind(it.recipient.id)
    .bind(tx.now())
    .bind(&it.author)
    .bind(tx.actor().person_id())
    .execute(tx)
    .await?;
    Ok(())
}

/// Takes away how an answer stood: it has been sent.
pub(super) async fn forget(tx: &mut Tx, recipient: Uuid) -> Result<(), Fault> {
    query(sql!("delete from approval where recipient_id = $1")).bind(recipient).execute(tx).await?;
    Ok(())
}

/// Tells those whom it concerns by letter, and the trail. What shall be changed is for those who write alone.
async fn tell(tx: &mut Tx, it: &Answering, what: What, letter: LetterKind) -> Result<(), Fault> {
    events::insert(tx, it.recipient.id, what, Channel::Web, &it.author, "", None).await?;
    send::only(tx, it.inquiry.id, letter, it.recipient.id).await?;
    audit::record(tx, event(&it.root, what.name(), Kind::Recipient.of(it.recipient.id))).await
}

/// Which of some recipients' answers stand with whoever approves them: those that wait, and those that have been sent back.
///
/// # Errors
/// The database fails.
pub async fn with_approvers(tx: &mut Tx, recipients: &[Uuid]) -> Result<Vec<(Uuid, bool)>, Fault> {
    let mut select = Builder::new(
        "select a.recipient_id, a.asked_at is not null from approval a join recipient p on p.id = a.recipient_id
         join inquiry r on r.id = p.inquiry_id
         where r.phase = ",
    );
    select.bind(Phase::Open.name()).push(" and coalesce(p.answer_by, r.answer_by) >= ").bind(tx.today());
    select.push(" and ").is_in("a.recipient_id", recipients.iter().copied());
    select.build().all(tx).await
}

/// Who asked for an answer to be approved, by account: where what shall be changed is told.
pub(super) async fn asker(tx: &mut Tx, recipient: Uuid) -> Result<Option<Account>, Fault> {
    query(sql!(
        "select w.id, w.name, w.email from person w join approval a on a.person_id = w.id
         where a.recipient_id = $1 and w.erased_at is null"
    ))
    .bind(recipient)
    .optional(tx)
    .await
}

/// What those who write are asked to change, for a letter.
pub(super) async fn wanted(tx: &mut Tx, recipient: Uuid) -> Result<String, Fault> {
    let row: Option<(String,)> = query(sql!("select wanted from approval where recipient_id = $1"))
        .bind(recipient)
        .optional(tx)
        .await?;
    Ok(row.map(|(wanted,)| wanted).unwrap_or_default())
}
