//! Letters to those who are asked. The subject says what is asked and until when.

use plan::db::Db;
use plan::fault::Fault;
use plan::inquiry::{self, Along, AnswerCopy, Errand, Letter, LetterKind};
use plan::jobs::{self, Claim};
use plan::outbox::{self, Email};

use crate::words::{account_key, answer_address, day};
use site::gate::Origin;
use site::letters::letter as written;
use site::texts::Texts;

/// Longest copy of an answer in a letter, in characters.
const LONGEST_COPY: usize = 40_000;
/// Longest subject, in characters: it must say until when also where little is shown.
const LONGEST_SUBJECT: usize = 180;

/// Posts a batch of the letters that a job asks for, in the transaction that ends the job, and puts the rest in a job of its
/// own: none is posted twice, and nobody waits long to write.
///
/// # Errors
/// [`Fault::Conflict`] when another has the job now; the database fails.
pub async fn post(db: &Db, origin: &Origin, claim: &Claim, errand: &Errand) -> Result<(), Fault> {
    let mut tx = db.write_as_system().await?;
    let (letters, has_more) = inquiry::next_letters(&mut tx, errand).await?;
    for about in &letters {
        let id = outbox::queue_email(&mut tx, &letter(Texts::Swedish, origin, about)).await?;
        inquiry::posted(&mut tx, about, id).await?;
    }
    if has_more {
        inquiry::go_on(&mut tx, errand).await?;
    }
    jobs::finish(&mut tx, claim).await?;
    tx.commit().await
}

/// A letter, in a language.
fn letter(t: Texts, origin: &Origin, about: &Letter) -> Email {
    let inquiry = &about.inquiry;
    let last = about.recipient.last_day(inquiry);
    let until = last.map(|last| day(t, last)).unwrap_or_default();
    let minutes =
        inquiry.minutes.map(|minutes| t.count("letter-minutes", minutes as usize)).unwrap_or_default();
    let told: [(&str, &dyn std::fmt::Display); 6] = [
        ("name", &about.name),
        ("sender", &about.sender),
        ("title", &inquiry.title),
        ("day", &until),
        ("minutes", &minutes),
        ("recipient", &about.recipient.title),
    ];
    let key = match about.kind {
        LetterKind::Asked => "letter-asked",
        LetterKind::Reminder if last.is_some_and(|last| last < about.today) => "letter-late",
        LetterKind::Reminder => "letter-soon",
        LetterKind::Revision => "letter-revision",
        LetterKind::Approval => "letter-approval",
        LetterKind::SentBack => "letter-sent-back",
        LetterKind::Feedback => "letter-feedback",
    };
    let mut words = vec![t.with(key, &told)];
    match about.kind {
        LetterKind::Asked => {
            words.extend([
                inquiry.purpose.clone(),
                t.with("use-labelled", &[("text", &inquiry.planned_use)]),
                inquiry.letter.clone(),
                minutes.clone(),
            ]);
        }
        LetterKind::Feedback => words.push(inquiry.feedback.clone()),
        LetterKind::Revision => words.push(about.recipient.revision_wanted.clone()),
        LetterKind::SentBack => words.push(about.wanted.clone()),
        LetterKind::Reminder | LetterKind::Approval => {}
    }
    if !inquiry.contact.is_empty() && !matches!(about.kind, LetterKind::Approval | LetterKind::SentBack) {
        words.push(t.with("letter-contact", &[("contact", &inquiry.contact)]));
    }
    words.retain(|text| !text.trim().is_empty());
    let mut subject = t.with(&format!("{key}-subject"), &told);
    if subject.chars().count() > LONGEST_SUBJECT {
        subject = subject.chars().take(LONGEST_SUBJECT - 1).chain(['…']).collect();
    }
    let page = match about.kind {
        LetterKind::Feedback => "/blev",
        LetterKind::Approval => "/kontrollera",
        _ => "",
    };
    let address = format!("{origin}{}{page}", answer_address(&about.key));
    written(t, &about.to, &subject, &words, &address, &end(t, &about.key))
}

/// What the way to an answer is, so that nobody passes on what is theirs alone.
fn end(t: Texts, key: &str) -> String {
    t.get(if account_key(key).is_some() { "letter-account-end" } else { "letter-link-end" })
}

/// The receipt of an answer, with a copy of what was answered.
pub fn receipt(t: Texts, origin: &str, copy: &AnswerCopy, key: &str) -> Email {
    let told: [(&str, &dyn std::fmt::Display); 2] =
        [("title", &copy.inquiry.title), ("receipt", &copy.receipt)];
    let text = if copy.replies.is_empty() { "letter-receipt-alone" } else { "letter-receipt" };
    let mut words = vec![t.with(text, &told)];
    let mut room = LONGEST_COPY;
    for (question, reply) in &copy.replies {
        let (choice, body) = crate::words::reply_words(t, question, reply);
        let said = [choice, body].join("\n").trim().to_owned();
        let text = format!("{}\n{said}", question.title);
        let Some(left) = room.checked_sub(text.chars().count()) else {
            // The rest stands on the page that the letter leads to.
            words.push(t.get("letter-receipt-more"));
            break;
        };
        room = left;
        words.push(text);
    }
    let subject: String = t.with("letter-receipt-subject", &told).chars().take(LONGEST_SUBJECT).collect();
    let address = format!("{origin}{}/kvitto", answer_address(key));
    written(t, &copy.to, &subject, &words, &address, &end(t, key))
}

/// An invitation to a colleague to write along.
pub fn along(t: Texts, origin: &str, along: &Along) -> Email {
    let told: [(&str, &dyn std::fmt::Display); 4] = [
        ("name", &along.colleague.name),
        ("by", &along.by),
        ("recipient", &along.recipient),
        ("title", &along.inquiry.title),
    ];
    let words = [t.with("letter-along", &told)];
    let subject: String = t.with("letter-along-subject", &told).chars().take(LONGEST_SUBJECT).collect();
    let address = format!("{origin}{}", answer_address(&along.link));
    written(t, &along.colleague.email, &subject, &words, &address, &end(t, &along.link))
}
