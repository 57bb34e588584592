//! What would come of a table, line by line, before anything does.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Column, Line, Lines};
use crate::fault::Fault;
use crate::forms::{FormView, sentence};
use crate::page::{Frame, render_with};
use crate::texts::Texts;

/// Lines that are shown of those that can be taken in.
const SHOWN: usize = 20;

/// What would come of a table.
#[derive(Template)]
#[template(path = "table_preview.html")]
pub struct Preview {
    frame: Frame,
    lead: String,
    unread: String,
    /// The lines that cannot be taken in: which, what they are about, and why.
    wrong: Vec<(String, String, Vec<String>)>,
    wrong_count: String,
    heads: Vec<String>,
    rows: Vec<(usize, Vec<String>)>,
    more: String,
    /// What takes in those that can be; none where none can.
    form: Option<FormView>,
    discard: String,
    status: StatusCode,
}

/// What a preview is made of.
pub struct Previewed<'a> {
    /// The frame of the page.
    pub frame: Frame,
    /// The file's name.
    pub name: &'a str,
    /// The lines, with what is wrong with each.
    pub lines: &'a Lines,
    /// The columns, of which the first are shown.
    pub columns: &'a [Column],
    /// How many of the columns are shown.
    pub shown: usize,
    /// What takes in the lines that can be taken in; its button is called as it says.
    pub form: FormView,
    /// Where the table is thrown away.
    pub discard: String,
}

impl Preview {
    /// What would come of a table, as a page.
    pub fn new(t: Texts, of: Previewed<'_>) -> Self {
        let (good, wrong): (Vec<&Line>, Vec<&Line>) =
            of.lines.all.iter().partition(|line| line.form.is_good());
        let columns = &of.columns[..of.shown.min(of.columns.len())];
        let cell = |line: &Line, column: &Column| {
            let stored = line.form.text(column.field);
            let chosen = column.choices.iter().find(|(name, _)| *name == stored);
            chosen.map_or(stored, |(_, words)| words.clone())
        };
        let why = |line: &Line| {
            line.form
                .faults()
                .map(|fault| {
                    let head = of.columns.iter().find(|column| column.field == fault.field);
                    let said = sentence(t, fault);
                    head.map_or(said.clone(), |column| format!("{}: {said}", column.head))
                })
                .collect()
        };
        let told = |line: &Line| columns.first().map(|column| cell(line, column)).unwrap_or_default();
        let values: [(&str, &dyn std::fmt::Display); 2] = [("name", &of.name), ("good", &good.len())];
        let status =
            if of.form.summary.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        Self {
            frame: of.frame,
            lead: t.counted("table-good", good.len() as f64, &values),
            unread: of.lines.unread.join(", "),
            wrong_count: t.count("table-wrong", wrong.len()),
            wrong: wrong
                .iter()
                .map(|line| (t.with("table-line", &[("number", &line.number)]), told(line), why(line)))
                .collect(),
            heads: columns.iter().map(|column| column.head.clone()).collect(),
            rows: good
                .iter()
                .take(SHOWN)
                .map(|line| (line.number, columns.iter().map(|column| cell(line, column)).collect()))
                .collect(),
            more: if good.len() > SHOWN { t.count("table-more", good.len() - SHOWN) } else { String::new() },
            form: (!good.is_empty()).then_some(of.form),
            discard: of.discard,
            status,
        }
    }

    /// The page.
    ///
    /// # Errors
    /// It cannot be rendered.
    pub fn show(&self) -> Result<Response, Fault> {
        render_with(self.status, self)
    }
}
