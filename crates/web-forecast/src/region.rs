//! The page of a municipality: what is coming, levers to try, its roadmaps and the hindcast.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::response::Response;
use forecast::Forecast;
use plan::access::{Right, may_somewhere};
use plan::decisions::Read;
use plan::roadmap::of_municipality;
use projection::lever::{Lever, Unit};
use projection::output::Output;
use projection::worth::{Gap, Worth};
use statistics::Region;
use statistics::region::Kind;

use super::charts::{Drawn, Shown, draw};
use super::choice::{SCENARIOS, View, coverage_today, lever_decimals};
use super::effects::effects;
use super::headline::{headline, note};
use super::hindcast::{self, PastView};
use super::origin::{Origin, origin};
use super::{address, lever_key, name, region_with, unit_key, with_zero_again};
use site::entry::Entry;
use site::fault::Fault;
use site::page::{Frame, NavItem, encoded, render};
use site::texts::Texts;
use site::verdict::{TOGETHER, is_it_enough, nothing_counted};
use site::visit::{CurrentPage, RequestContext};

/// Fields of an address.
type Fields = Query<Vec<(String, String)>>;

/// What moves when a lever is dragged: the chart and the words around it.
pub struct RegionFigures {
    pub t: Texts,
    pub headline: String,
    pub drawn: Drawn,
    pub tabs: Vec<(String, String, bool)>,
    pub effects: Vec<(String, String)>,
    pub remarks: Vec<String>,
    /// What unchanged shares would give, where nothing is tried.
    pub note: Option<String>,
    pub chart_file: String,
    pub table_file: String,
    pub workbook: String,
    /// Where it is told in words how the figures are computed.
    pub explained: String,
    /// The same on one sheet of paper.
    pub sheet: String,
    pub make_measure: Option<String>,
    /// Where numbers that people count are converted to levers.
    pub conversion: Option<String>,
    /// Where what is tried is set aside, to try something else beside it.
    pub set_aside: Option<String>,
    /// Where it is seen beside what was set aside.
    pub side_by_side: Option<String>,
    pub effect_title: String,
    pub source: String,
    /// What the figures rest on, and when and where they were fetched.
    pub basis: String,
    pub fetched: String,
}

/// One slider.
struct Slider {
    name: &'static str,
    label: String,
    value: f64,
    min: f64,
    max: f64,
    step: f64,
    shown: String,
    unit: String,
}

#[derive(Template)]
#[template(path = "forecast/municipality.html")]
struct MunicipalityPage {
    frame: Frame,
    region: Region,
    answer: RegionFigures,
    roadmaps: Vec<Entry>,
    /// Whether whoever reads can make one.
    may_plan: bool,
    /// Whether a part of the municipality has one of its own.
    has_part: bool,
    /// Whether it is computed with figures of the municipality's own.
    has_own_figures: bool,
    verdict: Option<Verdict>,
    years: Vec<(i32, bool)>,
    scenarios: Vec<(&'static str, String, bool)>,
    coverage: String,
    healthy: String,
    shown: &'static str,
    set_aside: Option<String>,
    sliders: Vec<Slider>,
    more_sliders: Vec<Slider>,
    more_open: bool,
    /// The years in which what is tried can begin, and which is chosen; years until it is full.
    starts: Vec<(i32, bool)>,
    ramp: u32,
    phase_open: bool,
    past: Option<PastView>,
    origin: Origin,
    comparison_address: String,
}

#[derive(Template)]
#[template(path = "forecast/answer_moved.html")]
struct MovedFigures {
    answer: RegionFigures,
}

/// "Räcker färdplanen?" for the roadmap that answers for the municipality.
struct Verdict {
    title: String,
    /// Whether it applies, or how far it has come.
    label: String,
    sentence: String,
    enough: bool,
    address: String,
}

/// The step of a slider whose value no step of its own leads to.
const FINE_STEP: f64 = 0.01;

/// Sliders that are always shown; the others stand under "more".
const FIRST_LEVERS: [Lever; 6] = [
    Lever::OnsetDelay,
    Lever::SpecialHousingCoverage,
    Lever::HomeCareHoursPerUser,
    Lever::ContractHours,
    Lever::SickLeave,
    Lever::ExitAge,
];

pub async fn municipality(
    site: RequestContext,
    t: Texts,
    Path(code): Path<String>,
    uri: CurrentPage,
    headers: HeaderMap,
    Query(fields): Fields,
) -> Result<Response, Fault> {
    if let Some(moved) = with_zero_again(&site, &code, &uri) {
        return Ok(moved);
    }
    let region = region_with(&site, &code)?.clone();
    if region.kind() != Kind::Municipality {
        return Ok(site::page::see_other(&address(&region)));
    }
    let (view, code_of_view) = (View::of(&fields, &site.forecast), code.clone());
    let view = site.compute(move |forecast| view.at_home_in(forecast, &code_of_view)).await?;
    if headers.contains_key("hx-request") {
        let answer = site.compute(move |forecast| answer(forecast, t, &uri, &region, &view)).await?;
        return render(&MovedFigures { answer });
    }
    let mut tx = site.read().await?;
    let own = of_municipality(&mut tx, &code).await?;
    let answering = plan::decisions::answering(&mut tx, &code, &own).await?;
    let tree = plan::organisations::load(&mut tx).await?;
    let listed = own.readable.iter().map(|summary| Entry::new(t, &tree, summary));
    let listed = listed.chain(own.published.iter().map(|version| Entry::of_version(t, &tree, version)));
    let roadmaps: Vec<Entry> = listed.collect();
    let may_plan = may_somewhere(&site.visitor().actor, Right::Plan);
    let has_part = own.has_part(&code);
    drop(tx);
    let page = site
        .compute(move |forecast| {
            let verdict = answering.as_ref().and_then(|read| verdict(forecast, t, read, &view));
            let page = municipality_page(forecast, t, &uri, region, &view, roadmaps, verdict);
            MunicipalityPage { may_plan, has_part, ..page }
        })
        .await?;
    render(&page)
}

fn municipality_page(
    forecast: &Forecast,
    t: Texts,
    uri: &CurrentPage,
    region: Region,
    view: &View,
    roadmaps: Vec<Entry>,
    verdict: Option<Verdict>,
) -> MunicipalityPage {
    let places =
        forecast.summary(&region.code, &Default::default()).map_or(0.0, |s| s.at(Output::Places, 0).p50);
    let slider = |lever: &Lever| slider(t, *lever, view, places);
    let rest: Vec<Lever> = Lever::ALL.into_iter().filter(|l| !FIRST_LEVERS.contains(l)).collect();
    MunicipalityPage {
        frame: frame(forecast, t, uri, &region),
        answer: answer(forecast, t, uri, &region, view),
        roadmaps,
        may_plan: false,
        has_part: false,
        has_own_figures: !view.own_figures.is_empty(),
        verdict,
        years: years(forecast, view.year),
        scenarios: SCENARIOS.map(|s| (s, t.get(&format!("scenario-{s}")), s == view.scenario)).to_vec(),
        // Kept in the form whatever is chosen, for whoever chooses to decide it next.
        coverage: view
            .coverage
            .or_else(|| coverage_today(forecast, &region.code))
            .map_or_else(String::new, |share| t.number(share * 100.0, 1)),
        healthy: t.number(view.healthy * 100.0, 0),
        shown: view.shown.name(),
        set_aside: view.set_aside.clone(),
        sliders: FIRST_LEVERS.iter().map(slider).collect(),
        more_open: rest.iter().any(|l| view.lever(*l) != 0.0),
        starts: years(forecast, view.phase.map_or(forecast.run().base_year + 1, |phase| phase.start)),
        ramp: view.phase.map_or(0, |phase| phase.ramp),
        phase_open: view.phase.is_some(),
        more_sliders: rest.iter().map(slider).collect(),
        past: hindcast::view(forecast, t, &region),
        origin: origin(forecast, t, &region, view.year),
        comparison_address: format!("/kommun/{}/jamforelse?ar={}", region.code, view.year),
        region,
    }
}

/// A region, and what is chosen for it.
pub async fn chosen(
    site: &RequestContext,
    code: &str,
    fields: &[(String, String)],
) -> Result<(Region, View), Fault> {
    let region = region_with(site, code)?.clone();
    let (view, of) = (View::of(fields, &site.forecast), region.clone());
    let view = site.compute(move |forecast| view.for_region(forecast, &of)).await?;
    Ok((region, view))
}

/// The years that can be chosen, and which of them is.
pub fn years(forecast: &Forecast, chosen: i32) -> Vec<(i32, bool)> {
    (forecast.run().base_year + 1..=forecast.last_year()).map(|year| (year, year == chosen)).collect()
}

pub fn frame(forecast: &Forecast, t: Texts, uri: &CurrentPage, region: &Region) -> Frame {
    let frame = Frame::new(t, name(t, region), NavItem::Forecast, uri);
    if region.kind() == Kind::Country {
        return frame;
    }
    let mut frame = frame.below(t.get("country"), "/riket");
    if region.kind() == Kind::Municipality
        && let Some(county) = forecast.regions().by_code(region.county())
    {
        frame = frame.below(county.name.clone(), address(county));
    }
    frame
}

fn slider(t: Texts, lever: Lever, view: &View, places: f64) -> Slider {
    let facts = lever.facts();
    // Twice today's places is more than any plan: the whole range would make the slider too coarse to use.
    let max = if facts.unit == Unit::Places { (places * 2.0).max(20.0).round() } else { facts.max };
    let unit = t.get(unit_key(facts.unit));
    let value = view.lever(lever);
    let decimals = lever_decimals(lever, value);
    // A value between two steps stands where it is: browsers would move the slider, and the figures not.
    let steps = (value - facts.min) / facts.step;
    let step = if (steps - steps.round()).abs() < 1e-6 { facts.step } else { FINE_STEP };
    Slider {
        name: lever.name(),
        label: t.get(&lever_key(lever)),
        value,
        min: facts.min,
        max: max.max(value),
        step,
        shown: format!("{} {unit}", t.signed(value, decimals)),
        unit,
    }
}

fn answer(forecast: &Forecast, t: Texts, here: &CurrentPage, region: &Region, view: &View) -> RegionFigures {
    let change = view.is_tried().then(|| forecast.change(&region.code, &view.choice())).flatten();
    let plain = match &change {
        Some(_) => None,
        None => forecast.summary(&region.code, &Default::default()),
    };
    // A code that is in the list of regions always has a summary.
    let chosen = change.as_ref().map(|change| &change.chosen).or(plain.as_deref());
    let chosen = chosen.unwrap_or_else(|| unreachable!("{} is a region", region.code));
    let query = view.query(view.shown);
    let basis = view.basis(t, &here.asked, &address(region));
    let aside =
        view.set_aside.as_ref().map(|first| format!("&jamfor={}", encoded(first))).unwrap_or_default();
    RegionFigures {
        t,
        headline: headline(forecast, t, region, view, chosen),
        drawn: draw(
            t,
            forecast,
            region,
            view.shown,
            view,
            chosen,
            change.as_ref().map(|change| &change.without),
        ),
        tabs: Shown::ALL
            .map(|s| {
                let link = format!("{}?{}{aside}", address(region), view.query(s));
                (t.get(&s.tab_key()), link, s == view.shown)
            })
            .to_vec(),
        effects: change
            .as_ref()
            .map_or_else(Vec::new, |change| effects(forecast, t, &change.difference, view.year)),
        remarks: view.remarks(t),
        note: note(forecast, t, region, view),
        chart_file: format!("/kommun/{}/diagram/{}.svg?{query}", region.code, view.shown.name()),
        table_file: format!("/kommun/{}/prognos.csv?{query}", region.code),
        workbook: format!("/kommun/{}/prognos.xlsx?{query}", region.code),
        sheet: format!("/kommun/{}/utskrift?{query}", region.code),
        explained: format!("/kommun/{}/sa-raknas-det?{query}", region.code),
        make_measure: make_measure(region, view),
        conversion: Some(format!("{}/rakna-om?{query}{aside}", address(region))),
        set_aside: view.is_tried().then(|| format!("{}?{query}&jamfor={}", address(region), encoded(&query))),
        side_by_side: view.set_aside.as_ref().map(|first| {
            format!("{}/tva-forsok?ett={}&tva={}", address(region), encoded(first), encoded(&query))
        }),
        effect_title: t.with(
            if view.levers.is_empty() && view.is_tried() { "effect-title-outlook" } else { "effect-title" },
            &[("year", &view.year)],
        ),
        source: source(t, region, view.shown),
        basis: basis.sentence(t),
        fetched: basis.fetched(t),
    }
}

/// Whose figures a chart rests on.
pub fn source(t: Texts, region: &Region, shown: Shown) -> String {
    t.get(match (shown, region.kind()) {
        (Shown::Over80, Kind::Country) => "chart-source-country",
        (Shown::Over80, _) => "chart-source",
        _ => "chart-source-care",
    })
}

/// Address of a form for a measure that does what the levers do now.
fn make_measure(region: &Region, view: &View) -> Option<String> {
    if view.levers.is_empty() {
        return None;
    }
    let levers: String = view.levers.iter().map(|(l, v)| format!("hav={}:{v}&", l.name())).collect();
    let phase =
        view.phase.map(|phase| format!("start={}&infas={}", phase.start, phase.ramp)).unwrap_or_default();
    let query = levers + &phase;
    Some(format!("/kommun/{}/ny-atgard?{}", region.code, query.trim_end_matches('&')))
}

fn verdict(forecast: &Forecast, t: Texts, read: &Read, view: &View) -> Option<Verdict> {
    let tree = &read.tree;
    let measures = tree.computable();
    let scenario = view.choice().outlook;
    let asked = TOGETHER.map(|gap| (gap, view.year));
    let worth = forecast.worth_whole(&tree.roadmap.region_code, scenario, &measures, &asked)?;
    let beside: Vec<(Gap, Worth)> = TOGETHER.into_iter().zip(worth).collect();
    let (gap, worth) = beside.iter().find(|(gap, _)| *gap == Gap::Fte)?;
    let (sentence, enough) = match nothing_counted(t, tree) {
        Some(why) => (why, false),
        None => is_it_enough(t, (*gap, worth), &beside, &measures, view.year),
    };
    Some(Verdict {
        title: tree.roadmap.title.clone(),
        label: match read.is_in_force {
            true => t.get("stage-in_force"),
            false => t.get(&format!("stage-{}", tree.roadmap.stage)),
        },
        sentence,
        enough,
        address: format!("/fardplan/{}/varde?ar={}{}", tree.roadmap.id, view.year, view.scenario_query()),
    })
}
