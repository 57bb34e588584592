//! Sessions: in the database, so that any replica knows them, they can be listed, and ended from anywhere.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::record::{me, record};
use super::secret;
use crate::access::{Actor, Person};
use crate::db::{Db, Tx, query, sql};
use crate::fault::Fault;
use crate::organisations::grants;

/// A session ends when it has not been used for so long.
const IDLE: Duration = Duration::hours(2);
/// A session ends after so long, used or not.
const LONGEST: Duration = Duration::hours(12);
/// A session that waits for a one-time code ends after so long.
const PENDING: Duration = Duration::minutes(10);
/// That a session is used is noted no more often than so.
const NOTED: Duration = Duration::minutes(5);

/// How far ahead of the clock a session may be said to be used: one that is further was used by a clock that has been
/// corrected since, and would not end.
const SLACK: Duration = Duration::minutes(1);

/// A session, for whoever it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, FromRow)]
pub struct Session {
    /// Id.
    pub id: Uuid,
    /// How the person signed in: `password`, or the name of an identity provider.
    pub method: String,
    /// What the browser called itself, shortened.
    pub device: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it was last used, within five minutes.
    pub seen_at: DateTime<Utc>,
}

/// Somebody who has signed in.
#[derive(Clone, Debug)]
pub struct Signed {
    /// For whom things are done; a visitor while the session waits for a one-time code.
    pub actor: Actor,
    /// The session.
    pub session: Uuid,
    /// Whether it waits for a one-time code.
    pub is_pending: bool,
}

#[derive(FromRow)]
struct Found {
    id: Uuid,
    person_id: Uuid,
    name: String,
    seen_at: DateTime<Utc>,
    is_pending: bool,
}

/// A person as one who acts, with the rights that they have now.
async fn whole(tx: &mut Tx, id: Uuid, name: String) -> Result<Actor, Fault> {
    let grants = grants(tx, id).await?;
    Ok(Actor::Person(Arc::new(Person { id, name, grants })))
}

/// A person as one who acts, for work that they have asked for; nobody when they have been erased.
pub(crate) async fn acting(tx: &mut Tx, id: Uuid) -> Result<Option<Actor>, Fault> {
    let found: Option<(String,)> = query(sql!("select name from person where id = $1 and erased_at is null"))
        .bind(id)
        .optional(tx)
        .await?;
    match found {
        Some((name,)) => Ok(Some(whole(tx, id, name).await?)),
        None => Ok(None),
    }
}

/// Whoever a session's secret belongs to, if it has not ended.
///
/// # Errors
/// The database fails.
pub async fn signed(db: &Db, secret: &str) -> Result<Option<Signed>, Fault> {
    let mut tx = db.read(&Actor::Program).await?;
    let now = tx.now();
    let found: Option<Found> = query(sql!(
        "select s.id, s.person_id, p.name, s.seen_at, s.is_pending
         from session s join person p on p.id = s.person_id
         where s.hash = $1 and s.ends_at > $2 and s.ends_at < $3 and s.seen_at > $4 and s.seen_at < $5
            and p.erased_at is null"
    ))
    .bind(secret::hash(secret))
    .bind(now)
    .bind(now + LONGEST + SLACK)
    .bind(now - IDLE)
    .bind(now + SLACK)
    .optional(&mut tx)
    .await?;
    let Some(found) = found else { return Ok(None) };
    let actor =
        if found.is_pending { Actor::Visitor } else { whole(&mut tx, found.person_id, found.name).await? };
    drop(tx);
    if now - found.seen_at > NOTED {
        note(db.clone(), found.id);
    }
    Ok(Some(Signed { actor, session: found.id, is_pending: found.is_pending }))
}

/// Whose session with a secret it is that waits for a one-time code.
pub(super) async fn pending(tx: &mut Tx, secret: &str) -> Result<Option<Uuid>, Fault> {
    let now = tx.now();
    let found: Option<(Uuid,)> = query(sql!(
        "select person_id from session where hash = $1 and ends_at > $2 and ends_at < $3 and is_pending"
    ))
    .bind(secret::hash(secret))
    .bind(now)
    .bind(now + PENDING + SLACK)
    .optional(tx)
    .await?;
    Ok(found.map(|(person,)| person))
}

/// Notes that a session is used, by the way: whoever only reads waits neither for those who write nor for a disk that is
/// full. What cannot be noted now is noted at a later request.
fn note(db: Db, session: Uuid) {
    let noted = async move {
        let Some(mut tx) = db.write_if_free().await? else { return Ok(()) };
        query(sql!("update session set seen_at = $2 where id = $1 and seen_at < $2"))
            .bind(session)
            .bind(tx.now())
            .execute(&mut tx)
            .await?;
        tx.commit().await
    };
    tokio::spawn(async move {
        // The next request tries again.
        let _: Result<(), Fault> = noted.await;
    });
}

/// Begins a session; its secret.
pub(super) async fn begin(
    tx: &mut Tx,
    person: Uuid,
    method: &str,
    device: &str,
    is_pending: bool,
) -> Result<String, Fault> {
    let (secret, now) = (secret::new(tx.clock()), tx.now());
    query(sql!(
        "insert into session (id, hash, person_id, method, device, created_at, seen_at, ends_at, is_pending)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    ))
    .bind(tx.new_id())
    .bind(secret::hash(&secret))
    .bind(person)
    .bind(method)
    .bind(device.chars().filter(|c| !c.is_control()).take(160).collect::<String>())
    .bind(now)
    .bind(now)
    .bind(now + if is_pending { PENDING } else { LONGEST })
    .bind(is_pending)
    .execute(tx)
    .await?;
    Ok(secret)
}

/// The own sessions, the latest used first.
///
/// # Errors
/// The database fails.
pub async fn sessions(tx: &mut Tx) -> Result<Vec<Session>, Fault> {
    let (me, now) = (me(tx)?, tx.now());
    query(sql!(
        "select id, method, device, created_at, seen_at from session
         where person_id = $1 and ends_at > $2 and ends_at < $3 and seen_at > $4 and seen_at < $5 and not is_pending
         order by seen_at desc, id desc"
    ))
    .bind(me)
    .bind(now)
    .bind(now + LONGEST + SLACK)
    .bind(now - IDLE)
    .bind(now + SLACK)
    .all(tx)
    .await
}

/// Ends one of the own sessions.
///
/// # Errors
/// [`Fault::NotFound`] for somebody else's.
pub async fn end_session(tx: &mut Tx, session: Uuid) -> Result<(), Fault> {
    let me = me(tx)?;
    let done = query(sql!("delete from session where id = $1 and person_id = $2"))
        .bind(session)
        .bind(me)
        .execute(tx)
        .await?;
    if done == 0 {
        return Err(Fault::NotFound { what: "session" });
    }
    record(tx, "account.session_end", me).await
}

/// Ends all the own sessions but one.
///
/// # Errors
/// The database fails.
pub async fn end_others(tx: &mut Tx, but: Uuid) -> Result<(), Fault> {
    let me = me(tx)?;
    end_all_but(tx, me, Some(but)).await?;
    record(tx, "account.session_end", me).await
}

/// Ends a person's sessions, but for one.
pub(super) async fn end_all_but(tx: &mut Tx, person: Uuid, but: Option<Uuid>) -> Result<(), Fault> {
    query(sql!("delete from session where person_id = $1 and (cast($2 as uuid) is null or id <> $2)"))
        .bind(person)
        .bind(but)
        .execute(tx)
        .await?;
    Ok(())
}

/// Ends the session with a secret, whoever it belongs to: nobody keeps it after signing in anew.
pub(super) async fn end_by_secret(tx: &mut Tx, secret: &str) -> Result<(), Fault> {
    query(sql!("delete from session where hash = $1")).bind(secret::hash(secret)).execute(tx).await?;
    Ok(())
}

/// Forgets sessions that have ended.
pub(super) async fn purge_expired(tx: &mut Tx) -> Result<(), Fault> {
    let now = tx.now();
    query(sql!("delete from session where ends_at < $1 or ends_at > $2 or seen_at < $3 or seen_at > $4"))
        .bind(now)
        .bind(now + LONGEST + SLACK)
        .bind(now - IDLE)
        .bind(now + SLACK)
        .execute(tx)
        .await?;
    Ok(())
}
