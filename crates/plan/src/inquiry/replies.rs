//! The answers, for whoever asks: point by recipient, question by question, and counted. Drafts are never among them.

use std::collections::BTreeMap;

use sqlx_macros::FromRow;
use uuid::Uuid;

use super::types::{Question, QuestionKind, Reply};
use crate::access::Kind;
use crate::db::{Builder, Tx, query, sql};
use crate::fault::Fault;
use crate::records::{Page, root_of};

/// An answer to one question, by one of those asked.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct GivenReply {
    /// Who answered.
    pub recipient_id: Uuid,
    /// What.
    pub question_id: Uuid,
    /// What was chosen, one a line.
    pub choice: String,
    /// What was written.
    pub body: String,
}

impl GivenReply {
    /// The answer itself.
    pub fn reply(&self) -> Reply {
        Reply { choice: self.choice.clone(), body: self.body.clone() }
    }
}

/// Every answer to every question of an inquiry, for whoever may read it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn replies(tx: &mut Tx, inquiry: Uuid) -> Result<Vec<GivenReply>, Fault> {
    root_of(tx, Kind::Inquiry.of(inquiry)).await?;
    query(sql!(
        "select a.recipient_id, a.question_id, a.choice, a.body from reply a join recipient p on p.id = a.recipient_id
         where p.inquiry_id = $1 and p.deleted_at is null order by p.position, p.id, a.question_id"
    ))
    .bind(inquiry)
    .all(tx)
    .await
}

/// What every one who answered chose of a point, and whether they wrote anything, for whoever may read the inquiry: by
/// recipient and question.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn stances(tx: &mut Tx, inquiry: Uuid) -> Result<Vec<(Uuid, Uuid, String, bool)>, Fault> {
    root_of(tx, Kind::Inquiry.of(inquiry)).await?;
    query(sql!(
        "select a.recipient_id, a.question_id, a.choice, a.body <> '' from reply a join question q on q.id = a.question_id
         where q.inquiry_id = $1 and q.kind = 'stance'"
    ))
    .bind(inquiry)
    .all(tx)
    .await
}

/// Every answer to one question, for whoever may read the inquiry.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn replies_to(tx: &mut Tx, question: Uuid) -> Result<Vec<GivenReply>, Fault> {
    root_of(tx, Kind::Question.of(question)).await?;
    query(sql!(
        "select a.recipient_id, a.question_id, a.choice, a.body from reply a join recipient p on p.id = a.recipient_id
         where a.question_id = $1 and p.deleted_at is null order by p.position, p.id"
    ))
    .bind(question)
    .all(tx)
    .await
}

/// An answer to one question with who gave it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct NamedReply {
    /// Who answered.
    pub recipient_id: Uuid,
    /// What they are called.
    pub name: String,
    /// Whether they answer without having been asked.
    pub is_spontaneous: bool,
    /// What was chosen, one a line.
    pub choice: String,
    /// What was written.
    pub body: String,
}

impl NamedReply {
    /// The answer itself.
    pub fn reply(&self) -> Reply {
        Reply { choice: self.choice.clone(), body: self.body.clone() }
    }
}

/// A page of the answers to one question, each with who gave it, for whoever may read the inquiry; with one theme alone, if
/// it is named.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn replies_page(
    tx: &mut Tx,
    question: Uuid,
    theme: Option<&str>,
    page: Page,
) -> Result<Vec<NamedReply>, Fault> {
    root_of(tx, Kind::Question.of(question)).await?;
    let mut select = Builder::new(
        "select p.id as recipient_id, p.title as name, p.is_spontaneous, a.choice, a.body
         from reply a join recipient p on p.id = a.recipient_id
         where p.deleted_at is null and a.question_id = ",
    );
    select.bind(question);
    if let Some(theme) = theme {
        select.push(
            " and exists (select 1 from reply_theme t where t.question_id = a.question_id
                and t.recipient_id = a.recipient_id and t.theme = ",
        );
        select.bind(theme).push(")");
    }
    select.push(" order by p.position, p.id limit ").bind(page.limit);
    select.push(" offset ").bind(page.limit * (page.number.max(1) - 1));
    select.build().all(tx).await
}

/// What one of those asked has answered, by question, for whoever may read the inquiry.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn replies_of(tx: &mut Tx, recipient: Uuid) -> Result<BTreeMap<Uuid, Reply>, Fault> {
    root_of(tx, Kind::Recipient.of(recipient)).await?;
    stored_replies_of(tx, recipient).await
}

pub(super) async fn stored_replies_of(tx: &mut Tx, recipient: Uuid) -> Result<BTreeMap<Uuid, Reply>, Fault> {
    let rows: Vec<GivenReply> =
        query(sql!("select recipient_id, question_id, choice, body from reply where recipient_id = $1"))
            .bind(recipient)
            .all(tx)
            .await?;
    Ok(rows.iter().map(|row| (row.question_id, row.reply())).collect())
}

/// How often each choice of each question was made, and how many answered it: by question, then by choice as it is stored.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn counts(tx: &mut Tx, inquiry: Uuid) -> Result<BTreeMap<Uuid, BTreeMap<String, i64>>, Fault> {
    root_of(tx, Kind::Inquiry.of(inquiry)).await?;
    let rows: Vec<(Uuid, QuestionKind, String, i64)> = query(sql!(
        "select a.question_id, q.kind, a.choice, count(*) from reply a join question q on q.id = a.question_id
         where q.inquiry_id = $1 group by a.question_id, q.kind, a.choice"
    ))
    .bind(inquiry)
    .all(tx)
    .await?;
    let mut counts: BTreeMap<Uuid, BTreeMap<String, i64>> = BTreeMap::new();
    for (question, kind, choice, count) in rows {
        *counts.entry(question).or_default().entry(counted_as(kind, choice)).or_default() += count;
    }
    Ok(counts)
}

/// The same of one question.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn counts_of(tx: &mut Tx, question: &Question) -> Result<BTreeMap<String, i64>, Fault> {
    root_of(tx, Kind::Question.of(question.id)).await?;
    let rows: Vec<(String, i64)> =
        query(sql!("select choice, count(*) from reply where question_id = $1 group by choice"))
            .bind(question.id)
            .all(tx)
            .await?;
    let mut counts = BTreeMap::new();
    for (choice, count) in rows {
        *counts.entry(counted_as(question.kind, choice)).or_default() += count;
    }
    Ok(counts)
}

/// What a choice is counted as: how far something has come, not with how many and since when.
fn counted_as(kind: QuestionKind, choice: String) -> String {
    match kind {
        QuestionKind::Uptake => choice.lines().next().unwrap_or_default().to_owned(),
        _ => choice,
    }
}
