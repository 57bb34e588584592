//! A region on one sheet of paper: what is coming, three gaps, three charts, and what they rest on.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use forecast::{Forecast, Summary};
use projection::output::Output;

use super::charts::{Drawn, Shown, draw};
use super::choice::View;
use super::headline::headline;
use super::region::{chosen, frame, source};
use super::{address, name};
use site::fault::Fault;
use site::page::{Frame, render};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

/// The charts of the sheet.
const CHARTS: [Shown; 3] = [Shown::SpecialHousing, Shown::Fte, Shown::Cost];

#[derive(Template)]
#[template(path = "forecast/sheet.html")]
struct SheetPage {
    frame: Frame,
    region: String,
    headline: String,
    /// Each gap's name, median and interval.
    gaps: Vec<(String, String, String)>,
    charts: Vec<Drawn>,
    notes: Vec<String>,
    back: String,
}

/// The sheet of a region under what is chosen.
pub async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path(code): Path<String>,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let (region, view) = chosen(&site, &code, &fields).await?;
    let summary = site.summary(&region.code, view.choice()).await?;
    let plain = site.summary(&region.code, view.without()).await?;
    let page = site
        .compute(move |forecast| {
            let without = view.is_tried().then_some(&*plain);
            let chart = |shown| draw(t, forecast, &region, shown, &view, &summary, without);
            let mut frame = frame(forecast, t, &here, &region).below(name(t, &region), address(&region));
            frame.title = t.with("sheet-title", &[("region", &name(t, &region)), ("year", &view.year)]);
            let basis = view.basis(t, &here.asked, &address(&region));
            SheetPage {
                frame,
                region: name(t, &region),
                headline: headline(forecast, t, &region, &view, &summary),
                gaps: gaps(forecast, t, &view, &summary),
                charts: CHARTS.map(chart).into(),
                notes: basis.notes(t, &source(t, &region, Shown::Fte)),
                back: format!("{}?{}", address(&region), view.query(view.shown)),
            }
        })
        .await?;
    render(&page)
}

/// The gaps in places, staff and money in the chosen year.
fn gaps(forecast: &Forecast, t: Texts, view: &View, summary: &Summary) -> Vec<(String, String, String)> {
    let index = forecast.year_index(view.year).unwrap_or_default();
    let now = summary.at(Output::CostSek, 0).p50;
    let gap = |key: &str, output: Output| {
        let is_money = output == Output::CostSek;
        let q = summary.at(output, index).map(|value| if is_money { (value - now) / 1e6 } else { value });
        let n = |value: f64| t.signed(value, 0);
        let median = if is_money { t.with("amount-millions", &[("n", &n(q.p50))]) } else { n(q.p50) };
        let title = t.with(&format!("worth-gap-{key}-title"), &[("year", &view.year)]);
        (title, median, t.interval(&n(q.p5), &n(q.p95)))
    };
    vec![gap("places", Output::PlacesGap), gap("fte", Output::FteGap), gap("cost", Output::CostSek)]
}
