//! Who has been reminded when.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use plan::inquiry;
use plan::records::Page;
use serde::Deserialize;

use crate::recipient::bounce_words;
use crate::words::{frame_below, inquiry_address, moment, name_words, recipient_address};
use site::Site;
use site::fault::Fault;
use site::page::{Frame, render};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/forfragan/{id}/paminnelser", get(page))
}

/// Reminders on one page.
const PAGE: i64 = 200;

#[derive(Template)]
#[template(path = "inquiry/reminded.html")]
struct RemindedPage {
    frame: Frame,
    caption: String,
    rows: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
}

struct Row {
    at: String,
    name: String,
    address: String,
    /// How the letter fared.
    letter: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Chosen {
    sida: i64,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let asked = inquiry::load(&mut tx, id).await?;
    let number = chosen.sida.clamp(1, i64::from(i32::MAX));
    let (found, total) = inquiry::reminded(&mut tx, id, Page { limit: PAGE, number }).await?;
    drop(tx);
    let to = |number: i64| format!("{}/paminnelser?sida={number}", inquiry_address(id));
    let rows = found.iter().map(|one| Row {
        at: moment(t, one.at),
        name: name_words(t, &one.name, false),
        address: recipient_address(one.recipient_id),
        letter: one.failed.as_deref().map(|failed| bounce_words(t, failed)).unwrap_or_default(),
    });
    render(&RemindedPage {
        frame: frame_below(t, &here, t.get("reminded-title"), &asked),
        caption: t.count("reminded-caption", usize::try_from(total).unwrap_or(0)),
        rows: rows.collect(),
        newer: (number > 1).then(|| to(number - 1)),
        older: (number * PAGE < total).then(|| to(number + 1)),
    })
}
