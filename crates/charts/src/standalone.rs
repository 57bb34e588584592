//! A figure as a file of its own, for download: it carries its colours, its title and what it rests on with it.
//!
//! Custom properties are replaced by their fallbacks and rules by attributes, so that programs that know little of style
//! sheets show the same.

use crate::inlined::inlined;
use crate::{RULES, svg, text};

/// The space around the figure.
const MARGIN: f64 = 20.0;
/// Font size and line height of the title.
const TITLE: f64 = 18.0;
const TITLE_LINE: f64 = 24.0;
/// Font size and line height of the notes.
const NOTE: f64 = 12.0;
const NOTE_LINE: f64 = 16.0;

/// Makes a chart of this crate a file of its own: XML declaration, namespace, colours as attributes, white background, the
/// title written above the figure and notes below it, each on lines of its own. Text that is no such chart comes back
/// unchanged.
pub fn standalone(svg: &str, notes: &[String]) -> String {
    let Some((width, height)) = viewbox(svg) else { return svg.to_string() };
    let svg = &inlined(svg, &resolved(RULES));
    let Some((open, body)) = svg.split_once('>') else { return svg.to_string() };
    let title = between(svg, "<title", "</title>").and_then(|t| t.split_once('>')).map_or("", |t| t.1);
    // A map is drawn in units of its own: margins and texts follow its size.
    let scale = if open.contains("class=\"map\"") { width / 480.0 } else { 1.0 };
    let (margin, line) = (MARGIN * scale, TITLE_LINE * scale);
    let lines = text::wrap(&plain(title), width, TITLE * scale * text::BOLD);
    let head = if title.is_empty() { 0.0 } else { lines.len() as f64 * line + margin * 0.5 };
    let notes: Vec<String> = notes
        .iter()
        .flat_map(|note| text::wrap(note, width, NOTE * scale))
        .filter(|n| !n.is_empty())
        .collect();
    let foot = if notes.is_empty() { 0.0 } else { (notes.len() as f64 * NOTE_LINE + NOTE) * scale };

    let (left, top) = (svg::n(-margin), svg::n(-margin - head));
    let (w, h) = (svg::n(width + 2.0 * margin), svg::n(height + head + foot + 2.0 * margin));
    // Its own units are for the drawing: a file is as large as a page shows it.
    let [wide, high] =
        [width + 2.0 * margin, height + head + foot + 2.0 * margin].map(|side| svg::n(side / scale));
    let old = between(open, "viewBox=\"", "\"").unwrap_or("");
    let open = open.replacen(
        &format!("viewBox=\"{old}\""),
        &format!("xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"{left} {top} {w} {h}\""),
        1,
    );
    let mut heading = String::new();
    for (i, text) in lines.iter().enumerate().filter(|_| !title.is_empty()) {
        let y = svg::n(-head + (i as f64 + 0.75) * line);
        let size = svg::n(TITLE * scale);
        let text = svg::escape(text);
        heading += &format!(
            "<text class=\"title\" x=\"0.0\" y=\"{y}\" font-size=\"{size}\" font-weight=\"700\" fill=\"#17242c\">{text}</text>\n"
        );
    }
    let mut below = String::new();
    for (i, text) in notes.iter().enumerate() {
        let y = svg::n(height + ((i + 1) as f64 * NOTE_LINE + NOTE * 0.5) * scale);
        let size = svg::n(NOTE * scale);
        let text = svg::escape(text);
        below += &format!(
            "<text class=\"about\" x=\"0.0\" y=\"{y}\" font-size=\"{size}\" fill=\"#52606a\">{text}</text>\n"
        );
    }
    // Title and description stay first: that is where programs look for them.
    let split = body.find("</desc>\n").map(|i| i + 8).or(body.find("</title>\n").map(|i| i + 9)).unwrap_or(0);
    let (names, drawing) = body.split_at(split);
    let drawing = drawing.trim_end().trim_end_matches("</svg>");
    let background = format!("<rect width=\"{w}\" height=\"{h}\" x=\"{left}\" y=\"{top}\" fill=\"#fff\"/>\n");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{open}>{names}\n{background}{heading}{drawing}{below}</svg>"
    )
}

/// The size of the figure.
fn viewbox(svg: &str) -> Option<(f64, f64)> {
    let numbers = between(svg, "viewBox=\"", "\"")?;
    let mut numbers = numbers.split(' ').skip(2).map(str::parse::<f64>);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let rest = text.split_once(before)?.1;
    Some(rest.split_once(after)?.0)
}

/// Escaped text as the reader sees it.
fn plain(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Rules with every `var(--name,fallback)` replaced by its fallback.
fn resolved(rules: &str) -> String {
    let mut parts = rules.split("var(--");
    let mut out = parts.next().unwrap_or("").to_string();
    for part in parts {
        if let Some((variable, rest)) = part.split_once(')') {
            out += variable.split_once(',').map_or("", |v| v.1);
            out += rest;
        }
    }
    out
}

/// The first figure of a text that holds several (a chart in both widths) as a file of its own; None without any.
pub fn first_standalone(figures: &str, notes: &[String]) -> Option<String> {
    const END: &str = "</svg>";
    figures.find(END).map(|end| standalone(&figures[..end + END.len()], notes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_become_their_fallbacks() {
        assert_eq!(resolved("a{fill:var(--ink,#123);x:var(--b,2)}"), "a{fill:#123;x:2}");
        assert!(!resolved(RULES).contains("var("));
    }

    #[test]
    fn what_is_no_chart_stays() {
        assert_eq!(standalone("hej", &[]), "hej");
    }
}
