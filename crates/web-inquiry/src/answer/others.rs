//! What the others answered, for those who were asked, when it is over and the sender lets them read it.

use askama::Template;
use axum::response::Response;
use axum::routing::get;
use plan::inquiry::{self, NamedAnswers, Question};

use super::{Banner, Key, frame, sender};
use crate::words::{paragraphs, reply_words};
use site::Site;
use site::fault::Fault;
use site::page::{Frame, render};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/svara/{key}/alla", get(page))
}

#[derive(Template)]
#[template(path = "answer/others.html")]
struct OthersPage {
    frame: Frame,
    banner: Banner,
    /// Who reads the answers and when, where there are none to be read.
    why_not: Option<String>,
    questions: Vec<AnsweredQuestion>,
}

/// A question with what everybody answered.
pub struct AnsweredQuestion {
    pub title: String,
    /// Who, what was chosen and what was written.
    pub answers: Vec<(String, String, Vec<String>)>,
}

/// Every question with what everybody answered.
pub fn answered(t: Texts, questions: &[Question], all: &[NamedAnswers]) -> Vec<AnsweredQuestion> {
    let of = |question: &Question| {
        let answers = all.iter().filter_map(|one| {
            let (choice, body) = reply_words(t, question, one.replies.get(&question.id)?);
            Some((one.name.clone(), choice, paragraphs(&body)))
        });
        AnsweredQuestion { title: question.title.clone(), answers: answers.collect() }
    };
    questions.iter().map(of).collect()
}

async fn page(site: RequestContext, t: Texts, here: CurrentPage, key: Key) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let it = inquiry::enter(&mut tx, key.entry()).await?;
    let sender = sender(&mut tx, &it).await?;
    let (questions, all) = match inquiry::may_read_others(&it.inquiry, &it.recipient) {
        true => {
            inquiry::answers_of_all(&mut tx, key.entry()).await.map(|(_, questions, all)| (questions, all))?
        }
        false => Default::default(),
    };
    drop(tx);
    render(&OthersPage {
        frame: frame(t, &here, t.get("others-title")),
        banner: Banner::new(t, &key, &it, &sender),
        why_not: all.is_empty().then(|| t.get(&format!("answer-readers-{}", it.inquiry.readers))),
        questions: answered(t, &questions, &all),
    })
}
