//! Documents that people open in programs of their own: plain structs in, files out; and the tables that they fill in there, read
//! back. It knows nothing of what they are about;
//! every text a reader sees comes from the caller, already translated.

mod calendar;
mod document;
mod docx;
mod html;
mod ods_size;
mod read_table;
mod text;
mod workbook;

#[cfg(test)]
mod samples;

pub use calendar::{Calendar, Event, Method, Party, Recurrence};
pub use document::{Block, Column, Document, Kind, Run, Table};
pub use read_table::{ReadLine, ReadTable, TableFile, Unreadable, read_lines, read_table};
pub use rust_xlsxwriter::XlsxError;
pub use workbook::{Cell, Sheet, Workbook};
