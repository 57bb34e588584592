//! Attachments: files that belong to a thing.
//!
//! The database knows of each file, and what is in it lies in a [`Store`]. A file is kept there before its row is
//! written, so that whatever happens there is never a row without its bytes; bytes without a row are swept away by
//! [`purge_expired()`]. Both take time, and a transaction that writes keeps all other writers waiting, so attaching is four steps:
//! [`check`], [`demand`], [`Store::store`] and, in the transaction that writes, [`attach`].

mod active;
mod check;
mod examiner;
mod location;
mod media_type;
mod office;
mod pdf;
mod purge;
mod store;
mod writer;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::json;
use sqlx_macros::FromRow;
use utoipa::ToSchema;
use uuid::Uuid;

pub use check::{Checked, check};
pub use examiner::Examiner;
pub use location::{Bucket, Location};
pub use media_type::MediaType;
pub use pdf::examine_pdf;
pub use purge::purge_expired;
pub use store::{FileStream, Store, StoredFile};
pub(crate) use writer::ObjectWriter;

use crate::access::Ref;
use crate::audit::{self, Event, Object};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::quotas;
use crate::records::{Root, root_of};

/// The largest file, bytes.
pub const LARGEST: usize = 25 * 1024 * 1024;
/// How many files a thing may have.
pub const MOST: i64 = 50;
/// The longest name, in characters.
pub const LONGEST_NAME: usize = 120;

/// A file that belongs to a thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct Attachment {
    /// Id.
    pub id: Uuid,
    /// Name, with its ending.
    pub name: String,
    /// What kind of file.
    pub media_type: MediaType,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of the bytes.
    #[serde(serialize_with = "audit::hex")]
    #[schema(value_type = String)]
    pub hash: Vec<u8>,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

/// Something as it goes into an organisation's archive: what it is called, what there is to tell, and the files that go with it.
pub(crate) struct Archived {
    pub title: String,
    pub content: serde_json::Value,
    pub files: Vec<Attachment>,
}

/// A thing's files, the oldest first, for whoever may read the thing.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn list(tx: &mut Tx, of: Ref) -> Result<Vec<Attachment>, Fault> {
    root_of(tx, of).await?;
    listed(tx, of).await
}

/// The same whoever the actor is: for whoever has shown in another way that the thing is for them.
pub(crate) async fn listed(tx: &mut Tx, of: Ref) -> Result<Vec<Attachment>, Fault> {
    query(sql!(
        "select id, name, media_type, size, hash, created_at from attachment
         where thing_id = $1 and kind = $2 and deleted_at is null order by created_at, id"
    ))
    .bind(of.id)
    .bind(of.kind.name())
    .all(tx)
    .await
}

/// One of a thing's files, for whoever may read the thing; [`Store::read`] has what is in it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn find(tx: &mut Tx, of: Ref, id: Uuid) -> Result<Attachment, Fault> {
    let all = list(tx, of).await?;
    all.into_iter().find(|one| one.id == id).ok_or(MISSING)
}

/// Goes on only if the actor may attach a file of so many bytes to a thing, and there is room for it.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Invalid`] when there is no room.
pub async fn demand(tx: &mut Tx, of: Ref, bytes: usize) -> Result<(), Fault> {
    let root = demand_change(tx, of).await?;
    demand_room(tx, &root, of, bytes).await
}

/// Goes on only if there is room for a file of so many bytes.
pub(crate) async fn demand_room(tx: &mut Tx, root: &Root, of: Ref, bytes: usize) -> Result<(), Fault> {
    with_room(tx, of).await?;
    quotas::demand_row(tx, &root.house).await.map_err(as_field)?;
    quotas::demand_file(tx, &root.house, bytes).await.map_err(as_field)
}

/// Attaches a file that is kept already to a thing; or gives the attachment that is the same file by the same name, for a
/// request that comes twice.
///
/// # Errors
/// As [`demand`].
pub async fn attach(tx: &mut Tx, of: Ref, file: &StoredFile) -> Result<Uuid, Fault> {
    let root = demand_change(tx, of).await?;
    keep(tx, &root, of, file).await
}

/// The same whoever the actor is.
pub(crate) async fn keep(tx: &mut Tx, root: &Root, of: Ref, file: &StoredFile) -> Result<Uuid, Fault> {
    with_room(tx, of).await?;
    let (id, file) = (file.id(), file.file());
    let same = |one: &Attachment| one.hash == file.hash() && one.name == file.name();
    if let Some(same) = listed(tx, of).await?.into_iter().find(same) {
        return Ok(same.id);
    }
    quotas::demand_file(tx, &root.house, file.bytes().len()).await.map_err(as_field)?;
    query(sql!(
        "insert into attachment (id, kind, thing_id, name, media_type, size, hash, created_at, person_id, house)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    ))
    .bind(id)
    .bind(of.kind.name())
    .bind(of.id)
    .bind(file.name())
    .bind(file.kind().name())
    .bind(file.bytes().len() as i64)
    .bind(file.hash().to_vec())
    .bind(tx.now())
    .bind(tx.actor().person_id())
    .bind(&root.house)
    .execute(tx)
    .await?;
    let change = json!({ "name": [null, file.name()], "size": [null, file.bytes().len()],
        "hash": [null, data_encoding::HEXLOWER.encode(file.hash())] });
    audit::record(tx, event(root, "attachment.create", id).change(change)).await.map_err(as_field)?;
    Ok(id)
}

/// Takes a file away from what it belongs to. What is in it is kept for a while, so that it can come back.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`].
pub async fn remove(tx: &mut Tx, of: Ref, id: Uuid) -> Result<(), Fault> {
    let root = demand_removal(tx, of).await?;
    take_away(tx, &root, of, id).await
}

/// The same whoever the actor is.
pub(crate) async fn take_away(tx: &mut Tx, root: &Root, of: Ref, id: Uuid) -> Result<(), Fault> {
    let name = name_of(tx, of, id, false).await?;
    let now = tx.now();
    set_deleted(tx, id, Some(now)).await?;
    let event = event(root, "attachment.delete", id).change(json!({ "name": [name, null] })).exempt();
    audit::record(tx, event).await
}

/// Brings back a file that was taken away and is still kept.
///
/// # Errors
/// As [`demand`].
pub async fn restore(tx: &mut Tx, of: Ref, id: Uuid) -> Result<(), Fault> {
    let root = demand_change(tx, of).await?;
    with_room(tx, of).await?;
    let name = name_of(tx, of, id, true).await?;
    set_deleted(tx, id, None).await?;
    let event = event(&root, "attachment.restore", id).change(json!({ "name": [null, name] }));
    audit::record(tx, event).await
}

const MISSING: Fault = Fault::NotFound { what: "attachment" };

/// The name of a file that belongs to a thing, and is deleted or not.
async fn name_of(tx: &mut Tx, of: Ref, id: Uuid, is_deleted: bool) -> Result<String, Fault> {
    let name: Option<(String,)> = query(sql!(
        "select name from attachment
         where id = $1 and thing_id = $2 and kind = $3 and (deleted_at is not null) = $4"
    ))
    .bind(id)
    .bind(of.id)
    .bind(of.kind.name())
    .bind(is_deleted)
    .optional(tx)
    .await?;
    name.map(|(name,)| name).ok_or(MISSING)
}

/// Whether the actor may take files of a thing away.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn may_remove(tx: &mut Tx, of: Ref) -> Result<bool, Fault> {
    match demand_removal(tx, of).await {
        Ok(_) => Ok(true),
        Err(Fault::Forbidden(_) | Fault::Locked { .. }) => Ok(false),
        Err(fault) => Err(fault),
    }
}

/// What decides over a thing, if the actor may take files of it away.
async fn demand_removal(tx: &mut Tx, of: Ref) -> Result<Root, Fault> {
    let root = root_of(tx, of).await?;
    root.demand_taking_back(tx, of.kind)?;
    Ok(root)
}

/// What decides over a thing, if the actor may change it.
async fn demand_change(tx: &mut Tx, of: Ref) -> Result<Root, Fault> {
    let root = root_of(tx, of).await?;
    root.demand_change(tx, of.kind)?;
    Ok(root)
}

/// Goes on only if there is room for one more file.
async fn with_room(tx: &mut Tx, of: Ref) -> Result<(), Fault> {
    let (there,): (i64,) = query(sql!(
        "select count(*) from attachment where thing_id = $1 and kind = $2 and deleted_at is null"
    ))
    .bind(of.id)
    .bind(of.kind.name())
    .one(tx)
    .await?;
    if there < MOST {
        return Ok(());
    }
    Err(Fault::Invalid(vec![FieldFault::new("file", "attachments-full").with("max", MOST)]))
}

/// A quota that is used up, as something that is wrong with the file.
fn as_field(fault: Fault) -> Fault {
    match fault {
        Fault::Quota { quota, most } => {
            Fault::Invalid(vec![FieldFault::new("file", "quota").with("quota", quota).with("max", most)])
        }
        other => other,
    }
}

async fn set_deleted(tx: &mut Tx, id: Uuid, at: Option<DateTime<Utc>>) -> Result<(), Fault> {
    query(sql!("update attachment set deleted_at = $2 where id = $1")).bind(id).bind(at).execute(tx).await?;
    Ok(())
}

fn event<'a>(root: &'a Root, action: &str, id: Uuid) -> Event<'a> {
    Event::on(action, Object::Attachment, id).part_of(root.of.id).within(&root.house)
}
