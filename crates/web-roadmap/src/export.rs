//! A roadmap as files: everything as TOML, the measures as CSV and as a workbook.

use axum::response::Response;
use axum::routing::get;
use documents::{Cell, Sheet, Workbook};
use plan::decisions::readable;
use plan::roadmap::{Measure, Need, RoadmapTree, file};

use super::words::{Id, roadmap_address};
use site::Site;
use site::basis::Basis;
use site::fault::Fault;
use site::files::{attached, attached_workbook, csv_text, file_name_with, guarded};
use site::texts::Texts;
use site::visit::{Asked, CurrentPage, RequestContext};
use site::words::{lever_key, unit_key};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/fardplan/{id}/fil", get(whole))
        .route("/fardplan/{id}/atgarder.csv", get(measures))
        .route("/fardplan/{id}/atgarder.xlsx", get(workbook))
}

/// The roadmap as a file that can be read in again: as it stands, or for those who may not read that, as it was published.
async fn whole(site: RequestContext, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let tree = readable(&mut site.read().await?, id).await?.tree;
    Ok(as_toml(&here.asked, &tree))
}

/// A roadmap as an attached TOML file.
pub fn as_toml(asked: &Asked, tree: &RoadmapTree) -> Response {
    let name = name(asked, tree, "", "toml");
    attached("application/toml; charset=utf-8", &name, file::to_toml(tree))
}

/// A file's name, with the day when it was fetched.
fn name(asked: &Asked, tree: &RoadmapTree, what: &str, ending: &str) -> String {
    file_name_with(&format!("{} {what}", tree.roadmap.title), &basis(asked, tree), ending)
}

fn basis(asked: &Asked, tree: &RoadmapTree) -> Basis {
    Basis::new(asked, &roadmap_address(tree.roadmap.id), Vec::new(), &[])
}

/// The measures as a table for spreadsheets.
async fn measures(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let tree = readable(&mut site.read().await?, id).await?.tree;
    let text = table(t, &tree).map_err(|_| Fault::Interrupted)?;
    let name = name(&here.asked, &tree, "atgarder", "csv");
    Ok(attached("text/csv; charset=utf-8; header=present", &name, text))
}

/// The measures and their effects as a workbook.
async fn workbook(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let tree = readable(&mut site.read().await?, id).await?.tree;
    let name = name(&here.asked, &tree, "atgarder", "xlsx");
    let rows = each_measure(&tree).map(|(area, need, measure)| cells(t, area, need, measure).into());
    let measures = Sheet {
        name: t.get("measures-title"),
        head: COLUMNS.map(|key| t.get(key)).into(),
        rows: rows.collect(),
    };
    let sheets = vec![measures, effects(t, &tree), basis(&here.asked, &tree).sheet(t, &[])];
    attached_workbook(&site, &name, Workbook { sheets }).await
}

/// A row for each effect of each measure.
fn effects(t: Texts, tree: &RoadmapTree) -> Sheet {
    const HEADS: [&str; 7] = [
        "measures-column-measure",
        "measure-effect-lever",
        "measure-effect-unit",
        "measure-effect-size",
        "measure-effect-low",
        "measure-effect-high",
        "measure-effect-source",
    ];
    let rows = each_measure(tree).flat_map(|(_, _, measure)| {
        measure.effects.iter().map(|effect| {
            let number = |value| Cell::Number(value, 2);
            vec![
                Cell::Text(measure.title.clone()),
                Cell::Text(t.get(&lever_key(effect.lever))),
                Cell::Text(t.get(unit_key(effect.lever.facts().unit))),
                number(effect.size),
                number(effect.low),
                number(effect.high),
                Cell::Text(effect.source.clone()),
            ]
        })
    });
    Sheet { name: t.get("measure-effects"), head: HEADS.map(|key| t.get(key)).into(), rows: rows.collect() }
}

/// The columns, named as the fields of the form.
const COLUMNS: [&str; 19] = [
    "measures-column-area",
    "measures-column-need",
    "measures-column-measure",
    "measure-description",
    "measure-status",
    "measure-status-reason",
    "measure-owner",
    "measure-funding",
    "measure-cost-one-off",
    "measure-cost-yearly",
    "measure-start-year",
    "measure-ramp-years",
    "measure-half-life-years",
    "measure-reach-percent",
    "measure-deadline",
    "measure-control",
    "measure-commitment",
    "measure-indicator",
    "measure-enabled",
];

/// Every measure with its area's title and its need.
fn each_measure(tree: &RoadmapTree) -> impl Iterator<Item = (&str, &Need, &Measure)> {
    let needs = tree.areas.iter().flat_map(|area| area.needs.iter().map(move |need| (&area.title, need)));
    needs.flat_map(|(area, need)| need.measures.iter().map(move |measure| (area.as_str(), need, measure)))
}

fn table(t: Texts, tree: &RoadmapTree) -> Result<String, csv::Error> {
    let head = COLUMNS.map(|key| t.get(key));
    let text = |cell: Cell| match cell {
        Cell::Text(text) => guarded(&text),
        Cell::Year(year) => year.to_string(),
        Cell::Number(number, _) | Cell::Share(number) => number.to_string(),
        Cell::Empty => String::new(),
    };
    let row = |(area, need, measure)| cells(t, area, need, measure).map(text);
    csv_text(std::iter::once(head).chain(each_measure(tree).map(row)))
}

fn cells(t: Texts, area: &str, need: &Need, measure: &Measure) -> [Cell; COLUMNS.len()] {
    let text = |text: &str| Cell::Text(text.to_owned());
    let number = |number: f64| Cell::Number(number, 0);
    [
        text(area),
        text(&need.title),
        text(&measure.title),
        text(&measure.description),
        Cell::Text(t.get(&format!("status-{}", measure.status))),
        text(&measure.status_reason),
        text(&measure.owner),
        text(&measure.funding),
        number(measure.cost_one_off),
        number(measure.cost_yearly),
        Cell::Year(measure.start_year),
        number(f64::from(measure.ramp_years)),
        measure.half_life_years.map_or(Cell::Empty, |years| Cell::Number(years, 1)),
        number(measure.reach_percent),
        Cell::Text(measure.deadline.map(|day| day.to_string()).unwrap_or_default()),
        Cell::Text(t.get(&format!("control-{}", measure.control))),
        Cell::Text(t.get(&format!("commitment-{}", measure.commitment))),
        text(&measure.indicator),
        Cell::Text(t.get(if measure.enabled { "form-yes" } else { "form-no" })),
    ]
}
