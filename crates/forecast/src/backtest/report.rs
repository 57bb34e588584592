//! What a back-test reports: errors, bias and coverage by age and size of municipality, beside simpler ways.

use projection::population::Place;
use projection::quantile::Quantiles;
use projection::{AGES, BySexAge, SEXES};
use statistics::Tables;

use super::Age;
use super::past::Past;

/// Municipalities by number of inhabitants.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize, Eq, PartialOrd, Ord)]
pub enum SizeClass {
    /// Fewer than 5 000.
    Smallest,
    /// 5 000–9 999.
    Small,
    /// 10 000–19 999.
    Lower,
    /// 20 000–49 999.
    Middle,
    /// 50 000 or more.
    Large,
}

impl SizeClass {
    /// All classes, from the smallest.
    pub const ALL: [Self; 5] = [Self::Smallest, Self::Small, Self::Lower, Self::Middle, Self::Large];

    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Smallest => "smallest",
            Self::Small => "small",
            Self::Lower => "lower",
            Self::Middle => "middle",
            Self::Large => "large",
        }
    }

    /// The class of a number of inhabitants.
    pub fn of(inhabitants: f64) -> Self {
        match inhabitants {
            n if n < 5_000.0 => Self::Smallest,
            n if n < 10_000.0 => Self::Small,
            n if n < 20_000.0 => Self::Lower,
            n if n < 50_000.0 => Self::Middle,
            _ => Self::Large,
        }
    }
}

/// A back-test from one year to another.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Backtest {
    /// The year that the method stood in.
    pub from: i32,
    /// The year that it is judged by.
    pub to: i32,
    /// One comparison for each age that the panel reaches.
    pub ages: Vec<Comparison>,
}

impl Backtest {
    /// The comparison for an age; none when the panel does not reach it.
    pub fn age(&self, age: Age) -> Option<&Comparison> {
        self.ages.iter().find(|comparison| comparison.age == age)
    }
}

/// Forecast against outcome for people of so much or more.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Comparison {
    /// Who.
    pub age: Age,
    /// The country.
    pub national: National,
    /// All municipalities, then each size class.
    pub lines: Vec<Line>,
}

impl Comparison {
    /// The line over all municipalities, or of one size class.
    pub fn line(&self, size: Option<SizeClass>) -> Option<&Line> {
        self.lines.iter().find(|line| line.size == size)
    }
}

/// The country's forecast and outcome. Errors are shares of the outcome, positive when too many were expected.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct National {
    /// What the method would have expected.
    pub forecast: Quantiles,
    /// How many there were.
    pub outcome: f64,
    /// Error of the median.
    pub error: f64,
    /// Error of carrying the first year's number forward.
    pub unchanged_error: f64,
    /// Error of cohort survival as over as many years before, without moves between places.
    pub constant_error: f64,
}

/// Municipalities of one size. Errors are shares of the outcome.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Line {
    /// The size; none for all municipalities.
    pub size: Option<SizeClass>,
    /// How many municipalities.
    pub count: usize,
    /// Mean absolute error of the median.
    pub error: f64,
    /// Mean error of the median: positive when too many were expected.
    pub bias: f64,
    /// Mean absolute error if the country's number had been known: what is the municipalities' own.
    pub own_error: f64,
    /// Share of the municipalities whose outcome lay within the 50 per cent interval.
    pub within_50: f64,
    /// The same for the 90 per cent interval.
    pub within_90: f64,
    /// Mean absolute error of carrying the first year's number forward.
    pub unchanged_error: f64,
    /// Mean absolute error of cohort survival as over as many years before, without moves between places.
    pub constant_error: f64,
}

/// One municipality.
struct Case<'a> {
    size: SizeClass,
    futures: &'a [f32],
    forecast: Quantiles,
    outcome: f64,
    unchanged: f64,
    constant: f64,
}

/// Judges the futures of all municipalities, in order of code, by their outcome. None when so old people were not counted
/// in the last year.
pub(super) fn judge(
    tables: &Tables,
    past: &Past,
    age: Age,
    from: i32,
    to: i32,
    values: &[&[f32]],
) -> Option<Comparison> {
    let forecasts = Quantiles::of_all(values);
    let survival = cohort_survival(tables, from, (to - from) as usize);
    let people = |code: &str, year: i32| age.counted(&tables.population, code, year);
    let cases: Vec<Case<'_>> = tables
        .regions
        .municipalities()
        .zip(forecasts)
        .zip(&past.places)
        .zip(values)
        .filter_map(|(((region, forecast), place), futures)| {
            Some(Case {
                size: SizeClass::of(tables.population.total(&region.code, from)?),
                forecast,
                futures,
                outcome: people(&region.code, to).filter(|n| *n > 0.0)?,
                unchanged: own(place, age),
                constant: constant(place, survival.as_ref()?, age, (to - from) as usize),
            })
        })
        .collect();
    let sizes = std::iter::once(None).chain(SizeClass::ALL.into_iter().map(Some));
    let national = national(&cases);
    let lines = || sizes.map(|size| line(size, &cases, 1.0 / (1.0 + national.error))).collect();
    (!cases.is_empty()).then(|| Comparison { age, national, lines: lines() })
}

fn national(cases: &[Case<'_>]) -> National {
    let draws = cases.first().map_or(0, |case| case.futures.len());
    let mut sum = vec![0.0_f32; draws];
    for case in cases {
        sum.iter_mut().zip(case.futures).for_each(|(s, n)| *s += n);
    }
    let forecast = Quantiles::of(&sum);
    let total = |value: fn(&Case<'_>) -> f64| cases.iter().map(value).sum::<f64>();
    let outcome = total(|c| c.outcome);
    National {
        forecast,
        outcome,
        error: forecast.p50 / outcome - 1.0,
        unchanged_error: total(|c| c.unchanged) / outcome - 1.0,
        constant_error: total(|c| c.constant) / outcome - 1.0,
    }
}

/// `scale` is what the country's forecast must be multiplied by to be its outcome.
fn line(size: Option<SizeClass>, cases: &[Case<'_>], scale: f64) -> Line {
    let own: Vec<&Case<'_>> = cases.iter().filter(|c| size.is_none_or(|size| c.size == size)).collect();
    let mean = |value: &dyn Fn(&Case<'_>) -> f64| {
        own.iter().map(|c| value(c)).sum::<f64>() / own.len().max(1) as f64
    };
    let within = |low: fn(&Quantiles) -> f64, high: fn(&Quantiles) -> f64| {
        mean(&|c| f64::from(u8::from((low(&c.forecast)..=high(&c.forecast)).contains(&c.outcome))))
    };
    let error = |c: &Case<'_>| c.forecast.p50 / c.outcome - 1.0;
    Line {
        size,
        count: own.len(),
        error: mean(&|c| error(c).abs()),
        bias: mean(&error),
        own_error: mean(&|c| (scale * c.forecast.p50 / c.outcome - 1.0).abs()),
        within_50: within(|q| q.p25, |q| q.p75),
        within_90: within(|q| q.p5, |q| q.p95),
        unchanged_error: mean(&|c| (c.unchanged / c.outcome - 1.0).abs()),
        constant_error: mean(&|c| (c.constant / c.outcome - 1.0).abs()),
    }
}

/// Share of the country's cohorts that were left after as many years before the first year, by sex and age; those who
/// would be in the open class share its.
fn cohort_survival(tables: &Tables, from: i32, years: usize) -> Option<BySexAge<f64>> {
    let then = tables.population.national(from - years as i32)?;
    let now = tables.population.national(from)?;
    const OPEN: usize = AGES - 1;
    Some(std::array::from_fn(|sex| {
        let oldest: f64 = then[sex][OPEN - years..].iter().sum();
        std::array::from_fn(|age| match age + years {
            later if later < OPEN => now[sex][later] / then[sex][age].max(1.0),
            _ => now[sex][OPEN] / oldest.max(1.0),
        })
    }))
}

/// People of the first year.
fn own(place: &Place, age: Age) -> f64 {
    place.base.iter().flat_map(|ages| &ages[age.range()]).map(|&n| f64::from(n)).sum()
}

/// People after some years if cohorts are left as those before them were. Those who are born later are taken to be as many
/// as the youngest are now.
fn constant(place: &Place, survival: &BySexAge<f64>, age: Age, years: usize) -> f64 {
    let cohorts = age.range().start.saturating_sub(years)..age.range().end.saturating_sub(years);
    let last = if age.range().end == AGES { AGES } else { cohorts.end };
    let of = |sex: usize| -> f64 {
        (cohorts.start..last).map(|a| f64::from(place.base[sex][a]) * survival[sex][a]).sum()
    };
    let unborn = years.saturating_sub(age.range().start);
    let born: f64 = place.base.iter().map(|ages| f64::from(ages[0]) * unborn as f64).sum();
    (0..SEXES).map(of).sum::<f64>() + born
}
