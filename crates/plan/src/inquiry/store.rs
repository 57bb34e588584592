//! The actions of whoever asks: writing an inquiry and its questions, opening it, giving more time to all, and ending it.

use chrono::{Days, NaiveDate};
use serde_json::json;
use uuid::Uuid;

use super::effects::AskedEffect;
use super::input::{InquiryInput, QuestionInput};
use super::points::{self, Point};
use super::read::{about_roadmap, load, questions, stored_questions, stored_recipients};
use super::types::{Face, Inquiry, Question, QuestionKind};
use super::{cascade, reminders, send};
use crate::access::{Actor, Kind, Person, Phase, Ref, Right};
use crate::audit::{self, Event};
use crate::checks::{Check, Valid};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::organisations::{self, Organisation};
use crate::records::{Root, added, changed, place_below, root_of, save, updated};

/// The longest that others are given to answer, days: two years.
pub(crate) const LONGEST: u64 = 731;
/// Most questions of one inquiry.
pub(super) const MOST_QUESTIONS: usize = 200;

/// What a new inquiry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A theme, or a document that is attached.
    Theme,
    /// A roadmap, point by point.
    Roadmap(Uuid),
    /// The same as another inquiry, whose questions it gets.
    Copy(Uuid),
}

/// The organisations that somebody asks for.
pub fn asks_for(person: &Person) -> Vec<&str> {
    let asking = person.grants.iter().filter(|grant| grant.role.has(Right::Ask));
    let mut ids: Vec<&str> = asking.map(|grant| grant.organisation.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Makes an inquiry of an organisation's: the one that the actor asks for, when none is named and there is only one.
///
/// # Errors
/// [`Fault::Forbidden`], [`Fault::Invalid`]; [`Fault::NotFound`] when there is nothing to ask about or copy.
pub async fn create(
    tx: &mut Tx,
    organisation: Option<&str>,
    input: &InquiryInput,
    about: About,
) -> Result<Uuid, Fault> {
    let mut input = input.clone();
    let (roadmap, asked) = match about {
        About::Theme => (None, Vec::new()),
        About::Roadmap(id) => (Some(id), points::of_roadmap(tx, id).await?),
        About::Copy(id) => (None, copied(&questions(tx, id).await?)),
    };
    // What stands on a roadmap is put by a step of it: others only ask about themes.
    input.face = match (roadmap, input.face) {
        (Some(_), _) => Face::Consultation,
        (None, Face::Consultation) => Face::Call,
        (None, face) => face,
    };
    let input = input.validate().map_err(Fault::Invalid)?;
    let owner = owner(tx, organisation, roadmap).await?;
    if let Some(roadmap) = roadmap
        && let Some(prepared) = about_roadmap(tx, roadmap, &[Phase::Draft]).await?
    {
        // The step opens one: two would be one too many.
        let there = FieldFault::new("form", "inquiry-prepared").with("title", &prepared.title);
        return Err(Fault::Invalid(vec![there]));
    }
    let id = insert(tx, &owner, &input, roadmap, None).await?;
    add_questions(tx, id, &asked).await?;
    let change = json!({ "title": [null, input.title], "organisation_id": [null, owner.id] });
    audit::record(tx, Event::on("inquiry.create", Kind::Inquiry, id).within(&owner.house).change(change))
        .await?;
    Ok(id)
}

/// Which organisation asks.
async fn owner(tx: &mut Tx, asked: Option<&str>, roadmap: Option<Uuid>) -> Result<Organisation, Fault> {
    let tree = organisations::load(tx).await?;
    let id = match (roadmap, asked, tx.actor()) {
        (Some(roadmap), ..) => root_of(tx, Kind::Roadmap.of(roadmap)).await?.organisation_id,
        (None, Some(asked), _) => asked.to_owned(),
        (None, None, Actor::Person(person)) => match asks_for(person).as_slice() {
            [] => return Err(Fault::Forbidden(Right::Ask)),
            [only] => (*only).to_owned(),
            _ => {
                let missing = FieldFault::new("organisation_id", "organisation-missing");
                return Err(Fault::Invalid(vec![missing]));
            }
        },
        (None, None, _) => {
            let missing = FieldFault::new("organisation_id", "organisation-missing");
            return Err(Fault::Invalid(vec![missing]));
        }
    };
    let owner = tree.get(&id).cloned().ok_or_else(|| {
        Fault::Invalid(vec![FieldFault::new("organisation_id", "organisation-unknown").with("code", &id)])
    })?;
    tx.demand(Right::Ask, owner.owner())?;
    Ok(owner)
}

pub(super) async fn insert(
    tx: &mut Tx,
    owner: &Organisation,
    input: &Valid<InquiryInput>,
    roadmap: Option<Uuid>,
    above: Option<Uuid>,
) -> Result<Uuid, Fault> {
    let (id, now) = (tx.new_id(), tx.now());
    query(sql!(
        "insert into inquiry (id, organisation_id, house, is_published, title, created_at, updated_at, version, phase,
            face, purpose, planned_use, theme, roadmap_id, above_id, letter, minutes, answer_by, feedback_by, readers,
            is_open, registry_number, reminders, summary, feedback, is_public)
         values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
            $22, '', '', $4)"
    ))
    .bind(id)
    .bind(&owner.id)
    .bind(&owner.house)
    .bind(false)
    .bind(&input.title)
    .bind(now)
    .bind(now)
    .bind(Phase::Draft.name())
    .bind(input.face.name())
    .bind(&input.purpose)
    .bind(&input.planned_use)
    .bind(&input.theme)
    .bind(roadmap)
    .bind(above)
    .bind(&input.letter)
    .bind(input.minutes)
    .bind(input.answer_by)
    .bind(input.feedback_by)
    .bind(input.readers.name())
    .bind(input.is_open)
    .bind(&input.registry_number)
    .bind(&input.reminders)
    .execute(tx)
    .await?;
    Ok(id)
}

/// A question to add, with what it is about.
#[derive(Clone, Debug)]
pub(super) struct NewQuestion {
    pub input: QuestionInput,
    pub point: Option<Uuid>,
    pub above: Option<Uuid>,
    /// Which question it is a copy of.
    pub from: Option<Uuid>,
}

/// The same questions, for another inquiry.
fn copied(questions: &[Question]) -> Vec<NewQuestion> {
    questions
        .iter()
        // Effects are asked about in the plan that they are of.
        .filter(|one| one.kind != QuestionKind::Effect)
        .map(|one| NewQuestion { input: one.into(), point: None, above: None, from: Some(one.id) })
        .collect()
}

/// Adds questions that have been checked, in order. What depends on one that is copied with it depends on the copy.
pub(super) async fn add_questions(tx: &mut Tx, inquiry: Uuid, all: &[NewQuestion]) -> Result<(), Fault> {
    let mut made: Vec<(Uuid, Uuid)> = Vec::new();
    for (place, new) in all.iter().enumerate() {
        let mut input = new.input.clone();
        let known = |from: Uuid| made.iter().find(|(old, _)| *old == from).map(|(_, new)| *new);
        input.depends_on = input.depends_on.and_then(known);
        if input.depends_on.is_none() {
            input.depends_choice.clear();
        }
        let id = insert_question(tx, inquiry, place as i64, &input, new.point, new.above).await?;
        made.extend(new.from.map(|from| (from, id)));
    }
    Ok(())
}

/// Adds a question at a place.
pub(super) async fn add_question_at(
    tx: &mut Tx,
    inquiry: Uuid,
    place: i64,
    new: &NewQuestion,
) -> Result<Uuid, Fault> {
    insert_question(tx, inquiry, place, &new.input, new.point, new.above).await
}

async fn insert_question(
    tx: &mut Tx,
    inquiry: Uuid,
    place: i64,
    input: &QuestionInput,
    point: Option<Uuid>,
    above: Option<Uuid>,
) -> Result<Uuid, Fault> {
    let id = tx.new_id();
    query(sql!(
        "insert into question (id, inquiry_id, position, title, version, help, kind, options, unit, is_required,
            depends_on, depends_choice, point_id, above_id)
         values ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
    ))
    .bind(id)
    .bind(inquiry)
    .bind(place)
    .bind(&input.title)
    .bind(&input.help)
    .bind(input.kind.name())
    .bind(&input.options)
    .bind(&input.unit)
    .bind(input.is_required)
    .bind(input.depends_on)
    .bind(&input.depends_choice)
    .bind(point)
    .bind(above)
    .execute(tx)
    .await?;
    Ok(id)
}

/// Saves an inquiry's own fields while it is a draft.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`], [`Fault::Invalid`].
pub async fn edit(tx: &mut Tx, id: Uuid, version: i64, input: &InquiryInput) -> Result<(), Fault> {
    let before = load(tx, id).await?;
    // Its face follows from what it is about.
    let mut input = input.clone();
    if before.roadmap_id.is_some() {
        input.face = Face::Consultation;
    } else if input.face == Face::Consultation {
        input.face = before.face;
    }
    demand_openness(tx, &before, input.is_open).await?;
    let input = input.validate().map_err(Fault::Invalid)?;
    let text = sql!(
        "update inquiry set face = $3, title = $4, purpose = $5, planned_use = $6, theme = $7, letter = $8,
            minutes = $9, answer_by = $10, feedback_by = $11, readers = $12, is_open = $13, registry_number = $14,
            reminders = $15, version = version + 1
         where id = $1 and version = $2"
    );
    let edit = query(text)
        .bind(id)
        .bind(version)
        .bind(input.face.name())
        .bind(&input.title)
        .bind(&input.purpose)
        .bind(&input.planned_use)
        .bind(&input.theme)
        .bind(&input.letter)
        .bind(input.minutes)
        .bind(input.answer_by)
        .bind(input.feedback_by)
        .bind(input.readers.name())
        .bind(input.is_open)
        .bind(&input.registry_number)
        .bind(&input.reminders);
    save(tx, Kind::Inquiry.of(id), edit).await
}

/// Adds a question last.
///
/// # Errors
/// As [`edit`].
pub async fn create_question(tx: &mut Tx, inquiry: Uuid, input: &QuestionInput) -> Result<Uuid, Fault> {
    if input.kind == QuestionKind::Effect {
        return Err(Fault::Invalid(vec![FieldFault::new("kind", "effect-of-measure")]));
    }
    let input = input.validate().map_err(Fault::Invalid)?;
    let (root, place) = place_below(tx, Kind::Inquiry.of(inquiry), Kind::Question).await?;
    let all = stored_questions(tx, inquiry).await?;
    if all.len() >= MOST_QUESTIONS {
        let full = FieldFault::new("form", "questions-full").with("max", MOST_QUESTIONS);
        return Err(Fault::Invalid(vec![full]));
    }
    demand_branch(&all, None, &input)?;
    let id = insert_question(tx, inquiry, place, &input, None, None).await?;
    added(tx, &root, Kind::Question.of(id)).await
}

/// Saves a question.
///
/// # Errors
/// As [`edit`].
pub async fn edit_question(tx: &mut Tx, id: Uuid, version: i64, input: &QuestionInput) -> Result<(), Fault> {
    let root = root_of(tx, Kind::Question.of(id)).await?;
    let all = stored_questions(tx, root.of.id).await?;
    let mut input = input.clone();
    // Whose effect it is about stays.
    match all.iter().find(|one| one.id == id).filter(|one| one.kind == QuestionKind::Effect) {
        Some(there) => (input.kind, input.unit) = (there.kind, there.unit.clone()),
        None if input.kind == QuestionKind::Effect => {
            return Err(Fault::Invalid(vec![FieldFault::new("kind", "effect-of-measure")]));
        }
        None => {}
    }
    let input = input.validate().map_err(Fault::Invalid)?;
    demand_branch(&all, Some(id), &input)?;
    if all.iter().any(|one| one.id == id && one.above_id.is_some()) {
        // It is lifted into the answer to the same question above.
        return Err(Fault::Invalid(vec![FieldFault::new("form", "question-passed-on")]));
    }
    let text = sql!(
        "update question set title = $3, help = $4, kind = $5, options = $6, unit = $7, is_required = $8,
            depends_on = $9, depends_choice = $10, version = version + 1
         where id = $1 and version = $2"
    );
    let edit = query(text)
        .bind(id)
        .bind(version)
        .bind(&input.title)
        .bind(&input.help)
        .bind(input.kind.name())
        .bind(&input.options)
        .bind(&input.unit)
        .bind(input.is_required)
        .bind(input.depends_on)
        .bind(&input.depends_choice);
    save(tx, Kind::Question.of(id), edit).await
}

/// Goes on only if a question depends on an earlier one with such a choice, if on any.
fn demand_branch(all: &[Question], own: Option<Uuid>, input: &QuestionInput) -> Result<(), Fault> {
    let Some(on) = input.depends_on else { return Ok(()) };
    let place = |id: Uuid| all.iter().position(|one| one.id == id);
    let end = own.and_then(place).unwrap_or(all.len());
    let above = all[..end].iter().find(|one| one.id == on);
    if above.is_some_and(|above| above.choices().contains(&input.depends_choice)) {
        return Ok(());
    }
    Err(Fault::Invalid(vec![FieldFault::new("depends_on", "depends-earlier")]))
}

/// Brings back an inquiry, a question or somebody who was to be asked.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`].
pub async fn restore(tx: &mut Tx, of: Ref) -> Result<(), Fault> {
    crate::records::restore(tx, of).await?;
    if of.kind == Kind::Inquiry {
        let back = load(tx, of.id).await?;
        let prepared = match (back.phase, back.roadmap_id, back.above_id) {
            (Phase::Draft, Some(roadmap), None) => about_roadmap(tx, roadmap, &[Phase::Draft]).await?,
            _ => None,
        };
        // Another has been prepared meanwhile: the step would open only one of them.
        if prepared.is_some_and(|one| one.id != of.id) {
            let there = FieldFault::new("form", "inquiry-prepared").with("title", &back.title);
            return Err(Fault::Invalid(vec![there]));
        }
    }
    Ok(())
}

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
    let root = root_of(tx, Kind::Inquiry.of(id)).await?;
    let before = crate::records::audit_snapshot(tx, root.of).await?;
    let feedback_by = prepared.as_ref().and_then(|one| one.feedback_by).map(|by| by.max(about.answer_by));
    query(sql!("update inquiry set purpose = $2, answer_by = $3, feedback_by = $4 where id = $1"))
        .bind(id)
        .bind(about.purpose)
        .bind(about.answer_by)
        .bind(feedback_by)
        .execute(tx)
        .await?;
    match prepared {
        Some(_) => {
            points::follow(tx, id, &about.points, &about.effects).await?;
            changed(tx, &root, "edit", root.of, &before).await?;
        }
        None => changed(tx, &root, "create", root.of, &serde_json::Value::Null).await?,
    }
    let inquiry = load(tx, id).await?;
    opened(tx, &root, &inquiry, Some(about.version)).await?;
    Ok(id)
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
}

/// Saves a plan.
///
/// # Errors
/// As [`edit`].
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
        ..InquiryInput::from(&inquiry)
    };
    // The texts were judged when they were written.
    let valid = crate::case_data::judged_before(|| planned.validate()).map_err(Fault::Invalid)?;
    let mut check = Check::default();
    if inquiry.feedback_by.is_some() && input.feedback_by.is_none() {
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
        "update inquiry set answer_by = $3, feedback_by = $4, reminders = $5, is_open = $6, version = version + 1
         where id = $1 and version = $2"
    );
    let update = query(text)
        .bind(id)
        .bind(version)
        .bind(valid.answer_by)
        .bind(valid.feedback_by)
        .bind(&valid.reminders)
        .bind(input.is_open);
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

/// Goes on only if an inquiry may be open to all: one that passes another on carries others' documents and plan.
async fn demand_openness(tx: &mut Tx, inquiry: &Inquiry, is_open: bool) -> Result<(), Fault> {
    let above = if is_open { cascade::above(tx, inquiry).await? } else { None };
    match above {
        Some(above) if !above.is_open => {
            Err(Fault::Invalid(vec![FieldFault::new("is_open", "open-not-above")]))
        }
        _ => Ok(()),
    }
}

/// The inquiry, if it is a draft that the actor may change.
async fn demand_draft(tx: &mut Tx, id: Uuid) -> Result<(Root, Inquiry), Fault> {
    let root = root_of(tx, Kind::Inquiry.of(id)).await?;
    root.demand(tx, Right::Ask)?;
    let inquiry = load(tx, id).await?;
    Ok((root, inquiry))
}

/// A stance on a point, as a question.
pub(super) fn stance(title: &str, help: &str) -> QuestionInput {
    QuestionInput {
        title: title.to_owned(),
        help: help.to_owned(),
        kind: QuestionKind::Stance,
        ..QuestionInput::default()
    }
}
