//! Which counties, functions, sizes and perspectives have a seat, and what has been done about those that do not.

use askama::Template;
use axum::response::Response;
use axum::routing::get;
use charts::{Mark, Tile, TileMap, Width};
use chrono::NaiveDate;
use plan::groups::{self, Coverage, Covering, Gap, Group, Place, RecruitmentStep, Seat, SeatRole};
use site::words::size_words;

use crate::recruitment::step_words;
use crate::words::{convened, county_name, frame_below, group_address};
use site::Site;
use site::fault::Fault;
use site::page::{Frame, encoded, render};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/grupp/{id}/tackning", get(page))
}

#[derive(Template)]
#[template(path = "groups/coverage.html")]
struct CoveragePage {
    frame: Frame,
    lead: String,
    map: Option<String>,
    gaps: Vec<GapRow>,
    /// The functions that are columns.
    roles: Vec<String>,
    rows: Vec<CountyRow>,
    sizes: Vec<(String, usize, usize, String)>,
    perspectives: Vec<(String, String)>,
    convenes: bool,
    address: String,
}

struct GapRow {
    words: String,
    /// What has been done about it, the latest first.
    steps: Vec<String>,
    /// Where something is done about it: noted, or a letter written.
    note: String,
    write: String,
}

struct CountyRow {
    name: String,
    /// How many seats of each function, with the sizes of their municipalities in words.
    cells: Vec<(usize, String)>,
    all: usize,
    is_empty: bool,
}

/// What the seats of a group cover.
pub fn coverage_of<'a>(
    site: &RequestContext,
    group: &Group,
    seats: &'a [Seat],
    today: NaiveDate,
) -> Coverage<'a> {
    let places: Vec<Place> = site
        .forecast
        .regions()
        .municipalities()
        .filter(|one| group.county.is_empty() || one.county() == group.county)
        .filter_map(|one| Some(Place { code: one.code.clone(), inhabitants: site.inhabitants(&one.code)? }))
        .collect();
    groups::coverage(seats, &places, today)
}

/// Something that no seat covers, in words.
pub fn gap_words(site: &RequestContext, t: Texts, group: &Group, gap: &Gap) -> String {
    match gap {
        Gap::County(code) => t.with("gap-county", &[("county", &county_name(site, t, code))]),
        Gap::Size(class, all) => {
            let size = size_words(t, *class).to_lowercase();
            let place = if group.county.is_empty() {
                t.get("gap-size-country")
            } else {
                county_name(site, t, &group.county)
            };
            t.counted("gap-size", *all as f64, &[("size", &size), ("place", &place)])
        }
        Gap::Perspective(one) => {
            t.with("gap-perspective", &[("perspective", &t.get(&format!("perspective-{one}")))])
        }
        Gap::Vacant(_, title) => t.with("gap-vacant", &[("title", title)]),
    }
}

async fn page(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let today = tx.today();
    let (group, convenes, _) = convened(&site, &mut tx, id).await?;
    let seats = groups::seats(&mut tx, id).await?;
    let steps = groups::steps(&mut tx, id).await?;
    drop(tx);
    let found = coverage_of(&site, &group, &seats, today);
    let address = group_address(id);
    let gaps = found.gaps();
    let counties = found.counties.len();
    let covered = found.counties.iter().filter(|(_, seats)| !seats.is_empty()).count();
    let held = seats.iter().filter(|seat| seat.holder(today).is_some()).count();
    let mut lead = t.with(
        "coverage-lead",
        &[("held", &held), ("all", &seats.len()), ("covered", &covered), ("counties", &counties)],
    );
    if !found.elsewhere.is_empty() {
        lead = format!("{lead} {}", t.count("coverage-elsewhere", found.elsewhere.len()));
    }
    render(&CoveragePage {
        frame: frame_below(t, &here, t.get("coverage-title"), &group),
        lead,
        map: map(&site, t, &found),
        gaps: gaps.iter().map(|gap| gap_row(&site, t, &group, gap, &steps)).collect(),
        roles: found.roles.iter().map(|role| t.get(&format!("seat-role-{role}"))).collect(),
        rows: rows(&site, t, &found),
        sizes: sizes(t, &found),
        perspectives: perspectives(t, &seats, today),
        convenes,
        address,
    })
}

fn gap_row(site: &RequestContext, t: Texts, group: &Group, gap: &Gap, steps: &[RecruitmentStep]) -> GapRow {
    let is_for = |step: &&RecruitmentStep| match gap {
        Gap::County(code) => step.county == *code,
        Gap::Size(class, _) => step.size_class == Some(*class as i64),
        Gap::Perspective(one) => step.perspectives.split_whitespace().any(|name| name == one.name()),
        Gap::Vacant(seat, _) => step.seat_id == Some(*seat),
    };
    let about = match gap {
        Gap::County(code) => format!("?lan={}", encoded(code)),
        Gap::Size(class, _) => format!("?storlek={class}"),
        Gap::Perspective(one) => format!("?perspektiv={one}"),
        Gap::Vacant(seat, _) => format!("?plats={seat}"),
    };
    let address = format!("{}/rekrytering", group_address(group.id));
    GapRow {
        words: gap_words(site, t, group, gap),
        steps: steps.iter().filter(is_for).map(|step| step_words(t, step)).collect(),
        note: format!("{address}{about}#ny"),
        write: format!("{address}/brev{about}"),
    }
}

/// The counties as tiles with a square for each seat.
fn map(site: &RequestContext, t: Texts, found: &Coverage<'_>) -> Option<String> {
    if found.counties.len() < 2 {
        return None;
    }
    let tile = |(code, seats): &(String, Vec<Covering<'_>>)| Tile {
        code: code.clone(),
        name: county_name(site, t, code).trim_end_matches(" län").trim_end_matches('s').to_owned(),
        words: if seats.is_empty() { t.get("coverage-none") } else { t.count("coverage-seats", seats.len()) },
        squares: if seats.is_empty() { vec![Mark::Empty] } else { vec![Mark::Full; seats.len()] },
        href: None,
    };
    let map = TileMap {
        id: "tackning".into(),
        title: t.get("coverage-map"),
        description: t.get("coverage-map-about"),
        key: vec![(Mark::Full, t.get("coverage-key-seat")), (Mark::Empty, t.get("coverage-key-none"))],
        tiles: found.counties.iter().map(tile).collect(),
    };
    Some(map.svg(Width::Wide) + &map.svg(Width::Narrow))
}

fn rows(site: &RequestContext, t: Texts, found: &Coverage<'_>) -> Vec<CountyRow> {
    let row = |name: String, seats: &[Covering<'_>]| CountyRow {
        name,
        cells: found.roles.iter().map(|role| cell(t, seats, *role)).collect(),
        all: seats.len(),
        is_empty: seats.is_empty(),
    };
    let mut all: Vec<CountyRow> =
        found.counties.iter().map(|(code, seats)| row(county_name(site, t, code), seats)).collect();
    if !found.nationwide.is_empty() {
        all.push(row(t.get("county-none"), &found.nationwide));
    }
    all
}

/// How many seats of a function there are, and of which sizes their municipalities are.
fn cell(t: Texts, seats: &[Covering<'_>], role: SeatRole) -> (usize, String) {
    let here: Vec<&Covering<'_>> = seats.iter().filter(|one| one.seat.role == role).collect();
    let mut classes: Vec<usize> = here.iter().filter_map(|one| one.size).collect();
    classes.sort_unstable();
    classes.dedup();
    let words: Vec<String> = classes.into_iter().map(|class| size_words(t, class)).collect();
    (here.len(), words.join(", "))
}

fn sizes(t: Texts, found: &Coverage<'_>) -> Vec<(String, usize, usize, String)> {
    let row = |(class, (all, covered)): (usize, &(usize, usize))| {
        let share = t.percent(*covered as f64 / (*all).max(1) as f64, 0);
        (size_words(t, class), *covered, *all, share)
    };
    found.sizes.iter().enumerate().filter(|(_, (all, _))| *all > 0).map(row).collect()
}

fn perspectives(t: Texts, seats: &[Seat], today: NaiveDate) -> Vec<(String, String)> {
    let count = |one: &plan::groups::Perspective| {
        seats.iter().filter(|seat| seat.holder(today).is_some() && seat.perspectives.contains(one)).count()
    };
    plan::groups::Perspective::ALL
        .iter()
        .map(|one| (t.get(&format!("perspective-{one}")), t.count("coverage-seats", count(one))))
        .collect()
}
