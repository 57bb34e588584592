//! Who says that they come, and who came. Taking part is no duty: answering ahead, in writing or by telephone, counts as much.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::entry::{Entry, enter};
use super::meetings::stored_meeting;
use super::seats::stored_seats;
use crate::access::{Kind, Right};
use crate::audit;
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::name::named;
use crate::records::{event, root_of};

named! {
    /// What somebody said of coming.
    Coming {
        /// Nothing yet.
        Unsaid = "",
        /// They come.
        Yes = "yes",
        /// Somebody comes in their place.
        Substitute = "substitute",
        /// They do not.
        No = "no",
    }
}

named! {
    /// Who came for a seat.
    Came {
        /// Nobody has said.
        Unsaid = "",
        /// Whoever has it.
        Self_ = "self",
        /// Somebody in their place.
        Substitute = "substitute",
        /// Nobody.
        Nobody = "nobody",
    }
}

/// A seat at a meeting.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Attendance {
    /// The meeting.
    pub meeting_id: Uuid,
    /// The seat.
    pub seat_id: Uuid,
    /// What they said of coming.
    pub coming: Coming,
    /// Who came.
    pub came: Came,
    /// When they said that they come or not.
    pub said_at: Option<DateTime<Utc>>,
}

impl Attendance {
    /// Nothing has been said of a seat at a meeting.
    const fn none(meeting_id: Uuid, seat_id: Uuid) -> Self {
        Self { meeting_id, seat_id, coming: Coming::Unsaid, came: Came::Unsaid, said_at: None }
    }

    /// Whether somebody came.
    pub const fn was_there(&self) -> bool {
        matches!(self.came, Came::Self_ | Came::Substitute)
    }
}

/// Who says that they come to a meeting and who came, for whoever convenes the group. Seats that nothing has been said of are not
/// among them.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn attendance(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Attendance>, Fault> {
    root_of(tx, Kind::Meeting.of(meeting)).await?;
    stored_attendance(tx, meeting).await
}

pub(super) async fn stored_attendance(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Attendance>, Fault> {
    query(sql!(
        "select meeting_id, seat_id, coming, came, said_at from attendance where meeting_id = $1 order by seat_id"
    ))
    .bind(meeting)
    .all(tx)
    .await
}

/// What somebody in a seat has said of coming, and who came for it, meeting by meeting.
pub(super) async fn attendance_of(tx: &mut Tx, seat: Uuid) -> Result<Vec<Attendance>, Fault> {
    query(sql!(
        "select meeting_id, seat_id, coming, came, said_at from attendance where seat_id = $1 order by meeting_id"
    ))
    .bind(seat)
    .all(tx)
    .await
}

async fn write(tx: &mut Tx, one: &Attendance) -> Result<(), Fault> {
    query(sql!("delete from attendance where meeting_id = $1 and seat_id = $2"))
        .bind(one.meeting_id)
        .bind(one.seat_id)
        .execute(tx)
        .await?;
    query(sql!(
        "insert into attendance (meeting_id, seat_id, coming, came, said_at) values ($1, $2, $3, $4, $5)"
    ))
    .bind(one.meeting_id)
    .bind(one.seat_id)
    .bind(one.coming.name())
    .bind(one.came.name())
    .bind(one.said_at)
    .execute(tx)
    .await?;
    Ok(())
}

async fn of(tx: &mut Tx, meeting: Uuid, seat: Uuid) -> Result<Attendance, Fault> {
    let all = stored_attendance(tx, meeting).await?;
    Ok(all.into_iter().find(|one| one.seat_id == seat).unwrap_or_else(|| Attendance::none(meeting, seat)))
}

/// Says whether somebody comes to a meeting that is not over.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Locked`]; [`Fault::Invalid`] with `meeting-cancelled` or `meeting-begun`.
pub async fn answer_invitation(
    tx: &mut Tx,
    entry: Entry<'_>,
    meeting: Uuid,
    coming: Coming,
) -> Result<(), Fault> {
    let member = enter(tx, entry).await?;
    member.demand_going()?;
    let meeting = member.meeting(tx, meeting).await?;
    if !meeting.is_on() {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "meeting-cancelled")]));
    }
    if meeting.held_at.is_some() || meeting.ends_at() < tx.now() {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "meeting-begun")]));
    }
    let before = of(tx, meeting.id, member.seat.id).await?;
    let after = Attendance { coming, said_at: Some(tx.now()), ..before.clone() };
    write(tx, &after).await?;
    let change = json!({ "coming": [before.coming, coming], "seat": [null, member.seat.title] });
    audit::record(tx, event(&member.root, "answer", Kind::Meeting.of(meeting.id)).change(change)).await
}

/// Who came for a seat, as somebody notes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The seat.
    pub seat: Uuid,
    /// What stood there when they saw it.
    pub seen: Came,
    /// What shall stand there.
    pub came: Came,
}

/// Notes who came to a meeting, seat by seat. What has not been changed here stays as others have noted it.
///
/// # Errors
/// [`Fault::NotFound`], also for a seat of another group; [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Conflict`] when another has
/// noted something else of the same seat meanwhile; [`Fault::Invalid`] with `notes-final`, `meeting-cancelled` or `meeting-to-come`.
pub async fn note_attendance(tx: &mut Tx, meeting: Uuid, noted: &[Noted]) -> Result<(), Fault> {
    let of_meeting = Kind::Meeting.of(meeting);
    let root = root_of(tx, of_meeting).await?;
    root.demand(tx, Right::Convene)?;
    let found = stored_meeting(tx, meeting).await?;
    super::notes::demand_unfinished(&found)?;
    if !found.is_on() {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "meeting-cancelled")]));
    }
    if found.day() > tx.today() {
        return Err(Fault::Invalid(vec![
            FieldFault::new("form", "meeting-to-come").with("date", found.day()),
        ]));
    }
    let seats = stored_seats(tx, root.of.id).await?;
    let all = stored_attendance(tx, meeting).await?;
    let changed: Vec<&Noted> = noted.iter().filter(|one| one.came != one.seen).collect();
    for one in &changed {
        if !seats.iter().any(|seat| seat.id == one.seat) {
            return Err(Fault::NotFound { what: "seat" });
        }
        let now = all.iter().find(|of| of.seat_id == one.seat).cloned();
        let now = now.unwrap_or_else(|| Attendance::none(meeting, one.seat));
        if now.came != one.seen && now.came != one.came {
            return Err(Fault::Conflict);
        }
        write(tx, &Attendance { came: one.came, ..now }).await?;
    }
    let change = json!({ "seats": [null, changed.len()] });
    audit::record(tx, event(&root, "attend", of_meeting).change(change)).await
}
