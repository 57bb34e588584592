//! Addresses where somebody's calendar fetches the meetings of all their groups: secret, one at a time, and taken back at will.

use serde_json::json;
use uuid::Uuid;

use super::entry::{Entry, enter};
use super::links::{hash, secret};
use super::meetings::stored_meetings;
use super::seats::stored_seat;
use super::store::stored;
use super::types::{Group, Meeting};
use crate::access::Kind;
use crate::audit;
use crate::db::{Tx, query, sql};
use crate::fault::Fault;
use crate::records::event;

/// Makes a new address for whoever has a seat; those that they had lead nowhere any more. For whoever has signed in it has all their
/// groups, else the one.
///
/// # Errors
/// As [`enter`].
pub async fn make_feed(tx: &mut Tx, entry: Entry<'_>) -> Result<String, Fault> {
    let member = enter(tx, entry).await?;
    let person = own_person(tx, entry);
    forget(tx, person, member.holder.id).await?;
    let feed = secret(tx);
    query(sql!(
        "insert into calendar_feed (id, person_id, holder_id, hash, created_at) values ($1, $2, $3, $4, $5)"
    ))
    .bind(tx.new_id())
    .bind(person)
    .bind(person.is_none().then_some(member.holder.id))
    .bind(hash(&feed))
    .bind(tx.now())
    .execute(tx)
    .await?;
    let change = json!({ "feed": [null, "made"] });
    audit::record(tx, event(&member.root, "feed", Kind::Seat.of(member.seat.id)).change(change).exempt())
        .await?;
    Ok(feed)
}

/// Takes back whatever addresses somebody's calendar has.
///
/// # Errors
/// As [`enter`].
pub async fn take_back_feed(tx: &mut Tx, entry: Entry<'_>) -> Result<(), Fault> {
    let member = enter(tx, entry).await?;
    forget(tx, own_person(tx, entry), member.holder.id).await?;
    let change = json!({ "feed": ["made", null] });
    audit::record(tx, event(&member.root, "feed", Kind::Seat.of(member.seat.id)).change(change).exempt())
        .await
}

/// Whose feed it is: the person's, when they have come by signing in.
fn own_person(tx: &Tx, entry: Entry<'_>) -> Option<Uuid> {
    match entry {
        Entry::Account(_) => tx.actor().person_id(),
        Entry::Link(_) => None,
    }
}

async fn forget(tx: &mut Tx, person: Option<Uuid>, holder: Uuid) -> Result<(), Fault> {
    match person {
        Some(person) => {
            query(sql!("delete from calendar_feed where person_id = $1")).bind(person).execute(tx).await?
        }
        None => {
            query(sql!("delete from calendar_feed where holder_id = $1")).bind(holder).execute(tx).await?
        }
    };
    Ok(())
}

/// Whether somebody has such an address.
///
/// # Errors
/// As [`enter`].
pub async fn has_feed(tx: &mut Tx, entry: Entry<'_>) -> Result<bool, Fault> {
    let member = enter(tx, entry).await?;
    let person = own_person(tx, entry);
    let (count,): (i64,) =
        query(sql!("select count(*) from calendar_feed where person_id = $1 or holder_id = $2"))
            .bind(person)
            .bind(person.is_none().then_some(member.holder.id))
            .one(tx)
            .await?;
    Ok(count > 0)
}

/// The meetings that an address leads to, group by group: of all where whoever it is for has a seat today.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn feed(tx: &mut Tx, feed: &str) -> Result<Vec<(Group, Vec<Meeting>)>, Fault> {
    let found: Option<(Option<Uuid>, Option<Uuid>)> =
        query(sql!("select person_id, holder_id from calendar_feed where hash = $1"))
            .bind(hash(feed))
            .optional(tx)
            .await?;
    let (person, holder) = found.ok_or(Fault::NotFound { what: "calendar_feed" })?;
    let seats: Vec<(Uuid,)> = query(sql!(
        "select distinct s.id from seat_holder h join seat s on s.id = h.seat_id
            join planning_group g on g.id = s.planning_group_id
         where (h.person_id = $1 or h.id = $2) and h.from_date <= $3 and (h.to_date is null or h.to_date >= $3)
            and s.deleted_at is null and g.deleted_at is null"
    ))
    .bind(person)
    .bind(holder)
    .bind(tx.today())
    .all(tx)
    .await?;
    let mut fed: Vec<(Group, Vec<Meeting>)> = Vec::new();
    for (seat,) in seats {
        let group = stored_seat(tx, seat).await?.group_id;
        if fed.iter().all(|(one, _)| one.id != group) {
            fed.push((stored(tx, group).await?, stored_meetings(tx, group).await?));
        }
    }
    Ok(fed)
}
