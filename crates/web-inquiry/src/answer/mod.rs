//! Answering: one thing at a time, check your answers, a receipt. Reached by a link of one's own, by signing in for the
//! organisation that is asked, or by an officer of whoever asks who notes what came by another way.

mod asides;
mod below;
mod check;
mod colleague;
mod files;
mod intro;
mod material;
mod others;
mod question;
mod receipt;
mod versions;

use axum::Router;
use axum::extract::{FromRequestParts, Path};
use axum::http::header::{HeaderValue, REFERRER_POLICY};
use axum::http::request::Parts;
use axum::response::Response;
use plan::inquiry::{Answering, Entry, Side};

use crate::words::{OFFICER, account_key, answer_address, day};
use site::Site;
use site::fault::Fault;
use site::page::{Frame, NavItem};
use site::texts::Texts;
use site::visit::CurrentPage;

pub use intro::Intro;
pub use material::{open_address, point_words, reading};
pub use others::{AnsweredQuestion, answered};
pub use question::QuestionView;
pub use versions::earlier;

pub fn routes() -> Router<Site> {
    Router::new()
        .merge(intro::routes())
        .merge(question::routes())
        .merge(check::routes())
        .merge(receipt::routes())
        .merge(asides::routes())
        .merge(below::routes())
        .merge(files::routes())
        .merge(others::routes())
        .merge(material::routes())
        .merge(versions::routes())
        .merge(colleague::routes())
        .layer(axum::middleware::map_response(unreferred))
}

/// Where an answer is written must not be told to where a link leads: the address lets in whoever has it.
async fn unreferred(mut response: Response) -> Response {
    response.headers_mut().insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// By what way somebody comes to an answer, as it stands first in the address. Who must sign in to answer is asked to, before
/// anything is looked up: strangers do not learn what there is.
#[derive(Clone, Debug)]
pub struct Key(String);

impl<S: Send + Sync> FromRequestParts<S> for Key {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let Path(path): Path<Vec<(String, String)>> =
            Path::from_request_parts(parts, state).await.map_err(|_| Fault::NotFound)?;
        let (_, key) = path.into_iter().next().ok_or(Fault::NotFound)?;
        let Ok(here) = CurrentPage::from_request_parts(parts, state).await;
        let is_stranger = here.visitor.has_accounts && here.visitor.is_stranger();
        if is_stranger && account_key(&key).is_some() {
            return Err(Fault::SignIn(here.back));
        }
        Ok(Self(key))
    }
}

impl Key {
    /// The way.
    pub fn entry(&self) -> Entry<'_> {
        if let Some(id) = self.0.strip_prefix(OFFICER).and_then(|id| id.parse().ok()) {
            return Entry::Officer(id);
        }
        account_key(&self.0).map_or(Entry::Link(&self.0), Entry::Account)
    }

    /// Address of the answer's first page, or of another below it.
    pub fn address(&self, page: &str) -> String {
        let address = answer_address(&self.0);
        if page.is_empty() { address } else { format!("{address}/{page}") }
    }
}

/// What stands above every page of an answer: who asks whom about what, until when.
pub struct Banner {
    pub words: String,
    pub last_day: String,
    /// For whom an officer notes it.
    pub noted: Option<String>,
    /// The first page of the answer.
    pub start: String,
}

impl Banner {
    fn new(t: Texts, key: &Key, it: &Answering, sender: &str) -> Self {
        let words = t.with(
            "answer-banner",
            &[("sender", &sender), ("recipient", &it.recipient.title), ("title", &it.inquiry.title)],
        );
        let last_day = it.last_day().map(|last| t.with("answer-last-day", &[("day", &day(t, last))]));
        let noted = (it.side == Side::Officer)
            .then(|| t.with("answer-noted-for", &[("recipient", &it.recipient.title)]));
        Self { words, last_day: last_day.unwrap_or_default(), noted, start: key.address("") }
    }
}

/// A frame without ways that lead away.
fn frame(t: Texts, here: &CurrentPage, title: impl Into<String>) -> Frame {
    Frame::new(t, title, NavItem::Other, here).bare()
}

/// Who asks, by name.
async fn sender(tx: &mut plan::db::Tx, it: &Answering) -> Result<String, Fault> {
    let tree = plan::organisations::load(tx).await?;
    Ok(tree.name(&it.inquiry.organisation_id).to_owned())
}
