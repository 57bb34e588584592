//! What a roadmap is worth, as files: the figures and both charts.

use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use projection::quantile::Quantiles;
use uuid::Uuid;

use super::{Fields, View, compute, worth_page};
use crate::words::Id;
use site::Site;
use site::basis::Basis;
use site::fault::Fault;
use site::files::{attached, csv_text, file_name_with, guarded};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/fardplan/{id}/varde.csv", get(figures))
        .route("/fardplan/{id}/varde/{chart}", get(chart))
}

/// A row for each year without and with the roadmap, and one for each measure in the chosen year.
async fn figures(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(fields): Query<Fields>,
) -> Result<Response, Fault> {
    let tree = plan::decisions::readable(&mut site.read().await?, id).await?.tree;
    let view = View::of(&fields, &site.forecast, &tree);
    let basis = view.basis(t, &here.asked, &tree);
    let name = file_name_with(&format!("{} varde", tree.roadmap.title), &basis, "csv");
    let rows = site
        .compute_roadmap(move |forecast| {
            let same = basis.columns();
            let chosen = view.chosen(&tree);
            let worth = compute(forecast, &tree, &view, &chosen)?;
            let heads = ["year", "part", "mean", "p5", "p25", "p50", "p75", "p95"];
            let mut rows = vec![heads.into_iter().chain(Basis::HEADS).map(str::to_owned).collect()];
            let row = |year: i32, part: &str, mean: f64, q: Quantiles| {
                let figures: [String; 8] = row(year, part, mean, q);
                figures.into_iter().chain(same.clone()).collect::<Vec<_>>()
            };
            for (year, w) in (forecast.run().base_year + 1..).zip(&worth.by_year) {
                rows.push(row(year, "without", w.without_mean, w.without));
                rows.push(row(year, "remaining", w.remaining_mean, w.remaining));
            }
            for ((measure, mean), part) in chosen.iter().zip(&worth.now.part_means).zip(&worth.now.parts) {
                rows.push(row(view.year, &guarded(&measure.title), *mean, *part));
            }
            Some(rows)
        })
        .await?
        .ok_or(Fault::NotFound)?;
    let text = csv_text(rows).map_err(|_| Fault::Interrupted)?;
    Ok(attached("text/csv; charset=utf-8", &name, text))
}

fn row(year: i32, part: &str, mean: f64, q: Quantiles) -> [String; 8] {
    let [p5, p25, p50, p75, p95] = q.as_array().map(|v| format!("{v:.2}"));
    [year.to_string(), part.to_owned(), format!("{mean:.2}"), p5, p25, p50, p75, p95]
}

/// The waterfall or the gap year by year.
async fn chart(
    site: RequestContext,
    t: Texts,
    Path((id, chart)): Path<(Uuid, String)>,
    uri: CurrentPage,
    Query(fields): Query<Fields>,
) -> Result<Response, Fault> {
    let tree = plan::decisions::readable(&mut site.read().await?, id).await?.tree;
    let basis = View::of(&fields, &site.forecast, &tree).basis(t, &uri.asked, &tree);
    let name =
        file_name_with(&format!("{} {}", tree.roadmap.title, chart.trim_end_matches(".svg")), &basis, "svg");
    let notes = basis.notes(t, &t.get("chart-source-care"));
    let svg = site
        .compute_roadmap(move |forecast| {
            let result = worth_page(forecast, t, &uri, &tree, &fields).result?;
            match chart.as_str() {
                "vattenfall.svg" => charts::first_standalone(&result.waterfall, &notes),
                "gapet.svg" => charts::first_standalone(&result.fan, &notes),
                _ => None,
            }
        })
        .await?
        .ok_or(Fault::NotFound)?;
    Ok(attached("image/svg+xml", &name, svg))
}
