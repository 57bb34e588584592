//! "Så här bra hade prognosen varit": the hindcast of a municipality in words and as a chart.

use charts::{Fan, Width};
use plan::forecast::{Age, Forecast, JUDGED, SizeClass};
use projection::quantile::Quantiles;
use statistics::Region;

use super::charts::{bands, fan_labels};
use crate::texts::Texts;

/// What the page shows of the hindcast.
pub struct PastView {
    pub sentence: String,
    pub typical: String,
    pub svg: String,
    pub rows: Vec<[String; 3]>,
}

pub fn view(forecast: &Forecast, t: Texts, region: &Region) -> Option<PastView> {
    let hindcast = forecast.hindcast(&region.code)?;
    let judged = *hindcast.judged()?;
    let whole = |v: f64| t.number(v, 0);
    let within = judged.is_within();
    let all = forecast.backtest_judged()?.age(Age::Over80)?;
    let sentence = t.with(
        if within { "past-within" } else { "past-outside" },
        &[
            ("from", &hindcast.from),
            ("year", &JUDGED),
            ("forecast", &whole(judged.forecast.p50)),
            ("interval", &t.interval(&whole(judged.forecast.p5), &whole(judged.forecast.p95))),
            ("outcome", &whole(judged.outcome)),
            ("error", &t.percent(judged.error().abs(), 1)),
        ],
    );
    let size = SizeClass::of(forecast.tables().population.total(&region.code, hindcast.from)?);
    let own = all.line(Some(size))?;
    let inside = t.number(own.within_90 * own.count as f64, 0);
    let share = t.number(all.line(None)?.within_90 * 100.0, 0);
    let coverage = t.with(
        "past-coverage",
        &[("count", &own.count), ("own", &inside), ("share", &share), ("year", &JUDGED)],
    );
    let key = match size {
        SizeClass::Smallest => "past-typical-smallest",
        SizeClass::Small => "past-typical-small",
        SizeClass::Lower => "past-typical-lower",
        SizeClass::Middle => "past-typical-middle",
        SizeClass::Large => "past-typical-large",
    };
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
        ],
    );
    let fan = Fan {
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
    Some(PastView {
        sentence,
        typical: format!("{} {coverage}", t.with(key, &[("error", &t.percent(own.error, 1))])),
        svg: fan.svg(Width::Wide) + &fan.svg(Width::Narrow),
        rows,
    })
}
