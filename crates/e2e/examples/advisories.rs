//! Compiles the table of known weaknesses in dependencies from a checkout of RustSec's advisory database (CC0):
//! `cargo run -p e2e --example advisories -- <checkout> > crates/e2e/advisories.csv`
#![allow(clippy::unwrap_used, reason = "whoever runs it sees what is wrong")]

use std::path::{Path, PathBuf};
use std::process::Command;

use toml::{Table, Value};

fn main() {
    let checkout = PathBuf::from(std::env::args().nth(1).expect("a checkout of the database"));
    let git = |format: &str| {
        let output =
            Command::new("git").arg("-C").arg(&checkout).args(["log", "-1", "--date=short", format]).output();
        String::from_utf8(output.unwrap().stdout).unwrap().trim().to_owned()
    };
    println!("# source: RustSec advisory database (CC0), commit {}", git("--format=%H"));
    println!("# date: {}", git("--format=%cd"));
    let mut out = csv::Writer::from_writer(std::io::stdout());
    out.write_record(["id", "package", "kind", "patched", "unaffected"]).unwrap();
    let mut files = files(&checkout.join("crates"));
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let Some(head) = text.split("```toml").nth(1).and_then(|rest| rest.split("```").next()) else {
            continue;
        };
        let facts: Table = head.parse().unwrap();
        let advisory = facts["advisory"].as_table().unwrap();
        if advisory.contains_key("withdrawn") {
            continue;
        }
        let text = |name: &str| advisory.get(name).and_then(Value::as_str).unwrap_or("vulnerability");
        let versions = |name: &str| {
            let listed = facts.get("versions").and_then(|versions| versions.get(name)?.as_array());
            listed.into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>().join("|")
        };
        let row = [
            text("id"),
            text("package"),
            text("informational"),
            &versions("patched"),
            &versions("unaffected"),
        ];
        out.write_record(row).unwrap();
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let packages = std::fs::read_dir(folder).unwrap();
    packages
        .flat_map(|one| std::fs::read_dir(one.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect()
}
