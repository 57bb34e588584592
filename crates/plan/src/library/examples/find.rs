//! Finding examples by what they are about.

use chrono::NaiveDate;
use uuid::Uuid;

use super::store::EXAMPLE;
use super::types::{EvidenceLevel, Example, ExampleState, Maturity, Verdict};
use crate::access::{Places, Right, RootKind};
use crate::db::{Builder, Tx};
use crate::fault::Fault;
use crate::records::{Page, is_in_places, is_readable};

/// Which examples. What is not said leaves nothing out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExampleFilter {
    /// Of a theme, by its name.
    pub theme: Option<String>,
    /// Of an approach, by its name.
    pub approach: Option<String>,
    /// Of one of some approaches, by name.
    pub approaches: Option<Vec<String>>,
    /// That were going on in a year.
    pub year: Option<i64>,
    /// That cost at most so many kronor a year, of those that say.
    pub most_yearly: Option<f64>,
    /// From one of some regions, by code.
    pub regions: Option<Vec<String>>,
    /// That have come so far.
    pub maturity: Option<Maturity>,
    /// Of which that came.
    pub verdict: Option<Verdict>,
    /// That rest on this.
    pub evidence: Option<EvidenceLevel>,
    /// That somebody should look at, by this day.
    pub needs_look_on: Option<NaiveDate>,
    /// That have come so far towards being read.
    pub state: Option<ExampleState>,
    /// Some examples, the best first: in that order.
    pub among: Option<Vec<Uuid>>,
    /// Only those of the organisations that the actor contributes for.
    pub is_own: bool,
}

/// Examples that the actor may read and that are as asked for, what was changed last first, and how many there are on all pages;
/// without what was measured.
///
/// # Errors
/// The database fails.
pub async fn find(
    tx: &mut Tx,
    filter: &ExampleFilter,
    page: Option<Page>,
) -> Result<(Vec<Example>, i64), Fault> {
    // What no database can hold nothing is.
    let texts =
        [&filter.theme, &filter.approach].into_iter().flatten().chain(filter.regions.iter().flatten());
    if texts.into_iter().any(|text| text.contains('\0')) {
        return Ok((Vec::new(), 0));
    }
    let mut count = Builder::new("select count(*)");
    selected(&mut count, tx, filter);
    let (total,): (i64,) = count.build().one(tx).await?;
    let mut select = Builder::new("select ");
    select.push(EXAMPLE);
    selected(&mut select, tx, filter);
    select.push(" order by ");
    if let Some(among) = filter.among.as_ref().filter(|among| !among.is_empty()) {
        select.push("case r.id");
        for (place, id) in among.iter().enumerate() {
            select.push(" when ").bind(*id).push(&format!(" then {place}"));
        }
        select.push(" end, ");
    }
    select.push("r.updated_at desc, r.id desc");
    if let Some(Page { limit, number }) = page {
        select.push(" limit ").bind(limit.max(0)).push(" offset ").bind(limit.max(0) * (number.max(1) - 1));
    }
    Ok((select.build().all(tx).await?, total))
}

fn selected(query: &mut Builder, tx: &Tx, filter: &ExampleFilter) {
    query.push(" from example r where r.deleted_at is null and ");
    is_readable(query, tx, RootKind::Example);
    let equal = [
        ("theme", filter.theme.as_deref()),
        ("approach", filter.approach.as_deref()),
        ("maturity", filter.maturity.map(Maturity::name)),
        ("verdict", filter.verdict.map(Verdict::name)),
        ("evidence", filter.evidence.map(EvidenceLevel::name)),
        ("state", filter.state.map(ExampleState::name)),
    ];
    for (column, value) in equal {
        if let Some(value) = value {
            query.push(" and r.").push(column).push(" = ").bind(value);
        }
    }
    if let Some(approaches) = &filter.approaches {
        query.push(" and ").is_in("r.approach", approaches.iter().map(String::as_str));
    }
    if let Some(year) = filter.year {
        query.push(" and coalesce(r.from_year, r.to_year) <= ").bind(year);
        query.push(" and (r.to_year is null or r.to_year >= ").bind(year).push(")");
    }
    if let Some(most) = filter.most_yearly {
        query.push(" and r.cost_yearly <= ").bind(most);
    }
    if let Some(regions) = &filter.regions {
        query.push(" and ").is_in("r.region_code", regions.iter().map(String::as_str));
    }
    if let Some(day) = filter.needs_look_on {
        query
            .push(" and r.is_published and (r.contact_gone_on is not null or r.look_by <= ")
            .bind(day)
            .push(")");
    }
    if let Some(among) = &filter.among {
        query.push(" and ").is_in("r.id", among.iter().copied());
    }
    if filter.is_own {
        query.push(" and ");
        is_in_places(query, &Places::of(tx.actor(), Right::Contribute));
    }
}
