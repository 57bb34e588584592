//! Signing in with a password, and with a one-time code after it.

use uuid::Uuid;

use super::persons::email_key;
use super::record::record;
use super::{codes, passwords, sessions, throttle};
use crate::access::Actor;
use crate::db::{Db, Tx, query, sql};
use crate::fault::{Fault, FieldFault};

/// From where somebody signs in.
#[derive(Clone, Debug, Default)]
pub struct Client {
    /// Network address, for counting failures. Not kept.
    pub address: String,
    /// What the browser calls itself.
    pub device: String,
    /// The secret of a session that the browser has already: it ends.
    pub session: Option<String>,
}

/// What somebody signs in with.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// E-mail at work.
    pub email: String,
    /// Password.
    pub password: String,
}

/// A session that has begun.
#[derive(Clone, Debug)]
pub struct Stepped {
    /// Its secret.
    pub secret: String,
    /// Whether it waits for a one-time code.
    pub needs_code: bool,
}

/// Signs in with a password. Whether there is such an account cannot be told from the answer or the time it takes.
///
/// # Errors
/// [`Fault::Invalid`] with `sign-in-failed`; [`Fault::TooMany`].
pub async fn sign_in(db: &Db, with: &SignIn, client: &Client) -> Result<Stepped, Fault> {
    let key = email_key(&with.email);
    let attempt = throttle::attempt(db, &key, &client.address).await?;
    let mut tx = db.read(&Actor::Program).await?;
    let person = super::find_by_email(&mut tx, &with.email).await?.map(|person| person.id);
    let hash = match person {
        Some(person) => passwords::stored(&mut tx, person).await?,
        None => None,
    };
    drop(tx);
    let right = passwords::is_right(&with.password, hash).await?;
    let Some(person) = person.filter(|_| right) else {
        return Err(Fault::Invalid(vec![FieldFault::new("email", "sign-in-failed")]));
    };
    let mut tx = db.write(&Actor::Visitor).await?;
    throttle::succeeded(&mut tx, &attempt).await?;
    let needs_code = codes::is_on(&mut tx, person).await?;
    let stepped = begin(&mut tx, person, "password", client, needs_code).await?;
    tx.commit().await?;
    Ok(stepped)
}

/// Begins a session for a person who has proved who they are, and ends the one that the browser had. From here on the
/// transaction is theirs.
pub(super) async fn begin(
    tx: &mut Tx,
    person: Uuid,
    method: &str,
    client: &Client,
    needs_code: bool,
) -> Result<Stepped, Fault> {
    if let Some(old) = &client.session {
        sessions::end_by_secret(tx, old).await?;
    }
    tx.becomes(person);
    let secret = sessions::begin(tx, person, method, &client.device, needs_code).await?;
    let action = if needs_code { "account.password_given" } else { "account.sign_in" };
    record(tx, action, person).await?;
    Ok(Stepped { secret, needs_code })
}

/// Gives the one-time code that a session waits for; a new session takes its place.
///
/// # Errors
/// [`Fault::Invalid`] with `code-wrong`; [`Fault::TooMany`]; [`Fault::NotFound`] when no session waits.
pub async fn step_up(db: &Db, code: &str, client: &Client) -> Result<Stepped, Fault> {
    let missing = Fault::NotFound { what: "session" };
    let Some(secret) = &client.session else { return Err(missing) };
    let found: Option<(Uuid, bool)> = {
        let mut tx = db.read(&Actor::Program).await?;
        query(sql!("select person_id, is_pending from session where hash = $1 and ends_at > $2"))
            .bind(super::secret::hash(secret))
            .bind(tx.now())
            .optional(&mut tx)
            .await?
    };
    let Some((person, true)) = found else { return Err(missing) };
    let attempt = throttle::attempt(db, &person.to_string(), &client.address).await?;
    let mut tx = db.write(&Actor::Visitor).await?;
    if !codes::is_right(&mut tx, person, code).await? {
        return Err(Fault::Invalid(vec![FieldFault::new("code", "code-wrong")]));
    }
    throttle::succeeded(&mut tx, &attempt).await?;
    let stepped = begin(&mut tx, person, "password", client, false).await?;
    tx.commit().await?;
    Ok(stepped)
}
