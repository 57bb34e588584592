//! Signing in with a password, and with a one-time code after it.

use uuid::Uuid;

use super::persons::email_key;
use super::record::record;
use super::throttle::{self, Counter};
use super::{codes, devices, passwords, sessions};
use crate::access::Actor;
use crate::db::{Db, Tx};
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
    /// The secret of a browser that somebody has signed in with before.
    pub known: Option<String>,
}

/// What somebody signs in with.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// E-mail at work.
    pub email: String,
    /// Password.
    pub password: String,
    /// A one-time code; nothing when it is to be asked for later. With one, whoever has codes comes in although others have
    /// failed too often.
    pub code: String,
}

/// A session that has begun.
#[derive(Clone, Debug)]
pub struct Stepped {
    /// Its secret.
    pub secret: String,
    /// Whether it waits for a one-time code.
    pub needs_code: bool,
    /// The secret by which the browser is known from here on; none while a code is waited for.
    pub known: Option<String>,
}

/// Signs in with a password. Whether there is such an account cannot be told from the answer or the time it takes.
///
/// # Errors
/// [`Fault::Invalid`] with `sign-in-failed`; [`Fault::TooMany`].
pub async fn sign_in(db: &Db, with: &SignIn, client: &Client) -> Result<Stepped, Fault> {
    let mut tx = db.read(&Actor::Program).await?;
    let person = super::find_by_email(&mut tx, &with.email).await?.map(|person| person.id);
    let hash = match person {
        Some(person) => passwords::stored(&mut tx, person).await?,
        None => None,
    };
    let known = known_device(&mut tx, person, client).await?;
    drop(tx);
    let key = email_key(&with.email);
    let gives_code = !with.code.trim().is_empty();
    let usual = match known {
        Some(device) => Counter::known_device(&key, device),
        None => Counter::stranger(&key, &client.address),
    };
    let with_code = Counter::with_code(&key, &client.address);
    let attempt = match throttle::attempt(db, &usual).await {
        Err(Fault::TooMany { .. }) if gives_code => throttle::attempt(db, &with_code).await?,
        other => other?,
    };
    let failed = || Fault::Invalid(vec![FieldFault::new("email", "sign-in-failed")]);
    let right = passwords::is_right(&with.password, hash).await?;
    let person = person.filter(|_| right).ok_or_else(failed)?;
    let mut tx = db.write(&Actor::Visitor).await?;
    if gives_code && !codes::is_right(&mut tx, person, &with.code).await? {
        return Err(failed());
    }
    throttle::succeeded(&mut tx, &attempt).await?;
    let needs_code = !gives_code && codes::is_on(&mut tx, person).await?;
    let stepped = begin(&mut tx, person, "password", client, needs_code).await?;
    tx.commit().await?;
    Ok(stepped)
}

/// The secret of the browser, if the person has signed in with it before.
async fn known_device<'a>(
    tx: &mut Tx,
    person: Option<Uuid>,
    client: &'a Client,
) -> Result<Option<&'a str>, Fault> {
    match (person, client.known.as_deref()) {
        (Some(person), Some(secret)) if devices::is_known(tx, person, secret).await? => Ok(Some(secret)),
        _ => Ok(None),
    }
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
    let known = match needs_code {
        true => None,
        false => Some(devices::remember(tx, person, client.known.as_deref()).await?),
    };
    Ok(Stepped { secret, needs_code, known })
}

/// Gives the one-time code that a session waits for; a new session takes its place.
///
/// # Errors
/// [`Fault::Invalid`] with `code-wrong`; [`Fault::TooMany`]; [`Fault::NotFound`] when no session waits.
pub async fn step_up(db: &Db, code: &str, client: &Client) -> Result<Stepped, Fault> {
    let missing = Fault::NotFound { what: "session" };
    let Some(secret) = &client.session else { return Err(missing) };
    let mut tx = db.read(&Actor::Program).await?;
    let Some(person) = sessions::pending(&mut tx, secret).await? else { return Err(missing) };
    let counters = match known_device(&mut tx, Some(person), client).await? {
        Some(device) => Counter::known_device(&person.to_string(), device),
        None => Counter::stranger(&person.to_string(), &client.address),
    };
    drop(tx);
    let attempt = throttle::attempt(db, &counters).await?;
    let mut tx = db.write(&Actor::Visitor).await?;
    if !codes::is_right(&mut tx, person, code).await? {
        return Err(Fault::Invalid(vec![FieldFault::new("code", "code-wrong")]));
    }
    throttle::succeeded(&mut tx, &attempt).await?;
    let stepped = begin(&mut tx, person, "password", client, false).await?;
    tx.commit().await?;
    Ok(stepped)
}
