//! One search in everything that the reader may read, and in municipalities and counties by name.

use askama::Template;
use axum::extract::{Extension, Query};
use axum::response::Response;
use axum::routing::get;
use plan::access::{Kind, RootKind};
use plan::search::{APPROACH, Asked, Found, Hit, Marked, find};
use serde::Deserialize;
use statistics::Region;

use crate::Kinds;
use site::Site;
use site::fault::Fault;
use site::page::{Frame, NavItem, render, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};
use site::words::{region_address, region_name};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/sok", get(page)).route("/sok/forslag", get(suggestions))
}

/// Most that the page and the list under the field show.
const ON_PAGE: usize = 30;
const SUGGESTED: usize = 6;
/// Most regions that they show.
const REGIONS: usize = 12;
const REGIONS_SUGGESTED: usize = 4;
/// The fewest letters that are searched while they are typed.
const SHORTEST: usize = 2;

/// What is searched together, as addresses call it: what each kind of root has, and one more.
fn choices() -> Vec<(&'static str, Vec<&'static str>)> {
    let called = |root: RootKind| match root {
        RootKind::Roadmap => "fardplaner",
        RootKind::Inquiry => "forfragningar",
        RootKind::Group => "grupper",
        RootKind::Example => "bibliotek",
        RootKind::Figures => "egna-siffror",
    };
    let choice = |root: RootKind| {
        let mut kinds: Vec<&'static str> =
            Kind::ALL.into_iter().filter(|kind| kind.root() == root).map(Kind::name).collect();
        kinds.extend((root == RootKind::Example).then_some(APPROACH));
        (called(root), kinds)
    };
    let done = ("atgarder", vec![Kind::Initiative.name(), Kind::Measure.name()]);
    RootKind::all().map(choice).chain([done]).collect()
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SearchQuery {
    q: String,
    bland: String,
}

/// A region: name, what it lies in, address.
struct Place {
    name: String,
    within: String,
    address: String,
}

/// Something that was found.
struct Row {
    title: Marked,
    kind: String,
    quote: Marked,
    address: String,
}

#[derive(Template)]
#[template(path = "search/page.html")]
struct SearchPage {
    frame: Frame,
    asked: String,
    /// Among what: name, words, whether it is chosen.
    choices: Vec<(String, String, bool)>,
    places: Vec<Place>,
    rows: Vec<Row>,
    remarks: Vec<String>,
}

#[derive(Template)]
#[template(path = "search/suggestions.html")]
struct Suggestions {
    t: Texts,
    asked: String,
    places: Vec<Place>,
    rows: Vec<Row>,
}

fn place(site: &Site, t: Texts, region: &Region) -> Place {
    let county = site.forecast.regions().by_code(region.county());
    let within = county.filter(|county| county.code != region.code);
    Place {
        name: region_name(t, region),
        within: within.map(|county| region_name(t, county)).unwrap_or_default(),
        address: region_address(region),
    }
}

/// What a search found, and where each is read; what cannot be seen anywhere is left out.
async fn rows(
    site: &RequestContext,
    t: Texts,
    kinds: Kinds,
    asked: &Asked<'_>,
) -> Result<(Vec<Row>, Found), Fault> {
    let mut tx = site.read().await?;
    let found = find(&mut tx, asked).await?;
    let mut rows = Vec::with_capacity(found.hits.len());
    for hit in &found.hits {
        let address = match (hit.id, Kind::named(&hit.kind)) {
            (Some(id), Some(kind)) => match (kinds.pages)(&mut tx, kind.of(id)).await {
                Ok(pages) if pages.anchor.is_empty() => pages.with,
                Ok(pages) => format!("{}#{}", pages.with, pages.anchor),
                Err(Fault::Plan(plan::fault::Fault::NotFound { .. })) => continue,
                Err(other) => return Err(other),
            },
            _ => format!("/bibliotek/arbetssatt/{}", hit.name),
        };
        rows.push(row(site, t, hit, address));
    }
    Ok((rows, found))
}

fn row(site: &Site, t: Texts, hit: &Hit, address: String) -> Row {
    let approach = site.forecast.tables().effects.approach(&hit.name);
    // What the program knows by name is told in the reader's language, and quoted only in Swedish.
    let (title, quote) = match approach {
        Some(approach) if t != Texts::Swedish => {
            (vec![(approach.title.in_language(t.code()).to_owned(), false)], Vec::new())
        }
        _ => (hit.title.clone(), hit.quote.clone()),
    };
    Row { title, kind: t.get(&format!("search-kind-{}", hit.kind)), quote, address }
}

/// The result of a search; a name that fits one region and nothing else leads straight to it.
async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Extension(kinds): Extension<Kinds>,
    Query(SearchQuery { q, bland }): Query<SearchQuery>,
) -> Result<Response, Fault> {
    let regions = site.forecast.regions();
    if let (Ok(region), true) = (regions.find(&q), bland.is_empty()) {
        return Ok(see_other(&region_address(region)));
    }
    let all = choices();
    let chosen = all.iter().find(|(name, _)| *name == bland);
    let among = chosen.map_or(&[][..], |(_, kinds)| kinds);
    let asked = Asked { text: &q, is_typing: false, kinds: among, most: ON_PAGE };
    let (rows, found) = rows(&site, t, kinds, &asked).await?;
    let named = if chosen.is_none() { regions.search(&q, REGIONS) } else { Vec::new() };
    if let ([only], true) = (&named[..], rows.is_empty() || !found.corrected.is_empty()) {
        return Ok(see_other(&region_address(only)));
    }
    let mut places: Vec<Place> = named.iter().map(|region| place(&site, t, region)).collect();
    let mut remarks: Vec<String> = found
        .corrected
        .iter()
        .map(|(typed, taken)| t.with("search-corrected", &[("typed", typed), ("taken", taken)]))
        .collect();
    let typed = q.trim();
    if places.is_empty() && rows.is_empty() && !typed.is_empty() {
        let similar = regions.find(&q).map_or_else(|unknown| unknown.suggestions, |_| Vec::new());
        if similar.is_empty() || chosen.is_some() {
            remarks.push(t.with("search-nothing", &[("asked", &typed)]));
        } else {
            remarks.push(site::fault::no_region(t, typed, &similar));
            places = similar.iter().map(|region| place(&site, t, region)).collect();
        }
    }
    let everything = std::iter::once((String::new(), t.get("search-all"), chosen.is_none()));
    let shown = all.iter().map(|(name, _)| {
        (
            (*name).to_owned(),
            t.get(&format!("search-among-{name}")),
            chosen.is_some_and(|(one, _)| one == name),
        )
    });
    render(&SearchPage {
        frame: Frame::new(t, t.get("search-title"), NavItem::Other, &here),
        choices: everything.chain(shown).collect(),
        asked: q.clone(),
        places,
        rows,
        remarks,
    })
}

/// The list under a search field while letters are typed.
async fn suggestions(
    site: RequestContext,
    t: Texts,
    Extension(kinds): Extension<Kinds>,
    Query(SearchQuery { q, .. }): Query<SearchQuery>,
) -> Result<Response, Fault> {
    let places: Vec<Place> = site
        .forecast
        .regions()
        .search(&q, REGIONS_SUGGESTED)
        .into_iter()
        .map(|region| place(&site, t, region))
        .collect();
    let asked = Asked { text: &q, is_typing: true, kinds: &[], most: SUGGESTED };
    let rows = if q.trim().chars().count() < SHORTEST {
        Vec::new()
    } else {
        let (rows, found) = rows(&site, t, kinds, &asked).await?;
        // Who types a place's name has not misspelt something else.
        if places.is_empty() || found.corrected.is_empty() { rows } else { Vec::new() }
    };
    render(&Suggestions { t, asked: q.trim().to_owned(), places, rows })
}
