//! The questions of an inquiry: writing them while it is a draft.

use uuid::Uuid;

use super::input::QuestionInput;
use super::read::stored_questions;
use super::types::{Question, QuestionKind};
use crate::access::Kind;
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::records::{added, place_below, root_of, save};

/// Most questions of one inquiry.
pub(super) const MOST_QUESTIONS: usize = 200;
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
pub(super) fn copied(questions: &[Question]) -> Vec<NewQuestion> {
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

/// Adds questions that have been chosen from a list of what they can be about; refused with a key where none is.
pub(super) async fn add_listed(
    tx: &mut Tx,
    inquiry: Uuid,
    all: Vec<(QuestionInput, Option<Uuid>)>,
    none: &'static str,
) -> Result<(), Fault> {
    let (root, place) = place_below(tx, Kind::Inquiry.of(inquiry), Kind::Question).await?;
    if all.is_empty() {
        return Err(Fault::Invalid(vec![FieldFault::new("form", none)]));
    }
    if stored_questions(tx, inquiry).await?.len() + all.len() > MOST_QUESTIONS {
        return Err(full());
    }
    for (after, (input, point)) in all.into_iter().enumerate() {
        let input = input.validate().map_err(Fault::Invalid)?;
        let id = insert_question(tx, inquiry, place + after as i64, &input, point, None).await?;
        added(tx, &root, Kind::Question.of(id)).await?;
    }
    Ok(())
}

fn full() -> Fault {
    Fault::Invalid(vec![FieldFault::new("form", "questions-full").with("max", MOST_QUESTIONS)])
}

/// Adds a question last.
///
/// # Errors
/// As [`super::edit`].
pub async fn create_question(tx: &mut Tx, inquiry: Uuid, input: &QuestionInput) -> Result<Uuid, Fault> {
    if input.kind.is_from_list() {
        return Err(from_list());
    }
    let input = input.validate().map_err(Fault::Invalid)?;
    let (root, place) = place_below(tx, Kind::Inquiry.of(inquiry), Kind::Question).await?;
    let all = stored_questions(tx, inquiry).await?;
    if all.len() >= MOST_QUESTIONS {
        return Err(full());
    }
    demand_branch(&all, None, &input)?;
    let id = insert_question(tx, inquiry, place, &input, None, None).await?;
    added(tx, &root, Kind::Question.of(id)).await
}

/// What is made from a list cannot be made without it.
fn from_list() -> Fault {
    Fault::Invalid(vec![FieldFault::new("kind", "question-from-list")])
}

/// Saves a question.
///
/// # Errors
/// As [`super::edit`].
pub async fn edit_question(tx: &mut Tx, id: Uuid, version: i64, input: &QuestionInput) -> Result<(), Fault> {
    let root = root_of(tx, Kind::Question.of(id)).await?;
    let all = stored_questions(tx, root.of.id).await?;
    let mut input = input.clone();
    // What it is about stays.
    match all.iter().find(|one| one.id == id).filter(|one| one.kind.is_from_list()) {
        Some(there) => (input.kind, input.unit) = (there.kind, there.unit.clone()),
        None if input.kind.is_from_list() => return Err(from_list()),
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
pub(super) fn demand_branch(all: &[Question], own: Option<Uuid>, input: &QuestionInput) -> Result<(), Fault> {
    let Some(on) = input.depends_on else { return Ok(()) };
    let place = |id: Uuid| all.iter().position(|one| one.id == id);
    let end = own.and_then(place).unwrap_or(all.len());
    let above = all[..end].iter().find(|one| one.id == on);
    if above.is_some_and(|above| above.choices().contains(&input.depends_choice)) {
        return Ok(());
    }
    Err(Fault::Invalid(vec![FieldFault::new("depends_on", "depends-earlier")]))
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
