//! The country and its municipalities as they could be known at the end of an earlier year.

use projection::mortality::{Mortality, survival};
use projection::national::{National, Parameters, Run};
use projection::population::{BaseError, Place, balance};
use projection::{AGES, BySexAge, Pyramid, SEXES, zeros};
use statistics::Tables;
use statistics::cohorts::local_changes;
use statistics::population::{PANEL_FROM, PANEL_GROUPS};

use super::super::inputs;

/// Five-year groups are counted, and split over single ages as the country's: the parts are uncertain.
const BASE_ERROR: BaseError = BaseError { single: 1.2, groups_known: true };
/// Years whose survivors set the level of mortality.
const REBASED: i32 = 5;
/// Years that the net migration of the old is read from.
const MIGRATION_YEARS: i32 = 10;
/// From this age nobody is taken to migrate.
const SETTLED: usize = 85;

/// What was known, ready to be run.
pub(super) struct Past {
    pub national: National,
    pub places: Vec<Place>,
}

impl Past {
    /// What was known at the end of `from`, for a run to `to`, both years of the panel: no municipality and no year of
    /// those is missing, or the tables could not have been read.
    pub fn new(tables: &Tables, from: i32, to: i32, draws: usize, seed: u64) -> Self {
        let mortality = mortality(tables, from);
        let years = (to - from) as usize;
        let population = tables.population.national(from).copied().unwrap_or_else(zeros);
        let parameters = Parameters {
            migration: migration(tables, from, years, &mortality),
            mortality,
            fertility_pattern: tables.rates.fertility_pattern,
            // Nobody born later is 65 in a back-test.
            fertility: vec![0.0],
            fertility_error: 0.0,
            population,
            migration_error: 0.0,
        };
        let mut national = National::draw(&parameters, Run { base_year: from, years, draws, seed });
        let places = places(tables, from);
        balance(&mut national, &places);
        Self { national, places }
    }
}

/// Mortality fitted to the years before, at the level of the last years' survivors.
fn mortality(tables: &Tables, from: i32) -> Mortality {
    let first = from - REBASED;
    let observed: Vec<Pyramid> = (first..=from)
        .filter_map(|year| tables.population.national(year))
        .map(|table| table.map(|ages| ages.map(|n| n as f32)))
        .collect();
    Mortality::fit(&tables.rates.mortality.until(from)).rebase(first, &observed)
}

/// Net migration of those who were 55 or more, persons by year, sex and age: what cohorts gained beyond survival in
/// the years before, of as many as there will be.
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
    for year in from - MIGRATION_YEARS + 1..=from {
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
        if !(PANEL_FROM..SETTLED).contains(&age) {
            return 0.0;
        }
        single[age - 2..=age + 2].iter().sum::<f64>() / 5.0
    })
}

/// The municipalities, those aged 55 or more.
fn places(tables: &Tables, from: i32) -> Vec<Place> {
    let changes = local_changes(&tables.population, &tables.regions, from, &[]);
    tables
        .regions
        .municipalities()
        .zip(&changes)
        .map(|(region, change)| {
            let place = inputs::place(region.number(), base(tables, &region.code, from), change, 1.0);
            Place { base_error: BASE_ERROR, ..place }
        })
        .collect()
}

/// People aged 55 or more by single age: five-year groups split as the country's.
fn base(tables: &Tables, code: &str, from: i32) -> Pyramid {
    let mut people = [[0.0_f32; AGES]; SEXES];
    let (Some(panel), Some(country)) =
        (tables.population.panel(code, from), tables.population.national(from))
    else {
        return people;
    };
    for s in 0..SEXES {
        for (group, &n) in panel[s].iter().enumerate().take(PANEL_GROUPS) {
            let first = PANEL_FROM + 5 * group;
            let ages = first..(first + 5).min(AGES);
            let all: f64 = ages.clone().map(|age| country[s][age]).sum();
            ages.for_each(|age| people[s][age] = (n * country[s][age] / all) as f32);
        }
    }
    people
}
