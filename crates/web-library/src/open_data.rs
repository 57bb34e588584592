//! Published examples for programs: the API, a table, a feed, and what search engines read on an example's page.

use askama::Template;
use axum::Json;
use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use plan::library::examples::{self, EvidenceLevel, Example, ExampleFilter, ExampleState, Maturity, Verdict};
use plan::organisations;
use plan::records::Page;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::{IntoParams, OpenApi};

use crate::words::{example_address, theme_words};
use site::Site;
use site::api::Paged;
use site::fault::Fault;
use site::files::{attached, csv_text, guarded};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};
use site::words::region_name;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/api/v1/examples", get(list))
        .route("/api/v1/examples/{id}", get(one))
        .route("/bibliotek/exempel.csv", get(csv))
        .route("/bibliotek/exempel.atom", get(feed))
}

/// What these addresses take and answer.
#[derive(OpenApi)]
#[openapi(paths(list, one))]
pub struct Description;

/// Which examples.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Which {
    /// A theme, by its name.
    theme: Option<String>,
    /// An approach, by its name.
    approach: Option<String>,
    /// Code of a region: two digits for a region, four for a municipality.
    region: Option<String>,
    /// How far it has come.
    maturity: Option<Maturity>,
    /// What came of it.
    verdict: Option<Verdict>,
    /// What it rests on.
    evidence: Option<EvidenceLevel>,
}

impl Which {
    fn filter(self) -> ExampleFilter {
        ExampleFilter {
            theme: self.theme,
            approach: self.approach,
            regions: self.region.map(|code| vec![code]),
            maturity: self.maturity,
            verdict: self.verdict,
            evidence: self.evidence,
            ..published()
        }
    }
}

fn published() -> ExampleFilter {
    ExampleFilter { state: Some(ExampleState::Published), ..ExampleFilter::default() }
}

/// Published examples, what was changed last first; without what was measured.
#[utoipa::path(get, path = "/examples", tag = "library", params(Which, Paged),
    responses((status = 200, description = "Examples", body = Vec<Example>)))]
async fn list(
    site: RequestContext,
    here: CurrentPage,
    which: Result<Query<Which>, QueryRejection>,
    paged: Result<Query<Paged>, QueryRejection>,
) -> Result<Response, Fault> {
    let Query(which) = which.map_err(|why| Fault::BadRequest(why.body_text()))?;
    let Query(paged) = paged.map_err(|why| Fault::BadRequest(why.body_text()))?;
    let filter = which.filter();
    let (found, total) = examples::find(&mut site.read().await?, &filter, paged.page()?).await?;
    Ok((paged.heads(&here, total), Json(found)).into_response())
}

/// An example, with what was measured.
#[utoipa::path(get, path = "/examples/{id}", tag = "library", params(("id" = Uuid, Path, description = "Id")),
    responses((status = 200, description = "The example", body = Example), (status = 404, description = "There is none such")))]
async fn one(site: RequestContext, Id(id): Id) -> Result<Json<Example>, Fault> {
    Ok(Json(examples::load(&mut site.read().await?, id).await?))
}

/// The columns of the table, which are those that a table is read in by.
pub const COLUMNS: [&str; 24] = [
    "title",
    "region",
    "claim",
    "conclusions",
    "need",
    "theme",
    "approach",
    "target_group",
    "provision",
    "from_year",
    "to_year",
    "maturity",
    "verdict",
    "body",
    "staff_hours",
    "cost_once",
    "cost_yearly",
    "paid_by",
    "evidence",
    "not_worked",
    "conditions",
    "contact",
    "licence",
    "source",
];

async fn csv(site: RequestContext) -> Result<Response, Fault> {
    let (found, _) = examples::find(&mut site.read().await?, &published(), None).await?;
    let head: Vec<String> =
        COLUMNS.iter().map(|column| (*column).to_owned()).chain(["id".into(), "updated_at".into()]).collect();
    let rows = found.iter().map(|one| row(one).into_iter().map(|text| guarded(&text)).collect::<Vec<_>>());
    let text = csv_text(std::iter::once(head).chain(rows)).map_err(|_| Fault::Interrupted)?;
    Ok(attached("text/csv; charset=utf-8", "exempel.csv", text))
}

fn row(example: &Example) -> Vec<String> {
    let content = &example.content;
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let year = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
    vec![
        content.title.clone(),
        content.region_code.clone(),
        content.claim.clone(),
        content.conclusions.clone(),
        content.need.clone(),
        content.theme.clone(),
        content.approach.clone(),
        content.target_group.clone(),
        content.provision.to_string(),
        year(content.from_year),
        year(content.to_year),
        content.maturity.to_string(),
        content.verdict.to_string(),
        content.body.clone(),
        number(content.staff_hours),
        number(content.cost_once),
        number(content.cost_yearly),
        content.paid_by.clone(),
        content.evidence.to_string(),
        content.not_worked.clone(),
        content.conditions.clone(),
        content.contact.clone(),
        content.licence.to_string(),
        content.source.clone(),
        example.id.to_string(),
        example.updated_at.to_rfc3339(),
    ]
}

/// The newest examples, as programs that follow news read them (Atom, RFC 4287).
#[derive(Template)]
#[template(path = "library/feed.xml")]
struct Feed {
    t: Texts,
    origin: String,
    updated: String,
    entries: Vec<Entry>,
}

struct Entry {
    title: String,
    address: String,
    id: String,
    published: String,
    updated: String,
    claim: String,
    author: String,
    licence: &'static str,
}

/// Most examples of the feed.
const NEWEST: i64 = 50;

async fn feed(site: RequestContext, t: Texts) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let page = Page { limit: NEWEST, number: 1 };
    let (found, _) = examples::find(&mut tx, &published(), Some(page)).await?;
    let tree = organisations::load(&mut tx).await?;
    drop(tx);
    let entry = |one: &Example| Entry {
        title: one.content.title.clone(),
        address: example_address(one.id),
        id: one.id.to_string(),
        published: one.published_at.unwrap_or(one.created_at).to_rfc3339(),
        updated: one.updated_at.to_rfc3339(),
        claim: one.content.claim.clone(),
        author: tree.name(&one.organisation_id).to_owned(),
        licence: one.content.licence.address(),
    };
    let now = site.db.clock().now();
    let feed = Feed {
        t,
        origin: origin(&site),
        updated: found.iter().map(|one| one.updated_at).max().unwrap_or(now).to_rfc3339(),
        entries: found.iter().map(entry).collect(),
    };
    let text = feed.render().map_err(|_| Fault::Interrupted)?;
    Ok(([(CONTENT_TYPE, "application/atom+xml; charset=utf-8")], text).into_response())
}

/// Where the site is reached from outside; nothing where it is reached from this machine alone.
fn origin(site: &RequestContext) -> String {
    site.gate.accounts().map(|own| own.origin.to_string()).unwrap_or_default()
}

/// What search engines read of an example (schema.org), safe within a page.
pub fn json_ld(site: &RequestContext, t: Texts, owner: &str, example: &Example) -> String {
    let content = &example.content;
    let place = site.forecast.regions().by_code(&content.region_code);
    let address = format!("{}{}", origin(site), example_address(example.id));
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": address,
        "url": address,
        "headline": content.title,
        "abstract": content.claim,
        "inLanguage": "sv",
        "license": content.licence.address(),
        "publisher": { "@type": "Organization", "name": owner },
        "datePublished": example.published_at.map(|at| at.to_rfc3339()),
        "dateModified": example.updated_at.to_rfc3339(),
        "about": theme_words(t, &content.theme),
        "spatialCoverage": place.map(|region| json!({ "@type": "Place", "name": region_name(t, region) })),
        "citation": Some(&content.source).filter(|source| !source.is_empty()),
    });
    if let Value::Object(fields) = &mut data {
        fields.retain(|_, value| !value.is_null());
    }
    // Nothing in it can end the element that it stands in.
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
