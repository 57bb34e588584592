//! From reference tables to what the projection computes with.
//!
//! Every number here is a table's figure, an estimate from tables, or a stated assumption: a constant with the
//! word *assumption* in its comment.

mod local_care;
mod need;
mod staff;

use projection::mortality::Mortality;
use projection::national::Parameters;
use projection::need::{Level, Service};
use projection::population::{BANDS, BaseError, Place, band};
use projection::simulation::{Costs, Model};
use projection::staff::Ageing;
use projection::{AGES, BySexAge, Pyramid};
use statistics::cohorts::{LocalChange, local_changes};
use statistics::{Fault, Tables};

pub use local_care::{LEVELS_AHEAD, local_care};
pub(super) use local_care::{keep_total, level, users_at};
use need::users;
pub(super) use need::{gradients, later};
pub use staff::{FULL_TIME_WEEK, NEWLY_TRAINED, REGISTER, REGISTER_BREAK};

/// Year of the register of users that today's shares come from.
pub const USERS_YEAR: i32 = 2024;
/// Year that costs and staff are known for; also the price level.
pub const PRICE_YEAR: i32 = 2023;
/// First year that the mortality level is compared with the population; see [`Mortality::rebase`].
pub const REBASE_FROM: i32 = 2020;

/// Share of a place's cost that is staff. Assumption.
const STAFF_SHARE: f64 = 0.75;
/// Standard deviation of the level of net migration from abroad relative to its expectation: by how the five years after each
/// of 1979–2014 differed from the ten before, of which nine in ten windows since 1990 lie within.
pub(super) const MIGRATION_ERROR: f64 = 1.2;
/// Standard deviation of how much later need begins, relative to the years of life gained. Assumption: in nine futures of
/// ten it is between not at all and twice as much.
pub const ONSET_ERROR: f64 = 0.6;
/// Uncertainty of the base year: how those counted are split by sex, and the publisher's disturbance. Assumption.
const BASE_ERROR: BaseError = BaseError { single: 0.3, groups_known: false };
/// Standard error of the lasting level of net moves at all ages, a year and inhabitant, in a small place; and how many
/// inhabitants make it fall by the root of two. By the errors of forecasts of municipalities' totals over five and ten years.
pub const GAIN_ERROR: (f64, f64) = (0.002_7, 200_000.0);
/// Standard deviation of one year's net moves at all ages in a place of so many inhabitants, and its power of size.
const GAIN_SWING: (f64, f64, f64) = (0.005_5, 30_000.0, 0.3);
/// Gross moves a year as a share of the people, by band: the chance in net migration. Assumption.
const MOVES: [f64; BANDS] = [0.06, 0.16, 0.06, 0.03, 0.02, 0.02];
/// Standard deviation of a year's local migration rate beyond chance, by band. Assumption.
const SWINGS: [f64; BANDS] = [0.004, 0.008, 0.003, 0.002, 0.001_5, 0.001];

/// What the country's futures are drawn from, from the base year on.
///
/// # Errors
/// A table that does not reach so far.
pub fn national(tables: &Tables) -> Result<Parameters, Fault> {
    let base_year = tables.base.year;
    let years: Vec<Pyramid> = (REBASE_FROM..=base_year)
        .filter_map(|year| tables.population.national(year))
        .map(|table| table.map(|ages| ages.map(|n| n as f32)))
        .collect();
    let fertility: Vec<f64> = tables.rates.fertility.range(base_year + 1..).map(|(_, f)| f.0).collect();
    let migration: Vec<BySexAge<f64>> =
        tables.rates.migration.range(base_year + 1..).map(|(_, table)| *table).collect();
    if migration.is_empty() {
        return Err(lacking("migration", base_year + 1));
    }
    Ok(Parameters {
        mortality: Mortality::fit(&tables.rates.mortality).rebase(REBASE_FROM, &years),
        mortality_moved: Vec::new(),
        fertility_pattern: tables.rates.fertility_pattern,
        fertility,
        fertility_error: fertility_error(tables)?,
        migration,
        population: *people(tables, base_year)?,
        migration_error: MIGRATION_ERROR,
        onset_error: ONSET_ERROR,
    })
}

/// Standard deviation of the logarithm of fertility after ten years.
pub(super) fn fertility_error(tables: &Tables) -> Result<f64, Fault> {
    let ahead = tables.base.year + 10;
    let found = tables.rates.fertility.get(&ahead).copied();
    let (_, low, high) = found.ok_or_else(|| lacking("fertility", ahead))?;
    // The published interval is 80 per cent: 2 × 1.2816 standard deviations.
    Ok((high / low).ln() / (2.0 * 1.281_6))
}

/// The country's people in a year.
fn people(tables: &Tables, year: i32) -> Result<&BySexAge<f64>, Fault> {
    tables.population.national(year).ok_or_else(|| lacking("population_national", year))
}

fn lacking(table: &str, year: i32) -> Fault {
    Fault::Check { table: table.to_owned(), reason: format!("the year {year} is missing") }
}

/// The municipalities as the projection sees them, in order of code.
pub fn places(tables: &Tables) -> Vec<Place> {
    let base = &tables.base;
    let changes = local_changes(&tables.population, &tables.regions, base.year, &base.people);
    let mut places: Vec<Place> = tables
        .regions
        .municipalities()
        .zip(&changes)
        .zip(&base.people)
        .map(|((region, change), base)| place(region.number(), *base, change))
        .collect();
    set_fertility(&mut places, &tables.rates.fertility_pattern);
    places
}

/// One place from its base population and its own change.
pub(super) fn place(code: u64, base: Pyramid, change: &LocalChange) -> Place {
    let migration = std::array::from_fn(|s| std::array::from_fn(|age| change.migration_at(s, age) as f32));
    let mut size = [0.0_f64; BANDS];
    for ages in &base {
        ages.iter().enumerate().for_each(|(age, &n)| size[band(age)] += f64::from(n));
    }
    let all = size.iter().sum::<f64>().max(500.0);
    Place {
        code,
        county: code / 100,
        base,
        mortality: Level { log: change.mortality.log as f32, error: change.mortality.error as f32 },
        migration,
        gain_error: (GAIN_ERROR.0 / (1.0 + all / GAIN_ERROR.1).sqrt()) as f32,
        gain_swing: (GAIN_SWING.0 * (GAIN_SWING.1 / all).powf(GAIN_SWING.2)) as f32,
        migration_error: change.migration_error.map(|e| e as f32),
        migration_swing: std::array::from_fn(|b| {
            (SWINGS[b].powi(2) + MOVES[b] / size[b].max(20.0)).sqrt() as f32
        }),
        fertility: 1.0,
        base_error: BASE_ERROR,
    }
}

/// A place's fertility relative to the country's: children under five to women weighted by the pattern of five
/// years ago, shrunk towards the country where few are born.
pub(super) fn set_fertility(places: &mut [Place], pattern: &[f64; AGES]) {
    let children = |p: &Pyramid| (0..5).map(|a| f64::from(p[0][a] + p[1][a])).sum::<f64>();
    let women = |p: &Pyramid| (15..50).map(|a| pattern[a] * f64::from(p[0][a + 2])).sum::<f64>();
    let country: f64 = places.iter().map(|p| children(&p.base)).sum::<f64>()
        / places.iter().map(|p| women(&p.base)).sum::<f64>();
    for place in places {
        let expected = women(&place.base) * country;
        // A hundred children of the country's are worth as much as a hundred of the place's own.
        place.fertility = ((children(&place.base) + 100.0) / (expected + 100.0)) as f32;
    }
}

/// What is the same for all places. `years` projected years.
///
/// # Errors
/// A table that lacks a figure.
pub fn model(tables: &Tables, years: usize) -> Result<Model, Fault> {
    let need = need::need(tables)?;
    let staff = staff::staff(tables, &need)?;
    Ok(Model { ageing: Ageing::over(&staff, years), costs: costs(tables, &need)?, staff, need })
}

fn costs(tables: &Tables, need: &projection::need::Parameters) -> Result<Costs, Fault> {
    let total = |name: &str| tables.care.total(name, PRICE_YEAR);
    let (special, home) = (total("cost_special_housing")?, total("cost_home_care")?);
    let short = total("cost_short_term_prices_2023")?;
    let other = total("cost_total")? - special - home - short;
    let hours = users(tables, Service::HomeCare, PRICE_YEAR) * need.hours_per_user * 12.0;
    let over_80: f64 = people(tables, PRICE_YEAR)?.iter().map(|ages| ages[80..].iter().sum::<f64>()).sum();
    Ok(Costs {
        per_place: special / total("persons_special_housing")?,
        per_hour: home / hours,
        per_short_term: short / users(tables, Service::ShortTerm, PRICE_YEAR),
        other_per_80_plus: other / over_80,
        staff_share: STAFF_SHARE,
    })
}
