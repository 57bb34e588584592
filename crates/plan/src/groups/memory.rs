//! What a group remembers: everything that has happened, in order, and a search in all of it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::agenda::stored_items;
use super::contributions::{Contribution, stored_contributions};
use super::meetings::stored_meetings;
use super::seats::stored_seats;
use super::store::load;
use super::tasks::stored_tasks;
use super::types::Meeting;
use crate::db::Tx;
use crate::fault::Fault;
use crate::inquiry;
use crate::name::named;

/// Most that a search finds.
const MOST_FOUND: usize = 100;

named! {
    /// What happened.
    TimelineEvent {
        /// The group was made.
        Made = "made",
        /// Somebody took a seat.
        Seated = "seated",
        /// Somebody left one.
        Left = "left",
        /// Questions went out ahead of a meeting.
        Asked = "asked",
        /// A meeting was held.
        Held = "held",
        /// A meeting was cancelled.
        Cancelled = "cancelled",
        /// Something was decided.
        Decided = "decided",
        /// Something was promised.
        Promised = "promised",
        /// What was promised was done.
        Done = "done",
        /// Notes were made final.
        Final = "final",
        /// The group was ended.
        Ended = "ended",
    }
}

/// Something that happened in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub what: TimelineEvent,
    /// What it was about.
    pub title: String,
    /// The meeting, where it was at one or for one.
    pub meeting_id: Option<Uuid>,
}

/// Everything that has happened in a group, the latest first, for whoever convenes it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn timeline(tx: &mut Tx, id: Uuid) -> Result<Vec<TimelineEntry>, Fault> {
    let group = load(tx, id).await?;
    let moment =
        |at, what, title: &str, meeting_id| TimelineEntry { at, what, title: title.to_owned(), meeting_id };
    let start = |day: chrono::NaiveDate| day.and_time(chrono::NaiveTime::MIN).and_utc();
    let mut all = vec![moment(group.created_at, TimelineEvent::Made, &group.title, None)];
    all.extend(group.ended_at.map(|at| moment(at, TimelineEvent::Ended, &group.title, None)));
    for seat in stored_seats(tx, id).await? {
        for holder in seat.holders.iter().filter(|one| !one.is_substitute) {
            all.push(moment(start(holder.from_date), TimelineEvent::Seated, &seat.title, None));
            all.extend(holder.to_date.map(|day| moment(start(day), TimelineEvent::Left, &seat.title, None)));
        }
    }
    let meetings = stored_meetings(tx, id).await?;
    for meeting in &meetings {
        let of = Some(meeting.id);
        all.extend(
            meeting.held_at.map(|_| moment(meeting.starts_at, TimelineEvent::Held, &meeting.title, of)),
        );
        all.extend(meeting.cancelled_at.map(|at| moment(at, TimelineEvent::Cancelled, &meeting.title, of)));
        all.extend(meeting.final_at.map(|at| moment(at, TimelineEvent::Final, &meeting.title, of)));
    }
    let find = |id: Uuid| meetings.iter().find(|one| one.id == id);
    for item in stored_items(tx, id).await?.iter().filter(|item| !item.decision.is_empty()) {
        if let Some(meeting) = find(item.meeting_id).filter(|one| one.held_at.is_some()) {
            all.push(moment(meeting.starts_at, TimelineEvent::Decided, &item.decision, Some(meeting.id)));
        }
    }
    for task in stored_tasks(tx, id).await? {
        if let Some(meeting) = task.meeting_id.and_then(find) {
            all.push(moment(meeting.starts_at, TimelineEvent::Promised, &task.title, Some(meeting.id)));
        }
        all.extend(task.done_at.map(|at| moment(at, TimelineEvent::Done, &task.title, task.meeting_id)));
    }
    let ids: Vec<Uuid> = meetings.iter().map(|one| one.id).collect();
    for (meeting, asked) in inquiry::ahead_of(tx, &ids).await? {
        all.extend(asked.opened_at.map(|at| moment(at, TimelineEvent::Asked, &asked.title, Some(meeting))));
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.at));
    Ok(all)
}

/// Where something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// In what a meeting is about or came to.
    Meeting,
    /// On an agenda, or in notes.
    Notes,
    /// In a decision.
    Decision,
    /// In what somebody said.
    Said,
    /// In a task.
    Task,
}

impl Where {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Notes => "notes",
            Self::Decision => "decision",
            Self::Said => "said",
            Self::Task => "task",
        }
    }
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where.
    pub place: Where,
    /// What stands above it.
    pub title: String,
    /// The text that it was found in.
    pub text: String,
    /// The meeting, where it belongs to one.
    pub meeting: Option<Meeting>,
}

/// What a group has said, noted, decided and promised that holds all of some words, the latest meeting first, for whoever convenes
/// it. Capitals and accents make no difference, and a word is found also within another: `patrull` in `nattpatrullen`.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn search(tx: &mut Tx, id: Uuid, words: &str) -> Result<Vec<Found>, Fault> {
    load(tx, id).await?;
    let folded = swedish::fold(words);
    let wanted: Vec<&str> = folded.split_whitespace().collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let meetings = stored_meetings(tx, id).await?;
    let of = |id: Option<Uuid>| meetings.iter().find(|one| Some(one.id) == id).cloned();
    let mut all = Vec::new();
    for meeting in &meetings {
        let text = format!("{}\n{}", meeting.background, meeting.summary).trim().to_owned();
        all.push(found(Where::Meeting, &meeting.title, &text, Some(meeting.clone())));
    }
    for item in stored_items(tx, id).await? {
        let text = format!("{}\n{}", item.body, item.notes).trim().to_owned();
        all.push(found(Where::Notes, &item.title, &text, of(Some(item.meeting_id))));
        if !item.decision.is_empty() {
            all.push(found(Where::Decision, &item.title, &item.decision, of(Some(item.meeting_id))));
        }
    }
    let seats = stored_seats(tx, id).await?;
    for one in stored_contributions(tx, id, None).await? {
        let who = seats.iter().find(|seat| Some(seat.id) == one.seat_id()).map(|seat| seat.title.as_str());
        let (reason, changed) = one.because();
        let body = match &one {
            Contribution::Answer(answer) => {
                format!("{}\n{}\n{}", answer.question.title, answer.reply.choice, answer.reply.body)
            }
            Contribution::Remark(remark) => remark.body.clone(),
        };
        let text = format!("{body}\n{reason}\n{changed}");
        all.push(found(Where::Said, who.unwrap_or_default(), text.trim(), of(one.meeting_id())));
    }
    for task in stored_tasks(tx, id).await? {
        all.push(found(Where::Task, &task.title, &task.result, of(task.meeting_id)));
    }
    let holds = |one: &Found| {
        let text = swedish::fold(&format!("{} {}", one.title, one.text));
        wanted.iter().all(|word| text.contains(word))
    };
    all.retain(holds);
    all.sort_by_key(|one| std::cmp::Reverse(one.meeting.as_ref().map(|meeting| meeting.starts_at)));
    all.truncate(MOST_FOUND);
    Ok(all)
}

fn found(place: Where, title: &str, text: &str, meeting: Option<Meeting>) -> Found {
    Found { place, title: title.to_owned(), text: text.to_owned(), meeting }
}
