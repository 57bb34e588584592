//! The country and its municipalities as they could be known at the end of an earlier year.

use projection::mortality::{Mortality, infant_survival, survival};
use projection::national::{National, Parameters, Run};
use projection::population::{BaseError, Place, balance};
use projection::{AGES, BySexAge, Pyramid, SEXES, WOMEN, zeros};
use statistics::cohorts::local_changes;
use statistics::{Fault, Tables};

use super::super::inputs;

/// Five-year groups from 55 are counted, and split over single ages as the country's: the parts are uncertain.
const BASE_ERROR: BaseError = BaseError { single: 1.2, groups_known: true };
/// Years whose survivors set the level of mortality.
const REBASED: i32 = 5;
/// Years that net migration is read from.
const MIGRATION_YEARS: i32 = 10;
/// Years whose births set the level of fertility.
const FERTILITY_YEARS: i32 = 3;
/// From this age nobody is taken to migrate.
const SETTLED: usize = 85;

/// What was known, ready to be run.
pub(super) struct Past {
    pub national: National,
    pub places: Vec<Place>,
}

impl Past {
    /// What was known at the end of `from`, for a run to `to`.
    ///
    /// # Errors
    /// A year that the municipalities were not counted by age in.
    pub fn new(tables: &Tables, from: i32, to: i32, draws: usize, seed: u64) -> Result<Self, Fault> {
        let mortality = mortality(tables, from);
        let years = (to - from) as usize;
        let population = tables.population.national(from).copied().unwrap_or_else(zeros);
        let parameters = Parameters {
            migration: migration(tables, from, years, &mortality),
            mortality_moved: Vec::new(),
            fertility_pattern: tables.rates.fertility_pattern,
            fertility: vec![fertility(tables, from, &mortality)],
            fertility_error: inputs::fertility_error(tables)?,
            mortality,
            population,
            migration_error: inputs::MIGRATION_ERROR,
            onset_error: inputs::ONSET_ERROR,
        };
        let mut national = National::draw(&parameters, Run { base_year: from, years, draws, seed });
        let places = places(tables, from)?;
        balance(&mut national, &places);
        Ok(Self { national, places })
    }
}

/// Children per woman in the last years: those who were there at the end of the year they were born in, of as many women.
fn fertility(tables: &Tables, from: i32, mortality: &Mortality) -> f64 {
    let pattern = &tables.rates.fertility_pattern;
    let alive = infant_survival(&mortality.jump_off[WOMEN]);
    let (mut born, mut bearing) = (0.0, 0.0);
    for year in from - FERTILITY_YEARS + 1..=from {
        let (Some(before), Some(after)) =
            (tables.population.national(year - 1), tables.population.national(year))
        else {
            continue;
        };
        born += after.iter().map(|ages| ages[0]).sum::<f64>() / alive;
        bearing += (0..AGES).map(|age| before[WOMEN][age] * pattern[age]).sum::<f64>();
    }
    born / bearing
}

/// Mortality fitted to the years before, at the level of the last years' survivors.
pub(super) fn mortality(tables: &Tables, from: i32) -> Mortality {
    let first = from - REBASED;
    let observed: Vec<Pyramid> = (first..=from)
        .filter_map(|year| tables.population.national(year))
        .map(|table| table.map(|ages| ages.map(|n| n as f32)))
        .collect();
    Mortality::fit(&tables.rates.mortality.until(from)).rebase(first, &observed)
}

/// Net migration, persons by year, sex and age: what cohorts gained beyond survival in the years before, of as many as
/// there will be.
fn migration(tables: &Tables, from: i32, years: usize, mortality: &Mortality) -> Vec<BySexAge<f64>> {
    let gain: BySexAge<f64> = std::array::from_fn(|sex| gain(tables, from, sex));
    let mut people = tables.population.national(from).copied().unwrap_or_else(zeros);
    (1..=years)
        .map(|year| {
            let logs = mortality.expected(year as i32);
            let mut moved = zeros();
            for sex in 0..SEXES {
                let alive = survival(&logs[sex]);
                let mut next = [0.0; AGES];
                for age in 0..AGES {
                    let survivors = people[sex][age] * alive[age];
                    moved[sex][age] = survivors * (gain[sex][age].exp() - 1.0);
                    next[(age + 1).min(AGES - 1)] += survivors + moved[sex][age];
                }
                people[sex] = next;
            }
            moved
        })
        .collect()
}

/// Logarithm of observed to expected survivors a year by age, smoothed over five ages, fading to nothing at
/// [`SETTLED`].
fn gain(tables: &Tables, from: i32, sex: usize) -> [f64; AGES] {
    let history = &tables.rates.mortality;
    let (mut observed, mut expected) = ([0.0; AGES], [0.0; AGES]);
    for year in (from - MIGRATION_YEARS + 1..=from).filter(|year| *year <= history.last_year()) {
        let (Some(before), Some(after)) =
            (tables.population.national(year - 1), tables.population.national(year))
        else {
            continue;
        };
        let alive = survival(&history.rates((year - history.first_year) as usize, sex).map(f64::ln));
        for age in 0..SETTLED {
            observed[age] += after[sex][age + 1];
            expected[age] += before[sex][age] * alive[age];
        }
    }
    let single: [f64; AGES] =
        std::array::from_fn(|age| if age < SETTLED { (observed[age] / expected[age]).ln() } else { 0.0 });
    std::array::from_fn(|age| {
        if age >= SETTLED {
            return 0.0;
        }
        let near = &single[age.saturating_sub(2)..=age + 2];
        near.iter().sum::<f64>() / near.len() as f64
    })
}

/// The municipalities.
fn places(tables: &Tables, from: i32) -> Result<Vec<Place>, Fault> {
    let people: Vec<Pyramid> = tables.population.people_in(&tables.regions, from)?;
    let changes = local_changes(&tables.population, &tables.regions, from, &people);
    let mut places: Vec<Place> = tables
        .regions
        .municipalities()
        .zip(&changes)
        .zip(&people)
        .map(|((region, change), people)| Place {
            base_error: BASE_ERROR,
            ..inputs::place(region.number(), *people, change)
        })
        .collect();
    inputs::set_fertility(&mut places, &tables.rates.fertility_pattern);
    Ok(places)
}
