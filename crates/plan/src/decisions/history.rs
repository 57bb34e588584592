//! The decisions about something, in the order that they were made, for everyone who may read it.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use super::steps::{Body, steps_noted};
use super::versions::versions;
use crate::access::{Ref, Stage};
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
    at: DateTime<Utc>,
}

/// What has been decided about something, and the answers of those who were asked about it, summed up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The decisions, the first first.
    pub decisions: Vec<Decision>,
    /// The summary of the answers to the last consultation; empty when there is none.
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
    let until = match shows_all {
        true => None,
        false => {
            Some(versions(tx, of).await?.first().map_or(DateTime::UNIX_EPOCH, |version| version.made_at))
        }
    };
    let is_told = |at: DateTime<Utc>| until.is_none_or(|until| at <= until);
    let mut number = String::new();
    let noted = steps_noted(tx, of).await?;
    let decisions = noted.iter().filter_map(|entry| {
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
            at: entry.at,
        })
    });
    let decisions = decisions.filter(|one| is_told(one.at)).collect();
    let summaries: Vec<(String, DateTime<Utc>)> = query(sql!(
        "select summary, made_at from frozen_version where thing_id = $1 and kind = $2 and summary <> ''
         order by number desc"
    ))
    .bind(of.id)
    .bind(of.kind.name())
    .all(tx)
    .await?;
    let summary =
        summaries.into_iter().find(|(_, at)| is_told(*at)).map_or_else(String::new, |(text, _)| text);
    Ok(History { decisions, summary })
}
