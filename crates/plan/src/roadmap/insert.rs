//! New rows. Private: what comes here has been checked.

use uuid::Uuid;

use super::blanks::{Blank, Column};
use super::file::{AreaFile, NeedFile, RoadmapFile};
use super::input::{AreaInput, InitiativeInput, NeedInput, RoadmapInput};
use super::measure_input::MeasureInput;
use super::types::Effect;
use crate::db::{Query, Tx, query, sql};
use crate::fault::Fault;
use crate::organisations::Organisation;

/// A whole roadmap, with new ids, in the order of the file.
pub(super) async fn tree(tx: &mut Tx, owner: &Organisation, file: &RoadmapFile) -> Result<Uuid, Fault> {
    let id = roadmap(tx, owner, &file.input()).await?;
    for (place, below) in file.area.iter().enumerate() {
        area_tree(tx, id, place as i64, below).await?;
    }
    Ok(id)
}

async fn area_tree(tx: &mut Tx, roadmap: Uuid, place: i64, file: &AreaFile) -> Result<(), Fault> {
    let id = area(tx, roadmap, place, &file.input()).await?;
    for (place, below) in file.need.iter().enumerate() {
        need_tree(tx, id, place as i64, below).await?;
    }
    Ok(())
}

async fn need_tree(tx: &mut Tx, area: Uuid, place: i64, file: &NeedFile) -> Result<(), Fault> {
    let id = need(tx, area, place, &file.input()).await?;
    for (place, below) in file.initiative.iter().enumerate() {
        initiative(tx, id, place as i64, below).await?;
    }
    for (place, below) in file.measure.iter().enumerate() {
        measure(tx, id, place as i64, below).await?;
    }
    Ok(())
}

/// A roadmap.
async fn roadmap(tx: &mut Tx, owner: &Organisation, input: &RoadmapInput) -> Result<Uuid, Fault> {
    let (id, now) = (tx.new_id(), tx.now());
    query(sql!(
        "insert into roadmap
            (id, region_code, organisation_id, house, title, purpose, created_at, updated_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 1)"
    ))
    .bind(id)
    .bind(&input.region_code)
    .bind(&owner.id)
    .bind(&owner.house)
    .bind(&input.title)
    .bind(&input.purpose)
    .bind(now)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(id)
}

/// An area of a roadmap.
pub(super) async fn area(tx: &mut Tx, roadmap: Uuid, place: i64, input: &AreaInput) -> Result<Uuid, Fault> {
    let id = tx.new_id();
    query(sql!("insert into area (id, roadmap_id, position, version, title) values ($1, $2, $3, 1, $4)"))
        .bind(id)
        .bind(roadmap)
        .bind(place)
        .bind(&input.title)
        .execute(tx)
        .await?;
    Ok(id)
}

/// A need of an area.
pub(super) async fn need(tx: &mut Tx, area: Uuid, place: i64, input: &NeedInput) -> Result<Uuid, Fault> {
    let id = tx.new_id();
    let insert = query(sql!(
        "insert into need (id, area_id, position, version, title, more_needed, horizon, scope, evidence,
            blank_national, blank_local, blank_more, blank_horizon)
         values ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
    ))
    .bind(id)
    .bind(area)
    .bind(place)
    .bind(&input.title)
    .bind(&input.more_needed)
    .bind(input.horizon)
    .bind(input.scope.name())
    .bind(&input.evidence);
    let insert = Column::ALL
        .into_iter()
        .fold(insert, |insert, column| insert.bind(input.blanks.get(column).map(Blank::name)));
    insert.execute(tx).await?;
    Ok(id)
}

/// An initiative that meets a need.
pub(super) async fn initiative(
    tx: &mut Tx,
    need: Uuid,
    place: i64,
    input: &InitiativeInput,
) -> Result<Uuid, Fault> {
    let id = tx.new_id();
    query(sql!(
        "insert into initiative
            (id, need_id, position, version, level, title, description, source, from_year, to_year)
         values ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9)"
    ))
    .bind(id)
    .bind(need)
    .bind(place)
    .bind(input.level.name())
    .bind(&input.title)
    .bind(&input.description)
    .bind(&input.source)
    .bind(input.from_year)
    .bind(input.to_year)
    .execute(tx)
    .await?;
    Ok(id)
}

/// A measure that meets a need, with its effects.
pub(super) async fn measure(
    tx: &mut Tx,
    need: Uuid,
    place: i64,
    input: &MeasureInput,
) -> Result<Uuid, Fault> {
    let id = tx.new_id();
    let insert = query(sql!(
        "insert into measure
            (id, need_id, position, version, title, description, owner, funding, cost_one_off, cost_yearly,
             start_year, ramp_years, reach_percent, control, commitment, indicator, status, status_reason,
             deadline, enabled, half_life_years)
         values ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)"
    ))
    .bind(id)
    .bind(need)
    .bind(place);
    own_fields(insert, input).execute(tx).await?;
    effects(tx, id, &input.effects).await?;
    Ok(id)
}

/// The effects of a measure that has none.
pub(super) async fn effects(tx: &mut Tx, measure: Uuid, effects: &[Effect]) -> Result<(), Fault> {
    for (place, effect) in effects.iter().enumerate() {
        query(sql!(
            "insert into effect (measure_id, lever, position, size, low, high, source)
             values ($1, $2, $3, $4, $5, $6, $7)"
        ))
        .bind(measure)
        .bind(effect.lever.name())
        .bind(place as i64)
        .bind(effect.size)
        .bind(effect.low)
        .bind(effect.high)
        .bind(&effect.source)
        .execute(tx)
        .await?;
    }
    Ok(())
}

/// Binds a measure's own fields, in the order of its columns from the title on.
pub(super) fn own_fields(query: Query, input: &MeasureInput) -> Query {
    query
        .bind(&input.title)
        .bind(&input.description)
        .bind(&input.owner)
        .bind(&input.funding)
        .bind(input.cost_one_off)
        .bind(input.cost_yearly)
        .bind(input.start_year)
        .bind(input.ramp_years)
        .bind(input.reach_percent)
        .bind(input.control.name())
        .bind(input.commitment.name())
        .bind(&input.indicator)
        .bind(input.status.name())
        .bind(&input.status_reason)
        .bind(input.deadline)
        .bind(input.enabled)
        .bind(input.half_life_years)
}
