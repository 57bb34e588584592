//! How far something has come: the next steps with what each asks for, the steps taken, and frozen versions.

use askama::Template;
use axum::Extension;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use chrono::DateTime;
use plan::access::{Ref, Role, RootKind, Stage};
use plan::audit::Entry;
use plan::clock::in_sweden;
use plan::db::Tx;
use plan::decisions::{
    self, Body as DecidingBody, Demand, ExpectedVersion, Step, StepInput, Subject, Version,
};
use plan::fault::Fault as Refused;
use plan::organisations;
use plan::roadmap::{Lacking, Readiness};

use super::history::HistoryView;
use super::versions::about;
use crate::audit::who;
use crate::kinds::Kinds;
use site::Site;
use site::fault::Fault;
use site::flash::FlashQuery;
use site::forms::{Fields, Form, FormView, Kind, Section, Sent, options, submit};
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
    share: Option<String>,
}

/// How much of something is written, and where the rest is written.
struct ReadinessView {
    sentence: String,
    /// Address, title and what is lacking.
    lacking: Vec<(String, String, String)>,
}

/// A step that may be taken.
struct StepForm {
    title: String,
    is_open: bool,
    /// What to think of before it is taken.
    warning: Option<String>,
    form: FormView,
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

/// What others are asked about a roadmap while they are asked.
pub async fn open_question(t: Texts, tx: &mut Tx, of: Ref) -> Result<Option<String>, Fault> {
    let asked = decisions::asked(tx, of).await?;
    Ok(asked.map(|(question, by)| t.with("version-question", &[("question", &question), ("date", &by)])))
}

/// A step, and the functions and persons who take it; or the roles that would, when nobody does.
fn by_whom(t: Texts, step: &Step, who: &[(String, Option<String>)]) -> String {
    let held = |(title, holder): &(String, Option<String>)| Some(format!("{title} ({})", holder.as_ref()?));
    let holders: Vec<String> = who.iter().filter_map(held).collect();
    let title = t.get(&step_key(step));
    if !holders.is_empty() {
        return t.with("step-by", &[("step", &title), ("roles", &holders.join(", "))]);
    }
    let roles = Role::ALL.into_iter().filter(|role| role.has(step.right) && *role != Role::SystemAdmin);
    let roles: Vec<String> = roles.map(|role| t.get(&format!("role-{role}"))).collect();
    t.with("step-by-nobody", &[("step", &title), ("roles", &roles.join(", "))])
}

/// How much of it is written, while others can still be asked about it.
fn readiness_view(t: Texts, subject: &Subject) -> Option<ReadinessView> {
    let Readiness { ready, all, lacking } = &subject.readiness;
    if !subject.stage.is_open() || *all == 0 {
        return None;
    }
    let lacks = |what: &&str| t.get(&format!("need-lacks-{what}"));
    let row = |one: &Lacking| {
        let what: Vec<String> = one.what.iter().map(lacks).collect();
        (things::address(one.of), one.title.clone(), what.join(", "))
    };
    Some(ReadinessView {
        sentence: t.with("readiness", &[("ready", ready), ("all", all)]),
        lacking: lacking.iter().map(row).collect(),
    })
}

/// What to think of before a step is taken.
fn warning(t: Texts, step: &Step, subject: &Subject) -> Option<String> {
    if step.to == Stage::Consultation && !subject.readiness.lacking.is_empty() {
        return Some(t.count("step-not-ready", subject.readiness.lacking.len()));
    }
    let by_council = subject.adopted_by == Some(DecidingBody::Council);
    (by_council && (step.from, step.to) == (Stage::Committee, Stage::Adopted))
        .then(|| t.get("step-replaces-council"))
}

fn step_form(t: Texts, step: &Step, subject: &Subject, address: &str, typed: Option<&Form>) -> StepForm {
    let mut fresh = Form::default();
    fresh.set("registry_number", &subject.registry_number);
    let mut form = typed.unwrap_or(&fresh).clone();
    form.set(
        "version",
        format!("{}.{}", subject.version.version, subject.version.updated_at.timestamp_micros()),
    );
    let fields = Fields { t, thing: "step", form: &form, theirs: None };
    let mut asked = Vec::new();
    for demand in step.demands {
        match demand {
            Demand::Summary if !subject.was_consulted => {}
            Demand::Question | Demand::Summary => asked.push(fields.required(demand.name(), Kind::Text)),
            Demand::AnswerBy | Demand::Announced => asked.push(fields.required(demand.name(), Kind::Date)),
            Demand::RegistryNumber => asked.push(fields.required(demand.name(), Kind::Line)),
            Demand::Decision => asked.extend(decision(&fields, step)),
            Demand::Reason | Demand::Needs | Demand::Unchanged => {}
        }
    }
    let needs_reason = step.demands.contains(&Demand::Reason);
    let mut reason = fields.field("reason", Kind::Text);
    if needs_reason {
        reason = fields.required("reason", Kind::Text);
    } else {
        reason.label = t.get("step-motivation");
    }
    if step.demands.contains(&Demand::Decision) {
        reason.hint = Some(t.get("step-motivation-read"));
    }
    asked.push(reason);
    // Several of these forms stand on the page, and ids must differ.
    asked.iter_mut().for_each(|field| field.id = format!("{}-{}", step.to, field.id));
    let mut view = FormView::new(t, &form, vec![Section { fields: asked, ..Section::default() }], None);
    view.action = format!("{address}/beslut");
    view.hidden.push(("to".into(), step.to.name().into()));
    view.save = t.get(&step_key(step));
    StepForm {
        title: t.get(&step_key(step)),
        is_open: typed.is_some(),
        warning: warning(t, step, subject),
        form: view,
    }
}

fn decision(fields: &Fields<'_>, step: &Step) -> [site::forms::Field; 4] {
    let is_council = |body: &DecidingBody| *body != DecidingBody::Council || step.from != Stage::Committee;
    let bodies = DecidingBody::ALL.into_iter().filter(is_council).map(DecidingBody::name);
    [
        fields.required("decided_by", Kind::Choice(options(fields.t, "body", bodies))),
        fields.required("decided_on", Kind::Date),
        fields.required("paragraph", Kind::Line),
        fields.required("registry_number", Kind::Line),
    ]
}

/// What a step is called: where it goes, or what it is when it stays.
fn step_key(step: &Step) -> String {
    if step.from == step.to {
        "step-postponed".into()
    } else if (step.from, step.to) == (Stage::UnderReview, Stage::InForce) {
        "step-review-ended".into()
    } else if step.to == Stage::Revision && step.from.is_dispatched() {
        "step-referred-back".into()
    } else {
        format!("step-to-{}", step.to)
    }
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
