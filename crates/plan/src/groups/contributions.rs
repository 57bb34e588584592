//! What those who have seats have said, whatever the way it came, and what became of it: answers to questions ahead of meetings and
//! remarks, in one list.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::entry::{Entry, enter};
use super::remarks::{Remark, stored_remarks};
use crate::access::Kind;
use crate::db::Tx;
use crate::fault::Fault;
use crate::inquiry::{self, Channel, Inquiry, Outcome, Recipient, SeatAnswer};
use crate::records::root_of;

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contribution {
    /// To a question ahead of a meeting.
    Answer(Box<SeatAnswer>),
    /// Of notes, or between meetings.
    Remark(Remark),
}

impl Contribution {
    /// The seat that it comes from.
    pub fn seat_id(&self) -> Option<Uuid> {
        match self {
            Self::Answer(answer) => answer.seat_id,
            Self::Remark(remark) => Some(remark.seat_id),
        }
    }

    /// The meeting that it is about.
    pub fn meeting_id(&self) -> Option<Uuid> {
        match self {
            Self::Answer(answer) => Some(answer.meeting_id),
            Self::Remark(remark) => remark.meeting_id,
        }
    }

    /// When it came.
    pub fn at(&self) -> DateTime<Utc> {
        match self {
            Self::Answer(answer) => answer.given_at,
            Self::Remark(remark) => remark.created_at,
        }
    }

    /// Through which channel.
    pub fn channel(&self) -> Channel {
        match self {
            Self::Answer(answer) => answer.channel,
            Self::Remark(remark) => remark.channel,
        }
    }

    /// What became of it.
    pub fn outcome(&self) -> Option<Outcome> {
        match self {
            Self::Answer(answer) => answer.disposition.as_ref().map(|one| one.outcome),
            Self::Remark(remark) => remark.outcome(),
        }
    }

    /// Why, and what was changed.
    pub fn because(&self) -> (&str, &str) {
        match self {
            Self::Answer(answer) => {
                answer.disposition.as_ref().map_or(("", ""), |one| (&one.reason, &one.changed))
            }
            Self::Remark(remark) => (&remark.reason, &remark.changed),
        }
    }

    /// Whether it is not known yet what becomes of it.
    pub fn is_open(&self) -> bool {
        self.outcome().is_none_or(|outcome| outcome == Outcome::Open)
    }
}

/// Everything that has been said in a group, in the order that it came, for whoever convenes it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn contributions(tx: &mut Tx, group: Uuid) -> Result<Vec<Contribution>, Fault> {
    root_of(tx, Kind::Group.of(group)).await?;
    stored_contributions(tx, group, None).await
}

/// The remarks on the notes of a meeting, in the order that they came, for whoever convenes the group.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn remarks_on(tx: &mut Tx, meeting: Uuid) -> Result<Vec<Contribution>, Fault> {
    let root = root_of(tx, Kind::Meeting.of(meeting)).await?;
    let all = stored_remarks(tx, root.of.id, None).await?;
    let here = all.into_iter().filter(|one| one.meeting_id == Some(meeting));
    Ok(here.map(Contribution::Remark).collect())
}

pub(super) async fn stored_contributions(
    tx: &mut Tx,
    group: Uuid,
    seat: Option<Uuid>,
) -> Result<Vec<Contribution>, Fault> {
    let answers = inquiry::seat_answers(tx, group, seat).await?;
    let remarks = stored_remarks(tx, group, seat).await?;
    let mut all: Vec<Contribution> =
        answers.into_iter().map(|one| Contribution::Answer(Box::new(one))).collect();
    all.extend(remarks.into_iter().map(Contribution::Remark));
    all.sort_by_key(Contribution::at);
    Ok(all)
}

/// What has been said from a seat, whoever had it, and what became of it, for whoever has it now.
///
/// # Errors
/// As [`enter`].
pub async fn own_contributions(tx: &mut Tx, entry: Entry<'_>) -> Result<Vec<Contribution>, Fault> {
    let member = enter(tx, entry).await?;
    stored_contributions(tx, member.group.id, Some(member.seat.id)).await
}

/// What a seat is asked ahead of meetings.
///
/// # Errors
/// As [`enter`].
pub async fn own_questions(tx: &mut Tx, entry: Entry<'_>) -> Result<Vec<(Inquiry, Recipient)>, Fault> {
    let member = enter(tx, entry).await?;
    inquiry::asked_of_seat(tx, member.seat.id).await
}

/// A link to the answer of a seat, which lets in whoever has it: for whoever has the seat.
///
/// # Errors
/// As [`enter`]; [`Fault::NotFound`] for what the seat is not asked.
pub async fn link_to_answer(tx: &mut Tx, entry: Entry<'_>, recipient: Uuid) -> Result<String, Fault> {
    let member = enter(tx, entry).await?;
    let link = inquiry::link_for_seat(tx, member.seat.id, recipient).await?;
    let of = Kind::Seat.of(member.seat.id);
    crate::audit::record(tx, crate::records::event(&member.root, "invite", of).exempt()).await?;
    Ok(link)
}
