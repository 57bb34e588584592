//! A tiny line for a table cell: the shape of a series, without axis or text.
//!
//! Evenly spaced values in any unit, scaled to their own lowest and highest. Hidden from screen readers: the cell's
//! text says what matters.

use crate::{
    axis::Scale,
    svg::{self, Drawing},
};

/// A tiny line, 88 × 22 units, with a dot at its last value.
#[derive(Clone, Debug, Default)]
pub struct Sparkline {
    /// The values in order; those that are not finite are left out.
    pub values: Vec<f64>,
}

impl Sparkline {
    /// The line as SVG; empty if there are no values.
    pub fn svg(&self) -> String {
        let values: Vec<f64> = self.values.iter().copied().filter(|value| value.is_finite()).collect();
        let lo = values.iter().copied().fold(f64::INFINITY, f64::min);
        let hi = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let x = Scale { lo: 0.0, hi: values.len() as f64 - 1.0, from: 2.0, to: 84.0 };
        let y = Scale { lo, hi, from: 18.0, to: 4.0 };
        let points: Vec<_> = values.iter().enumerate().map(|(i, &v)| (x.at(i as f64), y.at(v))).collect();

        let mut drawing = Drawing::default();
        if points.len() > 1 {
            drawing.path("line", &svg::path(&points, false));
        }
        if let Some(&last) = points.last() {
            drawing.circle("end", last, 2.5);
        }
        format!(
            "<svg class=\"sparkline\" viewBox=\"0 0 88 22\" width=\"88\" height=\"22\" aria-hidden=\"true\" focusable=\"false\">\n{}</svg>\n",
            drawing.into_string()
        )
    }
}
