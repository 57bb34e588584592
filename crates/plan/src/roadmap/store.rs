//! The actions: the only way to change a roadmap. Each checks everything, writes in the transaction it is given and
//! leaves it to the caller to commit.
//!
//! Whoever edits or deletes tells which version they saw; when someone saved in between, nothing is written and the
//! answer is [`Fault::Conflict`].

use sqlx::FromRow;
use uuid::Uuid;

use super::file::RoadmapFile;
use super::input::{AreaInput, InitiativeInput, NeedInput, RoadmapInput};
use super::measure_input::MeasureInput;
use super::order::{self, Direction};
use super::part::{Part, for_part, roadmap_of};
use super::status::Status;
use super::{insert, read, template};
use crate::clock::Clock;
use crate::db::{Query, Tx, query, sql};
use crate::fault::Fault;

/// What a new roadmap begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nothing.
    Empty,
    /// The areas, needs and national initiatives of the template.
    Template,
    /// Everything in another roadmap.
    Copy(Uuid),
}

/// Makes a roadmap. Without a purpose of its own it takes that of its origin. A copy has new ids and the same order,
/// content and states.
pub async fn create(tx: &mut Tx, clock: &Clock, input: &RoadmapInput, origin: Origin) -> Result<Uuid, Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let mut file = match origin {
        Origin::Empty => RoadmapFile::default(),
        Origin::Template => template::template()?,
        Origin::Copy(id) => RoadmapFile::from(&read::load(tx, id).await?),
    };
    file.title.clone_from(&input.title);
    file.region.clone_from(&input.region_code);
    if !input.purpose.is_empty() {
        file.purpose.clone_from(&input.purpose);
    }
    insert::tree(tx, clock, &file).await
}

/// Saves a roadmap's own fields.
pub async fn edit(
    tx: &mut Tx,
    clock: &Clock,
    id: Uuid,
    version: i64,
    input: &RoadmapInput,
) -> Result<(), Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let text = sql!(
        "update roadmap set region_code = $3, title = $4, purpose = $5, version = version + 1
         where id = $1 and version = $2"
    );
    let edit =
        query(text).bind(id).bind(version).bind(&input.region_code).bind(&input.title).bind(&input.purpose);
    save(tx, clock, Part::Roadmap, id, edit).await
}

/// Adds an area last in a roadmap.
pub async fn create_area(
    tx: &mut Tx,
    clock: &Clock,
    roadmap: Uuid,
    input: &AreaInput,
) -> Result<Uuid, Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let place = place_below(tx, clock, Part::Roadmap, roadmap, Part::Area).await?;
    insert::area(tx, clock, roadmap, place, &input).await
}

/// Saves an area's own fields.
pub async fn edit_area(
    tx: &mut Tx,
    clock: &Clock,
    id: Uuid,
    version: i64,
    input: &AreaInput,
) -> Result<(), Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let text = sql!("update area set title = $3, version = version + 1 where id = $1 and version = $2");
    let edit = query(text).bind(id).bind(version).bind(&input.title);
    save(tx, clock, Part::Area, id, edit).await
}

/// Adds a need last in an area.
pub async fn create_need(tx: &mut Tx, clock: &Clock, area: Uuid, input: &NeedInput) -> Result<Uuid, Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let place = place_below(tx, clock, Part::Area, area, Part::Need).await?;
    insert::need(tx, clock, area, place, &input).await
}

/// Saves a need's own fields.
pub async fn edit_need(
    tx: &mut Tx,
    clock: &Clock,
    id: Uuid,
    version: i64,
    input: &NeedInput,
) -> Result<(), Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let text = sql!(
        "update need set title = $3, more_needed = $4, horizon = $5, scope = $6, evidence = $7, version = version + 1
         where id = $1 and version = $2"
    );
    let edit = query(text)
        .bind(id)
        .bind(version)
        .bind(&input.title)
        .bind(&input.more_needed)
        .bind(input.horizon)
        .bind(input.scope.name())
        .bind(&input.evidence);
    save(tx, clock, Part::Need, id, edit).await
}

/// Adds an initiative last among those of a need.
pub async fn create_initiative(
    tx: &mut Tx,
    clock: &Clock,
    need: Uuid,
    input: &InitiativeInput,
) -> Result<Uuid, Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let place = place_below(tx, clock, Part::Need, need, Part::Initiative).await?;
    insert::initiative(tx, clock, need, place, &input).await
}

/// Saves an initiative.
pub async fn edit_initiative(
    tx: &mut Tx,
    clock: &Clock,
    id: Uuid,
    version: i64,
    input: &InitiativeInput,
) -> Result<(), Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let text = sql!(
        "update initiative set level = $3, title = $4, description = $5, source = $6, from_year = $7, to_year = $8,
            version = version + 1
         where id = $1 and version = $2"
    );
    let edit = query(text)
        .bind(id)
        .bind(version)
        .bind(input.level.name())
        .bind(&input.title)
        .bind(&input.description)
        .bind(&input.source)
        .bind(input.from_year)
        .bind(input.to_year);
    save(tx, clock, Part::Initiative, id, edit).await
}

/// Adds a measure last among those of a need. It may be in any state for which it has what the state demands, since
/// much is already under way when a roadmap is written.
pub async fn create_measure(
    tx: &mut Tx,
    clock: &Clock,
    need: Uuid,
    input: &MeasureInput,
) -> Result<Uuid, Fault> {
    let input = input.validate(None).map_err(Fault::Invalid)?;
    let place = place_below(tx, clock, Part::Need, need, Part::Measure).await?;
    insert::measure(tx, clock, need, place, &input).await
}

#[derive(FromRow)]
struct Current {
    #[sqlx(try_from = "String")]
    status: Status,
    version: i64,
}

/// Saves a measure with its effects. The step to a new state is checked, and what the state demands.
pub async fn edit_measure(
    tx: &mut Tx,
    clock: &Clock,
    id: Uuid,
    version: i64,
    input: &MeasureInput,
) -> Result<(), Fault> {
    let current: Option<Current> =
        query(sql!("select status, version from measure where id = $1 and deleted_at is null"))
            .bind(id)
            .optional(tx)
            .await?;
    let current = current.ok_or(Fault::NotFound { what: Part::Measure.name() })?;
    if current.version != version {
        return Err(Fault::Conflict);
    }
    let input = input.validate(Some(current.status)).map_err(Fault::Invalid)?;
    save(tx, clock, Part::Measure, id, measure_update(id, version, &input)).await?;
    query(sql!("delete from effect where measure_id = $1")).bind(id).execute(tx).await?;
    insert::effects(tx, id, &input.effects).await
}

fn measure_update(id: Uuid, version: i64, input: &MeasureInput) -> Query {
    let update = query(sql!(
        "update measure set title = $3, description = $4, owner = $5, funding = $6, cost_one_off = $7,
            cost_yearly = $8, start_year = $9, ramp_years = $10, reach_percent = $11, control = $12,
            commitment = $13, indicator = $14, status = $15, status_reason = $16, deadline = $17, enabled = $18,
            version = version + 1
         where id = $1 and version = $2"
    ))
    .bind(id)
    .bind(version);
    insert::own_fields(update, input)
}

/// Moves an area, a need, an initiative or a measure among its siblings. False when it is already at the end, or has
/// no siblings, as a roadmap. The version stays: moving disturbs nobody's editing.
pub async fn shift(
    tx: &mut Tx,
    clock: &Clock,
    part: Part,
    id: Uuid,
    direction: Direction,
) -> Result<bool, Fault> {
    let roadmap = roadmap_of(tx, part, id).await?;
    let moved = order::shift(tx, part, id, direction).await?;
    if moved {
        touch(tx, clock, roadmap).await?;
    }
    Ok(moved)
}

/// Deletes a part, and thereby hides what lies below it. [`restore`] brings all of it back.
pub async fn delete(tx: &mut Tx, clock: &Clock, part: Part, id: Uuid, version: i64) -> Result<(), Fault> {
    let text = for_part!(
        part,
        "update ",
        " set deleted_at = $3, version = version + 1 where id = $1 and version = $2"
    );
    save(tx, clock, part, id, query(text).bind(id).bind(version).bind(clock.now())).await
}

/// Brings back what was deleted, in its old place. What lies below something deleted is not found.
pub async fn restore(tx: &mut Tx, clock: &Clock, part: Part, id: Uuid) -> Result<(), Fault> {
    let text = for_part!(
        part,
        "update ",
        " set deleted_at = null, version = version + 1 where id = $1 and deleted_at is not null"
    );
    query(text).bind(id).execute(tx).await?;
    let roadmap = roadmap_of(tx, part, id).await?;
    touch(tx, clock, roadmap).await
}

/// Checks that the parent is there and tells where a new part comes below it.
async fn place_below(
    tx: &mut Tx,
    clock: &Clock,
    above: Part,
    parent: Uuid,
    part: Part,
) -> Result<i64, Fault> {
    let roadmap = roadmap_of(tx, above, parent).await?;
    touch(tx, clock, roadmap).await?;
    order::last(tx, part, parent).await
}

/// Carries out an update of a part that demands a version. When the part is there and still was not updated,
/// someone else has changed its version.
async fn save(tx: &mut Tx, clock: &Clock, part: Part, id: Uuid, update: Query) -> Result<(), Fault> {
    let roadmap = roadmap_of(tx, part, id).await?;
    if update.execute(tx).await? == 0 {
        return Err(Fault::Conflict);
    }
    touch(tx, clock, roadmap).await
}

/// Notes on the roadmap that something in it has changed.
async fn touch(tx: &mut Tx, clock: &Clock, roadmap: Uuid) -> Result<(), Fault> {
    query(sql!("update roadmap set updated_at = $2 where id = $1"))
        .bind(roadmap)
        .bind(clock.now())
        .execute(tx)
        .await?;
    Ok(())
}
