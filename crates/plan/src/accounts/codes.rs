//! Time-based one-time codes (RFC 6238): six digits every thirty seconds, each good once; and codes on paper for the day
//! when the device is gone.

use data_encoding::BASE32_NOPAD;
use sqlx_macros::FromRow;
use totp_rs::{Algorithm, TOTP};
use uuid::Uuid;

use super::persons::account;
use super::record::{me, record};
use super::{passwords, secret, secret_key, sessions};
use crate::access::Actor;
use crate::db::{Db, Tx, query, sql};
use crate::fault::{Fault, FieldFault};

/// How many codes on paper.
const PAPER: usize = 8;
/// Seconds that a code stands.
const STEP: u64 = 30;

/// A key that a device is to learn.
#[derive(Clone, Debug)]
pub struct CodeKey {
    /// As text to type in.
    pub text: String,
    /// As an address that a device understands, to be shown as a QR code.
    pub address: String,
}

#[derive(FromRow)]
struct StoredKey {
    code_key: Option<Vec<u8>>,
    code_confirmed: bool,
    code_step: i64,
}

async fn stored_key(tx: &mut Tx, person: Uuid) -> Result<StoredKey, Fault> {
    // The key is sealed with the secret key.
    query(sql!("select code_key, code_confirmed, code_step from credential where person_id = $1"))
        .bind(person)
        .one(tx)
        .await
}

/// Whether a person gives a code when signing in.
pub(super) async fn is_on(tx: &mut Tx, person: Uuid) -> Result<bool, Fault> {
    Ok(stored_key(tx, person).await?.code_confirmed)
}

/// Whether the actor gives a code when signing in.
///
/// # Errors
/// [`Fault::NotFound`] for whoever has no account.
pub async fn has_codes(tx: &mut Tx) -> Result<bool, Fault> {
    let me = me(tx)?;
    is_on(tx, me).await
}

fn generator(key: Vec<u8>, email: &str) -> Result<TOTP, Fault> {
    TOTP::new(Algorithm::SHA1, 6, 0, STEP, key, Some("Färdplan".into()), email.replace(':', " "))
        .map_err(|_| Fault::Interrupted)
}

/// Makes a key for the actor; it counts when the first code has been given.
///
/// # Errors
/// [`Fault::Invalid`] with `codes-on` when there is one already.
pub async fn begin_codes(tx: &mut Tx) -> Result<CodeKey, Fault> {
    let person = account(tx).await?;
    if is_on(tx, person.id).await? {
        return Err(Fault::Invalid(vec![FieldFault::new("code", "codes-on")]));
    }
    // A program that still runs with a key that has been given up must seal nothing.
    secret_key::is_taken_up(tx).await?;
    let key = tx.clock().random::<20>().to_vec();
    let sealed = tx.secret_key()?.seal(tx.clock(), person.id, &key)?;
    query(sql!("update credential set code_key = $2, code_step = 0 where person_id = $1"))
        .bind(person.id)
        .bind(sealed)
        .execute(tx)
        .await?;
    record(tx, "account.codes_begin", person.id).await?;
    shown(key, &person.email)
}

fn shown(key: Vec<u8>, email: &str) -> Result<CodeKey, Fault> {
    let text = BASE32_NOPAD.encode(&key);
    Ok(CodeKey { text, address: generator(key, email)?.get_url() })
}

/// The key that has been made for the actor and does not count yet.
///
/// # Errors
/// [`Fault::NotFound`] when there is none.
pub async fn pending_key(tx: &mut Tx) -> Result<CodeKey, Fault> {
    let person = account(tx).await?;
    let kept = stored_key(tx, person.id).await?;
    let sealed = kept.code_key.filter(|_| !kept.code_confirmed).ok_or(Fault::NotFound { what: "code" })?;
    shown(tx.secret_key()?.open(person.id, &sealed)?, &person.email)
}

/// Turns codes on by the first one, and ends every other session; the codes to keep on paper.
///
/// # Errors
/// [`Fault::Invalid`] with `code-wrong`.
pub async fn confirm_codes(tx: &mut Tx, session: Uuid, code: &str) -> Result<Vec<String>, Fault> {
    let me = me(tx)?;
    if !fits(tx, me, code).await? {
        return Err(Fault::Invalid(vec![FieldFault::new("code", "code-wrong")]));
    }
    query(sql!("update credential set code_confirmed = $2 where person_id = $1"))
        .bind(me)
        .bind(true)
        .execute(tx)
        .await?;
    query(sql!("delete from recovery_code where person_id = $1")).bind(me).execute(tx).await?;
    let mut paper = Vec::with_capacity(PAPER);
    for _ in 0..PAPER {
        let code = BASE32_NOPAD.encode(&tx.clock().random::<10>());
        let code = code.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-");
        query(sql!("insert into recovery_code (hash, person_id) values ($1, $2)"))
            .bind(secret::hash(&plain(&code)))
            .bind(me)
            .execute(tx)
            .await?;
        paper.push(code);
    }
    sessions::end_all_but(tx, me, Some(session)).await?;
    record(tx, "account.codes_on", me).await?;
    Ok(paper)
}

/// Turns codes off, for whoever gives the password.
///
/// # Errors
/// [`Fault::Invalid`] with `password-wrong`; [`Fault::TooMany`].
pub async fn remove_codes(db: &Db, actor: &Actor, password: &str) -> Result<(), Fault> {
    let me = account(&mut db.read(actor).await?).await?.id;
    passwords::demand_right(db, actor, me, "password", password).await?;
    let mut tx = db.write(actor).await?;
    forget(&mut tx, me).await?;
    record(&mut tx, "account.codes_off", me).await?;
    tx.commit().await
}

/// Forgets a person's key and codes.
pub(super) async fn forget(tx: &mut Tx, person: Uuid) -> Result<(), Fault> {
    query(sql!("update credential set code_key = null, code_confirmed = $2 where person_id = $1"))
        .bind(person)
        .bind(false)
        .execute(tx)
        .await?;
    query(sql!("delete from recovery_code where person_id = $1")).bind(person).execute(tx).await?;
    Ok(())
}

/// Whether a code from the device, or from the paper, is right; either is good once.
pub(super) async fn is_right(tx: &mut Tx, person: Uuid, code: &str) -> Result<bool, Fault> {
    if !is_on(tx, person).await? {
        return Ok(false);
    }
    if fits(tx, person, code).await? {
        return Ok(true);
    }
    let used = query(sql!("delete from recovery_code where hash = $1 and person_id = $2"))
        .bind(secret::hash(&plain(code)))
        .bind(person)
        .execute(tx)
        .await?;
    Ok(used > 0)
}

/// Whether a code fits the key now, or half a minute before or after, and none so late has been used.
async fn fits(tx: &mut Tx, person: Uuid, code: &str) -> Result<bool, Fault> {
    let kept = stored_key(tx, person).await?;
    let Some(sealed) = kept.code_key else { return Ok(false) };
    let key = tx.secret_key()?.open(person, &sealed)?;
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let generator = generator(key, "")?;
    let now = u64::try_from(tx.now().timestamp()).unwrap_or(0) / STEP;
    // One that was used later than now was used by a clock that has been corrected since, and keeps nobody out.
    let used = Some(kept.code_step).filter(|used| *used <= now as i64 + 1).unwrap_or(0);
    let step = (now.saturating_sub(1)..=now + 1)
        .find(|step| *step as i64 > used && generator.generate(step * STEP) == code);
    let Some(step) = step else { return Ok(false) };
    query(sql!("update credential set code_step = $2 where person_id = $1"))
        .bind(person)
        .bind(step as i64)
        .execute(tx)
        .await?;
    Ok(true)
}

/// A code on paper, however it is typed.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase()
}
