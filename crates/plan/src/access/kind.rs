//! Things that somebody owns.

use uuid::Uuid;

use super::Right;
use crate::name::named;

named! {
    /// A kind of stored thing that has an owner. What must be done for every kind is a `match` without a wildcard, so that
    /// what a new kind lacks does not compile. Each kind has a table by its name, with `id`, `title`, `version` and
    /// `deleted_at`; what lies below another has `position` and the other's id, `…_id`.
    Kind {
        /// A roadmap.
        Roadmap = "roadmap",
        /// A heading of a roadmap.
        Area = "area",
        /// A need in an area.
        Need = "need",
        /// Something under way that meets a need.
        Initiative = "initiative",
        /// Something that shall be done to meet a need.
        Measure = "measure",
        /// Questions to others.
        Inquiry = "inquiry",
        /// One of the questions of an inquiry.
        Question = "question",
        /// Somebody whom an inquiry asks.
        Recipient = "recipient",
        /// A group across organisations. `group` alone is a word of SQL's.
        Group = "planning_group",
        /// A seat in a group, whoever has it.
        Seat = "seat",
        /// A meeting of a group.
        Meeting = "meeting",
        /// Something on the agenda of a meeting, with what was noted and decided.
        AgendaItem = "agenda_item",
        /// Something that somebody in a group has promised to do.
        Task = "task",
        /// A group's directive or plan.
        GroupDocument = "group_document",
        /// What has been done somewhere, and what came of it.
        Example = "example",
        /// Figures of an organisation's own.
        Figures = "figures",
    }
}

/// A kind that stands alone and is owned; its table has `organisation_id`, `house`, `is_published`, `created_at` and
/// `updated_at` too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RootKind {
    /// A roadmap.
    Roadmap,
    /// Questions to others.
    Inquiry,
    /// A group across organisations.
    Group,
    /// What has been done somewhere, and what came of it.
    Example,
    /// Figures of an organisation's own.
    Figures,
}

impl RootKind {
    /// Every such kind: those that lie below nothing, so that no list of them can lack one.
    pub fn all() -> impl Iterator<Item = Self> {
        Kind::ALL.into_iter().filter(|kind| kind.parent().is_none()).map(Kind::root)
    }

    /// As one kind among all.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Roadmap => Kind::Roadmap,
            Self::Inquiry => Kind::Inquiry,
            Self::Group => Kind::Group,
            Self::Example => Kind::Example,
            Self::Figures => Kind::Figures,
        }
    }

    /// The kind's stable name.
    pub const fn name(self) -> &'static str {
        self.kind().name()
    }

    /// Whether it comes from draft to decision in stages, which its table tells in a column `stage`.
    pub const fn has_stage(self) -> bool {
        match self {
            Self::Roadmap => true,
            Self::Inquiry | Self::Group | Self::Example | Self::Figures => false,
        }
    }

    /// Whether it is asked of others, which its table tells in a column `phase`.
    pub const fn has_phase(self) -> bool {
        match self {
            Self::Roadmap | Self::Group | Self::Example | Self::Figures => false,
            Self::Inquiry => true,
        }
    }

    /// Whether it goes on until somebody ends it, which its table tells in a column `ended_at`.
    pub const fn has_end(self) -> bool {
        match self {
            Self::Roadmap | Self::Inquiry | Self::Example | Self::Figures => false,
            Self::Group => true,
        }
    }

    /// Whether a draft of it can be shared with other organisations. What others have answered is not for third ones, and a group
    /// is a room for those who have seats in it.
    pub const fn is_shared(self) -> bool {
        match self {
            Self::Roadmap => true,
            Self::Inquiry | Self::Group | Self::Example | Self::Figures => false,
        }
    }

    /// Whether it is about a region, which its table tells in a column `region_code`.
    pub const fn has_region(self) -> bool {
        match self {
            Self::Roadmap | Self::Example | Self::Figures => true,
            Self::Inquiry | Self::Group => false,
        }
    }
}

impl Kind {
    /// The kind that one of this kind lies below, which its table names in a column `…_id`; none for what stands alone.
    pub const fn parent(self) -> Option<Self> {
        match self {
            Self::Roadmap | Self::Inquiry | Self::Group | Self::Example | Self::Figures => None,
            Self::Seat | Self::Meeting | Self::Task | Self::GroupDocument => Some(Self::Group),
            Self::AgendaItem => Some(Self::Meeting),
            Self::Question | Self::Recipient => Some(Self::Inquiry),
            Self::Area => Some(Self::Roadmap),
            Self::Need => Some(Self::Area),
            Self::Initiative | Self::Measure => Some(Self::Need),
        }
    }

    /// The kind of what decides who may do what with one of this kind: what stands alone and is owned.
    pub const fn root(self) -> RootKind {
        match self {
            Self::Roadmap | Self::Area | Self::Need | Self::Initiative | Self::Measure => RootKind::Roadmap,
            Self::Inquiry | Self::Question | Self::Recipient => RootKind::Inquiry,
            Self::Group
            | Self::Seat
            | Self::Meeting
            | Self::AgendaItem
            | Self::Task
            | Self::GroupDocument => RootKind::Group,
            Self::Example => RootKind::Example,
            Self::Figures => RootKind::Figures,
        }
    }

    /// What it takes to change one of this kind.
    pub const fn right(self) -> Right {
        match self {
            Self::Roadmap | Self::Area | Self::Need | Self::Initiative | Self::Measure => Right::Plan,
            Self::Inquiry | Self::Question | Self::Recipient => Right::Ask,
            Self::Group
            | Self::Seat
            | Self::Meeting
            | Self::AgendaItem
            | Self::Task
            | Self::GroupDocument => Right::Convene,
            Self::Example => Right::Contribute,
            Self::Figures => Right::PutFigures,
        }
    }

    /// What more it takes to change one of this kind once everybody reads it; nothing where it is changed as before.
    pub const fn right_when_published(self) -> Option<Right> {
        match self {
            Self::Example => Some(Right::ApproveExample),
            Self::Figures => Some(Right::SetFigures),
            Self::Roadmap | Self::Area | Self::Need | Self::Initiative | Self::Measure => None,
            Self::Inquiry | Self::Question | Self::Recipient => None,
            Self::Group
            | Self::Seat
            | Self::Meeting
            | Self::AgendaItem
            | Self::Task
            | Self::GroupDocument => None,
        }
    }

    /// Rows of a table of their own that are as a field of one of this kind: the field's name, the table, and its column
    /// of the thing.
    pub(crate) const fn belongings(self) -> Option<(&'static str, &'static str, &'static str)> {
        match self {
            Self::Measure => Some(("effects", "effect", "measure_id")),
            Self::Example => Some(("results", "example_result", "example_id")),
            Self::Roadmap | Self::Area | Self::Need | Self::Initiative => None,
            Self::Inquiry | Self::Question | Self::Recipient => None,
            // Numbers are many, and what changes in them is told by their hash.
            Self::Figures => None,
            Self::Group
            | Self::Seat
            | Self::Meeting
            | Self::AgendaItem
            | Self::Task
            | Self::GroupDocument => None,
        }
    }

    /// One of this kind.
    pub const fn of(self, id: Uuid) -> Ref {
        Ref { kind: self, id }
    }
}

/// One thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ref {
    /// What it is.
    pub kind: Kind,
    /// Which.
    pub id: Uuid,
}
