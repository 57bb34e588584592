//! The receipt, and what became of the answer.

use askama::Template;
use axum::response::Response;
use axum::routing::get;
use plan::inquiry::{self, SeatPage, Side};

use super::{Banner, Key, frame, sender};
use crate::feedback::outcome_of;
use crate::words::{day, moment, paragraphs, reply_words};
use site::Site;
use site::fault::Fault;
use site::page::{Frame, render, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/svara/{key}/kvitto", get(receipt)).route("/svara/{key}/blev", get(outcome))
}

#[derive(Template)]
#[template(path = "answer/receipt.html")]
struct ReceiptPage {
    frame: Frame,
    banner: Banner,
    number: String,
    facts: Vec<(String, String)>,
    next: Vec<String>,
    /// Earlier times that it was sent, with where each is read.
    earlier: Vec<(String, String)>,
    change: Option<String>,
    /// Where whoever answers for a seat finds their group.
    group: Option<String>,
}

async fn receipt(site: RequestContext, t: Texts, here: CurrentPage, key: Key) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let it = inquiry::enter(&mut tx, key.entry()).await?;
    let sender = sender(&mut tx, &it).await?;
    let seat = match it.side {
        Side::Recipient => inquiry::seat_page(&mut tx, it.recipient.id).await?,
        Side::Officer => None,
    };
    drop(tx);
    // Nothing has been sent yet: what would be is where it is sent.
    let Some(sent) = it.sent.first() else { return Ok(see_other(&key.address("kontrollera"))) };
    let state = t.get(&format!("recipient-{}", it.recipient.state));
    let mut next = Vec::new();
    if let Some(last) = it.last_day().filter(|_| it.is_open) {
        next.push(t.with("receipt-until", &[("day", &day(t, last))]));
    }
    if let Some(by) = it.inquiry.feedback_by {
        next.push(t.with("receipt-feedback", &[("sender", &sender), ("day", &day(t, by))]));
    }
    if seat == Some(SeatPage::ByLink) {
        next.push(t.get("receipt-group-by-link"));
    }
    next.push(t.get(&format!("answer-readers-{}", it.inquiry.readers)));
    render(&ReceiptPage {
        frame: frame(t, &here, t.get("receipt-title")),
        banner: Banner::new(t, &key, &it, &sender),
        number: sent.receipt.clone(),
        facts: vec![
            (t.get("receipt-sent"), moment(t, sent.sent_at)),
            (t.get("receipt-by"), sent.author.clone()),
            (t.get("receipt-as"), state),
            (t.get("receipt-version"), sent.number.to_string()),
        ],
        next,
        earlier: super::earlier(t, &it.sent, &key.address("")),
        change: it.is_open.then(|| key.address("")),
        group: match seat {
            Some(SeatPage::Own(seat)) => Some(format!("/min-plats/{seat}")),
            _ => None,
        },
    })
}

#[derive(Template)]
#[template(path = "answer/outcome.html")]
struct OutcomePage {
    frame: Frame,
    banner: Banner,
    /// What is told to all.
    told: Vec<String>,
    points: Vec<PointRow>,
    wait: Option<String>,
}

struct PointRow {
    title: String,
    said: String,
    body: Vec<String>,
    outcome: String,
    reason: Vec<String>,
    changed: String,
    is_decided: bool,
}

/// What became of my answer, point by point.
async fn outcome(site: RequestContext, t: Texts, here: CurrentPage, key: Key) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let it = inquiry::enter(&mut tx, key.entry()).await?;
    let sender = sender(&mut tx, &it).await?;
    let (inquiry, points) = inquiry::outcome(&mut tx, key.entry()).await?;
    drop(tx);
    let by = inquiry.feedback_by.map(|by| day(t, by)).unwrap_or_default();
    let rows = points.iter().map(|point| {
        let (said, body) = reply_words(t, &point.question, &point.reply);
        let (outcome, reason, changed) = outcome_of(t, point.disposition.as_ref());
        PointRow {
            title: point.question.title.clone(),
            said,
            body: paragraphs(&body),
            outcome,
            reason,
            changed,
            is_decided: point.disposition.is_some(),
        }
    });
    let rows = rows.collect();
    render(&OutcomePage {
        frame: frame(t, &here, t.get("outcome-title")),
        banner: Banner::new(t, &key, &it, &sender),
        told: paragraphs(&inquiry.feedback),
        wait: inquiry.feedback.is_empty().then(|| t.with("outcome-wait", &[("day", &by)])),
        points: rows,
    })
}
