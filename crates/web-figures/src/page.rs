//! Figures: how they were understood, what they change, and what can be done with them.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use plan::access::Kind as ThingKind;
use plan::clock::in_sweden;
use plan::figures::{self, ColumnUse, Figures, FiguresState, FiguresStep, PeopleCount, read_people};
use plan::organisations;
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::forms::{Form, Sent, submit};
use site::page::{Frame, render_with, see_other};
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};
use uuid::Uuid;

use crate::difference::{Difference, difference};
use crate::words::{figures_address, frame_below_list, state_mark, state_words};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/egna-siffror/{id}", get(page)).route("/egna-siffror/{id}/steg", post(step))
}

#[derive(Template)]
#[template(path = "figures/page.html")]
struct FiguresPage {
    frame: Frame,
    notice: Option<FlashMessage>,
    faults: Vec<(String, String)>,
    over: String,
    state: String,
    mark: &'static str,
    difference: Option<Difference>,
    /// How each column was understood: its head, as what.
    columns: Vec<(String, String)>,
    /// Lines that were not read.
    left_out: String,
    facts: Vec<(String, String)>,
    note: String,
    /// Each state: its name, when, what it means, whether it is past, and whether it is now.
    stages: Vec<Stage>,
    /// What can be done: step, words, and whether why is asked.
    steps: Vec<(&'static str, String, bool)>,
    reason: String,
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
    let figures = figures::load(&mut tx, id).await?;
    let counts = figures::counts(&mut tx, id).await?;
    let sheet = figures::sheet(&mut tx, id).await?;
    let steps = figures::possible_steps(&mut tx, &figures).await?;
    let may_change = plan::records::may_change(&mut tx, of).await?;
    let is_lasting = plan::records::is_lasting(&mut tx, of).await?;
    let tree = organisations::load(&mut tx).await?;
    drop(tx);
    let region = web_forecast::municipality_with(site, &figures.region_code)?.clone();
    let read = read_people(&sheet, &tree, &figures.region_code).ok();
    let (of_region, numbers) = (region.clone(), counts.clone());
    let difference = site.compute(move |forecast| difference(forecast, t, &of_region, &numbers)).await?;
    let is_draft = figures.state == FiguresState::Draft;
    let columns = read.as_ref().map(|table| columns(t, &table.columns)).unwrap_or_default();
    let left_out = read.map(|table| table.left_out).unwrap_or_default();
    let page = FiguresPage {
        frame: frame_below_list(t, here, figures.content.title.clone(), &region),
        notice,
        faults: form.summary(&t),
        over: t.with("own-figures-over", &[("owner", &tree.name(&figures.organisation_id))]),
        state: state_words(t, &figures),
        mark: state_mark(&figures),
        difference,
        columns,
        left_out: if left_out.is_empty() {
            String::new()
        } else {
            let lines: Vec<String> = left_out.iter().map(usize::to_string).collect();
            t.with("own-figures-left-out", &[("lines", &lines.join(", "))])
        },
        facts: facts(t, &figures, &counts),
        note: figures.content.note.clone(),
        stages: stages(t, &figures),
        steps: steps
            .iter()
            .map(|step| (step.name(), t.get(&format!("own-figures-step-{step}")), step.needs_reason()))
            .collect(),
        reason: form.text("reason"),
        said: figures.reason.clone(),
        version: figures.version,
        address: figures_address(id),
        may_edit: is_draft && may_change,
        may_delete: may_change && !is_lasting,
    };
    render_with(if form.is_good() { StatusCode::OK } else { form.status() }, &page)
}

/// How each column was understood; those by the same use in a row stand together.
fn columns(t: Texts, all: &[(String, ColumnUse)]) -> Vec<(String, String)> {
    let mut told: Vec<(String, String, String)> = Vec::new();
    for (head, of) in all {
        let words = t.get(column_key(*of));
        match told
            .last_mut()
            .filter(|last| last.2 == words && matches!(of, ColumnUse::PeopleIn(_) | ColumnUse::PeopleOf(_)))
        {
            Some(last) => head.clone_into(&mut last.1),
            None => told.push((head.clone(), head.clone(), words)),
        }
    }
    let heads =
        |first: String, last: String| if first == last { first } else { format!("{first} – {last}") };
    told.into_iter()
        .filter(|(first, ..)| !first.is_empty())
        .map(|(first, last, words)| (heads(first, last), words))
        .collect()
}

const fn column_key(of: ColumnUse) -> &'static str {
    match of {
        ColumnUse::Year => "own-figures-column-year",
        ColumnUse::Age => "own-figures-column-age",
        ColumnUse::Sex => "own-figures-column-sex",
        ColumnUse::Municipality => "own-figures-column-municipality",
        ColumnUse::People => "own-figures-column-people",
        ColumnUse::PeopleIn(_) => "own-figures-column-people-in",
        ColumnUse::PeopleOf(_) => "own-figures-column-people-of",
        ColumnUse::Total => "own-figures-column-total",
        ColumnUse::Unread | ColumnUse::Personal => "own-figures-column-unread",
    }
}

fn facts(t: Texts, figures: &Figures, counts: &[PeopleCount]) -> Vec<(String, String)> {
    let years = || counts.iter().map(|one| one.year);
    let (from, to) = (years().min().unwrap_or_default(), years().max().unwrap_or_default());
    let sexes =
        if counts.iter().any(|one| one.sex.is_some()) { "own-figures-sexes" } else { "own-figures-no-sexes" };
    let mut facts = vec![
        (t.get("own-figures-fact-years"), format!("{from}–{to}")),
        (t.get("own-figures-fact-numbers"), format!("{} {}", t.number(counts.len() as f64, 0), t.get(sexes))),
    ];
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
    dated.map(stage).into()
}

async fn step(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    // What is not for the sender is not there, whatever was sent.
    figures::load(&mut site.read().await?, id).await?;
    let version = form.value("version").parse().unwrap_or(-1);
    let step = FiguresStep::named(form.value("steg"))
        .ok_or_else(|| Fault::BadRequest(t.get("own-figures-step-unknown")))?;
    let reason = form.text("reason");
    let taken = submit(&site, &mut form, async |tx| figures::take_step(tx, id, version, step, &reason).await);
    match taken.await? {
        Some(()) => {
            site.refresh_figures().await?;
            Ok(see_other(&format!("{}?sparad=egna-siffror-{step}", figures_address(id))))
        }
        None => show(&site, t, &here, id, None, &form).await,
    }
}
