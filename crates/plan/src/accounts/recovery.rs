//! A new password for whoever has forgotten the old one and can read their mail.

use chrono::Duration;
use uuid::Uuid;

use super::passwords::{self, NewPassword};
use super::persons::{Account, checked_email};
use super::record::record;
use super::throttle::{self, Counter};
use super::{devices, find_by_email, secret, sessions};
use crate::access::Actor;
use crate::db::{Db, Tx, query, sql};
use crate::fault::{Fault, FieldFault};

/// How long a link is good.
const GOOD: Duration = Duration::hours(1);

/// Makes a link for the person with an address: whom to send it to, and its secret. Nothing for an address that nobody
/// has, or that has been sent some letters already just now: whoever asks is not told. Each question counts, so that
/// nobody's mailbox is filled.
///
/// # Errors
/// [`Fault::TooMany`]; [`Fault::Invalid`] with `email-unreadable` for what is no address.
pub async fn ask_recovery(
    db: &Db,
    email: &str,
    address: &str,
) -> Result<Option<(Tx, Account, String)>, Fault> {
    let email = &checked_email(email)?;
    throttle::attempt(db, &Counter::letters_from(address)).await?;
    match throttle::attempt(db, &Counter::letters_to(&super::email_key(email))).await {
        Err(Fault::TooMany { .. }) => return Ok(None),
        other => other?,
    };
    let mut tx = db.write(&Actor::Visitor).await?;
    let Some(person) = find_by_email(&mut tx, email).await? else { return Ok(None) };
    let secret = secret::new(tx.clock());
    // Earlier links are good too until one is used, or whoever asks in another's name would keep the right one from being so.
    query(sql!("insert into recovery (id, hash, person_id, ends_at) values ($1, $2, $3, $4)"))
        .bind(tx.new_id())
        .bind(secret::hash(&secret))
        .bind(person.id)
        .bind(tx.now() + GOOD)
        .execute(&mut tx)
        .await?;
    record(&mut tx, "account.recovery_asked", person.id).await?;
    Ok(Some((tx, person, secret)))
}

/// Checks that a link leads to a new password, before the time of a hash is spent on it.
///
/// # Errors
/// [`Fault::Invalid`] with `link-old`.
pub async fn recoverable(tx: &mut Tx, link: &str) -> Result<(), Fault> {
    recovering(tx, link).await.map(|_| ())
}

/// The person whom a link lets in: id, name and address.
async fn recovering(tx: &mut Tx, link: &str) -> Result<(Uuid, String, String), Fault> {
    let found: Option<(Uuid, String, String)> = query(sql!(
        "select p.id, p.name, p.email from recovery r join person p on p.id = r.person_id
         where r.hash = $1 and r.ends_at > $2 and r.ends_at <= $3 and p.erased_at is null"
    ))
    .bind(secret::hash(link))
    .bind(tx.now())
    .bind(tx.now() + GOOD)
    .optional(tx)
    .await?;
    found.ok_or_else(|| Fault::Invalid(vec![FieldFault::new("link", "link-old")]))
}

/// Sets a new password by a link, ends every session and forgets every browser but the one that the link was opened in: the
/// secret that it is known by from here on, so that nobody's failures keep it out. One-time codes are asked for as before.
///
/// # Errors
/// [`Fault::Invalid`] with `link-old`, or when the password is too weak.
pub async fn recover(tx: &mut Tx, link: &str, password: &NewPassword) -> Result<String, Fault> {
    let (person, name, email) = recovering(tx, link).await?;
    let hash = password.good(&name, &email)?;
    tx.becomes(person);
    passwords::store(tx, person, hash).await?;
    query(sql!("delete from recovery where person_id = $1")).bind(person).execute(tx).await?;
    sessions::end_all_but(tx, person, None).await?;
    devices::forget_all_but(tx, person, None).await?;
    record(tx, "account.recovered", person).await?;
    devices::remember(tx, person, None).await
}
