//! A roadmap as a list tells of it, for every page that lists some.

use plan::access::{Kind, Stage};
use plan::clock::in_sweden;
use plan::decisions::Body;
use plan::organisations::Organisations;
use plan::roadmap::{Published, RoadmapSummary};

use crate::texts::Texts;
use crate::things;
use crate::words::decision;

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
            [decided(t, version), owned(t, tree, &version.region_code, &version.organisation_id), now];
        Self {
            title: if version.title.is_empty() { t.get("part-roadmap") } else { version.title.clone() },
            address: format!(
                "{}/version/{}",
                things::address(Kind::Roadmap.of(version.roadmap_id)),
                version.number
            ),
            about: joined(about),
        }
    }

    /// The entry of a roadmap.
    pub fn new(t: Texts, tree: &Organisations, summary: &RoadmapSummary) -> Self {
        let count = |key: &str, n: i64| t.count(key, usize::try_from(n).unwrap_or(0));
        let about = [
            t.get(&format!("stage-{}", summary.roadmap.stage)),
            owned(t, tree, &summary.roadmap.region_code, &summary.roadmap.organisation_id),
            count("roadmap-needs", summary.needs),
            count("roadmap-measures", summary.measures),
            count("roadmap-decided", summary.decided),
            t.with("roadmap-changed", &[("date", &in_sweden(summary.roadmap.updated_at).format("%Y-%m-%d"))]),
        ];
        Self {
            title: summary.roadmap.title.clone(),
            address: things::address(Kind::Roadmap.of(summary.roadmap.id)),
            about: joined(about),
        }
    }
}

/// What there is to say, of all that could be said.
fn joined<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Who owns a roadmap, when that is not the whole of what it is about.
fn owned(t: Texts, tree: &Organisations, region_code: &str, owner: &str) -> String {
    if owner == region_code {
        String::new()
    } else {
        t.with("roadmap-whose", &[("organisation", &tree.name(owner))])
    }
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
