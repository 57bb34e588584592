//! From reference tables to what the projection computes with.
//!
//! Every number here is a table's figure, an estimate from tables, or a stated assumption: a constant with the
//! word *assumption* in its comment.

use projection::answer::{Costs, LocalCare, Model};
use projection::local::{Observed, shrink};
use projection::mortality::Mortality;
use projection::national::Parameters;
use projection::need::{self, Gradient, Level, SERVICES, Service};
use projection::population::{BANDS, BaseError, LOCAL_PERSISTENCE, Place, band};
use projection::staff::{self, Exits, OCCUPATIONS};
use projection::{AGES, BySexAge, OLD, Pyramid, SEXES};
use statistics::care::{GradientBand, USER_BANDS};
use statistics::cohorts::{LocalChange, local_changes};
use statistics::{Fault, Tables};

/// Year of the register of users that today's shares come from.
pub const USERS_YEAR: i32 = 2024;
/// Year that costs and staff are known for; also the price level.
pub const PRICE_YEAR: i32 = 2023;
/// First year that the mortality level is compared with the population; see [`Mortality::rebase`].
pub const REBASE_FROM: i32 = 2020;
/// Last year of the municipal panel.
const PANEL_YEAR: i32 = *statistics::population::PANEL_YEARS.end();

/// Contracted full-time equivalents for each employee. Assumption: half of the assistant nurses work full time
/// (52 % in 2022, SKR), the others mostly three quarters, and some are paid by the hour.
const CONTRACT_RATE: [f64; OCCUPATIONS] = [0.87, 0.80, 0.90];
/// Share of the nurses who work in special housing. Assumption.
const NURSES_IN_SPECIAL_HOUSING: f64 = 0.7;
/// Hours of a full-time week in care.
const FULL_TIME_WEEK: f64 = 37.0;
/// Sick leave in municipalities 2023 (SKR, Kolada).
const SICK_LEAVE: f64 = 0.075;
/// Sick leaves begun for each thousand employed in a year, by occupation: care staff, which assistant nurses and care
/// assistants are counted among, and nurses, 2014 (the Swedish Social Insurance Agency, by Vårdfokus, June 2015). Only how
/// they relate is used.
const SICK_LEAVES: [f64; OCCUPATIONS] = [171.0, 171.0, 141.0];
/// Home care a month for someone kept out of special housing, hours. Assumption: about three hours a day.
const HOURS_INSTEAD_OF_PLACE: f64 = 90.0;
/// Hours a month that a medicine dispenser frees, net (IHE Rapport 2021:6).
const HOURS_PER_DISPENSER: f64 = 14.0;
/// Share of a place's cost that is staff. Assumption.
const STAFF_SHARE: f64 = 0.75;
/// Standard deviation of the level of net migration from abroad relative to its expectation. Assumption: half,
/// as it has ranged from 13 000 to 117 000 a year since 2010.
const MIGRATION_ERROR: f64 = 0.5;
/// Uncertainty of the base year, carried forward over six years from the last single-age count: about the chance in
/// as many years' deaths. Assumption.
const BASE_ERROR: BaseError = BaseError { single: 0.7, groups_known: false };
/// How much of a municipality's difference ten years ago remains. Assumption.
pub const OLD_DIFFERENCE_REMAINS: f64 = 0.7;
/// Gross moves a year as a share of the people, by band: the chance in net migration. Assumption.
const MOVES: [f64; BANDS] = [0.06, 0.16, 0.06, 0.03, 0.02, 0.02];
/// Standard deviation of a year's local migration rate beyond chance, by band. Assumption.
const SWINGS: [f64; BANDS] = [0.004, 0.008, 0.003, 0.002, 0.001_5, 0.001];

/// What the country's futures are drawn from, from the base year on.
///
/// # Errors
/// A table that does not reach so far.
pub fn national(tables: &Tables) -> Result<Parameters, Fault> {
    let base_year = tables.population.base_year;
    let years: Vec<Pyramid> = (REBASE_FROM..=base_year)
        .filter_map(|year| tables.population.national(year))
        .map(|table| table.map(|ages| ages.map(|n| n as f32)))
        .collect();
    let fertility: Vec<f64> = tables.rates.fertility.range(base_year + 1..).map(|(_, f)| f.0).collect();
    let ahead = tables.rates.fertility.get(&(base_year + 10)).copied();
    let (_, low, high) = ahead.ok_or_else(|| lacking("fertility", base_year + 10))?;
    let migration: Vec<BySexAge<f64>> =
        tables.rates.migration.range(base_year + 1..).map(|(_, table)| *table).collect();
    if migration.is_empty() {
        return Err(lacking("migration", base_year + 1));
    }
    Ok(Parameters {
        mortality: Mortality::fit(&tables.rates.mortality).rebase(REBASE_FROM, &years),
        fertility_pattern: tables.rates.fertility_pattern,
        fertility,
        // The published interval is 80 per cent: 2 × 1.2816 standard deviations.
        fertility_error: (high / low).ln() / (2.0 * 1.281_6),
        migration,
        population: *people(tables, base_year)?,
        migration_error: MIGRATION_ERROR,
    })
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
    let changes = local_changes(&tables.population, &tables.regions, PANEL_YEAR, &tables.population.base);
    // What was known of migration has faded since.
    let faded = f64::from(LOCAL_PERSISTENCE).powi(tables.population.base_year - PANEL_YEAR);
    let mut places: Vec<Place> = tables
        .regions
        .municipalities()
        .zip(&changes)
        .zip(&tables.population.base)
        .map(|((region, change), base)| place(region.number(), *base, change, faded))
        .collect();
    set_fertility(&mut places, &tables.rates.fertility_pattern);
    places
}

/// One place from its base population and its own change, of whose migration the share `left` is left.
pub(super) fn place(code: u64, base: Pyramid, change: &LocalChange, left: f64) -> Place {
    let migration =
        std::array::from_fn(|s| std::array::from_fn(|age| (left * change.migration_at(s, age)) as f32));
    let mut size = [0.0_f64; BANDS];
    for ages in &base {
        ages.iter().enumerate().for_each(|(age, &n)| size[band(age)] += f64::from(n));
    }
    Place {
        code,
        base,
        mortality: Level { log: change.mortality.log as f32, error: change.mortality.error as f32 },
        migration,
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
fn set_fertility(places: &mut [Place], pattern: &[f64; AGES]) {
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
    let need = need(tables)?;
    let staff = staff(tables, &need)?;
    Ok(Model { exits: Exits::over(&staff, years), costs: costs(tables, &need)?, staff, need })
}

fn need(tables: &Tables) -> Result<need::Parameters, Fault> {
    let people = people(tables, USERS_YEAR - 1)?;
    let by_age = |value: fn(&GradientBand) -> f64| shape(&tables.care.gradient, value);
    let (home, special) = (by_age(|b| b.home_care), by_age(|b| b.special_housing));
    // Short-term places and day activity have no published age pattern: that of the nearest service serves.
    let shapes = [home, special, special, home];
    let gradient = std::array::from_fn(|service| calibrate(tables, service, &shapes[service], people));
    let hours: Vec<f64> = tables.care.local.iter().filter_map(|l| l.hours_per_user).map(|h| h.0).collect();
    Ok(need::Parameters {
        gradient,
        trend: std::array::from_fn(|service| trend(tables, service)),
        hours_per_user: hours.iter().sum::<f64>() / hours.len().max(1) as f64,
        hours_instead_of_place: HOURS_INSTEAD_OF_PLACE,
        hours_per_dispenser: HOURS_PER_DISPENSER,
    })
}

/// A share for each single age: log-linear between the middles of the bands, the last slope carried on to 100.
fn shape(bands: &[GradientBand], value: impl Fn(&GradientBand) -> f64) -> [f64; AGES] {
    let middle =
        |b: &GradientBand| if b.to >= 100 { b.from as f64 + 3.0 } else { (b.from + b.to) as f64 / 2.0 };
    let points: Vec<(f64, f64)> = bands.iter().map(|b| (middle(b), value(b).ln())).collect();
    std::array::from_fn(|age| {
        if age < OLD {
            return 0.0;
        }
        let after = points.partition_point(|p| p.0 < age as f64).clamp(1, points.len() - 1);
        let ((x0, y0), (x1, y1)) = (points[after - 1], points[after]);
        (y0 + (y1 - y0) * (age as f64 - x0) / (x1 - x0)).exp()
    })
}

/// Scales an age pattern so that the register's users 65–79 and 80+ come out exactly for each sex. The scale
/// moves smoothly from one band's to the other's between 75 and 85.
fn calibrate(tables: &Tables, service: usize, shape: &[f64; AGES], people: &BySexAge<f64>) -> Gradient {
    std::array::from_fn(|sex| {
        let wanted: [f64; USER_BANDS] =
            std::array::from_fn(|band| tables.care.users(USERS_YEAR, service, sex, band).persons);
        let mut scale = [0.01_f64; USER_BANDS];
        let share = |age: usize, scale: &[f64; USER_BANDS]| {
            let upper = ((age as f64 - 75.0) / 10.0).clamp(0.0, 1.0);
            (shape[age] * scale[0].powf(1.0 - upper) * scale[1].powf(upper)).min(0.9)
        };
        for _ in 0..200 {
            for (band, ages) in [OLD..80, 80..AGES].into_iter().enumerate() {
                let users: f64 = ages.map(|age| people[sex][age] * share(age, &scale)).sum();
                scale[band] *= wanted[band] / users.max(1e-9);
            }
        }
        std::array::from_fn(|age| if age < OLD { 0.0 } else { share(age, &scale) as f32 })
    })
}

/// Yearly change of the logarithm of the share, both bands and sexes weighted by users, 2014–2024.
fn trend(tables: &Tables, service: usize) -> f64 {
    const FIRST: i32 = 2014;
    let (mut weighted, mut weight) = (0.0, 0.0);
    for sex in 0..SEXES {
        for band in 0..USER_BANDS {
            let (then, now) = (
                tables.care.users(FIRST, service, sex, band),
                tables.care.users(USERS_YEAR, service, sex, band),
            );
            let change = ((now.persons / now.population) / (then.persons / then.population)).ln();
            weighted += now.persons * change / f64::from(USERS_YEAR - FIRST);
            weight += now.persons;
        }
    }
    weighted / weight
}

/// Users of a service in the whole country, 65 and over.
fn users(tables: &Tables, service: Service, year: i32) -> f64 {
    let cells = (0..SEXES).flat_map(|sex| (0..USER_BANDS).map(move |band| (sex, band)));
    cells.map(|(sex, band)| tables.care.users(year, service as usize, sex, band).persons).sum()
}

fn staff(tables: &Tables, need: &need::Parameters) -> Result<staff::Parameters, Fault> {
    let total = |name: &str| tables.care.total(name, PRICE_YEAR);
    let nurses = tables.care.total("nurses", 2021)?;
    let all = [total("assistant_nurses")?, total("care_assistants")?, nurses];
    let special = [
        total("assistant_nurses_special_housing")?,
        total("care_assistants_special_housing")?,
        nurses * NURSES_IN_SPECIAL_HOUSING,
    ];
    let places = total("persons_special_housing")?;
    let hours = users(tables, Service::HomeCare, PRICE_YEAR) * need.hours_per_user * 12.0;
    let mean_rate = all.iter().zip(CONTRACT_RATE).map(|(n, r)| n * r).sum::<f64>() / all.iter().sum::<f64>();
    let mean_leaves = all.iter().zip(SICK_LEAVES).map(|(n, l)| n * l).sum::<f64>() / all.iter().sum::<f64>();
    let mut age_structure = [[0.0; staff::AGE_GROUPS]; OCCUPATIONS];
    for (occupation, structure) in age_structure.iter_mut().enumerate() {
        *structure = *tables.care.staff(occupation, USERS_YEAR)?;
    }
    Ok(staff::Parameters {
        fte_per_place: std::array::from_fn(|o| special[o] * CONTRACT_RATE[o] / places),
        fte_per_hour: std::array::from_fn(|o| (all[o] - special[o]) * CONTRACT_RATE[o] / hours),
        contract_rate: CONTRACT_RATE,
        weekly_hours: FULL_TIME_WEEK * mean_rate,
        sick_leave: SICK_LEAVE,
        sick_leave_ratio: SICK_LEAVES.map(|leaves| leaves / mean_leaves),
        age_structure,
    })
}

fn costs(tables: &Tables, need: &need::Parameters) -> Result<Costs, Fault> {
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

/// How care in each municipality differs from the country's, in order of code.
pub fn local_care(tables: &Tables, need: &need::Parameters) -> Vec<LocalCare> {
    let codes: Vec<(u64, &str)> =
        tables.regions.municipalities().map(|r| (r.number(), r.code.as_str())).collect();
    let local = &tables.care.local;
    // Shares of 65+ are compared with what the country's gradient gives at the municipality's own ages.
    let expected = |service: Service| -> Vec<f64> {
        codes.iter().map(|(_, code)| expected_share(tables, code, &need.gradient[service as usize])).collect()
    };
    let (home, special) = (expected(Service::HomeCare), expected(Service::SpecialHousing));
    let column = |value: fn(&statistics::care::Local) -> Option<(f64, f64)>, expected: Option<&[f64]>| {
        levels(&local.iter().map(value).collect::<Vec<_>>(), expected)
    };
    let mut coverage_home = column(|l| l.home_care_65_plus, Some(&home));
    let mut coverage_special = column(|l| l.special_housing_65_plus, Some(&special));
    // No figures of other services are known by municipality: they may differ as much as special housing does.
    let values: Vec<_> = local.iter().map(|l| l.special_housing_65_plus).collect();
    let unknown = unknown_level(&values, &special);
    let others = [Service::ShortTerm, Service::DayActivity].map(|service| {
        let mut levels = vec![unknown; codes.len()];
        keep_total(&users_at(tables, &need.gradient[service as usize]), &mut levels);
        (service, levels)
    });
    let mut hours = column(|l| l.hours_per_user, None);
    let mut cost_per_user = column(|l| l.cost_per_user, None);
    let mut cost_per_place = column(|l| l.cost_per_place, None);
    let (home, special) = (Service::HomeCare as usize, Service::SpecialHousing as usize);
    let users = keep_total(&users_at(tables, &need.gradient[home]), &mut coverage_home);
    let residents = keep_total(&users_at(tables, &need.gradient[special]), &mut coverage_special);
    keep_total(&users, &mut hours);
    keep_total(&users, &mut cost_per_user);
    keep_total(&residents, &mut cost_per_place);
    (0..codes.len())
        .map(|i| LocalCare {
            code: codes[i].0,
            coverage: {
                let mut coverage = [Level::default(); SERVICES];
                coverage[Service::HomeCare as usize] = coverage_home[i];
                coverage[Service::SpecialHousing as usize] = coverage_special[i];
                others.iter().for_each(|(service, levels)| coverage[*service as usize] = levels[i]);
                coverage
            },
            hours: hours[i],
            cost_per_place: cost_per_place[i],
            // Cost per user is known; per hour it is that divided by the hours, which carry part of the error.
            cost_per_hour: Level {
                log: cost_per_user[i].log - hours[i].log,
                error: (cost_per_user[i].error.powi(2) - hours[i].error.powi(2)).max(0.0).sqrt(),
            },
        })
        .collect()
}

/// Share of 65+ that the country's gradient gives at a municipality's five-year groups of 2013.
fn expected_share(tables: &Tables, code: &str, gradient: &Gradient) -> f64 {
    const YEAR: i32 = 2013;
    const FIRST: usize = (OLD - statistics::population::PANEL_FROM) / 5;
    let (Some(panel), Some(country)) =
        (tables.population.panel(code, YEAR), tables.population.national(YEAR))
    else {
        return 0.0;
    };
    let (mut users, mut people) = (0.0, 0.0);
    for s in 0..SEXES {
        for (group, &n) in panel[s].iter().enumerate().skip(FIRST) {
            let from = statistics::population::PANEL_FROM + 5 * group;
            let ages = from..(from + 5).min(AGES);
            let weight: f64 = ages.clone().map(|a| country[s][a]).sum();
            let share = ages.map(|a| country[s][a] * f64::from(gradient[s][a])).sum::<f64>() / weight;
            users += n * share;
            people += n;
        }
    }
    users / people
}

/// Log levels relative to the country's mean, shrunk by how much a municipality's own years differ, and then
/// towards the country because the figures are about ten years old.
fn levels(values: &[Option<(f64, f64)>], expected: Option<&[f64]>) -> Vec<Level> {
    let logs: Vec<Option<(f64, f64)>> = values
        .iter()
        .enumerate()
        .map(|(i, value)| {
            let (mean, spread) = (*value)?;
            let log = (mean / expected.map_or(1.0, |e| e[i])).ln();
            // Three to four years each, and at least five per cent noise in any one.
            log.is_finite().then(|| (log, ((spread / mean).powi(2) + 0.05_f64.powi(2)) / 3.5))
        })
        .collect();
    let known: Vec<f64> = logs.iter().flatten().map(|l| l.0).collect();
    let mean = known.iter().sum::<f64>() / known.len().max(1) as f64;
    let observed: Vec<Option<Observed>> =
        logs.iter().map(|l| l.map(|(log, variance)| Observed { log: log - mean, variance })).collect();
    let shrunk = shrink(&observed, &vec![0.0; observed.len()]);
    let spread = known.iter().map(|l| (l - mean).powi(2)).sum::<f64>() / known.len().max(1) as f64;
    let forgotten = (1.0 - OLD_DIFFERENCE_REMAINS.powi(2)) * spread * 0.5;
    shrunk
        .iter()
        .map(|s| Level {
            log: (s.log * OLD_DIFFERENCE_REMAINS) as f32,
            error: (s.error.powi(2) + forgotten).sqrt() as f32,
        })
        .collect()
}

/// The level of a municipality of which nothing is known, among those with these values.
fn unknown_level(values: &[Option<(f64, f64)>], expected: &[f64]) -> Level {
    let values: Vec<_> = values.iter().copied().chain([None]).collect();
    let expected: Vec<f64> = expected.iter().copied().chain([1.0]).collect();
    levels(&values, Some(&expected)).last().copied().unwrap_or_default()
}

/// Users in the base year at the country's own gradient, by municipality.
fn users_at(tables: &Tables, gradient: &Gradient) -> Vec<f64> {
    let users = |p: &Pyramid| -> f64 {
        (0..SEXES).flat_map(|s| (OLD..AGES).map(move |a| f64::from(p[s][a] * gradient[s][a]))).sum()
    };
    tables.population.base.iter().map(users).collect()
}

/// Shifts all levels alike so that they do not change the sum of `weights`, which are returned with the levels
/// applied: the country stays what its own figures say.
fn keep_total(weights: &[f64], levels: &mut [Level]) -> Vec<f64> {
    // The mean of a log-normal level lies above its median.
    let mean = |l: &Level| f64::from(l.log + l.error * l.error / 2.0).exp();
    let with: f64 = weights.iter().zip(levels.iter()).map(|(n, l)| n * mean(l)).sum();
    let shift = (weights.iter().sum::<f64>() / with).ln() as f32;
    levels.iter_mut().for_each(|l| l.log += shift);
    weights.iter().zip(levels.iter()).map(|(n, l)| n * mean(l)).collect()
}
