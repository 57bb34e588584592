//! The table of roles and rights, as it is decided by.

use askama::Template;
use axum::response::Response;
use axum::routing::get;
use plan::access::{Reach, Right, TABLE};

use site::Site;
use site::fault::Fault;
use site::page::{Frame, NavItem, render};
use site::texts::Texts;
use site::visit::CurrentPage;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/behorigheter", get(page))
}

#[derive(Template)]
#[template(path = "access.html")]
struct AccessPage {
    frame: Frame,
    /// Each role with what it may do.
    roles: Vec<(String, Vec<String>)>,
    /// Each right with how far it reaches.
    rights: Vec<(String, String)>,
}

async fn page(t: Texts, here: CurrentPage) -> Result<Response, Fault> {
    let words = |right: &Right| t.get(&format!("right-{right}"));
    let roles = TABLE
        .iter()
        .map(|(role, rights)| (t.get(&format!("role-{role}")), rights.iter().map(words).collect()))
        .collect();
    let reach = |right: Right| match right.reach() {
        Reach::House => "reach-house",
        Reach::Below => "reach-below",
        Reach::Everywhere => "reach-everywhere",
    };
    let rights = Right::ALL.iter().map(|right| (words(right), t.get(reach(*right)))).collect();
    render(&AccessPage { frame: Frame::new(t, t.get("rights-title"), NavItem::Other, &here), roles, rights })
}
