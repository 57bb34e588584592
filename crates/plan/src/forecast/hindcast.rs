//! The hindcast: what the same method would have said in 2008 of the years that followed, knowing only what was
//! known then.

use std::sync::OnceLock;

use projection::mortality::LeeCarter;
use projection::national::{National, Parameters, Run};
use projection::need::{self, SERVICES};
use projection::population::{BaseError, Futures, Gradients, Place, Series, Shifts};
use projection::quantile::Quantiles;
use projection::{AGES, Pyramid, SEXES, zeros};
use rayon::prelude::*;
use statistics::Tables;
use statistics::cohorts::local_changes;
use statistics::population::{PANEL_FROM, PANEL_GROUPS};

use super::{Forecast, inputs};

/// The year that the hindcast stands in.
pub const FROM: i32 = 2008;
/// The last year that it can be compared with.
pub const TO: i32 = 2019;
/// The year that errors are quoted for: ten years ahead.
pub const JUDGED: i32 = 2018;
/// Five-year groups are counted, and split over single ages as the country's: the parts are uncertain.
const BASE_ERROR: BaseError = BaseError { single: 1.2, groups_known: true };
/// Futures for the errors over all municipalities: medians need few.
const FEW: usize = 200;

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

/// Municipalities by number of inhabitants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SizeClass {
    /// Fewer than 10 000.
    Small,
    /// 10 000–19 999.
    Lower,
    /// 20 000–49 999.
    Middle,
    /// 50 000 or more.
    Large,
}

impl SizeClass {
    /// The class of a number of inhabitants.
    pub fn of(inhabitants: f64) -> Self {
        match inhabitants {
            n if n < 10_000.0 => Self::Small,
            n if n < 20_000.0 => Self::Lower,
            n if n < 50_000.0 => Self::Middle,
            _ => Self::Large,
        }
    }
}

/// How the hindcast did over all municipalities, ten years ahead.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Mean absolute error by size class, as a share.
    pub errors: Vec<(SizeClass, f64)>,
    /// Share of the municipalities whose outcome lay within their 90 per cent interval.
    pub within: f64,
}

/// What is computed once.
#[derive(Default)]
pub(super) struct Past {
    places: OnceLock<Vec<Place>>,
    national: OnceLock<National>,
    judged: OnceLock<Judged>,
}

impl Past {
    pub fn of(&self, forecast: &Forecast, code: &str) -> Option<Hindcast> {
        let index = forecast.regions().place_of(code)?;
        let national = self.national.get_or_init(|| national(&forecast.tables, forecast.run.draws));
        let place = &self.places(&forecast.tables)[index];
        Some(run(&forecast.tables, code, place, national))
    }

    /// Errors and coverage ten years ahead.
    pub fn judged(&self, forecast: &Forecast) -> &Judged {
        self.judged.get_or_init(|| {
            let national = national(&forecast.tables, FEW);
            let places = self.places(&forecast.tables);
            let codes: Vec<&str> = forecast.regions().municipalities().map(|r| r.code.as_str()).collect();
            let points: Vec<(SizeClass, HindcastPoint)> = codes
                .par_iter()
                .zip(places)
                .filter_map(|(code, place)| {
                    let size = SizeClass::of(forecast.tables.population.total(code, FROM)?);
                    Some((size, *run(&forecast.tables, code, place, &national).judged()?))
                })
                .collect();
            let within =
                points.iter().filter(|(_, p)| p.is_within()).count() as f64 / points.len().max(1) as f64;
            let errors = [SizeClass::Small, SizeClass::Lower, SizeClass::Middle, SizeClass::Large]
                .into_iter()
                .map(|class| {
                    let own: Vec<f64> =
                        points.iter().filter(|(c, _)| *c == class).map(|(_, p)| p.error().abs()).collect();
                    (class, own.iter().sum::<f64>() / own.len().max(1) as f64)
                })
                .collect();
            Judged { errors, within }
        })
    }

    fn places(&self, tables: &Tables) -> &[Place] {
        self.places.get_or_init(|| {
            let changes = local_changes(&tables.population, &tables.regions, FROM, &[]);
            tables
                .regions
                .municipalities()
                .zip(&changes)
                .map(|(region, change)| Place {
                    base_error: BASE_ERROR,
                    ..inputs::place(region.number(), base(tables, &region.code), change)
                })
                .collect()
        })
    }
}

/// The country as it could be foreseen: mortality fitted to the years before, no migration for the old.
fn national(tables: &Tables, draws: usize) -> National {
    let mut population = zeros();
    population.iter_mut().flatten().for_each(|n| *n = 1.0);
    let parameters = Parameters {
        mortality: LeeCarter::fit(&tables.rates.mortality.until(FROM)),
        fertility_pattern: tables.rates.fertility_pattern,
        fertility: vec![0.0],
        fertility_error: 0.0,
        migration: vec![zeros()],
        population,
        migration_error: 0.0,
    };
    let run = Run { base_year: FROM, years: (TO - FROM) as usize, draws, seed: super::SEED };
    National::draw(&parameters, run)
}

/// People aged 55 or more in 2008 by single age: five-year groups split as the country's.
fn base(tables: &Tables, code: &str) -> Pyramid {
    let mut people = [[0.0_f32; AGES]; SEXES];
    let (Some(panel), Some(country)) =
        (tables.population.panel(code, FROM), tables.population.national(FROM))
    else {
        return people;
    };
    for s in 0..SEXES {
        for (group, &n) in panel[s].iter().enumerate().take(PANEL_GROUPS) {
            let from = PANEL_FROM + 5 * group;
            let ages = from..(from + 5).min(AGES);
            let all: f64 = ages.clone().map(|age| country[s][age]).sum();
            ages.for_each(|age| people[s][age] = (n * country[s][age] / all) as f32);
        }
    }
    people
}

fn run(tables: &Tables, code: &str, place: &Place, national: &National) -> Hindcast {
    let no_need = need::Parameters {
        gradient: [[[0.0; AGES]; SEXES]; SERVICES],
        trend: [0.0; SERVICES],
        hours_per_user: 0.0,
        hours_instead_of_place: 0.0,
        hours_per_dispenser: 0.0,
    };
    let futures = Futures::run(place, national, &Gradients::new(&no_need, Shifts::Today));
    let points = (FROM + 1..=TO)
        .filter_map(|year| {
            let over_80 = futures.get(Series::Over80, (year - FROM) as usize);
            let outcome = tables.population.panel_from(code, year, 80)?;
            (outcome > 0.0).then(|| HindcastPoint { year, forecast: Quantiles::of(over_80), outcome })
        })
        .collect();
    Hindcast { from: FROM, points }
}
