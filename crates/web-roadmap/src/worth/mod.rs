//! What a roadmap is worth: the gap without it, what each measure closes, what remains, and whether it is enough.

pub mod api;
mod file;
mod proposals;

use std::collections::BTreeSet;
use std::fmt::Display;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use charts::{Fan, Kind, Row, Waterfall, Width};
use forecast::{Forecast, HORIZON};
use plan::decisions::Read;
use plan::roadmap::{Measure, RoadmapTree, computable};
use projection::quantile::Quantiles;
use projection::worth::{EXACT, Gap, Sampling, Worth};
use uuid::Uuid;

use self::proposals::{ProposalRow, Proposals};
use crate::words::Id;
use site::Site;
use site::basis::Basis;
use site::fault::Fault;
use site::page::{Frame, NavItem, render};
use site::texts::Texts;
use site::verdict::{TOGETHER, is_it_enough, nothing_counted};
use site::visit::{Asked, CurrentPage, RequestContext};
use site::words::gap_title;
use web_forecast::{bands, fan_labels};

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/fardplan/{id}/varde", get(page)).merge(api::routes()).merge(file::routes())
}

/// Fields of an address.
pub type Fields = Vec<(String, String)>;

/// What the reader asks for.
pub struct View {
    /// The year that is spoken of.
    pub year: i32,
    gap: Gap,
    /// How need develops, as on the municipality's page.
    need: web_forecast::View,
    /// The measures that are switched off for this look.
    off: BTreeSet<Uuid>,
}

/// The most measures that are named where some are chosen.
const MOST_NAMED: usize = 8;
/// The names of the gaps in addresses, in the order they are offered.
pub(super) const GAPS: [(Gap, &str); 4] =
    [(Gap::Fte, "arsarbetare"), (Gap::Places, "platser"), (Gap::Hires, "rekrytering"), (Gap::Cost, "kronor")];

impl View {
    /// Reads it from the fields of an address.
    pub fn of(fields: &Fields, forecast: &Forecast, tree: &RoadmapTree) -> Self {
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
            need: web_forecast::View::of(fields, forecast)
                .without_levers()
                .at_home_in(forecast, &tree.roadmap.region_code),
            off,
        }
    }

    /// The measures that count and are not switched off.
    pub fn chosen<'a>(&self, tree: &'a RoadmapTree) -> Vec<&'a Measure> {
        tree.computed_measures().filter(|m| !self.off.contains(&m.id)).collect()
    }

    /// What the page with this look rests on.
    pub fn basis(&self, t: Texts, asked: &Asked, tree: &RoadmapTree) -> Basis {
        let gap = self.gap_name();
        let chosen = self.chosen(tree);
        let all = tree.computed_measures().count();
        let measures = if self.off.is_empty() {
            t.count("worth-basis-all", all)
        } else {
            let mut titles: Vec<&str> =
                chosen.iter().take(MOST_NAMED).map(|measure| measure.title.as_str()).collect();
            titles.extend((chosen.len() > MOST_NAMED).then_some("…"));
            let values: [(&str, &dyn Display); 2] = [("all", &all), ("titles", &titles.join(", "))];
            t.counted("worth-basis-some", chosen.len() as f64, &values)
        };
        let mut said = vec![
            (t.get("worth-basis-gap"), t.get(&format!("worth-gap-{}", self.gap.name()))),
            (t.get("year"), self.year.to_string()),
        ];
        said.extend(self.need.chosen_scenario(t));
        said.push((t.get("worth-measures"), measures));
        let mut name = vec![gap.to_owned()];
        name.extend(self.need.choice_in_name());
        if !self.off.is_empty() {
            name.push(format!("{}-av-{all}", chosen.len()));
        }
        let path = format!("/fardplan/{}/varde?{}", tree.roadmap.id, self.query(gap, tree));
        Basis::new(asked, &path, said, &name)
    }

    /// The gap's name in addresses.
    fn gap_name(&self) -> &'static str {
        GAPS.iter().find(|(gap, _)| *gap == self.gap).map_or(GAPS[0].1, |(_, name)| *name)
    }

    fn query(&self, gap: &str, tree: &RoadmapTree) -> String {
        let mut query = format!("ar={}&gap={gap}{}", self.year, self.need.scenario_query());
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

/// What the roadmap is worth, written and drawn.
pub struct Outcome {
    sentence: String,
    enough: bool,
    title: String,
    /// The waterfall in both widths.
    pub waterfall: String,
    /// How the measures meet.
    interaction: Option<String>,
    /// How the parts were sampled, where they were.
    sampling: Option<String>,
    /// The gap year by year in both widths.
    pub fan: String,
    rows: Vec<[String; 4]>,
}

#[derive(Template)]
#[template(path = "roadmap/worth.html")]
pub struct WorthPage {
    frame: Frame,
    title: String,
    /// Which form of it the figures are about.
    label: String,
    address: String,
    years: Vec<(i32, bool)>,
    scenarios: Vec<(&'static str, String, bool)>,
    gap: &'static str,
    gaps: Vec<(String, String, bool)>,
    parts: Vec<Part>,
    /// The figures and charts, where the roadmap is a municipality's.
    pub result: Option<Outcome>,
    query: String,
    /// What the figures rest on, and when and where they were fetched.
    basis: String,
    fetched: String,
    /// Where to choose among the measures for a budget.
    choose: String,
    /// Where it is told in words how the figures are computed.
    explained: String,
    remark: Option<String>,
    /// What effects that answers propose would change.
    proposals: Vec<ProposalRow>,
    /// How many more there are, in words.
    more_proposals: String,
    has_more: bool,
}

async fn page(
    site: RequestContext,
    t: Texts,
    Id(id): Id,
    uri: CurrentPage,
    Query(fields): Query<Fields>,
) -> Result<Response, Fault> {
    let mut tx = site.read().await?;
    let read = plan::decisions::readable(&mut tx, id).await?;
    let proposals = Proposals::load(&mut tx, id).await?;
    drop(tx);
    let label = label(t, &read);
    let page = site
        .compute_roadmap(move |forecast| {
            let view = View::of(&fields, forecast, &read.tree);
            let (proposals, more) = proposals.rows(forecast, t, &read.tree, &view);
            WorthPage {
                label,
                proposals,
                more_proposals: t.count("proposals-more", more),
                has_more: more > 0,
                ..worth_page(forecast, t, &uri, &read.tree, &fields)
            }
        })
        .await?;
    render(&page)
}

/// Which form of the roadmap the figures are about.
fn label(t: Texts, read: &Read) -> String {
    match read.version {
        Some(number) => t.with("worth-of-version", &[("number", &number)]),
        None if read.is_in_force => t.get("worth-of-adopted"),
        None => {
            let stage = read.tree.roadmap.stage;
            let key = if stage.is_decided() { "worth-of-decided" } else { "worth-of-draft" };
            t.with(key, &[("stage", &t.get(&format!("stage-{stage}")))])
        }
    }
}

/// The page for a roadmap.
pub fn worth_page(
    forecast: &Forecast,
    t: Texts,
    uri: &CurrentPage,
    tree: &RoadmapTree,
    fields: &Fields,
) -> WorthPage {
    let view = View::of(fields, forecast, tree);
    let address = format!("/fardplan/{}", tree.roadmap.id);
    let region = forecast.regions().by_code(&tree.roadmap.region_code);
    let mut frame =
        Frame::new(t, format!("{}: {}", t.get("worth-title"), tree.roadmap.title), NavItem::Roadmap, uri);
    if let Some(region) = region {
        frame = frame.below(site::words::region_name(t, region), site::words::region_address(region));
    }
    let chosen = view.chosen(tree);
    let computed = compute(forecast, tree, &view, &chosen);
    let remark = match computed {
        None => Some(t.get("worth-not-municipality")),
        Some(_) => nothing_counted(t, tree),
    };
    let format = Written::new(t, view.gap);
    let part = |id: Uuid| {
        let worth = &computed.as_ref()?.now;
        let index = chosen.iter().position(|m| m.id == id)?;
        Some(format.with_interval(worth.parts_between_medians()[index], &worth.parts[index]))
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
    let gap = view.gap_name();
    let basis = view.basis(t, &uri.asked, tree);
    WorthPage {
        title: tree.roadmap.title.clone(),
        label: String::new(),
        years: (base + 1..=forecast.last_year()).map(|y| (y, y == view.year)).collect(),
        scenarios: web_forecast::SCENARIOS
            .map(|s| (s, t.get(&format!("scenario-{s}")), s == view.need.scenario))
            .to_vec(),
        gap,
        gaps: GAPS
            .map(|(g, name)| {
                let link = format!("{address}/varde?{}", view.query(name, tree));
                (t.get(&format!("worth-gap-{}", g.name())), link, g == view.gap)
            })
            .to_vec(),
        frame: frame.below(tree.roadmap.title.clone(), address.clone()),
        parts,
        query: view.query(gap, tree),
        basis: basis.sentence(t),
        fetched: basis.fetched(t),
        explained: format!(
            "/kommun/{}/sa-raknas-det?ar={}{}",
            tree.roadmap.region_code,
            view.year,
            view.need.scenario_query()
        ),
        choose: format!("{address}/urval?ar={}&gap={gap}{}", view.year, view.need.scenario_query()),
        proposals: Vec::new(),
        more_proposals: String::new(),
        has_more: false,
        result: computed.map(|worth| result(t, forecast, &view, &chosen, &worth, &address)),
        remark,
        address,
    }
}

/// What a roadmap is worth against the gaps.
pub struct Computed {
    /// Against the chosen gap for every year, without parts.
    pub by_year: Vec<Worth>,
    /// Against the chosen gap in the chosen year, with parts.
    pub now: Worth,
    /// Against the gaps that are told of together in the chosen year, without parts.
    pub beside: Vec<(Gap, Worth)>,
}

/// Computes a roadmap's worth. None where the roadmap is no municipality's.
pub fn compute(
    forecast: &Forecast,
    tree: &RoadmapTree,
    view: &View,
    chosen: &[&Measure],
) -> Option<Computed> {
    let measures: Vec<_> = chosen.iter().map(|m| computable(m)).collect();
    let base = forecast.run().base_year;
    let code = &tree.roadmap.region_code;
    let scenario = view.need.choice().outlook;
    let years = (base + 1..=forecast.last_year()).map(|year| (view.gap, year));
    let asked: Vec<(Gap, i32)> = TOGETHER.map(|gap| (gap, view.year)).into_iter().chain(years).collect();
    let mut whole = forecast.worth_whole(code, scenario.clone(), &measures, &asked)?;
    let by_year = whole.split_off(TOGETHER.len());
    let now = forecast.worth(code, scenario, &measures, &[(view.gap, view.year)])?.pop()?;
    Some(Computed { by_year, now, beside: TOGETHER.into_iter().zip(whole).collect() })
}

/// How a gap's numbers are written.
pub(super) struct Written {
    t: Texts,
    pub(super) scale: f64,
    decimals: usize,
    is_money: bool,
}

impl Written {
    pub(super) fn new(t: Texts, gap: Gap) -> Self {
        match gap {
            Gap::Cost => Self { t, scale: 1e-6, decimals: 1, is_money: true },
            _ => Self { t, scale: 1.0, decimals: 0, is_money: false },
        }
    }

    pub(super) fn number(&self, value: f64) -> String {
        self.t.number(value * self.scale, self.decimals)
    }

    fn signed(&self, value: f64) -> String {
        self.t.signed(value * self.scale, self.decimals)
    }

    /// A number with its unit, where it has one of its own.
    pub(super) fn amount(&self, number: &str) -> String {
        if self.is_money { self.t.with("amount-millions", &[("n", &number)]) } else { number.to_owned() }
    }

    /// A change with its interval, signs written.
    pub(super) fn with_interval(&self, value: f64, q: &Quantiles) -> String {
        let interval = self.t.interval(&self.signed(q.p5), &self.signed(q.p95));
        format!("{} ({interval})", self.amount(&self.signed(value)))
    }

    /// A level with its interval.
    pub(super) fn level(&self, value: f64, q: &Quantiles) -> String {
        let interval = self.t.interval(&self.number(q.p5), &self.number(q.p95));
        format!("{} ({interval})", self.amount(&self.number(value)))
    }
}

fn result(
    t: Texts,
    forecast: &Forecast,
    view: &View,
    chosen: &[&Measure],
    Computed { by_year, now, beside }: &Computed,
    address: &str,
) -> Outcome {
    let format = Written::new(t, view.gap);
    let measures: Vec<_> = chosen.iter().map(|m| computable(m)).collect();
    let (sentence, enough) = is_it_enough(t, (view.gap, now), beside, &measures, view.year);
    let title = gap_title(t, view.gap, view.year);
    let first_year = forecast.run().base_year + 1;
    let rows = by_year
        .iter()
        .enumerate()
        .map(|(i, w)| {
            [
                (first_year + i as i32).to_string(),
                format.level(w.without.p50, &w.without),
                format.level(w.remaining.p50, &w.remaining),
                format.signed(w.remaining.p50 - w.without.p50),
            ]
        })
        .collect();
    Outcome {
        sentence,
        enough,
        waterfall: waterfall(t, &format, &title, chosen, now, address),
        interaction: interaction(t, &format, now),
        sampling: now.sampling.as_ref().map(|found| sampled(t, &format, found)),
        fan: fan(t, &format, view, first_year, by_year),
        title,
        rows,
    }
}

/// A sentence on what the measures do together beyond what each would do alone.
fn interaction(t: Texts, format: &Written, worth: &Worth) -> Option<String> {
    let found = worth.interaction.filter(|_| worth.parts.len() > 1)?;
    // As the bars: from median to median.
    let change = worth.remaining.p50 - worth.without.p50;
    let together = format.amount(&format.signed(change));
    let alone = format.amount(&format.signed(change - found.mean));
    let closes = found.alone_mean < 0.0 && change < 0.0;
    let key = match found.mean {
        _ if together == alone => "worth-interaction-none",
        // Why they differ can be told only of measures that close the gap.
        _ if !closes => "worth-interaction-other",
        beyond if beyond > 0.0 => "worth-interaction-less",
        _ => "worth-interaction-more",
    };
    let difference = format.with_interval(found.mean, &found.quantiles);
    Some(t.with(key, &[("alone", &alone), ("together", &together), ("difference", &difference)]))
}

/// A sentence on how the parts were sampled, with the margin of the least sure of them.
fn sampled(t: Texts, format: &Written, found: &Sampling) -> String {
    let margin = 1.96 * found.errors.iter().copied().fold(0.0, f64::max) * format.scale;
    // Rounded up, and never to nothing.
    let grain = 0.1_f64.powi(format.decimals as i32 + 1);
    let margin = (margin / grain).ceil().max(1.0) * grain;
    let margin = format.amount(&t.number(margin, format.decimals + 1));
    t.with("worth-sampled", &[("most", &EXACT), ("orders", &found.orders), ("margin", &margin)])
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
    let mut rows = vec![level(t.get("worth-start"), Kind::Start, worth.without.p50, &worth.without)];
    // The largest first: the order of the bars says nothing else, as the parts depend on no order.
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    let parts = worth.parts_between_medians();
    order.sort_by(|&a, &b| parts[a].total_cmp(&parts[b]));
    for i in order {
        let (value, q) = (parts[i], &worth.parts[i]);
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
    rows.push(level(t.get("worth-remains"), Kind::Remains, worth.remaining.p50, &worth.remaining));
    let figure = Waterfall {
        id: "vattenfall".into(),
        title: title.to_owned(),
        description: t.with(
            "worth-description",
            &[
                ("without", &format.level(worth.without.p50, &worth.without)),
                ("remaining", &format.level(worth.remaining.p50, &worth.remaining)),
            ],
        ),
        rows,
    };
    figure.svg(Width::Wide) + &figure.svg(Width::Narrow)
}

/// The gap without the roadmap as a fan, and the median with it as a line.
fn fan(t: Texts, format: &Written, view: &View, first_year: i32, by_year: &[Worth]) -> String {
    let without: Vec<Quantiles> = by_year.iter().map(|w| w.without).collect();
    let largest = without.iter().map(|q| q.p95.abs() * format.scale).fold(0.0, f64::max);
    let write = |v: f64| t.number(v * format.scale, usize::from(largest < 20.0) * format.decimals);
    let fan = Fan {
        level: None,
        unit: t.get(match view.gap {
            Gap::Cost => "unit-millions",
            Gap::Places => "unit-places",
            Gap::Fte => "unit-fte",
            Gap::Hires => "unit-persons",
        }),
        id: "gapet".into(),
        title: format!("{}, {}", t.get("worth-fan-title"), t.get(&format!("worth-gap-{}", view.gap.name()))),
        description: t.get("worth-fan-description"),
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
