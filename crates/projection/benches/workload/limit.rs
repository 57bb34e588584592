//! How far from the machine's own limit the work is.

use std::hint::black_box;
use std::time::Instant;

use projection::kernel::{Lanes, Simd, WithSimd, dispatch, rows_of};
use rayon::prelude::*;

/// Prints the work's share of the multiply-adds and of the memory traffic that the machine manages.
pub fn print(time: f64, threads: usize, multiply_adds: f64) {
    let arithmetic = arithmetic(threads);
    let memory = memory(threads);
    println!(
        "the machine: {:.0} thousand million multiply-adds a second, memory {:.0} GB a second",
        arithmetic / 1e9,
        memory / 1e9
    );
    println!(
        "the work in single precision: {:.1} thousand million operations, at the limit {:.3} s: {:.0} % of it",
        multiply_adds / 1e9,
        multiply_adds / arithmetic,
        100.0 * multiply_adds / arithmetic / time
    );
}

/// Multiply-adds a second of single precision on all threads, with nothing to wait for.
fn arithmetic(threads: usize) -> f64 {
    const ROUNDS: usize = 4_000_000;
    let once = || {
        let start = Instant::now();
        (0..threads).into_par_iter().for_each(|_| {
            black_box(dispatch(Chains { rounds: ROUNDS }));
        });
        (threads * ROUNDS * CHAINS * 16) as f64 / start.elapsed().as_secs_f64()
    };
    (0..5).map(|_| once()).fold(0.0, f64::max)
}

/// Independent sums, enough to fill the latency of two units.
const CHAINS: usize = 12;

struct Chains {
    rounds: usize,
}

impl WithSimd for Chains {
    type Output = [f32; 16];

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> [f32; 16] {
        let factor = Lanes::splat(simd, black_box(0.999_9_f32));
        let mut out = [0.0; 16];
        for part in 0..Lanes::<f32, S>::PARTS {
            let mut sums = [Lanes::splat(simd, 1.0_f32); CHAINS];
            for _ in 0..self.rounds {
                for sum in &mut sums {
                    *sum = sum.mul_add(factor, factor);
                }
            }
            let mut all = Lanes::zero(simd);
            for sum in sums {
                all += sum;
            }
            all.store(&mut out, part);
        }
        out
    }
}

/// Bytes a second read and written in arrays far larger than any cache.
fn memory(threads: usize) -> f64 {
    const ROWS: usize = 1 << 20;
    let mut arrays: Vec<_> = (0..threads).map(|_| rows_of::<f32>(ROWS)).collect();
    let mut once = || {
        let start = Instant::now();
        arrays.par_iter_mut().for_each(|array| {
            for row in array.iter_mut() {
                row.iter_mut().for_each(|x| *x += 1.0);
            }
            black_box(array);
        });
        (threads * ROWS * 128) as f64 / start.elapsed().as_secs_f64()
    };
    (0..5).map(|_| once()).fold(0.0, f64::max)
}
