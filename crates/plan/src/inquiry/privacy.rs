//! What becomes of a person who is erased: what they wrote stays with the organisation, without their name.

use chrono::Duration;
use uuid::Uuid;

use crate::db::{Tx, query, sql};
use crate::fault::Fault;

/// How long after an inquiry has ended drafts of its answers are kept: what was sent stays.
const KEPT: Duration = Duration::days(30);

/// Takes away links that lead nowhere any more, and drafts of answers to what ended long ago.
///
/// # Errors
/// The database cannot be reached.
pub async fn purge_expired(tx: &mut Tx) -> Result<(), Fault> {
    query(sql!("delete from answer_link where ends_at <= $1")).bind(tx.now()).execute(tx).await?;
    query(sql!(
        "delete from draft_reply where recipient_id in (select p.id from recipient p
            join inquiry r on r.id = p.inquiry_id where r.ended_at <= $1)"
    ))
    .bind(tx.now() - KEPT)
    .execute(tx)
    .await?;
    query(sql!(
        "delete from approval where recipient_id in (select p.id from recipient p
            join inquiry r on r.id = p.inquiry_id where r.ended_at <= $1)"
    ))
    .bind(tx.now() - KEPT)
    .execute(tx)
    .await?;
    Ok(())
}

/// Empties a person's name and address wherever they have answered, and takes back the links that were sent to them.
pub(crate) async fn forget(tx: &mut Tx, person: Uuid, email: &str) -> Result<(), Fault> {
    for text in [
        sql!("update recipient_event set author = '', person_id = null where person_id = $1"),
        sql!("update draft_reply set author = '', person_id = null where person_id = $1"),
        sql!("update approval set author = '', person_id = null where person_id = $1"),
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
    query(sql!("update list_entry set email = '' where lower(email) = lower($1)"))
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
