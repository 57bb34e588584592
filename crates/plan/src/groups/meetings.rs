//! Meetings: a whole series at once or one by itself; moved, cancelled and held one at a time.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::series::{self, LONGEST_MEETING, SeriesInput, moment};
use super::store::load;
use super::types::{Meeting, NotesState};
use super::{agenda, letters};
use crate::access::{Kind, Right};
use crate::checks::{Check, Valid, line, lines};
use crate::db::{Builder, Query, Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::records::{self, Root, added, changed, place_below, root_of, save};

const MEETING: &str = "id, planning_group_id, title, series_id, planned_at, starts_at, minutes, address, background, sequence, \
    invited_at, cancelled_at, cancel_reason, held_at, summary, notes_state, remarks_until, final_at, version";

/// Most meetings that those who have seats are told of at a time.
const MOST_TOLD: usize = 60;

/// A meeting's own fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeetingInput {
    /// What it is about.
    pub title: String,
    /// The day.
    pub day: Option<NaiveDate>,
    /// When it begins, in Sweden.
    pub time: Option<NaiveTime>,
    /// How long it takes.
    pub minutes: Option<i64>,
    /// Where: a web address, or a place.
    pub address: String,
    /// What there is to know before.
    pub background: String,
}

impl MeetingInput {
    /// Checks and normalises. Keys: `title-missing`, `too-long`, `date-missing`, `date-far`, `time-missing`, `minutes-missing`,
    /// `out-of-range`.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn validate(&self) -> Result<Valid<Self>, Vec<FieldFault>> {
        let input = Self {
            title: line(&self.title),
            address: line(&self.address),
            background: lines(&self.background),
            ..self.clone()
        };
        let mut check = Check::default();
        check.title("title", &input.title);
        check.title_length("address", &input.address);
        check.texts(&[("background", &input.background)]);
        for (field, is_missing, key) in [
            ("day", input.day.is_none(), "date-missing"),
            ("time", input.time.is_none(), "time-missing"),
            ("minutes", input.minutes.is_none(), "minutes-missing"),
        ] {
            if is_missing {
                check.add(FieldFault::new(field, key));
            }
        }
        check.range("minutes", input.minutes.unwrap_or(1) as f64, 1.0, LONGEST_MEETING as f64);
        if input.day.is_some_and(|day| !series::is_near(day)) {
            check.add(FieldFault::new("day", "date-far"));
        }
        check.finish(input)
    }

    fn starts_at(&self) -> Option<DateTime<Utc>> {
        moment(self.day?, self.time?)
    }
}

impl From<&Meeting> for MeetingInput {
    fn from(row: &Meeting) -> Self {
        let local = crate::clock::in_sweden(row.starts_at);
        Self {
            title: row.title.clone(),
            day: Some(local.date()),
            time: Some(local.time()),
            minutes: Some(row.minutes),
            address: row.address.clone(),
            background: row.background.clone(),
        }
    }
}

/// The meetings of a group, the earliest first, for whoever convenes it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn meetings(tx: &mut Tx, group: Uuid) -> Result<Vec<Meeting>, Fault> {
    root_of(tx, Kind::Group.of(group)).await?;
    stored_meetings(tx, group).await
}

pub(super) async fn stored_meetings(tx: &mut Tx, group: Uuid) -> Result<Vec<Meeting>, Fault> {
    let mut select = Builder::new("select ");
    select.push(MEETING).push(" from meeting where deleted_at is null and planning_group_id = ").bind(group);
    select.push(" order by starts_at, id");
    select.build().all(tx).await
}

/// A meeting, for whoever convenes its group.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn meeting(tx: &mut Tx, id: Uuid) -> Result<Meeting, Fault> {
    root_of(tx, Kind::Meeting.of(id)).await?;
    stored_meeting(tx, id).await
}

pub(super) async fn stored_meeting(tx: &mut Tx, id: Uuid) -> Result<Meeting, Fault> {
    let mut select = Builder::new("select ");
    select.push(MEETING).push(" from meeting where deleted_at is null and id = ").bind(id);
    let found: Option<Meeting> = select.build().optional(tx).await?;
    found.ok_or(Fault::NotFound { what: "meeting" })
}

/// The meetings around one: the one before and the one after, of those that are held or shall be.
pub fn neighbours<'a>(all: &'a [Meeting], one: &Meeting) -> (Option<&'a Meeting>, Option<&'a Meeting>) {
    let key = |meeting: &Meeting| (meeting.starts_at, meeting.id);
    let others = || all.iter().filter(|other| other.is_on() && other.id != one.id);
    let before = others().filter(|other| key(other) < key(one)).max_by_key(|other| key(other));
    let after = others().filter(|other| key(other) > key(one)).min_by_key(|other| key(other));
    (before, after)
}

/// The meetings of a group, of those that are held or shall be, that are at the same time as one.
pub fn overlapping<'a>(all: &'a [Meeting], one: &Meeting) -> Vec<&'a Meeting> {
    let others = all.iter().filter(|other| other.is_on() && other.id != one.id);
    others.filter(|other| other.starts_at < one.ends_at() && one.starts_at < other.ends_at()).collect()
}

async fn demand_room(tx: &mut Tx, group: Uuid, more: usize) -> Result<(), Fault> {
    if stored_meetings(tx, group).await?.len() + more > series::MOST {
        return Err(Fault::Invalid(vec![
            FieldFault::new("form", "meetings-too-many").with("max", series::MOST),
        ]));
    }
    Ok(())
}

/// Makes all the meetings of a series. What each is about is written meeting by meeting.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Invalid`], also with `meetings-too-many`.
pub async fn create_series(
    tx: &mut Tx,
    group: Uuid,
    title: &str,
    input: &SeriesInput,
) -> Result<Uuid, Fault> {
    let valid = input.validate().map_err(Fault::Invalid)?;
    let (input, dates) = &*valid;
    let (root, place) = place_below(tx, Kind::Group.of(group), Kind::Meeting).await?;
    demand_room(tx, group, dates.meetings.len()).await?;
    let (Some(starts_on), Some(time), Some(minutes)) = (input.starts_on, input.starts_at, input.minutes)
    else {
        return Err(Fault::Broken);
    };
    let id = tx.new_id();
    query(sql!(
        "insert into meeting_series (id, planning_group_id, starts_on, starts_at, minutes, every_weeks, meetings, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)"
    ))
    .bind(id)
    .bind(group)
    .bind(starts_on)
    .bind(time.format("%H:%M").to_string())
    .bind(minutes)
    .bind(input.every_weeks.unwrap_or(1))
    .bind(dates.meetings.len() as i64)
    .bind(tx.now())
    .execute(tx)
    .await?;
    let last = stored_meetings(tx, group).await?.len();
    for (at, day) in dates.meetings.iter().enumerate() {
        let input = MeetingInput {
            title: format!("{title} {}", last + at + 1),
            day: Some(*day),
            time: Some(time),
            minutes: Some(minutes),
            address: input.address.clone(),
            background: String::new(),
        };
        let valid = input.validate().map_err(Fault::Invalid)?;
        let meeting = insert(tx, group, place + at as i64, &valid, Some(id)).await?;
        added(tx, &root, Kind::Meeting.of(meeting)).await?;
    }
    agenda::bring_along(tx, group).await?;
    Ok(id)
}

/// Makes a meeting by itself.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Invalid`], also with `meetings-too-many`.
pub async fn create_meeting(tx: &mut Tx, group: Uuid, input: &MeetingInput) -> Result<Uuid, Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let (root, place) = place_below(tx, Kind::Group.of(group), Kind::Meeting).await?;
    demand_room(tx, group, 1).await?;
    let id = insert(tx, group, place, &input, None).await?;
    added(tx, &root, Kind::Meeting.of(id)).await?;
    agenda::bring_along(tx, group).await?;
    Ok(id)
}

async fn insert(
    tx: &mut Tx,
    group: Uuid,
    place: i64,
    input: &Valid<MeetingInput>,
    series: Option<Uuid>,
) -> Result<Uuid, Fault> {
    let id = tx.new_id();
    let starts_at = input.starts_at().ok_or(Fault::Broken)?;
    query(sql!(
        "insert into meeting (id, planning_group_id, position, title, version, series_id, planned_at, starts_at, minutes,
            address, background, sequence, cancel_reason, summary, notes_state, final_content)
         values ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, 0, '', '', $11, '')"
    ))
    .bind(id)
    .bind(group)
    .bind(place)
    .bind(&input.title)
    .bind(series)
    .bind(series.map(|_| starts_at))
    .bind(starts_at)
    .bind(input.minutes)
    .bind(&input.address)
    .bind(&input.background)
    .bind(NotesState::Draft.name())
    .execute(tx)
    .await?;
    Ok(id)
}

/// What a meeting is told with next: higher than anything that has been told of it or of its series, since calendars leave what is
/// lower unread.
pub(super) async fn next_sequence(tx: &mut Tx, meeting: &Meeting) -> Result<i64, Fault> {
    let (last,): (i64,) =
        query(sql!("select coalesce(max(sequence), 0) from meeting where id = $1 or series_id = $2"))
            .bind(meeting.id)
            .bind(meeting.series_id)
            .one(tx)
            .await?;
    Ok(last + 1)
}

/// Saves a meeting's own fields as the actor has seen them, until its notes are final. When it is to begin at another time, or
/// elsewhere, those who have been invited are told so, and it is said that they are; the rest of its series stays.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`]; [`Fault::Invalid`], also with
/// `meeting-held-ahead` when one that has been held is moved ahead.
pub async fn edit_meeting(tx: &mut Tx, id: Uuid, version: i64, input: &MeetingInput) -> Result<bool, Fault> {
    let before = meeting(tx, id).await?;
    super::notes::demand_unfinished(&before)?;
    let input = input.validate().map_err(Fault::Invalid)?;
    let starts_at = input.starts_at().ok_or(Fault::Broken)?;
    if before.held_at.is_some() && input.day.is_some_and(|day| day > tx.today()) {
        return Err(Fault::Invalid(vec![FieldFault::new("day", "meeting-held-ahead")]));
    }
    let minutes = input.minutes.unwrap_or(before.minutes);
    let is_ahead = before.is_on() && before.held_at.is_none() && starts_at > tx.now();
    let is_other =
        (starts_at, minutes, &input.address) != (before.starts_at, before.minutes, &before.address);
    let is_told = is_other && is_ahead && before.invited_at.is_some();
    let sequence = if is_told { next_sequence(tx, &before).await? } else { before.sequence };
    let text = sql!(
        "update meeting set title = $3, starts_at = $4, minutes = $5, address = $6, background = $7,
            sequence = $8, version = version + 1
         where id = $1 and version = $2"
    );
    let edit = query(text)
        .bind(id)
        .bind(version)
        .bind(&input.title)
        .bind(starts_at)
        .bind(minutes)
        .bind(&input.address)
        .bind(&input.background)
        .bind(sequence);
    save(tx, Kind::Meeting.of(id), edit).await?;
    if is_told {
        letters::enqueue(tx, before.planning_group_id, letters::LetterKind::Moved, Some(id)).await?;
    }
    // Another meeting may be the next one now.
    agenda::bring_along(tx, before.planning_group_id).await?;
    Ok(is_told)
}

/// Says that a meeting has been held.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Conflict`]; [`Fault::Locked`]; [`Fault::Invalid`] with `meeting-cancelled` or
/// `meeting-to-come`.
pub async fn hold(tx: &mut Tx, id: Uuid, version: i64) -> Result<(), Fault> {
    let before = meeting(tx, id).await?;
    if !before.is_on() {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "meeting-cancelled")]));
    }
    if before.day() > tx.today() {
        return Err(Fault::Invalid(vec![
            FieldFault::new("form", "meeting-to-come").with("date", before.day()),
        ]));
    }
    let text = sql!("update meeting set held_at = $3, version = version + 1 where id = $1 and version = $2");
    let update = query(text).bind(id).bind(version).bind(tx.now());
    step(tx, id, "hold", update).await?;
    agenda::bring_along(tx, before.planning_group_id).await
}

/// Saves what a meeting came to, in a sentence.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`], [`Fault::Invalid`].
pub async fn sum_up(tx: &mut Tx, id: Uuid, version: i64, summary: &str) -> Result<(), Fault> {
    let before = meeting(tx, id).await?;
    super::notes::demand_unfinished(&before)?;
    let summary = lines(summary);
    let mut check = Check::default();
    check.texts(&[("summary", &summary)]);
    check.finish(()).map_err(Fault::Invalid)?;
    let text = sql!("update meeting set summary = $3, version = version + 1 where id = $1 and version = $2");
    save(tx, Kind::Meeting.of(id), query(text).bind(id).bind(version).bind(&summary)).await
}

/// Takes a step with a meeting, for whoever convenes.
pub(super) async fn step(tx: &mut Tx, id: Uuid, verb: &str, update: Query) -> Result<(), Fault> {
    let of = Kind::Meeting.of(id);
    let root: Root = root_of(tx, of).await?;
    root.demand(tx, Right::Convene)?;
    let before = records::audit_snapshot(tx, of).await?;
    records::updated(tx, update).await?;
    changed(tx, &root, verb, of, &before).await
}

/// The meetings that those who have seats are told of at a time: the nearest ones, more than three years of a series every third
/// week. Of what lies further away they are told when whoever convenes invites anew.
pub fn nearest(meetings: &[Meeting], now: DateTime<Utc>) -> Vec<&Meeting> {
    meetings.iter().filter(|one| one.is_on() && one.ends_at() > now).take(MOST_TOLD).collect()
}

/// Tells those who have seats of the meetings to come, with what their calendars need. What they have been told of before is told
/// anew.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Invalid`] with `meetings-none`.
pub async fn invite(tx: &mut Tx, group: Uuid) -> Result<(), Fault> {
    let root = root_of(tx, Kind::Group.of(group)).await?;
    root.demand(tx, Right::Convene)?;
    let now = tx.now();
    let all = stored_meetings(tx, group).await?;
    let coming = nearest(&all, now);
    if coming.is_empty() {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "meetings-none")]));
    }
    for one in &coming {
        let is_anew = one.invited_at.is_some();
        let sequence = if is_anew { next_sequence(tx, one).await? } else { one.sequence };
        query(sql!("update meeting set invited_at = $2, sequence = $3 where id = $1"))
            .bind(one.id)
            .bind(now)
            .bind(sequence)
            .execute(tx)
            .await?;
    }
    let change = json!({ "meetings": [null, coming.len()] });
    crate::audit::record(tx, records::event(&root, "invite", root.of).change(change)).await?;
    load(tx, group).await?;
    letters::enqueue(tx, group, letters::LetterKind::Invited, None).await
}
