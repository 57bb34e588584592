//! An answer as it was sent an earlier time, for whoever answers and for whoever asks.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use plan::inquiry::{self, AnswerVersion, SentAnswer};
use uuid::Uuid;

use super::{Key, frame};
use crate::answers::{AnswerRow, rows_of};
use crate::words::{frame_below, moment, recipient_address};
use site::Site;
use site::fault::Fault;
use site::page::{Frame, render};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/svara/{key}/svar/{number}", get(own))
        .route("/mottagare/{id}/svar/{number}", get(theirs))
}

#[derive(Template)]
#[template(path = "answer/version.html")]
struct VersionPage {
    frame: Frame,
    about: String,
    back: (String, String),
    rows: Vec<AnswerRow>,
}

/// When and by whom an answer was sent, and which time.
pub fn sent_words(t: Texts, sent: &SentAnswer) -> String {
    let channel = t.get(&format!("channel-{}", sent.channel));
    let told: [(&str, &dyn std::fmt::Display); 4] = [
        ("number", &sent.number),
        ("at", &moment(t, sent.sent_at)),
        ("author", &sent.author),
        ("channel", &channel),
    ];
    t.with("version-sent", &told)
}

/// Earlier times that an answer was sent, with where each is read.
pub fn earlier(t: Texts, sent: &[SentAnswer], address: &str) -> Vec<(String, String)> {
    let one = |one: &SentAnswer| (sent_words(t, one), format!("{address}/svar/{}", one.number));
    sent.iter().skip(1).map(one).collect()
}

async fn own(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    key: Key,
    Path((_, number)): Path<(String, i64)>,
) -> Result<Response, Fault> {
    let version = inquiry::own_version(&mut site.read().await?, key.entry(), number).await?;
    show(t, frame(t, &here, t.get("answer-version-title")), (t.get("answer-back"), key.address("")), &version)
}

async fn theirs(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path((id, number)): Path<(Uuid, i64)>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let (about, one) = inquiry::recipient(&mut tx, id).await?;
    let version = inquiry::answer_version(&mut tx, id, number).await?;
    let frame = frame_below(t, &here, t.get("answer-version-title"), &about);
    show(t, frame, (one.title, recipient_address(id)), &version)
}

fn show(t: Texts, frame: Frame, back: (String, String), version: &AnswerVersion) -> Result<Response, Fault> {
    render(&VersionPage {
        frame,
        about: sent_words(t, &version.sent),
        back,
        rows: rows_of(t, &version.questions, &version.replies),
    })
}
