//! All roadmaps, by region.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use plan::organisations;
use plan::records::{self, Listing};
use plan::roadmap::{Published, list, published};
use serde::Deserialize;
use statistics::region::Kind;

use super::words::{region_address, region_name};
use site::Site;
use site::entry::Entry;
use site::fault::Fault;
use site::page::{Frame, NavItem, render};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

struct RegionEntries {
    name: String,
    address: String,
    entries: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "roadmap/list.html")]
struct ListPage {
    frame: Frame,
    groups: Vec<RegionEntries>,
    /// Other pages of roadmaps, when there are more than one has room for.
    newer: Option<String>,
    older: Option<String>,
    /// Whether some can be brought back.
    has_deleted: bool,
}

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/fardplaner", get(all))
}

/// Roadmaps of one page: more than all municipalities have today.
const PAGE: i64 = 500;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Chosen {
    sida: Option<i64>,
}

async fn all(
    site: RequestContext,
    t: Texts,
    uri: CurrentPage,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Fault> {
    let number = chosen.sida.unwrap_or(1).clamp(1, i64::from(i32::MAX));
    let mut tx = site.read().await?;
    let tree = organisations::load(&mut tx).await?;
    let (roadmaps, total) =
        list(&mut tx, &Listing::all().page(Some(records::Page { limit: PAGE, number }))).await?;
    let mut entries: Vec<(String, Entry)> = roadmaps
        .iter()
        .map(|summary| (summary.roadmap.region_code.clone(), Entry::new(t, &tree, summary)))
        .collect();
    if number == 1 {
        let published = published(&mut tx).await?;
        let entry = |version: &Published| (version.region_code.clone(), Entry::of_version(t, &tree, version));
        entries.extend(published.iter().map(entry));
    }
    let has_deleted = !records::deleted_roots(&mut tx).await?.is_empty();
    let frame = Frame::new(t, t.get("roadmaps-title"), NavItem::Roadmap, &uri);
    let to = |number: i64| format!("/fardplaner?sida={number}");
    render(&ListPage {
        frame,
        has_deleted,
        groups: groups(&site, t, entries),
        newer: (number > 1).then(|| to(number - 1)),
        older: (number * PAGE < total).then(|| to(number + 1)),
    })
}

/// The roadmaps by region: the country, the counties, then the municipalities, each in the order of the alphabet.
fn groups(site: &RequestContext, t: Texts, entries: Vec<(String, Entry)>) -> Vec<RegionEntries> {
    let mut by_region: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for (code, entry) in entries {
        by_region.entry(code).or_default().push(entry);
    }
    let kind =
        |code: &str| site.forecast.regions().by_code(code).map_or(Kind::Municipality, |region| region.kind());
    let order = swedish::Order::new();
    let mut groups: Vec<(Kind, RegionEntries)> = by_region
        .into_iter()
        .map(|(code, entries)| {
            let (name, address) = (region_name(site, t, &code), region_address(&code));
            (kind(&code), RegionEntries { name, address, entries })
        })
        .collect();
    groups.sort_by(|(one_kind, one), (other_kind, other)| {
        let named = || {
            order
                .as_ref()
                .map_or_else(|| one.name.cmp(&other.name), |order| order.compare(&one.name, &other.name))
        };
        one_kind.cmp(other_kind).then_with(named)
    });
    groups.into_iter().map(|(_, group)| group).collect()
}
