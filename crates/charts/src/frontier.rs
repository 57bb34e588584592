//! The frontier: what each amount of money buys at its best.
//!
//! Money across, what is then still lacking up. A stair joins the points: between two of them more money buys nothing
//! more. Points that are sure enough are filled and the others hollow, so that colour is never the only carrier. Chosen
//! points have a number in bold, which the key below the drawing explains; the budget is a vertical line.

use crate::{
    Width,
    axis::{self, Scale},
    key::{self, Entry, Sample},
    svg::{Anchor, Drawing, Figure},
    text::{self, LABEL, NOTE},
};

/// A frontier of cost against what is lacking.
pub struct Frontier<'a> {
    /// Unique on the page; the ids inside the chart begin with it.
    pub id: String,
    /// What the chart shows.
    pub title: String,
    /// What the chart says, in words.
    pub description: String,
    /// The points, the cheapest first; may be empty.
    pub points: Vec<FrontierPoint>,
    /// A limit to the cost, drawn where it lies within the axis, with its name.
    pub limit: Option<(f64, String)>,
    /// The names of the parts.
    pub labels: FrontierLabels,
    /// Writes a cost.
    pub format_cost: &'a dyn Fn(f64) -> String,
    /// Writes what is lacking.
    pub format_value: &'a dyn Fn(f64) -> String,
}

/// One set on the frontier.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontierPoint {
    /// What it costs.
    pub cost: f64,
    /// What is then lacking.
    pub value: f64,
    /// Whether it is sure enough.
    pub sure: bool,
    /// What it was chosen for, if it was.
    pub chosen: Option<String>,
}

/// The names of the parts of a frontier.
#[derive(Clone, Debug, Default)]
pub struct FrontierLabels {
    /// What goes across, with its unit: "Kostnad till och med 2035, mnkr".
    pub cost: String,
    /// What goes up, with its unit: "Årsarbetare som saknas 2035".
    pub value: String,
    /// The filled points: "räcker i minst 80 av 100 framtider".
    pub sure: String,
    /// The hollow points: "räcker i färre".
    pub unsure: String,
}

/// The two scales of the drawing and their ticks.
struct Plot {
    x: Scale,
    y: Scale,
    across: Vec<(f64, String)>,
    up: Vec<(f64, String)>,
}

impl Plot {
    fn at(&self, point: &FrontierPoint) -> (f64, f64) {
        (self.x.at(point.cost), self.y.at(point.value))
    }
}

/// The radius of a point, and of one that was chosen.
const DOT: f64 = 4.0;
const CHOSEN: f64 = 6.5;
/// Where the drawing begins, below the name of the axis.
const TOP: f64 = 34.0;

impl Frontier<'_> {
    /// The chart drawn for this width.
    pub fn svg(&self, width: Width) -> String {
        let figure = Figure {
            kind: "frontier",
            id: &self.id,
            title: &self.title,
            description: &self.description,
            width,
            links: false,
        };
        let finite = |p: &&FrontierPoint| p.cost.is_finite() && p.value.is_finite();
        let points: Vec<&FrontierPoint> = self.points.iter().filter(finite).collect();
        if points.is_empty() {
            return figure.empty();
        }
        let plot = self.plot(&points, width);
        let mut drawing = Drawing::default();
        self.draw_axes(&mut drawing, &plot);
        self.draw_limit(&mut drawing, &plot);
        draw_stair(&mut drawing, &plot, &points);
        draw_points(&mut drawing, &plot, &points);
        let entries = self.entries(&points);
        let height = key::below(&mut drawing, &entries, plot.y.from + 56.0, width.units()) + 2.0;
        figure.close(height, drawing)
    }

    fn plot(&self, points: &[&FrontierPoint], width: Width) -> Plot {
        let most = |value: fn(&FrontierPoint) -> f64| points.iter().map(|p| value(p)).fold(0.0, f64::max);
        let few = width == Width::Narrow;
        let up = ticks(most(|p| p.value), if few { 4 } else { 5 }, self.format_value);
        let across = ticks(most(|p| p.cost), if few { 3 } else { 6 }, self.format_cost);
        let widest = up.iter().map(|tick| text::width(&tick.1, NOTE)).fold(22.0, f64::max);
        let last = across.last().map_or(0.0, |tick| text::width(&tick.1, NOTE) / 2.0);
        let bottom = TOP + if few { 200.0 } else { 270.0 };
        let end = |ticks: &[(f64, String)]| ticks.last().map_or(1.0, |tick| tick.0);
        Plot {
            x: Scale {
                lo: 0.0,
                hi: end(&across),
                from: widest + 18.0,
                to: width.units() - last.max(CHOSEN) - 4.0,
            },
            y: Scale { lo: 0.0, hi: end(&up), from: bottom, to: TOP },
            across,
            up,
        }
    }

    fn draw_axes(&self, drawing: &mut Drawing, plot: &Plot) {
        let (left, right, bottom) = (plot.x.from, plot.x.to, plot.y.from);
        drawing.text("note", (0.0, 14.0), Anchor::Start, &self.labels.value);
        for (value, label) in &plot.up {
            let y = plot.y.at(*value);
            let class = if *value == 0.0 { "grid zero" } else { "grid" };
            drawing.line(class, (left, y), (right, y));
            drawing.text("tick", (left - 10.0, y + 4.5), Anchor::End, label);
        }
        for (value, label) in &plot.across {
            let x = plot.x.at(*value);
            drawing.line("grid", (x, bottom), (x, bottom + 5.0));
            drawing.text("tick", (x, bottom + 20.0), Anchor::Middle, label);
        }
        drawing.text("note", (right, bottom + 42.0), Anchor::End, &self.labels.cost);
    }

    fn draw_limit(&self, drawing: &mut Drawing, plot: &Plot) {
        let within = |limit: &&(f64, String)| limit.0 >= 0.0 && limit.0 <= plot.x.hi;
        let Some((limit, name)) = self.limit.as_ref().filter(within) else { return };
        let x = plot.x.at(*limit);
        drawing.line("now", (x, plot.y.to - 8.0), (x, plot.y.from));
        let room = plot.x.to - x > text::width(name, NOTE) + 8.0;
        let (x, anchor) = if room { (x + 6.0, Anchor::Start) } else { (x - 6.0, Anchor::End) };
        drawing.text("note halo", (x, plot.y.to + 2.0), anchor, name);
    }

    /// What the key explains: both kinds of point, and the chosen ones.
    fn entries<'b>(&'b self, points: &[&'b FrontierPoint]) -> Vec<Entry<'b>> {
        let mut entries = vec![];
        for (sure, class, text) in
            [(true, "point sure", &self.labels.sure), (false, "point", &self.labels.unsure)]
        {
            if points.iter().any(|point| point.sure == sure) {
                entries.push(Entry { sample: Sample::Dot(class), text, at: 0.0 });
            }
        }
        for (i, text) in points.iter().filter_map(|point| point.chosen.as_ref()).enumerate() {
            entries.push(Entry { sample: Sample::Number(i + 1), text, at: 0.0 });
        }
        entries
    }
}

/// Round values from nothing to `most`, written; where two are written alike, the first.
fn ticks(most: f64, about: usize, format: &dyn Fn(f64) -> String) -> Vec<(f64, String)> {
    let mut ticks: Vec<(f64, String)> =
        axis::ticks(0.0, most, about).into_iter().map(|value| (value, format(value))).collect();
    ticks.dedup_by(|a, b| a.1 == b.1);
    ticks
}

/// From each point level to the next cost at which less is lacking, and down.
fn draw_stair(drawing: &mut Drawing, plot: &Plot, points: &[&FrontierPoint]) {
    let mut stair: Vec<(f64, f64)> = vec![];
    let mut least = f64::INFINITY;
    for point in points {
        if point.value < least {
            let (x, y) = plot.at(point);
            if let Some(&(_, above)) = stair.last() {
                stair.push((x, above));
            }
            stair.push((x, y));
            least = point.value;
        }
    }
    if let Some(&(_, y)) = stair.last() {
        stair.push((plot.x.to, y));
    }
    drawing.trace("med", &stair);
}

fn draw_points(drawing: &mut Drawing, plot: &Plot, points: &[&FrontierPoint]) {
    for point in points {
        let class = if point.sure { "point sure" } else { "point" };
        drawing.circle(class, plot.at(point), if point.chosen.is_some() { CHOSEN } else { DOT });
    }
    let chosen: Vec<(f64, f64)> =
        points.iter().filter(|point| point.chosen.is_some()).map(|point| plot.at(point)).collect();
    let mut last: Option<(f64, f64)> = None;
    for (i, &(x, y)) in chosen.iter().enumerate() {
        let near = last.is_some_and(|(before, above)| (x - before).abs() < 20.0 && (y - above).abs() < 24.0);
        let y = if near { y + CHOSEN + LABEL } else { y - CHOSEN - 1.0 };
        // Clear of the stair, which comes from above and goes on to the right.
        let (x, anchor) = if x + 20.0 < plot.x.to { (x + CHOSEN, Anchor::Start) } else { (x, Anchor::End) };
        drawing.text("lab strong halo", (x, y), anchor, &(i + 1).to_string());
        last = Some(chosen[i]);
    }
}
