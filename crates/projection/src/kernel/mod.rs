//! The kernel: arithmetic on many futures side by side.
//!
//! Every future is computed by the same operations in the same order, so sixteen of them fill a vector. A row is
//! sixteen futures of one number; [`Lanes`] is as much of a row as the machine takes at a time, chosen when the
//! program runs ([`pulp`]): a whole row with 512-bit vectors, half of it with 256, one number without. No lane
//! meets another, so the width cannot change a bit of the result.
//!
//! - [`lanes`]: the arithmetic;
//! - [`decay`]: `exp(−x) − 1`, the share that a hazard takes;
//! - [`cohorts`]: people growing a year older;
//! - [`columns`]: sixteen columns sorted at a time, for quantiles.

pub mod cohorts;
pub mod columns;
pub mod decay;
pub mod lanes;

pub use lanes::{Lanes, Real};
pub use pulp::{Simd, WithSimd};

/// Trajectories in a row of single precision.
pub const ROW: usize = <f32 as Real>::ROW;

/// Sixteen futures of one number.
pub type Row = [f32; ROW];

/// Rows that start where a cache line starts.
pub type RowsOf<F> = aligned_vec::AVec<<F as Real>::Row, aligned_vec::ConstAlign<64>>;

/// Rows of single precision.
pub type Rows = RowsOf<f32>;

/// `count` rows of zeros.
pub fn rows_of<F: Real>(count: usize) -> RowsOf<F> {
    aligned_vec::avec![[64]| F::row(F::default()); count]
}

/// `count` rows of zeros in single precision.
pub fn rows(count: usize) -> Rows {
    rows_of::<f32>(count)
}

/// Runs `task` with the widest vectors of this machine.
pub fn dispatch<T: WithSimd>(task: T) -> T::Output {
    pulp::Arch::new().dispatch(task)
}
