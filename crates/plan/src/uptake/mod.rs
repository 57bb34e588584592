//! How far organisations have come with an approach, such as a technology: not at all, testing it, partly, everywhere, or no longer;
//! and how it spreads over the years.
//!
//! Whatever way it comes (from the organisation itself, with an answer to a call, or from a table), it is kept the same and everybody
//! reads it: of each organisation, approach and day once by itself and once by each other who tells. Of a day its own word goes first.

mod note;
mod spread;
mod types;

pub(crate) use note::{Told, forget_told, keep_told, may_tell};
pub use note::{judge_all, last_uptake, newest_uptakes, note_uptake, remove_uptake, take_in, uptakes};
pub use spread::{Counts, Spread, Standing, counts};
pub use types::{Stage, Uptake, UptakeInput, UptakeRow, UptakeSource};
pub(crate) use types::{check_day, check_share};
