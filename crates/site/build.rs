//! Collects the files of texts, so that a new one needs no list.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let mut lists = String::new();
    for (language, name) in [("sv", "SWEDISH_FILES"), ("en", "ENGLISH_FILES")] {
        let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?)
            .join("texts")
            .join(language);
        println!("cargo::rerun-if-changed={}", folder.display());
        let files = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
        let mut files = files.collect::<io::Result<Vec<_>>>()?;
        files.sort();
        let texts: String = files.iter().map(|file| format!("include_str!({file:?}), ")).collect();
        writeln!(lists, "const {name}: [&str; {}] = [{texts}];", files.len()).map_err(io::Error::other)?;
    }
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("texts.rs"), lists)
}
