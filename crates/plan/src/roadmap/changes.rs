//! What differs between two frozen contents, as a list of changes.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::frozen::FrozenV1;
use super::part::Part;

/// One change.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Change {
    /// What kind of part has changed.
    pub part: Part,
    /// The part's title: after the change, or before it was taken away.
    pub title: String,
    /// The part itself.
    pub id: Option<Uuid>,
    /// The need that it is or lies below.
    pub need_id: Option<Uuid>,
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
    /// It stands in another order among those beside it.
    Reordered,
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
    let shifted = shifted(&old, &new);
    let (old_by_id, new_by_id) = (by_id(&old), by_id(&new));
    let mut changes = Vec::new();
    for row in &new {
        match old_by_id.get(&row.key()) {
            None => changes.push(row.change(What::Added)),
            Some(other) => {
                let is_shifted = row.id().is_some_and(|id| shifted.contains(id));
                changes.extend(is_shifted.then(|| row.change(What::Reordered)));
                changes.extend(fields_of(row, other.fields));
            }
        }
    }
    let gone = old.iter().filter(|row| !new_by_id.contains_key(&row.key()));
    changes.extend(gone.map(|row| row.change(What::Removed)));
    changes
}

fn by_id<'a, 'b>(rows: &'b [Row<'a>]) -> HashMap<(Part, Option<&'a str>), &'b Row<'a>> {
    rows.iter().map(|row| (row.key(), row)).collect()
}

/// The ids of the parts that stand in another order among those that lay beside them both before and after: as few as
/// possible, those that are not in the longest row that has kept its order.
fn shifted<'a>(old: &[Row<'a>], new: &[Row<'a>]) -> HashSet<&'a str> {
    let beside = |fields: &'a Map<String, Value>| {
        let above = ABOVE.iter().find_map(|above| fields.get(*above)?.as_str()).unwrap_or_default();
        Some((fields.get("id")?.as_str()?, above))
    };
    let places: HashMap<(&str, &str), usize> =
        old.iter().enumerate().filter_map(|(place, row)| Some((beside(row.fields)?, place))).collect();
    let mut rows: HashMap<(&str, &str), Vec<(usize, &str)>> = HashMap::new();
    for row in new {
        if let Some((id, above)) = beside(row.fields)
            && let Some(place) = places.get(&(id, above))
        {
            rows.entry((row.part.name(), above)).or_default().push((*place, id));
        }
    }
    rows.values().flat_map(|row| out_of_order(row)).collect()
}

/// What is not in the longest rising row of places.
fn out_of_order<'a>(row: &[(usize, &'a str)]) -> Vec<&'a str> {
    // The least that a rising row of each length can end in, and what came before each number in the longest that it ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(row.len());
    for (index, (place, _)) in row.iter().enumerate() {
        let length = ends.partition_point(|end| row[*end].0 < *place);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() { ends.push(index) } else { ends[length] = index }
    }
    let kept: HashSet<usize> = std::iter::successors(ends.last().copied(), |index| before[*index]).collect();
    (0..row.len()).filter(|index| !kept.contains(index)).map(|index| row[index].1).collect()
}

/// A part with its fields.
struct Row<'a> {
    part: Part,
    /// The id of the need that it is or lies below.
    need: Option<&'a str>,
    fields: &'a Map<String, Value>,
}

impl<'a> Row<'a> {
    fn id(&self) -> Option<&'a str> {
        self.fields.get("id").and_then(Value::as_str)
    }

    /// What tells it from every other part.
    fn key(&self) -> (Part, Option<&'a str>) {
        (self.part, self.id())
    }

    fn change(&self, what: What) -> Change {
        let uuid = |id: Option<&str>| id.and_then(|id| id.parse().ok());
        let title = self.fields.get("title").and_then(Value::as_str).unwrap_or_default().to_owned();
        Change { part: self.part, title, id: uuid(self.id()), need_id: uuid(self.need), what }
    }
}

/// Every part with its fields, from the top.
fn parts(content: &Value) -> Vec<Row<'_>> {
    let mut all = Vec::new();
    collect(Part::Roadmap, None, content, &mut all);
    all
}

fn collect<'a>(part: Part, need: Option<&'a str>, value: &'a Value, all: &mut Vec<Row<'a>>) {
    let Some(fields) = value.as_object() else { return };
    let mut row = Row { part, need, fields };
    if part == Part::Need {
        row.need = row.id();
    }
    let need = row.need;
    all.push(row);
    for (name, below) in BELOW {
        let rows = fields.get(name).and_then(Value::as_array).into_iter().flatten();
        rows.for_each(|row| collect(below, need, row, all));
    }
}

fn fields_of(row: &Row<'_>, before: &Map<String, Value>) -> Vec<Change> {
    let is_own = |name: &str| name != "id" && BELOW.iter().all(|(below, _)| *below != name);
    let (before, after) = (flattened(before), flattened(row.fields));
    // What is not said does not stand there.
    let said = |fields: &Map<String, Value>, name: &str| fields.get(name).cloned().unwrap_or_default();
    let only_before = before.iter().filter(|(name, _)| !after.contains_key(*name));
    let names = after.iter().chain(only_before).map(|(name, _)| name.clone());
    let differing = names.filter(|name| is_own(name) && said(&before, name) != said(&after, name));
    differing
        .map(|name| {
            let what = if ABOVE.contains(&name.as_str()) {
                What::Moved
            } else {
                What::Changed { before: said(&before, &name), after: said(&after, &name), field: name }
            };
            row.change(what)
        })
        .collect()
}

/// The fields with each column that is left blank as one of its own.
fn flattened(fields: &Map<String, Value>) -> Map<String, Value> {
    let mut flat = fields.clone();
    if let Some(Value::Object(blanks)) = flat.remove("blanks") {
        flat.extend(blanks.into_iter().map(|(column, why)| (format!("blank_{column}"), why)));
    }
    flat
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
        let one =
            |part, title: &str, what| Change { part, title: title.into(), id: None, need_id: None, what };
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

    #[test]
    fn what_is_taken_to_another_place_is_told_of_and_nothing_else() {
        let needs = |ids: &[&str]| {
            let need = |id: &&str| json!({ "id": id, "area_id": "a", "title": id, "measures": [] });
            let needs: Vec<Value> = ids.iter().map(need).collect();
            json!({ "id": "r", "title": "Färdplan", "areas": [
                { "id": "a", "roadmap_id": "r", "title": "Ett", "needs": needs } ] })
        };
        let moved = |before: &[&str], after: &[&str]| -> Vec<String> {
            let found = between(&needs(before), &needs(after));
            found.into_iter().filter(|one| one.what == What::Reordered).map(|one| one.title).collect()
        };
        assert_eq!(moved(&["1", "2", "3", "4"], &["4", "1", "2", "3"]), ["4"]);
        assert_eq!(moved(&["1", "2", "3"], &["1", "3"]), Vec::<String>::new());
        assert_eq!(moved(&["1", "2"], &["0", "1", "2"]), Vec::<String>::new());
    }

    #[test]
    fn why_a_column_is_left_blank_is_told_as_any_field() {
        let need = |blanks: Value| {
            json!({ "id": "r", "title": "F", "areas": [{ "id": "a", "roadmap_id": "r", "title": "Ett", "needs": [
                { "id": "n", "area_id": "a", "title": "Bemanning", "blanks": blanks } ] }] })
        };
        let found =
            between(&need(json!({ "national": "nothing" })), &need(json!({ "local": "not_relevant" })));
        let changed = |field: &str, before: Value, after: Value| Change {
            part: Part::Need,
            title: "Bemanning".into(),
            id: None,
            need_id: None,
            what: What::Changed { field: field.into(), before, after },
        };
        assert_eq!(found.len(), 2);
        assert!(found.contains(&changed("blank_national", json!("nothing"), Value::Null)));
        assert!(found.contains(&changed("blank_local", Value::Null, json!("not_relevant"))));
    }
}
