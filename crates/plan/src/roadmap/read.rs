//! Reading roadmaps: one query for each kind of part, whatever the roadmap's size.

use std::collections::HashMap;
use std::hash::Hash;

use sqlx_macros::FromRow;
use uuid::Uuid;

use super::blanks::Column;
use super::part::Part;
use super::status::Status;
use super::types::{Area, Effect, Initiative, Measure, Need, Roadmap, RoadmapSummary, RoadmapTree};
use crate::access::{Kind, Ref, RootKind};
use crate::db::{Builder, Tx, query, sql};
use crate::fault::Fault;
use crate::name::lever;
use crate::records::{self, Listing, root_of};

/// The roadmaps that may be read and are as asked for, and how many there are on all pages.
///
/// # Errors
/// The database fails.
pub async fn list(tx: &mut Tx, listing: &Listing) -> Result<(Vec<RoadmapSummary>, i64), Fault> {
    let (mut summaries, total): (Vec<RoadmapSummary>, i64) =
        records::find(tx, RootKind::Roadmap, SUMMARY, listing).await?;
    let mut by_id: HashMap<Uuid, &mut RoadmapSummary> =
        summaries.iter_mut().map(|summary| (summary.roadmap.id, summary)).collect();
    let ids: Vec<Uuid> = by_id.keys().copied().collect();
    for ids in ids.chunks(BATCH) {
        let mut counts = Builder::new(
            "select a.roadmap_id, m.status, count(*) as measures
             from measure m join need n on n.id = m.need_id join area a on a.id = n.area_id
             where m.deleted_at is null and n.deleted_at is null and a.deleted_at is null and ",
        );
        counts.is_in("a.roadmap_id", ids.iter().copied()).push(" group by a.roadmap_id, m.status");
        let counts: Vec<StatusCount> = counts.build().all(tx).await?;
        for count in counts {
            if let Some(summary) = by_id.get_mut(&count.roadmap_id) {
                summary.measures += count.measures;
                summary.decided += if count.status.is_decided() { count.measures } else { 0 };
            }
        }
    }
    Ok((summaries, total))
}

/// A roadmap's own columns.
const OWN: &str =
    "r.id, r.region_code, r.organisation_id, r.stage, r.registry_number, r.is_published, r.title, r.purpose,
    r.created_at, r.updated_at, r.version";

/// Those of a roadmap in a list.
const SUMMARY: &str =
    "r.id, r.region_code, r.organisation_id, r.stage, r.registry_number, r.is_published, r.title, r.purpose,
    r.created_at, r.updated_at, r.version,
    (select count(*) from area a where a.roadmap_id = r.id and a.deleted_at is null) as areas,
    (select count(*) from need n join area a on a.id = n.area_id
        where a.roadmap_id = r.id and a.deleted_at is null and n.deleted_at is null) as needs";

/// How many ids are asked for at once.
const BATCH: usize = 500;

#[derive(FromRow)]
struct StatusCount {
    roadmap_id: Uuid,
    status: Status,
    measures: i64,
}

/// A roadmap with everything in it.
///
/// # Errors
/// [`Fault::NotFound`], also for what may not be read.
pub async fn load(tx: &mut Tx, id: Uuid) -> Result<RoadmapTree, Fault> {
    let roadmap = around(tx, Kind::Roadmap.of(id)).await?;
    let mut areas: Vec<Area> = query(sql!(
        "select id, roadmap_id, version, position, title
         from area where roadmap_id = $1 and deleted_at is null order by position, id"
    ))
    .bind(id)
    .all(tx)
    .await?;
    let mut needs = grouped(needs(tx, id).await?, |need| need.area_id);
    for area in &mut areas {
        area.needs = needs.remove(&area.id).unwrap_or_default();
    }
    Ok(RoadmapTree { roadmap, areas })
}

/// The roadmap that a part belongs to, without what it contains.
///
/// # Errors
/// [`Fault::NotFound`], also for what may not be read.
pub async fn around(tx: &mut Tx, of: Ref) -> Result<Roadmap, Fault> {
    records::load(tx, of, OWN).await
}

/// The whole roadmap around one of its parts. A part that is deleted, or lies below something deleted, is not found;
/// otherwise it is there, to be picked with [`RoadmapTree::measure`] and the like.
pub async fn load_around(tx: &mut Tx, part: Part, id: Uuid) -> Result<RoadmapTree, Fault> {
    let root = root_of(tx, part.of(id)).await?;
    load(tx, root.of.id).await
}

/// One measure with its effects.
///
/// # Errors
/// [`Fault::NotFound`], also for what may not be read.
pub async fn load_measure(tx: &mut Tx, id: Uuid) -> Result<Measure, Fault> {
    root_of(tx, Kind::Measure.of(id)).await?;
    measure(tx, id).await
}

/// The same, for whoever has asked what decides over it.
pub(super) async fn measure(tx: &mut Tx, id: Uuid) -> Result<Measure, Fault> {
    let mut select = Builder::new(MEASURES);
    select.push(" where m.id = ").bind(id);
    let mut measure: Measure = select.build().one(tx).await?;
    let mut select = Builder::new(EFFECTS);
    select.push(" where e.measure_id = ").bind(id).push(" order by e.position");
    let effects: Vec<EffectRow> = select.build().all(tx).await?;
    measure.effects = effects.into_iter().map(Effect::try_from).collect::<Result<_, _>>()?;
    Ok(measure)
}

/// The needs of a roadmap with what is below them, by position.
async fn needs(tx: &mut Tx, roadmap: Uuid) -> Result<Vec<Need>, Fault> {
    let mut needs: Vec<Need> = query(sql!(
        "select n.id, n.area_id, n.version, n.position, n.title, n.more_needed, n.horizon, n.scope, n.evidence,
            n.blank_national, n.blank_local, n.blank_more, n.blank_horizon
         from need n join area a on a.id = n.area_id
         where a.roadmap_id = $1 and a.deleted_at is null and n.deleted_at is null
         order by n.position, n.id"
    ))
    .bind(roadmap)
    .all(tx)
    .await?;
    let initiatives: Vec<Initiative> = query(sql!(
        "select i.id, i.need_id, i.version, i.position, i.level, i.title, i.description, i.source,
            i.from_year, i.to_year
         from initiative i join need n on n.id = i.need_id join area a on a.id = n.area_id
         where a.roadmap_id = $1 and a.deleted_at is null and n.deleted_at is null and i.deleted_at is null
         order by i.position, i.id"
    ))
    .bind(roadmap)
    .all(tx)
    .await?;
    let mut initiatives = grouped(initiatives, |initiative| initiative.need_id);
    let mut measures = grouped(measures(tx, roadmap).await?, |measure| measure.need_id);
    for need in &mut needs {
        need.initiatives = initiatives.remove(&need.id).unwrap_or_default();
        need.measures = measures.remove(&need.id).unwrap_or_default();
        // What is said of a column holds while nothing stands in it.
        let filled = Column::ALL.into_iter().filter(|column| !need.is_blank(*column));
        need.blanks = filled.fold(need.blanks, |blanks, column| blanks.with(column, None));
    }
    Ok(needs)
}

/// The measures, `m`.
const MEASURES: &str =
    "select m.id, m.need_id, m.version, m.position, m.title, m.description, m.owner, m.funding, m.cost_one_off,
        m.cost_yearly, m.start_year, m.ramp_years, m.reach_percent, m.control, m.commitment, m.indicator, m.status,
        m.status_reason, m.deadline, m.enabled, m.half_life_years
     from measure m";
/// Their effects, `e`.
const EFFECTS: &str = "select e.measure_id, e.lever, e.size, e.low, e.high, e.source from effect e";
/// What of a roadmap's measures is there.
const IN_ROADMAP: &str = " join need n on n.id = m.need_id join area a on a.id = n.area_id
     where a.deleted_at is null and n.deleted_at is null and m.deleted_at is null and a.roadmap_id = ";

/// The measures of a roadmap with their effects, by position.
async fn measures(tx: &mut Tx, roadmap: Uuid) -> Result<Vec<Measure>, Fault> {
    let mut select = Builder::new(MEASURES);
    select.push(IN_ROADMAP).bind(roadmap).push(" order by m.position, m.id");
    let mut measures: Vec<Measure> = select.build().all(tx).await?;
    let mut select = Builder::new(EFFECTS);
    select.push(" join measure m on m.id = e.measure_id").push(IN_ROADMAP).bind(roadmap);
    select.push(" order by e.position");
    let effects: Vec<EffectRow> = select.build().all(tx).await?;
    let mut effects = grouped(effects, |effect| effect.measure_id);
    for measure in &mut measures {
        let rows = effects.remove(&measure.id).unwrap_or_default();
        measure.effects = rows.into_iter().map(Effect::try_from).collect::<Result<_, _>>()?;
    }
    Ok(measures)
}

#[derive(FromRow)]
struct EffectRow {
    measure_id: Uuid,
    lever: String,
    size: f64,
    low: f64,
    high: f64,
    source: String,
}

impl TryFrom<EffectRow> for Effect {
    type Error = Fault;

    fn try_from(row: EffectRow) -> Result<Self, Fault> {
        let lever = lever(&row.lever).map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
        Ok(Self { lever, size: row.size, low: row.low, high: row.high, source: row.source })
    }
}

/// The rows by what they belong to, each group in the order it had.
fn grouped<T, K: Eq + Hash>(rows: Vec<T>, key: impl Fn(&T) -> K) -> HashMap<K, Vec<T>> {
    let mut groups: HashMap<K, Vec<T>> = HashMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
}
