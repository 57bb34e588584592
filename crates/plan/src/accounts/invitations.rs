//! Invitations: the only way in. Somebody who looks after an organisation invites an address to a function there.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::json;
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::passwords::{self, NewPassword};
use super::persons::{self, checked_email, checked_name};
use super::secret;
use super::sign_in::{Client, Stepped, begin};
use crate::access::{Owner, Right, Role};
use crate::audit::{self, Event, Object};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::organisations::{HolderInput, grants, hold};

/// How long an invitation is good.
const GOOD: Duration = Duration::days(14);

/// Whom to invite to what.
#[derive(Clone, Debug)]
pub struct InvitationInput {
    /// E-mail at work.
    pub email: String,
    /// First day.
    pub from_date: NaiveDate,
    /// Last day, when it is known.
    pub to_date: Option<NaiveDate>,
    /// Whether it is for somebody who is away.
    pub is_substitute: bool,
}

/// What came of inviting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invited {
    /// The address has an account in the house, which holds the function now.
    Holds,
    /// A link must be sent, with this secret.
    Link(String),
}

/// An invitation that waits.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Invitation {
    /// Id.
    pub id: Uuid,
    /// Whom it is for.
    pub email: String,
    /// To which function.
    pub function_id: Uuid,
    /// What that is called.
    pub title: String,
    /// In which organisation.
    pub organisation_id: String,
    /// Until when it is good.
    pub ends_at: DateTime<Utc>,
}

/// Invites an address to a function.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Invalid`].
pub async fn invite(tx: &mut Tx, function: Uuid, input: &InvitationInput) -> Result<Invited, Fault> {
    let email = checked_email(&input.email)?;
    let (house, role, organisation) = demand(tx, function).await?;
    tx.demand_grant(role, Owner { organisation: &organisation, house: &house })?;
    // Who works in the house already holds it at once; others are asked, also when they have an account elsewhere.
    let known = super::find_by_email(tx, &email).await?;
    let known = match known {
        Some(person) if works_in(tx, person.id, &house).await? => Some(person),
        _ => None,
    };
    if let Some(person) = known {
        let input = HolderInput {
            person_id: person.id,
            from_date: input.from_date,
            to_date: input.to_date,
            is_substitute: input.is_substitute,
        };
        hold(tx, function, &input).await?;
        return Ok(Invited::Holds);
    }
    let dates = [
        (input.from_date < tx.today() - Duration::days(31), "date-passed"),
        (input.to_date.is_some_and(|to| to < input.from_date), "date-before"),
        (input.is_substitute && input.to_date.is_none(), "substitute-needs-end"),
    ];
    if let Some((_, key)) = dates.into_iter().find(|(wrong, _)| *wrong) {
        return Err(Fault::Invalid(vec![FieldFault::new("to_date", key)]));
    }
    let (waiting,): (i64,) = query(sql!(
        "select count(*) from invitation
         where function_id = $1 and lower(email) = $2 and used_at is null and ends_at > $3"
    ))
    .bind(function)
    .bind(super::email_key(&email))
    .bind(tx.now())
    .one(tx)
    .await?;
    if waiting > 0 {
        return Err(Fault::Invalid(vec![FieldFault::new("email", "invited-already")]));
    }
    let (id, secret) = (tx.new_id(), secret::new(tx.clock()));
    query(sql!(
        "insert into invitation
            (id, hash, email, function_id, from_date, to_date, is_substitute, created_at, ends_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    ))
    .bind(id)
    .bind(secret::hash(&secret))
    .bind(&email)
    .bind(function)
    .bind(input.from_date)
    .bind(input.to_date)
    .bind(input.is_substitute)
    .bind(tx.now())
    .bind(tx.now() + GOOD)
    .execute(tx)
    .await?;
    let change = json!({ "invitation": [null, id] });
    audit::record(tx, Event::on("function.invite", Object::Function, function).within(&house).change(change))
        .await?;
    Ok(Invited::Link(secret))
}

/// The invitations to functions of an organisation that wait.
///
/// # Errors
/// [`Fault::Forbidden`].
pub async fn invitations(tx: &mut Tx, organisation: &str) -> Result<Vec<Invitation>, Fault> {
    // Asks for the right as well.
    crate::organisations::functions(tx, organisation).await?;
    query(sql!(
        "select i.id, i.email, i.function_id, f.title, f.organisation_id, i.ends_at
         from invitation i join function f on f.id = i.function_id
         where f.organisation_id = $1 and i.used_at is null and i.ends_at > $2 and f.ended_at is null
         order by i.created_at, i.id"
    ))
    .bind(organisation)
    .bind(tx.now())
    .all(tx)
    .await
}

/// Takes back an invitation.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn withdraw(tx: &mut Tx, id: Uuid) -> Result<(), Fault> {
    let found: Option<(Uuid,)> =
        query(sql!("select function_id from invitation where id = $1 and used_at is null"))
            .bind(id)
            .optional(tx)
            .await?;
    let (function,) = found.ok_or(Fault::NotFound { what: "invitation" })?;
    let (house, ..) = demand(tx, function).await?;
    query(sql!("delete from invitation where id = $1")).bind(id).execute(tx).await?;
    let change = json!({ "invitation": [id, null] });
    audit::record(
        tx,
        Event::on("function.withdraw", Object::Function, function).within(&house).change(change).exempt(),
    )
    .await
}

#[derive(FromRow)]
struct Waiting {
    id: Uuid,
    email: String,
    function_id: Uuid,
    title: String,
    organisation_id: String,
    ends_at: DateTime<Utc>,
    from_date: NaiveDate,
    to_date: Option<NaiveDate>,
    is_substitute: bool,
    house: String,
}

async fn waiting(tx: &mut Tx, link: &str) -> Result<Waiting, Fault> {
    let found: Option<Waiting> = query(sql!(
        "select i.id, i.email, i.function_id, f.title, f.organisation_id, i.ends_at, i.from_date, i.to_date,
            i.is_substitute, f.house
         from invitation i join function f on f.id = i.function_id
         where i.hash = $1 and i.used_at is null and i.ends_at > $2 and i.ends_at <= $3 and f.ended_at is null"
    ))
    .bind(secret::hash(link))
    .bind(tx.now())
    .bind(tx.now() + GOOD)
    .optional(tx)
    .await?;
    found.ok_or(Fault::Invalid(vec![FieldFault::new("link", "link-old")]))
}

/// The invitation behind a link.
///
/// # Errors
/// [`Fault::Invalid`] with `link-old`.
pub async fn invitation(tx: &mut Tx, link: &str) -> Result<Invitation, Fault> {
    let Waiting { id, email, function_id, title, organisation_id, ends_at, .. } = waiting(tx, link).await?;
    Ok(Invitation { id, email, function_id, title, organisation_id, ends_at })
}

/// Whether somebody holds a function in a house today.
async fn works_in(tx: &mut Tx, person: Uuid, house: &str) -> Result<bool, Fault> {
    Ok(grants(tx, person).await?.iter().any(|grant| grant.house == house))
}

/// Whether the address of an invitation has an account: then it is accepted by signing in.
///
/// # Errors
/// The database fails.
pub async fn has_account(tx: &mut Tx, invitation: &Invitation) -> Result<bool, Fault> {
    Ok(super::find_by_email(tx, &invitation.email).await?.is_some())
}

/// Accepts an invitation as whoever has signed in, whose address it must be to.
///
/// # Errors
/// [`Fault::Invalid`] with `link-old` or `link-other`.
pub async fn accept_signed_in(tx: &mut Tx, link: &str) -> Result<(), Fault> {
    let me = persons::account(tx).await?;
    let waiting = waiting(tx, link).await?;
    if persons::email_key(&waiting.email) != persons::email_key(&me.email) {
        return Err(Fault::Invalid(vec![FieldFault::new("link", "link-other")]));
    }
    hold_by(tx, &waiting, me.id).await
}

/// Accepts an invitation with a name and a password, and signs in.
///
/// # Errors
/// [`Fault::Invalid`] with what is wrong with the fields, or `link-old`.
pub async fn accept(
    tx: &mut Tx,
    link: &str,
    name: &str,
    password: &NewPassword,
    client: &Client,
) -> Result<Stepped, Fault> {
    let waiting = waiting(tx, link).await?;
    let name = checked_name(name)?;
    let hash = password.good(&name, &waiting.email)?;
    let person = take_up(tx, link, &name).await?;
    passwords::store(tx, person, hash).await?;
    begin(tx, person, "password", client, false).await
}

/// Makes the person of an invitation, with its function.
pub(super) async fn take_up(tx: &mut Tx, link: &str, name: &str) -> Result<Uuid, Fault> {
    let waiting = waiting(tx, link).await?;
    let person = match super::find_by_email(tx, &waiting.email).await? {
        // They came in by another invitation meanwhile; this link alone must not open their account.
        Some(_) => return Err(Fault::Invalid(vec![FieldFault::new("link", "link-used-address")])),
        None => persons::create(tx, name, &waiting.email).await?,
    };
    tx.becomes(person);
    hold_by(tx, &waiting, person).await?;
    Ok(person)
}

/// Lets a person hold what an invitation is to, and uses it up.
async fn hold_by(tx: &mut Tx, waiting: &Waiting, person: Uuid) -> Result<(), Fault> {
    query(sql!(
        "insert into holder (id, function_id, person_id, from_date, to_date, is_substitute)
         values ($1, $2, $3, $4, $5, $6)"
    ))
    .bind(tx.new_id())
    .bind(waiting.function_id)
    .bind(person)
    .bind(waiting.from_date)
    .bind(waiting.to_date)
    .bind(waiting.is_substitute)
    .execute(tx)
    .await?;
    query(sql!("update invitation set used_at = $2 where id = $1"))
        .bind(waiting.id)
        .bind(tx.now())
        .execute(tx)
        .await?;
    let change = json!({ "person": [null, person], "invitation": [waiting.id, null] });
    let event = Event::on("function.accept", Object::Function, waiting.function_id)
        .within(&waiting.house)
        .change(change)
        .exempt();
    audit::record(tx, event).await
}

/// The house, role and organisation of a function that the actor looks after.
async fn demand(tx: &mut Tx, function: Uuid) -> Result<(String, Role, String), Fault> {
    let found: Option<(String, String, Role)> =
        query(sql!("select organisation_id, house, role from function where id = $1 and ended_at is null"))
            .bind(function)
            .optional(tx)
            .await?;
    let (organisation, house, role) = found.ok_or(Fault::NotFound { what: "function" })?;
    let owner = Owner { organisation: &organisation, house: &house };
    tx.demand(Right::ManageUsers, owner)?;
    if role == Role::SystemAdmin {
        tx.demand(Right::Operate, owner)?;
    }
    Ok((house, role, organisation))
}
