//! One point of a line chart picked out with a dot and a label in bold.
//!
//! The label goes above or below every line around it, so that it hides none; inside the frame, and clear of the line
//! where the forecast begins.

use crate::{
    svg::{Anchor, Drawing},
    text::{self, LABEL},
};

/// Where the label may lie, in user units.
pub(crate) struct Frame {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
    /// The vertical line to stay clear of.
    pub(crate) now: Option<f64>,
}

/// A place for the label: its left edge, its baseline, and how bad it is.
struct Place {
    x: f64,
    y: f64,
    cost: f64,
}

/// Draws the dot, the label, and a thin line between them if they are far apart.
pub(crate) fn draw(
    drawing: &mut Drawing,
    frame: &Frame,
    lines: &[Vec<(f64, f64)>],
    dot: (f64, f64),
    label: &str,
) {
    let width = text::width(label, LABEL) * text::BOLD;
    let best = places(frame, lines, dot, width).into_iter().min_by(|a, b| a.cost.total_cmp(&b.cost));
    if let Some(place) = best {
        let edge = if place.y < dot.1 { place.y + 4.0 } else { place.y - 13.0 };
        if (edge - dot.1).abs() > 10.0 && place.x <= dot.0 && dot.0 <= place.x + width {
            drawing.line("leader", dot, (dot.0, edge));
        }
        drawing.text("lab strong halo", (place.x, place.y), Anchor::Start, label);
    }
    drawing.circle("dot", dot, 4.5);
}

fn places(frame: &Frame, lines: &[Vec<(f64, f64)>], dot: (f64, f64), width: f64) -> Vec<Place> {
    let mut places = vec![];
    let beside_now = frame.now.map_or(dot.0 - 8.0, |now| now + 8.0);
    for x in [dot.0 + 8.0 - width, dot.0 - width / 2.0, dot.0 - 8.0, beside_now.max(dot.0 - 8.0)] {
        let x = x.min(frame.right - width).max(frame.left + 4.0);
        let (high, low) = extent(lines, x - 4.0, x + width + 4.0).unwrap_or((dot.1, dot.1));
        let crosses = frame.now.is_some_and(|now| x - 6.0 < now && now < x + width + 6.0);
        for (y, distance) in
            [(high.min(dot.1) - 12.0, dot.1 - high), (low.max(dot.1) + 22.0, low - dot.1 + 1.0)]
        {
            let inside = frame.top + 12.0 <= y && y <= frame.bottom - 4.0;
            let cost = distance + if crosses { 2000.0 } else { 0.0 } + if inside { 0.0 } else { 1000.0 };
            let y = y.min(frame.bottom - 4.0).max(frame.top + 12.0);
            places.push(Place { x, y, cost });
        }
    }
    places
}

/// The highest and the lowest position of any line between two x, with the neighbouring points.
fn extent(lines: &[Vec<(f64, f64)>], from: f64, to: f64) -> Option<(f64, f64)> {
    let mut all = vec![];
    for line in lines {
        for pair in line.windows(2) {
            let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
            if x2 < from || x1 > to || x2 <= x1 {
                continue;
            }
            let at = |x: f64| y1 + (y2 - y1) * (x.clamp(x1, x2) - x1) / (x2 - x1);
            all.extend([at(from), at(to)]);
        }
    }
    Some((all.iter().copied().reduce(f64::min)?, all.iter().copied().reduce(f64::max)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_stays_inside_and_clear_of_the_now_line() {
        let frame = Frame { left: 50.0, right: 340.0, top: 30.0, bottom: 230.0, now: Some(150.0) };
        let lines = vec![vec![(50.0, 200.0), (150.0, 150.0), (340.0, 60.0)]];
        for x in [155.0, 200.0, 300.0, 340.0] {
            let y = 150.0 - (x - 150.0) * 90.0 / 190.0;
            let best = places(&frame, &lines, (x, y), 90.0);
            let best = best.iter().min_by(|a, b| a.cost.total_cmp(&b.cost)).unwrap();
            assert!(best.x >= 150.0 && best.x + 90.0 <= 340.0, "{x}: {}", best.x);
            assert!(best.y >= 42.0 && best.y <= 226.0, "{x}: {}", best.y);
        }
    }
}
