//! How large a spreadsheet in OpenDocument says that it is: rows and cells are written once with how often they are repeated, so that
//! some bytes can stand for all that there is room for. Asked before anything holds them.

use std::io::{BufReader, Cursor};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use crate::read_table::Unreadable;

/// Goes on only if nothing on the first sheet stands further to the right than so many columns, nor in more rows than lines and a head.
///
/// # Errors
/// [`Unreadable::TooWide`], [`Unreadable::TooLong`]; [`Unreadable::Damaged`] for what is no spreadsheet.
pub(crate) fn demand_small(bytes: &[u8], columns: usize, lines: usize) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let content = archive.by_name("content.xml").map_err(|_| Unreadable::Damaged)?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    let (mut buffer, mut found) = (Vec::new(), 0_usize);
    // Of the row that is read: how often it is repeated, cells so far, and the last that holds anything.
    let (mut repeated, mut cells, mut last) = (1, 0_usize, 0);
    loop {
        let event = reader.read_event_into(&mut buffer).map_err(|_| Unreadable::Damaged)?;
        match &event {
            Event::Start(tag) if tag.name().as_ref() == b"table:table-row" => {
                (repeated, cells, last) = (times(tag, b"table:number-rows-repeated"), 0, 0);
            }
            Event::Start(tag) | Event::Empty(tag) if is_cell(tag) => {
                cells = cells.saturating_add(times(tag, b"table:number-columns-repeated"));
                if matches!(event, Event::Start(_)) || has(tag, b"office:value-type") {
                    last = cells;
                }
                if last > columns {
                    return Err(Unreadable::TooWide { most: columns });
                }
            }
            Event::End(tag) if tag.name().as_ref() == b"table:table-row" && last > 0 => {
                found = found.saturating_add(repeated);
            }
            Event::End(tag) if tag.name().as_ref() == b"table:table" => break,
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    match found.saturating_sub(1) {
        too_many if too_many > lines => Err(Unreadable::TooLong { found: too_many, most: lines }),
        _ => Ok(()),
    }
}

fn is_cell(tag: &BytesStart<'_>) -> bool {
    matches!(tag.name().as_ref(), b"table:table-cell" | b"table:covered-table-cell")
}

fn has(tag: &BytesStart<'_>, name: &[u8]) -> bool {
    tag.attributes().flatten().any(|one| one.key.as_ref() == name)
}

/// How often something is repeated: once where nothing is said.
fn times(tag: &BytesStart<'_>, name: &[u8]) -> usize {
    let said = tag.attributes().flatten().find(|one| one.key.as_ref() == name);
    let said = said.and_then(|one| one.normalized_value(XmlVersion::Implicit1_0).ok()?.parse().ok());
    said.unwrap_or(1)
}
