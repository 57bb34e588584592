//! Every dependency has a licence that may be combined with ours: no GPL, AGPL or SSPL. Works without network.

use std::process::Command;

/// Licences that may be depended on.
const ALLOWED: [&str; 15] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "Unlicense",
    "0BSD",
    "BSL-1.0",
    "CC0-1.0",
    "MPL-2.0",
    "EUPL-1.2",
    "NCSA",
];

#[test]
fn every_dependency_has_a_licence_that_we_may_depend_on() {
    // Only what is built here: packages for other systems need not be on this machine.
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let facts = String::from_utf8(rustc.stdout).unwrap();
    let host = facts.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--filter-platform", host])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 50);
    let refused: Vec<String> = packages
        .iter()
        .filter_map(|p| {
            let (name, licence) = (p["name"].as_str()?, p["license"].as_str().unwrap_or("none"));
            let expression = spdx::Expression::parse_mode(licence, spdx::ParseMode::LAX).ok();
            let allowed = expression
                .is_some_and(|e| e.evaluate(|r| r.license.id().is_some_and(|id| ALLOWED.contains(&id.name))));
            (!allowed).then(|| format!("{name}: {licence}"))
        })
        .collect();
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}
