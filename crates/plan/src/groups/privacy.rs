//! What becomes of a person who is erased: what was said in a seat stays with it, without their name.

use uuid::Uuid;

use crate::db::{Tx, query, sql};
use crate::fault::Fault;

/// Takes away links that lead nowhere any more.
///
/// # Errors
/// The database cannot be reached.
pub async fn purge_expired(tx: &mut Tx) -> Result<(), Fault> {
    query(sql!("delete from seat_link where ends_at <= $1")).bind(tx.now()).execute(tx).await?;
    Ok(())
}

/// Empties a person's name and address wherever they have, or have had, a seat, and takes back what let them in.
pub(crate) async fn forget(tx: &mut Tx, person: Uuid, email: &str) -> Result<(), Fault> {
    let theirs: Vec<(Uuid, bool)> = query(sql!(
        "select id, lower(email) = lower($2) and $2 <> '' from seat_holder
         where person_id = $1 or (lower(email) = lower($2) and $2 <> '')"
    ))
    .bind(person)
    .bind(email)
    .all(tx)
    .await?;
    for (holder, is_named) in theirs {
        super::links::revoke(tx, holder).await?;
        // Whoever has connected their account to a seat that is in another's name is not who is named there.
        let text = if is_named {
            sql!(
                "update seat_holder set name = '', email = '', person_id = null, to_date = coalesce(to_date, $2)
                 where id = $1"
            )
        } else {
            sql!("update seat_holder set person_id = null where id = $1 and cast($2 as date) is not null")
        };
        query(text).bind(holder).bind(tx.today()).execute(tx).await?;
    }
    query(sql!("delete from calendar_feed where person_id = $1")).bind(person).execute(tx).await?;
    if !email.is_empty() {
        query(sql!(
            "update recruitment_step set email = '', whom = '–', note = '' where lower(email) = lower($1)"
        ))
        .bind(email)
        .execute(tx)
        .await?;
    }
    Ok(())
}
