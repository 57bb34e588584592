//! The library: what others have done and what came of it. Approaches gather published effects, say how sure they are, and lead to a
//! lever where there is an honest way.

mod basis;
mod outcome;
mod strength;

pub use basis::{Basis, bases};
pub use outcome::{LeftOut, Outcome, outcomes};
pub use strength::{Strength, judged, strength};
