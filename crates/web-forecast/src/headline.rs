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
            ("base", &forecast.run().base_year),
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
            ("supply", &supply(t, region, is_tried, fte)),
        ],
    )
}

/// A figure and its interval, with no more digits than the interval bears: "33 600" and "30 100–36 900".
fn fitted(t: Texts, q: Quantiles) -> (String, String) {
    let step = step(q);
    let written = |value: f64| t.number(rounded(value, step), 0);
    (written(q.p50), t.interval(&written(q.p5), &written(q.p95)))
}

/// The step that figures with such an interval are rounded to: at least twenty of them in it, and at least 1.
fn step(q: Quantiles) -> f64 {
    10f64.powf(((q.p95 - q.p5).abs() / 20.0).max(1.0).log10().floor())
}

fn rounded(value: f64, step: f64) -> f64 {
    let rounded = (value / step).round() * step;
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// What is told of a gap: which way it goes once it is rounded, how large it is, and the interval the same way.
struct Told {
    is_surplus: bool,
    size: f64,
    interval: String,
}

impl Told {
    fn new(t: Texts, q: Quantiles) -> Self {
        let middle = rounded(q.p50, step(q));
        let is_surplus = middle < 0.0;
        let turned = Quantiles { p5: -q.p95, p25: -q.p75, p50: -q.p50, p75: -q.p25, p95: -q.p5 };
        let (_, interval) = fitted(t, if is_surplus { turned } else { q });
        Self { is_surplus, size: middle.abs(), interval }
    }

    fn words(&self, t: Texts, what: &str) -> String {
        let which = if self.is_surplus { "fewer" } else { "more" };
        let values: [(&str, &dyn Display); 2] =
            [("n", &t.number(self.size, 0)), ("interval", &self.interval)];
        t.counted(&format!("headline-{what}-{which}"), self.size.round(), &values)
    }
}

/// So many more places, or fewer, and the interval.
fn more_places(t: Texts, q: Quantiles) -> (String, String) {
    let told = Told::new(t, q);
    (told.words(t, "places"), told.interval)
}

/// So many full-time equivalents are lacking, or are more than is needed, with the interval.
fn lacking_fte(t: Texts, q: Quantiles) -> String {
    Told::new(t, q).words(t, "fte")
}

/// With which recruitment so many are lacking, or are more than is needed.
fn supply(t: Texts, region: &Region, is_tried: bool, q: Quantiles) -> String {
    let told = Told::new(t, q);
    let which = if told.is_surplus || told.size == 0.0 { "fewer" } else { "more" };
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
            ("supply", &supply(t, region, false, fte)),
        ],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use site::texts::Texts::Swedish;

    fn of(p5: f64, p50: f64, p95: f64) -> Quantiles {
        Quantiles { p5, p25: p50, p50, p75: p50, p95 }
    }

    #[test]
    fn a_surplus_is_told_with_its_interval_the_same_way() {
        let said = lacking_fte(Swedish, of(-114.0, -46.0, 33.0));
        assert!(said.contains("46 årsarbetare") && said.contains("(\u{2212}33 till 114)"), "{said}");
        assert_eq!(more_places(Swedish, of(-161.0, -126.0, -101.0)).1, "101–161");
    }

    #[test]
    fn figures_have_no_more_digits_than_the_interval_bears() {
        assert_eq!(
            fitted(Swedish, of(30_122.0, 33_578.0, 36_911.0)),
            ("33\u{a0}600".into(), "30\u{a0}100–36\u{a0}900".into())
        );
        assert_eq!(fitted(Swedish, of(-14.2, 39.4, 110.1)), ("39".into(), "\u{2212}14 till 110".into()));
        // What rounds to nothing is nothing.
        let said = lacking_fte(Swedish, of(-300.0, -3.0, 300.0));
        assert!(said.starts_with("Det saknas inga"), "{said}");
    }
}
