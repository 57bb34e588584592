//! `exp(−x) − 1` for hazards: the share that a hazard takes, as polynomials no longer than they need be.
//!
//! What is left of many small losses is known best when each loss is: `n + n·(exp(−x) − 1)` rounds once, where
//! `n·exp(−x)` carries the rounding of a number near 1.
//!
//! A yearly hazard is small at most ages, and a short polynomial is then as good as a long one. There are four, found
//! by interpolation at Chebyshev's points, which errs nearly as little as any can.

use pulp::Simd;

use super::{Lanes, Real, Row};

/// The greatest hazard that survival is computed for: of those at it, one in 55 survives. Greater ones count as it.
pub const MOST: f64 = LIMITS[3];
/// The hazards that each polynomial reaches.
const LIMITS: [f64; 4] = [1.0 / 64.0, 1.0 / 16.0, 1.0, 4.0];
/// Degrees in single precision: errors below 3·10⁻⁸.
const SINGLE: [usize; 4] = [2, 3, 6, 10];
/// Degrees in double precision: errors below 3·10⁻¹¹.
const DOUBLE: [usize; 4] = [3, 4, 8, 13];
/// Coefficients of the longest.
const COEFFICIENTS: usize = 14;

/// `exp(−x) − 1` for `0 ≤ x ≤ most`: a polynomial in `1 − 2x / most`, which runs from 1 to −1.
#[derive(Clone, Copy, Debug)]
struct Polynomial<F> {
    scale: F,
    coefficients: [F; COEFFICIENTS],
}

/// The polynomials.
#[derive(Clone, Debug)]
pub struct Decay<F>([Polynomial<F>; LIMITS.len()]);

/// Which polynomial to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// For hazards up to 1/64.
    #[default]
    Slight,
    /// For hazards up to 1/16.
    Near,
    /// For hazards up to 1.
    Middle,
    /// For all others.
    Far,
}

impl Reach {
    /// The polynomial for hazards up to `most`.
    pub fn up_to(most: f64) -> Self {
        match most {
            m if m <= LIMITS[0] => Self::Slight,
            m if m <= LIMITS[1] => Self::Near,
            m if m <= LIMITS[2] => Self::Middle,
            _ => Self::Far,
        }
    }

    /// The greatest product of a factor among `first` with one among `second`.
    #[inline(always)]
    pub fn highest(first: [&Row; 2], second: &Row) -> f32 {
        let highest = |row: &Row| row.iter().copied().fold(0.0, f32::max);
        highest(first[0]).max(highest(first[1])) * highest(second)
    }
}

/// Degrees in the precision of `F`.
const fn degrees<F: Real>() -> [usize; 4] {
    if F::ROW == <f32 as Real>::ROW { SINGLE } else { DOUBLE }
}

impl<F: Real> Decay<F> {
    /// The polynomials for this precision.
    pub fn new() -> Self {
        Self(std::array::from_fn(|i| polynomial(LIMITS[i], degrees::<F>()[i])))
    }

    /// The degree of the polynomial for hazards within `reach`.
    pub fn degree(reach: Reach) -> usize {
        degrees::<F>()[reach as usize]
    }

    /// `exp(−x) − 1` for hazards within `reach`; greater ones than [`MOST`] count as [`MOST`].
    #[inline(always)]
    pub fn of<S: Simd, const N: usize>(&self, hazards: [Lanes<F, S>; N], reach: Reach) -> [Lanes<F, S>; N] {
        // The degrees are known when this is compiled for a precision: of each pair one is left.
        match (reach, F::ROW == <f32 as Real>::ROW) {
            (Reach::Slight, true) => self.take::<0, { SINGLE[0] }, S, N>(hazards),
            (Reach::Slight, false) => self.take::<0, { DOUBLE[0] }, S, N>(hazards),
            (Reach::Near, true) => self.take::<1, { SINGLE[1] }, S, N>(hazards),
            (Reach::Near, false) => self.take::<1, { DOUBLE[1] }, S, N>(hazards),
            (Reach::Middle, true) => self.take::<2, { SINGLE[2] }, S, N>(hazards),
            (Reach::Middle, false) => self.take::<2, { DOUBLE[2] }, S, N>(hazards),
            (Reach::Far, true) => self.take::<3, { SINGLE[3] }, S, N>(hazards),
            (Reach::Far, false) => self.take::<3, { DOUBLE[3] }, S, N>(hazards),
        }
    }

    /// Polynomial `WHICH` to its degree.
    #[inline(always)]
    fn take<const WHICH: usize, const DEGREE: usize, S: Simd, const N: usize>(
        &self,
        mut hazards: [Lanes<F, S>; N],
    ) -> [Lanes<F, S>; N] {
        let Polynomial { scale, coefficients } = &self.0[WHICH];
        for hazard in &mut hazards {
            let mut u = hazard.mul_add(hazard.same(*scale), hazard.same(F::of(1.0)));
            if WHICH + 1 == LIMITS.len() {
                u = u.max(u.same(F::of(-1.0)));
            }
            let mut sum = u.same(coefficients[DEGREE]);
            for i in (0..DEGREE).rev() {
                sum = sum.mul_add(u, u.same(coefficients[i]));
            }
            *hazard = sum;
        }
        hazards
    }
}

impl<F: Real> Default for Decay<F> {
    fn default() -> Self {
        Self::new()
    }
}

fn polynomial<F: Real>(most: f64, degree: usize) -> Polynomial<F> {
    let series: [f64; COEFFICIENTS] = chebyshev(|u| (-most * (1.0 - u) / 2.0).exp_m1());
    Polynomial { scale: F::of(-2.0 / most), coefficients: to_powers(&series[..=degree]).map(F::of) }
}

/// Coefficients of Chebyshev's polynomials for a function on −1 … 1.
fn chebyshev<const N: usize>(f: impl Fn(f64) -> f64) -> [f64; N] {
    const POINTS: usize = 64;
    let angle = |j: usize| std::f64::consts::PI * (j as f64 + 0.5) / POINTS as f64;
    std::array::from_fn(|k| {
        let sum: f64 = (0..POINTS).map(|j| f(angle(j).cos()) * (k as f64 * angle(j)).cos()).sum();
        sum * if k == 0 { 1.0 } else { 2.0 } / POINTS as f64
    })
}

/// The same polynomial by powers: `T(n + 1) = 2u T(n) − T(n − 1)`.
fn to_powers(series: &[f64]) -> [f64; COEFFICIENTS] {
    let mut powers = [0.0; COEFFICIENTS];
    let (mut before, mut now) = ([0.0; COEFFICIENTS], [0.0; COEFFICIENTS]);
    now[0] = 1.0;
    for (n, c) in series.iter().enumerate() {
        powers.iter_mut().zip(&now).for_each(|(p, t)| *p += c * t);
        let twice = if n == 0 { 1.0 } else { 2.0 };
        let next = std::array::from_fn(|i| if i == 0 { 0.0 } else { twice * now[i - 1] } - before[i]);
        (before, now) = (now, next);
    }
    powers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::dispatch;
    use proptest::prelude::*;
    use pulp::WithSimd;

    struct Loss<'a>(&'a Decay<f32>, Row, Reach);

    impl WithSimd for Loss<'_> {
        type Output = Row;
        #[inline(always)]
        fn with_simd<S: Simd>(self, simd: S) -> Row {
            let mut out = self.1;
            for part in 0..Lanes::<f32, S>::PARTS {
                let [lost] = self.0.of([Lanes::load(simd, &self.1, part)], self.2);
                lost.store(&mut out, part);
            }
            out
        }
    }

    #[test]
    fn what_the_polynomials_leave_out_is_as_small_as_is_said() {
        for (limit, (single, double)) in LIMITS.into_iter().zip(SINGLE.into_iter().zip(DOUBLE)) {
            let series: [f64; 30] = chebyshev(|u| (-limit * (1.0 - u) / 2.0).exp_m1());
            let left = |degree: usize| series[degree + 1..].iter().map(|c| c.abs()).sum::<f64>();
            assert!(left(single) < 3e-8 && left(double) < 3e-11, "{limit}");
        }
    }

    proptest! {
        #[test]
        fn what_is_left_is_the_exponential_of_the_hazard(hazard in 0.0_f32..4.0, shrink in 0_i32..20) {
            let decay = Decay::new();
            let x = hazard * 0.5_f32.powi(shrink);
            let found = dispatch(Loss(&decay, [x; 16], Reach::up_to(f64::from(x))))[7];
            prop_assert!((f64::from(found) - (-f64::from(x)).exp_m1()).abs() < 1e-7 * (1.0 + f64::from(x)), "{found}");
        }
    }

    #[test]
    fn hazards_beyond_all_reason_still_take_shares() {
        let decay = Decay::new();
        for x in [4.0, 50.0, 1e30, f32::INFINITY] {
            let found = dispatch(Loss(&decay, [x; 16], Reach::up_to(f64::from(x))))[0];
            assert!((-1.0..=-0.98).contains(&found), "{found}");
        }
    }
}
