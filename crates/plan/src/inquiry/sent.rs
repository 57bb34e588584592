//! An answer as it was sent, each time that it was.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::answering::{Entry, SentAnswer, enter};
use super::types::{Channel, Question, Reply};
use crate::access::Kind;
use crate::db::{Tx, query, sql};
use crate::fault::Fault;
use crate::records::root_of;

/// An answer as it was sent once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerVersion {
    /// When, by whom and which time.
    pub sent: SentAnswer,
    /// What was asked.
    pub questions: Vec<Question>,
    /// What was answered, by question.
    pub replies: BTreeMap<Uuid, Reply>,
}

#[derive(FromRow)]
struct Row {
    number: i64,
    sent_at: DateTime<Utc>,
    channel: Channel,
    author: String,
    receipt: String,
    content: String,
}

#[derive(Deserialize)]
struct Content {
    replies: BTreeMap<Uuid, StoredReply>,
}

#[derive(Deserialize)]
struct StoredReply {
    choice: String,
    body: String,
}

/// What has been sent for one of those asked, the newest first, for whoever may read the inquiry.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn sent_answers(tx: &mut Tx, recipient: Uuid) -> Result<Vec<SentAnswer>, Fault> {
    root_of(tx, Kind::Recipient.of(recipient)).await?;
    super::answering::sent(tx, recipient).await
}

/// What was sent a time, for whoever may read the inquiry.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Broken`] when it cannot be read.
pub async fn answer_version(tx: &mut Tx, recipient: Uuid, number: i64) -> Result<AnswerVersion, Fault> {
    let root = root_of(tx, Kind::Recipient.of(recipient)).await?;
    let questions = super::read::stored_questions(tx, root.of.id).await?;
    version(tx, recipient, number, questions).await
}

/// The same for whoever answers.
///
/// # Errors
/// As [`enter`]; [`Fault::Broken`] when it cannot be read.
pub async fn own_version(tx: &mut Tx, entry: Entry<'_>, number: i64) -> Result<AnswerVersion, Fault> {
    let it = enter(tx, entry).await?;
    version(tx, it.recipient.id, number, it.questions).await
}

async fn version(
    tx: &mut Tx,
    recipient: Uuid,
    number: i64,
    questions: Vec<Question>,
) -> Result<AnswerVersion, Fault> {
    let row: Option<Row> = query(sql!(
        "select number, created_at as sent_at, channel, author, receipt, content from answer
         where recipient_id = $1 and number = $2"
    ))
    .bind(recipient)
    .bind(number)
    .optional(tx)
    .await?;
    let row = row.ok_or(Fault::NotFound { what: "answer" })?;
    let content: Content = serde_json::from_str(&row.content).map_err(|_| Fault::Broken)?;
    let reply = |(id, StoredReply { choice, body })| (id, Reply { choice, body });
    let Row { number, sent_at, channel, author, receipt, .. } = row;
    Ok(AnswerVersion {
        sent: SentAnswer { number, sent_at, channel, author, receipt },
        questions,
        replies: content.replies.into_iter().map(reply).collect(),
    })
}
