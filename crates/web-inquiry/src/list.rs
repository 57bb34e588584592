//! Inquiries: what we are asked, what we ask, and what everyone may read.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use plan::access::Phase;
use plan::inquiry::{self, Inquiry, Recipient, RecipientState};
use plan::organisations;
use plan::records::{Listing, Page};
use serde::Deserialize;
use std::collections::BTreeMap;

use crate::words::{answer_address, day, inquiry_address, list_frame, state_words};
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::page::{Frame, render};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

/// Inquiries on one page.
const PAGE: i64 = 100;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/forfragningar", get(all))
}

#[derive(Template)]
#[template(path = "inquiry/list.html")]
struct ListPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    /// What we are asked.
    asked: Vec<Row>,
    /// What we ask.
    own: Vec<Row>,
    /// What everyone may read.
    public: Vec<Row>,
    may_ask: bool,
    /// Where those who answer say how they do: words and address.
    routines: Vec<(String, String)>,
    newer: Option<String>,
    older: Option<String>,
}

struct Row {
    title: String,
    address: String,
    tag: String,
    about: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Chosen {
    sida: Option<i64>,
}

async fn all(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Query(flash): Query<FlashQuery>,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Fault> {
    let number = chosen.sida.unwrap_or(1).clamp(1, i64::from(i32::MAX));
    let mut tx = site.read().await?;
    let today = tx.today();
    let tree = organisations::load(&mut tx).await?;
    let (own, total) =
        inquiry::list(&mut tx, &Listing::all().page(Some(Page { limit: PAGE, number }))).await?;
    let ids: Vec<_> = own.iter().map(|one| one.id).collect();
    let states = inquiry::states(&mut tx, &ids).await?;
    let asked = inquiry::asked_of_us(&mut tx).await?;
    let ids: Vec<_> = asked.iter().map(|(_, one)| one.id).collect();
    let stands = inquiry::with_approvers(&mut tx, &ids).await?;
    let public = inquiry::all_public(&mut tx).await?;
    let may_ask = plan::access::may_somewhere(tx.actor(), plan::access::Right::Ask);
    let own_row = |one: &Inquiry| Row {
        title: one.title.clone(),
        address: inquiry_address(one.id),
        tag: t.get(&format!("phase-{}", one.phase)),
        about: about(t, tree.name(&one.organisation_id), one, states.get(&one.id)),
    };
    let asked_row = |(one, recipient): &(Inquiry, Recipient)| Row {
        title: one.title.clone(),
        address: answer_address(&recipient.id.to_string()),
        tag: match stands.iter().find(|(id, _)| *id == recipient.id) {
            Some((_, true)) if may_approve(&site, &tree, recipient) => t.get("approval-waits-for-you"),
            Some((_, true)) => t.get("approval-waits"),
            Some((_, false)) => t.get("approval-is-back"),
            None if is_unbegun(recipient.state) => t.get("asked-waits"),
            None => state_words(t, recipient, one, today),
        },
        about: t.with(
            "inquiry-asked-by",
            &[
                ("sender", &tree.name(&one.organisation_id)),
                ("recipient", &recipient.title),
                ("day", &recipient.last_day(one).map(|last| day(t, last)).unwrap_or_default()),
            ],
        ),
    };
    let to = |number: i64| format!("/forfragningar?sida={number}");
    render(&ListPage {
        frame: list_frame(t, &here, t.get("inquiries-title")),
        notice: flash.message(t),
        asked: asked.iter().map(asked_row).collect(),
        own: own.iter().map(own_row).collect(),
        public: public
            .into_iter()
            .map(|(id, title)| Row {
                title,
                address: format!("/vi-fragade/{id}"),
                tag: String::new(),
                about: String::new(),
            })
            .collect(),
        may_ask,
        routines: answering_places(&site, &tree),
        newer: (number > 1).then(|| to(number - 1)),
        older: (number * PAGE < total).then(|| to(number + 1)),
    })
}

/// Whether whoever is signed in may approve what is answered for somebody asked.
fn may_approve(site: &RequestContext, tree: &organisations::Organisations, one: &Recipient) -> bool {
    let owner = one.organisation_id.as_deref().and_then(|id| tree.get(id));
    let right = plan::access::Right::ApproveAnswer;
    owner.is_some_and(|owner| plan::access::may(&site.visitor().actor, right, owner.owner()))
}

/// Whether nobody has begun to write: whoever is asked needs not know how far the sender thinks that the letter has come.
fn is_unbegun(state: RecipientState) -> bool {
    matches!(state, RecipientState::Sent | RecipientState::Read)
}

/// Places where whoever is signed in answers: name and address of their routines.
fn answering_places(site: &RequestContext, tree: &organisations::Organisations) -> Vec<(String, String)> {
    let Some(person) = site.visitor().actor.person() else { return Vec::new() };
    let answers = person.grants.iter().filter(|grant| grant.role.has(plan::access::Right::Answer));
    let mut places: Vec<&str> = answers.map(|grant| grant.organisation.as_str()).collect();
    places.sort_unstable();
    places.dedup();
    places.into_iter().map(|id| (tree.name(id).to_owned(), crate::routines::address(id))).collect()
}

/// Who asks, until when, and how many have answered.
fn about(t: Texts, sender: &str, one: &Inquiry, states: Option<&BTreeMap<RecipientState, i64>>) -> String {
    let count = |is: fn(RecipientState) -> bool| {
        states
            .map_or(0, |all| all.iter().filter(|(state, _)| is(**state)).map(|(_, count)| count).sum::<i64>())
    };
    let face = t.get(&format!("face-{}", one.face));
    let last = one.answer_by.map(|last| t.with("inquiry-about-until", &[("day", &day(t, last))]));
    let answered = (one.phase != Phase::Draft).then(|| {
        t.with(
            "inquiry-answered-of",
            &[("answered", &count(RecipientState::has_answered)), ("asked", &count(|_| true))],
        )
    });
    [Some(face), Some(sender.to_owned()), last, answered]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}
