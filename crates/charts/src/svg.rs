//! Writing SVG: escaping, numbers with one decimal, and the frame every figure shares.

use crate::{
    Width,
    text::{self, LINE},
};
use std::fmt::Write;

/// Text made safe for XML, in content and in attributes; characters that XML forbids are left out.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// An id or class name: letters, digits, `-` and `_`; everything else becomes a hyphen.
pub(crate) fn name(text: &str) -> String {
    text.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).collect()
}

/// A number with one decimal; never NaN, an infinity or minus zero.
pub(crate) fn n(value: f64) -> String {
    let tenths = (value * 10.0).round();
    let value = if tenths.is_finite() && tenths != 0.0 { tenths / 10.0 } else { 0.0 };
    format!("{value:.1}")
}

/// Path data through points; with `close`, an area.
pub(crate) fn path(points: &[(f64, f64)], close: bool) -> String {
    let joined: Vec<String> = points.iter().map(|&(x, y)| format!("{},{}", n(x), n(y))).collect();
    format!("M{}{}", joined.join(" L"), if close { "Z" } else { "" })
}

/// Where on a text its x lies.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// The inside of a figure, written from back to front.
#[derive(Default)]
pub(crate) struct Drawing {
    out: String,
}

impl Drawing {
    pub(crate) fn into_string(self) -> String {
        self.out
    }

    pub(crate) fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
        self.out.push('\n');
    }

    pub(crate) fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let (x1, y1, x2, y2) = (n(x1), n(y1), n(x2), n(y2));
        self.raw(&format!(r#"<line class="{class}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#));
    }

    pub(crate) fn rect(&mut self, class: &str, (x, y): (f64, f64), (w, h): (f64, f64)) {
        let (x, y, w, h) = (n(x), n(y), n(w.max(0.0)), n(h.max(0.0)));
        self.raw(&format!(r#"<rect class="{class}" x="{x}" y="{y}" width="{w}" height="{h}"/>"#));
    }

    /// A rectangle filled with one of the figure's patterns.
    pub(crate) fn patterned(&mut self, pattern: &str, (x, y): (f64, f64), (w, h): (f64, f64)) {
        let (x, y, w, h) = (n(x), n(y), n(w.max(0.0)), n(h.max(0.0)));
        self.raw(&format!(r#"<rect fill="url(#{pattern})" x="{x}" y="{y}" width="{w}" height="{h}"/>"#));
    }

    pub(crate) fn path(&mut self, class: &str, d: &str) {
        self.raw(&format!(r#"<path class="{class}" d="{d}"/>"#));
    }

    /// A line through points; nothing without points.
    pub(crate) fn trace(&mut self, class: &str, points: &[(f64, f64)]) {
        if !points.is_empty() {
            self.path(class, &path(points, false));
        }
    }

    pub(crate) fn circle(&mut self, class: &str, (x, y): (f64, f64), r: f64) {
        self.raw(&format!(r#"<circle class="{class}" cx="{}" cy="{}" r="{}"/>"#, n(x), n(y), n(r)));
    }

    pub(crate) fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, content: &str) {
        if content.is_empty() {
            return;
        }
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let (x, y, content) = (n(x), n(y), escape(content));
        self.raw(&format!(r#"<text class="{class}" x="{x}" y="{y}"{anchor}>{content}</text>"#));
    }

    /// Lines of one text, the first with its baseline at y.
    pub(crate) fn lines(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, lines: &[String]) {
        for (i, line) in lines.iter().enumerate() {
            self.text(class, (x, y + i as f64 * LINE), anchor, line);
        }
    }

    /// Diagonal stripes as a fill for [`Drawing::patterned`]; `size` is the distance between stripes.
    pub(crate) fn hatch(&mut self, id: &str, class: &str, size: f64) {
        let s = n(size);
        self.raw(&format!(
            r#"<defs><pattern id="{id}" width="{s}" height="{s}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="{class}" x1="0.0" y1="0.0" x2="0.0" y2="{s}"/></pattern></defs>"#
        ));
    }

    /// Starts a link around what follows, if there is somewhere to go.
    pub(crate) fn open(&mut self, href: &Option<String>) {
        if let Some(href) = href {
            self.raw(&format!(r#"<a href="{}">"#, escape(href)));
        }
    }

    /// Ends the link that [`Drawing::open`] started.
    pub(crate) fn close(&mut self, href: &Option<String>) {
        if href.is_some() {
            self.raw("</a>");
        }
    }
}

/// What every figure has: its kind, its names and its size.
pub(crate) struct Figure<'a> {
    pub(crate) kind: &'a str,
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) description: &'a str,
    pub(crate) width: Width,
    /// Whether there are links inside: an image hides its parts from a screen reader, a group does not.
    pub(crate) links: bool,
}

impl Figure<'_> {
    /// The beginning of every id in the figure: unique as long as the caller's id is, in both widths.
    pub(crate) fn key(&self) -> String {
        format!("{}-{}", name(self.id), self.width.name())
    }

    /// The drawing as a whole figure of this height.
    pub(crate) fn close(&self, height: f64, drawing: Drawing) -> String {
        let class = format!("chart {} {}", self.width.name(), self.kind);
        let role = if self.links { "group" } else { "img" };
        let size = (self.width.units(), height);
        element(&class, role, &self.key(), (self.title, self.description), size, &drawing.out)
    }

    /// The figure when there is nothing to draw: a frame with the title in it.
    pub(crate) fn empty(&self) -> String {
        let (width, height) = (self.width.units(), 120.0);
        let lines = text::wrap(self.title, width - 40.0, text::LABEL);
        let first = (height - (lines.len() as f64 - 1.0) * LINE) / 2.0 + 5.0;
        let mut drawing = Drawing::default();
        drawing.rect("frame", (0.5, 0.5), (width - 1.0, height - 1.0));
        drawing.lines("soft", (width / 2.0, first), Anchor::Middle, &lines);
        self.close(height, drawing)
    }
}

/// An `<svg>` element with a title and, if there is one, a description.
pub(crate) fn element(
    class: &str,
    role: &str,
    key: &str,
    (title, description): (&str, &str),
    (width, height): (f64, f64),
    body: &str,
) -> String {
    let mut out = format!(
        r#"<svg class="{class}" viewBox="0 0 {} {}" role="{role}" aria-labelledby="{key}-title"#,
        n(width),
        n(height)
    );
    if !description.is_empty() {
        let _ = write!(out, " {key}-desc");
    }
    let _ = writeln!(out, "\">\n<title id=\"{key}-title\">{}</title>", escape(title));
    if !description.is_empty() {
        let _ = writeln!(out, "<desc id=\"{key}-desc\">{}</desc>", escape(description));
    }
    out + body + "</svg>\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_decimal_and_are_finite() {
        assert_eq!(n(1.25), "1.3");
        assert_eq!(n(-0.01), "0.0");
        assert_eq!(n(f64::NAN), "0.0");
        assert_eq!(n(f64::INFINITY), "0.0");
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escape("<b a=\"1\">'&\u{0}"), "&lt;b a=&quot;1&quot;&gt;&#39;&amp;");
    }
}
