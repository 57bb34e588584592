//! An approach: what it does, how sure that is, what studies found, and what it would do here.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use charts::{Forest, ForestRow, ForestStudy, Width};
use plan::access::{Right, may_somewhere};
use plan::library::{self, LeftOut, Outcome};
use projection::evidence::{Pooled, Scale, Unpooled};
use statistics::effects::{Approach, Better, Design, PublishedEffect, Unit};

use crate::done::{Done, Glance};
use crate::examples::ExampleRow;
use crate::list::Marks;
use crate::reuse::ReuseRow;
use crate::try_here::TryHere;
use crate::words::{
    amount, approach_address, approach_named, effect_words, frame, source_address, source_words, told,
    with_unit,
};
use site::Site;
use site::fault::Fault;
use site::flash::{FlashMessage, FlashQuery};
use site::page::{Frame, render_with};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/bibliotek/arbetssatt/{name}", get(page))
}

#[derive(Template)]
#[template(path = "library/approach.html")]
struct ApproachPage {
    frame: Frame,
    /// The approach's name.
    name: String,
    over: String,
    lead: String,
    next: String,
    effect: Glance,
    strength: String,
    strength_about: String,
    marks: Marks,
    studies: String,
    try_here: TryHere,
    outcomes: Vec<OutcomeView>,
    address: String,
    /// What each strength is called and means.
    strengths: Vec<(String, String)>,
    notice: Option<FlashMessage>,
    /// What it has cost those who have told.
    cost: Glance,
    /// How many do it, and how far it has spread.
    spread: Glance,
    rows: Vec<ExampleRow>,
    reuses: Vec<ReuseRow>,
    declined: String,
    may_contribute: bool,
    /// Whether it is something that spreads.
    is_practice: bool,
}

/// An outcome as the page shows it.
struct OutcomeView {
    id: String,
    title: String,
    /// What it is called to those who only hear it: outcomes of one name differ in unit.
    label: String,
    verdict: String,
    chart: String,
    method: String,
    reviews: Vec<StudyRow>,
    studies: Vec<StudyRow>,
    left_out: Vec<StudyRow>,
}

/// A study in a table.
struct StudyRow {
    study: String,
    about: String,
    effect: String,
    weight: String,
    caution: String,
    source: String,
    address: Option<String>,
}

async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path(name): Path<String>,
    Query(flash): Query<FlashQuery>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let effects = &site.forecast.tables().effects;
    let approach = approach_named(effects, &name)?;
    let try_here = TryHere::new(&site, t, approach, asked).await?;
    let done = Done::load(&site, t, &approach.name).await?;
    let outcomes = library::outcomes(effects, &approach.name);
    let strength = library::strength(&outcomes);
    let page = ApproachPage {
        frame: frame(t, &here, told(t, &approach.title)).below(t.get("library-title"), "/bibliotek"),
        name: approach.name.clone(),
        over: t.get(&format!("theme-{}", approach.theme.name().replace('_', "-"))),
        lead: told(t, &approach.lead),
        is_practice: approach.is_practice,
        next: told(t, &approach.next),
        effect: glance(t, &outcomes),
        strength: t.get(&format!("strength-{}", strength.name())),
        strength_about: t.get(&format!("strength-{}-means", strength.name())),
        marks: Marks::of(strength),
        studies: t.count("library-studies", effects.trials(&approach.name)),
        outcomes: outcomes.iter().enumerate().map(|(at, one)| outcome_view(t, approach, at, one)).collect(),
        address: approach_address(&approach.name),
        strengths: library::Strength::ALL
            .map(|one| {
                (t.get(&format!("strength-{}", one.name())), t.get(&format!("strength-{}-means", one.name())))
            })
            .into(),
        notice: flash.message(t),
        cost: done.cost(t),
        spread: done.spread(t),
        declined: done.declined(t),
        rows: done.rows,
        reuses: done.reuses,
        may_contribute: may_somewhere(&site.visitor().actor, Right::Contribute),
        try_here,
    };
    render_with(page.try_here.status(), &page)
}

/// The effect that most is known of, of what the approach is judged by: a review's before what is weighed here, and that before one
/// study's. What does not say how sure it is is no effect to go by.
fn glance(t: Texts, outcomes: &[Outcome<'_>]) -> Glance {
    let judged = library::judged(outcomes);
    if let Some(row) = judged.iter().flat_map(|one| &one.reviews).find(|row| row.ends.is_some()) {
        let told: [(&str, &dyn std::fmt::Display); 2] =
            [("outcome", &told(t, &row.outcome_words)), ("study", &row.study)];
        return Glance { figure: effect_words(t, row), about: t.with("glance-review", &told) };
    }
    if let Some((row, pooled)) = judged.iter().find_map(|one| Some((one.any()?, one.pooled.as_ref().ok()?))) {
        let outcome = told(t, &row.outcome_words);
        if !pooled.is_known() {
            let about = t.with("glance-contradict", &[("outcome", &outcome)]);
            return Glance { figure: t.get("glance-unknown"), about };
        }
        let (effect, ends) = pooled_told(row.unit, pooled);
        return Glance { figure: with_unit(t, row.unit, effect, Some(ends)), about: outcome };
    }
    match judged.iter().find_map(|one| one.studies.first()) {
        Some(row) => {
            let told: [(&str, &dyn std::fmt::Display); 2] =
                [("outcome", &told(t, &row.outcome_words)), ("study", &row.study)];
            Glance { figure: effect_words(t, row), about: t.with("glance-study", &told) }
        }
        None => Glance { figure: t.get("glance-unknown"), about: t.get("glance-none-about") },
    }
}

/// What was weighed together, as it is told, with the cautious interval.
fn pooled_told(unit: Unit, pooled: &Pooled) -> (f64, (f64, f64)) {
    let scale = unit.scale();
    (scale.told(pooled.estimate), scale.interval(pooled.cautious_interval(0.95)))
}

fn outcome_view(t: Texts, approach: &Approach, at: usize, one: &Outcome<'_>) -> OutcomeView {
    let title = one.any().map(|row| told(t, &row.outcome_words)).unwrap_or_default();
    let id = format!("utfall-{}", at + 1);
    let chart = if one.studies.is_empty() { String::new() } else { forest(t, approach, &id, &title, one) };
    let row = |row: &PublishedEffect, weight: Option<f64>, why: Option<LeftOut>| StudyRow {
        study: row.study.clone(),
        about: about(t, row),
        effect: effect_words(t, row),
        weight: weight.map(|weight| t.percent(weight, 0)).unwrap_or_default(),
        caution: why
            .map(|why| t.get(&format!("left-out-{}", why.name())))
            .into_iter()
            .chain([told(t, &row.caution)])
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
        source: source_words(&row.source),
        address: source_address(&row.source),
    };
    let weights = one.pooled.as_ref().map(|pooled| pooled.weights.clone()).unwrap_or_default();
    OutcomeView {
        id,
        label: format!("{title} ({})", at + 1),
        title,
        verdict: verdict(t, one),
        chart,
        method: one.pooled.as_ref().map(|pooled| method(t, pooled)).unwrap_or_default(),
        reviews: one.reviews.iter().map(|one| row(one, None, None)).collect(),
        studies: one
            .studies
            .iter()
            .enumerate()
            .map(|(at, one)| row(one, weights.get(at).copied(), None))
            .collect(),
        left_out: one.left_out.iter().map(|(one, why)| row(one, None, Some(*why))).collect(),
    }
}

/// Who was studied, how, and for how long.
fn about(t: Texts, row: &PublishedEffect) -> String {
    let mut all = vec![t.get(&format!("design-{}", row.design.name().replace('_', "-")))];
    all.push(told(t, &row.population));
    all.push(told(t, &row.setting));
    all.push(country(t, &row.country));
    all.extend(row.participants.map(|people| t.count("study-participants", people as usize)));
    all.extend(row.months.map(|months| t.counted("study-months", months, &[("n", &t.number(months, 0))])));
    all.retain(|text| !text.is_empty());
    all.join(", ")
}

/// A country's name; what has none in the texts is told by its code.
fn country(t: Texts, code: &str) -> String {
    let key = format!("country-{}", code.to_lowercase());
    if t.has(&key) { t.get(&key) } else { code.to_owned() }
}

/// What the studies of an outcome say, in a sentence.
fn verdict(t: Texts, one: &Outcome<'_>) -> String {
    let Some(unit) = one.unit() else { return String::new() };
    match &one.pooled {
        Ok(pooled) => {
            let (effect, ends) = pooled_told(unit, pooled);
            let figure = with_unit(t, unit, effect, Some(ends));
            let better = one.any().map_or(Better::Neutral, |row| row.better);
            let is_lower = pooled.estimate < 0.0;
            let key = match (pooled.is_known(), better) {
                (false, _) => "verdict-unknown",
                (true, Better::Neutral) => "verdict-known",
                (true, Better::Lower) if is_lower => "verdict-better",
                (true, Better::Higher) if !is_lower => "verdict-better",
                (true, _) => "verdict-worse",
            };
            t.counted(key, pooled.count() as f64, &[("figure", &figure)])
        }
        Err(Unpooled::One) => t.get("verdict-one"),
        Err(_) if !one.reviews.is_empty() => t.get("verdict-review"),
        Err(_) => t.get("verdict-none"),
    }
}

/// How it was weighed, for whoever wants to know.
fn method(t: Texts, pooled: &Pooled) -> String {
    let values: [(&str, &dyn std::fmt::Display); 3] = [
        ("between", &t.number(pooled.between, 3)),
        ("heterogeneity", &t.percent(pooled.heterogeneity, 0)),
        ("q", &t.number(pooled.q, 1)),
    ];
    t.with("pooled-method", &values)
}

fn forest(t: Texts, approach: &Approach, id: &str, title: &str, one: &Outcome<'_>) -> String {
    let Some(unit) = one.unit() else { return String::new() };
    let n = |value: f64| amount(t, unit, value);
    let text =
        |effect: f64, (low, high): (f64, f64)| format!("{} ({})", n(effect), t.interval(&n(low), &n(high)));
    let weights = one.pooled.as_ref().map(|pooled| pooled.weights.clone()).unwrap_or_default();
    let study = |(at, row): (usize, &&PublishedEffect)| {
        let (effect, ends) = (row.effect?, row.ends?);
        Some(ForestStudy {
            row: ForestRow {
                label: row.study.clone(),
                effect,
                low: ends.0,
                high: ends.1,
                text: text(effect, ends),
            },
            weight: weights.get(at).copied(),
            is_randomised: row.design == Design::Trial,
        })
    };
    let line = |label: &str, effect: f64, ends: (f64, f64), text: String| ForestRow {
        label: t.get(label),
        effect,
        low: ends.0,
        high: ends.1,
        text,
    };
    let pooled = one.pooled.as_ref().ok();
    let together = pooled.map(|pooled| pooled_told(unit, pooled));
    let expected = pooled.map(|pooled| unit.scale().interval(pooled.cautious_prediction(0.95)));
    let better = one.any().map_or(Better::Neutral, |row| row.better);
    let sides = match better {
        Better::Lower => ("forest-better", "forest-worse"),
        Better::Higher => ("forest-worse", "forest-better"),
        Better::Neutral => ("forest-less", "forest-more"),
    };
    let heading = t.with("forest-outcome", &[("outcome", &title)]);
    let chart = Forest {
        id: id.to_owned(),
        title: format!("{}: {title}", told(t, &approach.title)),
        description: verdict(t, one),
        outcome: heading,
        studies: one.studies.iter().enumerate().filter_map(study).collect(),
        pooled: together.map(|(effect, ends)| line("forest-pooled", effect, ends, text(effect, ends))),
        expected: expected.zip(together).map(|(ends, (effect, _))| {
            line("forest-expected", effect, ends, t.interval(&n(ends.0), &n(ends.1)))
        }),
        is_ratio: unit.scale() == Scale::Ratio,
        sides: (t.get(sides.0), t.get(sides.1)),
        format: &n,
    };
    chart.svg(Width::Wide) + &chart.svg(Width::Narrow)
}
