//! The list of phrases that mean the same: the program's own, until somebody who runs the program edits it.

use std::sync::LazyLock;

use quick_cache::sync::Cache;
use serde_json::json;
use swedish::analysis::Synonyms;

use crate::access::Right;
use crate::audit::{self, Event, Object};
use crate::checks::Check;
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};

/// Longest list, in characters.
const LONGEST: usize = 60_000;
/// Lists that are remembered: that of now, and some before it.
const MOST_READ: usize = 4;

/// The list as it is edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SynonymList {
    /// A set a line, with commas between phrases.
    pub text: String,
    /// How many times it has been saved.
    pub version: i64,
}

pub(super) async fn stored(tx: &mut Tx) -> Result<Synonyms, Fault> {
    let found: Option<(String,)> =
        query(sql!("select text from search_synonyms where id = 1")).optional(tx).await?;
    let Some((text,)) = found else { return Ok(Synonyms::bundled()) };
    // Every change asks for it.
    static READ: LazyLock<Cache<String, Synonyms>> = LazyLock::new(|| Cache::new(MOST_READ));
    Ok(match READ.get(&text) {
        Some(known) => known,
        None => {
            let list = Synonyms::read(&text);
            READ.insert(text, list.clone());
            list
        }
    })
}

/// The list, for whoever runs the program.
///
/// # Errors
/// [`Fault::Forbidden`].
pub async fn synonyms(tx: &mut Tx) -> Result<SynonymList, Fault> {
    demand(tx)?;
    let found: Option<(String, i64)> =
        query(sql!("select text, version from search_synonyms where id = 1")).optional(tx).await?;
    Ok(found.map_or_else(
        || SynonymList { text: Synonyms::bundled_text().to_owned(), version: 0 },
        |(text, version)| SynonymList { text, version },
    ))
}

/// Saves the list as somebody has seen it. What is searched is made anew by it after a while ([`super::catch_up`]).
///
/// # Errors
/// [`Fault::Forbidden`], [`Fault::Conflict`], [`Fault::Invalid`].
pub async fn set_synonyms(tx: &mut Tx, version: i64, text: &str) -> Result<(), Fault> {
    let before = synonyms(tx).await?;
    let text = text.replace('\r', "");
    let mut check = Check::default();
    if text.chars().count() > LONGEST {
        check.add(
            FieldFault::new("text", "too-long").with("max", LONGEST).with("length", text.chars().count()),
        );
    }
    let text = check.finish(text).map_err(Fault::Invalid)?;
    if before.version != version {
        return Err(Fault::Conflict);
    }
    query(sql!(
        "insert into search_synonyms (id, text, version) values (1, $1, 1)
         on conflict (id) do update set text = excluded.text, version = search_synonyms.version + 1"
    ))
    .bind(&*text)
    .execute(tx)
    .await?;
    let change = json!({ "synonyms": [before.text.lines().count(), text.lines().count()] });
    audit::record(tx, Event::on("search.synonyms", Object::Search, "1").change(change)).await
}

fn demand(tx: &Tx) -> Result<(), Fault> {
    if crate::access::may_somewhere(tx.actor(), Right::Operate) {
        Ok(())
    } else {
        Err(Fault::Forbidden(Right::Operate))
    }
}
