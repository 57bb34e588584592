//! Groups: where one has a seat, those that one convenes, and those that everyone may know of.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use plan::access::{Right, may_somewhere};
use plan::groups;
use plan::organisations;
use plan::records::Listing;

use crate::words::{group_address, list_frame, room_address};
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::page::{Frame, render};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/grupper", get(all))
}

#[derive(Template)]
#[template(path = "groups/list.html")]
struct ListPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    /// Where one has a seat.
    seats: Vec<Row>,
    /// Those that one convenes.
    own: Vec<Row>,
    /// Those that everyone may know of.
    listed: Vec<Row>,
    may_convene: bool,
}

struct Row {
    title: String,
    address: String,
    tag: String,
    about: String,
}

async fn all(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let tree = organisations::load(&mut tx).await?;
    let (own, _) = groups::list(&mut tx, &Listing::all()).await?;
    let seats = groups::own_seats(&mut tx).await?;
    let listed = groups::all_listed(&mut tx).await?;
    let may_convene = may_somewhere(tx.actor(), Right::Convene);
    drop(tx);
    let seat_row = |(group, seat): &(groups::Group, groups::Seat)| Row {
        title: group.title.clone(),
        address: room_address(&seat.id.to_string()),
        tag: t.get(&format!("group-kind-{}", group.kind)),
        about: format!("{} · {}", seat.title, tree.name(&group.organisation_id)),
    };
    let own_row = |group: &groups::Group| Row {
        title: group.title.clone(),
        address: group_address(group.id),
        tag: if group.ended_at.is_some() { t.get("group-ended") } else { String::new() },
        about: format!(
            "{} · {}",
            t.get(&format!("group-kind-{}", group.kind)),
            tree.name(&group.organisation_id)
        ),
    };
    render(&ListPage {
        frame: list_frame(t, &here, t.get("groups-title")),
        notice: flash.message(t),
        seats: seats.iter().map(seat_row).collect(),
        own: own.iter().map(own_row).collect(),
        listed: listed
            .into_iter()
            .map(|(id, title)| Row {
                title,
                address: format!("/om-gruppen/{id}"),
                tag: String::new(),
                about: String::new(),
            })
            .collect(),
        may_convene,
    })
}
