//! People growing a year older, in place.
//!
//! Between two years a cohort is kept as those who *stay*: alive at the coming 31 December and not moved away.
//! When the year ends others have *joined* them, and everybody is a year older. Keeping those who stay lets one
//! pass over the ages do both: the end of one year and the departures of the next.
//!
//! Several places may go side by side: what they share is then read once for all of them.

// Indices instead of iterators: an iterator's own functions would be compiled for narrower vectors.

use pulp::Simd;

use super::{Lanes, Real};

/// What happens to people of each age in a year, in `N` places side by side.
pub trait Law<F: Real, S: Simd, const N: usize> {
    /// Those aged `age` on the last 31 December who stayed, with those who have joined them since.
    fn join(&mut self, sex: usize, age: usize, stayed: [Lanes<F, S>; N]) -> [Lanes<F, S>; N];
    /// Those of `people`, aged `age` on this 31 December, who will stay through the coming year.
    fn stay(&mut self, sex: usize, age: usize, people: [Lanes<F, S>; N]) -> [Lanes<F, S>; N];
    /// The children born during the year who are alive at its end. Asked for once all older women and, for boys,
    /// all older men have joined.
    fn born(&mut self, sex: usize) -> [Lanes<F, S>; N];
}

/// Takes those of one sex who stay, by place and age, through a year: part `part` of each row. The last age is open,
/// and all places have as many ages. Women go first: children are theirs.
#[inline(always)]
pub fn advance<F: Real, S: Simd, const N: usize>(
    simd: S,
    law: &mut impl Law<F, S, N>,
    sex: usize,
    mut rows: [&mut [F::Row]; N],
    part: usize,
) {
    let last = rows.iter().map(|rows| rows.len()).min().unwrap_or(1) - 1;
    let second = law.join(sex, last - 1, load(simd, &rows, last - 1, part));
    let mut oldest = law.join(sex, last, load(simd, &rows, last, part));
    for n in 0..N {
        oldest[n] += second[n];
    }
    store(law.stay(sex, last, oldest), &mut rows, last, part);
    // From the old to the young, so that each age moves into one that has been read.
    for age in (0..last - 1).rev() {
        let people = law.join(sex, age, load(simd, &rows, age, part));
        store(law.stay(sex, age + 1, people), &mut rows, age + 1, part);
    }
    let born = law.born(sex);
    store(law.stay(sex, 0, born), &mut rows, 0, part);
}

#[inline(always)]
fn load<F: Real, S: Simd, const N: usize>(
    simd: S,
    rows: &[&mut [F::Row]; N],
    age: usize,
    part: usize,
) -> [Lanes<F, S>; N] {
    let mut people = [Lanes::zero(simd); N];
    for n in 0..N {
        people[n] = Lanes::load(simd, &rows[n][age], part);
    }
    people
}

#[inline(always)]
fn store<F: Real, S: Simd, const N: usize>(
    people: [Lanes<F, S>; N],
    rows: &mut [&mut [F::Row]; N],
    age: usize,
    part: usize,
) {
    for n in 0..N {
        people[n].store(&mut rows[n][age], part);
    }
}
