//! Approaches for a need, ranked by what they would close in its municipality, for what they cost and by how sure that is.

use forecast::{Choice, HORIZON};
use plan::library::examples::{self, ExampleFilter, ExampleState};
use plan::library::{self, Strength};
use plan::records::Page;
use plan::roadmap::{Part, load_around};
use plan::search::{APPROACH, Asked, find};
use projection::output::Output;
use statistics::Region;
use statistics::effects::Approach;
use uuid::Uuid;
use web_forecast::View;

use crate::list::Marks;
use crate::tried::{Tried, read};
use crate::words::{approach_address, told};
use site::fault::Fault;
use site::forms::Form;
use site::texts::Texts;
use site::visit::RequestContext;
use site::words::{kronor, region_name};

/// Most approaches that are ranked for a need.
const MOST: usize = 8;
/// How many times less than the best an approach may say of the need and still be about it.
const NEAR: i64 = 3;
/// Most examples that tell what an approach costs.
const MOST_EXAMPLES: i64 = 50;

/// Approaches for a need.
pub struct Ranked {
    /// For which need, and where.
    pub title: String,
    /// The best first.
    pub rows: Vec<RankedRow>,
}

/// An approach for a need.
pub struct RankedRow {
    /// What it is called.
    pub title: String,
    /// Where it is tried.
    pub address: String,
    /// What it would close here.
    pub closes: String,
    /// What that costs.
    pub cost: String,
    /// How strong the evidence is, in words and marks.
    pub strength: String,
    /// The same as marks.
    pub marks: Marks,
}

/// What is known of an approach in a municipality.
struct Weighed<'a> {
    approach: &'a Approach,
    /// Full-time equivalents fewer in the year that is shown, in the middle and the interval of nine in ten; none where no study leads to
    /// a figure here.
    closes: Option<(f64, f64, f64)>,
    is_known: bool,
    /// Kronor a year, in the middle of the examples that tell.
    cost: Option<f64>,
    strength: Strength,
    /// Whether it says about as much of the need as what says most.
    is_close: bool,
}

impl Weighed<'_> {
    /// What decides the order: whether it is known to close anything, how much for each krona where the cost is known, how much, how
    /// close to the need it is, and how strong the evidence is.
    fn rank(&self) -> (bool, f64, f64, bool, usize) {
        let closes = self.closes.map_or(0.0, |(middle, ..)| middle.max(0.0));
        let for_each = self.cost.filter(|cost| *cost > 0.0).map_or(0.0, |cost| closes / cost);
        (self.is_known && closes > 0.0, for_each, closes, self.is_close, self.strength.marks())
    }
}

/// Ranks the approaches that a need, which the reader may read, is about; none when it is about none of them.
///
/// # Errors
/// The database or the forecast fails.
pub async fn ranked(site: &RequestContext, t: Texts, need: Uuid) -> Result<Option<Ranked>, Fault> {
    let mut tx = site.read().await?;
    let tree = match load_around(&mut tx, Part::Need, need).await {
        Ok(tree) => tree,
        Err(plan::fault::Fault::NotFound { .. }) => return Ok(None),
        Err(other) => return Err(other.into()),
    };
    let Some(row) = tree.need(need) else { return Ok(None) };
    let text = format!("{} {}", row.title, row.more_needed);
    let asked = Asked { text: &text, is_typing: false, kinds: &[APPROACH], most: MOST };
    let hits = find(&mut tx, &asked).await?.hits;
    drop(tx);
    let Some(place) = site.forecast.regions().by_code(&tree.roadmap.region_code) else { return Ok(None) };
    let effects = &site.forecast.tables().effects;
    let best = hits.iter().map(|hit| hit.worth).max().unwrap_or_default();
    let near = hits.iter().filter(|hit| hit.worth * NEAR >= best);
    let mut all = Vec::new();
    for hit in near {
        let Some(approach) = effects.approach(&hit.name) else { continue };
        all.push(Weighed { is_close: hit.worth * 3 >= best * 2, ..weighed(site, t, approach, place).await? });
    }
    all.sort_by(|a, b| b.rank().partial_cmp(&a.rank()).unwrap_or(std::cmp::Ordering::Equal));
    let told: [(&str, &dyn std::fmt::Display); 2] = [("need", &row.title), ("place", &region_name(t, place))];
    Ok((!all.is_empty()).then(|| Ranked {
        title: t.with("ranked-title", &told),
        rows: all.iter().map(|one| ranked_row(t, one, need)).collect(),
    }))
}

async fn weighed<'a>(
    site: &RequestContext,
    t: Texts,
    approach: &'a Approach,
    place: &Region,
) -> Result<Weighed<'a>, Fault> {
    let base = site.forecast.run().base_year;
    let mut form = Form::default();
    form.set("kommun", &place.name).set("andel", 50).set("borjar", base + 2).set("ar", HORIZON);
    // What cannot be computed without figures that nobody has typed is told without a number.
    let tried = read(site, t, approach, &mut form).await?.filter(|_| form.is_good());
    let is_known = tried.as_ref().is_some_and(|tried| tried.is_known);
    let closes = match tried {
        Some(tried) => site.compute(move |forecast| closes(forecast, &tried)).await?,
        None => None,
    };
    let outcomes = library::outcomes(&site.forecast.tables().effects, &approach.name);
    Ok(Weighed {
        approach,
        closes,
        is_known,
        cost: cost(site, &approach.name, &place.code).await?,
        strength: library::strength(&outcomes),
        is_close: false,
    })
}

/// Full-time equivalents fewer, with an interval.
fn closes(forecast: &forecast::Forecast, tried: &Tried) -> Option<(f64, f64, f64)> {
    let code = &tried.region.code;
    let view = View::of(&[], forecast).at_home_in(forecast, code);
    let choice = Choice { measures: vec![tried.input.computable()], ..view.choice() };
    let index = forecast.year_index(tried.year)?;
    let change = forecast.change(code, &choice)?.difference.at(Output::FteGap, index);
    Some((-change.p50, -change.p95, -change.p5))
}

/// What an approach would cost a year in a municipality: in the middle of the published examples that tell, each by how many are
/// 80 or older there and here.
async fn cost(site: &RequestContext, approach: &str, code: &str) -> Result<Option<f64>, Fault> {
    let filter = ExampleFilter {
        approach: Some(approach.to_owned()),
        state: Some(ExampleState::Published),
        ..ExampleFilter::default()
    };
    let page = Page { limit: MOST_EXAMPLES, number: 1 };
    let (found, _) = examples::find(&mut site.read().await?, &filter, Some(page)).await?;
    let Some(here) = site.inhabitants_80_plus(code) else { return Ok(None) };
    let scaled = found.iter().filter_map(|one| {
        Some(one.content.cost_yearly? * here / site.inhabitants_80_plus(&one.content.region_code)?)
    });
    let mut costs: Vec<f64> = scaled.collect();
    costs.sort_by(f64::total_cmp);
    Ok(costs.get(costs.len() / 2).copied())
}

fn ranked_row(t: Texts, one: &Weighed<'_>, need: Uuid) -> RankedRow {
    let n = |value: f64| t.number(value.abs(), 1);
    let told = told(t, &one.approach.title);
    let closes = match one.closes {
        None => t.get("ranked-not-computed"),
        Some((middle, low, high)) if one.is_known && middle > 0.0 => {
            let span = t.interval(&n(low.max(0.0)), &n(high));
            t.with("ranked-closes", &[("n", &n(middle)), ("interval", &span), ("year", &HORIZON)])
        }
        Some(_) => t.get("ranked-unknown"),
    };
    RankedRow {
        title: told,
        address: format!("{}?behov={need}#prova", approach_address(&one.approach.name)),
        closes,
        cost: one.cost.map_or_else(
            || t.get("ranked-cost-unknown"),
            |cost| t.with("ranked-cost", &[("kronor", &kronor(t, cost))]),
        ),
        strength: t.get(&format!("strength-{}", one.strength.name())),
        marks: Marks::of(one.strength),
    }
}
