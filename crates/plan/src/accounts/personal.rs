//! Which tables tell of persons, and what becomes of that: what a person gets a copy of, and what goes when they are
//! erased. A test compares with the schema, so that a new table cannot be forgotten.

use serde_json::{Map, Value};
use uuid::Uuid;

use crate::db::{Tx, schema};
use crate::fault::Fault;

/// What a table tells of persons.
struct Personal {
    table: &'static str,
    /// The column that tells who.
    column: &'static str,
    /// What a person gets a copy of: a name, and columns. None where it is a secret, or is copied with more around it.
    copied: Option<(&'static str, &'static [&'static str])>,
    erased: Erased,
}

/// What becomes of a row when the person is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Erased {
    /// It goes.
    Row,
    /// It stays, with an id that leads to nobody.
    Stays,
    /// Names and addresses in it are emptied, by a statement of its own.
    Emptied,
}

const fn personal(table: &'static str, column: &'static str, erased: Erased) -> Personal {
    Personal { table, column, copied: None, erased }
}

const PERSONAL: [Personal; 28] = [
    personal("person", "email", Erased::Emptied),
    personal("person", "email_key", Erased::Emptied),
    personal("invitation", "email", Erased::Emptied),
    personal("letter", "recipient", Erased::Emptied),
    personal("recipient", "email", Erased::Emptied),
    personal("answer_link", "email", Erased::Emptied),
    personal("list_entry", "email", Erased::Emptied),
    personal("seat_holder", "email", Erased::Emptied),
    personal("recruitment_step", "email", Erased::Emptied),
    personal("example", "contact_email", Erased::Emptied),
    // That an organisation was asked and answered is the organisation's to know; who wrote it is emptied.
    personal("recipient_event", "person_id", Erased::Emptied),
    personal("draft_reply", "person_id", Erased::Emptied),
    personal("approval", "person_id", Erased::Emptied),
    Personal {
        copied: Some(("answers", &["id", "created_at", "receipt"])),
        ..personal("answer", "person_id", Erased::Emptied)
    },
    // That somebody held a function, and when, is the organisation's to know.
    personal("holder", "person_id", Erased::Stays),
    personal("trail", "person_id", Erased::Stays),
    Personal {
        // Not their names: whoever looks after persons does not read drafts.
        copied: Some(("attachments", &["id", "created_at"])),
        ..personal("attachment", "person_id", Erased::Stays)
    },
    Personal {
        copied: Some(("former_names", &["name", "created_at"])),
        ..personal("former_name", "person_id", Erased::Row)
    },
    // That somebody had a seat, and when, is the group's to know; who they are goes.
    personal("seat_holder", "person_id", Erased::Emptied),
    personal("calendar_feed", "person_id", Erased::Row),
    personal("credential", "person_id", Erased::Row),
    personal("staged_table", "person_id", Erased::Row),
    personal("recovery_code", "person_id", Erased::Row),
    personal("recovery", "person_id", Erased::Row),
    Personal {
        copied: Some(("sessions", &["id", "method", "device", "created_at", "seen_at"])),
        ..personal("session", "person_id", Erased::Row)
    },
    Personal {
        copied: Some(("known_devices", &["created_at", "ends_at"])),
        ..personal("known_device", "person_id", Erased::Row)
    },
    Personal {
        copied: Some(("identity_providers", &["provider", "created_at"])),
        ..personal("identity", "person_id", Erased::Row)
    },
    Personal {
        copied: Some(("transfers", &["created_at", "direction"])),
        ..personal("transfer", "person_id", Erased::Row)
    },
];

/// What a person gets a copy of, by name.
pub(super) async fn copies(tx: &mut Tx, person: Uuid) -> Result<Map<String, Value>, Fault> {
    let mut copies = Map::new();
    for one in &PERSONAL {
        let Some((name, columns)) = one.copied else { continue };
        let mut rows = schema::rows(tx, one.table, (one.column, person), "created_at").await?;
        rows.iter_mut().for_each(|row| row.retain(|column, _| columns.contains(&column.as_str())));
        copies.insert(name.to_owned(), rows.into_iter().map(Value::Object).collect());
    }
    Ok(copies)
}

/// Takes away the rows that go with a person.
pub(super) async fn delete_rows(tx: &mut Tx, person: Uuid) -> Result<(), Fault> {
    for one in PERSONAL.iter().filter(|one| one.erased == Erased::Row) {
        schema::delete(tx, one.table, (one.column, person)).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::schema::Holds;

    #[tokio::test]
    async fn every_column_that_tells_who_is_known() {
        let tells_who = |column: &str| {
            column.ends_with("person_id")
                || column.contains("email")
                || column == "recipient"
                || column.ends_with("_by")
        };
        // Who decided is a committee or a council; who paid and who told of an example are organisations and functions.
        let others = [
            ("frozen_version", "decided_by"),
            ("example", "paid_by"),
            ("example", "told_by"),
            ("uptake", "told_by"),
        ];
        for table in schema::tables().await.unwrap() {
            let is_text = |holds: &Holds| matches!(holds, Holds::Uuid | Holds::Text);
            for (column, _) in
                table.columns.iter().filter(|(column, holds)| is_text(holds) && tells_who(column))
            {
                let is_known = PERSONAL.iter().any(|one| one.table == table.name && one.column == column)
                    || others.contains(&(&table.name, column));
                assert!(
                    is_known,
                    "{}.{column}: copied to the person? gone when they are erased?",
                    table.name
                );
            }
        }
        for one in &PERSONAL {
            let table = schema::tables().await.unwrap().iter().find(|table| table.name == one.table);
            let columns: Vec<&str> =
                table.unwrap().columns.iter().map(|(column, _)| column.as_str()).collect();
            let copied = one.copied.map_or(&[][..], |(_, columns)| columns);
            for column in copied.iter().chain([&one.column]) {
                assert!(columns.contains(column), "{}.{column} is no more", one.table);
            }
        }
    }
}
