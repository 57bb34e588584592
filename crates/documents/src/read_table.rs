//! A table that somebody has filled in, in a spreadsheet or as text: bytes in, lines of texts out, each with the number that it has
//! where it was written.
//!
//! Values are read as they stand: of a formula what it came to, of a day its date. Whoever sends a file is told what cannot be read
//! and where, by the caller in their words.

use std::io::Cursor;

use calamine::{Data, Ods, Range, Reader, Xlsx};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// What a table is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFile {
    /// Office Open XML.
    Xlsx,
    /// OpenDocument.
    Ods,
    /// Text with separators.
    Csv,
}

/// A table as it was read: the first line that holds anything is its head, and empty lines are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadTable {
    /// The heads of the columns.
    pub head: Vec<String>,
    /// The lines below it.
    pub lines: Vec<ReadLine>,
}

/// A line of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadLine {
    /// Its number where it was written, from 1.
    pub number: usize,
    /// As many cells as the head has.
    pub cells: Vec<String>,
    /// The column, from 0, of a formula that came to nothing.
    pub broken: Option<usize>,
}

/// Why a table cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is not what it says, or is damaged.
    #[error("the file cannot be read as a table")]
    Damaged,
    /// It opens with a password only.
    #[error("the file is locked with a password")]
    Locked,
    /// There is no line below the head.
    #[error("there are no lines")]
    Empty,
    /// There are more lines than are taken in at once.
    #[error("there are {found} lines, and {most} are taken in")]
    TooLong {
        /// How many there are.
        found: usize,
        /// How many are taken in.
        most: usize,
    },
    /// Cells are merged, so that nobody can tell which line says what.
    #[error("cells are merged at {cell}")]
    Merged {
        /// The first of them, as a spreadsheet calls it.
        cell: String,
    },
}

/// Reads the first sheet of a file, of at most so many lines.
///
/// # Errors
/// Why it cannot be read.
pub fn read_table(kind: TableFile, bytes: &[u8], most: usize) -> Result<ReadTable, Unreadable> {
    let lines = match kind {
        TableFile::Csv => from_text(bytes),
        TableFile::Xlsx => from_xlsx(bytes)?,
        TableFile::Ods => from_ods(bytes)?,
    };
    let mut lines = lines.into_iter().filter(|line| line.cells.iter().any(|cell| !cell.is_empty()));
    let mut head = lines.next().ok_or(Unreadable::Empty)?.cells;
    while head.last().is_some_and(String::is_empty) {
        head.pop();
    }
    let lines: Vec<ReadLine> = lines
        .map(|mut line| {
            line.cells.resize(head.len(), String::new());
            line
        })
        .collect();
    match lines.len() {
        0 => Err(Unreadable::Empty),
        found if found > most => Err(Unreadable::TooLong { found, most }),
        _ => Ok(ReadTable { head, lines }),
    }
}

fn from_xlsx(bytes: &[u8]) -> Result<Vec<ReadLine>, Unreadable> {
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|fault| match fault {
            calamine::XlsxError::Password => Unreadable::Locked,
            _ => Unreadable::Damaged,
        })?;
    let merged = book.merge_cells_by_sheet_id(0).unwrap_or_default();
    if let Some(first) = merged.iter().map(|one| one.start).min() {
        return Err(Unreadable::Merged { cell: cell_name(first) });
    }
    let range = book.worksheet_range_at(0).ok_or(Unreadable::Empty)?;
    Ok(lines(&range.map_err(|_| Unreadable::Damaged)?))
}

fn from_ods(bytes: &[u8]) -> Result<Vec<ReadLine>, Unreadable> {
    let mut book: Ods<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|fault| match fault {
            calamine::OdsError::Password => Unreadable::Locked,
            _ => Unreadable::Damaged,
        })?;
    let range = book.worksheet_range_at(0).ok_or(Unreadable::Empty)?;
    Ok(lines(&range.map_err(|_| Unreadable::Damaged)?))
}

/// A cell as a spreadsheet calls it: `B3` for the second column of the third row, both counted from 0 here.
fn cell_name((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    letters.iter().rev().collect::<String>() + &(row + 1).to_string()
}

fn lines(range: &Range<Data>) -> Vec<ReadLine> {
    let first = range.start().map_or(0, |(row, _)| row as usize);
    let line = |(place, cells): (usize, &[Data])| ReadLine {
        number: first + place + 1,
        cells: cells.iter().map(text).collect(),
        broken: cells.iter().position(|cell| matches!(cell, Data::Error(_))),
    };
    range.rows().enumerate().map(line).collect()
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::String(text) => text.trim().to_owned(),
        Data::Bool(is) => is.to_string(),
        Data::DateTime(at) => at.as_datetime().map(|at| at.date().to_string()).unwrap_or_default(),
        Data::DateTimeIso(at) => at.split('T').next().unwrap_or_default().to_owned(),
        Data::DurationIso(text) => text.clone(),
        Data::Error(fault) => fault.to_string(),
        Data::Empty => String::new(),
    }
}

/// Text with the separator that parts its head into most columns.
fn from_text(bytes: &[u8]) -> Vec<ReadLine> {
    let text = decoded(bytes).replace("\r\n", "\n").replace('\r', "\n");
    let read = |separator: u8| {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(text.as_bytes());
        let (mut seen, mut number) = (0, 1);
        let line = |record: csv::StringRecord| {
            // A record is said to begin with the empty lines before it.
            let start = record.position().map_or(seen, |at| at.byte() as usize).clamp(seen, text.len());
            let begins = start + text[start..].bytes().take_while(|byte| *byte == b'\n').count();
            number += text[seen..begins].bytes().filter(|byte| *byte == b'\n').count();
            seen = begins;
            let cells = record.iter().map(|cell| cell.trim().to_owned()).collect();
            ReadLine { number, cells, broken: None }
        };
        // What is decoded is whole text: no record can be broken.
        reader.records().filter_map(Result::ok).map(line).collect::<Vec<_>>()
    };
    let columns = |lines: &Vec<ReadLine>| lines.first().map_or(0, |line| line.cells.len());
    [b';', b',', b'\t'].map(read).into_iter().rev().max_by_key(columns).unwrap_or_default()
}

/// The text of bytes: UTF-8, UTF-16 where it says so, and else what older Windows programs write.
fn decoded(bytes: &[u8]) -> String {
    let marked = [UTF_16LE, UTF_16BE]
        .into_iter()
        .zip([b"\xff\xfe", b"\xfe\xff"])
        .find_map(|(encoding, mark)| bytes.starts_with(mark).then_some(encoding));
    let (text, _, is_wrong) = marked.unwrap_or(UTF_8).decode(bytes);
    if is_wrong { WINDOWS_1252.decode(bytes).0.into_owned() } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cell, Sheet, Workbook};

    fn cells(line: &ReadLine) -> Vec<&str> {
        line.cells.iter().map(String::as_str).collect()
    }

    #[test]
    fn text_is_read_with_any_separator_and_encoding() {
        let said = "Rubrik;Kommun\r\n\r\n\"Två rader\nav ett\";Älvdalen\r\nEn;\r\n";
        let encoded: [Vec<u8>; 4] = [
            said.into(),
            format!("\u{feff}{said}").into(),
            WINDOWS_1252.encode(said).0.into_owned(),
            std::iter::once(0xfeff).chain(said.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        ];
        for bytes in encoded {
            let table = read_table(TableFile::Csv, &bytes, 10).unwrap();
            assert_eq!(table.head, ["Rubrik", "Kommun"]);
            assert_eq!(cells(&table.lines[0]), ["Två rader\nav ett", "Älvdalen"]);
            assert_eq!(table.lines.iter().map(|line| line.number).collect::<Vec<_>>(), [3, 5]);
        }
        for said in ["a,b\n1,2", "a\tb\n1\t2"] {
            assert_eq!(cells(&read_table(TableFile::Csv, said.as_bytes(), 10).unwrap().lines[0]), ["1", "2"]);
        }
    }

    #[test]
    fn a_workbook_is_read_as_it_was_written() {
        let sheet = Sheet {
            name: "Exempel".into(),
            head: vec!["Rubrik".into(), "År".into(), "Kronor".into()],
            rows: vec![
                vec![Cell::Text("=1+1".into()), Cell::Year(2024), Cell::Number(1_234.5, 1)],
                vec![Cell::Empty, Cell::Empty, Cell::Empty],
                vec![Cell::Text("Åsele".into()), Cell::Empty, Cell::Empty],
            ],
        };
        let bytes = Workbook { sheets: vec![sheet] }.xlsx().unwrap();
        let table = read_table(TableFile::Xlsx, &bytes, 10).unwrap();
        assert_eq!(table.head, ["Rubrik", "År", "Kronor"]);
        assert_eq!(
            cells(&table.lines[0]),
            ["=1+1", "2024", "1234.5"],
            "a text that looks like a formula is a text"
        );
        assert_eq!((table.lines[1].number, cells(&table.lines[1])), (4, vec!["Åsele", "", ""]));
        assert_eq!(read_table(TableFile::Xlsx, &bytes, 1), Err(Unreadable::TooLong { found: 2, most: 1 }));
    }

    #[test]
    fn formulas_days_and_merged_cells_are_told_apart() {
        use rust_xlsxwriter::{ExcelDateTime, Format, Formula};
        let book = |is_merged: bool| {
            let mut book = rust_xlsxwriter::Workbook::new();
            let sheet = book.add_worksheet();
            sheet.write_row(0, 0, ["a", "b", "c"]).unwrap();
            sheet.write_formula(1, 0, Formula::new("=6*7").set_result("42")).unwrap();
            let day = ExcelDateTime::from_ymd(2026, 3, 1).unwrap();
            sheet
                .write_datetime_with_format(1, 1, &day, &Format::new().set_num_format("yyyy-mm-dd"))
                .unwrap();
            sheet.write_formula(2, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
            if is_merged {
                sheet.merge_range(3, 1, 4, 1, "två rader", &Format::new()).unwrap();
            }
            book.save_to_buffer().unwrap()
        };
        let table = read_table(TableFile::Xlsx, &book(false), 10).unwrap();
        assert_eq!(cells(&table.lines[0]), ["42", "2026-03-01", ""]);
        assert_eq!((table.lines[0].broken, table.lines[1].broken), (None, Some(2)));
        let merged = read_table(TableFile::Xlsx, &book(true), 10);
        assert_eq!(merged, Err(Unreadable::Merged { cell: "B4".into() }));
    }

    #[test]
    fn what_is_no_table_is_refused() {
        for kind in [TableFile::Xlsx, TableFile::Ods] {
            assert_eq!(read_table(kind, b"MZ\x90\x00", 10), Err(Unreadable::Damaged));
            assert_eq!(read_table(kind, b"PK\x03\x04", 10), Err(Unreadable::Damaged));
        }
        for empty in ["", "\n\n", "a;b\n", "a;b\n;\n"] {
            assert_eq!(read_table(TableFile::Csv, empty.as_bytes(), 10), Err(Unreadable::Empty), "{empty:?}");
        }
    }
}
