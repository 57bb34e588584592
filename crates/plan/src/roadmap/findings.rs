//! The finding finder: what a roadmap still lacks, as data.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::blanks::Blank;
use super::status::Status;
use super::types::{Level, Measure, Need, RoadmapTree};
use crate::name::named;

named! {
    /// What is lacking.
    FindingKind {
        /// Nothing is under way and nothing is planned for the need.
        NothingAtAll = "nothing_at_all",
        /// Others do something, but the need has neither a measure nor a local initiative.
        NothingLocal = "nothing_local",
        /// The year by which the need should be met has passed.
        HorizonPassed = "horizon_passed",
        /// Nobody answers for the measure.
        NoOwner = "no_owner",
        /// The measure has no money.
        NoFunding = "no_funding",
        /// The measure has no deadline.
        NoDeadline = "no_deadline",
        /// The measure acts on no lever, so it counts for nothing in the computation.
        NoEffect = "no_effect",
    }
}

/// Something lacking, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Finding {
    /// What is lacking.
    pub kind: FindingKind,
    /// In which area.
    pub area_id: Uuid,
    /// In which need.
    pub need_id: Uuid,
    /// In which measure, when it is a measure's.
    pub measure_id: Option<Uuid>,
}

impl RoadmapTree {
    /// Everything lacking, in the order of the roadmap: first the need's findings, then those of its measures.
    ///
    /// Measures that are stopped or replaced do nothing for a need. Those that are over, or absorbed into ordinary
    /// work, are asked for nothing more.
    pub fn findings(&self, this_year: i32) -> Vec<Finding> {
        let mut findings = Vec::new();
        for need in self.needs() {
            let finding =
                |kind, measure_id| Finding { kind, area_id: need.area_id, need_id: need.id, measure_id };
            findings.extend(of_need(need, this_year).map(|kind| finding(kind, None)));
            for measure in &need.measures {
                findings.extend(of_measure(measure).map(|kind| finding(kind, Some(measure.id))));
            }
        }
        findings
    }
}

fn of_need(need: &Need, this_year: i32) -> impl Iterator<Item = FindingKind> {
    let measured = need.measures.iter().any(|m| !matches!(m.status, Status::Stopped | Status::Replaced));
    // What is over meets no need any more.
    let going_on = || need.initiatives.iter().filter(|i| i.to_year.is_none_or(|year| year >= this_year));
    let local = going_on().any(|initiative| initiative.level == Level::Local);
    let nothing = !measured && going_on().next().is_none();
    // That it is not relevant here has been said; that nothing is under way is still a lack.
    let settled = need.blanks.local == Some(Blank::NotRelevant);
    chosen([
        (FindingKind::NothingAtAll, nothing && !settled),
        (FindingKind::NothingLocal, !nothing && !measured && !local && !settled),
        (FindingKind::HorizonPassed, need.horizon.is_some_and(|year| year < this_year)),
    ])
}

fn of_measure(measure: &Measure) -> impl Iterator<Item = FindingKind> {
    let open = measure.status.is_open();
    chosen([
        (FindingKind::NoOwner, open && measure.owner.is_empty()),
        (FindingKind::NoFunding, open && measure.funding.is_empty()),
        (FindingKind::NoDeadline, open && measure.deadline.is_none()),
        (FindingKind::NoEffect, open && measure.effects.is_empty()),
    ])
}

fn chosen<const N: usize>(kinds: [(FindingKind, bool); N]) -> impl Iterator<Item = FindingKind> {
    kinds.into_iter().filter(|(_, lacking)| *lacking).map(|(kind, _)| kind)
}
