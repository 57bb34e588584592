//! An inquiry of whoever asks: making it, and writing its own fields while it is a draft.

use serde_json::json;
use uuid::Uuid;

use super::cascade;
use super::input::InquiryInput;
use super::points;
use super::questions::{add_questions, copied};
use super::read::{about_roadmap, load, questions};
use super::types::{Face, Inquiry};
use crate::access::{Kind, Phase, Ref, Right};
use crate::audit::{self, Event};
use crate::checks::Valid;
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::organisations::{self, Organisation};
use crate::records::{root_of, save};

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
    match roadmap {
        Some(roadmap) => {
            let owner = root_of(tx, Kind::Roadmap.of(roadmap)).await?.organisation_id;
            organisations::acting(tx, Right::Ask, Some(&owner)).await
        }
        None => organisations::acting(tx, Right::Ask, asked).await,
    }
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
            face, purpose, planned_use, theme, roadmap_id, above_id, letter, contact, minutes, answer_by, feedback_by, readers,
            is_open, registry_number, reminders, summary, feedback, is_public)
         values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
            $22, $23, '', '', $4)"
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
    .bind(&input.contact)
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
            reminders = $15, contact = $16, version = version + 1
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
        .bind(&input.reminders)
        .bind(&input.contact);
    save(tx, Kind::Inquiry.of(id), edit).await
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

/// Goes on only if an inquiry may be open to all: one that passes another on carries others' documents and plan.
pub(super) async fn demand_openness(tx: &mut Tx, inquiry: &Inquiry, is_open: bool) -> Result<(), Fault> {
    let above = if is_open { cascade::above(tx, inquiry).await? } else { None };
    match above {
        Some(above) if !above.is_open => {
            Err(Fault::Invalid(vec![FieldFault::new("is_open", "open-not-above")]))
        }
        _ => Ok(()),
    }
}
