//! The country as Statistics Sweden expects it: the same futures, moved so that those who are 65 and 80 or more are as many
//! as in its forecast.
//!
//! Death rates from 80 are moved alike, a year at a time, until the expected number aged 80 or more is the official one;
//! what then is apart among those aged 65–79 is counted as moves from or to abroad, of each age as many as live there.
//! Everything else is as in our own forecast, chance and errors too.

use projection::mortality::survival;
use projection::national::Parameters;
use projection::{AGES, BySexAge, OLD, SEXES, zeros};
use statistics::official::Official;

/// The age from which death rates are moved wholly; they are moved not at all ten years younger.
const OLDEST: usize = 80;
/// Ages over which the move of death rates begins.
const RAMP: f64 = 10.0;
/// The most that death rates are moved by: a third more, or less.
const MOST: f64 = 0.3;
/// Halvings of the interval that a move is sought in.
const ROUNDS: usize = 50;

/// Our parameters, moved to the official forecast as far as it goes; later years keep the last year's move of death rates.
pub(super) fn moved(ours: &Parameters, official: &Official, base_year: i32, years: usize) -> Parameters {
    let mut people = ours.population;
    let mut parameters = Parameters { mortality_moved: Vec::new(), migration: Vec::new(), ..ours.clone() };
    for year in 1..=years {
        let logs = ours.mortality.expected(year as i32);
        let mut migration = *ours.migration.get(year - 1).or(ours.migration.last()).unwrap_or(&zeros());
        let before = parameters.mortality_moved.last().copied().unwrap_or_else(zeros);
        let after = match official.expected(base_year + year as i32) {
            None => before,
            Some(expected) => {
                let over_80 = |by: f64| from(&next(&people, &logs, &ramp(by), &migration), OLDEST);
                let by = bisect(|by| over_80(by) - expected.over_80);
                let all = next(&people, &logs, &ramp(by), &migration);
                spread(&mut migration, &all, expected.over_65 - from(&all, OLD));
                ramp(by)
            }
        };
        people = next(&people, &logs, &after, &migration);
        parameters.mortality_moved.push(after);
        parameters.migration.push(migration);
    }
    parameters
}

/// A move of the logarithms of death rates, by age.
fn ramp(by: f64) -> BySexAge<f64> {
    let share = |age: usize| (1.0 - (OLDEST as f64 - age as f64) / RAMP).clamp(0.0, 1.0);
    [std::array::from_fn(|age| by * share(age)); SEXES]
}

/// The people of the next 31 December, without those born. Those who move are counted at their age then.
fn next(
    people: &BySexAge<f64>,
    logs: &BySexAge<f64>,
    moved: &BySexAge<f64>,
    migration: &BySexAge<f64>,
) -> BySexAge<f64> {
    std::array::from_fn(|sex| {
        let alive = survival(&std::array::from_fn(|age| logs[sex][age] + moved[sex][age]));
        let mut next = [0.0; AGES];
        for age in 0..AGES {
            next[(age + 1).min(AGES - 1)] += people[sex][age] * alive[age] + migration[sex][age];
        }
        next
    })
}

/// People of both sexes aged so much or more.
fn from(people: &BySexAge<f64>, age: usize) -> f64 {
    people.iter().flat_map(|ages| &ages[age..]).sum()
}

/// Adds `more` people who are 65–79 at the year's end to those who move, as many of each age as live there. They are a year
/// younger when they move.
fn spread(migration: &mut BySexAge<f64>, people: &BySexAge<f64>, more: f64) {
    let ages = OLD..OLDEST;
    let all: f64 = people.iter().flat_map(|own| &own[ages.clone()]).sum();
    for (moves, own) in migration.iter_mut().zip(people) {
        ages.clone().for_each(|age| moves[age - 1] += more * own[age] / all);
    }
}

/// Where a falling function is nothing.
fn bisect(f: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (-MOST, MOST);
    for _ in 0..ROUNDS {
        let middle = f64::midpoint(low, high);
        if f(middle) > 0.0 { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}
