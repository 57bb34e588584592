//! Roadmaps that are read as they were published, because the actor may not read them as they stand.

use chrono::NaiveDate;
use sqlx_macros::FromRow;
use uuid::Uuid;

use crate::access::{RootKind, Stage};
use crate::db::{Builder, Tx};
use crate::fault::Fault;
use crate::records::is_readable;

/// What a published version is listed by.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Published {
    /// Of which roadmap.
    pub roadmap_id: Uuid,
    /// Its number.
    pub number: i64,
    /// Its title then.
    pub title: String,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_on: Option<NaiveDate>,
    /// Where that is written.
    pub paragraph: String,
    /// The registry number of the decision.
    pub registry_number: String,
    /// The region that it is about.
    pub region_code: String,
    /// Whose it is.
    pub organisation_id: String,
    /// How far the roadmap has come since.
    pub stage: Stage,
}

/// The newest published version of each roadmap.
const NEWEST: &str =
    "select r.id as roadmap_id, v.number, v.title, v.decided_by, v.decided_on, v.paragraph, v.registry_number,
        r.region_code, r.organisation_id, r.stage
     from frozen_version v join roadmap r on r.id = v.thing_id and v.kind = 'roadmap'
     where r.deleted_at is null and v.is_published and v.number = (select max(newest.number)
        from frozen_version newest
        where newest.thing_id = r.id and newest.kind = 'roadmap' and newest.is_published)
     and ";

/// The newest published version of each roadmap that the actor may not read as it stands now: it is being revised, or has
/// come to an end.
///
/// # Errors
/// The database fails.
pub async fn published(tx: &mut Tx) -> Result<Vec<Published>, Fault> {
    let mut select = Builder::new(NEWEST);
    select.push("not ");
    is_readable(&mut select, tx, RootKind::Roadmap);
    select.push(" order by r.updated_at desc, r.id desc");
    select.build().all(tx).await
}

/// The newest published version of each roadmap, about one region or any, that applies: its minutes have been announced, and
/// it has been neither replaced nor repealed. What was decided last comes first.
///
/// # Errors
/// The database fails.
pub(crate) async fn in_force(tx: &mut Tx, region: Option<&str>) -> Result<Vec<Published>, Fault> {
    let mut select = Builder::new(NEWEST);
    let over = [Stage::Replaced, Stage::Repealed];
    select.push("v.announced_on is not null and not ").is_in("r.stage", over.map(Stage::name));
    if let Some(region) = region {
        select.push(" and r.region_code = ").bind(region);
    }
    select.push(" order by v.decided_on desc, r.id desc");
    select.build().all(tx).await
}
