//! Figures: how they were understood, what they change, how they came out, and what can be done with them.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use forecast::NotOwn;
use plan::access::Kind as ThingKind;
use plan::clock::in_sweden;
use plan::db::Tx;
use plan::figures::{
    self, Figures, FiguresState, FiguresStep, FiguresSubject, Numbers, Outcome, ReadColumn, StepInput,
    Understood,
};
use plan::organisations;
use site::Site;
use site::fault::Fault;
use site::figures::{is_in_force, own_input};
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Fields, Form, FormView, Kind, Section, Sent, submit};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};
use uuid::Uuid;

use crate::difference::{Difference, difference};
use crate::outcome::{self, OutcomeView, ours, outcomes};
use crate::words::{figures_address, frame_below_list, not_own, state_mark, state_words, subject_words};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/egna-siffror/{id}", get(page)).route("/egna-siffror/{id}/steg", post(step))
}

#[derive(Template)]
#[template(path = "figures/page.html")]
struct FiguresPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    over: String,
    state: String,
    mark: &'static str,
    /// Why what is in use is not computed with.
    beside: Option<String>,
    outcome: Option<OutcomeView>,
    /// What was counted, and when it was held against that.
    outcome_source: String,
    difference: Option<Difference>,
    /// How each column was understood: its head, as what.
    columns: Vec<(String, String)>,
    /// Lines that were not read.
    left_out: String,
    facts: Vec<(String, String)>,
    note: String,
    /// Each state: its name, when, what it means, whether it is past, and whether it is now.
    stages: Vec<Stage>,
    /// What is wrong with a step that cannot be taken any more: nothing else tells it.
    faults: Vec<(String, String)>,
    /// What can be done, each as a form.
    steps: Vec<FormView>,
    /// What was said when the last step was taken.
    said: String,
    version: i64,
    address: String,
    may_edit: bool,
    may_delete: bool,
}

struct Stage {
    name: String,
    when: String,
    means: String,
    is_past: bool,
    is_now: bool,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Id(id): Id,
    Query(flash): Query<FlashQuery>,
) -> Result<Response, Fault> {
    show(&site, t, &here, id, flash.message(t), &Form::default()).await
}

/// Figures as they are kept.
struct Kept {
    figures: Figures,
    numbers: Numbers,
    understood: Understood,
    ours: Vec<Option<f64>>,
    outcome: Vec<Outcome>,
}

impl Kept {
    async fn load(tx: &mut Tx, id: Uuid) -> Result<Self, Fault> {
        let figures = figures::load(tx, id).await?;
        let numbers = figures::numbers(tx, id).await?;
        let understood = figures::understood(tx, id).await?;
        let (ours, outcome) = figures::kept(tx, id).await?;
        Ok(Self { figures, numbers, understood, ours, outcome })
    }
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    notice: Option<FlashMessage>,
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let of = ThingKind::Figures.of(id);
    let kept = Kept::load(&mut tx, id).await?;
    let figures = &kept.figures;
    let mut steps = figures::possible_steps(&mut tx, figures).await?;
    let may_change = plan::records::may_change(&mut tx, of).await?;
    let is_lasting = plan::records::is_lasting(&mut tx, of).await?;
    let tree = organisations::load(&mut tx).await?;
    drop(tx);
    let region = web_forecast::municipality_with(site, &figures.region_code)?.clone();
    if came(site, &kept).len() <= kept.outcome.len() {
        // Nothing has been counted since it was held against what was.
        steps.retain(|step| *step != FiguresStep::Evaluate);
    }
    // What leads on before what leads back.
    steps.sort_by_key(|step| step.needs_reason());
    let (of_region, numbers) = (region.clone(), kept.numbers.clone());
    let difference = site.compute(move |forecast| difference(forecast, t, &of_region, &numbers)).await?;
    let is_draft = figures.state == FiguresState::Draft;
    let is_beside = figures.state.is_used()
        && (difference.is_none() || !is_in_force(&site.forecast, &figures.region_code, &figures.hash));
    let page = FiguresPage {
        frame: frame_below_list(t, here, figures.content.title.clone(), &region),
        notice,
        over: t.with(
            "own-figures-over",
            &[
                ("subject", &subject_words(t, figures.subject)),
                ("owner", &tree.name(&figures.organisation_id)),
            ],
        ),
        state: state_words(t, figures),
        mark: state_mark(figures),
        beside: is_beside.then(|| t.get("own-figures-beside")),
        outcome: outcome::view(t, &kept.outcome),
        outcome_source: figures
            .evaluated_at
            .map(|at| t.with("own-figures-outcome-source", &[("day", &t.long_date(in_sweden(at).date()))]))
            .unwrap_or_default(),
        difference,
        columns: columns(t, &kept.understood.columns),
        left_out: left_out(t, &kept.understood.left_out),
        facts: facts(t, figures, &kept.numbers),
        note: figures.content.note.clone(),
        stages: stages(t, figures),
        faults: if steps.iter().any(|step| step.name() == form.value(STEP)) {
            Vec::new()
        } else {
            form.summary(&t)
        },
        steps: steps.iter().map(|step| step_form(t, figures, *step, form)).collect(),
        said: figures.reason.clone(),
        version: figures.version,
        address: figures_address(id),
        may_edit: is_draft && may_change,
        may_delete: may_change && !is_lasting,
    };
    render_with(if form.is_good() { StatusCode::OK } else { form.status() }, &page)
}

/// How a forecast came out, by what is counted now.
fn came(site: &RequestContext, kept: &Kept) -> Vec<Outcome> {
    let Kept { figures, numbers, ours, .. } = kept;
    // Who does not say when it was made has made it when it was put in: years before are no forecast.
    let made_on = figures.content.made_on.unwrap_or_else(|| in_sweden(figures.created_at).date());
    outcomes(&site.forecast, &figures.region_code, made_on, numbers.people(), ours)
}

fn left_out(t: Texts, lines: &[usize]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
    t.with("own-figures-left-out", &[("lines", &lines.join(", "))])
}

/// A step as a form; what was refused of it is told there.
fn step_form(t: Texts, figures: &Figures, step: FiguresStep, sent: &Form) -> FormView {
    let none = Form::default();
    // Why is kept for whatever asks for it now, also when the step that it was said of cannot be taken any more.
    let mut kept = Form::default();
    kept.set("reason", sent.text("reason"));
    let form = match sent.value(STEP) == step.name() {
        true => sent,
        false if step.needs_reason() => &kept,
        false => &none,
    };
    let fields = Fields { t, thing: "own-figures", form, theirs: None };
    let reason = step.needs_reason().then(|| fields.required("reason", Kind::Text));
    let section = Section { fields: reason.into_iter().collect(), ..Section::default() };
    let mut view = FormView::new(t, form, vec![section], None);
    view.action = format!("{}/steg", figures_address(figures.id));
    view.hidden = vec![("version".into(), figures.version.to_string()), (STEP.into(), step.name().into())];
    let is_unused = step == FiguresStep::Retire && figures.state == FiguresState::Set;
    view.save = if is_unused {
        t.get("own-figures-step-withdraw")
    } else {
        t.get(&format!("own-figures-step-{step}"))
    };
    view
}

/// The field that names the step.
const STEP: &str = "steg";

/// How each column was understood; those by the same use in a row stand together.
fn columns(t: Texts, all: &[ReadColumn]) -> Vec<(String, String)> {
    let heads = |first: &str, last: &str| {
        if first == last { first.to_owned() } else { format!("{first} – {last}") }
    };
    all.chunk_by(|a, b| a.holds == b.holds && REPEATED.contains(&a.holds.as_str()))
        .filter(|together| !together[0].head.is_empty())
        .map(|together| {
            let (first, last) = (&together[0], &together[together.len() - 1]);
            (
                heads(&first.head, &last.head),
                t.get(&format!("own-figures-column-{}", first.holds.replace('_', "-"))),
            )
        })
        .collect()
}

/// What several columns hold, each of its own year or age.
const REPEATED: [&str; 3] = ["people_in", "people_of", "places_in"];

fn facts(t: Texts, figures: &Figures, numbers: &Numbers) -> Vec<(String, String)> {
    let counts = numbers.people();
    let years = || counts.iter().map(|one| one.year);
    let (from, to) = (years().min().unwrap_or_default(), years().max().unwrap_or_default());
    let sexes =
        if counts.iter().any(|one| one.sex.is_some()) { "own-figures-sexes" } else { "own-figures-no-sexes" };
    let mut facts = Vec::new();
    if !counts.is_empty() {
        facts.push((t.get("own-figures-fact-years"), format!("{from}–{to}")));
        let many = format!("{} {}", t.number(counts.len() as f64, 0), t.get(sexes));
        facts.push((t.get("own-figures-fact-numbers"), many));
    }
    if !figures.content.maker.is_empty() {
        facts.push((t.get("own-figures-maker"), figures.content.maker.clone()));
    }
    facts.extend(figures.content.made_on.map(|day| (t.get("own-figures-made-on"), t.long_date(day))));
    facts.push((t.get("own-figures-fact-hash"), figures.hash.chars().take(12).collect()));
    facts
}

fn stages(t: Texts, figures: &Figures) -> Vec<Stage> {
    let day = |at: Option<DateTime<Utc>>| at.map(|at| t.long_date(in_sweden(at).date())).unwrap_or_default();
    let dated = [
        (FiguresState::Draft, Some(figures.created_at)),
        (FiguresState::Reviewed, figures.reviewed_at),
        (FiguresState::Set, figures.set_at),
        (FiguresState::InUse, figures.used_from),
        (FiguresState::Evaluated, figures.evaluated_at),
        (FiguresState::Replaced, figures.replaced_at),
    ];
    let stage = |(state, at): (FiguresState, Option<DateTime<Utc>>)| Stage {
        name: t.get(&format!("own-figures-state-{state}")),
        when: day(at),
        means: t.get(&format!("own-figures-means-{state}")),
        is_past: at.is_some() && state != figures.state,
        is_now: state == figures.state,
    };
    // Only what says something of years to come can be held against them.
    let is_reached = |state| state != FiguresState::Evaluated || figures.subject == FiguresSubject::People;
    dated.into_iter().filter(|(state, _)| is_reached(*state)).map(stage).collect()
}

async fn step(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    // What is not for the sender is not there, whatever was sent.
    let kept = Kept::load(&mut site.read().await?, id).await?;
    let version = form.value("version").parse().unwrap_or(-1);
    let step = FiguresStep::named(form.value(STEP))
        .ok_or_else(|| Fault::BadRequest(t.get("own-figures-step-unknown")))?;
    let possible = figures::possible_steps(&mut site.read().await?, &kept.figures).await?;
    let reason = form.text("reason");
    // Nothing is computed for whoever may not, or for what stands otherwise: taking the step says why.
    let (ours, outcome) = match step {
        _ if !possible.contains(&step) => (Vec::new(), Vec::new()),
        FiguresStep::Use => match expected(&site, &kept).await? {
            Ok(ours) => (ours, Vec::new()),
            Err(why) => {
                form.fault(not_own(&site, "form", &why));
                return show(&site, t, &here, id, None, &form).await;
            }
        },
        FiguresStep::Evaluate => (Vec::new(), came(&site, &kept)),
        _ => (Vec::new(), Vec::new()),
    };
    let input = StepInput { reason: &reason, ours: &ours, outcome: &outcome };
    let taken = submit(&site, &mut form, async |tx| figures::take_step(tx, id, version, step, input).await);
    match taken.await? {
        Some(()) => {
            if let Err(fault) = site.refresh_figures().await {
                // The step is taken; what is computed follows when it next can be asked for.
                tracing::warn!(?fault, "what is in use was not asked for");
            }
            Ok(see_other(&format!("{}?sparad=egna-siffror-{step}", figures_address(id))))
        }
        None => show(&site, t, &here, id, None, &form).await,
    }
}

/// What we expect ourselves of each of the numbers, or why those cannot be computed with.
async fn expected(site: &RequestContext, kept: &Kept) -> Result<Result<Vec<Option<f64>>, NotOwn>, Fault> {
    let (code, numbers) = (kept.figures.region_code.clone(), kept.numbers.clone());
    site.compute(move |forecast| {
        forecast.own_figures(&code, &own_input(std::slice::from_ref(&numbers)))?;
        Ok(if numbers.people().is_empty() { Vec::new() } else { ours(forecast, &code, numbers.people()) })
    })
    .await
}
