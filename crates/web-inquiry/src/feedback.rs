//! Telling everybody who answered what became of it, and ending; and the public page of it.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use plan::access::Phase;
use plan::inquiry::{self, Readers};
use plan::organisations;
use uuid::Uuid;

use crate::answer::{AnsweredQuestion, answered};
use crate::answers::{QuestionSum, may_compile, sums};
use crate::words::{day, frame_below, inquiry_address, list_frame, paragraphs};
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Fields, Form, FormView, Kind, Section, Sent, submit};
use site::page::{Frame, render, render_with, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/forfragan/{id}/aterkoppling", get(page).post(tell))
        .route("/forfragan/{id}/avsluta", post(end))
        .route("/vi-fragade/{id}", get(public))
}

#[derive(Template)]
#[template(path = "inquiry/feedback.html")]
struct FeedbackPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    /// Points that nothing has become of.
    due: Vec<QuestionSum>,
    told: String,
    tell: Option<FormView>,
    end: Option<FormView>,
    public: Option<String>,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    show(&site, t, &here, id, flash.message(t), None).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    notice: Option<FlashMessage>,
    refused: Option<&Form>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let inquiry = inquiry::load(&mut tx, id).await?;
    let questions = inquiry::questions(&mut tx, id).await?;
    let counts = inquiry::counts(&mut tx, id).await?;
    let dispositions = inquiry::dispositions(&mut tx, id).await?;
    let untold = inquiry::untold(&mut tx, id).await?;
    let due = inquiry::undisposed(&mut tx, id).await?;
    let states = inquiry::states(&mut tx, &[id]).await?.remove(&id).unwrap_or_default();
    let tree = organisations::load(&mut tx).await?;
    drop(tx);
    let answered: i64 = states.iter().filter(|(state, _)| state.has_answered()).map(|(_, count)| count).sum();
    let all = sums(t, &questions, &counts, &dispositions, &due);
    let may = may_compile(site, &tree, &inquiry);
    let address = inquiry_address(id);
    let typed = |act: &str| refused.filter(|form| form.value("act") == act);
    let told = t.with("feedback-told", &[("told", &(answered - untold)), ("answered", &answered)]);
    let page = FeedbackPage {
        frame: frame_below(t, here, t.get("feedback-title"), &inquiry),
        notice,
        told,
        tell: may.then(|| tell_form(t, &inquiry, &address, typed("tell"))),
        end: may.then(|| end_form(t, &address, inquiry.readers, typed("end"))),
        public: (inquiry.is_public && inquiry.phase == Phase::Ended).then(|| format!("/vi-fragade/{id}")),
        due: all.into_iter().filter(|sum| sum.is_due).collect(),
    };
    render_with(refused.map_or(StatusCode::OK, Form::status), &page)
}

fn tell_form(t: Texts, inquiry: &inquiry::Inquiry, address: &str, typed: Option<&Form>) -> FormView {
    let mut fresh = Form::default();
    fresh.set("feedback", &inquiry.feedback).set("version", inquiry.version);
    let form = typed.unwrap_or(&fresh);
    let fields = Fields { t, thing: "feedback", form, theirs: None };
    let section = Section { fields: vec![fields.required("feedback", Kind::Text)], ..Section::default() };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = format!("{address}/aterkoppling");
    view.save = t.get("feedback-send");
    view.hidden.push(("act".into(), "tell".into()));
    view
}

fn end_form(t: Texts, address: &str, readers: Readers, typed: Option<&Form>) -> FormView {
    let fresh = Form::default();
    let form = typed.unwrap_or(&fresh);
    let fields = Fields { t, thing: "feedback", form, theirs: None };
    let mut publish = fields.field("is_public", Kind::Box);
    if readers == Readers::Everyone {
        publish.label = t.get("feedback-is-public-all");
    }
    let section = Section { fields: vec![publish], ..Section::default() };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = format!("{address}/avsluta");
    view.save = t.get("feedback-end");
    view.hidden.push(("act".into(), "end".into()));
    view
}

async fn tell(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let version = form.value("version").parse().unwrap_or(-1);
    let text = form.text("feedback");
    match submit(&site, &mut form, async |tx| inquiry::tell(tx, id, version, &text).await).await? {
        Some(()) => Ok(see_other(&format!("{}/aterkoppling?sparad=aterkoppling", inquiry_address(id)))),
        None => {
            if form.is_conflict() {
                let now = inquiry::load(&mut site.read().await?, id).await?;
                form.set("version", now.version);
            }
            show(&site, t, &here, id, None, Some(&form)).await
        }
    }
}

async fn end(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let is_public = form.ticked("is_public");
    match submit(&site, &mut form, async |tx| inquiry::end(tx, id, is_public).await).await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=avslutad", inquiry_address(id)))),
        None => show(&site, t, &here, id, None, Some(&form)).await,
    }
}

#[derive(Template)]
#[template(path = "inquiry/public.html")]
struct PublicPage {
    frame: Frame,
    asked: Vec<String>,
    answered: String,
    done: Vec<String>,
    points: Vec<PublicPoint>,
    /// What everybody answered, where everyone may read it.
    questions: Vec<AnsweredQuestion>,
}

struct PublicPoint {
    title: String,
    outcome: String,
    reason: Vec<String>,
    changed: String,
}

/// "We asked, you answered, we did": for everyone.
async fn public(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let all = inquiry::public(&mut tx, id).await?;
    let tree = organisations::load(&mut tx).await?;
    drop(tx);
    let last = all.inquiry.answer_by.map(|last| day(t, last)).unwrap_or_default();
    let told = t.with(
        "public-answered",
        &[
            ("sender", &tree.name(&all.inquiry.organisation_id)),
            ("asked", &all.counts.asked),
            ("answered", &(all.counts.answered + all.counts.spontaneous)),
            ("day", &last),
        ],
    );
    let points = all.questions.iter().filter_map(|question| {
        let one = all.dispositions.get(&question.id)?;
        Some(PublicPoint {
            title: question.title.clone(),
            outcome: t.get(&format!("outcome-{}", one.outcome)),
            reason: paragraphs(&one.reason),
            changed: one.changed.clone(),
        })
    });
    let points = points.collect();
    render(&PublicPage {
        frame: list_frame(t, &here, all.inquiry.title.clone())
            .below(t.get("inquiries-title"), "/forfragningar"),
        asked: paragraphs(&all.inquiry.purpose),
        answered: told,
        done: paragraphs(&all.inquiry.feedback),
        questions: if all.answers.is_empty() {
            Vec::new()
        } else {
            answered(t, &all.questions, &all.answers)
        },
        points,
    })
}

/// Whoever has answered sees what became of it in the same words.
pub fn outcome_of(t: Texts, one: Option<&inquiry::Disposition>) -> (String, Vec<String>, String) {
    match one {
        Some(one) => {
            (t.get(&format!("outcome-{}", one.outcome)), paragraphs(&one.reason), one.changed.clone())
        }
        None => (t.get("outcome-none"), Vec::new(), String::new()),
    }
}
