//! The key of a chart: small samples of a line, a band or a point with their names, beside the figure or in rows below it.

use crate::{
    axis,
    svg::{Anchor, Drawing},
    text::{self, LABEL, LINE},
};

/// The width of a sample and the gap after it.
const SAMPLE: f64 = 26.0;
/// The gap between two entries of a row.
const GAP: f64 = 18.0;
/// The height of a row.
const ROW: f64 = 22.0;

/// What a sample looks like.
#[derive(Clone, Copy)]
pub(crate) enum Sample {
    /// A line of this class.
    Line(&'static str),
    /// Bands of these classes on top of each other.
    Band(&'static [&'static str]),
    /// A point of this class.
    Dot(&'static str),
    /// The number of a point.
    Number(usize),
}

/// One entry: its sample, its text, and the height in the chart that it names.
pub(crate) struct Entry<'a> {
    pub(crate) sample: Sample,
    pub(crate) text: &'a str,
    pub(crate) at: f64,
}

/// The width that entries beside a chart need when their text may be `max` wide.
pub(crate) fn width_beside(entries: &[Entry], max: f64) -> f64 {
    let lines = entries.iter().flat_map(|entry| text::wrap(entry.text, max, LABEL));
    let widest = lines.map(|line| text::width(&line, LABEL)).fold(0.0, f64::max);
    if entries.is_empty() { 0.0 } else { SAMPLE + widest }
}

/// Entries in a column from x, each as close to its height in the chart as the others allow.
pub(crate) fn beside(drawing: &mut Drawing, entries: &[Entry], x: f64, (top, bottom): (f64, f64), max: f64) {
    let texts: Vec<Vec<String>> = entries.iter().map(|entry| text::wrap(entry.text, max, LABEL)).collect();
    let most = texts.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let mut places: Vec<f64> = entries.iter().map(|entry| entry.at).collect();
    let half = most * LINE / 2.0;
    axis::spread(&mut places, most * LINE + 2.0, top + half, bottom - half);
    for ((entry, lines), y) in entries.iter().zip(&texts).zip(places) {
        sample(drawing, entry.sample, x, y);
        let first = y + 5.0 - (lines.len() as f64 - 1.0) * LINE / 2.0;
        drawing.lines("lab", (x + SAMPLE, first), Anchor::Start, lines);
    }
}

/// Entries in rows below a chart, from y down, at most `width` wide; returns the y after the last row.
pub(crate) fn below(drawing: &mut Drawing, entries: &[Entry], y: f64, width: f64) -> f64 {
    let (mut x, mut y) = (0.0, y);
    for entry in entries {
        let lines = text::wrap(entry.text, width - SAMPLE, LABEL);
        let widest = lines.iter().map(|line| text::width(line, LABEL)).fold(0.0, f64::max);
        if x > 0.0 && x + SAMPLE + widest > width {
            (x, y) = (0.0, y + ROW);
        }
        sample(drawing, entry.sample, x, y + ROW / 2.0);
        drawing.lines("lab", (x + SAMPLE, y + ROW / 2.0 + 5.0), Anchor::Start, &lines);
        x += SAMPLE + widest + GAP;
        if lines.len() > 1 {
            (x, y) = (0.0, y + ROW + (lines.len() as f64 - 1.0) * LINE);
        }
    }
    if x > 0.0 { y + ROW } else { y }
}

fn sample(drawing: &mut Drawing, sample: Sample, x: f64, y: f64) {
    match sample {
        Sample::Line(class) => drawing.line(class, (x, y), (x + 20.0, y)),
        Sample::Dot(class) => drawing.circle(class, (x + 10.0, y), 4.0),
        Sample::Number(number) => {
            drawing.text("lab strong", (x + 10.0, y + 5.0), Anchor::Middle, &number.to_string());
        }
        Sample::Band(classes) => {
            for class in classes {
                drawing.rect(class, (x, y - 6.0), (20.0, 12.0));
            }
        }
    }
}
