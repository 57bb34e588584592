//! The secret key: what must be kept as it is, keys of one-time codes, is sealed with it, and the database does not hold it. Whoever
//! has copied a database can make no codes.

use std::fmt;
use std::sync::Arc;

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use uuid::Uuid;

use super::record::record;
use crate::clock::Clock;
use crate::db::{Db, Tx, query, sql};
use crate::fault::Fault;

/// A key that seals (AES-256-GCM). Cheap to clone.
#[derive(Clone)]
pub struct SecretKey(Arc<LessSafeKey>);

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey")
    }
}

impl SecretKey {
    /// How many random bytes a key is.
    pub const LENGTH: usize = 32;

    /// The key with these bytes.
    ///
    /// # Errors
    /// [`Fault::OtherKey`], which this length never gives.
    pub fn new(bytes: &[u8; Self::LENGTH]) -> Result<Self, Fault> {
        let key = UnboundKey::new(&AES_256_GCM, bytes).map_err(|_| Fault::OtherKey)?;
        Ok(Self(Arc::new(LessSafeKey::new(key))))
    }

    /// Seals what belongs to something, so that it cannot be put in another's place.
    pub(super) fn seal(&self, clock: &Clock, of: Uuid, plain: &[u8]) -> Result<Vec<u8>, Fault> {
        let nonce = clock.random::<NONCE_LEN>();
        let mut sealed = plain.to_vec();
        self.0
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(of.as_bytes()),
                &mut sealed,
            )
            .map_err(|_| Fault::OtherKey)?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// What was sealed.
    ///
    /// # Errors
    /// [`Fault::OtherKey`]: it was sealed with another key, or has been changed.
    pub(super) fn open(&self, of: Uuid, sealed: &[u8]) -> Result<Vec<u8>, Fault> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE_LEN).ok_or(Fault::OtherKey)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Fault::OtherKey)?;
        let mut bytes = sealed.to_vec();
        let plain = self.0.open_in_place(nonce, Aad::from(of.as_bytes()), &mut bytes);
        Ok(plain.map_err(|_| Fault::OtherKey)?.to_vec())
    }
}

/// Sees that a database's key is the one that it has been used with; a database that has been used with none takes it up, and
/// what lay unsealed in it is sealed.
///
/// # Errors
/// [`Fault::OtherKey`].
pub async fn take_up_key(db: &Db) -> Result<(), Fault> {
    let mut tx = db.write_as_system().await?;
    let key = tx.secret_key()?.clone();
    if is_taken_up(&mut tx).await? {
        return Ok(());
    }
    write_check(&mut tx).await?;
    let unsealed: Vec<(Uuid, Vec<u8>)> =
        query(sql!("select person_id, code_key from credential where code_key is not null"))
            .all(&mut tx)
            .await?;
    for (person, plain) in unsealed {
        let sealed = key.seal(tx.clock(), person, &plain)?;
        query(sql!("update credential set code_key = $2 where person_id = $1"))
            .bind(person)
            .bind(sealed)
            .execute(&mut tx)
            .await?;
    }
    tx.commit().await
}

/// Whether the database has been used with the program's key; not with any, it has not.
///
/// # Errors
/// [`Fault::OtherKey`] when it has been used with another.
pub(super) async fn is_taken_up(tx: &mut Tx) -> Result<bool, Fault> {
    let check: Option<(Uuid, Vec<u8>)> = query(sql!("select id, sealed from key_check")).optional(tx).await?;
    match check {
        Some((id, sealed)) => tx.secret_key()?.open(id, &sealed).map(|_| true),
        None => Ok(false),
    }
}

/// Writes down, sealed, that the database is used with the program's key.
async fn write_check(tx: &mut Tx) -> Result<(), Fault> {
    let id = tx.new_id();
    let sealed = tx.secret_key()?.seal(tx.clock(), id, b"")?;
    query(sql!("delete from key_check")).execute(tx).await?;
    query(sql!("insert into key_check (id, sealed) values ($1, $2)"))
        .bind(id)
        .bind(sealed)
        .execute(tx)
        .await?;
    Ok(())
}

/// Turns everybody's one-time codes off, and takes up the program's key in the place of the one before: for the day when that is
/// lost. A program that still runs with the one before can seal nothing more. How many had codes.
///
/// # Errors
/// The database fails.
pub async fn forget_codes(db: &Db) -> Result<usize, Fault> {
    // Which key it is tells of nobody, and needs no row in the trail; that somebody's codes are off has one.
    let mut tx = db.write_as_system().await?;
    write_check(&mut tx).await?;
    let had: Vec<(Uuid,)> =
        query(sql!("select person_id from credential where code_key is not null")).all(&mut tx).await?;
    for (person,) in &had {
        super::codes::forget(&mut tx, *person).await?;
        record(&mut tx, "account.codes_off", *person).await?;
    }
    tx.commit().await?;
    Ok(had.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Actor;

    async fn with(database: &servers::Database, key: u8) -> Db {
        let db = Db::open(&database.place.parse().unwrap()).await.unwrap();
        db.with_secret_key(SecretKey::new(&[key; SecretKey::LENGTH]).unwrap())
    }

    /// Somebody whose key of one-time codes lies as an older program left it.
    async fn person(db: &Db, plain: &[u8]) -> Uuid {
        let mut tx = db.write_as_system().await.unwrap();
        let (id, now) = (tx.new_id(), tx.now());
        query("insert into person (id, name, email, created_at, version) values ($1, 'Eva', 'eva@x.example', $2, 1)")
            .bind(id)
            .bind(now)
            .execute(&mut tx)
            .await
            .unwrap();
        query(
            "insert into credential (person_id, code_key, code_confirmed, code_step) values ($1, $2, $3, 0)",
        )
        .bind(id)
        .bind(plain.to_vec())
        .bind(true)
        .execute(&mut tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn stored(db: &Db) -> Option<Vec<u8>> {
        let mut tx = db.read(&Actor::Program).await.unwrap();
        let (key,) = query("select code_key from credential").one(&mut tx).await.unwrap();
        key
    }

    #[tokio::test]
    async fn what_lay_unsealed_is_sealed_and_another_key_is_not_taken_up() {
        let database = servers::Database::new();
        let db = with(&database, 1).await;
        let plain = [5; 20];
        let eva = person(&db, &plain).await;
        take_up_key(&db).await.unwrap();
        let sealed = stored(&db).await.unwrap();
        assert!(!sealed.windows(plain.len()).any(|part| part == plain));
        take_up_key(&db).await.unwrap();
        assert_eq!(stored(&db).await.unwrap(), sealed, "once");
        let tx = db.read(&Actor::Program).await.unwrap();
        assert_eq!(tx.secret_key().unwrap().open(eva, &sealed).unwrap(), plain);
        drop(tx);

        let other = with(&database, 2).await;
        assert!(matches!(take_up_key(&other).await, Err(Fault::OtherKey)));
        assert_eq!(forget_codes(&other).await.unwrap(), 1);
        assert_eq!(stored(&other).await, None);
        take_up_key(&other).await.unwrap();
        let mut tx = db.read(&Actor::Program).await.unwrap();
        assert!(matches!(is_taken_up(&mut tx).await, Err(Fault::OtherKey)), "a program with the key before");
        drop(tx);
        assert_eq!(forget_codes(&other).await.unwrap(), 0, "when nobody has codes");
    }

    #[test]
    fn what_is_sealed_is_opened_by_its_key_for_its_owner_and_unchanged() {
        let clock = Clock::system();
        let (key, other) = (SecretKey::new(&[1; 32]).unwrap(), SecretKey::new(&[2; 32]).unwrap());
        let (mine, theirs) = (clock.new_id(), clock.new_id());
        let sealed = key.seal(&clock, mine, b"hemligt").unwrap();
        assert_eq!(key.open(mine, &sealed).unwrap(), b"hemligt");
        assert_ne!(sealed, key.seal(&clock, mine, b"hemligt").unwrap());
        assert!(!sealed.windows(7).any(|part| part == b"hemligt"));
        assert!(matches!(other.open(mine, &sealed), Err(Fault::OtherKey)));
        assert!(matches!(key.open(theirs, &sealed), Err(Fault::OtherKey)));
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(key.open(mine, &changed).is_err(), "{at}");
        }
        assert!(key.open(mine, b"kort").is_err());
    }
}
