//! One year of one place in some futures: who leaves and who comes.

use pulp::Simd;

use super::life::Life;
use super::{BANDS, MOST_PEOPLE, Place, band};
use crate::kernel::cohorts::Law;
use crate::kernel::decay::{Decay, Reach};
use crate::kernel::{Lanes, Row, Rows, rows};
use crate::national::CELLS;
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
pub(super) const CHANCE_GROUPS: usize = 8;
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

/// Chance in one year of one place: migration beyond what is expected by band, and deaths by sex and group of ages.
pub(super) struct Drawn {
    pub shift: [Row; BANDS],
    pub shock: [[Row; CHANCE_GROUPS]; SEXES],
}

/// Deaths and domestic departures less arrivals during a year.
#[derive(Clone, Copy, Default)]
pub(super) struct Departed {
    pub deaths: Row,
    pub moved: Row,
}

/// Those who come during a year.
#[derive(Clone, Copy, Default)]
pub(super) struct Arrived {
    pub births: Row,
    pub infant_deaths: Row,
    pub moved: Row,
}

/// A year's end and the departures of the next.
pub(super) struct OneYear<'y, S: Simd, const WATCH: bool> {
    pub arriving: Arriving<'y, S, WATCH>,
    pub leaving: Leaving<'y, S, WATCH>,
    pub people: &'y mut Rows,
}

impl<S: Simd, const WATCH: bool> Law<f32, S, 1> for OneYear<'_, S, WATCH> {
    #[inline(always)]
    fn join(&mut self, sex: usize, age: usize, [stayed]: [Lanes<f32, S>; 1]) -> [Lanes<f32, S>; 1] {
        [self.arriving.join(sex, age, stayed)]
    }

    #[inline(always)]
    fn stay(&mut self, sex: usize, age: usize, [people]: [Lanes<f32, S>; 1]) -> [Lanes<f32, S>; 1] {
        // Nobody looks at the people of a run that only sums them up, and memory is what such a run waits for.
        if self.leaving.sums.is_none() {
            people.store(&mut self.people[sex * AGES + age], self.leaving.part);
        }
        [self.leaving.stay(sex, age, people)]
    }

    #[inline(always)]
    fn born(&mut self, sex: usize) -> [Lanes<f32, S>; 1] {
        [self.arriving.born(sex)]
    }
}

/// Who comes in a year: from other places, from abroad and by birth.
pub(super) struct Arriving<'y, S: Simd, const WATCH: bool> {
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
    pub fn new(
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
    pub fn close(self, arrived: &mut Arrived) {
        self.births.store(&mut arrived.births, self.part);
        self.infant_deaths.store(&mut arrived.infant_deaths, self.part);
        self.moved.store(&mut arrived.moved, self.part);
    }
}

/// Who leaves during a year: the dead, and those who move to other places.
pub(super) struct Leaving<'y, S: Simd, const WATCH: bool> {
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
    pub fn new(
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
    pub fn stay(&mut self, sex: usize, age: usize, people: Lanes<f32, S>) -> Lanes<f32, S> {
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
        let [lost] = self.decay.of([hazard], reach);
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
    pub fn close(self, bearing: &mut Row, departed: &mut Departed) {
        self.bearing.min(self.bearing.same(MOST_PEOPLE)).store(bearing, self.part);
        self.deaths.store(&mut departed.deaths, self.part);
        self.moved.store(&mut departed.moved, self.part);
    }
}
