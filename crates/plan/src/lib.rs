//! The domain and its storage: one module a capability. Knows no HTTP, no HTML and no mail transport.
//!
//! Every change is one function that takes an open [`db::Tx`], asks [`access`] whether whoever the transaction belongs
//! to may do so, checks what it is given, writes, and leaves a row in the [`audit`] trail; the caller commits. Time
//! comes from a [`clock::Clock`], and every failure is a [`fault::Fault`].

pub mod access;
pub mod accounts;
pub mod attachments;
pub mod audit;
pub mod case_data;
mod checks;
pub mod clock;
pub mod db;
pub mod decisions;
pub mod fault;
pub mod figures;
pub mod groups;
pub mod inquiry;
pub mod jobs;
pub mod library;
mod name;
pub mod once;
pub mod organisations;
pub mod outbox;
pub mod quotas;
pub mod records;
pub mod roadmap;
pub mod search;
pub mod shares;
pub mod staging;
pub mod transfer;
pub mod uptake;

pub use checks::Valid;
pub use name::UnknownName;
