//! Figures that have been fetched from whoever publishes them, in the place of bundled ones: read, checked, and made into the same tables.

pub mod json_stat;
mod people;
pub mod pxweb;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::path::Path;

use crate::table::{Bundled, Fault};
use crate::{Tables, table};

pub use people::{FETCHED_FROM, PeopleFetched};

/// Tables that have been fetched, by name; the others are the bundled ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    tables: Vec<(Bundled, String)>,
}

impl Fetched {
    /// Some tables.
    pub fn of(mut tables: Vec<(Bundled, String)>) -> Self {
        tables.sort_by_key(|(table, _)| *table as usize);
        Self { tables }
    }

    /// Reads the tables that lie in a folder, each by its name.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn read(folder: &Path) -> Result<Self, Fault> {
        let mut tables = Vec::new();
        for table in Bundled::ALL {
            let path = folder.join(format!("{}.csv", table.name()));
            if path.exists() {
                let text = std::fs::read_to_string(&path)
                    .map_err(|source| Fault::File { path: path.display().to_string(), source })?;
                tables.push((*table, text));
            }
        }
        Ok(Self { tables })
    }

    /// Writes the tables to a folder, each by its name.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), Fault> {
        for (table, text) in &self.tables {
            let path = folder.join(format!("{}.csv", table.name()));
            std::fs::write(&path, text)
                .map_err(|source| Fault::File { path: path.display().to_string(), source })?;
        }
        Ok(())
    }

    /// The texts, in order of their tables, for whoever sums them.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.tables.iter().map(|(_, text)| text.as_str())
    }

    /// Whether nothing has been fetched.
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// The text of a table: fetched, or bundled.
    pub(crate) fn text(&self, of: Bundled) -> Cow<'static, str> {
        let fetched = self.tables.iter().find(|(table, _)| *table == of);
        fetched.map_or(Cow::Borrowed(of.text()), |(_, text)| Cow::Owned(text.clone()))
    }
}

impl Tables {
    /// Reads the tables with some that have been fetched in the place of bundled ones.
    ///
    /// # Errors
    /// A table that does not have its own form, or lacks a region or a year that it is said to hold.
    pub fn with(fetched: &Fetched) -> Result<Self, Fault> {
        let texts: table::Texts<'_> = &|table| fetched.text(table);
        Self::read(texts)
    }
}
