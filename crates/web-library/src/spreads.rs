//! How all approaches have spread, side by side, and the same as files and for programs.

use std::collections::BTreeMap;

use askama::Template;
use axum::Json;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use plan::access::{Right, may_somewhere};
use plan::organisations::{self, Organisations};
use plan::uptake::{self, Spread, Uptake, UptakeStage, counts};
use statistics::effects::{Approach, Theme};
use utoipa::OpenApi;

use crate::spread::is_municipality;
use crate::tried::home;
use crate::words::{approach_address, frame, practice_named, told};
use site::Site;
use site::fault::Fault;
use site::files::{attached, csv_text, guarded};
use site::flash::{FlashMessage, FlashQuery};
use site::page::{Frame, render};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};
use site::words::stage_words;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/bibliotek/spridning", get(page))
        .route("/bibliotek/spridning.csv", get(newest))
        .route("/bibliotek/arbetssatt/{name}/spridning.csv", get(all))
        .route("/api/v1/approaches/{name}/uptake", get(approach_uptake))
}

/// What these addresses take and answer.
#[derive(OpenApi)]
#[openapi(paths(approach_uptake))]
pub struct Description;

#[derive(Template)]
#[template(path = "library/spreads.html")]
struct SpreadsPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    stages: Vec<String>,
    rows: Vec<Row>,
    /// The municipality that the reader works in.
    home: Option<String>,
    may_contribute: bool,
}

struct Row {
    title: String,
    address: String,
    counts: Vec<String>,
    home: String,
}

/// Technologies, and every other approach that somebody has said something of.
async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let today = tx.today();
    let all = uptake::newest_uptakes(&mut tx).await?;
    drop(tx);
    let regions = site.forecast.regions();
    let mut by_approach: BTreeMap<&str, Vec<Uptake>> = BTreeMap::new();
    for one in &all {
        by_approach.entry(&one.approach).or_default().push(one.clone());
    }
    let home = home(&site);
    let home_code = home.as_ref().and_then(|name| regions.find(name).ok()).map(|region| region.code.as_str());
    let row = |one: &Approach| {
        let said = by_approach.get(one.name.as_str()).map(Vec::as_slice).unwrap_or_default();
        let now = Spread::new(said, |house| is_municipality(regions, house)).on(today);
        Row {
            title: told(t, &one.title),
            address: format!("{}/spridning", approach_address(&one.name)),
            counts: counts(now.values()).iter().map(|count| t.number(*count as f64, 0)).collect(),
            home: home_code
                .and_then(|code| now.get(code))
                .map(|one| stage_words(t, one.stage))
                .unwrap_or_default(),
        }
    };
    let shown =
        |one: &&Approach| one.theme == Theme::Technology || by_approach.contains_key(one.name.as_str());
    render(&SpreadsPage {
        frame: frame(t, &here, t.get("spread-overview")).below(t.get("library-title"), "/bibliotek"),
        notice: flash.message(t),
        stages: UptakeStage::ALL.map(|stage| stage_words(t, stage)).into(),
        rows: site.forecast.tables().effects.approaches().iter().filter(shown).map(row).collect(),
        may_contribute: may_somewhere(&site.visitor().actor, Right::Contribute),
        home,
    })
}

/// The columns of the table; the first six are those that one is read in by.
pub const COLUMNS: [&str; 10] = [
    "approach",
    "organisation",
    "stage",
    "share",
    "day",
    "note",
    "name",
    "municipality_code",
    "source",
    "told_by",
];

fn fields(tree: &Organisations, one: &Uptake) -> [String; 10] {
    [
        one.approach.clone(),
        one.organisation_id.clone(),
        one.stage.to_string(),
        one.share.map(|share| share.to_string()).unwrap_or_default(),
        one.day.to_string(),
        one.note.clone(),
        tree.name(&one.organisation_id).to_owned(),
        one.house.clone(),
        one.source.to_string(),
        one.told_by.clone(),
    ]
}

fn table(tree: &Organisations, all: &[Uptake], name: &str) -> Result<Response, Fault> {
    let head = COLUMNS.map(str::to_owned);
    let rows = all.iter().map(|one| fields(tree, one).map(|text| guarded(&text)));
    let text = csv_text(std::iter::once(head).chain(rows)).map_err(|_| Fault::Interrupted)?;
    Ok(attached("text/csv; charset=utf-8", name, text))
}

async fn newest(site: RequestContext) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let all = uptake::newest_uptakes(&mut tx).await?;
    table(&organisations::load(&mut tx).await?, &all, "spridning.csv")
}

async fn all(site: RequestContext, Path(name): Path<String>) -> Result<Response, Fault> {
    let effects = &site.forecast.tables().effects;
    let approach = practice_named(effects, &name)?;
    let mut tx = site.read().await?;
    let all = uptake::uptakes(&mut tx, effects, &approach.name).await?;
    table(&organisations::load(&mut tx).await?, &all, &format!("{name}-spridning.csv"))
}

/// All that has been said of how far organisations have come with an approach, the newest first.
#[utoipa::path(get, path = "/approaches/{name}/uptake", tag = "library",
    params(("name" = String, Path, description = "The approach, by its name")),
    responses((status = 200, description = "How far each has come", body = Vec<Uptake>), (status = 404, description = "There is none such")))]
async fn approach_uptake(site: RequestContext, Path(name): Path<String>) -> Result<Json<Vec<Uptake>>, Fault> {
    let effects = &site.forecast.tables().effects;
    Ok(Json(uptake::uptakes(&mut site.read().await?, effects, &name).await?))
}
