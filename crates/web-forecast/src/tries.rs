//! Two tries for a municipality side by side.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use forecast::{Forecast, Summary};
use projection::output::Output;
use projection::quantile::Quantiles;
use statistics::Region;
use statistics::region::Kind;

use super::choice::{View, fields_of};
use super::region::frame;
use super::{address, name, region_with};
use site::fault::Fault;
use site::page::{Frame, encoded, render};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

#[derive(Template)]
#[template(path = "forecast/tries.html")]
struct TriesPage {
    frame: Frame,
    lead: String,
    remarks: Vec<String>,
    tries: [Try; 2],
    rows: Vec<Row>,
    swap: String,
}

/// A figure of both.
struct Row {
    title: String,
    /// Each median with its interval.
    figures: [(String, String); 2],
    /// How much more the second is.
    difference: String,
}

/// One of the two.
struct Try {
    title: String,
    chosen: Vec<(String, String)>,
    address: String,
}

/// The page. `ett` and `tva` are the queries of the municipality's page with each try.
pub async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path(code): Path<String>,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let region = region_with(&site, &code)?.clone();
    if region.kind() != Kind::Municipality {
        return Err(Fault::NotFound);
    }
    let query = |name: &str| {
        let typed = fields.iter().rev().find(|(n, _)| n == name).map_or("", |(_, query)| query);
        View::of(&fields_of(typed), &site.forecast)
    };
    let views = [query("ett"), query("tva")];
    let of = region.code.clone();
    let views = site.compute(move |forecast| views.map(|view| view.at_home_in(forecast, &of))).await?;
    let first = site.summary(&region.code, views[0].choice()).await?;
    let second = site.summary(&region.code, views[1].choice()).await?;
    let page = site
        .compute(move |forecast| {
            let mut frame = frame(forecast, t, &here, &region).below(name(t, &region), address(&region));
            frame.title = t.with("tries-title", &[("region", &name(t, &region))]);
            let [one, two] = &views;
            let queries = [one, two].map(|view| encoded(&view.query(view.shown)));
            TriesPage {
                frame,
                lead: t.get("tries-lead"),
                remarks: views.iter().flat_map(|view| view.remarks(t)).collect(),
                tries: [
                    described(t, &region, one, "tries-first"),
                    described(t, &region, two, "tries-second"),
                ],
                rows: rows(forecast, t, [(one, &first), (two, &second)]),
                swap: format!("{}/tva-forsok?ett={}&tva={}", address(&region), queries[1], queries[0]),
            }
        })
        .await?;
    render(&page)
}

fn described(t: Texts, region: &Region, view: &View, key: &str) -> Try {
    Try {
        title: t.get(key),
        chosen: view.chosen(t),
        address: format!("{}?{}", address(region), view.query(view.shown)),
    }
}

/// What is compared, each in the year that its try is of.
const FIGURES: [Output; 5] =
    [Output::Population80Plus, Output::PlacesGap, Output::HomeCarePersons, Output::FteGap, Output::CostSek];

fn rows(forecast: &Forecast, t: Texts, tries: [(&View, &Summary); 2]) -> Vec<Row> {
    let row = |output: Output| {
        let is_money = output == Output::CostSek;
        let figures: [Quantiles; 2] = tries.map(|(view, summary)| {
            let index = forecast.year_index(view.year).unwrap_or_default();
            summary.at(output, index).map(|value| if is_money { value / 1e6 } else { value })
        });
        let unit =
            |number: String| if is_money { t.with("amount-millions", &[("n", &number)]) } else { number };
        let written = |q: Quantiles| {
            let n = |value: f64| t.number(value, 0);
            (unit(n(q.p50)), t.interval(&n(q.p5), &n(q.p95)))
        };
        // As the medians are written, so that they add up.
        let more = figures[1].p50.round() - figures[0].p50.round();
        let title = t.get(&format!("tries-{}", output.name().replace('_', "-")));
        Row { title, figures: figures.map(written), difference: unit(t.signed(more, 0)) }
    };
    FIGURES.map(row).into()
}
