//! A roadmap as files: everything as TOML, the measures as CSV.

use axum::response::Response;
use axum::routing::get;
use plan::roadmap::{Measure, Need, RoadmapTree, file, load};

use super::words::Id;
use site::Site;
use site::fault::Fault;
use site::files::{attached, csv_text, file_name, guarded};
use site::texts::Texts;
use site::visit::RequestContext;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/fardplan/{id}/fil", get(whole))
        .route("/fardplan/{id}/atgarder.csv", get(measures))
}

/// The roadmap as a file that can be read in again.
async fn whole(site: RequestContext, Id(id): Id) -> Result<Response, Fault> {
    let tree = load(&mut site.read().await?, id).await?;
    Ok(as_toml(&tree))
}

/// A roadmap as an attached TOML file.
pub fn as_toml(tree: &RoadmapTree) -> Response {
    attached("application/toml; charset=utf-8", &file_name(&tree.roadmap.title, "toml"), file::to_toml(tree))
}

/// The measures as a table for spreadsheets.
async fn measures(site: RequestContext, t: Texts, Id(id): Id) -> Result<Response, Fault> {
    let tree = load(&mut site.read().await?, id).await?;
    let text = table(t, &tree).map_err(|_| Fault::Interrupted)?;
    Ok(attached("text/csv; charset=utf-8; header=present", &file_name(&tree.roadmap.title, "csv"), text))
}

/// The columns, named as the fields of the form.
const COLUMNS: [&str; 18] = [
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
    "measure-reach-percent",
    "measure-deadline",
    "measure-control",
    "measure-commitment",
    "measure-indicator",
    "measure-enabled",
];

fn table(t: Texts, tree: &RoadmapTree) -> Result<String, csv::Error> {
    let mut rows = vec![COLUMNS.map(|key| t.get(key))];
    for area in &tree.areas {
        for need in &area.needs {
            rows.extend(need.measures.iter().map(|measure| row(t, &area.title, need, measure)));
        }
    }
    csv_text(rows)
}

fn row(t: Texts, area: &str, need: &Need, measure: &Measure) -> [String; COLUMNS.len()] {
    [
        guarded(area),
        guarded(&need.title),
        guarded(&measure.title),
        guarded(&measure.description),
        t.get(&format!("status-{}", measure.status)),
        guarded(&measure.status_reason),
        guarded(&measure.owner),
        guarded(&measure.funding),
        measure.cost_one_off.to_string(),
        measure.cost_yearly.to_string(),
        measure.start_year.to_string(),
        measure.ramp_years.to_string(),
        measure.reach_percent.to_string(),
        measure.deadline.map(|day| day.to_string()).unwrap_or_default(),
        t.get(&format!("control-{}", measure.control)),
        t.get(&format!("commitment-{}", measure.commitment)),
        guarded(&measure.indicator),
        t.get(if measure.enabled { "form-yes" } else { "form-no" }),
    ]
}
