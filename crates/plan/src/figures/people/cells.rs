//! What single cells say.

use super::Sex;
use crate::figures::head::is_total;
use crate::organisations::Names;

/// What a line says of itself where a column does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Said<T> {
    One(T),
    All,
}

/// Whether a line is about the municipality: by its code, also one that has lost its zero, or its name.
pub(super) fn is_here(names: &Names<'_>, code: &str, said: &str) -> bool {
    let digits: String = said.chars().take_while(char::is_ascii_digit).collect();
    match digits.len() {
        3 | 4 => format!("{digits:0>4}") == code,
        _ => names.find(said).is_some_and(|one| one.id == code),
    }
}

/// The sex that a cell names, or both.
pub(super) fn sex(text: &str) -> Option<Said<Sex>> {
    match swedish::fold(text).as_str() {
        "kvinnor" | "kvinna" | "k" | "2" | "f" | "women" => Some(Said::One(Sex::Women)),
        "man" | "m" | "1" | "men" => Some(Said::One(Sex::Men)),
        "bada konen" | "bada" | "t" | "3" | "kvinnor och man" => Some(Said::All),
        other => is_total(other).then_some(Said::All),
    }
}

/// A number of people. No share, and nobody less than none.
pub(super) fn count(text: &str) -> Option<f64> {
    let number = if text.contains('%') { None } else { swedish::read_number(text) };
    number.filter(|people| (0.0..=1e7).contains(people))
}

/// Whether a cell says that a number is missing, or is not told.
pub(super) fn is_missing(text: &str) -> bool {
    const MARKS: [&str; 10] = ["", "..", ".", "-", "–", "−", ":", "x", "uppgift saknas", "missing"];
    MARKS.contains(&text.trim().to_lowercase().as_str())
}
