//! The population of one place: a cohort-component model run through every future of the country.
//!
//! Each year, in each future: people die at the country's rates times the place's level; they move in and out at
//! the country's rate of net migration plus the place's own; women bear children; everybody grows a year older.
//! Chance in small numbers is added where it matters for elderly care, among the old.
//!
//! The year loop allocates nothing; a future's working set is a few kilobytes.

use rayon::prelude::*;

use crate::national::{National, Survival};
use crate::need::{Gradient, Level, NO_SHIFT, Parameters as Need, SERVICES, SHIFTS, Service};
use crate::random::{Random, Stream};
use crate::{AGES, MEN, Pyramid, SEXES, WOMEN};

/// Age bands whose migration swings together.
pub const BANDS: usize = 6;
/// First age of each band.
pub const BAND_START: [usize; BANDS] = [0, 20, 35, 55, 65, 80];

/// The band that an age belongs to.
pub const fn band(age: usize) -> usize {
    let mut found = 0;
    while found + 1 < BANDS && age >= BAND_START[found + 1] {
        found += 1;
    }
    found
}

/// A municipality as the projection sees it.
#[derive(Clone, Debug)]
pub struct Place {
    /// Names the place's random streams.
    pub code: u64,
    /// People on 31 December of the base year.
    pub base: Pyramid,
    /// Death rates relative to the country.
    pub mortality: Level,
    /// Net migration a year and inhabitant beyond the country's, by sex and age.
    pub migration: Pyramid,
    /// Standard error of the lasting level of migration, by band.
    pub migration_error: [f32; BANDS],
    /// Standard deviation of one year's migration, by band.
    pub migration_swing: [f32; BANDS],
    /// Children per woman relative to the country.
    pub fertility: f32,
    /// How uncertain the base population is from 55 years.
    pub base_error: BaseError,
}

/// How uncertain a base population is: the standard deviation of the number of one sex and age, in units of its
/// square root (1 is as the Poisson distribution).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BaseError {
    /// Of each single age.
    pub single: f32,
    /// Whether five-year groups are known, so that only their parts are uncertain.
    pub groups_known: bool,
}

/// How fast a place's own migration fades towards the country's: share left after a year.
pub const LOCAL_PERSISTENCE: f32 = 0.97;

/// Children per 1 000 births that are boys, as in Sweden 1968–2015.
const BOYS: f32 = 0.514;

/// Population series kept for each future and year.
pub const GROUPS: usize = 5;
/// Needs kept: users by service, and those aged 80 or more in special housing.
pub const NEEDS: usize = SERVICES + 1;

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
    /// Aged 20–66.
    Working,
    /// Users of a service at the country's shares, before the place's level; the index is the need (services in
    /// order, then special housing 80+) and the position in [`SHIFTS`].
    Need(usize, usize),
}

/// All futures of one place: what need, staff and cost are computed from.
#[derive(Clone, Debug)]
pub struct Futures {
    /// Projected years; year 0 is the base year.
    pub years: usize,
    /// Number of futures.
    pub draws: usize,
    /// Positions of [`SHIFTS`] that were computed.
    shifts: Shifts,
    values: Vec<f32>,
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

impl Futures {
    /// Runs the place through all futures, split over threads.
    pub fn run(place: &Place, national: &National, gradients: &Gradients) -> Self {
        let draws = national.run.draws;
        let chunk = draws.div_ceil(rayon::current_num_threads() * 4).max(16);
        let starts: Vec<usize> = (0..draws).step_by(chunk).collect();
        let parts: Vec<Vec<f32>> = starts
            .par_iter()
            .map(|&from| run_draws(place, national, gradients, from..(from + chunk).min(draws)))
            .collect();
        let mut futures = Self::empty(national, gradients.shifts);
        for (&from, part) in starts.iter().zip(&parts) {
            let width = part.len() / futures.rows();
            for (row, values) in part.chunks_exact(width).enumerate() {
                futures.values[row * draws + from..row * draws + from + width].copy_from_slice(values);
            }
        }
        futures
    }

    /// The same on the calling thread: for runs over many places, where each thread takes a place.
    pub fn run_alone(place: &Place, national: &National, gradients: &Gradients) -> Self {
        let values = run_draws(place, national, gradients, 0..national.run.draws);
        Self { values, ..Self::frame(national, gradients.shifts) }
    }

    fn frame(national: &National, shifts: Shifts) -> Self {
        Self { years: national.run.years, draws: national.run.draws, shifts, values: Vec::new() }
    }

    fn empty(national: &National, shifts: Shifts) -> Self {
        let mut futures = Self::frame(national, shifts);
        futures.values = vec![0.0; futures.rows() * futures.draws];
        futures
    }

    fn rows(&self) -> usize {
        (GROUPS + NEEDS * self.shifts.count()) * (self.years + 1)
    }

    /// One series in one year (0 is the base year), one value a future.
    #[inline]
    pub fn get(&self, series: Series, year: usize) -> &[f32] {
        let row = self.row(series) * (self.years + 1) + year;
        &self.values[row * self.draws..(row + 1) * self.draws]
    }

    fn row(&self, series: Series) -> usize {
        match series {
            Series::Total => 0,
            Series::Over65 => 1,
            Series::Over80 => 2,
            Series::Over85 => 3,
            Series::Working => 4,
            Series::Need(need, shift) => {
                let shift = if self.shifts == Shifts::Today { 0 } else { shift };
                GROUPS + need * self.shifts.count() + shift
            }
        }
    }
}

/// The country's gradients, shifted and laid out for the year loop.
#[derive(Clone, Debug)]
pub struct Gradients {
    shifts: Shifts,
    /// By need, then shift: shares by sex for ages 65–100+.
    rows: Vec<[[f32; AGES - crate::OLD]; SEXES]>,
}

impl Gradients {
    /// Prepares the gradients of `need`.
    pub fn new(need: &Need, shifts: Shifts) -> Self {
        let wanted: &[i32] = match shifts {
            Shifts::Today => &SHIFTS[NO_SHIFT..=NO_SHIFT],
            Shifts::All => &SHIFTS,
        };
        let mut rows = Vec::new();
        for service in Service::ALL {
            rows.extend(wanted.iter().map(|&shift| old_part(&need.shifted(service, shift), 0)));
        }
        rows.extend(wanted.iter().map(|&shift| old_part(&need.shifted(Service::SpecialHousing, shift), 80)));
        Self { shifts, rows }
    }
}

fn old_part(gradient: &Gradient, from: usize) -> [[f32; AGES - crate::OLD]; SEXES] {
    std::array::from_fn(|s| {
        std::array::from_fn(|i| if i + crate::OLD >= from { gradient[s][i + crate::OLD] } else { 0.0 })
    })
}

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

/// First age with chance in deaths, and the width of the groups that share it.
const CHANCE_FROM: usize = 60;
const CHANCE_WIDTH: usize = 5;
const CHANCE_GROUPS: usize = 8;

/// The rates of one year in one future of one place.
struct Rates<'a> {
    survival: &'a Survival,
    infants: [f32; SEXES],
    mortality: f32,
    migration: &'a Survival,
    migration_level: f32,
    local_share: f32,
    local_shift: [f32; BANDS],
    children: f32,
}

/// Takes `people` through one year in place.
fn step(people: &mut Pyramid, place: &Place, pattern: &[f32; AGES], rates: &Rates<'_>, chance: &mut Random) {
    let births = births(&people[WOMEN], pattern, rates.children);
    for (sex, people) in people.iter_mut().enumerate() {
        let (deaths, moved) = deaths_and_moves(people, sex, place, rates, chance);
        let mut left = [0.0_f32; AGES];
        for age in 0..AGES {
            left[age] = people[age] - deaths[age] + moved[age];
        }
        people[1..].copy_from_slice(&left[..AGES - 1]);
        people[AGES - 1] += left[AGES - 1];
        people[0] = births * share_of_births(sex) * rates.infants[sex];
    }
}

/// The accounts of the same year: what [`step`] will do to `people`.
fn change(
    people: &Pyramid,
    place: &Place,
    pattern: &[f32; AGES],
    rates: &Rates<'_>,
    mut chance: Random,
) -> Change {
    let births = births(&people[WOMEN], pattern, rates.children);
    let mut change = Change { births, ..Change::default() };
    for (sex, people) in people.iter().enumerate() {
        let (deaths, moved) = deaths_and_moves(people, sex, place, rates, &mut chance);
        let infants = births * share_of_births(sex) * (1.0 - rates.infants[sex]);
        change.deaths += deaths.iter().sum::<f32>() + infants;
        change.migration += moved.iter().sum::<f32>();
    }
    change
}

/// Deaths and net moves of one sex by age.
#[inline]
fn deaths_and_moves(
    now: &[f32; AGES],
    sex: usize,
    place: &Place,
    rates: &Rates<'_>,
    chance: &mut Random,
) -> ([f32; AGES], [f32; AGES]) {
    let (survival, abroad, own) = (&rates.survival[sex], &rates.migration[sex], &place.migration[sex]);
    let (mut deaths, mut moved) = ([0.0_f32; AGES], [0.0_f32; AGES]);
    for age in 0..AGES {
        deaths[age] = now[age] * ((1.0 - survival[age]) * rates.mortality).min(1.0);
    }
    add_chance(now, &mut deaths, chance);
    let mut shift = [0.0_f32; AGES];
    for (b, value) in rates.local_shift.into_iter().enumerate() {
        let end = if b + 1 < BANDS { BAND_START[b + 1] } else { AGES };
        shift[BAND_START[b]..end].fill(value);
    }
    for age in 0..AGES {
        let rate = abroad[age] * rates.migration_level + own[age] * rates.local_share + shift[age];
        // Nobody can leave who is not there: net migration takes at most the survivors.
        moved[age] = (now[age] * rate).max(deaths[age] - now[age]);
    }
    (deaths, moved)
}

fn share_of_births(sex: usize) -> f32 {
    if sex == MEN { BOYS } else { 1.0 - BOYS }
}

/// Draws how many there really were of each age from 55.
fn draw_base(people: &mut Pyramid, error: BaseError, random: &mut Random) {
    const FIRST: usize = 55;
    for ages in people {
        for group in ages[FIRST..].chunks_mut(CHANCE_WIDTH) {
            let known: f32 = group.iter().sum();
            for n in group.iter_mut() {
                *n = (*n + error.single * n.sqrt() * random.normal()).max(0.0);
            }
            let drawn: f32 = group.iter().sum();
            if error.groups_known && drawn > 0.0 {
                group.iter_mut().for_each(|n| *n *= known / drawn);
            }
        }
    }
}

fn births(women: &[f32; AGES], pattern: &[f32; AGES], children: f32) -> f32 {
    children * (15..50).map(|age| women[age] * pattern[age]).sum::<f32>()
}

/// Adds to each five-year group's deaths a normal number with the variance of the binomial, shared over its
/// ages by their part of that variance. Deaths stay between none and all.
fn add_chance(now: &[f32; AGES], deaths: &mut [f32; AGES], chance: &mut Random) {
    const OLD_AGES: usize = AGES - CHANCE_FROM;
    let mut variance = [0.0_f32; OLD_AGES];
    for i in 0..OLD_AGES {
        let (n, d) = (now[CHANCE_FROM + i], deaths[CHANCE_FROM + i]);
        variance[i] = d - d * d / n.max(f32::MIN_POSITIVE);
    }
    for group in 0..CHANCE_GROUPS {
        let from = group * CHANCE_WIDTH;
        let to = if group + 1 == CHANCE_GROUPS { OLD_AGES } else { from + CHANCE_WIDTH };
        let shock = chance.normal();
        let whole: f32 = variance[from..to].iter().sum();
        let scale = shock / whole.max(1e-12).sqrt();
        let ages = CHANCE_FROM + from..CHANCE_FROM + to;
        for ((death, &part), &people) in
            deaths[ages.clone()].iter_mut().zip(&variance[from..to]).zip(&now[ages])
        {
            *death = (*death + scale * part).clamp(0.0, people);
        }
    }
}

/// The futures `draws` of a place, laid out `[series][year][draw]`.
fn run_draws(
    place: &Place,
    national: &National,
    gradients: &Gradients,
    draws: std::ops::Range<usize>,
) -> Vec<f32> {
    let years = national.run.years;
    let width = draws.len();
    let series = GROUPS + gradients.rows.len();
    let mut out = vec![0.0; series * (years + 1) * width];
    for (column, draw) in draws.enumerate() {
        let write = |year: usize, people: &Pyramid| {
            let mut row = year * width + column;
            for value in groups(people).into_iter().chain(gradients.rows.iter().map(|g| users(people, g))) {
                out[row] = value;
                row += (years + 1) * width;
            }
        };
        each_year(place, national, draw, write);
    }
    out
}

/// Walks one future of a place, calling `visit` with the base year as year 0 and then with each projected year.
pub fn each_year(place: &Place, national: &National, draw: usize, visit: impl FnMut(usize, &Pyramid)) {
    walk(place, national, draw, |_, _, _| {}, visit);
}

/// The same with the accounts of people: births, deaths and moves of each year, none for the base year.
pub fn accounts(place: &Place, national: &National, draw: usize) -> Vec<(Pyramid, Change)> {
    let changes = std::cell::RefCell::new(vec![Change::default()]);
    let mut years = Vec::new();
    walk(
        place,
        national,
        draw,
        |people, rates, chance| {
            changes.borrow_mut().push(change(
                people,
                place,
                &national.fertility_pattern,
                rates,
                chance.clone(),
            ));
        },
        |_, people| years.push(*people),
    );
    years.into_iter().zip(changes.into_inner()).collect()
}

fn walk(
    place: &Place,
    national: &National,
    draw: usize,
    mut prepare: impl FnMut(&Pyramid, &Rates<'_>, &Random),
    mut visit: impl FnMut(usize, &Pyramid),
) {
    let seed = national.run.seed;
    let mut people = place.base;
    visit(0, &people);
    if place.base_error.single > 0.0 {
        let mut base = Random::new(seed, Stream::Base, place.code, draw as u64);
        draw_base(&mut people, place.base_error, &mut base);
    }
    let mut level = Random::new(seed, Stream::LocalMortality, place.code, draw as u64);
    let mortality = (place.mortality.log + place.mortality.error * level.normal()).exp();
    let mut moves = Random::new(seed, Stream::LocalMigration, place.code, draw as u64);
    let lasting: [f32; BANDS] = std::array::from_fn(|b| place.migration_error[b] * moves.normal());
    let mut chance = Random::new(seed, Stream::Chance, place.code, draw as u64);
    let mut local_share = 1.0;
    for year in 0..national.run.years {
        let at = national.at(draw, year);
        let rates = Rates {
            survival: &national.survival[at],
            infants: national.infants[at],
            mortality,
            migration: &national.migration_rate[year],
            migration_level: national.migration_level[at],
            local_share,
            local_shift: std::array::from_fn(|b| lasting[b] + place.migration_swing[b] * moves.normal()),
            children: national.fertility[at] * place.fertility,
        };
        prepare(&people, &rates, &chance);
        step(&mut people, place, &national.fertility_pattern, &rates, &mut chance);
        local_share *= LOCAL_PERSISTENCE;
        visit(year + 1, &people);
    }
}

fn groups(people: &Pyramid) -> [f32; GROUPS] {
    let sum = |from: usize, to: usize| lanes(&people[WOMEN][from..to]) + lanes(&people[MEN][from..to]);
    let (over85, to85, to80) = (sum(85, AGES), sum(80, 85), sum(65, 80));
    let over80 = over85 + to85;
    let over65 = over80 + to80;
    let working = sum(20, 67);
    [sum(0, 65) + over65, over65, over80, over85, working]
}

/// A sum in eight lanes, so that it is done eight numbers at a time; the order is fixed.
#[inline]
fn lanes(values: &[f32]) -> f32 {
    let (blocks, rest) = values.as_chunks::<8>();
    let mut sum = [0.0_f32; 8];
    for block in blocks {
        for lane in 0..8 {
            sum[lane] += block[lane];
        }
    }
    let sum = ((sum[0] + sum[4]) + (sum[1] + sum[5])) + ((sum[2] + sum[6]) + (sum[3] + sum[7]));
    sum + rest.iter().sum::<f32>()
}

fn users(people: &Pyramid, gradient: &[[f32; AGES - crate::OLD]; SEXES]) -> f32 {
    let mut sum = [0.0_f32; 12];
    for (p, g) in people.iter().zip(gradient) {
        for (p, g) in p[crate::OLD..].as_chunks::<12>().0.iter().zip(g.as_chunks::<12>().0) {
            for lane in 0..12 {
                sum[lane] += p[lane] * g[lane];
            }
        }
    }
    lanes(&sum)
}
