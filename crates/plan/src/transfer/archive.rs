//! Reading what roadmaps are carried in with.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::case_data::judged_before;
use crate::fault::{Fault, FieldFault};
use crate::roadmap::RoadmapFile;
use crate::roadmap::file::from_toml;

/// The largest file that is read, and the most that may be unpacked from it, bytes.
pub const LARGEST: usize = 20 * 1024 * 1024;
/// The most roadmaps in one.
const MOST: usize = 200;
/// The largest roadmap, bytes.
const LARGEST_ROADMAP: usize = 2 * 1024 * 1024;
/// The most faults that are told.
const MOST_FAULTS: usize = 12;
/// The ending of a roadmap's file.
const ENDING: &str = ".toml";

const MEGABYTE: usize = 1024 * 1024;

/// A file in an archive that cannot be used, and why: [`Fault::File`] or [`Fault::Invalid`].
#[derive(Debug)]
pub struct Faulty {
    /// The file's name; empty when it is about the whole.
    pub name: String,
    /// What is wrong.
    pub fault: Fault,
}

impl Faulty {
    fn new(name: &str, fault: FieldFault) -> Self {
        Self { name: name.to_owned(), fault: Fault::Invalid(vec![fault]) }
    }

    /// How many faults it tells of, after telling of no more than so many.
    fn cut(&mut self, most: usize) -> usize {
        match &mut self.fault {
            Fault::Invalid(faults) => {
                faults.truncate(most);
                faults.len()
            }
            _ => 1,
        }
    }
}

/// The roadmaps in a file: an archive, or one roadmap alone. All of them, or what is wrong.
///
/// # Errors
/// The faulty files, with a dozen faults in all.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<RoadmapFile>, Vec<Faulty>> {
    let whole =
        |key: &'static str, max: usize| vec![Faulty::new("", FieldFault::new("file", key).with("max", max))];
    if bytes.len() > LARGEST {
        return Err(whole("archive-too-large", LARGEST / MEGABYTE));
    }
    if !bytes.starts_with(b"PK") {
        return one(name, bytes).map(|file| vec![file]).map_err(|faulty| vec![faulty]);
    }
    let unreadable = || whole("file-unlike", MOST);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    let (mut files, mut faulty) = (Vec::new(), Vec::new());
    let (mut faults, mut unpacked) = (0, 0);
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| unreadable())?;
        let name = part.name().map_err(|_| unreadable())?.into_owned();
        if !part.is_file() || !name.to_lowercase().ends_with(ENDING) || is_of_mac(&name) {
            continue;
        }
        let mut text = Vec::new();
        part.take(LARGEST_ROADMAP as u64 + 1).read_to_end(&mut text).map_err(|_| unreadable())?;
        unpacked += text.len();
        if files.len() == MOST || unpacked > LARGEST {
            return Err(whole("file-too-many-roadmaps", MOST));
        }
        match one(&name, &text) {
            Ok(file) => files.push(file),
            Err(mut found) => {
                faults += found.cut(MOST_FAULTS - faults);
                faulty.push(found);
            }
        }
        if faults >= MOST_FAULTS {
            break;
        }
    }
    match (faulty.is_empty(), files.is_empty()) {
        (false, _) => Err(faulty),
        (true, true) => Err(whole("file-no-roadmaps", MOST)),
        (true, false) => Ok(files),
    }
}

/// Whether a file is what macOS puts beside each file that it packs.
fn is_of_mac(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.rsplit('/').next().is_some_and(|file| file.starts_with("._"))
}

/// One roadmap, checked.
fn one(name: &str, bytes: &[u8]) -> Result<RoadmapFile, Faulty> {
    if bytes.len() > LARGEST_ROADMAP {
        let fault = FieldFault::new("file", "roadmap-too-large").with("max", LARGEST_ROADMAP / MEGABYTE);
        return Err(Faulty::new(name, fault));
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(Faulty::new(name, FieldFault::new("file", "file-not-utf8")));
    };
    let checked = from_toml(text.trim_start_matches('\u{feff}')).and_then(|file| {
        let valid = judged_before(|| file.validate()).map_err(Fault::Invalid)?;
        Ok(RoadmapFile::clone(&valid))
    });
    checked.map_err(|fault| Faulty { name: name.to_owned(), fault })
}
