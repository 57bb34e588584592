//! Letters to those who have seats, in batches, each in the transaction that notes it: none goes twice and none is lost. What tells
//! of meetings carries what calendars need.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx_macros::FromRow;
use swedish::working_days::working_day_on_or_before;
use uuid::Uuid;

use super::contributions::{Contribution, stored_contributions};
use super::links;
use super::meetings::{stored_meeting, stored_meetings};
use super::seats::stored_seat;
use super::series::moment;
use super::store::stored;
use super::types::{Group, Meeting, Seat, SeatHolder};
use crate::access::Kind;
use crate::audit;
use crate::db::{Builder, Tx, query, sql};
use crate::fault::Fault;
use crate::inquiry;
use crate::jobs::{self, JobKind, NewJob};
use crate::name::named;
use crate::organisations;
use crate::records::{event, root_of_any};

/// How many are written to in one transaction.
const BATCH: i64 = 50;
/// Days before a meeting that those who have seats are reminded of it.
const REMINDED: u64 = 2;

named! {
    /// What a letter is about.
    LetterKind {
        /// They have a seat.
        Seated = "seated",
        /// There will be meetings.
        Invited = "invited",
        /// A meeting is at another time or place.
        Moved = "moved",
        /// A meeting will not be.
        Cancelled = "cancelled",
        /// A meeting that was cancelled will be after all.
        Resumed = "resumed",
        /// A meeting is near.
        Reminder = "reminder",
        /// Notes are there to be read, for their remarks.
        Remarks = "remarks",
        /// Notes are final.
        Final = "final",
        /// The group has been ended: what became of what they said.
        Ended = "ended",
    }
}

/// What a job with letters holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Errand {
    /// The group.
    pub group: Uuid,
    /// What the letters are about.
    pub kind: LetterKind,
    /// The meeting that they are about.
    pub meeting: Option<Uuid>,
    /// When a reminder says that the meeting begins.
    #[serde(default)]
    pub starts_at: Option<DateTime<Utc>>,
    /// The only seat to be written to.
    #[serde(default)]
    pub only: Option<Uuid>,
    /// When it was asked for: nobody is written to twice by one errand.
    pub since: DateTime<Utc>,
}

/// A letter to write.
#[derive(Clone, Debug)]
pub struct Letter {
    /// What it is about.
    pub kind: LetterKind,
    /// Who convenes.
    pub sender: String,
    /// The group.
    pub group: Group,
    /// The seat.
    pub seat: Seat,
    /// Whoever has it, or comes in their place.
    pub holder: SeatHolder,
    /// What follows `/min-plats/` in the address of their page.
    pub key: String,
    /// The meeting that it is about.
    pub meeting: Option<Meeting>,
    /// All meetings of the group, for what calendars need.
    pub meetings: Vec<Meeting>,
    /// What was said from the seat and what became of it, in a letter that ends the group.
    pub contributions: Vec<Contribution>,
}

/// A letter that has been sent, or will be.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct SentLetter {
    /// What it was about.
    pub kind: LetterKind,
    /// The meeting that it was about.
    pub meeting_id: Option<Uuid>,
    /// The seat that it went to.
    pub seat_id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// How it fared: the state of its job, and why it failed.
    pub letter: Option<String>,
    /// Why it did not arrive.
    pub failed: Option<String>,
}

/// Has letters sent, if the transaction lasts.
pub(super) async fn enqueue(
    tx: &mut Tx,
    group: Uuid,
    kind: LetterKind,
    meeting: Option<Uuid>,
) -> Result<(), Fault> {
    let errand = Errand { group, kind, meeting, starts_at: None, only: None, since: tx.now() };
    put(tx, &errand, None, tx.now()).await?;
    if matches!(kind, LetterKind::Invited | LetterKind::Moved | LetterKind::Resumed) {
        plan_reminders(tx, group, meeting).await?;
    }
    Ok(())
}

/// Has whoever takes a seat told so, on the day that they begin.
pub(super) async fn seat(tx: &mut Tx, group: Uuid, seat: Uuid, from: NaiveDate) -> Result<(), Fault> {
    let morning = NaiveTime::from_hms_opt(0, 5, 0).and_then(|early| moment(from, early));
    let due = morning.filter(|due| *due > tx.now()).unwrap_or_else(|| tx.now());
    let errand = Errand {
        group,
        kind: LetterKind::Seated,
        meeting: None,
        starts_at: None,
        only: Some(seat),
        since: due,
    };
    put(tx, &errand, None, due).await
}

/// Has those who have seats reminded of meetings to come, on a day of work two days before, once for each time that they begin.
async fn plan_reminders(tx: &mut Tx, group: Uuid, only: Option<Uuid>) -> Result<(), Fault> {
    for meeting in stored_meetings(tx, group).await? {
        if !meeting.is_on() || only.is_some_and(|only| only != meeting.id) {
            continue;
        }
        let day = meeting.day().checked_sub_days(Days::new(REMINDED)).map(working_day_on_or_before);
        let due = day.zip(NaiveTime::from_hms_opt(9, 0, 0)).and_then(|(day, nine)| moment(day, nine));
        let Some(due) = due.filter(|due| *due > tx.now()) else { continue };
        let errand = Errand {
            group,
            kind: LetterKind::Reminder,
            meeting: Some(meeting.id),
            starts_at: Some(meeting.starts_at),
            only: None,
            since: tx.now(),
        };
        let key = format!("meeting {} {}", meeting.id, meeting.starts_at.timestamp());
        put(tx, &errand, Some(&key), due).await?;
    }
    Ok(())
}

async fn put(tx: &mut Tx, errand: &Errand, key: Option<&str>, due: DateTime<Utc>) -> Result<(), Fault> {
    let payload = json!(errand).to_string();
    jobs::enqueue(tx, &NewJob { kind: JobKind::Group, payload: &payload, key, due }).await.map(|_| ())
}

/// The letters of the next batch of a job, and whether there are more after them.
///
/// # Errors
/// The database fails.
pub async fn next_letters(tx: &mut Tx, errand: &Errand) -> Result<(Vec<Letter>, bool), Fault> {
    let group = match stored(tx, errand.group).await {
        Err(Fault::NotFound { .. }) => return Ok((Vec::new(), false)),
        found => found?,
    };
    let meeting = match errand.meeting {
        Some(id) => match stored_meeting(tx, id).await {
            Err(Fault::NotFound { .. }) => return Ok((Vec::new(), false)),
            found => Some(found?),
        },
        None => None,
    };
    let is_as_planned = meeting.as_ref().is_none_or(|meeting| match errand.kind {
        LetterKind::Reminder => {
            meeting.is_on() && meeting.invited_at.is_some() && Some(meeting.starts_at) == errand.starts_at
        }
        LetterKind::Cancelled => !meeting.is_on(),
        LetterKind::Moved | LetterKind::Resumed => meeting.is_on(),
        _ => true,
    });
    let has_ended = group.ended_at.is_some();
    if !is_as_planned || has_ended != (errand.kind == LetterKind::Ended) {
        return Ok((Vec::new(), false));
    }
    if let (LetterKind::Seated, Some(seat)) = (errand.kind, errand.only) {
        hand_on(tx, seat).await?;
    }
    let meetings = stored_meetings(tx, group.id).await?;
    let tree = organisations::load(tx).await?;
    let sender = tree.name(&group.organisation_id).to_owned();
    let chosen = chosen(tx, errand).await?;
    let mut letters = Vec::with_capacity(chosen.len());
    for (seat, holder) in &chosen {
        let seat = stored_seat(tx, *seat).await?;
        let Some(holder) = seat.holders.iter().find(|one| one.id == *holder).cloned() else { continue };
        let contributions = match errand.kind {
            LetterKind::Ended => stored_contributions(tx, group.id, Some(seat.id)).await?,
            _ => Vec::new(),
        };
        letters.push(Letter {
            kind: errand.kind,
            sender: sender.clone(),
            key: links::make(tx, holder.id).await?,
            seat,
            holder,
            meeting: meeting.clone(),
            meetings: meetings.clone(),
            contributions,
            group: group.clone(),
        });
    }
    Ok((letters, chosen.len() as i64 == BATCH))
}

/// Sees to it that what a seat is asked goes to whoever has it today, when somebody has begun.
async fn hand_on(tx: &mut Tx, seat: Uuid) -> Result<(), Fault> {
    let seat = match stored_seat(tx, seat).await {
        Err(Fault::NotFound { .. }) => return Ok(()),
        found => found?,
    };
    let today = tx.today();
    for gone in seat.holders.iter().filter(|one| one.to_date.is_some_and(|last| last < today)) {
        links::revoke(tx, gone.id).await?;
    }
    match seat.holder(today) {
        Some(holder) if holder.from_date == today => inquiry::seat_changed(tx, seat.id, &holder.email).await,
        _ => Ok(()),
    }
}

/// Those who are to be written to next: seat and holder.
async fn chosen(tx: &mut Tx, errand: &Errand) -> Result<Vec<(Uuid, Uuid)>, Fault> {
    let mut select = Builder::new(
        "select s.id, h.id from seat s join seat_holder h on h.seat_id = s.id
         where s.deleted_at is null and h.email <> '' and s.planning_group_id = ",
    );
    select.bind(errand.group).push(" and h.from_date <= ").bind(tx.today());
    select.push(" and (h.to_date is null or h.to_date >= ").bind(tx.today()).push(")");
    if let Some(only) = errand.only {
        select.push(" and s.id = ").bind(only);
    }
    select.push(" and not exists (select 1 from group_letter l where l.holder_id = h.id and l.kind = ");
    select.bind(errand.kind.name());
    // Whoever takes a seat is told so once.
    if errand.kind != LetterKind::Seated {
        select.push(" and l.at >= ").bind(errand.since);
    }
    if let Some(meeting) = errand.meeting {
        select.push(" and l.meeting_id = ").bind(meeting);
    }
    select.push(") order by s.position, s.id, h.id limit ").bind(BATCH);
    select.build().all(tx).await
}

/// Notes that a letter has been posted; by no id where it could be none.
///
/// # Errors
/// The database fails.
pub async fn posted(tx: &mut Tx, letter: &Letter, id: Option<Uuid>) -> Result<(), Fault> {
    query(sql!(
        "insert into group_letter (id, planning_group_id, meeting_id, holder_id, kind, at, letter_id)
         values ($1, $2, $3, $4, $5, $6, $7)"
    ))
    .bind(tx.new_id())
    .bind(letter.group.id)
    .bind(letter.meeting.as_ref().map(|meeting| meeting.id))
    .bind(letter.holder.id)
    .bind(letter.kind.name())
    .bind(tx.now())
    .bind(id)
    .execute(tx)
    .await?;
    if letter.kind == LetterKind::Ended {
        inquiry::seat_told(tx, letter.seat.id).await?;
    }
    let root = root_of_any(tx, Kind::Seat.of(letter.seat.id)).await?;
    let change = json!({ "letter": [null, letter.kind] });
    audit::record(tx, event(&root, "write", Kind::Seat.of(letter.seat.id)).change(change)).await
}

/// Has the rest of a job's letters sent after this batch.
///
/// # Errors
/// The database fails.
pub async fn go_on(tx: &mut Tx, errand: &Errand) -> Result<(), Fault> {
    put(tx, errand, None, tx.now()).await
}

/// The letters that have gone to those who have seats, the latest first, for whoever convenes.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn sent_letters(tx: &mut Tx, group: Uuid, most: i64) -> Result<Vec<SentLetter>, Fault> {
    crate::records::root_of(tx, Kind::Group.of(group)).await?;
    query(sql!(
        "select g.kind, g.meeting_id, h.seat_id, g.at, j.state as letter, j.reason as failed
         from group_letter g join seat_holder h on h.id = g.holder_id
            left join letter l on l.id = g.letter_id left join job j on j.id = l.job_id
         where g.planning_group_id = $1 order by g.at desc, g.id desc limit $2"
    ))
    .bind(group)
    .bind(most)
    .all(tx)
    .await
}
