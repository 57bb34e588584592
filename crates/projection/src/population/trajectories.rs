//! All futures of one place: the series that need, staff and cost are computed from.

use pulp::{Simd, WithSimd};
use rayon::prelude::*;

use super::life::Life;
use super::{Factors, MOST_PEOPLE, Place};
use crate::kernel::decay::Decay;
use crate::kernel::{Lanes, Row, Rows, dispatch, rows};
use crate::national::{CELLS, National};
use crate::need::{Gradient, NO_SHIFT, Parameters as Need, SERVICES, SHIFTS, Service, users_later};
use crate::staff::ENTERING;
use crate::{AGES, OLD, Pyramid, SEXES};

/// Population series kept for each future and year.
const GROUPS: usize = 7;
/// Needs kept: users by service, and those aged 80 or more in special housing.
const NEEDS: usize = SERVICES + 1;

/// Which series of a future to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// All inhabitants.
    Total,
    /// Aged 65 or more.
    Over65,
    /// Aged 80 or more.
    Over80,
    /// Aged 85 or more.
    Over85,
    /// Aged 90 or more.
    Over90,
    /// Aged 20–66.
    Working,
    /// Aged [`ENTERING`], when people come to occupations of care.
    Entering,
    /// Users of a service at the country's shares, before the place's level; the index is the need (services in
    /// order, then special housing 80+) and the position in [`SHIFTS`].
    Need(usize, usize),
}

/// All futures of one place.
#[derive(Clone, Debug)]
pub struct Trajectories {
    /// Projected years; year 0 is the base year.
    pub years: usize,
    /// Number of futures.
    pub draws: usize,
    /// Shifts of the onset of need that were computed.
    shifts: Shifts,
    /// `[series][year][row of futures]`.
    values: Rows,
}

/// Which shifts of the onset of need are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shifts {
    /// Only today's ages at onset: enough without levers on onset, and much less to compute.
    Today,
    /// All of [`SHIFTS`].
    All,
}

impl Shifts {
    const fn count(self) -> usize {
        match self {
            Self::Today => 1,
            Self::All => SHIFTS.len(),
        }
    }
}

impl Trajectories {
    /// Runs one place through all futures, split over threads.
    pub fn run(place: &Place, national: &National, gradients: &Gradients) -> Self {
        Self::run_by(place, national, gradients, None)
    }

    /// The same with everybody counted by factors.
    pub fn run_scaled(place: &Place, national: &National, gradients: &Gradients, factors: &Factors) -> Self {
        Self::run_by(place, national, gradients, Some(factors))
    }

    fn run_by(place: &Place, national: &National, gradients: &Gradients, factors: Option<&Factors>) -> Self {
        let decay = Decay::new();
        let place = &place.clamped();
        let run = |block| dispatch(Block { place, national, gradients, decay: &decay, block, factors });
        let parts: Vec<Rows> = (0..national.blocks()).into_par_iter().map(run).collect();
        let mut futures = Self::empty(national, gradients.shifts);
        for (block, part) in parts.iter().enumerate() {
            futures.set(block, part);
        }
        futures
    }

    /// Runs several places on the calling thread, for runs over many of them: a row of the country's futures is
    /// read once for all.
    pub fn run_together(places: &[&Place], national: &National, gradients: &Gradients) -> Vec<Self> {
        let decay = Decay::new();
        let places: Vec<Place> = places.iter().map(|place| place.clamped()).collect();
        let mut all: Vec<Self> = places.iter().map(|_| Self::empty(national, gradients.shifts)).collect();
        for block in 0..national.blocks() {
            for (place, futures) in places.iter().zip(&mut all) {
                let block_of = Block { place, national, gradients, decay: &decay, block, factors: None };
                futures.set(block, &dispatch(block_of));
            }
        }
        all
    }

    fn empty(national: &National, shifts: Shifts) -> Self {
        let (years, draws) = (national.run.years, national.run.draws);
        let series = GROUPS + NEEDS * shifts.count();
        Self { years, draws, shifts, values: rows(series * (years + 1) * national.blocks()) }
    }

    fn set(&mut self, block: usize, part: &[Row]) {
        let blocks = self.blocks();
        for (row, values) in part.iter().enumerate() {
            self.values[row * blocks + block] = *values;
        }
    }

    pub(crate) fn blocks(&self) -> usize {
        self.draws.div_ceil(crate::kernel::ROW)
    }

    /// One series in one year (0 is the base year), one value a future. A year past the end is answered with the last.
    pub fn get(&self, series: Series, year: usize) -> &[f32] {
        &self.rows(series, year.min(self.years)).as_flattened()[..self.draws]
    }

    /// Users in one year at the country's shares, or of special housing aged 80 or more, if need begins later by this
    /// share of the years of life that are gained in the country's futures: one value a future. All shifts must have been
    /// run.
    pub fn users_later(&self, national: &National, need: usize, year: usize, healthy: f64) -> Vec<f32> {
        let Some(onset) = year.checked_sub(1).map(|year| national.onset(year).as_flattened()) else {
            return self.get(Series::Need(need, NO_SHIFT), year).to_vec();
        };
        let later = |future: usize| {
            let users = |shift: usize| self.get(Series::Need(need, shift), year)[future];
            users_later(users, onset[future] * healthy as f32)
        };
        (0..self.draws).map(later).collect()
    }

    /// The same in rows of futures; the last may hold more than were asked for.
    #[inline]
    pub(crate) fn rows(&self, series: Series, year: usize) -> &[Row] {
        let from = (self.index(series) * (self.years + 1) + year) * self.blocks();
        &self.values[from..from + self.blocks()]
    }

    fn index(&self, series: Series) -> usize {
        match series {
            Series::Total => 0,
            Series::Over65 => 1,
            Series::Over80 => 2,
            Series::Over85 => 3,
            Series::Over90 => 4,
            Series::Working => 5,
            Series::Entering => 6,
            Series::Need(need, shift) => {
                let shift = if self.shifts == Shifts::Today { 0 } else { shift };
                GROUPS + shift * NEEDS + need
            }
        }
    }
}

/// The country's gradients, shifted and laid out for the sums of a year.
#[derive(Clone, Debug)]
pub struct Gradients {
    shifts: Shifts,
    /// By shift, then sex and age from 65: the shares of all needs.
    shares: Vec<[[[f32; NEEDS]; AGES - OLD]; SEXES]>,
}

impl Gradients {
    /// Prepares the gradients of `need`; shares are clamped between 0 and 1.
    pub fn new(need: &Need, shifts: Shifts) -> Self {
        let wanted: &[i32] = match shifts {
            Shifts::Today => &SHIFTS[NO_SHIFT..=NO_SHIFT],
            Shifts::All => &SHIFTS,
        };
        Self { shifts, shares: wanted.iter().map(|&shift| shares(need, shift)).collect() }
    }
}

fn shares(need: &Need, shift: i32) -> [[[f32; NEEDS]; AGES - OLD]; SEXES] {
    let shifted: [Gradient; SERVICES] = Service::ALL.map(|service| need.shifted(service, shift));
    let housing = &shifted[Service::SpecialHousing as usize];
    std::array::from_fn(|sex| {
        std::array::from_fn(|i| {
            let age = OLD + i;
            let of_the_oldest = if age >= 80 { housing[sex][age] } else { 0.0 };
            let share = |share: f32| crate::clamped(f64::from(share), (0.0, 1.0), 0.0) as f32;
            std::array::from_fn(|need| share(shifted.get(need).map_or(of_the_oldest, |g| g[sex][age])))
        })
    })
}

/// One place in a row of futures: what it yields is laid out `[series][year]`.
struct Block<'a> {
    place: &'a Place,
    national: &'a National,
    gradients: &'a Gradients,
    decay: &'a Decay<f32>,
    block: usize,
    factors: Option<&'a Factors>,
}

impl WithSimd for Block<'_> {
    type Output = Rows;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Rows {
        let years = self.national.run.years;
        let mut out = rows((GROUPS + NEEDS * self.gradients.shares.len()) * (years + 1));
        let mut life = Life::new(simd, self.place, self.national, self.decay, self.block);
        let mut base = rows(CELLS);
        for (row, &n) in base.iter_mut().zip(self.place.base.as_flattened()) {
            *row = [n; crate::kernel::ROW];
        }
        count(simd, &base, self.gradients, &mut out, 0, years + 1);
        life.begin::<S, false>(simd, None);
        for year in 0..years {
            life.advance::<S, false>(simd, year, self.national.balanced(self.block, year), None);
            let counted = match self.factors {
                Some(factors) => {
                    scale(&life.people, factors.at(year + 1), &mut base);
                    &base
                }
                None => &life.people,
            };
            count(simd, counted, self.gradients, &mut out, year + 1, years + 1);
        }
        out
    }
}

/// Counts everybody as many times as a factor of their sex and age says.
fn scale(people: &[Row], factors: &Pyramid, scaled: &mut [Row]) {
    for ((to, from), factor) in scaled.iter_mut().zip(people).zip(factors.as_flattened()) {
        *to = from.map(|n| n * factor);
    }
}

/// Writes the series of one year, each at most [`MOST_PEOPLE`].
#[inline(always)]
fn count<S: Simd>(
    simd: S,
    people: &[Row],
    gradients: &Gradients,
    out: &mut [Row],
    year: usize,
    years: usize,
) {
    for part in 0..Lanes::<f32, S>::PARTS {
        let most = Lanes::splat(simd, MOST_PEOPLE);
        let over_90 = sum(simd, people, part, 90, AGES);
        let over_85 = over_90 + sum(simd, people, part, 85, 90);
        let over_80 = over_85 + sum(simd, people, part, 80, 85);
        let over_65 = over_80 + sum(simd, people, part, 65, 80);
        let total = sum(simd, people, part, 0, 65) + over_65;
        let working = sum(simd, people, part, 20, 67);
        let entering = sum(simd, people, part, ENTERING.start, ENTERING.end);
        let series = [total, over_65, over_80, over_85, over_90, working, entering];
        for (series, value) in series.into_iter().enumerate() {
            value.min(most).store(&mut out[series * years + year], part);
        }
        for (shift, shares) in gradients.shares.iter().enumerate() {
            let users = users(simd, people, part, shares);
            for (need, users) in users.into_iter().enumerate() {
                users.min(most).store(&mut out[(GROUPS + shift * NEEDS + need) * years + year], part);
            }
        }
    }
}

/// People of both sexes from one age up to another.
#[inline(always)]
fn sum<S: Simd>(simd: S, people: &[Row], part: usize, from: usize, to: usize) -> Lanes<f32, S> {
    let mut sum = Lanes::zero(simd);
    for sex in people.chunks_exact(AGES) {
        for row in &sex[from..to] {
            sum += Lanes::load(simd, row, part);
        }
    }
    sum
}

/// Users of each need at the country's shares.
#[inline(always)]
fn users<S: Simd>(
    simd: S,
    people: &[Row],
    part: usize,
    shares: &[[[f32; NEEDS]; AGES - OLD]; SEXES],
) -> [Lanes<f32, S>; NEEDS] {
    let mut users = [Lanes::zero(simd); NEEDS];
    for (sex, shares) in people.chunks_exact(AGES).zip(shares) {
        for (row, shares) in sex[OLD..].iter().zip(shares) {
            let people = Lanes::load(simd, row, part);
            for (users, &share) in users.iter_mut().zip(shares) {
                *users = people.mul_add(people.same(share), *users);
            }
        }
    }
    users
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mortality::{History, Mortality};
    use crate::national::{Parameters, Run};
    use crate::need::Level;
    use crate::population::{BANDS, BaseError};
    use crate::zeros;

    #[test]
    fn the_width_of_the_machine_changes_no_bit() {
        let rate = |t: i32, a: usize| (3e-5 * (0.1 * a as f64 - 0.01 * f64::from(t)).exp()).min(1.0);
        let deaths = (0..20).map(|t| [std::array::from_fn(|a| 1e6 * rate(t, a)); SEXES]).collect();
        let exposure = vec![[[1e6; AGES]; SEXES]; 20];
        let mut migration = zeros();
        migration.iter_mut().for_each(|ages| ages[20..40].fill(500.0));
        let parameters = Parameters {
            mortality: Mortality::fit(&History { first_year: 2000, deaths, exposure }),
            mortality_moved: Vec::new(),
            fertility_pattern: std::array::from_fn(|a| if (25..35).contains(&a) { 0.1 } else { 0.0 }),
            fertility: vec![1.5],
            fertility_error: 0.1,
            migration: vec![migration],
            population: [[50_000.0; AGES]; SEXES],
            migration_error: 0.5,
            onset_error: 0.6,
        };
        let national = National::draw(&parameters, Run { base_year: 2025, years: 6, draws: 20, seed: 3 });
        let place = Place {
            code: 114,
            county: 1,
            base: [[90.0; AGES]; SEXES],
            mortality: Level { log: 0.1, error: 0.1 },
            migration: [[-0.01; AGES]; SEXES],
            gain_error: 0.003,
            gain_swing: 0.006,
            migration_error: [0.01; BANDS],
            migration_swing: [0.01; BANDS],
            fertility: 1.1,
            base_error: BaseError { single: 0.7, groups_known: true },
        };
        let gradients =
            Gradients { shifts: Shifts::Today, shares: vec![[[[0.1; NEEDS]; AGES - OLD]; SEXES]] };
        let decay = Decay::new();
        let factors = None;
        let task = |block| Block {
            place: &place,
            national: &national,
            gradients: &gradients,
            decay: &decay,
            block,
            factors,
        };
        for block in 0..national.blocks() {
            let narrow = pulp::Simd::vectorize(pulp::Scalar::new(), task(block));
            assert_eq!(narrow, dispatch(task(block)));
        }
    }
}
