//! What is said of an example when it has been published: what came of it later, and whether it holds.

use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use super::steps::{given, held};
use super::types::{ExampleReview, ExampleState, ExampleUpdate, ReviewVerdict};
use crate::access::{Kind, Right};
use crate::audit;
use crate::checks::{Check, line};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::organisations;
use crate::records::{event, root_of};

/// What has come to be known of an example, the newest first, for whoever may read it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn updates(tx: &mut Tx, id: Uuid) -> Result<Vec<ExampleUpdate>, Fault> {
    root_of(tx, Kind::Example.of(id)).await?;
    query(sql!(
        "select id, day, body, source from example_update where example_id = $1 order by day desc, created_at desc, id desc"
    ))
    .bind(id)
    .all(tx)
    .await
}

/// Adds what has come to be known, on a day that has been.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`]; [`Fault::Invalid`]: nothing said, or a day ahead (`day-ahead`).
pub async fn add_update(
    tx: &mut Tx,
    id: Uuid,
    day: Option<NaiveDate>,
    body: &str,
    source: &str,
) -> Result<(), Fault> {
    let (root, _) = held(tx, id).await?;
    root.demand_change(tx, Kind::Example)?;
    let body = given("body", body)?;
    let source = line(source);
    let day = day.unwrap_or_else(|| tx.today());
    let mut check = Check::default();
    check.title_length("source", &source);
    if day > tx.today() {
        check.add(FieldFault::new("day", "day-ahead"));
    }
    let source = check.finish(source).map_err(Fault::Invalid)?;
    query(sql!(
        "insert into example_update (id, example_id, day, body, source, created_at) values ($1, $2, $3, $4, $5, $6)"
    ))
    .bind(tx.new_id())
    .bind(id)
    .bind(day)
    .bind(&body)
    .bind(&*source)
    .bind(tx.now())
    .execute(tx)
    .await?;
    let change = json!({ "update": [null, body] });
    audit::record(tx, event(&root, "add_update", Kind::Example.of(id)).change(change)).await
}

/// What others who know the subject have said of an example, the newest first, for whoever may read it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn reviews(tx: &mut Tx, id: Uuid) -> Result<Vec<ExampleReview>, Fault> {
    root_of(tx, Kind::Example.of(id)).await?;
    query(sql!(
        "select organisation_id, verdict, note, of_version, created_at from example_review where example_id = $1
         order by created_at desc, of_version desc, id desc"
    ))
    .bind(id)
    .all(tx)
    .await
}

/// Says for an organisation whether a published example holds: for another's than its own.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`]; [`Fault::Invalid`]: it is not published, is the organisation's own
/// (`review-own`), or a question without words.
pub async fn review(
    tx: &mut Tx,
    id: Uuid,
    organisation: Option<&str>,
    verdict: ReviewVerdict,
    note: &str,
) -> Result<(), Fault> {
    let (root, example) = held(tx, id).await?;
    let reviewer = organisations::acting(tx, Right::Review, organisation).await?;
    let fault = |field: &str, key: &'static str| Err(Fault::Invalid(vec![FieldFault::new(field, key)]));
    if example.state != ExampleState::Published {
        return Err(Fault::Invalid(vec![
            FieldFault::new("form", "example-not-so").with("state", example.state),
        ]));
    }
    if reviewer.house == root.house {
        return fault("form", "review-own");
    }
    let note = match verdict {
        ReviewVerdict::Verified if note.trim().is_empty() => String::new(),
        _ => given("note", note)?,
    };
    query(sql!(
        "insert into example_review (id, example_id, organisation_id, verdict, note, of_version, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)"
    ))
    .bind(tx.new_id())
    .bind(id)
    .bind(&reviewer.id)
    .bind(verdict.name())
    .bind(&note)
    .bind(example.version)
    .bind(tx.now())
    .execute(tx)
    .await?;
    let change = json!({ "verdict": [null, verdict], "organisation_id": [null, reviewer.id] });
    audit::record(tx, event(&root, "review", Kind::Example.of(id)).change(change)).await
}
