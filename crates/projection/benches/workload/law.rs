//! The work as a law of the kernel's cohorts.

#![expect(
    clippy::needless_range_loop,
    reason = "an iterator's own functions would be compiled for narrower vectors"
)]

use projection::kernel::cohorts::{Law, advance};
use projection::kernel::decay::{Decay, Reach};
use projection::kernel::{Lanes, Real, RowsOf, Simd, WithSimd, dispatch, rows_of};
use rayon::prelude::*;

use super::inputs::{AGES, BORN, COST, DRAWS, FIGURES, Inputs, KINDS, PLACES, PREVENTION, STAFF, YEARS};

const CELLS: usize = 2 * AGES;
/// Places that go side by side.
const TOGETHER: usize = 2;
const _: () = assert!(PLACES.is_multiple_of(TOGETHER));
/// Kinds of care that people are counted by.
const SHARES: usize = KINDS;
/// Results of one future.
const RESULTS: usize = YEARS * PLACES * FIGURES;

/// The inputs in the precision of the work, laid out as it reads them.
pub struct Prepared<'a, F: Real> {
    inputs: &'a Inputs,
    /// Share of the leavers that come, immigrants, and share who leave, by `[place][sex][age]`; the shares with their
    /// signs turned, so that each is added in one step.
    moves: Vec<[F; 3]>,
    /// Shares of the kinds of care by `[sex][age]`.
    users: Vec<[F; SHARES]>,
    fertility: [F; AGES],
    people: Vec<F>,
    mortality: Vec<F>,
    highest: f64,
    /// No response times index exceeds it, nor lies further below it than `span`.
    ceiling: f64,
    span: Reach,
    decay: Decay<F>,
}

impl<'a, F: Real> Prepared<'a, F> {
    pub fn new(i: &'a Inputs) -> Self {
        let extreme =
            |values: &[f64]| values.iter().fold((0.0_f64, 0.0_f64), |(l, h), &x| (l.min(x), h.max(x)));
        let ((low, high), (_, response)) = (extreme(&i.index), extreme(&i.response));
        let leaving = |j: usize| i.leaving[j % CELLS] * i.local_leaving[j / CELLS];
        Self {
            inputs: i,
            moves: (0..PLACES * CELLS)
                .map(|j| [-i.share[j], i.immigrants[j], -leaving(j)].map(F::of))
                .collect(),
            users: (0..CELLS).map(|c| std::array::from_fn(|k| F::of(i.users[k * CELLS + c]))).collect(),
            fertility: std::array::from_fn(|a| {
                F::of(if (15..50).contains(&a) { i.fertility[a - 15] } else { 0.0 })
            }),
            people: i.people.iter().map(|&n| F::of(n)).collect(),
            mortality: i.mortality.iter().map(|&n| F::of(n)).collect(),
            highest: i.mortality.iter().copied().fold(0.0, f64::max),
            ceiling: high * response,
            span: Reach::up_to((high - low) * response),
            decay: Decay::new(),
        }
    }

    fn blocks() -> usize {
        DRAWS.div_ceil(F::ROW)
    }

    /// Rows of results.
    pub fn rows(&self) -> usize {
        Self::blocks() * RESULTS
    }

    /// Where a future of figure `row` (`[year][place][figure]`) lies.
    pub fn at(&self, draw: usize, row: usize) -> usize {
        draw / F::ROW * RESULTS + row
    }

    /// Multiplications, additions and both at once that the whole work takes, as the kernel does it.
    pub fn multiply_adds(&self, i: &Inputs) -> f64 {
        let degrees: usize =
            (0..CELLS).map(|c| Decay::<F>::degree(Reach::up_to(i.hazard[c] * self.highest))).sum();
        let old: usize = 2 * (4 * (AGES - 65) + (AGES - 80) + 47) + 35;
        // Joining takes two and a comparison, the hazard one and its place in the polynomial another, leaving four.
        let each = 9 * CELLS + degrees + old;
        (each * PLACES * YEARS * DRAWS) as f64
    }
}

/// Runs the work on all threads.
pub fn run<F: Real>(prepared: &Prepared<'_, F>, out: &mut [F::Row]) {
    out.par_chunks_exact_mut(RESULTS).enumerate().for_each_init(Memory::new, |memory, (block, out)| {
        dispatch(Block { prepared, block, memory, out });
    });
}

/// What the places of a row of futures are kept in: the system takes its time to hand out so much.
struct Memory<F: Real> {
    country: Country<F>,
    /// Those who stay, by sex, place and age.
    staying: RowsOf<F>,
    places: Vec<Place<F>>,
}

impl<F: Real> Memory<F> {
    fn new() -> Self {
        Self {
            country: Country::new(),
            staying: rows_of::<F>(PLACES * CELLS),
            places: vec![Place::new(); PLACES],
        }
    }
}

/// All places in a row of futures.
struct Block<'a, F: Real> {
    prepared: &'a Prepared<'a, F>,
    block: usize,
    memory: &'a mut Memory<F>,
    out: &'a mut [F::Row],
}

impl<F: Real> WithSimd for Block<'_, F> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let first = self.block * F::ROW;
        let Memory { country, staying, places } = self.memory;
        country.close();
        country.next(simd, self.prepared, first, 0);
        places.fill(Place::new());
        begin(simd, self.prepared, country, staying, places);
        let (women, men) = staying.split_at_mut(PLACES * AGES);
        for (year, out) in self.out.chunks_exact_mut(PLACES * FIGURES).enumerate() {
            country.close();
            country.now(self.prepared.inputs, first, year);
            // After the last year nobody asks who stays.
            country.next(simd, self.prepared, first, (year + 1).min(YEARS - 1));
            // One sex at a time: what all places share is then small enough to stay at hand. Each call is compiled
            // with its sex known.
            one_sex(simd, self.prepared, country, 0, women, places);
            one_sex(simd, self.prepared, country, 1, men, places);
            let health = country.health;
            for (number, (place, out)) in places.iter_mut().zip(out.chunks_exact_mut(FIGURES)).enumerate() {
                for part in 0..Lanes::<F, S>::PARTS {
                    place.figures(simd, self.prepared.inputs, number, year, &health, out, part);
                }
                place.close();
            }
        }
    }
}

/// What a place remembers.
#[derive(Clone, Copy)]
struct Place<F: Real> {
    /// Children that last year's women bear, and that this year's do.
    before: F::Row,
    bearing: F::Row,
    /// Survival of the newborn to the end of the year, and of the next year's.
    newborn: [F::Row; 2],
    next_newborn: [F::Row; 2],
    over_65: F::Row,
    over_80: F::Row,
    working: F::Row,
    users: [F::Row; SHARES],
}

impl<F: Real> Place<F> {
    fn new() -> Self {
        let zero = F::row(F::default());
        Self {
            before: zero,
            bearing: zero,
            newborn: [zero; 2],
            next_newborn: [zero; 2],
            over_65: zero,
            over_80: zero,
            working: zero,
            users: [zero; SHARES],
        }
    }

    /// A year is over.
    fn close(&mut self) {
        let zero = Self::new();
        *self = Self { before: self.bearing, newborn: self.next_newborn, ..zero };
    }

    #[inline(always)]
    #[allow(clippy::too_many_arguments)]
    fn figures<S: Simd>(
        &self,
        simd: S,
        i: &Inputs,
        number: usize,
        year: usize,
        health: &F::Row,
        out: &mut [F::Row],
        part: usize,
    ) {
        (out[0], out[1], out[2]) = (self.over_65, self.over_80, self.working);
        let health = Lanes::<F, S>::load(simd, health, part);
        let mut staff = Lanes::zero(simd);
        let mut in_places = staff;
        for kind in 0..KINDS {
            let prevented = 1.0 - i.prevention[year] * PREVENTION[kind];
            let here = F::of(i.local_users[number * KINDS + kind] * prevented);
            let users = Lanes::load(simd, &self.users[kind], part) * here * health;
            users.store(&mut out[3 + kind], part);
            staff = users.mul_add(users.same(F::of(STAFF[kind])), staff);
            in_places = users;
        }
        let staff = staff * F::of(1.0 - i.productivity[year]);
        staff.store(&mut out[6], part);
        let wages = staff * F::of(COST[0] * (1.0 + COST[2]).powi(year as i32 + 1));
        (wages + in_places * F::of(COST[1])).store(&mut out[7], part);
    }
}

/// What all places share in a row of futures.
struct Country<F: Real> {
    /// Those who left last year, by sex and age, and those who leave this year.
    pool: RowsOf<F>,
    leaving: RowsOf<F>,
    hazard: RowsOf<F>,
    reach: Vec<Reach>,
    births: F::Row,
    immigration: F::Row,
    health: F::Row,
}

impl<F: Real> Country<F> {
    fn new() -> Self {
        let zero = F::row(F::default());
        Self {
            pool: rows_of::<F>(CELLS),
            leaving: rows_of::<F>(CELLS),
            hazard: rows_of::<F>(CELLS),
            reach: vec![Reach::default(); CELLS],
            births: zero,
            immigration: zero,
            health: zero,
        }
    }

    /// The year that is drawing to its end.
    fn now(&mut self, i: &Inputs, first: usize, year: usize) {
        for lane in 0..F::ROW {
            let at = (first + lane).min(DRAWS - 1) * YEARS + year;
            self.births.as_mut()[lane] = F::of(0.5 * i.births[at]);
            self.immigration.as_mut()[lane] = F::of(i.immigration[at]);
            self.health.as_mut()[lane] = F::of((-i.health[at]).exp());
        }
    }

    /// Hazards of the coming year. `exp(y) = exp(c) exp(−(c − y))` for a `c` that no `y` exceeds.
    #[inline(always)]
    fn next<S: Simd>(&mut self, simd: S, p: &Prepared<'_, F>, first: usize, year: usize) {
        let i = p.inputs;
        for sex in 0..2 {
            let mut index = F::row(F::default());
            for (lane, x) in index.as_mut().iter_mut().enumerate() {
                *x = F::of(i.index[((first + lane).min(DRAWS - 1) * YEARS + year) * 2 + sex]);
            }
            for age in 0..AGES {
                let cell = sex * AGES + age;
                let scale = F::of(i.hazard[cell] * p.ceiling.exp());
                for part in 0..Lanes::<F, S>::PARTS {
                    let index = Lanes::load(simd, &index, part);
                    let below = index.same(F::of(p.ceiling)) - index * F::of(i.response[cell]);
                    let [share] = p.decay.of([below], p.span);
                    let hazard = (share + F::of(1.0)) * scale;
                    hazard.store(&mut self.hazard[cell], part);
                }
                let most = self.hazard[cell].as_ref().iter().fold(0.0_f64, |m, &h| m.max(h.into()));
                self.reach[cell] = Reach::up_to(most * p.highest);
            }
        }
    }

    /// Those who left are now to come.
    fn close(&mut self) {
        std::mem::swap(&mut self.pool, &mut self.leaving);
        self.leaving.fill(F::row(F::default()));
    }
}

#[inline(always)]
fn begin<F: Real, S: Simd>(
    simd: S,
    p: &Prepared<'_, F>,
    country: &mut Country<F>,
    staying: &mut [F::Row],
    places: &mut [Place<F>],
) {
    for (sex, staying) in staying.chunks_exact_mut(PLACES * AGES).enumerate() {
        let each = staying.chunks_exact_mut(AGES).zip(places.chunks_exact_mut(1));
        for (number, (rows, place)) in each.enumerate() {
            for part in 0..Lanes::<F, S>::PARTS {
                let mut year = Year::<F, S, 1>::new(simd, p, country, sex, number, place, part);
                for (age, row) in rows.iter_mut().enumerate() {
                    let people = Lanes::splat(simd, p.people[number * CELLS + sex * AGES + age]);
                    let [staying] = year.stay(sex, age, [people]);
                    staying.store(row, part);
                }
                year.close(sex, place, part);
            }
        }
    }
    places.iter_mut().for_each(Place::close);
}

#[inline(always)]
fn one_sex<F: Real, S: Simd>(
    simd: S,
    p: &Prepared<'_, F>,
    country: &mut Country<F>,
    sex: usize,
    staying: &mut [F::Row],
    places: &mut [Place<F>],
) {
    let groups = staying.chunks_exact_mut(TOGETHER * AGES).zip(places.chunks_exact_mut(TOGETHER));
    for (group, (staying, places)) in groups.enumerate() {
        for part in 0..Lanes::<F, S>::PARTS {
            let mut law = Year::<F, S, TOGETHER>::new(simd, p, country, sex, group * TOGETHER, places, part);
            let (one, two) = staying.split_at_mut(AGES);
            advance(simd, &mut law, sex, [one, two], part);
            law.close(sex, places, part);
        }
    }
}

/// A year of one sex in some places and futures.
struct Year<'y, F: Real, S: Simd, const N: usize> {
    simd: S,
    part: usize,
    decay: &'y Decay<F>,
    /// Those who left everywhere last year, and those who leave this year, as numbers below zero.
    pool: &'y [F::Row],
    leaving: &'y mut [F::Row],
    hazard: &'y [F::Row],
    reach: &'y [Reach],
    shares: &'y [[F; SHARES]],
    fertility: &'y [F],
    immigration: Lanes<F, S>,
    own: [Own<'y, F, S>; N],
}

/// What is a place's own.
#[derive(Clone, Copy)]
struct Own<'y, F: Real, S: Simd> {
    moves: &'y [[F; 3]],
    mortality: Lanes<F, S>,
    births: Lanes<F, S>,
    before: Lanes<F, S>,
    bearing: Lanes<F, S>,
    newborn: Lanes<F, S>,
    next_newborn: Lanes<F, S>,
    over_65: Lanes<F, S>,
    over_80: Lanes<F, S>,
    working: Lanes<F, S>,
    users: [Lanes<F, S>; SHARES],
}

impl<'y, F: Real, S: Simd> Own<'y, F, S> {
    #[inline(always)]
    fn new(
        simd: S,
        p: &'y Prepared<'y, F>,
        births: Lanes<F, S>,
        sex: usize,
        number: usize,
        place: &Place<F>,
        part: usize,
    ) -> Self {
        let from = number * CELLS + sex * AGES;
        let mut users = [Lanes::zero(simd); SHARES];
        for kind in 0..SHARES {
            users[kind] = Lanes::load(simd, &place.users[kind], part);
        }
        Self {
            moves: &p.moves[from..from + AGES],
            mortality: Lanes::splat(simd, p.mortality[number * 2 + sex]),
            births: births * F::of(p.inputs.local_fertility[number]),
            before: Lanes::load(simd, &place.before, part),
            bearing: Lanes::load(simd, &place.bearing, part),
            newborn: Lanes::load(simd, &place.newborn[sex], part),
            next_newborn: Lanes::zero(simd),
            over_65: Lanes::load(simd, &place.over_65, part),
            over_80: Lanes::load(simd, &place.over_80, part),
            working: Lanes::load(simd, &place.working, part),
            users,
        }
    }

    #[inline(always)]
    fn close(&self, sex: usize, place: &mut Place<F>, part: usize) {
        self.bearing.store(&mut place.bearing, part);
        self.next_newborn.store(&mut place.next_newborn[sex], part);
        self.over_65.store(&mut place.over_65, part);
        self.over_80.store(&mut place.over_80, part);
        self.working.store(&mut place.working, part);
        for kind in 0..SHARES {
            self.users[kind].store(&mut place.users[kind], part);
        }
    }
}

impl<'y, F: Real, S: Simd, const N: usize> Year<'y, F, S, N> {
    #[inline(always)]
    fn new(
        simd: S,
        p: &'y Prepared<'y, F>,
        country: &'y mut Country<F>,
        sex: usize,
        first: usize,
        places: &[Place<F>],
        part: usize,
    ) -> Self {
        let births = Lanes::load(simd, &country.births, part);
        let mut own = [Own::new(simd, p, births, sex, first, &places[0], part); N];
        for n in 1..N {
            own[n] = Own::new(simd, p, births, sex, first + n, &places[n], part);
        }
        let cells = sex * AGES..(sex + 1) * AGES;
        Self {
            simd,
            part,
            decay: &p.decay,
            pool: &country.pool[cells.clone()],
            leaving: &mut country.leaving[cells.clone()],
            hazard: &country.hazard[cells.clone()],
            reach: &country.reach[cells.clone()],
            shares: &p.users[cells],
            fertility: &p.fertility,
            immigration: Lanes::load(simd, &country.immigration, part),
            own,
        }
    }

    #[inline(always)]
    fn close(self, sex: usize, places: &mut [Place<F>], part: usize) {
        for n in 0..N {
            self.own[n].close(sex, &mut places[n], part);
        }
    }
}

impl<F: Real, S: Simd, const N: usize> Law<F, S, N> for Year<'_, F, S, N> {
    #[inline(always)]
    fn join(&mut self, _sex: usize, age: usize, mut people: [Lanes<F, S>; N]) -> [Lanes<F, S>; N] {
        let pool = Lanes::load(self.simd, &self.pool[age], self.part);
        for n in 0..N {
            let [share, immigrants, _] = self.own[n].moves[age];
            let moved = pool.mul_add(pool.same(share), people[n]);
            people[n] = self.immigration.mul_add(pool.same(immigrants), moved).positive();
        }
        people
    }

    #[inline(always)]
    fn stay(&mut self, sex: usize, age: usize, mut people: [Lanes<F, S>; N]) -> [Lanes<F, S>; N] {
        let country = Lanes::load(self.simd, &self.hazard[age], self.part);
        let mut hazards = [Lanes::zero(self.simd); N];
        for n in 0..N {
            let own = &mut self.own[n];
            hazards[n] = country * own.mortality;
            if age >= 65 {
                own.over_65 += people[n];
                for kind in 0..SHARES {
                    let share = people[n].same(self.shares[age][kind]);
                    own.users[kind] = people[n].mul_add(share, own.users[kind]);
                }
                if age >= 80 {
                    own.over_80 += people[n];
                }
            }
            if (20..67).contains(&age) {
                own.working += people[n];
            }
            if sex == 0 && (15..50).contains(&age) {
                own.bearing = people[n].mul_add(people[n].same(self.fertility[age]), own.bearing);
            }
        }
        let lost = self.decay.of(hazards, self.reach[age]);
        let mut left = Lanes::load(self.simd, &self.leaving[age], self.part);
        for n in 0..N {
            let own = &mut self.own[n];
            if age == 0 {
                own.next_newborn = (lost[n] + F::of(1.0)).sqrt();
            }
            let alive = people[n].mul_add(lost[n], people[n]);
            let leaving = alive.same(own.moves[age][2]);
            left = alive.mul_add(leaving, left);
            people[n] = alive.mul_add(leaving, alive);
        }
        left.store(&mut self.leaving[age], self.part);
        people
    }

    #[inline(always)]
    fn born(&mut self, sex: usize) -> [Lanes<F, S>; N] {
        let mut born = [Lanes::zero(self.simd); N];
        for n in 0..N {
            let own = &self.own[n];
            born[n] = (own.before + own.bearing) * own.births * F::of(BORN[sex]) * own.newborn;
        }
        born
    }
}
