//! What differs between two frozen contents, as a list of changes.

use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::frozen::FrozenV1;
use super::part::Part;

/// One change.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Change {
    /// What kind of part has changed.
    pub part: Part,
    /// The part's title: after the change, or before it was taken away.
    pub title: String,
    /// What happened to it.
    pub what: What,
}

/// What happened to a part.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// A field is another.
    Changed {
        /// The field.
        field: String,
        /// Before.
        #[schema(value_type = Object)]
        before: Value,
        /// After.
        #[schema(value_type = Object)]
        after: Value,
    },
    /// It lies below another part than before.
    Moved,
}

/// Where parts of each kind lie in a content.
const BELOW: [(&str, Part); 4] = [
    ("areas", Part::Area),
    ("needs", Part::Need),
    ("initiatives", Part::Initiative),
    ("measures", Part::Measure),
];

/// Which part a part lies below.
const ABOVE: [&str; 3] = ["roadmap_id", "area_id", "need_id"];

/// Everything that differs, in the order of the later content, what has been taken away last.
pub fn changes(before: &FrozenV1, after: &FrozenV1) -> Vec<Change> {
    // Both have every field of today, so what one of them was frozen before does not differ.
    between(&json!(before), &json!(after))
}

fn between(before: &Value, after: &Value) -> Vec<Change> {
    let (old, new) = (parts(before), parts(after));
    let mut changes = Vec::new();
    for (part, fields) in &new {
        let id = fields.get("id");
        match old.iter().find(|(kind, other)| kind == part && other.get("id") == id) {
            None => changes.push(Change { part: *part, title: title(fields), what: What::Added }),
            Some((_, other)) => changes.extend(fields_of(*part, other, fields)),
        }
    }
    let is_gone = |(part, fields): &&(Part, &Map<String, Value>)| {
        !new.iter().any(|(kind, other)| kind == part && other.get("id") == fields.get("id"))
    };
    let gone = old.iter().filter(is_gone);
    changes.extend(gone.map(|(part, fields)| Change {
        part: *part,
        title: title(fields),
        what: What::Removed,
    }));
    changes
}

/// Every part with its fields, from the top.
fn parts(content: &Value) -> Vec<(Part, &Map<String, Value>)> {
    let mut all = Vec::new();
    collect(Part::Roadmap, content, &mut all);
    all
}

fn collect<'a>(part: Part, value: &'a Value, all: &mut Vec<(Part, &'a Map<String, Value>)>) {
    let Some(fields) = value.as_object() else { return };
    all.push((part, fields));
    for (name, below) in BELOW {
        let rows = fields.get(name).and_then(Value::as_array).into_iter().flatten();
        rows.for_each(|row| collect(below, row, all));
    }
}

fn title(fields: &Map<String, Value>) -> String {
    fields.get("title").and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn fields_of(part: Part, before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<Change> {
    let is_own = |name: &str| name != "id" && BELOW.iter().all(|(below, _)| *below != name);
    let differing = after.iter().filter(|(name, value)| is_own(name) && before.get(*name) != Some(value));
    differing
        .map(|(name, value)| {
            let what = if ABOVE.contains(&name.as_str()) {
                What::Moved
            } else {
                let before = before.get(name).cloned().unwrap_or_default();
                What::Changed { field: name.clone(), before, after: value.clone() }
            };
            Change { part, title: title(after), what }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_list_tells_what_is_new_gone_moved_and_other() {
        let before = json!({ "id": "r", "title": "Färdplan", "areas": [
            { "id": "a", "roadmap_id": "r", "title": "Ett", "needs": [
                { "id": "n", "area_id": "a", "title": "Bemanning", "horizon": 2030, "measures": [] },
                { "id": "o", "area_id": "a", "title": "Lokaler", "measures": [] } ] },
            { "id": "b", "roadmap_id": "r", "title": "Två", "needs": [] } ] });
        let after = json!({ "id": "r", "title": "Färdplan", "areas": [
            { "id": "a", "roadmap_id": "r", "title": "Ett", "needs": [] },
            { "id": "b", "roadmap_id": "r", "title": "Två", "needs": [
                { "id": "n", "area_id": "b", "title": "Bemanning", "horizon": 2032, "measures": [
                    { "id": "m", "need_id": "n", "title": "Heltid" } ] } ] } ] });
        let found = between(&before, &after);
        let one = |part, title: &str, what| Change { part, title: title.into(), what };
        let horizon = What::Changed { field: "horizon".into(), before: json!(2030), after: json!(2032) };
        assert_eq!(
            found,
            [
                one(Part::Need, "Bemanning", What::Moved),
                one(Part::Need, "Bemanning", horizon),
                one(Part::Measure, "Heltid", What::Added),
                one(Part::Need, "Lokaler", What::Removed),
            ]
        );
        assert_eq!(between(&before, &before), []);
    }
}
