//! Letters that wait to be sent. A letter is posted in the transaction that it tells of: it goes if that lasts, and
//! only then. Which transport takes it is for others to know.
//!
//! A letter may hold a secret, such as a link that lets somebody in: when it has been sent nothing of it stays but that
//! and when, and one that cannot be sent is erased too after a while.

use chrono::Duration;
use email_address::{EmailAddress, Options};
use serde::{Deserialize, Serialize};
use sqlx_macros::FromRow;
use uuid::Uuid;

use crate::checks::Check;
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::jobs::{self, JobKind, NewJob};

/// A letter to one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub struct Email {
    /// The address, nothing around it.
    #[sqlx(rename = "recipient")]
    pub to: String,
    /// What it is about, on one line.
    pub subject: String,
    /// As plain text.
    #[sqlx(rename = "body_text")]
    pub text: String,
    /// As HTML, saying the same.
    #[sqlx(rename = "body_html")]
    pub html: String,
    /// Where the recipient asks for no more such letters.
    pub unsubscribe: Option<String>,
    /// What calendar programs read, as iCalendar; empty for most.
    pub calendar: String,
    /// What the calendar is sent for: the method that it names.
    pub calendar_method: String,
}

/// Longest link: a header with it must fit on a line.
const LONGEST_LINK: usize = 900;
/// Longest body.
const LONGEST_BODY: usize = 200_000;
/// How long a letter that was given up keeps its text, for a person to try again.
const KEPT: Duration = Duration::days(7);

impl Email {
    /// Checks that it can be a letter, and that nothing in it can become a header of its own. Keys: `letter-to`,
    /// `title-missing`, `letter-line`, `letter-link`, `letter-text`, `too-long`.
    ///
    /// # Errors
    /// [`Fault::Invalid`].
    pub fn check(&self) -> Result<(), Fault> {
        let mut check = Check::default();
        if !is_address(&self.to) {
            check.add(FieldFault::new("to", "letter-to"));
        }
        check.title("subject", &self.subject);
        if self.subject.chars().any(breaks) {
            check.add(FieldFault::new("subject", "letter-line"));
        }
        for (field, body) in [("text", &self.text), ("html", &self.html)] {
            check.at_most(field, body, LONGEST_BODY);
            if body.chars().any(|c| c.is_control() && !matches!(c, '\r' | '\n' | '\t')) {
                check.add(FieldFault::new(field, "letter-text"));
            }
        }
        check.at_most("calendar", &self.calendar, LONGEST_BODY);
        if self.unsubscribe.as_deref().is_some_and(|link| !is_link(link)) {
            check.add(FieldFault::new("unsubscribe", "letter-link"));
        }
        check.finish(()).map(|_| ()).map_err(Fault::Invalid)
    }
}

/// An address and no more. A name between quotes may hold anything, also what means something in a header, and is nobody's
/// address at work.
pub(crate) fn is_address(text: &str) -> bool {
    let options = Options::default().without_display_text().without_domain_literal();
    !text.contains('"')
        && !text.chars().any(breaks)
        && EmailAddress::parse_with_options(text, options).is_ok()
}

/// A web address that can stand between `<` and `>` in a header.
fn is_link(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"<>\"".contains(&byte);
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    is_web && text.len() <= LONGEST_LINK && text.bytes().all(plain)
}

/// Whether a character could end a line somewhere on the way.
fn breaks(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// What the job of sending a letter holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// The letter.
    pub letter: Uuid,
}

/// Posts a letter; its id. The action that posts it leaves the row in the trail.
///
/// # Errors
/// [`Fault::Invalid`].
pub async fn queue_email(tx: &mut Tx, letter: &Email) -> Result<Uuid, Fault> {
    // What it says was judged when it was written.
    crate::case_data::judged_before(|| letter.check())?;
    let id = tx.new_id();
    let payload = serde_json::json!(Posted { letter: id }).to_string();
    let job = NewJob { kind: JobKind::Mail, payload: &payload, key: None, due: tx.now() };
    let job = jobs::enqueue(tx, &job).await?;
    query(sql!(
        "insert into letter (id, job_id, recipient, subject, body_text, body_html, unsubscribe, calendar, calendar_method,
            posted_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    ))
    .bind(id)
    .bind(job)
    .bind(&letter.to)
    .bind(&letter.subject)
    .bind(&letter.text)
    .bind(&letter.html)
    .bind(letter.unsubscribe.as_ref())
    .bind(&letter.calendar)
    .bind(&letter.calendar_method)
    .bind(tx.now())
    .execute(tx)
    .await?;
    Ok(id)
}

/// A letter to send; none if it has been sent or erased.
///
/// # Errors
/// The database cannot be reached.
pub async fn take(tx: &mut Tx, id: Uuid) -> Result<Option<Email>, Fault> {
    query(sql!(
        "select recipient, subject, body_text, body_html, unsubscribe, calendar, calendar_method from letter
         where id = $1 and erased_at is null"
    ))
    .bind(id)
    .optional(tx)
    .await
}

/// Notes that a letter has been sent, and erases what it said and to whom.
///
/// # Errors
/// The database cannot be reached.
pub async fn sent(tx: &mut Tx, id: Uuid) -> Result<(), Fault> {
    query(sql!(
        "update letter set recipient = '', subject = '', body_text = '', body_html = '', unsubscribe = null, calendar = '',
            sent_at = $2, erased_at = $2
         where id = $1 and erased_at is null"
    ))
    .bind(id)
    .bind(tx.now())
    .execute(tx)
    .await?;
    Ok(())
}

/// Erases letters that wait for somebody who shall be forgotten.
pub(crate) async fn forget(tx: &mut Tx, recipient: &str) -> Result<(), Fault> {
    query(sql!(
        "update letter set recipient = '', subject = '', body_text = '', body_html = '', unsubscribe = null, calendar = '',
            erased_at = $2
         where lower(recipient) = lower($1) and erased_at is null"
    ))
    .bind(recipient)
    .bind(tx.now())
    .execute(tx)
    .await?;
    Ok(())
}

/// Erases letters that were given up a week ago, and their jobs: there is nothing left to send.
///
/// # Errors
/// The database cannot be reached.
pub async fn purge_expired(tx: &mut Tx) -> Result<(), Fault> {
    let before = tx.now() - KEPT;
    query(sql!(
        "update letter set recipient = '', subject = '', body_text = '', body_html = '', unsubscribe = null, calendar = '',
            erased_at = $1
         where erased_at is null
            and job_id in (select id from job where state = 'given_up' and ended_at <= $2)"
    ))
    .bind(tx.now())
    .bind(before)
    .execute(tx)
    .await?;
    jobs::forget(tx, JobKind::Mail, before).await
}

/// How many letters have been erased without being sent, for whoever runs the program.
///
/// # Errors
/// [`Fault::Forbidden`].
pub async fn never_sent(tx: &mut Tx) -> Result<i64, Fault> {
    jobs::operates(tx)?;
    let (count,) = query(sql!("select count(*) from letter where sent_at is null and erased_at is not null"))
        .one(tx)
        .await?;
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Db;

    #[tokio::test]
    async fn nothing_is_left_of_a_letter_that_has_been_sent() {
        let database = servers::Database::new();
        let db = Db::open(&database.place.parse().unwrap()).await.unwrap();
        let mut tx = db.write_as_system().await.unwrap();
        let secret = |what: &str| format!("hemlig {what}");
        let letter = Email {
            to: "hemlig@kommun.example".into(),
            subject: secret("rubrik"),
            text: secret("text"),
            html: secret("html"),
            unsubscribe: Some("https://fardplan.example/hemlig".into()),
            calendar: secret("kalender"),
            calendar_method: "REQUEST".into(),
        };
        let id = queue_email(&mut tx, &letter).await.unwrap();
        assert!(stored(&mut tx).await.contains("hemlig"));
        sent(&mut tx, id).await.unwrap();
        assert_eq!(stored(&mut tx).await, "");
        let (sent,): (Option<chrono::DateTime<chrono::Utc>>,) =
            query("select sent_at from letter").one(&mut tx).await.unwrap();
        assert!(sent.is_some());
    }

    /// All that the letters say.
    async fn stored(tx: &mut Tx) -> String {
        let (all,): (String,) = query(
            "select recipient || subject || body_text || body_html || coalesce(unsubscribe, '') || calendar from letter",
        )
        .one(tx)
        .await
        .unwrap();
        all
    }
}
