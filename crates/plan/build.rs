//! Collects the migrations in the order of their names, so that a new one needs no list.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("migrations");
    println!("cargo::rerun-if-changed={}", folder.display());
    let files = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut files = files.collect::<io::Result<Vec<_>>>()?;
    files.sort();
    let mut list = String::from("const MIGRATIONS: &[(i64, &str, &str)] = &[");
    for file in &files {
        let (number, name) = numbered(file)?;
        write!(list, "({number}, {name:?}, include_str!({file:?})), ").map_err(io::Error::other)?;
    }
    list.push_str("];");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("migrations.rs"), list)
}

/// The number and the name in a file's name: `0001_roadmap.sql`.
fn numbered(file: &Path) -> io::Result<(i64, &str)> {
    let stem = file.file_stem().and_then(|stem| stem.to_str());
    let parts = stem.and_then(|stem| stem.split_once('_'));
    let numbered = parts.and_then(|(number, name)| Some((number.parse().ok()?, name)));
    numbered.ok_or_else(|| io::Error::other(format!("{} is no migration's name", file.display())))
}
