//! The trial of the method as it was before it met the counts of 2020–2025: run once, and kept as it came.

use std::sync::LazyLock;

use statistics::Fault;
use statistics::table::{Bundled, Row};

use super::{Age, SizeClass};

/// One line of the frozen trial; shares of the outcome.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrozenLine {
    /// The year that the method stood in.
    pub from: i32,
    /// The year that it is judged by.
    pub to: i32,
    /// Who.
    pub age: Age,
    /// Over which municipalities, or the country.
    pub over: Over,
    /// Mean size of the municipalities' errors; the error for the country.
    pub error: f64,
    /// Mean error.
    pub bias: Option<f64>,
    /// Share of the municipalities inside the 50 per cent interval.
    pub within_50: Option<f64>,
    /// Share of the municipalities inside the 90 per cent interval.
    pub within_90: Option<f64>,
    /// Error of carrying the first year's number forward.
    pub unchanged: f64,
    /// Error of cohort survival as over as many years before.
    pub constant: f64,
}

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// The country.
    Country,
    /// All municipalities, or those of one size.
    Municipalities(Option<SizeClass>),
}

/// All lines, in the order of the table, read at the first call.
///
/// # Errors
/// A damaged build.
pub fn frozen() -> Result<&'static [FrozenLine], &'static Fault> {
    static LINES: LazyLock<Result<Vec<FrozenLine>, Fault>> = LazyLock::new(read);
    LINES.as_deref()
}

fn read() -> Result<Vec<FrozenLine>, Fault> {
    let mut lines = Vec::new();
    statistics::table::rows(Bundled::backtest_frozen.name(), Bundled::backtest_frozen.text(), |row| {
        let percent = |column: usize| Ok(row.maybe::<f64>(column)?.map(|value| value / 100.0));
        lines.push(FrozenLine {
            from: row.read(0)?,
            to: row.read(1)?,
            age: age(row)?,
            over: over(row)?,
            error: row.read::<f64>(5)? / 100.0,
            bias: percent(6)?,
            within_50: percent(7)?,
            within_90: percent(8)?,
            unchanged: row.read::<f64>(9)? / 100.0,
            constant: row.read::<f64>(10)? / 100.0,
        });
        Ok(())
    })?;
    Ok(lines)
}

fn age(row: &Row<'_>) -> Result<Age, Fault> {
    let least: usize = row.read(2)?;
    Age::ALL.into_iter().find(|age| age.least() == least).ok_or_else(|| row.fault("no such age".into()))
}

fn over(row: &Row<'_>) -> Result<Over, Fault> {
    Ok(match row.text(3)? {
        "country" => Over::Country,
        "all" => Over::Municipalities(None),
        name => {
            let size = SizeClass::ALL.into_iter().find(|size| size.name() == name);
            Over::Municipalities(Some(size.ok_or_else(|| row.fault("no such size".into()))?))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_window_of_the_frozen_trial_is_there() {
        let lines = frozen().expect("the table is whole");
        let all = |from, to, age| {
            let is_it = |l: &&FrozenLine| (l.from, l.to, l.age) == (from, to, age);
            lines.iter().filter(is_it).filter(|l| l.over == Over::Municipalities(None)).count()
        };
        for from in [2008, 2010, 2013, 2015, 2018] {
            for to in [2020, 2023, 2025] {
                assert_eq!((all(from, to, Age::Over80), all(from, to, Age::Over90)), (1, 1), "{from}–{to}");
            }
        }
    }
}
