//! The level of a later year from those known: the best linear prediction.

use projection::local::Shrunk;

use super::Persistence;

impl Persistence {
    /// Correlation of a level with itself so many years later. Noise lasts no year, and no other figure has it.
    fn later(&self, years: i32) -> f64 {
        self.lasting + (1.0 - self.lasting - self.noise) * self.fading.powi(years.abs())
    }

    /// The level of the year `target` where those of some years are known, in a municipality of a `size`, among others
    /// whose level is `centre`. With nothing known it is the centre, with all the spread as its error.
    pub fn predict(&self, known: &[(i32, f64)], target: i32, size: f64, centre: f64) -> Shrunk {
        let variance = self.variance * (1.0 + self.small / size.max(1.0));
        let among = |a: i32, b: i32| if a == b { 1.0 } else { self.later(a - b) };
        let between: Vec<Vec<f64>> =
            known.iter().map(|(a, _)| known.iter().map(|(b, _)| among(*a, *b)).collect()).collect();
        let ahead: Vec<f64> = known.iter().map(|(year, _)| self.later(target - year)).collect();
        let weights = solve(between, ahead.clone());
        let own: f64 = weights.iter().zip(known).map(|(weight, (_, level))| weight * (level - centre)).sum();
        let told: f64 = weights.iter().zip(&ahead).map(|(weight, ahead)| weight * ahead).sum();
        Shrunk { log: centre + own, error: (variance * (1.0 - told).max(0.0)).sqrt() }
    }
}

/// Solves `matrix · x = right` for a positive definite matrix, by elimination: it needs no pivots.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let n = right.len();
    for row in 0..n {
        let (above, below) = matrix.split_at_mut(row + 1);
        let pivot = &above[row];
        for (i, line) in below.iter_mut().enumerate() {
            let factor = line[row] / pivot[row];
            line.iter_mut().zip(pivot).skip(row).for_each(|(value, above)| *value -= factor * above);
            right[row + 1 + i] -= factor * right[row];
        }
    }
    for row in (0..n).rev() {
        let rest: f64 = (row + 1..n).map(|column| matrix[row][column] * right[column]).sum();
        right[row] = (right[row] - rest) / matrix[row][row];
    }
    right
}
