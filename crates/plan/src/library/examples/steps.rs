//! The way of an example from draft to everybody, and back: sent for approval, approved, withdrawn, looked at again.

use uuid::Uuid;

use super::store::{demand_whole, writable};
use super::types::{Example, ExampleState, look_by};
use crate::access::{Kind, Right, may_somewhere};
use crate::checks::{Check, lines};
use crate::db::{Query, Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::records::{self, Root, root_of};

/// Sends a draft to whoever approves examples for the organisation.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Conflict`]; [`Fault::Invalid`] when it lacks what it must have, or is no
/// draft (`example-not-so`).
pub async fn submit(tx: &mut Tx, id: Uuid, version: i64) -> Result<(), Fault> {
    let (root, example) = writable(tx, id).await?;
    demand_state(&example, &[ExampleState::Draft, ExampleState::Withdrawn])?;
    demand_whole(&example)?;
    let update = query(sql!(
        "update example set state = 'submitted', reason = '', version = version + 1 where id = $1 and version = $2"
    ));
    carry_out(tx, &root, id, "submit", update.bind(id).bind(version)).await
}

/// Publishes an example: whoever may publish for the organisation stands by it.
///
/// # Errors
/// As [`submit`].
pub async fn publish(tx: &mut Tx, id: Uuid, version: i64) -> Result<(), Fault> {
    let (root, example) = held(tx, id).await?;
    root.demand(tx, Right::ApproveExample)?;
    demand_state(&example, &[ExampleState::Draft, ExampleState::Submitted, ExampleState::Withdrawn])?;
    demand_whole(&example)?;
    let update = query(sql!(
        "update example set state = 'published', is_published = true, reason = '', contact_gone_on = null,
            published_at = coalesce(published_at, $3), look_by = $4, version = version + 1
         where id = $1 and version = $2"
    ));
    let update = update.bind(id).bind(version).bind(tx.now()).bind(look_by(tx.today()));
    carry_out(tx, &root, id, "publish", update).await
}

/// Sends an example back to whoever wrote it, with what should be otherwise.
///
/// # Errors
/// As [`submit`]; [`Fault::Invalid`] without a reason.
pub async fn send_back(tx: &mut Tx, id: Uuid, version: i64, reason: &str) -> Result<(), Fault> {
    let (root, example) = held(tx, id).await?;
    root.demand(tx, Right::ApproveExample)?;
    demand_state(&example, &[ExampleState::Submitted])?;
    let reason = given("reason", reason)?;
    let update = query(sql!(
        "update example set state = 'draft', reason = $3, version = version + 1 where id = $1 and version = $2"
    ));
    carry_out(tx, &root, id, "send_back", update.bind(id).bind(version).bind(reason)).await
}

/// Takes an example away from everybody. Its page says that it has been withdrawn no more than that it is not there.
///
/// # Errors
/// As [`submit`]; [`Fault::Invalid`] without a reason.
pub async fn withdraw(tx: &mut Tx, id: Uuid, version: i64, reason: &str) -> Result<(), Fault> {
    let (root, example) = held(tx, id).await?;
    root.demand(tx, Right::ApproveExample)?;
    demand_state(&example, &[ExampleState::Published])?;
    let reason = given("reason", reason)?;
    let update = query(sql!(
        "update example set state = 'withdrawn', is_published = false, reason = $3, version = version + 1
         where id = $1 and version = $2"
    ));
    carry_out(tx, &root, id, "withdraw", update.bind(id).bind(version).bind(reason)).await
}

/// Says that a published example is still so, and that somebody answers for it.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Conflict`], [`Fault::Invalid`].
pub async fn confirm(tx: &mut Tx, id: Uuid, version: i64) -> Result<(), Fault> {
    let (root, example) = held(tx, id).await?;
    root.demand(tx, Right::Contribute)?;
    demand_state(&example, &[ExampleState::Published])?;
    let update =
        query(sql!("update example set look_by = $3, contact_gone_on = null where id = $1 and version = $2"));
    carry_out(tx, &root, id, "confirm", update.bind(id).bind(version).bind(look_by(tx.today()))).await
}

/// Says that nobody answers at an example's contact: anybody who contributes somewhere may.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Invalid`].
pub async fn report_gone(tx: &mut Tx, id: Uuid) -> Result<(), Fault> {
    let (root, example) = held(tx, id).await?;
    if !may_somewhere(tx.actor(), Right::Contribute) {
        return Err(Fault::Forbidden(Right::Contribute));
    }
    demand_state(&example, &[ExampleState::Published])?;
    if example.contact_gone_on.is_some() {
        return Ok(());
    }
    let update =
        query(sql!("update example set contact_gone_on = $2 where id = $1 and contact_gone_on is null"));
    carry_out(tx, &root, id, "contact_gone", update.bind(id).bind(tx.today())).await
}

pub(super) async fn held(tx: &mut Tx, id: Uuid) -> Result<(Root, Example), Fault> {
    Ok((root_of(tx, Kind::Example.of(id)).await?, super::store::load(tx, id).await?))
}

fn demand_state(example: &Example, states: &[ExampleState]) -> Result<(), Fault> {
    if states.contains(&example.state) {
        return Ok(());
    }
    Err(Fault::Invalid(vec![FieldFault::new("form", "example-not-so").with("state", example.state)]))
}

pub(super) fn given(field: &str, text: &str) -> Result<String, Fault> {
    let text = lines(text);
    let mut check = Check::default();
    check.present(field, &text, "reason-missing");
    check.texts(&[(field, &text)]);
    Ok((*check.finish(text).map_err(Fault::Invalid)?).clone())
}

async fn carry_out(tx: &mut Tx, root: &Root, id: Uuid, verb: &str, update: Query) -> Result<(), Fault> {
    let of = Kind::Example.of(id);
    let before = records::audit_snapshot(tx, of).await?;
    records::updated(tx, update).await?;
    records::changed(tx, root, verb, of, &before).await
}
