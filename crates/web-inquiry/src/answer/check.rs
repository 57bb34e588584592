//! Check your answers, and send them.

use askama::Template;
use axum::response::Response;
use axum::routing::{get, post};
use plan::attachments::Attachment;
use plan::inquiry::{self, Answering, Channel, Question, QuestionKind, Ready, Sending, Side, Stance};

use super::{Banner, Key, frame, sender};
use crate::words::{moment, paragraphs, reply_words};
use site::Site;
use site::fault::Fault;
use site::files::size;
use site::forms::{Fields, Form, FormView, Kind, Section, Sent, options, submit};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/svara/{key}/kontrollera", get(page))
        .route("/svara/{key}/skicka", post(send))
        .route("/svara/{key}/godkannande", post(ask_for_approval))
        .route("/svara/{key}/skicka-tillbaka", post(send_back))
}

#[derive(Template)]
#[template(path = "answer/check.html")]
struct CheckPage {
    frame: Frame,
    banner: Banner,
    rows: Vec<Row>,
    files: Vec<(String, String)>,
    files_address: String,
    unanswered: Option<String>,
    /// What makes it less than whole: which questions, by number.
    warnings: Vec<String>,
    form: Option<FormView>,
    /// How it stands with whoever approves it.
    approval: Option<String>,
    send_back: Option<FormView>,
    closed: Option<String>,
}

struct Row {
    number: usize,
    title: String,
    address: String,
    choice: String,
    body: Vec<String>,
    is_answered: bool,
    who: String,
}

async fn page(site: RequestContext, t: Texts, here: CurrentPage, key: Key) -> Result<Response, Fault> {
    show(&site, t, &here, &key, None).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    key: &Key,
    refused: Option<&Form>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let Ready { it, files, seal, .. } = inquiry::ready(&mut tx, key.entry()).await?;
    let sender = sender(&mut tx, &it).await?;
    let is_public = inquiry::becomes_public(&mut tx, &it).await?;
    drop(tx);
    let rows: Vec<Row> = it
        .asked()
        .into_iter()
        .enumerate()
        .map(|(place, question)| {
            let reply = it.reply(question.id);
            let (choice, body) = reply.map(|reply| reply_words(t, question, reply)).unwrap_or_default();
            Row {
                number: place + 1,
                title: question.title.clone(),
                address: key.address(&question.id.to_string()),
                choice,
                body: paragraphs(&body),
                is_answered: it.is_answered(question),
                who: it.drafts.get(&question.id).map(|draft| draft.author.clone()).unwrap_or_default(),
            }
        })
        .collect();
    let left = rows.iter().filter(|row| !row.is_answered).count();
    let numbers = |is: &dyn Fn(&Question) -> bool| -> String {
        let asked = it.asked();
        let found = asked.iter().enumerate().filter(|(_, one)| is(one));
        found.map(|(place, _)| (place + 1).to_string()).collect::<Vec<_>>().join(", ")
    };
    let reply = |one: &Question| it.reply(one.id).cloned().unwrap_or_default();
    let is_stance = |one: &Question| one.kind == QuestionKind::Stance;
    let needs_why = |one: &Question| {
        let says = Stance::named(&reply(one).choice);
        let must = matches!(says, Some(Stance::Rejects | Stance::ApprovesWithRemarks));
        is_stance(one) && must && reply(one).body.is_empty()
    };
    let needs_stance =
        |one: &Question| is_stance(one) && reply(one).choice.is_empty() && !reply(one).body.is_empty();
    let warned = [
        ("check-required", numbers(&|one| one.is_required && !it.is_answered(one))),
        ("check-why", numbers(&needs_why)),
        ("check-stance", numbers(&needs_stance)),
    ];
    let warnings = warned
        .into_iter()
        .filter(|(_, numbers)| !numbers.is_empty())
        .map(|(key, numbers)| t.with(key, &[("numbers", &numbers)]))
        .chain(is_public.then(|| t.get("uptake-public")))
        .collect();
    let page = CheckPage {
        frame: frame(t, here, t.get("answer-check")),
        banner: Banner::new(t, key, &it, &sender),
        files: files.iter().map(|file: &Attachment| (file.name.clone(), size(t, file.size))).collect(),
        files_address: key.address("filer"),
        warnings,
        unanswered: (left > 0).then(|| t.count("answer-unanswered", left)),
        form: it.is_open.then(|| form(t, key, &it, seal, refused)),
        approval: approval_words(t, &it),
        send_back: it.is_open.then(|| send_back_form(t, key, &it, refused)).flatten(),
        closed: (!it.is_open).then(|| t.get("answer-closed-check")),
        rows,
    };
    render_with(refused.map_or(axum::http::StatusCode::OK, Form::status), &page)
}

/// How it stands with whoever approves it, in words.
pub fn approval_words(t: Texts, it: &Answering) -> Option<String> {
    let approval = it.approval.as_ref()?;
    match &approval.asked {
        Some((at, author)) => {
            let key = if approval.may { "approval-asked-you" } else { "approval-asked" };
            Some(t.with(key, &[("author", author), ("at", &moment(t, *at))]))
        }
        None if !approval.wanted.is_empty() => {
            Some(t.with("approval-sent-back", &[("text", &approval.wanted)]))
        }
        None => None,
    }
}

/// Where whoever approves says what shall be changed first.
fn send_back_form(t: Texts, key: &Key, it: &Answering, refused: Option<&Form>) -> Option<FormView> {
    it.approval.as_ref().filter(|approval| approval.may && approval.asked.is_some())?;
    let fresh = Form::default();
    let form = refused.filter(|form| form.value("act") == "back").unwrap_or(&fresh);
    let fields = Fields { t, thing: "approval", form, theirs: None };
    let section = Section { fields: vec![fields.required("wanted", Kind::Text)], ..Section::default() };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = key.address("skicka-tillbaka");
    view.save = t.get("approval-send-back");
    view.hidden.push(("act".into(), "back".into()));
    Some(view)
}

/// Sends it; or asks for it to be approved, by those who may not.
fn form(t: Texts, key: &Key, it: &Answering, seal: String, refused: Option<&Form>) -> FormView {
    let mut fresh = Form::default();
    fresh.set("channel", Channel::Paper);
    let form = refused.filter(|form| form.value("act").is_empty()).unwrap_or(&fresh);
    let side = it.side;
    if it.approval.as_ref().is_some_and(|approval| !approval.may) {
        let mut view = FormView::new(t, form, Vec::new(), None);
        view.action = key.address("godkannande");
        view.save = t.get("approval-ask");
        return view;
    }
    let fields = Fields { t, thing: "sending", form, theirs: None };
    let mut list = Vec::new();
    if side == Side::Officer {
        let channels = Channel::ALL.into_iter().filter(|channel| *channel != Channel::Web).map(Channel::name);
        list.push(fields.required("channel", Kind::Radios(options(t, "channel", channels))));
        list.push(fields.field("given_by", Kind::Line));
    }
    list.push(fields.field("in_part", Kind::Box));
    let conflict = form.is_conflict().then(|| t.get("check-conflict"));
    let mut view = FormView::new(t, form, vec![Section { fields: list, ..Section::default() }], conflict);
    view.action = key.address("skicka");
    view.hidden.push(("seal".into(), seal));
    view.save = t.get(match side {
        Side::Officer => "answer-keep",
        Side::Recipient if it.approval.is_some() => "approval-send",
        Side::Recipient => "answer-send",
    });
    view
}

async fn send(key: Key, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let how = Sending {
        channel: Channel::named(form.value("channel")).unwrap_or(Channel::Web),
        given_by: form.text("given_by"),
        in_part: form.ticked("in_part"),
        seal: form.value("seal").to_owned(),
    };
    let origin = here.asked.origin.clone();
    let done = submit(&site, &mut form, async |tx| {
        let (answer, is_new) = inquiry::send(tx, key.entry(), &how).await?;
        // Sent once more it is the same answer, whose copy has gone.
        let copy = if is_new { inquiry::copy_to(tx, key.entry(), &answer).await? } else { None };
        if let Some(copy) = copy {
            let letter = crate::letters::receipt(t, &origin, &copy, &key.0);
            plan::outbox::queue_email(tx, &letter).await?;
        }
        Ok(answer)
    });
    match done.await? {
        Some(_) => Ok(see_other(&key.address("kvitto"))),
        None => show(&site, t, &here, &key, Some(&form)).await,
    }
}

async fn ask_for_approval(key: Key, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    match submit(&site, &mut form, async |tx| inquiry::ask_for_approval(tx, key.entry()).await).await? {
        Some(()) => Ok(see_other(&key.address(""))),
        None => show(&site, t, &here, &key, Some(&form)).await,
    }
}

async fn send_back(key: Key, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let wanted = form.text("wanted");
    match submit(&site, &mut form, async |tx| inquiry::send_back(tx, key.entry(), &wanted).await).await? {
        Some(()) => Ok(see_other(&key.address(""))),
        None => show(&site, t, &here, &key, Some(&form)).await,
    }
}
