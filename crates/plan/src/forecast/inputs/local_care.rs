//! How care in each municipality differs from the country's.

use projection::answer::LocalCare;
use projection::local::{Observed, shrink};
use projection::need::{self, Gradient, Level, SERVICES, Service};
use projection::{AGES, OLD, Pyramid, SEXES};
use statistics::Tables;

/// How much of a municipality's difference ten years ago remains. Assumption.
pub const OLD_DIFFERENCE_REMAINS: f64 = 0.7;

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
    tables.base.people.iter().map(users).collect()
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
