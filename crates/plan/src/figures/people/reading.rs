//! A table line by line.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{Said, count, is_here, is_missing, sex};
use super::coherence::{self, Counts, Total};
use super::{FIELD, MOST_FAULTS, PeopleCount, PeopleTable, Sex, TableRow};
use crate::fault::FieldFault;
use crate::figures::ages::{AgeClass, OLDEST};
use crate::figures::head::{ColumnUse, is_total, letters, year};
use crate::organisations::{Names, Organisations};

/// A table while it is read.
pub(super) struct Reading<'a> {
    uses: &'a [ColumnUse],
    names: Names<'a>,
    code: &'a str,
    /// What the lines above said, for those that leave it out.
    year: Option<i32>,
    sex: Option<Said<Sex>>,
    counts: Counts,
    /// What ages have been called, by year and sex.
    labels: BTreeSet<(i32, Option<Sex>, String)>,
    /// What all ages of a year and sex come to.
    totals: Vec<Total>,
    pub left_out: Vec<usize>,
    faults: Vec<FieldFault>,
}

impl<'a> Reading<'a> {
    pub fn new(uses: &'a [ColumnUse], tree: &'a Organisations, code: &'a str) -> Self {
        Self {
            uses,
            names: Names::of(tree, code),
            code,
            year: None,
            sex: None,
            counts: BTreeMap::new(),
            labels: BTreeSet::new(),
            totals: Vec::new(),
            left_out: Vec::new(),
            faults: Vec::new(),
        }
    }

    fn column(&self, wanted: ColumnUse) -> Option<usize> {
        self.uses.iter().position(|of| *of == wanted)
    }

    /// Whether so much is wrong that no more is told.
    fn is_full(&self) -> bool {
        self.faults.len() >= MOST_FAULTS
    }

    fn wrong(&mut self, key: &'static str, row: usize, column: usize, what: &str) {
        if self.is_full() {
            return;
        }
        let what: String = what.chars().take(40).collect();
        let fault = FieldFault::new(FIELD, key).with("row", row).with("column", letters(column));
        self.faults.push(fault.with("what", what));
    }

    /// Reads a line.
    pub fn take(&mut self, row: &TableRow) {
        if self.is_full() {
            return;
        }
        let cell = |at: usize| row.cells.get(at).map_or("", |cell| cell.trim());
        let full: Vec<usize> = (0..row.cells.len()).filter(|at| !row.cells[*at].trim().is_empty()).collect();
        match full.as_slice() {
            [] => return,
            [only] if !self.reads(*only, &row.cells[*only]) => return self.left_out.push(row.number),
            _ => {}
        }
        let said = |of| self.column(of).map(|at| (at, cell(at))).filter(|(_, said)| !said.is_empty());
        let (place, of_sex, of_year) =
            (said(ColumnUse::Municipality), said(ColumnUse::Sex), said(ColumnUse::Year));
        if let Some((at, place)) = place
            && !is_here(&self.names, self.code, place)
        {
            return self.wrong("people-elsewhere", row.number, at, place);
        }
        if let Some((at, said)) = of_sex {
            let Some(sex) = sex(said) else { return self.wrong("people-sex", row.number, at, said) };
            self.sex = Some(sex);
        }
        if let Some((at, said)) = of_year {
            let Some(year) = year(said) else { return self.wrong("people-year", row.number, at, said) };
            self.year = Some(year);
        }
        let age_column = self.column(ColumnUse::Age);
        let (at, said) = age_column.map_or((0, ""), |at| (at, cell(at)));
        let is_heading = full.iter().all(|at| {
            matches!(self.uses.get(*at), Some(ColumnUse::Year | ColumnUse::Sex | ColumnUse::Municipality))
        });
        if is_heading {
            // What it says goes for the lines below.
            return;
        }
        let ages = match AgeClass::read(said) {
            Some(ages) => Some(Said::One(ages)),
            None if is_total(said) => Some(Said::All),
            None if age_column.is_none() => None,
            None if said.is_empty() => return self.wrong("people-age-missing", row.number, at, ""),
            None => return self.wrong("people-age", row.number, at, said),
        };
        for (column, of) in self.uses.iter().enumerate() {
            let (year, ages) = match of {
                ColumnUse::PeopleIn(year) => (Some(*year), ages),
                ColumnUse::PeopleOf(ages) => (self.year, Some(Said::One(*ages))),
                ColumnUse::Total | ColumnUse::People if age_column.is_none() => (self.year, Some(Said::All)),
                ColumnUse::People => (self.year, ages),
                _ => continue,
            };
            let (Some(year), Some(ages)) = (year, ages) else {
                return self.wrong("people-year-missing", row.number, column, "");
            };
            let label = if age_column.is_some() { said.to_owned() } else { column.to_string() };
            self.number((row.number, column), (cell(column), &label), year, ages);
        }
    }

    /// Whether the only cell of a line says something that is read.
    fn reads(&self, column: usize, text: &str) -> bool {
        match self.uses.get(column) {
            Some(ColumnUse::Year) => year(text).is_some(),
            Some(ColumnUse::Age) => AgeClass::read(text).is_some(),
            Some(ColumnUse::Sex) => sex(text).is_some(),
            Some(ColumnUse::People | ColumnUse::PeopleIn(_) | ColumnUse::PeopleOf(_)) => {
                count(text).is_some()
            }
            _ => false,
        }
    }

    fn number(
        &mut self,
        (row, column): (usize, usize),
        (text, label): (&str, &str),
        year: i32,
        ages: Said<AgeClass>,
    ) {
        let people = match count(text) {
            Some(people) => people,
            None if is_missing(text) => return self.wrong("people-missing", row, column, &year.to_string()),
            None => return self.wrong("people-number", row, column, text),
        };
        let sex = match self.sex {
            Some(Said::One(sex)) => Some(sex),
            Some(Said::All) | None => None,
        };
        match ages {
            Said::All => self.totals.push((year, sex, people)),
            Said::One(ages) => {
                // Ages beyond the oldest, each told by itself, are all among the oldest.
                let is_another = self.labels.insert((year, sex, label.to_owned()));
                let before = self.counts.get(&(year, sex, ages)).copied();
                let is_of_oldest = is_another && ages == AgeClass { from: OLDEST, to: None };
                if before.is_some() && !is_of_oldest {
                    return self.wrong("people-twice", row, column, &format!("{ages}, {year}"));
                }
                self.counts.insert((year, sex, ages), people + before.unwrap_or(0.0));
            }
        }
    }

    /// What has been read, if it holds together.
    pub fn finish(mut self, columns: Vec<(String, ColumnUse)>) -> Result<PeopleTable, Vec<FieldFault>> {
        if self.faults.is_empty() {
            self.faults = coherence::judge(&mut self.counts, &self.totals);
        }
        self.faults.truncate(MOST_FAULTS);
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        let count = |((year, sex, ages), people)| PeopleCount { year, sex, ages, people };
        Ok(PeopleTable {
            columns,
            counts: self.counts.into_iter().map(count).collect(),
            left_out: self.left_out,
        })
    }
}
