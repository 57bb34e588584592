//! Passwords: Argon2id with the memory and passes that OWASP recommends, and rules that make for long ones.

use std::sync::LazyLock;
use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

use super::persons::{Account, account};
use super::record::{me, record};
use super::throttle::{self, Counter};
use super::{devices, sessions};
use crate::access::Actor;
use crate::clock::Clock;
use crate::db::{Db, Tx, query, sql};
use crate::fault::{Fault, FieldFault};

/// Fewest characters of a password.
pub const SHORTEST_PASSWORD: usize = 12;
/// Most characters: hashing more takes time and protects nothing.
pub const LONGEST_PASSWORD: usize = 200;

/// What guessers try first, beyond what is short.
const COMMON: [&str; 12] = [
    "lösenord",
    "losenord",
    "password",
    "qwerty",
    "123456",
    "sommar",
    "vinter",
    "välkommen",
    "valkommen",
    "fardplan",
    "färdplan",
    "äldreomsorg",
];

/// Checks a new password. Keys: `password-short`, `password-long`, `password-common`, `password-own`.
pub(super) fn check(password: &str, name: &str, email: &str) -> Result<(), Fault> {
    let length = password.chars().count();
    let lower = password.to_lowercase();
    let different = password.chars().collect::<std::collections::HashSet<_>>().len();
    // A common word counts for nothing, so what is left must be long enough without it.
    let left = COMMON.iter().fold(lower.clone(), |left, word| left.replace(word, ""));
    let own = name.split_whitespace().chain(email.split(['@', '.'])).filter(|word| word.chars().count() >= 4);
    let fault =
        |key| Err(Fault::Invalid(vec![FieldFault::new("password", key).with("min", SHORTEST_PASSWORD)]));
    if length < SHORTEST_PASSWORD {
        fault("password-short")
    } else if length > LONGEST_PASSWORD {
        fault("password-long")
    } else if different < 5 || left.chars().count() < 8 {
        fault("password-common")
    } else if own
        .into_iter()
        .any(|word| lower.contains(&word.to_lowercase()) && length < 2 * SHORTEST_PASSWORD)
    {
        fault("password-own")
    } else {
        Ok(())
    }
}

/// A password that somebody has chosen, with its hash: made before a transaction begins, for it takes time.
#[derive(Debug)]
pub struct NewPassword {
    plain: String,
    hash: String,
}

impl NewPassword {
    /// Hashes a password.
    ///
    /// # Errors
    /// [`Fault::TooMany`] when too many others are being hashed.
    pub async fn new(clock: &Clock, password: &str) -> Result<Self, Fault> {
        // One that cannot be kept is not worth the time.
        let length = compared(password).chars().count();
        let fits = (SHORTEST_PASSWORD..=LONGEST_PASSWORD).contains(&length);
        let hash = if fits { hashed(clock, password).await? } else { String::new() };
        Ok(Self { plain: password.to_owned(), hash })
    }

    /// The hash, if the password is good enough for a person.
    pub(super) fn good(&self, name: &str, email: &str) -> Result<&str, Fault> {
        check(&compared(&self.plain), name, email)?;
        Ok(&self.hash)
    }
}

/// Each hash takes memory and a processor for a while: no more at once than there are processors, so that a flood of
/// sign-ins fills neither.
static HASHERS: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(2, usize::from)));
/// How long one waits for one of them.
const PATIENCE: Duration = Duration::from_secs(10);

/// Does the work of a hash when a hasher is free, off the threads that answer.
async fn on_hasher<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    let hasher = tokio::time::timeout(PATIENCE, HASHERS.acquire()).await;
    let _hasher = hasher.ok().and_then(Result::ok).ok_or(Fault::TooMany { minutes: 1 })?;
    tokio::task::spawn_blocking(work).await.map_err(|_| Fault::Interrupted)
}

/// A password as it is compared: the same from every keyboard and system (NFKC).
fn compared(password: &str) -> String {
    password.nfkc().collect()
}

/// The hash of a password.
async fn hashed(clock: &Clock, password: &str) -> Result<String, Fault> {
    let (salt, password) = (clock.random::<16>(), compared(password));
    let hash = on_hasher(move || {
        Argon2::default().hash_password_with_salt(password.as_bytes(), &salt).map(|hash| hash.to_string())
    });
    hash.await?.map_err(|_| Fault::Interrupted)
}

/// Whether a password is the one with this hash. Without a hash it takes the same time, and is not.
pub(super) async fn is_right(password: &str, hash: Option<String>) -> Result<bool, Fault> {
    let password: String = password.chars().take(LONGEST_PASSWORD + 1).collect();
    on_hasher(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODYS.to_owned());
        let is_right = |password: &str| {
            PasswordHash::new(&hash)
                .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
        };
        let composed = compared(&password);
        // Hashes from before passwords were composed are of what was typed.
        (is_right(&composed) || (composed != password && is_right(&password))) && known
    })
    .await
}

/// The hash of no password that anyone has, with the parameters of all others.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$\
                       AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A person's password hash, if the person has a password.
pub(super) async fn stored(tx: &mut Tx, person: Uuid) -> Result<Option<String>, Fault> {
    let found: Option<(Option<String>,)> =
        query(sql!("select password from credential where person_id = $1")).bind(person).optional(tx).await?;
    Ok(found.and_then(|(hash,)| hash))
}

/// Whether the actor has a password: some only sign in through an identity provider.
///
/// # Errors
/// [`Fault::NotFound`] for whoever has no account.
pub async fn has_password(tx: &mut Tx) -> Result<bool, Fault> {
    let me = me(tx)?;
    Ok(stored(tx, me).await?.is_some())
}

/// Keeps a password that has been checked and hashed.
pub(super) async fn store(tx: &mut Tx, person: Uuid, hash: &str) -> Result<(), Fault> {
    query(sql!("update credential set password = $2 where person_id = $1"))
        .bind(person)
        .bind(hash)
        .execute(tx)
        .await?;
    Ok(())
}

/// Changes the own password, ends every other session and forgets every browser but the one that is `known` by a secret.
///
/// # Errors
/// [`Fault::Invalid`]: the old password is wrong, or the new one too weak; [`Fault::TooMany`].
pub async fn change_password(
    db: &Db,
    actor: &Actor,
    session: Uuid,
    known: Option<&str>,
    old: &str,
    new: &NewPassword,
) -> Result<(), Fault> {
    let Account { id, name, email } = account(&mut db.read(actor).await?).await?;
    demand_right(db, actor, id, "old", old).await?;
    let hash = new.good(&name, &email)?;
    let mut tx = db.write(actor).await?;
    store(&mut tx, id, hash).await?;
    sessions::end_all_but(&mut tx, id, Some(session)).await?;
    devices::forget_all_but(&mut tx, id, known).await?;
    record(&mut tx, "account.password", id).await?;
    tx.commit().await
}

/// Goes on only with the own password, where there is one. Guesses are counted as at the door.
pub(super) async fn demand_right(
    db: &Db,
    actor: &Actor,
    person: Uuid,
    field: &'static str,
    password: &str,
) -> Result<(), Fault> {
    let Some(kept) = stored(&mut db.read(actor).await?, person).await? else { return Ok(()) };
    let attempt = throttle::attempt(db, &Counter::own(person)).await?;
    if !is_right(password, Some(kept)).await? {
        return Err(Fault::Invalid(vec![FieldFault::new(field, "password-wrong")]));
    }
    let mut tx = db.write_as_system().await?;
    throttle::succeeded(&mut tx, &attempt).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(password: &str) -> Option<&'static str> {
        match check(password, "Anna Svensson", "anna.svensson@hedemora.example") {
            Ok(()) => None,
            Err(Fault::Invalid(faults)) => faults.first().map(|fault| fault.key),
            Err(_) => Some("other"),
        }
    }

    #[test]
    fn long_is_good_and_what_guessers_try_is_not() {
        assert_eq!(key("en blå cykel i regn"), None);
        assert_eq!(key("kort"), Some("password-short"));
        assert_eq!(key(&"lång".repeat(60)), Some("password-long"));
        assert_eq!(key("aaaaaaaaaaaaaaaa"), Some("password-common"));
        assert_eq!(key("Lösenord123456"), Some("password-common"));
        assert_eq!(key("svensson1234567"), Some("password-own"));
    }

    #[tokio::test]
    async fn a_password_is_right_only_for_its_own_hash() {
        let hash = hashed(&Clock::system(), "en blå cykel i regn").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(is_right("en blå cykel i regn", Some(hash.clone())).await.unwrap());
        assert!(!is_right("en röd cykel i regn", Some(hash)).await.unwrap());
        assert!(!is_right("", None).await.unwrap());
    }
}
