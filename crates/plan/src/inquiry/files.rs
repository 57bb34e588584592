//! Files of an answer: sent with it, and taken away again as long as it can be changed.

use uuid::Uuid;

use super::answering::{Answering, Entry, enter};
use crate::access::{Kind, Ref};
use crate::attachments::{self, Attachment, StoredFile};
use crate::db::Tx;
use crate::fault::{Fault, FieldFault};
use crate::records::root_of_any;

fn of(it: &Answering) -> Ref {
    Kind::Recipient.of(it.recipient.id)
}

/// The files of an answer, for whoever writes it.
///
/// # Errors
/// As [`enter`].
pub async fn own_files(tx: &mut Tx, entry: Entry<'_>) -> Result<Vec<Attachment>, Fault> {
    let it = enter(tx, entry).await?;
    attachments::listed(tx, of(&it)).await
}

/// Goes on only if a file of so many bytes can be sent with an answer now.
///
/// # Errors
/// As [`enter`]; [`Fault::Invalid`] with `answers-closed`, or when there is no room.
pub async fn demand_file(tx: &mut Tx, entry: Entry<'_>, bytes: usize) -> Result<(), Fault> {
    let it = demand_open(tx, entry).await?;
    let root = root_of_any(tx, of(&it)).await?;
    attachments::demand_room(tx, &root, of(&it), bytes).await
}

/// Adds a file that is kept already.
///
/// # Errors
/// As [`demand_file`].
pub async fn add_file(tx: &mut Tx, entry: Entry<'_>, file: &StoredFile) -> Result<Uuid, Fault> {
    let it = demand_open(tx, entry).await?;
    let root = root_of_any(tx, of(&it)).await?;
    attachments::keep(tx, &root, of(&it), file).await
}

/// Takes a file away.
///
/// # Errors
/// As [`demand_file`].
pub async fn remove_file(tx: &mut Tx, entry: Entry<'_>, id: Uuid) -> Result<(), Fault> {
    let it = demand_open(tx, entry).await?;
    let root = root_of_any(tx, of(&it)).await?;
    attachments::take_away(tx, &root, of(&it), id).await
}

async fn demand_open(tx: &mut Tx, entry: Entry<'_>) -> Result<Answering, Fault> {
    let it = enter(tx, entry).await?;
    if it.is_open {
        return Ok(it);
    }
    Err(Fault::Invalid(vec![
        FieldFault::new("file", "answers-closed").with("date", it.last_day().unwrap_or_default()),
    ]))
}
