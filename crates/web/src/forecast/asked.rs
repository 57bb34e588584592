//! What can be asked of the forecast's API, and what is said of values that it cannot have.

use std::fmt::Display;

use projection::lever::Lever;
use utoipa::Modify;
use utoipa::openapi::path::{ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{OpenApi as Document, RefOr};

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
