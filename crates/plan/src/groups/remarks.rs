//! What somebody in a seat says of notes, or between meetings, and what becomes of it.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::entry::{Entry, Member, enter};
use super::meetings::stored_meeting;
use super::seats::stored_seat;
use super::types::{Meeting, NotesState};
use crate::access::{Kind, Right};
use crate::audit;
use crate::checks::{Check, lines};
use crate::db::{Builder, Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::inquiry::{Channel, DispositionInput, Outcome, demand_disposition};
use crate::records::{event, root_of};

/// Most remarks of one seat.
const MOST: i64 = 500;

/// A remark.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Remark {
    /// Id.
    pub id: Uuid,
    /// The meeting whose notes it is about, if it is about any.
    pub meeting_id: Option<Uuid>,
    /// The item of the notes that it is about.
    pub agenda_item_id: Option<Uuid>,
    /// The seat that it comes from.
    pub seat_id: Uuid,
    /// Through which channel.
    pub channel: Channel,
    /// What was said.
    pub body: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// What became of it: the name of an [`Outcome`]; empty when nothing has yet.
    pub outcome: String,
    /// Why.
    pub reason: String,
    /// What was changed, and where.
    pub changed: String,
    /// When it was said what became of it.
    pub decided_at: Option<DateTime<Utc>>,
    /// Counts the changes.
    pub version: i64,
}

impl Remark {
    /// What became of it.
    pub fn outcome(&self) -> Option<Outcome> {
        Outcome::named(&self.outcome)
    }
}

pub(super) async fn stored_remarks(
    tx: &mut Tx,
    group: Uuid,
    seat: Option<Uuid>,
) -> Result<Vec<Remark>, Fault> {
    let mut select = Builder::new(
        "select id, meeting_id, agenda_item_id, seat_id, channel, body, created_at, outcome, reason, changed,
            decided_at, version from remark where planning_group_id = ",
    );
    select.bind(group);
    if let Some(seat) = seat {
        select.push(" and seat_id = ").bind(seat);
    }
    select.push(" order by created_at, id");
    select.build().all(tx).await
}

/// A remark with its group, for whoever convenes it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn remark_of(tx: &mut Tx, id: Uuid) -> Result<(Uuid, Remark), Fault> {
    let missing = || Fault::NotFound { what: "remark" };
    let found: Option<(Uuid,)> =
        query(sql!("select planning_group_id from remark where id = $1")).bind(id).optional(tx).await?;
    let (group,) = found.ok_or_else(missing)?;
    root_of(tx, Kind::Group.of(group)).await.map_err(|_| missing())?;
    let all = stored_remarks(tx, group, None).await?;
    Ok((group, all.into_iter().find(|one| one.id == id).ok_or_else(missing)?))
}

/// What a remark is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RemarkAbout {
    /// The meeting whose notes it is about; none between meetings.
    pub meeting: Option<Uuid>,
    /// The item of them.
    pub item: Option<Uuid>,
}

fn checked(body: &str) -> Result<String, Fault> {
    let body = lines(body);
    let mut check = Check::default();
    check.present("body", &body, "remark-missing");
    check.texts(&[("body", &body)]);
    check.finish(()).map_err(Fault::Invalid)?;
    Ok(body)
}

/// Says something of notes that are out for remarks, or between meetings.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Locked`]; [`Fault::Invalid`] with `remark-missing`, `too-long`, `remarks-closed` or `remarks-full`.
pub async fn remark(tx: &mut Tx, entry: Entry<'_>, about: RemarkAbout, body: &str) -> Result<Uuid, Fault> {
    let member = enter(tx, entry).await?;
    member.demand_going()?;
    let body = checked(body)?;
    if let Some(meeting) = about.meeting {
        let meeting = member.meeting(tx, meeting).await?;
        let in_time = meeting.remarks_until.is_none_or(|until| tx.today() <= until);
        if meeting.notes_state != NotesState::Remarks || !in_time {
            return Err(Fault::Invalid(vec![FieldFault::new("form", "remarks-closed")]));
        }
        demand_item(tx, &meeting, about.item).await?;
    } else if about.item.is_some() {
        return Err(Fault::NotFound { what: "agenda_item" });
    }
    let id = insert(tx, &member, about, Channel::Web, &body).await?;
    // What somebody has said is theirs, and stands in one place alone.
    let change = json!({ "body": [null, null], "seat": [null, member.seat.title] });
    let of = about.meeting.map_or(Kind::Seat.of(member.seat.id), |meeting| Kind::Meeting.of(meeting));
    audit::record(tx, event(&member.root, "remark", of).change(change)).await?;
    Ok(id)
}

async fn demand_item(tx: &mut Tx, meeting: &Meeting, item: Option<Uuid>) -> Result<(), Fault> {
    let Some(item) = item else { return Ok(()) };
    let items = super::agenda::stored_agenda(tx, meeting.id).await?;
    if items.iter().any(|one| one.id == item) { Ok(()) } else { Err(Fault::NotFound { what: "agenda_item" }) }
}

async fn insert(
    tx: &mut Tx,
    member: &Member,
    about: RemarkAbout,
    channel: Channel,
    body: &str,
) -> Result<Uuid, Fault> {
    let (count,): (i64,) =
        query(sql!("select count(*) from remark where seat_id = $1")).bind(member.seat.id).one(tx).await?;
    if count >= MOST {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "remarks-full").with("max", MOST)]));
    }
    let id = tx.new_id();
    query(sql!(
        "insert into remark (id, planning_group_id, meeting_id, agenda_item_id, seat_id, holder_id, channel, body,
            created_at, outcome, reason, changed, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '', '', 1)"
    ))
    .bind(id)
    .bind(member.group.id)
    .bind(about.meeting)
    .bind(about.item)
    .bind(member.seat.id)
    .bind(member.holder.id)
    .bind(channel.name())
    .bind(body)
    .bind(tx.now())
    .execute(tx)
    .await?;
    Ok(id)
}

/// Notes what somebody in a seat has said by another way: by telephone, by e-mail or in a meeting.
///
/// # Errors
/// [`Fault::NotFound`], also for a seat that nobody has; [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Invalid`].
pub async fn note_remark(
    tx: &mut Tx,
    seat: Uuid,
    meeting: Option<Uuid>,
    channel: Channel,
    body: &str,
) -> Result<Uuid, Fault> {
    let root = root_of(tx, Kind::Seat.of(seat)).await?;
    root.demand(tx, Right::Convene)?;
    let body = checked(body)?;
    let group = super::store::stored(tx, root.of.id).await?;
    let seat = stored_seat(tx, seat).await?;
    if let Some(meeting) = meeting
        && stored_meeting(tx, meeting).await?.planning_group_id != group.id
    {
        return Err(Fault::NotFound { what: "meeting" });
    }
    let holder = seat.holder(tx.today()).cloned().ok_or(Fault::NotFound { what: "seat_holder" })?;
    // What somebody has said is theirs, and stands in one place alone.
    let change = json!({ "body": [null, null], "seat": [null, seat.title], "channel": [null, channel] });
    let member = Member { group, seat, holder, root };
    let id = insert(tx, &member, RemarkAbout { meeting, item: None }, channel, &body).await?;
    let of = meeting.map_or(Kind::Seat.of(member.seat.id), |meeting| Kind::Meeting.of(meeting));
    audit::record(tx, event(&member.root, "remark", of).change(change)).await?;
    Ok(id)
}

/// Says what became of a remark.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`]; [`Fault::Invalid`] with `outcome-missing` or
/// `reason-missing`.
pub async fn dispose_remark(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    input: &DispositionInput,
) -> Result<(), Fault> {
    let found: Option<(Uuid, String)> =
        query(sql!("select planning_group_id, outcome from remark where id = $1"))
            .bind(id)
            .optional(tx)
            .await?;
    let (group, before) = found.ok_or(Fault::NotFound { what: "remark" })?;
    let root = root_of(tx, Kind::Group.of(group)).await?;
    root.demand(tx, Right::Convene)?;
    let (outcome, reason, changed) = demand_disposition(input)?;
    let update = query(sql!(
        "update remark set outcome = $3, reason = $4, changed = $5, decided_at = $6, version = version + 1
         where id = $1 and version = $2"
    ))
    .bind(id)
    .bind(version)
    .bind(outcome.name())
    .bind(&reason)
    .bind(&changed)
    .bind(tx.now());
    crate::records::updated(tx, update).await?;
    let change = json!({ "outcome": [before, outcome], "reason": [null, reason] });
    audit::record(tx, event(&root, "dispose", root.of).change(change)).await
}
