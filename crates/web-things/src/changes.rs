//! What has changed, in words: what a field is called, and what it was and is.

use plan::access::Kind;
use plan::organisations::Organisations;
use plan::roadmap::changes::{Change, What};
use serde_json::Value;

use site::texts::Texts;
use site::words::{exact, kronor, typed};

/// What a field of a kind of thing is called: as it is called everywhere, as in its form, or as in the form of a step.
pub fn field_name(t: Texts, kind: &str, field: &str) -> String {
    let field = field.replace('_', "-");
    // What `figures` begins is said of the page of all figures.
    let kind = if kind == Kind::Figures.name() { "own-figures" } else { kind };
    let keys = ["changed", kind, "step"].map(|thing| format!("{thing}-{field}"));
    keys.iter().find(|key| t.has(key)).map_or(field, |key| t.get(key))
}

/// What happened to a part, and its field before and after where one has changed.
pub fn change_words(t: Texts, tree: &Organisations, change: &Change) -> (String, Option<(String, String)>) {
    match &change.what {
        What::Added => (t.get("change-added"), None),
        What::Removed => (t.get("change-removed"), None),
        What::Moved => (t.get("change-moved"), None),
        What::Reordered => (t.get("change-reordered"), None),
        What::Changed { field, before, after } => {
            let name = field_name(t, change.part.name(), field);
            let words = |value| value_words(t, tree, field, value);
            (t.with("change-field", &[("field", &name)]), Some((words(before), words(after))))
        }
    }
}

/// A field's value as it is said on the page. A blank says nothing: "–".
pub fn value_words(t: Texts, tree: &Organisations, field: &str, value: &Value) -> String {
    let prefix = match field {
        "decided_by" => "body",
        "kind" => "organisation",
        "standing" => "recipient",
        "state" => "operations-state",
        other => other,
    };
    if let (Some(column), Some(why)) = (field.strip_prefix("blank_"), value.as_str()) {
        let keys = [format!("blank-{why}-{column}"), format!("blank-{why}")];
        return keys.iter().find(|key| t.has(key)).map_or_else(|| why.to_owned(), |key| t.get(key));
    }
    let named = value.as_str().and_then(|name| {
        let other = match field {
            "kind" => Some(format!("question-kind-{name}")),
            "state" => Some(format!("own-figures-state-{name}")),
            "subject" => Some(format!("own-figures-subject-{name}")),
            _ => None,
        };
        [Some(format!("{prefix}-{name}")), other].into_iter().flatten().find(|key| t.has(key))
    });
    match (named, value) {
        (Some(key), _) => t.get(&key),
        (None, Value::Null) => "–".into(),
        (None, Value::Bool(yes)) => t.get(if *yes { "form-yes" } else { "form-no" }),
        (None, Value::Array(effects)) if effects.is_empty() => "–".into(),
        (None, Value::Array(effects)) => {
            effects.iter().map(|effect| effect_words(t, effect)).collect::<Vec<_>>().join("; ")
        }
        (None, Value::Number(number)) if field.starts_with("cost") => {
            kronor(t, number.as_f64().unwrap_or_default())
        }
        (None, Value::String(text)) => text_words(tree, field, text),
        // No groups: most are years.
        (None, Value::Number(number)) => typed(t, number.as_f64().unwrap_or_default()),
        (None, other) => other.to_string(),
    }
}

fn text_words(tree: &Organisations, field: &str, text: &str) -> String {
    match field {
        _ if text.is_empty() => "–".into(),
        "organisation" | "organisation_id" | "parent" | "region_code" => tree.name(text).to_owned(),
        // Enough to know it by.
        "hash" => text.chars().take(12).chain(['…']).collect(),
        _ => text.to_owned(),
    }
}

fn effect_words(t: Texts, effect: &Value) -> String {
    let lever = projection::lever::Lever::named(effect["lever"].as_str().unwrap_or_default());
    let name = lever.map(|lever| t.get(&site::words::lever_key(lever))).unwrap_or_default();
    let unit = lever.map(|lever| t.get(site::words::unit_key(lever.facts().unit))).unwrap_or_default();
    let number = |key: &str| exact(t, effect[key].as_f64().unwrap_or_default());
    format!("{name} {} ({}) {unit}", number("size"), t.interval(&number("low"), &number("high")))
}
