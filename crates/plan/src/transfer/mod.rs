//! An organisation's roadmaps on their way out of the program as one file, and into it: jobs, for there may be many.
//!
//! What is carried out is an archive with, for each roadmap that whoever asks may read, the roadmap as a file that this
//! program and a text editor read, its frozen versions, its attachments, and a list of everything with checksums. What
//! is carried in are roadmaps from such an archive, or one file alone; they become drafts.

mod archive;
mod carry;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::FromRow;
use uuid::Uuid;

pub use archive::{Faulty, LARGEST, read};
pub use carry::carry_out;

use crate::access::{Place, Right};
use crate::attachments::Store;
use crate::audit::{self, Event};
use crate::db::{Db, Tx, query, sql};
use crate::fault::Fault;
use crate::jobs::{self, Kind, NewJob};
use crate::name::named;
use crate::organisations;
use crate::roadmap::{RoadmapFile, demand_import};

/// How long a file waits to be fetched, and a list of what came in is shown.
pub const KEPT: Duration = Duration::days(7);

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
    /// Its id, under which the file lies.
    pub id: Uuid,
    /// Which way.
    #[sqlx(try_from = "String")]
    pub direction: Direction,
    /// The file's name.
    pub name: String,
    /// The file's size, bytes; 0 until it is there.
    pub size: i64,
    /// SHA-256 of the file.
    pub hash: Vec<u8>,
    /// The roadmaps that were carried, as JSON: see [`Transfer::roadmaps`].
    roadmaps: String,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it was done, if it is.
    pub done_at: Option<DateTime<Utc>>,
}

/// A roadmap that was carried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// Its id here.
    pub id: Uuid,
    /// Its title then.
    pub title: String,
}

impl Transfer {
    /// The roadmaps that were carried: none until it is done.
    pub fn roadmaps(&self) -> Vec<Carried> {
        serde_json::from_str(&self.roadmaps).unwrap_or_default()
    }

    /// When the file is forgotten.
    pub fn ends_at(&self) -> DateTime<Utc> {
        self.created_at + KEPT
    }
}

/// What a job of a transfer has to know.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    transfer: Uuid,
}

/// Asks for everything that an organisation has as one file.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Forbidden`] for whoever may not read its drafts.
pub async fn ask_out(tx: &mut Tx, organisation: &str) -> Result<Uuid, Fault> {
    let house = demand(tx, organisation, Right::ReadDraft).await?;
    let id = tx.new_id();
    let row =
        Row { id, organisation, house: &house, direction: Direction::Out, name: "fardplaner.zip", file: &[] };
    row.ask(tx).await?;
    Ok(id)
}

/// Asks for roadmaps to be carried in from a file that has been read without fault.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Forbidden`] for whoever may not plan there, or not decide measures that are decided in
/// the file. The store or the database fails.
pub async fn ask_in(
    db: &Db,
    actor: &crate::access::Actor,
    store: &Store,
    organisation: &str,
    (name, bytes): (&str, Vec<u8>),
    files: &[RoadmapFile],
) -> Result<Uuid, Fault> {
    let mut tx = db.write(actor).await?;
    let house = demand(&mut tx, organisation, Right::Plan).await?;
    for file in files {
        demand_import(&mut tx, Some(organisation), file).await?;
    }
    let id = tx.new_id();
    let row = Row { id, organisation, house: &house, direction: Direction::In, name, file: &bytes };
    row.ask(&mut tx).await?;
    // The file first: without a row it is swept away some day, but a row without a file could not be carried out.
    store.put(id, bytes).await?;
    tx.commit().await?;
    Ok(id)
}

/// A transfer that is asked for.
struct Row<'a> {
    id: Uuid,
    organisation: &'a str,
    house: &'a str,
    direction: Direction,
    name: &'a str,
    file: &'a [u8],
}

impl Row<'_> {
    async fn ask(&self, tx: &mut Tx) -> Result<(), Fault> {
        query(sql!(
            "insert into transfer
                (id, organisation_id, house, actor, person_id, direction, name, size, hash, roadmaps, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '[]', $10)"
        ))
        .bind(self.id)
        .bind(self.organisation)
        .bind(self.house)
        .bind(tx.actor().kind().to_owned())
        .bind(tx.actor().person_id())
        .bind(self.direction.name())
        .bind(self.name)
        .bind(self.file.len() as i64)
        .bind(archive::hash(self.file))
        .bind(tx.now())
        .execute(tx)
        .await?;
        let payload = json!(Asked { transfer: self.id }).to_string();
        let due = tx.now();
        jobs::enqueue(tx, &NewJob { kind: Kind::Transfer, payload: &payload, key: None, due }).await?;
        let event = Event::on(format!("transfer.{}", self.direction), "transfer", self.id)
            .part_of(self.organisation)
            .within(self.house)
            .change(json!({ "organisation": [null, self.organisation] }));
        audit::note(tx, event).await
    }
}

/// What whoever acts may carry: out, and in.
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

/// The transfers that whoever acts has asked for in an organisation, the latest first. Those of others are theirs: what
/// one may read is not what another may.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn list(tx: &mut Tx, organisation: &str) -> Result<Vec<Transfer>, Fault> {
    demand(tx, organisation, Right::ReadDraft).await?;
    query(sql!(
        "select id, direction, name, size, hash, roadmaps, created_at, done_at from transfer
         where organisation_id = $1 and actor = $2 and (person_id = $3 or (person_id is null and $3 is null))
         order by created_at desc, id desc"
    ))
    .bind(organisation)
    .bind(tx.actor().kind().to_owned())
    .bind(tx.actor().person_id())
    .all(tx)
    .await
}

/// A file that is ready to be fetched, by whoever asked for it: its name, and what is in it.
///
/// # Errors
/// [`Fault::NotFound`], also when it has been forgotten; [`Fault::Forbidden`]; the store fails.
pub async fn fetch(
    tx: &mut Tx,
    store: &Store,
    organisation: &str,
    id: Uuid,
) -> Result<(String, Vec<u8>), Fault> {
    let mine = list(tx, organisation).await?;
    let found =
        mine.into_iter().find(|one| one.id == id && one.done_at.is_some() && one.direction == Direction::Out);
    let found = found.ok_or(MISSING)?;
    match store.get(id, &found.hash).await {
        Err(Fault::Damaged) => Err(MISSING),
        bytes => Ok((found.name, bytes?)),
    }
}

const MISSING: Fault = Fault::NotFound { what: "transfer" };

/// Forgets what was asked for long ago; the files follow when the store is tidied.
///
/// # Errors
/// The database cannot be reached.
pub async fn tidy(tx: &mut Tx) -> Result<(), Fault> {
    query(sql!("delete from transfer where created_at <= $1")).bind(tx.now() - KEPT).execute(tx).await?;
    Ok(())
}

/// The house of an organisation, if whoever acts has a right there.
async fn demand(tx: &mut Tx, organisation: &str, right: Right) -> Result<String, Fault> {
    let tree = organisations::load(tx).await?;
    let found = tree.get(organisation).ok_or(Fault::NotFound { what: "organisation" })?;
    tx.demand(right, Place { organisation, house: &found.house })?;
    Ok(found.house.clone())
}
