//! Asking further down, and lifting in what comes back.

use axum::extract::Path;
use axum::response::Response;
use axum::routing::post;
use plan::inquiry::{self, Answering, Entry, GivenReply, Question, Recipient};
use uuid::Uuid;

use super::Key;
use crate::words::{inquiry_address, reply_words};
use site::Site;
use site::fault::Fault;
use site::forms::{Sent, submit};
use site::page::see_other;
use site::texts::Texts;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/svara/{key}/vidare", post(pass_on))
        .route("/svara/{key}/{question}/lyft", post(lift))
}

/// What one further down has answered, for whoever answers above.
pub struct BelowRow {
    pub recipient: Uuid,
    pub name: String,
    pub said: Vec<String>,
    /// Whether it stands in one's own answer.
    pub is_lifted: bool,
}

/// How an answer from below reads when it is lifted in: who, and what.
fn said(t: Texts, question: &Question, recipient: &Recipient, reply: &GivenReply) -> String {
    let (choice, body) = reply_words(t, question, &reply.reply());
    let text = [choice, body].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ");
    format!("{}: {text}", recipient.title)
}

/// What those further down have answered to a question.
pub async fn rows(
    tx: &mut plan::db::Tx,
    t: Texts,
    it: &Answering,
    question: &Question,
) -> Result<Vec<BelowRow>, Fault> {
    let own = it.reply(question.id).map(|reply| reply.body.clone()).unwrap_or_default();
    let row = |(recipient, reply): &(Recipient, GivenReply)| {
        let said = said(t, question, recipient, reply);
        BelowRow {
            recipient: recipient.id,
            name: recipient.title.clone(),
            is_lifted: own.contains(&said),
            said: crate::words::paragraphs(&said),
        }
    };
    Ok(inquiry::answers_below(tx, it, question.id).await?.iter().map(row).collect())
}

/// Where the organisation asks further down: the inquiry that does, or where one is begun.
pub enum PassOn {
    /// It does already, at this address.
    Asked(String),
    /// It can, by sending to this address.
    Can(String),
    /// Whoever answers does not ask for it.
    No,
}

/// Whether and where whoever answers asks further down.
pub async fn pass_on_link(tx: &mut plan::db::Tx, key: &Key, it: &Answering) -> Result<PassOn, Fault> {
    if !matches!(key.entry(), Entry::Account(_)) {
        return Ok(PassOn::No);
    }
    if let Some(below) = inquiry::below(tx, it).await? {
        return Ok(PassOn::Asked(inquiry_address(below.id)));
    }
    let tree = plan::organisations::load(tx).await?;
    let owner = it.recipient.organisation_id.as_deref().and_then(|id| tree.get(id));
    let may =
        owner.is_some_and(|owner| plan::access::may(tx.actor(), plan::access::Right::Ask, owner.owner()));
    Ok(if may && it.is_open { PassOn::Can(key.address("vidare")) } else { PassOn::No })
}

async fn pass_on(key: Key, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, mut form, .. } = sent;
    match submit(&site, &mut form, async |tx| inquiry::pass_on(tx, key.entry()).await).await? {
        Some(id) => Ok(see_other(&format!("{}?sparad=vidare", inquiry_address(id)))),
        // It has been passed on already, or it is too late: the first page tells which.
        None => Ok(see_other(&key.address(""))),
    }
}

async fn lift(key: Key, Path((_, question)): Path<(String, Uuid)>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, mut form, .. } = sent;
    let from: Uuid = form.value("fran").parse().map_err(|_| Fault::NotFound)?;
    let mut tx = site.read().await?;
    let it = inquiry::enter(&mut tx, key.entry()).await?;
    let asked = it.questions.iter().find(|one| one.id == question).ok_or(Fault::NotFound)?;
    let below = inquiry::answers_below(&mut tx, &it, question).await?;
    drop(tx);
    let (recipient, reply) = below.iter().find(|(one, _)| one.id == from).ok_or(Fault::NotFound)?;
    let said = said(t, asked, recipient, reply);
    submit(&site, &mut form, async |tx| inquiry::lift(tx, key.entry(), question, &said).await).await?;
    Ok(see_other(&key.address(&question.to_string())))
}
