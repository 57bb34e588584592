//! Putting the questions to those asked: by whoever asks, or by a roadmap's step to consultation; and giving more time to all.

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::effects::AskedEffect;
use super::input::{InquiryInput, QuestionInput};
use super::points::{self, Point};
use super::questions::{add_questions, demand_branch};
use super::read::{about_roadmap, load, stored_questions, stored_recipients};
use super::store::{demand_openness, insert};
use super::types::{Face, Inquiry};
use super::{cascade, reminders, seats, send};
use crate::access::{Kind, Phase, Right};
use crate::checks::Check;
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::organisations;
use crate::records::{Root, changed, root_of, updated};

/// The longest that others are given to answer, days: two years.
const LONGEST: u64 = 731;
/// Puts the questions: from now on they do not change, and letters go to those asked.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`]; [`Fault::Invalid`] with all that is
/// lacking.
pub async fn open(tx: &mut Tx, id: Uuid, version: i64) -> Result<(), Fault> {
    let (root, inquiry) = demand_draft(tx, id).await?;
    if inquiry.version != version {
        return Err(Fault::Conflict);
    }
    let mut check = Check::default();
    // One that passes a consultation on is opened by whoever passes it on.
    if inquiry.face == Face::Consultation && inquiry.above_id.is_none() {
        check.add(FieldFault::new("form", "opened-by-step"));
    }
    lacking(&mut check, &inquiry, tx.today());
    if let Some(late) = cascade::demand_in_time(tx, &inquiry).await? {
        check.add(late);
    }
    seats::refresh(tx, &inquiry).await?;
    seats::demand_going(tx, &inquiry).await?;
    let questions = stored_questions(tx, id).await?;
    if questions.is_empty() {
        check.add(FieldFault::new("questions", "questions-missing"));
    }
    // What a question hangs on may have been taken away, moved or changed since.
    for one in &questions {
        if demand_branch(&questions, Some(one.id), &QuestionInput::from(one)).is_err() {
            check.add(FieldFault::new("questions", "branch-broken").with("title", &one.title));
        }
    }
    if !inquiry.is_open && stored_recipients(tx, id).await?.is_empty() {
        check.add(FieldFault::new("recipients", "recipients-missing"));
    }
    check.finish(()).map_err(Fault::Invalid)?;
    let version = match inquiry.above_id {
        Some(above) => super::read::version_above(tx, above).await?,
        None => None,
    };
    opened(tx, &root, &inquiry, version).await
}

/// What must be said before anybody is asked: what it is about and until when (förvaltningslagen 26 §), and what it costs
/// and gives those who answer.
fn lacking(check: &mut Check, inquiry: &Inquiry, today: NaiveDate) {
    check.present("purpose", &inquiry.purpose, "asked-why-missing");
    last_day(check, "answer_by", inquiry.answer_by, today);
    check.present("planned_use", &inquiry.planned_use, "planned-use-missing");
    if inquiry.minutes.is_none() {
        check.add(FieldFault::new("minutes", "minutes-missing"));
    }
    if inquiry.feedback_by.is_none() {
        check.add(FieldFault::new("feedback_by", "feedback-missing"));
    }
    if inquiry.face != Face::Consultation && inquiry.theme.is_empty() {
        check.add(FieldFault::new("theme", "theme-missing"));
    }
}

/// A last day for answers: to come, and not too far away.
pub(crate) fn last_day(check: &mut Check, field: &'static str, day: Option<NaiveDate>, today: NaiveDate) {
    let latest = today.checked_add_days(Days::new(LONGEST)).unwrap_or(today);
    match day {
        None => check.add(FieldFault::new(field, "date-missing")),
        Some(day) if day <= today => check.add(FieldFault::new(field, "date-to-choose")),
        Some(day) if day > latest => check.add(FieldFault::new(field, "date-too-late").with("date", latest)),
        Some(_) => {}
    }
}

async fn opened(tx: &mut Tx, root: &Root, inquiry: &Inquiry, version: Option<i64>) -> Result<(), Fault> {
    let before = crate::records::audit_snapshot(tx, root.of).await?;
    query(sql!(
        "update inquiry set phase = $2, opened_at = $3, roadmap_version = $4, version = version + 1 where id = $1"
    ))
    .bind(inquiry.id)
    .bind(Phase::Open.name())
    .bind(tx.now())
    .bind(version)
    .execute(tx)
    .await?;
    changed(tx, root, "open", root.of, &before).await?;
    cascade::opened(tx, inquiry).await?;
    reminders::plan(tx, inquiry).await?;
    send::enqueue(tx, inquiry.id).await
}

/// What a roadmap's step to consultation asks of others.
#[derive(Clone, Debug)]
pub(crate) struct Consultation<'a> {
    /// The roadmap.
    pub roadmap: Uuid,
    /// Its title.
    pub title: &'a str,
    /// The version that was frozen.
    pub version: i64,
    /// What is asked.
    pub purpose: &'a str,
    /// The last day for answers.
    pub answer_by: NaiveDate,
    /// What each need is about, in order.
    pub points: Vec<Point>,
    /// The effects that its measures count on.
    pub effects: Vec<AskedEffect>,
}

/// Opens the inquiry that has been prepared about a roadmap, or a new one, for whoever may take the roadmap to consultation.
pub(crate) async fn consult(tx: &mut Tx, about: &Consultation<'_>) -> Result<Uuid, Fault> {
    let prepared = about_roadmap(tx, about.roadmap, &[Phase::Draft]).await?;
    let id = match &prepared {
        Some(inquiry) => inquiry.id,
        None => {
            let input =
                InquiryInput { face: Face::Consultation, title: about.title.into(), ..Default::default() };
            let root = root_of(tx, Kind::Roadmap.of(about.roadmap)).await?;
            let tree = organisations::load(tx).await?;
            let owner = tree.get(&root.organisation_id).cloned().ok_or(super::read::MISSING)?;
            let valid = input.validate().map_err(Fault::Invalid)?;
            let id = insert(tx, &owner, &valid, Some(about.roadmap), None).await?;
            add_questions(tx, id, &points::questions(&about.points)).await?;
            id
        }
    };
    if let Some(prepared) = &prepared {
        demand_whole(tx, prepared, about).await?;
    }
    let root = root_of(tx, Kind::Inquiry.of(id)).await?;
    let before = crate::records::audit_snapshot(tx, root.of).await?;
    query(sql!("update inquiry set purpose = $2, answer_by = $3 where id = $1"))
        .bind(id)
        .bind(about.purpose)
        .bind(about.answer_by)
        .execute(tx)
        .await?;
    match prepared {
        Some(_) => {
            points::follow(tx, id, &about.points, &about.effects).await?;
            if stored_questions(tx, id).await?.is_empty() {
                return Err(Fault::Invalid(vec![FieldFault::new("questions", "questions-missing")]));
            }
            changed(tx, &root, "edit", root.of, &before).await?;
        }
        None => changed(tx, &root, "create", root.of, &serde_json::Value::Null).await?,
    }
    let inquiry = load(tx, id).await?;
    opened(tx, &root, &inquiry, Some(about.version)).await?;
    Ok(id)
}

/// Whether what has been prepared says what others must know before they are asked, with what the step says of it.
async fn demand_whole(tx: &mut Tx, prepared: &Inquiry, about: &Consultation<'_>) -> Result<(), Fault> {
    let asked =
        Inquiry { purpose: about.purpose.into(), answer_by: Some(about.answer_by), ..prepared.clone() };
    let mut check = Check::default();
    lacking(&mut check, &asked, tx.today());
    // What has been promised is not moved by the way.
    if prepared.feedback_by.is_some_and(|by| by < about.answer_by) {
        check.add(FieldFault::new("feedback_by", "feedback-before"));
    }
    if !prepared.is_open && stored_recipients(tx, prepared.id).await?.is_empty() {
        check.add(FieldFault::new("recipients", "recipients-missing"));
    }
    check.finish(()).map(|_| ()).map_err(Fault::Invalid)
}

/// Gives everybody until another day, and changes what is promised and when others are reminded, while answers come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanInput {
    /// The last day for answers.
    pub answer_by: Option<NaiveDate>,
    /// The day by which those who answered are told what became of it.
    pub feedback_by: Option<NaiveDate>,
    /// Days around the last day on which those who have not answered are reminded.
    pub reminders: String,
    /// Whether anyone with the link may answer.
    pub is_open: bool,
    /// What the answers are for, where that has not been said.
    pub planned_use: String,
    /// Minutes that it takes to answer, where that has not been said.
    pub minutes: Option<i64>,
    /// Who answers questions about it.
    pub contact: String,
}

/// Saves a plan.
///
/// # Errors
/// As [`super::edit`].
pub async fn replan(tx: &mut Tx, id: Uuid, version: i64, input: &PlanInput) -> Result<(), Fault> {
    let root = root_of(tx, Kind::Inquiry.of(id)).await?;
    tx.demand(Right::Ask, root.owner())?;
    let inquiry = load(tx, id).await?;
    if inquiry.phase != Phase::Open {
        return Err(Fault::Locked { kind: Kind::Inquiry, state: root.state });
    }
    let planned = InquiryInput {
        answer_by: input.answer_by,
        feedback_by: input.feedback_by,
        reminders: input.reminders.clone(),
        contact: input.contact.clone(),
        // What has been said to those who answer stands.
        planned_use: if inquiry.planned_use.is_empty() { &input.planned_use } else { &inquiry.planned_use }
            .clone(),
        minutes: inquiry.minutes.or(input.minutes),
        ..InquiryInput::from(&inquiry)
    };
    // The other texts were judged when they were written.
    let valid = crate::case_data::judged_before(|| planned.validate()).map_err(Fault::Invalid)?;
    let mut check = Check::default();
    if planned.contact != inquiry.contact {
        check.texts(&[("contact", &planned.contact)]);
    }
    if planned.planned_use != inquiry.planned_use {
        check.texts(&[("planned_use", &planned.planned_use)]);
    }
    if input.feedback_by.is_none() {
        check.add(FieldFault::new("feedback_by", "feedback-missing"));
    }
    let with_day = Inquiry { answer_by: input.answer_by, ..inquiry.clone() };
    if let Some(late) = cascade::demand_in_time(tx, &with_day).await? {
        check.add(late);
    }
    match input.answer_by {
        // Nobody gets less time than was said.
        Some(day) if inquiry.answer_by.is_some_and(|before| day < before) => {
            check.add(FieldFault::new("answer_by", "less-time"));
        }
        day if day == inquiry.answer_by => {}
        day => last_day(&mut check, "answer_by", day, tx.today()),
    }
    check.finish(()).map_err(Fault::Invalid)?;
    demand_openness(tx, &inquiry, input.is_open).await?;
    let before = crate::records::audit_snapshot(tx, root.of).await?;
    let text = sql!(
        "update inquiry set answer_by = $3, feedback_by = $4, reminders = $5, is_open = $6, planned_use = $7,
            minutes = $8, contact = $9, version = version + 1
         where id = $1 and version = $2"
    );
    let update = query(text)
        .bind(id)
        .bind(version)
        .bind(valid.answer_by)
        .bind(valid.feedback_by)
        .bind(&valid.reminders)
        .bind(input.is_open)
        .bind(&valid.planned_use)
        .bind(valid.minutes)
        .bind(&valid.contact);
    updated(tx, update).await?;
    changed(tx, &root, "replan", root.of, &before).await?;
    // Nobody has less time than all.
    query(sql!("update recipient set answer_by = null where inquiry_id = $1 and answer_by <= $2"))
        .bind(id)
        .bind(valid.answer_by)
        .execute(tx)
        .await?;
    let inquiry = load(tx, id).await?;
    reminders::plan(tx, &inquiry).await
}

/// The inquiry, if it is a draft that the actor may change.
async fn demand_draft(tx: &mut Tx, id: Uuid) -> Result<(Root, Inquiry), Fault> {
    let root = root_of(tx, Kind::Inquiry.of(id)).await?;
    root.demand(tx, Right::Ask)?;
    let inquiry = load(tx, id).await?;
    Ok((root, inquiry))
}
