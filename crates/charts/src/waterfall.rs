//! The waterfall: a gap, what each measure closes of it, what some of them cost, and what remains.
//!
//! Horizontal bars from a common zero, in the caller's unit, joined by thin lines. What costs is hatched and what
//! remains is an outline, so that colour is never the only carrier. The first and the last bar have a whisker from the
//! low to the high end of their interval. On a page the label stands in a column to the left, on a phone above its bar.

use crate::{
    Width,
    axis::Scale,
    svg::{Anchor, Drawing, Figure},
    text::{self, LABEL, LINE},
};

/// A waterfall from a gap to what remains of it.
#[derive(Clone, Debug, Default)]
pub struct Waterfall {
    /// Unique on the page; the ids inside the chart begin with it.
    pub id: String,
    /// What the chart shows.
    pub title: String,
    /// What the chart says, in words.
    pub description: String,
    /// The bars from top to bottom.
    pub rows: Vec<Row>,
}

/// One bar.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is; up to two lines on a page.
    pub label: String,
    /// What it does to the gap.
    pub kind: Kind,
    /// The size: the gap itself for `Start` and `Remains`, a change for the others (negative closes).
    pub value: f64,
    /// The low end of the interval, in the same terms as `value`.
    pub low: f64,
    /// The high end of the interval.
    pub high: f64,
    /// The value with its interval, in words: "−16 (−21 till −11)".
    pub text: String,
    /// Where the row leads.
    pub href: Option<String>,
}

/// What a bar does to the gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The gap without a roadmap.
    Start,
    /// Makes the gap smaller.
    Closes,
    /// Makes the gap larger.
    Costs,
    /// What is left of the gap; below zero it is a surplus.
    Remains,
}

/// Where one row's parts are, in values across and in user units down.
struct Place<'a> {
    row: &'a Row,
    lines: Vec<String>,
    /// Where the bar begins and ends.
    from: f64,
    to: f64,
    /// The top of the row, of its bar, and where the next row begins.
    top: f64,
    bar: f64,
    next: f64,
}

impl Place<'_> {
    /// Whether the bar stands for a whole gap, and not for a change of it.
    fn whole(&self) -> bool {
        matches!(self.row.kind, Kind::Start | Kind::Remains)
    }

    /// The lowest and the highest value the row shows.
    fn extent(&self) -> (f64, f64) {
        let (lo, hi) = (self.from.min(self.to), self.from.max(self.to));
        if self.whole() { (lo.min(finite(self.row.low)), hi.max(finite(self.row.high))) } else { (lo, hi) }
    }

    /// What the value stands to the right of: the bar, and the zero line.
    fn reach(&self) -> f64 {
        self.extent().1.max(0.0)
    }
}

/// The width of the label column on a page, and of the gap after it.
const COLUMN: f64 = 250.0;
const GAP: f64 = 14.0;
/// The height of a bar.
const BAR: f64 = 22.0;

impl Waterfall {
    /// The chart drawn for this width.
    pub fn svg(&self, width: Width) -> String {
        let figure = Figure {
            kind: "waterfall",
            id: &self.id,
            title: &self.title,
            description: &self.description,
            width,
            links: self.rows.iter().any(|row| row.href.is_some()),
        };
        let left = if width == Width::Wide { COLUMN + GAP } else { 2.0 };
        let mut places = self.places(width, false);
        let Some(mut height) = places.last().map(|place| place.next) else { return figure.empty() };
        let mut x = scale(&places, left, width.units(), true);
        // Where the values beside the bars would leave the bars no room, they stand under the labels instead.
        let beside = width == Width::Wide || x.to - x.from > 120.0;
        if !beside {
            places = self.places(width, true);
            height = places.last().map_or(height, |place| place.next);
            x = scale(&places, left, width.units(), false);
        }

        let hatch = format!("{}-hatch", figure.key());
        let mut drawing = Drawing::default();
        drawing.hatch(&hatch, "hatch", 7.0);
        draw_zero(&mut drawing, &places, x.at(0.0), width);
        for pair in places.windows(2) {
            draw_step(&mut drawing, &pair[0], &pair[1], x.at(pair[0].to), width, beside);
        }
        for place in &places {
            drawing.open(&place.row.href);
            draw_label(&mut drawing, place, width, beside);
            draw_bar(&mut drawing, place, &x, &hatch);
            if beside {
                let end = x.at(place.reach()) + 9.0;
                drawing.text("lab halo", (end, place.bar + 16.0), Anchor::Start, &place.row.text);
            }
            drawing.close(&place.row.href);
        }
        figure.close(height, drawing)
    }

    /// Where everything goes; `value_above` leaves a line for the value between label and bar.
    fn places(&self, width: Width, value_above: bool) -> Vec<Place<'_>> {
        let (mut level, mut y) = (0.0, 4.0);
        let mut places = vec![];
        for row in &self.rows {
            let whole = matches!(row.kind, Kind::Start | Kind::Remains);
            let from = if whole { 0.0 } else { level };
            level = from + finite(row.value);
            let room = if width == Width::Wide { COLUMN } else { width.units() };
            let lines = text::wrap(&row.label, if whole { room / text::BOLD } else { room }, LABEL);
            let block = lines.len() as f64 * LINE;
            let (bar, next) = match width {
                Width::Wide => {
                    let tall = block.max(BAR);
                    (y + (tall - BAR) / 2.0 + 4.0, y + tall + 16.0)
                }
                Width::Narrow => {
                    let bar = y + block + if value_above { LINE } else { 0.0 } + 4.0;
                    (bar, bar + BAR + 12.0)
                }
            };
            places.push(Place { row, lines, from, to: level, top: y, bar, next });
            y = next;
        }
        places
    }
}

/// The scale that fits every bar and, with `texts`, the value to the right of each.
fn scale(places: &[Place], left: f64, width: f64, texts: bool) -> Scale {
    let lo = places.iter().map(|place| place.extent().0).fold(0.0, f64::min);
    let hi = places.iter().map(|place| place.extent().1).fold(0.0, f64::max);
    let span = if hi > lo { hi - lo } else { 1.0 };
    let mut per_unit = (width - 4.0 - left) / span;
    for place in places.iter().filter(|_| texts) {
        let room = width - left - 11.0 - text::width(&place.row.text, LABEL);
        let length = place.reach() - lo;
        if length > 0.0 {
            per_unit = per_unit.min(room.max(0.0) / length);
        }
    }
    Scale { lo, hi: lo + span, from: left, to: left + per_unit * span }
}

/// The thin line from one bar to the next, with a gap where it would cross the label between them.
fn draw_step(drawing: &mut Drawing, above: &Place, below: &Place, x: f64, width: Width, beside: bool) {
    let (from, to) = (above.bar + BAR, below.bar);
    let value = if beside { 0.0 } else { text::width(&below.row.text, LABEL) };
    let label = below.lines.iter().map(|line| text::width(line, LABEL) * text::BOLD).fold(value, f64::max);
    if width == Width::Wide || x > label + 4.0 {
        drawing.line("step", (x, from), (x, to));
    } else {
        drawing.line("step", (x, from), (x, from + 8.0));
        drawing.line("step", (x, to - 5.0), (x, to));
    }
}

/// The line that all bars start from. On a phone only along the bars, so that it crosses no label.
fn draw_zero(drawing: &mut Drawing, places: &[Place], x: f64, width: Width) {
    match width {
        Width::Wide => {
            let height = places.last().map_or(0.0, |place| place.next);
            drawing.line("zero", (x, 2.0), (x, height - 2.0));
        }
        Width::Narrow => {
            for place in places {
                drawing.line("zero", (x, place.bar - 3.0), (x, place.bar + BAR + 3.0));
            }
        }
    }
}

fn draw_label(drawing: &mut Drawing, place: &Place, width: Width, beside: bool) {
    let class = if place.whole() { "row strong halo" } else { "row halo" };
    match width {
        Width::Wide => {
            let middle = place.bar + BAR / 2.0;
            let first = middle + 5.0 - (place.lines.len() as f64 - 1.0) * LINE / 2.0;
            drawing.lines(class, (COLUMN, first), Anchor::End, &place.lines);
        }
        Width::Narrow => {
            drawing.lines(class, (0.0, place.top + 14.0), Anchor::Start, &place.lines);
            if !beside {
                let y = place.top + 14.0 + place.lines.len() as f64 * LINE;
                drawing.text("lab soft halo", (0.0, y), Anchor::Start, &place.row.text);
            }
        }
    }
}

fn draw_bar(drawing: &mut Drawing, place: &Place, x: &Scale, hatch: &str) {
    let (a, b) = (x.at(place.from.min(place.to)), x.at(place.from.max(place.to)));
    let (corner, size) = ((a, place.bar), ((b - a).max(1.5), BAR));
    match place.row.kind {
        Kind::Start => drawing.rect("gap", corner, size),
        Kind::Closes => drawing.rect("closes", corner, size),
        Kind::Costs => {
            drawing.rect("costs", corner, size);
            drawing.patterned(hatch, corner, size);
        }
        Kind::Remains => drawing.rect("rest", (corner.0, corner.1 + 1.0), (size.0, BAR - 2.0)),
    }
    let (low, high) = (place.row.low, place.row.high);
    if place.whole() && low.is_finite() && high.is_finite() && low < high {
        let (low, high, y) = (x.at(low), x.at(high), place.bar + BAR / 2.0);
        for class in ["whisker under", "whisker"] {
            drawing.line(class, (low, y), (high, y));
            drawing.line(class, (low, y - 5.0), (low, y + 5.0));
            drawing.line(class, (high, y - 5.0), (high, y + 5.0));
        }
    }
}

/// The value, or zero where there is none.
fn finite(value: f64) -> f64 {
    if value.is_finite() { value } else { 0.0 }
}
