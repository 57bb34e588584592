//! Groups across organisations: seats, meetings that remember, and what becomes of every word.

mod meetings;
mod seats;
mod words;

use plan::access::Role;

use crate::people::People;
use crate::served::Browsing;

/// What a group is told when it is made.
const GROUP: [(&str, &str); 8] = [
    ("kind", "reference"),
    ("title", "Referensgruppen för strategin"),
    ("mandate", "Följa arbetet och bidra med kunskap."),
    ("theme", "Strategi för äldreomsorgen"),
    ("decider", "Styrelsen"),
    ("openness", "listed"),
    ("notice_days", "7"),
    ("contact", "Utredaren"),
];

/// The address of a thing that a redirect leads to.
fn address(to: &str) -> String {
    to.split(['?', '#']).next().unwrap().to_owned()
}

/// The version that a form on a page was made with: the first there is.
fn version(page: &str) -> &str {
    let form =
        page.split("name=\"version\" value=\"").nth(1).unwrap_or_else(|| panic!("no version in {page}"));
    form.split('"').next().unwrap()
}

/// Addresses of a kind of thing that a page leads to, each once, in order.
fn links(page: &str, kind: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for rest in page.split(&format!("href=\"/{kind}/")).skip(1) {
        let to = format!("/{kind}/{}", &rest[..36]);
        if !found.contains(&to) {
            found.push(to);
        }
    }
    found
}

/// A group that a national coordinator has made, with whoever convenes it, and its page.
async fn convened() -> (People, Browsing, String) {
    let site = People::new().await;
    let convener = site.person(Role::NationalCoordinator, "skr").await;
    let group = address(&convener.done("/grupp/ny", &GROUP).await);
    (site, convener, group)
}

/// Adds seats from a list; their pages, in order.
async fn seated(convener: &Browsing, group: &str, list: &str) -> Vec<String> {
    convener.done(&format!("{group}/platser/lista"), &[("act", "list"), ("list", list)]).await;
    links(&convener.page(&format!("{group}/platser")).await, "plats")
}

/// Makes a series of meetings every third week from 12 November 2026; their pages, in order.
async fn planned(convener: &Browsing, group: &str, meetings: &str) -> Vec<String> {
    let fields = [
        ("starts_on", "2026-11-12"),
        ("starts_at", "13.00"),
        ("minutes", "90"),
        ("every_weeks", "3"),
        ("meetings", meetings),
        ("address", "https://mote.example/skr"),
    ];
    convener.done(&format!("{group}/serie"), &fields).await;
    links(&convener.page(group).await, "mote")
}

/// Changes something at an address with the version that a page shows.
async fn change(browser: &Browsing, shown: &str, to: &str, fields: &[(&str, &str)]) -> String {
    let page = browser.page(shown).await;
    let mut all = fields.to_vec();
    all.push(("version", version(&page)));
    browser.done(to, &all).await
}

/// A link of whoever has a seat, that whoever convenes hands over.
async fn handed_over(convener: &Browsing, seat: &str) -> String {
    let page = convener.page(seat).await;
    let holder = page.split("name=\"holder\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let page = convener.post(&format!("{seat}/lank"), &[("holder", &holder)]).await.text().await.unwrap();
    let link = page.split("/min-plats/").nth(1).unwrap().split('<').next().unwrap();
    format!("/min-plats/{link}")
}
