//! Roadmaps: areas, the needs in each, the initiatives that already meet them and the measures that shall.
//!
//! Read with [`list`], [`load`] and [`load_around`]; change with the actions in [`store`]. What a user types is one
//! of the inputs in [`input`] and [`measure_input`]; it is checked inside the action, the only way in.

mod abilities;
mod blanks;
pub mod changes;
mod complete;
pub mod computable;
pub mod file;
pub mod findings;
pub mod frozen;
pub mod input;
mod insert;
pub mod measure_input;
mod municipality;
mod owner;
mod part;
mod published;
mod read;
mod rights;
mod room;
pub mod status;
pub mod store;
pub mod template;
mod thawed;
mod types;

pub use abilities::{Abilities, abilities, demand_plan};
pub use blanks::{Blank, Blanks, Column};
pub(crate) use complete::readiness;
pub use complete::{Lacking, Readiness};
pub use computable::computable;
pub use file::RoadmapFile;
pub use findings::{Finding, FindingKind};
pub use input::{AreaInput, InitiativeInput, NeedInput, RoadmapInput};
pub use measure_input::{HALF_LIFE, MAX_COST, MeasureInput};
pub use municipality::{OwnRoadmaps, of_municipality};
pub use owner::planned_for;
pub use part::Part;
pub(crate) use published::in_force;
pub use published::{Published, published};
pub use read::{around, list, load, load_around, load_measure};
pub use room::MOST_MEASURES;
pub(crate) use room::demand_length;
pub use status::Status;
pub(crate) use store::undecided;
pub use store::{Origin, import};
pub use types::{
    Area, Commitment, Control, Effect, Initiative, Level, Measure, Need, Roadmap, RoadmapSummary,
    RoadmapTree, Scope,
};
