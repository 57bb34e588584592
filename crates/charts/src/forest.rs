//! The forest: what each study found with its interval, what they say together, and what the next place can expect.
//!
//! A square for each study, larger the more it weighs, filled where it was drawn by lot who got it and hollow where it was not; a
//! diamond for what they say together; a dashed line for what can be expected next. On a page names stand to the left and numbers to
//! the right, on a phone above each line. Ratios are drawn on a scale where twice and half are equally far from no effect.

use crate::{
    Width,
    axis::{self, Scale},
    svg::{Anchor, Drawing, Figure, path},
    text::{self, LABEL, LINE},
};

/// Studies of one outcome and what they say together.
pub struct Forest<'a> {
    /// Unique on the page; the ids inside the chart begin with it.
    pub id: String,
    /// What the chart shows.
    pub title: String,
    /// What the chart says, in words.
    pub description: String,
    /// What is measured, above the middle column.
    pub outcome: String,
    /// The studies.
    pub studies: Vec<ForestStudy>,
    /// What they say together, if anything.
    pub pooled: Option<ForestRow>,
    /// What the next place can expect: its effect is not shown.
    pub expected: Option<ForestRow>,
    /// Whether effects are ratios, with 1 as no effect; else differences, with 0.
    pub is_ratio: bool,
    /// What lies to the left and to the right of no effect.
    pub sides: (String, String),
    /// A value of the scale as text.
    pub format: &'a dyn Fn(f64) -> String,
}

/// A line of the chart.
#[derive(Clone, Debug)]
pub struct ForestRow {
    /// What it is; one line on a page.
    pub label: String,
    /// The effect.
    pub effect: f64,
    /// The low end of its interval.
    pub low: f64,
    /// The high end.
    pub high: f64,
    /// The effect with its interval, in words.
    pub text: String,
}

/// A study.
#[derive(Clone, Debug)]
pub struct ForestStudy {
    /// What it found.
    pub row: ForestRow,
    /// How much it weighs among the studies, 0–1; none where it is not weighed with others.
    pub weight: Option<f64>,
    /// Whether who got it was drawn by lot.
    pub is_randomised: bool,
}

/// Width of the names and of the numbers on a page.
const NAMES: f64 = 230.0;
const NUMBERS: f64 = 170.0;
/// Height of a line on a page and on a phone.
const TALL: [f64; 2] = [34.0, 52.0];
/// Ratios beyond this, and under one through it, are drawn at the edge.
const FURTHEST: f64 = 1_000.0;

impl Forest<'_> {
    /// The chart drawn for this width.
    pub fn svg(&self, width: Width) -> String {
        let figure = Figure {
            kind: "forest",
            id: &self.id,
            title: &self.title,
            description: &self.description,
            width,
            links: false,
        };
        if self.studies.is_empty() {
            return figure.empty();
        }
        let is_wide = width == Width::Wide;
        let (from, to) =
            if is_wide { (NAMES, width.units() - NUMBERS) } else { (10.0, width.units() - 10.0) };
        let (ticks, x) = self.scale(from, to, if is_wide { 5 } else { 4 });
        let tall = if is_wide { TALL[0] } else { TALL[1] };
        let first = 34.0;
        let rows =
            self.studies.len() + usize::from(self.pooled.is_some()) + usize::from(self.expected.is_some());
        let bottom = first + rows as f64 * tall + 4.0;
        let mut drawing = Drawing::default();
        self.draw_scale(&mut drawing, &ticks, &x, (first, bottom), is_wide);
        let mut place = Place { width, x, top: first, tall };
        for study in &self.studies {
            self.draw_study(&mut drawing, study, &place);
            place.top += tall;
        }
        if let Some(pooled) = &self.pooled {
            drawing.line("rule", (0.0, place.top), (width.units(), place.top));
            place.draw_words(&mut drawing, pooled, "strong halo");
            draw_diamond(
                &mut drawing,
                &place,
                self.at(pooled.low),
                self.at(pooled.effect),
                self.at(pooled.high),
            );
            place.top += tall;
        }
        if let Some(expected) = &self.expected {
            place.draw_words(&mut drawing, expected, "halo");
            let (low, high, y) =
                (place.x.at(self.at(expected.low)), place.x.at(self.at(expected.high)), place.line());
            drawing.line("predict", (low, y), (high, y));
            drawing.line("predict end", (low, y - 6.0), (low, y + 6.0));
            drawing.line("predict end", (high, y - 6.0), (high, y + 6.0));
        }
        self.draw_sides(&mut drawing, &place.x, bottom + 44.0);
        figure.close(bottom + 52.0, drawing)
    }

    /// A value where it is drawn: ratios by their logarithms.
    fn at(&self, value: f64) -> f64 {
        if !self.is_ratio {
            return value;
        }
        if value.is_nan() { 0.0 } else { value.clamp(1.0 / FURTHEST, FURTHEST).ln() }
    }

    fn scale(&self, from: f64, to: f64, about: usize) -> (Vec<f64>, Scale) {
        let rows = self.studies.iter().map(|study| &study.row).chain(&self.pooled).chain(&self.expected);
        let ends: Vec<f64> = rows
            .flat_map(|row| [row.low, row.high, row.effect])
            .filter(|value| value.is_finite())
            .map(|value| self.at(value))
            .chain([0.0])
            .collect();
        let (lo, hi) = ends.iter().fold((f64::MAX, f64::MIN), |(lo, hi), end| (lo.min(*end), hi.max(*end)));
        let ticks = if self.is_ratio { ratio_ticks(lo, hi) } else { axis::ticks(lo, hi, about) };
        let ends = (self.at(ticks[0]), self.at(ticks[ticks.len() - 1]));
        (ticks, Scale { lo: ends.0, hi: ends.1, from: from + 8.0, to: to - 8.0 })
    }

    fn draw_scale(
        &self,
        drawing: &mut Drawing,
        ticks: &[f64],
        x: &Scale,
        (first, bottom): (f64, f64),
        is_wide: bool,
    ) {
        for tick in ticks {
            let at = x.at(self.at(*tick));
            drawing.line(if self.at(*tick) == 0.0 { "zero" } else { "grid" }, (at, first), (at, bottom));
            drawing.text("tick", (at, bottom + 18.0), Anchor::Middle, &(self.format)(*tick));
        }
        let (at, anchor) =
            if is_wide { ((x.from + x.to) / 2.0, Anchor::Middle) } else { (0.0, Anchor::Start) };
        drawing.text("tick", (at, 20.0), anchor, &self.outcome);
    }

    fn draw_study(&self, drawing: &mut Drawing, study: &ForestStudy, place: &Place) {
        place.draw_words(drawing, &study.row, "halo");
        let [low, effect, high] =
            [study.row.low, study.row.effect, study.row.high].map(|value| place.x.at(self.at(value)));
        let y = place.line();
        drawing.line("whisker", (low, y), (high, y));
        let share = study.weight.filter(|weight| weight.is_finite()).unwrap_or(0.05).clamp(0.0, 1.0);
        let side = 6.0 + 16.0 * share.sqrt();
        let class = if study.is_randomised { "square sure" } else { "square" };
        drawing.rect(class, (effect - side / 2.0, y - side / 2.0), (side, side));
    }

    fn draw_sides(&self, drawing: &mut Drawing, x: &Scale, y: f64) {
        let none = x.at(0.0);
        let room = |side: f64, words: &str| text::width(words, text::NOTE) <= side;
        if room(none - 8.0, &self.sides.0) {
            drawing.text("note", (none - 8.0, y), Anchor::End, &self.sides.0);
        }
        if room(x.to + 8.0 - none, &self.sides.1) {
            drawing.text("note", (none + 8.0, y), Anchor::Start, &self.sides.1);
        }
    }
}

/// Where a line of the chart is.
struct Place {
    width: Width,
    x: Scale,
    top: f64,
    tall: f64,
}

impl Place {
    /// Where its middle is.
    fn line(&self) -> f64 {
        match self.width {
            Width::Wide => self.top + self.tall / 2.0,
            Width::Narrow => self.top + LINE + 16.0,
        }
    }

    /// Its name and its numbers.
    fn draw_words(&self, drawing: &mut Drawing, row: &ForestRow, class: &str) {
        let (y, room) = match self.width {
            Width::Wide => (self.line() + 5.0, NAMES),
            Width::Narrow => (self.top + 14.0, self.width.units() - text::width(&row.text, LABEL) - 10.0),
        };
        // What has no room is told in the table.
        let lines = text::wrap(&row.label, room, LABEL);
        let label = if lines.len() > 1 { format!("{} …", lines[0]) } else { row.label.clone() };
        drawing.text(class, (0.0, y), Anchor::Start, &label);
        drawing.text(class, (self.width.units(), y), Anchor::End, &row.text);
    }
}

fn draw_diamond(drawing: &mut Drawing, place: &Place, low: f64, effect: f64, high: f64) {
    let (low, middle, high, y) = (place.x.at(low), place.x.at(effect), place.x.at(high), place.line());
    drawing.path("pooled", &path(&[(low, y), (middle, y - 9.0), (high, y), (middle, y + 9.0)], true));
}

/// Round ratios that cover a range of logarithms, with 1 among them.
fn ratio_ticks(lo: f64, hi: f64) -> Vec<f64> {
    const ROUND: [f64; 19] = [
        0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0,
        500.0, 1_000.0,
    ];
    let last = ROUND.len() - 1;
    let first = ROUND.iter().rposition(|tick| tick.ln() <= lo + 1e-9).unwrap_or(0);
    let end = ROUND.iter().position(|tick| tick.ln() >= hi - 1e-9).unwrap_or(last);
    let (first, end) = (first.min(8), end.max(10));
    // So many that they have room beside each other.
    let step = ((end - first) / 7 + 1).max(1);
    let middle = 9;
    (first..=end)
        .filter(|at| at.abs_diff(middle) % step == 0 || *at == first || *at == end)
        .map(|at| ROUND[at])
        .collect()
}
