//! How far a measure has come: which steps may be taken, and what each state demands.

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

use Status::{
    Absorbed, Closed, Decided, Done, Dormant, FollowingUp, Ongoing, Planned, Prioritised, Proposed, Replaced,
    Stopped,
};

/// From each state, the states that may follow.
///
/// One step forward; one step back, to correct a mistake; aside from every active state. What waits goes back to
/// where there is something left to do, or is laid aside for good. What was laid aside by mistake is taken up again
/// by way of [`Dormant`].
const STEPS: [(Status, &[Status]); Status::ALL.len()] = [
    (Proposed, &[Prioritised, Dormant, Stopped, Absorbed, Replaced]),
    (Prioritised, &[Decided, Proposed, Dormant, Stopped, Absorbed, Replaced]),
    (Decided, &[Planned, Prioritised, Dormant, Stopped, Absorbed, Replaced]),
    (Planned, &[Ongoing, Decided, Dormant, Stopped, Absorbed, Replaced]),
    (Ongoing, &[Done, Planned, Dormant, Stopped, Absorbed, Replaced]),
    (Done, &[FollowingUp, Ongoing, Dormant, Stopped, Absorbed, Replaced]),
    (FollowingUp, &[Closed, Done, Dormant, Stopped, Absorbed, Replaced]),
    (Closed, &[FollowingUp]),
    (Dormant, &[Proposed, Prioritised, Decided, Planned, Ongoing, Stopped, Absorbed, Replaced]),
    (Stopped, &[Dormant]),
    (Absorbed, &[Dormant]),
    (Replaced, &[Dormant]),
];

/// The states of a measure that is decided, or further.
const DECIDED: [Status; 6] = [Decided, Planned, Ongoing, Done, FollowingUp, Closed];
/// Those of them that also demand something to follow up with.
const PLANNED: [Status; 5] = [Planned, Ongoing, Done, FollowingUp, Closed];

impl Status {
    /// The states that may follow this one, the most likely first.
    pub fn next(self) -> &'static [Self] {
        STEPS.iter().find(|(from, _)| *from == self).map_or(&[], |(_, to)| to)
    }

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

/// Whether a measure may go from one state to another, or stay: every step that may not be taken and everything
/// that the new state demands and the measure lacks.
pub fn check(from: Status, to: Status, facts: &MeasureFacts<'_>) -> Result<(), Vec<FieldFault>> {
    let mut faults = lacking(to, facts);
    if from != to && !from.next().contains(&to) {
        faults.push(FieldFault::new("status", "transition-not-allowed").with("from", from).with("to", to));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// What a state demands and the measure lacks. It holds on every save, not only when the state is entered.
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
    use super::*;

    /// Row: from. Column: to, in the order of `Status::ALL`. `=` stays, `x` allowed, `.` not.
    const ALLOWED: [(&str, &str); 12] = [
        ("proposed", "=x......xxxx"),
        ("prioritised", "x=x.....xxxx"),
        ("decided", ".x=x....xxxx"),
        ("planned", "..x=x...xxxx"),
        ("ongoing", "...x=x..xxxx"),
        ("done", "....x=x.xxxx"),
        ("following_up", ".....x=xxxxx"),
        ("closed", "......x=...."),
        ("dormant", "xxxxx...=xxx"),
        ("stopped", "........x=.."),
        ("absorbed", "........x.=."),
        ("replaced", "........x..="),
    ];

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
    fn every_pair_of_states_is_allowed_or_refused_as_the_table_says() {
        for ((name, row), from) in ALLOWED.into_iter().zip(Status::ALL) {
            assert_eq!(name, from.name());
            for (mark, to) in row.chars().zip(Status::ALL) {
                let checked = check(from, to, &complete());
                assert_eq!(checked.is_ok(), mark != '.', "{from} → {to}");
                assert_eq!(mark == '=', from == to, "{from} → {to}");
                if let Err(faults) = checked {
                    assert_eq!(keys(faults), ["transition-not-allowed"], "{from} → {to}");
                }
            }
        }
    }

    #[test]
    fn every_state_has_its_row_in_the_order_of_the_catalogue() {
        assert_eq!(STEPS.map(|(from, _)| from), Status::ALL);
    }

    #[test]
    fn every_state_can_be_reached_from_every_other() {
        for start in Status::ALL {
            let mut reached = vec![start];
            let mut at = 0;
            while let Some(state) = reached.get(at).copied() {
                let new: Vec<_> =
                    state.next().iter().filter(|next| !reached.contains(next)).copied().collect();
                reached.extend(new);
                at += 1;
            }
            assert_eq!(reached.len(), Status::ALL.len(), "from {start}");
        }
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

    #[test]
    fn a_measure_that_stays_must_still_have_what_its_state_demands() {
        let facts = MeasureFacts { owner: "  ", ..complete() };
        let faults = check(Ongoing, Ongoing, &facts).unwrap_err();
        assert_eq!(faults, [FieldFault::new("owner", "decided-needs-owner")]);
    }

    #[test]
    fn a_wrong_step_and_a_missing_field_are_told_at_once() {
        let faults = check(Proposed, Decided, &MeasureFacts { funding: "", ..complete() }).unwrap_err();
        assert_eq!(keys(faults), ["decided-needs-funding", "transition-not-allowed"]);
    }
}
