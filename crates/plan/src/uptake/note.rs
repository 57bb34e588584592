//! Keeping what is said of how far somebody has come, and reading it.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use serde_json::{Map, Value, json};
use statistics::effects::Effects;
use uuid::Uuid;

use super::telling::{may_take_back, may_tell};
use super::types::{Said, Uptake, UptakeInput, UptakeRow, UptakeSource, UptakeStage};
use crate::access::{Owner, Right};
use crate::audit::{self, Event, Object};
use crate::case_data;
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::organisations::{self, Names};
use crate::staging::WrongLines;

/// What is only known nobody has come any way with.
fn demand_practice(effects: &Effects, approach: &str) -> Result<(), Fault> {
    let found = effects.approach(approach).filter(|one| one.is_practice);
    found.map(|_| ()).ok_or(Fault::NotFound { what: "approach" })
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
    demand_practice(effects, approach)?;
    let owner = organisations::acting(tx, Right::Contribute, organisation).await?;
    let input = dated(tx, approach, &owner.id, input).await?;
    let said = input.validate(tx.today()).map_err(Fault::Invalid)?;
    let told = Told { approach, of: owner.owner(), source: UptakeSource::Own, told_by: "", recipient: None };
    let before = there(tx, &told, said.day).await?;
    let id = keep(tx, &told, &said).await?;
    let change = json!({ "approach": [null, approach], "stage": [before, said.stage], "share": [null, said.share],
        "day": [null, said.day] });
    let event = Event::on("uptake.note", Object::Uptake, id).within(&owner.house).change(change);
    audit::record(tx, event).await?;
    Ok(id)
}

/// What is said, with a day: that of what was said last where it is still so.
async fn dated(
    tx: &mut Tx,
    approach: &str,
    organisation: &str,
    input: &UptakeInput,
) -> Result<UptakeInput, Fault> {
    if input.day.is_some() {
        return Ok(input.clone());
    }
    let last = last_uptake(tx, approach, organisation).await?.filter(|last| input.stage == Some(last.stage));
    Ok(UptakeInput { day: last.map(|last| last.day), ..input.clone() })
}

/// Of whom something is told, and the way that it came.
pub(crate) struct Told<'a> {
    /// The approach, by name.
    pub approach: &'a str,
    /// Who has come so far.
    pub of: Owner<'a>,
    /// The way that it came.
    pub source: UptakeSource,
    /// Who told of it or asked for it, where it was another.
    pub told_by: &'a str,
    /// The answer that it came with.
    pub recipient: Option<Uuid>,
}

/// What the same teller has told of a day, which is replaced.
async fn there(tx: &mut Tx, told: &Told<'_>, day: NaiveDate) -> Result<Option<UptakeStage>, Fault> {
    let found: Option<(UptakeStage,)> = query(sql!(
        "select stage from uptake where approach = $1 and organisation_id = $2 and day = $3 and told_by = $4"
    ))
    .bind(told.approach)
    .bind(told.of.organisation)
    .bind(day)
    .bind(told.told_by)
    .optional(tx)
    .await?;
    Ok(found.map(|(stage,)| stage))
}

async fn keep(tx: &mut Tx, told: &Told<'_>, said: &Said) -> Result<Uuid, Fault> {
    let id = tx.new_id();
    query(sql!(
        "insert into uptake (id, approach, organisation_id, house, stage, share, day, note, source, told_by, recipient_id,
            created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         on conflict (approach, organisation_id, day, told_by) do update set id = excluded.id, house = excluded.house,
            stage = excluded.stage, share = excluded.share, note = excluded.note, source = excluded.source,
            recipient_id = excluded.recipient_id, created_at = excluded.created_at"
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

/// Keeps what an answer tells, where nothing tells the same already: what was only confirmed stays as it was told. The trail has the
/// answer.
pub(crate) async fn keep_told(tx: &mut Tx, told: &Told<'_>, input: &UptakeInput) -> Result<(), Fault> {
    let input = dated(tx, told.approach, told.of.organisation, input).await?;
    // Judged when it was written.
    let said = case_data::judged_before(|| input.validate(tx.today())).map_err(Fault::Invalid)?;
    let known: Vec<(UptakeStage, Option<f64>)> = query(sql!(
        "select stage, share from uptake where approach = $1 and organisation_id = $2 and day = $3"
    ))
    .bind(told.approach)
    .bind(told.of.organisation)
    .bind(said.day)
    .all(tx)
    .await?;
    if known.contains(&(said.stage, said.share)) {
        return Ok(());
    }
    keep(tx, told, &said).await.map(|_| ())
}

/// Takes away what an answer told before it was changed.
pub(crate) async fn forget_told(tx: &mut Tx, recipient: Uuid) -> Result<(), Fault> {
    query(sql!("delete from uptake where recipient_id = $1")).bind(recipient).execute(tx).await.map(|_| ())
}

/// Takes away what was told by mistake: by whoever tells for those whom it is about, or for those who told it.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn remove_uptake(tx: &mut Tx, id: Uuid) -> Result<(), Fault> {
    let found: Option<Uptake> = query(sql!(
        "select id, approach, organisation_id, house, stage, share, day, note, source, told_by, created_at from uptake
         where id = $1"
    ))
    .bind(id)
    .optional(tx)
    .await?;
    let told = found.ok_or(Fault::NotFound { what: "uptake" })?;
    let tree = organisations::load(tx).await?;
    if !may_take_back(tx.actor(), &tree, &told) {
        return Err(Fault::Forbidden(Right::Contribute));
    }
    query(sql!("delete from uptake where id = $1")).bind(id).execute(tx).await?;
    let change =
        json!({ "approach": [told.approach, null], "stage": [told.stage, null], "day": [told.day, null] });
    let event = Event::on("uptake.delete", Object::Uptake, id).within(&told.house).change(change).exempt();
    audit::record(tx, event).await
}

/// What is wrong with lines of a table that an organisation would take in: each line's place, from 0, and its faults. Who tells of
/// others says since when: what they say themselves of the same day goes before it.
///
/// # Errors
/// [`Fault::Forbidden`], [`Fault::Invalid`] where no organisation can be told.
pub async fn judge_all(
    tx: &mut Tx,
    effects: &Effects,
    organisation: Option<&str>,
    rows: &[UptakeRow],
) -> Result<WrongLines, Fault> {
    let teller = organisations::acting(tx, Right::Contribute, organisation).await?;
    let tree = organisations::load(tx).await?;
    let names = Names::of(&tree, &teller.house);
    let mut seen: HashSet<(&str, &str, Option<NaiveDate>)> = HashSet::new();
    let mut wrong = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let mut faults = row.input.validate(tx.today()).err().unwrap_or_default();
        if demand_practice(effects, &row.approach).is_err() {
            faults.push(FieldFault::new("approach", "approach-unknown").with("name", &row.approach));
        }
        let of = "organisation";
        match names.find(&row.organisation) {
            None => faults.push(FieldFault::new(of, "organisation-unknown").with("code", &row.organisation)),
            Some(one) if !may_tell(tx.actor(), &tree, &teller, one) => {
                faults.push(FieldFault::new(of, "uptake-of-others"));
            }
            Some(one) if one.house != teller.house && row.input.day.is_none() => {
                faults.push(FieldFault::new("day", "uptake-day-missing"));
            }
            Some(one) if !seen.insert((&one.id, &row.approach, row.input.day)) => {
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

/// Takes in lines of a table, all or none; how many. The trail of each organisation's house has what was told of it.
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
    let names = Names::of(&tree, &teller.house);
    let mut changes: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for row in rows {
        let Some(of) = names.find(&row.organisation) else { continue };
        let told_by = if of.house == teller.house { "" } else { teller.id.as_str() };
        let source = UptakeSource::Table;
        let told = Told { approach: &row.approach, of: of.owner(), source, told_by, recipient: None };
        let input = dated(tx, &row.approach, &of.id, &row.input).await?;
        let said = input.validate(tx.today()).map_err(Fault::Invalid)?;
        let before = there(tx, &told, said.day).await?;
        keep(tx, &told, &said).await?;
        let what = format!("{} {}", row.approach, said.day);
        changes.entry(&of.id).or_default().insert(what, json!([before, said.stage]));
    }
    for (id, change) in changes {
        let event = Event::on("uptake.take_in", Object::Uptake, tx.new_id()).within(tree.house(id));
        audit::record(tx, event.change(Value::Object(change))).await?;
    }
    Ok(rows.len())
}

/// All that has been said of an approach, the newest first; of a day what others tell in tables last.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn uptakes(tx: &mut Tx, effects: &Effects, approach: &str) -> Result<Vec<Uptake>, Fault> {
    demand_practice(effects, approach)?;
    query(sql!(
        "select id, approach, organisation_id, house, stage, share, day, note, source, told_by, created_at from uptake
         where approach = $1 order by day desc, case when source = 'table' and told_by <> '' then 1 else 0 end, created_at desc, id desc"
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
        "select id, approach, organisation_id, house, stage, share, day, note, source, told_by, created_at
         from (select u.*, row_number() over (partition by approach, organisation_id order by day desc,
            case when source = 'table' and told_by <> '' then 1 else 0 end, created_at desc, id desc) as place from uptake u) told
         where place = 1 order by approach, day desc, organisation_id"
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
         where approach = $1 and organisation_id = $2
         order by day desc, case when source = 'table' and told_by <> '' then 1 else 0 end, created_at desc, id desc limit 1"
    ))
    .bind(approach)
    .bind(organisation)
    .optional(tx)
    .await
}
