//! Axes: round ticks, a linear scale, and labels that do not collide.
//!
//! Values are in the caller's units, positions in SVG user units. No function here returns NaN or an infinity, whatever
//! it is given.

/// Beyond this a value is no figure about elderly care; keeps every difference finite.
const LIMIT: f64 = 1e100;

/// Round values (steps of 1, 2 or 5 times a power of ten) that cover `lo..=hi` in about `about` steps.
///
/// The first is at or below `lo`, the last at or above `hi`; there are always at least two.
pub fn ticks(lo: f64, hi: f64, about: usize) -> Vec<f64> {
    let (lo, hi) = widened(finite(lo).min(finite(hi)), finite(lo).max(finite(hi)));
    let raw = (hi - lo) / about.max(1) as f64;
    let power = raw.log10().floor() as i32;
    let factor = match raw / 10f64.powi(power) {
        f if f <= 1.0 + 1e-9 => 1.0,
        f if f <= 2.0 + 1e-9 => 2.0,
        f if f <= 5.0 + 1e-9 => 5.0,
        _ => 10.0,
    };
    // Dividing by a whole power of ten gives 0.3 where multiplying by 0.1 gives 0.30000000000000004.
    let value = |i: f64| {
        let exact = if power < 0 { i * factor / 10f64.powi(-power) } else { i * factor * 10f64.powi(power) };
        exact + 0.0
    };
    let step = value(1.0);
    let first = (lo / step + 1e-9).floor();
    let last = (hi / step - 1e-9).ceil();
    let count = (last - first).clamp(1.0, 1000.0) as usize;
    (0..=count).map(|i| value(first + i as f64)).collect()
}

/// A range with some width, also when all values are equal.
fn widened(lo: f64, hi: f64) -> (f64, f64) {
    let size = lo.abs().max(hi.abs());
    if size < 1e-100 {
        (0.0, 1.0)
    } else if hi - lo < size * 1e-9 {
        (lo - size * 0.1, hi + size * 0.1)
    } else {
        (lo, hi)
    }
}

/// The value itself, or zero for NaN; infinities become very large.
fn finite(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.clamp(-LIMIT, LIMIT) }
}

/// Moves labels apart: afterwards no two are closer than `min_distance`, all lie within `lo..=hi`, their order is kept,
/// and each has moved as little as possible (least squares). Where there is no room, they share what there is evenly.
pub fn spread(labels: &mut [f64], min_distance: f64, lo: f64, hi: f64) {
    if labels.is_empty() {
        return;
    }
    let (lo, hi) = (finite(lo).min(finite(hi)), finite(lo).max(finite(hi)));
    let gaps = (labels.len() - 1) as f64;
    let room = if gaps > 0.0 { (hi - lo) / gaps } else { f64::MAX };
    let distance = finite(min_distance).clamp(0.0, room);

    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by(|&a, &b| finite(labels[a]).total_cmp(&finite(labels[b])));

    // With the distances taken out, what remains must not fall: pool neighbours that do, at their mean.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (i, &index) in order.iter().enumerate() {
        let mut pool = (finite(labels[index]) - i as f64 * distance, 1);
        while let Some(&(mean, count)) = pools.last() {
            if mean <= pool.0 {
                break;
            }
            let total = count + pool.1;
            pool = ((mean * count as f64 + pool.0 * pool.1 as f64) / total as f64, total);
            pools.pop();
        }
        pools.push(pool);
    }
    let top = (hi - gaps * distance).max(lo);
    let means = pools.iter().flat_map(|&(mean, count)| std::iter::repeat_n(mean, count));
    for ((i, &index), mean) in order.iter().enumerate().zip(means) {
        labels[index] = mean.clamp(lo, top) + i as f64 * distance;
    }
}

/// A straight line from values to positions.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// The value at `from`.
    pub lo: f64,
    /// The value at `to`.
    pub hi: f64,
    /// The position of `lo`.
    pub from: f64,
    /// The position of `hi`.
    pub to: f64,
}

impl Scale {
    /// The position of a value; the middle when the range has no width.
    pub fn at(&self, value: f64) -> f64 {
        let (lo, hi) = (finite(self.lo), finite(self.hi));
        let share = if (hi - lo).abs() < f64::MIN_POSITIVE { 0.5 } else { (finite(value) - lo) / (hi - lo) };
        self.from + share * (self.to - self.from)
    }
}

/// The years to name between `first` and `last`: every 5 or 10 as a rule, closer for a few years, sparser for very many,
/// so that there are at most `most` steps.
pub fn years(first: i32, last: i32, most: i32) -> Vec<i32> {
    let span = last.saturating_sub(first).max(0);
    let steps: &[i32] = if span <= 10 { &[1, 2, 5] } else { &[5, 10, 20, 50, 100] };
    let step = steps.iter().copied().find(|step| span / step <= most.max(1)).unwrap_or(span);
    let beyond = first.rem_euclid(step);
    let start = if beyond == 0 { first } else { first.saturating_add(step - beyond) };
    (start..=last).step_by(step.unsigned_abs() as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover_the_range() {
        assert_eq!(ticks(0.0, 100.0, 5), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks(1030.0, 1790.0, 5), [1000.0, 1200.0, 1400.0, 1600.0, 1800.0]);
        assert_eq!(ticks(-3.0, 12.0, 4), [-5.0, 0.0, 5.0, 10.0, 15.0]);
        assert_eq!(ticks(0.0, 0.5, 5), [0.0, 0.1, 0.2, 0.3, 0.4, 0.5]);
    }

    #[test]
    fn ticks_of_degenerate_ranges() {
        assert_eq!(ticks(0.0, 0.0, 4).first(), Some(&0.0));
        for (lo, hi) in
            [(5.0, 5.0), (-5.0, -5.0), (1e16, 1e16 + 2.0), (7.0, 3.0), (1e-300, 1e-300), (-4.0, -1.0)]
        {
            let all = ticks(lo, hi, 5);
            assert!(all.len() >= 2 && all.len() <= 9, "{lo} {hi}: {all:?}");
            assert!(all.windows(2).all(|w| w[0] < w[1]), "{lo} {hi}: {all:?}");
            assert!(
                all[0] <= lo.min(hi) + 1e-9 && *all.last().unwrap() >= lo.max(hi) - 1e-9,
                "{lo} {hi}: {all:?}"
            );
        }
    }

    #[test]
    fn ticks_are_finite_for_anything() {
        let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, f64::MIN, 0.0, 1e-320];
        for lo in odd {
            for hi in odd {
                for about in [0, 1, 6] {
                    assert!(ticks(lo, hi, about).iter().all(|v| v.is_finite()), "{lo} {hi}");
                }
            }
        }
    }

    #[test]
    fn labels_far_apart_stay() {
        let mut labels = [50.0, 10.0, 90.0];
        spread(&mut labels, 18.0, 0.0, 100.0);
        assert_eq!(labels, [50.0, 10.0, 90.0]);
    }

    #[test]
    fn close_labels_move_apart_around_their_middle() {
        let mut labels = [50.0, 52.0, 51.0];
        spread(&mut labels, 10.0, 0.0, 100.0);
        assert_eq!(labels, [41.0, 61.0, 51.0]);
    }

    #[test]
    fn labels_stay_inside() {
        let mut labels = [98.0, 99.0];
        spread(&mut labels, 10.0, 0.0, 100.0);
        assert_eq!(labels, [90.0, 100.0]);
        let mut labels = [5.0, 5.0, 5.0];
        spread(&mut labels, 80.0, 0.0, 100.0);
        assert_eq!(labels, [0.0, 50.0, 100.0]);
    }

    #[test]
    fn labels_are_finite_for_anything() {
        let mut labels = [f64::NAN, f64::INFINITY, 3.0];
        spread(&mut labels, f64::NAN, 0.0, 10.0);
        assert!(labels.iter().all(|v| (0.0..=10.0).contains(v)));
        spread(&mut [], 1.0, 0.0, 1.0);
    }

    #[test]
    fn a_scale_without_width_points_at_the_middle() {
        let scale = Scale { lo: 2.0, hi: 2.0, from: 0.0, to: 10.0 };
        assert_eq!(scale.at(2.0), 5.0);
        assert!(scale.at(f64::NAN).is_finite());
    }

    #[test]
    fn years_are_few_enough() {
        assert_eq!(years(2008, 2045, 8), [2010, 2015, 2020, 2025, 2030, 2035, 2040, 2045]);
        assert_eq!(years(2008, 2045, 4), [2010, 2020, 2030, 2040]);
        assert_eq!(years(2025, 2025, 4), [2025]);
        assert_eq!(years(2023, 2040, 8), [2025, 2030, 2035, 2040]);
        assert_eq!(years(2026, 2031, 4), [2026, 2028, 2030]);
        assert!(years(2030, 2020, 4).is_empty());
        assert!(years(i32::MIN, i32::MAX, 4).len() < 9);
    }
}
