//! Finding a region by a few letters.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use statistics::Region;

use super::{address, name};
use site::Site;
use site::fault::Fault;
use site::page::{Frame, NavItem, render, see_other};
use site::texts::Texts;
use site::visit::CurrentPage;

#[derive(Deserialize)]
pub struct SearchQuery {
    #[serde(default)]
    q: String,
}

/// A found region: name, what it lies in, address.
struct Found {
    name: String,
    within: String,
    address: String,
}

#[derive(Template)]
#[template(path = "forecast/search.html")]
struct SearchPage {
    frame: Frame,
    asked: String,
    found: Vec<Found>,
    remark: Option<String>,
}

#[derive(Template)]
#[template(path = "forecast/suggestions.html")]
struct Suggestions {
    t: Texts,
    asked: String,
    found: Vec<Found>,
}

fn found(site: &Site, t: Texts, regions: Vec<&Region>) -> Vec<Found> {
    let within = |r: &Region| {
        let county = site.forecast.regions().by_code(r.county());
        county.filter(|c| c.code != r.code).map_or_else(String::new, |c| c.name.clone())
    };
    regions.into_iter().map(|r| Found { name: name(t, r), within: within(r), address: address(r) }).collect()
}

/// The result of a search; a name that fits one region only leads straight to it.
pub async fn page(
    State(site): State<Site>,
    t: Texts,
    uri: CurrentPage,
    Query(SearchQuery { q }): Query<SearchQuery>,
) -> Result<Response, Fault> {
    let regions = site.forecast.regions();
    if let Ok(region) = regions.find(&q) {
        return Ok(see_other(&address(region)));
    }
    let mut hits = regions.search(&q, 30);
    if let [only] = hits[..] {
        return Ok(see_other(&address(only)));
    }
    let similar = regions.find(&q).map_or_else(|unknown| unknown.suggestions, |_| Vec::new());
    let remark =
        (hits.is_empty() && !q.trim().is_empty()).then(|| site::fault::no_region(t, q.trim(), &similar));
    if hits.is_empty() {
        hits = similar.iter().collect();
    }
    let frame = Frame::new(t, t.get("search-title"), NavItem::Forecast, &uri);
    render(&SearchPage { frame, asked: q.clone(), found: found(&site, t, hits), remark })
}

/// The list under a search field while letters are typed.
pub async fn suggestions(
    State(site): State<Site>,
    t: Texts,
    Query(SearchQuery { q }): Query<SearchQuery>,
) -> Result<Response, Fault> {
    let hits = site.forecast.regions().search(&q, 7);
    render(&Suggestions { t, asked: q.trim().to_owned(), found: found(&site, t, hits) })
}
