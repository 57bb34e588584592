//! Sets of phrases that mean the same to whoever searches. Each set is a term of its own, which a text has when any of its phrases
//! stands there.

use std::collections::HashMap;
use std::hash::Hasher;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use fnv::FnvHasher;

use super::stem::light;
use super::tokens::{Token, tokens};

/// What stands before a set's term, so that no word is like it.
const MARK: char = '=';
/// Sets of phrases that mean the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// Phrases as words without endings, and the term of their set; the longest first.
    phrases: Arc<[(Vec<String>, String)]>,
    /// Where the phrases stand that begin with a word.
    beginning_with: Arc<HashMap<String, Vec<usize>>>,
}

/// A phrase in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The term of its set.
    pub term: String,
    /// Its words, by their order in the text.
    pub place: Range<usize>,
}

impl Synonyms {
    /// The program's own.
    pub fn bundled() -> Self {
        static BUNDLED: LazyLock<Synonyms> = LazyLock::new(|| Synonyms::read(Synonyms::bundled_text()));
        BUNDLED.clone()
    }

    /// The program's own text, as it can be edited.
    pub const fn bundled_text() -> &'static str {
        include_str!("../../words/synonyms.txt")
    }

    /// Reads a list: a set a line, with commas between phrases; lines that begin with # are for people. A line with fewer than two
    /// phrases says nothing.
    pub fn read(text: &str) -> Self {
        let mut phrases: Vec<(Vec<String>, String)> = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
            let set: Vec<Vec<String>> =
                line.split(',').map(|phrase| tokens(phrase).iter().map(stem).collect()).collect();
            let set: Vec<Vec<String>> =
                set.into_iter().filter(|words: &Vec<String>| !words.is_empty()).collect();
            if let ([first, ..], true) = (set.as_slice(), set.len() > 1) {
                let term = format!("{MARK}{}", first.join(" "));
                phrases.extend(set.iter().map(|words| (words.clone(), term.clone())));
            }
        }
        phrases.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        phrases.dedup();
        let mut beginning_with: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, (phrase, _)) in phrases.iter().enumerate() {
            beginning_with.entry(phrase[0].clone()).or_default().push(at);
        }
        Self { phrases: phrases.into(), beginning_with: beginning_with.into() }
    }

    /// The phrases that stand in a text, each set's own; of phrases of the same set the longest where they meet.
    pub(super) fn found(&self, tokens: &[Token]) -> Vec<Found> {
        let words: Vec<String> = tokens.iter().map(stem).collect();
        let mut all: Vec<Found> = Vec::new();
        for (start, first) in words.iter().enumerate() {
            for at in self.beginning_with.get(first).into_iter().flatten() {
                let (phrase, term) = &self.phrases[*at];
                let end = start + phrase.len();
                let is_there = words.get(start..end).is_some_and(|there| there == phrase);
                let meets =
                    |one: &&Found| one.term == *term && one.place.start < end && start < one.place.end;
                if is_there && !all.iter().any(|one| meets(&one)) {
                    all.push(Found { term: term.clone(), place: start..end });
                }
            }
        }
        all
    }

    /// A number that changes when the list does.
    pub(super) fn fingerprint(&self) -> u64 {
        let mut hasher = FnvHasher::default();
        for (phrase, term) in self.phrases.iter() {
            for text in [phrase.join(" ").as_str(), term] {
                hasher.write(text.as_bytes());
                hasher.write_u8(0);
            }
        }
        hasher.finish()
    }
}

fn stem(token: &Token) -> String {
    light(&token.joined())
}
