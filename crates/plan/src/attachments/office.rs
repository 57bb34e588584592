//! What is inside a file of an office program, which is an archive: whether it is what its ending says, and whether there
//! are macros in it.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::MediaType;

/// More than the part that tells what a file is ever holds.
const LONGEST_PART: u64 = 1024 * 1024;

/// Goes on only if an archive is a file of this kind without macros; or the key of what is wrong.
pub(super) fn examine(kind: MediaType, bytes: &[u8]) -> Result<(), &'static str> {
    // An archive may have something else before it, which another program would read.
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err("file-unlike");
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "file-unlike")?;
    if archive.file_names().any(|name| name.map_or(true, |name| runs(&name))) {
        return Err("file-macros");
    }
    match main_part(kind) {
        Some(main) => {
            let types = part(&mut archive, "[Content_Types].xml").ok_or("file-unlike")?;
            if types.contains("macroEnabled") || types.contains("vbaProject") {
                return Err("file-macros");
            }
            // Written plainly, or something could hide behind another way to write it.
            let is_plain = !types.contains("&#") && !types.contains("<!");
            if is_plain && types.contains(&format!("\"{main}\"")) { Ok(()) } else { Err("file-unlike") }
        }
        None => {
            let told = part(&mut archive, "mimetype").ok_or("file-unlike")?;
            if told.trim() == kind.name() { Ok(()) } else { Err("file-unlike") }
        }
    }
}

/// What the main part is said to be, in the formats that say so part by part.
fn main_part(kind: MediaType) -> Option<String> {
    matches!(kind, MediaType::Docx | MediaType::Xlsx | MediaType::Pptx)
        .then(|| format!("{}.main+xml", kind.name()))
}

/// Whether a part of an archive is something that an office program runs.
fn runs(name: &str) -> bool {
    let name = name.to_lowercase().replace('\\', "/");
    ["vbaproject", "vbadata", "/activex/", "/macrosheets/"].iter().any(|mark| name.contains(mark))
        || name.starts_with("basic/")
        || name.starts_with("scripts/")
}

/// A part as text.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = String::new();
    archive.by_name(name).ok()?.take(LONGEST_PART).read_to_string(&mut text).ok()?;
    Some(text)
}
