//! Letters to those who have seats. What tells of meetings carries what calendars need, and what they have understood they show
//! with buttons of their own.

use documents::{Calendar, Method, Party};
use plan::db::Db;
use plan::fault::Fault;
use plan::groups::{self, Errand, Letter, LetterKind};
use plan::jobs::{self, Claim};
use plan::outbox::{self, Email};

use crate::calendar::Invitation;
use crate::words::{SaidRow, day_of, holder_name, room_address, when};
use site::gate::Origin;
use site::letters::letter as written;
use site::texts::Texts;

/// Longest subject, in characters.
const LONGEST_SUBJECT: usize = 180;
/// Most meetings that a letter names.
const MOST_MEETINGS: usize = 30;
/// Most of what was said that a letter tells of: the rest stands on the page that it leads to.
const MOST_SAID: usize = 40;
/// Longest piece of what was said, or of why, in a letter, in characters.
const LONGEST_SAID: usize = 1_000;

/// Who letters come from, as calendars must know it: the same as the sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
}

/// Posts a batch of the letters that a job asks for, in the transaction that ends the job, and puts the rest in a job of its own.
///
/// # Errors
/// [`Fault::Conflict`] when another has the job now; the database fails.
pub async fn post(
    db: &Db,
    origin: &Origin,
    sender: Option<&Sender>,
    claim: &Claim,
    errand: &Errand,
) -> Result<(), Fault> {
    let mut tx = db.write_as_system().await?;
    let (letters, has_more) = groups::next_letters(&mut tx, errand).await?;
    let stamp = db.clock().now();
    for about in &letters {
        let mut email = letter(Texts::Swedish, origin, about);
        if let Some((method, text)) = calendar(origin, sender, about, stamp) {
            email.calendar = text;
            email.calendar_method = method.name().to_owned();
        }
        // One that cannot be a letter does not keep the others'.
        let id = match outbox::queue_email(&mut tx, &email).await {
            Err(Fault::Invalid(_)) => None,
            posted => Some(posted?),
        };
        groups::posted(&mut tx, about, id).await?;
    }
    if has_more {
        groups::go_on(&mut tx, errand).await?;
    }
    jobs::finish(&mut tx, claim).await?;
    tx.commit().await
}

/// What calendars need to know of what a letter tells.
fn calendar(
    origin: &Origin,
    sender: Option<&Sender>,
    about: &Letter,
    stamp: chrono::DateTime<chrono::Utc>,
) -> Option<(Method, String)> {
    let party = |name: &str, email: &str| Party { name: name.to_owned(), email: email.to_owned() };
    let invitation = Invitation {
        group: &about.group,
        organizer: sender.map(|sender| party(&sender.name, &sender.email)),
        attendee: Some(party(&about.holder.name, &about.holder.email)),
        url: Some(format!("{origin}{}", room_address(&about.key))),
        stamp,
    };
    // Whoever comes later is told of what the others have been told of.
    let told = || {
        let ahead = about.meetings.iter().filter(|one| one.invited_at.is_some() && one.ends_at() > stamp);
        ahead.cloned().collect::<Vec<_>>()
    };
    let (method, events) = match (about.kind, &about.meeting) {
        // A calendar may have been told of a series without what is resumed: it is told of all of it.
        (LetterKind::Invited | LetterKind::Seated | LetterKind::Resumed, _) => {
            (Method::Request, invitation.all(&told()))
        }
        (LetterKind::Moved, Some(meeting)) => (Method::Request, vec![invitation.instance(meeting)]),
        (LetterKind::Cancelled, Some(meeting)) => (Method::Cancel, vec![invitation.instance(meeting)]),
        _ => return None,
    };
    let is_told = |one: &documents::Event| method == Method::Cancel || !one.is_cancelled;
    let events: Vec<documents::Event> = events.into_iter().filter(is_told).collect();
    if events.is_empty() || sender.is_none() {
        return None;
    }
    Some((method, Calendar { method, name: String::new(), events }.text()))
}

/// A letter, in a language.
fn letter(t: Texts, origin: &Origin, about: &Letter) -> Email {
    let at = about.meeting.as_ref().map(|meeting| when(t, meeting)).unwrap_or_default();
    let title = about.meeting.as_ref().map(|meeting| meeting.title.clone()).unwrap_or_default();
    let until = about.meeting.as_ref().and_then(|meeting| meeting.remarks_until);
    let until = until.map(|day| t.long_date(day)).unwrap_or_default();
    let reason = about.meeting.as_ref().map(|meeting| meeting.cancel_reason.clone()).unwrap_or_default();
    let name = holder_name(t, &about.holder);
    let told: [(&str, &dyn std::fmt::Display); 8] = [
        ("name", &name),
        ("sender", &about.sender),
        ("group", &about.group.title),
        ("seat", &about.seat.title),
        ("title", &title),
        ("when", &at),
        ("until", &until),
        ("reason", &reason),
    ];
    let key = format!("group-letter-text-{}", about.kind);
    let mut words = vec![t.with(&key, &told)];
    match about.kind {
        LetterKind::Seated => words.push(about.group.mandate.clone()),
        LetterKind::Invited => words.push(meetings(t, about)),
        LetterKind::Moved | LetterKind::Resumed | LetterKind::Reminder => {
            words.extend(about.meeting.as_ref().map(|meeting| meeting.address.clone()));
        }
        LetterKind::Ended => {
            words.push(about.group.summary.clone());
            words.extend(said(t, about));
        }
        LetterKind::Cancelled | LetterKind::Remarks | LetterKind::Final => {}
    }
    if matches!(about.kind, LetterKind::Seated | LetterKind::Invited | LetterKind::Reminder) {
        words.push(t.get("group-letter-no-duty"));
    }
    if !about.group.contact.is_empty() {
        words.push(t.with("letter-contact", &[("contact", &about.group.contact)]));
    }
    words.retain(|text| !text.trim().is_empty());
    let subject = t.with(&format!("group-letter-subject-{}", about.kind), &told);
    let subject: String = subject.chars().take(LONGEST_SUBJECT).collect();
    let room = room_address(&about.key);
    let page = match (&about.meeting, about.kind) {
        (Some(meeting), LetterKind::Remarks | LetterKind::Final | LetterKind::Reminder) => {
            format!("{room}/mote/{}", meeting.id)
        }
        _ => room,
    };
    written(t, &about.holder.email, &subject, &words, &format!("{origin}{page}"), &t.get("group-letter-end"))
}

/// The meetings to come, one a line.
fn meetings(t: Texts, about: &Letter) -> String {
    let all: Vec<String> = about
        .meetings
        .iter()
        .filter(|one| one.is_on() && one.held_at.is_none())
        .take(MOST_MEETINGS)
        .map(|one| format!("{}: {}", when(t, one), one.title))
        .collect();
    all.join("\n")
}

/// What was said from the seat, and what became of it.
fn said(t: Texts, about: &Letter) -> Vec<String> {
    let meeting = |id: Option<uuid::Uuid>| about.meetings.iter().find(|one| Some(one.id) == id);
    let one = |one: &plan::groups::Contribution| {
        let row = SaidRow::new(t, std::slice::from_ref(&about.seat), one);
        let at = meeting(one.meeting_id())
            .map(|of| format!("{}, {}", of.title, day_of(t, of.starts_at)))
            .unwrap_or_default();
        let said = [row.choice, row.body.join("\n")].join("\n").trim().to_owned();
        let cut = |text: String| text.chars().take(LONGEST_SAID).collect::<String>();
        [at, row.about, format!("”{}”", cut(said)), row.fate, cut(row.because.join("\n"))]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("\n")
    };
    about.contributions.iter().take(MOST_SAID).map(one).collect()
}
