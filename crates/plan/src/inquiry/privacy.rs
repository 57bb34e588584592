//! What becomes of a person who is erased: what they wrote stays with the organisation, without their name.

use uuid::Uuid;

use crate::db::{Tx, query, sql};
use crate::fault::Fault;

/// Empties a person's name and address wherever they have answered, and takes back the links that were sent to them.
pub(crate) async fn forget(tx: &mut Tx, person: Uuid, email: &str) -> Result<(), Fault> {
    for text in [
        sql!("update recipient_event set author = '', person_id = null where person_id = $1"),
        sql!("update draft_reply set author = '', person_id = null where person_id = $1"),
        sql!("update answer set author = '', person_id = null where person_id = $1"),
    ] {
        query(text).bind(person).execute(tx).await?;
    }
    if email.is_empty() {
        return Ok(());
    }
    query(sql!("update recipient set email = '' where lower(email) = lower($1)"))
        .bind(email)
        .execute(tx)
        .await?;
    query(sql!(
        "update answer_link set email = '', name = '', revoked_at = coalesce(revoked_at, $2) where lower(email) = lower($1)"
    ))
    .bind(email)
    .bind(tx.now())
    .execute(tx)
    .await?;
    Ok(())
}
