//! How care in each municipality differs from the country's.

use projection::local::Shrunk;
use projection::need::{self, Gradient, Level, Service};
use projection::simulation::LocalCare;
use projection::{AGES, OLD, Pyramid, SEXES};
use statistics::Tables;
use statistics::care::LOCAL_YEARS;
use statistics::practice::{Expected, Practice, PracticeAsOf};

/// A difference from the country fades, and each municipality is computed with one level: that of so many years after
/// the base year, the middle of the first ten.
pub const LEVELS_AHEAD: i32 = 5;

/// How care in each municipality differs from the country's, in order of code.
pub fn local_care(tables: &Tables, need: &need::Parameters) -> Vec<LocalCare> {
    let expected = Expected::new(tables);
    let known = PracticeAsOf::by(tables, &expected, *LOCAL_YEARS.end());
    let levels = |practice: Practice| -> Vec<Level> {
        known.levels(practice, tables.base.year + LEVELS_AHEAD).iter().map(level).collect()
    };
    let users = |gradient: &Gradient| -> Vec<f64> {
        tables.base.people.iter().map(|people| users_at(people, gradient)).collect()
    };
    let mut users = Service::ALL.map(|service| users(&need.gradient[service as usize]));
    let mut coverage = Service::ALL.map(|service| levels(Practice::Users(service)));
    for (users, levels) in users.iter_mut().zip(&mut coverage) {
        *users = keep_total(users, levels);
    }
    let kept = |practice: Practice, service: Service| -> Vec<Level> {
        let mut levels = levels(practice);
        keep_total(&users[service as usize], &mut levels);
        levels
    };
    let hours = kept(Practice::Hours, Service::HomeCare);
    let cost_per_user = kept(Practice::CostPerUser, Service::HomeCare);
    let cost_per_place = kept(Practice::CostPerPlace, Service::SpecialHousing);
    // Assumption: the care staff's sick leave differs between municipalities as that of all their employees.
    let sick_leave = kept(Practice::SickLeave, Service::SpecialHousing);
    // Assumption: and how many of them work part time, too.
    let part_time = kept(Practice::PartTime, Service::SpecialHousing);
    tables
        .regions
        .municipalities()
        .enumerate()
        .map(|(i, region)| LocalCare {
            code: region.number(),
            coverage: std::array::from_fn(|service| coverage[service][i]),
            hours: hours[i],
            cost_per_place: cost_per_place[i],
            cost_per_user: cost_per_user[i],
            sick_leave: sick_leave[i],
            part_time: part_time[i],
        })
        .collect()
}

pub(crate) fn level(shrunk: &Shrunk) -> Level {
    Level { log: shrunk.log as f32, error: shrunk.error as f32 }
}

/// Users among people at a gradient.
pub(crate) fn users_at(people: &Pyramid, gradient: &Gradient) -> f64 {
    (0..SEXES).flat_map(|s| (OLD..AGES).map(move |a| f64::from(people[s][a] * gradient[s][a]))).sum()
}

/// Shifts all levels alike so that they do not change the sum of `weights`, which are returned with the levels
/// applied: the country stays what its own figures say.
pub(crate) fn keep_total(weights: &[f64], levels: &mut [Level]) -> Vec<f64> {
    // The mean of a log-normal level lies above its median.
    let mean = |l: &Level| f64::from(l.log + l.error * l.error / 2.0).exp();
    let with: f64 = weights.iter().zip(levels.iter()).map(|(n, l)| n * mean(l)).sum();
    let shift = (weights.iter().sum::<f64>() / with).ln() as f32;
    levels.iter_mut().for_each(|l| l.log += shift);
    weights.iter().zip(levels.iter()).map(|(n, l)| n * mean(l)).collect()
}
