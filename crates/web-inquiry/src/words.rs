//! Names and addresses that all pages about inquiries share.

use chrono::{DateTime, NaiveDate, Utc};
use plan::access::{Kind, Ref};
use plan::clock::in_sweden;
use plan::db::Tx;
use plan::inquiry::{self, Disposition, Inquiry, Question, QuestionKind, Recipient, Reply};
use uuid::Uuid;

use site::fault::Fault;
use site::page::{Frame, NavItem};
use site::texts::Texts;
use site::things;
use site::visit::CurrentPage;
use site::words::exact;
use web_things::Pages;

/// Address of an inquiry.
pub fn inquiry_address(id: Uuid) -> String {
    things::address(Kind::Inquiry.of(id))
}

/// Address of a question.
pub fn question_address(id: Uuid) -> String {
    things::address(Kind::Question.of(id))
}

/// Address of one of those asked.
pub fn recipient_address(id: Uuid) -> String {
    things::address(Kind::Recipient.of(id))
}

/// Address where an answer is written: `key` is a link, or what stands for an account or an officer.
pub fn answer_address(key: &str) -> String {
    format!("/svara/{key}")
}

/// The recipient that an answer's address names for those who sign in to answer; none where it is a link of somebody's own.
pub fn account_key(key: &str) -> Option<Uuid> {
    key.parse().ok().filter(|id: &Uuid| id.to_string() == key)
}

/// What stands in the address of an answer that an officer of whoever asks notes for somebody.
pub fn officer_key(recipient: Uuid) -> String {
    format!("{OFFICER}{recipient}")
}

/// What the key of an officer begins with.
pub const OFFICER: &str = "at-";

/// A frame for a page among inquiries.
pub fn list_frame(t: Texts, here: &CurrentPage, title: impl Into<String>) -> Frame {
    Frame::new(t, title, NavItem::Inquiry, here)
}

/// A frame for a page below an inquiry.
pub fn frame_below(t: Texts, here: &CurrentPage, title: impl Into<String>, inquiry: &Inquiry) -> Frame {
    list_frame(t, here, title)
        .below(t.get("inquiries-title"), "/forfragningar")
        .below(inquiry.title.clone(), inquiry_address(inquiry.id))
}

/// A frame for a page below an inquiry that may be read.
pub async fn frame(
    tx: &mut Tx,
    t: Texts,
    here: &CurrentPage,
    title: impl Into<String>,
    id: Uuid,
) -> Result<Frame, Fault> {
    Ok(frame_below(t, here, title, &inquiry::load(tx, id).await?))
}

/// Where an inquiry, or something of one, is seen.
pub async fn pages(tx: &mut Tx, of: Ref) -> Result<Pages, Fault> {
    let inquiry = match of.kind {
        Kind::Question => inquiry::question(tx, of.id).await?.0.id,
        Kind::Recipient => inquiry::recipient(tx, of.id).await?.0.id,
        _ => of.id,
    };
    let page = match of.kind {
        Kind::Recipient => format!("{}/mottagare", inquiry_address(inquiry)),
        _ => inquiry_address(inquiry),
    };
    let without = if of.kind == Kind::Inquiry { "/forfragningar".to_owned() } else { page.clone() };
    Ok(Pages { with: page, anchor: format!("{}-{}", things::slug(of.kind), of.id), without })
}

/// A day with its weekday, as one says it.
pub fn day(t: Texts, day: NaiveDate) -> String {
    t.long_date(day)
}

/// A moment, to the minute.
pub fn moment(t: Texts, at: DateTime<Utc>) -> String {
    let local = in_sweden(at);
    t.with("moment-at", &[("day", &t.long_date(local.date())), ("time", &local.format("%H.%M"))])
}

/// How far one of those asked has come, in words; who has said nothing by their last day is silent.
pub fn state_words(t: Texts, recipient: &Recipient, inquiry: &Inquiry, today: NaiveDate) -> String {
    t.get(&format!("recipient-{}", state_key(recipient, inquiry, today)))
}

/// The same as a stable name.
pub fn state_key(recipient: &Recipient, inquiry: &Inquiry, today: NaiveDate) -> &'static str {
    if recipient.is_silent(inquiry, today) { "silent" } else { recipient.state.name() }
}

/// What somebody who answered is called: who was not asked says so themselves who they are.
pub fn name_words(t: Texts, title: &str, is_spontaneous: bool) -> String {
    if is_spontaneous { t.with("name-not-asked", &[("name", &title)]) } else { title.to_owned() }
}

/// The words of a choice that was made.
pub fn choice_words(t: Texts, question: &Question, choice: &str) -> String {
    match question.kind {
        QuestionKind::Stance => t.get(&format!("stance-{choice}")),
        QuestionKind::Scale => t.with("scale-step", &[("step", &choice), ("of", &inquiry::SCALE)]),
        QuestionKind::Number => {
            let number = choice.parse().map_or_else(|_| choice.to_owned(), |value| exact(t, value));
            format!("{number} {}", question.unit).trim().to_owned()
        }
        QuestionKind::Effect => {
            crate::effects::proposed_words(t, question, choice).unwrap_or_else(|| choice.replace('\n', " "))
        }
        QuestionKind::Uptake => crate::uptake::said_words(t, choice),
        QuestionKind::SeveralOf | QuestionKind::File => choice.lines().collect::<Vec<_>>().join(", "),
        _ => choice.to_owned(),
    }
}

/// What was chosen and what was written, as one text each; nothing where there is nothing.
pub fn reply_words(t: Texts, question: &Question, reply: &Reply) -> (String, String) {
    let choice =
        if reply.choice.is_empty() { String::new() } else { choice_words(t, question, &reply.choice) };
    (choice, reply.body.clone())
}

/// A text as paragraphs.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// What became of what was said, in words, and of how many answers it says nothing because they came or changed later.
pub fn outcome_words(t: Texts, one: &Disposition) -> String {
    let outcome = t.get(&format!("outcome-{}", one.outcome));
    match (usize::try_from(one.answers_since), one.recipient_id) {
        (Ok(0) | Err(_), _) => outcome,
        (Ok(_), Some(_)) => format!("{outcome}. {}", t.get("outcome-answer-changed")),
        (Ok(since), None) => format!("{outcome}. {}", t.count("outcome-answers-since", since)),
    }
}
