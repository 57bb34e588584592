//! How far something has come: the next steps with what each asks for, the steps taken, and frozen versions.

use askama::Template;
use axum::Extension;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use chrono::DateTime;
use plan::access::{Ref, RootKind, Stage};
use plan::audit::Entry;
use plan::clock::in_sweden;
use plan::db::Tx;
use plan::decisions::{self, Body as DecidingBody, ExpectedVersion, StepInput, Subject, Version};
use plan::fault::Fault as Refused;
use plan::organisations;

use super::history::HistoryView;
use super::next::{ReadinessView, StepForm, by_whom, readiness_view, step_form};
use super::versions::about;
use crate::audit::who;
use crate::kinds::Kinds;
use site::Site;
use site::fault::Fault;
use site::flash::FlashQuery;
use site::forms::{Form, Sent, submit};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::things::{self, Of, slug};
use site::visit::{CurrentPage, RequestContext};

pub fn routes(kind: RootKind) -> axum::Router<Site> {
    let at = |what: &str| format!("/{}/{{id}}/{what}", slug(kind.kind()));
    axum::Router::new().route(&at("beslut"), get(page).post(take)).route(&at("publicera"), post(publish))
}

#[derive(Template)]
#[template(path = "decisions/steps.html")]
struct DecidePage {
    frame: Frame,
    notice: Option<String>,
    stage: String,
    meaning: String,
    number: String,
    appeal: Option<String>,
    question: Option<String>,
    /// How much of it is written, while it can be written in.
    readiness: Option<ReadinessView>,
    steps: Vec<StepForm>,
    /// Steps that others take: what, and who.
    others: Vec<String>,
    /// Where functions are given, when nobody may take a step.
    give: Option<String>,
    publish: Option<String>,
    versions: Vec<VersionRow>,
    history: HistoryView,
    taken: Vec<TakenRow>,
    /// Where others are asked about it: words and address.
    inquiries: Vec<(String, String)>,
    share: Option<String>,
}

struct VersionRow {
    address: String,
    number: i64,
    stage: String,
    about: String,
    compare: String,
    is_published: bool,
}

struct TakenRow {
    at: String,
    who: String,
    what: String,
    reason: String,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Of(of): Of,
    Extension(kinds): Extension<Kinds>,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    // While it is revised others read the version that was published, with the decisions about it.
    if !plan::records::may_read(&mut site.read().await?, of).await? {
        let published = decisions::versions(&mut site.read().await?, of).await?;
        let newest = published.first().ok_or(Fault::NotFound)?;
        return Ok(see_other(&format!("{}/version/{}", things::address(of), newest.number)));
    }
    let notice = match flash.sparad.as_deref() {
        Some("steg") => said_of_step(t, &mut site.read().await?, of).await?,
        _ => flash.sentence(t, "decide"),
    };
    show(&site, kinds, t, &here, of, notice, None).await
}

/// What the step that was taken last has come to.
async fn said_of_step(t: Texts, tx: &mut Tx, of: Ref) -> Result<Option<String>, Fault> {
    let taken = decisions::steps_taken(tx, of).await?;
    let Some(stage) = taken.last().map(stages) else { return Ok(None) };
    Ok(Some(match stage {
        Some((_, to)) => t.get(&format!("stage-now-{to}")),
        None => t.get("step-was-postponed"),
    }))
}

/// From which stage to which a step led, by their names; none where it stayed.
fn stages(entry: &Entry) -> Option<(String, String)> {
    let change: serde_json::Value = serde_json::from_str(&entry.change).unwrap_or_default();
    let stage = |at: usize| Some(change["stage"][at].as_str()?.to_owned());
    Some((stage(0)?, stage(1)?))
}

/// Takes a step, or shows its form again with what is missing.
async fn take(Of(of): Of, Extension(kinds): Extension<Kinds>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let nothing = ExpectedVersion { version: -1, updated_at: DateTime::UNIX_EPOCH };
    let seen = seen(form.value("version")).unwrap_or(nothing);
    let input = StepInput {
        to: form.text("to"),
        reason: form.text("reason"),
        question: form.text("question"),
        answer_by: form.date("answer_by"),
        summary: form.text("summary"),
        registry_number: form.text("registry_number"),
        decided_by: DecidingBody::named(&form.text("decided_by")),
        decided_on: form.date("decided_on"),
        paragraph: form.text("paragraph"),
        announced_on: form.date("announced_on"),
    };
    match submit(&site, &mut form, async |tx| decisions::take(tx, of, seen, &input).await).await? {
        Some(()) => Ok(see_other(&format!("{}/beslut?sparad=steg", things::address(of)))),
        None => show(&site, kinds, t, &here, of, None, Some(&form)).await,
    }
}

/// The roadmap as the form was made from it: its version and the moment of its last change.
fn seen(text: &str) -> Option<ExpectedVersion> {
    let (version, at) = text.split_once('.')?;
    let updated_at = DateTime::from_timestamp_micros(at.parse().ok()?)?;
    Some(ExpectedVersion { version: version.parse().ok()?, updated_at })
}

async fn publish(site: RequestContext, Of(of): Of) -> Result<Response, Fault> {
    let mut tx = site.write().await?;
    decisions::publish(&mut tx, of).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}/beslut?sparad=publicerad", things::address(of))))
}

async fn show(
    site: &RequestContext,
    kinds: Kinds,
    t: Texts,
    here: &CurrentPage,
    of: Ref,
    notice: Option<String>,
    typed: Option<&Form>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let frame = (kinds.frame_below)(site, &mut tx, t, here, t.get("decide-title"), of).await?;
    let subject = Subject::load(&mut tx, of).await?;
    let frozen = decisions::versions(&mut tx, of).await?;
    let address = things::address(of);
    let adopted = frozen.iter().find(|version| version.stage == Stage::Adopted);
    let appeal = adopted.and_then(Version::appeal_until);
    let may_share = site.visitor().has_accounts && plan::shares::may_share(&mut tx, of).await?;
    let owner = plan::records::owner(&mut tx, of).await?;
    let may_ask = plan::access::may_somewhere(tx.actor(), plan::access::Right::Ask);
    let (mut others, mut nobody) = (Vec::new(), Vec::new());
    for step in decisions::steps_for_others(&mut tx, of).await? {
        let who = organisations::functions_with(&mut tx, &owner, step.right).await?;
        let list = if who.iter().any(|(_, holder)| holder.is_some()) { &mut others } else { &mut nobody };
        list.push(by_whom(t, step, &who));
    }
    let page = DecidePage {
        frame,
        notice,
        stage: t.get(&format!("stage-{}", subject.stage)),
        meaning: t.get(&format!("stage-{}-means", subject.stage)),
        number: subject.registry_number.clone(),
        appeal: appeal.map(|day| {
            let is_over = day < site.db.clock().today();
            t.with(if is_over { "decide-appeal-over" } else { "decide-appeal" }, &[("date", &day)])
        }),
        steps: decisions::possible_steps(&mut tx, of)
            .await?
            .into_iter()
            .map(|step| {
                step_form(
                    t,
                    step,
                    &subject,
                    &address,
                    typed.filter(|form| form.value("to") == step.to.name()),
                )
            })
            .collect(),
        question: open_question(t, &mut tx, of).await?,
        readiness: readiness_view(t, &subject),
        give: (!nobody.is_empty()).then(|| format!("/organisation/{owner}")),
        others: others.into_iter().chain(nobody).collect(),
        publish: decisions::may_publish(&mut tx, of).await?.then(|| format!("{address}/publicera")),
        history: HistoryView::new(t, &decisions::history(&mut tx, of).await?),
        versions: frozen.iter().map(|version| version_row(t, &address, version)).collect(),
        taken: decisions::steps_taken(&mut tx, of)
            .await?
            .iter()
            .rev()
            .map(|entry| taken_row(t, entry))
            .collect(),
        inquiries: inquiry_link(t, &subject, may_ask).into_iter().chain(earlier_links(t, &subject)).collect(),
        share: may_share.then(|| format!("{address}/dela")),
    };
    let mut page = page;
    if let Some(form) = typed.filter(|_| page.steps.iter().all(|step| !step.is_open)) {
        // The step that was asked for is not there any more. Its form cannot be shown; what was typed can.
        if form.is_conflict() {
            return Err(Fault::Plan(Refused::Conflict));
        }
        page.notice = form.summary(&t).into_iter().map(|(_, words)| words).next();
    }
    render_with(typed.map_or(StatusCode::OK, Form::status), &page)
}

/// Where others are asked about it: the inquiry that is open, or prepared; or where one can be prepared.
fn inquiry_link(t: Texts, subject: &Subject, may_ask: bool) -> Option<(String, String)> {
    let page = |id| things::address(plan::access::Kind::Inquiry.of(id));
    if let Some(prepared) = &subject.prepared {
        return Some((t.get("decide-inquiry-prepared"), page(prepared.id)));
    }
    let is_open = subject.stage.is_open();
    match &subject.inquiry {
        Some(inquiry) => Some((t.get("decide-inquiry"), page(inquiry.id))),
        None if may_ask && is_open => {
            Some((t.get("decide-inquiry-prepare"), format!("/forfragan/ny?fardplan={}", subject.of.id)))
        }
        None => None,
    }
}

/// Where others were asked before, while that has not ended: what they said wants responses too.
fn earlier_links(t: Texts, subject: &Subject) -> Vec<(String, String)> {
    let link = |one: &plan::inquiry::Inquiry| {
        let day = one.answer_by.map(|last| t.long_date(last)).unwrap_or_default();
        let words = t.with("inquiry-earlier-open", &[("day", &day)]);
        (words, things::address(plan::access::Kind::Inquiry.of(one.id)))
    };
    subject.earlier.iter().map(link).collect()
}

/// What others are asked about a roadmap while they are asked.
pub async fn open_question(t: Texts, tx: &mut Tx, of: Ref) -> Result<Option<String>, Fault> {
    let asked = decisions::asked(tx, of).await?;
    Ok(asked.map(|(question, by)| t.with("version-question", &[("question", &question), ("date", &by)])))
}

fn version_row(t: Texts, address: &str, version: &Version) -> VersionRow {
    VersionRow {
        address: format!("{address}/version/{}", version.number),
        number: version.number,
        stage: t.get(&format!("stage-{}", version.stage)),
        about: about(t, version),
        compare: format!("{address}/version/{}/andringar", version.number),
        is_published: version.is_published,
    }
}

fn taken_row(t: Texts, entry: &Entry) -> TakenRow {
    let named = |stage: &str| t.get(&format!("stage-{stage}"));
    let what = match stages(entry) {
        None => t.get("step-was-postponed"),
        Some((from, to)) => t.with("step-taken", &[("from", &named(&from)), ("to", &named(&to))]),
    };
    TakenRow {
        at: in_sweden(entry.at).format("%Y-%m-%d").to_string(),
        who: who(t, entry),
        what,
        reason: entry.reason.clone(),
    }
}
