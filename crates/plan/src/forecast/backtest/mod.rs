//! The back-test: what the same method would have said in an earlier year of the years that followed, knowing only
//! what was known then, and how that compares with what happened and with simpler ways.

mod past;
mod report;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use projection::need::{self, SERVICES};
use projection::population::{Futures, Gradients, Series, Shifts};
use projection::quantile::Quantiles;
use projection::{AGES, SEXES};
use rayon::prelude::*;
use statistics::population::{COUNTED_YEAR, PANEL_YEARS, Population};
use statistics::{Fault, Tables};

use super::Forecast;
use past::Past;
pub use report::{Backtest, Comparison, Line, National, SizeClass};

/// The first year that a back-test can stand in: the panel's first.
pub const FIRST: i32 = *PANEL_YEARS.start();
/// The last year that a back-test can stand in.
pub const LAST_FROM: i32 = 2020;
/// The last year of the pages' back-test: the panel's last.
const HINDCAST_TO: i32 = *PANEL_YEARS.end();
/// The last year that it can be compared with.
pub const LAST: i32 = COUNTED_YEAR;
/// The year that the pages' back-test stands in.
pub const FROM: i32 = 2008;
/// The year that errors are quoted for: ten years ahead.
pub const JUDGED: i32 = 2018;

/// The people that a back-test judges.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, Eq, PartialOrd, Ord)]
pub enum Age {
    /// All inhabitants.
    All,
    /// 20–66.
    Working,
    /// 65 or more.
    Over65,
    /// 80 or more.
    Over80,
    /// 85 or more.
    Over85,
    /// 90 or more.
    Over90,
}

/// First age of the working.
const WORKING_FROM: usize = 20;
/// First age after the working.
const WORKING_TO: usize = 67;

impl Age {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::All, Self::Working, Self::Over65, Self::Over80, Self::Over85, Self::Over90];

    /// The least age.
    pub const fn least(self) -> usize {
        match self {
            Self::All => 0,
            Self::Working => WORKING_FROM,
            Self::Over65 => 65,
            Self::Over80 => 80,
            Self::Over85 => 85,
            Self::Over90 => 90,
        }
    }

    /// The ages.
    const fn range(self) -> std::ops::Range<usize> {
        match self {
            Self::Working => WORKING_FROM..WORKING_TO,
            _ => self.least()..AGES,
        }
    }

    const fn series(self) -> Series {
        match self {
            Self::All => Series::Total,
            Self::Working => Series::Working,
            Self::Over65 => Series::Over65,
            Self::Over80 => Series::Over80,
            Self::Over85 => Series::Over85,
            Self::Over90 => Series::Over90,
        }
    }

    /// How many there were in a municipality, where they were counted.
    fn counted(self, population: &Population, code: &str, year: i32) -> Option<f64> {
        match self {
            Self::Working => population.people_between(code, year, WORKING_FROM, WORKING_TO),
            _ => population.people_from(code, year, self.least()),
        }
    }
}

/// A back-test that the tables cannot give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a back-test runs from a year {FIRST}–{LAST_FROM} to {LAST} or earlier, and at least a year: {from}–{to}"
)]
pub struct Outside {
    /// The first year asked for.
    pub from: i32,
    /// The last year asked for.
    pub to: i32,
}

/// One year of a hindcast.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HindcastPoint {
    /// The year.
    pub year: i32,
    /// People aged 80 or more that the method would have expected.
    pub forecast: Quantiles,
    /// How many there were.
    pub outcome: f64,
}

/// A municipality's hindcast of people aged 80 or more.
#[derive(Clone, Debug, PartialEq)]
pub struct Hindcast {
    /// The year that the method stood in.
    pub from: i32,
    /// The years that followed.
    pub points: Vec<HindcastPoint>,
}

impl Hindcast {
    /// The point ten years ahead.
    pub fn judged(&self) -> Option<&HindcastPoint> {
        self.points.iter().find(|p| p.year == JUDGED)
    }
}

impl HindcastPoint {
    /// Error of the median as a share of the outcome: positive when too many were expected.
    pub fn error(&self) -> f64 {
        self.forecast.p50 / self.outcome - 1.0
    }

    /// Whether the outcome lay within the 90 per cent interval.
    pub fn is_within(&self) -> bool {
        (self.forecast.p5..=self.forecast.p95).contains(&self.outcome)
    }
}

/// What is computed once for the pages.
#[derive(Default)]
pub(super) struct Kept {
    past: OnceLock<Option<Past>>,
    judged: OnceLock<Option<Backtest>>,
    seen: Mutex<HashMap<usize, Arc<Hindcast>>>,
}

impl Kept {
    /// A municipality's hindcast from [`FROM`]. None for a code that is no municipality's.
    pub fn hindcast(&self, forecast: &Forecast, code: &str) -> Option<Arc<Hindcast>> {
        let index = forecast.regions().place_of(code)?;
        let seen = || self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = seen().get(&index) {
            return Some(Arc::clone(found));
        }
        let draw = || Past::new(&forecast.tables, FROM, HINDCAST_TO, super::DRAWS, super::SEED).ok();
        let past = self.past.get_or_init(draw).as_ref()?;
        let futures = Futures::run(&past.places[index], &past.national, &no_need());
        let hindcast = Arc::new(hindcast(&forecast.tables, code, &futures));
        seen().insert(index, Arc::clone(&hindcast));
        Some(hindcast)
    }

    /// How the method did over all municipalities from [`FROM`] to [`JUDGED`].
    pub fn judged(&self, forecast: &Forecast) -> Option<&Backtest> {
        let compute = || compute(&forecast.tables, FROM, JUDGED, super::DRAWS, super::SEED).ok();
        self.judged.get_or_init(compute).as_ref()
    }
}

/// The back-test from one year to another.
pub(super) fn backtest(
    tables: &Tables,
    from: i32,
    to: i32,
    draws: usize,
    seed: u64,
) -> Result<Backtest, Outside> {
    if !(FIRST..=LAST_FROM).contains(&from) || to > LAST || to <= from {
        return Err(Outside { from, to });
    }
    compute(tables, from, to, draws, seed).map_err(|_| Outside { from, to })
}

/// Municipalities that a thread takes at a time.
const TOGETHER: usize = 8;

fn compute(tables: &Tables, from: i32, to: i32, draws: usize, seed: u64) -> Result<Backtest, Fault> {
    let past = Past::new(tables, from, to, draws, seed)?;
    let gradients = no_need();
    let futures: Vec<Futures> = past
        .places
        .par_chunks(TOGETHER)
        .flat_map_iter(|places| {
            Futures::run_together(&places.iter().collect::<Vec<_>>(), &past.national, &gradients)
        })
        .collect();
    let lines = Age::ALL
        .into_iter()
        .filter_map(|age| {
            let values: Vec<&[f32]> =
                futures.iter().map(|f| f.get(age.series(), (to - from) as usize)).collect();
            report::judge(tables, &past, age, from, to, &values)
        })
        .collect();
    Ok(Backtest { from, to, ages: lines })
}

fn hindcast(tables: &Tables, code: &str, futures: &Futures) -> Hindcast {
    let points = (FROM + 1..=HINDCAST_TO)
        .filter_map(|year| {
            let over_80 = futures.get(Series::Over80, (year - FROM) as usize);
            let outcome = tables.population.people_from(code, year, 80)?;
            (outcome > 0.0).then(|| HindcastPoint { year, forecast: Quantiles::of(over_80), outcome })
        })
        .collect();
    Hindcast { from: FROM, points }
}

/// A back-test asks for people only.
fn no_need() -> Gradients {
    let parameters = need::Parameters {
        gradient: [[[0.0; AGES]; SEXES]; SERVICES],
        trend: [0.0; SERVICES],
        hours_per_user: 0.0,
        hours_instead_of_place: 0.0,
        hours_per_dispenser: 0.0,
    };
    Gradients::new(&parameters, Shifts::Today)
}
