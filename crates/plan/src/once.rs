//! Making a thing once, though the request for it comes twice: by a second click, a browser that asks again, or a program
//! that got no answer.

use chrono::Duration;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::db::{Tx, query, sql};
use crate::fault::Fault;

/// How long a repetition is known.
const REMEMBERED: Duration = Duration::days(1);

/// What names a request: a key that whoever sends it has chosen, and all that stands in it. The same key with another
/// content is another request, so that nothing is lost if a key should come back with a form.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The key; without one every request is new.
    pub key: &'a str,
    /// What is asked for.
    pub content: &'a str,
}

/// Makes a thing, or gives the one that the actor has made by the same request.
///
/// # Errors
/// As `make`.
pub async fn once(
    tx: &mut Tx,
    request: Request<'_>,
    make: impl AsyncFnOnce(&mut Tx) -> Result<Uuid, Fault>,
) -> Result<Uuid, Fault> {
    if request.key.is_empty() {
        return make(tx).await;
    }
    let hash = hash(tx, request);
    let made: Option<(Uuid,)> =
        query(sql!("select thing_id from made_once where hash = $1")).bind(hash.clone()).optional(tx).await?;
    if let Some((made,)) = made {
        return Ok(made);
    }
    let thing = make(tx).await?;
    query(sql!("insert into made_once (hash, thing_id, made_at) values ($1, $2, $3)"))
        .bind(hash)
        .bind(thing)
        .bind(tx.now())
        .execute(tx)
        .await?;
    Ok(thing)
}

fn hash(tx: &Tx, request: Request<'_>) -> Vec<u8> {
    let person = tx.actor().person_id().map(|id| id.to_string()).unwrap_or_default();
    let mut hasher = Sha256::new();
    for part in [tx.actor().kind(), &person, request.key, request.content] {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().to_vec()
}

/// Forgets what was made long ago.
///
/// # Errors
/// The database cannot be reached.
pub async fn purge_expired(tx: &mut Tx) -> Result<(), Fault> {
    let long_ago = tx.now() - REMEMBERED;
    query(sql!("delete from made_once where made_at <= $1")).bind(long_ago).execute(tx).await?;
    Ok(())
}
