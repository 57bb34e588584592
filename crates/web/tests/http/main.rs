//! The site from outside: requests over HTTP to the real router.

#![allow(clippy::unwrap_used, reason = "everything here is a test: a failed step is a failed test")]

mod forecast;
mod operations;
mod portfolio;
mod roadmap;
mod served;
