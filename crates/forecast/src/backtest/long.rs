//! Long horizons: the country's mortality as the method would have seen it decades ago, against what it became.
//!
//! The same people, those who lived at the end of an earlier year, are carried on with the expected death rates and with
//! those that came. So moves make no difference, and what remains is how well mortality was foreseen.

use projection::mortality::{Mortality, WINDOW, survival};
use projection::{AGES, BySexAge, SEXES};
use statistics::Tables;

use super::past::mortality;

/// The age that is judged.
pub const LONG_AGE: usize = 80;
/// The last year that the method stands in.
const LAST_STAND: i32 = 2004;
/// Years ahead that are judged.
const AHEAD: [i32; 5] = [10, 15, 20, 25, 30];
/// Share of the improvement left after a year, when it is taken to slow down as official forecasts have assumed.
pub const SLOWING: f64 = 0.98;

/// How the method did over so many years, as shares of those who lived.
#[derive(Clone, Copy, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct LongHorizon {
    /// Years ahead.
    pub years: i32,
    /// How many years the method stood in.
    pub windows: usize,
    /// The first of them.
    pub from: i32,
    /// The last of them.
    pub to: i32,
    /// Mean error of those aged [`LONG_AGE`] or more: negative when more lived than were expected.
    pub error: f64,
    /// The smallest error.
    pub least: f64,
    /// The largest error.
    pub most: f64,
    /// Mean error if the improvement is taken to slow down; see [`SLOWING`].
    pub slowing_error: f64,
}

/// One line for each horizon.
pub(crate) fn long_horizons(tables: &Tables) -> Vec<LongHorizon> {
    AHEAD.into_iter().filter_map(|years| horizon(tables, years)).collect()
}

fn horizon(tables: &Tables, years: i32) -> Option<LongHorizon> {
    let history = &tables.rates.mortality;
    let first = history.first_year + WINDOW as i32;
    let last = (history.last_year() - years).min(LAST_STAND);
    let errors: Vec<[f64; 2]> = (first..=last).filter_map(|from| errors(tables, from, years)).collect();
    let mean = |which: usize| errors.iter().map(|e| e[which]).sum::<f64>() / errors.len() as f64;
    let ours = || errors.iter().map(|e| e[0]);
    (!errors.is_empty()).then(|| LongHorizon {
        years,
        windows: errors.len(),
        from: first,
        to: last,
        error: mean(0),
        least: ours().fold(f64::INFINITY, f64::min),
        most: ours().fold(f64::NEG_INFINITY, f64::max),
        slowing_error: mean(1),
    })
}

/// The error of the method from one year, and of the same with an improvement that slows down.
fn errors(tables: &Tables, from: i32, years: i32) -> Option<[f64; 2]> {
    let history = &tables.rates.mortality;
    let start = tables.population.national(from)?;
    let model = mortality(tables, from);
    let actual = |year: i32| -> BySexAge<f64> {
        let index = (from + year - history.first_year) as usize;
        std::array::from_fn(|sex| history.rates(index, sex).map(f64::ln))
    };
    let lived = left(start, years, actual);
    let share = |expected: f64| expected / lived - 1.0;
    Some([
        share(left(start, years, |year| model.expected(year))),
        share(left(start, years, |year| slowing(&model, year))),
    ])
}

/// Those of `start` who are [`LONG_AGE`] or more and alive after some years of such log death rates.
fn left(start: &BySexAge<f64>, years: i32, rates: impl Fn(i32) -> BySexAge<f64>) -> f64 {
    let mut people = *start;
    for year in 1..=years {
        let logs = rates(year);
        for sex in 0..SEXES {
            let alive = survival(&logs[sex]);
            let mut next = [0.0; AGES];
            for age in 0..AGES {
                next[(age + 1).min(AGES - 1)] += people[sex][age] * alive[age];
            }
            people[sex] = next;
        }
    }
    people.iter().flat_map(|ages| &ages[LONG_AGE..]).sum()
}

/// Expected log rates when each year's improvement is [`SLOWING`] of the year before's.
fn slowing(model: &Mortality, years: i32) -> BySexAge<f64> {
    let mut logs = model.expected(0);
    for year in 1..=years {
        let (before, after) = (model.expected(year - 1), model.expected(year));
        for sex in 0..SEXES {
            for age in 0..AGES {
                logs[sex][age] += SLOWING.powi(year) * (after[sex][age] - before[sex][age]);
            }
        }
    }
    logs
}
