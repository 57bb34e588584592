//! The program as its users meet it: the real binary, a real database file, a real browser.

#![allow(clippy::unwrap_used, reason = "everything here is a test: a failed step is a failed test")]

mod accessible;
mod accounts;
mod advisories;
mod attachments;
mod browser;
mod coming_back;
mod command_line;
mod connections;
mod consultation;
mod contract;
mod durable;
mod fetched;
mod figures;
mod full_disk;
mod groups;
mod inquiry;
mod library;
mod licences;
mod mail;
mod operations;
mod program;
mod restore;
mod user_path;
