//! Writing and reading examples.

use serde_json::json;
use statistics::effects::Effects;
use uuid::Uuid;

use super::types::{Example, ExampleInput, ExampleResult, ExampleState};
use crate::access::{Kind, Right, RootKind};
use crate::audit::{self, Event};
use crate::checks::Valid;
use crate::db::{Query, Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::organisations::{self, Organisation, Organisations};
use crate::records::{self, Listing, Root, root_of};

pub(super) const EXAMPLE: &str = "r.id, r.organisation_id, r.state, r.reason, r.title, r.region_code, r.claim, r.conclusions, r.need, \
    r.theme, r.approach, r.target_group, r.provision, r.from_year, r.to_year, r.maturity, r.verdict, r.body, r.staff_hours, \
    r.cost_once, r.cost_yearly, r.paid_by, r.evidence, r.not_worked, r.conditions, r.legal, r.next_step, r.contact, \
    r.contact_email, r.licence, r.source, r.told_by, r.published_at, r.look_by, r.contact_gone_on, r.created_at, \
    r.updated_at, r.version";

/// Examples that the actor may read, and how many there are on all pages; without what was measured.
///
/// # Errors
/// The database fails.
pub async fn list(tx: &mut Tx, listing: &Listing) -> Result<(Vec<Example>, i64), Fault> {
    records::find(tx, RootKind::Example, EXAMPLE, listing).await
}

/// An example, for whoever may read it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn load(tx: &mut Tx, id: Uuid) -> Result<Example, Fault> {
    let mut example: Example = records::load(tx, Kind::Example.of(id), EXAMPLE).await?;
    example.content.results = query(sql!(
        "select indicator, unit, value_before, value_after, compared from example_result where example_id = $1
         order by position"
    ))
    .bind(id)
    .all(tx)
    .await?;
    Ok(example)
}

/// Writes an example of an organisation's: of the one that the actor contributes for, when none is named and there is only one.
///
/// # Errors
/// [`Fault::Forbidden`], [`Fault::Invalid`].
pub async fn create(
    tx: &mut Tx,
    effects: &Effects,
    organisation: Option<&str>,
    input: &ExampleInput,
) -> Result<Uuid, Fault> {
    let id = tx.new_id();
    let owner = organisations::acting(tx, Right::Contribute, organisation).await?;
    let tree = organisations::load(tx).await?;
    let input = at_home(&tree, &owner.house, input);
    create_as(tx, effects, &tree, id, &owner, &input).await?;
    Ok(id)
}

/// The same with an id that is known before, for an organisation that the actor contributes for.
pub(crate) async fn create_as(
    tx: &mut Tx,
    effects: &Effects,
    tree: &Organisations,
    id: Uuid,
    owner: &Organisation,
    input: &ExampleInput,
) -> Result<(), Fault> {
    let input = checked(tree, effects, input).map_err(Fault::Invalid)?;
    let now = tx.now();
    let insert = query(sql!(
        "insert into example (id, organisation_id, house, is_published, created_at, updated_at, version, state, reason,
            title, region_code, claim, conclusions, need, theme, approach, target_group, provision, from_year, to_year,
            maturity, verdict, body, staff_hours, cost_once, cost_yearly, paid_by, evidence, not_worked, conditions, legal,
            next_step, contact, contact_email, licence, source, told_by)
         values ($1, $2, $3, false, $4, $4, 1, 'draft', '', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
            $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)"
    ))
    .bind(id)
    .bind(&owner.id)
    .bind(&owner.house)
    .bind(now);
    own_fields(insert, &input).execute(tx).await?;
    insert_results(tx, id, &input.results).await?;
    let change = json!({ "title": [null, input.title], "organisation_id": [null, owner.id] });
    audit::record(tx, Event::on("example.create", Kind::Example, id).within(&owner.house).change(change))
        .await?;
    Ok(())
}

/// Saves what is written of an example, as the actor has seen it. What everybody reads is changed by whoever may publish it.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Conflict`]; [`Fault::Invalid`], also where what is published would lack
/// what it must have.
pub async fn edit(
    tx: &mut Tx,
    effects: &Effects,
    id: Uuid,
    version: i64,
    input: &ExampleInput,
) -> Result<(), Fault> {
    let (root, now) = writable(tx, id).await?;
    let tree = organisations::load(tx).await?;
    let input = at_home(&tree, &root.house, input);
    let input = checked(&tree, effects, &input).map_err(Fault::Invalid)?;
    if now.state == ExampleState::Published {
        demand_whole(&Example { content: (*input).clone(), ..now })?;
    }
    let before = records::audit_snapshot(tx, Kind::Example.of(id)).await?;
    let update = query(sql!(
        "update example set version = version + 1, title = $3, region_code = $4, claim = $5, conclusions = $6, need = $7,
            theme = $8, approach = $9, target_group = $10, provision = $11, from_year = $12, to_year = $13,
            maturity = $14, verdict = $15, body = $16, staff_hours = $17, cost_once = $18, cost_yearly = $19,
            paid_by = $20, evidence = $21, not_worked = $22, conditions = $23, legal = $24, next_step = $25,
            contact = $26, contact_email = $27, licence = $28, source = $29, told_by = $30
         where id = $1 and version = $2"
    ))
    .bind(id)
    .bind(version);
    records::updated(tx, own_fields(update, &input)).await?;
    query(sql!("delete from example_result where example_id = $1")).bind(id).execute(tx).await?;
    insert_results(tx, id, &input.results).await?;
    records::changed(tx, &root, "edit", Kind::Example.of(id), &before).await
}

/// An example with what decides over it, for whoever may write in it as it stands.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub(super) async fn writable(tx: &mut Tx, id: Uuid) -> Result<(Root, Example), Fault> {
    let root = root_of(tx, Kind::Example.of(id)).await?;
    let example = load(tx, id).await?;
    root.demand_change(tx, Kind::Example)?;
    Ok((root, example))
}

/// What must be there before everybody reads it.
pub(super) fn demand_whole(example: &Example) -> Result<(), Fault> {
    let lacks = example.lacks();
    let missing = |field: &&str| FieldFault::new(*field, "example-lacks");
    if lacks.is_empty() { Ok(()) } else { Err(Fault::Invalid(lacks.iter().map(missing).collect())) }
}

/// What was written at an organisation: what is said to be done nowhere else is done where its house is.
pub(super) fn at_home(tree: &Organisations, house: &str, input: &ExampleInput) -> ExampleInput {
    let mut input = input.clone();
    if input.region_code.is_empty() && is_place(tree, house) {
        house.clone_into(&mut input.region_code);
    }
    input
}

fn is_place(tree: &Organisations, code: &str) -> bool {
    tree.get(code).is_some_and(|one| one.kind.is_place())
}

/// What is written, when it can be saved.
pub(super) fn checked(
    tree: &Organisations,
    effects: &Effects,
    input: &ExampleInput,
) -> Result<Valid<ExampleInput>, Vec<FieldFault>> {
    let unknown = |field: &str| vec![FieldFault::new(field, "choice-unknown")];
    if !input.region_code.is_empty() && !is_place(tree, &input.region_code) {
        return Err(unknown("region_code"));
    }
    if !input.approach.is_empty() && effects.approach(&input.approach).is_none() {
        return Err(unknown("approach"));
    }
    input.validate()
}

/// Binds what is written, in the order of the columns from the title on.
fn own_fields(query: Query, input: &ExampleInput) -> Query {
    query
        .bind(&input.title)
        .bind(&input.region_code)
        .bind(&input.claim)
        .bind(&input.conclusions)
        .bind(&input.need)
        .bind(&input.theme)
        .bind(&input.approach)
        .bind(&input.target_group)
        .bind(input.provision.name())
        .bind(input.from_year)
        .bind(input.to_year)
        .bind(input.maturity.name())
        .bind(input.verdict.name())
        .bind(&input.body)
        .bind(input.staff_hours)
        .bind(input.cost_once)
        .bind(input.cost_yearly)
        .bind(&input.paid_by)
        .bind(input.evidence.name())
        .bind(&input.not_worked)
        .bind(&input.conditions)
        .bind(&input.legal)
        .bind(&input.next_step)
        .bind(&input.contact)
        .bind(&input.contact_email)
        .bind(input.licence.name())
        .bind(&input.source)
        .bind(&input.told_by)
}

async fn insert_results(tx: &mut Tx, id: Uuid, results: &[ExampleResult]) -> Result<(), Fault> {
    for (place, result) in results.iter().enumerate() {
        query(sql!(
            "insert into example_result (example_id, position, indicator, unit, value_before, value_after, compared)
             values ($1, $2, $3, $4, $5, $6, $7)"
        ))
        .bind(id)
        .bind(place as i64)
        .bind(&result.indicator)
        .bind(&result.unit)
        .bind(result.value_before)
        .bind(result.value_after)
        .bind(&result.compared)
        .execute(tx)
        .await?;
    }
    Ok(())
}
