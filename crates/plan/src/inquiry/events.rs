//! What has happened with each of those asked: when, by whom, through which channel.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::states::RecipientState;
use super::types::{Channel, Recipient};
use crate::access::{Actor, Kind};
use crate::audit;
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::name::named;
use crate::records::{Page, Root, event};

named! {
    /// What happened.
    What {
        /// They were asked.
        Sent = "sent",
        /// They opened it.
        Read = "read",
        /// They began to write, or to write anew.
        Began = "began",
        /// They asked others on.
        Forwarded = "forwarded",
        /// They answered.
        Answered = "answered",
        /// They declined.
        Declined = "declined",
        /// They asked for more time.
        TimeAsked = "time_asked",
        /// They were given more time.
        TimeGranted = "time_granted",
        /// They were not given more time.
        TimeRefused = "time_refused",
        /// They were asked to say more.
        RevisionAsked = "revision_asked",
        /// They were reminded.
        Reminded = "reminded",
        /// They got another address.
        Readdressed = "readdressed",
        /// Somebody got a link to answer with them.
        Invited = "invited",
        /// A link was taken back.
        Revoked = "revoked",
        /// Somebody at theirs was asked to approve the answer.
        ApprovalAsked = "approval_asked",
        /// Whoever approves there sent it back to those who write.
        SentBack = "sent_back",
        /// They were told what became of their answer.
        Told = "told",
        /// What told who they are was taken away.
        Forgotten = "forgotten",
        /// Something was noted, such as a call.
        Noted = "noted",
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct RecipientEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub what: What,
    /// Through which channel.
    pub channel: Channel,
    /// By whom.
    pub author: String,
    /// What was said about it.
    pub note: String,
    /// How the letter fared, if one was sent: the state of its job, and why it failed.
    pub letter: Option<String>,
    /// Why the letter did not arrive.
    pub failed: Option<String>,
}

/// What has happened with one of those asked, the latest first, for whoever may read the inquiry.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn events(tx: &mut Tx, recipient: Uuid) -> Result<Vec<RecipientEvent>, Fault> {
    crate::records::root_of(tx, Kind::Recipient.of(recipient)).await?;
    query(sql!(
        "select e.at, e.what, e.channel, e.author, e.note, j.state as letter, j.reason as failed
         from recipient_event e left join letter l on l.id = e.letter_id left join job j on j.id = l.job_id
         where e.recipient_id = $1 order by e.at desc, e.id desc"
    ))
    .bind(recipient)
    .all(tx)
    .await
}

/// Somebody who was reminded once.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Reminded {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub recipient_id: Uuid,
    /// What they are called.
    pub name: String,
    /// Why the letter did not arrive, if it did not.
    pub failed: Option<String>,
}

/// Who has been reminded when, a page of them and how many there are, the latest first, for whoever may read the inquiry.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn reminded(tx: &mut Tx, inquiry: Uuid, page: Page) -> Result<(Vec<Reminded>, i64), Fault> {
    crate::records::root_of(tx, Kind::Inquiry.of(inquiry)).await?;
    let (total,): (i64,) = query(sql!(
        "select count(*) from recipient_event e join recipient p on p.id = e.recipient_id
         where p.inquiry_id = $1 and p.deleted_at is null and e.what = 'reminded'"
    ))
    .bind(inquiry)
    .one(tx)
    .await?;
    let found = query(sql!(
        "select e.at, p.id as recipient_id, p.title as name, j.reason as failed
         from recipient_event e join recipient p on p.id = e.recipient_id
            left join letter l on l.id = e.letter_id left join job j on j.id = l.job_id
         where p.inquiry_id = $1 and p.deleted_at is null and e.what = 'reminded'
         order by e.at desc, p.position, e.id limit $2 offset $3"
    ))
    .bind(inquiry)
    .bind(page.limit)
    .bind((page.number - 1) * page.limit)
    .all(tx)
    .await?;
    Ok((found, total))
}

/// Who does it, by name: as they have signed in, or as the link knows them.
pub(super) fn author(tx: &Tx, otherwise: &str) -> String {
    match tx.actor() {
        Actor::Person(person) => person.name.clone(),
        _ => otherwise.to_owned(),
    }
}

/// Notes something that changes no state.
pub(super) async fn note(
    tx: &mut Tx,
    recipient: &Recipient,
    what: What,
    channel: Channel,
    text: &str,
) -> Result<(), Fault> {
    let author = author(tx, "");
    insert(tx, recipient.id, what, channel, &author, text, None).await
}

/// Notes something, with the letter that told of it.
pub(super) async fn insert(
    tx: &mut Tx,
    recipient: Uuid,
    what: What,
    channel: Channel,
    author: &str,
    text: &str,
    letter: Option<Uuid>,
) -> Result<(), Fault> {
    query(sql!(
        "insert into recipient_event (id, recipient_id, at, what, channel, author, person_id, note, letter_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    ))
    .bind(tx.new_id())
    .bind(recipient)
    .bind(tx.now())
    .bind(what.name())
    .bind(channel.name())
    .bind(author)
    .bind(tx.actor().person_id())
    .bind(text)
    .bind(letter)
    .execute(tx)
    .await?;
    Ok(())
}

/// A step of somebody's from one state to another.
#[derive(Clone, Debug)]
pub(super) struct Step<'a> {
    pub what: What,
    pub to: RecipientState,
    pub channel: Channel,
    pub author: &'a str,
    pub note: &'a str,
    /// What else the trail tells of it: `{"field": [before, after]}`.
    pub more: Value,
}

impl<'a> Step<'a> {
    /// A step of which the trail tells no more than the states.
    pub fn new(what: What, to: RecipientState, channel: Channel, author: &'a str, note: &'a str) -> Self {
        Self { what, to, channel, author, note, more: Value::Null }
    }
}

/// Takes a step, if the state allows it, and notes it in the trail.
pub(super) async fn take(
    tx: &mut Tx,
    root: &Root,
    recipient: &Recipient,
    step: &Step<'_>,
) -> Result<(), Fault> {
    if !recipient.state.may_become(step.to) {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "recipient-state")]));
    }
    query(sql!("update recipient set state = $2, version = version + 1 where id = $1"))
        .bind(recipient.id)
        .bind(step.to.name())
        .execute(tx)
        .await?;
    insert(tx, recipient.id, step.what, step.channel, step.author, step.note, None).await?;
    let mut change = json!({ "standing": [recipient.state, step.to], "channel": [null, step.channel] });
    if let (Some(change), Some(more)) = (change.as_object_mut(), step.more.as_object()) {
        change.extend(more.clone());
    }
    let of = Kind::Recipient.of(recipient.id);
    audit::record(tx, event(root, step.what.name(), of).change(change)).await
}
