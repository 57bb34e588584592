//! What is the same for everyone who asks, computed before it is asked for and kept in a file from one start to the next.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Forecast, Overview, Trial};

/// A folder to keep what has been computed in, and the program that computes.
#[derive(Clone, Debug)]
pub struct Keep {
    /// The folder.
    pub folder: PathBuf,
    /// Names the build and its tables, in sixteen hexadecimal digits: what another build has computed is not used.
    pub build: String,
}

impl Keep {
    fn file(&self) -> PathBuf {
        self.folder.join(format!("{PREFIX}{}", self.build))
    }

    /// Takes away what other builds have kept: files with such a name, and nothing else.
    fn sweep(&self) {
        let others =
            std::fs::read_dir(&self.folder).into_iter().flatten().flatten().map(|entry| entry.path());
        for old in others.filter(|path| *path != self.file() && is_kept(path)) {
            // What cannot be taken away is in nobody's way.
            let _ = std::fs::remove_file(old);
        }
    }
}

/// Whether a file's name is that of something kept by some build.
fn is_kept(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_prefix(PREFIX));
    name.is_some_and(|build| build.len() == BUILD && build.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Characters that name a build.
const BUILD: usize = 16;
/// How the files' names begin.
const PREFIX: &str = "forecast-";

/// What has been computed.
#[derive(Deserialize, Serialize)]
pub(super) struct Prepared {
    pub overview: Overview,
    /// The overview at unchanged shares.
    pub unchanged: Overview,
    /// The overview on the official assumptions.
    pub official: Overview,
    pub trial: Trial,
}

/// The same, to be written.
#[derive(Serialize)]
pub(super) struct Written<'a> {
    pub overview: &'a Overview,
    pub unchanged: &'a Overview,
    pub official: &'a Overview,
    pub trial: &'a Trial,
}

/// Bytes of the checksum that a file begins with.
const CHECKSUM: usize = 32;

impl Prepared {
    /// What a program of the same build has kept. None when there is nothing, or when a bit of it is another than was
    /// written: then it is computed.
    pub fn read(keep: &Keep) -> Option<Self> {
        let bytes = std::fs::read(keep.file()).ok()?;
        let (checksum, content) = bytes.split_at_checked(CHECKSUM)?;
        if Sha256::digest(content)[..] != *checksum {
            return None;
        }
        postcard::from_bytes(content).ok()
    }
}

impl Written<'_> {
    /// Keeps it, whole under its name or not at all.
    ///
    /// # Errors
    /// The folder cannot be written to. Nothing is lost by that but the time of the next start.
    pub fn write(&self, keep: &Keep) -> std::io::Result<()> {
        std::fs::create_dir_all(&keep.folder)?;
        let content = postcard::to_stdvec(self).map_err(std::io::Error::other)?;
        let unfinished = unfinished(&keep.file());
        let mut file = std::fs::File::create(&unfinished)?;
        file.write_all(&Sha256::digest(&content))?;
        file.write_all(&content)?;
        file.sync_all()?;
        std::fs::rename(&unfinished, keep.file())?;
        keep.sweep();
        Ok(())
    }
}

/// A name of its own for each process that writes at the same time.
fn unfinished(file: &Path) -> PathBuf {
    file.with_extension(format!("unfinished-{}", std::process::id()))
}

/// Whoever prepares is done when this is dropped, however that comes about.
pub(super) struct Preparing<'a>(pub &'a Forecast);

impl Drop for Preparing<'_> {
    fn drop(&mut self) {
        self.0.preparing.store(false, std::sync::atomic::Ordering::Release);
    }
}
