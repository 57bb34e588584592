//! What a region's figures are made from, as of when, and why they differ from the official forecast.

use forecast::{Forecast, LongHorizon};
use projection::output::Output;
use statistics::Region;
use statistics::region::Kind;

use site::texts::Texts;

/// What the page says.
pub struct Origin {
    pub title: String,
    pub facts: Vec<String>,
    pub official_title: String,
    pub official: Vec<String>,
    pub method: String,
}

/// What a region's page says of its figures, and of the country's in a year.
pub fn origin(forecast: &Forecast, t: Texts, region: &Region, year: i32) -> Origin {
    let people = t.with("origin-people", &[("base", &forecast.run().base_year)]);
    let sexes = (!forecast.tables().is_fetched()).then(|| t.get("origin-sexes"));
    let people = std::iter::once(people).chain(sexes).collect::<Vec<_>>().join(" ");
    let own = ["origin-moves", "origin-care", "origin-places"].map(|key| t.get(key));
    let sums = (region.kind() != Kind::Municipality).then(|| t.get("origin-sums"));
    Origin {
        title: t.get("origin-title"),
        facts: std::iter::once(people).chain(own).chain(sums).collect(),
        official_title: t.get("origin-official-title"),
        official: official(forecast, t, region, year),
        method: t.get("method-title"),
    }
}

/// Ours and theirs of the country's oldest, what they rest on, and how either has done.
fn official(forecast: &Forecast, t: Texts, region: &Region, year: i32) -> Vec<String> {
    let Some(theirs) = forecast.tables().official.expected(year) else { return Vec::new() };
    let ours = forecast
        .year_index(year)
        .and_then(|index| Some(forecast.overview().get("00")?.at(Output::Population80Plus, index)));
    let Some(ours) = ours else { return Vec::new() };
    let whole = |n: f64| t.number(n, 0);
    let apart = ours.p50 / theirs.over_80 - 1.0;
    let size = t.percent(apart.abs(), 1);
    let key = if apart < 0.0 { "origin-official-fewer" } else { "origin-official-more" };
    let is_inside = (ours.p5..=ours.p95).contains(&theirs.over_80);
    let place = if is_inside { "origin-official-inside" } else { "origin-official-outside" };
    let compared = t.with(
        "origin-official",
        &[
            ("year", &year),
            ("theirs", &whole(theirs.over_80)),
            ("ours", &whole(ours.p50)),
            ("apart", &t.with(key, &[("percent", &size)])),
        ],
    );
    let interval = t.interval(&whole(ours.p5), &whole(ours.p95));
    let mut said = vec![format!("{compared} {}", t.with(place, &[("interval", &interval)]))];
    said.extend(experience(forecast.long_horizons(), t));
    if region.kind() == Kind::Municipality {
        said.push(t.get("origin-official-municipality"));
    }
    said
}

/// How the method and one that slows down would have done ten, twenty and thirty years ahead.
fn experience(long: &[LongHorizon], t: Texts) -> Option<String> {
    let of = |years: i32| long.iter().find(|line| line.years == years);
    let (ten, twenty, thirty) = (of(10)?, of(20)?, of(30)?);
    let percent = |share: f64| t.signed(100.0 * share, 1);
    Some(t.with(
        "origin-official-experience",
        &[
            ("ten", &percent(ten.error)),
            ("twenty", &percent(twenty.error)),
            ("thirty", &percent(thirty.error)),
            ("slow_ten", &percent(ten.slowing_error)),
            ("slow_twenty", &percent(twenty.slowing_error)),
            ("slow_thirty", &percent(thirty.slowing_error)),
        ],
    ))
}
