//! The decisions about something, in the order that they were made, for everyone who may read it.

use chrono::NaiveDate;
use serde_json::Value;

use super::steps::{Body, steps_noted};
use super::versions::versions;
use crate::access::{Ref, Stage};
use crate::audit::Entry;
use crate::db::{Tx, query, sql};
use crate::fault::Fault;
use crate::records::root_of;

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What it led to.
    pub to: Stage,
    /// Who decided.
    pub body: Body,
    /// When.
    pub decided_on: Option<NaiveDate>,
    /// In which paragraph of the minutes.
    pub paragraph: String,
    /// Number in the registry.
    pub registry_number: String,
    /// Why.
    pub reason: String,
    /// The version that was frozen, where one was.
    version: Option<i64>,
}

/// What has been decided about something, and the answers of those who were asked about it, summed up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The decisions, the first first.
    pub decisions: Vec<Decision>,
    /// The summary of the answers; empty when nobody was asked.
    pub summary: String,
}

/// The decisions about something: all of them for its own house, and for others those that led to what is published.
///
/// # Errors
/// [`Fault::NotFound`] when there is nothing that may be read.
pub async fn history(tx: &mut Tx, of: Ref) -> Result<History, Fault> {
    let shows_all = match root_of(tx, of).await {
        Ok(root) => root.may_read_history(tx),
        Err(Fault::NotFound { .. }) => false,
        Err(other) => return Err(other),
    };
    let newest = versions(tx, of).await?.first().map(|version| version.number);
    let until = if shows_all { None } else { Some(newest.unwrap_or(0)) };
    let decisions = within(decided(&steps_noted(tx, of).await?), None, until);
    let summary = summary(tx, of, 0, until.or(newest).unwrap_or(0)).await?;
    Ok(History { decisions, summary })
}

/// The decisions that led to a version that may be read, after the one that was adopted before it.
///
/// # Errors
/// [`Fault::NotFound`] when it may not be read.
pub async fn history_of_version(tx: &mut Tx, of: Ref, number: i64) -> Result<History, Fault> {
    if !versions(tx, of).await?.iter().any(|version| version.number == number) {
        return Err(Fault::NotFound { what: "version" });
    }
    let decided = decided(&steps_noted(tx, of).await?);
    let adopted = |one: &&Decision| one.to == Stage::Adopted && one.version.is_some_and(|v| v < number);
    let former = decided.iter().filter(adopted).filter_map(|one| one.version).max();
    let summary = summary(tx, of, former.unwrap_or(0), number).await?;
    Ok(History { decisions: within(decided, former, Some(number)), summary })
}

/// The decisions after the one that froze a version, up to the one that froze another.
fn within(decisions: Vec<Decision>, after: Option<i64>, until: Option<i64>) -> Vec<Decision> {
    let place = |version: Option<i64>| {
        version.and_then(|version| decisions.iter().position(|one| one.version == Some(version)))
    };
    let first = place(after).map_or(0, |place| place + 1);
    let end = match until {
        None => decisions.len(),
        Some(_) => place(until).map_or(first, |place| place + 1),
    };
    decisions.into_iter().take(end).skip(first).collect()
}

/// The steps that were decisions.
fn decided(noted: &[Entry]) -> Vec<Decision> {
    let mut number = String::new();
    let decision = |entry: &Entry| {
        let change: Value = serde_json::from_str(&entry.change).ok()?;
        let told = |field: &str| change[field][1].as_str().unwrap_or_default().to_owned();
        // It is noted where it changes.
        let told_number = told("registry_number");
        if !told_number.is_empty() {
            number = told_number;
        }
        Some(Decision {
            to: Stage::named(&told("stage"))?,
            body: Body::named(&told("decided_by"))?,
            decided_on: told("decided_on").parse().ok(),
            paragraph: told("paragraph"),
            registry_number: number.clone(),
            reason: entry.reason.clone(),
            version: change["version"][1].as_i64(),
        })
    };
    noted.iter().filter_map(decision).collect()
}

/// The last summary of answers in the versions after one, up to another.
async fn summary(tx: &mut Tx, of: Ref, after: i64, until: i64) -> Result<String, Fault> {
    let found: Option<(String,)> = query(sql!(
        "select summary from frozen_version
         where thing_id = $1 and kind = $2 and summary <> '' and number > $3 and number <= $4
         order by number desc limit 1"
    ))
    .bind(of.id)
    .bind(of.kind.name())
    .bind(after)
    .bind(until)
    .optional(tx)
    .await?;
    Ok(found.map_or_else(String::new, |(summary,)| summary))
}
