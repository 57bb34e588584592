//! The form of a reference table: a CSV file that begins with what it is and where it comes from.
//!
//! ```text
//! # title: Population 31 December 2025
//! # source: Statistics Sweden, …
//! # date: 2025-12-31
//! # unit: persons
//! # method: …
//! code,sex,0,1,2,…
//! 0114,women,270,…
//! ```

use std::borrow::Cow;
use std::str::FromStr;

/// Where a table comes from.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Provenance {
    /// File name without ending.
    pub table: String,
    /// What it holds.
    pub title: String,
    /// Who published the figures, and in which series.
    pub source: String,
    /// The date or period that the figures stand for.
    pub date: String,
    /// The unit of the figures.
    pub unit: String,
    /// How the figures were made into the table.
    pub method: String,
    /// Number of rows.
    pub rows: usize,
}

/// A table or a file of official figures that does not have the expected form.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A file that cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// A row or field with the wrong form.
    #[error("{table}, row {row}: {reason}")]
    Row {
        /// The table or file.
        table: String,
        /// Row number, the header not counted.
        row: usize,
        /// What is wrong.
        reason: String,
    },
    /// Figures that contradict each other.
    #[error("{table}: {reason}")]
    Check {
        /// The table or file.
        table: String,
        /// What is wrong.
        reason: String,
    },
}

/// A row under construction: fields by position, with good words for what is missing.
pub struct Row<'a> {
    table: &'a str,
    number: usize,
    record: csv::StringRecord,
}

impl Row<'_> {
    /// The text of a field.
    pub fn text(&self, column: usize) -> Result<&str, Fault> {
        self.record.get(column).ok_or_else(|| self.fault(format!("no column {column}")))
    }

    /// A field as a number (or anything that can be read from text).
    pub fn read<T: FromStr>(&self, column: usize) -> Result<T, Fault> {
        let text = self.text(column)?.trim();
        let wrong = || self.fault(format!("column {column}: \"{text}\" is not of the right kind"));
        if is_endless(text) { Err(wrong()) } else { text.parse().map_err(|_| wrong()) }
    }

    /// A field that may be empty.
    pub fn maybe<T: FromStr>(&self, column: usize) -> Result<Option<T>, Fault> {
        if self.text(column)?.trim().is_empty() { Ok(None) } else { self.read(column).map(Some) }
    }

    /// Number of fields.
    pub fn len(&self) -> usize {
        self.record.len()
    }

    /// Whether there are no fields.
    pub fn is_empty(&self) -> bool {
        self.record.is_empty()
    }

    /// All fields from `column` on, exactly `N` of them.
    pub fn values<const N: usize>(&self, column: usize) -> Result<[f64; N], Fault> {
        if self.record.len() != column + N {
            return Err(self.fault(format!("{} fields instead of {}", self.record.len(), column + N)));
        }
        let mut values = [0.0; N];
        for (i, value) in values.iter_mut().enumerate() {
            *value = self.read(column + i)?;
        }
        Ok(values)
    }

    /// A sex, written `women` or `men`: its index.
    pub fn sex(&self, column: usize) -> Result<usize, Fault> {
        match self.text(column)? {
            "women" => Ok(projection::WOMEN),
            "men" => Ok(projection::MEN),
            other => Err(self.fault(format!("\"{other}\" is neither women nor men"))),
        }
    }

    /// A fault in this row.
    pub fn fault(&self, reason: String) -> Fault {
        Fault::Row { table: self.table.to_owned(), row: self.number, reason }
    }
}

/// Whether a text can be read as a number, but as none that can be counted with: `NaN`, `inf`, `1e999`.
fn is_endless(text: &str) -> bool {
    let has_letters = text.bytes().any(|byte| byte.is_ascii_alphabetic());
    has_letters && text.parse::<f64>().is_ok_and(|number| !number.is_finite())
}

/// Where the text of a table is taken from: the program itself, unless a test has another.
pub(crate) type Texts<'a> = &'a dyn Fn(Bundled) -> Cow<'static, str>;

/// A fault in a whole table.
pub(crate) fn lacking(table: Bundled, reason: String) -> Fault {
    Fault::Check { table: table.name().to_owned(), reason }
}

/// Reads the rows of CSV text; lines that begin with `#` are skipped.
pub fn rows(
    table: &str,
    text: &str,
    mut each: impl FnMut(&Row<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    delimited(table, text, b',', |_, row| each(row))
}

/// The same with another delimiter, and with the column names.
pub fn delimited(
    table: &str,
    text: &str,
    delimiter: u8,
    mut each: impl FnMut(&csv::StringRecord, &Row<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let bad = |number: usize, e: csv::Error| Fault::Row {
        table: table.to_owned(),
        row: number,
        reason: e.to_string(),
    };
    let headers = reader.headers().map_err(|e| bad(0, e))?.clone();
    for (i, record) in reader.records().enumerate() {
        let record = record.map_err(|e| bad(i + 1, e))?;
        each(&headers, &Row { table, number: i + 1, record })?;
    }
    Ok(())
}

/// The provenance that a table carries at its head.
pub fn provenance(table: &str, text: &str) -> Result<Provenance, Fault> {
    let field = |name: &str| {
        let mark = format!("# {name}: ");
        text.lines()
            .take_while(|line| line.starts_with('#'))
            .find_map(|line| line.strip_prefix(&mark))
            .map(str::to_owned)
            .ok_or_else(|| Fault::Check {
                table: table.to_owned(),
                reason: format!("says nothing of its {name}"),
            })
    };
    Ok(Provenance {
        table: table.to_owned(),
        title: field("title")?,
        source: field("source")?,
        date: field("date")?,
        unit: field("unit")?,
        method: field("method")?,
        rows: text.lines().filter(|line| !line.starts_with('#')).count().saturating_sub(1),
    })
}

macro_rules! tables {
    ($($name:ident),* $(,)?) => {
        /// The text of each bundled table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(non_camel_case_types, missing_docs)]
        pub enum Bundled { $($name),* }

        impl Bundled {
            /// All tables, in the order they are listed in.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The table's name: its file without ending.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),* }
            }

            /// The table as it stands in the program.
            pub const fn text(self) -> &'static str {
                match self { $(Self::$name => include_str!(concat!("../tables/", stringify!($name), ".csv"))),* }
            }
        }
    };
}

tables!(
    regions,
    population_base,
    population_national,
    population_55_plus,
    population_county,
    population_totals,
    population_structure,
    population_single,
    population_bands,
    population_80_plus,
    population_65_plus,
    population_counted,
    events,
    mortality,
    mortality_municipal,
    life_expectancy,
    fertility,
    migration,
    care_users,
    care_gradient,
    care_local,
    care_totals,
    staff,
    backtest_frozen,
    forecast_scb,
    approaches,
    effects,
    shapes,
);

impl Bundled {
    /// Reads the rows of its text.
    pub(crate) fn rows(
        self,
        texts: Texts<'_>,
        each: impl FnMut(&Row<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        rows(self.name(), &texts(self), each)
    }

    /// What it is and where it comes from.
    pub fn provenance(self) -> Result<Provenance, Fault> {
        provenance(self.name(), self.text())
    }
}
