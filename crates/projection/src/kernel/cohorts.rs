//! People growing a year older, in place.
//!
//! Between two years a cohort is kept as those who *stay*: alive at the coming 31 December and not moved away.
//! When the year ends others have *joined* them, and everybody is a year older. Keeping those who stay lets one
//! pass over the ages do both: the end of one year and the departures of the next.

use pulp::Simd;

use super::{Lanes, Real};

/// What happens to people of each age in a year.
pub trait Law<F: Real, S: Simd> {
    /// Those aged `age` on the last 31 December who stayed, with those who have joined them since.
    fn join(&mut self, sex: usize, age: usize, stayed: Lanes<F, S>) -> Lanes<F, S>;
    /// Those of `people`, aged `age` on this 31 December, who will stay through the coming year.
    fn stay(&mut self, sex: usize, age: usize, people: Lanes<F, S>) -> Lanes<F, S>;
    /// The children born during the year who are alive at its end. Asked for once all older women and, for boys,
    /// all older men have joined.
    fn born(&mut self, sex: usize) -> Lanes<F, S>;
}

/// Takes those who stay, by sex and age, through a year: part `part` of each row. The last age is open.
#[inline(always)]
pub fn advance<F: Real, S: Simd>(
    simd: S,
    law: &mut impl Law<F, S>,
    staying: [&mut [F::Row]; 2],
    part: usize,
) {
    let [women, men] = staying;
    // One after the other, so that each is compiled with its sex known.
    advance_one(simd, law, 0, women, part);
    advance_one(simd, law, 1, men, part);
}

#[inline(always)]
fn advance_one<F: Real, S: Simd>(
    simd: S,
    law: &mut impl Law<F, S>,
    sex: usize,
    rows: &mut [F::Row],
    part: usize,
) {
    let last = rows.len() - 1;
    let second = law.join(sex, last - 1, Lanes::load(simd, &rows[last - 1], part));
    let oldest = second + law.join(sex, last, Lanes::load(simd, &rows[last], part));
    law.stay(sex, last, oldest).store(&mut rows[last], part);
    // From the old to the young, so that each age moves into one that has been read.
    for age in (0..last - 1).rev() {
        let people = law.join(sex, age, Lanes::load(simd, &rows[age], part));
        law.stay(sex, age + 1, people).store(&mut rows[age + 1], part);
    }
    let born = law.born(sex);
    law.stay(sex, 0, born).store(&mut rows[0], part);
}
