//! A roadmap as a file that somebody has edited by hand.

use proptest::prelude::*;

/// What a value in a file may be exchanged for.
const WORDS: [&str; 18] = [
    "nan",
    "inf",
    "-inf",
    "1e400",
    "-1",
    "9223372036854775808",
    "99999999999",
    "\"\"",
    "\"å\\u0000\"",
    "true",
    "[]",
    "{}",
    "2029-02-30",
    "0000-01-01",
    "=",
    "[[area]]",
    "'''",
    "\u{1F3E0}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_bytes_are_a_roadmap_or_a_fault_with_a_place(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        fuzz::roadmap(&bytes);
    }

    #[test]
    fn any_edit_of_a_file_is_a_roadmap_or_a_fault_with_a_place(
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..6, 0..WORDS.len(), any::<char>()), 1..6),
    ) {
        let mut text = include_str!("../seeds/roadmap/whole.toml").to_owned();
        for (place, kind, word, letter) in edits {
            text = edited(&text, place, kind, WORDS[word], letter);
        }
        fuzz::roadmap(text.as_bytes());
    }
}

/// The text with one edit: a line taken away, doubled, cut, given another value or another key; or a letter put in.
fn edited(text: &str, place: prop::sample::Index, kind: usize, word: &str, letter: char) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.is_empty() {
        return word.to_owned();
    }
    let at = place.index(lines.len());
    let line = lines[at].clone();
    let (key, value) = line.split_once('=').unwrap_or((&line, ""));
    match kind {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, line),
        2 => lines[at] = line.chars().take(line.chars().count() / 2).collect(),
        3 => lines[at] = format!("{key}= {word}"),
        4 => lines[at] = format!("{word} ={value}"),
        _ => lines[at].insert(0, letter),
    }
    lines.join("\n")
}
