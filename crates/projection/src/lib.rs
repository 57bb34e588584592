//! The projection: population → need → places, staff and cost → what a roadmap changes.
//!
//! Pure: no I/O, no clock, no globals. Everything comes in as plain values and goes out as plain values,
//! and the same inputs and seed give the same bits whatever the number of threads.
//!
//! The data's way through the rooms:
//!
//! ```text
//! mortality ─┐
//! migration ─┼→ national ─→ population ─→ simulation ─→ quantile
//! local ─────┘  (1 000      (futures of   (need, staff, cost,
//!                futures)    one place)    gaps, with levers)
//!                                            └─→ worth (what each measure closes)
//!                                                  └─→ portfolio (which to choose)
//! ```
//!
//! `random` gives each part its own named stream, so that changing one does not reshuffle the others and
//! a run with a roadmap meets the very same futures as the run without it.

pub mod evidence;
pub mod kernel;
pub mod lever;
pub mod local;
pub mod measure;
pub mod mortality;
pub mod national;
pub mod need;
pub mod output;
pub mod population;
pub mod portfolio;
pub mod quantile;
pub mod random;
pub mod simulation;
pub mod staff;
pub mod worth;

/// Number of single-year ages, 0–100, where the last holds everyone aged 100 or more.
pub const AGES: usize = 101;
/// The youngest age that elderly care is counted from.
pub const OLD: usize = 65;
/// Women first, then men, in every array with a sex axis.
pub const SEXES: usize = 2;
/// Index of women in arrays by sex.
pub const WOMEN: usize = 0;
/// Index of men in arrays by sex.
pub const MEN: usize = 1;

/// A value for each sex and single age, `[sex][age]`.
pub type BySexAge<T> = [[T; AGES]; SEXES];

/// People by sex and single age on 31 December of one year.
pub type Pyramid = BySexAge<f32>;

/// An empty [`BySexAge`] table.
pub const fn zeros() -> BySexAge<f64> {
    [[0.0; AGES]; SEXES]
}

/// `x` clamped between two numbers; what is no number is `otherwise`.
pub(crate) fn clamped(x: f64, (least, most): (f64, f64), otherwise: f64) -> f64 {
    if x.is_nan() { otherwise } else { x.clamp(least, most) }
}

/// Sum of both sexes from `from` to `to`, both included; `to` is capped at the open class 100+.
pub fn people(pyramid: &Pyramid, from: usize, to: usize) -> f64 {
    let to = to.min(AGES - 1);
    pyramid.iter().map(|ages| ages[from..=to].iter().map(|&n| f64::from(n)).sum::<f64>()).sum()
}
