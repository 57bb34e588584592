//! Stacked columns: how many there are of each part year by year, with the sum as a line on top.
//!
//! Parts are shaded by the classes of a map and lie from the bottom up, so that a [`crate::Legend`] and a [`crate::Map`] beside it
//! say the same with the same shade. The last column has its sum written beside it.

use crate::{
    Width,
    axis::{self, Scale},
    map::HIGHEST,
    svg::{Anchor, Drawing, Figure},
};

/// Columns of parts.
pub struct Columns<'a> {
    /// Unique on the page; the ids inside the chart begin with it.
    pub id: String,
    /// What the chart shows.
    pub title: String,
    /// What the chart says, in words.
    pub description: String,
    /// What is counted, above the axis.
    pub unit: String,
    /// The class of each part, 0 (low) to 6 (high), from the bottom up.
    pub classes: Vec<u8>,
    /// The year and the size of each part, from the first year to the last.
    pub years: Vec<(i32, Vec<f64>)>,
    /// A value of the axis as text.
    pub format: &'a dyn Fn(f64) -> String,
}

/// The height of the columns, and where they begin.
const TALL: f64 = 200.0;
const TOP: f64 = 34.0;
/// Room for the axis to the left and for the last sum to the right.
const LEFT: f64 = 40.0;
const RIGHT: f64 = 44.0;
/// How much of a year's room its column takes, and the widest that it gets.
const SHARE: f64 = 0.72;
const WIDEST: f64 = 44.0;

impl Columns<'_> {
    /// The chart drawn for this width.
    pub fn svg(&self, width: Width) -> String {
        let figure = Figure {
            kind: "columns",
            id: &self.id,
            title: &self.title,
            description: &self.description,
            width,
            links: false,
        };
        let (Some((first, _)), Some((last, _))) = (self.years.first(), self.years.last()) else {
            return figure.empty();
        };
        let sums: Vec<f64> = self.years.iter().map(|(_, parts)| parts.iter().sum()).collect();
        let ticks = axis::ticks(0.0, sums.iter().copied().fold(1.0, f64::max), 4);
        let highest = ticks.last().copied().unwrap_or(1.0);
        let y = Scale { lo: 0.0, hi: highest, from: TOP + TALL, to: TOP };
        let room = (width.units() - LEFT - RIGHT) / self.years.len() as f64;
        let middle = |place: usize| LEFT + room * (place as f64 + 0.5);
        let mut drawing = Drawing::default();
        for tick in ticks.iter().filter(|tick| tick.fract() == 0.0) {
            let class = if *tick == 0.0 { "zero" } else { "grid" };
            drawing.line(class, (LEFT, y.at(*tick)), (width.units() - RIGHT, y.at(*tick)));
            drawing.text("tick", (LEFT - 8.0, y.at(*tick) + 4.0), Anchor::End, &(self.format)(*tick));
        }
        drawing.text("tick", (0.0, 14.0), Anchor::Start, &self.unit);
        let wide = (room * SHARE).min(WIDEST);
        for (place, (_, parts)) in self.years.iter().enumerate() {
            let mut below = 0.0;
            for (class, part) in self.classes.iter().zip(parts).filter(|(_, part)| **part > 0.0) {
                let (top, bottom) = (y.at(below + part), y.at(below));
                let class = format!("part m{}", (*class).min(HIGHEST));
                drawing.rect(&class, (middle(place) - wide / 2.0, top), (wide, bottom - top));
                below += part;
            }
        }
        let named = axis::years(*first, *last, if width == Width::Wide { 10 } else { 4 });
        for (place, (year, _)) in self.years.iter().enumerate().filter(|(_, (year, _))| named.contains(year))
        {
            drawing.text("tick", (middle(place), TOP + TALL + 20.0), Anchor::Middle, &year.to_string());
        }
        let line: Vec<(f64, f64)> =
            sums.iter().enumerate().map(|(place, sum)| (middle(place), y.at(*sum))).collect();
        drawing.trace("hist", &line);
        if let (Some((x, at)), Some(sum)) = (line.last(), sums.last()) {
            drawing.circle("dot", (*x, *at), 4.5);
            let side = x + (wide / 2.0).max(8.0) + 4.0;
            drawing.text("strong halo", (side, at + 5.0), Anchor::Start, &(self.format)(*sum));
        }
        figure.close(TOP + TALL + 28.0, drawing)
    }
}
