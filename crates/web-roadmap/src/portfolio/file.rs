//! The frontier as files: every set as CSV, the chart as SVG.

use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use documents::{Cell, Sheet, Workbook};
use plan::roadmap::{Measure, RoadmapTree};
use uuid::Uuid;

use super::page::{choose, portfolio_page};
use super::query::{self, PortfolioQuery};
use crate::cells::{amount, unit};
use crate::words::Id;
use crate::worth::Fields;
use site::Site;
use site::basis::Basis;
use site::fault::Fault;
use site::files::{attached, attached_workbook, csv_text, file_name_with, guarded};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};
use site::words::gap_title;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/fardplan/{id}/urval.csv", get(figures))
        .route("/fardplan/{id}/urval.xlsx", get(workbook))
        .route("/fardplan/{id}/urval/avvagningen.svg", get(chart))
}

/// What a file is about.
struct Asked {
    tree: RoadmapTree,
    asked: PortfolioQuery,
    basis: Basis,
}

async fn read(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    fields: &Fields,
) -> Result<Asked, Fault> {
    let tree = plan::decisions::readable(&mut site.read().await?, id).await?.tree;
    let asked = query::read(t, fields, &site.forecast, &tree).1.ok_or(Fault::NotFound)?;
    let basis = asked.basis(t, &here.asked, &tree);
    Ok(Asked { tree, asked, basis })
}

/// A row for each set on the frontier.
async fn figures(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(fields): Query<Fields>,
) -> Result<Response, Fault> {
    let Asked { tree, asked, basis } = read(&site, t, &here, id, &fields).await?;
    let name = file_name_with(&format!("{} urval", tree.roadmap.title), &basis, "csv");
    let rows = site
        .compute_roadmap(move |forecast| {
            let measures: Vec<&Measure> = tree.computed_measures().collect();
            let found = choose(forecast, &tree, &measures, &asked)?;
            let heads = ["cost_sek", "lacking", "certainty", "best", "certain", "measures"];
            let mut rows: Vec<Vec<String>> =
                vec![heads.into_iter().chain(Basis::HEADS).map(str::to_owned).collect()];
            for set in &found.frontier {
                let titles: Vec<&str> = set.measures.iter().map(|&i| measures[i].title.as_str()).collect();
                let figures = [
                    format!("{:.0}", set.cost),
                    format!("{:.2}", set.lacking),
                    format!("{:.3}", set.certainty),
                    (*set == found.best.set).to_string(),
                    (found.is_certain && *set == found.certain.set).to_string(),
                    guarded(&titles.join("; ")),
                ];
                rows.push(figures.into_iter().chain(basis.columns()).collect());
            }
            Some(rows)
        })
        .await?
        .ok_or(Fault::NotFound)?;
    let text = csv_text(rows).map_err(|_| Fault::Interrupted)?;
    Ok(attached("text/csv; charset=utf-8", &name, text))
}

/// The same as a workbook for spreadsheets.
async fn workbook(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(fields): Query<Fields>,
) -> Result<Response, Fault> {
    let Asked { tree, asked, basis } = read(&site, t, &here, id, &fields).await?;
    let name = file_name_with(&format!("{} urval", tree.roadmap.title), &basis, "xlsx");
    let book = site
        .compute_roadmap(move |forecast| {
            let measures: Vec<&Measure> = tree.computed_measures().collect();
            let found = choose(forecast, &tree, &measures, &asked)?;
            let rows = found.frontier.iter().map(|set| {
                let titles: Vec<&str> = set.measures.iter().map(|&i| measures[i].title.as_str()).collect();
                let best = (*set == found.best.set).then(|| t.get("portfolio-best-question"));
                let is_certain = found.is_certain && *set == found.certain.set;
                let certain = is_certain.then(|| t.get("portfolio-certain-question"));
                let chosen: Vec<String> = best.into_iter().chain(certain).collect();
                vec![
                    Cell::Number(set.cost, 0),
                    amount(asked.gap, set.lacking),
                    Cell::Share(set.certainty),
                    Cell::Text(chosen.join(", ")),
                    Cell::Text(titles.join("; ")),
                ]
            });
            let head = vec![
                format!("{} ({})", t.get("portfolio-column-cost"), t.get("unit-sek")),
                format!("{} ({})", gap_title(t, asked.gap, asked.year), unit(t, asked.gap)),
                t.get("portfolio-xlsx-enough"),
                t.get("portfolio-chosen"),
                t.get("portfolio-column-measures"),
            ];
            let sheet = Sheet { name: t.get("portfolio-chart-heading"), head, rows: rows.collect() };
            Some(Workbook { sheets: vec![sheet, basis.sheet(t, &[t.get("chart-source-care")])] })
        })
        .await?
        .ok_or(Fault::NotFound)?;
    attached_workbook(&site, &name, book).await
}

/// The frontier as a drawing.
async fn chart(
    site: RequestContext,
    t: Texts,
    Id(id): Id,
    uri: CurrentPage,
    Query(fields): Query<Fields>,
) -> Result<Response, Fault> {
    let Asked { tree, basis, .. } = read(&site, t, &uri, id, &fields).await?;
    let name = file_name_with(&format!("{} avvagningen", tree.roadmap.title), &basis, "svg");
    let notes = basis.notes(t, &t.get("chart-source-care"));
    let svg = site
        .compute_roadmap(move |forecast| {
            let answer = portfolio_page(forecast, t, &uri, &tree, &fields).answer?;
            charts::first_standalone(&answer.chart, &notes)
        })
        .await?
        .ok_or(Fault::NotFound)?;
    Ok(attached("image/svg+xml", &name, svg))
}
