//! The parts that a roadmap consists of, for what is done alike to all of them.

use uuid::Uuid;

use crate::access::{Kind, Ref};
use crate::name::named;

named! {
    /// A kind of part.
    Part {
        /// The roadmap itself.
        Roadmap = "roadmap",
        /// A heading.
        Area = "area",
        /// A need.
        Need = "need",
        /// Something under way.
        Initiative = "initiative",
        /// Something that shall be done.
        Measure = "measure",
    }
}

impl Part {
    /// The part as a kind of thing.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Roadmap => Kind::Roadmap,
            Self::Area => Kind::Area,
            Self::Need => Kind::Need,
            Self::Initiative => Kind::Initiative,
            Self::Measure => Kind::Measure,
        }
    }

    /// One such part.
    pub const fn of(self, id: Uuid) -> Ref {
        self.kind().of(id)
    }
}
