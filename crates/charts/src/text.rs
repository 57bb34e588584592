//! How wide a text is, roughly, and where to break it.
//!
//! There is no font here, so widths are estimates for a wide sans-serif: better a gap too large than a word cut off.

/// Font size of labels, as in `style.css`.
pub(crate) const LABEL: f64 = 14.0;
/// Font size of ticks and notes, as in `style.css`.
pub(crate) const NOTE: f64 = 13.0;
/// Distance between the lines of one label.
pub(crate) const LINE: f64 = 18.0;
/// How much wider bold text is.
pub(crate) const BOLD: f64 = 1.1;

/// The estimated width of a text in user units.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(share).sum::<f64>() * size
}

/// The width of a character as a share of the font size.
fn share(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '\u{a0}' | '\u{202f}' => 0.34,
        'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 0.42,
        'm' | 'w' | 'M' | 'W' | '%' | '−' | '+' | '→' => 0.9,
        c if c.is_uppercase() => 0.7,
        _ => 0.61,
    }
}

/// Breaks a text into lines no wider than `max`, at spaces; a word that is wider by itself is cut with a hyphen.
///
/// A no-break space never breaks. There is always at least one line.
pub(crate) fn wrap(text: &str, max: f64, size: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        for part in cut(word, max, size) {
            let line = lines.last().cloned().unwrap_or_default();
            let joined = if line.is_empty() { part.clone() } else { format!("{line} {part}") };
            if line.is_empty() || width(&joined, size) <= max {
                lines.pop();
                lines.push(joined);
            } else {
                lines.push(part);
            }
        }
    }
    lines
}

/// A word in pieces that each fit.
fn cut(word: &str, max: f64, size: f64) -> Vec<String> {
    if width(word, size) <= max {
        return vec![word.to_owned()];
    }
    let mut parts = vec![];
    let mut part = String::new();
    for c in word.chars() {
        if part.chars().count() > 2 && width(&part, size) + (share(c) + share('-')) * size > max {
            // An address with a hyphen more leads nowhere.
            let joint = if word.contains("://") { "" } else { "-" };
            parts.push(std::mem::take(&mut part) + joint);
        }
        part.push(c);
    }
    parts.push(part);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_text_is_one_line() {
        assert_eq!(wrap("Kvar att lösa", 200.0, LABEL), ["Kvar att lösa"]);
        assert_eq!(wrap("", 200.0, LABEL), [""]);
    }

    #[test]
    fn long_text_breaks_at_spaces_but_not_inside_numbers() {
        let lines = wrap("Fler medarbetare arbetar heltid, 1\u{a0}540 personer", 140.0, LABEL);
        assert_eq!(lines, ["Fler medarbetare", "arbetar heltid,", "1\u{a0}540 personer"]);
        assert!(lines.iter().all(|line| width(line, LABEL) <= 150.0));
    }

    #[test]
    fn a_word_too_long_is_cut() {
        let lines = wrap("kompetensförsörjningsplanering", 100.0, LABEL);
        assert!(lines.len() > 1 && lines[0].ends_with('-'));
        assert!(lines.iter().all(|line| width(line, LABEL) <= 100.0));
        // One that has room for itself needs none for a hyphen.
        assert_eq!(wrap("norrland", width("norrland", LABEL), LABEL), ["norrland"]);
    }
}
