//! What can be asked of the API: the parameters that its description knows, and a refusal that names them.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::LazyLock;

use axum::extract::{MatchedPath, Query, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use projection::lever::Lever;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{OpenApi as Document, RefOr};
use utoipa::{Modify, OpenApi};

use super::api::Description;
use super::choice::{SCENARIOS, View};
use crate::fault::Fault;
use crate::texts::Texts;

/// Describes every lever as a parameter of the projection.
pub struct Levers;

impl Modify for Levers {
    fn modify(&self, document: &mut Document) {
        let path = document.paths.paths.get_mut("/regions/{code}/projection");
        let Some(projection) = path.and_then(|path| path.get.as_mut()) else { return };
        let lever = |lever: Lever| {
            let facts = lever.facts();
            ParameterBuilder::new()
                .name(facts.name)
                .parameter_in(ParameterIn::Query)
                .description(Some(format!("A lever, held within {} to {}", facts.min, facts.max)))
                .schema(Some(ObjectBuilder::new().schema_type(Type::Number)))
                .build()
        };
        projection.parameters.get_or_insert_default().extend(Lever::ALL.map(|one| RefOr::T(lever(one))));
    }
}

/// The names of the query's parameters on each path, as described.
static KNOWN: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    let query = |one: RefOr<Parameter>| match one {
        RefOr::T(one) if one.parameter_in == ParameterIn::Query => Some(one.name),
        _ => None,
    };
    let paths = Description::openapi().paths.paths.into_iter();
    paths
        .map(|(path, item)| {
            let parameters = item.get.and_then(|get| get.parameters).unwrap_or_default();
            (path, parameters.into_iter().filter_map(query).collect())
        })
        .collect()
});

/// Refuses a parameter that is not described: whoever misspells one shall not take the answer for what was asked.
pub async fn refuse_unknown(t: Texts, route: MatchedPath, request: Request, next: Next) -> Response {
    let known = KNOWN.get(route.as_str().trim_start_matches("/api/v1")).map_or(&[][..], Vec::as_slice);
    let Ok(Query(fields)) = Query::<Vec<(String, String)>>::try_from_uri(request.uri()) else {
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

/// A parameter with a value that it cannot have.
pub fn impossible(t: Texts, name: &str, typed: &str, known: &dyn Display) -> Fault {
    Fault::BadRequest(t.with("api-impossible", &[("name", &name), ("typed", &typed), ("known", known)]))
}

/// What the API says of a choice that could not be read.
pub fn unclear(t: Texts, view: &View, fields: &[(String, String)]) -> Fault {
    let number = |(name, typed): &(String, String)| {
        let typed = typed.trim();
        let is_it = name != "scenario" && view.unreadable.iter().any(|other| other == typed);
        is_it.then(|| t.with("api-no-number", &[("name", name), ("typed", &typed)]))
    };
    let numbers: Vec<String> = fields.iter().filter_map(number).collect();
    match fields.iter().rev().find(|(name, _)| name == "scenario") {
        Some((name, typed)) if numbers.is_empty() => impossible(t, name, typed, &SCENARIOS.join(", ")),
        _ => Fault::BadRequest(numbers.join(" ")),
    }
}
