//! Columns of a table: what they may be called, and what may stand in them.

use std::collections::HashMap;

use plan::fault::FieldFault;

/// Most choices that are told to whoever has written something else.
const MOST_NAMED: usize = 12;

/// A column of a table.
pub struct Column {
    /// The field that it fills.
    pub field: &'static str,
    /// What it is called where it is filled in.
    pub head: String,
    /// What else it may be called.
    pub also: Vec<String>,
    /// Whether there must be such a column.
    pub is_required: bool,
    /// What can be chosen there: the name that is stored, and the words. Empty where anything can be typed.
    pub choices: Vec<(String, String)>,
    /// The same words in the other language.
    pub other_choices: Vec<(String, String)>,
    /// Whether something else than the choices may stand there too.
    pub is_open: bool,
}

/// Columns that are read in both languages: those of the reader's, with what the other's are called and may hold.
pub fn both(mut own: Vec<Column>, other: Vec<Column>) -> Vec<Column> {
    for (column, other) in own.iter_mut().zip(other) {
        column.also.push(other.head);
        column.other_choices = other.choices;
    }
    own
}

/// Two words that are written the same but for case and blanks.
fn folded(text: &str) -> String {
    text.trim_start_matches('\u{feff}').split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Column {
    pub(super) fn is_called(&self, head: &str) -> bool {
        let head = folded(head);
        let names = std::iter::once(self.head.as_str()).chain(self.also.iter().map(String::as_str));
        head == self.field || names.into_iter().any(|name| folded(name) == head)
    }

    /// What can be chosen, by its words and its name, as they may be written.
    pub(super) fn index(&self) -> HashMap<String, &str> {
        let names = self.choices.iter().map(|(name, _)| (folded(name), name.as_str()));
        // A spreadsheet takes the first zero of a code for no digit.
        let numbers = self
            .choices
            .iter()
            .filter_map(|(name, _)| Some((name.strip_prefix('0')?.to_owned(), name.as_str())));
        let all = self.other_choices.iter().chain(&self.choices);
        let words = all.map(|(name, words)| (folded(words), name.as_str()));
        numbers.chain(names).chain(words).collect()
    }

    /// What is stored of a cell; a choice by its words or its name.
    pub(super) fn stored(&self, index: &HashMap<String, &str>, cell: &str) -> Result<String, FieldFault> {
        if self.choices.is_empty() || cell.is_empty() {
            return Ok(cell.to_owned());
        }
        let written = folded(cell);
        // As a municipality calls itself.
        let short = written.strip_suffix(" kommun");
        let chosen = index.get(&written).or_else(|| index.get(short?));
        match chosen {
            Some(name) => Ok((*name).to_owned()),
            None if self.is_open => Ok(cell.to_owned()),
            None if self.choices.len() > MOST_NAMED => {
                Err(FieldFault::new(self.field, "cell-unlisted").with("cell", cell))
            }
            None => {
                let known: Vec<&str> = self.choices.iter().map(|(_, words)| words.as_str()).collect();
                Err(FieldFault::new(self.field, "cell-unknown")
                    .with("cell", cell)
                    .with("known", known.join(", ")))
            }
        }
    }
}
