//! A roadmap: its head, what is lacking, and one of three views of what it contains.

mod findings;
mod matrix;
mod table;
mod timeline;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use chrono::Datelike;
use plan::access::Kind;
use plan::attachments;
use plan::clock::in_sweden;
use plan::decisions::versions;
use plan::fault::Fault as Refused;
use plan::organisations;
use plan::roadmap::{Part, RoadmapTree, abilities, load};
use plan::shares::received;
use serde::Deserialize;

use self::findings::{Lack, lacks};
use self::matrix::{AreaRows, matrix};
use self::table::{Chosen, TableView, table};
use self::timeline::{TimelineView, timeline};
use crate::words::{Id, edit_address, frame_below_region, region_address, region_name, roadmap_address};
use site::Site;
use site::entry::whose;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::page::{Frame, render, see_other};
use site::quotas;
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};
use web_things::open_question;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/fardplan/{id}", get(page))
}

/// The views, by the name in the address; the first is shown unasked.
const VIEWS: [&str; 3] = ["matris", "tidslinje", "lista"];

#[derive(Default, Deserialize)]
#[serde(default)]
struct ViewQuery {
    visa: Option<String>,
    sortera: Option<String>,
    ordning: Option<String>,
    status: Option<String>,
}

#[derive(Template)]
#[template(path = "roadmap/view.html")]
struct ViewPage {
    frame: Frame,
    head: Head,
    notice: Option<FlashMessage>,
    /// What others are asked about it, and why one may read it.
    asides: Vec<String>,
    lacks: Vec<Lack>,
    body: Body,
}

struct Head {
    title: String,
    region: (String, String),
    purpose: String,
    about: String,
    address: String,
    edit: String,
    stage: String,
    attachments: String,
    may_plan: bool,
    has_measures: bool,
    has_needs: bool,
    /// Words, address and whether it is shown.
    views: Vec<(String, String, bool)>,
}

enum Body {
    Matrix(Vec<AreaRows>),
    Timeline(TimelineView),
    Table(TableView),
}

async fn page(
    site: RequestContext,
    t: Texts,
    uri: CurrentPage,
    Id(id): Id,
    Query(flash): Query<FlashQuery>,
    Query(asked): Query<ViewQuery>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let tree = match load(&mut tx, id).await {
        // While it is revised others read the version that was published.
        Err(Refused::NotFound { .. }) => {
            let published = versions(&mut tx, Kind::Roadmap.of(id)).await?;
            let newest = published.first().ok_or(Fault::NotFound)?;
            return Ok(see_other(&format!("{}/version/{}", roadmap_address(id), newest.number)));
        }
        found => found?,
    };
    let abilities = abilities(&mut tx, Part::Roadmap, id).await?;
    let files = attachments::list(&mut tx, Kind::Roadmap.of(id)).await?.len();
    let question = open_question(t, &mut tx, Kind::Roadmap.of(id)).await?;
    let shared = received(&mut tx, Kind::Roadmap.of(id)).await?;
    let organisations = organisations::load(&mut tx).await?;
    let owner_name = organisations.name(&tree.roadmap.organisation_id).to_owned();
    let shared = shared.iter().map(|share| {
        let with = organisations.name(&share.organisation_id);
        let told: [(&str, &dyn std::fmt::Display); 4] = [
            ("organisation", &with),
            ("date", &share.until_date),
            ("purpose", &share.purpose),
            ("owner", &owner_name),
        ];
        t.with("share-received", &told)
    });
    let near = match abilities.plan {
        true => quotas::near(&mut tx, t, organisations.house(&tree.roadmap.organisation_id)).await?,
        false => Vec::new(),
    };
    let owner = whose(t, &organisations, &tree.roadmap.region_code, &tree.roadmap.organisation_id);
    let owner = (!owner.is_empty()).then_some(owner);
    let asides = owner.into_iter().chain(question).chain(shared).chain(near).collect();
    drop(tx);
    let this_year = site.db.clock().today().year();
    let view = VIEWS.into_iter().find(|name| asked.visa.as_deref() == Some(name)).unwrap_or(VIEWS[0]);
    let body = match view {
        "tidslinje" => Body::Timeline(timeline(t, &tree, this_year)),
        "lista" => {
            let (sort, order) = (asked.sortera.as_deref(), asked.ordning.as_deref());
            Body::Table(table(t, &tree, Chosen::new(sort, order, asked.status.as_deref())))
        }
        _ => Body::Matrix(matrix(t, &tree, this_year)),
    };
    let page = ViewPage {
        frame: frame_below_region(&site, t, &uri, tree.roadmap.title.clone(), &tree.roadmap.region_code),
        head: head(&site, t, &tree, view, abilities.plan, files),
        notice: flash.message(t),
        asides,
        lacks: lacks(t, &tree, this_year),
        body,
    };
    render(&page)
}

fn head(
    site: &RequestContext,
    t: Texts,
    tree: &RoadmapTree,
    shown: &str,
    may_plan: bool,
    files: usize,
) -> Head {
    let roadmap = &tree.roadmap;
    let (needs, measures) = (tree.needs().count(), tree.measures().count());
    let decided = tree.measures().filter(|measure| measure.status.is_decided()).count();
    let about = [
        t.count("roadmap-needs", needs),
        t.count("roadmap-measures", measures),
        t.count("roadmap-decided", decided),
        t.with("roadmap-changed", &[("date", &in_sweden(roadmap.updated_at).format("%Y-%m-%d"))]),
    ];
    let address = roadmap_address(roadmap.id);
    let region = site.forecast.regions().by_code(&roadmap.region_code);
    let forecast = region.map_or_else(|| region_address(&roadmap.region_code), site::words::region_address);
    let view = |name: &'static str| {
        (t.get(&format!("roadmap-view-{name}")), format!("{address}?visa={name}"), name == shown)
    };
    Head {
        title: roadmap.title.clone(),
        region: (region_name(site, t, &roadmap.region_code), forecast),
        purpose: roadmap.purpose.clone(),
        about: about.join(" · "),
        edit: edit_address(Part::Roadmap, roadmap.id),
        stage: t.get(&format!("stage-{}", roadmap.stage)),
        attachments: t.count("attachments-link", files),
        may_plan,
        has_measures: measures > 0,
        has_needs: needs > 0,
        views: VIEWS.map(view).into(),
        address,
    }
}
