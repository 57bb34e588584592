//! Numbers of people by year and age as they stand in a table: years across or down, ages down or across, or one number a line; with
//! sexes or without.

mod cells;
mod coherence;
mod reading;
mod refused;
#[cfg(test)]
mod tests;

use projection::population::GivenPeople;
use projection::{AGES, MEN, WOMEN};
use serde::{Deserialize, Serialize};

use super::ages::AgeClass;
use super::head::ColumnUse;
use crate::fault::FieldFault;
use crate::organisations::Organisations;
use reading::Reading;

/// A line of a table as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// Its number, from 1.
    pub number: usize,
    /// Its cells.
    pub cells: Vec<String>,
}

/// One sex.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Women.
    Women,
    /// Men.
    Men,
}

impl Sex {
    /// What is wrong with a table of this one alone.
    const fn alone(self) -> &'static str {
        match self {
            Self::Women => "people-only-women",
            Self::Men => "people-only-men",
        }
    }
}

/// How many people of an age class there are, or are expected to be, on 31 December of a year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PeopleCount {
    /// The year.
    pub year: i32,
    /// Of one sex; of both without.
    pub sex: Option<Sex>,
    /// Their ages.
    pub ages: AgeClass,
    /// How many.
    pub people: f64,
}

impl PeopleCount {
    /// As the projection takes it.
    pub fn given(&self) -> GivenPeople {
        let sex = self.sex.map(|sex| match sex {
            Sex::Women => WOMEN,
            Sex::Men => MEN,
        });
        let after = self.ages.to.map_or(AGES, |to| usize::from(to) + 1);
        let ages = usize::from(self.ages.from)..after;
        GivenPeople { year: self.year, sex, ages, people: self.people as f32 }
    }
}

/// A table that has been understood.
#[derive(Clone, Debug, PartialEq)]
pub struct PeopleTable {
    /// The head of each column, and what it was taken to hold.
    pub columns: Vec<(String, ColumnUse)>,
    /// The numbers, by year, sex and age. Ages of a year and sex are counted once.
    pub counts: Vec<PeopleCount>,
    /// Lines that were left out: those above the head, and those with a note alone.
    pub left_out: Vec<usize>,
}

/// What faults are about.
const FIELD: &str = "table";
/// Lines in which the heads of the columns are sought.
const HEAD_WITHIN: usize = 12;
/// Most faults that are told: who has more has sent another table than was meant.
const MOST_FAULTS: usize = 30;

/// Reads numbers of people in a municipality, by its code.
///
/// # Errors
/// Everything that is wrong, each with its line and column where it has one (`people-…`); nothing is half read.
pub fn read_people(
    rows: &[TableRow],
    tree: &Organisations,
    code: &str,
) -> Result<PeopleTable, Vec<FieldFault>> {
    refused::personal(rows)?;
    let (at, uses) = rows
        .iter()
        .take(HEAD_WITHIN)
        .enumerate()
        .map(|(at, row)| (at, row.cells.iter().map(|head| ColumnUse::of(head)).collect::<Vec<_>>()))
        .find(|(_, uses)| is_head(uses))
        .ok_or_else(|| vec![FieldFault::new(FIELD, "people-head")])?;
    // A column without a head is one that is not read, and must not hold numbers.
    let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let uses: Vec<ColumnUse> =
        uses.into_iter().chain(std::iter::repeat(ColumnUse::Unread)).take(widest).collect();
    let mut reading = Reading::new(&uses, tree, code);
    refused::titles(&rows[..at])?;
    refused::unread(&rows[at..], &uses)?;
    reading.left_out.extend(rows[..at].iter().map(|row| row.number));
    for row in &rows[at + 1..] {
        reading.take(row);
    }
    let heads = rows[at].cells.iter().cloned().zip(uses.iter().copied()).collect();
    reading.finish(heads)
}

/// Whether columns say how many people of which age in which year.
fn is_head(uses: &[ColumnUse]) -> bool {
    let has = |wanted: ColumnUse| uses.contains(&wanted);
    let years_across = uses.iter().any(|of| matches!(of, ColumnUse::PeopleIn(_)));
    let ages_across = uses.iter().any(|of| matches!(of, ColumnUse::PeopleOf(_)));
    has(ColumnUse::Age) && (years_across || has(ColumnUse::Year) && has(ColumnUse::People))
        || has(ColumnUse::Year) && ages_across
}
