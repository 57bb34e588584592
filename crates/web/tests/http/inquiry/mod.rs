//! Asking: who is asked, how they answer, and what becomes of it.

mod answering;
mod approval;
mod asking;
mod cascade;
mod consultation;
mod officers;

use plan::access::Role;
use plan::outbox::Email;

use crate::people::{People, link};
use crate::served::Browsing;

/// What an inquiry about a theme is told when it is made.
const CALL: [(&str, &str); 10] = [
    ("face", "call"),
    ("title", "Goda exempel på natten"),
    ("theme", "nattbemanning"),
    ("purpose", "Vi samlar exempel."),
    ("planned_use", "Till en rapport."),
    ("minutes", "15"),
    ("answer_by", "2027-01-31"),
    ("feedback_by", "2027-02-28"),
    ("readers", "recipients"),
    ("reminders", "-7 -1 1"),
];

/// The address of a thing that a redirect leads to.
pub fn address(to: &str) -> String {
    to.split(['?', '#']).next().unwrap().to_owned()
}

/// What stands between two texts on a page, for the first time.
pub fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split(before).nth(1).unwrap_or_else(|| panic!("{before} in {page}")).split(after).next().unwrap()
}

/// The way in that was sent to an address.
pub fn link_to(letters: &[Email], to: &str) -> String {
    link(letters.iter().find(|letter| letter.to == to).unwrap_or_else(|| panic!("{to} in {letters:?}")))
}

/// The ids of a kind of row on a page, in order.
fn ids(page: &str, kind: &str) -> Vec<String> {
    page.split(&format!("id=\"{kind}-")).skip(1).map(|row| row[..36].to_owned()).collect()
}

/// An inquiry that a browser has made, with a question of text and one of choice.
async fn call(asker: &Browsing, fields: &[(&str, &str)]) -> String {
    let page = address(&asker.done("/forfragan/ny", fields).await);
    asker
        .done(
            &format!("{page}/fraga"),
            &[("title", "Har ni prövat?"), ("kind", "one_of"), ("options", "Ja\nNej")],
        )
        .await;
    asker.done(&format!("{page}/fraga"), &[("title", "Berätta"), ("kind", "text")]).await;
    page
}

/// Adds recipients from a list.
pub async fn ask(asker: &Browsing, page: &str, list: &str) {
    asker.done(&format!("{page}/mottagare/lista"), &[("list", list)]).await;
}

/// Opens a draft.
pub async fn open(asker: &Browsing, page: &str) {
    let shown = asker.page(page).await;
    let version = between(&shown, "/oppna\"><input type=\"hidden\" name=\"version\" value=\"", "\"");
    let to = asker.done(&format!("{page}/oppna"), &[("version", version)]).await;
    assert!(to.ends_with("?sparad=oppnad"), "{to}");
}

/// A call that a municipality's development leader has opened to those in a list: with whoever asks, and its page.
async fn opened(list: &str) -> (People, Browsing, String) {
    let site = People::new().await;
    let asker = site.person(Role::DevelopmentLeader, "2083").await;
    let page = call(&asker, &CALL).await;
    ask(&asker, &page, list).await;
    open(&asker, &page).await;
    (site, asker, page)
}

/// The questions of an answer that is being written, by their addresses.
pub async fn questions(browser: &Browsing, link: &str) -> Vec<String> {
    browser.done(&format!("{link}/borja"), &[]).await;
    let page = browser.page(link).await;
    page.split(&format!("href=\"{link}/"))
        .skip(1)
        .map(|rest| &rest[..36.min(rest.len())])
        .filter(|id| id.parse::<uuid::Uuid>().is_ok())
        .map(|id| format!("{link}/{id}"))
        .collect()
}

/// What is sent with an answer: the seal of what the browser has just read, and more.
async fn sealed<'a>(browser: &Browsing, link: &str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, String)> {
    let page = browser.page(&format!("{link}/kontrollera")).await;
    let seal = page.split("name=\"seal\" value=\"").nth(1).map(|rest| rest[..64].to_owned());
    let more = more.iter().map(|(name, value)| (*name, (*value).to_owned()));
    more.chain([("seal", seal.unwrap_or_default())]).collect()
}

/// Reads an answer through and sends it; where that leads.
pub async fn send(browser: &Browsing, link: &str, more: &[(&str, &str)]) -> String {
    let fields = sealed(browser, link, more).await;
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.done(&format!("{link}/skicka"), &fields).await
}

/// Does something with one of those asked, as they were seen; where that leads.
async fn act(browser: &Browsing, recipient: &str, fields: &[(&str, &str)]) -> String {
    let at = format!("/mottagare/{recipient}");
    let version = seen(browser, recipient).await;
    browser.done(&format!("{at}/gor"), &[fields, &[("version", version.as_str())]].concat()).await
}

/// The version of one of those asked.
async fn seen(browser: &Browsing, recipient: &str) -> String {
    let page = browser.page(&format!("/mottagare/{recipient}")).await;
    between(&page, "name=\"version\" value=\"", "\"").to_owned()
}
