//! Files that are sent and received: their names and sizes, and tables that spreadsheets read and never run.

use std::pin::Pin;

use axum::body::Body;
use axum::extract::Multipart;
use axum::extract::multipart::{MultipartError, MultipartRejection};
use axum::http::StatusCode;
use axum::http::header::{
    CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use documents::Workbook;
use plan::attachments::{self, LARGEST, StoredFile};
use plan::db::Tx;
use plan::fault::{Fault as Refused, FieldFault};
use uuid::Uuid;

use crate::basis::Basis;
use crate::fault::Fault;
use crate::forms::sentence;
use crate::page::encoded;
use crate::texts::Texts;
use crate::visit::RequestContext;

/// The mark by which spreadsheets know that a text file is UTF-8: every table that leaves a page has it.
pub const UTF8_MARK: &str = "\u{feff}";
/// Longest name of a file, without its ending.
const LONGEST_NAME: usize = 60;

/// An answer that is saved as a file.
pub fn attached(kind: &'static str, name: &str, body: impl Into<Body>) -> Response {
    let name = format!("attachment; filename=\"{name}\"");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], body.into()).into_response()
}

/// An answer that is a file which somebody has sent us: it is saved and not shown, and could do nothing if it were.
pub fn kept(kind: &'static str, name: &str, bytes: impl Into<Body>) -> Response {
    let name = format!("attachment; filename*=UTF-8''{}", encoded(name));
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, name),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (headers, bytes.into()).into_response()
}

/// A name that says what the figures in a file rest on.
pub fn file_name_with(title: &str, basis: &Basis, ending: &str) -> String {
    let name = file_name(title, "");
    format!("{}-{}.{ending}", name.trim_end_matches('.'), basis.file_part())
}

/// A name in plain letters, as not every system takes others.
pub fn file_name(title: &str, ending: &str) -> String {
    let folded = swedish::fold(title);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = words.collect::<Vec<_>>().join("-");
    name.truncate(LONGEST_NAME);
    let name = name.trim_end_matches('-');
    format!("{}.{ending}", if name.is_empty() { "fardplan" } else { name })
}

/// Rows as CSV, marked as UTF-8 for spreadsheets.
pub fn csv_text(rows: impl IntoIterator<Item: AsRef<[String]>>) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(UTF8_MARK.as_bytes().to_vec());
    for row in rows {
        writer.write_record(row.as_ref())?;
    }
    let bytes =
        writer.into_inner().map_err(|error| csv::Error::from(std::io::Error::other(error.to_string())))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A workbook as an attached file.
///
/// # Errors
/// Too much is computed already; or it cannot be written: more rows than a sheet holds.
pub async fn attached_workbook(
    site: &RequestContext,
    name: &str,
    workbook: Workbook,
) -> Result<Response, Fault> {
    let file = site.compute(move |_| workbook.xlsx()).await?.map_err(|_| Fault::Interrupted)?;
    Ok(attached(XLSX, name, file))
}

/// The media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A text that no spreadsheet takes for a formula, wherever it begins a cell: at semicolons and tabs, which a spreadsheet may
/// part columns by though the file has commas, and at the lines of a text.
pub fn guarded(text: &str) -> String {
    let mut guarded = String::with_capacity(text.len() + 1);
    let mut begins = true;
    for c in text.chars() {
        let runs = matches!(c, '=' | '+' | '-' | '@') || (guarded.is_empty() && matches!(c, '\t' | '\r'));
        if begins && runs {
            guarded.push('\'');
        }
        guarded.push(c);
        begins = matches!(c, ';' | '|' | '\t' | '\n' | '\r') || (begins && (c.is_whitespace() || c == '"'));
    }
    guarded
}

/// A size that one can picture.
pub fn size(t: Texts, bytes: i64) -> String {
    let kilobytes = bytes as f64 / 1024.0;
    if kilobytes < 1024.0 {
        format!("{}\u{a0}kB", t.number(kilobytes.ceil(), 0))
    } else {
        format!("{}\u{a0}MB", t.number(kilobytes / 1024.0, 1))
    }
}

/// A form with a file, as it was sent.
#[derive(Debug, Default)]
pub struct Received {
    /// The file's name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// The other fields.
    pub fields: Vec<(String, String)>,
}

/// The most that is held of all other fields of a form with a file, bytes.
const MOST_FIELDS: usize = 4 * 1024;

/// A form with a file, and such of its other fields. All that is sent is listened to, but of a file that is too large no more is held
/// than shows that it is, and of the other fields no more than they have use for.
pub async fn received_form(
    mut sent: Multipart,
    largest: usize,
    wanted: &[&str],
) -> Result<Received, MultipartError> {
    let (mut received, mut held) = (Received::default(), 0);
    while let Some(mut part) = sent.next_field().await? {
        let field = part.name().unwrap_or_default().to_owned();
        let is_file = field == "file";
        let is_wanted = wanted.contains(&field.as_str());
        if is_file {
            received.name = part.file_name().unwrap_or_default().to_owned();
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = part.chunk().await? {
            if is_file && bytes.len() <= largest || is_wanted && held + chunk.len() <= MOST_FIELDS {
                held += if is_file { 0 } else { chunk.len() };
                bytes.extend_from_slice(&chunk);
            }
        }
        if is_file {
            received.bytes = bytes;
        } else if is_wanted {
            received.fields.push((field, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    Ok(received)
}

/// A sent file's name and what is in it: see [`received_form`].
pub async fn received(sent: Multipart, largest: usize) -> Result<(String, Vec<u8>), MultipartError> {
    received_form(sent, largest, &[]).await.map(|received| (received.name, received.bytes))
}

/// The largest body that is listened to, so that whoever sends too large a file is told so on the page.
pub const LARGEST_UPLOAD: usize = 3 * LARGEST;

/// What is waited for.
pub type Waited<'a, T> = Pin<Box<dyn Future<Output = Result<T, Refused>> + Send + 'a>>;

/// Takes a file that is sent: asks whether it may come, examines it, keeps it and attaches it; or what is wrong with it.
///
/// # Errors
/// What no form can say: that the thing is gone, that one must sign in, that the store is away.
pub async fn take_in(
    site: &RequestContext,
    sent: Result<Multipart, MultipartRejection>,
    demand: impl for<'a> Fn(&'a mut Tx, usize) -> Waited<'a, ()>,
    attach: impl for<'a> Fn(&'a mut Tx, &'a StoredFile) -> Waited<'a, Uuid>,
) -> Result<Result<(), Vec<FieldFault>>, Fault> {
    // Nobody sends us a file who may not attach one.
    let room = wrong(demand(&mut site.read().await?, 0).await)?;
    let sent = sent.map_err(|rejection| Fault::BadRequest(rejection.body_text()))?;
    let (name, bytes) = match received(sent, LARGEST).await {
        Err(fault) if fault.status() == StatusCode::PAYLOAD_TOO_LARGE => return Ok(Err(too_large())),
        Err(fault) => return Err(Fault::BadRequest(fault.body_text())),
        Ok(_) if room.is_err() => return Ok(room),
        Ok(received) => received,
    };
    // Asked before anything is examined or kept.
    if let Err(faults) = wrong(demand(&mut site.read().await?, bytes.len()).await)? {
        return Ok(Err(faults));
    }
    let examiner = site.attachments.examiner().clone();
    let checked = site.read_file(move || attachments::check(&name, bytes, &examiner)).await?;
    let file = match wrong(checked)? {
        Ok(file) => site.attachments.store(site.db.clock(), file).await?,
        Err(faults) => return Ok(Err(faults)),
    };
    let attached = async {
        let mut tx = site.write().await?;
        let id = attach(&mut tx, &file).await?;
        tx.commit().await?;
        Ok(id)
    }
    .await;
    let is_unneeded = match &attached {
        Ok(id) => *id != file.id(),
        Err(why) => matches!(why, Refused::Invalid(_) | Refused::Forbidden(_) | Refused::Locked { .. }),
    };
    if is_unneeded {
        site.attachments.forget(file.id()).await?;
    }
    wrong(attached.map(|_| ()))
}

/// Sets what is wrong with a file apart from all else that may go wrong.
fn wrong<T>(done: Result<T, Refused>) -> Result<Result<T, Vec<FieldFault>>, Fault> {
    match done {
        Ok(value) => Ok(Ok(value)),
        Err(Refused::Invalid(faults)) => Ok(Err(faults)),
        Err(other) => Err(other.into()),
    }
}

fn too_large() -> Vec<FieldFault> {
    vec![FieldFault::new("file", "file-too-large").with("max", LARGEST / 1024 / 1024)]
}

/// A fault in a file's values, with its place in words.
pub fn in_file(t: Texts, fault: &FieldFault) -> FieldFault {
    let reason = sentence(t, fault);
    FieldFault::new("file", "in-file")
        .with("place", in_words(t, &fault.field))
        .with("reason", reason)
        .with("inner", fault.key)
}

/// `area[0].need[2].title` as "område 1, behov 3, title".
fn in_words(t: Texts, path: &str) -> String {
    let word = |part: &str| match part.trim_end_matches(']').split_once('[') {
        Some((name, place)) => {
            let place = place.parse::<usize>().map_or(0, |place| place + 1);
            format!("{} {place}", t.get(&format!("file-{name}")))
        }
        None => part.to_owned(),
    };
    path.split('.').map(word).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_plain() {
        assert_eq!(
            file_name("Färdplan för äldreomsorgen i Älvsbyn/../", "toml"),
            "fardplan-for-aldreomsorgen-i-alvsbyn.toml"
        );
        assert_eq!(file_name("\"; x=\r\n", "csv"), "x.csv");
        assert_eq!(file_name("……", "csv"), "fardplan.csv");
        assert!(file_name(&"ö".repeat(500), "toml").len() < 70);
    }

    #[test]
    fn formulas_are_shown_as_texts() {
        for text in ["=1+1", "+1", "-1", "@a", "\tx"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["a=1", "2028-12-31", "Åtgärd, -5 procent", "e-post: a@b"] {
            assert_eq!(guarded(text), text);
        }
        assert_eq!(guarded("Åtgärd;=HYPERLINK(1)"), "Åtgärd;'=HYPERLINK(1)");
        assert_eq!(guarded("a\n \"+1;; @x"), "a\n \"'+1;; '@x");
    }
}
