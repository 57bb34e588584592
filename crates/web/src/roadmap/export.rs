//! A roadmap as files: everything as TOML, the measures as CSV.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use plan::roadmap::{Measure, Need, RoadmapTree, file, load};

use super::words::Id;
use crate::fault::Fault;
use crate::site::Site;
use crate::texts::Texts;
use crate::visit::Visit;

/// The mark by which spreadsheets know that a text file is UTF-8.
const UTF8_MARK: &str = "\u{feff}";
/// Longest name of a file, without its ending.
const LONGEST_NAME: usize = 60;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/fardplan/{id}/fil", get(whole))
        .route("/fardplan/{id}/atgarder.csv", get(measures))
}

/// The roadmap as a file that can be read in again.
async fn whole(site: Visit, Id(id): Id) -> Result<Response, Fault> {
    let tree = load(&mut site.read().await?, id).await?;
    Ok(as_toml(&tree))
}

/// A roadmap as an attached TOML file.
pub fn as_toml(tree: &RoadmapTree) -> Response {
    attached("application/toml; charset=utf-8", &file_name(&tree.roadmap.title, "toml"), file::to_toml(tree))
}

/// The measures as a table for spreadsheets.
async fn measures(site: Visit, t: Texts, Id(id): Id) -> Result<Response, Fault> {
    let tree = load(&mut site.read().await?, id).await?;
    let text = table(t, &tree).map_err(|_| Fault::Interrupted)?;
    Ok(attached("text/csv; charset=utf-8; header=present", &file_name(&tree.roadmap.title, "csv"), text))
}

pub fn attached(kind: &'static str, name: &str, body: String) -> Response {
    let name = format!("attachment; filename=\"{name}\"");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], body).into_response()
}

/// A name in plain letters, as not every system takes others.
pub fn file_name(title: &str, ending: &str) -> String {
    let folded = swedish::fold(title);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = words.collect::<Vec<_>>().join("-");
    name.truncate(LONGEST_NAME);
    let name = name.trim_end_matches('-');
    format!("{}.{ending}", if name.is_empty() { "fardplan" } else { name })
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

/// Rows as CSV, marked as UTF-8 for spreadsheets.
pub fn csv_text<const N: usize>(rows: Vec<[String; N]>) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(UTF8_MARK.as_bytes().to_vec());
    for row in rows {
        writer.write_record(row)?;
    }
    let bytes =
        writer.into_inner().map_err(|error| csv::Error::from(std::io::Error::other(error.to_string())))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
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

/// A text that no spreadsheet takes for a formula.
pub fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_plain() {
        assert_eq!(
            file_name("Färdplan för äldreomsorgen i Älvsbyn/../", "toml"),
            "fardplan-for-aldreomsorgen-i-alvsbyn.toml"
        );
        assert_eq!(file_name("\"; x=\r\n", "csv"), "x.csv");
        assert_eq!(file_name("……", "csv"), "fardplan.csv");
        assert!(file_name(&"ö".repeat(500), "toml").len() < 70);
    }

    #[test]
    fn formulas_are_shown_as_texts() {
        for text in ["=1+1", "+1", "-1", "@a", "\tx"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        assert_eq!(guarded("a=1"), "a=1");
    }
}
