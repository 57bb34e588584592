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
    let mut list = String::from("pub(super) const MIGRATIONS: &[Migration] = &[");
    for file in &files {
        let name = file.file_stem().unwrap_or_default();
        write!(list, "Migration {{ name: {name:?}, text: include_str!({file:?}) }}, ")
            .map_err(io::Error::other)?;
    }
    list.push_str("];");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("migrations.rs"), list)
}
