//! What is frozen is read by every later program, and a field that comes later changes no decision.

use plan::roadmap::changes::changes;
use plan::roadmap::frozen::FrozenV1;
use plan::roadmap::store::{create_area, create_initiative, create_measure, create_need};
use plan::roadmap::{AreaInput, InitiativeInput, Level, MeasureInput, NeedInput, Origin};
use serde_json::{Value, json};

use crate::Site;

/// A roadmap with one of each, where only what every part has had from the beginning is said.
async fn plain(site: &Site) -> Value {
    let roadmap = site.roadmap(Origin::Empty).await;
    let mut tx = site.write().await;
    let area = create_area(&mut tx, roadmap, &AreaInput { title: "Grunduppdraget".into() }).await.unwrap();
    let need = NeedInput { title: "Adekvat bemanning".into(), ..NeedInput::default() };
    let need = create_need(&mut tx, area, &need).await.unwrap();
    let local = InitiativeInput { level: Level::Local, title: "Saknas".into(), ..InitiativeInput::default() };
    create_initiative(&mut tx, need, &local).await.unwrap();
    let bare = MeasureInput { title: "Heltid".into(), ..MeasureInput::starting(2028) };
    create_measure(&mut tx, need, &bare).await.unwrap();
    tx.commit().await.unwrap();
    json!(FrozenV1::from(&site.tree(roadmap).await.unwrap()))
}

/// Every object in a content, with the names of its fields.
fn fields(value: &Value, path: &str, all: &mut Vec<(String, String)>) {
    match value {
        Value::Object(map) => {
            for (name, below) in map {
                all.push((path.to_owned(), name.clone()));
                fields(below, &format!("{path}/{name}"), all);
            }
        }
        Value::Array(rows) => {
            rows.iter().enumerate().for_each(|(place, row)| fields(row, &format!("{path}/{place}"), all));
        }
        _ => {}
    }
}

#[tokio::test]
async fn a_field_that_comes_later_is_no_change_of_what_was_frozen_before() {
    let site = Site::new().await;
    let today = plain(&site).await;
    let mut all = Vec::new();
    fields(&today, "", &mut all);
    // What tells parts apart, and what is said of them here.
    let said = [
        "id",
        "roadmap_id",
        "area_id",
        "need_id",
        "title",
        "region_code",
        "organisation_id",
        "areas",
        "needs",
        "initiatives",
        "measures",
        "start_year",
    ];
    let later: Vec<_> = all.into_iter().filter(|(_, name)| !said.contains(&name.as_str())).collect();
    assert!(later.len() > 20, "{later:?}");
    for (path, name) in later {
        let mut older = today.clone();
        older.pointer_mut(&path).and_then(Value::as_object_mut).unwrap().remove(&name);
        let [older, today] =
            [&older, &today].map(|content| serde_json::from_value::<FrozenV1>(content.clone()));
        assert_eq!(changes(&older.unwrap(), &today.unwrap()), [], "{path} {name}");
    }
}

/// As the first programs froze it: this text is in their databases, with its hash beside it.
const FIRST: &str = include_str!("frozen_v1.json");

#[test]
fn what_the_first_programs_froze_is_read_whole() {
    let stored: Value = serde_json::from_str(FIRST).unwrap();
    let content: FrozenV1 = serde_json::from_value(stored.clone()).unwrap();
    let mut now = json!(content);
    // Nothing that was written is lost, whatever has been added since.
    let mut all = Vec::new();
    fields(&stored, "", &mut all);
    for (path, name) in all {
        let was = &stored.pointer(&path).unwrap()[&name];
        let is = &now.pointer_mut(&path).unwrap()[&name];
        assert!(was.is_object() || was.is_array() || was == is, "{path} {name}: {was} became {is}");
    }
    assert_eq!(content.areas[0].needs[0].measures[0].effects.len(), 2);
}
