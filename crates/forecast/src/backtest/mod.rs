//! The back-test: what the same method would have said in an earlier year of the years that followed, knowing only
//! what was known then, and how that compares with what happened and with simpler ways.

mod frozen;
mod long;
mod need;
mod past;
mod report;
mod staff;

use projection::need::{Gradient, Parameters, SERVICES};
use projection::population::{Gradients, Place, Series, Shifts, Trajectories};
use projection::quantile::Quantiles;
use projection::{AGES, SEXES};
use rayon::prelude::*;
use statistics::population::{COUNTED_YEAR, PANEL_YEARS, Population, STRUCTURE_YEAR};
use statistics::{Fault, Tables};

pub use frozen::{FrozenLine, Over, frozen};
pub use long::{LONG_AGE, LongHorizon, SLOWING};
pub use need::{
    NEED_FIRST, NEED_FROM, NEED_LAST, NEED_TO, Need, NeedComparison, NeedLine, NeedOutside, RegisterLine,
};
use past::Past;
pub use report::{Backtest, Comparison, Line, National, SizeClass};
pub use staff::StaffTrial;

/// The first year that a back-test can stand in: the panel's first.
pub const FIRST: i32 = *PANEL_YEARS.start();
/// The last year that a back-test can stand in on the bundled tables: later the old were counted in wide bands only.
pub const LAST_FROM: i32 = STRUCTURE_YEAR;
/// The last year of the pages' back-test: until then every year's oldest are counted.
const HINDCAST_TO: i32 = 2023;
/// The last year that it can be compared with on the bundled tables.
pub const LAST: i32 = COUNTED_YEAR;
/// The year that the pages' back-test stands in.
pub const FROM: i32 = 2008;
/// The year that errors are quoted for: ten years ahead.
pub const JUDGED: i32 = 2018;

/// The people that a back-test judges.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, Eq, PartialOrd, Ord, serde::Deserialize)]
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
#[derive(Debug, thiserror::Error)]
pub enum Untried {
    /// Years outside what was counted.
    #[error(transparent)]
    Outside(#[from] Outside),
    /// Years whose need was not reported.
    #[error(transparent)]
    NeedOutside(#[from] NeedOutside),
    /// Counts that contradict each other: a damaged build.
    #[error(transparent)]
    Tables(#[from] Fault),
}

/// Years outside what was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a back-test runs from a year {FIRST}–{last_from} to {last} or earlier, and at least a year: {from}–{to}"
)]
pub struct Outside {
    /// The first year asked for.
    pub from: i32,
    /// The last year asked for.
    pub to: i32,
    /// The last year that it can stand in on these tables.
    pub last_from: i32,
    /// The last year that it can be compared with.
    pub last: i32,
}

/// The last year that a back-test can stand in on some tables, and the last that it can be compared with: later ones where newer
/// counts have been fetched.
fn reach(tables: &Tables) -> (i32, i32) {
    let counted = *tables.population.panel_years().end();
    ((counted - 1).max(LAST_FROM), counted.max(LAST))
}

/// One year of a hindcast.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct HindcastPoint {
    /// The year.
    pub year: i32,
    /// People aged 80 or more that the method would have expected.
    pub forecast: Quantiles,
    /// How many there were.
    pub outcome: f64,
}

/// A municipality's hindcast of people aged 80 or more.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
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

/// Ten years to the newest counts, for today's method beside the frozen one.
const SINCE: [(i32, i32); 2] = [(2013, 2023), (2015, 2025)];
/// Trials that the way need develops was chosen on.
const NEED_CHOSEN: [(i32, i32); 3] = [(2012, 2017), (2012, 2019), (2015, 2019)];

/// The back-test that pages show: the same for everyone who asks.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub(super) struct Trial {
    /// How the method did over all municipalities from [`FROM`] to [`JUDGED`].
    pub judged: Backtest,
    /// The same from [`FROM`] to the last year of the hindcasts.
    pub latest: Backtest,
    /// Each municipality's hindcast from [`FROM`], in order of code.
    pub hindcasts: Vec<Hindcast>,
    /// How the country's mortality was foreseen over decades.
    pub long_horizons: Vec<LongHorizon>,
    /// How need was foreseen from [`NEED_FROM`] to [`NEED_TO`].
    pub need: Need,
    /// How the method as it is now did in [`SINCE`].
    pub since: Vec<Backtest>,
    /// How staff was foreseen by the occupational register.
    pub staff: Vec<StaffTrial>,
    /// How need was foreseen in [`NEED_CHOSEN`].
    pub need_chosen: Vec<Need>,
}

impl Trial {
    /// Stands in [`FROM`] once, for both.
    ///
    /// # Errors
    /// Tables whose counts contradict each other.
    pub fn compute(tables: &Tables) -> Result<Self, Untried> {
        let past = Past::new(tables, FROM, HINDCAST_TO, super::DRAWS, super::SEED)?;
        let codes: Vec<&str> = tables.regions.municipalities().map(|region| region.code.as_str()).collect();
        let places = each(&past, &no_need(), |place, futures| {
            let [judged, latest] =
                [JUDGED, HINDCAST_TO].map(|year| SimulatedAges::of(futures, (year - FROM) as usize));
            (hindcast(tables, codes[place], futures), (judged, latest))
        });
        let (hindcasts, seen): (Vec<_>, Vec<_>) = places.into_iter().unzip();
        let (judged, latest): (Vec<_>, Vec<_>) = seen.into_iter().unzip();
        let long_horizons = long::long_horizons(tables);
        let need = |(from, to): (i32, i32)| need::backtest(tables, from, to, super::DRAWS, super::SEED);
        let since = |(from, to): (i32, i32)| compute(tables, from, to, super::DRAWS, super::SEED);
        let since = SINCE.into_iter().map(since).collect::<Result<_, _>>()?;
        let need_chosen = NEED_CHOSEN.into_iter().map(need).collect::<Result<_, _>>()?;
        let need = need((NEED_FROM, NEED_TO))?;
        let judge = |to: i32, seen: &[SimulatedAges]| judge(tables, &past, FROM, to, seen);
        let (judged, latest) = (judge(JUDGED, &judged), judge(HINDCAST_TO, &latest));
        Ok(Self {
            judged,
            latest,
            hindcasts,
            long_horizons,
            since,
            need,
            need_chosen,
            staff: staff::backtest(tables)?,
        })
    }
}

/// The futures of one place in the year that it is judged by, one list for each of [`Age::ALL`].
struct SimulatedAges(Vec<Vec<f32>>);

impl SimulatedAges {
    fn of(futures: &Trajectories, year: usize) -> Self {
        Self(Age::ALL.iter().map(|age| futures.get(age.series(), year).to_vec()).collect())
    }
}

/// The back-test from one year to another.
pub(super) fn backtest(
    tables: &Tables,
    from: i32,
    to: i32,
    draws: usize,
    seed: u64,
) -> Result<Backtest, Untried> {
    let (last_from, last) = reach(tables);
    if !(FIRST..=last_from).contains(&from) || to > last || to <= from {
        return Err(Outside { from, to, last_from, last }.into());
    }
    Ok(compute(tables, from, to, draws, seed)?)
}

/// The back-test of need from one year to another.
pub(super) fn need(tables: &Tables, from: i32, to: i32, draws: usize, seed: u64) -> Result<Need, Untried> {
    need::backtest(tables, from, to, draws, seed)
}

/// Municipalities that a thread takes at a time.
const TOGETHER: usize = 8;

fn compute(tables: &Tables, from: i32, to: i32, draws: usize, seed: u64) -> Result<Backtest, Fault> {
    let past = Past::new(tables, from, to, draws, seed)?;
    let seen = each(&past, &no_need(), |_, futures| SimulatedAges::of(futures, (to - from) as usize));
    Ok(judge(tables, &past, from, to, &seen))
}

/// Something of the futures of each place, in order of code.
fn each<T: Send>(
    past: &Past,
    gradients: &Gradients,
    value: impl Fn(usize, &Trajectories) -> T + Sync,
) -> Vec<T> {
    let together = |(chunk, places): (usize, &[Place])| -> Vec<T> {
        let own: Vec<&Place> = places.iter().collect();
        let futures = Trajectories::run_together(&own, &past.national, gradients);
        futures.iter().enumerate().map(|(i, futures)| value(chunk * TOGETHER + i, futures)).collect()
    };
    past.places.par_chunks(TOGETHER).enumerate().flat_map_iter(together).collect()
}

fn judge(tables: &Tables, past: &Past, from: i32, to: i32, seen: &[SimulatedAges]) -> Backtest {
    let one = |(i, age): (usize, Age)| {
        let values: Vec<&[f32]> = seen.iter().map(|place| place.0[i].as_slice()).collect();
        report::judge(tables, past, age, from, to, &values)
    };
    Backtest { from, to, ages: Age::ALL.into_iter().enumerate().filter_map(one).collect() }
}

fn hindcast(tables: &Tables, code: &str, futures: &Trajectories) -> Hindcast {
    let points = (FROM + 1..=HINDCAST_TO)
        .filter_map(|year| {
            let over_80 = futures.get(Series::Over80, (year - FROM) as usize);
            let outcome = tables.population.people_from(code, year, 80)?;
            (outcome > 0.0).then(|| HindcastPoint { year, forecast: Quantiles::of(over_80), outcome })
        })
        .collect();
    Hindcast { from: FROM, points }
}

/// A back-test of people asks for people only.
fn no_need() -> Gradients {
    users_at([[[0.0; AGES]; SEXES]; SERVICES], Shifts::Today)
}

/// What counts users at some shares by age.
fn users_at(gradient: [Gradient; SERVICES], shifts: Shifts) -> Gradients {
    let parameters = Parameters {
        gradient,
        trend: [0.0; SERVICES],
        hours_per_user: 0.0,
        hours_instead_of_place: 0.0,
        hours_per_dispenser: 0.0,
    };
    Gradients::new(&parameters, shifts)
}
