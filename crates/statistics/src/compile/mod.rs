//! Compiles the reference tables from a folder of official figures.
//!
//! The folder holds the publishers' figures as CSV and GeoJSON, named as in the constants of the modules here.
//! The same figures give the same tables, byte for byte.

mod base;
mod care;
mod constituency;
mod deaths;
mod figures;
mod history;
mod local_care;
mod municipal;
mod outlines;
mod rates;

use std::fmt::Write as _;
use std::path::Path;

use crate::table::Fault;

pub(crate) use base::{in_whole_people, levelled};

/// A finished table: its name and text.
pub struct Compiled {
    /// The name, without ending.
    pub name: &'static str,
    /// The text, as it is written to the file.
    pub text: String,
}

/// What stands at the head of a table.
pub(crate) struct Head<'a> {
    pub name: &'static str,
    pub title: &'static str,
    pub source: &'static str,
    pub date: &'a str,
    pub unit: &'static str,
    pub method: &'static str,
    pub columns: String,
}

impl Head<'_> {
    fn begin(&self) -> String {
        let Self { title, source, date, unit, method, columns, .. } = self;
        format!(
            "# title: {title}\n# source: {source}\n# date: {date}\n# unit: {unit}\n# method: {method}\n{columns}\n"
        )
    }

    pub(crate) fn table(&self, rows: impl IntoIterator<Item = String>) -> Compiled {
        let mut text = self.begin();
        for row in rows {
            let _ = writeln!(text, "{row}");
        }
        Compiled { name: self.name, text }
    }
}

/// Joins numbers with commas, each with up to `decimals` decimals and no trailing zeros.
pub(crate) fn joined(values: impl IntoIterator<Item = f64>, decimals: usize) -> String {
    let short = |value: f64| {
        let text = format!("{value:.decimals$}");
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    };
    values.into_iter().map(short).collect::<Vec<_>>().join(",")
}

/// Names of columns: some, and then one an age.
pub(crate) fn columns(first: &[&str], ages: usize) -> String {
    let ages = (0..ages).map(|age| age.to_string());
    first.iter().map(|c| (*c).to_owned()).chain(ages).collect::<Vec<_>>().join(",")
}

pub(crate) const SEX_NAMES: [&str; projection::SEXES] = ["women", "men"];

/// Compiles all tables from the folder `from`.
///
/// # Errors
/// A file that is missing or does not have its form, or figures that contradict each other.
pub fn compile(from: &Path) -> Result<Vec<Compiled>, Fault> {
    let figures = figures::Figures::read(from)?;
    let mut tables = vec![outlines::regions(&figures)?];
    tables.push(base::base(&figures));
    tables.extend(history::tables(&figures));
    tables.extend(municipal::tables(&figures.population));
    tables.extend(rates::tables(&figures)?);
    tables.extend(care::tables(&figures)?);
    tables.push(outlines::shapes(&figures)?);
    Ok(tables)
}

/// Writes the tables to the folder `to`.
///
/// # Errors
/// A file that cannot be written.
pub fn write(tables: &[Compiled], to: &Path) -> Result<(), Fault> {
    for table in tables {
        let path = to.join(format!("{}.csv", table.name));
        std::fs::write(&path, &table.text)
            .map_err(|source| Fault::File { path: path.display().to_string(), source })?;
    }
    Ok(())
}
