//! The frontier: sets that no other beats in cost, in what is lacking and in certainty at once.

use super::sets::Point;

/// The sets that no other beats, cheapest first; of sets that do the same for the same cost, one.
pub(super) fn unbeaten(points: &[Point]) -> Vec<&Point> {
    let mut all: Vec<&Point> = points.iter().collect();
    all.sort_by(|a, b| a.by_cost(b));
    let mut kept: Vec<&Point> = Vec::new();
    for point in all {
        // Whoever stands before costs no more.
        if !kept.iter().any(|k| k.lacking <= point.lacking && k.certainty >= point.certainty) {
            kept.push(point);
        }
    }
    kept
}
