//! "Min kommun": where one works, its roadmaps, and the steps with them that wait for oneself.

use std::collections::BTreeSet;

use askama::Template;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use plan::access::{Kind, Stage};
use plan::db::Tx;
use plan::decisions::possible_steps;
use plan::organisations::{self, Organisations};
use plan::records::{Filter, Listing};
use plan::roadmap::{RoadmapSummary, list};

use super::words::{region_address, roadmap_address};
use site::Site;
use site::entry::Entry;
use site::fault::Fault;
use site::gate::sign_in_address;
use site::page::{Frame, NavItem, render, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};
use web_things::step_title;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/min-kommun", get(page))
}

#[derive(Template)]
#[template(path = "roadmap/mine.html")]
struct MinePage {
    frame: Frame,
    waiting: Vec<Waiting>,
    houses: Vec<House>,
}

/// A roadmap that steps wait with.
struct Waiting {
    title: String,
    stage: String,
    address: String,
    steps: String,
}

/// Where one works.
struct House {
    name: String,
    organisation: String,
    /// Its forecast, where it is a region.
    forecast: Option<String>,
    /// Where its roadmaps are made.
    new: Option<String>,
    roadmaps: Vec<Entry>,
}

async fn page(site: RequestContext, t: Texts, here: CurrentPage) -> Result<Response, Fault> {
    let Some(person) = site.visitor().actor.person() else {
        // Where everybody is the one who sits at the computer there is nobody to sign in as.
        let to = if site.visitor().has_accounts { sign_in_address("/min-kommun") } else { "/".to_owned() };
        return Ok(see_other(&to).into_response());
    };
    let mut tx = site.read().await?;
    let tree = organisations::load(&mut tx).await?;
    let codes: BTreeSet<&str> = person.grants.iter().map(|grant| grant.house.as_str()).collect();
    let mut houses = Vec::new();
    let mut waiting = Vec::new();
    for code in codes {
        let own = owned(&mut tx, &tree, code).await?;
        for one in &own {
            waiting.extend(waits(&mut tx, t, one).await?);
        }
        houses.push(house(&site, t, &tree, code, &own));
    }
    let title = match &houses[..] {
        [one] => one.name.clone(),
        _ => t.get("mine-title"),
    };
    let frame = Frame::new(t, title, NavItem::Roadmap, &here);
    render(&MinePage { frame, waiting, houses })
}

/// The roadmaps of a house and its parts, what was changed last first.
async fn owned(tx: &mut Tx, tree: &Organisations, house: &str) -> Result<Vec<RoadmapSummary>, Fault> {
    let owners = std::iter::once(house.to_owned()).chain(tree.parts_of(house)).collect();
    Ok(list(tx, &Listing::of(Filter::OwnedBy(owners))).await?.0)
}

/// The steps that the reader may take with a roadmap that has left their own desk, or can be sent on.
async fn waits(tx: &mut Tx, t: Texts, one: &RoadmapSummary) -> Result<Option<Waiting>, Fault> {
    let roadmap = &one.roadmap;
    if roadmap.stage.is_over() || roadmap.stage == Stage::InForce {
        return Ok(None);
    }
    let steps = possible_steps(tx, Kind::Roadmap.of(roadmap.id)).await?;
    let steps: Vec<String> = steps.into_iter().map(|step| step_title(t, step)).collect();
    Ok((!steps.is_empty()).then(|| Waiting {
        title: roadmap.title.clone(),
        stage: t.get(&format!("stage-{}", roadmap.stage)),
        address: format!("{}/beslut", roadmap_address(roadmap.id)),
        steps: steps.join(" · "),
    }))
}

fn house(site: &RequestContext, t: Texts, tree: &Organisations, code: &str, own: &[RoadmapSummary]) -> House {
    let region = site.forecast.regions().by_code(code);
    House {
        name: region.map_or_else(|| tree.name(code).to_owned(), |region| site::words::region_name(t, region)),
        organisation: format!("/organisation/{code}"),
        forecast: region.map(site::words::region_address),
        new: region.map(|region| region_address(&region.code)),
        roadmaps: own.iter().map(|summary| Entry::new(t, tree, summary)).collect(),
    }
}
