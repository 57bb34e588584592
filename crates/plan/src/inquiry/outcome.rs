//! What became of an answer, for whoever gave it; and of an inquiry, for everyone when it is public.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::answering::{Entry, SentAnswer, Side, enter};
use super::dispositions::{Disposition, in_force, stored_dispositions};
use super::links;
use super::read::{MISSING, stored, stored_questions};
use super::replies::stored_replies_of;
use super::response_counts::{ResponseCounts, response_counts};
use super::standing::stored_standing;
use super::states::RecipientState;
use super::types::{Inquiry, Question, Readers, Recipient, Reply};
use crate::access::Phase;
use crate::db::{Tx, query, sql};
use crate::fault::Fault;

/// A question that somebody answered, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The question.
    pub question: Question,
    /// Their answer.
    pub reply: Reply,
    /// What became of it; none when nothing has yet.
    pub disposition: Option<Disposition>,
}

/// What became of somebody's answer, point by point, when they have been told.
///
/// # Errors
/// As [`enter`].
pub async fn outcome(tx: &mut Tx, entry: Entry<'_>) -> Result<(Inquiry, Vec<Point>), Fault> {
    let it = enter(tx, entry).await?;
    let given = stored_replies_of(tx, it.recipient.id).await?;
    // Before the feedback nothing is said that may still change.
    let is_told = !it.inquiry.feedback.is_empty();
    let all = if is_told { stored_dispositions(tx, it.inquiry.id).await? } else { Vec::new() };
    let since = given_since(tx, it.recipient.id).await?;
    let points = it.questions.into_iter().filter_map(|question| {
        let reply = given.get(&question.id)?.clone();
        let of = |recipient: Option<Uuid>| {
            all.iter().find(|one| one.question_id == question.id && one.recipient_id == recipient)
        };
        let disposition = in_force([of(Some(it.recipient.id)), of(None)], *since.get(&question.id)?).cloned();
        Some(Point { question, reply, disposition })
    });
    Ok((it.inquiry, points.collect()))
}

/// Since when each answer of somebody's is what it is, by question.
async fn given_since(tx: &mut Tx, recipient: Uuid) -> Result<HashMap<Uuid, DateTime<Utc>>, Fault> {
    let rows: Vec<(Uuid, DateTime<Utc>)> =
        query(sql!("select question_id, given_at from reply where recipient_id = $1"))
            .bind(recipient)
            .all(tx)
            .await?;
    Ok(rows.into_iter().collect())
}

/// A copy of an answer, for a letter to whoever gave it.
#[derive(Clone, Debug)]
pub struct AnswerCopy {
    /// Where it goes.
    pub to: String,
    /// What was asked.
    pub inquiry: Inquiry,
    /// The number of the receipt.
    pub receipt: String,
    /// What was answered, question by question.
    pub replies: Vec<(Question, Reply)>,
}

/// The copy that goes to whoever has answered by an address or an account of theirs; none where no address is known, or an
/// officer has noted it.
///
/// # Errors
/// As [`enter`].
pub async fn copy_to(tx: &mut Tx, entry: Entry<'_>, sent: &SentAnswer) -> Result<Option<AnswerCopy>, Fault> {
    let it = enter(tx, entry).await?;
    if it.side == Side::Officer {
        return Ok(None);
    }
    let to = match tx.actor().person_id() {
        Some(_) => crate::accounts::account(tx).await?.email,
        // To whoever has the link: it stands in the letter.
        None => links::address(tx, entry).await?.unwrap_or_default(),
    };
    if to.is_empty() {
        return Ok(None);
    }
    // What strangers write is not sent to addresses that they tell.
    let given = match it.recipient.is_spontaneous {
        true => BTreeMap::new(),
        false => stored_replies_of(tx, it.recipient.id).await?,
    };
    if it.recipient.is_spontaneous && sent.number > 1 {
        return Ok(None);
    }
    let replies =
        it.questions.into_iter().filter_map(|one| given.get(&one.id).cloned().map(|reply| (one, reply)));
    let replies = replies.collect();
    Ok(Some(AnswerCopy { to, inquiry: it.inquiry, receipt: sent.receipt.clone(), replies }))
}

/// What was asked, how many answered and what became of it, for everyone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Public {
    /// The inquiry.
    pub inquiry: Inquiry,
    /// What was asked.
    pub questions: Vec<Question>,
    /// What became of the answers to each question, where something goes for all of them.
    pub dispositions: BTreeMap<Uuid, Disposition>,
    /// How many of those asked ended how.
    pub counts: ResponseCounts,
    /// What they answered, by name, where everyone may read it.
    pub answers: Vec<NamedAnswers>,
}

/// What one of those asked answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedAnswers {
    /// Who.
    pub name: String,
    /// What, by question.
    pub replies: BTreeMap<Uuid, Reply>,
}

/// What all answered, for those whom the sender has said may read it when the inquiry has ended.
async fn answers(tx: &mut Tx, inquiry: Uuid) -> Result<Vec<NamedAnswers>, Fault> {
    let rows: Vec<(Uuid, String, Uuid, String, String)> = query(sql!(
        "select p.id, p.title, a.question_id, a.choice, a.body from reply a join recipient p on p.id = a.recipient_id
         where p.inquiry_id = $1 and p.deleted_at is null order by p.position, p.id"
    ))
    .bind(inquiry)
    .all(tx)
    .await?;
    let mut all: Vec<(Uuid, NamedAnswers)> = Vec::new();
    for (id, name, question, choice, body) in rows {
        if all.last().is_none_or(|(last, _)| *last != id) {
            all.push((id, NamedAnswers { name, replies: BTreeMap::new() }));
        }
        if let Some((_, last)) = all.last_mut() {
            last.replies.insert(question, Reply { choice, body });
        }
    }
    Ok(all.into_iter().map(|(_, answers)| answers).collect())
}

/// What all answered, for one of those who were asked, when the sender lets them read it.
///
/// # Errors
/// As [`enter`]; [`Fault::NotFound`] when it is not for them.
pub async fn answers_of_all(
    tx: &mut Tx,
    entry: Entry<'_>,
) -> Result<(Inquiry, Vec<Question>, Vec<NamedAnswers>), Fault> {
    let it = enter(tx, entry).await?;
    if !may_read_others(&it.inquiry, &it.recipient) {
        return Err(MISSING);
    }
    let answers = answers(tx, it.inquiry.id).await?;
    Ok((it.inquiry, it.questions, answers))
}

/// Whether one of those who were asked may read what the others answered.
pub fn may_read_others(inquiry: &Inquiry, recipient: &Recipient) -> bool {
    let has_ended = inquiry.phase == Phase::Ended;
    match inquiry.readers {
        Readers::Sender => false,
        Readers::Recipients | Readers::Everyone => has_ended,
        // Whoever comes in by an open link was not asked, and waits until all have answered; so does whoever has answered a part.
        Readers::RecipientsAtOnce => {
            has_ended || recipient.state == RecipientState::Answered && !recipient.is_spontaneous
        }
    }
}

/// An inquiry that has ended and is public.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn public(tx: &mut Tx, id: Uuid) -> Result<Public, Fault> {
    let inquiry = stored(tx, id).await?;
    if !inquiry.is_public || inquiry.phase != Phase::Ended {
        return Err(MISSING);
    }
    let all = stored_dispositions(tx, id).await?;
    let general = all.into_iter().filter(|one| one.recipient_id.is_none());
    let counts = response_counts(stored_standing(tx, &[id]).await?.into_iter().map(|alike| alike.progress));
    Ok(Public {
        answers: if inquiry.readers == Readers::Everyone { answers(tx, id).await? } else { Vec::new() },
        questions: stored_questions(tx, id).await?,
        dispositions: general.map(|one| (one.question_id, one)).collect(),
        inquiry,
        counts,
    })
}

/// Inquiries that are public, the latest first: their ids and titles.
///
/// # Errors
/// The database fails.
pub async fn all_public(tx: &mut Tx) -> Result<Vec<(Uuid, String)>, Fault> {
    query(sql!(
        "select id, title from inquiry where is_public and phase = 'ended' and deleted_at is null
         order by ended_at desc, id limit 200"
    ))
    .all(tx)
    .await
}
