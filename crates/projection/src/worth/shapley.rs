//! Dividing fairly what measures change together: the Shapley value, exact over all sets of a few, else over orders
//! drawn at random.

use crate::random::{Random, Stream};

/// What some measures give: several numbers side by side.
pub(super) type Values = Vec<f32>;

/// What each measure changes: by measure.
pub(super) type Parts = Vec<Values>;

/// Measures in the order in which they are added.
pub(super) type Order = Vec<usize>;

/// The parts of `n` measures over all sets of them, `value` giving what a set does: 2ⁿ sets.
pub(super) fn exact(n: usize, value: impl Fn(&[usize]) -> Values) -> Parts {
    let sets = 1_usize << n;
    let members = |set: usize| (0..n).filter(|i| set >> i & 1 == 1).collect::<Vec<_>>();
    let values: Vec<Values> = (0..sets).map(|set| value(&members(set))).collect();
    let weights = weights(n);
    let part = |i: usize| {
        let mut part = vec![0.0; values[0].len()];
        for set in (0..sets).filter(|set| set >> i & 1 == 0) {
            add(&mut part, weights[set.count_ones() as usize], &values[set | 1 << i], &values[set]);
        }
        part
    };
    (0..n).map(part).collect()
}

/// Share of the orders of `n` measures in which exactly a given set, by its size, comes before a given measure.
fn weights(n: usize) -> Vec<f32> {
    let factorial = |k: usize| (1..=k).map(|i| i as f64).product::<f64>();
    (0..n).map(|size| (factorial(size) * factorial(n - 1 - size) / factorial(n)) as f32).collect()
}

/// What each measure changes where it comes in `order`, `steps` being what the measures before it and itself give.
/// The parts sum to the last step less `none`.
pub(super) fn along(order: &Order, none: &Values, steps: &[Values]) -> Parts {
    let mut parts = vec![Values::new(); order.len()];
    let before = std::iter::once(none).chain(steps);
    for ((&measure, before), after) in order.iter().zip(before).zip(steps) {
        parts[measure] = after.iter().zip(before).map(|(after, before)| after - before).collect();
    }
    parts
}

/// The mean of several parts of the same measures.
pub(super) fn mean(all: &[Parts]) -> Parts {
    let mut mean = all[0].iter().map(|part| vec![0.0; part.len()]).collect::<Parts>();
    for parts in all {
        for (sum, part) in mean.iter_mut().zip(parts) {
            sum.iter_mut().zip(part).for_each(|(sum, x)| *sum += x / all.len() as f32);
        }
    }
    mean
}

fn add(part: &mut Values, weight: f32, after: &Values, before: &Values) {
    for (part, (after, before)) in part.iter_mut().zip(after.iter().zip(before)) {
        *part += weight * (after - before);
    }
}

/// An order drawn at random, number `draw`, turned by so much of a whole turn, and its reverse.
///
/// Contributions that change evenly as measures are added even out in the pair; over turns that are evenly spread every
/// measure comes early, in the middle and late alike (Castro, Gómez and Tejada 2009; Mitchell and others 2022).
/// `canonical` lists the measures in an order of their own, so that the order of a list makes no difference.
pub(super) fn pair(canonical: &[usize], seed: u64, draw: usize, turn: f64) -> [Order; 2] {
    let mut order = canonical.to_vec();
    let count = order.len();
    let mut random = Random::new(seed, Stream::Order, count as u64, draw as u64);
    for i in (1..count).rev() {
        order.swap(i, (random.bits() % (i as u64 + 1)) as usize);
    }
    order.rotate_left((turn * count as f64) as usize % count.max(1));
    let reversed = order.iter().rev().copied().collect();
    [order, reversed]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The parts over some pairs of orders of a game whose values are given by the chosen measures.
    fn sampled(n: usize, pairs: usize, game: impl Fn(&[usize]) -> Values) -> Parts {
        let canonical: Vec<usize> = (0..n).collect();
        let orders = (0..pairs).flat_map(|draw| pair(&canonical, 1, draw, draw as f64 / pairs as f64));
        let parts = orders.map(|order| {
            let steps: Vec<Values> = (1..=n).map(|taken| game(&order[..taken])).collect();
            along(&order, &game(&[]), &steps)
        });
        mean(&parts.collect::<Vec<_>>())
    }

    #[test]
    fn measures_that_do_not_meet_get_what_they_do_alone() {
        let game = |chosen: &[usize]| vec![chosen.iter().map(|&i| i as f32 + 1.0).sum()];
        for n in [1, 3, 6] {
            for parts in [exact(n, game), sampled(n, 2, game)] {
                for (i, part) in parts.iter().enumerate() {
                    assert!((part[0] - (i as f32 + 1.0)).abs() < 1e-4, "{n} measures: {parts:?}");
                }
            }
        }
    }

    #[test]
    fn two_measures_that_do_the_same_share_alike() {
        let game = |chosen: &[usize]| vec![if chosen.is_empty() { 0.0 } else { 10.0 }];
        assert_eq!(exact(2, game), [[5.0], [5.0]]);
        assert_eq!(sampled(2, 1, game), [[5.0], [5.0]]);
    }

    /// Two measures are worth something only with a third: 1/3 and 1/6 each, by hand over the six orders.
    #[test]
    fn a_measure_that_others_need_gets_more() {
        let game = |chosen: &[usize]| {
            let has = |i| chosen.contains(&i);
            vec![if has(0) && (has(1) || has(2)) { 6.0 } else { 0.0 }]
        };
        let parts = exact(3, game);
        for (part, expected) in parts.iter().zip([4.0, 1.0, 1.0]) {
            assert!((part[0] - expected).abs() < 1e-5, "{parts:?}");
        }
    }

    #[test]
    fn many_orders_come_close_to_all_sets() {
        let game = |chosen: &[usize]| {
            let x: f32 = chosen.iter().map(|&i| 1.0 + i as f32).sum();
            vec![x.min(12.0), x * x]
        };
        let (all, some) = (exact(6, game), sampled(6, 400, game));
        for (all, some) in all.iter().zip(&some) {
            assert!((all[0] - some[0]).abs() < 0.15 && (all[1] - some[1]).abs() < 1e-2, "{all:?} {some:?}");
        }
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole(n in 1_usize..7, a in -5.0_f32..5.0, b in -5.0_f32..5.0) {
            let game = |chosen: &[usize]| {
                let x: f32 = chosen.iter().map(|&i| a + i as f32).sum();
                vec![x + b * x * x / 50.0]
            };
            let everything: Vec<usize> = (0..n).collect();
            let whole = game(&everything)[0];
            for parts in [exact(n, game), sampled(n, 3, game)] {
                let sum: f32 = parts.iter().map(|part| part[0]).sum();
                prop_assert!((sum - whole).abs() < 1e-3 * (1.0 + sum.abs()));
            }
        }
    }
}
