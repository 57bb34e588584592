//! The words of a text.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// In lower case, composed; with the hyphens that stand in it.
    pub text: String,
    /// From which byte of the text to which.
    pub place: Range<usize>,
}

/// Most letters of a word.
const LONGEST: usize = 64;
/// Words that say nothing of what a text is about.
const STOP_WORDS: [&str; 86] = [
    "alla", "allt", "att", "av", "bara", "blev", "bli", "blir", "bland", "både", "de", "dem", "den", "denna",
    "deras", "dess", "det", "detta", "dig", "din", "du", "där", "då", "efter", "eller", "en", "er", "ert",
    "ett", "finns", "från", "få", "får", "för", "ge", "ger", "ha", "hade", "han", "har", "hos", "hon", "hur",
    "här", "i", "in", "ingen", "inte", "jag", "kan", "kring", "man", "med", "mellan", "men", "mot", "mycket",
    "må", "när", "någon", "något", "några", "och", "om", "oss", "på", "sig", "sin", "sina", "ska", "skulle",
    "som", "så", "till", "under", "upp", "ut", "utan", "vad", "var", "vara", "vi", "vid", "vilka", "än",
    "är",
];

impl Token {
    /// Whether it says nothing of what a text is about.
    pub fn is_stop_word(&self) -> bool {
        STOP_WORDS.contains(&self.text.as_str())
    }

    /// The word without hyphens.
    pub fn joined(&self) -> String {
        self.text.replace('-', "")
    }

    /// What stands between its hyphens.
    pub fn pieces(&self) -> Vec<String> {
        self.text.split('-').filter(|piece| !piece.is_empty()).map(str::to_owned).collect()
    }
}

/// The words of a text in order: letters and digits, with hyphens between.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::new();
    let mut begins: Option<usize> = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_part = letter.is_alphanumeric() || is_mark(letter) || is_hyphen(letter);
        match (begins, is_part) {
            (None, true) if letter.is_alphanumeric() => begins = Some(at),
            (Some(start), false) => {
                // What is longer is no word, and no database keeps it in order.
                if text[start..at].chars().count() <= LONGEST {
                    all.push(token(text, start..at));
                }
                begins = None;
            }
            _ => {}
        }
    }
    all
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether it belongs to the letter before it.
fn is_mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

fn token(text: &str, place: Range<usize>) -> Token {
    let word = text[place.clone()].trim_end_matches(is_hyphen);
    let place = place.start..place.start + word.len();
    let lower =
        word.nfc().flat_map(char::to_lowercase).map(|letter| if is_hyphen(letter) { '-' } else { letter });
    Token { text: lower.collect(), place }
}
