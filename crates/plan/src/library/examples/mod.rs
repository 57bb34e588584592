//! Examples: what an organisation has done and what came of it, whether it worked or not.

mod find;
mod follow_up;
mod from_answer;
mod input;
mod many;
mod steps;
mod store;
mod types;

pub use find::{ExampleFilter, find};
pub use follow_up::{add_update, review, reviews, updates};
pub use from_answer::from_answer;
pub use input::MOST_RESULTS;
pub use many::{create_all, judge_all};
pub use steps::{confirm, publish, report_gone, send_back, submit, withdraw};
pub(super) use store::create_as;
pub use store::{create, edit, list, load};
pub use types::{
    EvidenceLevel, Example, ExampleInput, ExampleResult, ExampleReview, ExampleState, ExampleUpdate, Licence,
    Maturity, NeedsLook, Provision, ReviewVerdict, Verdict,
};

use serde_json::json;
use uuid::Uuid;

use crate::access::{Kind, Ref};
use crate::attachments::{Archived, listed};
use crate::db::Tx;
use crate::fault::Fault;
use crate::library::reuse::stored_of;

/// An example as it goes into an organisation's archive: everything about it, with its files.
///
/// # Errors
/// [`Fault::NotFound`].
pub(crate) async fn archived(tx: &mut Tx, id: Uuid) -> Result<Archived, Fault> {
    let example = load(tx, id).await?;
    let (updates, reviews) = (updates(tx, id).await?, reviews(tx, id).await?);
    let reuses = stored_of(tx, id).await?;
    let files = listed(tx, Kind::Example.of(id)).await?;
    let title = example.content.title.clone();
    Ok(Archived {
        title,
        content: json!({ "example": example, "updates": updates, "reviews": reviews, "reuses": reuses }),
        files,
    })
}

/// Brings back a deleted example.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn restore(tx: &mut Tx, of: Ref) -> Result<(), Fault> {
    crate::records::restore(tx, of).await
}

/// Empties a person's address where an example names it.
pub(crate) async fn forget(tx: &mut Tx, email: &str) -> Result<(), Fault> {
    if email.is_empty() {
        return Ok(());
    }
    let text =
        crate::db::sql!("update example set contact_email = '' where lower(contact_email) = lower($1)");
    crate::db::query(text).bind(email).execute(tx).await?;
    Ok(())
}
