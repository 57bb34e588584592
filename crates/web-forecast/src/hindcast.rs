//! "Så här bra hade prognosen varit": the hindcast of a municipality in words and as a chart.

use std::fmt::Display;

use charts::{Fan, Width};
use forecast::{
    Age, Backtest, Forecast, FrozenLine, Hindcast, HindcastPoint, JUDGED, Line, Over, SizeClass, frozen,
};
use projection::quantile::Quantiles;
use statistics::Region;

use super::charts::{bands, fan_labels};
use site::fault::Fault;
use site::texts::Texts;

/// What the page shows of the hindcast.
pub struct PastView {
    pub sentence: String,
    pub typical: String,
    pub svg: String,
    pub rows: Vec<[String; 3]>,
}

/// The hindcast of a municipality.
///
/// # Errors
/// Not a municipality, or a trial that could not be made.
pub fn of(forecast: &Forecast, region: &Region) -> Result<Hindcast, Fault> {
    let fault = || if forecast.untried().is_some() { Fault::Untried } else { Fault::NotFound };
    forecast.hindcast(&region.code).cloned().ok_or_else(fault)
}

pub fn view(forecast: &Forecast, t: Texts, region: &Region) -> Option<PastView> {
    let hindcast = forecast.hindcast(&region.code)?;
    let judged = *hindcast.judged()?;
    let whole = |v: f64| t.number(v, 0);
    let (ten_years, latest) = (forecast.backtest_judged()?, forecast.backtest_latest()?);
    let last = *hindcast.points.iter().find(|point| point.year == latest.to)?;
    let said = |point: &HindcastPoint, [within, outside]: [&str; 2]| {
        t.with(
            if point.is_within() { within } else { outside },
            &[
                ("from", &hindcast.from),
                ("year", &point.year),
                ("forecast", &whole(point.forecast.p50)),
                ("interval", &t.interval(&whole(point.forecast.p5), &whole(point.forecast.p95))),
                ("outcome", &whole(point.outcome)),
                ("error", &t.percent(point.error().abs(), 1)),
            ],
        )
    };
    let sentence = said(&judged, ["past-within", "past-outside"]);
    let sentence = format!("{sentence} {}", said(&last, ["past-last-within", "past-last-outside"]));
    let size = SizeClass::of(forecast.tables().population.total(&region.code, hindcast.from)?);
    let typical = typical(t, size, ten_years, latest)?;
    let start = forecast.tables().population.panel_from(&region.code, hindcast.from, 80)?;
    // The futures begin where it was known how many there were.
    let known = Quantiles { p5: start, p25: start, p50: start, p75: start, p95: start };
    let series: Vec<Quantiles> =
        std::iter::once(known).chain(hindcast.points.iter().map(|p| p.forecast)).collect();
    let history =
        std::iter::once((hindcast.from, start)).chain(hindcast.points.iter().map(|p| (p.year, p.outcome)));
    let description = t.with(
        "past-chart-description",
        &[
            ("from", &hindcast.from),
            ("year", &JUDGED),
            ("forecast", &whole(judged.forecast.p50)),
            ("interval", &t.interval(&whole(judged.forecast.p5), &whole(judged.forecast.p95))),
            ("outcome", &whole(judged.outcome)),
            ("last", &last.year),
            ("last_forecast", &whole(last.forecast.p50)),
            ("last_interval", &t.interval(&whole(last.forecast.p5), &whole(last.forecast.p95))),
            ("last_outcome", &whole(last.outcome)),
        ],
    );
    let fan = Fan {
        level: None,
        unit: t.get("unit-persons"),
        id: "d-tillbakablick".into(),
        title: t.with("past-chart-title", &[("region", &region.name), ("from", &hindcast.from)]),
        description,
        history: history.collect(),
        first_year: hindcast.from,
        bands: bands(&series),
        other: None,
        marked_year: None,
        labels: fan_labels(t),
        format: &whole,
    };
    let rows = hindcast
        .points
        .iter()
        .map(|p| {
            let span = t.interval(&whole(p.forecast.p5), &whole(p.forecast.p95));
            [p.year.to_string(), format!("{} ({span})", whole(p.forecast.p50)), whole(p.outcome)]
        })
        .collect();
    Some(PastView { sentence, typical, svg: fan.svg(Width::Wide) + &fan.svg(Width::Narrow), rows })
}

/// How large the error usually was in municipalities of a size, and how many ended up inside, ten years ahead and in the
/// last year.
fn typical(t: Texts, size: SizeClass, ten_years: &Backtest, latest: &Backtest) -> Option<String> {
    let key = match size {
        SizeClass::Smallest => "past-typical-smallest",
        SizeClass::Small => "past-typical-small",
        SizeClass::Lower => "past-typical-lower",
        SizeClass::Middle => "past-typical-middle",
        SizeClass::Large => "past-typical-large",
    };
    let (then, last) = (ten_years.age(Age::Over80)?, latest.age(Age::Over80)?);
    let (own, own_last) = (then.line(Some(size))?, last.line(Some(size))?);
    let years: [(&str, &dyn Display); 2] = [("year", &ten_years.to), ("last", &latest.to)];
    let (error, last_error) = (t.percent(own.error, 1), t.percent(own_last.error, 1));
    let errors = t.with(key, &[years[0], years[1], ("error", &error), ("last_error", &last_error)]);
    let inside = |line: &Line| t.number(line.within_90 * line.count as f64, 0);
    let share = |line: &Line| t.number(line.within_90 * 100.0, 0);
    let coverage = t.with(
        "past-coverage",
        &[
            years[0],
            years[1],
            ("count", &own.count),
            ("own", &inside(own)),
            ("own_last", &inside(own_last)),
            ("share", &share(then.line(None)?)),
            ("share_last", &share(last.line(None)?)),
        ],
    );
    Some(format!("{errors} {coverage} {}", frozen_coverage(t, ten_years.from, latest.to).unwrap_or_default()))
}

/// How many municipalities ended up inside when the method had been frozen before it met the outcome.
fn frozen_coverage(t: Texts, from: i32, to: i32) -> Option<String> {
    let lines = frozen().ok()?;
    let is_it = |line: &&FrozenLine| {
        (line.from, line.to, line.age, line.over) == (from, to, Age::Over80, Over::Municipalities(None))
    };
    let within = lines.iter().find(is_it)?.within_90?;
    Some(t.with("past-frozen", &[("year", &to), ("share", &t.number(100.0 * within, 0))]))
}
