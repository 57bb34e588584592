//! No dependency has a weakness that a dated table knows of: every package of `Cargo.lock` held against a table of advisories, without network. The
//! table is as old as its head says; `examples/advisories.rs` makes a new one.

use semver::{Version, VersionReq};
use toml::Table;

const TABLE: &str = include_str!("../advisories.csv");
const LOCK: &str = include_str!("../../../Cargo.lock");

/// Advisories that do not concern us, and why.
const BORNE: [(&str, &str); 1] = [(
    "RUSTSEC-2023-0071",
    "the time that private keys take tells of them: only public ones of identity providers are used here",
)];

/// A weakness of a package.
struct Advisory {
    id: String,
    package: String,
    kind: String,
    /// Versions without it.
    without: Vec<VersionReq>,
}

fn advisories(table: &str) -> Vec<Advisory> {
    let mut rows = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(table.as_bytes());
    rows.records()
        .map(|row| {
            let row = row.unwrap();
            let versions = row[3].split('|').chain(row[4].split('|')).filter(|versions| !versions.is_empty());
            Advisory {
                id: row[0].to_owned(),
                package: row[1].to_owned(),
                kind: row[2].to_owned(),
                without: versions.map(|versions| versions.parse().unwrap()).collect(),
            }
        })
        .collect()
}

/// The packages of a lock file that have a weakness, in words.
fn weak(lock: &str, table: &str) -> Vec<String> {
    let lock: Table = lock.parse().unwrap();
    let packages = lock["package"].as_array().unwrap();
    let mut found = Vec::new();
    for advisory in advisories(table).iter().filter(|one| !BORNE.iter().any(|(id, _)| *id == one.id)) {
        for package in packages.iter().filter(|package| package["name"].as_str() == Some(&advisory.package)) {
            let version: Version = package["version"].as_str().unwrap().parse().unwrap();
            if !advisory.without.iter().any(|versions| versions.matches(&version)) {
                found.push(format!("{} {version}: {} ({})", advisory.package, advisory.id, advisory.kind));
            }
        }
    }
    found
}

#[test]
fn no_dependency_has_a_known_weakness() {
    let weak = weak(LOCK, TABLE);
    assert!(weak.is_empty(), "{}", weak.join("\n"));
}

#[test]
fn a_weakness_is_found_by_package_and_version() {
    let table = "# a head\nid,package,kind,patched,unaffected\nX-1,openssl,vulnerability,>= 0.9.0,< 0.2\nX-2,abox,unsound,,\n";
    let lock =
        |name: &str, version: &str| format!("[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n");
    assert_eq!(weak(&lock("openssl", "0.8.1"), table), ["openssl 0.8.1: X-1 (vulnerability)"]);
    for (name, version) in [("openssl", "0.9.0"), ("openssl", "0.1.0"), ("openssl-sys", "0.8.1")] {
        assert!(weak(&lock(name, version), table).is_empty(), "{name} {version}");
    }
    assert_eq!(weak(&lock("abox", "7.0.0"), table), ["abox 7.0.0: X-2 (unsound)"]);
    assert!(advisories(TABLE).len() > 700);
}
