//! Quantiles over futures.

use crate::kernel::{self, ROW, Rows, columns};

/// The five quantiles that every figure is shown with: 5, 25, 50, 75 and 95 per cent.
pub const LEVELS: [f64; 5] = [0.05, 0.25, 0.50, 0.75, 0.95];

/// The quantiles [`LEVELS`] of one figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Quantiles {
    /// 5 per cent of the futures lie below.
    pub p5: f64,
    /// A quarter of the futures lie below.
    pub p25: f64,
    /// The median.
    pub p50: f64,
    /// Three quarters of the futures lie below.
    pub p75: f64,
    /// 95 per cent of the futures lie below.
    pub p95: f64,
}

impl Quantiles {
    /// Quantiles of `values`: linear between order statistics (type 7 of Hyndman and Fan 1996). Without values all
    /// quantiles are 0; an infinite one counts as the largest finite number.
    pub fn of(values: &[f32]) -> Self {
        if values.is_empty() {
            return Self::default();
        }
        // Integers in the same order as the numbers compare in one step.
        let mut keys: Vec<i32> = values.iter().map(|&v| key(v)).collect();
        // The median first: it halves what the others have to look through.
        let half = keys.len() / 2;
        let (low, _, _) = keys.select_nth_unstable(half);
        let quarter = low.len() / 2;
        if quarter > 0 {
            low.select_nth_unstable(quarter);
        }
        let (_, high) = keys.split_at_mut(half);
        let three_quarters = high.len() / 2;
        high.select_nth_unstable(three_quarters);
        let cuts = [0, quarter, half, half + three_quarters, keys.len()];
        let [p5, p25, p50, p75, p95] = LEVELS.map(|level| at(&mut keys, &cuts, level));
        Self { p5, p25, p50, p75, p95 }
    }

    /// Quantiles of several figures with equally many values: the same as [`Quantiles::of`] each, sixteen at a time.
    pub fn of_all(figures: &[&[f32]]) -> Vec<Self> {
        let count = figures.first().map_or(0, |values| values.len());
        let is_even = figures.iter().all(|values| values.len() == count);
        if count == 0 || count > MOST_SORTED || !is_even {
            return figures.iter().map(|values| Self::of(values)).collect();
        }
        let mut columns = kernel::rows(count.next_power_of_two());
        let mut all = Vec::with_capacity(figures.len());
        for figures in figures.chunks(ROW) {
            all.extend(of_columns(figures, count, &mut columns));
        }
        all
    }

    /// The same quantiles after an increasing transformation, such as a division by a fixed base.
    pub fn map(self, f: impl Fn(f64) -> f64) -> Self {
        Self { p5: f(self.p5), p25: f(self.p25), p50: f(self.p50), p75: f(self.p75), p95: f(self.p95) }
    }

    /// From lowest to highest.
    pub fn as_array(self) -> [f64; 5] {
        [self.p5, self.p25, self.p50, self.p75, self.p95]
    }
}

/// Sorting side by side takes a little longer for each value the more there are, and a cache; selection does not.
const MOST_SORTED: usize = 4096;

fn of_columns(figures: &[&[f32]], count: usize, columns: &mut Rows) -> Vec<Quantiles> {
    columns[count..].fill([f32::INFINITY; ROW]);
    // A square at a time, which the nearest cache holds.
    for (square, rows) in columns[..count].chunks_mut(ROW).enumerate() {
        for (column, values) in figures.iter().enumerate() {
            for (row, &value) in rows.iter_mut().zip(&values[square * ROW..]) {
                row[column] = value;
            }
        }
    }
    columns::sort(columns);
    let quantiles: Vec<[f64; ROW]> = LEVELS
        .iter()
        .map(|level| {
            let place = level * (count - 1) as f64;
            let (below, above) = (place as usize, (place as usize + 1).min(count - 1));
            std::array::from_fn(|column| {
                let (low, high) = (f64::from(columns[below][column]), f64::from(columns[above][column]));
                between(low, high, place.fract())
            })
        })
        .collect();
    let of_column = |column: usize| {
        let at = |level: usize| quantiles[level][column];
        Quantiles { p5: at(0), p25: at(1), p50: at(2), p75: at(3), p95: at(4) }
    };
    (0..figures.len()).map(of_column).collect()
}

/// An integer in the same order as [`f32::total_cmp`].
#[inline]
fn key(value: f32) -> i32 {
    let bits = value.to_bits().cast_signed();
    bits ^ ((bits >> 31).cast_unsigned() >> 1).cast_signed()
}

/// The number of a key: [`key`] undoes itself.
fn number(key: i32) -> f64 {
    let bits = key ^ ((key >> 31).cast_unsigned() >> 1).cast_signed();
    f64::from(f32::from_bits(bits.cast_unsigned()))
}

/// One quantile of keys that are partitioned at `cuts`: everything before a cut is no greater than all after it.
fn at(keys: &mut [i32], cuts: &[usize; 5], level: f64) -> f64 {
    let place = level * (keys.len() - 1) as f64;
    let rank = place.floor() as usize;
    let (start, end) =
        cuts.windows(2).find(|w| (w[0]..w[1]).contains(&rank)).map_or((0, keys.len()), |w| (w[0], w[1]));
    let (head, tail) = keys.split_at_mut(end);
    let (_, &mut below, above) = head[start..].select_nth_unstable(rank - start);
    // The next in order is the least of what lies above, in this part or at the head of the next.
    let above = above.iter().min().or_else(|| tail.iter().min()).copied().unwrap_or(below);
    between(number(below), number(above), place.fract())
}

/// The number so far on the way from one to another, both finite numbers of single precision or taken as the nearest.
#[inline]
fn between(low: f64, high: f64, part: f64) -> f64 {
    let (least, most) = (f64::from(f32::MIN), f64::from(f32::MAX));
    let (low, high) = (low.max(least).min(most), high.max(least).min(most));
    low + (high - low) * part
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quantiles_of_a_ramp_are_its_levels() {
        let values: Vec<f32> = (0..=100).rev().map(|i| i as f32).collect();
        let q = Quantiles::of(&values);
        assert_eq!(q.as_array().map(|x| (x * 1e6).round() / 1e6), [5.0, 25.0, 50.0, 75.0, 95.0]);
    }

    proptest! {
        #[test]
        fn many_together_are_the_same_as_one_by_one(values in prop::collection::vec(-1e6_f32..1e6, 3..400), count in 1_usize..40) {
            let figures: Vec<Vec<f32>> =
                (0..count).map(|i| values.iter().map(|v| v * i as f32 + (v * 7.0).sin()).collect()).collect();
            let together = Quantiles::of_all(&figures.iter().map(Vec::as_slice).collect::<Vec<_>>());
            let alone: Vec<Quantiles> = figures.iter().map(|f| Quantiles::of(f)).collect();
            prop_assert_eq!(together, alone);
        }

        #[test]
        fn quantiles_rise_and_stay_within_the_values(values in prop::collection::vec(-1e6_f32..1e6, 1..300)) {
            let (lo, hi) = values.iter().fold((f32::MAX, f32::MIN), |(l, h), &v| (l.min(v), h.max(v)));
            let q = Quantiles::of(&values).as_array();
            prop_assert!(q.windows(2).all(|w| w[0] <= w[1]));
            prop_assert!(q[0] >= f64::from(lo) && q[4] <= f64::from(hi));
        }
    }
}
