//! Carrying roadmaps out.

use serde_json::json;
use uuid::Uuid;

use super::packing::{Archive, Packing};
use super::{CarriedRoadmap, Waiting, reason};
use crate::access::{Actor, Kind, Right, RootKind};
use crate::attachments::{self, Archived, Attachment, Store};
use crate::db::{Db, Tx, query, sql};
use crate::decisions;
use crate::fault::Fault;
use crate::figures;
use crate::groups;
use crate::inquiry;
use crate::jobs::{self, Claim, Reason};
use crate::library::examples;
use crate::organisations;
use crate::records::{Filter, Listing};
use crate::roadmap::{file, list, load};

/// The most that frozen versions and attachments take in one archive, bytes: what is beyond is only listed.
const MOST_PACKED: u64 = 400 * 1024 * 1024;
/// Longest part of a folder's name that is the roadmap's title.
const LONGEST_TITLE: usize = 60;

/// Carries out. Each attempt has a file of its own: whoever comes too late changes nothing that is fetched.
pub(super) async fn out(
    db: &Db,
    store: &Store,
    claim: &Claim,
    waiting: &Waiting,
    actor: &Actor,
) -> Result<(), Reason> {
    let object = db.clock().new_id();
    let kept = async {
        let (archive, carried) = packed(db, store, object, waiting, actor).await?;
        let mut tx = db.write_as_system().await?;
        query(sql!(
            "update transfer set roadmaps = $2, object_id = $3, size = $4, hash = $5, done_at = $6 where id = $1"
        ))
        .bind(waiting.id)
        .bind(json!(carried).to_string())
        .bind(object)
        .bind(archive.size as i64)
        .bind(archive.hash)
        .bind(tx.now())
        .execute(&mut tx)
        .await?;
        jobs::finish(&mut tx, claim).await?;
        tx.commit().await
    };
    kept.await.map_err(reason)
}

/// Packs everything that whoever asked may read of the organisation and what lies below it into an archive in the store.
async fn packed(
    db: &Db,
    store: &Store,
    object: Uuid,
    waiting: &Waiting,
    actor: &Actor,
) -> Result<(Archive, Vec<CarriedRoadmap>), Fault> {
    let roadmaps = roadmaps(&mut db.read(actor).await?, &waiting.organisation_id).await?;
    let mut packing = Packing::new(store.writer(object), MOST_PACKED);
    let mut carried = Vec::with_capacity(roadmaps.len());
    for id in roadmaps {
        match pack(&mut packing, db, store, actor, id, carried.len() + 1).await {
            Ok(roadmap) => carried.extend(roadmap),
            Err(fault) => {
                // Whether it can be forgotten or not, why it could not be packed is told.
                let _ = packing.abandon().await;
                return Err(fault);
            }
        }
    }
    for kind in RootKind::all() {
        if let Err(fault) = pack_kind(&mut packing, db, store, actor, (&waiting.organisation_id, kind)).await
        {
            let _ = packing.abandon().await;
            return Err(fault);
        }
    }
    let about = json!({ "organisation": waiting.organisation_id, "made_at": db.clock().now() });
    Ok((packing.finish(&about).await?, carried))
}

/// Packs a roadmap in a folder with this number. One thing is held at a time, and the database is let go between them:
/// a roadmap that has gone when its turn comes is left out, and a version of one that goes meanwhile is listed as gone.
async fn pack(
    packing: &mut Packing,
    db: &Db,
    store: &Store,
    actor: &Actor,
    id: Uuid,
    number: usize,
) -> Result<Option<CarriedRoadmap>, Fault> {
    let Some(roadmap) = held(db, actor, id).await? else { return Ok(None) };
    let folder = folder(number, &roadmap.title);
    packing.add_text(&format!("{folder}/fardplan.toml"), &roadmap.text).await?;
    for number in roadmap.versions {
        let name = format!("{folder}/version-{number}.json");
        match version(db, actor, id, number).await {
            Ok(text) => packing.add_text_with_room(&name, &text).await?,
            Err(Fault::NotFound { .. }) => packing.lacks(&name, "gone"),
            Err(fault) => return Err(fault),
        }
    }
    for (at, one) in roadmap.attachments.iter().enumerate() {
        let name = format!("{folder}/bilagor/{:02}-{}", at + 1, one.name);
        attach(packing, store, &name, one).await?;
    }
    Ok(Some(CarriedRoadmap { id, title: roadmap.title }))
}

/// Packs all that an organisation has of a kind, besides the roadmaps, which come back as they are.
async fn pack_kind(
    packing: &mut Packing,
    db: &Db,
    store: &Store,
    actor: &Actor,
    (organisation, kind): (&str, RootKind),
) -> Result<(), Fault> {
    if kind == RootKind::Roadmap {
        return Ok(());
    }
    let owned = owned(&mut db.read(actor).await?, organisation, kind).await?;
    for (at, id) in owned.into_iter().enumerate() {
        match kind {
            RootKind::Roadmap => {}
            RootKind::Inquiry => pack_inquiry(packing, db, store, actor, id, at + 1).await?,
            RootKind::Group => {
                let part = found(groups::archived(&mut db.read(actor).await?, id).await)?;
                pack_whole(packing, store, "grupper", "grupp", at + 1, part).await?;
            }
            RootKind::Example => {
                let part = found(examples::archived(&mut db.read(actor).await?, id).await)?;
                pack_whole(packing, store, "exempel", "exempel", at + 1, part).await?;
            }
            RootKind::Figures => {
                let part = found(figures::archived(&mut db.read(actor).await?, id).await)?;
                pack_whole(packing, store, "egna-siffror", "siffror", at + 1, part).await?;
            }
        }
    }
    Ok(())
}

/// Packs an inquiry in a folder with this number: everything that was asked and decided, and then what each of those asked has
/// answered.
async fn pack_inquiry(
    packing: &mut Packing,
    db: &Db,
    store: &Store,
    actor: &Actor,
    id: Uuid,
    number: usize,
) -> Result<(), Fault> {
    let Some((inquiry, recipients)) = found(inquiry::archived(&mut db.read(actor).await?, id).await)? else {
        return Ok(());
    };
    let folder = format!("forfragningar/{}", folder(number, &inquiry.title));
    pack_part(packing, store, &format!("{folder}/forfragan"), &inquiry).await?;
    for (at, id) in recipients.into_iter().enumerate() {
        let answered = inquiry::archived_recipient(&mut db.read(actor).await?, id).await;
        if let Some(answered) = found(answered)? {
            let name = format!("{folder}/svar/{}", self::folder(at + 1, &answered.title));
            pack_part(packing, store, &name, &answered).await?;
        }
    }
    Ok(())
}

/// Packs what is one part, in a folder with this number below one of its kind; nothing when it has gone.
async fn pack_whole(
    packing: &mut Packing,
    store: &Store,
    above: &str,
    called: &str,
    number: usize,
    part: Option<Archived>,
) -> Result<(), Fault> {
    let Some(part) = part else { return Ok(()) };
    let name = format!("{above}/{}/{called}", folder(number, &part.title));
    pack_part(packing, store, &name, &part).await
}

/// Packs a part of an inquiry under a name, and its files in a folder of that name.
async fn pack_part(packing: &mut Packing, store: &Store, name: &str, part: &Archived) -> Result<(), Fault> {
    packing.add_text(&format!("{name}.json"), &part.content.to_string()).await?;
    for (at, file) in part.files.iter().enumerate() {
        attach(packing, store, &format!("{name}/{:02}-{}", at + 1, file.name), file).await?;
    }
    Ok(())
}

/// What has gone when its turn comes is left out.
fn found<T>(read: Result<T, Fault>) -> Result<Option<T>, Fault> {
    match read {
        Ok(found) => Ok(Some(found)),
        Err(Fault::NotFound { .. }) => Ok(None),
        Err(fault) => Err(fault),
    }
}

async fn attach(packing: &mut Packing, store: &Store, name: &str, file: &Attachment) -> Result<(), Fault> {
    let missing = if packing.takes(file.size as u64) {
        match store.stream_attachment(file).await {
            Ok(stream) => return packing.add_file(name, file, stream).await,
            Err(Fault::Damaged) => "damaged",
            Err(other) => return Err(other),
        }
    } else {
        "no room"
    };
    packing.lacks(name, missing);
    Ok(())
}

/// The roadmaps of an organisation and what lies below it.
async fn roadmaps(tx: &mut Tx, organisation: &str) -> Result<Vec<Uuid>, Fault> {
    owned(tx, organisation, RootKind::Roadmap).await
}

/// What an organisation and what lies below it owns of a kind. Roadmaps are carried in again; the rest is carried out, to be read and
/// kept: whom an inquiry asked was asked by whoever asked. Every kind says here how it is found: what is not carried is lost
/// to whoever moves.
async fn owned(tx: &mut Tx, organisation: &str, kind: RootKind) -> Result<Vec<Uuid>, Fault> {
    super::demand(tx, organisation, Right::ReadDraft).await?;
    let tree = organisations::load(tx).await?;
    let is_below = |one: &&organisations::Organisation| {
        tree.path_to(&one.id).iter().any(|above| above.id == organisation)
    };
    let own = tree.all().filter(is_below).map(|one| one.id.clone()).collect();
    let owned = Listing::of(Filter::OwnedBy(own));
    Ok(match kind {
        RootKind::Roadmap => {
            list(tx, &owned).await?.0.into_iter().map(|summary| summary.roadmap.id).collect()
        }
        RootKind::Group => groups::list(tx, &owned).await?.0.into_iter().map(|one| one.id).collect(),
        RootKind::Example => examples::list(tx, &owned).await?.0.into_iter().map(|one| one.id).collect(),
        RootKind::Figures => figures::list(tx, &owned).await?.0.into_iter().map(|one| one.id).collect(),
        RootKind::Inquiry => inquiry::list(tx, &owned).await?.0.into_iter().map(|one| one.id).collect(),
    })
}

/// A roadmap as a file, and what else is packed of it.
struct Held {
    title: String,
    text: String,
    versions: Vec<i64>,
    attachments: Vec<Attachment>,
}

/// What is packed of a roadmap; nothing when there is no roadmap for whoever asked.
async fn held(db: &Db, actor: &Actor, id: Uuid) -> Result<Option<Held>, Fault> {
    let mut tx = db.read(actor).await?;
    let Some(tree) = found(load(&mut tx, id).await)? else { return Ok(None) };
    let of = Kind::Roadmap.of(id);
    let versions = decisions::versions(&mut tx, of).await?;
    Ok(Some(Held {
        text: file::to_toml(&tree),
        versions: versions.iter().map(|version| version.number).collect(),
        attachments: attachments::list(&mut tx, of).await?,
        title: tree.roadmap.title,
    }))
}

/// A frozen version, as text.
async fn version(db: &Db, actor: &Actor, id: Uuid, number: i64) -> Result<String, Fault> {
    let (version, frozen) =
        decisions::version(&mut db.read(actor).await?, Kind::Roadmap.of(id), number).await?;
    Ok(json!({ "version": version, "content": frozen.stored }).to_string())
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
