//! What lets somebody with a seat into the room without an account: long, random, kept as a hash only, good while they have the
//! seat, and taken back when they leave.

use chrono::Duration;
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::seats::stored_seat;
use super::types::SeatHolder;
use crate::access::{Kind, Right};
use crate::audit;
use crate::db::{Tx, query, sql};
use crate::fault::Fault;
use crate::inquiry;
use crate::records::{event, root_of};

/// How long a link is good: the longest that a group works without a letter to its members.
const LASTS: Duration = Duration::days(400);

/// What is kept of a link. Links are random and long, so a plain hash is enough.
pub(super) fn hash(link: &str) -> Vec<u8> {
    Sha256::digest(link).to_vec()
}

/// A new secret, to stand in an address.
pub(super) fn secret(tx: &Tx) -> String {
    BASE64URL_NOPAD.encode(&tx.clock().random::<32>())
}

/// Makes a link for somebody who has a seat.
pub(super) async fn make(tx: &mut Tx, holder: Uuid) -> Result<String, Fault> {
    let link = secret(tx);
    query(sql!(
        "insert into seat_link (id, holder_id, hash, created_at, ends_at) values ($1, $2, $3, $4, $5)"
    ))
    .bind(tx.new_id())
    .bind(holder)
    .bind(hash(&link))
    .bind(tx.now())
    .bind(tx.now() + LASTS)
    .execute(tx)
    .await?;
    Ok(link)
}

/// Takes back all that lets somebody in, and the addresses of their calendar.
pub(super) async fn revoke(tx: &mut Tx, holder: Uuid) -> Result<(), Fault> {
    query(sql!("update seat_link set revoked_at = $2 where holder_id = $1 and revoked_at is null"))
        .bind(holder)
        .bind(tx.now())
        .execute(tx)
        .await?;
    query(sql!("delete from calendar_feed where holder_id = $1")).bind(holder).execute(tx).await?;
    Ok(())
}

/// Somebody in a seat, for whoever convenes the group and may change it.
async fn demand(tx: &mut Tx, seat: Uuid, holder: Uuid) -> Result<(crate::records::Root, SeatHolder), Fault> {
    let root = root_of(tx, Kind::Seat.of(seat)).await?;
    root.demand(tx, Right::Convene)?;
    let seat = stored_seat(tx, seat).await?;
    let found = seat.holders.into_iter().find(|one| one.id == holder);
    Ok((root, found.ok_or(Fault::NotFound { what: "seat_holder" })?))
}

/// A new link for somebody in a seat, to hand over by other ways than by letter.
///
/// # Errors
/// [`Fault::NotFound`], also for whoever has left; [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Invalid`] with `draft-begun` when they
/// have begun to write an answer: it is nobody's but theirs.
pub async fn hand_over(tx: &mut Tx, seat: Uuid, holder: Uuid) -> Result<String, Fault> {
    let (root, found) = demand(tx, seat, holder).await?;
    if found.to_date.is_some_and(|last| last < tx.today()) {
        return Err(Fault::NotFound { what: "seat_holder" });
    }
    inquiry::demand_seat_undrafted(tx, seat).await?;
    let link = make(tx, holder).await?;
    audit::record(tx, event(&root, "invite", Kind::Seat.of(seat))).await?;
    Ok(link)
}

/// Takes back all that lets somebody into a seat: links to the room and to what is asked ahead of meetings, and an account that has been
/// connected to it.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`].
pub async fn take_back(tx: &mut Tx, seat: Uuid, holder: Uuid) -> Result<(), Fault> {
    let (root, found) = demand(tx, seat, holder).await?;
    revoke(tx, found.id).await?;
    inquiry::revoke_of_seat(tx, seat).await?;
    query(sql!("update seat_holder set person_id = null where id = $1")).bind(found.id).execute(tx).await?;
    audit::record(tx, event(&root, "revoke", Kind::Seat.of(seat)).exempt()).await
}
