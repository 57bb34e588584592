//! From a try to a measure: levers that were tried on a municipality's page become the effects of a new measure.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use plan::records::{Filter, Listing};
use plan::roadmap::{list, load};
use projection::lever::Lever;
use uuid::Uuid;

use super::measure::{effect_field, set_rows};
use crate::words::{frame_below_region, region_address};
use site::Site;
use site::fault::Fault;
use site::forms::Form;
use site::page::{Frame, render, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};
use site::words::{lever_words, typed};
use web_forecast::region_with;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/kommun/{code}/ny-atgard", get(choose))
}

/// The levers of an address: `hav=onset_delay:0.5`, several of them or one with commas. What is unknown or no change
/// is left out; what is too large is held within the lever's range.
pub fn levers(query: &[(String, String)]) -> Vec<(Lever, f64)> {
    let mut found: Vec<(Lever, f64)> = Vec::new();
    for one in query.iter().filter(|(name, _)| name == "hav").flat_map(|(_, value)| value.split(',')) {
        let read =
            one.split_once(':').and_then(|(name, size)| Some((Lever::named(name)?, size.parse().ok()?)));
        if let Some((lever, size)) = read
            && lever.clamp(size) != 0.0
            && !found.iter().any(|(earlier, _)| *earlier == lever)
        {
            found.push((lever, lever.clamp(size)));
        }
    }
    found
}

/// The levers as they stand in an address.
pub fn written(levers: &[(Lever, f64)]) -> String {
    levers.iter().map(|(lever, size)| format!("{lever}:{size}")).collect::<Vec<_>>().join(",")
}

/// Address of the page that asks where the measure belongs.
pub fn address(code: &str, tried: &[(Lever, f64)]) -> String {
    format!("/kommun/{code}/ny-atgard?hav={}", written(tried))
}

/// Puts the tried levers in a measure's form. How sure they are, only the user knows.
pub fn fill(form: &mut Form, t: Texts, tried: &[(Lever, f64)]) {
    if tried.is_empty() {
        return;
    }
    for (row, (lever, size)) in tried.iter().enumerate() {
        form.set(effect_field(row, "lever"), lever)
            .set(effect_field(row, "size"), typed(t, *size))
            .set(effect_field(row, "source"), t.get("measure-tried-source"));
    }
    set_rows(form, tried.len());
}

/// Needs below an area of a roadmap.
struct AreaNeeds {
    label: String,
    needs: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "roadmap/tried.html")]
struct ChoosePage {
    frame: Frame,
    tried: Vec<String>,
    hav: String,
    /// When the levers begin to act, as fields of an address.
    phase: Vec<(&'static str, i32)>,
    here: String,
    groups: Vec<AreaNeeds>,
    roadmaps: String,
}

/// Asks which need the measure meets; then goes on to its form.
async fn choose(
    site: RequestContext,
    t: Texts,
    uri: CurrentPage,
    Path(code): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let region = region_with(&site, &code)?;
    let tried = levers(&query);
    let asked = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let number = |name: &str| asked(name).and_then(|typed| typed.parse::<i32>().ok());
    let phase: Vec<(&'static str, i32)> =
        ["start", "infas"].into_iter().filter_map(|name| Some((name, number(name)?))).collect();
    if let Some(need) = asked("behov").and_then(|id| id.parse::<Uuid>().ok()) {
        let phase: String = phase.iter().map(|(name, value)| format!("&{name}={value}")).collect();
        return Ok(see_other(&format!("/behov/{need}/atgard?hav={}{phase}", written(&tried))));
    }
    let mut tx = site.read().await?;
    let mut groups = Vec::new();
    let about = Listing::of(Filter::Region(region.code.clone()));
    for summary in list(&mut tx, &about).await?.0 {
        for area in load(&mut tx, summary.roadmap.id).await?.areas {
            let needs = area.needs.iter().map(|need| (need.id.to_string(), need.title.clone())).collect();
            groups.push(AreaNeeds { label: format!("{} – {}", summary.roadmap.title, area.title), needs });
        }
    }
    groups.retain(|group| !group.needs.is_empty());
    let words = |(lever, size): &(Lever, f64)| format!("{}: {}", lever_words(t, *lever), t.signed(*size, 1));
    let hav = written(&tried);
    let carried: String = phase.iter().map(|(name, value)| format!("&{name}={value}")).collect();
    let told = phase.iter().map(|(name, value)| {
        let key = if *name == "start" { "phase-start" } else { "phase-ramp" };
        format!("{}: {value}", t.get(key))
    });
    let page = ChoosePage {
        frame: frame_below_region(&site, t, &uri, t.get("tried-title"), &region.code),
        tried: tried.iter().map(words).chain(told).collect(),
        here: format!("/kommun/{}/ny-atgard", region.code),
        roadmaps: format!("{}?hav={hav}{carried}", region_address(&region.code)),
        hav,
        phase,
        groups,
    };
    render(&page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tried_levers_are_read_from_the_address_and_written_back() {
        let query =
            |values: &[&str]| values.iter().map(|v| ("hav".to_owned(), (*v).to_owned())).collect::<Vec<_>>();
        let read = levers(&query(&[
            "onset_delay:0.5,sick_leave:-99",
            "magic:1",
            "exit_age:0",
            "onset_delay:2",
            "x",
        ]));
        assert_eq!(read, [(Lever::OnsetDelay, 0.5), (Lever::SickLeave, Lever::SickLeave.facts().min)]);
        assert_eq!(levers(&query(&[&written(&read)])), read);
    }
}
