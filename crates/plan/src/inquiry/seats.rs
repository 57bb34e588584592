//! Questions ahead of a meeting: an inquiry to those who have seats in a group, and what they have answered.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::answering::Side;
use super::dispositions::{Disposition, Outcome, in_force};
use super::files;
use super::input::{InquiryInput, QuestionInput};
use super::links;
use super::questions::{NewQuestion, add_questions};
use super::read::{stored, stored_recipient};
use super::recipients::{self, NewRecipient};
use super::store::insert;
use super::types::{Channel, Face, Inquiry, Question, Readers, Reply};
use crate::access::{Kind, Phase, Right};
use crate::audit::{self, Event};
use crate::db::{Builder, Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::organisations;

/// Somebody in a seat who is asked.
#[derive(Clone, Debug)]
pub(crate) struct AskedSeat {
    pub seat: Uuid,
    pub title: String,
    pub email: String,
}

/// Questions to a group ahead of a meeting, as they are begun.
#[derive(Clone, Debug)]
pub(crate) struct AheadOf<'a> {
    pub organisation: &'a str,
    pub meeting: Uuid,
    pub title: &'a str,
    pub theme: &'a str,
    pub purpose: &'a str,
    pub planned_use: &'a str,
    pub contact: &'a str,
    pub minutes: Option<i64>,
    pub answer_by: Option<NaiveDate>,
    pub feedback_by: Option<NaiveDate>,
    pub questions: Vec<String>,
    pub seats: Vec<AskedSeat>,
}

/// Begins an inquiry with questions ahead of a meeting; it is opened as any other.
///
/// # Errors
/// [`Fault::Forbidden`], [`Fault::Invalid`].
pub(crate) async fn ask_ahead(tx: &mut Tx, about: &AheadOf<'_>) -> Result<Uuid, Fault> {
    let owner = organisations::acting(tx, Right::Ask, Some(about.organisation)).await?;
    let input = InquiryInput {
        face: Face::Questions,
        title: about.title.to_owned(),
        theme: about.theme.to_owned(),
        purpose: about.purpose.to_owned(),
        planned_use: about.planned_use.to_owned(),
        contact: about.contact.to_owned(),
        minutes: about.minutes,
        answer_by: about.answer_by,
        feedback_by: about.feedback_by,
        readers: Readers::Recipients,
        ..InquiryInput::default()
    };
    let valid = input.validate().map_err(Fault::Invalid)?;
    let question = |title: &String| QuestionInput { title: title.clone(), ..QuestionInput::default() };
    let mut questions = Vec::with_capacity(about.questions.len());
    for title in &about.questions {
        let question = question(title).validate().map_err(Fault::Invalid)?;
        let input = QuestionInput::clone(&question);
        questions.push(NewQuestion { input, point: None, above: None, from: None });
    }
    let id = insert(tx, &owner, &valid, None, None).await?;
    query(sql!("update inquiry set meeting_id = $2 where id = $1"))
        .bind(id)
        .bind(about.meeting)
        .execute(tx)
        .await?;
    add_questions(tx, id, &questions).await?;
    for (place, seat) in about.seats.iter().enumerate() {
        add_seat(tx, id, place as i64, seat).await?;
    }
    let change = json!({ "title": [null, input.title], "organisation_id": [null, owner.id] });
    audit::record(tx, Event::on("inquiry.create", Kind::Inquiry, id).within(&owner.house).change(change))
        .await?;
    Ok(id)
}

async fn add_seat(tx: &mut Tx, inquiry: Uuid, place: i64, seat: &AskedSeat) -> Result<(), Fault> {
    let new =
        NewRecipient { title: seat.title.clone(), email: seat.email.clone(), ..NewRecipient::default() };
    let recipient = recipients::insert(tx, inquiry, place, &new, false).await?;
    query(sql!("update recipient set seat_id = $2 where id = $1"))
        .bind(recipient)
        .bind(seat.seat)
        .execute(tx)
        .await?;
    Ok(())
}

/// The inquiries with questions ahead of some meetings, the oldest first, whoever the actor is.
pub(crate) async fn ahead_of(tx: &mut Tx, meetings: &[Uuid]) -> Result<Vec<(Uuid, Inquiry)>, Fault> {
    let mut found = Vec::new();
    for some in meetings.chunks(400) {
        let mut select = Builder::new("select meeting_id, id from inquiry where deleted_at is null and ");
        select.is_in("meeting_id", some.iter().copied()).push(" order by created_at, id");
        let rows: Vec<(Uuid, Uuid)> = select.build().all(tx).await?;
        for (meeting, id) in rows {
            found.push((meeting, stored(tx, id).await?));
        }
    }
    Ok(found)
}

/// The meeting that an inquiry asks ahead of, with its title; none where it asks of something else.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn meeting_ahead(tx: &mut Tx, inquiry: Uuid) -> Result<Option<(Uuid, String)>, Fault> {
    crate::records::root_of(tx, Kind::Inquiry.of(inquiry)).await?;
    query(sql!(
        "select m.id, m.title from inquiry r join meeting m on m.id = r.meeting_id
         where r.id = $1 and m.deleted_at is null"
    ))
    .bind(inquiry)
    .optional(tx)
    .await
}

/// An answer to a question ahead of a meeting, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatAnswer {
    /// The meeting.
    pub meeting_id: Uuid,
    /// The inquiry.
    pub inquiry_id: Uuid,
    /// The question.
    pub question: Question,
    /// The recipient that stands for the seat.
    pub recipient_id: Uuid,
    /// The seat; none for whoever has answered without having one.
    pub seat_id: Option<Uuid>,
    /// What whoever answered was called when they were asked.
    pub name: String,
    /// Through which channel the answer came.
    pub channel: Channel,
    /// The answer.
    pub reply: Reply,
    /// When it came.
    pub given_at: DateTime<Utc>,
    /// What became of it: of just this answer, or of all to the question. None, or open, until that has been said of it as it
    /// stands now.
    pub disposition: Option<Disposition>,
}

impl SeatAnswer {
    /// Whether it is not known yet what becomes of it.
    pub fn is_open(&self) -> bool {
        self.disposition.as_ref().is_none_or(|one| one.outcome == Outcome::Open)
    }
}

#[derive(FromRow)]
struct Row {
    meeting_id: Uuid,
    inquiry_id: Uuid,
    question_id: Uuid,
    recipient_id: Uuid,
    seat_id: Option<Uuid>,
    name: String,
    channel: String,
    choice: String,
    body: String,
    given_at: DateTime<Utc>,
}

/// Everything that has been answered ahead of a group's meetings, in the order that it came; of one seat alone, if it is named.
/// Whoever the actor is.
pub(crate) async fn seat_answers(
    tx: &mut Tx,
    group: Uuid,
    seat: Option<Uuid>,
) -> Result<Vec<SeatAnswer>, Fault> {
    let mut select = Builder::new(
        "select r.meeting_id, r.id as inquiry_id, a.question_id, p.id as recipient_id, p.seat_id, p.title as name,
            p.channel, a.choice, a.body, a.given_at
         from reply a join recipient p on p.id = a.recipient_id join inquiry r on r.id = p.inquiry_id
            join meeting m on m.id = r.meeting_id
         where p.deleted_at is null and r.deleted_at is null and m.planning_group_id = ",
    );
    select.bind(group);
    if let Some(seat) = seat {
        select.push(" and p.seat_id = ").bind(seat);
    }
    select.push(" order by a.given_at, a.question_id, p.id");
    let rows: Vec<Row> = select.build().all(tx).await?;
    let (mut questions, mut disposed) = (HashMap::new(), HashMap::new());
    let mut inquiries: Vec<Uuid> = rows.iter().map(|row| row.inquiry_id).collect();
    inquiries.sort_unstable();
    inquiries.dedup();
    for id in inquiries {
        for question in super::read::stored_questions(tx, id).await? {
            questions.insert(question.id, question);
        }
        for one in super::dispositions::stored_dispositions(tx, id).await? {
            disposed.insert((one.question_id, one.recipient_id), one);
        }
    }
    let answer = |row: Row| {
        let question = questions.get(&row.question_id)?.clone();
        let of = |recipient| disposed.get(&(row.question_id, recipient));
        let disposition = in_force([of(Some(row.recipient_id)), of(None)], row.given_at);
        Some(SeatAnswer {
            meeting_id: row.meeting_id,
            inquiry_id: row.inquiry_id,
            question,
            recipient_id: row.recipient_id,
            seat_id: row.seat_id,
            name: row.name,
            channel: Channel::named(&row.channel).unwrap_or(Channel::Web),
            reply: Reply { choice: row.choice, body: row.body },
            disposition: disposition.cloned(),
            given_at: row.given_at,
        })
    };
    Ok(rows.into_iter().filter_map(answer).collect())
}

/// What somebody's seat is asked: the inquiries that have been opened, with the recipient that stands for it.
pub(crate) async fn asked_of_seat(
    tx: &mut Tx,
    seat: Uuid,
) -> Result<Vec<(Inquiry, super::Recipient)>, Fault> {
    let rows: Vec<(Uuid,)> = query(sql!(
        "select p.id from recipient p join inquiry r on r.id = p.inquiry_id
         where p.seat_id = $1 and p.deleted_at is null and r.deleted_at is null and r.phase <> 'draft'
         order by r.opened_at desc, p.id"
    ))
    .bind(seat)
    .all(tx)
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for (id,) in rows {
        let recipient = stored_recipient(tx, id).await?;
        found.push((stored(tx, recipient.inquiry_id).await?, recipient));
    }
    Ok(found)
}

/// Whether a recipient that stands for a seat has somebody in it today; always, where it stands for none.
pub(super) async fn has_holder(tx: &mut Tx, recipient: Uuid) -> Result<bool, Fault> {
    let (is_empty,): (i64,) = query(sql!(
        "select count(*) from recipient p where p.id = $1 and p.seat_id is not null and not exists
            (select 1 from seat s join planning_group g on g.id = s.planning_group_id
                join seat_holder h on h.seat_id = s.id
             where s.id = p.seat_id and s.deleted_at is null and g.deleted_at is null
                and h.from_date <= $2 and (h.to_date is null or h.to_date >= $2))"
    ))
    .bind(recipient)
    .bind(tx.today())
    .one(tx)
    .await?;
    Ok(is_empty == 0)
}

/// Goes on only if the group that is asked ahead of a meeting has not been ended.
pub(super) async fn demand_going(tx: &mut Tx, inquiry: &Inquiry) -> Result<(), Fault> {
    let (ended,): (i64,) = query(sql!(
        "select count(*) from inquiry r join meeting m on m.id = r.meeting_id
            join planning_group g on g.id = m.planning_group_id where r.id = $1 and g.ended_at is not null"
    ))
    .bind(inquiry.id)
    .one(tx)
    .await?;
    if ended == 0 { Ok(()) } else { Err(Fault::Invalid(vec![FieldFault::new("form", "group-over")])) }
}

/// Asks those who have the seats today, when questions that were begun some days ago are put: whoever had a seat then may have left
/// it, and what nobody has is not asked.
pub(super) async fn refresh(tx: &mut Tx, inquiry: &Inquiry) -> Result<(), Fault> {
    for one in super::read::stored_recipients(tx, inquiry.id).await? {
        if !has_holder(tx, one.id).await? {
            query(sql!("update recipient set deleted_at = $2, version = version + 1 where id = $1"))
                .bind(one.id)
                .bind(tx.now())
                .execute(tx)
                .await?;
            continue;
        }
        let holder: Option<(String,)> = query(sql!(
            "select h.email from seat_holder h join recipient p on p.seat_id = h.seat_id
             where p.id = $1 and not h.is_substitute and h.from_date <= $2
                and (h.to_date is null or h.to_date >= $2) order by h.from_date desc, h.id desc limit 1"
        ))
        .bind(one.id)
        .bind(tx.today())
        .optional(tx)
        .await?;
        if let Some((email,)) = holder.filter(|(email,)| *email != one.email) {
            query(sql!("update recipient set email = $2, version = version + 1 where id = $1"))
                .bind(one.id)
                .bind(email)
                .execute(tx)
                .await?;
        }
    }
    Ok(())
}

/// The seat that is asked, where the actor has signed in and has it.
pub(super) async fn own_seat(tx: &mut Tx, recipient: Uuid) -> Result<Option<Uuid>, Fault> {
    let Some(person) = tx.actor().person_id() else { return Ok(None) };
    let seat: Option<(Uuid,)> = query(sql!(
        "select s.id from seat_holder h join recipient p on p.seat_id = h.seat_id
            join seat s on s.id = h.seat_id join planning_group g on g.id = s.planning_group_id
         where p.id = $1 and s.deleted_at is null and g.deleted_at is null and h.person_id = $2 and h.from_date <= $3 and (h.to_date is null or h.to_date >= $3)"
    ))
    .bind(recipient)
    .bind(person)
    .bind(tx.today())
    .optional(tx)
    .await?;
    Ok(seat.map(|(id,)| id))
}

/// The page of a group that somebody who answers for a seat comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatPage {
    /// They have signed in and have this seat.
    Own(Uuid),
    /// They reach it by a link that is not known here.
    ByLink,
}

/// Where whoever answers finds their group; none, where it is no seat that is asked.
///
/// # Errors
/// The database fails.
pub async fn seat_page(tx: &mut Tx, recipient: Uuid) -> Result<Option<SeatPage>, Fault> {
    let (seat,): (Option<Uuid>,) =
        query(sql!("select seat_id from recipient where id = $1")).bind(recipient).one(tx).await?;
    if seat.is_none() {
        return Ok(None);
    }
    Ok(Some(own_seat(tx, recipient).await?.map_or(SeatPage::ByLink, SeatPage::Own)))
}

/// A link to the answer of a seat, for whoever has shown that they have it.
pub(crate) async fn link_for_seat(tx: &mut Tx, seat: Uuid, recipient: Uuid) -> Result<String, Fault> {
    let all = asked_of_seat(tx, seat).await?;
    let found = all.into_iter().find(|(_, one)| one.id == recipient);
    let (inquiry, one) = found.ok_or(Fault::NotFound { what: "recipient" })?;
    links::make(tx, &inquiry, one.id, "", &one.email).await
}

/// Goes on only if nobody in a seat has begun to write an answer: a way in that passes through the hands of whoever convenes would
/// open a draft that is nobody's but theirs.
pub(crate) async fn demand_seat_undrafted(tx: &mut Tx, seat: Uuid) -> Result<(), Fault> {
    for (inquiry, one) in asked_of_seat(tx, seat).await? {
        if inquiry.phase == Phase::Open {
            links::demand_undrafted(tx, one.id).await?;
        }
    }
    Ok(())
}

/// Takes back all links to what a seat has answered: they may be with somebody who has left.
pub(crate) async fn revoke_of_seat(tx: &mut Tx, seat: Uuid) -> Result<(), Fault> {
    for (_, one) in asked_of_seat(tx, seat).await? {
        links::revoke(tx, one.id).await?;
    }
    Ok(())
}

/// Puts the address of whoever has a seat now where its letters go. Whoever had it comes no further, and what they had begun to write
/// and not sent goes with them.
pub(crate) async fn seat_changed(tx: &mut Tx, seat: Uuid, email: &str) -> Result<(), Fault> {
    revoke_of_seat(tx, seat).await?;
    for (inquiry, one) in asked_of_seat(tx, seat).await? {
        if inquiry.phase != Phase::Open {
            continue;
        }
        query(sql!("delete from draft_reply where recipient_id = $1 and side = 'recipient'"))
            .bind(one.id)
            .execute(tx)
            .await?;
        files::forget_unsent(tx, one.id, Side::Recipient).await?;
        query(sql!("update recipient set email = $2, version = version + 1 where id = $1"))
            .bind(one.id)
            .bind(email)
            .execute(tx)
            .await?;
    }
    Ok(())
}

/// Ends the questions ahead of meetings with their group, which tells everybody what became of what they said.
pub(crate) async fn end_with_group(tx: &mut Tx, inquiry: &Inquiry, feedback: &str) -> Result<(), Fault> {
    if inquiry.phase != Phase::Open {
        return Ok(());
    }
    let root = crate::records::root_of_any(tx, Kind::Inquiry.of(inquiry.id)).await?;
    let before = crate::records::audit_snapshot(tx, root.of).await?;
    query(sql!(
        "update inquiry set phase = 'ended', ended_at = $2, version = version + 1,
            feedback = case when feedback = '' then $3 else feedback end
         where id = $1"
    ))
    .bind(inquiry.id)
    .bind(tx.now())
    .bind(feedback)
    .execute(tx)
    .await?;
    crate::records::changed(tx, &root, "end", root.of, &before).await
}

/// Notes that somebody in a seat has been told what became of what was said from it.
pub(crate) async fn seat_told(tx: &mut Tx, seat: Uuid) -> Result<(), Fault> {
    query(sql!(
        "update recipient set told_at = $2 where seat_id = $1 and answered_at is not null and told_at is null"
    ))
    .bind(seat)
    .bind(tx.now())
    .execute(tx)
    .await?;
    Ok(())
}
