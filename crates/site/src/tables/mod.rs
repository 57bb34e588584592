//! Tables that people fill in and send: a template to fill in, the file read line by line as forms, and a page that tells what would
//! come of each line before anything does.

mod column;
mod preview;

pub use column::{Column, both};
pub use preview::{Preview, Previewed};

use std::collections::HashMap;

use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use axum::http::StatusCode;
use documents::{Cell, ReadLine, ReadTable, Sheet, TableFile, Unreadable, Workbook, read_lines, read_table};
use plan::attachments::{self, Checked, MediaType};
use plan::fault::{Fault as Refused, FieldFault};
use plan::staging::{self, Purpose, Staged};
use uuid::Uuid;

use crate::fault::Fault;
use crate::files::received_form;
use crate::forms::Form;
use crate::texts::Texts;
use crate::visit::RequestContext;

/// The largest file, bytes: a table of some hundred lines is a fraction of it.
const LARGEST: usize = 5 * 1024 * 1024;
/// The largest body that is listened to, so that whoever sends too large a file is told so on the page.
pub const LARGEST_BODY: usize = 6 * LARGEST;
/// The field that faults of a file are about.
const FIELD: &str = "file";
/// The field that says for which organisation a table is.
pub const TELLER: &str = "organisation_id";

/// A line as a form, with what is wrong with it so far.
pub struct Line {
    /// Its number in the file, from 1.
    pub number: usize,
    /// What it says.
    pub form: Form,
}

/// A table that has been read, with its lines as forms.
pub struct Lines {
    /// The lines, in order.
    pub all: Vec<Line>,
    /// Columns that are not read.
    pub unread: Vec<String>,
}

/// What columns a table has, by place; or what is wrong with its head.
fn matched(head: &[String], columns: &[Column]) -> Result<Vec<Option<usize>>, Vec<FieldFault>> {
    let found: Vec<Option<usize>> =
        head.iter().map(|head| columns.iter().position(|column| column.is_called(head))).collect();
    let mut faults = Vec::new();
    let lacking: Vec<&str> = columns
        .iter()
        .enumerate()
        .filter(|(place, column)| column.is_required && !found.contains(&Some(*place)))
        .map(|(_, column)| column.head.as_str())
        .collect();
    if !lacking.is_empty() {
        faults.push(FieldFault::new(FIELD, "columns-lacking").with("columns", lacking.join(", ")));
    }
    let twice = |place: &usize| found.iter().filter(|one| **one == Some(*place)).count() > 1;
    faults.extend(
        (0..columns.len())
            .filter(twice)
            .map(|place| FieldFault::new(FIELD, "column-twice").with("column", &columns[place].head)),
    );
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

/// A table's lines as forms.
///
/// # Errors
/// What is wrong with its head.
pub fn lines(table: &ReadTable, columns: &[Column]) -> Result<Lines, Vec<FieldFault>> {
    let places = matched(&table.head, columns)?;
    let indexes: Vec<HashMap<String, &str>> = columns.iter().map(Column::index).collect();
    let line = |line: &ReadLine| {
        let mut form = Form::default();
        for (place, cell) in places.iter().zip(&line.cells) {
            let Some(place) = *place else { continue };
            let column = &columns[place];
            match column.stored(&indexes[place], cell) {
                Ok(stored) => {
                    form.set(column.field, stored);
                }
                Err(fault) => form.fault(fault),
            }
        }
        if let Some(column) = line.broken.and_then(|at| places.get(at).copied().flatten()) {
            form.fault(
                FieldFault::new(columns[column].field, "cell-broken").with("column", &columns[column].head),
            );
        }
        Line { number: line.number, form }
    };
    let unread = table.head.iter().zip(&places).filter(|(head, place)| place.is_none() && !head.is_empty());
    Ok(Lines {
        unread: unread.map(|(head, _)| head.clone()).collect(),
        all: table.lines.iter().map(line).collect(),
    })
}

/// A workbook to fill in: the columns, and a sheet with what can be chosen.
pub fn template(t: Texts, name: &str, columns: &[Column]) -> Workbook {
    let filled = Sheet {
        name: name.to_owned(),
        head: columns.iter().map(|one| one.head.clone()).collect(),
        rows: Vec::new(),
    };
    let rows = columns.iter().flat_map(|column| {
        let about = if column.is_required { t.get("table-required") } else { String::new() };
        let first = vec![Cell::Text(column.head.clone()), Cell::Text(about)];
        let choices = column.choices.iter().map(|(_, words)| vec![Cell::Empty, Cell::Text(words.clone())]);
        std::iter::once(first).chain(choices).collect::<Vec<_>>()
    });
    let about = Sheet {
        name: t.get("table-about"),
        head: vec![t.get("table-column"), t.get("table-choices")],
        rows: rows.collect(),
    };
    Workbook { sheets: vec![filled, about] }
}

/// Keeps a table that is sent until its sender has seen it; or what is wrong with it. Where its sender writes for several
/// organisations (`is_choice`), they say for which.
///
/// # Errors
/// What no form can say: that the sender may not, that one must sign in.
pub async fn take_in(
    site: &RequestContext,
    purpose: Purpose,
    columns: &[Column],
    most: usize,
    is_choice: bool,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<Result<Uuid, Form>, Fault> {
    // Nobody sends us a table who may not.
    staging::demand(&site.read().await?, purpose)?;
    let sent = sent.map_err(|rejection| Fault::BadRequest(rejection.body_text()))?;
    let received = match received_form(sent, LARGEST, &[TELLER]).await {
        Err(fault) if fault.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            return Ok(Err(refused(Form::default(), too_large())));
        }
        Err(fault) => return Err(Fault::BadRequest(fault.body_text())),
        Ok(received) => received,
    };
    let (name, bytes, form) = (received.name, received.bytes, Form::sent(received.fields));
    let teller = form.text(TELLER);
    if is_choice && teller.is_empty() {
        return Ok(Err(refused(form, vec![FieldFault::new(TELLER, "organisation-missing")])));
    }
    if bytes.len() > LARGEST {
        return Ok(Err(refused(form, too_large())));
    }
    let examiner = site.attachments.examiner().clone();
    let read = site.read_file(move || read(&name, bytes, &examiner, most)).await?;
    let (name, table) = match read {
        Ok(read) => read,
        Err(faults) => return Ok(Err(refused(form, faults))),
    };
    if let Err(faults) = matched(&table.head, columns) {
        return Ok(Err(refused(form, faults)));
    }
    let mut tx = site.write().await?;
    let id = staging::stage(&mut tx, purpose, &name, &written(&table, teller)?).await?;
    tx.commit().await?;
    Ok(Ok(id))
}

fn too_large() -> Vec<FieldFault> {
    vec![FieldFault::new(FIELD, "table-too-large").with("max", LARGEST / 1024 / 1024)]
}

/// A form with what is wrong with it.
fn refused(mut form: Form, faults: Vec<FieldFault>) -> Form {
    form.add_all(faults);
    form
}

/// The lines of a file that is sent, with its name; or none, with what is wrong in the form, which has the fields that were sent along.
///
/// # Errors
/// What no form can say.
pub async fn received_lines(
    site: &RequestContext,
    most: usize,
    sent: Result<Multipart, MultipartRejection>,
) -> Result<(Form, Option<(String, Vec<ReadLine>)>), Fault> {
    let sent = sent.map_err(|rejection| Fault::BadRequest(rejection.body_text()))?;
    let received = match received_form(sent, LARGEST, &[TELLER]).await {
        Err(fault) if fault.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            return Ok((refused(Form::default(), too_large()), None));
        }
        Err(fault) => return Err(Fault::BadRequest(fault.body_text())),
        Ok(received) => received,
    };
    let (name, bytes, form) = (received.name, received.bytes, Form::sent(received.fields));
    if bytes.len() > LARGEST {
        return Ok((refused(form, too_large()), None));
    }
    let examiner = site.attachments.examiner().clone();
    let read = site
        .read_file(move || {
            let (checked, kind) = opened(&name, bytes, &examiner)?;
            let lines =
                read_lines(kind, checked.bytes(), most).map_err(|why| vec![unreadable(FIELD, why)])?;
            Ok((checked.name().to_owned(), lines))
        })
        .await?;
    Ok(match read {
        Ok(read) => (form, Some(read)),
        Err(faults) => (refused(form, faults), None),
    })
}

/// Reads a file that is what it says and does nothing by itself.
fn read(
    name: &str,
    bytes: Vec<u8>,
    examiner: &attachments::Examiner,
    most: usize,
) -> Result<(String, ReadTable), Vec<FieldFault>> {
    let (checked, kind) = opened(name, bytes, examiner)?;
    let table = read_table(kind, checked.bytes(), most).map_err(|why| vec![unreadable(FIELD, why)])?;
    Ok((checked.name().to_owned(), table))
}

/// A file that is what it says and does nothing by itself, and the kind of table that it is.
fn opened(
    name: &str,
    bytes: Vec<u8>,
    examiner: &attachments::Examiner,
) -> Result<(Checked, TableFile), Vec<FieldFault>> {
    let is_old = name.to_lowercase().ends_with(".xls");
    // What is told of other files is advice for documents and pictures.
    let as_table = |fault: FieldFault| match fault.key {
        "file-kind" if is_old => FieldFault::new(FIELD, "table-old"),
        "file-kind" => FieldFault::new(FIELD, "table-kind"),
        "file-missing" | "file-empty" | "file-macros" => fault,
        key if key.starts_with("file-") => FieldFault::new(FIELD, "table-unlike"),
        _ => fault,
    };
    let checked = attachments::check(name, bytes, examiner).map_err(|fault| match fault {
        Refused::Invalid(faults) => faults.into_iter().map(as_table).collect(),
        _ => vec![FieldFault::new(FIELD, "table-unlike")],
    })?;
    let kind = match checked.kind() {
        MediaType::Xlsx => TableFile::Xlsx,
        MediaType::Ods => TableFile::Ods,
        MediaType::Csv => TableFile::Csv,
        _ => return Err(vec![FieldFault::new(FIELD, "table-kind")]),
    };
    Ok((checked, kind))
}

/// Why a table cannot be read, as something that is wrong with the field that it was sent in.
pub fn unreadable(field: &str, why: Unreadable) -> FieldFault {
    match why {
        Unreadable::Damaged => FieldFault::new(field, "table-unlike"),
        Unreadable::Locked => FieldFault::new(field, "table-locked"),
        Unreadable::Empty => FieldFault::new(field, "table-empty"),
        Unreadable::TooLong { found, most } => {
            FieldFault::new(field, "table-too-long").with("most", most).with("size", found)
        }
        Unreadable::TooWide { most } => FieldFault::new(field, "table-too-wide").with("most", most),
        Unreadable::Merged { cell } => FieldFault::new(field, "table-merged").with("cell", cell),
    }
}

/// A table as it is kept: for whom, the head, and the lines.
type Written = (String, Vec<String>, Vec<(usize, Vec<String>, Option<usize>)>);

fn written(table: &ReadTable, teller: String) -> Result<String, Fault> {
    let lines = table.lines.iter().map(|line| (line.number, line.cells.clone(), line.broken)).collect();
    let written: Written = (teller, table.head.clone(), lines);
    serde_json::to_string(&written).map_err(|_| Fault::Interrupted)
}

/// A table that was kept, and for which organisation, where its sender writes for several.
///
/// # Errors
/// It is not what was kept.
pub fn kept(staged: &Staged) -> Result<(Option<String>, ReadTable), Fault> {
    let (teller, head, lines): Written =
        serde_json::from_str(&staged.content).map_err(|_| Fault::Interrupted)?;
    let line = |(number, cells, broken)| ReadLine { number, cells, broken };
    let table = ReadTable { head, lines: lines.into_iter().map(line).collect() };
    Ok((Some(teller).filter(|teller| !teller.is_empty()), table))
}
