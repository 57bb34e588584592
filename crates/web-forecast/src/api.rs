//! The forecast as JSON under `/api/v1/`.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use forecast::long_rows::{self, Row};
use projection::lever::Lever;
use projection::output::Output;
use serde::{Deserialize, Serialize};
use statistics::Region;
use statistics::region::Kind;
use utoipa::{IntoParams, OpenApi, ToSchema};

pub use super::query::scenario_names;

use super::choice::View;
use super::hindcast;
use super::query::{Levers, as_on_pages, impossible, unclear};
use super::region_with;
use site::Site;
use site::fault::Fault;
use site::texts::Texts;
use site::visit::RequestContext;

/// The forecast's addresses, below the API's own.
pub fn routes(site: &Site) -> axum::Router<Site> {
    let computed = axum::Router::new()
        .route("/regions/{code}/projection", get(projection))
        .route("/regions/{code}/hindcast", get(hindcast))
        .route("/overview", get(overview));
    axum::Router::new()
        .route("/regions", get(regions))
        .route("/regions/{code}", get(region))
        .route("/regions/{code}/similar", get(similar))
        .route("/levers", get(levers))
        .route("/tables", get(tables))
        .merge(super::when_prepared(computed, site))
}

/// The forecast's part of the API description.
#[derive(OpenApi)]
#[openapi(
    paths(regions, region, projection, hindcast, similar, overview, levers, tables),
    components(schemas(RegionRow, ProjectionRow, HindcastRow, LeverRow, TableRow)),
    modifiers(&Levers)
)]
pub struct Description;

/// A municipality, a county or the country.
#[derive(Serialize, ToSchema)]
struct RegionRow {
    /// `00`, two digits for a county, four for a municipality.
    code: String,
    /// Official name.
    name: String,
    /// `country`, `county` or `municipality`.
    kind: &'static str,
    /// Area within the outline, square kilometres.
    area_km2: f64,
}

impl RegionRow {
    fn of(region: &Region) -> Self {
        let kind = match region.kind() {
            Kind::Country => "country",
            Kind::County => "county",
            Kind::Municipality => "municipality",
        };
        Self { code: region.code.clone(), name: region.name.clone(), kind, area_km2: region.area_km2 }
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Search {
    /// Letters of the name; all regions without it.
    q: Option<String>,
}

/// All regions, or those found by some letters.
#[utoipa::path(get, path = "/regions", params(Search), tag = "forecast",
    responses((status = 200, description = "Regions", body = [RegionRow])))]
async fn regions(State(site): State<Site>, Query(search): Query<Search>) -> Json<Vec<RegionRow>> {
    let regions = site.forecast.regions();
    let found: Vec<&Region> = match &search.q {
        Some(letters) => regions.search(letters, 50),
        None => regions.all().iter().collect(),
    };
    Json(found.into_iter().map(RegionRow::of).collect())
}

/// One region.
#[utoipa::path(get, path = "/regions/{code}", params(("code" = String, Path, description = "Region code")), tag = "forecast",
    responses((status = 200, description = "The region", body = RegionRow), (status = 404, description = "No such region; similar names are suggested")))]
async fn region(State(site): State<Site>, Path(code): Path<String>) -> Result<Json<RegionRow>, Fault> {
    Ok(Json(RegionRow::of(region_with(&site, &code)?)))
}

/// One region, year and indicator, with quantiles over futures.
#[derive(Serialize, ToSchema)]
struct ProjectionRow {
    /// The row.
    #[serde(flatten)]
    row: Row,
}

/// The projection of a region. The query takes a scenario and any lever by its name (see `/levers`); shares and levers
/// outside their range are held at the range. Levers are for municipalities only.
#[utoipa::path(get, path = "/regions/{code}/projection", tag = "forecast",
    params(("code" = String, Path, description = "Region code"),
        ("scenario" = Option<String>, Query, description = "How need develops: `later` (unless another is asked for: it begins later as lives grow longer), `unchanged`, `trend`, `coverage`, `ceiling` or `official`"),
        ("coverage_80_plus" = Option<f64>, Query, description = "With `coverage`: share of those aged 80 or more in special housing, per cent, 0 to 40; the region's own unless another is asked for"),
        ("healthy_share" = Option<f64>, Query, description = "With `later`, `coverage`, `ceiling` and `official`: share of the years gained that are healthy, per cent, 0 to 100; 100 unless another is asked for"),
        ("start_year" = Option<i32>, Query, description = "First year in which the levers act; the first year unless another is asked for, and held within the years computed"),
        ("ramp_years" = Option<u32>, Query, description = "Years from then until they act fully, 0 to 20; 0 unless another is asked for"),
        ("andel80" = Option<f64>, Query, description = "Former name of `coverage_80_plus`"),
        ("frisk" = Option<f64>, Query, description = "Former name of `healthy_share`"),
        ("indicator" = Option<String>, Query, description = "Only this indicator")),
    responses((status = 200, description = "Rows by indicator and year", body = [ProjectionRow]), (status = 400, description = "A scenario, share, lever or indicator that cannot be read, a parameter that is not described here, or levers for a sum of municipalities"), (status = 404, description = "No such region")))]
async fn projection(
    site: RequestContext,
    t: Texts,
    Path(code): Path<String>,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Json<Vec<ProjectionRow>>, Fault> {
    let region = region_with(&site, &code)?.clone();
    let only = indicator(t, &fields)?;
    let view = View::of(&as_on_pages(fields.clone()), &site.forecast);
    if view.is_unclear() {
        return Err(unclear(t, &view, &fields));
    }
    if region.kind() != Kind::Municipality && !view.levers.is_empty() {
        return Err(Fault::BadRequest(t.get("levers-municipality-only")));
    }
    let code = region.code.clone();
    let view = site.compute(move |forecast| view.at_home_in(forecast, &code)).await?;
    let summary = site.summary(&region.code, view.choice()).await?;
    let rows: Vec<ProjectionRow> = long_rows::rows(&region, &summary, site.forecast.run().base_year)
        .map(|row| ProjectionRow { row })
        .collect();
    Ok(Json(rows.into_iter().filter(|r| only.is_none_or(|i| i.name() == r.row.indicator)).collect()))
}

fn indicator(t: Texts, fields: &[(String, String)]) -> Result<Option<Output>, Fault> {
    match fields.iter().find(|(name, _)| name == "indicator") {
        None => Ok(None),
        Some((_, name)) => Output::named(name).map(Some).ok_or_else(|| {
            let known: Vec<&str> = Output::ALL.iter().map(|i| i.name()).collect();
            impossible(t, "indicator", name, &known.join(", "))
        }),
    }
}

/// One year of a hindcast.
#[derive(Serialize, ToSchema)]
struct HindcastRow {
    /// The year.
    year: i32,
    /// 5 per cent of the futures lie below.
    p5: f64,
    /// The median.
    p50: f64,
    /// 95 per cent of the futures lie below.
    p95: f64,
    /// How many people aged 80 or more there were.
    outcome: f64,
}

/// What the same method would have said in 2008 of people aged 80 or more in a municipality.
#[utoipa::path(get, path = "/regions/{code}/hindcast", params(("code" = String, Path, description = "Code of a municipality")), tag = "forecast",
    responses((status = 200, description = "Years 2009–2023", body = [HindcastRow]), (status = 404, description = "No such municipality")))]
async fn hindcast(
    State(site): State<Site>,
    Path(code): Path<String>,
) -> Result<Json<Vec<HindcastRow>>, Fault> {
    let region = region_with(&site, &code)?.clone();
    let found = site.compute(move |forecast| hindcast::of(forecast, &region)).await??;
    let row = |p: &forecast::HindcastPoint| HindcastRow {
        year: p.year,
        p5: p.forecast.p5,
        p50: p.forecast.p50,
        p95: p.forecast.p95,
        outcome: p.outcome,
    };
    Ok(Json(found.points.iter().map(row).collect()))
}

/// The municipalities most like one in size, age structure and density, nearest first.
#[utoipa::path(get, path = "/regions/{code}/similar", params(("code" = String, Path, description = "Code of a municipality")), tag = "forecast",
    responses((status = 200, description = "Ten municipalities; none for a county or the country", body = [RegionRow]), (status = 404, description = "No such region")))]
async fn similar(State(site): State<Site>, Path(code): Path<String>) -> Result<Json<Vec<RegionRow>>, Fault> {
    let region = region_with(&site, &code)?;
    let near = site.forecast.similar(&region.code, 10);
    Ok(Json(near.iter().filter_map(|c| site.forecast.regions().by_code(c)).map(RegionRow::of).collect()))
}

/// One indicator and year for all regions.
#[utoipa::path(get, path = "/overview", tag = "forecast",
    params(("indicator" = Option<String>, Query, description = "Name of the indicator"), ("year" = Option<i32>, Query, description = "Calendar year")),
    responses((status = 200, description = "A row a region", body = [ProjectionRow]), (status = 400, description = "Unknown indicator, year or parameter")))]
async fn overview(
    State(site): State<Site>,
    t: Texts,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Json<Vec<ProjectionRow>>, Fault> {
    let indicator = indicator(t, &fields)?.unwrap_or(Output::Population80Plus);
    let year = year(t, &site, &fields)?;
    let rows = site
        .compute(move |forecast| {
            let base = forecast.run().base_year;
            forecast
                .regions()
                .all()
                .iter()
                .filter_map(|region| Some((region, forecast.overview().get(&region.code)?)))
                .flat_map(|(region, summary)| long_rows::rows(region, summary, base))
                .filter(|row| row.year == year && row.indicator == indicator.name())
                .map(|row| ProjectionRow { row })
                .collect()
        })
        .await?;
    Ok(Json(rows))
}

fn year(t: Texts, site: &Site, fields: &[(String, String)]) -> Result<i32, Fault> {
    let Some((name, typed)) = fields.iter().find(|(name, _)| name == "year") else {
        return Ok(forecast::HORIZON);
    };
    let year = typed.parse().ok().filter(|year| site.forecast.year_index(*year).is_some());
    let (first, last) = (site.forecast.run().base_year, site.forecast.last_year());
    year.ok_or_else(|| impossible(t, name, typed, &format!("{first}–{last}")))
}

/// A lever of the catalogue.
#[derive(Serialize, ToSchema)]
struct LeverRow {
    /// Name in queries and files.
    name: &'static str,
    /// Smallest value that can be computed with.
    min: f64,
    /// Largest value that can be computed with.
    max: f64,
    /// Published effect, if research supports one: size, low and high of the 90 per cent interval.
    supported: Option<(f64, f64, f64)>,
    /// Where it comes from.
    source: &'static str,
}

/// The levers that a measure can act on.
#[utoipa::path(get, path = "/levers", tag = "forecast", responses((status = 200, description = "The catalogue", body = [LeverRow])))]
async fn levers() -> Json<Vec<LeverRow>> {
    let row = |lever: Lever| {
        let facts = lever.facts();
        LeverRow {
            name: facts.name,
            min: facts.min,
            max: facts.max,
            supported: facts.supported,
            source: facts.source,
        }
    };
    Json(Lever::ALL.into_iter().map(row).collect())
}

/// A reference table and where it comes from.
#[derive(Serialize, ToSchema)]
struct TableRow {
    /// Name.
    table: String,
    /// What it holds.
    title: String,
    /// Who published the figures.
    source: String,
    /// What date or period they stand for.
    date: String,
    /// Their unit.
    unit: String,
    /// How they were made into the table.
    method: String,
    /// Number of rows.
    rows: usize,
}

/// The reference tables with their provenance.
#[utoipa::path(get, path = "/tables", tag = "forecast", responses((status = 200, description = "The tables", body = [TableRow])))]
async fn tables(State(site): State<Site>) -> Json<Vec<TableRow>> {
    let row = |one: &statistics::Provenance| {
        let statistics::Provenance { table, title, source, date, unit, method, rows } = one.clone();
        TableRow { table, title, source, date, unit, method, rows }
    };
    Json(site.forecast.tables().provenance.iter().map(row).collect())
}
