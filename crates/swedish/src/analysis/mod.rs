//! How Swedish text is made into terms to search by, the same for what is found and for what is asked: words without endings, the parts
//! of compounds, and sets of phrases that mean the same. å, ä and ö are letters of their own. Pure.

mod compound;
mod stem;
mod synonyms;
mod tokens;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use quick_cache::sync::Cache;
pub use synonyms::Synonyms;
use tokens::{Token, tokens};

use compound::parts;
use stem::stems;

/// Changes whenever the same text would give other terms, so that what was stored by an older program is made anew.
pub const VERSION: u32 = 1;

/// How much a part of a compound says, beside the whole word.
const PART: f64 = 0.5;
/// How much a word says of a phrase that it stands in.
const OF_PHRASE: f64 = 0.25;

/// Makes terms of texts.
#[derive(Clone, Debug, Default)]
pub struct Analyser {
    synonyms: Synonyms,
}

/// A word or phrase that is asked for, and the terms that it may be found by.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// As it was typed.
    pub typed: String,
    /// Each term, and how much it says, at most 1.
    pub terms: Vec<(String, f64)>,
}

impl Analyser {
    /// An analyser that knows which phrases mean the same.
    pub fn new(synonyms: Synonyms) -> Self {
        Self { synonyms }
    }

    /// The terms of a text, and how much it says each: once for each time that the word stands there, less where it is a part.
    pub fn terms(&self, text: &str) -> BTreeMap<String, f64> {
        let tokens = tokens(text);
        let mut terms = BTreeMap::new();
        let mut add = |term: String, weight: f64| *terms.entry(term).or_insert(0.0) += weight;
        for token in tokens.iter().filter(|token| !token.is_stop_word()) {
            for (term, weight) in of_token(token).iter() {
                add(term.clone(), *weight);
            }
        }
        for found in self.synonyms.found(&tokens) {
            add(found.term, 1.0);
        }
        terms
    }

    /// What is asked for, word by word; phrases that mean something are one. Words that say nothing are left out, unless there are
    /// no others.
    pub fn wanted(&self, asked: &str) -> Vec<Wanted> {
        let tokens = tokens(asked);
        let phrases = self.synonyms.found(&tokens);
        let is_in_phrase = |at: usize| phrases.iter().any(|found| found.place.contains(&at));
        let mut all: Vec<(usize, Wanted)> = Vec::new();
        for found in &phrases {
            let words = &tokens[found.place.clone()];
            let typed: Vec<&str> = words.iter().map(|token| token.text.as_str()).collect();
            let mut terms = vec![(found.term.clone(), 1.0)];
            let alone = if words.len() == 1 { 1.0 } else { OF_PHRASE };
            for token in words.iter().filter(|token| !token.is_stop_word()) {
                terms.extend(of_token(token).iter().map(|(term, weight)| (term.clone(), weight * alone)));
            }
            all.push((found.place.start, Wanted { typed: typed.join(" "), terms: strongest(terms) }));
        }
        let says_nothing =
            |token: &Token| token.is_stop_word() && tokens.iter().any(|one| !one.is_stop_word());
        for (at, token) in tokens.iter().enumerate() {
            if !is_in_phrase(at) && !says_nothing(token) {
                all.push((at, Wanted { typed: token.text.clone(), terms: of_token(token).to_vec() }));
            }
        }
        all.sort_by_key(|(at, _)| *at);
        all.into_iter().map(|(_, wanted)| wanted).collect()
    }

    /// Where in a text what is asked for stands: from which byte to which, in order.
    pub fn marks(&self, text: &str, wanted: &[Wanted]) -> Vec<std::ops::Range<usize>> {
        let tokens = tokens(text);
        let is_wanted =
            |term: &str| wanted.iter().any(|one| one.terms.iter().any(|(other, _)| other == term));
        let mut places: Vec<std::ops::Range<usize>> = Vec::new();
        for token in tokens.iter().filter(|token| !token.is_stop_word()) {
            if of_token(token).iter().any(|(term, _)| is_wanted(term)) {
                places.push(token.place.clone());
            }
        }
        for found in self.synonyms.found(&tokens).iter().filter(|found| is_wanted(&found.term)) {
            let words = &tokens[found.place.clone()];
            if let (Some(first), Some(last)) = (words.first(), words.last()) {
                places.push(first.place.start..last.place.end);
            }
        }
        merged(places)
    }

    /// What the terms depend on: the program's rules and the list of phrases.
    pub fn version(&self) -> String {
        format!("{VERSION}-{}", self.synonyms.fingerprint())
    }
}

/// Terms with how much each says.
type Terms = Arc<[(String, f64)]>;

/// Words whose terms are remembered: as many as people use.
const REMEMBERED: usize = 50_000;

static KNOWN: LazyLock<Cache<String, Terms>> = LazyLock::new(|| Cache::new(REMEMBERED));

/// The terms of one word. The same words come again and again.
fn of_token(token: &Token) -> Terms {
    if let Some(known) = KNOWN.get(&token.text) {
        return known;
    }
    let terms: Terms = worked_out(token).into();
    KNOWN.insert(token.text.clone(), Arc::clone(&terms));
    terms
}

fn worked_out(token: &Token) -> Vec<(String, f64)> {
    let mut terms: Vec<(String, f64)> = stems(&token.joined()).into_iter().map(|stem| (stem, 1.0)).collect();
    let pieces: Vec<String> = token.pieces();
    let below: Vec<String> = if pieces.len() > 1 {
        pieces.iter().flat_map(|piece| [vec![piece.clone()], parts(piece)].concat()).collect()
    } else {
        parts(&token.text)
    };
    for part in below.iter().filter(|part| part.chars().count() > 1) {
        terms.extend(stems(part).into_iter().map(|stem| (stem, PART)));
    }
    strongest(terms)
}

/// Each term once, as strong as it is anywhere.
fn strongest(terms: Vec<(String, f64)>) -> Vec<(String, f64)> {
    let mut once: Vec<(String, f64)> = Vec::with_capacity(terms.len());
    for (term, weight) in terms {
        match once.iter_mut().find(|(known, _)| *known == term) {
            Some((_, known)) => *known = known.max(weight),
            None => once.push((term, weight)),
        }
    }
    once
}

/// Places in order, those that meet as one.
fn merged(mut places: Vec<std::ops::Range<usize>>) -> Vec<std::ops::Range<usize>> {
    places.sort_by_key(|place| (place.start, place.end));
    let mut all: Vec<std::ops::Range<usize>> = Vec::new();
    for place in places {
        match all.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => all.push(place),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn analyser() -> Analyser {
        Analyser::new(Synonyms::bundled())
    }

    fn meet(text: &str, asked: &str) -> bool {
        let terms = analyser().terms(text);
        analyser().wanted(asked).iter().all(|one| one.terms.iter().any(|(term, _)| terms.contains_key(term)))
    }

    #[test]
    fn what_means_the_same_is_found_by_each_other() {
        for (text, asked) in [
            ("Platser på SÄBO", "särskilt boende"),
            ("i särskilda boenden", "säbo"),
            ("Vård- och omsorgsboende", "äldreboenden"),
            ("Nattillsyn med kamera", "tillsyn på natten"),
            ("Trygghetskameror", "digital tillsyn"),
            ("hemtjänstpersonal", "hemtjänst"),
            ("hemtjänstens personal", "hemtjänstpersonal"),
            ("E-hemtjänst", "hemtjänst"),
            ("GPS-larm", "gps"),
            ("undersköterskorna", "usk"),
            ("Medicinroboten", "läkemedelsautomat"),
            ("ÄLDREOMSORG", "äldreomsorgen"),
        ] {
            assert!(
                meet(text, asked),
                "{text:?} {asked:?}: {:?} {:?}",
                analyser().terms(text),
                analyser().wanted(asked)
            );
        }
        for (text, asked) in
            [("Balkong", "boende"), ("Värdegrund", "vård"), ("Nattfjäril", "tillsyn"), ("hår", "här")]
        {
            assert!(!meet(text, asked), "{text:?} {asked:?}");
        }
    }

    #[test]
    fn what_was_asked_for_is_marked() {
        let text = "Vi prövar nattillsyn. På vårt särskilda boende i öst.";
        let marks = |asked: &str| {
            let wanted = analyser().wanted(asked);
            analyser().marks(text, &wanted).into_iter().map(|place| &text[place]).collect::<Vec<_>>()
        };
        assert_eq!(marks("tillsyn"), ["nattillsyn"]);
        assert_eq!(marks("säbo"), ["särskilda boende"]);
        assert_eq!(marks("och"), Vec::<&str>::new());
        assert_eq!(marks("finns inte"), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn any_text_is_found_by_its_own_words_and_marks_lie_in_it(text in "\\PC{0,60}") {
            let analyser = analyser();
            let terms = analyser.terms(&text);
            let wanted = analyser.wanted(&text);
            prop_assert!(terms.values().all(|weight| weight.is_finite() && *weight > 0.0));
            for one in wanted.iter().filter(|_| !terms.is_empty()) {
                prop_assert!(one.terms.iter().any(|(term, _)| terms.contains_key(term)), "{:?}", one);
            }
            for place in analyser.marks(&text, &wanted) {
                prop_assert!(text.get(place).is_some());
            }
        }
    }
}
