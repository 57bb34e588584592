//! Roadmaps as JSON under `/api/v1/`. The same actions as the pages; faults are problems (RFC 9457).

use axum::Json;
use axum::extract::Query;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use chrono::Datelike;
use plan::access::{Kind, Ref, Stage};
use plan::db::Tx;
use plan::fault::{Fault as Refused, FieldFault};
use plan::once::{Request, once};
use plan::records::{self, Filter, Listing};
use plan::roadmap::{
    Finding, Measure, MeasureInput, Origin, RoadmapInput, RoadmapSummary, RoadmapTree, file, list, load,
    load_measure, store,
};
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::{IntoParams, OpenApi, ToSchema};
use uuid::Uuid;

use super::export::as_toml;
use super::words::Id;
use site::Site;
use site::api::{Paged, Sent, body, expected_version, idempotency_key, versioned};
use site::fault::Fault;
use site::visit::{CurrentPage, RequestContext};
use web_forecast::region_with;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/api/v1/roadmaps", get(roadmaps).post(create_roadmap))
        .route("/api/v1/roadmaps/{id}", get(roadmap).put(edit_roadmap))
        .route("/api/v1/roadmaps/{id}/gaps", get(gaps))
        .route("/api/v1/roadmaps/{id}/file", get(whole_file))
        .route("/api/v1/needs/{id}/measures", post(create_measure))
        .route("/api/v1/measures/{id}", put(edit_measure).delete(delete_measure))
}

/// The roadmaps' part of the API's description.
#[derive(OpenApi)]
#[openapi(paths(
    roadmaps,
    create_roadmap,
    roadmap,
    edit_roadmap,
    gaps,
    whole_file,
    create_measure,
    edit_measure,
    delete_measure,
    super::worth::api::api,
    super::portfolio::api::api
))]
struct Description;

/// What these addresses take and answer.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

fn invalid(fault: FieldFault) -> Fault {
    Fault::Plan(Refused::Invalid(vec![fault]))
}

/// The code of a region that there is.
fn known_region(site: &RequestContext, code: &str) -> Result<(), Fault> {
    match site.forecast.regions().by_code(code) {
        Some(_) => Ok(()),
        None => Err(invalid(FieldFault::new("region_code", "region-unknown").with("code", code))),
    }
}

/// Which roadmaps to list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Whose {
    /// Code of a region: `00`, two digits for a county, four for a municipality. All regions without it.
    region: Option<String>,
    /// Id of the organisation that owns them. All organisations without it.
    organisation: Option<String>,
    /// How far they have come.
    stage: Option<Stage>,
}

impl Whose {
    fn filter(self) -> Filter {
        // What no database can hold nothing is.
        if self.organisation.as_ref().is_some_and(|id| id.contains('\0')) {
            return Filter::Any(Vec::new());
        }
        let region = self.region.map(Filter::Region);
        let organisation = self.organisation.map(|id| Filter::OwnedBy(vec![id]));
        Filter::All(region.into_iter().chain(organisation).chain(self.stage.map(Filter::Stage)).collect())
    }
}

/// The version that was read.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Based {
    /// The version that was read; another one now is a conflict. The header `if-match` tells it as well.
    version: Option<i64>,
}

/// What a new roadmap begins with.
#[derive(Debug, Deserialize, ToSchema, Default)]
#[serde(rename_all = "snake_case")]
enum Start {
    /// The areas, needs and national initiatives of the template.
    #[default]
    Template,
    /// Nothing.
    Empty,
    /// Everything in the roadmap with this id.
    Copy(Uuid),
    /// Everything in a roadmap file, as `/roadmaps/{id}/file` gives it.
    File(String),
}

/// A new roadmap.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewRoadmap {
    /// Whose: four digits for a municipality, two for a county, `00` for the whole country.
    #[schema(example = "2083")]
    region_code: String,
    /// The organisation that it belongs to; needed by whoever plans for several.
    #[serde(default)]
    organisation_id: Option<String>,
    /// Title.
    title: String,
    /// What it is for; without one it takes that of what it begins with.
    #[serde(default)]
    purpose: String,
    /// What it begins with: `"template"`, `"empty"`, `{"copy": id}` or `{"file": text}`.
    #[serde(default)]
    start: Start,
}

/// Roadmaps, the latest changed first. The header `x-total-count` tells how many there are on all pages, and `link` where
/// the next is.
#[utoipa::path(get, path = "/roadmaps", params(Whose, Paged), tag = "roadmaps",
    responses((status = 200, description = "Roadmaps with what they contain, counted", body = [RoadmapSummary]),
        (status = 404, description = "No region has the code, with those that may have been meant")))]
async fn roadmaps(
    site: RequestContext,
    here: CurrentPage,
    Query(whose): Query<Whose>,
    Query(paged): Query<Paged>,
) -> Result<Response, Fault> {
    if let Some(code) = &whose.region {
        region_with(&site, code)?;
    }
    let listing = Listing::of(whose.filter()).page(paged.page()?);
    let (roadmaps, total) = list(&mut site.read().await?, &listing).await?;
    Ok((paged.heads(&here, total), Json(roadmaps)).into_response())
}

impl NewRoadmap {
    async fn make(self, tx: &mut Tx) -> Result<Uuid, Refused> {
        let owner = self.organisation_id;
        let input = RoadmapInput { region_code: self.region_code, title: self.title, purpose: self.purpose };
        let origin = match self.start {
            Start::Template => Origin::Template,
            Start::Empty => Origin::Empty,
            Start::Copy(id) => Origin::Copy(id),
            Start::File(text) => {
                let mut read = file::from_toml(&text)?;
                read.region = input.region_code;
                read.title = input.title;
                if !input.purpose.is_empty() {
                    read.purpose = input.purpose;
                }
                return plan::roadmap::import(tx, owner.as_deref(), &read).await;
            }
        };
        store::create(tx, owner.as_deref(), &input, origin).await
    }
}

/// Makes a roadmap.
#[utoipa::path(post, path = "/roadmaps", params(("Idempotency-Key" = Option<String>, Header, description = "Named by the client; the same request with the same key within a day makes one thing")), request_body = NewRoadmap, tag = "roadmaps",
    responses((status = 201, description = "The new roadmap, with its address in Location", body = RoadmapTree),
        (status = 422, description = "Fields or a file that cannot be saved, each named")))]
async fn create_roadmap(
    site: RequestContext,
    heads: HeaderMap,
    sent: Result<Json<NewRoadmap>, JsonRejection>,
) -> Result<Response, Fault> {
    let new = body(sent)?;
    known_region(&site, &new.region_code)?;
    let content = format!("{new:?}");
    let request = Request { key: idempotency_key(&heads), content: &content };
    let mut tx = site.write().await?;
    let id = once(&mut tx, request, async |tx| new.make(tx).await).await?;
    let tree = load(&mut tx, id).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, [(LOCATION, format!("/api/v1/roadmaps/{id}"))], Json(tree)).into_response())
}

/// A roadmap with everything in it.
#[utoipa::path(get, path = "/roadmaps/{id}", params(("id" = Uuid, Path, description = "Roadmap")), tag = "roadmaps",
    responses((status = 200, description = "The roadmap", body = RoadmapTree),
        (status = 404, description = "There is none such")))]
async fn roadmap(site: RequestContext, Id(id): Id) -> Result<Response, Fault> {
    let tree = load(&mut site.read().await?, id).await?;
    Ok(versioned(tree.roadmap.version, tree))
}

/// Saves a roadmap's own fields.
#[utoipa::path(put, path = "/roadmaps/{id}", params(("id" = Uuid, Path, description = "Roadmap")), tag = "roadmaps",
    request_body = Sent<RoadmapInput>,
    responses((status = 200, description = "The roadmap as saved", body = RoadmapTree),
        (status = 404, description = "There is none such"),
        (status = 409, description = "Someone else has saved since that version was read"),
        (status = 422, description = "Fields that cannot be saved, each named")))]
async fn edit_roadmap(
    site: RequestContext,
    Id(id): Id,
    heads: HeaderMap,
    sent: Result<Json<Map<String, Value>>, JsonRejection>,
) -> Result<Response, Fault> {
    let new = Sent::<RoadmapInput>::read(Kind::Roadmap, sent)?;
    known_region(&site, &new.input.region_code)?;
    let version = expected_version(new.version, &heads)?;
    let mut tx = site.write().await?;
    store::edit(&mut tx, id, version, &new.input).await?;
    let tree = load(&mut tx, id).await?;
    tx.commit().await?;
    Ok(versioned(tree.roadmap.version, tree))
}

/// What a roadmap still lacks.
#[utoipa::path(get, path = "/roadmaps/{id}/gaps", operation_id = "roadmap_gaps", params(("id" = Uuid, Path, description = "Roadmap")),
    tag = "roadmaps",
    responses((status = 200, description = "Everything lacking, in the roadmap's order", body = [Finding]),
        (status = 404, description = "There is none such")))]
async fn gaps(site: RequestContext, Id(id): Id) -> Result<Json<Vec<Finding>>, Fault> {
    let tree = load(&mut site.read().await?, id).await?;
    Ok(Json(tree.findings(site.db.clock().today().year())))
}

/// A roadmap as a TOML file, which can be read in again.
#[utoipa::path(get, path = "/roadmaps/{id}/file", operation_id = "roadmap_file", params(("id" = Uuid, Path, description = "Roadmap")),
    tag = "roadmaps",
    responses((status = 200, description = "The file", body = String, content_type = "application/toml"),
        (status = 404, description = "There is none such")))]
async fn whole_file(site: RequestContext, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    Ok(as_toml(&here.asked, &load(&mut site.read().await?, id).await?))
}

/// Adds a measure to a need.
#[utoipa::path(post, path = "/needs/{id}/measures", params(("id" = Uuid, Path, description = "Need"),
        ("Idempotency-Key" = Option<String>, Header, description = "Named by the client; the same request with the same key within a day makes one thing")),
    tag = "roadmaps", request_body = Sent<MeasureInput>,
    responses((status = 201, description = "The new measure", body = Measure),
        (status = 404, description = "There is no such need"),
        (status = 422, description = "Fields that cannot be saved, each named")))]
async fn create_measure(
    site: RequestContext,
    Id(need): Id,
    heads: HeaderMap,
    sent: Result<Json<Map<String, Value>>, JsonRejection>,
) -> Result<(StatusCode, Json<Measure>), Fault> {
    let new = Sent::<MeasureInput>::read(Kind::Measure, sent)?;
    let mut tx = site.write().await?;
    let content = format!("{need} {:?}", new.input);
    let request = Request { key: idempotency_key(&heads), content: &content };
    let id = once(&mut tx, request, async |tx| store::create_measure(tx, need, &new.input).await).await?;
    let measure = load_measure(&mut tx, id).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(measure)))
}

/// Saves a measure with its effects.
#[utoipa::path(put, path = "/measures/{id}", params(("id" = Uuid, Path, description = "Measure")),
    tag = "roadmaps", request_body = Sent<MeasureInput>,
    responses((status = 200, description = "The measure as saved", body = Measure),
        (status = 404, description = "There is none such"),
        (status = 409, description = "Someone else has saved since that version was read"),
        (status = 422, description = "Fields that cannot be saved, each named")))]
async fn edit_measure(
    site: RequestContext,
    Id(id): Id,
    heads: HeaderMap,
    sent: Result<Json<Map<String, Value>>, JsonRejection>,
) -> Result<Response, Fault> {
    let new = Sent::<MeasureInput>::read(Kind::Measure, sent)?;
    let version = expected_version(new.version, &heads)?;
    let mut tx = site.write().await?;
    store::edit_measure(&mut tx, id, version, &new.input).await?;
    let measure = load_measure(&mut tx, id).await?;
    tx.commit().await?;
    Ok(versioned(measure.version, measure))
}

/// Deletes a measure.
#[utoipa::path(delete, path = "/measures/{id}", params(("id" = Uuid, Path, description = "Measure"), Based),
    tag = "roadmaps",
    responses((status = 204, description = "Deleted"), (status = 404, description = "There is none such"),
        (status = 409, description = "Someone else has saved since that version was read")))]
async fn delete_measure(
    site: RequestContext,
    Id(id): Id,
    heads: HeaderMap,
    based: Result<Query<Based>, QueryRejection>,
) -> Result<StatusCode, Fault> {
    delete(&site, Kind::Measure.of(id), &heads, based).await
}

async fn delete(
    site: &RequestContext,
    of: Ref,
    heads: &HeaderMap,
    based: Result<Query<Based>, QueryRejection>,
) -> Result<StatusCode, Fault> {
    let Query(based) = based.map_err(|rejection| Fault::BadRequest(rejection.body_text()))?;
    let version = expected_version(based.version, heads)?;
    let mut tx = site.write().await?;
    records::delete(&mut tx, of, version).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
