//! Sharing a draft with other organisations: named, for a purpose, for a time, revocable, and never silently.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Serialize;
use serde_json::json;
use sqlx_macros::FromRow;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access::{Ref, Right, may};
use crate::audit;
use crate::checks::{Check, lines};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::organisations;
use crate::records::{event, root_of, shared_with};

/// The longest time that a draft is shared for, days.
pub const LONGEST: u64 = 366;

/// A sharing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct Share {
    /// Id.
    pub id: Uuid,
    /// With whom.
    pub organisation_id: String,
    /// What for.
    pub purpose: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Last day.
    pub until_date: NaiveDate,
    /// When it was revoked, if it was.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// What is said when a draft is shared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShareInput {
    /// With whom: an organisation of another house.
    pub organisation_id: String,
    /// What for.
    pub purpose: String,
    /// Last day.
    pub until_date: Option<NaiveDate>,
    /// Whether whoever shares has read what it means in law.
    pub has_read: bool,
}

/// Everything that has been shared of a thing, the latest first, for whoever may share it.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn shares(tx: &mut Tx, of: Ref) -> Result<Vec<Share>, Fault> {
    let root = root_of(tx, of).await?;
    tx.demand(Right::Share, root.owner())?;
    query(sql!(
        "select id, organisation_id, purpose, created_at, until_date, revoked_at from share
         where thing_id = $1 and kind = $2 order by created_at desc, id desc"
    ))
    .bind(root.of.id)
    .bind(root.of.kind.name())
    .all(tx)
    .await
}

/// Whether the actor may share a thing.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn may_share(tx: &mut Tx, of: Ref) -> Result<bool, Fault> {
    let root = root_of(tx, of).await?;
    Ok(may(tx.actor(), Right::Share, root.owner()))
}

/// The sharings by which the actor reads a thing that is not their own house's.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn received(tx: &mut Tx, of: Ref) -> Result<Vec<Share>, Fault> {
    let root = root_of(tx, of).await?;
    if root.is_readable(tx, &[]) {
        return Ok(Vec::new());
    }
    let mut shares: Vec<Share> = query(sql!(
        "select id, organisation_id, purpose, created_at, until_date, revoked_at from share
         where thing_id = $1 and kind = $2 and revoked_at is null and until_date >= $3 order by until_date desc, id"
    ))
    .bind(root.of.id)
    .bind(root.of.kind.name())
    .bind(tx.today())
    .all(tx)
    .await?;
    shares.retain(|share| root.is_readable(tx, std::slice::from_ref(&share.organisation_id)));
    Ok(shares)
}

/// Shares a thing: those who read shared drafts in the organisation can read it, and nothing else.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Invalid`].
pub async fn share(tx: &mut Tx, of: Ref, input: &ShareInput) -> Result<Uuid, Fault> {
    let root = root_of(tx, of).await?;
    tx.demand(Right::Share, root.owner())?;
    if !root.of.kind.root().is_shared() {
        return Err(Fault::NotFound { what: root.of.kind.name() });
    }
    let tree = organisations::load(tx).await?;
    let purpose = lines(&input.purpose);
    let mut check = Check::default();
    match tree.get(&input.organisation_id) {
        None => check.add(FieldFault::new("organisation_id", "organisation-missing")),
        Some(other) if other.house == root.house => {
            check.add(FieldFault::new("organisation_id", "own-house"))
        }
        Some(_) => {}
    }
    if shared_with(tx, root.of).await?.contains(&input.organisation_id) {
        check.add(FieldFault::new("organisation_id", "shared-already"));
    }
    check.present("purpose", &purpose, "purpose-missing");
    check.texts(&[("purpose", &purpose)]);
    let today = tx.today();
    let latest = today.checked_add_days(Days::new(LONGEST)).unwrap_or(today);
    match input.until_date {
        None => check.add(FieldFault::new("until_date", "date-missing")),
        Some(day) if day < today => check.add(FieldFault::new("until_date", "date-passed")),
        Some(day) if day > latest => {
            check.add(FieldFault::new("until_date", "date-too-late").with("date", latest))
        }
        Some(_) => {}
    }
    if !input.has_read {
        check.add(FieldFault::new("has_read", "law-unread"));
    }
    check.finish(()).map_err(Fault::Invalid)?;
    let id = tx.new_id();
    query(sql!(
        "insert into share (id, kind, thing_id, organisation_id, purpose, created_at, until_date)
         values ($1, $2, $3, $4, $5, $6, $7)"
    ))
    .bind(id)
    .bind(root.of.kind.name())
    .bind(root.of.id)
    .bind(&input.organisation_id)
    .bind(&purpose)
    .bind(tx.now())
    .bind(input.until_date)
    .execute(tx)
    .await?;
    let change =
        json!({ "organisation_id": [null, input.organisation_id], "until_date": [null, input.until_date] });
    audit::record(tx, event(&root, "share", root.of).change(change).because(&purpose)).await?;
    Ok(id)
}

/// Ends a sharing at once.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn revoke(tx: &mut Tx, of: Ref, share: Uuid) -> Result<(), Fault> {
    let root = root_of(tx, of).await?;
    tx.demand(Right::Share, root.owner())?;
    let done = query(sql!(
        "update share set revoked_at = $4 where id = $1 and thing_id = $2 and kind = $3 and revoked_at is null"
    ))
    .bind(share)
    .bind(root.of.id)
    .bind(root.of.kind.name())
    .bind(tx.now())
    .execute(tx)
    .await?;
    if done == 0 {
        return Err(Fault::NotFound { what: "share" });
    }
    let change = json!({ "share": [share, null] });
    audit::record(tx, event(&root, "unshare", root.of).change(change).exempt()).await
}
