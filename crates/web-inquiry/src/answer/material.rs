//! What those who are asked read before they answer: documents, and the plan that it is about.

use askama::Template;
use axum::body::Body;
use axum::extract::Path;
use axum::http::header::CONTENT_LENGTH;
use axum::response::Response;
use axum::routing::get;
use plan::db::Tx;
use plan::inquiry::{self, Material, PointText};
use uuid::Uuid;

use super::{Key, frame};
use crate::words::inquiry_address;
use site::Site;
use site::fault::Fault;
use site::files::{kept, size};
use site::page::{Frame, render};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/svara/{key}/planen", get(plan))
        .route("/svara/{key}/underlag/{file}", get(document))
        .route("/oppen-fraga/{id}/planen", get(open_plan))
        .route("/forfragan/{id}/planen", get(own_plan))
        .route("/forfragan/{id}/underlag/{file}", get(own_document))
        .route("/oppen-fraga/{id}/underlag/{file}", get(open_document))
}

/// What there is to read, as links: words, address, and the size of a file.
pub type Reading = Vec<(String, String, String)>;

/// What there is to read below an address that leads to an inquiry.
pub fn reading(t: Texts, material: &Material, address: &str) -> Reading {
    let plan =
        material.has_plan().then(|| (t.get("material-plan"), format!("{address}/planen"), String::new()));
    let documents = material
        .documents
        .iter()
        .map(|file| (file.name.clone(), format!("{address}/underlag/{}", file.id), size(t, file.size)));
    plan.into_iter().chain(documents).collect()
}

#[derive(Template)]
#[template(path = "answer/plan.html")]
struct PlanPage {
    frame: Frame,
    back: String,
    areas: Vec<(String, Vec<PointRow>)>,
}

struct PointRow {
    title: String,
    says: Vec<(String, String)>,
}

async fn plan(site: RequestContext, t: Texts, here: CurrentPage, key: Key) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let material = inquiry::material(&mut tx, key.entry()).await?;
    show_plan(&mut tx, t, &here, &material, key.address("")).await
}

async fn open_plan(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let material = inquiry::open_material(&mut tx, id).await?;
    show_plan(&mut tx, t, &here, &material, open_address(id)).await
}

async fn own_plan(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let material = inquiry::own_material(&mut tx, id).await?;
    show_plan(&mut tx, t, &here, &material, inquiry_address(id)).await
}

async fn show_plan(
    tx: &mut Tx,
    t: Texts,
    here: &CurrentPage,
    material: &Material,
    back: String,
) -> Result<Response, Fault> {
    let areas = inquiry::plan_text(tx, material).await?.ok_or(Fault::NotFound)?;
    let row = |(title, text): (String, PointText)| PointRow { says: point_words(t, &text), title };
    render(&PlanPage {
        frame: frame(t, here, t.get("material-plan-title")),
        back,
        areas: areas
            .into_iter()
            .map(|(area, points)| (area, points.into_iter().map(row).collect()))
            .collect(),
    })
}

async fn document(
    site: RequestContext,
    key: Key,
    Path((_, file)): Path<(String, Uuid)>,
) -> Result<Response, Fault> {
    let material = inquiry::material(&mut site.read().await?, key.entry()).await?;
    send(&site, &material, file).await
}

async fn open_document(
    site: RequestContext,
    Path((id, file)): Path<(Uuid, Uuid)>,
) -> Result<Response, Fault> {
    let material = inquiry::open_material(&mut site.read().await?, id).await?;
    send(&site, &material, file).await
}

async fn own_document(site: RequestContext, Path((id, file)): Path<(Uuid, Uuid)>) -> Result<Response, Fault> {
    let material = inquiry::own_material(&mut site.read().await?, id).await?;
    send(&site, &material, file).await
}

async fn send(site: &RequestContext, material: &Material, file: Uuid) -> Result<Response, Fault> {
    let file = material.document(file).ok_or(Fault::NotFound)?;
    let stream = site.attachments.stream_attachment(file).await?;
    let mut response = kept(file.media_type.name(), &file.name, Body::from_stream(stream.bytes));
    response.headers_mut().insert(CONTENT_LENGTH, stream.size.into());
    Ok(response)
}

/// Where an inquiry is answered that is open to all.
pub fn open_address(id: Uuid) -> String {
    format!("/oppen-fraga/{id}")
}

/// The point of the roadmap that a question is about, column by column.
pub fn point_words(t: Texts, point: &PointText) -> Vec<(String, String)> {
    let lists = [("national", &point.national), ("local", &point.local), ("measures", &point.measures)];
    let mut rows: Vec<(String, String)> = lists
        .iter()
        .filter(|(_, texts)| !texts.is_empty())
        .map(|(key, texts)| (t.get(&format!("point-{key}")), texts.join("\n")))
        .collect();
    if !point.more_needed.is_empty() {
        rows.push((t.get("point-more"), point.more_needed.clone()));
    }
    if let Some(year) = point.horizon {
        rows.push((t.get("point-horizon"), year.to_string()));
    }
    rows
}
