//! Carrying roadmaps out and in.

use serde_json::json;
use sqlx::FromRow;
use uuid::Uuid;

use super::archive::{self, Packing};
use super::{Asked, Carried, Direction};
use crate::access::Actor;
use crate::accounts;
use crate::attachments::{self, Store};
use crate::db::{Db, Tx, query, sql};
use crate::fault::Fault;
use crate::jobs::{self, Claim, Reason};
use crate::organisations;
use crate::roadmap::{RoadmapTree, file, import, list, load, versions};

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
    #[sqlx(try_from = "String")]
    direction: Direction,
    name: String,
    hash: Vec<u8>,
    is_done: bool,
}

/// Does the job of a transfer, with the rights that whoever asked for it has now. Done twice it comes to the same.
///
/// # Errors
/// Why it did not succeed.
pub async fn carry_out(db: &Db, store: &Store, claim: &Claim) -> Result<(), Reason> {
    let asked: Asked = serde_json::from_str(&claim.payload).map_err(|_| Reason::Unusable)?;
    let waiting = waiting(db, asked.transfer).await.map_err(reason)?;
    let Some(waiting) = waiting.filter(|waiting| !waiting.is_done) else {
        // It was forgotten, or somebody was quicker.
        return finished(db, claim).await.map_err(reason);
    };
    let actor = actor(db, &waiting).await.map_err(reason)?.ok_or(Reason::Refused)?;
    match waiting.direction {
        Direction::Out => out(db, store, claim, &waiting, &actor).await,
        Direction::In => into(db, store, claim, &waiting, &actor).await,
    }
}

fn reason(fault: Fault) -> Reason {
    match fault {
        Fault::Forbidden(_) | Fault::NotFound { .. } => Reason::Refused,
        Fault::Invalid(_) | Fault::Damaged | Fault::Broken => Reason::Unusable,
        Fault::Away(_) | Fault::Objects(_) => Reason::Unreachable,
        _ => Reason::Broken,
    }
}

async fn waiting(db: &Db, id: Uuid) -> Result<Option<Waiting>, Fault> {
    let mut tx = db.read(&Actor::Program).await?;
    query(sql!(
        "select id, organisation_id, actor, person_id, direction, name, hash, done_at is not null as is_done
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

async fn finished(db: &Db, claim: &Claim) -> Result<(), Fault> {
    let mut tx = db.keep().await?;
    jobs::finish(&mut tx, claim).await?;
    tx.commit().await
}

/// Carries in: the roadmaps and the end of the job last together, or not at all.
async fn into(db: &Db, store: &Store, claim: &Claim, waiting: &Waiting, actor: &Actor) -> Result<(), Reason> {
    let bytes = store.get(waiting.id, &waiting.hash).await.map_err(reason)?;
    let files = archive::read(&waiting.name, &bytes).map_err(|_| Reason::Unusable)?;
    let stored = async {
        let mut tx = db.write(actor).await?;
        let mut carried = Vec::with_capacity(files.len());
        for file in &files {
            let id = import(&mut tx, Some(&waiting.organisation_id), file).await?;
            carried.push(Carried { id, title: file.title.clone() });
        }
        done(&mut tx, claim, waiting, &carried, None).await?;
        tx.commit().await
    };
    stored.await.map_err(reason)
}

/// Carries out: the file lies under the same id however many times it is made.
async fn out(db: &Db, store: &Store, claim: &Claim, waiting: &Waiting, actor: &Actor) -> Result<(), Reason> {
    let (bytes, carried) = packed(db, store, waiting, actor).await?;
    let hash = archive::hash(&bytes);
    let size = bytes.len() as i64;
    let kept = async {
        store.put(waiting.id, bytes).await?;
        let mut tx = db.keep().await?;
        done(&mut tx, claim, waiting, &carried, Some((size, hash))).await?;
        tx.commit().await
    };
    kept.await.map_err(reason)
}

async fn done(
    tx: &mut Tx,
    claim: &Claim,
    waiting: &Waiting,
    carried: &[Carried],
    file: Option<(i64, Vec<u8>)>,
) -> Result<(), Fault> {
    let (size, hash) = file.unzip();
    query(sql!(
        "update transfer set roadmaps = $2, size = coalesce($3, size), hash = coalesce($4, hash), done_at = $5
         where id = $1"
    ))
    .bind(waiting.id)
    .bind(json!(carried).to_string())
    .bind(size)
    .bind(hash)
    .bind(tx.now())
    .execute(tx)
    .await?;
    jobs::finish(tx, claim).await
}

/// The archive of everything that whoever asked may read of the organisation and what lies below it.
async fn packed(
    db: &Db,
    store: &Store,
    waiting: &Waiting,
    actor: &Actor,
) -> Result<(Vec<u8>, Vec<Carried>), Reason> {
    let mut tx = db.read(actor).await.map_err(reason)?;
    super::demand(&mut tx, &waiting.organisation_id, crate::access::Right::ReadDraft)
        .await
        .map_err(reason)?;
    let mut packing = Packing::new();
    let mut carried = Vec::new();
    let mut attached = 0;
    for tree in trees(&mut tx, &waiting.organisation_id).await.map_err(reason)? {
        let folder = folder(carried.len() + 1, &tree.roadmap.title);
        let files = texts(&mut tx, &tree).await.map_err(reason)?;
        for (name, text) in files {
            packing.add(&format!("{folder}/{name}"), text.as_bytes()).map_err(|_| Reason::Broken)?;
        }
        let attachments = attachments::list(&mut tx, tree.roadmap.id).await.map_err(reason)?;
        for (at, one) in attachments.iter().enumerate() {
            let name = format!("{folder}/bilagor/{:02}-{}", at + 1, one.name);
            attached += one.size;
            match store.read(one).await {
                Ok(bytes) if attached <= MOST_ATTACHED => {
                    packing.add(&name, &bytes).map_err(|_| Reason::Broken)?;
                }
                Ok(_) | Err(Fault::Damaged) => packing.lacks(&name),
                Err(other) => return Err(reason(other)),
            }
        }
        carried.push(Carried { id: tree.roadmap.id, title: tree.roadmap.title });
    }
    let about = json!({ "organisation": waiting.organisation_id, "made_at": db.clock().now() });
    Ok((packing.finish(&about).map_err(|_| Reason::Broken)?, carried))
}

/// The roadmaps of an organisation and what lies below it.
async fn trees(tx: &mut Tx, organisation: &str) -> Result<Vec<RoadmapTree>, Fault> {
    let tree = organisations::load(tx).await?;
    let mut found = Vec::new();
    for summary in list(tx, None).await? {
        let way = tree.way_to(&summary.roadmap.organisation_id);
        if way.iter().any(|one| one.id == organisation) {
            found.push(load(tx, summary.roadmap.id).await?);
        }
    }
    Ok(found)
}

/// A roadmap as a file, and its frozen versions.
async fn texts(tx: &mut Tx, tree: &RoadmapTree) -> Result<Vec<(String, String)>, Fault> {
    let mut texts = vec![("fardplan.toml".to_owned(), file::to_toml(tree))];
    for one in versions::versions(tx, tree.roadmap.id).await? {
        let (version, content) = versions::version(tx, tree.roadmap.id, one.number).await?;
        let text = json!({ "version": version, "content": content }).to_string();
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
    format!("{number:02}-{}", name.trim_end_matches('-'))
}
