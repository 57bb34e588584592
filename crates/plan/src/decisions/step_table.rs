//! Which steps may be taken with something that is decided, by whom, and what each demands.

use crate::access::{Right, Stage};
use crate::name::named;

named! {
    /// Something that a step demands.
    Demand {
        /// There is at least one need.
        Needs = "needs",
        /// What is asked (FL 26 §).
        Question = "question",
        /// The last day for answers (FL 26 §).
        AnswerBy = "answer_by",
        /// The opinions summed up, with what has been done about each, where others have been asked.
        Summary = "summary",
        /// Something has become of each point that somebody answered, where others have been asked.
        Dispositions = "dispositions",
        /// Why.
        Reason = "reason",
        /// The registry number (diarienummer).
        RegistryNumber = "registry_number",
        /// Who decided, when, in which paragraph, under which registry number.
        Decision = "decision",
        /// When the adjusted minutes were announced (KL 8:12).
        Announced = "announced_on",
        /// Nothing in it has changed since it was adopted.
        Unchanged = "unchanged",
    }
}

use Demand::{
    Announced, AnswerBy, Decision, Dispositions, Needs, Question, Reason, RegistryNumber, Summary, Unchanged,
};
use Right::{Plan, Propose, Register};
use Stage::{
    Adopted, Board, Committee, Consultation, Draft, InForce, Preparation, Proposal, Rejected, Repealed,
    Replaced, Revision, UnderReview,
};

/// A step from one state to another. To the same state: it was put off to a later meeting (bordlagd).
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// From.
    pub from: Stage,
    /// To.
    pub to: Stage,
    /// Who may take it.
    pub right: Right,
    /// What it demands.
    pub demands: &'static [Demand],
    /// Whether what is decided is frozen as a version.
    pub freezes: bool,
}

const fn step(from: Stage, to: Stage, right: Right, demands: &'static [Demand]) -> Step {
    Step { from, to, right, demands, freezes: matches!(to, Consultation | Proposal | Adopted) }
}

/// Every step. A committee that decides on its own adopts at once; what the council decides goes by way of the executive
/// board, which must give its opinion (KL 5:28).
pub const STEPS: [Step; 31] = [
    step(Draft, Preparation, Plan, &[Needs]),
    step(Preparation, Consultation, Plan, &[Needs, Question, AnswerBy]),
    step(Preparation, Proposal, Propose, &[Needs, Reason, Summary, Dispositions]),
    step(Preparation, Draft, Plan, &[]),
    step(Consultation, Revision, Plan, &[]),
    step(Revision, Proposal, Propose, &[Needs, Summary, Dispositions]),
    step(Revision, Consultation, Plan, &[Needs, Question, AnswerBy]),
    step(Proposal, Committee, Register, &[RegistryNumber, Dispositions]),
    step(Proposal, Revision, Plan, &[Reason]),
    step(Committee, Board, Register, &[Decision]),
    step(Committee, Adopted, Register, &[Decision]),
    step(Committee, Committee, Register, &[Reason]),
    step(Committee, Revision, Register, &[Decision, Reason]),
    step(Committee, Rejected, Register, &[Decision, Reason]),
    step(Board, Adopted, Register, &[Decision]),
    step(Board, Board, Register, &[Reason]),
    step(Board, Revision, Register, &[Decision, Reason]),
    step(Board, Rejected, Register, &[Decision, Reason]),
    step(Adopted, InForce, Register, &[Announced]),
    step(Adopted, Repealed, Register, &[Decision, Reason]),
    step(InForce, UnderReview, Plan, &[Reason]),
    step(InForce, Replaced, Register, &[Reason]),
    step(InForce, Repealed, Register, &[Decision, Reason]),
    step(UnderReview, Consultation, Plan, &[Needs, Question, AnswerBy]),
    step(UnderReview, Revision, Plan, &[]),
    step(UnderReview, InForce, Plan, &[Reason, Unchanged]),
    step(UnderReview, Replaced, Register, &[Reason]),
    step(UnderReview, Repealed, Register, &[Decision, Reason]),
    step(Rejected, Revision, Plan, &[Reason]),
    step(Rejected, Draft, Plan, &[Reason]),
    step(Replaced, UnderReview, Register, &[Reason]),
];

/// The steps that may follow on a state, the most likely first.
pub fn steps_from(stage: Stage) -> impl Iterator<Item = &'static Step> {
    STEPS.iter().filter(move |step| step.from == stage)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_stands_once_and_every_state_can_be_reached_and_all_but_the_last_left() {
        let mut pairs: Vec<_> = STEPS.iter().map(|step| (step.from, step.to)).collect();
        pairs.sort();
        pairs.dedup();
        assert_eq!(pairs.len(), STEPS.len());
        let mut reached = vec![Draft];
        let mut at = 0;
        while let Some(stage) = reached.get(at).copied() {
            let new: Vec<_> = steps_from(stage).map(|s| s.to).filter(|to| !reached.contains(to)).collect();
            for stage in new {
                if !reached.contains(&stage) {
                    reached.push(stage);
                }
            }
            at += 1;
        }
        assert_eq!(reached.len(), Stage::ALL.len());
        let ends: Vec<_> =
            Stage::ALL.into_iter().filter(|stage| steps_from(*stage).next().is_none()).collect();
        assert_eq!(ends, [Repealed]);
    }

    #[test]
    fn nothing_is_adopted_without_a_decision_nor_applies_without_an_announcement() {
        for step in STEPS {
            if step.to == Adopted {
                assert!(
                    step.demands.contains(&Decision) && step.right == Register && step.freezes,
                    "{step:?}"
                );
            }
            if step.to == InForce && step.from != UnderReview {
                assert!(step.demands.contains(&Announced) && step.from == Adopted, "{step:?}");
            }
            if step.to == Consultation {
                assert!(step.demands.contains(&Question) && step.demands.contains(&AnswerBy), "{step:?}");
            }
        }
    }

    #[test]
    fn what_lies_before_those_who_decide_stands_still() {
        for stage in Stage::ALL {
            assert!(!(stage.is_open() && stage.is_dispatched()), "{stage}");
            assert!(!stage.is_decided() || stage.is_dispatched(), "{stage}");
        }
    }
}
