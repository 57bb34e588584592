//! Numbers of people by year and age as they stand in a table: years across or down, ages down or across, or one number a line; with
//! sexes or without.

use std::collections::{BTreeMap, BTreeSet};

use super::ages::{AgeClass, OLDEST};
use super::head::{ColumnUse, is_besides, is_total, year};
use crate::case_data::{self, CaseData};
use crate::fault::FieldFault;
use crate::organisations::{Names, Organisations};

/// A line of a table as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableRow {
    /// Its number, from 1.
    pub number: usize,
    /// Its cells.
    pub cells: Vec<String>,
}

/// One sex.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// Women.
    Women,
    /// Men.
    Men,
}

/// How many people of an age class there are, or are expected to be, on 31 December of a year.
#[derive(Clone, Copy, Debug, PartialEq)]
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
/// How much parts may lack of their sum, as a share: what is published has been disturbed a little, and rounded.
const LOOSE: f64 = 0.002;
/// Numbers of people are larger than this, and shares smaller.
const LARGEST_SHARE: f64 = 1.0;

/// Reads numbers of people in a municipality, by its code.
///
/// # Errors
/// Everything that is wrong, each with its line and column where it has one (`people-…`); nothing is half read.
pub fn read_people(
    rows: &[TableRow],
    tree: &Organisations,
    code: &str,
) -> Result<PeopleTable, Vec<FieldFault>> {
    personal(rows)?;
    let (at, uses) = rows
        .iter()
        .take(HEAD_WITHIN)
        .enumerate()
        .map(|(at, row)| (at, row.cells.iter().map(|head| ColumnUse::of(head)).collect::<Vec<_>>()))
        .find(|(_, uses)| is_head(uses))
        .ok_or_else(|| vec![FieldFault::new(FIELD, "people-head")])?;
    let mut reading = Reading::new(&uses, tree, code);
    titles(&rows[..at])?;
    unread(&rows[at..], &uses)?;
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

/// Refuses a table whose title says that it is about one sex: read as it stands it would be all people.
fn titles(rows: &[TableRow]) -> Result<(), Vec<FieldFault>> {
    for row in rows {
        let named = row.cells.iter().find(|cell| matches!(sex(cell), Some(Said::One(_))));
        if let Some(named) = named {
            let fault = FieldFault::new(FIELD, "people-one-sex").with("what", named.trim());
            return Err(vec![fault]);
        }
    }
    Ok(())
}

/// Refuses numbers below a head that says nothing that is read: they may be what was meant.
fn unread(rows: &[TableRow], uses: &[ColumnUse]) -> Result<(), Vec<FieldFault>> {
    let Some((head, below)) = rows.split_first() else { return Ok(()) };
    for (column, _) in uses.iter().enumerate().filter(|(_, of)| **of == ColumnUse::Unread) {
        let cells: Vec<&str> = below
            .iter()
            .filter_map(|row| row.cells.get(column))
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        let numbers = cells.iter().filter(|cell| count(cell).is_some()).count();
        let name = head.cells[column].trim();
        if numbers * 2 > cells.len() && !is_besides(name) {
            let fault = FieldFault::new(FIELD, "people-unread").with("column", column + 1).with("what", name);
            return Err(vec![fault]);
        }
    }
    Ok(())
}

/// Refuses what tells of single persons, or of places where one or some of them live.
fn personal(rows: &[TableRow]) -> Result<(), Vec<FieldFault>> {
    let told = |key, row: &TableRow, column: usize| {
        let what = row.cells[column].chars().take(40).collect::<String>();
        Err(vec![FieldFault::new(FIELD, key).with("row", row.number).with("what", what)])
    };
    for row in rows.iter().take(HEAD_WITHIN) {
        let is_a_head = row.cells.iter().filter(|cell| !cell.is_empty()).count() > 2;
        let personal = row.cells.iter().position(|head| ColumnUse::of(head) == ColumnUse::Personal);
        if let Some(column) = personal.filter(|_| is_a_head) {
            return told("people-personal", row, column);
        }
    }
    for row in rows {
        let is_number = |cell: &String| case_data::find(cell) == Some(CaseData::IdentityNumber);
        if row.cells.iter().any(is_number) {
            return Err(vec![FieldFault::new(FIELD, "people-identity-number").with("row", row.number)]);
        }
    }
    Ok(())
}

/// What a line says of itself where a column does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Said<T> {
    One(T),
    All,
}

/// The age classes of a year and sex, in order, with how many people there are.
type Classes = Vec<(AgeClass, f64)>;

/// A table while it is read.
struct Reading<'a> {
    uses: &'a [ColumnUse],
    names: Names<'a>,
    code: &'a str,
    /// What the lines above said, for those that leave it out.
    year: Option<i32>,
    sex: Option<Said<Sex>>,
    counts: BTreeMap<(i32, Option<Sex>, AgeClass), f64>,
    /// What ages have been called, by year and sex.
    labels: BTreeSet<(i32, Option<Sex>, String)>,
    /// What all ages of a year and sex come to.
    totals: Vec<(i32, Option<Sex>, f64)>,
    left_out: Vec<usize>,
    faults: Vec<FieldFault>,
}

impl<'a> Reading<'a> {
    fn new(uses: &'a [ColumnUse], tree: &'a Organisations, code: &'a str) -> Self {
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

    fn wrong(&mut self, key: &'static str, row: usize, what: &str) {
        let what: String = what.chars().take(40).collect();
        self.faults.push(FieldFault::new(FIELD, key).with("row", row).with("what", what));
    }

    fn take(&mut self, row: &TableRow) {
        let cell =
            |column: Option<usize>| column.and_then(|at| row.cells.get(at)).map_or("", |cell| cell.trim());
        let full: Vec<usize> = (0..row.cells.len()).filter(|at| !row.cells[*at].trim().is_empty()).collect();
        match full.as_slice() {
            [] => return,
            [only] if !self.reads(*only, &row.cells[*only]) => return self.left_out.push(row.number),
            _ => {}
        }
        let place = cell(self.column(ColumnUse::Municipality));
        if !place.is_empty() && !is_here(&self.names, self.code, place) {
            return self.wrong("people-elsewhere", row.number, place);
        }
        let said = cell(self.column(ColumnUse::Sex));
        if !said.is_empty() {
            let Some(sex) = sex(said) else { return self.wrong("people-sex", row.number, said) };
            self.sex = Some(sex);
        }
        let said = cell(self.column(ColumnUse::Year));
        if !said.is_empty() {
            let Some(year) = year(said) else { return self.wrong("people-year", row.number, said) };
            self.year = Some(year);
        }
        let age_column = self.column(ColumnUse::Age);
        let said = cell(age_column);
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
            None if said.is_empty() => return self.wrong("people-age-missing", row.number, ""),
            None => return self.wrong("people-age", row.number, said),
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
                return self.wrong("people-year-missing", row.number, "");
            };
            let label = if age_column.is_some() { said.to_owned() } else { column.to_string() };
            self.number(row, (cell(Some(column)), &label), year, ages);
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

    fn number(&mut self, row: &TableRow, (text, label): (&str, &str), year: i32, ages: Said<AgeClass>) {
        let people = match count(text) {
            Some(people) => people,
            None if is_missing(text) => return self.wrong("people-missing", row.number, &year.to_string()),
            None => return self.wrong("people-number", row.number, text),
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
                    return self.wrong("people-twice", row.number, &format!("{ages}, {year}"));
                }
                self.counts.insert((year, sex, ages), people + before.unwrap_or(0.0));
            }
        }
    }

    fn finish(mut self, columns: Vec<(String, ColumnUse)>) -> Result<PeopleTable, Vec<FieldFault>> {
        if self.faults.is_empty() {
            self.both_sexes();
            self.coherent();
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

    /// Where both sexes are told besides each, they are what the two come to, and not counted once more; where one is lacking, it is
    /// what the other leaves.
    fn both_sexes(&mut self) {
        let apart: BTreeSet<(i32, AgeClass)> = self
            .counts
            .keys()
            .filter(|(_, sex, _)| sex.is_some())
            .map(|(year, _, ages)| (*year, *ages))
            .collect();
        for (year, ages) in apart {
            let of = |sex: Sex| self.counts.get(&(year, Some(sex), ages)).copied();
            let (women, men) = (of(Sex::Women), of(Sex::Men));
            let Some(both) = self.counts.remove(&(year, None, ages)) else { continue };
            let what = format!("{ages}, {year}");
            match (women, men) {
                (Some(women), Some(men)) if is_about(women + men, both, 2) => {}
                (Some(women), Some(men)) => self.differs(&what, women + men, both),
                (Some(one), None) | (None, Some(one)) if one > both => self.differs(&what, one, both),
                (Some(women), None) => {
                    self.counts.insert((year, Some(Sex::Men), ages), both - women);
                }
                (None, Some(men)) => {
                    self.counts.insert((year, Some(Sex::Women), ages), both - men);
                }
                (None, None) => {}
            }
        }
    }

    fn coherent(&mut self) {
        if self.counts.is_empty() {
            return self.faults.push(FieldFault::new(FIELD, "people-none"));
        }
        let largest = self.counts.values().copied().fold(0.0, f64::max);
        let is_percent =
            largest <= 100.0 && self.totals.iter().any(|(.., total)| (*total - 100.0).abs() < 1.0);
        if largest <= LARGEST_SHARE || is_percent {
            return self.faults.push(FieldFault::new(FIELD, "people-shares"));
        }
        let mut by_year: BTreeMap<(i32, Option<Sex>), Classes> = BTreeMap::new();
        for ((year, sex, ages), people) in &self.counts {
            by_year.entry((*year, *sex)).or_default().push((*ages, *people));
        }
        for ((year, _), classes) in &by_year {
            self.overlapping(*year, classes);
        }
        for (year, sex, total) in std::mem::take(&mut self.totals) {
            if let Some(classes) = by_year.get(&(year, sex)).filter(|classes| covers_all(classes)) {
                let sum = classes.iter().map(|(_, people)| people).sum();
                if !is_about(sum, total, classes.len()) {
                    self.differs(&year.to_string(), sum, total);
                }
            }
        }
        self.even(&by_year);
        let years: BTreeSet<i32> = by_year.keys().map(|(year, _)| *year).collect();
        self.gaps(&years.into_iter().collect::<Vec<_>>());
    }

    /// The same ages must be told of every year and sex: what is lacking in one would be made up.
    fn even(&mut self, by_year: &BTreeMap<(i32, Option<Sex>), Classes>) {
        let ages = |classes: &Classes| {
            let mut all = [false; OLDEST as usize + 1];
            for (class, _) in classes {
                let last = class.to.unwrap_or(OLDEST);
                all[usize::from(class.from)..=usize::from(last)].fill(true);
            }
            all
        };
        let sexes: BTreeSet<Option<Sex>> = by_year.keys().map(|(_, sex)| *sex).collect();
        let years: BTreeSet<i32> = by_year.keys().map(|(year, _)| *year).collect();
        if sexes.len() == 1 && !sexes.contains(&None) {
            let fault = FieldFault::new(FIELD, "people-one-sex");
            return self
                .faults
                .push(fault.with("what", if sexes.contains(&Some(Sex::Women)) { "kvinnor" } else { "män" }));
        }
        if sexes.contains(&None) && sexes.len() > 1 {
            return self.faults.push(FieldFault::new(FIELD, "people-mixed"));
        }
        let Some(first) = by_year.values().next().map(ages) else { return };
        for year in years {
            let is_even =
                |sex: &Option<Sex>| by_year.get(&(year, *sex)).is_some_and(|own| ages(own) == first);
            if !sexes.iter().all(is_even) {
                self.faults.push(FieldFault::new(FIELD, "people-uneven").with("year", year));
            }
        }
    }

    fn overlapping(&mut self, year: i32, classes: &[(AgeClass, f64)]) {
        for pair in classes.windows(2).filter(|pair| pair[0].0.overlaps(pair[1].0)) {
            let fault = FieldFault::new(FIELD, "people-overlap").with("year", year);
            self.faults.push(fault.with("one", pair[0].0).with("other", pair[1].0));
        }
    }

    fn differs(&mut self, what: &str, sum: f64, total: f64) {
        let fault = FieldFault::new(FIELD, "people-total").with("what", what);
        self.faults.push(fault.with("sum", sum.round()).with("total", total.round()));
    }

    /// A forecast goes year by year, and then perhaps by fives and tens: any other step has a year missing in it.
    fn gaps(&mut self, years: &[i32]) {
        let mut before = 0;
        for pair in years.windows(2) {
            let step = pair[1] - pair[0];
            if ![1, 5, 10].contains(&step) || step < before {
                let fault = FieldFault::new(FIELD, "people-gap");
                self.faults.push(fault.with("from", pair[0]).with("to", pair[1]));
            }
            before = step;
        }
    }
}

/// Whether parts come to their sum but for what is rounded or disturbed.
fn is_about(sum: f64, total: f64, parts: usize) -> bool {
    (sum - total).abs() <= (LOOSE * total).max(parts as f64)
}

/// Whether classes in order are everybody, from the youngest to the oldest.
fn covers_all(classes: &[(AgeClass, f64)]) -> bool {
    let mut next = 0;
    for (ages, _) in classes {
        if ages.from != next {
            return false;
        }
        match ages.to {
            Some(to) => next = to + 1,
            None => return true,
        }
    }
    next > OLDEST
}

/// Whether a line is about the municipality: by its code, also one that has lost its zero, or its name.
fn is_here(names: &Names<'_>, code: &str, said: &str) -> bool {
    let digits: String = said.chars().take_while(char::is_ascii_digit).collect();
    match digits.len() {
        3 | 4 => format!("{digits:0>4}") == code,
        _ => names.find(said).is_some_and(|one| one.id == code),
    }
}

fn sex(text: &str) -> Option<Said<Sex>> {
    match swedish::fold(text).as_str() {
        "kvinnor" | "kvinna" | "k" | "2" | "f" | "women" => Some(Said::One(Sex::Women)),
        "man" | "m" | "1" | "men" => Some(Said::One(Sex::Men)),
        "bada konen" | "bada" | "t" | "3" | "kvinnor och man" => Some(Said::All),
        other => is_total(other).then_some(Said::All),
    }
}

/// A number of people. No share, and nobody less than none.
fn count(text: &str) -> Option<f64> {
    let number = if text.contains('%') { None } else { swedish::read_number(text) };
    number.filter(|people| (0.0..=1e7).contains(people))
}

/// Whether a cell says that a number is missing, or is not told.
fn is_missing(text: &str) -> bool {
    const MARKS: [&str; 10] = ["", "..", ".", "-", "–", "−", ":", "x", "uppgift saknas", "missing"];
    MARKS.contains(&text.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisations::official;

    fn read(text: &str) -> Result<PeopleTable, Vec<FieldFault>> {
        let row = |(at, line): (usize, &str)| TableRow {
            number: at + 1,
            cells: line.split(';').map(str::to_owned).collect(),
        };
        let rows: Vec<TableRow> = text.lines().enumerate().map(row).collect();
        read_people(&rows, official().unwrap(), "2083")
    }

    fn counted(text: &str) -> Vec<(i32, Option<Sex>, String, f64)> {
        let table = read(text).unwrap_or_else(|faults| panic!("{text}: {faults:?}"));
        table.counts.iter().map(|one| (one.year, one.sex, one.ages.to_string(), one.people)).collect()
    }

    fn faults(text: &str) -> Vec<String> {
        let told = |fault: &FieldFault| {
            let args: Vec<&str> = fault.args.iter().map(|(_, value)| value.as_str()).collect();
            format!("{} {}", fault.key, args.join(" ")).trim().to_owned()
        };
        read(text).unwrap_err().iter().map(told).collect()
    }

    #[test]
    fn the_same_numbers_are_read_however_the_table_lies() {
        let expected = vec![
            (2026, None, "80–84".into(), 812.0),
            (2026, None, "85+".into(), 1_415.0),
            (2027, None, "80–84".into(), 840.0),
            (2027, None, "85+".into(), 1_430.5),
        ];
        for text in [
            "Ålder;2026;2027\n80-84 år;812;840\n85+ år;1 415;1 430,5",
            "Befolkningsprognos Hedemora;;\n;;\nÅlder;2026.0;2027\n80–84;812;840\n85-;1415.0;1\u{a0}430,5\nKälla: konsulten;;",
            "År;80-84;85+;Totalt\n2026;812;1415;9999\n2027;840;1430,5;9999",
            "Kommun;År;Ålder;Antal\n2083;2026;80-84;812\n;;85 och äldre;1415\n2083 Hedemora;2027;80-84;840\n;;85 och äldre;1430.5",
        ] {
            assert_eq!(counted(text), expected, "{text}");
        }
    }

    #[test]
    fn sexes_are_kept_apart_and_both_are_no_third() {
        let text = "År;Kön;Ålder;Antal\n2026;Kvinnor;80+;600\n2026;Män;80+;400\n2026;Båda könen;80+;1001";
        assert_eq!(
            counted(text),
            [(2026, Some(Sex::Women), "80+".into(), 600.0), (2026, Some(Sex::Men), "80+".into(), 400.0)]
        );
        let text = "År;Kön;Ålder;Antal\n2026;2;80+;600\n2026;1;80+;400\n2026;3;80+;1200";
        assert_eq!(faults(text), ["people-total 80+, 2026 1000 1200"]);
        assert_eq!(faults("År;Kön;Ålder;Antal\n2026;annat;80+;600"), ["people-sex 2 annat"]);
    }

    #[test]
    fn what_cannot_be_meant_is_told_with_its_line() {
        for (text, expected) in [
            ("hej;då\n1;2", vec!["people-head"]),
            ("Kommun;År;80+\nFalun;2026;5000", vec!["people-elsewhere 2 Falun"]),
            ("Kommun;År;80+\n580;2026;5000", vec!["people-elsewhere 2 580"]),
            ("År;80+;Totalt\n2026;..;10", vec!["people-missing 2 2026"]),
            ("År;80+\n2026;x\n2027;-", vec!["people-missing 2 2026", "people-missing 3 2027"]),
            ("År;80+\n2026;12 %", vec!["people-number 2 12 %"]),
            ("År;80+\n2026;1.234", vec!["people-number 2 1.234"]),
            ("År;80+\n2026;-5", vec!["people-number 2 -5"]),
            ("År;80+;85+\n2026;500;200", vec!["people-overlap 2026 80+ 85+"]),
            ("Ålder;2026;2027;2029\n80+;1;2;3", vec!["people-gap 2027 2029"]),
            ("Ålder;2026\n80+;5\n80+;6", vec!["people-twice 3 80+, 2026"]),
            ("Ålder;2026\ngammal;5", vec!["people-age 2 gammal"]),
            ("År;80+\n26;500", vec!["people-year 2 26"]),
            ("År;0-79;80+\n2026;0,9;0,1", vec!["people-shares"]),
            ("År;0-79;80+;Totalt\n2026;900;100;1200", vec!["people-total 2026 1000 1200"]),
            ("Ålder;2026\n", vec!["people-none"]),
            ("Ålder;2026;2027\n80-84;812;840\n85+;;", vec!["people-missing 3 2026", "people-missing 3 2027"]),
            ("År;Ålder;Antal\n2026;80-84;812\n;;1415", vec!["people-age-missing 3"]),
            ("År;0-79;80-84;85 plus\n2026;9;8;7", vec!["people-unread 4 85 plus"]),
            ("Ålder;2026;2027 (prel)\n80+;9;8", vec!["people-unread 3 2027 (prel)"]),
            ("År;Kön;Ålder;Antal\n2026;K;80+;600", vec!["people-one-sex kvinnor"]),
            ("Kvinnor;;\nÅlder;2026;2027\n80+;9;8", vec!["people-one-sex Kvinnor"]),
            (
                "År;Kön;Ålder;Antal\n2026;Båda;80+;1000\n2026;K;80-84;300\n2026;K;85+;300",
                vec!["people-mixed"],
            ),
            ("År;Ålder;Antal\n2026;80-84;5\n2026;85+;5\n2027;80-84;5", vec!["people-uneven 2027"]),
            ("År;0-79;80+;Totalt\n2026;92,5;7,5;100", vec!["people-shares"]),
            ("Kommun;NYKO6;0-1_år;80+_år;Y_koordinat\n580;1;2;1;6500000", vec!["people-personal 1 NYKO6"]),
            ("Ålder;2026;Anm\n80+;5;19121212-1212", vec!["people-identity-number 2"]),
        ] {
            assert_eq!(faults(text), expected, "{text}");
        }
    }

    #[test]
    fn what_has_been_rounded_or_disturbed_a_little_is_taken() {
        assert_eq!(counted("År;0-79;80+;Totalt\n2026;14 001;1 399;15 401").len(), 2);
        assert_eq!(counted("Ålder;2030;2035;2040\n80+;1;2;3").len(), 3, "every fifth year is a forecast");
        assert_eq!(counted("Ålder;2029;2030;2035\n80+;1;2;3").len(), 3, "and after single years too");
        assert_eq!(counted("År;0-79;80+;Folkmängd\n2026;900;100;1000").len(), 2);
        assert_eq!(counted("Kommun;År;80+\n2083 Hedemora;2026;100").len(), 1);
        let text = "År;Kön;Ålder;Antal\n2026;Kvinnor;80+;600\n2026;Totalt;80+;1000";
        assert_eq!(counted(text)[1], (2026, Some(Sex::Men), "80+".into(), 400.0), "the men are the rest");
        let oldest = "År;0-99;100;101;102+\n2026;900;5;3;2";
        assert_eq!(counted(oldest)[1], (2026, None, "100+".into(), 10.0));
        let text = "År;Ålder;Antal\n2026;;\n;80+;5\n2027;;\n;80+;6";
        assert_eq!(counted(text)[1], (2027, None, "80+".into(), 6.0), "a line of its own says the year");
        assert_eq!(counted("År;Ålder;Antal\n2026;80+;5\n2026;Totalt;900").len(), 1);
    }

    #[test]
    fn what_a_column_was_taken_for_is_told() {
        let table = read("Rubrik;;\nÅlder;2026;Kommentar\n80+;5;bra").unwrap();
        let uses: Vec<ColumnUse> = table.columns.iter().map(|(_, of)| *of).collect();
        assert_eq!(uses, [ColumnUse::Age, ColumnUse::PeopleIn(2026), ColumnUse::Unread]);
        assert_eq!(table.left_out, [1]);
    }
}
