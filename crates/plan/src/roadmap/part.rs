//! The parts that a roadmap consists of, for what is done alike to all of them.

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

/// The same statement for each kind of part; the table's name stands between the two texts.
macro_rules! for_part {
    ($part:expr, $before:literal, $after:literal) => {
        match $part {
            Part::Roadmap => sql!(concat!($before, "roadmap", $after)),
            Part::Area => sql!(concat!($before, "area", $after)),
            Part::Need => sql!(concat!($before, "need", $after)),
            Part::Initiative => sql!(concat!($before, "initiative", $after)),
            Part::Measure => sql!(concat!($before, "measure", $after)),
        }
    };
}
pub(super) use for_part;
