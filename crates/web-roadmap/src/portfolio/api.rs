//! Which measures to choose, as JSON.

use axum::Json;
use axum::extract::Query;
use axum::routing::get;
use forecast::HORIZON;
use forecast::Outlook;
use plan::roadmap::{Measure, computable};
use projection::portfolio::{CERTAINTY, Choice, Limits, Portfolio, Set};
use projection::worth::Gap;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::words::Id;
use crate::worth::api::Figures;
use site::Site;
use site::fault::Fault;
use site::texts::Texts;
use site::visit::RequestContext;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/api/v1/roadmaps/{id}/portfolio", get(api))
}

/// Which gap and year, how much may be spent, and how sure one wants to be.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PortfolioQuery {
    /// `fte`, `places`, `hires` or `cost`; `fte` when left out.
    gap: Option<String>,
    /// Calendar year; ten years after the base year when left out.
    year: Option<i32>,
    /// Kronor for all chosen measures together, once and yearly, from the first projected year through the year.
    budget: f64,
    /// Share of the futures in which nothing may be lacking, 0–1; 0.8 when left out.
    certainty: Option<f64>,
}

/// A set of measures and what it does.
#[derive(Serialize, ToSchema)]
struct MeasureSet {
    /// The measures.
    measures: Vec<Uuid>,
    /// Kronor from the first projected year through the year.
    cost_sek: f64,
    /// Mean over futures of what is still lacking.
    lacking: f64,
    /// Share of the futures in which nothing is lacking.
    certainty: f64,
}

/// A measure of a chosen set.
#[derive(Serialize, ToSchema)]
struct ChosenMeasure {
    /// The measure.
    id: Uuid,
    /// Its title.
    title: String,
    /// Kronor.
    cost_sek: f64,
    /// Mean over futures of its share of what the set changes; negative closes.
    mean: f64,
    /// Quantiles over futures.
    quantiles: Figures,
}

/// A measure outside a chosen set.
#[derive(Serialize, ToSchema)]
struct LeftOutMeasure {
    /// The measure.
    id: Uuid,
    /// Its title.
    title: String,
    /// Kronor that it would add.
    cost_sek: f64,
    /// What it would change of what is lacking, were it added; negative closes.
    change: f64,
    /// Share of the futures in which nothing would be lacking.
    certainty: f64,
    /// `idle`, `closes_nothing`, `too_dear`, `not_needed`, `no_surer` or `missed`.
    why: &'static str,
}

/// A set that was chosen, explained.
#[derive(Serialize, ToSchema)]
struct ChosenSet {
    /// The set.
    #[serde(flatten)]
    set: MeasureSet,
    /// What is still lacking with it.
    lacking_quantiles: Figures,
    /// Its measures; the means sum to what it changes.
    chosen: Vec<ChosenMeasure>,
    /// The others.
    left_out: Vec<LeftOutMeasure>,
}

/// Which measures to choose.
#[derive(Serialize, ToSchema)]
pub struct RoadmapPortfolio {
    /// The gap.
    gap: &'static str,
    /// The year.
    year: i32,
    /// Mean over futures of what is lacking without measures.
    without: f64,
    /// What is lacking without measures.
    without_quantiles: Figures,
    /// The set with the least lacking within the budget.
    best: ChosenSet,
    /// The cheapest set with the certainty, or where `is_certain` is false the surest there is.
    certain: ChosenSet,
    /// Whether `certain` has the certainty asked for.
    is_certain: bool,
    /// The sets that no other beats in cost, lacking and certainty, the cheapest first.
    frontier: Vec<MeasureSet>,
    /// Whether every set was computed; otherwise the answer is near the best.
    exact: bool,
    /// How many sets were computed.
    computed: usize,
    /// Measures without a stated cost, which count as free.
    without_cost: Vec<Uuid>,
}

/// Which measures to choose for a budget, and which are the cheapest that are sure to be enough.
#[utoipa::path(get, path = "/roadmaps/{id}/portfolio", operation_id = "roadmap_portfolio", params(("id" = Uuid, Path, description = "The roadmap"), PortfolioQuery), tag = "roadmaps",
    responses((status = 200, description = "The choice", body = RoadmapPortfolio), (status = 400, description = "Unknown gap or year, a budget or certainty that is none, or a roadmap for a larger area than a municipality"),
        (status = 404, description = "No such roadmap")))]
pub async fn api(
    site: RequestContext,
    t: Texts,
    Id(id): Id,
    Query(asked): Query<PortfolioQuery>,
) -> Result<Json<RoadmapPortfolio>, Fault> {
    let bad = |what: String| Err(Fault::BadRequest(what));
    let year = asked.year.unwrap_or(HORIZON);
    let Some(gap) = asked.gap.as_deref().map_or(Some(Gap::Fte), Gap::named) else {
        return bad("gap: fte, places, hires, cost".into());
    };
    if site.forecast.year_index(year).is_none() {
        return bad(format!("year: {}–{}", site.forecast.run().base_year, site.forecast.last_year()));
    }
    let limits = Limits { budget: asked.budget, certainty: asked.certainty.unwrap_or(CERTAINTY) };
    if !(limits.budget >= 0.0 && limits.budget.is_finite()) {
        return bad("budget: ≥ 0".into());
    }
    if !(0.0..=1.0).contains(&limits.certainty) {
        return bad("certainty: 0–1".into());
    }
    let tree = plan::decisions::readable(&mut site.read().await?, id).await?.tree;
    site.compute_roadmap(move |forecast| {
        let code = &tree.roadmap.region_code;
        let found = forecast.portfolio(code, Outlook::default(), &tree.computable(), (gap, year), limits)?;
        let measures: Vec<&Measure> = tree.computed_measures().collect();
        Some(described(&measures, found, gap, year))
    })
    .await?
    .map(Json)
    .ok_or_else(|| Fault::BadRequest(t.get("worth-not-municipality")))
}

fn described(measures: &[&Measure], found: Portfolio, gap: Gap, year: i32) -> RoadmapPortfolio {
    let without_cost = measures.iter().filter(|measure| computable(measure).lacks_cost());
    RoadmapPortfolio {
        gap: gap.name(),
        year,
        without: found.without.lacking,
        without_quantiles: found.without_lacking.into(),
        best: chosen(measures, found.best),
        certain: chosen(measures, found.certain),
        is_certain: found.is_certain,
        frontier: found.frontier.iter().map(|one| set(measures, one)).collect(),
        exact: found.exact,
        computed: found.computed,
        without_cost: without_cost.map(|measure| measure.id).collect(),
    }
}

fn set(measures: &[&Measure], set: &Set) -> MeasureSet {
    MeasureSet {
        measures: set.measures.iter().map(|&i| measures[i].id).collect(),
        cost_sek: set.cost,
        lacking: set.lacking,
        certainty: set.certainty,
    }
}

fn chosen(measures: &[&Measure], choice: Choice) -> ChosenSet {
    let named = |i: usize| (measures[i].id, measures[i].title.clone());
    let parts = choice.parts.into_iter().map(|part| {
        let (id, title) = named(part.measure);
        ChosenMeasure { id, title, cost_sek: part.cost, mean: part.mean, quantiles: part.quantiles.into() }
    });
    let left_out = choice.left_out.into_iter().map(|out| {
        let (id, title) = named(out.measure);
        let (change, certainty, why) = (out.change, out.certainty, out.why.name());
        LeftOutMeasure { id, title, cost_sek: out.cost, change, certainty, why }
    });
    ChosenSet {
        set: set(measures, &choice.set),
        lacking_quantiles: choice.lacking.into(),
        chosen: parts.collect(),
        left_out: left_out.collect(),
    }
}
