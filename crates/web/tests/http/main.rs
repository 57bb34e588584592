//! The site from outside: requests over HTTP to the real router.

#![allow(clippy::unwrap_used, reason = "everything here is a test: a failed step is a failed test")]

mod accounts;
mod api;
mod attachments;
mod attacks;
mod boundaries;
mod computing;
mod decisions;
mod downloads;
mod examples;
mod figures;
mod forecast;
mod groups;
mod inquiry;
mod library;
mod needs;
mod oidc;
mod once;
mod operations;
mod people;
mod portfolio;
mod quotas;
mod roadmap;
mod search;
mod served;
mod spread;
mod trail;
mod transfer;
mod tries;
mod typed;
mod undo;
