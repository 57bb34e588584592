//! Numbers side by side, written like one number.

use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

use pulp::Simd;

/// A number that the kernel computes with: `f32` or `f64`.
pub trait Real: Copy + Default + PartialOrd + Into<f64> + Send + Sync + 'static {
    /// Numbers in a row: 64 bytes, the widest vector there is.
    const ROW: usize;
    /// A row in memory.
    type Row: Copy + Send + Sync + AsRef<[Self]> + AsMut<[Self]>;
    /// As many numbers as the machine takes at a time.
    type Vector<S: Simd>: Copy;

    /// The nearest number of this kind.
    fn of(x: f64) -> Self;
    /// A row of the same number.
    fn row(x: Self) -> Self::Row;
    /// The vectors of a row.
    fn vectors<S: Simd>(row: &Self::Row) -> &[Self::Vector<S>];
    /// The vectors of a row, to change.
    fn vectors_mut<S: Simd>(row: &mut Self::Row) -> &mut [Self::Vector<S>];
    /// The same number in every lane.
    fn splat<S: Simd>(simd: S, x: Self) -> Self::Vector<S>;
    /// `a + b`.
    fn add<S: Simd>(simd: S, a: Self::Vector<S>, b: Self::Vector<S>) -> Self::Vector<S>;
    /// `a − b`.
    fn sub<S: Simd>(simd: S, a: Self::Vector<S>, b: Self::Vector<S>) -> Self::Vector<S>;
    /// `a × b`.
    fn mul<S: Simd>(simd: S, a: Self::Vector<S>, b: Self::Vector<S>) -> Self::Vector<S>;
    /// `a / b`.
    fn div<S: Simd>(simd: S, a: Self::Vector<S>, b: Self::Vector<S>) -> Self::Vector<S>;
    /// `a × b + c`, rounded once.
    fn mul_add<S: Simd>(
        simd: S,
        a: Self::Vector<S>,
        b: Self::Vector<S>,
        c: Self::Vector<S>,
    ) -> Self::Vector<S>;
    /// The greater, lane by lane.
    fn max<S: Simd>(simd: S, a: Self::Vector<S>, b: Self::Vector<S>) -> Self::Vector<S>;
    /// The lesser, lane by lane.
    fn min<S: Simd>(simd: S, a: Self::Vector<S>, b: Self::Vector<S>) -> Self::Vector<S>;
    /// The square root.
    fn sqrt<S: Simd>(simd: S, a: Self::Vector<S>) -> Self::Vector<S>;
}

macro_rules! real {
    ($number:ident, $width:literal, $vector:ident, $as_simd:ident, $as_mut_simd:ident, $splat:ident, $add:ident,
     $sub:ident, $mul:ident, $div:ident, $mul_add:ident, $max:ident, $min:ident, $sqrt:ident) => {
        impl Real for $number {
            const ROW: usize = $width;
            type Row = [$number; $width];
            type Vector<S: Simd> = S::$vector;

            #[inline(always)]
            fn of(x: f64) -> Self {
                x as $number
            }
            #[inline(always)]
            fn row(x: Self) -> Self::Row {
                [x; $width]
            }
            #[inline(always)]
            fn vectors<S: Simd>(row: &Self::Row) -> &[S::$vector] {
                S::$as_simd(row).0
            }
            #[inline(always)]
            fn vectors_mut<S: Simd>(row: &mut Self::Row) -> &mut [S::$vector] {
                S::$as_mut_simd(row).0
            }
            #[inline(always)]
            fn splat<S: Simd>(simd: S, x: Self) -> S::$vector {
                simd.$splat(x)
            }
            #[inline(always)]
            fn add<S: Simd>(simd: S, a: S::$vector, b: S::$vector) -> S::$vector {
                simd.$add(a, b)
            }
            #[inline(always)]
            fn sub<S: Simd>(simd: S, a: S::$vector, b: S::$vector) -> S::$vector {
                simd.$sub(a, b)
            }
            #[inline(always)]
            fn mul<S: Simd>(simd: S, a: S::$vector, b: S::$vector) -> S::$vector {
                simd.$mul(a, b)
            }
            #[inline(always)]
            fn div<S: Simd>(simd: S, a: S::$vector, b: S::$vector) -> S::$vector {
                simd.$div(a, b)
            }
            #[inline(always)]
            fn mul_add<S: Simd>(simd: S, a: S::$vector, b: S::$vector, c: S::$vector) -> S::$vector {
                simd.$mul_add(a, b, c)
            }
            #[inline(always)]
            fn max<S: Simd>(simd: S, a: S::$vector, b: S::$vector) -> S::$vector {
                simd.$max(a, b)
            }
            #[inline(always)]
            fn min<S: Simd>(simd: S, a: S::$vector, b: S::$vector) -> S::$vector {
                simd.$min(a, b)
            }
            #[inline(always)]
            fn sqrt<S: Simd>(simd: S, a: S::$vector) -> S::$vector {
                simd.$sqrt(a)
            }
        }
    };
}

real!(
    f32,
    16,
    f32s,
    as_simd_f32s,
    as_mut_simd_f32s,
    splat_f32s,
    add_f32s,
    sub_f32s,
    mul_f32s,
    div_f32s,
    mul_add_f32s,
    max_f32s,
    min_f32s,
    sqrt_f32s
);
real!(
    f64,
    8,
    f64s,
    as_simd_f64s,
    as_mut_simd_f64s,
    splat_f64s,
    add_f64s,
    sub_f64s,
    mul_f64s,
    div_f64s,
    mul_add_f64s,
    max_f64s,
    min_f64s,
    sqrt_f64s
);

/// As many futures of one number as the machine takes at a time.
#[derive(Clone, Copy)]
pub struct Lanes<F: Real, S: Simd> {
    simd: S,
    vector: F::Vector<S>,
}

impl<F: Real, S: Simd> Lanes<F, S> {
    /// How many times a row must be gone through.
    pub const PARTS: usize = F::ROW / (size_of::<F::Vector<S>>() / size_of::<F>());

    /// The same number in every lane.
    #[inline(always)]
    pub fn splat(simd: S, x: F) -> Self {
        Self { simd, vector: F::splat(simd, x) }
    }

    /// Zero in every lane.
    #[inline(always)]
    pub fn zero(simd: S) -> Self {
        Self::splat(simd, F::default())
    }

    /// Part `part` of a row.
    #[inline(always)]
    pub fn load(simd: S, row: &F::Row, part: usize) -> Self {
        Self { simd, vector: F::vectors::<S>(row)[part] }
    }

    /// Writes part `part` of a row.
    #[inline(always)]
    pub fn store(self, row: &mut F::Row, part: usize) {
        F::vectors_mut::<S>(row)[part] = self.vector;
    }

    /// The same number in every lane, of the same width as `self`.
    #[inline(always)]
    pub fn same(self, x: F) -> Self {
        Self::splat(self.simd, x)
    }

    /// `self × b + c`, rounded once.
    #[inline(always)]
    pub fn mul_add(self, b: Self, c: Self) -> Self {
        Self { simd: self.simd, vector: F::mul_add(self.simd, self.vector, b.vector, c.vector) }
    }

    /// The greater, lane by lane.
    #[inline(always)]
    pub fn max(self, other: Self) -> Self {
        Self { simd: self.simd, vector: F::max(self.simd, self.vector, other.vector) }
    }

    /// The lesser, lane by lane.
    #[inline(always)]
    pub fn min(self, other: Self) -> Self {
        Self { simd: self.simd, vector: F::min(self.simd, self.vector, other.vector) }
    }

    /// At least zero.
    #[inline(always)]
    pub fn positive(self) -> Self {
        self.max(self.same(F::default()))
    }

    /// Held between two numbers.
    #[inline(always)]
    pub fn clamp(self, least: F, most: F) -> Self {
        self.max(self.same(least)).min(self.same(most))
    }

    /// The square root.
    #[inline(always)]
    pub fn sqrt(self) -> Self {
        Self { simd: self.simd, vector: F::sqrt(self.simd, self.vector) }
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident) => {
        impl<F: Real, S: Simd> $trait for Lanes<F, S> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self { simd: self.simd, vector: F::$method(self.simd, self.vector, other.vector) }
            }
        }

        impl<F: Real, S: Simd> $trait<F> for Lanes<F, S> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: F) -> Self {
                self.$method(self.same(other))
            }
        }
    };
}

operator!(Add, add);
operator!(Sub, sub);
operator!(Mul, mul);
operator!(Div, div);

impl<F: Real, S: Simd> Neg for Lanes<F, S> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        self.same(F::default()) - self
    }
}

impl<F: Real, S: Simd> AddAssign for Lanes<F, S> {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}
