//! Asking about the effects of measures, and taking in what an answer proposes.

use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use plan::inquiry::{self, AskedEffect, Question};
use plan::roadmap::Effect;
use projection::lever::Lever;
use uuid::Uuid;

use crate::words::{frame_below, inquiry_address};
use site::Site;
use site::fault::Fault;
use site::forms::{Field, Fields, Form, FormPage, Kind, Section, Sent, submit};
use site::page::see_other;
use site::texts::Texts;
use site::things::Id;
use site::visit::{CurrentPage, RequestContext};
use site::words::{exact, lever_key, unit_key};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/forfragan/{id}/effekter", get(page).post(ask))
        .route("/fraga/{id}/effekt/{recipient}", post(take))
}

/// An effect with its interval and unit.
pub fn effect_words(t: Texts, lever: Lever, [size, low, high]: [f64; 3]) -> String {
    let interval = t.interval(&exact(t, low), &exact(t, high));
    format!("{} ({interval}) {}", exact(t, size), t.get(unit_key(lever.facts().unit)))
}

/// What the plan counts on, in words.
pub fn counted_words(t: Texts, effect: &Effect) -> String {
    effect_words(t, effect.lever, [effect.size, effect.low, effect.high])
}

/// What an answer proposes, in words; none where it proposes nothing.
pub fn proposed_words(t: Texts, question: &Question, choice: &str) -> Option<String> {
    let reply = inquiry::Reply { choice: choice.to_owned(), body: String::new() };
    Some(effect_words(t, question.lever()?, inquiry::proposed(&reply)?))
}

/// What is asked about, as whoever answers reads it.
pub fn asked_words(t: Texts, asked: &AskedEffect) -> Vec<(String, String)> {
    let mut rows = vec![
        (t.get("effect-measure"), format!("{}\n{}", asked.title, asked.description).trim().to_owned()),
        (t.get(&lever_key(asked.effect.lever)), counted_words(t, &asked.effect)),
    ];
    if !asked.effect.source.is_empty() {
        rows.push((t.get("measure-effect-source"), asked.effect.source.clone()));
    }
    rows
}

fn title(t: Texts, one: &AskedEffect) -> String {
    t.with("effect-question", &[("measure", &one.title), ("lever", &t.get(&lever_key(one.effect.lever)))])
}

fn box_name(one: &AskedEffect) -> String {
    format!("effekt-{}-{}", one.measure, one.effect.lever)
}

/// The effects that the plan counts on, to choose which to ask about.
async fn page(site: RequestContext, t: Texts, here: CurrentPage, Id(id): Id) -> Result<Response, Fault> {
    show(&site, t, &here, id, &Form::default()).await
}

async fn show(
    site: &RequestContext,
    t: Texts,
    here: &CurrentPage,
    id: Uuid,
    form: &Form,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let about = inquiry::load(&mut tx, id).await?;
    let all = inquiry::askable(&mut tx, id).await?;
    drop(tx);
    let fields = Fields { t, thing: "effects", form, theirs: None };
    let one = |one: &AskedEffect| Field {
        label: t.with(
            "effect-counted",
            &[("question", &title(t, one)), ("counted", &counted_words(t, &one.effect))],
        ),
        ..fields.called(&box_name(one), "ask", Kind::Box)
    };
    let section = Section { fields: all.iter().map(one).collect(), ..Section::default() };
    let frame = frame_below(t, here, t.get("effects-title"), &about);
    let mut page = FormPage::new(frame, form, vec![section], "effects-ask");
    page.form.is_locked = all.is_empty();
    page.form.cancel = Some(inquiry_address(id));
    let lead = if all.is_empty() { "effects-none-left" } else { "effects-lead" };
    page.lead(t.get(lead)).show()
}

async fn ask(Id(id): Id, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, here, mut form } = sent;
    let all = inquiry::askable(&mut site.read().await?, id).await?;
    let ticked = all.iter().filter(|one| form.ticked(&box_name(one)));
    let chosen: Vec<(Uuid, Lever)> = ticked.map(|one| (one.measure, one.effect.lever)).collect();
    let done = submit(&site, &mut form, async |tx| {
        inquiry::ask_about_effects(tx, id, &chosen, |one| title(t, one)).await
    });
    match done.await? {
        Some(()) => Ok(see_other(&format!("{}?sparad=effekter", inquiry_address(id)))),
        None => show(&site, t, &here, id, &form).await,
    }
}

/// Takes what an answer proposes into the measure, and shows that.
async fn take(Path((question, recipient)): Path<(Uuid, Uuid)>, sent: Sent) -> Result<Response, Fault> {
    let Sent { site, t, form, .. } = sent;
    let version = form.value("version").parse().unwrap_or(-1);
    let mut tx = site.write().await?;
    let (about, _) = inquiry::question(&mut tx, question).await?;
    let (_, who) = inquiry::recipient(&mut tx, recipient).await?;
    let why = inquiry::replies_of(&mut tx, recipient).await?.remove(&question).unwrap_or_default().body;
    let source = t.with("effect-source", &[("name", &who.title), ("title", &about.title), ("why", &why)]);
    // What it says was judged when it was answered.
    let take = inquiry::take_effect(&mut tx, (question, recipient), version, &source);
    let measure = plan::case_data::reviewed(take).await?;
    tx.commit().await?;
    let roadmap = about.roadmap_id.ok_or(Fault::NotFound)?;
    let at = site::things::address(plan::access::Kind::Roadmap.of(roadmap));
    Ok(see_other(&format!("{at}?sparad=atgard#atgard-{measure}")))
}
