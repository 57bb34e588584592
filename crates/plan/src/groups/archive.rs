//! A group as it goes into an organisation's archive: everything that was planned, noted, said and decided. Whose names and addresses it
//! has had in its seats stays here.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::store::load;
use crate::access::Kind;
use crate::attachments::{Archived, listed};
use crate::db::{Tx, schema};
use crate::fault::Fault;

/// What a group has, and the columns that it is put in order by.
const TABLES: [(&str, &str); 6] = [
    ("seat", "position"),
    ("meeting_series", "created_at"),
    ("meeting", "starts_at"),
    ("task", "position"),
    ("remark", "created_at"),
    ("group_document", "position"),
];

/// A group with everything about it, and its documents, for whoever may read it.
///
/// # Errors
/// [`Fault::NotFound`].
pub(crate) async fn archived(tx: &mut Tx, id: Uuid) -> Result<Archived, Fault> {
    let group = load(tx, id).await?;
    let mut content = Map::new();
    content.insert("group".into(), json!(group));
    for (table, order) in TABLES {
        let rows = schema::rows(tx, table, ("planning_group_id", id), order).await?;
        for (below, column) in below(table) {
            let mut all = Vec::new();
            for one in &rows {
                let of = one.get("id").and_then(Value::as_str).and_then(|id| id.parse().ok());
                if let Some(of) = of {
                    all.extend(schema::rows(tx, below, (column, of), column).await?);
                }
            }
            content.insert((*below).to_owned(), json!(all));
        }
        content.insert(table.to_owned(), json!(rows));
    }
    let files = listed(tx, Kind::Group.of(id)).await?;
    Ok(Archived { title: group.title, content: Value::Object(content), files })
}

/// What lies below the rows of a table: other tables, and their columns of it.
fn below(table: &str) -> &'static [(&'static str, &'static str)] {
    match table {
        "meeting" => {
            &[("agenda_item", "meeting_id"), ("attendance", "meeting_id"), ("meeting_material", "meeting_id")]
        }
        "group_document" => &[("group_document_version", "document_id")],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What tells of persons who were sought or written to, and not of what the group came to.
    const LEFT_OUT: [&str; 2] = ["recruitment_step", "group_letter"];

    #[tokio::test]
    async fn all_that_a_group_has_goes_along_or_is_left_out_on_purpose() {
        let all = schema::tables().await.unwrap();
        let has = |table: &&schema::Table, column: &str| table.columns.iter().any(|(name, _)| name == column);
        for table in all.iter().filter(|table| has(table, "planning_group_id")) {
            let goes = TABLES.iter().any(|(name, _)| *name == table.name);
            assert!(goes || LEFT_OUT.contains(&table.name.as_str()), "{}", table.name);
        }
        for (name, order) in TABLES.iter().chain(TABLES.iter().flat_map(|(name, _)| below(name))) {
            let table = all.iter().find(|table| table.name == *name).unwrap();
            assert!(has(&table, order), "{name} has no {order}");
        }
    }
}
