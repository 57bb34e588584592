//! Passing an inquiry on: a region to its municipalities, a municipality to its units. Each level has a letter, recipients
//! and an earlier last day of its own, reads its own answers only, and lifts them into its own. Above, one sees how far
//! those below have come, and not what they say before it is lifted.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use serde_json::json;
use uuid::Uuid;

use super::answering::{Answering, Entry, enter, save};
use super::events::{self, Step, What};
use super::input::{InquiryInput, QuestionInput};
use super::questions::{NewQuestion, add_questions};
use super::read::{INQUIRY, stored, stored_questions, stored_recipient, stored_recipients};
use super::replies::{GivenReply, replies_to};
use super::standing::{Alike, stored_standing};
use super::states::RecipientState;
use super::store::insert;
use super::types::{Channel, Inquiry, Readers, Recipient, Reply};
use crate::access::{Kind, Phase, Right};
use crate::audit::{self, Event};
use crate::db::{Builder, Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::organisations;
use crate::records::{Root, may_read, root_of_any};

/// Days between the last day of those below and one's own, to sum up.
const TO_SUM_UP: u64 = 7;
/// How many ids are asked for at once: fewer than either engine takes.
const AT_ONCE: usize = 500;
/// How deep a cascade can be: country, region, municipality, unit, and one to spare.
const DEEPEST: usize = 5;

/// Prepares an inquiry that passes another on, as a draft of the organisation that is asked.
///
/// # Errors
/// As [`enter`]; [`Fault::Forbidden`] for whoever does not ask for that organisation; [`Fault::Invalid`] with `passed-on` when
/// it has been already, or `answers-closed`.
pub async fn pass_on(tx: &mut Tx, entry: Entry<'_>) -> Result<Uuid, Fault> {
    let it = enter(tx, entry).await?;
    let tree = organisations::load(tx).await?;
    let owner = it.recipient.organisation_id.as_deref().and_then(|id| tree.get(id)).cloned();
    let owner = owner.ok_or(Fault::Forbidden(Right::Ask))?;
    tx.demand(Right::Ask, owner.owner())?;
    if !it.is_open {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "passed-late")]));
    }
    if passed_on(tx, it.recipient.id).await?.is_some() {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "passed-on")]));
    }
    let input = InquiryInput {
        answer_by: earlier(it.last_day(), tx.today()),
        readers: Readers::Sender,
        is_open: false,
        registry_number: String::new(),
        letter: String::new(),
        contact: String::new(),
        ..InquiryInput::from(&it.inquiry)
    };
    let valid = crate::case_data::judged_before(|| input.validate()).map_err(Fault::Invalid)?;
    let id = insert(tx, &owner, &valid, it.inquiry.roadmap_id, Some(it.recipient.id)).await?;
    let questions: Vec<NewQuestion> = it
        .questions
        .iter()
        .map(|one| NewQuestion {
            input: QuestionInput::from(one),
            point: one.point_id,
            above: Some(one.id),
            from: Some(one.id),
        })
        .collect();
    add_questions(tx, id, &questions).await?;
    let change = json!({ "title": [null, valid.title], "organisation_id": [null, owner.id] });
    audit::record(tx, Event::on("inquiry.create", Kind::Inquiry, id).within(&owner.house).change(change))
        .await?;
    Ok(id)
}

/// A week before one's own last day, if that is to come.
fn earlier(last: Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
    last?.checked_sub_days(Days::new(TO_SUM_UP)).filter(|day| *day > today)
}

/// Goes on only if an inquiry that passes another on leaves its own answer in time.
pub(super) async fn demand_in_time(tx: &mut Tx, inquiry: &Inquiry) -> Result<Option<FieldFault>, Fault> {
    let Some(above) = inquiry.above_id else { return Ok(None) };
    let recipient = stored_recipient(tx, above).await?;
    let last = recipient.last_day(&stored(tx, recipient.inquiry_id).await?);
    let is_late = inquiry.answer_by.zip(last).is_some_and(|(own, last)| own >= last);
    Ok(is_late
        .then(|| FieldFault::new("answer_by", "later-than-above").with("date", last.unwrap_or_default())))
}

/// Notes above that it has been passed on.
pub(super) async fn opened(tx: &mut Tx, inquiry: &Inquiry) -> Result<(), Fault> {
    let Some(above) = inquiry.above_id else { return Ok(()) };
    let recipient = stored_recipient(tx, above).await?;
    if !recipient.state.may_become(RecipientState::Forwarded) {
        return Ok(());
    }
    let root: Root = root_of_any(tx, Kind::Recipient.of(above)).await?;
    let author = events::author(tx, &recipient.title);
    let step = Step::new(What::Forwarded, RecipientState::Forwarded, Channel::Web, &author, "");
    events::take(tx, &root, &recipient, &step).await
}

/// The inquiry by which one of those asked passes theirs on, whoever the actor is.
async fn passed_on(tx: &mut Tx, recipient: Uuid) -> Result<Option<Inquiry>, Fault> {
    let mut select = Builder::new("select ");
    select.push(INQUIRY).push(" from inquiry r where r.deleted_at is null and r.above_id = ").bind(recipient);
    select.push(" order by r.created_at, r.id limit 1");
    select.build().optional(tx).await
}

/// The inquiry by which an answer is asked for further down, for whoever reads it.
///
/// # Errors
/// The database fails.
pub async fn below(tx: &mut Tx, it: &Answering) -> Result<Option<Inquiry>, Fault> {
    let Some(inquiry) = passed_on(tx, it.recipient.id).await? else { return Ok(None) };
    Ok(may_read(tx, Kind::Inquiry.of(inquiry.id)).await?.then_some(inquiry))
}

/// The inquiry that one passes on, for whoever reads the one that does.
///
/// # Errors
/// The database fails.
pub async fn above(tx: &mut Tx, inquiry: &Inquiry) -> Result<Option<Inquiry>, Fault> {
    let Some(above) = inquiry.above_id else { return Ok(None) };
    let recipient = stored_recipient(tx, above).await?;
    stored(tx, recipient.inquiry_id).await.map(Some)
}

/// Those asked further down who have come equally far: how far, and not what they say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// Who has passed it on to them, of those asked above.
    pub through: String,
    /// How far they have come.
    pub alike: Alike,
}

/// How it stands with those asked further down, through each of an inquiry's own recipients, in their order, for whoever reads
/// the inquiry.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn passed(tx: &mut Tx, inquiry: Uuid) -> Result<Vec<Passed>, Fault> {
    crate::records::root_of(tx, Kind::Inquiry.of(inquiry)).await?;
    let first = first_below(tx, inquiry).await?;
    let mut found: Vec<Vec<Alike>> = vec![Vec::new(); first.len()];
    let mut level: Vec<(usize, Uuid)> =
        first.iter().enumerate().map(|(place, (_, id))| (place, *id)).collect();
    for _ in 0..DEEPEST {
        if level.is_empty() {
            break;
        }
        let through: HashMap<Uuid, usize> = level.iter().map(|(place, id)| (*id, *place)).collect();
        let inquiries: Vec<Uuid> = level.iter().map(|(_, id)| *id).collect();
        for some in inquiries.chunks(AT_ONCE) {
            for alike in stored_standing(tx, some).await? {
                if let Some(place) = through.get(&alike.inquiry_id) {
                    found[*place].push(alike);
                }
            }
        }
        level = opened_below(tx, &inquiries)
            .await?
            .into_iter()
            .filter_map(|(above, id)| through.get(&above).map(|place| (*place, id)))
            .collect();
    }
    let named = first.into_iter().zip(found);
    let passed = named.flat_map(|((through, _), all)| {
        all.into_iter().map(move |alike| Passed { through: through.clone(), alike })
    });
    Ok(passed.collect())
}

/// The open inquiries by which an inquiry's own recipients have passed it on, each with what the recipient is called.
async fn first_below(tx: &mut Tx, inquiry: Uuid) -> Result<Vec<(String, Uuid)>, Fault> {
    query(sql!(
        "select p.title, r.id from inquiry r join recipient p on p.id = r.above_id
         where r.deleted_at is null and p.deleted_at is null and p.inquiry_id = $1 and r.phase <> 'draft'
         order by p.position, r.id"
    ))
    .bind(inquiry)
    .all(tx)
    .await
}

/// The open inquiries by which recipients of some have passed them on, each with the one that it passes on.
async fn opened_below(tx: &mut Tx, inquiries: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>, Fault> {
    let mut found = Vec::new();
    for some in inquiries.chunks(AT_ONCE) {
        let mut select = Builder::new(
            "select p.inquiry_id, r.id from inquiry r join recipient p on p.id = r.above_id
             where r.deleted_at is null and p.deleted_at is null and r.phase <> ",
        );
        select.bind(Phase::Draft.name()).push(" and ").is_in("p.inquiry_id", some.iter().copied());
        select.push(" order by p.position, r.id");
        found.extend(select.build().all::<(Uuid, Uuid)>(tx).await?);
    }
    Ok(found)
}

/// What those further down have answered to a question, for whoever answers it and reads theirs.
///
/// # Errors
/// As [`enter`].
pub async fn answers_below(
    tx: &mut Tx,
    it: &Answering,
    question: Uuid,
) -> Result<Vec<(Recipient, GivenReply)>, Fault> {
    let Some(inquiry) = below(tx, it).await? else { return Ok(Vec::new()) };
    let own = stored_questions(tx, inquiry.id).await?.into_iter().find(|one| one.above_id == Some(question));
    let Some(own) = own else { return Ok(Vec::new()) };
    let recipients = stored_recipients(tx, inquiry.id).await?;
    let given = replies_to(tx, own.id).await?;
    let named = |reply: GivenReply| {
        let recipient = recipients.iter().find(|one| one.id == reply.recipient_id)?.clone();
        Some((recipient, reply))
    };
    Ok(given.into_iter().filter_map(named).collect())
}

/// Lifts what one below has answered to a question into one's own answer, after what stands there. `said` is how it reads.
///
/// # Errors
/// As [`save`].
pub async fn lift(tx: &mut Tx, entry: Entry<'_>, question: Uuid, said: &str) -> Result<(), Fault> {
    let it = enter(tx, entry).await?;
    let there = it.drafts.get(&question);
    let before = there.map(|draft| draft.reply.clone()).unwrap_or_default();
    if before.body.contains(said) {
        return Ok(());
    }
    let body = if before.body.is_empty() { said.to_owned() } else { format!("{}\n\n{said}", before.body) };
    let version = there.map_or(0, |draft| draft.version);
    let reply = Reply { body, ..before };
    // They were judged when they were written.
    crate::case_data::reviewed(save(tx, entry, question, version, &reply)).await.map(|_| ())
}
