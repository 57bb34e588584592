//! The trail of who did what, for auditors: a page, and files with everything.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use documents::{Cell, Sheet, Workbook};
use plan::audit::{Entry, Object, TrailFilter, read, titles};
use plan::clock::in_sweden;
use plan::organisations::{self, Organisations};
use serde::Deserialize;
use serde_json::Value;
use utoipa::{IntoParams, OpenApi};

use crate::changes::{field_name, value_words};
use site::Site;
use site::basis::Basis;
use site::fault::Fault;
use site::files::{attached, attached_workbook, csv_text, file_name_with, guarded};
use site::page::{Frame, NavItem, render};
use site::texts::Texts;
use site::things;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/logg", get(page))
        .route("/logg.csv", get(csv_file))
        .route("/logg.xlsx", get(workbook))
        .route("/api/v1/trail", get(api))
}

/// Rows of one page.
const PAGE: i64 = 50;
/// Rows of one file.
const FILE: i64 = 1_000_000;
/// Rows of one answer of the API.
const ANSWER: i64 = 1_000;
/// Fields that say nothing to a person.
const IDS: [&str; 4] = ["person", "invitation", "share", "deleted"];

#[derive(Default, Deserialize)]
#[serde(default)]
struct Chosen {
    fore: Option<i64>,
    om: Option<String>,
}

#[derive(Template)]
#[template(path = "audit/trail.html")]
struct TrailPage {
    frame: Frame,
    rows: Vec<TrailRow>,
    older: Option<String>,
}

struct TrailRow {
    number: i64,
    at: String,
    who: String,
    action: String,
    /// What it was done to: its title, and where it is.
    object: String,
    address: Option<String>,
    house: String,
    changes: Vec<String>,
    reason: String,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let chosen = Chosen { om: chosen.om.map(searchable), ..chosen };
    let asked = TrailFilter { root_id: chosen.om.clone(), before: chosen.fore, most: PAGE };
    let entries = read(&mut tx, &asked).await?;
    let tree = organisations::load(&mut tx).await?;
    let is_full = entries.len() as i64 == PAGE;
    let about = chosen.om.map(|om| format!("&om={om}")).unwrap_or_default();
    let older = entries.last().filter(|_| is_full).map(|entry| format!("/logg?fore={}{about}", entry.number));
    let titles = titles(&mut tx, &entries).await?;
    let rows = entries.iter().map(|entry| row(t, &tree, entry, titles.get(&entry.object_id))).collect();
    render(&TrailPage { frame: Frame::new(t, t.get("trail-title"), NavItem::Other, &here), rows, older })
}

fn row(t: Texts, tree: &Organisations, entry: &Entry, title: Option<&String>) -> TrailRow {
    let change: Value = serde_json::from_str(&entry.change).unwrap_or_default();
    let object = Object::named(&entry.object);
    let title = match object {
        Some(Object::Organisation) => tree.name(&entry.object_id).to_owned(),
        _ => title.cloned().unwrap_or_default(),
    };
    TrailRow {
        number: entry.number,
        at: in_sweden(entry.at).format("%Y-%m-%d %H:%M:%S").to_string(),
        who: who(t, entry),
        action: action(t, entry),
        object: title,
        address: object.and_then(|object| address(object, entry)),
        house: if entry.house.is_empty() { String::new() } else { tree.name(&entry.house).to_owned() },
        changes: changes(t, tree, entry, &change),
        reason: entry.reason.clone(),
    }
}

/// An id to look for. What no database can hold is nobody's.
fn searchable(id: String) -> String {
    if id.contains('\0') { "-".into() } else { id }
}

/// Where what was done something to is found.
fn address(object: Object, entry: &Entry) -> Option<String> {
    match object {
        Object::Thing(kind) => {
            let root = entry.root_id.parse().ok()?;
            Some(things::address(kind.root().kind().of(root)))
        }
        Object::Organisation => Some(format!("/organisation/{}", entry.object_id)),
        Object::Attachment
        | Object::Function
        | Object::Person
        | Object::Job
        | Object::Transfer
        | Object::Reuse
        | Object::Uptake
        | Object::Search => None,
    }
}

/// Who did it, in words.
pub fn who(t: Texts, entry: &Entry) -> String {
    match (&entry.name, entry.person_id) {
        (Some(name), _) => name.clone(),
        (None, Some(_)) => t.get("trail-erased"),
        (None, None) => t.get(&format!("actor-{}", entry.actor)),
    }
}

fn action(t: Texts, entry: &Entry) -> String {
    let key = format!("action-{}", entry.action.replace(['.', '_'], "-"));
    if t.has(&key) { t.get(&key) } else { entry.action.clone() }
}

/// A change as lines: field, before, after. What only programs know things by is left to the file.
fn changes(t: Texts, tree: &Organisations, entry: &Entry, fields: &Value) -> Vec<String> {
    let shown = fields.as_object().into_iter().flatten().filter(|(name, _)| !IDS.contains(&name.as_str()));
    let line = |(name, pair): (&String, &Value)| {
        let words = |at: usize| value_words(t, tree, name, &pair[at]);
        let (before, after) = (words(0), words(1));
        let field = field_name(t, &entry.object, name);
        (before != after)
            .then(|| t.with("trail-change", &[("field", &field), ("before", &before), ("after", &after)]))
    };
    let renamed = entry.name.as_ref().zip(entry.new_name.as_ref()).map(|(before, after)| {
        let field = field_name(t, &entry.object, "name");
        t.with("trail-change", &[("field", &field), ("before", before), ("after", after)])
    });
    shown.filter_map(line).chain(renamed).collect()
}

/// Columns of the file: first what a person reads, then what a program does.
const COLUMNS: [&str; 15] = [
    "number", "at", "who", "house", "done", "title", "changed", "reason", "action", "object", "id",
    "part-of", "person", "change", "hash",
];

/// Rows of a workbook, the latest: what a spreadsheet opens at ease.
const SHEET: i64 = 50_000;

/// How many of them a person reads.
const READ: usize = 8;

/// Everything that may be read, the first row first, each entry with its row.
async fn all(site: &RequestContext, t: Texts, most: i64) -> Result<Vec<(Entry, TrailRow)>, Fault> {
    let mut tx = site.read().await?;
    let mut entries = read(&mut tx, &TrailFilter { most, ..TrailFilter::default() }).await?;
    entries.reverse();
    let tree = organisations::load(&mut tx).await?;
    let titles = titles(&mut tx, &entries).await?;
    drop(tx);
    let row = |entry: Entry| {
        let row = row(t, &tree, &entry, titles.get(&entry.object_id));
        (entry, row)
    };
    Ok(entries.into_iter().map(row).collect())
}

/// What a person reads, as a workbook for spreadsheets.
async fn workbook(site: RequestContext, t: Texts, here: CurrentPage) -> Result<Response, Fault> {
    let rows = all(&site, t, SHEET).await?.into_iter().map(|(_, row)| {
        let texts = [row.at, row.who, row.house, row.action, row.object, row.changes.join("; "), row.reason];
        let number = Cell::Number(row.number as f64, 0);
        std::iter::once(number).chain(texts.map(Cell::Text)).collect()
    });
    let head = COLUMNS[..READ].iter().map(|column| t.get(&format!("trail-csv-{column}")));
    let sheet = Sheet { name: t.get("trail-title"), head: head.collect(), rows: rows.collect() };
    let basis = Basis::new(&here.asked, "/logg", Vec::new(), &[]);
    let name = file_name_with("logg", &basis, "xlsx");
    attached_workbook(&site, &name, Workbook { sheets: vec![sheet, basis.sheet(t, &[])] }).await
}

/// Everything that may be read, as a file.
async fn csv_file(site: RequestContext, t: Texts, here: CurrentPage) -> Result<Response, Fault> {
    let mut rows = vec![COLUMNS.map(|column| t.get(&format!("trail-csv-{column}")))];
    rows.extend(all(&site, t, FILE).await?.into_iter().map(|(entry, row)| {
        let TrailRow { at, who, action, object, house, changes, .. } = row;
        [
            entry.number.to_string(),
            at,
            guarded(&who),
            guarded(&house),
            action,
            guarded(&object),
            guarded(&changes.join("; ")),
            guarded(&entry.reason),
            entry.action.clone(),
            entry.object.clone(),
            entry.object_id.clone(),
            entry.root_id.clone(),
            entry.person_id.map(|id| id.to_string()).unwrap_or_default(),
            guarded(&entry.change),
            entry.hash_text(),
        ]
    }));
    let text = csv_text(rows).map_err(|_| Fault::Interrupted)?;
    let name = file_name_with("logg", &Basis::new(&here.asked, "/logg", Vec::new(), &[]), "csv");
    Ok(attached("text/csv; charset=utf-8; header=present", &name, text))
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct Listed {
    /// Only rows before this number: the way to older ones.
    before: Option<i64>,
    /// Only what was done to the thing with this id, and to its parts.
    about: Option<String>,
}

/// The audit trail's part of the API's description.
#[derive(OpenApi)]
#[openapi(paths(api))]
pub struct Description;

/// The trail of who did what, the latest first, at most a thousand rows: for auditors, of their own organisations.
#[utoipa::path(get, path = "/trail", operation_id = "trail", params(Listed), tag = "trail",
    responses((status = 200, description = "Rows with their hashes", body = [Entry]),
        (status = 403, description = "The actor is no auditor")))]
async fn api(site: RequestContext, Query(listed): Query<Listed>) -> Result<axum::Json<Vec<Entry>>, Fault> {
    let about = listed.about.map(searchable);
    let asked = TrailFilter { root_id: about, before: listed.before, most: ANSWER };
    Ok(axum::Json(read(&mut site.read().await?, &asked).await?))
}
