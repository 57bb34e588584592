//! Where files are examined that may be made to fill any memory or to take for ever.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Mutex;

use super::active::{self, Refusal};
use super::pdf::examine_pdf;

/// Examines such files.
#[derive(Clone, Debug, Default)]
pub enum Examiner {
    /// In this process.
    #[default]
    Here,
    /// In a process of its own, which limits itself: this program, told `examine-pdf`. It reads the file, calls [`examine_pdf`]
    /// and prints the key of what is wrong, or nothing.
    Apart {
        /// Where the program is.
        program: PathBuf,
        /// All that its environment has.
        environment: &'static [(&'static str, &'static str)],
    },
}

/// What the other process may say. What it says else, or that it says nothing and fails, is that the file cannot be read.
const KEYS: [Refusal; 6] =
    [active::MACROS, active::COMMAND, active::REMOTE, active::EMBEDDED, "file-locked", UNREADABLE];
const UNREADABLE: Refusal = "file-pdf-unreadable";

impl Examiner {
    /// Goes on only if a PDF can be read and does nothing by itself; or the key of what is wrong.
    pub(super) fn pdf(&self, bytes: &[u8]) -> Result<(), Refusal> {
        match self {
            Self::Here => examine_pdf(bytes),
            Self::Apart { program, environment } => {
                apart(Command::new(program).env_clear().envs(environment.iter().copied()), bytes)
            }
        }
    }
}

/// One at a time: each may use as much memory as it is allowed.
static ONE: Mutex<()> = Mutex::new(());

fn apart(program: &mut Command, bytes: &[u8]) -> Result<(), Refusal> {
    let _one = ONE.lock();
    let started =
        program.arg("examine-pdf").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let mut process = started.map_err(|_| UNREADABLE)?;
    if let Some(mut input) = process.stdin.take() {
        // It may have seen enough.
        let _ = input.write_all(bytes);
    }
    let output = process.wait_with_output().map_err(|_| UNREADABLE)?;
    let said = String::from_utf8_lossy(&output.stdout);
    match said.trim() {
        "" if output.status.success() => Ok(()),
        said => Err(KEYS.into_iter().find(|key| *key == said).unwrap_or(UNREADABLE)),
    }
}
