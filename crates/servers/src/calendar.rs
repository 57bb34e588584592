//! Calendar programs' own readers: what is left in a calendar that has got some invitations.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What is left in a calendar that has got some invitations, the oldest first, by each of two readers that know nothing of one
/// another: a line for each meeting, when it begins and what it is called.
///
/// # Panics
/// A reader is not installed, or cannot read what was sent.
pub fn left_in_calendars(invitations: &[String]) -> [Vec<String>; 2] {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = folder.join("contract/venv/bin/python");
    let run = |program: &Path, script: &str| {
        let mut reader = Command::new(program)
            .arg(folder.join("calendar").join(script))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|why| panic!("{} does not start: {why}", program.display()));
        let sent = serde_json::to_vec(invitations).expect("texts can be written");
        reader.stdin.take().expect("it reads").write_all(&sent).expect("it takes all");
        let read = reader.wait_with_output().expect("it ends");
        assert!(read.status.success(), "{script} cannot read {invitations:#?}");
        String::from_utf8(read.stdout).expect("it writes text").lines().map(str::to_owned).collect()
    };
    [run(Path::new("node"), "read.mjs"), run(&python, "read.py")]
}
