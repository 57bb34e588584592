//! What the law gives every person: a copy of what is kept of them, and being forgotten; and how long things are kept.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde_json::{Value, json};
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::record::me;
use super::{devices, passwords, personal, sessions, throttle};
use crate::access::{Actor, Owner, Right, Role, may_grant};
use crate::audit::{self, Event, Object};
use crate::clock::in_sweden;
use crate::db::{Db, Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::inquiry;
use crate::outbox;

/// A person whom no function has held for so long is erased.
const FORGOTTEN: Duration = Duration::days(730);
/// Invitations that were not accepted are kept so long.
const INVITATION: Duration = Duration::days(30);

#[derive(FromRow)]
struct Held {
    title: String,
    role: Role,
    organisation_id: String,
    house: String,
    from_date: NaiveDate,
    to_date: Option<NaiveDate>,
}

#[derive(FromRow)]
struct Did {
    number: i64,
    at: DateTime<Utc>,
    action: String,
    object: String,
    object_id: String,
}

/// Everything that is kept of a person, as JSON: for the person, and for whoever looks after all of their organisations.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn export(tx: &mut Tx, person: Uuid) -> Result<Value, Fault> {
    let held = demand(tx, person).await?;
    let (name, email, created_at): (String, String, DateTime<Utc>) =
        query(sql!("select name, email, created_at from person where id = $1")).bind(person).one(tx).await?;
    let did: Vec<Did> = query(sql!(
        "select number, at, action, object, object_id from trail
         where person_id = $1 or (object = 'person' and object_id = $2) order by number"
    ))
    .bind(person)
    .bind(person.to_string())
    .all(tx)
    .await?;
    let copies = personal::copies(tx, person).await?;
    let held = held.iter().map(|held| {
        json!({ "title": held.title, "role": held.role, "organisation": held.organisation_id,
            "from": held.from_date, "to": held.to_date })
    });
    let did = did.iter().map(|did| {
        json!({ "number": did.number, "at": did.at, "action": did.action, "object": did.object,
            "object_id": did.object_id })
    });
    let mut all = json!({
        "id": person, "name": name, "email": email, "created_at": created_at,
        "functions": held.collect::<Vec<_>>(),
        "actions": did.collect::<Vec<_>>(),
    });
    if let Some(all) = all.as_object_mut() {
        all.extend(copies);
    }
    Ok(all)
}

/// Erases a person: name, address, secrets and sessions. What they have done stays in the trail under an id that leads
/// to nobody; functions keep that somebody held them, and when.
///
/// # Errors
/// As [`export`]; [`Fault::Invalid`] with `last-administrator` for the only one who looks after an organisation: somebody
/// else must first, or the function be ended.
pub async fn erase(tx: &mut Tx, person: Uuid) -> Result<(), Fault> {
    // Oneself one erases with the password.
    if tx.actor().person_id() == Some(person) {
        return Err(Fault::Forbidden(Right::ManageUsers));
    }
    erased(tx, person).await
}

async fn erased(tx: &mut Tx, person: Uuid) -> Result<(), Fault> {
    let held = demand(tx, person).await?;
    demand_others(tx, person, &held).await?;
    forget(tx, person).await?;
    let mut houses: Vec<&str> = held.iter().map(|held| held.house.as_str()).collect();
    houses.sort_unstable();
    houses.dedup();
    if houses.is_empty() {
        houses.push("");
    }
    for house in houses {
        audit::record(tx, Event::on("account.erase", Object::Person, person).within(house).exempt()).await?;
    }
    Ok(())
}

/// Erases the actor, who gives their password if they have one.
///
/// # Errors
/// [`Fault::Invalid`] with `password-wrong` or `last-administrator`; [`Fault::TooMany`].
pub async fn erase_own(db: &Db, actor: &Actor, password: &str) -> Result<(), Fault> {
    let me = me(&db.read(actor).await?)?;
    passwords::demand_right(db, actor, me, "password", password).await?;
    let mut tx = db.write(actor).await?;
    erased(&mut tx, me).await?;
    tx.commit().await
}

async fn forget(tx: &mut Tx, person: Uuid) -> Result<(), Fault> {
    let email: Option<(String,)> =
        query(sql!("select email from person where id = $1")).bind(person).optional(tx).await?;
    let email = email.map(|(email,)| email).unwrap_or_default();
    outbox::forget(tx, &email).await?;
    inquiry::forget(tx, person, &email).await?;
    crate::groups::forget(tx, person, &email).await?;
    crate::library::examples::forget(tx, &email).await?;
    query(sql!("delete from invitation where lower(email) in (select email_key from person where id = $1)"))
        .bind(person)
        .execute(tx)
        .await?;
    personal::delete_rows(tx, person).await?;
    query(sql!("update holder set to_date = $2 where person_id = $1 and (to_date is null or to_date > $2)"))
        .bind(person)
        .bind(tx.today())
        .execute(tx)
        .await?;
    query(sql!(
        "update person set name = '', email = '', email_key = null, erased_at = $2, version = version + 1 where id = $1"
    ))
    .bind(person)
    .bind(tx.now())
    .execute(tx)
    .await?;
    Ok(())
}

/// Checks that somebody else looks after each organisation that a person looks after now: none is left without.
async fn demand_others(tx: &mut Tx, person: Uuid, held: &[Held]) -> Result<(), Fault> {
    let today = tx.today();
    let is_now = |held: &&Held| held.from_date <= today && held.to_date.is_none_or(|to| to >= today);
    for held in held.iter().filter(is_now).filter(|held| held.role.has(Right::ManageUsers)) {
        let (others,): (i64,) = query(sql!(
            "select count(*) from holder h join function f on f.id = h.function_id
             join person p on p.id = h.person_id and p.erased_at is null
             where (f.role = $1 and f.organisation_id in ($2, $3) or f.role = $4) and f.ended_at is null
                and h.person_id <> $5 and h.from_date <= $6 and (h.to_date is null or h.to_date > $6)"
        ))
        .bind(held.role.name())
        .bind(&held.organisation_id)
        .bind(&held.house)
        .bind(Role::SystemAdmin.name())
        .bind(person)
        .bind(today)
        .one(tx)
        .await?;
        if others == 0 {
            return Err(Fault::Invalid(vec![FieldFault::new("form", "last-administrator")]));
        }
    }
    Ok(())
}

/// The functions of a person whom the actor is, or may look after everywhere.
async fn demand(tx: &mut Tx, person: Uuid) -> Result<Vec<Held>, Fault> {
    let found: Option<(Uuid,)> = query(sql!("select id from person where id = $1 and erased_at is null"))
        .bind(person)
        .optional(tx)
        .await?;
    found.ok_or(Fault::NotFound { what: "person" })?;
    let held: Vec<Held> = query(sql!(
        "select f.title, f.role, f.organisation_id, f.house, h.from_date, h.to_date
         from holder h join function f on f.id = h.function_id where h.person_id = $1 order by h.from_date, h.id"
    ))
    .bind(person)
    .all(tx)
    .await?;
    let is_own = me(tx).is_ok_and(|me| me == person);
    let manages = |held: &Held| {
        let place = Owner { organisation: &held.organisation_id, house: &held.house };
        may_grant(tx.actor(), held.role, place)
    };
    if is_own || (!held.is_empty() && held.iter().all(manages)) {
        return Ok(held);
    }
    // Nobody learns of persons in other organisations.
    if held.iter().any(manages) {
        Err(Fault::Forbidden(Right::ManageUsers))
    } else {
        Err(Fault::NotFound { what: "person" })
    }
}

/// Forgets what is kept no longer: ended sessions, failed attempts, old invitations and links, and persons whom no
/// function has held for two years. How many persons were erased.
///
/// # Errors
/// The database fails.
pub async fn purge_expired(db: &Db) -> Result<usize, Fault> {
    let mut tx = db.write_as_system().await?;
    sessions::purge_expired(&mut tx).await?;
    throttle::purge_expired(&mut tx).await?;
    devices::purge_expired(&mut tx).await?;
    let now = tx.now();
    for text in [sql!("delete from recovery where ends_at < $1"), sql!("delete from flow where ends_at < $1")]
    {
        query(text).bind(now).execute(&mut tx).await?;
    }
    query(sql!("delete from invitation where ends_at < $1")).bind(now - INVITATION).execute(&mut tx).await?;
    let forgotten: Vec<(Uuid,)> = query(sql!(
        "select p.id from person p where p.erased_at is null and p.created_at < $1 and not exists
            (select 1 from holder h where h.person_id = p.id and (h.to_date is null or h.to_date >= $2))"
    ))
    .bind(now - FORGOTTEN)
    .bind(in_sweden(now - FORGOTTEN).date())
    .all(&mut tx)
    .await?;
    for (person,) in &forgotten {
        forget(&mut tx, *person).await?;
        audit::record(&mut tx, Event::on("account.erase", Object::Person, person).exempt()).await?;
    }
    tx.commit().await?;
    Ok(forgotten.len())
}
