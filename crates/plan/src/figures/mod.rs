//! Figures of a municipality's own: what it counts and expects itself, as it is written in the tables that it has.

mod ages;
mod head;
mod people;
mod steps;
mod store;
mod types;

pub use ages::AgeClass;
pub use head::ColumnUse;
pub use people::{PeopleCount, PeopleTable, Sex, TableRow, read_people};
pub use steps::{FiguresStep, possible_steps, take_step};
pub(crate) use store::archived;
pub use store::{
    FiguresInUse, FiguresStamp, counts, create, edit, in_use, list, load, replace_numbers, restore, sheet,
    stamp,
};
pub use types::{Figures, FiguresInput, FiguresState};
