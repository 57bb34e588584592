//! What a trial of need reports: errors, bias and coverage by size of municipality, beside simpler ways.

use projection::quantile::Quantiles;

use crate::backtest::SizeClass;

/// Need forecast in one year and judged in another.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Need {
    /// The year that the method stood in.
    pub from: i32,
    /// The year that it is judged by.
    pub to: i32,
    /// By service and age, those that were reported in both years.
    pub comparisons: Vec<NeedComparison>,
    /// The country by the register of users, to its last year. Empty when the register does not reach back so far.
    pub register: Vec<RegisterLine>,
}

/// Users of a service aged so much or more: forecast against outcome. Errors are shares of the outcome, positive when too
/// many were expected.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct NeedComparison {
    /// The service, as in the tables.
    pub service: String,
    /// The least age.
    pub age: usize,
    /// Users of the municipalities that reported.
    pub outcome: f64,
    /// Error of their sum as forecast.
    pub national_error: f64,
    /// Error of their sum with the country's shares unchanged.
    pub unchanged_error: f64,
    /// Error of their sum with the country's trend of those shares. None where no trend was known.
    pub trend_error: Option<f64>,
    /// How much the country's users at the same ages changed, as a share.
    pub change: f64,
    /// All municipalities, then each size class.
    pub lines: Vec<NeedLine>,
}

impl NeedComparison {
    /// The line over all municipalities, or of one size class.
    pub fn line(&self, size: Option<SizeClass>) -> Option<&NeedLine> {
        self.lines.iter().find(|line| line.size == size)
    }
}

/// Municipalities of one size. Errors are sums of what the medians miss by, as shares of the users there were.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct NeedLine {
    /// The size; none for all municipalities.
    pub size: Option<SizeClass>,
    /// How many municipalities.
    pub count: usize,
    /// Error of the forecast.
    pub error: f64,
    /// Mean of the absolute errors of municipalities, each as a share of its own outcome.
    pub mean_error: f64,
    /// The sum's error: positive when too many were expected.
    pub bias: f64,
    /// Error of each municipality's own share held.
    pub held_error: f64,
    /// Error of the country's shares at the municipality's own ages.
    pub constant_error: f64,
    /// Error with the country's shares unchanged.
    pub unchanged_error: f64,
    /// Error with the country's trend of those shares. None where no trend was known.
    pub trend_error: Option<f64>,
    /// Error of the forecast if the country's users had been known: what is the municipalities' own.
    pub own_error: f64,
    /// Error of the country's shares at the municipality's own ages, if the country's users had been known.
    pub own_constant_error: f64,
    /// Share of the municipalities whose outcome lay within the 50 per cent interval.
    pub within_50: f64,
    /// The same for the 90 per cent interval.
    pub within_90: f64,
    /// Share within the 50 per cent interval if the country's users had been known, which then is not uncertain.
    pub own_within_50: f64,
    /// The same for the 90 per cent interval.
    pub own_within_90: f64,
}

/// Users aged 80 or more in the country by the register, by the shares of the first year and the people there were.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct RegisterLine {
    /// The service, as in the tables.
    pub service: String,
    /// The year of the shares.
    pub from: i32,
    /// The year judged.
    pub to: i32,
    /// Users as forecast, with need that begins later.
    pub forecast: f64,
    /// Users at unchanged shares.
    pub unchanged: f64,
    /// Users there were.
    pub outcome: f64,
}

impl RegisterLine {
    /// The error as a share of the outcome, positive when too many were expected.
    pub fn error(&self) -> f64 {
        self.forecast / self.outcome - 1.0
    }
}

/// One municipality.
pub(super) struct Case {
    pub size: SizeClass,
    pub forecast: Quantiles,
    pub outcome: f64,
    /// At unchanged shares: the spread is the municipality's own, without that of the country's shares.
    pub unchanged: Quantiles,
    pub constant: f64,
    pub held: f64,
}

/// What the country's outcome makes of forecasts.
pub(super) struct Country {
    /// Factor of the country's trend.
    pub trend: Option<f64>,
    /// What all forecasts are multiplied by so that they sum to the outcome.
    pub own: f64,
    /// The same of forecasts at unchanged shares.
    pub own_unchanged: f64,
    /// The same of the country's shares at own ages.
    pub own_constant: f64,
}

/// None of a class that no municipality is of.
pub(super) fn line(size: Option<SizeClass>, cases: &[Case], country: &Country) -> Option<NeedLine> {
    let own: Vec<&Case> = cases.iter().filter(|c| size.is_none_or(|size| c.size == size)).collect();
    if own.is_empty() {
        return None;
    }
    let outcome: f64 = own.iter().map(|c| c.outcome).sum();
    let error = |value: &dyn Fn(&Case) -> f64| {
        own.iter().map(|c| (value(c) - c.outcome).abs()).sum::<f64>() / outcome
    };
    let share = |is: &dyn Fn(&Case) -> bool| own.iter().filter(|c| is(c)).count() as f64 / own.len() as f64;
    let half = |q: Quantiles, c: &Case| (q.p25..=q.p75).contains(&c.outcome);
    let nine = |q: Quantiles, c: &Case| (q.p5..=q.p95).contains(&c.outcome);
    let own_scaled = |c: &Case| c.unchanged.map(|n| n * country.own_unchanged);
    let each = own.iter().map(|c| (c.forecast.p50 / c.outcome - 1.0).abs());
    Some(NeedLine {
        size,
        count: own.len(),
        error: error(&|c| c.forecast.p50),
        mean_error: each.sum::<f64>() / own.len() as f64,
        bias: own.iter().map(|c| c.forecast.p50).sum::<f64>() / outcome - 1.0,
        held_error: error(&|c| c.held),
        constant_error: error(&|c| c.constant),
        unchanged_error: error(&|c| c.unchanged.p50),
        trend_error: country.trend.map(|trend| error(&|c| c.unchanged.p50 * trend)),
        own_error: error(&|c| c.forecast.p50 * country.own),
        own_constant_error: error(&|c| c.constant * country.own_constant),
        within_50: share(&|c| half(c.forecast, c)),
        within_90: share(&|c| nine(c.forecast, c)),
        own_within_50: share(&|c| half(own_scaled(c), c)),
        own_within_90: share(&|c| nine(own_scaled(c), c)),
    })
}
