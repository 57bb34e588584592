//! Questions ahead of a meeting: an inquiry to those who have seats.

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::meetings::meeting;
use super::seats::stored_seats;
use super::store::load;
use super::types::{Group, Meeting};
use crate::access::{Kind, Right};
use crate::checks::{Check, line};
use crate::db::Tx;
use crate::fault::{Fault, FieldFault};
use crate::inquiry::{self, AheadOf, AskedSeat, Inquiry};
use crate::records::root_of;

/// Most questions that are begun with.
const MOST: usize = 20;

/// Questions ahead of a meeting, as they are begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionsInput {
    /// The questions, one a line.
    pub questions: String,
    /// Why they are asked.
    pub purpose: String,
    /// What the answers will be used for.
    pub planned_use: String,
    /// Minutes that an answer is expected to take.
    pub minutes: Option<i64>,
    /// The last day for answers.
    pub answer_by: Option<NaiveDate>,
    /// The day by which those who answered are told what became of it.
    pub feedback_by: Option<NaiveDate>,
}

/// The last day that questions can go out and still be there as long before a meeting as a group wants.
pub fn out_by(group: &Group, meeting: &Meeting) -> NaiveDate {
    let day = meeting.day();
    u64::try_from(group.notice_days)
        .ok()
        .and_then(|days| day.checked_sub_days(Days::new(days)))
        .unwrap_or(day)
}

/// Begins an inquiry with questions ahead of a meeting, to those who have seats; it is looked through and opened as any other.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Invalid`] with `questions-missing`, `questions-full`,
/// `meeting-cancelled`, `seats-empty` or what an inquiry may lack.
pub async fn ask_ahead(tx: &mut Tx, id: Uuid, title: &str, input: &QuestionsInput) -> Result<Uuid, Fault> {
    let root = root_of(tx, Kind::Meeting.of(id)).await?;
    root.demand(tx, Right::Convene)?;
    let (group, meeting) = (load(tx, root.of.id).await?, meeting(tx, id).await?);
    let today = tx.today();
    let lines: Vec<String> = input.questions.lines().map(line).filter(|one| !one.is_empty()).collect();
    let seats: Vec<AskedSeat> = stored_seats(tx, group.id)
        .await?
        .iter()
        .filter_map(|seat| {
            let holder = seat.holder(today)?;
            Some(AskedSeat { seat: seat.id, title: seat.title.clone(), email: holder.email.clone() })
        })
        .collect();
    let mut check = Check::default();
    if lines.is_empty() {
        check.add(FieldFault::new("questions", "questions-missing"));
    }
    if lines.len() > MOST {
        check.add(FieldFault::new("questions", "questions-full").with("max", MOST));
    }
    if !meeting.is_on() {
        check.add(FieldFault::new("form", "meeting-cancelled"));
    }
    if seats.is_empty() {
        check.add(FieldFault::new("form", "seats-empty"));
    }
    check.finish(()).map_err(Fault::Invalid)?;
    let about = AheadOf {
        organisation: &group.organisation_id,
        meeting: id,
        title,
        theme: &meeting.title,
        purpose: &input.purpose,
        planned_use: &input.planned_use,
        contact: &group.contact,
        minutes: input.minutes,
        answer_by: input.answer_by,
        feedback_by: input.feedback_by,
        questions: lines,
        seats,
    };
    inquiry::ask_ahead(tx, &about).await
}

/// The inquiries with questions ahead of a group's meetings, by meeting, for whoever convenes the group.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn questions_ahead(tx: &mut Tx, group: Uuid) -> Result<Vec<(Uuid, Inquiry)>, Fault> {
    root_of(tx, Kind::Group.of(group)).await?;
    let meetings = super::meetings::stored_meetings(tx, group).await?;
    let ids: Vec<Uuid> = meetings.iter().map(|one| one.id).collect();
    inquiry::ahead_of(tx, &ids).await
}
