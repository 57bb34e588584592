//! What may be attached: decided by the name's ending and the bytes together, so that nothing passes for what it is not.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use sha2::{Digest, Sha256};

use super::active;
use super::{Examiner, LARGEST, LONGEST_NAME, MediaType, office};
use crate::checks::{Check, line};
use crate::fault::{Fault, FieldFault};

/// The field that faults are about.
const FIELD: &str = "file";

/// A file that may be attached.
#[derive(Clone, Debug)]
pub struct Checked {
    name: String,
    kind: MediaType,
    bytes: Vec<u8>,
    hash: [u8; 32],
}

impl Checked {
    /// The name as it will stand.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The kind.
    pub fn kind(&self) -> MediaType {
        self.kind
    }

    /// What is in it.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// SHA-256 of what is in it.
    pub fn hash(&self) -> &[u8; 32] {
        &self.hash
    }
}

/// Tidies a file's name and sees that it is what it says, that it does nothing by itself when it is opened, and,
/// where that can be read, no case data.
///
/// # Errors
/// [`Fault::Invalid`].
pub fn check(name: &str, bytes: Vec<u8>, examiner: &Examiner) -> Result<Checked, Fault> {
    let name = tidied(name);
    let kind = fitting(&name, &bytes, examiner).map_err(|key| {
        Fault::Invalid(vec![FieldFault::new(FIELD, key).with("max", LARGEST / 1024 / 1024)])
    })?;
    let mut check = Check::default();
    check.case_data(FIELD, &name);
    if kind.is_text() {
        check.case_data(FIELD, &read(&bytes).unwrap_or_default());
    }
    check.finish(()).map_err(Fault::Invalid)?;
    Ok(Checked { name, kind, hash: Sha256::digest(&bytes).into(), bytes })
}

/// One line without the way to the file, which some programs send, nor what makes a name look like another; too long a
/// name loses its middle, so that the ending is left.
fn tidied(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = line(last);
    let name = name.trim_start_matches(['.', ' ']);
    let length = name.chars().count();
    if length <= LONGEST_NAME {
        return name.to_owned();
    }
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let room = LONGEST_NAME.saturating_sub(ending.chars().count() + 1);
    let stem: String = stem.chars().take(room).collect();
    format!("{}.{ending}", stem.trim_end())
}

/// Endings of formats that are made to hold macros.
const MACROS: [&str; 8] = ["docm", "dotm", "xlsm", "xltm", "xlsb", "pptm", "potm", "ppsm"];

/// The kind that both name and bytes say; or why not.
fn fitting(name: &str, bytes: &[u8], examiner: &Examiner) -> Result<MediaType, &'static str> {
    if name.is_empty() {
        return Err("file-missing");
    }
    if bytes.is_empty() {
        return Err("file-empty");
    }
    if bytes.len() > LARGEST {
        return Err("file-too-large");
    }
    let ending = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or("", |(_, ending)| ending);
    let Some(kind) = MediaType::ending_with(ending) else {
        return Err(if MACROS.contains(&ending.to_lowercase().as_str()) {
            "file-macros"
        } else {
            "file-kind"
        });
    };
    match kind {
        MediaType::Pdf | MediaType::Png | MediaType::Jpeg => infer::get(bytes)
            .filter(|found| found.mime_type() == kind.name())
            .map(|_| ())
            .ok_or("file-unlike")?,
        MediaType::Csv => {
            plain(bytes)?;
            cells(bytes)?;
        }
        MediaType::Txt => plain(bytes)?,
        _ => office::examine(kind, bytes)?,
    }
    if kind == MediaType::Pdf {
        examiner.pdf(bytes)?;
    }
    Ok(kind)
}

impl MediaType {
    fn is_text(self) -> bool {
        matches!(self, Self::Csv | Self::Txt)
    }
}

/// What only stands in what a browser or a system would run.
const RUN: [&str; 7] = ["<!doctype", "<html", "<script", "<svg", "<iframe", "<body", "<?php"];

/// Whether bytes are a text to read and nothing else.
fn plain(bytes: &[u8]) -> Result<(), &'static str> {
    let text = read(bytes).ok_or("file-unreadable")?;
    if text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}')) {
        return Err("file-unreadable");
    }
    let is_other = infer::get(text.as_bytes())
        .is_some_and(|found| found.matcher_type() == infer::MatcherType::Text)
        || text.starts_with("%PDF-")
        || text.starts_with("{\\rtf");
    if is_other {
        return Err("file-unlike");
    }
    let lower = text.to_lowercase();
    if RUN.iter().any(|mark| lower.contains(mark)) { Err("file-unlike") } else { Ok(()) }
}

/// Whether nothing in a table is a command.
fn cells(bytes: &[u8]) -> Result<(), &'static str> {
    let text = read(bytes).unwrap_or_default();
    text.split(['\r', '\n']).find_map(active::line).map_or(Ok(()), Err)
}

/// A text in UTF-8 or as older Windows programs save it; none when the bytes are neither.
fn read(bytes: &[u8]) -> Option<Cow<'_, str>> {
    // Bytes that stand for nothing in Windows-1252.
    const UNUSED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.into());
    }
    let is_text = !bytes.iter().any(|byte| UNUSED.contains(byte));
    is_text.then(|| WINDOWS_1252.decode_without_bom_handling(bytes).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_line_and_lead_nowhere() {
        for (typed, kept) in [
            ("../../etc/passwd.txt", "passwd.txt"),
            ("C:\\Users\\eva\\Underlag.pdf", "Underlag.pdf"),
            (" Två\r\nrader.pdf ", "Två rader.pdf"),
            ("..hemlig.txt", "hemlig.txt"),
            ("under\u{202e}fdp.exe", "underfdp.exe"),
            ("mapp/", ""),
            ("..", ""),
        ] {
            assert_eq!(tidied(typed), kept, "{typed:?}");
        }
        let long = tidied(&format!("{}.docx", "å".repeat(300)));
        assert_eq!(long.chars().count(), LONGEST_NAME);
        assert!(long.ends_with("å.docx"));
    }

    #[test]
    fn texts_of_older_programs_are_read() {
        assert_eq!(read(b"\xef\xbb\xbfF\xc3\xa4rdplan").unwrap(), "Färdplan");
        assert_eq!(read(b"F\xe4rdplan \x96 utkast").unwrap(), "Färdplan – utkast");
        assert!(read(b"\xff\x81").is_none());
    }
}
