//! The jobs that carry roadmaps, and what they do to carry them in.

use serde_json::json;
use uuid::Uuid;

use super::{CarriedRoadmap, Direction, TransferPayload, Waiting, archive, pack, reason};
use crate::access::Actor;
use crate::accounts;
use crate::attachments::Store;
use crate::case_data::judged_before;
use crate::db::{Db, query, sql};
use crate::fault::Fault;
use crate::jobs::{self, Claim, Reason};
use crate::organisations::{self, OrganisationKind};
use crate::roadmap::{RoadmapFile, store::import_valid, undecided};

/// Does the job of a transfer, with the rights that whoever asked for it has now. Done twice it comes to the same. What
/// will never succeed is over at once, and whoever asked is told so.
///
/// # Errors
/// Why it did not succeed.
pub async fn carry_out(db: &Db, store: &Store, claim: &Claim) -> Result<(), Reason> {
    let asked: TransferPayload = serde_json::from_str(&claim.payload).map_err(|_| Reason::Unusable)?;
    let waiting = waiting(db, asked.transfer).await.map_err(reason)?;
    let Some(waiting) = waiting.filter(|waiting| !waiting.is_done) else {
        // It was forgotten, or somebody was quicker.
        return finished(db, claim, None).await.map_err(reason);
    };
    match carried(db, store, claim, &waiting).await {
        Err(why @ (Reason::Refused | Reason::Quota | Reason::Unusable)) => {
            finished(db, claim, Some((waiting.id, why))).await.map_err(reason)
        }
        done => done,
    }
}

async fn carried(db: &Db, store: &Store, claim: &Claim, waiting: &Waiting) -> Result<(), Reason> {
    let actor = actor(db, waiting).await.map_err(reason)?.ok_or(Reason::Refused)?;
    match waiting.direction {
        Direction::Out => pack::out(db, store, claim, waiting, &actor).await,
        Direction::In => into(db, store, claim, waiting, &actor).await,
    }
}

async fn waiting(db: &Db, id: Uuid) -> Result<Option<Waiting>, Fault> {
    let mut tx = db.read(&Actor::Program).await?;
    query(sql!(
        "select id, organisation_id, actor, person_id, direction, object_id, hash, done_at is not null as is_done
         from transfer where id = $1"
    ))
    .bind(id)
    .optional(&mut tx)
    .await
}

/// Whoever asked, with the rights that they have now; nobody when they have been erased.
async fn actor(db: &Db, waiting: &Waiting) -> Result<Option<Actor>, Fault> {
    match waiting.person_id {
        Some(person) => accounts::acting(&mut db.read(&Actor::Program).await?, person).await,
        None => Ok((waiting.actor == Actor::Machine.kind()).then_some(Actor::Machine)),
    }
}

/// Ends the job, and the transfer with it when it failed.
async fn finished(db: &Db, claim: &Claim, failed: Option<(Uuid, Reason)>) -> Result<(), Fault> {
    let mut tx = db.write_as_system().await?;
    if let Some((id, why)) = failed {
        query(sql!("update transfer set failed = $2, done_at = $3 where id = $1"))
            .bind(id)
            .bind(why.name())
            .bind(tx.now())
            .execute(&mut tx)
            .await?;
    }
    jobs::finish(&mut tx, claim).await?;
    tx.commit().await
}

/// Carries in, one roadmap at a time so that nobody waits long to write. Each lasts together with the note that it is
/// in, so that whoever goes on goes on with the next.
async fn into(db: &Db, store: &Store, claim: &Claim, waiting: &Waiting, actor: &Actor) -> Result<(), Reason> {
    let object = waiting.object_id.ok_or(Reason::Unusable)?;
    let bytes = store.get(object, &waiting.hash).await.map_err(reason)?;
    let files = archive::read("", &bytes).map_err(|_| Reason::Unusable)?;
    while !next(db, claim, waiting, actor, &files).await.map_err(reason)? {}
    Ok(())
}

/// Carries in the next roadmap; true when it was the last.
async fn next(
    db: &Db,
    claim: &Claim,
    waiting: &Waiting,
    actor: &Actor,
    files: &[RoadmapFile],
) -> Result<bool, Fault> {
    let mut tx = db.write(actor).await?;
    jobs::still_held(&mut tx, claim).await?;
    let (told,): (String,) =
        query(sql!("select roadmaps from transfer where id = $1")).bind(waiting.id).one(&mut tx).await?;
    let mut carried: Vec<CarriedRoadmap> = serde_json::from_str(&told).unwrap_or_default();
    let Some(file) = files.get(carried.len()) else { return Ok(true) };
    let mut file = file.clone();
    undecided(&mut file);
    // A municipality's roadmap is about the municipality, wherever it comes from.
    let tree = organisations::load(&mut tx).await?;
    if let Some(own) =
        tree.path_to(&waiting.organisation_id).iter().find(|one| one.kind == OrganisationKind::Municipality)
    {
        file.region.clone_from(&own.id);
    }
    let valid = judged_before(|| file.validate()).map_err(Fault::Invalid)?;
    let id = import_valid(&mut tx, Some(&waiting.organisation_id), &valid).await?;
    carried.push(CarriedRoadmap { id, title: file.title });
    let is_last = carried.len() == files.len();
    query(sql!("update transfer set roadmaps = $2, done_at = $3 where id = $1"))
        .bind(waiting.id)
        .bind(json!(carried).to_string())
        .bind(is_last.then(|| tx.now()))
        .execute(&mut tx)
        .await?;
    if is_last {
        jobs::finish(&mut tx, claim).await?;
    }
    tx.commit().await?;
    Ok(is_last)
}
