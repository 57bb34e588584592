//! What can be asked of the forecast's API, and what is said of values that it cannot have.

use std::fmt::Display;

use projection::lever::Lever;
use utoipa::Modify;
use utoipa::openapi::path::{ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{Deprecated, OpenApi as Document, RefOr};

use super::choice::{SCENARIOS, View};
use site::fault::Fault;
use site::texts::Texts;

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
        // Asked for by their old names until the next version.
        for old in projection.parameters.iter_mut().flatten() {
            if let RefOr::T(old) = old
                && PARAMETERS.iter().any(|(_, page)| *page == old.name)
            {
                old.deprecated = Some(Deprecated::True);
            }
        }
        projection.parameters.get_or_insert_default().extend(Lever::ALL.map(|one| RefOr::T(lever(one))));
    }
}

/// What scenarios are called in the API, and in the addresses of pages. The API also knows the latter, until its next version.
const SCENARIO_NAMES: [(&str, &str); SCENARIOS.len()] = [
    ("later", "friskare"),
    ("unchanged", "oforandrad"),
    ("trend", "trend"),
    ("coverage", "andel"),
    ("ceiling", "tak"),
    ("official", "scb"),
];

/// What scenarios are called in the API.
pub fn scenario_names() -> [&'static str; SCENARIOS.len()] {
    SCENARIO_NAMES.map(|(api, _)| api)
}

/// What parameters are called in the API, and in the addresses of pages; likewise.
const PARAMETERS: [(&str, &str); 4] = [
    ("coverage_80_plus", "andel80"),
    ("healthy_share", "frisk"),
    ("start_year", "borjar"),
    ("ramp_years", "infas"),
];

/// What is asked of the API, as the addresses of pages ask it.
pub fn as_on_pages(fields: Vec<(String, String)>) -> Vec<(String, String)> {
    let known = |names: &[(&str, &str)], text: String| {
        let page = names.iter().find(|(api, _)| *api == text).map(|(_, page)| (*page).to_owned());
        page.unwrap_or(text)
    };
    let as_on_page = |(name, value): (String, String)| match name.as_str() {
        "scenario" => (name, known(&SCENARIO_NAMES, value)),
        _ => (known(&PARAMETERS, name), value),
    };
    fields.into_iter().map(as_on_page).collect()
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
        Some((name, typed)) if numbers.is_empty() => {
            impossible(t, name, typed, &SCENARIO_NAMES.map(|(api, _)| api).join(", "))
        }
        _ => Fault::BadRequest(numbers.join(" ")),
    }
}
