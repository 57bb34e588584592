//! Reading the tree, and changing what has been added to it.

use serde_json::json;
use sqlx_macros::FromRow;

use super::official::official;
use super::tree::{Organisation, OrganisationKind, Organisations};
use uuid::Uuid;

use crate::access::{Actor, Owner, Right};
use crate::audit::{self, Event, Object};
use crate::checks::{Check, Valid, line};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::records::owns_anything;

/// All organisations. Which organisations there are is no secret.
pub async fn load(tx: &mut Tx) -> Result<Organisations, Fault> {
    let added: Vec<Organisation> = query(sql!(
        "select id, parent_id, house, kind, name, number, version from organisation where closed_at is null order by id"
    ))
    .all(tx)
    .await?;
    Ok(Organisations::new(added).on(official()?))
}

/// The organisation that the actor acts for: the one that is named, or the only one where they have a right.
///
/// # Errors
/// [`Fault::Forbidden`]; [`Fault::Invalid`] with `organisation-missing` when there are several, or `organisation-unknown`.
pub(crate) async fn acting(tx: &mut Tx, right: Right, named: Option<&str>) -> Result<Organisation, Fault> {
    let missing = || Fault::Invalid(vec![FieldFault::new("organisation_id", "organisation-missing")]);
    let id = match (named, tx.actor()) {
        (Some(named), _) => named.to_owned(),
        (None, Actor::Person(person)) => match person.places_with(right).as_slice() {
            [] => return Err(Fault::Forbidden(right)),
            [only] => (*only).to_owned(),
            _ => return Err(missing()),
        },
        (None, _) => return Err(missing()),
    };
    let unknown = || FieldFault::new("organisation_id", "organisation-unknown").with("code", &id);
    let found = load(tx).await?.get(&id).cloned().ok_or_else(|| Fault::Invalid(vec![unknown()]))?;
    tx.demand(right, found.owner())?;
    Ok(found)
}

/// The organisations that have been added to some houses, and are open. Enough to tell what lies below what in them.
pub(super) async fn added(tx: &mut Tx, houses: &[&str]) -> Result<Organisations, Fault> {
    let mut all: Vec<Organisation> = Vec::new();
    for house in houses {
        let rows: Vec<Organisation> = query(sql!(
            "select id, parent_id, house, kind, name, number, version from organisation
             where house = $1 and closed_at is null"
        ))
        .bind(*house)
        .all(tx)
        .await?;
        all.extend(rows);
    }
    Ok(Organisations::new(all))
}

/// An organisation that is added.
#[derive(Clone, Debug, PartialEq)]
pub struct OrganisationInput {
    /// The organisation above it.
    pub parent: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Name.
    pub name: String,
    /// Organisation number, ten digits with or without a hyphen; may be empty.
    pub number: String,
}

impl OrganisationInput {
    /// Checks and normalises. Keys: `title-missing`, `too-long`, `organisation-number`, `kind-misplaced`.
    fn validate(&self, above: &Organisation) -> Result<Valid<Self>, Vec<FieldFault>> {
        let digits: String = self.number.chars().filter(char::is_ascii_digit).collect();
        let normalised = Self { name: line(&self.name), number: digits, ..self.clone() };
        let mut check = Check::default();
        check.title("name", &normalised.name);
        if !self.number.trim().is_empty() && !is_organisation_number(&normalised.number) {
            check.add(FieldFault::new("number", "organisation-number"));
        }
        if !normalised.kind.may_lie_below(above.kind) {
            check.add(FieldFault::new("kind", "kind-misplaced"));
        }
        check.finish(normalised)
    }
}

/// Ten digits with a check digit, the third at least 2: what is less is a person's.
fn is_organisation_number(digits: &str) -> bool {
    let numbers: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    let doubled = |(place, n): (usize, &u32)| if place % 2 == 0 { n * 2 / 10 + n * 2 % 10 } else { *n };
    numbers.len() == 10 && numbers[2] >= 2 && numbers.iter().enumerate().map(doubled).sum::<u32>() % 10 == 0
}

/// Adds an organisation.
///
/// # Errors
/// [`Fault::NotFound`] when there is none above; [`Fault::Forbidden`]; [`Fault::Invalid`].
pub async fn create(tx: &mut Tx, input: &OrganisationInput) -> Result<Uuid, Fault> {
    let tree = load(tx).await?;
    let above = tree.get(&input.parent).ok_or(Fault::NotFound { what: "organisation" })?;
    tx.demand(Right::ManageUsers, above.owner())?;
    let input = input.validate(above).map_err(Fault::Invalid)?;
    if !input.kind.is_part() {
        demand_room(&tree, &above.id)?;
    }
    let new = tx.new_id();
    let id = new.to_string();
    let house = if input.kind.is_part() { above.house.clone() } else { id.clone() };
    query(sql!(
        "insert into organisation (id, parent_id, house, kind, name, number, created_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, 1)"
    ))
    .bind(&id)
    .bind(&input.parent)
    .bind(&house)
    .bind(input.kind.name())
    .bind(&input.name)
    .bind(&input.number)
    .bind(tx.now())
    .execute(tx)
    .await?;
    let change =
        json!({ "name": [null, input.name], "kind": [null, input.kind], "parent": [null, input.parent] });
    audit::record(
        tx,
        Event::on("organisation.create", Object::Organisation, &id).within(&house).change(change),
    )
    .await?;
    Ok(new)
}

/// The most organisations that stand for themselves below one: each has quotas of its own.
const MOST_HOUSES: usize = 200;

fn demand_room(tree: &Organisations, above: &str) -> Result<(), Fault> {
    let is_official = |kind| {
        matches!(kind, OrganisationKind::Nation | OrganisationKind::Region | OrganisationKind::Municipality)
    };
    let there = tree.below(above).filter(|one| !one.kind.is_part() && !is_official(one.kind)).count();
    if there < MOST_HOUSES {
        return Ok(());
    }
    Err(Fault::Invalid(vec![FieldFault::new("form", "organisations-full").with("max", MOST_HOUSES)]))
}

#[derive(FromRow)]
struct Current {
    house: String,
}

/// Closes an organisation that has been added and has nothing in it: no parts, no functions, nothing that it owns.
///
/// # Errors
/// As [`create`], and [`Fault::Conflict`]; [`Fault::Invalid`] with `organisation-has-parts` or `organisation-has-more`.
pub async fn close(tx: &mut Tx, id: &str, version: i64) -> Result<(), Fault> {
    let current = current(tx, id).await?;
    if load(tx).await?.below(id).next().is_some() {
        return Err(Fault::Invalid(vec![FieldFault::new("organisation", "organisation-has-parts")]));
    }
    let (functions,): (i64,) =
        query(sql!("select count(*) from function where organisation_id = $1 and ended_at is null"))
            .bind(id)
            .one(tx)
            .await?;
    if functions > 0 || owns_anything(tx, id).await? {
        // Nobody would have any right there any more.
        return Err(Fault::Invalid(vec![FieldFault::new("organisation", "organisation-has-more")]));
    }
    let done = query(sql!(
        "update organisation set closed_at = $3, version = version + 1 where id = $1 and version = $2"
    ))
    .bind(id)
    .bind(version)
    .bind(tx.now())
    .execute(tx)
    .await?;
    if done == 0 {
        return Err(Fault::Conflict);
    }
    super::routines::forget(tx, id).await?;
    crate::inquiry::forget_lists(tx, id).await?;
    audit::record(
        tx,
        Event::on("organisation.close", Object::Organisation, id).within(&current.house).exempt(),
    )
    .await
}

async fn current(tx: &mut Tx, id: &str) -> Result<Current, Fault> {
    let row: Option<Current> =
        query(sql!("select house from organisation where id = $1 and closed_at is null"))
            .bind(id)
            .optional(tx)
            .await?;
    let current = row.ok_or(Fault::NotFound { what: "organisation" })?;
    tx.demand(Right::ManageUsers, Owner { organisation: id, house: &current.house })?;
    Ok(current)
}

impl Organisation {
    /// Where it is, for [`crate::access`].
    pub fn owner(&self) -> Owner<'_> {
        Owner { organisation: &self.id, house: &self.house }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::RootKind;
    use crate::db::schema;

    #[test]
    fn an_organisation_number_has_its_form_and_is_no_persons() {
        for good in ["2120002262", "2021006297"] {
            assert!(is_organisation_number(good), "{good}");
        }
        for bad in ["2120002263", "811218987", "8112189876", ""] {
            assert!(!is_organisation_number(bad), "{bad}");
        }
    }

    #[tokio::test]
    async fn whatever_an_organisation_owns_keeps_it_open_or_is_known_not_to() {
        // What is shared with it ends by itself, what was carried out of it or into it has been carried, and what it was asked and
        // the seats that are for it are whoever asked's and convenes.
        let others = [
            "answering_routine",
            "example_review",
            "function",
            "list_entry",
            "meeting_day",
            "recipient",
            "recipient_list",
            "reuse",
            "seat",
            "share",
            "transfer",
            "uptake",
        ];
        for table in schema::tables().await.unwrap() {
            if table.columns.iter().any(|(column, _)| column == "organisation_id") {
                let keeps = RootKind::all().any(|kind| kind.name() == table.name);
                assert!(keeps || others.contains(&table.name.as_str()), "{}", table.name);
            }
        }
    }
}
