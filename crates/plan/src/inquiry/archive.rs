//! An inquiry as it goes into an organisation's archive: everything that was asked, sent and decided, and no draft or link.

use serde_json::{Value, json};
use uuid::Uuid;

use super::read::{load, stored_recipients};
use super::themes::themes;
use crate::access::Kind;
use crate::attachments::{Attachment, listed};
use crate::db::{Tx, schema};
use crate::fault::Fault;

/// An inquiry with its title, everything about it, and the files of its answers, each with who sent it.
pub(crate) struct Archived {
    pub title: String,
    pub content: Value,
    pub files: Vec<(String, Attachment)>,
}

/// An inquiry, for whoever may read it.
///
/// # Errors
/// [`Fault::NotFound`].
pub(crate) async fn archived(tx: &mut Tx, id: Uuid) -> Result<Archived, Fault> {
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
    let (mut asked, mut files) = (Vec::new(), Vec::new());
    for recipient in stored_recipients(tx, id).await? {
        let answers = schema::rows(tx, "answer", ("recipient_id", recipient.id), "number").await?;
        let events = schema::rows(tx, "recipient_event", ("recipient_id", recipient.id), "at").await?;
        for file in listed(tx, Kind::Recipient.of(recipient.id)).await? {
            files.push((recipient.title.clone(), file));
        }
        asked.push(json!({ "recipient": recipient, "answers": answers, "events": events }));
    }
    // What has not been sent is nobody's but theirs.
    let sent = json!(asked).to_string();
    files.retain(|(_, file)| sent.contains(&file.id.to_string()));
    // What those asked have read.
    for document in listed(tx, Kind::Inquiry.of(id)).await? {
        files.push((inquiry.title.clone(), document));
    }
    let content = json!({ "inquiry": inquiry, "questions": questions, "recipients": asked,
        "dispositions": dispositions, "themes": themes });
    Ok(Archived { title: inquiry.title, content, files })
}
