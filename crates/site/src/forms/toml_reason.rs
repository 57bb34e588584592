//! What is wrong with a file of TOML, in the language of the page: the library that reads it says so in English.

use crate::texts::Texts;

/// The kinds of fault that serde tells of, by how it begins to say so, and the keys of what we say.
const KINDS: [(&str, &str); 6] = [
    ("unknown field ", "toml-unknown-field"),
    ("missing field ", "toml-missing-field"),
    ("duplicate field ", "toml-duplicate"),
    ("duplicate key", "toml-duplicate"),
    ("unknown variant ", "toml-unknown-value"),
    ("invalid ", "toml-invalid-value"),
];

/// A reason in words.
pub(super) fn toml_reason(t: Texts, reason: &str) -> String {
    let found = KINDS.iter().find(|(begins, _)| reason.starts_with(begins));
    // What is a value's and what is the file's begins alike.
    let key = match found {
        Some((_, "toml-invalid-value")) if !reason.contains(", expected ") || !reason.contains(": ") => None,
        found => found.map(|(_, key)| *key),
    };
    let Some(key) = key else { return t.get("toml-syntax") };
    let names: Vec<&str> = reason.split('`').skip(1).step_by(2).collect();
    let (name, expected) =
        names.split_first().map_or(("", String::new()), |(name, rest)| (*name, rest.join(", ")));
    match key {
        "toml-duplicate" | "toml-invalid-value" => t.get(key),
        "toml-missing-field" => t.with(key, &[("name", &name)]),
        _ => t.with(key, &[("name", &name), ("expected", &expected)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_told_in_swedish() {
        let said = |reason| toml_reason(Texts::Swedish, reason);
        assert_eq!(
            said("unknown field `areas`, expected one of `title`, `region`"),
            "fältet ”areas” finns inte. Det kan heta title, region"
        );
        assert_eq!(said("missing field `title`"), "fältet ”title” saknas");
        assert!(said("invalid type: string \"x\", expected f64").contains("fel slag"));
        assert!(said("invalid basic string, expected `\"`").contains("citattecken"));
        assert!(said("key with no value, expected `=`").contains("citattecken"));
    }
}
