//! Figures of a municipality's own: what it counts and expects itself, as it is written in the tables that it has.

mod ages;
mod head;
mod people;

pub use ages::AgeClass;
pub use head::ColumnUse;
pub use people::{PeopleCount, PeopleTable, Sex, TableRow, read_people};
