//! Functions in organisations, and who holds them: a change of holder leaves the history on the function.

use chrono::{Days, NaiveDate};
use serde::Serialize;
use serde_json::json;
use sqlx_macros::FromRow;
use utoipa::ToSchema;
use uuid::Uuid;

use super::official::official;
use super::store::{added, load};
use crate::access::{Grant, Owner, Right, Role, may_grant};
use crate::audit::{self, Event, Object};
use crate::checks::{Check, line};
use crate::db::{Builder, Tx, query, sql};
use crate::fault::{Fault, FieldFault};

/// How many days back a holding can begin.
const LONGEST_BACK: u64 = 31;

/// A function in an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct Function {
    /// Id.
    pub id: Uuid,
    /// The organisation.
    pub organisation_id: String,
    /// The house that the organisation is a part of.
    pub house: String,
    /// What it makes of whoever holds it.
    pub role: Role,
    /// What it is called in the organisation.
    pub title: String,
    /// Counts the changes.
    pub version: i64,
}

impl Function {
    fn owner(&self) -> Owner<'_> {
        Owner { organisation: &self.organisation_id, house: &self.house }
    }
}

/// Somebody who holds a function, or has held it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct Holder {
    /// Id of the holding.
    pub id: Uuid,
    /// The function.
    pub function_id: Uuid,
    /// The person.
    pub person_id: Uuid,
    /// The person's name; empty when the person has been erased.
    pub name: String,
    /// First day.
    pub from_date: NaiveDate,
    /// Last day, when there is one.
    pub to_date: Option<NaiveDate>,
    /// Whether it is for somebody who is away.
    pub is_substitute: bool,
}

/// A new function.
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionInput {
    /// The role.
    pub role: Role,
    /// What it is called in the organisation.
    pub title: String,
}

/// Who shall hold a function.
#[derive(Clone, Debug, PartialEq)]
pub struct HolderInput {
    /// The person.
    pub person_id: Uuid,
    /// First day.
    pub from_date: NaiveDate,
    /// Last day, when it is known.
    pub to_date: Option<NaiveDate>,
    /// Whether it is for somebody who is away.
    pub is_substitute: bool,
}

/// The functions of an organisation, for whoever looks after them.
pub async fn functions(tx: &mut Tx, organisation: &str) -> Result<Vec<Function>, Fault> {
    demand_users(tx, organisation).await?;
    query(sql!(
        "select id, organisation_id, house, role, title, version from function
         where organisation_id = $1 and ended_at is null order by created_at, id"
    ))
    .bind(organisation)
    .all(tx)
    .await
}

/// Everyone who holds or has held a function of an organisation, the latest first.
pub async fn holders(tx: &mut Tx, organisation: &str) -> Result<Vec<Holder>, Fault> {
    demand_users(tx, organisation).await?;
    query(sql!(
        "select h.id, h.function_id, h.person_id, p.name, h.from_date, h.to_date, h.is_substitute
         from holder h join person p on p.id = h.person_id join function f on f.id = h.function_id
         where f.organisation_id = $1 order by h.from_date desc, h.id desc"
    ))
    .bind(organisation)
    .all(tx)
    .await
}

/// Those who may do something with what an organisation owns: the function, and who holds it today, if anybody does. None
/// for those who do not read its drafts: names are for colleagues.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn functions_with(
    tx: &mut Tx,
    organisation: &str,
    right: Right,
) -> Result<Vec<(String, Option<String>)>, Fault> {
    let tree = load(tx).await?;
    let found = tree.get(organisation).ok_or(Fault::NotFound { what: "organisation" })?;
    if tx.demand(Right::ReadDraft, found.owner()).is_err() {
        return Ok(Vec::new());
    }
    let roles: Vec<Role> =
        Role::ALL.into_iter().filter(|role| role.has(right) && *role != Role::SystemAdmin).collect();
    let above: Vec<String> = tree.path_to(organisation).iter().map(|one| one.id.clone()).collect();
    let mut select = Builder::new(
        "select f.title, p.name from function f
         left join holder h on h.function_id = f.id and h.from_date <= ",
    );
    select.bind(tx.today()).push(" and (h.to_date is null or h.to_date >= ").bind(tx.today());
    select.push(
        ") left join person p on p.id = h.person_id and p.erased_at is null where f.ended_at is null and ",
    );
    select.is_in("f.role", roles.iter().map(|role| role.name())).push(" and ");
    select
        .is_in("f.organisation_id", above.iter().map(String::as_str))
        .push(" order by f.created_at, f.id, p.name");
    select.build().all(tx).await
}

/// Adds a function to an organisation.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`]; [`Fault::Invalid`] with `role-reaches-further` for a role that reads or does
/// more than the actor looks after.
pub async fn create_function(tx: &mut Tx, organisation: &str, input: &FunctionInput) -> Result<Uuid, Fault> {
    let house = demand_users(tx, organisation).await?;
    let title = line(&input.title);
    let mut check = Check::default();
    if !may_grant(tx.actor(), input.role, Owner { organisation, house: &house }) {
        check.add(FieldFault::new("role", "role-reaches-further"));
    }
    check.title("title", &title);
    check.finish(()).map_err(Fault::Invalid)?;
    let id = tx.new_id();
    query(sql!(
        "insert into function (id, organisation_id, house, role, title, created_at, version)
         values ($1, $2, $3, $4, $5, $6, 1)"
    ))
    .bind(id)
    .bind(organisation)
    .bind(&house)
    .bind(input.role.name())
    .bind(&title)
    .bind(tx.now())
    .execute(tx)
    .await?;
    let change =
        json!({ "role": [null, input.role], "title": [null, title], "organisation": [null, organisation] });
    audit::record(tx, Event::on("function.create", Object::Function, id).within(&house).change(change))
        .await?;
    Ok(id)
}

/// Ends a function, and whoever holds it holds it no longer.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn end_function(tx: &mut Tx, id: Uuid) -> Result<(), Fault> {
    let function = function(tx, id).await?;
    let yesterday = tx.today().pred_opt();
    query(sql!(
        "update holder set to_date = $2 where function_id = $1 and (to_date is null or to_date > $2)"
    ))
    .bind(id)
    .bind(yesterday)
    .execute(tx)
    .await?;
    query(sql!("update function set ended_at = $2, version = version + 1 where id = $1"))
        .bind(id)
        .bind(tx.now())
        .execute(tx)
        .await?;
    audit::record(tx, Event::on("function.end", Object::Function, id).within(&function.house).exempt()).await
}

/// Lets a person hold a function. The holder before goes on until somebody ends it: they may overlap.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`]; [`Fault::Invalid`] with `date-before`, `date-passed`,
/// `substitute-needs-end` or `held-already`.
pub async fn hold(tx: &mut Tx, function_id: Uuid, input: &HolderInput) -> Result<Uuid, Fault> {
    let function = function(tx, function_id).await?;
    tx.demand_grant(function.role, function.owner())?;
    let person: Option<(Uuid,)> = query(sql!("select id from person where id = $1 and erased_at is null"))
        .bind(input.person_id)
        .optional(tx)
        .await?;
    person.ok_or(Fault::NotFound { what: "person" })?;
    let mut check = Check::default();
    if input.to_date.is_some_and(|to| to < input.from_date) {
        check.add(FieldFault::new("to_date", "date-before"));
    }
    let earliest = tx.today().checked_sub_days(Days::new(LONGEST_BACK)).unwrap_or(input.from_date);
    if input.from_date < earliest {
        check.add(FieldFault::new("from_date", "date-passed"));
    }
    if input.is_substitute && input.to_date.is_none() {
        check.add(FieldFault::new("to_date", "substitute-needs-end"));
    }
    let (held,): (i64,) = query(sql!(
        "select count(*) from holder where function_id = $1 and person_id = $2
            and (to_date is null or (to_date >= $3 and to_date >= from_date)) and from_date <= coalesce($4, from_date)"
    ))
    .bind(function_id)
    .bind(input.person_id)
    .bind(input.from_date)
    .bind(input.to_date)
    .one(tx)
    .await?;
    if held > 0 {
        check.add(FieldFault::new("from_date", "held-already"));
    }
    check.finish(()).map_err(Fault::Invalid)?;
    let id = tx.new_id();
    query(sql!(
        "insert into holder (id, function_id, person_id, from_date, to_date, is_substitute)
         values ($1, $2, $3, $4, $5, $6)"
    ))
    .bind(id)
    .bind(function_id)
    .bind(input.person_id)
    .bind(input.from_date)
    .bind(input.to_date)
    .bind(input.is_substitute)
    .execute(tx)
    .await?;
    let change = json!({ "person": [null, input.person_id], "from": [null, input.from_date],
        "to": [null, input.to_date], "substitute": [null, input.is_substitute] });
    audit::record(
        tx,
        Event::on("function.hold", Object::Function, function_id).within(&function.house).change(change),
    )
    .await?;
    Ok(id)
}

/// Ends a holding after a day.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn leave(tx: &mut Tx, holder: Uuid, last_day: NaiveDate) -> Result<(), Fault> {
    let found: Option<(Uuid, Uuid, Option<NaiveDate>)> =
        query(sql!("select function_id, person_id, to_date from holder where id = $1"))
            .bind(holder)
            .optional(tx)
            .await?;
    let (function_id, person, to_date) = found.ok_or(Fault::NotFound { what: "holder" })?;
    let function = function(tx, function_id).await?;
    let done =
        query(sql!("update holder set to_date = $2 where id = $1 and (to_date is null or to_date > $2)"))
            .bind(holder)
            .bind(last_day)
            .execute(tx)
            .await?;
    if done == 0 {
        // It ended before that, and history is not rewritten.
        return Err(Fault::NotFound { what: "holder" });
    }
    let change = json!({ "person": [person, null], "to": [to_date, last_day] });
    audit::record(
        tx,
        Event::on("function.leave", Object::Function, function_id)
            .within(&function.house)
            .change(change)
            .exempt(),
    )
    .await
}

/// A function that the actor may end, or take from somebody: that gives nobody anything.
async fn function(tx: &mut Tx, id: Uuid) -> Result<Function, Fault> {
    let found: Option<Function> = query(sql!(
        "select id, organisation_id, house, role, title, version from function where id = $1 and ended_at is null"
    ))
    .bind(id)
    .optional(tx)
    .await?;
    let function = found.ok_or(Fault::NotFound { what: "function" })?;
    tx.demand(Right::ManageUsers, function.owner())?;
    if function.role == Role::SystemAdmin {
        tx.demand(Right::Operate, function.owner())?;
    }
    Ok(function)
}

/// The house of an organisation whose users somebody may look after.
async fn demand_users(tx: &mut Tx, organisation: &str) -> Result<String, Fault> {
    let tree = load(tx).await?;
    let found = tree.get(organisation).ok_or(Fault::NotFound { what: "organisation" })?;
    tx.demand(Right::ManageUsers, found.owner())?;
    Ok(found.house.clone())
}

#[derive(FromRow)]
struct Held {
    role: Role,
    organisation_id: String,
    house: String,
}

/// What the functions that a person holds today give.
pub async fn grants(tx: &mut Tx, person: Uuid) -> Result<Vec<Grant>, Fault> {
    let held: Vec<Held> = query(sql!(
        "select f.role, f.organisation_id, f.house from holder h join function f on f.id = h.function_id
         where h.person_id = $1 and f.ended_at is null and h.from_date <= $2
            and (h.to_date is null or h.to_date >= $2)
         order by h.from_date, h.id"
    ))
    .bind(person)
    .bind(tx.today())
    .all(tx)
    .await?;
    // Asked at every request: only what may lie below is read.
    let mut houses: Vec<&str> = held.iter().map(|held| held.house.as_str()).collect();
    houses.sort_unstable();
    houses.dedup();
    let tree = added(tx, &houses).await?;
    let known = official()?;
    let is_open = |id: &str| tree.get(id).is_some() || known.get(id).is_some();
    let held: Vec<Held> = held.into_iter().filter(|held| is_open(&held.organisation_id)).collect();
    let grant = |held: Held| Grant {
        below: tree.parts_of(&held.organisation_id),
        role: held.role,
        organisation: held.organisation_id,
        house: held.house,
    };
    Ok(held.into_iter().map(grant).collect())
}
