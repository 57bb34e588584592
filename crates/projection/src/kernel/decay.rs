//! `exp(−x)` for hazards: polynomials no longer than they need be.
//!
//! A yearly hazard is small at most ages, and a short polynomial is then as good as a long one. There is one for
//! each power of two, found by interpolation at Chebyshev's points, which errs nearly as little as any can.

use pulp::Simd;

use super::{Lanes, Real, Row};

/// The greatest hazard that survival is computed for: of those at it, one in 55 survives. Greater ones count as it.
pub const MOST: f64 = 4.0;
/// Powers of two below [`MOST`] that have a polynomial of their own.
const RANGES: usize = 14;
/// The longest polynomial: single precision needs 10 up to [`MOST`], double 14 with the tolerance used.
const DEGREES: usize = 16;

/// `exp(−x)` for `0 ≤ x ≤ most`: a polynomial in `1 − 2x / most`, which runs from 1 to −1.
#[derive(Clone, Copy, Debug)]
struct Range<F> {
    degree: usize,
    scale: F,
    coefficients: [F; DEGREES + 1],
}

/// The polynomials.
#[derive(Clone, Debug)]
pub struct Decay<F> {
    ranges: [Range<F>; RANGES],
}

/// Which polynomial to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach(u8);

impl Reach {
    /// The polynomial for hazards up to `most`.
    pub fn up_to(most: f64) -> Self {
        let halvings = (MOST / most.max(f64::MIN_POSITIVE)).log2().floor();
        Self(halvings.clamp(0.0, (RANGES - 1) as f64) as u8)
    }

    /// Doublings that cover the greatest product of a factor among `first` with one among `second`.
    #[inline(always)]
    pub fn doublings(first: [&Row; 2], second: &Row) -> usize {
        let highest = |rows: &[f32]| rows.iter().copied().fold(0.0, f32::max);
        let most = first.iter().map(|row| highest(*row)).fold(0.0, f32::max) * highest(second);
        (1..=RANGES).position(|doublings| most <= (1_u32 << (doublings - 1)) as f32).unwrap_or(RANGES)
    }

    /// The polynomial for hazards up to `doublings` times twice as great.
    #[inline(always)]
    pub fn widened(self, doublings: usize) -> Self {
        Self(self.0.saturating_sub(doublings as u8))
    }
}

impl<F: Real> Decay<F> {
    /// Polynomials that err by at most about `tolerance`.
    pub fn within(tolerance: f64) -> Self {
        Self { ranges: std::array::from_fn(|i| range(MOST / f64::from(1_u32 << i), tolerance)) }
    }

    /// `exp(−hazard)` for hazards within `reach`; greater ones than [`MOST`] count as [`MOST`].
    #[inline(always)]
    pub fn of<S: Simd>(&self, hazard: Lanes<F, S>, reach: Reach) -> Lanes<F, S> {
        let range = &self.ranges[usize::from(reach.0)];
        let hazard = if reach.0 == 0 { hazard.min(hazard.same(F::of(MOST))) } else { hazard };
        let u = hazard.mul_add(hazard.same(range.scale), hazard.same(F::of(1.0)));
        match range.degree {
            0..=1 => range.sum::<1, S>(u),
            2 => range.sum::<2, S>(u),
            3 => range.sum::<3, S>(u),
            4 => range.sum::<4, S>(u),
            5 => range.sum::<5, S>(u),
            6 => range.sum::<6, S>(u),
            7 => range.sum::<7, S>(u),
            8 => range.sum::<8, S>(u),
            9..=10 => range.sum::<10, S>(u),
            11..=12 => range.sum::<12, S>(u),
            _ => range.sum::<DEGREES, S>(u),
        }
    }
}

impl<F: Real> Range<F> {
    #[inline(always)]
    fn sum<const DEGREE: usize, S: Simd>(&self, u: Lanes<F, S>) -> Lanes<F, S> {
        let mut sum = u.same(self.coefficients[DEGREE]);
        for i in (0..DEGREE).rev() {
            sum = sum.mul_add(u, u.same(self.coefficients[i]));
        }
        sum
    }
}

fn range<F: Real>(most: f64, tolerance: f64) -> Range<F> {
    // Chebyshev's series of exp(−x): its coefficients fall fast, and what is left out bounds the error.
    let series = chebyshev(|u| (-most * (1.0 - u) / 2.0).exp());
    let left_out = |degree: usize| series[degree + 1..].iter().map(|c| c.abs()).sum::<f64>();
    let degree = (1..DEGREES).find(|&d| left_out(d) < tolerance).unwrap_or(DEGREES);
    let powers = to_powers(&series[..=degree]);
    Range { degree, scale: F::of(-2.0 / most), coefficients: powers.map(F::of) }
}

/// Coefficients of Chebyshev's polynomials for a function on −1 … 1.
fn chebyshev(f: impl Fn(f64) -> f64) -> [f64; DEGREES + 1] {
    const POINTS: usize = 64;
    let angle = |j: usize| std::f64::consts::PI * (j as f64 + 0.5) / POINTS as f64;
    std::array::from_fn(|k| {
        let sum: f64 = (0..POINTS).map(|j| f(angle(j).cos()) * (k as f64 * angle(j)).cos()).sum();
        sum * if k == 0 { 1.0 } else { 2.0 } / POINTS as f64
    })
}

/// The same polynomial by powers: `T(n + 1) = 2u T(n) − T(n − 1)`.
fn to_powers(series: &[f64]) -> [f64; DEGREES + 1] {
    let mut powers = [0.0; DEGREES + 1];
    let (mut before, mut now) = ([0.0; DEGREES + 1], [0.0; DEGREES + 1]);
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

    struct Survival<'a>(&'a Decay<f32>, Row, Reach);

    impl WithSimd for Survival<'_> {
        type Output = Row;
        #[inline(always)]
        fn with_simd<S: Simd>(self, simd: S) -> Row {
            let mut out = self.1;
            for part in 0..Lanes::<f32, S>::PARTS {
                self.0.of(Lanes::load(simd, &self.1, part), self.2).store(&mut out, part);
            }
            out
        }
    }

    proptest! {
        #[test]
        fn survival_is_the_exponential_of_the_hazard(hazard in 0.0_f32..4.0, shrink in 0_i32..20) {
            let decay = Decay::within(3e-8);
            let x = hazard * 0.5_f32.powi(shrink);
            let found = dispatch(Survival(&decay, [x; 16], Reach::up_to(f64::from(x))))[7];
            prop_assert!((f64::from(found) - (-f64::from(x)).exp()).abs() < 2e-7, "{found}");
        }
    }

    #[test]
    fn hazards_beyond_all_reason_still_leave_shares() {
        let decay = Decay::within(3e-8);
        for x in [4.0, 50.0, 1e30, f32::INFINITY] {
            let found = dispatch(Survival(&decay, [x; 16], Reach::up_to(f64::from(x))))[0];
            assert!((0.0..=0.02).contains(&found), "{found}");
        }
    }
}
