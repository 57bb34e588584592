//! Real servers for tests, started by the tests themselves from Debian's packages.
//!
//! A server lives as long as the test program that asked for it, even if that is killed: it is watched over by a shell
//! that ends it when the program's end of a pipe closes.

pub mod calendar;
pub mod oidc;
pub mod postgres;
pub mod s3;
pub mod scb;
pub mod smtp;

use tempfile::TempDir;

/// The variable that says which database the tests run on: `file` (without it) or `postgres`.
pub const ENGINE: &str = "FARDPLAN_TEST_DATABASE";

/// A new and empty database for one test: a file of its own, or a database of its own in a server.
#[derive(Debug)]
pub struct Database {
    /// Where it is, as the program takes it.
    pub place: String,
    /// Goes away with the database.
    pub folder: TempDir,
    is_file: bool,
}

impl Database {
    /// On the engine that [`ENGINE`] names.
    ///
    /// # Panics
    /// An unknown engine, or a server that does not start.
    #[allow(clippy::new_without_default, reason = "it starts servers")]
    pub fn new() -> Self {
        match std::env::var(ENGINE).as_deref() {
            Err(_) | Ok("file") => Self::file(),
            Ok("postgres") => {
                let folder = tempfile::tempdir().expect("there is room for a folder");
                Self { place: postgres::database(), folder, is_file: false }
            }
            Ok(other) => panic!("{ENGINE} is {other}: choose file or postgres"),
        }
    }

    /// A file, whatever the engine of the other tests.
    ///
    /// # Panics
    /// No room for a folder.
    pub fn file() -> Self {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let place = folder.path().join("new/folder/fardplan.db").display().to_string();
        Self { place, folder, is_file: true }
    }

    /// Whether it is a file.
    pub fn is_file(&self) -> bool {
        self.is_file
    }
}
