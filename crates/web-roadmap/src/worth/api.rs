//! What a roadmap is worth, as JSON.

use axum::Json;
use axum::extract::Query;
use axum::routing::get;
use forecast::HORIZON;
use forecast::Outlook;
use projection::quantile::Quantiles;
use projection::worth::Gap;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::words::Id;
use site::Site;
use site::fault::Fault;
use site::texts::Texts;
use site::visit::RequestContext;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/api/v1/roadmaps/{id}/worth", get(api))
}

/// Which gap and year.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WorthQuery {
    /// `fte`, `places`, `hires` or `cost`; `fte` when left out.
    gap: Option<String>,
    /// Calendar year; ten years after the base year when left out.
    year: Option<i32>,
}

/// Five quantiles over futures.
#[derive(Serialize, ToSchema)]
pub struct Figures {
    /// 5 per cent of the futures lie below.
    p5: f64,
    /// A quarter of the futures lie below.
    p25: f64,
    /// The median.
    p50: f64,
    /// Three quarters of the futures lie below.
    p75: f64,
    /// 95 per cent of the futures lie below.
    p95: f64,
}

impl From<Quantiles> for Figures {
    fn from(q: Quantiles) -> Self {
        let Quantiles { p5, p25, p50, p75, p95 } = q;
        Self { p5, p25, p50, p75, p95 }
    }
}

/// What a measure changes.
#[derive(Serialize, ToSchema)]
struct MeasureWorth {
    /// The measure.
    id: Uuid,
    /// Its title.
    title: String,
    /// Mean over futures of its share of the change; negative closes.
    mean: f64,
    /// Standard error of the mean from computing over orders drawn at random; 0 for up to eight measures, where all
    /// are.
    mean_error: f64,
    /// Quantiles over futures; for more than eight measures those of the measure alone, at the scale of its part.
    quantiles: Figures,
}

/// One gap in one year, with and without the roadmap.
#[derive(Serialize, ToSchema)]
pub struct RoadmapWorth {
    /// The gap.
    gap: &'static str,
    /// The year.
    year: i32,
    /// Mean gap without the roadmap.
    without_mean: f64,
    /// Gap without the roadmap.
    without: Figures,
    /// Mean gap that remains.
    remaining_mean: f64,
    /// Gap that remains.
    remaining: Figures,
    /// Share of the gap that is closed; null where some futures have no gap.
    closed: Option<Figures>,
    /// Share of the futures where nothing remains.
    enough: f64,
    /// Mean change of the measures together beyond the sum of each alone: above 0 they get in each other's way.
    interaction_mean: Option<f64>,
    /// Each measure's part; the means sum to the whole change.
    measures: Vec<MeasureWorth>,
}

/// What a roadmap is worth: the gap without it, what each measure changes, what remains.
#[utoipa::path(get, path = "/roadmaps/{id}/worth", operation_id = "roadmap_worth", params(("id" = Uuid, Path, description = "The roadmap"), WorthQuery), tag = "roadmaps",
    responses((status = 200, description = "The worth", body = RoadmapWorth), (status = 400, description = "Unknown gap or year, or a roadmap for a larger area than a municipality"),
        (status = 404, description = "No such roadmap")))]
pub async fn api(
    site: RequestContext,
    t: Texts,
    Id(id): Id,
    Query(asked): Query<WorthQuery>,
) -> Result<Json<RoadmapWorth>, Fault> {
    let year = asked.year.unwrap_or(HORIZON);
    let gap = asked.gap.as_deref().map_or(Some(Gap::Fte), Gap::named);
    let gap = gap.ok_or_else(|| Fault::BadRequest("gap: fte, places, hires, cost".into()))?;
    if site.forecast.year_index(year).is_none() {
        let run = site.forecast.run();
        return Err(Fault::BadRequest(format!("year: {}–{}", run.base_year, site.forecast.last_year())));
    }
    let tree = plan::decisions::readable(&mut site.read().await?, id).await?.tree;
    site.compute_roadmap(move |forecast| {
        let measures = tree.computable();
        let found =
            forecast.worth(&tree.roadmap.region_code, Outlook::default(), &measures, &[(gap, year)])?;
        let worth = found.into_iter().next()?;
        let errors = worth.sampling.map_or_else(|| vec![0.0; worth.parts.len()], |sampling| sampling.errors);
        let parts = worth.part_means.iter().zip(errors).zip(worth.parts);
        Some(RoadmapWorth {
            gap: gap.name(),
            year,
            without_mean: worth.without_mean,
            without: worth.without.into(),
            remaining_mean: worth.remaining_mean,
            remaining: worth.remaining.into(),
            closed: worth.closed.map(Figures::from),
            enough: worth.enough,
            interaction_mean: worth.interaction.map(|found| found.mean),
            measures: tree
                .computed_measures()
                .zip(parts)
                .map(|(m, ((mean, mean_error), q))| MeasureWorth {
                    id: m.id,
                    title: m.title.clone(),
                    mean: *mean,
                    mean_error,
                    quantiles: q.into(),
                })
                .collect(),
        })
    })
    .await?
    .map(Json)
    .ok_or_else(|| Fault::BadRequest(t.get("worth-not-municipality")))
}
