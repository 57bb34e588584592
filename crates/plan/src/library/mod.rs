//! The library: what others have done and what came of it. Approaches gather published effects, say how sure they are, and lead to a
//! lever where there is an honest way.

mod basis;
mod collection;
pub mod examples;
mod named;
mod outcome;
mod reuse;
mod strength;

pub use basis::{Basis, bases};
pub use collection::keep_collection;
pub use named::named;
pub use outcome::{LeftOut, Outcome, outcomes};
pub use reuse::{Reuse, ReuseInput, ReuseStep, Reused, note_reuse, remove_reuse, reuses, standing};
pub use strength::{Strength, judged, strength};
