//! How far organisations have come with an approach, such as a technology: not at all, testing it, partly, everywhere, or no longer;
//! and how it spreads over the years.
//!
//! Whatever way it comes (from the organisation itself, with an answer to a call, or from a table), it is kept the same and everybody
//! reads it: of each organisation, approach and day once by itself and once by each other who tells or asks. Of a day what it
//! said last itself, or answered, goes before what others tell of it in tables.

mod note;
mod spread;
mod telling;
mod types;

pub(crate) use note::{Told, forget_told, keep_told};
pub use note::{judge_all, last_uptake, newest_uptakes, note_uptake, remove_uptake, take_in, uptakes};
pub use spread::{Counts, Spread, Standing, counts};
pub use telling::may_take_back;
pub(crate) use telling::may_tell;
pub use types::{Uptake, UptakeInput, UptakeRow, UptakeSource, UptakeStage};
pub(crate) use types::{check_day, check_share};
