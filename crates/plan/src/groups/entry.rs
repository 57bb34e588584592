//! How somebody who has a seat comes into the room: by a link of their own, or by signing in. A group is a room across
//! organisations: those who have seats see it, and their organisations do not by that.

use uuid::Uuid;

use super::links;
use super::meetings::stored_meeting;
use super::seats::stored_seat;
use super::store::stored;
use super::types::{Group, Meeting, Seat, SeatHolder};
use crate::access::Kind;
use crate::audit;
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::records::{Root, event, root_of_any};

/// How somebody comes to their seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry<'a> {
    /// By a link of their own.
    Link(&'a str),
    /// As somebody who has signed in and has the seat.
    Account(Uuid),
}

/// Somebody in their seat.
#[derive(Clone, Debug)]
pub struct Member {
    /// The group.
    pub group: Group,
    /// Their seat.
    pub seat: Seat,
    /// They themselves.
    pub holder: SeatHolder,
    pub(super) root: Root,
}

impl Member {
    /// Goes on only if the group has not been ended.
    pub(super) fn demand_going(&self) -> Result<(), Fault> {
        match self.group.ended_at {
            None => Ok(()),
            Some(_) => Err(Fault::Locked { kind: Kind::Group, state: self.root.state }),
        }
    }

    /// A meeting of their group.
    pub(super) async fn meeting(&self, tx: &mut Tx, id: Uuid) -> Result<Meeting, Fault> {
        let found = stored_meeting(tx, id).await?;
        if found.planning_group_id == self.group.id {
            Ok(found)
        } else {
            Err(Fault::NotFound { what: "meeting" })
        }
    }
}

const NO_SEAT: Fault = Fault::NotFound { what: "seat" };

/// Somebody's seat, for whoever has it today. Looking changes nothing.
///
/// # Errors
/// [`Fault::NotFound`], the same for what is not there, is not theirs, or is no more.
pub async fn enter(tx: &mut Tx, entry: Entry<'_>) -> Result<Member, Fault> {
    let (seat, holder): (Uuid, Uuid) = match entry {
        Entry::Link(link) => {
            let found: Option<(Uuid, Uuid)> = query(sql!(
                "select h.seat_id, h.id from seat_link l join seat_holder h on h.id = l.holder_id
                 where l.hash = $1 and l.revoked_at is null and l.ends_at > $2"
            ))
            .bind(links::hash(link))
            .bind(tx.now())
            .optional(tx)
            .await?;
            let found = found.ok_or(NO_SEAT)?;
            tx.becomes_respondent(found.1);
            found
        }
        Entry::Account(seat) => {
            let person = tx.actor().person_id().ok_or(NO_SEAT)?;
            let found: Option<(Uuid, Uuid)> = query(sql!(
                "select seat_id, id from seat_holder where seat_id = $1 and person_id = $2
                    and from_date <= $3 and (to_date is null or to_date >= $3) order by is_substitute, id limit 1"
            ))
            .bind(seat)
            .bind(person)
            .bind(tx.today())
            .optional(tx)
            .await?;
            found.ok_or(NO_SEAT)?
        }
    };
    let root = root_of_any(tx, Kind::Seat.of(seat)).await?;
    let seat = stored_seat(tx, seat).await?;
    let today = tx.today();
    let holder =
        seat.holders.iter().find(|one| one.id == holder && one.has_it(today)).cloned().ok_or(NO_SEAT)?;
    Ok(Member { group: stored(tx, root.of.id).await?, seat, holder, root })
}

/// The seats of whoever has signed in, with their groups, the newest group first.
///
/// # Errors
/// The database fails.
pub async fn own_seats(tx: &mut Tx) -> Result<Vec<(Group, Seat)>, Fault> {
    let Some(person) = tx.actor().person_id() else { return Ok(Vec::new()) };
    let rows: Vec<(Uuid, Uuid)> = query(sql!(
        "select distinct s.id, g.id from seat_holder h join seat s on s.id = h.seat_id
            join planning_group g on g.id = s.planning_group_id
         where h.person_id = $1 and h.from_date <= $2 and (h.to_date is null or h.to_date >= $2)
            and s.deleted_at is null and g.deleted_at is null order by g.id desc, s.id limit 200"
    ))
    .bind(person)
    .bind(tx.today())
    .all(tx)
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for (seat, group) in rows {
        found.push((stored(tx, group).await?, stored_seat(tx, seat).await?));
    }
    Ok(found)
}

/// Lets whoever has come by a link and signed in have the seat by their account from now on.
///
/// # Errors
/// As [`enter`]; [`Fault::NotFound`] for whoever has not signed in; [`Fault::Invalid`] with `seat-claimed`.
pub async fn claim(tx: &mut Tx, link: &str) -> Result<Uuid, Fault> {
    let member = enter(tx, Entry::Link(link)).await?;
    let person = tx.actor().person_id().ok_or(NO_SEAT)?;
    // Whoever has connected an account has it until whoever convenes takes it back.
    if member.holder.person_id.is_some() {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "seat-claimed")]));
    }
    query(sql!("update seat_holder set person_id = $2 where id = $1"))
        .bind(member.holder.id)
        .bind(person)
        .execute(tx)
        .await?;
    audit::record(tx, event(&member.root, "claim", Kind::Seat.of(member.seat.id)).exempt()).await?;
    Ok(member.seat.id)
}
