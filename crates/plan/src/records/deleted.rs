//! What has been deleted and can be brought back.

use chrono::{DateTime, Duration, Utc};
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::list::is_in_places;
use super::root_of;
use crate::access::{Kind, Places, Ref, RootKind};
use crate::db::{Builder, Tx};
use crate::fault::Fault;

/// How long what was deleted is listed.
const LISTED: Duration = Duration::days(30);
/// The most of a kind that are listed.
const MOST: i64 = 200;

/// Something that was deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deleted {
    /// What.
    pub of: Ref,
    /// Its title.
    pub title: String,
    /// The title of what it lies below, which may be deleted too; none for what stands alone.
    pub above: Option<String>,
    /// When.
    pub deleted_at: DateTime<Utc>,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    title: String,
    above: Option<String>,
    deleted_at: DateTime<Utc>,
}

impl Row {
    fn of(self, kind: Kind) -> Deleted {
        let Self { id, title, above, deleted_at } = self;
        Deleted { of: kind.of(id), title, above, deleted_at }
    }
}

/// What was deleted below a thing that stands alone in the last 30 days, for whoever may bring it back; the latest first.
/// What lies below something deleted and was not deleted itself comes back with it, and is not listed.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`].
pub async fn deleted_below(tx: &mut Tx, of: Ref) -> Result<Vec<Deleted>, Fault> {
    let root = root_of(tx, of).await?;
    let mut found = Vec::new();
    for kind in Kind::ALL.into_iter().filter(|kind| kind.root() == of.kind.root()) {
        let Some(parent) = kind.parent() else { continue };
        root.demand(tx, kind.right())?;
        let (own, above) = (kind.name(), parent.name());
        let mut select = Builder::new("select ");
        for column in ["id", "title", "deleted_at"] {
            select.push(own).push(".").push(column).push(" as ").push(column).push(", ");
        }
        select.push(above).push(".title as above from ").push(of.kind.name());
        let way: Vec<Kind> = std::iter::successors(Some(kind), |kind| kind.parent()).collect();
        for pair in way.windows(2).rev() {
            let (below, above) = (pair[0].name(), pair[1].name());
            select.push(" join ").push(below).push(" on ").push(below).push(".").push(above).push("_id = ");
            select.push(above).push(".id");
        }
        select.push(" where ").push(of.kind.name()).push(".id = ").bind(of.id);
        select.push(" and ").push(own).push(".deleted_at >= ").bind(tx.now() - LISTED);
        select
            .push(" order by ")
            .push(own)
            .push(".deleted_at desc, ")
            .push(own)
            .push(".id limit ")
            .bind(MOST);
        let rows: Vec<Row> = select.build().all(tx).await?;
        found.extend(rows.into_iter().map(|row| row.of(kind)));
    }
    found.sort_by_key(|one| std::cmp::Reverse(one.deleted_at));
    Ok(found)
}

/// What stands alone and was deleted in the last 30 days, that the actor may bring back; the latest first.
///
/// # Errors
/// The database fails.
pub async fn deleted_roots(tx: &mut Tx) -> Result<Vec<Deleted>, Fault> {
    let mut found = Vec::new();
    for kind in RootKind::all() {
        let mut select =
            Builder::new("select r.id, r.title, cast(null as text) as above, r.deleted_at from ");
        select.push(kind.name()).push(" r where r.deleted_at >= ").bind(tx.now() - LISTED).push(" and ");
        is_in_places(&mut select, &Places::of(tx.actor(), kind.kind().right()));
        select.push(" order by r.deleted_at desc, r.id limit ").bind(MOST);
        let rows: Vec<Row> = select.build().all(tx).await?;
        found.extend(rows.into_iter().map(|row| row.of(kind.kind())));
    }
    found.sort_by_key(|one| std::cmp::Reverse(one.deleted_at));
    Ok(found)
}
