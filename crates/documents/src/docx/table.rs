//! Tables: heads that are marked as heads and come again on each page, and rows that stay whole.

use std::io::{self, Write};

use quick_xml::Writer;

use super::body::{Look, paragraph, value};
use crate::document::{Column, Kind, Run, Table};
use crate::text;

/// The width between the margins, in twentieths of a point.
const WIDTH: usize = 9070;
/// The most columns that Word can hold.
const MOST_COLUMNS: usize = 63;

/// Writes a table.
pub(super) fn write<W: Write>(xml: &mut Writer<W>, table: &Table) -> io::Result<()> {
    let columns = table.all_columns();
    if columns.len() > MOST_COLUMNS {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "a table with more than 63 columns"));
    }
    let widths = widths(&columns);
    xml.create_element("w:tbl").write_inner_content(|xml| {
        xml.create_element("w:tblPr").write_inner_content(|xml| properties(xml, table, &columns))?;
        xml.create_element("w:tblGrid").write_inner_content(|xml| {
            widths.iter().try_for_each(|width| measure(xml, "w:gridCol", width, false))
        })?;
        if table.has_head() {
            let heads = columns.iter().map(|column| (text::line(&column.head), column.kind));
            row(xml, heads, &widths, true)?;
        }
        table.rows.iter().try_for_each(|cells| row(xml, Table::cells(cells, &columns), &widths, false))?;
        if table.rows.is_empty() && !table.has_head() {
            row(xml, Table::cells(&[], &columns), &widths, false)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Each column's share of the width.
fn widths(columns: &[Column]) -> Vec<String> {
    let weight = |column: &Column| usize::from(column.weight.max(1));
    let all: usize = columns.iter().map(weight).sum();
    columns.iter().map(|column| (WIDTH * weight(column) / all).max(1).to_string()).collect()
}

fn properties<W: Write>(xml: &mut Writer<W>, table: &Table, columns: &[Column]) -> io::Result<()> {
    value(xml, "w:tblStyle", "TableLines")?;
    measure(xml, "w:tblW", &WIDTH.to_string(), true)?;
    xml.create_element("w:tblLayout").with_attribute(("w:type", "fixed")).write_empty()?;
    let has_names = columns.first().is_some_and(|column| column.kind == Kind::Name);
    let looks = [
        ("w:val", format!("{:04X}", 0x0600 | u16::from(table.has_head()) << 5 | u16::from(has_names) << 7)),
        ("w:firstRow", u8::from(table.has_head()).to_string()),
        ("w:lastRow", "0".to_owned()),
        ("w:firstColumn", u8::from(has_names).to_string()),
        ("w:lastColumn", "0".to_owned()),
        ("w:noHBand", "1".to_owned()),
        ("w:noVBand", "1".to_owned()),
    ];
    let looks = looks.iter().map(|(name, value)| (*name, value.as_str()));
    xml.create_element("w:tblLook").with_attributes(looks).write_empty()?;
    let caption = text::line(&table.caption);
    if caption.is_empty() { Ok(()) } else { value(xml, "w:tblCaption", &caption) }
}

fn row<W: Write>(
    xml: &mut Writer<W>,
    cells: impl Iterator<Item = (String, Kind)>,
    widths: &[String],
    is_head: bool,
) -> io::Result<()> {
    xml.create_element("w:tr").write_inner_content(|xml| {
        xml.create_element("w:trPr").write_inner_content(|xml| {
            xml.create_element("w:cantSplit").write_empty()?;
            if is_head {
                xml.create_element("w:tblHeader").write_empty()?;
            }
            Ok(())
        })?;
        for ((text, kind), width) in cells.zip(widths) {
            xml.create_element("w:tc").write_inner_content(|xml| {
                xml.create_element("w:tcPr").write_inner_content(|xml| measure(xml, "w:tcW", width, true))?;
                cell(xml, text, kind, is_head)
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn cell<W: Write>(xml: &mut Writer<W>, text: String, kind: Kind, is_head: bool) -> io::Result<()> {
    let style = if is_head { "TableHead" } else { "TableText" };
    let look = Look::styled(style).right(kind == Kind::Number);
    let run = if kind == Kind::Name && !is_head { Run::Strong(text) } else { Run::Plain(text) };
    paragraph(xml, look, &[run])
}

fn measure<W: Write>(xml: &mut Writer<W>, name: &str, width: &str, has_unit: bool) -> io::Result<()> {
    let unit = has_unit.then_some(("w:type", "dxa"));
    xml.create_element(name).with_attribute(("w:w", width)).with_attributes(unit).write_empty()?;
    Ok(())
}
