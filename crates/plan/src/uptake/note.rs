//! Keeping what is said of how far somebody has come, and reading it.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde_json::json;
use statistics::effects::Effects;
use uuid::Uuid;

use super::types::{Said, Stage, Uptake, UptakeInput, UptakeRow, UptakeSource};
use crate::access::{Owner, Right};
use crate::audit::{self, Event, Object};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::organisations::{self, Organisation, OrganisationKind, Organisations};

fn demand_known(effects: &Effects, approach: &str) -> Result<(), Fault> {
    effects.approach(approach).map(|_| ()).ok_or(Fault::NotFound { what: "approach" })
}

/// Notes how far an organisation has come with an approach. Said twice of the same day, the last holds.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Invalid`].
pub async fn note_uptake(
    tx: &mut Tx,
    effects: &Effects,
    approach: &str,
    organisation: Option<&str>,
    input: &UptakeInput,
) -> Result<Uuid, Fault> {
    demand_known(effects, approach)?;
    let owner = organisations::acting(tx, Right::Contribute, organisation).await?;
    let said = input.validate(tx.today()).map_err(Fault::Invalid)?;
    let told = Told { approach, of: owner.owner(), source: UptakeSource::Own, told_by: "", recipient: None };
    let id = keep(tx, &told, &said).await?;
    let change = json!({ "approach": [null, approach], "stage": [null, said.stage], "share": [null, said.share],
        "day": [null, said.day] });
    let event = Event::on("uptake.note", Object::Uptake, id).within(&owner.house).change(change);
    audit::record(tx, event).await?;
    Ok(id)
}

/// Of whom something is told, and the way that it came.
pub(crate) struct Told<'a> {
    /// The approach, by name.
    pub approach: &'a str,
    /// Who has come so far.
    pub of: Owner<'a>,
    /// The way that it came.
    pub source: UptakeSource,
    /// Who told of it, where it was another.
    pub told_by: &'a str,
    /// The answer that it came with.
    pub recipient: Option<Uuid>,
}

async fn keep(tx: &mut Tx, told: &Told<'_>, said: &Said) -> Result<Uuid, Fault> {
    let id = tx.new_id();
    query(sql!("delete from uptake where approach = $1 and organisation_id = $2 and day = $3"))
        .bind(told.approach)
        .bind(told.of.organisation)
        .bind(said.day)
        .execute(tx)
        .await?;
    query(sql!(
        "insert into uptake (id, approach, organisation_id, house, stage, share, day, note, source, told_by, recipient_id,
            created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
    ))
    .bind(id)
    .bind(told.approach)
    .bind(told.of.organisation)
    .bind(told.of.house)
    .bind(said.stage.name())
    .bind(said.share)
    .bind(said.day)
    .bind(&said.note)
    .bind(told.source.name())
    .bind(told.told_by)
    .bind(told.recipient)
    .bind(tx.now())
    .execute(tx)
    .await?;
    Ok(id)
}

/// Keeps what an answer tells; the trail has the answer.
pub(crate) async fn keep_told(tx: &mut Tx, told: &Told<'_>, input: &UptakeInput) -> Result<(), Fault> {
    let said = input.validate(tx.today()).map_err(Fault::Invalid)?;
    keep(tx, told, &said).await.map(|_| ())
}

/// Takes away what an answer told before it was changed.
pub(crate) async fn forget_told(tx: &mut Tx, recipient: Uuid) -> Result<(), Fault> {
    query(sql!("delete from uptake where recipient_id = $1")).bind(recipient).execute(tx).await.map(|_| ())
}

/// Takes away what was noted by mistake.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn remove_uptake(tx: &mut Tx, id: Uuid) -> Result<(), Fault> {
    let found: Option<(String, String, String, Stage)> =
        query(sql!("select organisation_id, house, approach, stage from uptake where id = $1"))
            .bind(id)
            .optional(tx)
            .await?;
    let (organisation, house, approach, stage) = found.ok_or(Fault::NotFound { what: "uptake" })?;
    tx.demand(Right::Contribute, Owner { organisation: &organisation, house: &house })?;
    query(sql!("delete from uptake where id = $1")).bind(id).execute(tx).await?;
    let change = json!({ "approach": [approach, null], "stage": [stage, null] });
    audit::record(tx, Event::on("uptake.delete", Object::Uptake, id).within(&house).change(change)).await
}

/// What is wrong with lines of a table that an organisation would take in: each line's place, from 0, and its faults. Of its own
/// parts an organisation tells itself; of others tells who may write for it, and what those have said themselves of a day stays.
///
/// # Errors
/// [`Fault::Forbidden`], [`Fault::Invalid`] where no organisation can be told.
pub async fn judge_all(
    tx: &mut Tx,
    effects: &Effects,
    organisation: Option<&str>,
    rows: &[UptakeRow],
) -> Result<Vec<(usize, Vec<FieldFault>)>, Fault> {
    let teller = organisations::acting(tx, Right::Contribute, organisation).await?;
    let tree = organisations::load(tx).await?;
    let mut seen: HashSet<(&str, &str, NaiveDate)> = HashSet::new();
    let mut wrong = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let day = row.input.day.unwrap_or_else(|| tx.today());
        let mut faults = row.input.validate(tx.today()).err().unwrap_or_default();
        if effects.approach(&row.approach).is_none() {
            faults.push(FieldFault::new("approach", "approach-unknown").with("name", &row.approach));
        }
        let of = "organisation";
        match tree.get(&row.organisation_id) {
            None => {
                faults.push(FieldFault::new(of, "organisation-unknown").with("code", &row.organisation_id))
            }
            Some(one) if !may_tell(&tree, &teller, one) => {
                faults.push(FieldFault::new(of, "uptake-of-others"))
            }
            Some(one)
                if one.house != teller.house && said_themselves(tx, &row.approach, &one.id, day).await? =>
            {
                faults.push(FieldFault::new(of, "uptake-said-themselves"));
            }
            Some(_) if !seen.insert((&row.organisation_id, &row.approach, day)) => {
                faults.push(FieldFault::new(of, "uptake-twice"));
            }
            Some(_) => {}
        }
        if !faults.is_empty() {
            wrong.push((place, faults));
        }
    }
    Ok(wrong)
}

/// Takes in lines of a table, all or none; how many.
///
/// # Errors
/// As [`judge_all`], and [`Fault::Invalid`] with what is wrong with the first that is.
pub async fn take_in(
    tx: &mut Tx,
    effects: &Effects,
    organisation: Option<&str>,
    rows: &[UptakeRow],
) -> Result<usize, Fault> {
    if let Some((_, faults)) = judge_all(tx, effects, organisation, rows).await?.into_iter().next() {
        return Err(Fault::Invalid(faults));
    }
    let teller = organisations::acting(tx, Right::Contribute, organisation).await?;
    let tree = organisations::load(tx).await?;
    for row in rows {
        let Some(of) = tree.get(&row.organisation_id) else { continue };
        let told_by = if of.house == teller.house { "" } else { teller.id.as_str() };
        let source = UptakeSource::Table;
        let told = Told { approach: &row.approach, of: of.owner(), source, told_by, recipient: None };
        keep_told(tx, &told, &row.input).await?;
    }
    let change = json!({ "lines": [null, rows.len()] });
    let event = Event::on("uptake.take_in", Object::Uptake, tx.new_id()).within(&teller.house).change(change);
    audit::record(tx, event).await?;
    Ok(rows.len())
}

/// Whether one organisation may tell of another: of what lies in its own house; a region of its county; and those who ask the whole
/// country, such as agencies and associations, of everybody.
fn may_tell(tree: &Organisations, teller: &Organisation, of: &Organisation) -> bool {
    let kind = tree.get(&teller.house).map(|house| house.kind);
    of.house == teller.house
        || match kind {
            Some(OrganisationKind::Agency | OrganisationKind::Association | OrganisationKind::Nation) => true,
            Some(OrganisationKind::Region) => of.house.starts_with(&teller.house),
            _ => false,
        }
}

async fn said_themselves(
    tx: &mut Tx,
    approach: &str,
    organisation: &str,
    day: NaiveDate,
) -> Result<bool, Fault> {
    let found: Option<(Uuid,)> = query(sql!(
        "select id from uptake where approach = $1 and organisation_id = $2 and day = $3 and told_by = ''"
    ))
    .bind(approach)
    .bind(organisation)
    .bind(day)
    .optional(tx)
    .await?;
    Ok(found.is_some())
}

/// All that has been said of an approach, the newest first.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn uptakes(tx: &mut Tx, effects: &Effects, approach: &str) -> Result<Vec<Uptake>, Fault> {
    demand_known(effects, approach)?;
    query(sql!(
        "select id, approach, organisation_id, house, stage, share, day, note, source, told_by, created_at from uptake
         where approach = $1 order by day desc, created_at desc, id desc"
    ))
    .bind(approach)
    .all(tx)
    .await
}

/// The last that each organisation has said of each approach.
///
/// # Errors
/// The database fails.
pub async fn newest_uptakes(tx: &mut Tx) -> Result<Vec<Uptake>, Fault> {
    query(sql!(
        "select id, approach, organisation_id, house, stage, share, day, note, source, told_by, created_at from uptake u
         where not exists (select 1 from uptake later where later.approach = u.approach
            and later.organisation_id = u.organisation_id and later.day > u.day)
         order by approach, day desc, organisation_id"
    ))
    .all(tx)
    .await
}

/// The last that is known of an organisation and an approach.
///
/// # Errors
/// The database fails.
pub async fn last_uptake(tx: &mut Tx, approach: &str, organisation: &str) -> Result<Option<Uptake>, Fault> {
    query(sql!(
        "select id, approach, organisation_id, house, stage, share, day, note, source, told_by, created_at from uptake
         where approach = $1 and organisation_id = $2 order by day desc limit 1"
    ))
    .bind(approach)
    .bind(organisation)
    .optional(tx)
    .await
}
