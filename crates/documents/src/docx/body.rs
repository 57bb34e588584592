//! What the document says: paragraphs of named styles, which `styles.xml` gives their look.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{BULLETS, table};
use crate::document::{Block, Document, Run, Table, is_blank, items};
use crate::text;

/// A paragraph's style and what is its own beside it.
#[derive(Clone, Copy, Default)]
pub(super) struct Look {
    style: Option<&'static str>,
    list: Option<usize>,
    keeps_next: bool,
    is_right: bool,
    begins_page: bool,
    is_below_table: bool,
}

impl Look {
    pub(super) fn styled(style: &'static str) -> Self {
        Self { style: Some(style), ..Self::default() }
    }

    pub(super) fn right(self, is_right: bool) -> Self {
        Self { is_right, ..self }
    }
}

/// Writes the whole of `document.xml`.
pub(super) fn write<W: Write>(to: W, document: &Document) -> io::Result<()> {
    let mut xml = Writer::new(to);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
    let spaces = [
        ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ];
    xml.create_element("w:document").with_attributes(spaces).write_inner_content(|xml| {
        xml.create_element("w:body").write_inner_content(|xml| Body::new(xml).write(document))?;
        Ok(())
    })?;
    Ok(())
}

/// The body as it is written, block by block.
struct Body<'a, W: Write> {
    xml: &'a mut Writer<W>,
    /// How many lists with numbers there have been.
    numbered: usize,
    /// Whether a new page has been asked for, which the next paragraph begins.
    begins_page: bool,
    /// Whether a table has just ended, which the next paragraph keeps away from.
    is_below_table: bool,
}

impl<'a, W: Write> Body<'a, W> {
    fn new(xml: &'a mut Writer<W>) -> Self {
        Self { xml, numbered: 0, begins_page: false, is_below_table: false }
    }

    fn write(mut self, document: &Document) -> io::Result<()> {
        self.line(Look::styled("Title"), &document.title)?;
        for (name, value) in document.head_lines() {
            let runs = [Run::Strong(name), Run::Plain(format!("\t{value}"))];
            self.paragraph(Look::styled("Memo"), &runs)?;
        }
        for block in &document.blocks {
            self.block(block)?;
        }
        if self.is_below_table {
            // Word wants a paragraph last.
            self.paragraph(Look::styled("TableText"), &[])?;
        }
        section(self.xml)
    }

    fn block(&mut self, block: &Block) -> io::Result<()> {
        match block {
            Block::Heading(..=1, text) => self.line(Look::styled("Heading1"), text),
            Block::Heading(2, text) => self.line(Look::styled("Heading2"), text),
            Block::Heading(_, text) => self.line(Look::styled("Heading3"), text),
            Block::Paragraph(runs) if is_blank(runs) => Ok(()),
            Block::Paragraph(runs) => self.paragraph(Look::default(), runs),
            Block::List(list) => self.list(list, BULLETS),
            Block::Numbered(list) => {
                self.numbered += usize::from(items(list).next().is_some());
                self.list(list, BULLETS + self.numbered)
            }
            Block::Table(table) => self.table(table),
            Block::Quote(said, who) => self.quote(said, who),
            Block::PageBreak => {
                self.begins_page = true;
                Ok(())
            }
        }
    }

    /// A paragraph of one line, unless there is nothing on it.
    fn line(&mut self, look: Look, text: &str) -> io::Result<()> {
        let line = text::line(text);
        if line.is_empty() { Ok(()) } else { self.paragraph(look, &[Run::Plain(line)]) }
    }

    fn paragraph(&mut self, look: Look, runs: &[Run]) -> io::Result<()> {
        let begins_page = std::mem::take(&mut self.begins_page);
        let is_below_table = std::mem::take(&mut self.is_below_table);
        paragraph(self.xml, Look { begins_page, is_below_table, ..look }, runs)
    }

    fn list(&mut self, list: &[Vec<Run>], id: usize) -> io::Result<()> {
        for item in items(list) {
            self.paragraph(Look { list: Some(id), ..Look::styled("ListParagraph") }, item)?;
        }
        Ok(())
    }

    fn quote(&mut self, said: &str, who: &str) -> io::Result<()> {
        let (paragraphs, who) = (text::paragraphs(said), text::line(who));
        let is_told = !who.is_empty() && !paragraphs.is_empty();
        for said in paragraphs {
            let look = Look { keeps_next: is_told, ..Look::styled("Quote") };
            self.paragraph(look, &[Run::Plain(said)])?;
        }
        if is_told { self.line(Look::styled("QuoteSource"), &who) } else { Ok(()) }
    }

    fn table(&mut self, table: &Table) -> io::Result<()> {
        if table.all_columns().is_empty() {
            return Ok(());
        }
        self.line(Look::styled("Caption"), &table.caption)?;
        if self.is_below_table || self.begins_page {
            // Two tables without anything between become one, and a table begins no page.
            self.paragraph(Look::styled("TableText"), &[])?;
        }
        table::write(self.xml, table)?;
        self.is_below_table = true;
        Ok(())
    }
}

/// A4 with even margins, and the footer.
fn section<W: Write>(xml: &mut Writer<W>) -> io::Result<()> {
    xml.create_element("w:sectPr").write_inner_content(|xml| {
        let footer = [("w:type", "default"), ("r:id", "footer")];
        xml.create_element("w:footerReference").with_attributes(footer).write_empty()?;
        xml.create_element("w:pgSz").with_attributes([("w:w", "11906"), ("w:h", "16838")]).write_empty()?;
        let sides = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, "1418"));
        let rest = [("w:header", "709"), ("w:footer", "709"), ("w:gutter", "0")];
        xml.create_element("w:pgMar").with_attributes(sides).with_attributes(rest).write_empty()?;
        Ok(())
    })?;
    Ok(())
}

/// Writes a paragraph.
pub(super) fn paragraph<W: Write>(xml: &mut Writer<W>, look: Look, runs: &[Run]) -> io::Result<()> {
    xml.create_element("w:p").write_inner_content(|xml| {
        xml.create_element("w:pPr").write_inner_content(|xml| properties(xml, look))?;
        runs.iter().try_for_each(|run| write_run(xml, run))
    })?;
    Ok(())
}

/// A paragraph's properties, in the order that the standard wants them.
fn properties<W: Write>(xml: &mut Writer<W>, look: Look) -> io::Result<()> {
    if let Some(style) = look.style {
        value(xml, "w:pStyle", style)?;
    }
    if look.keeps_next {
        xml.create_element("w:keepNext").write_empty()?;
    }
    if look.begins_page {
        xml.create_element("w:pageBreakBefore").write_empty()?;
    }
    if let Some(list) = look.list {
        xml.create_element("w:numPr").write_inner_content(|xml| {
            value(xml, "w:ilvl", "0")?;
            value(xml, "w:numId", &list.to_string())
        })?;
    }
    // A heading keeps further away by itself.
    if look.is_below_table && !look.style.is_some_and(|style| style.starts_with("Heading")) {
        xml.create_element("w:spacing").with_attribute(("w:before", "240")).write_empty()?;
    }
    if look.is_right {
        value(xml, "w:jc", "right")?;
    }
    Ok(())
}

fn write_run<W: Write>(xml: &mut Writer<W>, run: &Run) -> io::Result<()> {
    let text = text::clean(run.text());
    if text.is_empty() {
        return Ok(());
    }
    let style = match run {
        Run::Plain(_) => None,
        Run::Strong(_) => Some("Strong"),
        Run::Emphasis(_) => Some("Emphasis"),
    };
    xml.create_element("w:r").write_inner_content(|xml| {
        if let Some(style) = style {
            xml.create_element("w:rPr").write_inner_content(|xml| value(xml, "w:rStyle", style))?;
        }
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                xml.create_element("w:br").write_empty()?;
            }
            write_line(xml, line)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_line<W: Write>(xml: &mut Writer<W>, line: &str) -> io::Result<()> {
    for (i, part) in line.split('\t').enumerate() {
        if i > 0 {
            xml.create_element("w:tab").write_empty()?;
        }
        if !part.is_empty() {
            let text = xml.create_element("w:t").with_attribute(("xml:space", "preserve"));
            text.write_text_content(BytesText::new(part))?;
        }
    }
    Ok(())
}

/// An element that has only a value.
pub(super) fn value<W: Write>(xml: &mut Writer<W>, name: &str, value: &str) -> io::Result<()> {
    xml.create_element(name).with_attribute(("w:val", value)).write_empty()?;
    Ok(())
}
