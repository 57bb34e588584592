//! What the program itself knows by name, and everybody reads.

use std::collections::HashSet;

use super::analyser;
use super::feed::{NewEntry, checksum, forget};
use crate::db::{Db, query, sql};
use crate::fault::Fault;

/// What approaches are called where they are searched.
pub const APPROACH: &str = "approach";

/// Something that the program knows by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its name among those of its kind.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// What says what it is about.
    pub strong: String,
    /// What tells more.
    pub body: String,
    /// What else people call it: searched as what says what it is about, and not quoted.
    pub keywords: String,
}

/// Keeps all of a kind that the program knows, and takes away what it does not know any more.
///
/// # Errors
/// The database fails.
pub async fn keep_named(db: &Db, kind: &str, all: &[Named]) -> Result<(), Fault> {
    let mut tx = db.write_as_system().await?;
    let analyser = analyser(&mut tx).await?;
    for one in all {
        let entry = NewEntry {
            number: number(kind, &one.name),
            kind,
            thing_id: None,
            root_id: None,
            name: &one.name,
            title: &one.title,
            strong: &one.strong,
            body: &one.body,
            keywords: &one.keywords,
        };
        entry.keep(&mut tx, &analyser).await?;
    }
    let known: HashSet<i64> = all.iter().map(|one| number(kind, &one.name)).collect();
    let stored: Vec<(i64,)> =
        query(sql!("select number from search_entry where kind = $1")).bind(kind).all(&mut tx).await?;
    for (number,) in stored.into_iter().filter(|(number,)| !known.contains(number)) {
        forget(&mut tx, number).await?;
    }
    tx.commit().await
}

/// The number of a name's entry: below zero, where no thing's is.
fn number(kind: &str, name: &str) -> i64 {
    let sum = checksum(&[kind, name]);
    -i64::try_from(sum >> 1).unwrap_or(i64::MAX).max(1)
}
