//! A municipality beside its county, the country and similar municipalities.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use charts::Sparkline;
use forecast::{Overview, Summary};
use projection::output::Output;
use statistics::Region;

use super::choice::View;
use super::region::frame;
use super::{address, name, region_with};
use site::Site;
use site::fault::Fault;
use site::page::{Frame, render};
use site::texts::Texts;
use site::visit::CurrentPage;

type Fields = Query<Vec<(String, String)>>;

/// A region's row in a comparison.
pub struct Compared {
    pub name: String,
    pub address: String,
    /// People aged 80 or more, year by year, as a small line.
    pub line: String,
    pub figures: [String; 3],
    /// Whether it is the region that the others are compared with.
    pub own: bool,
}

/// The row of a region of an overview; None for one that has no projection.
pub fn compared(t: Texts, region: &Region, overview: &Overview, index: usize, own: bool) -> Option<Compared> {
    let summary = overview.get(&region.code)?;
    let series = summary.series(Output::Population80Plus);
    Some(Compared {
        name: name(t, region),
        address: address(region),
        line: Sparkline { values: series.iter().map(|q| q.p50).collect() }.svg(),
        figures: figures(t, summary, index)?,
        own,
    })
}

/// Growth of 80+, places and full-time equivalents lacking, in a year.
fn figures(t: Texts, summary: &Summary, index: usize) -> Option<[String; 3]> {
    let growth = summary.growth(Output::Population80Plus, index)?;
    let percent = |v: f64| t.number(v * 100.0, 0);
    let per = |indicator, by: Output| {
        let scale = 1000.0 / summary.at(by, index).p50.max(1.0);
        let q = summary.at(indicator, index).map(|v| v * scale);
        format!("{} ({})", t.number(q.p50, 1), t.interval(&t.number(q.p5, 1), &t.number(q.p95, 1)))
    };
    Some([
        format!("{} ({})", t.percent(growth.p50, 0), t.interval(&percent(growth.p5), &percent(growth.p95))),
        per(Output::PlacesGap, Output::Population80Plus),
        per(Output::FteGap, Output::PopulationTotal),
    ])
}

#[derive(Template)]
#[template(path = "forecast/comparison.html")]
struct Comparison {
    t: Texts,
    caption: String,
    rows: Vec<Compared>,
}

/// The comparison as a page of its own, for readers without script.
#[derive(Template)]
#[template(path = "forecast/comparison_page.html")]
struct ComparisonPage {
    frame: Frame,
    t: Texts,
    caption: String,
    rows: Vec<Compared>,
}

/// The comparison with county, country and similar municipalities, fetched when the page is there.
pub async fn comparison(
    State(site): State<Site>,
    t: Texts,
    Path(code): Path<String>,
    uri: CurrentPage,
    headers: HeaderMap,
    Query(fields): Fields,
) -> Result<Response, Fault> {
    let region = region_with(&site, &code)?.clone();
    let (frame, caption, rows) = site
        .compute(move |forecast| {
            let view = View::of(&fields, forecast);
            let frame = frame(forecast, t, &uri, &region).below(name(t, &region), address(&region));
            let mut codes = vec![region.code.clone(), region.county().to_owned(), "00".to_owned()];
            codes.extend(forecast.similar(&region.code, 5));
            let index = forecast.year_index(view.year).unwrap_or_default();
            let row = |code: &String| {
                let other = forecast.regions().by_code(code)?;
                compared(t, other, forecast.overview(), index, *code == region.code)
            };
            let rows = codes.iter().filter_map(row).collect();
            let mut caption = t.with("comparison-caption", &[("year", &view.year)]);
            if codes.iter().any(|code| forecast.has_own_within(code)) {
                caption = format!("{caption} {}", t.get("own-figures-not-here"));
            }
            (frame, caption, rows)
        })
        .await?;
    if headers.contains_key("hx-request") {
        render(&Comparison { t, caption, rows })
    } else {
        render(&ComparisonPage { frame, t, caption, rows })
    }
}
