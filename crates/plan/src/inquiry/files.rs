//! Files of an answer: each side has its own while it is written, and what has been sent keeps those that it was sent with.

use serde::Deserialize;
use uuid::Uuid;

use super::answering::{Answering, Entry, Side, demand_open, enter};
use super::types::Recipient;
use crate::access::{Kind, Ref};
use crate::attachments::{self, Attachment, StoredFile};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::records::{root_of, root_of_any};

/// Most files of somebody who answers without having been asked.
const MOST_SPONTANEOUS: usize = 3;
/// Most bytes that all such files of one inquiry take.
const MOST_SPONTANEOUS_BYTES: i64 = 500_000_000;

fn of(it: &Answering) -> Ref {
    Kind::Recipient.of(it.recipient.id)
}

/// The files of an answer that is being written, by the side that writes it.
pub(super) async fn attached(tx: &mut Tx, it: &Answering) -> Result<Vec<Attachment>, Fault> {
    let rows: Vec<(Uuid,)> =
        query(sql!("select attachment_id from answer_file where recipient_id = $1 and side = $2"))
            .bind(it.recipient.id)
            .bind(it.side.name())
            .all(tx)
            .await?;
    let mut files = attachments::listed(tx, of(it)).await?;
    files.retain(|file| rows.contains(&(file.id,)));
    Ok(files)
}

/// The names of the files of an answer that is being written, by the side that writes it.
pub(super) async fn names(tx: &mut Tx, recipient: Uuid, side: Side) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String,)> = query(sql!(
        "select a.name from attachment a join answer_file f on f.attachment_id = a.id
         where f.recipient_id = $1 and f.side = $2 and a.deleted_at is null order by a.created_at, a.id"
    ))
    .bind(recipient)
    .bind(side.name())
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// The files of an answer, for whoever writes it.
///
/// # Errors
/// As [`enter`].
pub async fn own_files(tx: &mut Tx, entry: Entry<'_>) -> Result<Vec<Attachment>, Fault> {
    let it = enter(tx, entry).await?;
    attached(tx, &it).await
}

/// Goes on only if a file of so many bytes can be sent with an answer now.
///
/// # Errors
/// As [`enter`]; [`Fault::Invalid`] with `answers-closed`, or when there is no room.
pub async fn demand_file(tx: &mut Tx, entry: Entry<'_>, bytes: usize) -> Result<(), Fault> {
    let it = enter(tx, entry).await?;
    demand_open(&it)?;
    if it.recipient.is_spontaneous {
        demand_modest(tx, &it, bytes).await?;
    }
    let root = root_of_any(tx, of(&it)).await?;
    attachments::demand_room(tx, &root, of(&it), bytes).await
}

/// Strangers shall not be able to fill what an organisation has room for.
async fn demand_modest(tx: &mut Tx, it: &Answering, bytes: usize) -> Result<(), Fault> {
    let (taken,): (Option<i64>,) = query(sql!(
        "select cast(sum(a.size) as bigint) from attachment a join recipient p on p.id = a.thing_id
         where a.kind = 'recipient' and a.deleted_at is null and p.is_spontaneous and p.inquiry_id = $1"
    ))
    .bind(it.inquiry.id)
    .one(tx)
    .await?;
    let is_full = taken.unwrap_or(0) + bytes as i64 > MOST_SPONTANEOUS_BYTES;
    if is_full || attachments::listed(tx, of(it)).await?.len() >= MOST_SPONTANEOUS {
        let full = FieldFault::new("file", "attachments-full").with("max", MOST_SPONTANEOUS);
        return Err(Fault::Invalid(vec![full]));
    }
    Ok(())
}

/// Adds a file that is kept already.
///
/// # Errors
/// As [`demand_file`].
pub async fn add_file(tx: &mut Tx, entry: Entry<'_>, file: &StoredFile) -> Result<Uuid, Fault> {
    let it = enter(tx, entry).await?;
    demand_open(&it)?;
    let root = root_of_any(tx, of(&it)).await?;
    let id = attachments::keep(tx, &root, of(&it), file).await?;
    query(sql!(
        "insert into answer_file (attachment_id, recipient_id, side) values ($1, $2, $3)
         on conflict (attachment_id) do nothing"
    ))
    .bind(id)
    .bind(it.recipient.id)
    .bind(it.side.name())
    .execute(tx)
    .await?;
    Ok(id)
}

/// Takes a file away from what is being written. One that has been sent stays with what it was sent with.
///
/// # Errors
/// As [`demand_file`].
pub async fn remove_file(tx: &mut Tx, entry: Entry<'_>, id: Uuid) -> Result<(), Fault> {
    let it = enter(tx, entry).await?;
    demand_open(&it)?;
    if !attached(tx, &it).await?.iter().any(|file| file.id == id) {
        return Err(Fault::NotFound { what: "attachment" });
    }
    query(sql!("delete from answer_file where attachment_id = $1")).bind(id).execute(tx).await?;
    if was_sent(tx, it.recipient.id, id).await? {
        // Nothing that anybody reads has changed.
        tx.is_a_draft();
        return Ok(());
    }
    let root = root_of_any(tx, of(&it)).await?;
    attachments::take_away(tx, &root, of(&it), id).await
}

/// What was sent, as far as its files go.
#[derive(Deserialize)]
struct Sent {
    files: Vec<SentFile>,
}

#[derive(Deserialize)]
struct SentFile {
    id: Uuid,
}

async fn sent_with(tx: &mut Tx, recipient: Uuid) -> Result<Vec<Vec<Uuid>>, Fault> {
    let rows: Vec<(String,)> =
        query(sql!("select content from answer where recipient_id = $1 order by number desc"))
            .bind(recipient)
            .all(tx)
            .await?;
    let ids = |(content,): &(String,)| {
        let sent: Option<Sent> = serde_json::from_str(content).ok();
        sent.map(|sent| sent.files.iter().map(|file| file.id).collect()).unwrap_or_default()
    };
    Ok(rows.iter().map(ids).collect())
}

async fn was_sent(tx: &mut Tx, recipient: Uuid, file: Uuid) -> Result<bool, Fault> {
    Ok(sent_with(tx, recipient).await?.iter().any(|files| files.contains(&file)))
}

/// The files of an answer as it was sent last, for whoever may read the inquiry; none that have not been sent.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn files(tx: &mut Tx, recipient: &Recipient) -> Result<Vec<Attachment>, Fault> {
    let of = Kind::Recipient.of(recipient.id);
    root_of(tx, of).await?;
    let newest = sent_with(tx, recipient.id).await?.into_iter().next().unwrap_or_default();
    let mut files = attachments::listed(tx, of).await?;
    files.retain(|file| newest.contains(&file.id));
    Ok(files)
}
