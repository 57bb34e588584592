//! What somebody has typed or pasted, as both kinds of file can hold it.

/// The text with one kind of line break, and without characters that XML or HTML forbids. Word writes a line break inside
/// a paragraph as a vertical tab; other programs have other marks.
pub(crate) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let kept = text.chars().filter_map(|c| match c {
        '\t' | '\n' => Some(c),
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{fffe}' | '\u{ffff}' => None,
        c => Some(c).filter(|c| !c.is_control()),
    });
    kept.collect()
}

/// The text on one line, without blanks around it.
pub(crate) fn line(text: &str) -> String {
    clean(text)
        .split(['\n', '\t'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The pieces between blank lines, without those lines and without blanks at the ends of the others.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let text = clean(text);
    let mut paragraphs: Vec<Vec<&str>> = vec![vec![]];
    for line in text.lines().map(str::trim) {
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() => last.push(line),
            _ => paragraphs.push(vec![]),
        }
    }
    paragraphs.iter().filter(|lines| !lines.is_empty()).map(|lines| lines.join("\n")).collect()
}
