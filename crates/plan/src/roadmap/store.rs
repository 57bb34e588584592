//! The actions: the only way to change a roadmap. Each checks everything, writes in the transaction it is given and
//! leaves it to the caller to commit.
//!
//! Whoever edits or deletes tells which version they saw; when someone saved in between, nothing is written and the
//! answer is [`Fault::Conflict`].

use serde_json::json;
use uuid::Uuid;

use super::blanks::{Blank, Column};
use super::file::RoadmapFile;
use super::input::{AreaInput, InitiativeInput, NeedInput, RoadmapInput};
use super::measure_input::MeasureInput;
use super::status::Status;
use super::types::Need;
use super::{insert, owner, read, rights, room, template};
use crate::access::{Kind, Ref, Right};
use crate::audit::{self, Event};
use crate::case_data::judged_before;
use crate::checks::{Check, Valid};
use crate::db::{Query, Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::organisations::Organisation;
use crate::quotas;
use crate::records::{self, Root, added, place_below, root_of, save};

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

/// Makes a roadmap that belongs to an organisation: the one that the actor plans for, when none is named. Without a
/// purpose of its own it takes that of its origin. A copy has new ids and the same order and content; its decided measures
/// are decided only if the actor may decide.
///
/// # Errors
/// [`Fault::Forbidden`], [`Fault::Invalid`]; [`Fault::NotFound`] when there is nothing to copy.
pub async fn create(
    tx: &mut Tx,
    owner: Option<&str>,
    input: &RoadmapInput,
    origin: Origin,
) -> Result<Uuid, Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let mut file = match origin {
        Origin::Empty => RoadmapFile::default(),
        Origin::Template => template::template()?,
        Origin::Copy(id) => RoadmapFile::from(&read::load(tx, id).await?),
    };
    let copies = matches!(origin, Origin::Copy(_));
    file.title.clone_from(&input.title);
    file.region.clone_from(&input.region_code);
    if !input.purpose.is_empty() {
        file.purpose.clone_from(&input.purpose);
    }
    let owner = owner::owner(tx, owner, &file.region).await?;
    if copies && tx.demand(Right::Approve, owner.owner()).is_err() {
        // What others have decided is not decided here.
        undecided(&mut file);
    }
    store(tx, &owner, &file).await
}

/// Takes decided measures back to those to work on.
pub(crate) fn undecided(file: &mut RoadmapFile) {
    let needs = file.area.iter_mut().flat_map(|area| &mut area.need);
    let decided = needs.flat_map(|need| &mut need.measure).filter(|measure| measure.status.is_decided());
    decided.for_each(|measure| measure.status = Status::Prioritised);
}

/// Stores a file as a new roadmap. Only whoever may decide measures brings in decided ones: for others they are measures
/// to work on.
///
/// # Errors
/// As [`create`].
pub async fn import(tx: &mut Tx, owner: Option<&str>, file: &RoadmapFile) -> Result<Uuid, Fault> {
    import_valid(tx, owner, &file.validate().map_err(Fault::Invalid)?).await
}

/// The same for a file that has been checked.
pub(crate) async fn import_valid(
    tx: &mut Tx,
    owner: Option<&str>,
    valid: &Valid<RoadmapFile>,
) -> Result<Uuid, Fault> {
    let mut file = RoadmapFile::clone(valid);
    let owner = owner::owner(tx, owner, &file.region).await?;
    if tx.demand(Right::Approve, owner.owner()).is_err() {
        undecided(&mut file);
    }
    store(tx, &owner, &file).await
}

async fn store(tx: &mut Tx, owner: &Organisation, file: &RoadmapFile) -> Result<Uuid, Fault> {
    quotas::demand_roadmaps(tx, &owner.house, 1).await?;
    room::demand_length(file.to_toml().len())?;
    let id = insert::tree(tx, owner, file).await?;
    room::demand(tx, id).await?;
    let change = json!({ "title": [null, file.title], "region_code": [null, file.region],
        "organisation_id": [null, owner.id] });
    audit::record(tx, Event::on("roadmap.create", Kind::Roadmap, id).within(&owner.house).change(change))
        .await?;
    Ok(id)
}

/// Brings back a roadmap or a part of one, if there is room for it.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Invalid`] when there is no room.
pub async fn restore(tx: &mut Tx, of: Ref) -> Result<(), Fault> {
    records::restore(tx, of).await?;
    let root = root_of(tx, of).await?;
    room::demand(tx, root.of.id).await
}

/// Saves a roadmap's own fields.
pub async fn edit(tx: &mut Tx, id: Uuid, version: i64, input: &RoadmapInput) -> Result<(), Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let text = sql!(
        "update roadmap set region_code = $3, title = $4, purpose = $5, version = version + 1
         where id = $1 and version = $2"
    );
    let edit =
        query(text).bind(id).bind(version).bind(&input.region_code).bind(&input.title).bind(&input.purpose);
    save(tx, Kind::Roadmap.of(id), edit).await
}

/// Adds an area last in a roadmap.
pub async fn create_area(tx: &mut Tx, roadmap: Uuid, input: &AreaInput) -> Result<Uuid, Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let (root, place) = place_below(tx, Kind::Roadmap.of(roadmap), Kind::Area).await?;
    let id = insert::area(tx, roadmap, place, &input).await?;
    room::demand(tx, root.of.id).await?;
    added(tx, &root, Kind::Area.of(id)).await
}

/// Saves an area's own fields.
pub async fn edit_area(tx: &mut Tx, id: Uuid, version: i64, input: &AreaInput) -> Result<(), Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let text = sql!("update area set title = $3, version = version + 1 where id = $1 and version = $2");
    let edit = query(text).bind(id).bind(version).bind(&input.title);
    save(tx, Kind::Area.of(id), edit).await
}

/// Adds a need last in an area.
pub async fn create_need(tx: &mut Tx, area: Uuid, input: &NeedInput) -> Result<Uuid, Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let (root, place) = place_below(tx, Kind::Area.of(area), Kind::Need).await?;
    let id = insert::need(tx, area, place, &input).await?;
    room::demand(tx, root.of.id).await?;
    added(tx, &root, Kind::Need.of(id)).await
}

/// Saves a need's own fields.
pub async fn edit_need(tx: &mut Tx, id: Uuid, version: i64, input: &NeedInput) -> Result<(), Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    save_need(tx, id, version, &input).await
}

async fn save_need(tx: &mut Tx, id: Uuid, version: i64, input: &Valid<NeedInput>) -> Result<(), Fault> {
    let text = sql!(
        "update need set title = $3, more_needed = $4, horizon = $5, scope = $6, evidence = $7,
            blank_national = $8, blank_local = $9, blank_more = $10, blank_horizon = $11, version = version + 1
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
    let edit = Column::ALL
        .into_iter()
        .fold(edit, |edit, column| edit.bind(input.blanks.get(column).map(Blank::name)));
    save(tx, Kind::Need.of(id), edit).await
}

/// What is filled in in a need where something is blank.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filling {
    /// What must be done beyond what is under way; nothing leaves it as it is.
    pub more_needed: String,
    /// By which year.
    pub horizon: Option<i32>,
    /// Why columns are left blank; None takes back what has been said.
    pub blanks: Vec<(Column, Option<Blank>)>,
}

/// Fills in what is blank in a need as it stands now, and leaves the rest. What has been filled in meanwhile is a fault of its
/// field (`filled-in-meanwhile`).
///
/// # Errors
/// [`Fault::Invalid`]; and as [`edit_need`].
pub async fn fill_in(tx: &mut Tx, need: &Need, filling: &Filling) -> Result<(), Fault> {
    let mut check = Check::default();
    let mut input = NeedInput::from(need);
    let typed = [
        (Column::More, "more_needed", !filling.more_needed.is_empty()),
        (Column::Horizon, "horizon", filling.horizon.is_some()),
    ];
    for (column, field, is_typed) in typed {
        if is_typed && !need.is_blank(column) {
            check.add(FieldFault::new(field, "filled-in-meanwhile"));
        }
    }
    if !filling.more_needed.is_empty() {
        input.more_needed.clone_from(&filling.more_needed);
    }
    input.horizon = filling.horizon.or(input.horizon);
    for (column, blank) in &filling.blanks {
        input.blanks = input.blanks.with(*column, *blank);
    }
    // Only what was typed is judged: what stood there was, when it was written.
    let new = NeedInput { title: "–".into(), evidence: String::new(), ..input.clone() };
    let new =
        if filling.more_needed.is_empty() { NeedInput { more_needed: String::new(), ..new } } else { new };
    new.validate().err().into_iter().flatten().for_each(|fault| check.add(fault));
    check.finish(()).map_err(Fault::Invalid)?;
    let input = judged_before(|| input.validate()).map_err(Fault::Invalid)?;
    save_need(tx, need.id, need.version, &input).await
}

/// Adds an initiative last among those of a need.
pub async fn create_initiative(tx: &mut Tx, need: Uuid, input: &InitiativeInput) -> Result<Uuid, Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let (root, place) = place_below(tx, Kind::Need.of(need), Kind::Initiative).await?;
    let id = insert::initiative(tx, need, place, &input).await?;
    room::demand(tx, root.of.id).await?;
    added(tx, &root, Kind::Initiative.of(id)).await
}

/// Saves an initiative.
pub async fn edit_initiative(
    tx: &mut Tx,
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
    save(tx, Kind::Initiative.of(id), edit).await
}

/// Adds a measure last among those of a need. It may be in any state for which it has what the state demands, since
/// much is already under way when a roadmap is written.
pub async fn create_measure(tx: &mut Tx, need: Uuid, input: &MeasureInput) -> Result<Uuid, Fault> {
    let input = input.validate().map_err(Fault::Invalid)?;
    let (root, place) = place_below(tx, Kind::Need.of(need), Kind::Measure).await?;
    if input.status.is_decided() {
        root.demand(tx, Right::Approve)?;
    }
    let id = insert::measure(tx, need, place, &input).await?;
    room::demand(tx, root.of.id).await?;
    added(tx, &root, Kind::Measure.of(id)).await
}

/// Saves a measure with its effects. The step to a new state is checked, and what the state demands. Which fields are
/// changed decides which rights it takes.
pub async fn edit_measure(tx: &mut Tx, id: Uuid, version: i64, input: &MeasureInput) -> Result<(), Fault> {
    let of = Kind::Measure.of(id);
    let root = root_of(tx, of).await?;
    let current = read::measure(tx, id).await?;
    if current.version != version {
        return Err(Fault::Conflict);
    }
    let input = input.validate().map_err(Fault::Invalid)?;
    let rights = rights::to_change(&MeasureInput::from(&current), &input);
    for right in &rights {
        root.demand(tx, *right)?;
    }
    if rights.is_empty() {
        // Saved as it was: a version of it all the same, so not for everyone who reads.
        may_follow_up(tx, &root)?;
    }
    let before = records::audit_snapshot(tx, of).await?;
    records::updated(tx, measure_update(id, version, &input)).await?;
    query(sql!("delete from effect where measure_id = $1")).bind(id).execute(tx).await?;
    insert::effects(tx, id, &input.effects).await?;
    records::changed(tx, &root, "edit", of, &before).await
}

/// Goes on only if the actor may change anything at all of a measure.
fn may_follow_up(tx: &Tx, root: &Root) -> Result<(), Fault> {
    let rights = [Right::Plan, Right::Status, Right::Approve, Right::Indicator, Right::Money];
    let any = rights.into_iter().any(|right| root.demand(tx, right).is_ok());
    if any { Ok(()) } else { root.demand(tx, Right::Plan) }
}

fn measure_update(id: Uuid, version: i64, input: &MeasureInput) -> Query {
    let update = query(sql!(
        "update measure set title = $3, description = $4, owner = $5, funding = $6, cost_one_off = $7,
            cost_yearly = $8, start_year = $9, ramp_years = $10, reach_percent = $11, control = $12,
            commitment = $13, indicator = $14, status = $15, status_reason = $16, deadline = $17, enabled = $18,
            half_life_years = $19, version = version + 1
         where id = $1 and version = $2"
    ))
    .bind(id)
    .bind(version);
    insert::own_fields(update, input)
}
