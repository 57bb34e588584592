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
    steps: Vec<StepForm>,
    /// Steps that others take: what, and who.
    others: Vec<String>,
    publish: Option<String>,
    versions: Vec<VersionRow>,
    taken: Vec<TakenRow>,
    share: Option<String>,
}

/// A step that may be taken.
struct StepForm {
    title: String,
    is_open: bool,
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
    show(&site, kinds, t, &here, of, flash.sentence(t, "decide"), None).await
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
        others: decisions::steps_for_others(&mut tx, of)
            .await?
            .into_iter()
            .map(|step| by_whom(t, step))
            .collect(),
        publish: decisions::may_publish(&mut tx, of).await?.then(|| format!("{address}/publicera")),
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

/// A step, and the roles that take it.
fn by_whom(t: Texts, step: &Step) -> String {
    let roles = Role::ALL.into_iter().filter(|role| role.has(step.right) && *role != Role::SystemAdmin);
    let roles: Vec<String> = roles.map(|role| t.get(&format!("role-{role}"))).collect();
    t.with("step-by", &[("step", &t.get(&step_key(step))), ("roles", &roles.join(", "))])
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
            Demand::Question | Demand::Summary => asked.push(fields.required(demand.name(), Kind::Text)),
            Demand::AnswerBy | Demand::Announced => asked.push(fields.required(demand.name(), Kind::Date)),
            Demand::RegistryNumber => asked.push(fields.required(demand.name(), Kind::Line)),
            Demand::Decision => asked.extend(decision(&fields, step)),
            Demand::Reason | Demand::Needs | Demand::Complete | Demand::Unchanged => {}
        }
    }
    let needs_reason = step.demands.contains(&Demand::Reason);
    asked.push(if needs_reason {
        fields.required("reason", Kind::Text)
    } else {
        fields.field("reason", Kind::Text)
    });
    // Several of these forms stand on the page, and ids must differ.
    asked.iter_mut().for_each(|field| field.id = format!("{}-{}", step.to, field.id));
    let mut view = FormView::new(t, &form, vec![Section { fields: asked, ..Section::default() }], None);
    view.action = format!("{address}/beslut");
    view.hidden.push(("to".into(), step.to.name().into()));
    view.save = t.get("step-take");
    StepForm { title: t.get(&step_key(step)), is_open: typed.is_some(), form: view }
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
    let change: serde_json::Value = serde_json::from_str(&entry.change).unwrap_or_default();
    let stage = |at: usize| {
        change["stage"][at].as_str().map(|name| t.get(&format!("stage-{name}"))).unwrap_or_default()
    };
    let (from, to) = (stage(0), stage(1));
    let what = if to.is_empty() {
        t.get("step-postponed")
    } else {
        t.with("step-taken", &[("from", &from), ("to", &to)])
    };
    TakenRow {
        at: in_sweden(entry.at).format("%Y-%m-%d").to_string(),
        who: who(t, entry),
        what,
        reason: entry.reason.clone(),
    }
}
