//! Reading inquiries, their questions and those asked, for whoever asks.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::states::RecipientState;
use super::types::{Inquiry, Question, Recipient};
use crate::access::{Kind, Phase, RootKind};
use crate::db::{Builder, Tx, query, sql};
use crate::fault::Fault;
use crate::records::{self, Listing, root_of};

pub(super) const INQUIRY: &str = "r.id, r.organisation_id, r.phase, r.face, r.title, r.purpose, r.planned_use, \
    r.theme, r.roadmap_id, r.roadmap_version, r.above_id, r.letter, r.contact, r.minutes, r.answer_by, r.feedback_by, \
    r.readers, r.is_open, r.registry_number, r.reminders, r.summary, r.feedback, r.is_public, r.created_at, \
    r.updated_at, r.opened_at, r.ended_at, r.version";

/// The columns of a recipient.
pub(super) const RECIPIENT: &str = "id, inquiry_id, title, organisation_id, function_title, email, state, is_spontaneous, \
    channel, answer_by, time_wanted, time_reason, decline_reason, ask_again_on, revision_wanted, sent_at, read_at, \
    answered_at, told_at, version";

/// Inquiries that the actor may read, and how many there are on all pages.
///
/// # Errors
/// The database fails.
pub async fn list(tx: &mut Tx, listing: &Listing) -> Result<(Vec<Inquiry>, i64), Fault> {
    records::find(tx, RootKind::Inquiry, INQUIRY, listing).await
}

/// An inquiry, for whoever may read it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn load(tx: &mut Tx, id: Uuid) -> Result<Inquiry, Fault> {
    records::load(tx, Kind::Inquiry.of(id), INQUIRY).await
}

/// An inquiry whoever the actor is: for whoever has shown that it is for them.
pub(super) async fn stored(tx: &mut Tx, id: Uuid) -> Result<Inquiry, Fault> {
    let mut select = Builder::new("select ");
    select.push(INQUIRY).push(" from inquiry r where r.deleted_at is null and r.id = ").bind(id);
    let found: Option<Inquiry> = select.build().optional(tx).await?;
    found.ok_or(MISSING)
}

pub(super) const MISSING: Fault = Fault::NotFound { what: "inquiry" };

/// The questions of an inquiry, in order, for whoever may read it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn questions(tx: &mut Tx, inquiry: Uuid) -> Result<Vec<Question>, Fault> {
    root_of(tx, Kind::Inquiry.of(inquiry)).await?;
    stored_questions(tx, inquiry).await
}

pub(super) async fn stored_questions(tx: &mut Tx, inquiry: Uuid) -> Result<Vec<Question>, Fault> {
    query(sql!(
        "select id, position, title, help, kind, options, unit, is_required, depends_on, depends_choice, point_id,
            above_id, version
         from question where inquiry_id = $1 and deleted_at is null order by position, id"
    ))
    .bind(inquiry)
    .all(tx)
    .await
}

/// The inquiry that a question belongs to, with the question, for whoever may read it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn question(tx: &mut Tx, id: Uuid) -> Result<(Inquiry, Question), Fault> {
    let root = root_of(tx, Kind::Question.of(id)).await?;
    let inquiry = load(tx, root.of.id).await?;
    let all = stored_questions(tx, inquiry.id).await?;
    let question = all.into_iter().find(|one| one.id == id).ok_or(Fault::NotFound { what: "question" })?;
    Ok((inquiry, question))
}

/// Those asked, in order, for whoever may read the inquiry.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn recipients(tx: &mut Tx, inquiry: Uuid) -> Result<Vec<Recipient>, Fault> {
    root_of(tx, Kind::Inquiry.of(inquiry)).await?;
    stored_recipients(tx, inquiry).await
}

pub(super) async fn stored_recipients(tx: &mut Tx, inquiry: Uuid) -> Result<Vec<Recipient>, Fault> {
    let mut select = Builder::new("select ");
    select.push(RECIPIENT).push(" from recipient where deleted_at is null and inquiry_id = ").bind(inquiry);
    select.push(" order by position, id");
    select.build().all(tx).await
}

/// One of those asked, for whoever may read the inquiry.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn recipient(tx: &mut Tx, id: Uuid) -> Result<(Inquiry, Recipient), Fault> {
    let root = root_of(tx, Kind::Recipient.of(id)).await?;
    Ok((load(tx, root.of.id).await?, stored_recipient(tx, id).await?))
}

pub(super) async fn stored_recipient(tx: &mut Tx, id: Uuid) -> Result<Recipient, Fault> {
    let mut select = Builder::new("select ");
    select.push(RECIPIENT).push(" from recipient where deleted_at is null and id = ").bind(id);
    let found: Option<Recipient> = select.build().optional(tx).await?;
    found.ok_or(Fault::NotFound { what: "recipient" })
}

/// The version of a roadmap that the inquiry of a recipient is about.
pub(super) async fn version_above(tx: &mut Tx, recipient: Uuid) -> Result<Option<i64>, Fault> {
    let (version,) = query(sql!(
        "select r.roadmap_version from inquiry r join recipient p on p.inquiry_id = r.id where p.id = $1"
    ))
    .bind(recipient)
    .one(tx)
    .await?;
    Ok(version)
}

/// How many of those asked have come how far, by inquiry.
///
/// # Errors
/// The database fails.
pub async fn states(
    tx: &mut Tx,
    inquiries: &[Uuid],
) -> Result<BTreeMap<Uuid, BTreeMap<RecipientState, i64>>, Fault> {
    let mut select = Builder::new("select inquiry_id, state, count(*) from recipient where ");
    select.is_in("inquiry_id", inquiries.iter().copied());
    select.push(" and deleted_at is null group by inquiry_id, state");
    let rows: Vec<(Uuid, String, i64)> = select.build().all(tx).await?;
    let mut states: BTreeMap<Uuid, BTreeMap<RecipientState, i64>> = BTreeMap::new();
    for (inquiry, state, count) in rows {
        if let Some(state) = RecipientState::named(&state) {
            states.entry(inquiry).or_default().insert(state, count);
        }
    }
    Ok(states)
}

/// The inquiries about a roadmap that are open, the latest first.
pub(crate) async fn open_about_roadmap(tx: &mut Tx, roadmap: Uuid) -> Result<Vec<Inquiry>, Fault> {
    let mut select = Builder::new("select ");
    select.push(INQUIRY).push(" from inquiry r where r.deleted_at is null and r.roadmap_id = ").bind(roadmap);
    select.push(" and r.above_id is null and r.phase = ").bind(Phase::Open.name());
    select.push(" order by r.created_at desc, r.id desc");
    select.build().all(tx).await
}

/// The inquiry that has been prepared about a roadmap, for whoever may read it.
///
/// # Errors
/// The database fails.
pub async fn prepared_about(tx: &mut Tx, roadmap: Uuid) -> Result<Option<Inquiry>, Fault> {
    let Some(prepared) = about_roadmap(tx, roadmap, &[Phase::Draft]).await? else { return Ok(None) };
    let may_read = crate::records::may_read(tx, Kind::Inquiry.of(prepared.id)).await?;
    Ok(may_read.then_some(prepared))
}

/// The newest inquiry about a roadmap in one of some phases, whoever the actor is.
pub(crate) async fn about_roadmap(
    tx: &mut Tx,
    roadmap: Uuid,
    phases: &[Phase],
) -> Result<Option<Inquiry>, Fault> {
    let mut select = Builder::new("select ");
    select.push(INQUIRY).push(" from inquiry r where r.deleted_at is null and r.roadmap_id = ").bind(roadmap);
    select.push(" and r.above_id is null and ").is_in("r.phase", phases.iter().map(|phase| phase.name()));
    select.push(" order by r.created_at desc, r.id desc limit 1");
    select.build().optional(tx).await
}
