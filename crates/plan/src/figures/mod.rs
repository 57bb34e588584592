//! Figures of a municipality's own: what it counts, knows and expects itself, as it is written in the tables that it has.

mod ages;
mod care;
mod head;
mod numbers;
mod outcome;
mod people;
mod places;
mod steps;
mod store;
mod table;
mod types;

pub use ages::AgeClass;
pub use care::{CareFigure, CareFigures, read_care};
pub use head::ColumnUse;
pub use numbers::{FiguresSubject, Numbers};
pub use outcome::Outcome;
pub use people::{PeopleCount, PeopleTable, Sex, TableRow, read_people};
pub use places::{
    PlacesChange, PlacesColumn, PlacesEvent, PlacesTable, places_by_year, read_places, vacant_places,
};
pub use steps::{FiguresStep, StepInput, possible_steps, take_step};
pub(crate) use store::archived;
pub use store::{
    FiguresInUse, FiguresStamp, create, edit, in_use, kept, list, load, numbers, replace_numbers, restore,
    stamp, understood,
};
pub use table::{FiguresTable, ReadColumn, Understood};
pub use types::{Figures, FiguresInput, FiguresState};
