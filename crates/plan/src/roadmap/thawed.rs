//! What was frozen, as a roadmap to read and compute: nothing of it is stored again.

use chrono::{DateTime, Utc};

use super::frozen::{FrozenArea, FrozenEffect, FrozenInitiative, FrozenMeasure, FrozenNeed, FrozenV1};
use super::types::{Area, Effect, Initiative, Measure, Need, Roadmap, RoadmapTree};
use crate::access::Stage;

impl FrozenV1 {
    /// The roadmap as it was frozen for a stage, at some time. Its counters are zero: nobody edits it.
    pub fn tree(&self, stage: Stage, made_at: DateTime<Utc>) -> RoadmapTree {
        RoadmapTree {
            roadmap: Roadmap {
                id: self.id,
                region_code: self.region_code.clone(),
                organisation_id: self.organisation_id.clone(),
                stage,
                registry_number: String::new(),
                is_published: false,
                title: self.title.clone(),
                purpose: self.purpose.clone(),
                created_at: made_at,
                updated_at: made_at,
                version: 0,
            },
            areas: numbered(&self.areas, area),
        }
    }
}

/// Rows with their places.
fn numbered<F, T>(rows: &[F], of: fn(&F, i64) -> T) -> Vec<T> {
    (0..).zip(rows).map(|(position, row)| of(row, position)).collect()
}

fn area(row: &FrozenArea, position: i64) -> Area {
    Area {
        id: row.id,
        roadmap_id: row.roadmap_id,
        version: 0,
        position,
        title: row.title.clone(),
        needs: numbered(&row.needs, need),
    }
}

fn need(row: &FrozenNeed, position: i64) -> Need {
    Need {
        id: row.id,
        area_id: row.area_id,
        version: 0,
        position,
        title: row.title.clone(),
        more_needed: row.more_needed.clone(),
        horizon: row.horizon,
        scope: row.scope,
        evidence: row.evidence.clone(),
        blanks: row.blanks.into(),
        initiatives: numbered(&row.initiatives, initiative),
        measures: numbered(&row.measures, measure),
    }
}

fn initiative(row: &FrozenInitiative, position: i64) -> Initiative {
    Initiative {
        id: row.id,
        need_id: row.need_id,
        version: 0,
        position,
        level: row.level,
        title: row.title.clone(),
        description: row.description.clone(),
        source: row.source.clone(),
        from_year: row.from_year,
        to_year: row.to_year,
    }
}

fn measure(row: &FrozenMeasure, position: i64) -> Measure {
    Measure {
        id: row.id,
        need_id: row.need_id,
        version: 0,
        position,
        title: row.title.clone(),
        description: row.description.clone(),
        owner: row.owner.clone(),
        funding: row.funding.clone(),
        cost_one_off: row.cost_one_off,
        cost_yearly: row.cost_yearly,
        start_year: row.start_year,
        ramp_years: row.ramp_years,
        half_life_years: row.half_life_years,
        reach_percent: row.reach_percent,
        control: row.control,
        commitment: row.commitment,
        indicator: row.indicator.clone(),
        status: row.status,
        status_reason: row.status_reason.clone(),
        deadline: row.deadline,
        enabled: row.enabled,
        effects: row.effects.iter().map(effect).collect(),
    }
}

fn effect(row: &FrozenEffect) -> Effect {
    let FrozenEffect { lever, size, low, high, source } = row;
    Effect { lever: *lever, size: *size, low: *low, high: *high, source: source.clone() }
}
