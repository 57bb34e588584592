//! Sixteen columns sorted at a time.
//!
//! A sorting network compares the same places whatever the numbers are, so one comparison of two rows sorts
//! sixteen columns: no branch, no surprise. It is Batcher's merge of odd and even (Knuth, TAOCP 3, 5.3.4).

use pulp::{Simd, WithSimd};

use super::{Lanes, Row, dispatch};

/// Sorts each column of `rows`, least first. The number of rows is a power of two.
pub fn sort(rows: &mut [Row]) {
    assert!(rows.len().is_power_of_two(), "the network is made for powers of two");
    dispatch(Sort(rows));
}

struct Sort<'a>(&'a mut [Row]);

impl WithSimd for Sort<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let rows = self.0;
        let count = rows.len();
        // Small runs are sorted where they lie and then merged two and two. A run is merged as soon as both its
        // halves are, so that it is still in the nearest cache: the halves of a run that ends after `done` rows are
        // ready when `done` is a multiple of its length.
        let smallest = count.min(SMALLEST);
        let mut done = 0;
        while done < count {
            merge_up(simd, &mut rows[done..done + smallest], 1);
            done += smallest;
            let mut run = 2 * smallest;
            while run <= count && done.is_multiple_of(run) {
                merge(simd, &mut rows[done - run..done]);
                run *= 2;
            }
        }
    }
}

/// Rows that are sorted together before anything is merged.
const SMALLEST: usize = 16;

/// Sorts rows in which runs of `sorted` are sorted.
#[inline(always)]
fn merge_up<S: Simd>(simd: S, rows: &mut [Row], mut sorted: usize) {
    while sorted < rows.len() {
        for run in rows.chunks_exact_mut(2 * sorted) {
            merge(simd, run);
        }
        sorted *= 2;
    }
}

/// Merges the two sorted halves of `rows`.
#[inline(always)]
fn merge<S: Simd>(simd: S, rows: &mut [Row]) {
    let (low, high) = rows.split_at_mut(rows.len() / 2);
    exchange(simd, low, high);
    let mut apart = rows.len() / 4;
    while apart >= 1 {
        let inner = apart..rows.len() - apart;
        for pair in rows[inner].chunks_exact_mut(2 * apart) {
            let (low, high) = pair.split_at_mut(apart);
            exchange(simd, low, high);
        }
        apart /= 2;
    }
}

/// Puts the lesser of each pair in `low` and the greater in `high`.
#[inline(always)]
fn exchange<S: Simd>(simd: S, low: &mut [Row], high: &mut [Row]) {
    for (a, b) in low.iter_mut().zip(high) {
        for part in 0..Lanes::<f32, S>::PARTS {
            let x = Lanes::<f32, S>::load(simd, a, part);
            let y = Lanes::<f32, S>::load(simd, b, part);
            x.min(y).store(a, part);
            x.max(y).store(b, part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_column_is_sorted_by_itself(power in 0_u32..9, seed in any::<u64>()) {
            let mut rows = crate::kernel::rows(1 << power);
            let mut state = seed;
            for row in rows.iter_mut() {
                for x in row.iter_mut() {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    *x = (state >> 40) as f32 - 8_000_000.0;
                }
            }
            let before = rows.clone();
            sort(&mut rows);
            for column in 0..16 {
                let mut expected: Vec<f32> = before.iter().map(|row| row[column]).collect();
                expected.sort_by(f32::total_cmp);
                let found: Vec<f32> = rows.iter().map(|row| row[column]).collect();
                prop_assert_eq!(found, expected);
            }
        }
    }
}
