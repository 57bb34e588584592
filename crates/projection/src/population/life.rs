//! One place through the years, a row of futures at a time.

use pulp::{Simd, WithSimd};

use super::{BANDS, BaseError, LOCAL_PERSISTENCE, MOST_PEOPLE, Place, band};
use crate::kernel::cohorts::{Law, advance};
use crate::kernel::decay::{Decay, Reach};
use crate::kernel::{Lanes, ROW, Row, Rows, dispatch, rows};
use crate::national::{CELLS, National};
use crate::random::{Sequences, Stream};
use crate::{AGES, MEN, Pyramid, SEXES, WOMEN};

/// Children per birth that are boys, as in Sweden 1968–2015.
const BOYS: f32 = 0.514;
/// Women of these ages bear children.
const FERTILE: std::ops::Range<usize> = 15..50;
/// First age with chance in deaths.
const CHANCE_FROM: usize = 60;
/// Ages that share their chance.
const CHANCE_WIDTH: usize = 5;
/// Groups of ages that share their chance; the last is open.
const CHANCE_GROUPS: usize = 8;
/// Ages of the last group.
const OLDEST_WIDTH: usize = AGES - CHANCE_FROM - CHANCE_WIDTH * (CHANCE_GROUPS - 1);
/// The band of each age.
const BAND: [usize; AGES] = {
    let mut bands = [0; AGES];
    let mut age = 0;
    while age < AGES {
        bands[age] = band(age);
        age += 1;
    }
    bands
};

/// What happened in a year, for the accounts of people.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Change {
    /// Children born.
    pub births: f32,
    /// Net migration.
    pub migration: f32,
    /// Deaths, infants included.
    pub deaths: f32,
}

/// People by sex and age who are alive at the end of a year, summed over places: all of them, and what their places
/// would hold after their own moves.
pub(super) struct Sums {
    /// Alive, in [`CELLS`] rows.
    pub alive: Rows,
    /// In place after the place's own moves.
    pub staying: Rows,
}

impl Sums {
    /// Nobody yet.
    pub fn new() -> Self {
        Self { alive: rows(CELLS), staying: rows(CELLS) }
    }
}

/// One place through the years.
pub(super) struct Life<'a> {
    place: &'a Place,
    national: &'a National,
    decay: &'a Decay<f32>,
    /// Number of the row of futures.
    block: usize,
    mortality: Row,
    lasting: [Row; BANDS],
    moves: Sequences,
    chance: Sequences,
    /// The place's share of the country's people.
    share: Pyramid,
    /// Children that last 31 December's women bear at one child a woman.
    bearing: Row,
    /// Share left of the place's own migration.
    local_share: f32,
    /// Those of last 31 December's people who stay, in [`CELLS`] rows.
    staying: Rows,
    /// The people of last 31 December, in [`CELLS`] rows.
    pub people: Rows,
}

impl<'a> Life<'a> {
    /// The place in its base year: the people as they may really have been.
    #[inline(always)]
    pub fn new<S: Simd>(
        simd: S,
        place: &'a Place,
        national: &'a National,
        decay: &'a Decay<f32>,
        block: usize,
    ) -> Self {
        let seed = national.run.seed;
        let (code, first) = (place.code, block * ROW);
        let level = Sequences::new(seed, Stream::LocalMortality, code, first).normals_with(simd);
        let mortality = level.map(|z| (place.mortality.log + place.mortality.error * z).exp());
        let mut moves = Sequences::new(seed, Stream::LocalMigration, code, first);
        let mut lasting = [[0.0; ROW]; BANDS];
        for (row, error) in lasting.iter_mut().zip(place.migration_error) {
            let normals = moves.normals_with(simd);
            row.iter_mut().zip(normals).for_each(|(x, z)| *x = error * z);
        }
        let mut people = rows(CELLS);
        for (row, &n) in people.iter_mut().zip(place.base.as_flattened()) {
            *row = [n; ROW];
        }
        if place.base_error.single > 0.0 {
            draw_base(
                simd,
                &mut people,
                place.base_error,
                &mut Sequences::new(seed, Stream::Base, code, first),
            );
        }
        Self {
            place,
            national,
            decay,
            block,
            mortality,
            lasting,
            moves,
            chance: Sequences::new(seed, Stream::Chance, code, first),
            share: std::array::from_fn(|s| {
                std::array::from_fn(|a| (place.base[s][a] / national.population[s][a].max(1.0)).min(1.0))
            }),
            bearing: [0.0; ROW],
            local_share: 1.0,
            staying: rows(CELLS),
            people,
        }
    }

    /// Sees who of the base year's people stay through the first projected year.
    #[inline(always)]
    pub fn begin<S: Simd, const WATCH: bool>(&mut self, simd: S, mut sums: Option<&mut Sums>) -> Departed {
        let drawn = self.draw(simd);
        let mut departed = Departed::default();
        let mut bearing = [0.0; ROW];
        for part in 0..Lanes::<f32, S>::PARTS {
            let mut leaving = Leaving::<S, WATCH>::new(simd, part, self, 0, &drawn, sums.as_deref_mut());
            for sex in 0..SEXES {
                for age in 0..AGES {
                    let row = sex * AGES + age;
                    let people = Lanes::load(simd, &self.people[row], part);
                    leaving.stay(sex, age, people).store(&mut self.staying[row], part);
                }
            }
            leaving.close(&mut bearing, &mut departed);
        }
        self.bearing = bearing;
        departed
    }

    /// Takes the place through projected year `year` (0 is the first) and sees who stays through the next. `balance`
    /// is the year's part of [`National::balance`].
    #[inline(always)]
    pub fn advance<S: Simd, const WATCH: bool>(
        &mut self,
        simd: S,
        year: usize,
        balance: &[Row],
        mut sums: Option<&mut Sums>,
    ) -> (Arrived, Departed) {
        // After the last year nobody asks who stays; last year's hazards serve.
        let next = (year + 1).min(self.national.run.years - 1);
        self.local_share *= LOCAL_PERSISTENCE;
        let (drawn, inflow) = (self.draw(simd), self.inflow(year));
        let (mut arrived, mut departed) = (Arrived::default(), Departed::default());
        let mut bearing = [0.0; ROW];
        let (mut staying, mut people) =
            (std::mem::replace(&mut self.staying, rows(0)), std::mem::replace(&mut self.people, rows(0)));
        let (women, men) = staying.split_at_mut(AGES);
        for part in 0..Lanes::<f32, S>::PARTS {
            let mut law = OneYear {
                arriving: Arriving::<S, WATCH>::new(simd, part, self, year, balance, &inflow),
                leaving: Leaving::<S, WATCH>::new(simd, part, self, next, &drawn, sums.as_deref_mut()),
                people: &mut people,
            };
            advance(simd, &mut law, [&mut *women, &mut *men], part);
            let OneYear { arriving, leaving, .. } = law;
            arriving.close(&mut arrived);
            leaving.close(&mut bearing, &mut departed);
        }
        (self.staying, self.people, self.bearing) = (staying, people, bearing);
        (arrived, departed)
    }

    /// What chance brings in a year.
    #[inline(always)]
    fn draw<S: Simd>(&mut self, simd: S) -> Drawn {
        let mut shift = self.lasting;
        for (row, swing) in shift.iter_mut().zip(self.place.migration_swing) {
            let normals = self.moves.normals_with(simd);
            row.iter_mut().zip(normals).for_each(|(x, z)| *x = (*x + swing * z).min(Place::MOST_MOVES));
        }
        let mut shock = [[[0.0; ROW]; CHANCE_GROUPS]; SEXES];
        for row in shock.as_flattened_mut() {
            *row = self.chance.normals_with(simd);
        }
        Drawn { shift, shock }
    }

    /// Expected net migration from abroad in a projected year.
    #[inline(always)]
    fn inflow(&self, year: usize) -> Pyramid {
        let country = &self.national.migration[year];
        let mut inflow = self.share;
        inflow.as_flattened_mut().iter_mut().zip(country.as_flattened()).for_each(|(x, n)| *x *= n);
        inflow
    }
}

/// Chance in one year of one place: migration beyond what is expected by band, and deaths by sex and group of ages.
struct Drawn {
    shift: [Row; BANDS],
    shock: [[Row; CHANCE_GROUPS]; SEXES],
}

/// Deaths and domestic departures less arrivals during a year.
#[derive(Clone, Copy, Default)]
pub(super) struct Departed {
    deaths: Row,
    moved: Row,
}

/// Those who come during a year.
#[derive(Clone, Copy, Default)]
pub(super) struct Arrived {
    births: Row,
    infant_deaths: Row,
    moved: Row,
}

/// A year's end and the departures of the next.
struct OneYear<'y, S: Simd, const WATCH: bool> {
    arriving: Arriving<'y, S, WATCH>,
    leaving: Leaving<'y, S, WATCH>,
    people: &'y mut Rows,
}

impl<S: Simd, const WATCH: bool> Law<f32, S> for OneYear<'_, S, WATCH> {
    #[inline(always)]
    fn join(&mut self, sex: usize, age: usize, stayed: Lanes<f32, S>) -> Lanes<f32, S> {
        self.arriving.join(sex, age, stayed)
    }

    #[inline(always)]
    fn stay(&mut self, sex: usize, age: usize, people: Lanes<f32, S>) -> Lanes<f32, S> {
        // Nobody looks at the people of a run that only sums them up, and memory is what such a run waits for.
        if self.leaving.sums.is_none() {
            people.store(&mut self.people[sex * AGES + age], self.leaving.part);
        }
        self.leaving.stay(sex, age, people)
    }

    #[inline(always)]
    fn born(&mut self, sex: usize) -> Lanes<f32, S> {
        self.arriving.born(sex)
    }
}

/// Who comes in a year: from other places, from abroad and by birth.
struct Arriving<'y, S: Simd, const WATCH: bool> {
    simd: S,
    part: usize,
    balance: &'y [Row],
    inflow: &'y Pyramid,
    level: Lanes<f32, S>,
    births: Lanes<f32, S>,
    infants: [Lanes<f32, S>; SEXES],
    infant_deaths: Lanes<f32, S>,
    moved: Lanes<f32, S>,
}

impl<'y, S: Simd, const WATCH: bool> Arriving<'y, S, WATCH> {
    #[inline(always)]
    fn new(
        simd: S,
        part: usize,
        life: &Life<'_>,
        year: usize,
        balance: &'y [Row],
        inflow: &'y Pyramid,
    ) -> Self {
        let national = life.national;
        let at = national.at(life.block, year);
        let children = Lanes::load(simd, &national.fertility[at], part) * life.place.fertility;
        let [women, men] = [WOMEN, MEN].map(|sex| &national.infants[at * SEXES + sex]);
        Self {
            simd,
            part,
            balance,
            inflow,
            level: Lanes::load(simd, &national.migration_level[at], part),
            births: Lanes::load(simd, &life.bearing, part) * children,
            infants: [Lanes::load(simd, women, part), Lanes::load(simd, men, part)],
            infant_deaths: Lanes::zero(simd),
            moved: Lanes::zero(simd),
        }
    }

    #[inline(always)]
    fn join(&mut self, sex: usize, age: usize, stayed: Lanes<f32, S>) -> Lanes<f32, S> {
        let balance = Lanes::load(self.simd, &self.balance[sex * AGES + age], self.part);
        let abroad = self.level * self.inflow[sex][age];
        // Nobody can leave who is not there.
        let people = stayed.mul_add(balance, abroad).positive();
        if WATCH {
            self.moved += people - stayed;
        }
        people
    }

    #[inline(always)]
    fn born(&mut self, sex: usize) -> Lanes<f32, S> {
        let born = self.births * if sex == MEN { BOYS } else { 1.0 - BOYS };
        let alive = born * self.infants[sex];
        if WATCH {
            self.infant_deaths += born - alive;
        }
        alive
    }

    #[inline(always)]
    fn close(self, arrived: &mut Arrived) {
        self.births.store(&mut arrived.births, self.part);
        self.infant_deaths.store(&mut arrived.infant_deaths, self.part);
        self.moved.store(&mut arrived.moved, self.part);
    }
}

/// Who leaves during a year: the dead, and those who move to other places.
struct Leaving<'y, S: Simd, const WATCH: bool> {
    simd: S,
    part: usize,
    place: &'y Place,
    pattern: &'y [f32; AGES],
    decay: &'y Decay<f32>,
    hazard: &'y Pyramid,
    /// The greatest factor on the hazards.
    highest: f32,
    mortality: [Lanes<f32, S>; SEXES],
    local_share: f32,
    drawn: &'y Drawn,
    sums: Option<&'y mut Sums>,
    bearing: Lanes<f32, S>,
    deaths: Lanes<f32, S>,
    moved: Lanes<f32, S>,
}

impl<'y, S: Simd, const WATCH: bool> Leaving<'y, S, WATCH> {
    #[inline(always)]
    fn new(
        simd: S,
        part: usize,
        life: &Life<'y>,
        year: usize,
        drawn: &'y Drawn,
        sums: Option<&'y mut Sums>,
    ) -> Self {
        let national = life.national;
        let at = national.at(life.block, year) * SEXES;
        let own = Lanes::load(simd, &life.mortality, part);
        let [women, men] = [WOMEN, MEN].map(|sex| &national.mortality[at + sex]);
        let zero = Lanes::zero(simd);
        Self {
            simd,
            part,
            place: life.place,
            pattern: &national.fertility_pattern,
            decay: life.decay,
            hazard: &national.hazard[year],
            highest: Reach::highest([women, men], &life.mortality),
            mortality: [own * Lanes::load(simd, women, part), own * Lanes::load(simd, men, part)],
            local_share: life.local_share,
            drawn,
            sums,
            bearing: zero,
            deaths: zero,
            moved: zero,
        }
    }

    #[inline(always)]
    fn stay(&mut self, sex: usize, age: usize, people: Lanes<f32, S>) -> Lanes<f32, S> {
        let row = sex * AGES + age;
        if sex == WOMEN && FERTILE.contains(&age) {
            self.bearing = people.mul_add(people.same(self.pattern[age]), self.bearing);
        }
        let alive = self.survive(sex, age, people);
        let shift = Lanes::load(self.simd, &self.drawn.shift[BAND[age]], self.part);
        let own = shift + self.place.migration[sex][age] * self.local_share;
        let staying = alive.mul_add(own, alive).positive();
        if let Some(sums) = &mut self.sums {
            let part = self.part;
            (Lanes::load(self.simd, &sums.alive[row], part) + alive).store(&mut sums.alive[row], part);
            (Lanes::load(self.simd, &sums.staying[row], part) + staying).store(&mut sums.staying[row], part);
        }
        if WATCH {
            self.deaths += people - alive;
            self.moved += staying - alive;
        }
        staying
    }

    /// Survivors: at the old ages with a normal number that has the variance of the binomial. Ages that share a
    /// chance each move by their own standard deviation over the root of how many they are, so that the group's
    /// deaths vary as those of as many people.
    #[inline(always)]
    fn survive(&self, sex: usize, age: usize, people: Lanes<f32, S>) -> Lanes<f32, S> {
        let hazard = self.mortality[sex] * self.hazard[sex][age];
        let reach = Reach::up_to(f64::from(self.highest * self.hazard[sex][age]));
        let lost = self.decay.of(hazard, reach);
        let expected = people.mul_add(lost, people);
        if age < CHANCE_FROM {
            return expected;
        }
        let group = ((age - CHANCE_FROM) / CHANCE_WIDTH).min(CHANCE_GROUPS - 1);
        let shock = Lanes::load(self.simd, &self.drawn.shock[sex][group], self.part);
        let width = if group + 1 == CHANCE_GROUPS { OLDEST_WIDTH } else { CHANCE_WIDTH };
        let variance = -(expected * lost) * (1.0 / width as f32);
        variance.positive().sqrt().mul_add(shock, expected).positive().min(people)
    }

    #[inline(always)]
    fn close(self, bearing: &mut Row, departed: &mut Departed) {
        self.bearing.min(self.bearing.same(MOST_PEOPLE)).store(bearing, self.part);
        self.deaths.store(&mut departed.deaths, self.part);
        self.moved.store(&mut departed.moved, self.part);
    }
}

/// Draws how many there really were of each age from 55.
#[inline(always)]
fn draw_base<S: Simd>(simd: S, people: &mut Rows, error: BaseError, random: &mut Sequences) {
    const FIRST: usize = 55;
    const GROUP: usize = 5;
    for ages in people.chunks_exact_mut(AGES) {
        for group in ages[FIRST..].chunks_mut(GROUP) {
            let known = total(group);
            for row in group.iter_mut() {
                let normals = random.normals_with(simd);
                for (n, z) in row.iter_mut().zip(normals) {
                    *n = (*n + error.single * n.sqrt() * z).max(0.0);
                }
            }
            if error.groups_known {
                let drawn = total(group);
                for row in group.iter_mut() {
                    for (n, (known, drawn)) in row.iter_mut().zip(known.iter().zip(&drawn)) {
                        *n *= if *drawn > 0.0 { known / drawn } else { 1.0 };
                    }
                }
            }
        }
    }
}

#[inline(always)]
fn total(rows: &[Row]) -> Row {
    let mut sum = [0.0; ROW];
    for row in rows {
        sum.iter_mut().zip(row).for_each(|(s, n)| *s += n);
    }
    sum
}

/// The people of each year of one future, with the accounts of the year; none for the base year. A future past the
/// last is answered with the last.
pub fn accounts(place: &Place, national: &National, draw: usize) -> Vec<(Pyramid, Change)> {
    let (place, draw) = (&place.held(), draw.min(national.run.draws - 1));
    dispatch(Watched { place, national, draw })
}

struct Watched<'a> {
    place: &'a Place,
    national: &'a National,
    draw: usize,
}

impl WithSimd for Watched<'_> {
    type Output = Vec<(Pyramid, Change)>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Self::Output {
        let (decay, lane) = (Decay::new(), self.draw % ROW);
        let mut life = Life::new(simd, self.place, self.national, &decay, self.draw / ROW);
        let people = |life: &Life<'_>| -> Pyramid {
            std::array::from_fn(|s| std::array::from_fn(|a| life.people[s * AGES + a][lane]))
        };
        let mut years = vec![(people(&life), Change::default())];
        let mut before = life.begin::<S, true>(simd, None);
        for year in 0..self.national.run.years {
            let (arrived, departed) =
                life.advance::<S, true>(simd, year, self.national.balanced(life.block, year), None);
            let change = Change {
                births: arrived.births[lane],
                migration: before.moved[lane] + arrived.moved[lane],
                deaths: before.deaths[lane] + arrived.infant_deaths[lane],
            };
            years.push((people(&life), change));
            before = departed;
        }
        years
    }
}
