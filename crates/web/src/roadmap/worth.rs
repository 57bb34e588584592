//! What a roadmap is worth: the gap without it, what each measure closes, what remains, and whether it is enough.

use std::collections::BTreeSet;

use askama::Template;
use axum::Json;
use axum::extract::{OriginalUri, Query, State};
use axum::response::Response;
use axum::routing::get;
use charts::{Fan, Kind, Row, Waterfall, Width};
use plan::forecast::{Forecast, HORIZON};
use plan::roadmap::{Measure, RoadmapTree, computable};
use projection::quantile::Quantiles;
use projection::worth::{Gap, Worth};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::words::Id;

use crate::fault::Fault;
use crate::forecast::{bands, fan_labels, interval};
use crate::page::{Frame, Place, render};
use crate::site::Site;
use crate::texts::Texts;

pub fn routes() -> axum::Router<Site> {
    axum::Router::new()
        .route("/fardplan/{id}/varde", get(page))
        .route("/api/v1/roadmaps/{id}/worth", get(api))
}

type Fields = Vec<(String, String)>;

/// What the reader asks for.
struct View {
    year: i32,
    gap: Gap,
    /// The measures that are switched off for this look.
    off: BTreeSet<Uuid>,
}

/// The names of the gaps in addresses, in the order they are offered.
const GAPS: [(Gap, &str); 4] =
    [(Gap::Fte, "arsarbetare"), (Gap::Places, "platser"), (Gap::Hires, "rekrytering"), (Gap::Cost, "kronor")];

impl View {
    fn of(fields: &Fields, forecast: &Forecast, tree: &RoadmapTree) -> Self {
        let field = |name: &str| fields.iter().rev().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
        let year: i32 = field("ar").and_then(|v| v.parse().ok()).unwrap_or(HORIZON);
        // Boxes that are not ticked are not sent: "valt" says that the reader has chosen.
        let chosen: BTreeSet<Uuid> =
            fields.iter().filter(|(n, _)| n == "med").filter_map(|(_, v)| v.parse().ok()).collect();
        let off = match field("valt") {
            Some(_) => tree.computed_measures().map(|m| m.id).filter(|id| !chosen.contains(id)).collect(),
            None => BTreeSet::new(),
        };
        Self {
            year: year.clamp(forecast.run().base_year + 1, forecast.last_year()),
            gap: GAPS.iter().find(|(_, name)| field("gap") == Some(name)).map_or(Gap::Fte, |(gap, _)| *gap),
            off,
        }
    }

    fn query(&self, gap: &str, tree: &RoadmapTree) -> String {
        let mut query = format!("ar={}&gap={gap}", self.year);
        if !self.off.is_empty() {
            query += "&valt=1";
            for measure in tree.computed_measures().filter(|m| !self.off.contains(&m.id)) {
                query += &format!("&med={}", measure.id);
            }
        }
        query
    }
}

/// A measure's box and its part.
struct Part {
    id: Uuid,
    title: String,
    on: bool,
    part: String,
}

struct Outcome {
    sentence: String,
    enough: bool,
    title: String,
    waterfall: String,
    fan: String,
    rows: Vec<[String; 4]>,
}

#[derive(Template)]
#[template(path = "roadmap/worth.html")]
struct WorthPage {
    frame: Frame,
    title: String,
    address: String,
    years: Vec<(i32, bool)>,
    gap: &'static str,
    gaps: Vec<(String, String, bool)>,
    parts: Vec<Part>,
    result: Option<Outcome>,
    remark: Option<String>,
}

async fn page(
    State(site): State<Site>,
    t: Texts,
    Id(id): Id,
    OriginalUri(uri): OriginalUri,
    Query(fields): Query<Fields>,
) -> Result<Response, Fault> {
    let mut tx = site.db.read().await?;
    let tree = plan::roadmap::load(&mut tx, id).await?;
    drop(tx);
    let page = site.compute(move |forecast| worth_page(forecast, t, &uri, &tree, &fields)).await?;
    render(&page)
}

fn worth_page(
    forecast: &Forecast,
    t: Texts,
    uri: &axum::http::Uri,
    tree: &RoadmapTree,
    fields: &Fields,
) -> WorthPage {
    let view = View::of(fields, forecast, tree);
    let address = format!("/fardplan/{}", tree.roadmap.id);
    let region = forecast.regions().by_code(&tree.roadmap.region_code);
    let mut frame =
        Frame::new(t, format!("{}: {}", t.get("worth-title"), tree.roadmap.title), Place::Roadmap, uri);
    if let Some(region) = region {
        frame = frame.below(region.name.clone(), crate::forecast::address(region));
    }
    let chosen: Vec<&Measure> = tree.computed_measures().filter(|m| !view.off.contains(&m.id)).collect();
    let computed = compute(forecast, tree, &view, &chosen);
    let remark = match (&computed, tree.computed_measures().next()) {
        (None, _) => Some(t.get("worth-not-municipality")),
        (Some(_), None) => Some(t.get("worth-nothing")),
        _ => None,
    };
    let format = Written::new(t, view.gap);
    let part = |id: Uuid| {
        let worth = computed.as_ref()?.last()?;
        let index = chosen.iter().position(|m| m.id == id)?;
        Some(format.with_interval(worth.part_means[index], &worth.parts[index]))
    };
    let parts = tree
        .computed_measures()
        .map(|m| Part {
            id: m.id,
            title: m.title.clone(),
            on: !view.off.contains(&m.id),
            part: part(m.id).unwrap_or_default(),
        })
        .collect();
    let base = forecast.run().base_year;
    let gap = GAPS.iter().find(|(g, _)| *g == view.gap).map_or("arsarbetare", |(_, name)| *name);
    WorthPage {
        title: tree.roadmap.title.clone(),
        years: (base + 1..=forecast.last_year()).map(|y| (y, y == view.year)).collect(),
        gap,
        gaps: GAPS
            .map(|(g, name)| {
                let link = format!("{address}/varde?{}", view.query(name, tree));
                (t.get(&format!("worth-gap-{}", g.name())), link, g == view.gap)
            })
            .to_vec(),
        frame: frame.below(tree.roadmap.title.clone(), address.clone()),
        parts,
        result: computed.map(|worth| result(t, forecast, &view, &chosen, &worth, &address)),
        remark,
        address,
    }
}

/// The gap's worth for every year (without parts), and last for the chosen year with parts. None where the
/// roadmap is no municipality's.
fn compute(forecast: &Forecast, tree: &RoadmapTree, view: &View, chosen: &[&Measure]) -> Option<Vec<Worth>> {
    let measures: Vec<_> = chosen.iter().map(|m| computable(m)).collect();
    let base = forecast.run().base_year;
    let code = &tree.roadmap.region_code;
    let by_year: Vec<(Gap, i32)> = (base + 1..=forecast.last_year()).map(|year| (view.gap, year)).collect();
    let mut worth = forecast.worth_whole(code, Default::default(), &measures, &by_year)?;
    worth.extend(forecast.worth(code, Default::default(), &measures, &[(view.gap, view.year)])?);
    Some(worth)
}

/// How a gap's numbers are written.
struct Written {
    t: Texts,
    scale: f64,
    decimals: usize,
    unit: String,
}

impl Written {
    fn new(t: Texts, gap: Gap) -> Self {
        match gap {
            Gap::Cost => Self { t, scale: 1e-6, decimals: 1, unit: format!(" {}", t.get("unit-millions")) },
            _ => Self { t, scale: 1.0, decimals: 0, unit: String::new() },
        }
    }

    fn number(&self, value: f64) -> String {
        self.t.number(value * self.scale, self.decimals)
    }

    fn signed(&self, value: f64) -> String {
        self.t.signed(value * self.scale, self.decimals)
    }

    /// A change with its interval, signs written.
    fn with_interval(&self, value: f64, q: &Quantiles) -> String {
        format!(
            "{}{} ({})",
            self.signed(value),
            self.unit,
            interval(self.t, &self.signed(q.p5), &self.signed(q.p95))
        )
    }

    /// A level with its interval.
    fn level(&self, value: f64, q: &Quantiles) -> String {
        format!(
            "{}{} ({})",
            self.number(value),
            self.unit,
            interval(self.t, &self.number(q.p5), &self.number(q.p95))
        )
    }
}

fn result(
    t: Texts,
    forecast: &Forecast,
    view: &View,
    chosen: &[&Measure],
    worth: &[Worth],
    address: &str,
) -> Outcome {
    let format = Written::new(t, view.gap);
    let (now, by_year) = worth.split_last().map_or((&worth[0], worth), |(now, years)| (now, years));
    let (sentence, enough) = sentence(t, view, now, !chosen.is_empty());
    let title = t.with(&format!("worth-gap-{}-title", view.gap.name()), &[("year", &view.year)]);
    let first_year = forecast.run().base_year + 1;
    let rows = by_year
        .iter()
        .enumerate()
        .map(|(i, w)| {
            [
                (first_year + i as i32).to_string(),
                format.level(w.without_mean, &w.without),
                format.level(w.remaining_mean, &w.remaining),
                format.signed(w.remaining_mean - w.without_mean),
            ]
        })
        .collect();
    Outcome {
        sentence,
        enough,
        waterfall: waterfall(t, &format, &title, chosen, now, address),
        fan: fan(t, &format, view, first_year, by_year),
        title,
        rows,
    }
}

/// "Räcker det?" in a sentence.
fn sentence(t: Texts, view: &View, worth: &Worth, any: bool) -> (String, bool) {
    if worth.without.p50 <= 0.0 {
        return (t.with("worth-no-gap", &[("year", &view.year)]), true);
    }
    if !any {
        return (t.get("worth-nothing"), false);
    }
    let chance = t.number(worth.enough * 100.0, 0);
    let Some(closed) = worth.closed else {
        return (t.with("worth-cannot-say", &[("chance", &chance)]), worth.enough >= 0.8);
    };
    let key = match worth.enough {
        e if e >= 0.8 => "worth-yes",
        e if e >= 0.4 => "worth-perhaps",
        _ => "worth-no",
    };
    let span = interval(t, &t.number(closed.p5 * 100.0, 0), &t.percent(closed.p95, 0));
    let words = [("closed", t.percent(closed.p50, 0)), ("closed_interval", span), ("chance", chance)];
    let words: Vec<(&str, &dyn std::fmt::Display)> =
        words.iter().map(|(n, v)| (*n, v as &dyn std::fmt::Display)).collect();
    (t.with(key, &words), worth.enough >= 0.8)
}

fn waterfall(
    t: Texts,
    format: &Written,
    title: &str,
    chosen: &[&Measure],
    worth: &Worth,
    address: &str,
) -> String {
    let level = |label: String, kind: Kind, value: f64, q: &Quantiles| Row {
        label,
        kind,
        value: value * format.scale,
        low: q.p5 * format.scale,
        high: q.p95 * format.scale,
        text: format.level(value, q),
        href: None,
    };
    let mut rows = vec![level(t.get("worth-start"), Kind::Start, worth.without_mean, &worth.without)];
    // The largest first: the order of the bars says nothing else, as the parts depend on no order.
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    order.sort_by(|&a, &b| worth.part_means[a].total_cmp(&worth.part_means[b]));
    for i in order {
        let (value, q) = (worth.part_means[i], &worth.parts[i]);
        rows.push(Row {
            label: chosen[i].title.clone(),
            kind: if value > 0.0 { Kind::Costs } else { Kind::Closes },
            value: value * format.scale,
            low: q.p5 * format.scale,
            high: q.p95 * format.scale,
            text: format.with_interval(value, q),
            href: Some(format!("{address}#atgard-{}", chosen[i].id)),
        });
    }
    rows.push(level(t.get("worth-remains"), Kind::Remains, worth.remaining_mean, &worth.remaining));
    let figure = Waterfall {
        id: "vattenfall".into(),
        title: title.to_owned(),
        description: t.with(
            "worth-description",
            &[
                ("without", &format.level(worth.without_mean, &worth.without)),
                ("remaining", &format.level(worth.remaining_mean, &worth.remaining)),
            ],
        ),
        rows,
    };
    figure.svg(Width::Wide) + &figure.svg(Width::Narrow)
}

/// The gap without the roadmap as a fan, and the median with it as a line.
fn fan(t: Texts, format: &Written, view: &View, first_year: i32, by_year: &[Worth]) -> String {
    let without: Vec<Quantiles> = by_year.iter().map(|w| w.without).collect();
    let write = |v: f64| format.number(v);
    let fan = Fan {
        id: "gapet".into(),
        title: format!("{}, {}", t.get("worth-fan-title"), t.get(&format!("worth-gap-{}", view.gap.name()))),
        description: t.get("worth-note"),
        history: Vec::new(),
        first_year,
        bands: bands(&without),
        other: Some((t.get("worth-fan-other"), by_year.iter().map(|w| w.remaining.p50).collect())),
        marked_year: None,
        labels: fan_labels(t),
        format: &write,
    };
    fan.svg(Width::Wide) + &fan.svg(Width::Narrow)
}

/// Which gap and year.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// `fte`, `places`, `hires` or `cost`; `fte` when left out.
    gap: Option<String>,
    /// Calendar year; ten years after the base year when left out.
    year: Option<i32>,
}

/// Five quantiles over futures.
#[derive(Serialize, ToSchema)]
struct Figures {
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
    /// Quantiles over futures.
    quantiles: Figures,
}

/// One gap in one year, with and without the roadmap.
#[derive(Serialize, ToSchema)]
pub(super) struct RoadmapWorth {
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
    /// Each measure's part; the means sum to the whole change.
    measures: Vec<MeasureWorth>,
}

/// What a roadmap is worth: the gap without it, what each measure changes, what remains.
#[utoipa::path(get, path = "/roadmaps/{id}/worth", params(("id" = Uuid, Path, description = "The roadmap"), Asked), tag = "roadmaps",
    responses((status = 200, description = "The worth", body = RoadmapWorth), (status = 400, description = "Unknown gap or year, or a roadmap for a larger area than a municipality"),
        (status = 404, description = "No such roadmap")))]
pub(super) async fn api(
    State(site): State<Site>,
    t: Texts,
    Id(id): Id,
    Query(asked): Query<Asked>,
) -> Result<Json<RoadmapWorth>, Fault> {
    let year = asked.year.unwrap_or(HORIZON);
    let gap = asked.gap.as_deref().map_or(Some(Gap::Fte), Gap::named);
    let gap = gap.ok_or_else(|| Fault::BadRequest("gap: fte, places, hires, cost".into()))?;
    let tree = plan::roadmap::load(&mut site.db.read().await?, id).await?;
    site.compute(move |forecast| {
        let measures = tree.computable();
        let found =
            forecast.worth(&tree.roadmap.region_code, Default::default(), &measures, &[(gap, year)])?;
        let worth = found.into_iter().next()?;
        let parts = worth.part_means.iter().zip(worth.parts);
        Some(RoadmapWorth {
            gap: gap.name(),
            year,
            without_mean: worth.without_mean,
            without: worth.without.into(),
            remaining_mean: worth.remaining_mean,
            remaining: worth.remaining.into(),
            closed: worth.closed.map(Figures::from),
            enough: worth.enough,
            measures: tree
                .computed_measures()
                .zip(parts)
                .map(|(m, (mean, q))| MeasureWorth {
                    id: m.id,
                    title: m.title.clone(),
                    mean: *mean,
                    quantiles: q.into(),
                })
                .collect(),
        })
    })
    .await?
    .map(Json)
    .ok_or_else(|| Fault::BadRequest(t.get("worth-not-municipality")))
}
