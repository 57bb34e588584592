//! The legend of a map: its classes with their ranges, in a small figure of its own.
//!
//! The texts come from the caller, e.g. "20–30 %". A grid of as many columns as fit, filled row by row.

use crate::{
    Width,
    map::HIGHEST,
    svg::{Anchor, Drawing, Figure},
    text::{self, LABEL, LINE},
};

/// The legend of a map.
#[derive(Clone, Debug, Default)]
pub struct Legend {
    /// Unique on the page; the ids inside the legend begin with it.
    pub id: String,
    /// What the classes measure and in which unit; shown above them.
    pub title: String,
    /// Each class, 0 to 6, with its range in words.
    pub entries: Vec<(u8, String)>,
    /// What a hatched area means, if there are any.
    pub missing: Option<String>,
}

/// A swatch and the gap after it.
const SWATCH: f64 = 36.0;
/// The gap between columns.
const GAP: f64 = 20.0;
/// The height of a row.
const ROW: f64 = 24.0;

impl Legend {
    /// The legend drawn for this width.
    pub fn svg(&self, width: Width) -> String {
        let texts: Vec<&str> =
            self.entries.iter().map(|entry| entry.1.as_str()).chain(self.missing.as_deref()).collect();
        let spoken = texts.join(", ");
        let figure = Figure {
            kind: "legend",
            id: &self.id,
            title: &self.title,
            description: &spoken,
            width,
            links: false,
        };
        let mut drawing = Drawing::default();
        let heading = text::wrap(&self.title, width.units() / text::BOLD, LABEL);
        drawing.lines("strong", (0.0, 14.0), Anchor::Start, &heading);
        let top = if self.title.is_empty() { 0.0 } else { heading.len() as f64 * LINE + 6.0 };

        let widest = texts.iter().map(|text| text::width(text, LABEL)).fold(0.0, f64::max);
        let column = SWATCH + widest + GAP;
        let columns = (((width.units() + GAP) / column) as usize).clamp(1, texts.len().max(1));
        let hatch = format!("{}-hatch", figure.key());
        for (i, text) in texts.iter().enumerate() {
            let (x, y) = ((i % columns) as f64 * column, top + (i / columns) as f64 * ROW);
            match self.entries.get(i) {
                Some(&(class, _)) => {
                    drawing.rect(&format!("m{}", class.min(HIGHEST)), (x + 0.5, y + 3.5), (27.0, 17.0));
                }
                None => {
                    drawing.hatch(&hatch, "hatch", 6.0);
                    drawing.patterned(&hatch, (x + 0.5, y + 3.5), (27.0, 17.0));
                    drawing.rect("none", (x + 0.5, y + 3.5), (27.0, 17.0));
                }
            }
            drawing.text("lab", (x + SWATCH, y + 17.0), Anchor::Start, text);
        }
        figure.close(top + texts.len().div_ceil(columns) as f64 * ROW + 1.0, drawing)
    }
}
