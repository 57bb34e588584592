//! Workbooks for spreadsheets: numbers as numbers, written by the reader's own program in the reader's own way.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// The longest name that a sheet can have.
const LONGEST_NAME: usize = 31;
/// The longest text that a cell can hold.
const LONGEST_TEXT: usize = 32_767;
/// What a sheet's name cannot hold.
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// The widths of the first column and of the others, in characters.
const WIDTHS: (f64, f64) = (26.0, 16.0);

/// A workbook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workbook {
    /// Its sheets, in order; there must be one.
    pub sheets: Vec<Sheet>,
}

/// A table on a sheet of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What stands on its tab; what cannot stand there is left out.
    pub name: String,
    /// The heads of the columns.
    pub head: Vec<String>,
    /// The rows below them.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A text, which no spreadsheet takes for a formula. What is longer than a cell can hold ends in three dots.
    Text(String),
    /// A year, without groups of digits.
    Year(i32),
    /// A number with so many decimals.
    Number(f64, usize),
    /// A share as a fraction of one, shown in whole per cent.
    Share(f64),
    /// Nothing.
    Empty,
}

impl Workbook {
    /// The workbook as a file (Office Open XML).
    ///
    /// # Errors
    /// More rows or columns than a sheet holds, or two sheets of one name.
    pub fn xlsx(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        for sheet in &self.sheets {
            write(workbook.add_worksheet(), sheet)?;
        }
        workbook.save_to_buffer()
    }
}

fn write(to: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let plain: String = sheet.name.chars().filter(|c| !FORBIDDEN.contains(c)).take(LONGEST_NAME).collect();
    to.set_name(&plain)?;
    let bold = Format::new().set_bold().set_text_wrap();
    for (column, head) in (0..).zip(&sheet.head) {
        to.write_string_with_format(0, column, head, &bold)?;
        to.set_column_width(column, if column == 0 { WIDTHS.0 } else { WIDTHS.1 })?;
    }
    to.set_freeze_panes(1, 1)?;
    let mut formats: BTreeMap<usize, Format> = BTreeMap::new();
    let (year, share) = (number("0"), number("0%"));
    for (row, cells) in (1..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(text) => to.write_string(row, column, held(text))?,
                Cell::Year(value) => to.write_number_with_format(row, column, *value, &year)?,
                Cell::Number(value, decimals) => {
                    let format = formats.entry(*decimals).or_insert_with(|| grouped(*decimals));
                    to.write_number_with_format(row, column, *value, format)?
                }
                Cell::Share(value) => to.write_number_with_format(row, column, *value, &share)?,
                Cell::Empty => continue,
            };
        }
    }
    Ok(())
}

/// As much of a text as a cell can hold. Spreadsheets count as UTF-16 does.
fn held(text: &str) -> Cow<'_, str> {
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return Cow::Borrowed(text);
    }
    let mut left = LONGEST_TEXT - 1;
    let fits = |c: &char| match left.checked_sub(c.len_utf16()) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    let beginning: String = text.chars().take_while(fits).collect();
    Cow::Owned(beginning + "…")
}

/// Groups of digits, and so many decimals.
fn grouped(decimals: usize) -> Format {
    if decimals == 0 { number("#,##0") } else { number(&format!("#,##0.{}", "0".repeat(decimals))) }
}

fn number(format: &str) -> Format {
    Format::new().set_num_format(format)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    fn part(file: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn numbers_are_numbers_and_a_text_is_never_a_formula() {
        let sheet = Sheet {
            name: "Prognos: 80+ / [år]".into(),
            head: vec!["År".into(), "Personer".into()],
            rows: vec![
                vec![Cell::Year(2035), Cell::Number(1622.4, 0)],
                vec![Cell::Text("=1+1".into()), Cell::Empty],
            ],
        };
        let file = Workbook { sheets: vec![sheet] }.xlsx().unwrap();
        assert!(part(&file, "xl/workbook.xml").contains("name=\"Prognos 80+  år\""));
        let cells = part(&file, "xl/worksheets/sheet1.xml");
        assert!(cells.contains("<v>1622.4</v>") && cells.contains("<v>2035</v>"), "{cells}");
        assert!(!cells.contains("<f>"), "{cells}");
        assert!(part(&file, "xl/sharedStrings.xml").contains("=1+1"));
    }

    #[test]
    fn a_text_that_no_cell_can_hold_ends_in_dots() {
        let sheet = Sheet {
            name: "A".into(),
            rows: vec![vec![Cell::Text("å🙂".repeat(30_000))]],
            ..Sheet::default()
        };
        let file = Workbook { sheets: vec![sheet] }.xlsx().unwrap();
        assert!(part(&file, "xl/sharedStrings.xml").contains("å🙂…</t>"));
    }

    #[test]
    fn two_sheets_of_one_name_are_refused() {
        let sheet = Sheet { name: "A".into(), ..Sheet::default() };
        assert!(Workbook { sheets: vec![sheet.clone(), sheet] }.xlsx().is_err());
    }
}
