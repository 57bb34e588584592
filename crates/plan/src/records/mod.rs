//! What is done alike with every stored thing, whatever its kind: finding out who decides over it, saving it as somebody
//! has seen it, deleting it and bringing it back, moving it among its siblings, and telling the trail what changed.
//!
//! Whoever edits or deletes tells which version they saw; when someone saved in between, nothing is written and the
//! answer is [`Fault::Conflict`].

mod deleted;
mod list;
mod order;
mod root;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::access::{Kind, Ref, Stage};
use crate::audit::{self, Event};
use crate::db::{Builder, Query, Tx, query, schema, sql};
use crate::fault::Fault;
pub use deleted::{Deleted, deleted_below, deleted_roots};
pub use list::{Filter, Listing, Order, Page};
pub(crate) use list::{find, is_in_places, is_readable, load};
pub use order::Direction;
pub(crate) use root::{Root, decided_of, owns_anything, root_of, root_of_any, shared_with};
pub use root::{house, may_change, may_read, owner};

/// Fields that change without anybody having written them, or follow from others.
const DERIVED_FIELDS: [&str; 7] =
    ["id", "version", "position", "created_at", "updated_at", "house", "final_content"];

/// A thing's own fields as they are stored now, deleted or not, for the trail; null when there is none such.
pub(crate) async fn audit_snapshot(tx: &mut Tx, of: Ref) -> Result<Value, Fault> {
    let Some(mut fields) = schema::rows(tx, of.kind.name(), ("id", of.id), "id").await?.pop() else {
        return Ok(Value::Null);
    };
    let deleted_at = fields.remove("deleted_at");
    let parent = of.kind.parent().map(|parent| format!("{parent}_id"));
    fields.retain(|field, _| !is_derived(field) && parent.as_ref() != Some(field));
    fields.insert("deleted".into(), json!(deleted_at.is_some_and(|at| !at.is_null())));
    if let Some((name, table, column)) = of.kind.belongings() {
        let mut rows = schema::rows(tx, table, (column, of.id), "position").await?;
        rows.iter_mut().for_each(|row| row.retain(|field, _| field != column && !is_derived(field)));
        fields.insert(name.into(), json!(rows));
    }
    Ok(Value::Object(fields))
}

fn is_derived(field: &str) -> bool {
    DERIVED_FIELDS.contains(&field)
}

/// Checks that the actor may change what is above, and tells where a new thing comes below it.
pub(crate) async fn place_below(tx: &mut Tx, above: Ref, kind: Kind) -> Result<(Root, i64), Fault> {
    let root = root_of(tx, above).await?;
    root.demand_change(tx, kind)?;
    let place = order::last(tx, kind, above.id).await?;
    Ok((root, place))
}

/// Notes a new thing, with all its fields.
pub(crate) async fn added(tx: &mut Tx, root: &Root, of: Ref) -> Result<Uuid, Fault> {
    changed(tx, root, "create", of, &Value::Null).await?;
    Ok(of.id)
}

/// Carries out an update of a thing that demands a version, for whoever may change it. When the thing is there and still
/// was not updated, someone else has changed its version.
pub(crate) async fn save(tx: &mut Tx, of: Ref, update: Query) -> Result<(), Fault> {
    let root = root_of(tx, of).await?;
    root.demand_change(tx, of.kind)?;
    let before = audit_snapshot(tx, of).await?;
    updated(tx, update).await?;
    changed(tx, &root, "edit", of, &before).await
}

/// Deletes a thing as the actor has seen it, and thereby hides what lies below it. Bringing it back brings back all of that.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Lasting`], [`Fault::Conflict`].
pub async fn delete(tx: &mut Tx, of: Ref, version: i64) -> Result<(), Fault> {
    let root = root_of(tx, of).await?;
    root.demand_change(tx, of.kind)?;
    if root.of == of && has_been_adopted(tx, of).await? {
        // What has been decided is repealed or replaced, not taken away.
        return Err(Fault::Locked { kind: of.kind, state: root.state });
    }
    if is_lasting(tx, of).await? {
        return Err(Fault::Lasting(of.kind));
    }
    let before = audit_snapshot(tx, of).await?;
    let mut update = Builder::new("update ");
    update.push(of.kind.name()).push(" set version = version + 1, deleted_at = ").bind(tx.now());
    update.push(" where id = ").bind(of.id).push(" and version = ").bind(version);
    updated(tx, update.build()).await?;
    touch(tx, root.of).await?;
    let change = audit::difference(&before, &audit_snapshot(tx, of).await?);
    audit::record(tx, event(&root, "delete", of).change(change).exempt()).await
}

async fn has_been_adopted(tx: &mut Tx, of: Ref) -> Result<bool, Fault> {
    let (adopted,): (i64,) =
        query(sql!("select count(*) from frozen_version where thing_id = $1 and kind = $2 and stage = $3"))
            .bind(of.id)
            .bind(of.kind.name())
            .bind(Stage::Adopted.name())
            .one(tx)
            .await?;
    Ok(adopted > 0)
}

/// Whether others have been told of a thing, or have said something by it: then it is cancelled or left, and not taken away.
///
/// # Errors
/// The database fails.
pub async fn is_lasting(tx: &mut Tx, of: Ref) -> Result<bool, Fault> {
    let text = match of.kind {
        Kind::Meeting => {
            sql!("select count(*) from meeting where id = $1 and (invited_at is not null or held_at is not null)")
        }
        Kind::Seat => sql!(
            "select count(*) from seat s where s.id = $1 and (exists (select 1 from remark r where r.seat_id = s.id)
                or exists (select 1 from recipient p where p.seat_id = s.id and p.answered_at is not null))"
        ),
        Kind::GroupDocument => sql!("select count(*) from group_document_version where document_id = $1"),
        Kind::Roadmap | Kind::Area | Kind::Need | Kind::Initiative | Kind::Measure => return Ok(false),
        Kind::Inquiry | Kind::Question | Kind::Recipient => return Ok(false),
        Kind::Group => sql!(
            "select count(*) from planning_group g where g.id = $1 and (g.ended_at is not null
                or exists (select 1 from meeting m where m.planning_group_id = g.id and m.deleted_at is null
                    and (m.held_at is not null or m.invited_at is not null))
                or exists (select 1 from remark r where r.planning_group_id = g.id)
                or exists (select 1 from inquiry i join meeting m on m.id = i.meeting_id
                    where m.planning_group_id = g.id and i.deleted_at is null and i.phase <> 'draft')
                or exists (select 1 from group_document_version v join group_document d on d.id = v.document_id
                    where d.planning_group_id = g.id))"
        ),
        // What everybody has read is withdrawn, with a reason.
        Kind::Example => sql!("select count(*) from example where id = $1 and is_published"),
        // What has been decided is taken out of use, with a reason.
        Kind::Figures => sql!("select count(*) from figures where id = $1 and state not in ('draft', 'reviewed')"),
        Kind::AgendaItem | Kind::Task => return Ok(false),
    };
    let (lasting,): (i64,) = query(text).bind(of.id).one(tx).await?;
    Ok(lasting > 0)
}

/// Whether a thing is there and not deleted itself.
pub(crate) async fn exists(tx: &mut Tx, of: Ref) -> Result<bool, Fault> {
    let mut count = Builder::new("select count(*) from ");
    count.push(of.kind.name()).push(" where deleted_at is null and id = ").bind(of.id);
    let (there,): (i64,) = count.build().one(tx).await?;
    Ok(there > 0)
}

/// Brings back what was deleted, in its old place, and what it lies below if that was deleted too. Whether there is room for
/// it each kind of root decides.
pub(crate) async fn restore(tx: &mut Tx, of: Ref) -> Result<(), Fault> {
    for above in deleted_above(tx, of).await?.into_iter().rev() {
        bring_back(tx, above).await?;
    }
    bring_back(tx, of).await
}

/// What a thing lies below that is deleted, the nearest first.
async fn deleted_above(tx: &mut Tx, of: Ref) -> Result<Vec<Ref>, Fault> {
    let mut found = Vec::new();
    let mut below = of;
    while let Some(parent) = below.kind.parent() {
        let mut select = Builder::new("select above.id, above.deleted_at is not null from ");
        select.push(below.kind.name()).push(" b join ").push(parent.name()).push(" above on above.id = b.");
        select.push(parent.name()).push("_id where b.id = ").bind(below.id);
        let row: Option<(Uuid, bool)> = select.build().optional(tx).await?;
        let Some((id, is_deleted)) = row else { break };
        below = parent.of(id);
        found.extend(is_deleted.then_some(below));
    }
    Ok(found)
}

async fn bring_back(tx: &mut Tx, of: Ref) -> Result<(), Fault> {
    let before = audit_snapshot(tx, of).await?;
    let mut update = Builder::new("update ");
    update.push(of.kind.name()).push(" set deleted_at = null, version = version + 1");
    update.push(" where deleted_at is not null and id = ").bind(of.id);
    let was_deleted = update.build().execute(tx).await? > 0;
    // Asked when it is there again: what is deleted is not found.
    let root = root_of(tx, of).await?;
    root.demand_change(tx, of.kind)?;
    if was_deleted { changed(tx, &root, "restore", of, &before).await } else { Ok(()) }
}

/// Moves a thing among its siblings. False when it is already at the end, or has no siblings. The version stays: moving
/// disturbs nobody's editing.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`].
pub async fn shift(tx: &mut Tx, of: Ref, direction: Direction) -> Result<bool, Fault> {
    let root = root_of(tx, of).await?;
    root.demand_change(tx, of.kind)?;
    let moved = order::shift(tx, of, direction).await?;
    if moved {
        touch(tx, root.of).await?;
        audit::record(tx, event(&root, "move", of)).await?;
    }
    Ok(moved)
}

/// Carries out an update that demands a version.
pub(crate) async fn updated(tx: &mut Tx, update: Query) -> Result<(), Fault> {
    if update.execute(tx).await? == 0 { Err(Fault::Conflict) } else { Ok(()) }
}

/// Notes what differs in a thing from before, in the trail and on its root.
pub(crate) async fn changed(
    tx: &mut Tx,
    root: &Root,
    verb: &str,
    of: Ref,
    before: &Value,
) -> Result<(), Fault> {
    touch(tx, root.of).await?;
    let change = audit::difference(before, &audit_snapshot(tx, of).await?);
    audit::record(tx, event(root, verb, of).change(change)).await
}

/// Something done to a thing below a root, or to the root.
pub(crate) fn event<'a>(root: &'a Root, verb: &str, of: Ref) -> Event<'a> {
    Event::on(format!("{}.{verb}", of.kind), of.kind, of.id).part_of(root.of.id).within(&root.house)
}

/// Notes on a root that something in it has changed.
async fn touch(tx: &mut Tx, root: Ref) -> Result<(), Fault> {
    let mut update = Builder::new("update ");
    update
        .push(root.kind.name())
        .push(" set updated_at = ")
        .bind(tx.now())
        .push(" where id = ")
        .bind(root.id);
    update.build().execute(tx).await?;
    Ok(())
}
