//! Browsers that a person has signed in with before. They are not signed in by that; but whoever comes with one is not kept
//! out by what others have failed to guess (OWASP: device cookies).

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::secret;
use crate::db::{Tx, query, sql};
use crate::fault::Fault;

/// How long a browser is remembered after the latest sign-in.
pub const REMEMBERED: Duration = Duration::days(90);

/// Whether a person has signed in with the browser that holds a secret.
pub(super) async fn is_known(tx: &mut Tx, person: Uuid, secret: &str) -> Result<bool, Fault> {
    let (count,): (i64,) =
        query(sql!(
            "select count(*) from known_device where hash = $1 and person_id = $2 and ends_at > $3 and ends_at <= $4"
        ))
        .bind(secret::hash(secret))
        .bind(person)
        .bind(tx.now())
        .bind(latest_end(tx))
        .one(tx)
        .await?;
    Ok(count > 0)
}

/// A browser that is remembered longer was remembered by a clock that has been corrected since.
fn latest_end(tx: &Tx) -> DateTime<Utc> {
    tx.now() + REMEMBERED + Duration::minutes(1)
}

/// Remembers the browser that a person has signed in with: the secret that it is to hold. Several persons may share one.
pub(super) async fn remember(tx: &mut Tx, person: Uuid, held: Option<&str>) -> Result<String, Fault> {
    // A secret that nobody here has given out is not taken up.
    let held = match held {
        Some(held) if is_given_out(tx, held).await? => Some(held.to_owned()),
        _ => None,
    };
    let secret = held.unwrap_or_else(|| secret::new(tx.clock()));
    query(sql!(
        "insert into known_device (id, hash, person_id, created_at, ends_at) values ($1, $2, $3, $4, $5)
         on conflict (hash, person_id) do update set ends_at = excluded.ends_at"
    ))
    .bind(tx.new_id())
    .bind(secret::hash(&secret))
    .bind(person)
    .bind(tx.now())
    .bind(tx.now() + REMEMBERED)
    .execute(tx)
    .await?;
    Ok(secret)
}

async fn is_given_out(tx: &mut Tx, secret: &str) -> Result<bool, Fault> {
    let (count,): (i64,) = query(sql!("select count(*) from known_device where hash = $1 and ends_at > $2"))
        .bind(secret::hash(secret))
        .bind(tx.now())
        .one(tx)
        .await?;
    Ok(count > 0)
}

/// Forgets every browser of a person but the one that holds a secret: somebody else may have had one.
pub(super) async fn forget_all_but(tx: &mut Tx, person: Uuid, held: Option<&str>) -> Result<(), Fault> {
    query(sql!("delete from known_device where person_id = $1 and hash <> $2"))
        .bind(person)
        .bind(secret::hash(held.unwrap_or_default()))
        .execute(tx)
        .await?;
    Ok(())
}

/// Forgets browsers that nobody has signed in with for long.
pub(super) async fn purge_expired(tx: &mut Tx) -> Result<(), Fault> {
    query(sql!("delete from known_device where ends_at < $1 or ends_at > $2"))
        .bind(tx.now())
        .bind(latest_end(tx))
        .execute(tx)
        .await?;
    Ok(())
}
