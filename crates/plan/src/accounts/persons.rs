//! Persons with an account.

use serde::Serialize;
use sqlx_macros::FromRow;
use utoipa::ToSchema;
use uuid::Uuid;

use super::record::{me, record_bounded};
use crate::case_data;
use crate::checks::{Check, line};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::outbox::is_address;

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct Account {
    /// Id.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// E-mail at work.
    pub email: String,
}

/// The actor.
///
/// # Errors
/// [`Fault::NotFound`] for whoever has no account.
pub async fn account(tx: &mut Tx) -> Result<Account, Fault> {
    let id = me(tx)?;
    let found: Option<Account> =
        query(sql!("select id, name, email from person where id = $1 and erased_at is null"))
            .bind(id)
            .optional(tx)
            .await?;
    found.ok_or(Fault::NotFound { what: "person" })
}

/// Changes the own name.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Invalid`].
pub async fn rename(tx: &mut Tx, name: &str) -> Result<(), Fault> {
    let (id, name) = (me(tx)?, checked_name(name)?);
    let former = account(tx).await?.name;
    if former == name {
        return Ok(());
    }
    query(sql!("update person set name = $2, version = version + 1 where id = $1"))
        .bind(id)
        .bind(&name)
        .execute(tx)
        .await?;
    record_bounded(tx, "account.rename", id).await?;
    query(sql!(
        "insert into former_name (id, person_id, name, trail_number, created_at)
         values ($1, $2, $3, (select max(number) from trail), $4)"
    ))
    .bind(tx.new_id())
    .bind(id)
    .bind(former)
    .bind(tx.now())
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether the actor wants to be reminded by mail.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn wants_reminders(tx: &mut Tx) -> Result<bool, Fault> {
    let me = me(tx)?;
    let (wants,) = query(sql!("select wants_reminders from person where id = $1")).bind(me).one(tx).await?;
    Ok(wants)
}

/// Says whether one wants to be reminded by mail.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn want_reminders(tx: &mut Tx, wants: bool) -> Result<(), Fault> {
    let me = me(tx)?;
    query(sql!("update person set wants_reminders = $2, version = version + 1 where id = $1"))
        .bind(me)
        .bind(wants)
        .execute(tx)
        .await?;
    record_bounded(tx, "account.reminders", me).await
}

/// The person with an e-mail address.
///
/// # Errors
/// The database fails.
pub async fn find_by_email(tx: &mut Tx, email: &str) -> Result<Option<Account>, Fault> {
    query(sql!("select id, name, email from person where email_key = $1 and erased_at is null"))
        .bind(email_key(email))
        .optional(tx)
        .await
}

/// An e-mail address as it is compared: without regard to case, and without what no database keeps.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase().chars().filter(|c| !c.is_control()).collect()
}

/// A name that can be kept.
pub(super) fn checked_name(name: &str) -> Result<String, Fault> {
    let name = line(name);
    let mut check = Check::default();
    check.present("name", &name, "name-missing");
    check.at_most("name", &name, 120);
    check.finish(()).map_err(Fault::Invalid)?;
    Ok(name)
}

/// An e-mail address that can be kept: one that letters can be sent to, with a whole domain.
pub(super) fn checked_email(email: &str) -> Result<String, Fault> {
    let email = email.trim();
    let is_whole = email.is_ascii() && email.rsplit_once('@').is_some_and(|(_, domain)| domain.contains('.'));
    if is_whole && is_address(email) && case_data::find(email).is_none() {
        Ok(email.to_owned())
    } else {
        Err(Fault::Invalid(vec![FieldFault::new("email", "email-unreadable")]))
    }
}

/// Makes a person.
pub(super) async fn create(tx: &mut Tx, name: &str, email: &str) -> Result<Uuid, Fault> {
    let id = tx.new_id();
    query(sql!(
        "insert into person (id, name, email, email_key, created_at, version) values ($1, $2, $3, $4, $5, 1)"
    ))
    .bind(id)
    .bind(name)
    .bind(email)
    .bind(email_key(email))
    .bind(tx.now())
    .execute(tx)
    .await?;
    query(sql!("insert into credential (person_id, code_confirmed, code_step) values ($1, $2, 0)"))
        .bind(id)
        .bind(false)
        .execute(tx)
        .await?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_address() {
        for good in ["anna@hedemora.example", "a.b-c+d@e-f.example"] {
            assert!(checked_email(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "anna",
            "@a.b",
            "a@b",
            "a@b@c.d",
            "a@b.c\r\nBcc: x@y.z",
            "a,b@c.d",
            "\"a\"@b.c",
            "a@b..c",
            "<a@b.c>",
        ] {
            assert!(checked_email(bad).is_err(), "{bad:?}");
        }
    }
}
