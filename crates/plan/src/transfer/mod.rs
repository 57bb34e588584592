//! An organisation's roadmaps on their way out of the program as one file, and into it: jobs, for there may be many.
//!
//! What is carried out is an archive with, for each roadmap that the actor may read, the roadmap as a file that this
//! program and a text editor read, its frozen versions, its attachments, and a list of everything with checksums. What
//! is carried in are roadmaps from such an archive, or one file alone; they become drafts.

mod archive;
mod carry;
mod pack;
mod packing;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx_macros::FromRow;
use uuid::Uuid;

pub use archive::{Faulty, LARGEST, read};
pub use carry::carry_out;

use crate::access::{Actor, Kind, Owner, Right};
use crate::attachments::{FileStream, Store};
use crate::audit::{self, Event};
use crate::db::{Db, Tx, query, sql};
use crate::fault::Fault;
use crate::jobs::{self, JobKind, NewJob, Reason};
use crate::name::named;
use crate::organisations;
use crate::quotas;
use crate::records::root_of;

/// How long a file waits to be fetched, and a list of what came in is shown.
pub const KEPT: Duration = Duration::days(7);
/// The most files that wait to be carried in by one person.
const MOST_WAITING: usize = 5;

named! {
    /// Which way roadmaps are carried.
    Direction {
        /// Out of the program.
        Out = "out",
        /// Into it.
        In = "in",
    }
}

/// A transfer, as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Transfer {
    /// Its id.
    pub id: Uuid,
    /// Which way.
    pub direction: Direction,
    /// Under which id the file lies, when there is one.
    object_id: Option<Uuid>,
    /// The file's size, bytes; 0 until it is there.
    pub size: i64,
    /// SHA-256 of the file.
    hash: Vec<u8>,
    /// The roadmaps that were carried, as JSON: see [`Transfer::roadmaps`].
    roadmaps: String,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it was over, if it is.
    pub done_at: Option<DateTime<Utc>>,
    /// Why it could not be done: the name of a [`jobs::Reason`].
    failed: Option<String>,
}

/// A roadmap that was carried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedRoadmap {
    /// Its id here.
    pub id: Uuid,
    /// Its title then.
    pub title: String,
}

impl Transfer {
    /// The roadmaps that have been carried so far: out all at once, in one after another.
    pub fn roadmaps(&self) -> Vec<CarriedRoadmap> {
        serde_json::from_str(&self.roadmaps).unwrap_or_default()
    }

    /// Why it could not be done, if it could not.
    pub fn failed(&self) -> Option<jobs::Reason> {
        self.failed.as_deref().and_then(jobs::Reason::named)
    }

    /// Whether there is a file to fetch.
    pub fn is_file(&self) -> bool {
        self.direction == Direction::Out && self.done_at.is_some() && self.failed.is_none()
    }

    /// When the file is forgotten.
    pub fn ends_at(&self) -> DateTime<Utc> {
        self.created_at + KEPT
    }
}

/// What a job of a transfer has to know.
#[derive(Debug, Serialize, Deserialize)]
struct TransferPayload {
    transfer: Uuid,
}

/// A transfer that waits to be done.
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

/// Why a job did not succeed.
fn reason(fault: Fault) -> Reason {
    match fault {
        Fault::Forbidden(_) | Fault::NotFound { .. } => Reason::Refused,
        Fault::Quota { .. } => Reason::Quota,
        Fault::Invalid(_) | Fault::Damaged | Fault::Broken => Reason::Unusable,
        Fault::Away(_) | Fault::Objects(_) => Reason::Unreachable,
        _ => Reason::Broken,
    }
}

/// Asks for everything that an organisation has as one file. Who waits for one already is not given another.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Forbidden`] for whoever may not read its drafts.
pub async fn ask_out(tx: &mut Tx, organisation: &str) -> Result<(), Fault> {
    let house = demand(tx, organisation, Right::ReadDraft).await?;
    if waiting(tx, organisation, Direction::Out).await? > 0 {
        return Ok(());
    }
    quotas::demand_archive(tx, &house).await?;
    Row { organisation, house: &house, direction: Direction::Out, file: None }.ask(tx).await
}

/// Asks for roadmaps to be carried in from a file that has been read without fault.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Forbidden`] for whoever may not plan there; [`Fault::TooMany`] for whoever waits for
/// many already. The store or the database fails.
pub async fn ask_in(
    db: &Db,
    actor: &Actor,
    store: &Store,
    organisation: &str,
    file: Vec<u8>,
    roadmaps: usize,
) -> Result<(), Fault> {
    demand_in(&mut db.read(actor).await?, organisation, roadmaps).await?;
    // The file first, and not while others wait to write: what no row comes to tell of is swept away some day.
    let kept =
        Object { id: db.clock().new_id(), size: file.len() as i64, hash: Sha256::digest(&file).to_vec() };
    let id = kept.id;
    store.put(id, file).await?;
    let asked = async {
        let mut tx = db.write(actor).await?;
        let house = demand_in(&mut tx, organisation, roadmaps).await?;
        Row { organisation, house: &house, direction: Direction::In, file: Some(kept) }.ask(&mut tx).await?;
        tx.commit().await
    }
    .await;
    if matches!(asked, Err(Fault::Quota { .. } | Fault::TooMany { .. } | Fault::Forbidden(_))) {
        store.forget(id).await?;
    }
    asked
}

/// A file in the store.
struct Object {
    id: Uuid,
    size: i64,
    hash: Vec<u8>,
}

/// How many transfers the actor waits for.
async fn waiting(tx: &mut Tx, organisation: &str, direction: Direction) -> Result<usize, Fault> {
    let mine = mine(tx, organisation).await?;
    Ok(mine.iter().filter(|one| one.direction == direction && one.done_at.is_none()).count())
}

/// A transfer that is asked for.
struct Row<'a> {
    organisation: &'a str,
    house: &'a str,
    direction: Direction,
    file: Option<Object>,
}

impl Row<'_> {
    async fn ask(&self, tx: &mut Tx) -> Result<(), Fault> {
        let id = tx.new_id();
        let file = self.file.as_ref();
        query(sql!(
            "insert into transfer
                (id, organisation_id, actor, person_id, direction, object_id, size, hash, roadmaps, created_at, house)
             values ($1, $2, $3, $4, $5, $6, $7, $8, '[]', $9, $10)"
        ))
        .bind(id)
        .bind(self.organisation)
        .bind(tx.actor().kind().to_owned())
        .bind(tx.actor().person_id())
        .bind(self.direction.name())
        .bind(file.map(|file| file.id))
        .bind(file.map_or(0, |file| file.size))
        .bind(file.map(|file| file.hash.clone()).unwrap_or_default())
        .bind(tx.now())
        .bind(self.house)
        .execute(tx)
        .await?;
        let payload = json!(TransferPayload { transfer: id }).to_string();
        let due = tx.now();
        jobs::enqueue(tx, &NewJob { kind: JobKind::Transfer, payload: &payload, key: None, due }).await?;
        audit::record(tx, event(self.direction.name(), id, self.organisation, self.house)).await
    }
}

fn event<'a>(what: &str, id: Uuid, organisation: &str, house: &'a str) -> Event<'a> {
    Event::on(format!("transfer.{what}"), audit::Object::Transfer, id)
        .part_of(organisation)
        .within(house)
        .change(json!({ "organisation": [null, organisation] }))
}

/// Goes on only if the actor may carry so many roadmaps in; the organisation's house.
///
/// # Errors
/// [`Fault::NotFound`] when there is no such organisation; [`Fault::Forbidden`]; [`Fault::Quota`]; [`Fault::TooMany`]
/// for whoever waits for many already.
pub async fn demand_in(tx: &mut Tx, organisation: &str, roadmaps: usize) -> Result<String, Fault> {
    let house = demand(tx, organisation, Right::Plan).await?;
    if waiting(tx, organisation, Direction::In).await? >= MOST_WAITING {
        return Err(Fault::TooMany { minutes: 1 });
    }
    quotas::demand_archive(tx, &house).await?;
    quotas::demand_roadmaps(tx, &house, roadmaps).await?;
    Ok(house)
}

/// What the actor may carry: out, and in.
///
/// # Errors
/// [`Fault::NotFound`] when there is no such organisation.
pub async fn may_carry(tx: &mut Tx, organisation: &str) -> Result<(bool, bool), Fault> {
    let may = |done: Result<String, Fault>| match done {
        Ok(_) => Ok(true),
        Err(Fault::Forbidden(_)) => Ok(false),
        Err(other) => Err(other),
    };
    let out = may(demand(tx, organisation, Right::ReadDraft).await)?;
    Ok((out, may(demand(tx, organisation, Right::Plan).await)?))
}

/// The transfers that the actor has asked for in an organisation, the latest first. Those of others are theirs: what
/// one may read is not what another may.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn list(tx: &mut Tx, organisation: &str) -> Result<Vec<Transfer>, Fault> {
    demand(tx, organisation, Right::ReadDraft).await?;
    mine(tx, organisation).await
}

async fn mine(tx: &mut Tx, organisation: &str) -> Result<Vec<Transfer>, Fault> {
    query(sql!(
        "select id, direction, object_id, size, hash, roadmaps, created_at, done_at, failed from transfer
         where organisation_id = $1 and actor = $2 and (person_id = $3 or (person_id is null and $3 is null))
         order by created_at desc, id desc"
    ))
    .bind(organisation)
    .bind(tx.actor().kind().to_owned())
    .bind(tx.actor().person_id())
    .all(tx)
    .await
}

/// A file that is ready to be fetched, by whoever asked for it and may still read every roadmap in it; that it is fetched
/// is noted. [`read_file`] has what is in it.
///
/// # Errors
/// [`Fault::NotFound`], also when something in it may no longer be read; [`Fault::Forbidden`].
pub async fn fetch(tx: &mut Tx, organisation: &str, id: Uuid) -> Result<Transfer, Fault> {
    let house = demand(tx, organisation, Right::ReadDraft).await?;
    let mine = mine(tx, organisation).await?;
    let found = mine.into_iter().find(|one| one.id == id && one.is_file()).ok_or(MISSING)?;
    for one in found.roadmaps() {
        root_of(tx, Kind::Roadmap.of(one.id)).await?;
    }
    // Whoever has asked for a file may fetch it.
    audit::record(tx, event("fetch", id, organisation, &house).exempt()).await?;
    Ok(found)
}

/// What is in a file that is fetched.
///
/// # Errors
/// [`Fault::NotFound`] when it is there no more; the store fails.
pub async fn read_file(store: &Store, transfer: &Transfer) -> Result<FileStream, Fault> {
    match store.stream(transfer.object_id.ok_or(MISSING)?, transfer.hash.clone()).await {
        Err(Fault::Damaged) => Err(MISSING),
        bytes => bytes,
    }
}

const MISSING: Fault = Fault::NotFound { what: "transfer" };

/// Forgets what was asked for long ago; the files follow when the store is tidied.
///
/// # Errors
/// The database cannot be reached.
pub async fn purge_expired(tx: &mut Tx) -> Result<(), Fault> {
    let long_ago = tx.now() - KEPT;
    query(sql!("delete from transfer where created_at <= $1")).bind(long_ago).execute(tx).await?;
    jobs::forget(tx, JobKind::Transfer, long_ago).await
}

/// The house of an organisation, if the actor has a right there.
async fn demand(tx: &mut Tx, organisation: &str, right: Right) -> Result<String, Fault> {
    let tree = organisations::load(tx).await?;
    let found = tree.get(organisation).ok_or(Fault::NotFound { what: "organisation" })?;
    tx.demand(right, Owner { organisation, house: &found.house })?;
    Ok(found.house.clone())
}
