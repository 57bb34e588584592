//! How far a measure has come, and what each state demands.
//!
//! One rule for every measure, new, changed or read from a file: it may have any state whose demands it meets. Measures began
//! before they were written down here, and a mistake is put right by choosing what is true; the trail tells of each change.

use chrono::NaiveDate;

use crate::fault::FieldFault;
use crate::name::named;

named! {
    /// The state of a measure.
    Status {
        /// Someone has suggested it.
        Proposed = "proposed",
        /// It is among those to work on.
        Prioritised = "prioritised",
        /// It is decided.
        Decided = "decided",
        /// It has a plan and something to follow it up with.
        Planned = "planned",
        /// It is being done.
        Ongoing = "ongoing",
        /// It is carried out, which says nothing of its effect.
        Done = "done",
        /// Its effect is being followed up.
        FollowingUp = "following_up",
        /// It is over.
        Closed = "closed",
        /// It waits.
        Dormant = "dormant",
        /// It was called off.
        Stopped = "stopped",
        /// It has become a part of ordinary work.
        Absorbed = "absorbed",
        /// Another measure has taken its place.
        Replaced = "replaced",
    }
}

use Status::{Absorbed, Closed, Decided, Done, Dormant, FollowingUp, Ongoing, Planned, Replaced, Stopped};

/// The states of a measure that is decided, or further.
const DECIDED: [Status; 6] = [Decided, Planned, Ongoing, Done, FollowingUp, Closed];
/// Those of them that also demand something to follow up with.
const PLANNED: [Status; 5] = [Planned, Ongoing, Done, FollowingUp, Closed];

impl Status {
    /// Whether the measure is decided, or further.
    pub fn is_decided(self) -> bool {
        DECIDED.contains(&self)
    }

    /// Whether the measure counts in the computation.
    pub const fn is_computed(self) -> bool {
        !matches!(self, Stopped | Replaced | Dormant)
    }

    /// Whether anything remains to be done about the measure.
    pub const fn is_open(self) -> bool {
        !matches!(self, Closed | Stopped | Absorbed | Replaced)
    }
}

/// What a measure's state is judged by. Its control is always set.
#[derive(Clone, Copy, Debug, Default)]
pub struct MeasureFacts<'a> {
    /// Who answers for it.
    pub owner: &'a str,
    /// Where the money comes from.
    pub funding: &'a str,
    /// When it shall be done.
    pub deadline: Option<NaiveDate>,
    /// What is followed up.
    pub indicator: &'a str,
    /// Why it has its status.
    pub reason: &'a str,
}

/// What a state demands and the measure lacks. It holds on every save, not only when the state is chosen.
pub fn lacking(status: Status, facts: &MeasureFacts<'_>) -> Vec<FieldFault> {
    let demands = [
        ("owner", "decided-needs-owner", &DECIDED[..], facts.owner.trim().is_empty()),
        ("funding", "decided-needs-funding", &DECIDED[..], facts.funding.trim().is_empty()),
        ("deadline", "decided-needs-deadline", &DECIDED[..], facts.deadline.is_none()),
        ("indicator", "planned-needs-indicator", &PLANNED[..], facts.indicator.trim().is_empty()),
        ("status_reason", "stopped-needs-reason", &[Stopped][..], facts.reason.trim().is_empty()),
    ];
    let missing = demands.iter().filter(|(_, _, states, lacks)| *lacks && states.contains(&status));
    missing.map(|(field, key, ..)| FieldFault::new(*field, key)).collect()
}

#[cfg(test)]
mod tests {
    use super::Status::{Prioritised, Proposed};
    use super::*;

    fn complete() -> MeasureFacts<'static> {
        MeasureFacts {
            owner: "äldreförvaltningen",
            funding: "budget",
            deadline: NaiveDate::from_ymd_opt(2028, 12, 31),
            indicator: "U21401",
            reason: "ersatt av ny lag",
        }
    }

    fn keys(faults: Vec<FieldFault>) -> Vec<&'static str> {
        faults.into_iter().map(|fault| fault.key).collect()
    }

    #[test]
    fn each_state_demands_what_it_must_and_nothing_more() {
        let decided = &["decided-needs-owner", "decided-needs-funding", "decided-needs-deadline"][..];
        let planned = &[decided, &["planned-needs-indicator"]].concat()[..];
        for status in Status::ALL {
            let expected = match status {
                Decided => decided,
                Planned | Ongoing | Done | FollowingUp | Closed => planned,
                Stopped => &["stopped-needs-reason"],
                Proposed | Prioritised | Dormant | Absorbed | Replaced => &[],
            };
            assert_eq!(keys(lacking(status, &MeasureFacts::default())), expected, "{status}");
            assert_eq!(lacking(status, &complete()), [], "{status}");
        }
    }
}
