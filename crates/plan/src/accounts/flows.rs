//! Sign-ins that are under way at an identity provider: any replica may meet the browser when it comes back.

use chrono::Duration;
use sqlx_macros::FromRow;

use super::secret;
use crate::db::{Db, query, sql};
use crate::fault::{Fault, FieldFault};

/// How long a sign-in may take.
const GOOD: Duration = Duration::minutes(15);

/// What must be known when the browser comes back.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Flow {
    /// Which provider it was sent to.
    pub provider: String,
    /// What the provider must repeat in its token.
    pub nonce: String,
    /// What proves that it is we who ask for the token (PKCE).
    pub verifier: String,
    /// Where to go then: an address of this site.
    pub back: String,
    /// The secret of the invitation that is accepted so; empty without one.
    pub invitation: String,
}

/// Remembers a sign-in by its state.
///
/// # Errors
/// The database fails.
pub async fn begin_flow(db: &Db, state: &str, flow: &Flow) -> Result<(), Fault> {
    let mut tx = db.write_as_system().await?;
    query(sql!(
        "insert into flow (hash, provider, nonce, verifier, back, invitation, ends_at)
         values ($1, $2, $3, $4, $5, $6, $7)"
    ))
    .bind(secret::hash(state))
    .bind(&flow.provider)
    .bind(&flow.nonce)
    .bind(&flow.verifier)
    .bind(&flow.back)
    .bind(&flow.invitation)
    .bind(tx.now() + GOOD)
    .execute(&mut tx)
    .await?;
    tx.commit().await
}

/// The sign-in with a state, which is good once.
///
/// # Errors
/// [`Fault::Invalid`] with `link-old`.
pub async fn end_flow(db: &Db, state: &str) -> Result<Flow, Fault> {
    let mut tx = db.write_as_system().await?;
    let hash = secret::hash(state);
    let found: Option<Flow> = query(sql!(
        "select provider, nonce, verifier, back, invitation from flow
         where hash = $1 and ends_at > $2 and ends_at <= $3"
    ))
    .bind(hash.clone())
    .bind(tx.now())
    .bind(tx.now() + GOOD)
    .optional(&mut tx)
    .await?;
    query(sql!("delete from flow where hash = $1 or ends_at < $2"))
        .bind(hash)
        .bind(tx.now())
        .execute(&mut tx)
        .await?;
    tx.commit().await?;
    found.ok_or(Fault::Invalid(vec![FieldFault::new("link", "link-old")]))
}
