//! The API as a whole: its address, its description, and a refusal of what the description does not know.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::Json;
use axum::extract::{MatchedPath, Query, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use forecast::FIRST_YEAR;
use plan::access::Stage;
use projection::output::Output;
use projection::worth::Gap;
use site::api::LARGEST_PAGE;
use utoipa::OpenApi;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn, PathItem};
use utoipa::openapi::schema::{Object, ObjectBuilder, Type};
use utoipa::openapi::{
    ContactBuilder, Content, InfoBuilder, LicenseBuilder, OpenApi as Document, Ref, RefOr, ResponseBuilder,
    Server,
};

use site::Site;
use site::fault::Fault;
use site::problem::{MEDIA_TYPE, Problem};
use site::texts::Texts;

/// Where the API begins.
const ROOT: &str = "/api/v1";

/// Everything below `/api/v1/`. `roadmap` adds its own routes with full addresses.
pub fn routes(site: &Site) -> axum::Router<Site> {
    let forecast = web_forecast::api::routes(site);
    axum::Router::new().nest(ROOT, forecast.route("/openapi.json", get(|| async { Json(document()) })))
}

/// The OpenAPI document.
fn document() -> Document {
    let mut document = web_forecast::api::Description::openapi();
    document.merge(web_roadmap::openapi());
    document.merge(web_library::openapi());
    web_things::describe(&mut document);
    document.merge(Problems::openapi());
    describe_problems(&mut document);
    describe_values(&mut document);
    document.info = InfoBuilder::new()
        .title("Färdplan")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Projections of elderly care in Sweden's municipalities, and roadmaps with what they are worth. \
             Problems are application/problem+json (RFC 9457). \
             Prognoser för äldreomsorgen i Sveriges kommuner, och färdplaner med vad de är värda.",
        ))
        .contact(Some(ContactBuilder::new().name(Some("Färdplan")).build()))
        .license(Some(LicenseBuilder::new().name("EUPL-1.2").identifier(Some("EUPL-1.2")).build()))
        .build();
    document.servers = Some(vec![Server::new(ROOT)]);
    document
}

/// What every answer that is a problem looks like.
#[derive(OpenApi)]
#[openapi(components(schemas(Problem)))]
struct Problems;

/// Describes, for all that can be done, the problems that it may be answered with.
fn describe_problems(document: &mut Document) {
    let content = || Content::new(Some(Ref::from_schema_name("Problem")));
    let problem =
        |about: &str| ResponseBuilder::new().description(about).content(MEDIA_TYPE, content()).build();
    for operation in document.paths.paths.values_mut().flat_map(operations_mut) {
        let is_asked = operation.parameters.as_ref().is_some_and(|all| !all.is_empty());
        let is_sent = operation.request_body.is_some();
        let described = &mut operation.responses.responses;
        for (_, response) in described.iter_mut().filter(|(status, _)| status.starts_with('4')) {
            if let RefOr::T(response) = response {
                response.content.insert(MEDIA_TYPE.to_owned(), content().into());
            }
        }
        let mut add = |status: &str, about: &str| {
            described.entry(status.to_owned()).or_insert_with(|| problem(about).into());
        };
        if is_asked || is_sent {
            add("400", "What is asked for or sent cannot be understood");
        }
        if is_sent {
            add("413", "More is sent than is taken");
            add("415", "What is sent is not JSON");
        }
        add("default", "Not answered as asked: one must sign in, may not, or should come back later");
    }
}

/// Says which values parameters with the same name everywhere may have, where their types allow more.
fn describe_values(document: &mut Document) {
    let parameters =
        document.paths.paths.values_mut().flat_map(operations_mut).flat_map(|one| &mut one.parameters);
    for parameter in parameters.flatten() {
        if let RefOr::T(parameter) = parameter
            && let Some(values) = values(&parameter.name)
        {
            parameter.schema = Some(values.into());
        }
    }
}

fn values(name: &str) -> Option<Object> {
    let number = |kind: Type| ObjectBuilder::new().schema_type(kind);
    let named = |names: Vec<&str>| ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names));
    let values = match name {
        "year" => number(Type::Integer).minimum(Some(FIRST_YEAR)).maximum(Some(forecast::LAST_YEAR)),
        "limit" => number(Type::Integer).minimum(Some(1)).maximum(Some(LARGEST_PAGE)),
        "page" => number(Type::Integer).minimum(Some(1)).maximum(Some(i32::MAX)),
        "certainty" => number(Type::Number).minimum(Some(0)).maximum(Some(1)),
        "budget" => number(Type::Number).minimum(Some(0)),
        "gap" => named(Gap::ALL.map(Gap::name).to_vec()),
        "indicator" => named(Output::ALL.map(Output::name).to_vec()),
        "scenario" => named(web_forecast::api::scenario_names().to_vec()),
        "stage" => named(Stage::ALL.map(Stage::name).to_vec()),
        _ => return None,
    };
    Some(values.build())
}

/// All that can be done at a path.
fn operations_mut(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem { get, put, post, delete, patch, .. } = item;
    [get, put, post, delete, patch].into_iter().flatten()
}

/// The names of the query's parameters on each path, as described.
static KNOWN: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    document().paths.paths.into_iter().map(|(path, item)| (path, parameters(item))).collect()
});

/// The query's parameters of all that can be done at a path.
fn parameters(item: PathItem) -> Vec<String> {
    let PathItem { get, put, post, delete, patch, parameters, .. } = item;
    let of_each = [get, put, post, delete, patch].into_iter().flatten().filter_map(|one| one.parameters);
    let in_query = |one: RefOr<Parameter>| match one {
        RefOr::T(one) if one.parameter_in == ParameterIn::Query => Some(one.name),
        _ => None,
    };
    parameters.into_iter().chain(of_each).flatten().filter_map(in_query).collect()
}

/// Refuses a parameter of the API that is not described: whoever misspells one shall not take the answer for what was asked.
pub async fn refuse_unknown(t: Texts, route: MatchedPath, request: Request, next: Next) -> Response {
    let known = route.as_str().strip_prefix(ROOT).and_then(|path| KNOWN.get(path));
    let (Some(known), Ok(Query(fields))) =
        (known, Query::<Vec<(String, String)>>::try_from_uri(request.uri()))
    else {
        return next.run(request).await;
    };
    match fields.into_iter().find(|(name, _)| !known.contains(name)) {
        None => next.run(request).await,
        Some((name, _)) if known.is_empty() => {
            Fault::BadRequest(t.with("api-unknown-alone", &[("name", &name)])).into_response()
        }
        Some((name, _)) => {
            let known = known.join(", ");
            Fault::BadRequest(t.with("api-unknown", &[("name", &name), ("known", &known)])).into_response()
        }
    }
}
