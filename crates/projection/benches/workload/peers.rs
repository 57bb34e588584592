//! Other engines on the same work, run as they are.

use std::path::PathBuf;
use std::process::Command;

/// Fastest runs of the peers, seconds; none when a peer could not be run.
#[derive(Default)]
pub struct Times {
    /// Numba in single precision.
    pub numba_single: Option<f64>,
    /// Numba in double precision.
    pub numba_double: Option<f64>,
    /// NumPy in double precision, as many processes as there are threads.
    pub numpy_double: Option<f64>,
    /// Quantiles of single precision by transposing and sorting.
    pub quantiles: Option<f64>,
}

/// A folder of peers.
pub struct Peers {
    folder: PathBuf,
    threads: String,
}

impl Peers {
    /// The peers in `folder`, whose inputs are written if they are not there.
    pub fn new(folder: PathBuf, threads: usize) -> Self {
        let peers = Self { folder, threads: threads.to_string() };
        if !peers.inputs().join("meta.json").exists() {
            peers.python(&["common.py"]);
        }
        peers
    }

    /// Where the inputs are.
    pub fn inputs(&self) -> PathBuf {
        self.folder.join("inputs")
    }

    /// Runs each peer once.
    pub fn run(&self, best: &mut Times) {
        let threads = self.threads.as_str();
        let single = self.python(&["numba_fast_bench.py", "1000", threads, "f32"]);
        keep(&mut best.numba_single, after(&single, "projection "));
        let double = self.python(&["numba_fast_bench.py", "1000", threads, "f64"]);
        keep(&mut best.numba_double, after(&double, "projection "));
        let double = self.python(&["numpy_bench.py", "1000", threads, "1", "f64"]);
        keep(&mut best.numpy_double, after(&double, "projection "));
        let sorted = self.python(&["numpy_bench.py", "1000", threads, "1", "f32", "q"]);
        keep(&mut best.quantiles, after(&sorted, "transpose+sort quantiles (1 proc) "));
    }

    fn python(&self, arguments: &[&str]) -> String {
        let python = self.folder.join(".venv/bin/python");
        let done = Command::new(python).args(arguments).current_dir(&self.folder).output();
        match done {
            Ok(done) => String::from_utf8_lossy(&done.stdout).into_owned(),
            Err(fault) => {
                eprintln!("{}: {fault}", arguments[0]);
                String::new()
            }
        }
    }
}

/// The number that follows `mark`, in seconds.
fn after(text: &str, mark: &str) -> Option<f64> {
    let rest = &text[text.find(mark)? + mark.len()..];
    rest[..rest.find('s')?].trim().parse().ok()
}

fn keep(best: &mut Option<f64>, time: Option<f64>) {
    if let Some(time) = time {
        *best = Some(best.map_or(time, |b| b.min(time)));
    }
}
