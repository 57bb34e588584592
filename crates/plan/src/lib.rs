//! The domain and its storage: one module a capability. Knows no HTTP, no HTML and no mail transport.
//!
//! Every change is one function that takes an open [`db::Tx`], checks what it is given and writes; the caller
//! commits. Time comes from a [`clock::Clock`], and every failure is a [`fault::Fault`].

pub mod clock;
pub mod db;
pub mod fault;
pub mod forecast;
pub mod roadmap;
