//! Reading the trail.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use serde::Serialize;
use sqlx_macros::FromRow;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Object;
use crate::access::{Actor, Right, may_somewhere};
use crate::db::{Builder, Tx, schema};
use crate::fault::Fault;

/// A row of the trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct Entry {
    /// Counts the rows of the whole trail.
    pub number: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// `person`, `machine` (whoever sat at it, without accounts) or `program`.
    pub actor: String,
    /// Which person.
    pub person_id: Option<Uuid>,
    /// The person's name then; none for one who has been erased.
    pub name: Option<String>,
    /// The name that was taken, where the row tells of a change of name.
    pub new_name: Option<String>,
    /// The house that it concerns; empty for what concerns none.
    pub house: String,
    /// What was done.
    pub action: String,
    /// To what kind of thing.
    pub object: String,
    /// To which.
    pub object_id: String,
    /// What that is a part of, or itself.
    pub root_id: String,
    /// `{"field": [before, after]}`.
    pub change: String,
    /// Why, where a reason is due.
    pub reason: String,
    /// SHA-256 of this row and the one before.
    #[serde(serialize_with = "hex")]
    #[schema(value_type = String)]
    pub hash: Vec<u8>,
}

impl Entry {
    /// The hash as text.
    pub fn hash_text(&self) -> String {
        HEXLOWER.encode(&self.hash)
    }
}

/// Writes bytes as text.
pub(crate) fn hex<S: serde::Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&HEXLOWER.encode(bytes))
}

/// Which rows.
#[derive(Clone, Debug, Default)]
pub struct TrailFilter {
    /// Only what was done to this and its parts.
    pub root_id: Option<String>,
    /// Only rows before this number.
    pub before: Option<i64>,
    /// At most so many.
    pub most: i64,
}

/// Rows `t` with the names of then.
const ENTRIES: &str = "select t.number, t.at, t.actor, t.person_id,
        coalesce((select f.name from former_name f
            where f.person_id = t.person_id and f.trail_number >= t.number
            order by f.trail_number limit 1), p.name) as name,
        case when exists (select 1 from former_name f where f.trail_number = t.number) then coalesce((select f.name from former_name f
            where f.person_id = t.person_id and f.trail_number > t.number
            order by f.trail_number limit 1), p.name) end as new_name,
        t.house, t.action, t.object, t.object_id, t.root_id, t.change, t.reason, t.hash
     from trail t left join person p on p.id = t.person_id and p.erased_at is null";

/// The latest rows that somebody may read: of the houses where they are auditors, and all of them for whoever runs the
/// program.
///
/// # Errors
/// [`Fault::Forbidden`] for whoever may read none.
pub async fn read(tx: &mut Tx, asked: &TrailFilter) -> Result<Vec<Entry>, Fault> {
    let houses = match tx.actor() {
        Actor::Machine | Actor::Program => None,
        actor if !may_somewhere(actor, Right::ReadTrail) => return Err(Fault::Forbidden(Right::ReadTrail)),
        actor => Some(readable(actor)),
    };
    let mut found = Vec::new();
    let all = [None];
    let each: Vec<Option<String>> =
        houses.map_or(all.into(), |houses| houses.into_iter().map(Some).collect());
    for house in each {
        let mut select = Builder::new(ENTRIES);
        select.push(" where t.number < ").bind(asked.before.unwrap_or(i64::MAX));
        if let Some(house) = house {
            select.push(" and t.house = ").bind(house);
        }
        if let Some(root) = &asked.root_id {
            select.push(" and t.root_id = ").bind(root);
        }
        select.push(" order by t.number desc limit ").bind(asked.most);
        let rows: Vec<Entry> = select.build().all(tx).await?;
        found.extend(rows);
    }
    found.sort_by_key(|entry: &Entry| std::cmp::Reverse(entry.number));
    found.truncate(usize::try_from(asked.most).unwrap_or(0));
    Ok(found)
}

/// What the things are called that rows tell of, by their ids; also of things that have been deleted since.
///
/// # Errors
/// The database fails.
pub async fn titles(tx: &mut Tx, entries: &[Entry]) -> Result<BTreeMap<String, String>, Fault> {
    let mut wanted: BTreeMap<(&str, &str), BTreeSet<Uuid>> = BTreeMap::new();
    for entry in entries {
        let place = Object::named(&entry.object).and_then(Object::title);
        if let (Some(place), Ok(id)) = (place, Uuid::parse_str(&entry.object_id)) {
            wanted.entry(place).or_default().insert(id);
        }
    }
    let mut titles = BTreeMap::new();
    for ((table, column), ids) in wanted {
        let found = schema::texts(tx, table, column, &ids.into_iter().collect::<Vec<_>>()).await?;
        titles.extend(found.into_iter().map(|(id, title)| (id.to_string(), title)));
    }
    Ok(titles)
}

fn readable(actor: &Actor) -> Vec<String> {
    let grants = actor.person().map_or(&[][..], |person| &person.grants);
    let auditors = grants.iter().filter(|grant| grant.role.has(Right::ReadTrail));
    let mut houses: Vec<String> = auditors.map(|grant| grant.house.clone()).collect();
    houses.sort();
    houses.dedup();
    houses
}

/// What has been done to one thing by some actions, the first first. The caller has checked that the actor may read
/// the thing itself.
pub(crate) async fn history(tx: &mut Tx, root: Uuid, action: &str) -> Result<Vec<Entry>, Fault> {
    let mut select = Builder::new(ENTRIES);
    select.push(" where t.root_id = ").bind(root.to_string()).push(" and t.action = ").bind(action);
    select.push(" order by t.number");
    select.build().all(tx).await
}
