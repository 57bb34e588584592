//! A group of whoever convenes it: making it, writing its own fields, and reading it.

use serde_json::json;
use uuid::Uuid;

use super::input::GroupInput;
use super::types::Group;
use crate::access::{Kind, Ref, Right, RootKind};
use crate::audit::{self, Event};
use crate::checks::Valid;
use crate::db::{Builder, Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::organisations;
use crate::records::{self, Listing, root_of, save};

const GROUP: &str = "r.id, r.organisation_id, r.kind, r.title, r.mandate, r.theme, r.roadmap_id, r.county, r.starts_on, \
    r.ends_on, r.decider, r.decides_on, r.decision_path, r.openness, r.notice_days, r.contact, r.steering_id, r.summary, \
    r.ended_at, r.created_at, r.version";

/// Groups that the actor convenes or reads the preparation of, and how many there are on all pages.
///
/// # Errors
/// The database fails.
pub async fn list(tx: &mut Tx, listing: &Listing) -> Result<(Vec<Group>, i64), Fault> {
    records::find(tx, RootKind::Group, GROUP, listing).await
}

/// A group, for whoever convenes it or reads the preparation of whoever does.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn load(tx: &mut Tx, id: Uuid) -> Result<Group, Fault> {
    records::load(tx, Kind::Group.of(id), GROUP).await
}

/// A group whoever the actor is: for whoever has shown that they have a seat in it.
pub(super) async fn stored(tx: &mut Tx, id: Uuid) -> Result<Group, Fault> {
    let mut select = Builder::new("select ");
    select.push(GROUP).push(" from planning_group r where r.deleted_at is null and r.id = ").bind(id);
    let found: Option<Group> = select.build().optional(tx).await?;
    found.ok_or(MISSING)
}

pub(super) const MISSING: Fault = Fault::NotFound { what: "planning_group" };

/// The group that a thing belongs to, for whoever may read it there.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn group_of(tx: &mut Tx, of: Ref) -> Result<Group, Fault> {
    let root = root_of(tx, of).await?;
    load(tx, root.of.id).await
}

/// Makes a group of an organisation's: the one that the actor convenes for, when none is named and there is only one.
///
/// # Errors
/// [`Fault::Forbidden`], [`Fault::Invalid`].
pub async fn create(tx: &mut Tx, organisation: Option<&str>, input: &GroupInput) -> Result<Uuid, Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let owner = organisations::acting(tx, Right::Convene, organisation).await?;
    demand_relations(tx, None, &input).await?;
    let (id, now) = (tx.new_id(), tx.now());
    query(sql!(
        "insert into planning_group (id, organisation_id, house, is_published, title, created_at, updated_at, version, kind,
            mandate, theme, roadmap_id, county, starts_on, ends_on, decider, decides_on, decision_path, openness,
            notice_days, contact, steering_id, summary)
         values ($1, $2, $3, $4, $5, $6, $6, 1, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, '')"
    ))
    .bind(id)
    .bind(&owner.id)
    .bind(&owner.house)
    .bind(false)
    .bind(&input.title)
    .bind(now)
    .bind(input.kind.name())
    .bind(&input.mandate)
    .bind(&input.theme)
    .bind(input.roadmap_id)
    .bind(&input.county)
    .bind(input.starts_on)
    .bind(input.ends_on)
    .bind(&input.decider)
    .bind(input.decides_on)
    .bind(&input.decision_path)
    .bind(input.openness.name())
    .bind(input.notice_days)
    .bind(&input.contact)
    .bind(input.steering_id)
    .execute(tx)
    .await?;
    let change = json!({ "title": [null, input.title], "organisation_id": [null, owner.id] });
    audit::record(
        tx,
        Event::on("planning_group.create", Kind::Group, id).within(&owner.house).change(change),
    )
    .await?;
    Ok(id)
}

/// The roadmap and the steering group must be there for whoever names them, and nothing steers itself.
async fn demand_relations(tx: &mut Tx, own: Option<Uuid>, input: &Valid<GroupInput>) -> Result<(), Fault> {
    let unknown = |field: &str| Fault::Invalid(vec![FieldFault::new(field, "choice-unknown")]);
    if let Some(roadmap) = input.roadmap_id
        && !records::may_read(tx, Kind::Roadmap.of(roadmap)).await?
    {
        return Err(unknown("roadmap_id"));
    }
    match input.steering_id {
        Some(steering) if Some(steering) == own => Err(unknown("steering_id")),
        Some(steering) if !records::may_read(tx, Kind::Group.of(steering)).await? => {
            Err(unknown("steering_id"))
        }
        _ => Ok(()),
    }
}

/// Saves a group's own fields as the actor has seen them.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`], [`Fault::Invalid`].
pub async fn edit(tx: &mut Tx, id: Uuid, version: i64, input: &GroupInput) -> Result<(), Fault> {
    load(tx, id).await?;
    let input = input.validate().map_err(Fault::Invalid)?;
    demand_relations(tx, Some(id), &input).await?;
    let text = sql!(
        "update planning_group set kind = $3, title = $4, mandate = $5, theme = $6, roadmap_id = $7, county = $8,
            starts_on = $9, ends_on = $10, decider = $11, decides_on = $12, decision_path = $13, openness = $14,
            notice_days = $15, contact = $16, steering_id = $17, version = version + 1
         where id = $1 and version = $2"
    );
    let edit = query(text)
        .bind(id)
        .bind(version)
        .bind(input.kind.name())
        .bind(&input.title)
        .bind(&input.mandate)
        .bind(&input.theme)
        .bind(input.roadmap_id)
        .bind(&input.county)
        .bind(input.starts_on)
        .bind(input.ends_on)
        .bind(&input.decider)
        .bind(input.decides_on)
        .bind(&input.decision_path)
        .bind(input.openness.name())
        .bind(input.notice_days)
        .bind(&input.contact)
        .bind(input.steering_id);
    save(tx, Kind::Group.of(id), edit).await
}

/// Brings back a group or something in one.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`].
pub async fn restore(tx: &mut Tx, of: Ref) -> Result<(), Fault> {
    records::restore(tx, of).await
}

/// Groups that everyone may know of, by title: those that go on.
///
/// # Errors
/// The database fails.
pub async fn all_listed(tx: &mut Tx) -> Result<Vec<(Uuid, String)>, Fault> {
    query(sql!(
        "select id, title from planning_group where deleted_at is null and openness <> 'members' and ended_at is null
         order by lower(title), id limit 200"
    ))
    .all(tx)
    .await
}

/// A group that everyone may know of.
///
/// # Errors
/// [`Fault::NotFound`] when there is none such.
pub async fn listed(tx: &mut Tx, id: Uuid) -> Result<Group, Fault> {
    let group = stored(tx, id).await?;
    if group.openness == super::types::Openness::Members { Err(MISSING) } else { Ok(group) }
}
