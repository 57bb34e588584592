//! The country's futures: survival, fertility and net migration for every future and year.
//!
//! They are computed once and shared by all places, so that a county or the country is the sum of its
//! municipalities future by future.

use rayon::prelude::*;

use crate::kernel::{ROW, Rows, rows};
use crate::mortality::{Mortality, SPREAD, hazard, infant_survival, life_left};
use crate::random::{Random, Stream};
use crate::{AGES, BySexAge, SEXES, clamped, zeros};

/// How many futures, how far, from where. What lies outside what can be computed is clamped there ([`Run::clamped`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Run {
    /// Base year: the population is known on 31 December.
    pub base_year: i32,
    /// Years to project, 1 to [`Run::MOST_YEARS`].
    pub years: usize,
    /// Number of futures, 1 to [`Run::MOST_DRAWS`].
    pub draws: usize,
    /// Seed of all random streams.
    pub seed: u64,
}

impl Run {
    /// The longest run: the tables reach fifty years.
    pub const MOST_YEARS: usize = 80;
    /// Most futures: beyond, memory ends before precision gains.
    pub const MOST_DRAWS: usize = 100_000;

    /// The nearest run that can be computed.
    #[must_use]
    pub fn clamped(self) -> Self {
        Self {
            base_year: self.base_year.clamp(0, 9_999),
            years: self.years.clamp(1, Self::MOST_YEARS),
            draws: self.draws.clamp(1, Self::MOST_DRAWS),
            seed: self.seed,
        }
    }
}

/// What the country's futures are drawn from. Every number is clamped to what can be computed with
/// ([`Parameters::clamped`]).
#[derive(Clone, Debug)]
pub struct Parameters {
    /// Mortality with the base year as jump-off.
    pub mortality: Mortality,
    /// What the logarithms of expected death rates are moved by in each projected year, for a country that others expect;
    /// the last holds, and none is no move.
    pub mortality_moved: Vec<BySexAge<f64>>,
    /// Births per woman and year by single age, normalised to sum to 1 (only 15–49 are above 0).
    pub fertility_pattern: [f64; AGES],
    /// Children per woman, year by year from the first projected year; the last value is held.
    pub fertility: Vec<f64>,
    /// Standard deviation of the logarithm of fertility after ten years.
    pub fertility_error: f64,
    /// Net migration from abroad, persons by sex and age, year by year; the last table is held.
    pub migration: Vec<BySexAge<f64>>,
    /// Persons by sex and age in the base year: a place's share of them is its share of net migration.
    pub population: BySexAge<f64>,
    /// Standard deviation of the migration level relative to its expectation.
    pub migration_error: f64,
    /// Standard deviation of how much later need begins, relative to the years of life that are gained.
    pub onset_error: f64,
}

/// Most children per woman.
const MOST_FERTILITY: f64 = 10.0;
/// Most people of one sex and age who come or leave in a year.
const MOST_MIGRATION: f64 = 1e6;
/// Most people of one sex and age.
const MOST_PEOPLE: f64 = 1e9;
/// The largest factor on expected migration.
const MOST_MIGRATION_LEVEL: f64 = 20.0;
/// The largest standard deviation of fertility and of migration.
const MOST_ERROR: f64 = 10.0;
/// The most that logarithms of death rates are moved by.
const MOVED: (f64, f64) = (-3.0, 3.0);
/// Logarithms of the lowest death rate, and of the highest.
const LOG_RATES: (f64, f64) = (-30.0, 3.0);

impl Parameters {
    /// Expected log death rates in a projected year; 1 is the first.
    fn expected_logs(&self, year: usize) -> BySexAge<f64> {
        let mut logs = self.mortality.expected(year as i32);
        let moved = last_of(&self.mortality_moved, year - 1, zeros());
        let cells = logs.as_flattened_mut().iter_mut().zip(moved.as_flattened());
        cells.for_each(|(log, moved)| *log += moved);
        logs
    }

    /// The parameters with every number clamped to what can be computed with: no real one is changed by it. Without a
    /// table of migration nobody migrates, and without a value of fertility no child is born. Death rates that are no
    /// numbers are the highest and errors that are none the largest; others are 0.
    #[must_use]
    pub fn clamped(&self) -> Self {
        let each =
            |table: &BySexAge<f64>, range: (f64, f64)| table.map(|ages| ages.map(|x| clamped(x, range, 0.0)));
        let error = |x: f64| clamped(x, (0.0, MOST_ERROR), MOST_ERROR);
        let mut mortality = self.mortality.clone();
        mortality.jump_off = log_rates(&mortality.jump_off);
        let migration = self.migration.iter().map(|table| each(table, (-MOST_MIGRATION, MOST_MIGRATION)));
        let fertility = self.fertility.iter().map(|&children| clamped(children, (0.0, MOST_FERTILITY), 0.0));
        Self {
            mortality,
            mortality_moved: self.mortality_moved.iter().map(|table| each(table, MOVED)).collect(),
            fertility_pattern: pattern(&self.fertility_pattern),
            fertility: fertility.collect(),
            fertility_error: error(self.fertility_error),
            migration: migration.collect(),
            population: each(&self.population, (0.0, MOST_PEOPLE)),
            migration_error: error(self.migration_error),
            onset_error: error(self.onset_error),
        }
    }
}

fn log_rates(logs: &BySexAge<f64>) -> BySexAge<f64> {
    logs.map(|ages| ages.map(|log| clamped(log, LOG_RATES, LOG_RATES.1)))
}

/// Shares of births: none is negative.
fn pattern(shares: &[f64; AGES]) -> [f64; AGES] {
    shares.map(|share| clamped(share, (0.0, 1.0), 0.0))
}

/// The drawn futures, in rows of [`ROW`].
#[derive(Debug)]
pub struct National {
    /// What was asked for.
    pub run: Run,
    /// Expected yearly hazards of death from one 31 December to the next, by projected year, sex and age.
    pub(crate) hazard: Vec<BySexAge<f32>>,
    /// Factor on all hazards, two rows (by sex) a block and year.
    pub(crate) mortality: Rows,
    /// Survival of the new-born to the end of the year, two rows (by sex) a block and year.
    pub(crate) infants: Rows,
    /// Children per woman, a row a block and year.
    pub(crate) fertility: Rows,
    /// Factor on expected net migration, a row a block and year.
    pub(crate) migration_level: Rows,
    /// What domestic moves are scaled by so that they sum to zero over the country, [`CELLS`] rows a block and year.
    pub(crate) balance: Rows,
    /// Years that need begins later than in the base year if it is put off as long as lives grow longer, give or take: a row
    /// a year and block.
    onset: Rows,
    /// Expected net migration from abroad by year, sex and age.
    pub(crate) migration: Vec<BySexAge<f32>>,
    /// Persons by sex and age in the base year.
    pub(crate) population: BySexAge<f32>,
    /// Share of each year's births by the mother's age.
    pub(crate) fertility_pattern: [f32; AGES],
}

/// Rows of a table by sex and age.
pub const CELLS: usize = SEXES * AGES;

impl National {
    /// Draws the futures of the clamped parameters and the run. The work is split over rows of futures; the
    /// result does not depend on how. Domestic moves are unbalanced until [`balance`](fn@crate::population::balance) has
    /// seen the places.
    pub fn draw(parameters: &Parameters, run: Run) -> Self {
        let (parameters, run) = (&parameters.clamped(), run.clamped());
        let blocks = run.draws.div_ceil(ROW);
        let expected: Vec<BySexAge<f64>> =
            (1..=run.years).map(|year| log_rates(&parameters.expected_logs(year))).collect();
        let drawn: Vec<Vec<Vec<Year>>> = (0..blocks)
            .into_par_iter()
            .map(|block| {
                (0..ROW)
                    .map(|lane| one_future(parameters, &expected, run, (block * ROW + lane) as u64))
                    .collect()
            })
            .collect();
        let mut national = Self::empty(parameters, &expected, run);
        for (block, futures) in drawn.iter().enumerate() {
            for (lane, future) in futures.iter().enumerate() {
                for (year, values) in future.iter().enumerate() {
                    national.set(block, lane, year, values);
                }
            }
        }
        national
    }

    fn empty(parameters: &Parameters, logs: &[BySexAge<f64>], run: Run) -> Self {
        let count = run.draws.div_ceil(ROW) * run.years;
        let mut balance = rows(count * CELLS);
        balance.fill([1.0; ROW]);
        let hazards: Vec<BySexAge<f64>> = logs.iter().map(|logs| logs.map(|l| hazard(&l))).collect();
        Self {
            run,
            hazard: hazards.iter().map(single).collect(),
            mortality: rows(count * SEXES),
            infants: rows(count * SEXES),
            fertility: rows(count),
            migration_level: rows(count),
            balance,
            onset: rows(count),
            migration: (0..run.years)
                .map(|year| single(&last_of(&parameters.migration, year, zeros())))
                .collect(),
            population: single(&parameters.population),
            fertility_pattern: parameters.fertility_pattern.map(|x| x as f32),
        }
    }

    fn set(&mut self, block: usize, lane: usize, year: usize, values: &Year) {
        let at = self.at(block, year);
        for sex in 0..SEXES {
            self.mortality[at * SEXES + sex][lane] = values.mortality[sex];
            self.infants[at * SEXES + sex][lane] = values.infants[sex];
        }
        self.fertility[at][lane] = values.fertility;
        self.migration_level[at][lane] = values.migration_level;
        let blocks = self.blocks();
        self.onset[year * blocks + block][lane] = values.onset;
    }

    /// Rows of futures.
    pub fn blocks(&self) -> usize {
        self.run.draws.div_ceil(ROW)
    }

    /// Index of a row of futures and a projected year (0 is the year after the base year) in the tables.
    #[inline]
    pub(crate) fn at(&self, block: usize, year: usize) -> usize {
        block * self.run.years + year
    }

    /// What domestic moves are scaled by in a projected year of a row of futures, by sex and age.
    #[inline]
    pub(crate) fn balanced(&self, block: usize, year: usize) -> &[[f32; ROW]] {
        let at = self.at(block, year) * CELLS;
        &self.balance[at..at + CELLS]
    }

    /// Years that need begins later in a projected year, in rows of futures; the last may hold more than were asked for.
    pub(crate) fn onset(&self, year: usize) -> &[[f32; ROW]] {
        &self.onset[year * self.blocks()..(year + 1) * self.blocks()]
    }
}

fn single(table: &BySexAge<f64>) -> BySexAge<f32> {
    table.map(|ages| ages.map(|x| x as f32))
}

struct Year {
    mortality: [f32; SEXES],
    infants: [f32; SEXES],
    fertility: f32,
    migration_level: f32,
    onset: f32,
}

/// Persistence of the yearly swings of fertility and migration around their expected path.
const PERSISTENCE: f64 = 0.85;

fn one_future(parameters: &Parameters, expected: &[BySexAge<f64>], run: Run, draw: u64) -> Vec<Year> {
    let normal = |random: &mut Random| f64::from(random.normal());
    let mut deviation = Deviation::new(run.seed, draw);
    let mut fertility_random = Random::new(run.seed, Stream::Fertility, 0, draw);
    let mut migration_random = Random::new(run.seed, Stream::Migration, 0, draw);
    let put_off = 1.0 + parameters.onset_error * normal(&mut Random::new(run.seed, Stream::Onset, 0, draw));
    let swing = (1.0 - PERSISTENCE * PERSISTENCE).sqrt();
    let base = life_left(&moved(&parameters.mortality.jump_off, deviation.level));
    let (mut fertility, mut migration) = (0.0, 0.0);
    expected
        .iter()
        .enumerate()
        .map(|(year, expected)| {
            fertility = PERSISTENCE * fertility + swing * normal(&mut fertility_random);
            migration = PERSISTENCE * migration + swing * normal(&mut migration_random);
            let (lasting, swing) = deviation.next();
            let logs = moved(expected, std::array::from_fn(|sex| lasting[sex] + swing[sex]));
            Year {
                mortality: std::array::from_fn(|sex| (lasting[sex] + swing[sex]).exp() as f32),
                infants: logs.map(|l| infant_survival(&l) as f32),
                fertility: (last_of(&parameters.fertility, year, 0.0)
                    * (parameters.fertility_error * fertility).exp())
                .min(MOST_FERTILITY) as f32,
                migration_level: (1.0 + parameters.migration_error * migration)
                    .clamp(-MOST_MIGRATION_LEVEL, MOST_MIGRATION_LEVEL)
                    as f32,
                // Nobody grows healthier by a single good year.
                onset: (put_off * (life_left(&moved(expected, lasting)) - base)) as f32,
            }
        })
        .collect()
}

/// How the death rates of each sex differ from the expected ones in one future, as logarithms; see
/// [`mortality`](crate::mortality).
struct Deviation {
    swings: Random,
    drifts: Random,
    level: [f64; SEXES],
    improvement: [f64; SEXES],
    sum: [f64; SEXES],
}

impl Deviation {
    fn new(seed: u64, draw: u64) -> Self {
        let mut drifts = Random::new(seed, Stream::Drift, 0, draw);
        let level = pair(&mut drifts, SPREAD.lasting_correlation).map(|z| SPREAD.level * z);
        let improvement = pair(&mut drifts, SPREAD.lasting_correlation).map(|z| SPREAD.improvement * z);
        let swings = Random::new(seed, Stream::Mortality, 0, draw);
        Self { swings, drifts, level, improvement, sum: [0.0; SEXES] }
    }

    /// The lasting deviation in the next year, and the year's own swing.
    fn next(&mut self) -> ([f64; SEXES], [f64; SEXES]) {
        let swing = pair(&mut self.swings, SPREAD.year_correlation);
        let wander = pair(&mut self.drifts, SPREAD.lasting_correlation);
        let lasting = std::array::from_fn(|sex| {
            self.sum[sex] += self.improvement[sex];
            self.improvement[sex] += SPREAD.wander * wander[sex];
            self.level[sex] + self.sum[sex]
        });
        (lasting, swing.map(|z| SPREAD.year * z))
    }
}

/// Log rates moved alike at all ages of a sex.
fn moved(logs: &BySexAge<f64>, by: [f64; SEXES]) -> BySexAge<f64> {
    std::array::from_fn(|sex| logs[sex].map(|m| m + by[sex]))
}

/// Two standard normal numbers with a correlation.
fn pair(random: &mut Random, correlation: f64) -> [f64; SEXES] {
    let (first, other) = (f64::from(random.normal()), f64::from(random.normal()));
    [first, correlation * first + (1.0 - correlation * correlation).sqrt() * other]
}

/// What a yearly series has for a year: the last holds for ever.
fn last_of<T: Copy>(series: &[T], year: usize, without: T) -> T {
    series.get(year).or_else(|| series.last()).copied().unwrap_or(without)
}
