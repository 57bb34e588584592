//! All roadmaps, by region.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use axum::routing::get;
use plan::roadmap::versions::{self, Published, Version};
use plan::roadmap::{RoadmapSummary, list};
use statistics::region::Kind;

use super::version::{about, version_address};
use super::words::{region_address, region_name, roadmap_address};
use crate::fault::Fault;
use crate::page::{Frame, Place, render};
use crate::site::Site;
use crate::texts::Texts;
use crate::visit::{Here, Visit};

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
    /// The entry of a version that is published while its roadmap is revised.
    pub fn of_version(t: Texts, version: &Version, published: &Published) -> Self {
        Self {
            title: published.title.clone(),
            address: version_address(version),
            about: format!("{} · {}", about(t, version), t.get("version-revised")),
        }
    }

    /// The entry of a roadmap.
    pub fn new(t: Texts, summary: &RoadmapSummary) -> Self {
        let count = |key: &str, n: i64| t.count(key, usize::try_from(n).unwrap_or(0));
        let about = [
            count("roadmap-needs", summary.needs),
            count("roadmap-measures", summary.measures),
            count("roadmap-decided", summary.decided),
            t.with("roadmap-changed", &[("date", &summary.roadmap.updated_at.format("%Y-%m-%d"))]),
        ];
        Self {
            title: summary.roadmap.title.clone(),
            address: roadmap_address(summary.roadmap.id),
            about: about.join(" · "),
        }
    }
}

struct Group {
    name: String,
    address: String,
    entries: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "roadmap/list.html")]
struct ListPage {
    frame: Frame,
    groups: Vec<Group>,
}

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/fardplaner", get(all))
}

async fn all(site: Visit, t: Texts, uri: Here) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let mut entries: Vec<(String, Entry)> = list(&mut tx, None)
        .await?
        .iter()
        .map(|summary| (summary.roadmap.region_code.clone(), Entry::new(t, summary)))
        .collect();
    let revised = versions::published(&mut tx, None).await?;
    entries.extend(revised.iter().map(|(version, published)| {
        (published.region_code.clone(), Entry::of_version(t, version, published))
    }));
    let frame = Frame::new(t, t.get("roadmaps-title"), Place::Roadmap, &uri);
    render(&ListPage { frame, groups: groups(&site, entries) })
}

/// The roadmaps by region: the country, the counties, then the municipalities, each in the order of the alphabet.
fn groups(site: &Visit, entries: Vec<(String, Entry)>) -> Vec<Group> {
    let mut by_region: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for (code, entry) in entries {
        by_region.entry(code).or_default().push(entry);
    }
    let kind =
        |code: &str| site.forecast.regions().by_code(code).map_or(Kind::Municipality, |region| region.kind());
    let order = swedish::Order::new();
    let mut groups: Vec<(Kind, Group)> = by_region
        .into_iter()
        .map(|(code, entries)| {
            let (name, address) = (region_name(site, &code), region_address(&code));
            (kind(&code), Group { name, address, entries })
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
