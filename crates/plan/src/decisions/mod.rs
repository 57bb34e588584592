//! Decisions: how something goes in steps from draft to adopted and on, what each step demands, and the versions that
//! are frozen on the way. The steps are data ([`step_table`]); what is decided is known by a
//! [`Ref`](crate::access::Ref), and what is particular to its kind stands in one place.

mod history;
mod in_force;
mod proof;
mod reminders;
pub mod step_table;
mod steps;
mod subject;
mod versions;

pub use history::{Decision, History, history, history_of_version};
pub use in_force::{Read, answering, answering_stages, readable};
pub use proof::{AlteredVersion, verify};
pub use reminders::{Reminded, Reminder, due};
pub use step_table::{Demand, Step, steps_from};
pub use steps::{APPEAL_WEEKS, Body, StepInput, possible_steps, steps_for_others, steps_taken, take};
pub use subject::{Content, DecidedKind, ExpectedVersion, Subject};
pub(crate) use versions::frozen_tree;
pub use versions::{Frozen, Version, asked, compare, may_publish, publish, version, versions};
