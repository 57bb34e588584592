//! Files of an answer: each side has its own while it is written, and what has been sent keeps those that it was sent with.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::answering::{Answering, Entry, Side, demand_open, enter, leave_empty};
use super::types::{QuestionKind, Recipient};
use crate::access::{Kind, Ref};
use crate::attachments::{self, Attachment, StoredFile};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::records::{root_of, root_of_any};

/// Most files of somebody who answers without having been asked.
const MOST_SPONTANEOUS: usize = 3;
/// Most bytes that all such files of one inquiry take.
const MOST_SPONTANEOUS_BYTES: i64 = 500_000_000;

fn of(it: &Answering) -> Ref {
    Kind::Recipient.of(it.recipient.id)
}

/// The files of an answer that is being written, by the side that writes it.
pub(super) async fn attached(tx: &mut Tx, it: &Answering) -> Result<Vec<Attachment>, Fault> {
    let rows: Vec<(Uuid,)> =
        query(sql!("select attachment_id from answer_file where recipient_id = $1 and side = $2"))
            .bind(it.recipient.id)
            .bind(it.side.name())
            .all(tx)
            .await?;
    let mut files = attachments::listed(tx, of(it)).await?;
    files.retain(|file| rows.contains(&(file.id,)));
    Ok(files)
}

/// A file that answers a question.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(super) struct QuestionFile {
    pub question_id: Uuid,
    pub attachment_id: Uuid,
    pub name: String,
    pub created_at: DateTime<Utc>,
    /// Who sent it, where they have an account.
    pub author: String,
}

/// The files of an answer that is being written that answer questions, by the side that writes it.
pub(super) async fn of_questions(
    tx: &mut Tx,
    recipient: Uuid,
    side: Side,
) -> Result<Vec<QuestionFile>, Fault> {
    query(sql!(
        "select q.question_id, q.attachment_id, a.name, a.created_at, coalesce(w.name, '') as author
         from question_file q
            join answer_file f on f.attachment_id = q.attachment_id and f.side = q.side
            join attachment a on a.id = q.attachment_id
            left join person w on w.id = a.person_id
         where f.recipient_id = $1 and f.side = $2 and a.deleted_at is null order by a.created_at, a.id"
    ))
    .bind(recipient)
    .bind(side.name())
    .all(tx)
    .await
}

/// The files of an answer, for whoever writes it.
///
/// # Errors
/// As [`enter`].
pub async fn own_files(tx: &mut Tx, entry: Entry<'_>) -> Result<Vec<Attachment>, Fault> {
    let it = enter(tx, entry).await?;
    attached(tx, &it).await
}

/// The files that answer a question, for whoever writes the answer.
///
/// # Errors
/// As [`enter`].
pub async fn files_of_question(
    tx: &mut Tx,
    it: &Answering,
    question: Uuid,
) -> Result<Vec<Attachment>, Fault> {
    let own = of_questions(tx, it.recipient.id, it.side).await?;
    let mut files = attachments::listed(tx, of(it)).await?;
    files.retain(|file| own.iter().any(|one| (one.question_id, one.attachment_id) == (question, file.id)));
    Ok(files)
}

/// Goes on only if a file of so many bytes can be sent with an answer now.
///
/// # Errors
/// As [`enter`]; [`Fault::Invalid`] with `answers-closed`, or when there is no room.
pub async fn demand_file(tx: &mut Tx, entry: Entry<'_>, bytes: usize) -> Result<(), Fault> {
    let it = enter(tx, entry).await?;
    demand_open(&it)?;
    if it.recipient.is_spontaneous {
        demand_modest(tx, &it, bytes).await?;
    }
    let root = root_of_any(tx, of(&it)).await?;
    attachments::demand_room(tx, &root, of(&it), bytes).await
}

/// Strangers shall not be able to fill what an organisation has room for.
async fn demand_modest(tx: &mut Tx, it: &Answering, bytes: usize) -> Result<(), Fault> {
    let (taken,): (Option<i64>,) = query(sql!(
        "select cast(sum(a.size) as bigint) from attachment a join recipient p on p.id = a.thing_id
         where a.kind = 'recipient' and a.deleted_at is null and p.is_spontaneous and p.inquiry_id = $1"
    ))
    .bind(it.inquiry.id)
    .one(tx)
    .await?;
    let is_full = taken.unwrap_or(0) + bytes as i64 > MOST_SPONTANEOUS_BYTES;
    if is_full || attachments::listed(tx, of(it)).await?.len() >= MOST_SPONTANEOUS {
        let full = FieldFault::new("file", "attachments-full").with("max", MOST_SPONTANEOUS);
        return Err(Fault::Invalid(vec![full]));
    }
    Ok(())
}

/// Adds a file that is kept already, as an answer to a question or with the whole answer.
///
/// # Errors
/// As [`demand_file`]; [`Fault::NotFound`] where the question is none that is answered with files.
pub async fn add_file(
    tx: &mut Tx,
    entry: Entry<'_>,
    question: Option<Uuid>,
    file: &StoredFile,
) -> Result<Uuid, Fault> {
    let it = enter(tx, entry).await?;
    demand_open(&it)?;
    let takes_files =
        |id: Uuid| it.questions.iter().any(|one| one.id == id && one.kind == QuestionKind::File);
    if question.is_some_and(|id| !takes_files(id)) {
        return Err(Fault::NotFound { what: "question" });
    }
    let root = root_of_any(tx, of(&it)).await?;
    let id = attachments::keep(tx, &root, of(&it), file).await?;
    if id != file.id() {
        // The file is there already, and the answer that it goes with is still written.
        tx.is_a_draft();
    }
    query(sql!(
        "insert into answer_file (attachment_id, recipient_id, side, is_of_whole) values ($1, $2, $3, $4)
         on conflict (attachment_id, side) do update set is_of_whole = answer_file.is_of_whole or excluded.is_of_whole"
    ))
    .bind(id)
    .bind(it.recipient.id)
    .bind(it.side.name())
    .bind(question.is_none())
    .execute(tx)
    .await?;
    if let Some(question) = question {
        query(sql!(
            "insert into question_file (question_id, attachment_id, side) values ($1, $2, $3) on conflict do nothing"
        ))
        .bind(question)
        .bind(id)
        .bind(it.side.name())
        .execute(tx)
        .await?;
    }
    Ok(id)
}

/// Takes a file away from what is being written: from a question, or from all of it. One that has been sent stays with what it was
/// sent with.
///
/// # Errors
/// As [`demand_file`].
pub async fn remove_file(
    tx: &mut Tx,
    entry: Entry<'_>,
    question: Option<Uuid>,
    id: Uuid,
) -> Result<(), Fault> {
    let it = enter(tx, entry).await?;
    demand_open(&it)?;
    if !attached(tx, &it).await?.iter().any(|file| file.id == id) {
        return Err(Fault::NotFound { what: "attachment" });
    }
    let all = of_questions(tx, it.recipient.id, it.side).await?;
    let is_of =
        |one: &&QuestionFile| one.attachment_id == id && question.is_none_or(|of| of == one.question_id);
    let gone: Vec<&QuestionFile> = all.iter().filter(is_of).collect();
    for one in &gone {
        query(sql!("delete from question_file where question_id = $1 and attachment_id = $2 and side = $3"))
            .bind(one.question_id)
            .bind(id)
            .bind(it.side.name())
            .execute(tx)
            .await?;
        let others =
            |other: &&QuestionFile| other.question_id == one.question_id && other.attachment_id != id;
        if all.iter().filter(others).count() == 0 {
            leave_empty(tx, &it, one.question_id).await?;
        }
    }
    if question.is_some() && gone.is_empty() {
        return Err(Fault::NotFound { what: "attachment" });
    }
    let answers_more = all.iter().filter(|one| one.attachment_id == id).count() > gone.len();
    if answers_more || question.is_some() && is_of_whole(tx, &it, id).await? {
        tx.is_a_draft();
        return Ok(());
    }
    detach(tx, id, it.side).await?;
    // What has been sent, or the other side has too, is still read.
    if is_attached(tx, id).await? || was_sent(tx, it.recipient.id, id).await? {
        tx.is_a_draft();
        return Ok(());
    }
    let root = root_of_any(tx, of(&it)).await?;
    attachments::take_away(tx, &root, of(&it), id).await
}

/// Takes a file out of what one side writes.
async fn detach(tx: &mut Tx, id: Uuid, side: Side) -> Result<(), Fault> {
    for text in [
        sql!("delete from question_file where attachment_id = $1 and side = $2"),
        sql!("delete from answer_file where attachment_id = $1 and side = $2"),
    ] {
        query(text).bind(id).bind(side.name()).execute(tx).await?;
    }
    Ok(())
}

/// Whether a file is in what some side writes.
async fn is_attached(tx: &mut Tx, id: Uuid) -> Result<bool, Fault> {
    let (sides,): (i64,) =
        query(sql!("select count(*) from answer_file where attachment_id = $1")).bind(id).one(tx).await?;
    Ok(sides > 0)
}

/// Takes the files out of what a side writes, and away those that have not been sent: nobody goes on from them.
pub(super) async fn forget_unsent(tx: &mut Tx, recipient: Uuid, side: Side) -> Result<(), Fault> {
    let rows: Vec<(Uuid,)> =
        query(sql!("select attachment_id from answer_file where recipient_id = $1 and side = $2"))
            .bind(recipient)
            .bind(side.name())
            .all(tx)
            .await?;
    let of = Kind::Recipient.of(recipient);
    for (id,) in rows {
        if was_sent(tx, recipient, id).await? {
            continue;
        }
        detach(tx, id, side).await?;
        if !is_attached(tx, id).await? {
            let root = root_of_any(tx, of).await?;
            attachments::take_away(tx, &root, of, id).await?;
        }
    }
    Ok(())
}

/// Whether a side's file goes with its whole answer.
async fn is_of_whole(tx: &mut Tx, it: &Answering, id: Uuid) -> Result<bool, Fault> {
    let found: Option<(bool,)> =
        query(sql!("select is_of_whole from answer_file where attachment_id = $1 and side = $2"))
            .bind(id)
            .bind(it.side.name())
            .optional(tx)
            .await?;
    Ok(found.is_some_and(|(is_of_whole,)| is_of_whole))
}

/// What one side sends is what the other goes on from: its files come along, and those that were sent before and are not any more go.
pub(super) async fn hand_on(tx: &mut Tx, it: &Answering) -> Result<(), Fault> {
    let other = match it.side {
        Side::Officer => Side::Recipient,
        Side::Recipient => Side::Officer,
    };
    let before = sent_with(tx, it.recipient.id).await?.into_iter().next().unwrap_or_default();
    for id in before {
        detach(tx, id, other).await?;
    }
    query(sql!(
        "insert into answer_file (attachment_id, recipient_id, side, is_of_whole)
         select attachment_id, recipient_id, $3, is_of_whole from answer_file where recipient_id = $1 and side = $2
         on conflict do nothing"
    ))
    .bind(it.recipient.id)
    .bind(it.side.name())
    .bind(other.name())
    .execute(tx)
    .await?;
    query(sql!(
        "insert into question_file (question_id, attachment_id, side)
         select q.question_id, q.attachment_id, $3 from question_file q
            join answer_file f on f.attachment_id = q.attachment_id and f.side = q.side
         where f.recipient_id = $1 and f.side = $2
         on conflict do nothing"
    ))
    .bind(it.recipient.id)
    .bind(it.side.name())
    .bind(other.name())
    .execute(tx)
    .await?;
    Ok(())
}

/// What was sent, as far as its files go.
#[derive(Deserialize)]
struct Sent {
    files: Vec<SentFile>,
}

#[derive(Deserialize)]
struct SentFile {
    id: Uuid,
}

async fn sent_with(tx: &mut Tx, recipient: Uuid) -> Result<Vec<Vec<Uuid>>, Fault> {
    let rows: Vec<(String,)> =
        query(sql!("select content from answer where recipient_id = $1 order by number desc"))
            .bind(recipient)
            .all(tx)
            .await?;
    let ids = |(content,): &(String,)| {
        let sent: Option<Sent> = serde_json::from_str(content).ok();
        sent.map(|sent| sent.files.iter().map(|file| file.id).collect()).unwrap_or_default()
    };
    Ok(rows.iter().map(ids).collect())
}

async fn was_sent(tx: &mut Tx, recipient: Uuid, file: Uuid) -> Result<bool, Fault> {
    Ok(sent_with(tx, recipient).await?.iter().any(|files| files.contains(&file)))
}

/// The files of an answer as it was sent last, for whoever may read the inquiry; none that have not been sent.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn files(tx: &mut Tx, recipient: &Recipient) -> Result<Vec<Attachment>, Fault> {
    let newest = sent_with(tx, recipient.id).await?.into_iter().next().unwrap_or_default();
    let mut files = files_ever_sent(tx, recipient).await?;
    files.retain(|file| newest.contains(&file.id));
    Ok(files)
}

/// The files of every answer that has been sent, for whoever may read the inquiry.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn files_ever_sent(tx: &mut Tx, recipient: &Recipient) -> Result<Vec<Attachment>, Fault> {
    let of = Kind::Recipient.of(recipient.id);
    root_of(tx, of).await?;
    let sent = sent_with(tx, recipient.id).await?;
    let mut files = attachments::listed(tx, of).await?;
    files.retain(|file| sent.iter().any(|files| files.contains(&file.id)));
    Ok(files)
}
