//! What a roadmap is worth, as files: the figures and both charts.

use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use documents::{Cell, Sheet, Workbook};
use plan::roadmap::{Measure, RoadmapTree};
use projection::quantile::Quantiles;
use uuid::Uuid;

use super::{Computed, Fields, View, compute, worth_page};
use crate::cells::{amount, unit};
use crate::words::Id;
use site::Site;
use site::basis::Basis;
use site::fault::Fault;
use site::files::{attached, attached_workbook, csv_text, file_name_with, guarded};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};
use site::words::gap_title;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/fardplan/{id}/varde.csv", get(figures))
        .route("/fardplan/{id}/varde.xlsx", get(workbook))
        .route("/fardplan/{id}/varde/{chart}", get(chart))
}

/// What a file is about.
struct Asked {
    tree: RoadmapTree,
    view: View,
    basis: Basis,
}

async fn asked(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    fields: &Fields,
) -> Result<Asked, Fault> {
    let tree = plan::decisions::readable(&mut site.read().await?, id).await?.tree;
    let view = View::of(fields, &site.forecast, &tree);
    let basis = view.basis(t, &here.asked, &tree);
    Ok(Asked { tree, view, basis })
}

/// A row for each year without and with the roadmap, and one for each measure in the chosen year.
async fn figures(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(fields): Query<Fields>,
) -> Result<Response, Fault> {
    let Asked { tree, view, basis } = asked(&site, t, &here, id, &fields).await?;
    let name = file_name_with(&format!("{} varde", tree.roadmap.title), &basis, "csv");
    let rows = site
        .compute_roadmap(move |forecast| {
            let same = basis.columns();
            let chosen = view.chosen(&tree);
            let worth = compute(forecast, &tree, &view, &chosen)?;
            let heads = ["year", "part", "mean", "p5", "p25", "p50", "p75", "p95", "between_medians"];
            let mut rows = vec![heads.into_iter().chain(Basis::HEADS).map(str::to_owned).collect()];
            let row = |year: i32, part: &str, mean: f64, q: Quantiles, shown: f64| {
                let figures: [String; 9] = row(year, part, mean, q, shown);
                figures.into_iter().chain(same.clone()).collect::<Vec<_>>()
            };
            for (year, w) in (forecast.run().base_year + 1..).zip(&worth.by_year) {
                rows.push(row(year, "without", w.without_mean, w.without, w.without.p50));
                rows.push(row(year, "remaining", w.remaining_mean, w.remaining, w.remaining.p50));
            }
            let shown = worth.now.parts_between_medians();
            let parts = chosen.iter().zip(&worth.now.part_means).zip(&worth.now.parts).zip(shown);
            for (((measure, mean), part), shown) in parts {
                rows.push(row(view.year, &guarded(&measure.title), *mean, *part, shown));
            }
            Some(rows)
        })
        .await?
        .ok_or(Fault::NotFound)?;
    let text = csv_text(rows).map_err(|_| Fault::Interrupted)?;
    Ok(attached("text/csv; charset=utf-8", &name, text))
}

fn row(year: i32, part: &str, mean: f64, q: Quantiles, shown: f64) -> [String; 9] {
    let [p5, p25, p50, p75, p95] = q.as_array().map(|v| format!("{v:.2}"));
    [year.to_string(), part.to_owned(), format!("{mean:.2}"), p5, p25, p50, p75, p95, format!("{shown:.2}")]
}

/// The effects of the measures in the chosen year and the gap year by year, as a workbook for spreadsheets.
async fn workbook(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(fields): Query<Fields>,
) -> Result<Response, Fault> {
    let Asked { tree, view, basis } = asked(&site, t, &here, id, &fields).await?;
    let name = file_name_with(&format!("{} varde", tree.roadmap.title), &basis, "xlsx");
    let book = site
        .compute_roadmap(move |forecast| {
            let chosen = view.chosen(&tree);
            let worth = compute(forecast, &tree, &view, &chosen)?;
            let sources = [t.get("chart-source-care")];
            let base = forecast.run().base_year;
            let sheets = vec![
                effects(t, &view, &chosen, &worth),
                by_year(t, &view, base, &worth),
                basis.sheet(t, &sources),
            ];
            Some(Workbook { sheets })
        })
        .await?
        .ok_or(Fault::NotFound)?;
    attached_workbook(&site, &name, book).await
}

/// What each measure changes, and all of them together.
fn effects(t: Texts, view: &View, chosen: &[&Measure], worth: &Computed) -> Sheet {
    let title = gap_title(t, view.gap, view.year);
    let head =
        ["measures-column-measure", "measures-column-status", "measures-column-start"].map(|key| t.get(key));
    let figures = ["worth-xlsx-change", "xlsx-low", "xlsx-high"].map(|key| t.get(key));
    let line = |name: String, status: String, start: Cell, value: f64, q: Option<Quantiles>| {
        let mut row = vec![Cell::Text(name), Cell::Text(status), start, amount(view.gap, value)];
        row.extend(q.into_iter().flat_map(|q| [amount(view.gap, q.p5), amount(view.gap, q.p95)]));
        row
    };
    let now = &worth.now;
    let without = (now.without.p50, Some(now.without));
    let mut rows = vec![line(t.get("worth-without"), String::new(), Cell::Empty, without.0, without.1)];
    rows.extend(chosen.iter().zip(now.parts_between_medians()).zip(&now.parts).map(
        |((measure, change), part)| {
            let status = t.get(&format!("status-{}", measure.status));
            line(measure.title.clone(), status, Cell::Year(measure.start_year), change, Some(*part))
        },
    ));
    let remains = t.get("worth-remains");
    rows.push(line(remains, String::new(), Cell::Empty, now.remaining.p50, Some(now.remaining)));
    let [measure, status, start] = head;
    let unit = |name: String| format!("{name} ({})", unit(t, view.gap));
    let head = [format!("{measure}: {title}"), status, start].into_iter().chain(figures.map(unit));
    Sheet { name: t.get("worth-xlsx-effects"), head: head.collect(), rows }
}

/// The gap without and with the roadmap, a row for each year.
fn by_year(t: Texts, view: &View, base: i32, worth: &Computed) -> Sheet {
    let mut head = vec![t.get("year")];
    for which in ["worth-without", "worth-with"] {
        let figures = ["chart-median", "xlsx-low", "xlsx-high"];
        head.extend(
            figures.map(|figure| format!("{}, {} ({})", t.get(which), t.get(figure), unit(t, view.gap))),
        );
    }
    let rows = (base + 1..).zip(&worth.by_year).map(|(year, w)| {
        let figures = [w.without, w.remaining].into_iter().flat_map(|q| [q.p50, q.p5, q.p95]);
        std::iter::once(Cell::Year(year)).chain(figures.map(|value| amount(view.gap, value))).collect()
    });
    Sheet { name: t.get("worth-by-year"), head, rows: rows.collect() }
}

/// The waterfall or the gap year by year.
async fn chart(
    site: RequestContext,
    t: Texts,
    Path((id, chart)): Path<(Uuid, String)>,
    uri: CurrentPage,
    Query(fields): Query<Fields>,
) -> Result<Response, Fault> {
    let Asked { tree, basis, .. } = asked(&site, t, &uri, id, &fields).await?;
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
