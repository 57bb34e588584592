//! A fixed piece of work for comparing engines: 290 places × 2 sexes × 106 ages × 30 years × 1 000 futures, eight
//! figures a year and five quantiles of each, run through the projection's kernel.
//!
//! ```text
//! cargo bench -p projection --bench workload                      on inputs of its own
//! cargo bench -p projection --bench workload -- --peers FOLDER    beside the engines in FOLDER
//! ```
//!
//! A folder of peers holds `common.py`, which writes the inputs, and `numpy_bench.py` and `numba_fast_bench.py`,
//! which run the same work; the Python that runs them is `FOLDER/.venv/bin/python`. All engines are run in turn,
//! several rounds, and the fastest of each counts. The result is checked against a plain reference in double
//! precision before any time is printed.

mod inputs;
mod law;
mod limit;
mod peers;
mod reference;

use std::path::PathBuf;
use std::time::Instant;

use projection::kernel::{Row, rows_of};
use projection::quantile::Quantiles;
use rayon::prelude::*;

use inputs::Inputs;

/// Rounds in which every engine is run once.
const ROUNDS: usize = 4;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let folder = arguments.iter().position(|a| a == "--peers").and_then(|i| arguments.get(i + 1));
    let threads = rayon::current_num_threads();
    let peers = folder.map(|folder| peers::Peers::new(PathBuf::from(folder), threads));
    let inputs = match &peers {
        Some(peers) => inputs::read(&peers.inputs()),
        None => inputs::own(),
    };
    println!("{} cell-years, {threads} threads", inputs::CELL_YEARS);

    let (single, double) = (law::Prepared::<f32>::new(&inputs), law::Prepared::<f64>::new(&inputs));
    let mut out_single = rows_of::<f32>(single.rows());
    let mut out_double = rows_of::<f64>(double.rows());
    let mut best = Best::default();
    for _ in 0..ROUNDS {
        best.single = best.single.min(seconds(|| law::run(&single, &mut out_single)));
        best.quantiles = best.quantiles.min(seconds(|| _ = quantiles(&out_single)));
        best.double = best.double.min(seconds(|| law::run(&double, &mut out_double)));
        if let Some(peers) = &peers {
            peers.run(&mut best.peers);
        }
    }
    check("single precision", 1e-6, &inputs, |draw, row| {
        f64::from(out_single[single.at(draw, row)][draw % 16])
    });
    check("double precision", 1e-9, &inputs, |draw, row| out_double[double.at(draw, row)][draw % 8]);
    best.print();
    limit::print(best.single, threads, single.multiply_adds(&inputs));
}

/// Fastest runs, seconds.
struct Best {
    single: f64,
    double: f64,
    quantiles: f64,
    peers: peers::Times,
}

impl Default for Best {
    fn default() -> Self {
        Self { single: f64::MAX, double: f64::MAX, quantiles: f64::MAX, peers: peers::Times::default() }
    }
}

impl Best {
    fn print(&self) {
        let line = |what: &str, ours: f64, theirs: Option<(&str, f64)>| {
            print!("{what:<36}{ours:>8.3} s");
            match theirs {
                Some((who, time)) => println!("   {who} {time:.3} s: {:.1} times as long", time / ours),
                None => println!(),
            }
        };
        let peers = &self.peers;
        line("projection, single precision", self.single, peers.numba_single.map(|t| ("Numba", t)));
        line("projection, double precision", self.double, peers.numpy_double.map(|t| ("NumPy", t)));
        line("projection, double precision", self.double, peers.numba_double.map(|t| ("Numba", t)));
        line("five quantiles", self.quantiles, peers.quantiles.map(|t| ("NumPy", t)));
        let together = peers.numba_single.zip(peers.quantiles).map(|(p, q)| ("best of Python", p + q));
        line("projection and quantiles together", self.single + self.quantiles, together);
    }
}

fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

/// Figures whose futures are gathered at a time.
const GATHERED: usize = 64;

/// Five quantiles of every figure over the futures, which lie in rows here and there.
fn quantiles(out: &[Row]) -> Vec<Quantiles> {
    let blocks = inputs::DRAWS.div_ceil(16);
    let figures: Vec<usize> = (0..out.len() / blocks).collect();
    let of_some = |figures: &[usize]| {
        let mut together = vec![[0.0; 16]; blocks * figures.len()];
        for (block, rows) in out.chunks_exact(out.len() / blocks).enumerate() {
            for (i, &figure) in figures.iter().enumerate() {
                together[i * blocks + block] = rows[figure];
            }
        }
        let slices: Vec<&[f32]> =
            together.chunks_exact(blocks).map(|rows| &rows.as_flattened()[..inputs::DRAWS]).collect();
        Quantiles::of_all(&slices)
    };
    figures.par_chunks(GATHERED).flat_map_iter(of_some).collect()
}

fn check(what: &str, tolerance: f64, inputs: &Inputs, figure: impl Fn(usize, usize) -> f64) {
    let mut worst = 0.0_f64;
    for draw in [0, 1, 500, 999] {
        for (row, expected) in reference::run(inputs, draw).into_iter().enumerate() {
            worst = worst.max((figure(draw, row) - expected).abs() / expected.abs().max(1e-9));
        }
    }
    assert!(worst < tolerance, "{what} differs from the reference by {worst:e}");
    println!("{what}: within {worst:.1e} of the reference");
}
