//! Seats, and whoever has them: persons change, the seat and what was said in it stay.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use serde_json::json;
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::input::{HolderInput, SeatInput};
use super::letters;
use super::links;
use super::types::{Perspective, Seat, SeatHolder, SeatRole};
use crate::access::{Kind, Right};
use crate::audit;
use crate::db::{Builder, Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::inquiry;
use crate::organisations;
use crate::records::{Root, added, event, place_below, root_of, save};

/// Most seats of a group.
pub const MOST: usize = 400;
/// Most who come in the place of whoever has one seat.
const MOST_SUBSTITUTES: usize = 5;

#[derive(FromRow)]
struct Row {
    id: Uuid,
    planning_group_id: Uuid,
    title: String,
    organisation_id: Option<String>,
    county: String,
    role: SeatRole,
    perspectives: String,
    version: i64,
}

/// The seats of a group, in order, for whoever convenes it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn seats(tx: &mut Tx, group: Uuid) -> Result<Vec<Seat>, Fault> {
    root_of(tx, Kind::Group.of(group)).await?;
    stored_seats(tx, group).await
}

pub(super) async fn stored_seats(tx: &mut Tx, group: Uuid) -> Result<Vec<Seat>, Fault> {
    let rows: Vec<Row> = query(sql!(
        "select id, planning_group_id, title, organisation_id, county, role, perspectives, version from seat
         where planning_group_id = $1 and deleted_at is null order by position, id"
    ))
    .bind(group)
    .all(tx)
    .await?;
    with_holders(tx, rows).await
}

async fn with_holders(tx: &mut Tx, rows: Vec<Row>) -> Result<Vec<Seat>, Fault> {
    let mut of: HashMap<Uuid, Vec<SeatHolder>> = HashMap::new();
    let mut select = Builder::new(
        "select id, seat_id, name, email, person_id, is_substitute, from_date, to_date from seat_holder where ",
    );
    select.is_in("seat_id", rows.iter().map(|row| row.id)).push(" order by from_date desc, id desc");
    let holders: Vec<SeatHolder> = select.build().all(tx).await?;
    for holder in holders {
        of.entry(holder.seat_id).or_default().push(holder);
    }
    let seat = |row: Row| Seat {
        holders: of.remove(&row.id).unwrap_or_default(),
        id: row.id,
        group_id: row.planning_group_id,
        title: row.title,
        organisation_id: row.organisation_id,
        county: row.county,
        role: row.role,
        perspectives: Perspective::read(&row.perspectives),
        version: row.version,
    };
    Ok(rows.into_iter().map(seat).collect())
}

/// A seat, for whoever convenes its group.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn seat(tx: &mut Tx, id: Uuid) -> Result<Seat, Fault> {
    root_of(tx, Kind::Seat.of(id)).await?;
    stored_seat(tx, id).await
}

pub(super) async fn stored_seat(tx: &mut Tx, id: Uuid) -> Result<Seat, Fault> {
    let rows: Vec<Row> = query(sql!(
        "select id, planning_group_id, title, organisation_id, county, role, perspectives, version from seat
         where id = $1 and deleted_at is null"
    ))
    .bind(id)
    .all(tx)
    .await?;
    with_holders(tx, rows).await?.pop().ok_or(Fault::NotFound { what: "seat" })
}

/// Where an organisation lies, as a county's code; nothing where it lies in none.
async fn county_of(tx: &mut Tx, organisation: &str) -> Result<String, Fault> {
    let tree = organisations::load(tx).await?;
    if tree.get(organisation).is_none() {
        let unknown = FieldFault::new("organisation_id", "organisation-unknown").with("code", organisation);
        return Err(Fault::Invalid(vec![unknown]));
    }
    let way = tree.path_to(organisation);
    let official = way.iter().rev().map(|one| one.id.get(..2).unwrap_or_default());
    Ok(official.map(str::to_owned).find(|code| organisations::is_county(code)).unwrap_or_default())
}

/// What is saved of a seat: the county follows from the organisation.
async fn completed(tx: &mut Tx, input: &SeatInput) -> Result<crate::checks::Valid<SeatInput>, Fault> {
    let mut input = input.clone();
    if let Some(organisation) = &input.organisation_id {
        let county = county_of(tx, organisation).await?;
        if !county.is_empty() {
            input.county = county;
        }
    }
    input.validate().map_err(Fault::Invalid)
}

/// Adds a seat to a group.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Invalid`], also with `seats-full`.
pub async fn create_seat(tx: &mut Tx, group: Uuid, input: &SeatInput) -> Result<Uuid, Fault> {
    let input = completed(tx, input).await?;
    let (root, place) = place_below(tx, Kind::Group.of(group), Kind::Seat).await?;
    let (there,): (i64,) =
        query(sql!("select count(*) from seat where planning_group_id = $1 and deleted_at is null"))
            .bind(group)
            .one(tx)
            .await?;
    if there >= MOST as i64 {
        return Err(Fault::Invalid(vec![FieldFault::new("form", "seats-full").with("max", MOST)]));
    }
    let id = tx.new_id();
    query(sql!(
        "insert into seat (id, planning_group_id, position, title, version, organisation_id, county, role, perspectives)
         values ($1, $2, $3, $4, 1, $5, $6, $7, $8)"
    ))
    .bind(id)
    .bind(group)
    .bind(place)
    .bind(&input.title)
    .bind(&input.organisation_id)
    .bind(&input.county)
    .bind(input.role.name())
    .bind(Perspective::stored(&input.perspectives))
    .execute(tx)
    .await?;
    added(tx, &root, Kind::Seat.of(id)).await
}

/// Saves a seat's own fields as the actor has seen them.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`], [`Fault::Invalid`].
pub async fn edit_seat(tx: &mut Tx, id: Uuid, version: i64, input: &SeatInput) -> Result<(), Fault> {
    let input = completed(tx, input).await?;
    let text = sql!(
        "update seat set title = $3, organisation_id = $4, county = $5, role = $6, perspectives = $7,
            version = version + 1
         where id = $1 and version = $2"
    );
    let edit = query(text)
        .bind(id)
        .bind(version)
        .bind(&input.title)
        .bind(&input.organisation_id)
        .bind(&input.county)
        .bind(input.role.name())
        .bind(Perspective::stored(&input.perspectives));
    save(tx, Kind::Seat.of(id), edit).await
}

/// Lets somebody take a seat, from a day. Whoever had it leaves it the day before, and loses the room; what was said in the seat
/// stays with it. A substitute comes beside whoever has it.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`]; [`Fault::Invalid`], also with
/// `holder-earlier` or `substitutes-full`.
pub async fn take_seat(tx: &mut Tx, id: Uuid, version: i64, input: &HolderInput) -> Result<Uuid, Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let (root, seat) = seen(tx, id, version).await?;
    let from = input.from_date.unwrap_or(tx.today());
    if input.is_substitute {
        if seat.substitutes(from).count() >= MOST_SUBSTITUTES {
            let full = FieldFault::new("form", "substitutes-full").with("max", MOST_SUBSTITUTES);
            return Err(Fault::Invalid(vec![full]));
        }
        inquiry::demand_seat_undrafted(tx, id).await?;
    }
    let ends_later = |one: &&SeatHolder| !one.is_substitute && one.to_date.is_none_or(|last| last >= from);
    for now in seat.holders.iter().filter(ends_later).filter(|_| !input.is_substitute) {
        // Whoever came by mistake can be changed for another the same day.
        if now.from_date > from {
            let earlier = FieldFault::new("from_date", "holder-earlier").with("date", now.from_date);
            return Err(Fault::Invalid(vec![earlier]));
        }
        let last = from.checked_sub_days(Days::new(1)).unwrap_or(from);
        end_holding(tx, now, last).await?;
    }
    let holder = tx.new_id();
    let person = person_with(tx, &input.email).await?;
    query(sql!(
        "insert into seat_holder (id, seat_id, name, email, person_id, is_substitute, from_date)
         values ($1, $2, $3, $4, $5, $6, $7)"
    ))
    .bind(holder)
    .bind(id)
    .bind(&input.name)
    .bind(&input.email)
    .bind(person)
    .bind(input.is_substitute)
    .bind(from)
    .execute(tx)
    .await?;
    bump(tx, id).await?;
    let is_now = from <= tx.today();
    if !input.is_substitute && is_now {
        inquiry::seat_changed(tx, id, &input.email).await?;
    }
    // Whoever begins on a day to come is let in, and told so, that day.
    letters::seat(tx, root.of.id, id, from).await?;
    // Of persons only that somebody came, never who.
    let change = json!({ "from_date": [null, from], "is_substitute": [null, input.is_substitute] });
    audit::record(tx, event(&root, "take", Kind::Seat.of(id)).change(change)).await?;
    Ok(holder)
}

/// Notes that somebody leaves a seat on a day. They lose the room then.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`]; [`Fault::Invalid`] with `holder-earlier`.
pub async fn leave_seat(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    holder: Uuid,
    last: NaiveDate,
) -> Result<(), Fault> {
    let (root, seat) = seen(tx, id, version).await?;
    let found = seat.holders.iter().find(|one| one.id == holder && one.to_date.is_none());
    let holder = found.ok_or(Fault::NotFound { what: "seat_holder" })?;
    if last < holder.from_date {
        let earlier = FieldFault::new("to_date", "holder-earlier").with("date", holder.from_date);
        return Err(Fault::Invalid(vec![earlier]));
    }
    end_holding(tx, holder, last).await?;
    bump(tx, id).await?;
    let change = json!({ "to_date": [null, last] });
    audit::record(tx, event(&root, "leave", Kind::Seat.of(id)).change(change).exempt()).await
}

async fn end_holding(tx: &mut Tx, holder: &SeatHolder, last: NaiveDate) -> Result<(), Fault> {
    query(sql!("update seat_holder set to_date = $2 where id = $1"))
        .bind(holder.id)
        .bind(last)
        .execute(tx)
        .await?;
    // The room is for those who have the seat today.
    if last < tx.today() {
        links::revoke(tx, holder.id).await?;
        inquiry::revoke_of_seat(tx, holder.seat_id).await?;
    }
    Ok(())
}

async fn bump(tx: &mut Tx, seat: Uuid) -> Result<(), Fault> {
    query(sql!("update seat set version = version + 1 where id = $1")).bind(seat).execute(tx).await?;
    Ok(())
}

/// A seat as whoever changes it has seen it.
async fn seen(tx: &mut Tx, id: Uuid, version: i64) -> Result<(Root, Seat), Fault> {
    let root = root_of(tx, Kind::Seat.of(id)).await?;
    root.demand(tx, Right::Convene)?;
    let seat = stored_seat(tx, id).await?;
    if seat.version == version { Ok((root, seat)) } else { Err(Fault::Conflict) }
}

/// The account with an address, if there is one.
async fn person_with(tx: &mut Tx, email: &str) -> Result<Option<Uuid>, Fault> {
    if email.is_empty() {
        return Ok(None);
    }
    let found: Option<(Uuid,)> =
        query(sql!("select id from person where lower(email) = lower($1) and erased_at is null"))
            .bind(email)
            .optional(tx)
            .await?;
    Ok(found.map(|(id,)| id))
}
