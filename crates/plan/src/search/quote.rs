//! Quoting what was found, with what was asked for marked.

/// Letters quoted around what was found.
const QUOTED: usize = 160;

/// A text in parts, each with whether it is what was asked for.
pub type Marked = Vec<(String, bool)>;

/// A text in parts, with what lies in the places marked.
pub(super) fn marked(text: &str, places: &[std::ops::Range<usize>]) -> Marked {
    let mut parts = Vec::new();
    let mut at = 0;
    for place in places {
        parts.push((text[at..place.start].to_owned(), false));
        parts.push((text[place.clone()].to_owned(), true));
        at = place.end;
    }
    parts.push((text[at..].to_owned(), false));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

/// Some of a text around the first of the places, with those within it marked; from its beginning when there is none.
pub(super) fn quote(text: &str, places: &[std::ops::Range<usize>]) -> Marked {
    let first = places.first().map_or(0, |place| place.start);
    let before = text[..first].char_indices().rev().nth(QUOTED / 3).map_or(0, |(at, _)| at);
    // A word is not begun in its middle.
    let start =
        if before == 0 { 0 } else { text[before..first].find(' ').map_or(first, |space| before + space + 1) };
    let end = text[start..].char_indices().nth(QUOTED).map_or(text.len(), |(at, _)| start + at);
    // Nor is one ended so.
    let whole =
        if end < text.len() { text[start..end].rfind(' ').map_or(end, |space| start + space) } else { end };
    let end = if whole > first { whole } else { end };
    let end = places.iter().filter(|place| place.start < end).map(|place| place.end).fold(end, usize::max);
    let within: Vec<std::ops::Range<usize>> = places
        .iter()
        .filter(|place| place.start >= start && place.end <= end)
        .map(|place| place.start - start..place.end - start)
        .collect();
    let mut parts = marked(&text[start..end], &within);
    if start > 0 {
        parts.insert(0, ("… ".to_owned(), false));
    }
    if end < text.len() {
        parts.push((" …".to_owned(), false));
    }
    parts
}
