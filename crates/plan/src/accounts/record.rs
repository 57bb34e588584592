//! What every part of accounts needs: who the actor is, and a place in the trail for what is done to a person's account.

use uuid::Uuid;

use crate::audit::{self, Event, Object};
use crate::db::{Tx, query, sql};
use crate::fault::Fault;

/// The id of the actor.
pub(super) fn me(tx: &Tx) -> Result<Uuid, Fault> {
    tx.actor().person_id().ok_or(Fault::NotFound { what: "person" })
}

/// Records in the trail something about a person's account, where the auditors of their house read it. Nobody is kept
/// from signing in or from securing their account by a quota.
pub(super) async fn record(tx: &mut Tx, action: &'static str, person: Uuid) -> Result<(), Fault> {
    let house = house_of(tx, person).await?;
    audit::record(tx, Event::on(action, Object::Person, person).within(&house).exempt()).await
}

/// The same of what can be done again and again for nothing, which a person's quota bounds.
pub(super) async fn record_bounded(tx: &mut Tx, action: &'static str, person: Uuid) -> Result<(), Fault> {
    let house = house_of(tx, person).await?;
    audit::record(tx, Event::on(action, Object::Person, person).within(&house)).await
}

/// The house whose auditors may read of what a person does with their account: the one where they have held a function
/// the longest.
async fn house_of(tx: &mut Tx, person: Uuid) -> Result<String, Fault> {
    let found: Option<(String,)> = query(sql!(
        "select f.house from holder h join function f on f.id = h.function_id
         where h.person_id = $1 and h.from_date <= $2 and (h.to_date is null or h.to_date >= $2)
         order by h.from_date, h.id limit 1"
    ))
    .bind(person)
    .bind(tx.today())
    .optional(tx)
    .await?;
    Ok(found.map(|(house,)| house).unwrap_or_default())
}
