//! How an organisation answers what it is asked: whether somebody approves its answers before they go, and on which days its
//! committee meets.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use serde_json::json;

use super::store::load;
use crate::access::{Right, Role};
use crate::accounts::Account;
use crate::audit::{self, Event, Object};
use crate::checks::Check;
use crate::db::{Builder, Tx, query, sql};
use crate::fault::{Fault, FieldFault};

/// Most days of meetings that are kept for one organisation.
const MOST_MEETINGS: usize = 120;
/// How far ahead meetings are kept, days: three years.
const FURTHEST: u64 = 3 * 366;

/// How an organisation answers what it is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Routines {
    /// Whether somebody who may must approve its answers, and those of its parts, before they go.
    pub needs_approval: bool,
    /// The days on which its committee meets, in order.
    pub meetings: Vec<NaiveDate>,
    /// Counts the changes.
    pub version: i64,
}

/// An organisation's routines, for whoever answers for it.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn routines(tx: &mut Tx, organisation: &str) -> Result<Routines, Fault> {
    demand(tx, organisation, Right::Answer).await?;
    stored(tx, organisation).await
}

async fn demand(tx: &mut Tx, organisation: &str, right: Right) -> Result<String, Fault> {
    let tree = load(tx).await?;
    let found = tree.get(organisation).ok_or(Fault::NotFound { what: "organisation" })?;
    tx.demand(right, found.owner())?;
    Ok(found.house.clone())
}

async fn stored(tx: &mut Tx, organisation: &str) -> Result<Routines, Fault> {
    let kept: Option<(bool, i64)> =
        query(sql!("select needs_approval, version from answering_routine where organisation_id = $1"))
            .bind(organisation)
            .optional(tx)
            .await?;
    let meetings: Vec<(NaiveDate,)> =
        query(sql!("select day from meeting_day where organisation_id = $1 order by day"))
            .bind(organisation)
            .all(tx)
            .await?;
    let (needs_approval, version) = kept.unwrap_or_default();
    Ok(Routines { version, needs_approval, meetings: meetings.into_iter().map(|(day,)| day).collect() })
}

/// Saves an organisation's routines as whoever saves them has seen them: meetings for whoever answers for it, and whether answers
/// are approved for whoever approves them.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Conflict`]; [`Fault::Invalid`] with `approval-nobody`, `date-too-late` or `meetings-full`.
pub async fn set_routines(tx: &mut Tx, organisation: &str, new: &Routines) -> Result<(), Fault> {
    let house = demand(tx, organisation, Right::Answer).await?;
    let before = stored(tx, organisation).await?;
    if before.needs_approval != new.needs_approval {
        demand(tx, organisation, Right::ApproveAnswer).await?;
    }
    if before.version != new.version {
        return Err(Fault::Conflict);
    }
    let mut meetings = new.meetings.clone();
    meetings.sort_unstable();
    meetings.dedup();
    let mut check = Check::default();
    let latest = tx.today().checked_add_days(Days::new(FURTHEST)).unwrap_or(tx.today());
    if meetings.last().is_some_and(|last| *last > latest) {
        check.add(FieldFault::new("meetings", "date-too-late").with("date", latest));
    }
    if meetings.len() > MOST_MEETINGS {
        check.add(FieldFault::new("meetings", "meetings-full").with("max", MOST_MEETINGS));
    }
    if new.needs_approval && !has_approver(tx, organisation).await? {
        check.add(FieldFault::new("needs_approval", "approval-nobody"));
    }
    check.finish(()).map_err(Fault::Invalid)?;
    query(sql!("delete from answering_routine where organisation_id = $1"))
        .bind(organisation)
        .execute(tx)
        .await?;
    query(sql!(
        "insert into answering_routine (organisation_id, needs_approval, version) values ($1, $2, $3)"
    ))
    .bind(organisation)
    .bind(new.needs_approval)
    .bind(new.version + 1)
    .execute(tx)
    .await?;
    query(sql!("delete from meeting_day where organisation_id = $1")).bind(organisation).execute(tx).await?;
    for day in &meetings {
        query(sql!("insert into meeting_day (organisation_id, day) values ($1, $2)"))
            .bind(organisation)
            .bind(*day)
            .execute(tx)
            .await?;
    }
    let change = json!({ "needs_approval": [before.needs_approval, new.needs_approval],
        "meetings": [before.meetings, meetings] });
    let event = Event::on("organisation.routines", Object::Organisation, organisation);
    audit::record(tx, event.within(&house).change(change)).await
}

/// Whether answers for an organisation are approved before they go: it wants it, or one above it in its house does.
pub(crate) async fn needs_approval(tx: &mut Tx, organisation: &str) -> Result<bool, Fault> {
    let wanting: Vec<(String,)> =
        query(sql!("select organisation_id from answering_routine where needs_approval")).all(tx).await?;
    if wanting.is_empty() {
        return Ok(false);
    }
    Ok(own_and_above(tx, organisation).await?.iter().any(|id| wanting.contains(&(id.clone(),))))
}

/// An organisation and those above it in its house.
async fn own_and_above(tx: &mut Tx, organisation: &str) -> Result<Vec<String>, Fault> {
    let tree = load(tx).await?;
    let house = tree.house(organisation).to_owned();
    let way = tree.path_to(organisation).into_iter().filter(|one| one.house == house);
    Ok(way.map(|one| one.id.clone()).collect())
}

async fn has_approver(tx: &mut Tx, organisation: &str) -> Result<bool, Fault> {
    Ok(!approvers(tx, organisation).await?.is_empty())
}

/// Those who may approve answers for an organisation today.
pub(crate) async fn approvers(tx: &mut Tx, organisation: &str) -> Result<Vec<Account>, Fault> {
    let places = own_and_above(tx, organisation).await?;
    holders_with(tx, &places, Right::ApproveAnswer).await
}

/// Those who have a right in one of some organisations today, by a function there.
pub(crate) async fn holders_with(
    tx: &mut Tx,
    organisations: &[String],
    right: Right,
) -> Result<Vec<Account>, Fault> {
    let roles = Role::ALL.into_iter().filter(|role| role.has(right)).map(Role::name);
    let mut select = Builder::new(
        "select distinct w.id, w.name, w.email from person w join holder h on h.person_id = w.id
         join function f on f.id = h.function_id
         where f.ended_at is null and w.erased_at is null and ",
    );
    select.is_in("f.organisation_id", organisations.iter().map(String::as_str)).push(" and ");
    select.is_in("f.role", roles).push(" and h.from_date <= ").bind(tx.today());
    select.push(" and (h.to_date is null or h.to_date >= ").bind(tx.today()).push(") order by w.id");
    select.build().all(tx).await
}

/// Takes away the routines of an organisation that closes.
pub(super) async fn forget(tx: &mut Tx, organisation: &str) -> Result<(), Fault> {
    query(sql!("delete from answering_routine where organisation_id = $1"))
        .bind(organisation)
        .execute(tx)
        .await?;
    query(sql!("delete from meeting_day where organisation_id = $1")).bind(organisation).execute(tx).await?;
    Ok(())
}

/// The days from one on which committees meet, by organisation: also of those above, whose committees they are.
pub(crate) async fn meetings(
    tx: &mut Tx,
    since: NaiveDate,
) -> Result<BTreeMap<String, BTreeSet<NaiveDate>>, Fault> {
    let rows: Vec<(String, NaiveDate)> =
        query(sql!("select organisation_id, day from meeting_day where day >= $1"))
            .bind(since)
            .all(tx)
            .await?;
    let mut found: BTreeMap<String, BTreeSet<NaiveDate>> = BTreeMap::new();
    if rows.is_empty() {
        return Ok(found);
    }
    let tree = load(tx).await?;
    for (organisation, day) in rows {
        let house = tree.house(&organisation);
        for above in tree.path_to(&organisation).into_iter().filter(|one| one.house == house) {
            found.entry(above.id.clone()).or_default().insert(day);
        }
    }
    Ok(found)
}

/// The days from one on which the committees of an organisation and of its parts meet; none where nobody has told.
pub(crate) async fn meetings_of(
    tx: &mut Tx,
    organisation: &str,
    since: NaiveDate,
) -> Result<Option<BTreeSet<NaiveDate>>, Fault> {
    let mut places = load(tx).await?.parts_of(organisation);
    places.push(organisation.to_owned());
    let mut days = BTreeSet::new();
    for some in places.chunks(500) {
        let mut select = Builder::new("select day from meeting_day where ");
        select.is_in("organisation_id", some.iter().map(String::as_str));
        let rows: Vec<(NaiveDate,)> = select.build().all(tx).await?;
        days.extend(rows.into_iter().map(|(day,)| day));
    }
    // Who has told of meetings long ago alone has not told when they meet now.
    let is_told = days.last().is_some_and(|last| *last >= since);
    Ok(is_told.then(|| days.split_off(&since)))
}
