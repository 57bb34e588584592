//! The fan chart: what has been, and the futures that may come.
//!
//! A dark line for the outcome, a vertical line where it ends, then a light band for nine futures of ten, a darker one
//! for half of them, and the median. Years across; values up, in the caller's unit, written by the caller's `format`.
//! On a page the parts are named at the right edge, on a phone in a key below.

use crate::{
    Width,
    axis::{self, Scale},
    key::{self, Entry, Sample},
    mark,
    svg::{self, Anchor, Drawing, Figure},
    text::{self, NOTE},
};

/// A fan chart of one figure over the years.
pub struct Fan<'a> {
    /// Unique on the page; the ids inside the chart begin with it.
    pub id: String,
    /// What the chart shows, read by screen readers and shown in a downloaded file.
    pub title: String,
    /// What the chart says, in words.
    pub description: String,
    /// The outcome, year by year; may be empty.
    pub history: Vec<(i32, f64)>,
    /// The year of the first value in each band.
    pub first_year: i32,
    /// The futures; may be empty.
    pub bands: Bands,
    /// A second median from `first_year`, dashed, with its name: e.g. the same future without the levers.
    pub other: Option<(String, Vec<f64>)>,
    /// A level to hold the futures against, with its name: e.g. the places that there are today.
    pub level: Option<(String, f64)>,
    /// The unit of the values, above the axis.
    pub unit: String,
    /// A year whose median gets a dot and its value in bold.
    pub marked_year: Option<i32>,
    /// The names of the parts.
    pub labels: FanLabels,
    /// Writes a value, for the axis and the marked year.
    pub format: &'a dyn Fn(f64) -> String,
}

/// Percentiles of the futures, year by year: all of one length.
#[derive(Clone, Debug, Default)]
pub struct Bands {
    /// One future in twenty is below.
    pub p5: Vec<f64>,
    /// A quarter of the futures are below.
    pub p25: Vec<f64>,
    /// Half of the futures are below: the median.
    pub p50: Vec<f64>,
    /// A quarter of the futures are above.
    pub p75: Vec<f64>,
    /// One future in twenty is above.
    pub p95: Vec<f64>,
}

/// The names of the parts of a fan chart.
#[derive(Clone, Debug, Default)]
pub struct FanLabels {
    /// The years that have been: "utfall".
    pub history: String,
    /// The years to come: "prognos".
    pub forecast: String,
    /// The middle line: "median".
    pub median: String,
    /// The inner band: "hälften av framtiderna".
    pub half: String,
    /// The outer band: "9 av 10 framtider".
    pub nine_of_ten: String,
}

/// One year of the futures, from the lowest percentile to the highest.
struct Step {
    year: i32,
    values: [f64; 5],
}

/// What can be drawn: finite values only, the futures joined to the last outcome.
struct Data {
    history: Vec<(i32, f64)>,
    steps: Vec<Step>,
    other: Vec<(i32, f64)>,
    level: Option<f64>,
    /// Where the outcome ends and the futures begin, when there are both.
    now: Option<i32>,
}

impl Data {
    fn years(&self) -> Option<(i32, i32)> {
        let steps = self.steps.iter().map(|step| step.year);
        let years = || self.history.iter().chain(&self.other).map(|point| point.0).chain(steps.clone());
        Some((years().min()?, years().max()?))
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        let lines = self.history.iter().chain(&self.other).map(|point| point.1);
        lines.chain(self.level).chain(self.steps.iter().flat_map(|step| step.values))
    }

    /// One percentile as a line.
    fn line(&self, percentile: usize) -> Vec<(i32, f64)> {
        self.steps.iter().map(|step| (step.year, step.values[percentile])).collect()
    }
}

/// The frame of the drawing and its two scales.
struct Plot {
    x: Scale,
    y: Scale,
    ticks: Vec<(f64, String)>,
    years: Vec<i32>,
}

impl Plot {
    fn points(&self, line: &[(i32, f64)]) -> Vec<(f64, f64)> {
        line.iter().map(|&(year, value)| (self.x.at(f64::from(year)), self.y.at(value))).collect()
    }
}

/// The median's place among the percentiles.
const MEDIAN: usize = 2;
/// How wide a text at the right edge may be before it breaks.
const BESIDE: f64 = 150.0;

impl Fan<'_> {
    /// The chart drawn for this width.
    pub fn svg(&self, width: Width) -> String {
        let figure = Figure {
            kind: "fan",
            id: &self.id,
            title: &self.title,
            description: &self.description,
            width,
            links: false,
        };
        let data = self.data();
        let Some(years) = data.years() else { return figure.empty() };
        let plot = self.plot(&data, years, width);

        let mut drawing = Drawing::default();
        draw_axes(&mut drawing, &plot);
        drawing.text("note", (0.0, 16.0), Anchor::Start, &self.unit);
        draw_futures(&mut drawing, &plot, &data);
        if let Some(level) = data.level {
            let y = plot.y.at(level);
            drawing.line("level", (plot.x.from, y), (plot.x.to, y));
        }
        draw_history(&mut drawing, &plot, &data.history);
        self.draw_now(&mut drawing, &plot, &data, width);
        self.draw_mark(&mut drawing, &plot, &data);
        let height = self.draw_key(&mut drawing, &plot, &data, width);
        figure.close(height, drawing)
    }

    fn data(&self) -> Data {
        let mut history: Vec<_> = self.history.iter().copied().filter(|point| point.1.is_finite()).collect();
        history.sort_by_key(|point| point.0);
        let b = &self.bands;
        let length = [&b.p5, &b.p25, &b.p50, &b.p75, &b.p95].iter().map(|band| band.len()).min().unwrap_or(0);
        let year = |i: usize| self.first_year.saturating_add(i32::try_from(i).unwrap_or(i32::MAX));
        let mut steps: Vec<Step> = (0..length)
            .map(|i| Step { year: year(i), values: [b.p5[i], b.p25[i], b.p50[i], b.p75[i], b.p95[i]] })
            .filter(|step| step.values.iter().all(|value| value.is_finite()))
            .collect();
        let second = self.other.as_ref().map_or(&[][..], |other| &other.1);
        let mut other: Vec<_> = second.iter().enumerate().map(|(i, &value)| (year(i), value)).collect();
        other.retain(|point| point.1.is_finite());

        let mut now = None;
        if let (Some(&(last, value)), false) = (history.last(), steps.is_empty()) {
            now = Some(last.min(self.first_year));
            if last < self.first_year {
                steps.insert(0, Step { year: last, values: [value; 5] });
                if !other.is_empty() {
                    other.insert(0, (last, value));
                }
            }
        }
        let level = self.level.as_ref().map(|level| level.1).filter(|level| level.is_finite());
        Data { history, steps, other, level, now }
    }

    fn plot(&self, data: &Data, (first, last): (i32, i32), width: Width) -> Plot {
        let lo = data.values().fold(f64::INFINITY, f64::min);
        let hi = data.values().fold(f64::NEG_INFINITY, f64::max);
        // Near zero the axis starts there; far from it, that would only flatten the curve.
        let lo = if lo > 0.0 && lo < 0.4 * hi { 0.0 } else { lo };
        let all = axis::ticks(lo, hi, if width == Width::Wide { 5 } else { 4 });
        let mut ticks: Vec<(f64, String)> = all.iter().map(|&value| (value, (self.format)(value))).collect();
        ticks.dedup_by(|a, b| a.1 == b.1);

        let widest = ticks.iter().map(|tick| text::width(&tick.1, NOTE)).fold(22.0, f64::max);
        let left = widest + 10.0;
        let (top, bottom, right) = match width {
            Width::Narrow => (32.0, 232.0, 344.0),
            Width::Wide => {
                let beside = key::width_beside(&self.entries(data, |_| 0.0), BESIDE);
                (32.0, 306.0, 744.0 - beside.max(4.0))
            }
        };
        let domain = (all.first().copied().unwrap_or(0.0), all.last().copied().unwrap_or(1.0));
        Plot {
            x: Scale { lo: f64::from(first), hi: f64::from(last), from: left, to: right },
            y: Scale { lo: domain.0, hi: domain.1, from: bottom, to: top },
            ticks,
            years: axis::years(first, last, if width == Width::Wide { 8 } else { 4 }),
        }
    }

    /// The parts to name, with their heights at the right edge.
    fn entries(&self, data: &Data, y: impl Fn(f64) -> f64) -> Vec<Entry<'_>> {
        let mut entries = vec![];
        if let Some(step) = data.steps.last() {
            let [_, p25, p50, p75, p95] = step.values;
            let nine = Sample::Band(&["b90"]);
            let half = Sample::Band(&["b90", "b50"]);
            entries.push(Entry { sample: nine, text: &self.labels.nine_of_ten, at: y((p75 + p95) / 2.0) });
            entries.push(Entry { sample: Sample::Line("med"), text: &self.labels.median, at: y(p50) });
            entries.push(Entry { sample: half, text: &self.labels.half, at: y((p25 + p50) / 2.0) });
        }
        if let (Some((label, _)), Some(last)) = (&self.other, data.other.last()) {
            entries.push(Entry { sample: Sample::Line("other"), text: label, at: y(last.1) });
        }
        if let (Some((label, _)), Some(level)) = (&self.level, data.level) {
            entries.push(Entry { sample: Sample::Line("level"), text: label, at: y(level) });
        }
        entries
    }

    /// Names the parts and returns the height of the figure.
    fn draw_key(&self, drawing: &mut Drawing, plot: &Plot, data: &Data, width: Width) -> f64 {
        let entries = self.entries(data, |value| plot.y.at(value));
        let (top, bottom) = (plot.y.to, plot.y.from);
        match width {
            Width::Narrow => key::below(drawing, &entries, bottom + 34.0, width.units()) + 2.0,
            Width::Wide => {
                key::beside(drawing, &entries, plot.x.to + 14.0, (top - 12.0, bottom + 12.0), BESIDE);
                bottom + 34.0
            }
        }
    }

    /// The line between outcome and forecast, and their names on either side of it.
    fn draw_now(&self, drawing: &mut Drawing, plot: &Plot, data: &Data, width: Width) {
        let Some(now) = data.now else { return };
        let x = plot.x.at(f64::from(now));
        let (before, after) =
            (text::width(&self.labels.history, NOTE), text::width(&self.labels.forecast, NOTE));
        drawing.line("now", (x, 6.0), (x, plot.y.from));
        // The unit has the corner.
        let corner = if self.unit.is_empty() { 0.0 } else { text::width(&self.unit, NOTE) + 8.0 };
        if x - 7.0 >= before + corner {
            drawing.text("note", (x - 7.0, 16.0), Anchor::End, &self.labels.history);
        }
        if x + 7.0 >= corner && x + 7.0 + after <= width.units() {
            drawing.text("note", (x + 7.0, 16.0), Anchor::Start, &self.labels.forecast);
        }
    }

    fn draw_mark(&self, drawing: &mut Drawing, plot: &Plot, data: &Data) {
        let Some(step) = data.steps.iter().find(|step| Some(step.year) == self.marked_year) else { return };
        let value = step.values[MEDIAN];
        let label = format!("{}: {}", step.year, (self.format)(value));
        let mut lines: Vec<_> = (0..5).map(|percentile| plot.points(&data.line(percentile))).collect();
        lines.push(plot.points(&data.history));
        lines.push(plot.points(&data.other));
        let frame = mark::Frame {
            left: plot.x.from,
            right: plot.x.to,
            top: plot.y.to,
            bottom: plot.y.from,
            now: data.now.map(|now| plot.x.at(f64::from(now))),
        };
        mark::draw(drawing, &frame, &lines, (plot.x.at(f64::from(step.year)), plot.y.at(value)), &label);
    }
}

/// What has been: a line through the years that were counted, broken where years between them were not.
fn draw_history(drawing: &mut Drawing, plot: &Plot, history: &[(i32, f64)]) {
    for counted in history.chunk_by(|one, next| next.0 == one.0 + 1) {
        drawing.trace("hist", &plot.points(counted));
    }
    for pair in history.windows(2).filter(|pair| pair[1].0 > pair[0].0 + 1) {
        drawing.trace("hist uncounted", &plot.points(pair));
    }
}

fn draw_axes(drawing: &mut Drawing, plot: &Plot) {
    for (value, label) in &plot.ticks {
        let y = plot.y.at(*value);
        let class = if *value == 0.0 { "grid zero" } else { "grid" };
        drawing.line(class, (plot.x.from, y), (plot.x.to, y));
        drawing.text("tick", (plot.x.from - 10.0, y + 4.5), Anchor::End, label);
    }
    for year in &plot.years {
        let x = plot.x.at(f64::from(*year));
        drawing.line("grid", (x, plot.y.from), (x, plot.y.from + 5.0));
        drawing.text("tick", (x, plot.y.from + 20.0), Anchor::Middle, &year.to_string());
    }
}

fn draw_futures(drawing: &mut Drawing, plot: &Plot, data: &Data) {
    if !data.steps.is_empty() {
        for (class, low, high) in [("b90", 0, 4), ("b50", 1, 3)] {
            let mut area = plot.points(&data.line(high));
            area.extend(plot.points(&data.line(low)).into_iter().rev());
            drawing.path(class, &svg::path(&area, true));
        }
    }
    drawing.trace("other", &plot.points(&data.other));
    drawing.trace("med", &plot.points(&data.line(MEDIAN)));
}
