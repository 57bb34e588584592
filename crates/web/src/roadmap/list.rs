//! All roadmaps, by region.

use askama::Template;
use axum::response::Response;
use axum::routing::get;
use plan::roadmap::{RoadmapSummary, list};
use statistics::region::Kind;

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
    let summaries = list(&mut site.read().await?, None).await?;
    let frame = Frame::new(t, t.get("roadmaps-title"), Place::Roadmap, &uri);
    render(&ListPage { frame, groups: groups(&site, t, &summaries) })
}

/// The roadmaps by region: the country, the counties, then the municipalities, each in the order of the alphabet.
fn groups(site: &Visit, t: Texts, summaries: &[RoadmapSummary]) -> Vec<Group> {
    let mut codes: Vec<&str> = summaries.iter().map(|summary| summary.roadmap.region_code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    let kind =
        |code: &str| site.forecast.regions().by_code(code).map_or(Kind::Municipality, |region| region.kind());
    let order = swedish::Order::new();
    codes.sort_by(|a, b| {
        let (one, other) = (region_name(site, a), region_name(site, b));
        let named = order.as_ref().map_or_else(|| one.cmp(&other), |order| order.compare(&one, &other));
        kind(a).cmp(&kind(b)).then(named)
    });
    let group = |code: &str| Group {
        name: region_name(site, code),
        address: region_address(code),
        entries: summaries
            .iter()
            .filter(|summary| summary.roadmap.region_code == code)
            .map(|summary| Entry::new(t, summary))
            .collect(),
    };
    codes.into_iter().map(group).collect()
}
