//! Documents for reading: a tree of headings, text, lists, tables and quotes, which becomes a file for Word
//! ([`Document::docx`]) or a part of a page ([`Document::html`]).
//!
//! A text may be anything that somebody has typed or pasted. Its line breaks are kept; characters that neither file may hold
//! are left out.

use crate::text;

/// A document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its title, on one line. It begins the file; a page writes its own above the rest.
    pub title: String,
    /// The language it is written in, as in `lang` attributes: `sv`, `en`.
    pub language: &'static str,
    /// What stands first, as in a memo: `Datum` and `2026-11-28`.
    pub head: Vec<(String, String)>,
    /// The rest, in order.
    pub blocks: Vec<Block>,
}

/// A part of a document. One without text is left out.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading of level 1, 2 or 3, on one line. The title lies above level 1.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A list with bullets.
    List(Vec<Vec<Run>>),
    /// A list with numbers, from one.
    Numbered(Vec<Vec<Run>>),
    /// A table.
    Table(Table),
    /// What somebody has said, and who, if that is to be told.
    Quote(String, String),
    /// What follows begins on a new page where there are pages.
    PageBreak,
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub enum Run {
    /// As it is.
    Plain(String),
    /// Strong.
    Strong(String),
    /// Emphasised.
    Emphasis(String),
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it shows, above it; empty for nothing.
    pub caption: String,
    /// Its columns. Without any head, the table has none.
    pub columns: Vec<Column>,
    /// The rows below the heads. A row that is shorter than the others ends with empty cells.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What stands above it.
    pub head: String,
    /// What its cells are.
    pub kind: Kind,
    /// Its share of the width, of the sum of all.
    pub weight: u16,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Texts.
    #[default]
    Text,
    /// Numbers, which stand to the right.
    Number,
    /// What the rows are called.
    Name,
}

impl Block {
    /// A paragraph of plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Run::Plain(text.into())])
    }

    /// Text as somebody has typed it: a paragraph for each piece between blank lines.
    pub fn paragraphs(text: &str) -> Vec<Self> {
        text::paragraphs(text).into_iter().map(Self::plain).collect()
    }
}

impl Run {
    /// Its text.
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Strong(text) | Self::Emphasis(text) => text,
        }
    }
}

impl Column {
    /// A column as wide as the others.
    pub fn new(head: impl Into<String>, kind: Kind) -> Self {
        Self { head: head.into(), kind, weight: 1 }
    }

    /// The same column with this share of the width.
    #[must_use]
    pub fn weighing(self, weight: u16) -> Self {
        Self { weight, ..self }
    }
}

impl Table {
    /// Its columns, with one more for each cell that has none.
    pub(crate) fn all_columns(&self) -> Vec<Column> {
        let cells = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let missing = cells.saturating_sub(self.columns.len());
        let more = std::iter::repeat_with(|| Column::new("", Kind::Text)).take(missing);
        self.columns.iter().cloned().chain(more).collect()
    }

    /// Whether it has a row of heads.
    pub(crate) fn has_head(&self) -> bool {
        self.columns.iter().any(|column| !text::line(&column.head).is_empty())
    }

    /// A row's cells, as many as there are columns, without blanks around what they say.
    pub(crate) fn cells(row: &[String], columns: &[Column]) -> impl Iterator<Item = (String, Kind)> {
        let texts = row.iter().map(String::as_str).chain(std::iter::repeat(""));
        texts.zip(columns).map(|(text, column)| (text::clean(text).trim().to_owned(), column.kind))
    }
}

impl Document {
    /// What stands first, on one line each.
    pub(crate) fn head_lines(&self) -> Vec<(String, String)> {
        let lines = self.head.iter().map(|(name, value)| (text::line(name), text::line(value)));
        lines.filter(|(name, value)| !name.is_empty() || !value.is_empty()).collect()
    }
}

/// Whether runs say nothing.
pub(crate) fn is_blank(runs: &[Run]) -> bool {
    runs.iter().all(|run| text::clean(run.text()).trim().is_empty())
}

/// The items of a list that say something.
pub(crate) fn items(list: &[Vec<Run>]) -> impl Iterator<Item = &[Run]> {
    list.iter().map(Vec::as_slice).filter(|item| !is_blank(item))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_text_becomes_paragraphs_with_their_line_breaks() {
        let pasted = "\r\n  Vi provade.\r\nDet gick.\u{b}Igen.\r\n \r\n\r\nSedan slutade vi.\n";
        let expected = vec![Block::plain("Vi provade.\nDet gick.\nIgen."), Block::plain("Sedan slutade vi.")];
        assert_eq!(Block::paragraphs(pasted), expected);
        assert_eq!(Block::paragraphs(" \n\n\u{0}\n"), vec![]);
    }

    #[test]
    fn a_row_has_as_many_cells_as_there_are_columns() {
        let rows = vec![vec!["a".into()], vec!["b".into(), "c".into()]];
        let table = Table { columns: vec![Column::new("", Kind::Name)], rows, ..Table::default() };
        let columns = table.all_columns();
        let cells: Vec<_> = Table::cells(&table.rows[0], &columns).collect();
        assert_eq!(cells, [("a".to_owned(), Kind::Name), (String::new(), Kind::Text)]);
        assert!(!table.has_head());
    }
}
