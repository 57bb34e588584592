//! Roadmaps: areas, the needs in each, the initiatives that already meet them and the measures that shall.
//!
//! Read with [`list`], [`load`] and [`load_around`]; change with the actions in [`store`]. What a user types is one
//! of the inputs in [`input`] and [`measure_input`]; it is checked inside the action, the only way in.

mod check;
pub mod computable;
pub mod file;
pub mod gaps;
pub mod input;
mod insert;
pub mod measure_input;
mod name;
mod order;
mod part;
mod read;
pub mod status;
pub mod store;
pub mod template;
mod types;

pub use check::Valid;
pub use computable::computable;
pub use file::{RoadmapFile, import};
pub use gaps::{Gap, GapKind};
pub use input::{AreaInput, InitiativeInput, NeedInput, RoadmapInput};
pub use measure_input::MeasureInput;
pub use name::UnknownName;
pub use order::Direction;
pub use part::Part;
pub use read::{list, load, load_around};
pub use status::Status;
pub use store::Origin;
pub use types::{
    Area, Commitment, Control, Effect, Initiative, Level, Measure, Need, Roadmap, RoadmapSummary,
    RoadmapTree, Scope,
};
