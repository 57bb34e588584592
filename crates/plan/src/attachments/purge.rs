//! Forgetting what is no longer attached to anything.

use chrono::{DateTime, Duration, Utc};

use super::Store;
use crate::access::Actor;
use crate::db::{Db, query, schema, sql};
use crate::fault::Fault;

/// How long what was taken away can come back.
const REGRET: Duration = Duration::days(30);
/// How long a file that is kept may be on its way to its roadmap.
const ON_THE_WAY: Duration = Duration::days(1);

/// Forgets what was taken away long ago, and what was kept but never came to belong to a roadmap.
///
/// What is older than the database's own trail came from elsewhere, and is left alone: somebody who starts on a new
/// database by mistake must not lose every file.
///
/// # Errors
/// The database or the store cannot be reached.
pub async fn purge_expired(db: &Db, store: &Store) -> Result<(), Fault> {
    let mut tx = db.write_as_system().await?;
    query(sql!("delete from attachment where deleted_at <= $1"))
        .bind(db.clock().now() - REGRET)
        .execute(&mut tx)
        .await?;
    tx.commit().await?;
    sweep(db, store).await
}

/// Forgets what no row tells of.
async fn sweep(db: &Db, store: &Store) -> Result<(), Fault> {
    // The store is read before the database, so that what is attached meanwhile is known.
    let kept = store.all().await?;
    let mut tx = db.read(&Actor::Program).await?;
    let begun: Option<(DateTime<Utc>,)> =
        query(sql!("select at from trail order by number limit 1")).optional(&mut tx).await?;
    // What any table at all knows by the file's id is kept: a capability with files of its own cannot be forgotten here.
    let known = schema::known_ids(&mut tx).await?;
    drop(tx);
    let Some((begun,)) = begun else { return Ok(()) };
    let latest = db.clock().now() - ON_THE_WAY;
    for (id, at) in kept {
        if at >= begun && at <= latest && !known.contains(&id) {
            store.forget(id).await?;
        }
    }
    Ok(())
}
