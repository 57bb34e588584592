//! A table of homes line by line.

use std::collections::BTreeMap;

use super::{PlacesChange, PlacesEvent};
use crate::case_data::{self, CaseData};
use crate::checks::line;
use crate::fault::FieldFault;
use crate::figures::head::{is_total, letters, year};
use crate::figures::people::TableRow;

/// What a column of a table of homes holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlacesColumn {
    /// What the home is called.
    Unit,
    /// The year.
    Year,
    /// What happens.
    Event,
    /// How many places.
    Places,
    /// How many places there are in a year.
    PlacesIn(i32),
    /// Nothing that is read.
    Unread,
}

impl PlacesColumn {
    /// The name that is stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Year => "year",
            Self::Event => "event",
            Self::Places => "places",
            Self::PlacesIn(_) => "places_in",
            Self::Unread => "unread",
        }
    }

    fn of(head: &str) -> Self {
        let folded = swedish::fold(head.trim());
        let is_one_of = |words: &[&str]| words.contains(&folded.as_str());
        if is_one_of(&["enhet", "boende", "sarskilt boende", "namn", "hem", "vardboende", "unit", "home"]) {
            Self::Unit
        } else if is_one_of(&["ar", "year", "artal", "fran", "fran ar", "nar"]) {
            Self::Year
        } else if is_one_of(&["handelse", "vad", "vad hander", "lage", "forandring", "beslut", "event"]) {
            Self::Event
        } else if is_one_of(&["platser", "antal", "antal platser", "lagenheter", "places"]) {
            Self::Places
        } else {
            let plain = folded.strip_prefix("platser").map_or(folded.as_str(), str::trim);
            year(plain).map_or(Self::Unread, Self::PlacesIn)
        }
    }
}

/// A table of homes that has been understood.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacesTable {
    /// The head of each column, and what it was taken to hold.
    pub columns: Vec<(String, PlacesColumn)>,
    /// What is known and decided, in the table's order.
    pub changes: Vec<PlacesChange>,
    /// Lines that were left out: those above the head, sums, and those with a note alone.
    pub left_out: Vec<usize>,
}

/// What faults are about.
const FIELD: &str = "table";
/// Lines in which the heads of the columns are sought.
const HEAD_WITHIN: usize = 12;
/// Most faults that are told.
const MOST_FAULTS: usize = 30;
/// Most places in a home.
const MOST_PLACES: f64 = 2000.0;

/// Reads which places there are and what is decided of them.
///
/// # Errors
/// Everything that is wrong, each with its line and column where it has one (`places-…`); nothing is half read.
pub fn read_places(rows: &[TableRow]) -> Result<PlacesTable, Vec<FieldFault>> {
    nobody_in_person(rows)?;
    let uses = |row: &TableRow| row.cells.iter().map(|head| PlacesColumn::of(head)).collect::<Vec<_>>();
    let head = rows.iter().take(HEAD_WITHIN).position(|row| is_head(&uses(row)));
    let at = head.ok_or_else(|| vec![FieldFault::new(FIELD, "places-head")])?;
    let mut uses = uses(&rows[at]);
    beyond_the_head(rows, &uses)?;
    let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    uses.resize(widest, PlacesColumn::Unread);
    let mut reading = Reading::new(&uses);
    reading.left_out.extend(rows[..at].iter().map(|row| row.number));
    rows[at + 1..].iter().for_each(|row| reading.take(row));
    reading.finish(rows[at].cells.iter().cloned().zip(uses.iter().copied()).collect())
}

/// Refuses numbers in a column without a head: they may be what was meant.
fn beyond_the_head(rows: &[TableRow], uses: &[PlacesColumn]) -> Result<(), Vec<FieldFault>> {
    for row in rows {
        let number = |cell: &String| swedish::read_number(cell).is_some();
        if let Some(more) = row.cells.iter().skip(uses.len()).position(number) {
            let fault = FieldFault::new(FIELD, "people-unread").with("column", letters(uses.len() + more));
            return Err(vec![fault.with("what", "")]);
        }
    }
    Ok(())
}

/// Refuses identity numbers; what they are is not told again.
fn nobody_in_person(rows: &[TableRow]) -> Result<(), Vec<FieldFault>> {
    for row in rows {
        let is_number = |cell: &String| case_data::find(cell) == Some(CaseData::IdentityNumber);
        if let Some(column) = row.cells.iter().position(is_number) {
            let fault = FieldFault::new(FIELD, "people-identity-number").with("row", row.number);
            return Err(vec![fault.with("column", letters(column))]);
        }
    }
    Ok(())
}

fn is_head(uses: &[PlacesColumn]) -> bool {
    let has_numbers = uses.iter().any(|of| matches!(of, PlacesColumn::Places | PlacesColumn::PlacesIn(_)));
    uses.contains(&PlacesColumn::Unit) && has_numbers
}

/// What happens, as people write it.
fn event(text: &str) -> Option<PlacesEvent> {
    const WORDS: [(PlacesEvent, &[&str]); 5] = [
        (
            PlacesEvent::Now,
            &["nu", "idag", "i dag", "finns", "befintlig", "befintliga", "i drift", "now", "exists"],
        ),
        (
            PlacesEvent::Opened,
            &["oppnas", "oppnar", "oppning", "ny", "nya", "nytt", "byggs", "tillkommer", "opened"],
        ),
        (
            PlacesEvent::Closed,
            &[
                "stangs",
                "stanger",
                "stangning",
                "avvecklas",
                "avveckling",
                "laggs ner",
                "laggs ned",
                "nedlaggning",
                "closed",
            ],
        ),
        (
            PlacesEvent::Converted,
            &["omvandlas", "omvandling", "konverteras", "konvertering", "byggs om", "converted"],
        ),
        (PlacesEvent::Vacant, &["ledig", "lediga", "tom", "tomma", "vakant", "vakanta", "vacant"]),
    ];
    let folded = swedish::fold(text.trim());
    WORDS.iter().find(|(_, words)| words.contains(&folded.as_str())).map(|(event, _)| *event)
}

/// A home with how many places it has, as a line says.
struct Level {
    unit: String,
    year: Option<i32>,
    places: i32,
    /// Whether it is said that there are so many now.
    is_now: bool,
    /// Line and column.
    at: (usize, usize),
}

/// A table while it is read.
struct Reading<'a> {
    uses: &'a [PlacesColumn],
    /// What the lines above said, for those that leave it out.
    unit: String,
    levels: Vec<Level>,
    changes: Vec<(PlacesChange, (usize, usize))>,
    /// What all homes come to, by year, with where it is said.
    sums: Vec<(Option<i32>, i32, usize)>,
    left_out: Vec<usize>,
    faults: Vec<FieldFault>,
}

impl<'a> Reading<'a> {
    fn new(uses: &'a [PlacesColumn]) -> Self {
        Self {
            uses,
            unit: String::new(),
            levels: Vec::new(),
            changes: Vec::new(),
            sums: Vec::new(),
            left_out: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// Whether so much is wrong that no more is told.
    fn is_full(&self) -> bool {
        self.faults.len() >= MOST_FAULTS
    }

    fn wrong(&mut self, key: &'static str, (row, column): (usize, usize), what: &str) {
        if self.is_full() {
            return;
        }
        let what: String = what.chars().take(40).collect();
        let fault = FieldFault::new(FIELD, key).with("row", row).with("column", letters(column));
        self.faults.push(fault.with("what", what));
    }

    /// Reads a line.
    fn take(&mut self, row: &TableRow) {
        if self.is_full() {
            return;
        }
        let cell = |at: usize| row.cells.get(at).map_or("", |cell| cell.trim());
        let full = row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        let of = |wanted| self.uses.iter().position(|of| *of == wanted).map(|at| (at, cell(at)));
        let (unit, of_year, of_event) =
            (of(PlacesColumn::Unit), of(PlacesColumn::Year), of(PlacesColumn::Event));
        let numbers: Vec<(usize, Option<i32>)> = self
            .uses
            .iter()
            .enumerate()
            .filter_map(|(at, of)| match of {
                PlacesColumn::Places => Some((at, None)),
                PlacesColumn::PlacesIn(year) => Some((at, Some(*year))),
                _ => None,
            })
            .collect();
        let says_nothing = numbers.iter().all(|(at, _)| cell(*at).is_empty());
        match full {
            0 => return,
            1 if says_nothing => return self.left_out.push(row.number),
            _ => {}
        }
        let (unit_at, name) = unit.unwrap_or_default();
        if !name.is_empty() {
            self.unit = line(name);
        }
        if self.unit.is_empty() {
            return self.wrong("places-unit-missing", (row.number, unit_at), "");
        }
        let when = match of_year.filter(|(_, said)| !said.is_empty()) {
            None => None,
            Some((at, said)) => match year(said) {
                None => return self.wrong("people-year", (row.number, at), said),
                some => some,
            },
        };
        let event = match of_event.filter(|(_, said)| !said.is_empty()) {
            None => None,
            Some((at, said)) => match event(said) {
                None => return self.wrong("places-event", (row.number, at), said),
                some => some,
            },
        };
        for (at, in_year) in numbers {
            self.number((row.number, at), cell(at), event, in_year.or(when));
        }
    }

    fn number(&mut self, at: (usize, usize), text: &str, event: Option<PlacesEvent>, year: Option<i32>) {
        let number = swedish::read_number(text).filter(|n| n.fract() == 0.0 && n.abs() <= MOST_PLACES);
        let Some(places) = number.map(|n| n as i32) else {
            let key = match event {
                _ if !text.is_empty() => "places-number",
                None | Some(PlacesEvent::Now) => "places-missing",
                Some(_) => "places-how-many",
            };
            return self.wrong(key, at, text);
        };
        if places < 0 && event != Some(PlacesEvent::Converted) {
            return self.wrong("places-number", at, text);
        }
        if places == 0 && event.is_some_and(|event| event != PlacesEvent::Now) {
            return self.wrong("places-how-many", at, text);
        }
        // To what they are converted, or of what, nobody can tell without a sign.
        if event == Some(PlacesEvent::Converted) && places > 0 && !text.starts_with('+') {
            return self.wrong("places-converted", at, text);
        }
        if is_total(&self.unit) {
            self.left_out.push(at.0);
            return self.sums.push((year, places, at.0));
        }
        let unit = self.unit.clone();
        match event {
            None | Some(PlacesEvent::Now) => {
                self.levels.push(Level { unit, year, places, is_now: event.is_some(), at });
            }
            Some(_) if year.is_none() && event != Some(PlacesEvent::Vacant) => {
                self.wrong("places-year-missing", at, &unit);
            }
            Some(event) => self.changes.push((PlacesChange { unit, year, event, places }, at)),
        }
    }

    /// What has been read, if it holds together.
    fn finish(mut self, columns: Vec<(String, PlacesColumn)>) -> Result<PlacesTable, Vec<FieldFault>> {
        if self.faults.is_empty() {
            self.levels();
        }
        if self.faults.is_empty() {
            self.judge();
        }
        self.faults.truncate(MOST_FAULTS);
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        self.left_out.dedup();
        let changes = self.changes.into_iter().map(|(change, _)| change).collect();
        Ok(PlacesTable { columns, changes, left_out: self.left_out })
    }

    /// How many places a home has in a year becomes what there is now, and what is opened and closed after.
    fn levels(&mut self) {
        let first_year = self.levels.iter().filter_map(|level| level.year).min();
        let mut levels = std::mem::take(&mut self.levels);
        levels.sort_by_key(|level| level.year);
        let mut known: BTreeMap<String, (Option<i32>, i32)> = BTreeMap::new();
        for Level { unit, year, places, is_now, at } in levels {
            let before = known.insert(swedish::fold(&unit), (year, places));
            let change = |event, places| PlacesChange { unit: unit.clone(), year, event, places };
            match before {
                Some((same, _)) if same == year => self.wrong("places-twice", at, &unit),
                Some((_, before)) if places > before => {
                    self.changes.push((change(PlacesEvent::Opened, places - before), at));
                }
                Some((_, before)) if places < before => {
                    self.changes.push((change(PlacesEvent::Closed, before - places), at));
                }
                Some(_) => {}
                // A home that is told of later than the others does not stand there yet.
                None if year > first_year && places > 0 && !is_now => {
                    self.changes.push((change(PlacesEvent::Opened, places), at));
                }
                None if places > 0 => self.changes.push((change(PlacesEvent::Now, places), at)),
                None => {}
            }
        }
    }

    fn judge(&mut self) {
        if !self.changes.iter().any(|(change, _)| change.event == PlacesEvent::Now) {
            return self.faults.push(FieldFault::new(FIELD, "places-none"));
        }
        // What there is before what happens, and what happens in its order.
        self.changes.sort_by_key(|(change, at)| (change.event != PlacesEvent::Now, change.year, at.0));
        let mut left: BTreeMap<String, i32> = BTreeMap::new();
        let mut known: BTreeMap<String, Option<i32>> = BTreeMap::new();
        let (mut short, mut past) = (Vec::new(), Vec::new());
        for (change, at) in &self.changes {
            let own = left.entry(swedish::fold(&change.unit)).or_default();
            match change.event {
                PlacesEvent::Now => {
                    *own += change.places;
                    known.insert(swedish::fold(&change.unit), change.year);
                }
                PlacesEvent::Vacant if change.places > *own => short.push((*at, change.unit.clone())),
                _ => *own += change.more(),
            }
            if *own < 0 {
                short.push((*at, change.unit.clone()));
            }
            // What happened until then is among those that there are.
            let now = known.get(&swedish::fold(&change.unit)).copied().flatten();
            if change.more() != 0 && now.is_some_and(|now| change.year.is_some_and(|year| year <= now)) {
                past.push((*at, change.unit.clone()));
            }
        }
        past.iter().for_each(|(at, unit)| self.wrong("places-past", *at, unit));
        short.iter().for_each(|(at, unit)| self.wrong("places-below-zero", *at, unit));
        self.sums();
    }

    /// What is said to be the sum of all homes is.
    fn sums(&mut self) {
        let changes: Vec<PlacesChange> = self.changes.iter().map(|(change, _)| change.clone()).collect();
        let by_year = super::places_by_year(&changes);
        for (year, said, row) in std::mem::take(&mut self.sums) {
            let at = by_year.iter().rfind(|(of, _)| year.is_none_or(|year| *of <= year)).or(by_year.first());
            let sum = at.map_or(0.0, |(_, places)| *places);
            // A sum without a year may be of what there is now.
            let is_now = year.is_none() && by_year.first().is_some_and(|(_, now)| *now == f64::from(said));
            if sum != f64::from(said) && !is_now {
                let what = year.map_or_else(|| row.to_string(), |year| year.to_string());
                let fault = FieldFault::new(FIELD, "people-total").with("what", what);
                self.faults.push(fault.with("sum", sum).with("total", said));
            }
        }
    }
}
