//! The parts of compounds. Swedish writes them as one word, with an s between or a letter less: whoever searches for a part, or for
//! another compound of it, finds the whole.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::stem::light;

/// Words that compounds are made of, and what is left of them without endings.
struct Parts {
    words: HashSet<String>,
    stems: HashSet<String>,
    longest: usize,
}

static PARTS: LazyLock<Parts> = LazyLock::new(|| {
    let text = include_str!("../../words/parts.txt");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let words: HashSet<String> = lines.flat_map(str::split_whitespace).map(str::to_owned).collect();
    let stems = words.iter().map(|word| light(word)).collect();
    let longest = words.iter().map(|word| word.chars().count()).max().unwrap_or(0);
    Parts { words, stems, longest }
});

/// The fewest letters of a word that is taken apart.
const SHORTEST_COMPOUND: usize = 7;
/// The fewest letters of a part.
const SHORTEST_PART: usize = 3;
/// The fewest letters of a known part beside one that is not known.
const SHORTEST_BESIDE_UNKNOWN: usize = 4;

/// The parts of a word, if it is made of several; none otherwise. All parts are known words, or the first or the last is and the
/// other is long enough to be one.
pub fn parts(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < SHORTEST_COMPOUND || !word.chars().all(char::is_alphabetic) {
        return Vec::new();
    }
    let whole = known(&letters, 0);
    whole.or_else(|| beside_unknown(&letters)).unwrap_or_default()
}

fn text(letters: &[char]) -> String {
    letters.iter().collect()
}

/// Known words from a letter to the end, as few as can be, so that the longest are taken.
fn known(letters: &[char], from: usize) -> Option<Vec<String>> {
    let rest = &letters[from..];
    // The last part has endings.
    if from > 0 && rest.len() >= SHORTEST_PART && PARTS.stems.contains(&light(&text(rest))) {
        return Some(vec![text(rest)]);
    }
    let mut best: Option<Vec<String>> = None;
    let longest = rest.len().min(PARTS.longest);
    for length in (SHORTEST_PART..=longest).rev() {
        let part = text(&rest[..length]);
        if !PARTS.words.contains(&part) {
            continue;
        }
        let end = from + length;
        for next in nexts(letters, end) {
            if let Some(mut following) = known(letters, next)
                && best.as_ref().is_none_or(|best| following.len() + 1 < best.len())
            {
                following.insert(0, part.clone());
                best = Some(following);
            }
        }
    }
    best
}

/// Where the next part may begin after one that ends at a letter: at once, after an s, or with its last letter where three alike
/// would have stood (natt, tillsyn: nattillsyn).
fn nexts(letters: &[char], end: usize) -> Vec<usize> {
    let mut nexts = Vec::new();
    if end < letters.len() {
        nexts.push(end);
        if letters[end] == 's' && end + 1 < letters.len() {
            nexts.push(end + 1);
        }
        if end >= 2 && letters[end - 1] == letters[end - 2] {
            nexts.push(end - 1);
        }
    }
    nexts
}

/// A known word at the end or at the beginning, and what stands beside it.
fn beside_unknown(letters: &[char]) -> Option<Vec<String>> {
    let length = letters.len();
    let ends = (SHORTEST_PART + 1..=length.saturating_sub(SHORTEST_BESIDE_UNKNOWN)).find(|start| {
        PARTS.stems.contains(&light(&text(&letters[*start..]))) && PARTS.longest >= length - start
    });
    if let Some(start) = ends {
        let before = &letters[..start];
        let before = before.strip_suffix(&['s']).filter(|rest| rest.len() > SHORTEST_PART).unwrap_or(before);
        return Some(vec![text(before), text(&letters[start..])]);
    }
    let begins = (SHORTEST_BESIDE_UNKNOWN..=length.saturating_sub(SHORTEST_BESIDE_UNKNOWN))
        .rev()
        .find(|end| PARTS.words.contains(&text(&letters[..*end])));
    begins.map(|end| {
        let after = &letters[end..];
        let after = after.strip_prefix(&['s']).filter(|rest| rest.len() > SHORTEST_PART).unwrap_or(after);
        vec![text(&letters[..end]), text(after)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_are_taken_apart() {
        for (word, expected) in [
            ("hemtjänstpersonal", "hemtjänst personal"),
            ("nattillsyn", "natt tillsyn"),
            ("trygghetslarm", "trygghet larm"),
            ("trygghetslarmet", "trygghet larmet"),
            ("äldreomsorgsplanering", "äldreomsorg planering"),
            ("välfärdsteknik", "välfärd teknik"),
            ("läkemedelsautomaten", "läkemedel automaten"),
            ("demenssjuksköterskor", "demens sjuksköterskor"),
            ("omsorgspersonal", "omsorg personal"),
            ("tillsynskamera", "tillsyn kamera"),
            ("kommun", ""),
            ("personal", ""),
            ("boendet", ""),
        ] {
            let found: Vec<String> = parts(word).iter().map(|part| light(part)).collect();
            let expected: Vec<String> = expected.split_whitespace().map(light).collect();
            assert_eq!(found, expected, "{word}");
        }
    }
}
