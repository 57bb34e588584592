//! Carrying roadmaps out and in.

use serde_json::json;
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::archive::{self, Packing};
use super::{CarriedRoadmap, Direction, TransferPayload};
use crate::access::{Actor, Kind, Right, RootKind};
use crate::accounts;
use crate::attachments::{self, Attachment, Store};
use crate::db::{Db, Tx, query, sql};
use crate::decisions;
use crate::fault::Fault;
use crate::jobs::{self, Claim, Reason};
use crate::organisations::{self, OrganisationKind};
use crate::records::{Filter, Listing};
use crate::roadmap::{RoadmapFile, RoadmapTree, file, import, list, load, undecided};

/// The most that attachments take in one archive, bytes: what is beyond is only listed.
const MOST_ATTACHED: i64 = 200 * 1024 * 1024;
/// Longest part of a folder's name that is the roadmap's title.
const LONGEST_TITLE: usize = 60;

#[derive(FromRow)]
struct Waiting {
    id: Uuid,
    organisation_id: String,
    actor: String,
    person_id: Option<Uuid>,
    direction: Direction,
    object_id: Option<Uuid>,
    hash: Vec<u8>,
    is_done: bool,
}

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
        Direction::Out => out(db, store, claim, waiting, &actor).await,
        Direction::In => into(db, store, claim, waiting, &actor).await,
    }
}

fn reason(fault: Fault) -> Reason {
    match fault {
        Fault::Forbidden(_) | Fault::NotFound { .. } => Reason::Refused,
        Fault::Quota { .. } => Reason::Quota,
        Fault::Invalid(_) | Fault::Damaged | Fault::Broken => Reason::Unusable,
        Fault::Away(_) | Fault::Objects(_) => Reason::Unreachable,
        _ => Reason::Broken,
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
    let id = import(&mut tx, Some(&waiting.organisation_id), &file).await?;
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

/// Carries out. Each attempt has a file of its own: whoever comes too late changes nothing that is fetched.
async fn out(db: &Db, store: &Store, claim: &Claim, waiting: &Waiting, actor: &Actor) -> Result<(), Reason> {
    let (bytes, carried) = packed(db, store, waiting, actor).await?;
    let (object, hash, size) = (db.clock().new_id(), archive::hash(&bytes), bytes.len() as i64);
    let kept = async {
        store.put(object, bytes).await?;
        let mut tx = db.write_as_system().await?;
        query(sql!(
            "update transfer set roadmaps = $2, object_id = $3, size = $4, hash = $5, done_at = $6 where id = $1"
        ))
        .bind(waiting.id)
        .bind(json!(carried).to_string())
        .bind(object)
        .bind(size)
        .bind(hash)
        .bind(tx.now())
        .execute(&mut tx)
        .await?;
        jobs::finish(&mut tx, claim).await?;
        tx.commit().await
    };
    kept.await.map_err(reason)
}

/// A roadmap with everything that is to be packed of it.
struct Gathered {
    roadmap: CarriedRoadmap,
    texts: Vec<(String, String)>,
    attachments: Vec<Attachment>,
}

/// The archive of everything that whoever asked may read of the organisation and what lies below it.
async fn packed(
    db: &Db,
    store: &Store,
    waiting: &Waiting,
    actor: &Actor,
) -> Result<(Vec<u8>, Vec<CarriedRoadmap>), Reason> {
    let gathered = gathered(db, waiting, actor).await.map_err(reason)?;
    let mut packing = Packing::new();
    let mut carried = Vec::with_capacity(gathered.len());
    let mut attached = 0;
    for Gathered { roadmap, texts, attachments } in gathered {
        let folder = folder(carried.len() + 1, &roadmap.title);
        for (name, text) in texts {
            packing.add(&format!("{folder}/{name}"), text.as_bytes()).map_err(|_| Reason::Broken)?;
        }
        for (at, one) in attachments.iter().enumerate() {
            let name = format!("{folder}/bilagor/{:02}-{}", at + 1, one.name);
            if attached + one.size > MOST_ATTACHED {
                packing.lacks(&name, "no room");
                continue;
            }
            match store.read(one).await {
                Ok(bytes) => packing.add(&name, &bytes).map_err(|_| Reason::Broken)?,
                Err(Fault::Damaged) => packing.lacks(&name, "damaged"),
                Err(other) => return Err(reason(other)),
            }
            attached += one.size;
        }
        carried.push(roadmap);
    }
    let about = json!({ "organisation": waiting.organisation_id, "made_at": db.clock().now() });
    Ok((packing.finish(&about).map_err(|_| Reason::Broken)?, carried))
}

/// What the database knows, read in one moment: files are read when it has been let go.
async fn gathered(db: &Db, waiting: &Waiting, actor: &Actor) -> Result<Vec<Gathered>, Fault> {
    let mut tx = db.read(actor).await?;
    super::demand(&mut tx, &waiting.organisation_id, Right::ReadDraft).await?;
    let mut gathered = Vec::new();
    for tree in trees(&mut tx, &waiting.organisation_id).await? {
        let texts = texts(&mut tx, &tree).await?;
        let attachments = attachments::list(&mut tx, Kind::Roadmap.of(tree.roadmap.id)).await?;
        let roadmap = CarriedRoadmap { id: tree.roadmap.id, title: tree.roadmap.title };
        gathered.push(Gathered { roadmap, texts, attachments });
    }
    Ok(gathered)
}

/// The roadmaps of an organisation and what lies below it. Every kind that an organisation owns says here whether it is
/// carried: what is not is lost to whoever moves.
async fn trees(tx: &mut Tx, organisation: &str) -> Result<Vec<RoadmapTree>, Fault> {
    let tree = organisations::load(tx).await?;
    let is_below = |one: &&organisations::Organisation| {
        tree.path_to(&one.id).iter().any(|above| above.id == organisation)
    };
    let own = tree.all().filter(is_below).map(|one| one.id.clone()).collect();
    let mut found = Vec::new();
    let owned = Listing::of(Filter::OwnedBy(own));
    for kind in RootKind::all() {
        match kind {
            RootKind::Roadmap => {
                for summary in list(tx, &owned).await?.0 {
                    found.push(load(tx, summary.roadmap.id).await?);
                }
            }
        }
    }
    Ok(found)
}

/// A roadmap as a file, and its frozen versions.
async fn texts(tx: &mut Tx, tree: &RoadmapTree) -> Result<Vec<(String, String)>, Fault> {
    let mut texts = vec![("fardplan.toml".to_owned(), file::to_toml(tree))];
    let of = Kind::Roadmap.of(tree.roadmap.id);
    for one in decisions::versions(tx, of).await? {
        let (version, frozen) = decisions::version(tx, of, one.number).await?;
        let text = json!({ "version": version, "content": frozen.stored }).to_string();
        texts.push((format!("version-{}.json", version.number), text));
    }
    Ok(texts)
}

/// A folder's name, in plain letters as not every system takes others.
fn folder(number: usize, title: &str) -> String {
    let folded = swedish::fold(title);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = words.collect::<Vec<_>>().join("-");
    name.truncate(LONGEST_TITLE);
    let name = name.trim_end_matches('-');
    format!("{number:02}-{}", if name.is_empty() { "fardplan" } else { name })
}
