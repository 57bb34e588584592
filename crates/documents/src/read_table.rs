//! A table that somebody has filled in, in a spreadsheet or as text: bytes in, lines of texts out, each with the number that it has
//! where it was written.
//!
//! Values are read as they stand: of a formula what it came to, of a day its date. Whoever sends a file is told what cannot be read
//! and where, by the caller in their words.

use std::collections::HashSet;
use std::io::Cursor;

use calamine::{Data, DataRef, Ods, Reader, Xlsx};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::ods_size;

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
    /// As many cells as the head has, where the table has one.
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
    /// Something stands further to the right than is read.
    #[error("there are more than {most} columns")]
    TooWide {
        /// How many are read.
        most: usize,
    },
    /// Cells are merged, so that nobody can tell which line says what.
    #[error("cells are merged at {cell}")]
    Merged {
        /// The first of them, as a spreadsheet calls it.
        cell: String,
    },
}

/// Most columns of a table, and furthest to the right that anything may stand: a spreadsheet has room for thousands, and a file of
/// some bytes can say that they are all full.
const MOST_COLUMNS: usize = 200;

/// Reads the first sheet of a file, of at most so many lines. No more is held of it than that many lines can hold.
///
/// # Errors
/// Why it cannot be read.
pub fn read_table(kind: TableFile, bytes: &[u8], most: usize) -> Result<ReadTable, Unreadable> {
    // The head is one more.
    let lines = read(kind, bytes, most + 1, true).map_err(|why| match why {
        Unreadable::TooLong { found, .. } => Unreadable::TooLong { found, most },
        other => other,
    });
    lines?.table()
}

/// The same where it is not known which line is the head: every line that holds anything, as wide as it is.
///
/// # Errors
/// Why it cannot be read.
pub fn read_lines(kind: TableFile, bytes: &[u8], most: usize) -> Result<Vec<ReadLine>, Unreadable> {
    let lines = read(kind, bytes, most, false)?.all()?;
    if lines.is_empty() { Err(Unreadable::Empty) } else { Ok(lines) }
}

fn read(kind: TableFile, bytes: &[u8], most: usize, has_head: bool) -> Result<Lines, Unreadable> {
    let mut lines = Lines { most, has_head, ..Lines::default() };
    match kind {
        TableFile::Csv => from_text(bytes, &mut lines)?,
        TableFile::Xlsx => from_xlsx(bytes, &mut lines)?,
        TableFile::Ods => from_ods(bytes, &mut lines)?,
    }
    Ok(lines)
}

/// Lines of a text that tell what parts its columns.
const FIRST: usize = 12;

/// Lines as they are read, the first that holds anything first.
#[derive(Default)]
struct Lines {
    most: usize,
    /// Whether the first is the head.
    has_head: bool,
    kept: Vec<ReadLine>,
    /// How many there are with those that are not kept.
    found: usize,
}

impl Lines {
    /// Takes up a line, if it holds anything.
    fn add(&mut self, line: ReadLine) -> Result<(), Unreadable> {
        let Some(last) = line.cells.iter().rposition(|cell| !cell.is_empty()) else { return Ok(()) };
        if last >= MOST_COLUMNS {
            return Err(Unreadable::TooWide { most: MOST_COLUMNS });
        }
        self.found += 1;
        if self.found <= self.most {
            self.kept.push(line);
        }
        Ok(())
    }

    fn all(self) -> Result<Vec<ReadLine>, Unreadable> {
        if self.found > self.most {
            return Err(Unreadable::TooLong { found: self.found, most: self.most });
        }
        Ok(self.kept)
    }

    fn table(self) -> Result<ReadTable, Unreadable> {
        let (found, most) = (self.found.saturating_sub(1), self.most - 1);
        let mut lines = self.all().map_err(|_| Unreadable::TooLong { found, most })?.into_iter();
        let mut head = lines.next().ok_or(Unreadable::Empty)?.cells;
        while head.last().is_some_and(String::is_empty) {
            head.pop();
        }
        let as_wide = |mut line: ReadLine| {
            line.cells.resize(head.len(), String::new());
            line.broken = line.broken.filter(|column| *column < head.len());
            line
        };
        let lines: Vec<ReadLine> = lines.map(as_wide).collect();
        if lines.is_empty() { Err(Unreadable::Empty) } else { Ok(ReadTable { head, lines }) }
    }
}

fn from_xlsx(bytes: &[u8], lines: &mut Lines) -> Result<(), Unreadable> {
    let damaged = |_| Unreadable::Damaged;
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|fault| match fault {
            calamine::XlsxError::Password => Unreadable::Locked,
            _ => Unreadable::Damaged,
        })?;
    let merged = book.merge_cells_by_sheet_id(0).unwrap_or_default();
    if let Some(first) = merged.iter().map(|one| one.start).min() {
        return Err(Unreadable::Merged { cell: cell_name(first) });
    }
    let name = book.sheet_names().first().cloned().ok_or(Unreadable::Empty)?;
    let uncomputed = uncomputed(&mut book, &name)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
    // Cell by cell: a sheet is as large as it says, and may say that it is all there is room for.
    let mut line = ReadLine::default();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let (number, column) = (row as usize + 1, column as usize);
        if number != line.number {
            lines.add(std::mem::replace(&mut line, ReadLine { number, ..ReadLine::default() }))?;
        }
        let value: Data = cell.get_value().clone().into();
        let is_uncomputed = uncomputed.contains(&(row, cell.get_position().1));
        if value == Data::Empty && !is_uncomputed {
            continue;
        }
        if column >= MOST_COLUMNS {
            return Err(Unreadable::TooWide { most: MOST_COLUMNS });
        }
        let format = cells.styles().get(style).and_then(|style| style.number_format.as_ref());
        let is_share = format.is_some_and(|format| format.format_code.contains('%'));
        line.cells.resize(line.cells.len().max(column + 1), String::new());
        line.cells[column] = match is_share {
            _ if is_uncomputed => "=".to_owned(),
            true => share(&value),
            false => text(&value),
        };
        if is_uncomputed || matches!(value, Data::Error(_)) {
            line.broken = line.broken.or(Some(column));
        }
    }
    lines.add(line)
}

/// Cells with a formula that whoever wrote the file has not computed, by row and column from 0.
fn uncomputed(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<HashSet<(u32, u32)>, Unreadable> {
    let damaged = |_| Unreadable::Damaged;
    let mut cells = book.worksheet_cells_reader(sheet).map_err(damaged)?;
    let mut found = HashSet::new();
    while let Some(cell) = cells.next_cell_with_formula().map_err(damaged)? {
        if cell.formula.is_some() && cell.value == DataRef::Empty && found.len() < MOST_COLUMNS * MOST_COLUMNS
        {
            found.insert(cell.pos);
        }
    }
    Ok(found)
}

/// A number that a spreadsheet shows as a share: 0.45 is shown as 45 %, and that is what somebody has written.
fn share(value: &Data) -> String {
    match value {
        Data::Float(part) => format!("{} %", (part * 1e10).round() / 1e8),
        Data::Int(part) => format!("{} %", part * 100),
        other => text(other),
    }
}

fn from_ods(bytes: &[u8], lines: &mut Lines) -> Result<(), Unreadable> {
    ods_size::demand_small(bytes, MOST_COLUMNS, lines.most)?;
    let mut book: Ods<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|fault| match fault {
            calamine::OdsError::Password => Unreadable::Locked,
            _ => Unreadable::Damaged,
        })?;
    let range = book.worksheet_range_at(0).ok_or(Unreadable::Empty)?.map_err(|_| Unreadable::Damaged)?;
    let first = range.start().map_or(0, |(row, _)| row as usize);
    for (place, cells) in range.rows().enumerate() {
        let cells_before = range.start().map_or(0, |(_, column)| column as usize);
        let before = std::iter::repeat_n(String::new(), cells_before);
        let broken = cells.iter().position(|cell| matches!(cell, Data::Error(_)));
        lines.add(ReadLine {
            number: first + place + 1,
            cells: before.chain(cells.iter().map(text)).collect(),
            broken: broken.map(|column| column + cells_before),
        })?;
    }
    Ok(())
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

fn text(cell: &Data) -> String {
    match cell {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => plain(*number),
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
fn from_text(bytes: &[u8], lines: &mut Lines) -> Result<(), Unreadable> {
    let text = decoded(bytes).replace("\r\n", "\n").replace('\r', "\n");
    let records = |separator: u8| {
        let mut reader = csv::ReaderBuilder::new();
        reader.has_headers(false).flexible(true).delimiter(separator);
        // What is decoded is whole text: no record can be broken.
        reader.from_reader(text.as_bytes()).into_records().filter_map(Result::ok)
    };
    let head = |separator: &u8| (1, records(*separator).next().map_or(0, |head| head.len()));
    // A title above the head may hold any mark: what parts most lines alike parts them.
    let alike = |separator: &u8| {
        let widths: Vec<usize> = records(*separator).take(FIRST).map(|record| record.len()).collect();
        let count = |width: usize| (widths.iter().filter(|other| **other == width).count(), width);
        widths.iter().filter(|width| **width > 1).map(|width| count(*width)).max().unwrap_or_default()
    };
    let columns = |separator: &u8| if lines.has_head { head(separator) } else { alike(separator) };
    let separator = [b'\t', b',', b';'].into_iter().max_by_key(columns).unwrap_or(b';');
    let (mut seen, mut number) = (0, 1);
    for record in records(separator) {
        // A record is said to begin with the empty lines before it.
        let start = record.position().map_or(seen, |at| at.byte() as usize).clamp(seen, text.len());
        let begins = start + text[start..].bytes().take_while(|byte| *byte == b'\n').count();
        number += text[seen..begins].bytes().filter(|byte| *byte == b'\n').count();
        seen = begins;
        if record.iter().skip(MOST_COLUMNS).any(|cell| !cell.trim().is_empty()) {
            return Err(Unreadable::TooWide { most: MOST_COLUMNS });
        }
        let cells = record.iter().take(MOST_COLUMNS).map(|cell| cell.trim().to_owned()).collect();
        lines.add(ReadLine { number, cells, broken: None })?;
    }
    Ok(())
}

/// A number as digits. With just three decimals it could be read as thousands: it gets one more.
fn plain(number: f64) -> String {
    let text = number.to_string();
    match text.split_once('.') {
        Some((whole, decimals)) if decimals.len() == 3 && whole.trim_start_matches('-') != "0" => text + "0",
        _ => text,
    }
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
    fn a_share_is_read_as_it_is_shown() {
        use rust_xlsxwriter::Format;
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["a", "b"]).unwrap();
        sheet.write_number_with_format(1, 0, 0.455, &Format::new().set_num_format("0.0%")).unwrap();
        sheet.write_number(1, 1, 0.455).unwrap();
        sheet.write_number(2, 1, 812.345).unwrap();
        let table = read_table(TableFile::Xlsx, &book.save_to_buffer().unwrap(), 10).unwrap();
        assert_eq!(cells(&table.lines[0]), ["45.5 %", "0.455"]);
        assert_eq!(cells(&table.lines[1]), ["", "812.3450"], "no thousands");
    }

    #[test]
    fn a_formula_that_nobody_has_computed_is_told() {
        use std::io::{Read, Write};
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["a", "b"]).unwrap();
        sheet.write_string(1, 0, "x").unwrap();
        sheet.write_formula(1, 1, rust_xlsxwriter::Formula::new("=10+5").set_result("15")).unwrap();
        let whole = book.save_to_buffer().unwrap();
        // As programs write it that leave the computing to the spreadsheet.
        let mut archive = zip::ZipArchive::new(Cursor::new(whole)).unwrap();
        let mut without = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let (name, mut text) = (part.name().unwrap().into_owned(), String::new());
            part.read_to_string(&mut text).unwrap();
            without.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            without.write_all(text.replace("<v>15</v>", "").as_bytes()).unwrap();
        }
        let bytes = without.finish().unwrap().into_inner();
        let table = read_table(TableFile::Xlsx, &bytes, 10).unwrap();
        assert_eq!((table.lines[0].broken, table.lines.len()), (Some(1), 1));
    }

    #[test]
    fn a_small_file_that_says_that_it_is_large_is_refused_before_it_is_held() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["a", "b"]).unwrap();
        sheet.write_string(1_048_575, 16_383, "x").unwrap();
        let far = read_table(TableFile::Xlsx, &book.save_to_buffer().unwrap(), 10);
        assert_eq!(far, Err(Unreadable::TooWide { most: MOST_COLUMNS }));
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["a", "b"]).unwrap();
        sheet.write_string(1_048_575, 1, "sist").unwrap();
        let table = read_table(TableFile::Xlsx, &book.save_to_buffer().unwrap(), 10).unwrap();
        assert_eq!((table.lines.len(), table.lines[0].number), (1, 1_048_576), "what is far down is read");
        let wide = format!("{}a\n{}", ";".repeat(1_000_000), "x\n".repeat(1_000));
        let wide = read_table(TableFile::Csv, wide.as_bytes(), 10_000);
        assert!(wide == Err(Unreadable::TooWide { most: MOST_COLUMNS }));
        let long = read_table(TableFile::Csv, "x\n".repeat(1_000_000).as_bytes(), 10);
        assert_eq!(long, Err(Unreadable::TooLong { found: 999_999, most: 10 }));
    }

    #[test]
    fn an_open_document_is_read_and_one_that_repeats_itself_is_refused() {
        let cell = |more: &str, text: &str| {
            format!(
                "<table:table-cell office:value-type=\"string\"{more}><text:p>{text}</text:p></table:table-cell>"
            )
        };
        let row = |more: &str, cells: &str| format!("<table:table-row{more}>{cells}</table:table-row>");
        let empty = "<table:table-cell table:number-columns-repeated=\"16000\"/>";
        let head = row("", &(cell("", "Rubrik") + &cell("", "Kommun") + empty));
        let line = row("", &(cell("", "Åsele") + "<table:table-cell/>" + empty));
        let rest = row(" table:number-rows-repeated=\"1048000\"", empty);
        let table = read_table(TableFile::Ods, &ods(&(head.clone() + &line + &rest)), 10).unwrap();
        assert_eq!(
            (table.head.join("|"), cells(&table.lines[0])),
            ("Rubrik|Kommun".into(), vec!["Åsele", ""])
        );
        for (rows, refused) in [
            (
                row("", &cell(" table:number-columns-repeated=\"16000\"", "x")),
                Unreadable::TooWide { most: MOST_COLUMNS },
            ),
            (row("", &(empty.to_owned() + &cell("", "x"))), Unreadable::TooWide { most: MOST_COLUMNS }),
            (
                row(" table:number-rows-repeated=\"1000000\"", &cell("", "x")),
                Unreadable::TooLong { found: 1_000_000, most: 10 },
            ),
        ] {
            assert_eq!(read_table(TableFile::Ods, &ods(&(head.clone() + &rows)), 10), Err(refused));
        }
    }

    /// A spreadsheet with such rows.
    fn ods(rows: &str) -> Vec<u8> {
        use std::io::Write;
        let content = format!(
            "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
             xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
             xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
             <table:table table:name=\"Blad1\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
        );
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let parts =
            [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)];
        for (name, text) in parts.into_iter().chain([(
            "META-INF/manifest.xml",
            "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        )]) {
            archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
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
