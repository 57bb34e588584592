//! What has been done to fill what is missing: which way was tried when, whom it reached, and what came of it. Whoever says that
//! they want to take part comes here too.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::store::{MISSING, listed};
use super::tasks::demand_seat;
use super::types::{Perspective, SeatRole};
use crate::access::{Actor, Kind, Right};
use crate::accounts::count_newcomer;
use crate::audit;
use crate::checks::{Check, Valid, line, lines};
use crate::db::{Db, Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::inquiry::SIZES;
use crate::name::named;
use crate::once::{Request, once};
use crate::organisations::is_county;
use crate::outbox::{self, Email, is_address};
use crate::records::{event, root_of, root_of_any};

/// Most steps of one group.
const MOST: i64 = 2_000;
/// Most who come by themselves.
const MOST_COME: i64 = 500;

named! {
    /// The way that somebody was sought.
    RecruitmentChannel {
        /// Through a network, such as that of heads of social services in a county.
        Network = "network",
        /// By a letter from here.
        Letter = "letter",
        /// By e-mail.
        Email = "email",
        /// By telephone.
        Phone = "phone",
        /// On a web page or a platform.
        Website = "website",
        /// At a seminar or a meeting.
        Seminar = "seminar",
        /// They came by themselves.
        OpenForm = "open_form",
        /// Another way.
        Other = "other",
    }
}

named! {
    /// What came of it.
    RecruitmentResult {
        /// Nothing yet.
        Waiting = "waiting",
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// They do not want to.
        Declined = "declined",
        /// They want to.
        Interested = "interested",
        /// They have a seat.
        Seated = "seated",
    }
}

/// A step to fill what is missing.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct RecruitmentStep {
    /// Id.
    pub id: Uuid,
    /// The group.
    pub planning_group_id: Uuid,
    /// Code of the county that it is for; empty for any.
    pub county: String,
    /// The function that it is for; empty for any.
    pub role: String,
    /// The perspectives that it is for, by name; empty for any.
    pub perspectives: String,
    /// The size class that it is for; any without.
    pub size_class: Option<i64>,
    /// When.
    pub day: NaiveDate,
    /// Which way.
    pub channel: RecruitmentChannel,
    /// Whom it reached: a function, an organisation, a network.
    pub whom: String,
    /// Where they can be reached.
    pub email: String,
    /// What was said.
    pub note: String,
    /// What came of it.
    pub result: RecruitmentResult,
    /// The seat that it led to.
    pub seat_id: Option<Uuid>,
    /// Counts the changes.
    pub version: i64,
    /// When it was noted.
    pub created_at: DateTime<Utc>,
}

/// A step's own fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepInput {
    /// Code of the county that it is for; empty for any.
    pub county: String,
    /// The function that it is for; any without.
    pub role: Option<SeatRole>,
    /// The perspectives that it is for; none for any.
    pub perspectives: Vec<Perspective>,
    /// The size class that it is for.
    pub size_class: Option<i64>,
    /// When; today without.
    pub day: Option<NaiveDate>,
    /// Which way.
    pub channel: RecruitmentChannel,
    /// Whom it reached.
    pub whom: String,
    /// Where they can be reached.
    pub email: String,
    /// What was said.
    pub note: String,
    /// What came of it.
    pub result: RecruitmentResult,
    /// The seat that it led to.
    pub seat_id: Option<Uuid>,
}

impl Default for StepInput {
    fn default() -> Self {
        Self {
            county: String::new(),
            role: None,
            perspectives: Vec::new(),
            size_class: None,
            day: None,
            channel: RecruitmentChannel::Network,
            whom: String::new(),
            email: String::new(),
            note: String::new(),
            result: RecruitmentResult::Waiting,
            seat_id: None,
        }
    }
}

impl StepInput {
    /// Checks and normalises. Keys: `whom-missing`, `too-long`, `letter-to`, `county-unknown`, `out-of-range`.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn validate(&self) -> Result<Valid<Self>, Vec<FieldFault>> {
        let input = Self {
            whom: line(&self.whom),
            email: line(&self.email),
            note: lines(&self.note),
            ..self.clone()
        };
        let mut check = Check::default();
        check.present("whom", &input.whom, "whom-missing");
        check.title_length("whom", &input.whom);
        check.texts(&[("note", &input.note)]);
        if !input.email.is_empty() && !is_address(&input.email) {
            check.add(FieldFault::new("email", "letter-to"));
        }
        if !input.county.is_empty() && !is_county(&input.county) {
            check.add(FieldFault::new("county", "county-unknown"));
        }
        if let Some(class) = input.size_class {
            check.range("size_class", class as f64, 0.0, (SIZES.len() - 1) as f64);
        }
        check.finish(input)
    }
}

/// What has been done has been done: not on a day to come.
fn demand_done(tx: &Tx, input: &StepInput) -> Result<(), Fault> {
    if input.day.is_some_and(|day| day > tx.today()) {
        return Err(Fault::Invalid(vec![FieldFault::new("day", "day-to-come")]));
    }
    Ok(())
}

impl From<&RecruitmentStep> for StepInput {
    fn from(row: &RecruitmentStep) -> Self {
        Self {
            county: row.county.clone(),
            role: SeatRole::named(&row.role),
            perspectives: Perspective::read(&row.perspectives),
            size_class: row.size_class,
            day: Some(row.day),
            channel: row.channel,
            whom: row.whom.clone(),
            email: row.email.clone(),
            note: row.note.clone(),
            result: row.result,
            seat_id: row.seat_id,
        }
    }
}

/// What has been done to fill a group, the latest first, for whoever convenes it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn steps(tx: &mut Tx, group: Uuid) -> Result<Vec<RecruitmentStep>, Fault> {
    root_of(tx, Kind::Group.of(group)).await?;
    query(sql!(
        "select id, planning_group_id, county, role, perspectives, size_class, day, channel, whom, email, note, result,
            seat_id, version, created_at
         from recruitment_step where planning_group_id = $1 order by day desc, created_at desc, id desc"
    ))
    .bind(group)
    .all(tx)
    .await
}

/// One of them, for whoever convenes the group.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn recruitment_step(tx: &mut Tx, id: Uuid) -> Result<RecruitmentStep, Fault> {
    let missing = || Fault::NotFound { what: "recruitment_step" };
    let group: Option<(Uuid,)> = query(sql!("select planning_group_id from recruitment_step where id = $1"))
        .bind(id)
        .optional(tx)
        .await?;
    let (group,) = group.ok_or_else(missing)?;
    steps(tx, group).await?.into_iter().find(|step| step.id == id).ok_or_else(missing)
}

/// Notes what has been done to fill a group.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Invalid`], also with `steps-full`.
pub async fn recruit(tx: &mut Tx, group: Uuid, input: &StepInput) -> Result<Uuid, Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    demand_done(tx, &input)?;
    let root = root_of(tx, Kind::Group.of(group)).await?;
    root.demand(tx, Right::Convene)?;
    let id = insert(tx, group, &input, None).await?;
    let change = json!({ "channel": [null, input.channel], "result": [null, input.result] });
    audit::record(tx, event(&root, "recruit", root.of).change(change)).await?;
    Ok(id)
}

async fn insert(tx: &mut Tx, group: Uuid, input: &StepInput, letter: Option<Uuid>) -> Result<Uuid, Fault> {
    // Strangers do not fill what is for those who convene.
    let is_open = input.channel == RecruitmentChannel::OpenForm;
    let most = if is_open { MOST_COME } else { MOST };
    let (count,): (i64,) = query(sql!(
        "select count(*) from recruitment_step where planning_group_id = $1 and (channel = $2) = $3"
    ))
    .bind(group)
    .bind(RecruitmentChannel::OpenForm.name())
    .bind(is_open)
    .one(tx)
    .await?;
    if count >= most {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "steps-full").with("max", most)]));
    }
    demand_seat(tx, group, input.seat_id).await?;
    let id = tx.new_id();
    query(sql!(
        "insert into recruitment_step (id, planning_group_id, county, role, size_class, day, channel, whom, email, note,
            result, seat_id, letter_id, version, created_at, perspectives)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1, $14, $15)"
    ))
    .bind(id)
    .bind(group)
    .bind(&input.county)
    .bind(input.role.map_or("", SeatRole::name))
    .bind(input.size_class)
    .bind(input.day.unwrap_or(tx.today()))
    .bind(input.channel.name())
    .bind(&input.whom)
    .bind(&input.email)
    .bind(&input.note)
    .bind(input.result.name())
    .bind(input.seat_id)
    .bind(letter)
    .bind(tx.now())
    .bind(Perspective::stored(&input.perspectives))
    .execute(tx)
    .await?;
    Ok(id)
}

/// Saves a step as the actor has seen it.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`], [`Fault::Invalid`].
pub async fn edit_step(tx: &mut Tx, id: Uuid, version: i64, input: &StepInput) -> Result<(), Fault> {
    let before = recruitment_step(tx, id).await?;
    let root = root_of(tx, Kind::Group.of(before.planning_group_id)).await?;
    root.demand(tx, Right::Convene)?;
    let input = input.validate().map_err(Fault::Invalid)?;
    demand_done(tx, &input)?;
    demand_seat(tx, before.planning_group_id, input.seat_id).await?;
    let update = query(sql!(
        "update recruitment_step set county = $3, role = $4, size_class = $5, day = $6, channel = $7, whom = $8,
            email = $9, note = $10, result = $11, seat_id = $12, perspectives = $13, version = version + 1
         where id = $1 and version = $2"
    ))
    .bind(id)
    .bind(version)
    .bind(&input.county)
    .bind(input.role.map_or("", SeatRole::name))
    .bind(input.size_class)
    .bind(input.day.unwrap_or(before.day))
    .bind(input.channel.name())
    .bind(&input.whom)
    .bind(&input.email)
    .bind(&input.note)
    .bind(input.result.name())
    .bind(input.seat_id)
    .bind(Perspective::stored(&input.perspectives));
    crate::records::updated(tx, update).await?;
    let change =
        json!({ "result": [before.result, input.result], "channel": [before.channel, input.channel] });
    audit::record(tx, event(&root, "recruit", root.of).change(change)).await
}

/// Sends a letter to somebody who could fill what is missing, and notes it.
///
/// # Errors
/// As [`recruit`], and what may be wrong with the letter.
pub async fn write_letter(
    tx: &mut Tx,
    group: Uuid,
    input: &StepInput,
    letter: &Email,
) -> Result<Uuid, Fault> {
    let input = StepInput {
        channel: RecruitmentChannel::Letter,
        result: RecruitmentResult::Waiting,
        ..input.clone()
    };
    let input = input.validate().map_err(Fault::Invalid)?;
    let root = root_of(tx, Kind::Group.of(group)).await?;
    root.demand(tx, Right::Convene)?;
    let posted = outbox::queue_email(tx, letter).await?;
    let id = insert(tx, group, &input, Some(posted)).await?;
    let change = json!({ "channel": [null, input.channel], "result": [null, input.result] });
    audit::record(tx, event(&root, "recruit", root.of).change(change)).await?;
    Ok(id)
}

/// Somebody who wants to take part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interest {
    /// Name and function, or an organisation.
    pub whom: String,
    /// Where they can be reached.
    pub email: String,
    /// Code of their county.
    pub county: String,
    /// What they see the work from.
    pub perspectives: Vec<Perspective>,
    /// What they want to bring.
    pub note: String,
}

/// Counts somebody who comes to a group's open form from an address, so that nobody fills it.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::TooMany`].
pub async fn admit(db: &Db, group: Uuid, address: &str) -> Result<(), Fault> {
    listed(&mut db.read(&Actor::Visitor).await?, group).await?;
    count_newcomer(db, group, address).await
}

/// Notes that somebody wants to take part in a group that everyone may know of. The same form sent twice, by its key, is noted
/// once.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Invalid`] with what is wrong with it.
pub async fn want_to_join(tx: &mut Tx, group: Uuid, who: &Interest, key: &str) -> Result<(), Fault> {
    let found = listed(tx, group).await?;
    if found.ended_at.is_some() {
        return Err(MISSING);
    }
    let mut check = Check::default();
    if who.email.trim().is_empty() {
        check.add(FieldFault::new("email", "address-missing"));
    }
    let input = StepInput {
        county: who.county.clone(),
        perspectives: who.perspectives.clone(),
        channel: RecruitmentChannel::OpenForm,
        whom: who.whom.clone(),
        email: who.email.clone(),
        note: who.note.clone(),
        result: RecruitmentResult::Interested,
        ..StepInput::default()
    };
    let input = check.below("", input.validate().map(|valid| StepInput::clone(&valid)));
    check.finish(()).map_err(Fault::Invalid)?;
    let Some(input) = input else { return Err(Fault::Broken) };
    let content = format!(
        "{group}\n{}\n{}\n{}\n{}",
        input.whom,
        input.email,
        input.note,
        Perspective::stored(&input.perspectives)
    );
    once(tx, Request { key, content: &content }, async |tx| insert(tx, group, &input, None).await).await?;
    let root = root_of_any(tx, Kind::Group.of(group)).await?;
    audit::record(tx, event(&root, "join", root.of)).await
}

/// Takes away a step, such as one that tells of somebody who wants to be forgotten.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`].
pub async fn forget_step(tx: &mut Tx, id: Uuid, version: i64) -> Result<Uuid, Fault> {
    let step = recruitment_step(tx, id).await?;
    let root = root_of(tx, Kind::Group.of(step.planning_group_id)).await?;
    root.demand(tx, Right::Convene)?;
    let gone =
        query(sql!("delete from recruitment_step where id = $1 and version = $2")).bind(id).bind(version);
    crate::records::updated(tx, gone).await?;
    audit::record(tx, event(&root, "recruit", root.of).exempt()).await?;
    Ok(step.planning_group_id)
}
