//! All roadmaps, by region.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use plan::access::Stage;
use plan::decisions::Body;
use plan::organisations::{self, Organisations};
use plan::records::{self, Listing};
use plan::roadmap::{Published, RoadmapSummary, list, published};
use serde::Deserialize;
use statistics::region::Kind;

use super::words::{region_address, region_name, roadmap_address};
use crate::decisions::decision;
use crate::fault::Fault;
use crate::page::{Frame, NavItem, render};
use crate::site::Site;
use crate::texts::Texts;
use crate::visit::{CurrentPage, RequestContext};

/// A roadmap in a list.
pub struct Entry {
    /// Title.
    pub title: String,
    /// Where it is.
    pub address: String,
    /// What it contains, in words.
    pub about: String,
}

impl Entry {
    /// The entry of a published version of a roadmap that may not be read as it stands now.
    pub fn of_version(t: Texts, tree: &Organisations, version: &Published) -> Self {
        let now = match version.stage {
            Stage::Repealed | Stage::Replaced => t.get(&format!("stage-{}", version.stage)),
            Stage::Adopted | Stage::InForce => t.get("version-decided-anew"),
            _ => t.get("version-revised"),
        };
        let about =
            [decided(t, version), whose(t, tree, &version.region_code, &version.organisation_id), now];
        Self {
            title: if version.title.is_empty() { t.get("part-roadmap") } else { version.title.clone() },
            address: format!("{}/version/{}", roadmap_address(version.roadmap_id), version.number),
            about: joined(about),
        }
    }

    /// The entry of a roadmap.
    pub fn new(t: Texts, tree: &Organisations, summary: &RoadmapSummary) -> Self {
        let count = |key: &str, n: i64| t.count(key, usize::try_from(n).unwrap_or(0));
        let about = [
            whose(t, tree, &summary.roadmap.region_code, &summary.roadmap.organisation_id),
            count("roadmap-needs", summary.needs),
            count("roadmap-measures", summary.measures),
            count("roadmap-decided", summary.decided),
            t.with("roadmap-changed", &[("date", &summary.roadmap.updated_at.format("%Y-%m-%d"))]),
        ];
        Self {
            title: summary.roadmap.title.clone(),
            address: roadmap_address(summary.roadmap.id),
            about: joined(about),
        }
    }
}

/// What there is to say, of all that could be said.
fn joined<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Whose a roadmap is, when it is about another than its owner; else nothing.
pub fn whose(t: Texts, tree: &Organisations, region_code: &str, owner: &str) -> String {
    let is_own = tree.path_to(owner).iter().any(|one| one.id == region_code);
    if is_own { String::new() } else { t.with("roadmap-whose", &[("organisation", &tree.name(owner))]) }
}

/// Who decided a version, when, and where that is written.
fn decided(t: Texts, version: &Published) -> String {
    let Some(body) = version.decided_by.as_deref().and_then(Body::named) else { return String::new() };
    decision(t, body, version.decided_on, &version.paragraph, &version.registry_number)
}

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
    let frame = Frame::new(t, t.get("roadmaps-title"), NavItem::Roadmap, &uri);
    let to = |number: i64| format!("/fardplaner?sida={number}");
    render(&ListPage {
        frame,
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
