//! Sending an answer: it is kept as it was sent each time, and what is read is the newest.

use chrono::{DateTime, Duration, Utc};
use data_encoding::{BASE32_NOPAD, HEXLOWER};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::answering::{Answering, Entry, SentAnswer, Side, demand_open, enter};
use super::approval;
use super::events::{self, Step, What};
use super::files;
use super::states::RecipientState;
use super::types::Channel;
use super::uptake;
use crate::attachments::Attachment;
use crate::checks::{Check, line};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};

/// Most times that one answer is sent in a day: each is kept.
const MOST_SENT: usize = 50;

/// How an answer is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// Through which channel it came; what is written here comes by the web.
    pub channel: Channel,
    /// Who gave it, where an officer notes it.
    pub given_by: String,
    /// Whether it is an answer in part.
    pub in_part: bool,
    /// The seal of what whoever sends it has read; see [`Ready`].
    pub seal: String,
}

/// An answer as it would be sent now.
#[derive(Clone, Debug)]
pub struct Ready {
    /// The answer.
    pub it: Answering,
    /// Its files.
    pub files: Vec<Attachment>,
    /// Tells it from every other: only what somebody has read is sent by them.
    pub seal: String,
    content: String,
    /// What was sent last.
    last: Option<String>,
}

impl Ready {
    /// Whether it is not what was sent last.
    pub fn is_unsent(&self) -> bool {
        !self.last.as_ref().is_some_and(|last| is_same(last, &self.content))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty() && self.it.asked().iter().all(|one| self.it.reply(one.id).is_none())
    }
}

/// An answer as it would be sent now, for whoever writes it.
///
/// # Errors
/// As [`enter`].
pub async fn ready(tx: &mut Tx, entry: Entry<'_>) -> Result<Ready, Fault> {
    let it = enter(tx, entry).await?;
    let files = files::attached(tx, &it).await?;
    let kept: Vec<Value> =
        files.iter().map(|file| json!({ "id": file.id, "hash": HEXLOWER.encode(&file.hash) })).collect();
    let content = json!({ "replies": it.content(), "files": kept }).to_string();
    let seal = HEXLOWER.encode(&Sha256::digest(&content));
    let last: Option<(String,)> =
        query(sql!("select content from answer where recipient_id = $1 order by number desc limit 1"))
            .bind(it.recipient.id)
            .optional(tx)
            .await?;
    Ok(Ready { it, files, seal, content, last: last.map(|(last,)| last) })
}

/// Sends the answer as it is written now; its receipt, and whether it is new. The same answer sent twice is one.
///
/// # Errors
/// As [`enter`]; [`Fault::Invalid`] with `answers-closed`, `answer-empty` or `approval-needed`; [`Fault::Conflict`] when it is
/// not what whoever sends it has read.
pub async fn send(tx: &mut Tx, entry: Entry<'_>, how: &Sending) -> Result<(SentAnswer, bool), Fault> {
    let ready = ready(tx, entry).await?;
    let (is_empty, is_unsent) = (ready.is_empty(), ready.is_unsent());
    let Ready { it, content, seal, last, .. } = ready;
    demand_open(&it)?;
    if is_empty {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "answer-empty")]));
    }
    if it.approval.as_ref().is_some_and(|approval| !approval.may) {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "approval-needed")]));
    }
    if seal != how.seal {
        return Err(Fault::Conflict);
    }
    let lacks = it.asked().iter().any(|one| one.is_required && !it.is_answered(one));
    let to = if lacks || how.in_part { RecipientState::Partly } else { RecipientState::Answered };
    if let Some(sent) = it.sent.first()
        && !is_unsent
        && it.recipient.state == to
        && it.recipient.revision_wanted.is_empty()
    {
        tx.is_a_draft();
        if it.side == Side::Recipient {
            approval::forget(tx, it.recipient.id).await?;
        }
        return Ok((sent.clone(), false));
    }
    let since = tx.now() - Duration::days(1);
    if it.sent.iter().filter(|sent| sent.sent_at > since).count() >= MOST_SENT {
        return Err(Fault::TooMany { minutes: Duration::days(1).num_minutes() });
    }
    let given_by = line(&how.given_by);
    let mut check = Check::default();
    check.title_length("given_by", &given_by);
    check.finish(()).map_err(Fault::Invalid)?;
    let channel = if it.side == Side::Officer { how.channel } else { Channel::Web };
    let author = if it.side == Side::Officer && !given_by.is_empty() { &given_by } else { &it.author };
    files::hand_on(tx, &it).await?;
    let sent = keep(tx, &it, &content, channel, author).await?;
    replace_replies(tx, &it, &changed_files(&it, last.as_deref())).await?;
    uptake::take(tx, &it).await?;
    forget_unchanged(tx, &it).await?;
    if it.side == Side::Recipient {
        approval::forget(tx, it.recipient.id).await?;
    }
    query(sql!(
        "update recipient set answered_at = $2, channel = $3, told_at = null, revision_wanted = '' where id = $1"
    ))
        .bind(it.recipient.id)
        .bind(tx.now())
        .bind(channel.name())
        .execute(tx)
        .await?;
    let more = json!({ "number": [null, sent.number], "receipt": [null, sent.receipt],
        "hash": [null, seal] });
    let step = Step { what: What::Answered, to, channel, author: &sent.author, note: &sent.receipt, more };
    events::take(tx, &it.root, &it.recipient, &step).await?;
    Ok((sent, true))
}

async fn keep(
    tx: &mut Tx,
    it: &Answering,
    content: &str,
    channel: Channel,
    author: &str,
) -> Result<SentAnswer, Fault> {
    let id = tx.new_id();
    let code = BASE32_NOPAD.encode(&id.as_bytes()[11..]);
    let sent = SentAnswer {
        number: it.sent.first().map_or(1, |last| last.number + 1),
        sent_at: tx.now(),
        channel,
        author: author.to_owned(),
        receipt: format!("{}-{}", &code[..4], &code[4..]),
    };
    query(sql!(
        "insert into answer (id, recipient_id, number, created_at, channel, author, person_id, receipt, content)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    ))
    .bind(id)
    .bind(it.recipient.id)
    .bind(sent.number)
    .bind(sent.sent_at)
    .bind(channel.name())
    .bind(author)
    // Whoever noted it stands among the events; the author is whoever gave it.
    .bind(tx.actor().person_id().filter(|_| author == it.author))
    .bind(&sent.receipt)
    .bind(content)
    .execute(tx)
    .await?;
    Ok(sent)
}

/// Whether an answer is what was sent. Of what was sent before files belonged to questions, not which belonged where.
fn is_same(sent: &str, now: &str) -> bool {
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
    let (sent, mut now) = (read(sent), read(now));
    if let Some(replies) = now["replies"].as_object_mut() {
        for (question, reply) in replies {
            if sent["replies"][question]["files"].is_null()
                && let Some(reply) = reply.as_object_mut()
            {
                reply.remove("files");
            }
        }
    }
    sent == now
}

/// The questions whose files are others than those that were sent last, though they may be called the same.
fn changed_files(it: &Answering, last: Option<&str>) -> Vec<Uuid> {
    let before: Value = last.and_then(|last| serde_json::from_str(last).ok()).unwrap_or_default();
    let now = it.content();
    let files = |of: &Value, question: Uuid| of[question.to_string()]["files"].clone();
    let is_changed = |question: &Uuid| {
        let before = files(&before["replies"], *question);
        !before.is_null() && before != files(&now, *question)
    };
    it.asked().into_iter().map(|one| one.id).filter(is_changed).collect()
}

async fn replace_replies(tx: &mut Tx, it: &Answering, changed_files: &[Uuid]) -> Result<(), Fault> {
    let before: Vec<(Uuid, String, String, DateTime<Utc>)> =
        query(sql!("select question_id, choice, body, given_at from reply where recipient_id = $1"))
            .bind(it.recipient.id)
            .all(tx)
            .await?;
    query(sql!("delete from reply where recipient_id = $1")).bind(it.recipient.id).execute(tx).await?;
    // What an earlier answer was about says nothing of another.
    for (question, _, body, _) in &before {
        if it.reply(*question).is_none_or(|reply| reply.body != *body) {
            query(sql!("delete from reply_theme where question_id = $1 and recipient_id = $2"))
                .bind(*question)
                .bind(it.recipient.id)
                .execute(tx)
                .await?;
        }
    }
    for question in it.asked() {
        let Some(reply) = it.reply(question.id) else { continue };
        let same = before.iter().find(|(id, choice, body, _)| {
            *id == question.id
                && *choice == reply.choice
                && *body == reply.body
                && !changed_files.contains(id)
        });
        let given_at = same.map_or_else(|| tx.now(), |(.., given_at)| *given_at);
        query(sql!(
            "insert into reply (recipient_id, question_id, choice, body, given_at) values ($1, $2, $3, $4, $5)"
        ))
        .bind(it.recipient.id)
        .bind(question.id)
        .bind(&reply.choice)
        .bind(&reply.body)
        .bind(given_at)
        .execute(tx)
        .await?;
    }
    Ok(())
}

/// Takes away what the other side wrote before and has not changed since it was sent last: it goes on from what is sent now.
async fn forget_unchanged(tx: &mut Tx, it: &Answering) -> Result<(), Fault> {
    let Some(last) = it.sent.first() else { return Ok(()) };
    query(sql!("delete from draft_reply where recipient_id = $1 and side <> $2 and saved_at < $3"))
        .bind(it.recipient.id)
        .bind(it.side.name())
        .bind(last.sent_at)
        .execute(tx)
        .await?;
    Ok(())
}
