//! What there is to read before a meeting: some of the group's documents.

use uuid::Uuid;

use super::meetings::meeting;
use super::notes::demand_unfinished;
use crate::access::Kind;
use crate::attachments::{self, Attachment};
use crate::db::{Tx, query, sql};
use crate::fault::Fault;
use crate::records::{root_of, save};

/// The documents of a meeting, the oldest first, for whoever convenes its group.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn material(tx: &mut Tx, id: Uuid) -> Result<Vec<Attachment>, Fault> {
    let root = root_of(tx, Kind::Meeting.of(id)).await?;
    stored_material(tx, root.of.id, id).await
}

pub(super) async fn stored_material(tx: &mut Tx, group: Uuid, id: Uuid) -> Result<Vec<Attachment>, Fault> {
    let chosen: Vec<(Uuid,)> =
        query(sql!("select attachment_id from meeting_material where meeting_id = $1"))
            .bind(id)
            .all(tx)
            .await?;
    let all = attachments::listed(tx, Kind::Group.of(group)).await?;
    Ok(all.into_iter().filter(|one| chosen.contains(&(one.id,))).collect())
}

/// Says which of the group's documents are for a meeting. What is none of the group's is left out.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`]; [`Fault::Invalid`] with `notes-final`.
pub async fn choose_material(tx: &mut Tx, id: Uuid, version: i64, chosen: &[Uuid]) -> Result<(), Fault> {
    let before = meeting(tx, id).await?;
    demand_unfinished(&before)?;
    let all = attachments::listed(tx, Kind::Group.of(before.planning_group_id)).await?;
    query(sql!("delete from meeting_material where meeting_id = $1")).bind(id).execute(tx).await?;
    for one in all.iter().filter(|one| chosen.contains(&one.id)) {
        query(sql!("insert into meeting_material (meeting_id, attachment_id) values ($1, $2)"))
            .bind(id)
            .bind(one.id)
            .execute(tx)
            .await?;
    }
    let text = sql!("update meeting set version = version + 1 where id = $1 and version = $2");
    save(tx, Kind::Meeting.of(id), query(text).bind(id).bind(version)).await
}
