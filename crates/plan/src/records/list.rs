//! Finding things: which of a kind the actor may read, that are as asked for, in order, a page at a time.

use super::root_of;
use crate::access::{Places, Ref, Right, RootKind, Stage};
use crate::db::{Builder, Row, Tx};
use crate::fault::Fault;

/// Which things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// About a region, by its code.
    Region(String),
    /// Owned by one of some organisations.
    OwnedBy(Vec<String>),
    /// That have come so far.
    Stage(Stage),
    /// That are as all of these say; any, when there are none.
    All(Vec<Filter>),
    /// That are as one of these says; none, when there are none.
    Any(Vec<Filter>),
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What was changed last comes first.
    #[default]
    LatestChanged,
    /// By title.
    Title,
}

/// Which part of all that is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// At most so many.
    pub limit: i64,
    /// The first page is 1.
    pub number: i64,
}

/// What to list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Which.
    pub filter: Filter,
    /// In which order.
    pub order: Order,
    /// Which part; all of it without.
    pub page: Option<Page>,
}

impl Listing {
    /// All that is as a filter says, what was changed last first.
    pub const fn of(filter: Filter) -> Self {
        Self { filter, order: Order::LatestChanged, page: None }
    }

    /// Everything, what was changed last first.
    pub const fn all() -> Self {
        Self::of(Filter::All(Vec::new()))
    }

    /// A part of it.
    #[must_use]
    pub fn page(self, page: Option<Page>) -> Self {
        Self { page, ..self }
    }
}

/// Things of a kind that the actor may read, and how many there are on all pages. Each row has `columns` of the thing, `r`.
///
/// # Errors
/// The database fails.
pub(crate) async fn find<T: Row>(
    tx: &mut Tx,
    kind: RootKind,
    columns: &str,
    listing: &Listing,
) -> Result<(Vec<T>, i64), Fault> {
    let mut count = Builder::new("select count(*)");
    selected(&mut count, tx, kind, &listing.filter);
    let (total,): (i64,) = count.build().one(tx).await?;
    let mut select = Builder::new("select ");
    select.push(columns);
    selected(&mut select, tx, kind, &listing.filter);
    select.push(match listing.order {
        Order::LatestChanged => " order by r.updated_at desc, r.id desc",
        Order::Title => " order by lower(r.title), r.id",
    });
    if let Some(Page { limit, number }) = listing.page {
        select.push(" limit ").bind(limit.max(0)).push(" offset ").bind(limit.max(0) * (number.max(1) - 1));
    }
    Ok((select.build().all(tx).await?, total))
}

/// One thing that stands alone, for whoever may read it, with `columns` of it, `r`.
///
/// # Errors
/// [`Fault::NotFound`].
pub(crate) async fn load<T: Row>(tx: &mut Tx, of: Ref, columns: &str) -> Result<T, Fault> {
    let root = root_of(tx, of).await?;
    let mut select = Builder::new("select ");
    select.push(columns).push(" from ").push(root.of.kind.name()).push(" r where r.id = ").bind(root.of.id);
    select.build().one(tx).await
}

fn selected(query: &mut Builder, tx: &Tx, kind: RootKind, filter: &Filter) {
    query.push(" from ").push(kind.name()).push(" r where r.deleted_at is null and ");
    is_readable(query, tx, kind);
    query.push(" and ");
    is_as(query, kind, filter);
}

fn is_as(query: &mut Builder, kind: RootKind, filter: &Filter) {
    match filter {
        Filter::Region(code) if kind.has_region() => query.push("r.region_code = ").bind(code),
        Filter::OwnedBy(organisations) => {
            query.is_in("r.organisation_id", organisations.iter().map(String::as_str))
        }
        Filter::Stage(stage) if kind.has_stage() => query.push("r.stage = ").bind(stage.name()),
        Filter::Region(_) | Filter::Stage(_) => query.push("false"),
        Filter::All(filters) => joined(query, kind, filters, "true", " and "),
        Filter::Any(filters) => joined(query, kind, filters, "false", " or "),
    };
}

fn joined<'a>(
    query: &'a mut Builder,
    kind: RootKind,
    filters: &[Filter],
    none: &str,
    between: &str,
) -> &'a mut Builder {
    query.push("(");
    for (place, filter) in filters.iter().enumerate() {
        query.push(if place > 0 { between } else { "" });
        is_as(query, kind, filter);
    }
    query.push(if filters.is_empty() { none } else { "" }).push(")")
}

/// Adds that the actor may read the thing `r`: what [`may_read`](crate::access::may_read) judges of one, for all.
pub(crate) fn is_readable(query: &mut Builder, tx: &Tx, kind: RootKind) {
    query.push("(r.is_published or ");
    is_in_places(query, &Places::of(tx.actor(), Right::ReadDraft));
    query.push(" or ");
    is_in_places(query, &Places::of(tx.actor(), kind.kind().right()));
    if kind.has_stage() {
        let dispatched = Stage::ALL.into_iter().filter(|stage| stage.is_dispatched());
        query.push(" or (").is_in("r.stage", dispatched.map(Stage::name)).push(" and ");
        is_in_places(query, &Places::of(tx.actor(), Right::ReadDispatched));
        query.push(")");
    }
    query.push(" or exists (select 1 from share s where s.thing_id = r.id and s.kind = ").bind(kind.name());
    query.push(" and s.revoked_at is null and s.until_date >= ").bind(tx.today());
    query.push(" and ").is_in("s.organisation_id", Places::receivers(tx.actor())).push("))");
}

pub(crate) fn is_in_places(query: &mut Builder, places: &Places) {
    match places {
        Places::Everywhere => query.push("true"),
        Places::Some { houses, organisations } => {
            query.push("(").is_in("r.house", houses.iter().map(String::as_str));
            query.push(" or ").is_in("r.organisation_id", organisations.iter().map(String::as_str)).push(")")
        }
    };
}
