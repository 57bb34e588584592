//! How far things have come, as far as that decides who may do what with them.

use super::Right;
use crate::name::named;

named! {
    /// The state of something that is decided: a roadmap.
    Stage {
        /// It is being written.
        Draft = "draft",
        /// The own organisation works through it.
        Preparation = "preparation",
        /// Others are asked for their opinion.
        Consultation = "consultation",
        /// The opinions are worked in.
        Revision = "revision",
        /// There is a proposal for decision.
        Proposal = "proposal",
        /// It lies before a committee.
        Committee = "committee",
        /// It lies before the executive board.
        Board = "board",
        /// It is adopted.
        Adopted = "adopted",
        /// The decision is announced, and it applies.
        InForce = "in_force",
        /// It applies, and is being revised.
        UnderReview = "under_review",
        /// Another has taken its place.
        Replaced = "replaced",
        /// It no longer applies.
        Repealed = "repealed",
        /// It was turned down.
        Rejected = "rejected",
    }
}

use Stage::{
    Adopted, Board, Committee, Draft, InForce, Preparation, Rejected, Repealed, Replaced, Revision,
    UnderReview,
};

impl Stage {
    /// Whether what stands in it can be changed.
    pub const fn is_open(self) -> bool {
        matches!(self, Draft | Preparation | Revision | UnderReview)
    }

    /// Whether it lies before those who decide, or has been there.
    pub const fn is_dispatched(self) -> bool {
        matches!(self, Committee | Board | Adopted | InForce | Replaced | Repealed | Rejected)
    }

    /// Whether it applies to nothing and will not.
    pub const fn is_over(self) -> bool {
        matches!(self, Replaced | Repealed | Rejected)
    }

    /// Whether it stands as it was decided.
    pub const fn is_decided(self) -> bool {
        matches!(self, Adopted | InForce | Replaced | Repealed)
    }
}

named! {
    /// How far questions to others have come.
    Phase {
        /// They are being written.
        Draft = "draft",
        /// They have been put, and answers come in.
        Open = "open",
        /// Everybody who answered has been told what became of it.
        Ended = "ended",
    }
}

/// How far a thing has come, by what kind of thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its kind has none: it can always be changed.
    Always,
    /// It is decided in steps.
    Decided(Stage),
    /// It is asked of others.
    Asked(Phase),
    /// It goes on until it is ended.
    Going(Going),
}

/// Whether what goes on until it is ended has been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Going {
    /// It goes on.
    On,
    /// It has been ended.
    Ended,
}

impl State {
    /// The state of something that stands alone, by what is stored of it.
    pub(crate) fn stored(stage: Option<Stage>, phase: Option<Phase>, has_ended: Option<bool>) -> Self {
        let going = has_ended.map(|has_ended| if has_ended { Going::Ended } else { Going::On });
        stage.map(Self::Decided).or(phase.map(Self::Asked)).or(going.map(Self::Going)).unwrap_or(Self::Always)
    }

    /// The state's stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Decided(stage) => stage.name(),
            Self::Asked(phase) => phase.name(),
            Self::Going(Going::On) => "going",
            Self::Going(Going::Ended) => "ended",
        }
    }

    /// Whether somebody who has a right may use it now.
    pub const fn allows(self, right: Right) -> bool {
        match self {
            Self::Always => true,
            Self::Decided(stage) => {
                // What follows a decided measure up is written while the roadmap is carried out.
                let follows_up = matches!(right, Right::Status | Right::Approve | Right::Indicator);
                stage.is_open() || (follows_up && matches!(stage, Adopted | InForce))
            }
            // Nobody answers questions that change meanwhile.
            Self::Asked(phase) => match right {
                Right::Ask => matches!(phase, Phase::Draft),
                _ => !matches!(phase, Phase::Ended),
            },
            Self::Going(going) => matches!(going, Going::On),
        }
    }

    /// Whether somebody who has a right may take away what goes with it: what has been sent to others by mistake can be taken
    /// back, until it has ended.
    pub const fn allows_taking_back(self, right: Right) -> bool {
        match self {
            Self::Always | Self::Decided(_) | Self::Going(_) => self.allows(right),
            Self::Asked(phase) => !matches!(phase, Phase::Ended),
        }
    }

    /// Whether it lies before those who decide, or has been there.
    pub const fn is_dispatched(self) -> bool {
        match self {
            Self::Always | Self::Asked(_) | Self::Going(_) => false,
            Self::Decided(stage) => stage.is_dispatched(),
        }
    }
}
