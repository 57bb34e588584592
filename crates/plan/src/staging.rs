//! Tables that somebody has sent in a file, kept until they have seen what would come of them: then they are taken in, thrown away, or
//! forgotten the day after. Nobody else sees them.

use chrono::Duration;
use sqlx_macros::FromRow;
use uuid::Uuid;

use crate::access::{Right, may_somewhere};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::name::named;

/// How long a table waits.
const KEPT: Duration = Duration::days(1);
/// Most tables of one person that wait: the oldest goes when there is another.
const MOST: i64 = 5;

/// What is wrong with lines of a table: each line's place, from 0, and its faults.
pub type WrongLines = Vec<(usize, Vec<FieldFault>)>;

named! {
    /// What a table would become.
    Purpose {
        /// Examples in the library.
        Examples = "examples",
        /// How far organisations have come with approaches.
        Uptake = "uptake",
    }
}

impl Purpose {
    const fn right(self) -> Right {
        match self {
            Self::Examples | Self::Uptake => Right::Contribute,
        }
    }
}

/// A table that waits.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Staged {
    /// Id.
    pub id: Uuid,
    /// The file's name.
    pub name: String,
    /// What was read, as JSON.
    pub content: String,
}

/// Goes on only if the actor may take in such a table somewhere.
///
/// # Errors
/// [`Fault::Forbidden`].
pub fn demand(tx: &Tx, purpose: Purpose) -> Result<(), Fault> {
    let right = purpose.right();
    if may_somewhere(tx.actor(), right) { Ok(()) } else { Err(Fault::Forbidden(right)) }
}

/// Keeps a table until its sender has seen it.
///
/// # Errors
/// [`Fault::Forbidden`].
pub async fn stage(tx: &mut Tx, purpose: Purpose, name: &str, content: &str) -> Result<Uuid, Fault> {
    demand(tx, purpose)?;
    // Nothing has come of it yet.
    tx.is_a_draft();
    let (id, person) = (tx.new_id(), tx.actor().person_id());
    query(sql!(
        "insert into staged_table (id, purpose, name, content, person_id, created_at) values ($1, $2, $3, $4, $5, $6)"
    ))
    .bind(id)
    .bind(purpose.name())
    .bind(name)
    .bind(content)
    .bind(person)
    .bind(tx.now())
    .execute(tx)
    .await?;
    query(sql!(
        "delete from staged_table where person_id = $1 and id not in (select id from staged_table
            where person_id = $1 order by created_at desc, id desc limit $2)"
    ))
    .bind(person)
    .bind(MOST)
    .execute(tx)
    .await?;
    Ok(id)
}

/// A table of the actor's own that waits.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn staged(tx: &mut Tx, purpose: Purpose, id: Uuid) -> Result<Staged, Fault> {
    let person = tx.actor().person_id();
    let found: Option<(Uuid, String, String, Option<Uuid>)> =
        query(sql!("select id, name, content, person_id from staged_table where id = $1 and purpose = $2"))
            .bind(id)
            .bind(purpose.name())
            .optional(tx)
            .await?;
    match found {
        Some((id, name, content, sender)) if sender == person => Ok(Staged { id, name, content }),
        _ => Err(Fault::NotFound { what: "staged_table" }),
    }
}

/// Throws away a table that its sender does not want.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn throw_away(tx: &mut Tx, purpose: Purpose, id: Uuid) -> Result<(), Fault> {
    tx.is_a_draft();
    forget(tx, purpose, id).await
}

/// Forgets a table that has been taken in, in the same transaction.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn forget(tx: &mut Tx, purpose: Purpose, id: Uuid) -> Result<(), Fault> {
    staged(tx, purpose, id).await?;
    query(sql!("delete from staged_table where id = $1")).bind(id).execute(tx).await.map(|_| ())
}

/// Forgets what nobody has come back to.
///
/// # Errors
/// The database cannot be reached.
pub async fn purge_expired(tx: &mut Tx) -> Result<(), Fault> {
    let long_ago = tx.now() - KEPT;
    query(sql!("delete from staged_table where created_at <= $1")).bind(long_ago).execute(tx).await?;
    Ok(())
}
