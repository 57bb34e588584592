//! What is coming for a region, in words with figures.

use std::fmt::Display;

use forecast::{Choice, Forecast, Summary};
use projection::output::Output;
use projection::quantile::Quantiles;
use statistics::Region;
use statistics::region::Kind;

use super::choice::View;
use site::texts::Texts;

/// What is coming, in words with figures.
pub fn headline(forecast: &Forecast, t: Texts, region: &Region, view: &View, summary: &Summary) -> String {
    let year = view.year;
    let index = (year - forecast.run().base_year) as usize;
    let old = fitted(t, summary.at(Output::Population80Plus, index));
    let growth = summary.growth(Output::Population80Plus, index);
    let (places, fte) = (summary.at(Output::PlacesGap, index), summary.at(Output::FteGap, index));
    let percent = |v: f64| t.number(v * 100.0, 0);
    let (change, change_interval) =
        growth.map_or_else(Default::default, |g| (g.p50, t.interval(&percent(g.p5), &t.percent(g.p95, 0))));
    // What is tried may be more or less recruitment than today's.
    let is_tried = !view.levers.is_empty();
    let places = more_places(t, places);
    t.with(
        if is_tried { "headline-tried" } else { "headline" },
        &[
            ("year", &year),
            ("presumed", &view.presumed(t)),
            ("old", &old.0),
            (
                "growth",
                &t.with(
                    if change < 0.0 { "headline-fewer" } else { "headline-grown" },
                    &[("percent", &t.percent(change.abs(), 0))],
                ),
            ),
            ("growth_interval", &change_interval),
            ("places", &places.0),
            ("places_interval", &places.1),
            ("fte", &lacking_fte(t, fte)),
            ("supply", &supply(t, region, is_tried, fte.p50)),
        ],
    )
}

/// A figure and its interval, with no more digits than the interval bears: "33 600" and "30 100–36 900".
fn fitted(t: Texts, q: Quantiles) -> (String, String) {
    let step = step(q);
    let written = |value: f64| t.number((value / step).round() * step, 0);
    (written(q.p50), t.interval(&written(q.p5), &written(q.p95)))
}

/// The step that figures with such an interval are rounded to: at least twenty of them in it, and at least 1.
fn step(q: Quantiles) -> f64 {
    10f64.powf(((q.p95 - q.p5).abs() / 20.0).max(1.0).log10().floor())
}

/// So many more places, or fewer, and the interval.
fn more_places(t: Texts, q: Quantiles) -> (String, String) {
    let which = if q.p50.round() < 0.0 { "fewer" } else { "more" };
    (counted(t, &format!("headline-places-{which}"), q, ""), fitted(t, q).1)
}

/// So many full-time equivalents are lacking, or are more than is needed, with the interval.
fn lacking_fte(t: Texts, q: Quantiles) -> String {
    let which = if q.p50.round() < 0.0 { "fewer" } else { "more" };
    counted(t, &format!("headline-fte-{which}"), q, &fitted(t, q).1)
}

fn counted(t: Texts, key: &str, q: Quantiles, interval: &str) -> String {
    let step = step(q);
    let count = ((q.p50.abs() / step).round() * step).round();
    let values: [(&str, &dyn Display); 2] = [("n", &t.number(count, 0)), ("interval", &interval)];
    t.counted(key, count, &values)
}

/// With which recruitment so many are lacking, or are more than is needed.
fn supply(t: Texts, region: &Region, is_tried: bool, lacking: f64) -> String {
    let which = if lacking.round() < 0.0 { "fewer" } else { "more" };
    let whose = match (is_tried, region.kind()) {
        (true, _) => "-tried",
        (false, Kind::Municipality) => "",
        (false, _) => "-wide",
    };
    t.get(&format!("headline-supply-{which}{whose}"))
}

/// What unchanged shares of each age would give. None where something is tried.
pub fn note(forecast: &Forecast, t: Texts, region: &Region, view: &View) -> Option<String> {
    if view.is_official_alone() {
        return Some(t.get("official-note"));
    }
    let summary =
        (!view.is_tried()).then(|| forecast.summary(&region.code, &Choice::unchanged_shares()))??;
    let index = (view.year - forecast.run().base_year) as usize;
    let (places, fte) =
        (more_places(t, summary.at(Output::PlacesGap, index)), summary.at(Output::FteGap, index));
    Some(t.with(
        "need-note",
        &[
            ("places", &places.0),
            ("interval", &places.1),
            ("fte", &lacking_fte(t, fte)),
            ("supply", &supply(t, region, false, fte.p50)),
        ],
    ))
}
