//! The country's futures: survival, fertility and net migration for every future and year.
//!
//! They are computed once and shared by all places, so that a county or the country is the sum of its
//! municipalities future by future.

use rayon::prelude::*;

use crate::mortality::{LeeCarter, infant_survival, survival, years_left_at_65};
use crate::random::{Random, Stream};
use crate::{AGES, BySexAge, SEXES};

/// How many futures, how far, from where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Run {
    /// Base year: the population is known on 31 December.
    pub base_year: i32,
    /// Years to project, at least 1.
    pub years: usize,
    /// Number of futures, at least 1.
    pub draws: usize,
    /// Seed of all random streams.
    pub seed: u64,
}

/// What the country's futures are drawn from.
#[derive(Clone, Debug)]
pub struct Parameters {
    /// Mortality with the base year as jump-off.
    pub mortality: LeeCarter,
    /// Births per woman and year by single age, normalised to sum to 1 (only 15–49 are above 0).
    pub fertility_pattern: [f64; AGES],
    /// Children per woman, year by year from the first projected year; the last value is held.
    pub fertility: Vec<f64>,
    /// Standard deviation of the logarithm of fertility after ten years.
    pub fertility_error: f64,
    /// Net migration from abroad, persons by sex and age, year by year; the last table is held.
    pub migration: Vec<BySexAge<f64>>,
    /// Persons by sex and age in the base year, to turn net migration into a rate.
    pub population: BySexAge<f64>,
    /// Standard deviation of the migration level relative to its expectation.
    pub migration_error: f64,
}

/// Survival from one 31 December to the next, by sex and age.
pub type Survival = [[f32; AGES]; SEXES];

/// The drawn futures. Index a table with [`National::at`].
#[derive(Debug)]
pub struct National {
    /// What was asked for.
    pub run: Run,
    /// Survival by `[draw][year]`.
    pub survival: Vec<Survival>,
    /// Survival of the new-born to the end of the year, by `[draw][year]` and sex.
    pub infants: Vec<[f32; SEXES]>,
    /// Children per woman by `[draw][year]`.
    pub fertility: Vec<f32>,
    /// Factor on expected net migration by `[draw][year]`.
    pub migration_level: Vec<f32>,
    /// Years of life at 65 gained since the base year, mean of the sexes, by `[draw][year]`.
    pub life_gained: Vec<f32>,
    /// Expected net migration from abroad per inhabitant by year, sex and age.
    pub migration_rate: Vec<Survival>,
    /// Share of each year's births by the mother's age.
    pub fertility_pattern: [f32; AGES],
}

impl National {
    /// Draws the futures. The work is split over futures; the result does not depend on how.
    pub fn draw(parameters: &Parameters, run: Run) -> Self {
        let futures: Vec<Vec<Year>> =
            (0..run.draws).into_par_iter().map(|draw| one_future(parameters, run, draw as u64)).collect();
        let mut national = Self {
            run,
            survival: Vec::with_capacity(run.draws * run.years),
            infants: Vec::with_capacity(run.draws * run.years),
            fertility: Vec::with_capacity(run.draws * run.years),
            migration_level: Vec::with_capacity(run.draws * run.years),
            life_gained: Vec::with_capacity(run.draws * run.years),
            migration_rate: (0..run.years).map(|year| migration_rate(parameters, year)).collect(),
            fertility_pattern: parameters.fertility_pattern.map(|x| x as f32),
        };
        for year in futures.into_iter().flatten() {
            national.survival.push(year.survival);
            national.infants.push(year.infants);
            national.fertility.push(year.fertility);
            national.migration_level.push(year.migration_level);
            national.life_gained.push(year.life_gained);
        }
        national
    }

    /// Index of a future and a projected year (0 is the year after the base year) in the tables.
    #[inline]
    pub fn at(&self, draw: usize, year: usize) -> usize {
        draw * self.run.years + year
    }
}

struct Year {
    survival: Survival,
    infants: [f32; SEXES],
    fertility: f32,
    migration_level: f32,
    life_gained: f32,
}

/// Persistence of the yearly swings of fertility and migration around their expected path.
const PERSISTENCE: f64 = 0.85;

fn one_future(parameters: &Parameters, run: Run, draw: u64) -> Vec<Year> {
    let mortality = &parameters.mortality;
    let normal = |random: &mut Random| f64::from(random.normal());
    let mut drift_random = Random::new(run.seed, Stream::Drift, 0, draw);
    let common = normal(&mut drift_random);
    let drift: [f64; SEXES] = [0, 1].map(|s| mortality.drift[s] + mortality.drift_error[s] * common);
    let mut index_random = Random::new(run.seed, Stream::Mortality, 0, draw);
    let mut fertility_random = Random::new(run.seed, Stream::Fertility, 0, draw);
    let mut migration_random = Random::new(run.seed, Stream::Migration, 0, draw);

    let alone = (1.0 - mortality.correlation.powi(2)).max(0.0).sqrt();
    let swing = (1.0 - PERSISTENCE * PERSISTENCE).sqrt();
    let base = life_left(&mortality.jump_off);
    let mut index = [0.0; SEXES];
    let (mut fertility, mut migration) = (0.0, 0.0);
    (0..run.years)
        .map(|year| {
            let women = normal(&mut index_random);
            let men = mortality.correlation * women + alone * normal(&mut index_random);
            for (s, shock) in [women, men].into_iter().enumerate() {
                index[s] += drift[s] + mortality.innovation[s] * shock;
            }
            fertility = PERSISTENCE * fertility + swing * normal(&mut fertility_random);
            migration = PERSISTENCE * migration + swing * normal(&mut migration_random);
            let logs = mortality.log_rates(index);
            Year {
                survival: logs.map(|l| survival(&l).map(|s| s as f32)),
                infants: logs.map(|l| infant_survival(&l) as f32),
                fertility: (held(&parameters.fertility, year)
                    * (parameters.fertility_error * fertility).exp()) as f32,
                migration_level: (1.0 + parameters.migration_error * migration) as f32,
                life_gained: (life_left(&logs) - base) as f32,
            }
        })
        .collect()
}

fn life_left(log_rates: &BySexAge<f64>) -> f64 {
    log_rates.iter().map(|logs| years_left_at_65(&survival(logs))).sum::<f64>() / SEXES as f64
}

fn migration_rate(parameters: &Parameters, year: usize) -> Survival {
    let table = &parameters.migration[year.min(parameters.migration.len() - 1)];
    std::array::from_fn(|s| {
        std::array::from_fn(|a| (table[s][a] / parameters.population[s][a].max(1.0)).clamp(-0.2, 0.2) as f32)
    })
}

/// The value of a yearly series whose last value holds for ever.
fn held(series: &[f64], year: usize) -> f64 {
    series[year.min(series.len() - 1)]
}
