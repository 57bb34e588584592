//! Organisations: the official ones, which the program knows by their codes, and those that are added below or beside
//! them; and the functions in each, which persons hold over time.

mod functions;
mod names;
mod official;
mod routines;
mod store;
mod tree;

pub use functions::{
    Function, FunctionInput, Holder, HolderInput, create_function, end_function, functions, functions_with,
    grants, hold, holders, leave,
};
pub use names::Names;
pub(crate) use official::is_county;
pub use official::official;
pub use routines::{Routines, routines, set_routines};
pub(crate) use routines::{approvers, holders_with, meetings, meetings_of, needs_approval};
pub(crate) use store::acting;
pub use store::{OrganisationInput, close, create, load};
pub use tree::{NATION, Organisation, OrganisationKind, Organisations, SALAR};
