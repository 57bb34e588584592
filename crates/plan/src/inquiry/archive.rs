//! An inquiry as it goes into an organisation's archive: everything that was asked, sent and decided, and no draft or link. One of
//! those asked at a time, since there may be thousands.

use serde_json::{Value, json};
use uuid::Uuid;

use super::read::{load, recipient, stored_recipients};
use super::themes::themes;
use crate::access::Kind;
use crate::attachments::{Archived, listed};
use crate::db::{Tx, schema};
use crate::fault::Fault;

/// An inquiry with its questions, the documents that those asked have read, what has become of answers, and whom it asked.
///
/// # Errors
/// [`Fault::NotFound`].
pub(crate) async fn archived(tx: &mut Tx, id: Uuid) -> Result<(Archived, Vec<Uuid>), Fault> {
    let inquiry = load(tx, id).await?;
    let questions = schema::rows(tx, "question", ("inquiry_id", id), "position").await?;
    let themes = themes(tx, id).await?;
    let themes: Vec<Value> = themes
        .iter()
        .map(|((question, recipient), themes)| {
            json!({ "question_id": question, "recipient_id": recipient, "themes": themes })
        })
        .collect();
    let dispositions = schema::rows(tx, "disposition", ("inquiry_id", id), "decided_at").await?;
    let asked = stored_recipients(tx, id).await?;
    let files = listed(tx, Kind::Inquiry.of(id)).await?;
    let recipients = asked.iter().map(|one| one.id).collect();
    let content = json!({ "inquiry": inquiry, "questions": questions, "recipients": asked,
        "dispositions": dispositions, "themes": themes });
    Ok((Archived { title: inquiry.title, content, files }, recipients))
}

/// What one of those asked has sent, and what has happened with them.
///
/// # Errors
/// [`Fault::NotFound`].
pub(crate) async fn archived_recipient(tx: &mut Tx, id: Uuid) -> Result<Archived, Fault> {
    let (_, recipient) = recipient(tx, id).await?;
    let answers = schema::rows(tx, "answer", ("recipient_id", id), "number").await?;
    let events = schema::rows(tx, "recipient_event", ("recipient_id", id), "at").await?;
    let mut files = listed(tx, Kind::Recipient.of(id)).await?;
    let content = json!({ "recipient": recipient, "answers": answers, "events": events });
    // What has not been sent is nobody's but theirs.
    let sent = content.to_string();
    files.retain(|file| sent.contains(&file.id.to_string()));
    Ok(Archived { title: recipient.title, content, files })
}
