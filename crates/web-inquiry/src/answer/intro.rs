//! The first page: who asks, why, what it takes and gives, and where one stands.

use askama::Template;
use axum::response::Response;
use axum::routing::{get, post};
use chrono::NaiveDate;
use plan::access::Phase;
use plan::inquiry::{self, Answering, Inquiry, Question, RecipientState, Side};

use super::below::{PassOn, pass_on_link};
use super::material::{Reading, reading};
use super::question::saved_words;
use super::{Banner, Key, frame, sender};
use crate::words::{day, moment, paragraphs};
use site::Site;
use site::fault::Fault;
use site::page::{Frame, render, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/svara/{key}", get(page)).route("/svara/{key}/borja", post(begin))
}

/// What whoever answers should know first.
pub struct Intro {
    pub purpose: Vec<String>,
    pub planned_use: Vec<String>,
    pub facts: Vec<(String, String)>,
    pub reading: Reading,
}

impl Intro {
    pub fn new(
        t: Texts,
        inquiry: &Inquiry,
        last: Option<NaiveDate>,
        questions: usize,
        reading: Reading,
    ) -> Self {
        let mut facts = vec![(t.get("answer-fact-questions"), t.count("answer-questions", questions))];
        if let Some(minutes) = inquiry.minutes {
            facts.push((t.get("answer-fact-minutes"), t.count("answer-minutes", minutes as usize)));
        }
        if let Some(last) = last {
            facts.push((
                t.get("answer-fact-last-day"),
                t.with("answer-until-midnight", &[("day", &day(t, last))]),
            ));
        }
        if let Some(by) = inquiry.feedback_by {
            facts
                .push((t.get("answer-fact-feedback"), t.with("answer-feedback-by", &[("day", &day(t, by))])));
        }
        if !inquiry.contact.is_empty() {
            facts.push((t.get("answer-fact-contact"), inquiry.contact.clone()));
        }
        facts.push((t.get("answer-fact-readers"), t.get(&format!("answer-readers-{}", inquiry.readers))));
        Self {
            purpose: paragraphs(&inquiry.purpose),
            planned_use: paragraphs(&inquiry.planned_use),
            facts,
            reading,
        }
    }
}

#[derive(Template)]
#[template(path = "answer/start.html")]
struct StartPage {
    frame: Frame,
    banner: Banner,
    intro: Intro,
    /// Where one stands: answered, declined, waiting for time.
    standing: Option<String>,
    /// When the own committee meets in time, or that it does not.
    meetings: Option<String>,
    is_open: bool,
    is_begun: bool,
    /// What going on is called.
    go_on: String,
    /// Whether every question has an answer, or there is one to approve.
    is_done: bool,
    begin: String,
    /// The questions with what has been answered.
    list: Vec<Listed>,
    asides: Vec<(String, String)>,
    check: String,
    /// What became of it.
    outcome: Option<String>,
    pass_on: PassOn,
    /// Where one reads what the others answered.
    others: Option<String>,
}

/// A question in the list.
pub struct Listed {
    pub number: usize,
    pub title: String,
    pub address: String,
    pub is_answered: bool,
    pub is_here: bool,
    pub who: String,
}

/// The questions that are asked, with what has been answered.
pub fn listed(t: Texts, key: &Key, it: &Answering, here: Option<uuid::Uuid>) -> Vec<Listed> {
    let one = |(place, question): (usize, &&Question)| {
        let draft = it.drafts.get(&question.id).filter(|draft| !draft.reply.is_empty());
        Listed {
            number: place + 1,
            title: question.title.clone(),
            address: key.address(&question.id.to_string()),
            is_answered: it.is_answered(question),
            is_here: here == Some(question.id),
            who: draft.map_or_else(String::new, |draft| saved_words(t, draft)),
        }
    };
    it.asked().iter().enumerate().map(one).collect()
}

/// Looking changes nothing: programs that examine letters follow links too.
async fn page(site: RequestContext, t: Texts, here: CurrentPage, key: Key) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let ready = inquiry::ready(&mut tx, key.entry()).await?;
    let has_unsent = !ready.it.sent.is_empty() && ready.is_unsent();
    let it = ready.it;
    let sender = sender(&mut tx, &it).await?;
    let pass_on = pass_on_link(&mut tx, &key, &it).await?;
    let meetings = inquiry::own_meetings(&mut tx, &it).await?.filter(|_| it.is_open && it.sent.is_empty());
    let material = inquiry::material(&mut tx, key.entry()).await?;
    drop(tx);
    let state = it.recipient.state;
    let is_begun =
        it.side == Side::Officer || !matches!(state, RecipientState::NotSent | RecipientState::Sent);
    let to = |words: &str, page: &str| (t.get(words), key.address(page));
    let may_aside = it.inquiry.phase == Phase::Open
        && !state.has_answered()
        && !matches!(state, RecipientState::TimeAsked | RecipientState::Declined);
    let asides = match (may_aside, it.side) {
        (false, _) => Vec::new(),
        (true, Side::Officer) => {
            vec![to("answer-time-noted", "mer-tid"), to("answer-decline-noted", "tacka-nej")]
        }
        (true, Side::Recipient) => vec![to("answer-time", "mer-tid"), to("answer-decline", "tacka-nej")],
    };
    let may_invite = it.is_open && it.side == Side::Recipient && !it.recipient.is_spontaneous;
    let asides: Vec<_> =
        may_invite.then(|| to("colleague-title", "kollega")).into_iter().chain(asides).collect();
    render(&StartPage {
        frame: frame(t, &here, it.inquiry.title.clone()),
        banner: Banner::new(t, &key, &it, &sender),
        intro: Intro::new(
            t,
            &it.inquiry,
            it.last_day().filter(|_| it.is_open),
            it.asked().len(),
            reading(t, &material, &key.address("")),
        ),
        standing: standing(t, &it, has_unsent),
        meetings: meetings.map(|days| meeting_words(t, &days)),
        is_open: it.is_open,
        is_begun,
        go_on: t.get(if it.drafts.is_empty() { "answer-begin" } else { "answer-go-on" }),
        is_done: it.asked().iter().all(|one| it.is_answered(one))
            || it.approval.as_ref().is_some_and(|approval| approval.may && approval.asked.is_some()),
        begin: key.address("borja"),
        list: if is_begun { listed(t, &key, &it, None) } else { Vec::new() },
        asides,
        check: key.address("kontrollera"),
        pass_on,
        others: inquiry::may_read_others(&it.inquiry, &it.recipient).then(|| key.address("alla")),
        outcome: (!it.inquiry.feedback.is_empty() && !it.sent.is_empty()).then(|| key.address("blev")),
    })
}

fn meeting_words(t: Texts, days: &[NaiveDate]) -> String {
    let words: Vec<String> = days.iter().map(|at| day(t, *at)).collect();
    if words.is_empty() {
        t.get("meetings-none-in-time")
    } else {
        t.with("meetings-in-time", &[("days", &words.join(", "))])
    }
}

fn standing(t: Texts, it: &Answering, has_unsent: bool) -> Option<String> {
    if let Some(words) = super::check::approval_words(t, it).filter(|_| it.is_open) {
        return Some(words);
    }
    if !it.recipient.revision_wanted.is_empty() {
        return Some(t.with("answer-revise", &[("text", &it.recipient.revision_wanted)]));
    }
    if it.is_open && has_unsent {
        return Some(t.get("answer-has-unsent"));
    }
    if let Some(sent) = it.sent.first() {
        let key = if it.is_open { "answer-sent-open" } else { "answer-sent-closed" };
        return Some(t.with(key, &[("at", &moment(t, sent.sent_at)), ("receipt", &sent.receipt)]));
    }
    let last = || it.last_day().map(|last| day(t, last)).unwrap_or_default();
    match it.recipient.state {
        RecipientState::Declined if it.is_open => Some(t.get("answer-has-declined")),
        RecipientState::Declined => Some(t.get("answer-has-declined-ended")),
        RecipientState::TimeAsked => Some(t.get("answer-has-asked-time")),
        _ if it.inquiry.phase == Phase::Ended => Some(t.get("answer-is-ended")),
        _ if !it.is_open => Some(t.with("answer-is-closed", &[("day", &last())])),
        _ => None,
    }
}

/// Begins: the first unanswered question.
async fn begin(site: RequestContext, key: Key) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    inquiry::begin(&mut tx, key.entry()).await?;
    let it = inquiry::enter(&mut tx, key.entry()).await?;
    tx.commit().await?;
    let asked = it.asked();
    let next = asked.iter().find(|one| !it.is_answered(one)).or(asked.first());
    Ok(see_other(&next.map_or_else(|| key.address("kontrollera"), |one| key.address(&one.id.to_string()))))
}
