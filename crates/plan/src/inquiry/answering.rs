//! Answering: for whoever has a link of their own, for those who answer for an organisation that is asked, and for an
//! officer of whoever asks who notes what came by another way.
//!
//! What is written is a draft until it is sent: nobody but those who answer sees it. It can be sent anew until the last
//! day, and every version is kept.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::approval::{self, Approval};
use super::effects;
use super::events::{self, Step, What};
use super::files::{self, QuestionFile};
use super::input::LONGEST_REPLY;
use super::links;
use super::read::{stored, stored_questions, stored_recipient};
use super::replies::stored_replies_of;
use super::seats;
use super::states::RecipientState;
use super::types::{Channel, Inquiry, Question, QuestionKind, Recipient, Reply};
use super::uptake;
use crate::access::{Kind, Owner, Phase, Right, may};
use crate::checks::{Check, line, lines};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::name::named;
use crate::organisations;
use crate::records::{Root, root_of, root_of_any};

/// How somebody comes to an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry<'a> {
    /// By a link of their own.
    Link(&'a str),
    /// As somebody who answers for the organisation that is asked, by the recipient's id.
    Account(Uuid),
    /// As an officer of whoever asks, who notes what came by another way.
    Officer(Uuid),
}

named! {
    /// Whose draft it is.
    Side {
        /// Of those who are asked.
        Recipient = "recipient",
        /// Of an officer of whoever asks.
        Officer = "officer",
    }
}

/// An answer as whoever writes it sees it.
#[derive(Clone, Debug)]
pub struct Answering {
    /// What is asked.
    pub inquiry: Inquiry,
    /// Who is asked.
    pub recipient: Recipient,
    /// Whose draft it is.
    pub side: Side,
    /// Who writes now.
    pub author: String,
    /// All questions, in order.
    pub questions: Vec<Question>,
    /// What has been written, by question.
    pub drafts: BTreeMap<Uuid, DraftReply>,
    /// What has been sent, the newest first.
    pub sent: Vec<SentAnswer>,
    /// Whether an answer can be sent now.
    pub is_open: bool,
    /// How it stands with whoever approves it, where somebody must.
    pub approval: Option<Approval>,
    /// The files that answer questions.
    pub(super) files: Vec<QuestionFile>,
    pub(super) root: Root,
}

/// What has been written to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftReply {
    /// The answer.
    pub reply: Reply,
    /// Counts the times that it was saved.
    pub version: i64,
    /// Who saved it last.
    pub author: String,
    /// When.
    pub saved_at: DateTime<Utc>,
}

/// An answer that was sent.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct SentAnswer {
    /// Counts the times.
    pub number: i64,
    /// When.
    pub sent_at: DateTime<Utc>,
    /// Through which channel.
    pub channel: Channel,
    /// Who sent it.
    pub author: String,
    /// The number of its receipt.
    pub receipt: String,
}

impl Answering {
    /// The questions that are asked, given what has been answered so far.
    pub fn asked(&self) -> Vec<&Question> {
        let choice = |id: Uuid| self.drafts.get(&id).map(|draft| draft.reply.choice.as_str());
        asked(&self.questions, choice)
    }

    /// What has been written to a question.
    pub fn reply(&self, question: Uuid) -> Option<&Reply> {
        self.drafts.get(&question).map(|draft| &draft.reply).filter(|reply| !reply.is_empty())
    }

    /// Whether a question has an answer: one that asks for files has one when there are some.
    pub fn is_answered(&self, question: &Question) -> bool {
        let needs_files = question.kind == QuestionKind::File;
        self.reply(question.id).is_some_and(|reply| !needs_files || !reply.choice.is_empty())
    }

    /// The last day for the answer.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.recipient.last_day(&self.inquiry)
    }

    fn files_of(&self, question: Uuid) -> Vec<Uuid> {
        self.files.iter().filter(|one| one.question_id == question).map(|one| one.attachment_id).collect()
    }

    /// What would be sent now.
    pub(super) fn content(&self) -> Value {
        let replies = self.asked().into_iter().filter_map(|question| {
            let reply = self.reply(question.id)?;
            let mut told = json!({ "choice": reply.choice, "body": reply.body });
            // Another file by the same name is another answer.
            let files: Vec<Uuid> = self.files_of(question.id);
            if !files.is_empty() {
                told["files"] = json!(files);
            }
            Some((question.id.to_string(), told))
        });
        Value::Object(replies.collect())
    }
}

/// The questions that are asked of somebody whose choices are known: those that depend on nothing, or on a choice that was
/// made in a question that is asked.
pub fn asked<'a, 'c>(
    questions: &'a [Question],
    choice: impl Fn(Uuid) -> Option<&'c str>,
) -> Vec<&'a Question> {
    let mut asked: Vec<&Question> = Vec::new();
    for one in questions {
        let is_asked = one.depends_on.is_none_or(|on| {
            let is_above = asked.iter().any(|above| above.id == on);
            is_above && choice(on).is_some_and(|made| made.lines().any(|line| line == one.depends_choice))
        });
        if is_asked {
            asked.push(one);
        }
    }
    asked
}

const NO_LINK: Fault = Fault::NotFound { what: "answer_link" };

#[derive(FromRow)]
struct Linked {
    recipient_id: Uuid,
    name: String,
}

/// An answer, for whoever may write it. Looking changes nothing: a link that a program has followed is as it was.
///
/// # Errors
/// [`Fault::NotFound`], the same for what is not there, is not for them, or is no more.
pub async fn enter(tx: &mut Tx, entry: Entry<'_>) -> Result<Answering, Fault> {
    let (recipient, side, name) = match entry {
        Entry::Link(link) => {
            let found: Option<Linked> = query(sql!(
                "select recipient_id, name from answer_link where hash = $1 and revoked_at is null and ends_at > $2"
            ))
            .bind(links::hash(link))
            .bind(tx.now())
            .optional(tx)
            .await?;
            let linked = found.ok_or(NO_LINK)?;
            tx.becomes_respondent(linked.recipient_id);
            (linked.recipient_id, Side::Recipient, linked.name)
        }
        Entry::Account(id) => (id, Side::Recipient, String::new()),
        Entry::Officer(id) => (id, Side::Officer, String::new()),
    };
    let of = Kind::Recipient.of(recipient);
    let root = match side {
        Side::Officer => {
            let root = root_of(tx, of).await?;
            tx.demand(Right::Compile, root.owner())?;
            root
        }
        Side::Recipient => root_of_any(tx, of).await?,
    };
    let recipient = stored_recipient(tx, recipient).await?;
    let inquiry = stored(tx, root.of.id).await?;
    let is_missing = inquiry.phase == Phase::Draft
        || side == Side::Recipient && !seats::has_holder(tx, recipient.id).await?
        || matches!(entry, Entry::Account(_)) && !answers_for(tx, &recipient).await?;
    if is_missing {
        return Err(NO_LINK);
    }
    let otherwise = match side {
        Side::Officer => "",
        Side::Recipient if name.is_empty() => &recipient.title,
        Side::Recipient => &name,
    };
    let author = events::author(tx, otherwise);
    let questions = stored_questions(tx, inquiry.id).await?;
    let sent = sent(tx, recipient.id).await?;
    let drafts = drafts(tx, recipient.id, side, sent.first()).await?;
    let mut it_files = Vec::new();
    if questions.iter().any(|one| one.kind == QuestionKind::File) {
        it_files = files::of_questions(tx, recipient.id, side).await?;
    }
    let drafts = with_files(drafts, &questions, &it_files);
    let in_time = side == Side::Officer || recipient.last_day(&inquiry).is_none_or(|last| tx.today() <= last);
    let is_open = inquiry.phase == Phase::Open && in_time;
    let approval = match side {
        Side::Recipient => approval::of(tx, &recipient).await?,
        Side::Officer => None,
    };
    Ok(Answering {
        inquiry,
        recipient,
        side,
        author,
        questions,
        drafts,
        files: it_files,
        sent,
        is_open,
        approval,
        root,
    })
}

/// The drafts, where questions that are answered with files have the files' names, and are as new as the newest of them.
fn with_files(
    mut drafts: BTreeMap<Uuid, DraftReply>,
    questions: &[Question],
    files: &[QuestionFile],
) -> BTreeMap<Uuid, DraftReply> {
    for question in questions.iter().filter(|one| one.kind == QuestionKind::File) {
        let own: Vec<&QuestionFile> = files.iter().filter(|one| one.question_id == question.id).collect();
        let Some(newest) = own.iter().max_by_key(|one| one.created_at) else { continue };
        let draft = drafts.entry(question.id).or_insert_with(|| DraftReply {
            reply: Reply::default(),
            version: 0,
            author: newest.author.clone(),
            saved_at: newest.created_at,
        });
        draft.reply.choice = own.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join("\n");
        if newest.created_at > draft.saved_at {
            (draft.author, draft.saved_at) = (newest.author.clone(), newest.created_at);
        }
    }
    drafts
}

/// Whether the actor answers for the organisation that is asked, or has the seat that is.
async fn answers_for(tx: &mut Tx, recipient: &Recipient) -> Result<bool, Fault> {
    if seats::own_seat(tx, recipient.id).await?.is_some() {
        return Ok(true);
    }
    let Some(organisation) = &recipient.organisation_id else { return Ok(false) };
    let tree = organisations::load(tx).await?;
    let owner = Owner { organisation, house: tree.house(organisation) };
    Ok(may(tx.actor(), Right::Answer, owner))
}

/// What organisations that the actor answers for are asked, the latest first: with what they have sent for.
///
/// # Errors
/// The database fails.
pub async fn asked_of_us(tx: &mut Tx) -> Result<Vec<(Inquiry, Recipient)>, Fault> {
    use crate::access::Places;
    let mut select = crate::db::Builder::new(
        "select p.id from recipient p join inquiry r on r.id = p.inquiry_id
         where p.deleted_at is null and r.deleted_at is null and r.phase <> ",
    );
    select.bind(Phase::Draft.name()).push(" and p.state <> ").bind(RecipientState::NotSent.name());
    match Places::of(tx.actor(), Right::Answer) {
        Places::Everywhere => return Ok(Vec::new()),
        Places::Some { organisations, .. } => {
            select.push(" and ").is_in("p.organisation_id", organisations.iter().map(String::as_str));
        }
    }
    select.push(" order by r.opened_at desc, p.id limit 200");
    let rows: Vec<(Uuid,)> = select.build().all(tx).await?;
    let mut found = Vec::with_capacity(rows.len());
    for (id,) in rows {
        let recipient = stored_recipient(tx, id).await?;
        found.push((stored(tx, recipient.inquiry_id).await?, recipient));
    }
    Ok(found)
}

#[derive(FromRow)]
struct DraftRow {
    question_id: Uuid,
    choice: String,
    body: String,
    version: i64,
    author: String,
    saved_at: DateTime<Utc>,
}

/// What one side has written; where it has written nothing, what was sent last, by whichever side.
async fn drafts(
    tx: &mut Tx,
    recipient: Uuid,
    side: Side,
    sent: Option<&SentAnswer>,
) -> Result<BTreeMap<Uuid, DraftReply>, Fault> {
    let rows: Vec<DraftRow> = query(sql!(
        "select question_id, choice, body, version, author, saved_at from draft_reply
         where recipient_id = $1 and side = $2"
    ))
    .bind(recipient)
    .bind(side.name())
    .all(tx)
    .await?;
    let draft = |row: DraftRow| {
        let DraftRow { question_id, choice, body, version, author, saved_at } = row;
        (question_id, DraftReply { reply: Reply { choice, body }, version, author, saved_at })
    };
    let mut drafts: BTreeMap<Uuid, DraftReply> = rows.into_iter().map(draft).collect();
    if let Some(sent) = sent {
        for (question, reply) in stored_replies_of(tx, recipient).await? {
            let (author, saved_at) = (sent.author.clone(), sent.sent_at);
            drafts.entry(question).or_insert(DraftReply { reply, version: 0, author, saved_at });
        }
    }
    Ok(drafts)
}

pub(super) async fn sent(tx: &mut Tx, recipient: Uuid) -> Result<Vec<SentAnswer>, Fault> {
    query(sql!(
        "select number, created_at as sent_at, channel, author, receipt from answer where recipient_id = $1 order by number desc"
    ))
    .bind(recipient)
    .all(tx)
    .await
}

/// Notes that somebody has begun to read, if they had not.
///
/// # Errors
/// As [`enter`].
pub async fn begin(tx: &mut Tx, entry: Entry<'_>) -> Result<(), Fault> {
    let it = enter(tx, entry).await?;
    if it.side == Side::Officer || it.recipient.state != RecipientState::Sent {
        // Nothing changes, so nothing is told.
        return Ok(());
    }
    query(sql!("update recipient set read_at = $2 where id = $1"))
        .bind(it.recipient.id)
        .bind(tx.now())
        .execute(tx)
        .await?;
    step(tx, &it, What::Read, RecipientState::Read, Channel::Web, "").await
}

pub(super) async fn step(
    tx: &mut Tx,
    it: &Answering,
    what: What,
    to: RecipientState,
    channel: Channel,
    note: &str,
) -> Result<(), Fault> {
    events::take(tx, &it.root, &it.recipient, &Step::new(what, to, channel, &it.author, note)).await
}

/// Saves what is written to a question, as whoever writes has seen it. Nothing is told of it before it is sent.
///
/// # Errors
/// As [`enter`]; [`Fault::Conflict`] when another has written something else there meanwhile; [`Fault::Invalid`] with
/// `answers-closed`, or what is wrong with it.
pub async fn save(
    tx: &mut Tx,
    entry: Entry<'_>,
    question: Uuid,
    version: i64,
    reply: &Reply,
) -> Result<i64, Fault> {
    let it = enter(tx, entry).await?;
    demand_open(&it)?;
    let asked = it.questions.iter().find(|one| one.id == question);
    let asked = asked.ok_or(Fault::NotFound { what: "question" })?;
    let mut reply = checked(asked, reply, tx.today())?;
    tx.is_a_draft();
    let there = it.drafts.get(&question);
    if asked.kind == QuestionKind::File {
        // Its files come and go by themselves.
        reply.choice = there.map(|there| there.reply.choice.clone()).unwrap_or_default();
    }
    match there {
        Some(there) if there.reply == reply => return Ok(there.version),
        None if reply.is_empty() => return Ok(0),
        Some(there) if there.version != version => return Err(Fault::Conflict),
        None if version != 0 => return Err(Fault::Conflict),
        _ => {}
    }
    let next = there.map_or(1, |there| there.version + 1);
    write_draft(tx, &it, question, &reply, next).await?;
    if it.side == Side::Recipient
        && it.recipient.state.is_waited_for()
        && it.recipient.state != RecipientState::Answering
    {
        step(tx, &it, What::Began, RecipientState::Answering, Channel::Web, "").await?;
    }
    Ok(next)
}

/// What one side has written to a question, in the place of what it had.
async fn write_draft(
    tx: &mut Tx,
    it: &Answering,
    question: Uuid,
    reply: &Reply,
    version: i64,
) -> Result<(), Fault> {
    query(sql!("delete from draft_reply where recipient_id = $1 and question_id = $2 and side = $3"))
        .bind(it.recipient.id)
        .bind(question)
        .bind(it.side.name())
        .execute(tx)
        .await?;
    query(sql!(
        "insert into draft_reply (recipient_id, question_id, side, choice, body, version, author, person_id, saved_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    ))
    .bind(it.recipient.id)
    .bind(question)
    .bind(it.side.name())
    .bind(&reply.choice)
    .bind(&reply.body)
    .bind(version)
    .bind(&it.author)
    .bind(tx.actor().person_id())
    .bind(tx.now())
    .execute(tx)
    .await?;
    Ok(())
}

/// Leaves a question that was answered with files without any: else what was sent last would still be its answer.
pub(super) async fn leave_empty(tx: &mut Tx, it: &Answering, question: Uuid) -> Result<(), Fault> {
    let there = it.drafts.get(&question);
    let body = there.map(|there| there.reply.body.clone()).unwrap_or_default();
    let version = there.map_or(0, |there| there.version) + 1;
    write_draft(tx, it, question, &Reply { choice: String::new(), body }, version).await
}

pub(super) fn demand_open(it: &Answering) -> Result<(), Fault> {
    if it.is_open {
        return Ok(());
    }
    let mut closed = FieldFault::new("form", "answers-closed");
    if let Some(last) = it.last_day() {
        closed = closed.with("date", last);
    }
    Err(Fault::Invalid(vec![closed]))
}

/// An answer as it is kept, if the question can be answered so.
fn checked(question: &Question, reply: &Reply, today: NaiveDate) -> Result<Reply, Fault> {
    let mut check = Check::default();
    let choices = question.choices();
    let typed = line(&reply.choice);
    let choice = match question.kind {
        QuestionKind::Effect => effects::checked(&mut check, question, reply),
        QuestionKind::Uptake => uptake::checked(&mut check, reply, today),
        QuestionKind::SeveralOf => {
            let made: Vec<String> =
                lines(&reply.choice).lines().map(line).filter(|one| !one.is_empty()).collect();
            if made.iter().any(|one| !choices.contains(one)) {
                check.add(FieldFault::new("choice", "reply-unknown"));
            }
            choices.iter().filter(|one| made.contains(one)).cloned().collect::<Vec<_>>().join("\n")
        }
        QuestionKind::OneOf | QuestionKind::Scale | QuestionKind::Stance => {
            if !typed.is_empty() && !choices.contains(&typed) {
                check.add(FieldFault::new("choice", "reply-unknown"));
            }
            typed
        }
        QuestionKind::Number => match swedish::read_number(&typed).filter(|number| number.is_finite()) {
            _ if typed.is_empty() => typed,
            Some(number) => number.to_string(),
            None => {
                check.add(FieldFault::new("choice", "not-a-number"));
                typed
            }
        },
        QuestionKind::Date => {
            if !typed.is_empty() && typed.parse::<NaiveDate>().is_err() {
                check.add(FieldFault::new("choice", "not-a-date"));
            }
            typed
        }
        QuestionKind::Line | QuestionKind::Text | QuestionKind::File => String::new(),
    };
    let body = if question.kind == QuestionKind::Line { line(&reply.body) } else { lines(&reply.body) };
    match question.kind {
        QuestionKind::Line => check.title_length("body", &body),
        _ => check.at_most("body", &body, LONGEST_REPLY),
    }
    check.finish(Reply { choice, body }).map(|valid| Reply::clone(&valid)).map_err(Fault::Invalid)
}
