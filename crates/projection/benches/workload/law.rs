//! The work as a law of the kernel's cohorts.

use projection::kernel::cohorts::{Law, advance};
use projection::kernel::decay::{Decay, Reach};
use projection::kernel::{Lanes, Real, RowsOf, Simd, WithSimd, dispatch, rows_of};
use rayon::prelude::*;

use super::inputs::{AGES, BORN, COST, DRAWS, FIGURES, Inputs, KINDS, PLACES, PREVENTION, STAFF, YEARS};

const CELLS: usize = 2 * AGES;
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
        // Joining takes two and a comparison, the hazard one, leaving four.
        let each = 8 * CELLS + degrees + old;
        (each * PLACES * YEARS * DRAWS) as f64
    }
}

/// Runs the work on all threads.
pub fn run<F: Real>(prepared: &Prepared<'_, F>, out: &mut [F::Row]) {
    out.par_chunks_exact_mut(RESULTS)
        .enumerate()
        .for_each(|(block, out)| dispatch(Block { prepared, block, out }));
}

/// All places in a row of futures.
struct Block<'a, F: Real> {
    prepared: &'a Prepared<'a, F>,
    block: usize,
    out: &'a mut [F::Row],
}

impl<F: Real> WithSimd for Block<'_, F> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let first = self.block * F::ROW;
        let mut country = Country::<F>::new();
        let mut staying = rows_of::<F>(PLACES * CELLS);
        let mut places =
            vec![Place { bearing: F::row(F::default()), newborn: [F::row(F::default()); 2] }; PLACES];
        country.next(simd, self.prepared, first, 0);
        begin(simd, self.prepared, &mut country, &mut staying, &mut places);
        for (year, out) in self.out.chunks_exact_mut(PLACES * FIGURES).enumerate() {
            country.close();
            country.now(self.prepared.inputs, first, year);
            // After the last year nobody asks who stays.
            country.next(simd, self.prepared, first, (year + 1).min(YEARS - 1));
            let rows = staying.chunks_exact_mut(CELLS).zip(&mut places).zip(out.chunks_exact_mut(FIGURES));
            for (number, ((staying, place), out)) in rows.enumerate() {
                one_place(simd, self.prepared, &mut country, number, place, staying, year, out);
            }
        }
    }
}

/// What a place remembers.
#[derive(Clone, Copy)]
struct Place<R> {
    /// Children that last year's women bear.
    bearing: R,
    /// Survival of the newborn to the end of the year.
    newborn: [R; 2],
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
                    let hazard = (p.decay.of(below, p.span) + F::of(1.0)) * scale;
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
    places: &mut [Place<F::Row>],
) {
    for (number, (rows, place)) in staying.chunks_exact_mut(CELLS).zip(places).enumerate() {
        for part in 0..Lanes::<F, S>::PARTS {
            let mut year = Year::new(simd, p, country, number, place, part);
            for (cell, row) in rows.iter_mut().enumerate() {
                let people = Lanes::splat(simd, p.people[number * CELLS + cell]);
                year.stay(cell / AGES, cell % AGES, people).store(row, part);
            }
            year.close(place, part);
        }
    }
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
fn one_place<F: Real, S: Simd>(
    simd: S,
    p: &Prepared<'_, F>,
    country: &mut Country<F>,
    number: usize,
    place: &mut Place<F::Row>,
    staying: &mut [F::Row],
    year: usize,
    out: &mut [F::Row],
) {
    let (women, men) = staying.split_at_mut(AGES);
    for part in 0..Lanes::<F, S>::PARTS {
        let health = Lanes::load(simd, &country.health, part);
        let mut law = Year::new(simd, p, country, number, place, part);
        advance(simd, &mut law, [&mut *women, &mut *men], part);
        law.figures(number, year, health, out, part);
        law.close(place, part);
    }
}

/// One place's year in some futures.
struct Year<'y, F: Real, S: Simd> {
    simd: S,
    part: usize,
    i: &'y Inputs,
    decay: &'y Decay<F>,
    /// Those who left everywhere last year, and those who leave this year, as numbers below zero.
    pool: &'y [F::Row],
    leaving: &'y mut [F::Row],
    hazard: &'y [F::Row],
    reach: &'y [Reach],
    moves: &'y [[F; 3]],
    shares: &'y [[F; SHARES]],
    fertility: &'y [F],
    mortality: [Lanes<F, S>; 2],
    immigration: Lanes<F, S>,
    births: Lanes<F, S>,
    before: Lanes<F, S>,
    bearing: Lanes<F, S>,
    newborn: [Lanes<F, S>; 2],
    next_newborn: [Lanes<F, S>; 2],
    over_65: Lanes<F, S>,
    over_80: Lanes<F, S>,
    working: Lanes<F, S>,
    users: [Lanes<F, S>; SHARES],
}

impl<'y, F: Real, S: Simd> Year<'y, F, S> {
    #[inline(always)]
    fn new(
        simd: S,
        p: &'y Prepared<'y, F>,
        country: &'y mut Country<F>,
        number: usize,
        place: &Place<F::Row>,
        part: usize,
    ) -> Self {
        let zero = Lanes::zero(simd);
        Self {
            simd,
            part,
            i: p.inputs,
            decay: &p.decay,
            moves: &p.moves[number * CELLS..(number + 1) * CELLS],
            shares: &p.users[..CELLS],
            fertility: &p.fertility,
            mortality: [
                Lanes::splat(simd, p.mortality[number * 2]),
                Lanes::splat(simd, p.mortality[number * 2 + 1]),
            ],
            immigration: Lanes::load(simd, &country.immigration, part),
            births: Lanes::load(simd, &country.births, part) * F::of(p.inputs.local_fertility[number]),
            pool: &country.pool[..CELLS],
            leaving: &mut country.leaving[..CELLS],
            hazard: &country.hazard[..CELLS],
            reach: &country.reach[..CELLS],
            before: Lanes::load(simd, &place.bearing, part),
            bearing: zero,
            newborn: [Lanes::load(simd, &place.newborn[0], part), Lanes::load(simd, &place.newborn[1], part)],
            next_newborn: [zero; 2],
            over_65: zero,
            over_80: zero,
            working: zero,
            users: [zero; SHARES],
        }
    }

    #[inline(always)]
    fn figures(&self, number: usize, year: usize, health: Lanes<F, S>, out: &mut [F::Row], part: usize) {
        let i = self.i;
        self.over_65.store(&mut out[0], part);
        self.over_80.store(&mut out[1], part);
        self.working.store(&mut out[2], part);
        let mut staff = Lanes::zero(self.simd);
        let mut in_places = staff;
        for kind in 0..KINDS {
            let prevented = 1.0 - i.prevention[year] * PREVENTION[kind];
            let users = self.users[kind] * F::of(i.local_users[number * KINDS + kind] * prevented) * health;
            users.store(&mut out[3 + kind], part);
            staff = users.mul_add(users.same(F::of(STAFF[kind])), staff);
            in_places = users;
        }
        let staff = staff * F::of(1.0 - i.productivity[year]);
        staff.store(&mut out[6], part);
        let wages = staff * F::of(COST[0] * (1.0 + COST[2]).powi(year as i32 + 1));
        (wages + in_places * F::of(COST[1])).store(&mut out[7], part);
    }

    #[inline(always)]
    fn close(self, place: &mut Place<F::Row>, part: usize) {
        self.bearing.store(&mut place.bearing, part);
        self.next_newborn[0].store(&mut place.newborn[0], part);
        self.next_newborn[1].store(&mut place.newborn[1], part);
    }
}

impl<F: Real, S: Simd> Law<F, S> for Year<'_, F, S> {
    #[inline(always)]
    fn join(&mut self, sex: usize, age: usize, stayed: Lanes<F, S>) -> Lanes<F, S> {
        let cell = sex * AGES + age;
        let [share, immigrants, _] = self.moves[cell];
        let pool = Lanes::load(self.simd, &self.pool[cell], self.part);
        let moved = pool.mul_add(pool.same(share), stayed);
        self.immigration.mul_add(pool.same(immigrants), moved).positive()
    }

    #[inline(always)]
    fn stay(&mut self, sex: usize, age: usize, people: Lanes<F, S>) -> Lanes<F, S> {
        let cell = sex * AGES + age;
        if age >= 65 {
            self.over_65 += people;
            for (users, share) in self.users.iter_mut().zip(self.shares[cell]) {
                *users = people.mul_add(people.same(share), *users);
            }
            if age >= 80 {
                self.over_80 += people;
            }
        }
        if (20..67).contains(&age) {
            self.working += people;
        }
        if sex == 0 && (15..50).contains(&age) {
            self.bearing = people.mul_add(people.same(self.fertility[age]), self.bearing);
        }
        let hazard = Lanes::load(self.simd, &self.hazard[cell], self.part) * self.mortality[sex];
        let lost = self.decay.of(hazard, self.reach[cell]);
        if age == 0 {
            self.next_newborn[sex] = (lost + F::of(1.0)).sqrt();
        }
        let alive = people.mul_add(lost, people);
        let leaving = alive.same(self.moves[cell][2]);
        let pool = &mut self.leaving[cell];
        alive.mul_add(leaving, Lanes::load(self.simd, pool, self.part)).store(pool, self.part);
        alive.mul_add(leaving, alive)
    }

    #[inline(always)]
    fn born(&mut self, sex: usize) -> Lanes<F, S> {
        (self.before + self.bearing) * self.births * F::of(BORN[sex]) * self.newborn[sex]
    }
}
