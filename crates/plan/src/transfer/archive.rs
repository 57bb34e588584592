//! The archive that roadmaps are carried in.

use std::io::{Cursor, Read, Write};

use data_encoding::HEXLOWER;
use serde_json::json;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::fault::{Fault, FieldFault};
use crate::roadmap::RoadmapFile;
use crate::roadmap::file::from_toml;

/// The largest file that is read, bytes.
pub const LARGEST: usize = 20 * 1024 * 1024;
/// The most roadmaps in one.
const MOST: usize = 200;
/// The largest roadmap, bytes.
const LARGEST_ROADMAP: u64 = 2 * 1024 * 1024;
/// The ending of a roadmap's file.
const ENDING: &str = ".toml";

/// SHA-256.
pub(super) fn hash(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

/// A file in an archive that cannot be used, and why: [`Fault::File`] or [`Fault::Invalid`].
#[derive(Debug)]
pub struct Faulty {
    /// The file's name; empty when it is about the whole.
    pub name: String,
    /// What is wrong.
    pub fault: Fault,
}

impl Faulty {
    fn whole(key: &'static str, most: usize) -> Vec<Self> {
        let fault = Fault::Invalid(vec![FieldFault::new("file", key).with("max", most)]);
        vec![Self { name: String::new(), fault }]
    }
}

/// The roadmaps in a file: an archive, or one roadmap alone. All of them, or everything that is wrong.
///
/// # Errors
/// Every faulty file.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<RoadmapFile>, Vec<Faulty>> {
    if bytes.len() > LARGEST {
        return Err(Faulty::whole("file-too-large", LARGEST / 1024 / 1024));
    }
    let texts = if bytes.starts_with(b"PK") {
        unpacked(bytes)?
    } else {
        vec![(name.to_owned(), String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').to_owned())]
    };
    if texts.is_empty() {
        return Err(Faulty::whole("file-no-roadmaps", MOST));
    }
    let mut files = Vec::new();
    let mut faulty = Vec::new();
    for (name, text) in texts {
        let checked = from_toml(&text)
            .and_then(|file| file.validate().map_err(Fault::Invalid).map(|valid| RoadmapFile::clone(&valid)));
        match checked {
            Ok(file) => files.push(file),
            Err(fault) => faulty.push(Faulty { name, fault }),
        }
    }
    if faulty.is_empty() { Ok(files) } else { Err(faulty) }
}

/// The texts of an archive's roadmaps, with their names.
fn unpacked(bytes: &[u8]) -> Result<Vec<(String, String)>, Vec<Faulty>> {
    let unreadable = || Faulty::whole("file-unlike", MOST);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    let mut texts = Vec::new();
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| unreadable())?;
        let name = part.name().map_err(|_| unreadable())?.into_owned();
        if !part.is_file() || !name.to_lowercase().ends_with(ENDING) {
            continue;
        }
        if texts.len() == MOST {
            return Err(Faulty::whole("file-too-many-roadmaps", MOST));
        }
        let mut text = String::new();
        let length = part.take(LARGEST_ROADMAP + 1).read_to_string(&mut text).map_err(|_| unreadable())?;
        if length as u64 > LARGEST_ROADMAP {
            return Err(Faulty::whole("file-too-large", LARGEST / 1024 / 1024));
        }
        texts.push((name, text));
    }
    Ok(texts)
}

/// An archive that is being written, with a list of what is in it.
pub(super) struct Packing {
    writer: ZipWriter<Cursor<Vec<u8>>>,
    listed: Vec<serde_json::Value>,
}

impl Packing {
    pub(super) fn new() -> Self {
        Self { writer: ZipWriter::new(Cursor::new(Vec::new())), listed: Vec::new() }
    }

    /// Adds a file.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), zip::result::ZipError> {
        self.listed
            .push(json!({ "name": name, "bytes": bytes.len(), "sha256": HEXLOWER.encode(&hash(bytes)) }));
        self.put(name, bytes)
    }

    /// Notes a file that is not in it.
    pub(super) fn lacks(&mut self, name: &str) {
        self.listed.push(json!({ "name": name, "missing": true }));
    }

    fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), zip::result::ZipError> {
        self.writer.start_file(name, SimpleFileOptions::default())?;
        self.writer.write_all(bytes)?;
        Ok(())
    }

    /// The archive, with the list last.
    pub(super) fn finish(mut self, about: &serde_json::Value) -> Result<Vec<u8>, zip::result::ZipError> {
        let list = json!({ "about": about, "files": self.listed });
        self.put("innehall.json", &serde_json::to_vec_pretty(&list).unwrap_or_default())?;
        Ok(self.writer.finish()?.into_inner())
    }
}
