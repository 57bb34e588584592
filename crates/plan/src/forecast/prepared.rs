//! What is the same for everyone who asks, computed before it is asked for and kept in a file from one start to the next.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Forecast, Overview, Trial};

/// A folder to keep what has been computed in, and the program that computes.
#[derive(Clone, Debug)]
pub struct Keep {
    /// The folder.
    pub folder: PathBuf,
    /// Names the build and its tables: what another build has computed is not used.
    pub build: String,
}

impl Keep {
    fn file(&self) -> PathBuf {
        self.folder.join(format!("{PREFIX}{}", self.build))
    }

    /// Takes away what other builds have kept.
    fn sweep(&self) -> std::io::Result<()> {
        for entry in std::fs::read_dir(&self.folder)?.flatten() {
            let name = entry.file_name();
            let is_old = entry.path() != self.file() && name.to_string_lossy().starts_with(PREFIX);
            if is_old {
                std::fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// How the files' names begin.
const PREFIX: &str = "forecast-";

/// What has been computed.
#[derive(Deserialize, Serialize)]
pub(super) struct Prepared {
    pub overview: Overview,
    pub trial: Option<Trial>,
}

/// The same, to be written.
#[derive(Serialize)]
pub(super) struct Written<'a> {
    pub overview: &'a Overview,
    pub trial: Option<&'a Trial>,
}

impl Prepared {
    /// What a program of the same build has kept. None when there is nothing, or nothing whole: then it is computed.
    pub fn read(keep: &Keep) -> Option<Self> {
        let bytes = std::fs::read(keep.file()).ok()?;
        postcard::from_bytes(&bytes).ok()
    }
}

impl Written<'_> {
    /// Keeps it, whole under its name or not at all.
    ///
    /// # Errors
    /// The folder cannot be written to. Nothing is lost by that but the time of the next start.
    pub fn write(&self, keep: &Keep) -> std::io::Result<()> {
        std::fs::create_dir_all(&keep.folder)?;
        let bytes = postcard::to_stdvec(self).map_err(std::io::Error::other)?;
        let unfinished = unfinished(&keep.file());
        std::fs::write(&unfinished, bytes)?;
        std::fs::rename(&unfinished, keep.file())?;
        keep.sweep()
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
