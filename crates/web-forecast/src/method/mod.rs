//! The method: every formula, parameter, source and limit, with the back-test and the published figures that it is
//! held against. The numbers that have been chosen are read from the code and the tables come from its own run, so that
//! they cannot go apart.

mod need;

use std::fmt::Display;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use forecast::{
    Age, Backtest, Comparison, Forecast, FrozenLine, GAIN_ERROR, LONG_AGE, Line, LongHorizon, NEWLY_TRAINED,
    Oldest, Over, PRICE_YEAR, REBASE_FROM, REGISTER, REGISTER_BREAK, SLOWING, SizeClass, frozen,
};
use projection::mortality::{COHERENCE, COHORT_SHARE, SPREAD, WINDOW};
use projection::population::{BAND_START, GAIN_BY_BAND, LOCAL_PERSISTENCE};
use projection::staff::{AGE_GROUPS, ENTERING};
use statistics::cohorts::{level, migration, mortality};
use statistics::life_expectancy::{LEAST_INHABITANTS, agreement};
use statistics::population::{BANDS_TO, COUNTED_YEAR};

use site::Site;
use site::fault::Fault;
use site::page::{Frame, NavItem, render};
use site::texts::Texts;
use site::visit::CurrentPage;

/// A piece of the method's text.
pub enum Block {
    /// A heading with the anchor it is reached by.
    Heading(&'static str, String),
    /// A paragraph.
    Text(String),
    /// A formula, perhaps of several lines.
    Formula(String),
    /// Figures: a caption, the columns and the rows.
    Figures(String, Vec<String>, Vec<Vec<String>>),
}

#[derive(Template)]
#[template(path = "forecast/method.html")]
struct MethodPage {
    frame: Frame,
    blocks: Vec<Block>,
}

/// The page.
pub async fn page(State(site): State<Site>, t: Texts, uri: CurrentPage) -> Result<Response, Fault> {
    let blocks = site.compute(move |forecast| blocks(forecast, t)).await?;
    render(&MethodPage { frame: Frame::new(t, t.get("method-page-title"), NavItem::Data, &uri), blocks })
}

/// The same as Markdown.
pub fn markdown(forecast: &Forecast, t: Texts) -> String {
    let mut text = format!("# {}\n", t.get("method-page-title"));
    for block in blocks(forecast, t) {
        text.push('\n');
        match block {
            Block::Heading(_, heading) => text.push_str(&format!("## {heading}\n")),
            Block::Text(paragraph) => text.push_str(&format!("{paragraph}\n")),
            Block::Formula(formula) => text.push_str(&format!("```text\n{formula}\n```\n")),
            Block::Figures(caption, head, rows) => {
                let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
                text.push_str(&format!("{caption}\n\n{}|{}\n", line(&head), " --- |".repeat(head.len())));
                rows.iter().for_each(|row| text.push_str(&line(row)));
            }
        }
    }
    text
}

/// The method in order, chapter by chapter.
fn blocks(forecast: &Forecast, t: Texts) -> Vec<Block> {
    let mut all =
        vec![Block::Text(t.with("method-lead", &[("draws", &t.number(forecast.run().draws as f64, 0))]))];
    all.extend(mortality(t));
    all.extend(places(forecast, t));
    all.extend(migration(forecast, t));
    all.extend(chance(forecast, t));
    all.extend(need::chapter(forecast, t));
    all.extend(staff(forecast, t));
    all.extend(cost(forecast, t));
    all.extend(measures(t));
    all.extend(numbers(forecast, t));
    all.extend(backtest(forecast, t));
    all.extend(forecast.backtest_need_judged().map(|found| need::tried(t, found)).unwrap_or_default());
    all.extend(need::staff_tried(forecast, t));
    all.push(heading(t, "limits"));
    all.extend(
        ["migration", "base", "need", "staff", "cost", "long", "national"]
            .map(|limit| text(t, &base_key(forecast, &format!("method-limit-{limit}")))),
    );
    all
}

fn heading(t: Texts, chapter: &'static str) -> Block {
    Block::Heading(chapter, t.get(&format!("method-h-{chapter}")))
}

fn formula(t: Texts, chapter: &str) -> Block {
    Block::Formula(t.get(&format!("method-f-{chapter}")))
}

fn text(t: Texts, key: &str) -> Block {
    Block::Text(t.get(key))
}

fn with(t: Texts, key: &str, values: &[(&str, &dyn Display)]) -> Block {
    Block::Text(t.with(key, values))
}

fn mortality(t: Texts) -> Vec<Block> {
    let n = |x: f64, decimals: usize| t.number(x, decimals);
    vec![
        heading(t, "mortality"),
        text(t, "method-mortality"),
        formula(t, "mortality"),
        with(
            t,
            "method-mortality-fit",
            &[
                ("window", &WINDOW),
                ("share", &n(COHORT_SHARE, 1)),
                ("coherence", &n(COHERENCE, 1)),
                ("from", &(REBASE_FROM + 1)),
            ],
        ),
        with(
            t,
            "method-mortality-spread",
            &[
                ("year", &n(SPREAD.year, 3)),
                ("level", &n(SPREAD.level, 3)),
                ("improvement", &n(SPREAD.improvement, 3)),
                ("wander", &n(SPREAD.wander, 4)),
                ("swings", &n(SPREAD.year_correlation, 2)),
                ("lasting", &n(SPREAD.lasting_correlation, 1)),
            ],
        ),
    ]
}

fn places(forecast: &Forecast, t: Texts) -> Vec<Block> {
    let n = |x: f64, decimals: usize| t.number(x, decimals);
    let levels = forecast.places().iter().map(|place| f64::from(place.mortality.log));
    let held = agreement(forecast.tables(), levels);
    vec![
        heading(t, "places"),
        formula(t, "places"),
        with(
            t,
            "method-places",
            &[
                ("from", &mortality::death_years(COUNTED_YEAR).min().unwrap_or(BANDS_TO)),
                ("to", &BANDS_TO),
                ("counted", &COUNTED_YEAR),
                ("pandemic", &mortality::PANDEMIC),
                ("growth", &n(mortality::BY_GROWTH, 2)),
                ("error", &n(mortality::ERROR, 3)),
            ],
        ),
        with(
            t,
            "method-places-held",
            &[
                ("count", &held.count),
                ("least", &n(LEAST_INHABITANTS, 0)),
                ("correlation", &n(held.correlation, 2)),
                ("mean", &n(held.mean, 1)),
                ("most", &n(held.most, 1)),
            ],
        ),
    ]
}

fn pulls(t: Texts) -> Block {
    let head = ["age", "share", "growth", "small"].map(|c| t.get(&format!("method-c-pull-{c}"))).to_vec();
    let ends = migration::PULLS[1..].iter().map(|next| next.from).chain([migration::SETTLED]);
    let rows = migration::PULLS.iter().zip(ends).map(|(pull, end)| {
        let by = [pull.by_share, pull.by_growth, pull.by_smallness];
        std::iter::once(format!("{}–{}", pull.from, end - 1)).chain(by.map(|x| t.signed(x, 3))).collect()
    });
    Block::Figures(t.get("method-pulls-caption"), head, rows.collect())
}

fn migration_errors(t: Texts) -> Block {
    let column = |name: &str| t.get(&format!("method-c-migration-error-{name}"));
    let ages = |band: usize| match BAND_START.get(band + 1) {
        Some(end) => format!("{}–{}", BAND_START[band], end - 1),
        None => format!("{}–", BAND_START[band]),
    };
    let own = migration::YOUNG_ERRORS.into_iter().chain(migration::OLD_ERRORS);
    let rows = GAIN_BY_BAND
        .iter()
        .zip(own)
        .enumerate()
        .map(|(band, (times, own))| vec![ages(band), t.number(f64::from(*times), 2), t.number(own, 4)]);
    let head = ["age", "common", "own"].map(column).to_vec();
    Block::Figures(t.get("method-migration-errors-caption"), head, rows.collect())
}

fn migration(forecast: &Forecast, t: Texts) -> Vec<Block> {
    let n = |x: f64, decimals: usize| t.number(x, decimals);
    vec![
        heading(t, "migration"),
        formula(t, "migration"),
        with(
            t,
            "method-migration",
            &[
                ("years", &migration::GROWTH_YEARS),
                ("small", &n(migration::SMALL, 0)),
                ("county", &n(migration::COUNTY_WEIGHT, 1)),
                ("fading", &n(f64::from(LOCAL_PERSISTENCE), 2)),
            ],
        ),
        pulls(t),
        with(
            t,
            "method-migration-young",
            &[
                ("years", &level::YEARS),
                ("own", &n(level::OWN, 2)),
                ("half", &n(level::HALF_LIFE, 0)),
                ("abroad", &n(level::FROM_ABROAD, 1)),
                ("county", &n(level::COUNTY, 2)),
                ("growth", &n(level::GROWTH, 2)),
            ],
        ),
        with(t, "method-migration-spread", &[("gain", &n(GAIN_ERROR.0, 4))]),
        migration_errors(t),
        with(
            t,
            "method-migration-abroad",
            &[
                ("error", &n(forecast.parameters().migration_error, 1)),
                ("births", &n(forecast.parameters().fertility_error, 2)),
            ],
        ),
    ]
}

fn chance(forecast: &Forecast, t: Texts) -> Vec<Block> {
    vec![heading(t, "chance"), text(t, "method-chance"), text(t, &base_key(forecast, "method-base"))]
}

/// The key of what is said: of the base year otherwise where it has been fetched.
fn base_key(forecast: &Forecast, key: &str) -> String {
    let is_of_base = key.ends_with("-base") && forecast.tables().is_fetched();
    if is_of_base { format!("{key}-fetched") } else { key.to_owned() }
}

fn staff(forecast: &Forecast, t: Texts) -> Vec<Block> {
    let staff = &forecast.model().staff;
    let whole = |x: f64| t.number(x, 0);
    let percent = |x: f64| t.percent(x, 0);
    let thousands = |x: f64| t.number((x / 1000.0).round() * 1000.0, 0);
    let rates = staff.contract_rate.map(percent).join(", ");
    let sick_leave = staff.sick_leave_ratio.map(|ratio| t.percent(staff.sick_leave * ratio, 1)).join(", ");
    // The first group is 16–24, the others five years each.
    let groups = (ENTERING.end - 20) / 5;
    let came_young = |came: [f64; AGE_GROUPS]| came[..groups].iter().sum::<f64>() / came.iter().sum::<f64>();
    let young = staff.entrants.map(|came| percent(came_young(came))).join(", ");
    let trained = staff.trained.map(percent).join(", ");
    let [assistants, _, nurses] = NEWLY_TRAINED;
    let mut all = vec![
        heading(t, "staff"),
        formula(t, "staff"),
        with(
            t,
            "method-staff-text",
            &[("rates", &rates), ("sick", &t.percent(staff.sick_leave, 1)), ("each", &sick_leave)],
        ),
        with(
            t,
            "method-staff-ages",
            &[("from", &REGISTER.0), ("to", &REGISTER.1), ("break", &REGISTER_BREAK), ("young", &young)],
        ),
        with(
            t,
            "method-staff-supply",
            &[("assistants", &whole(assistants)), ("nurses", &whole(nurses)), ("trained", &trained)],
        ),
    ];
    let Some(anchors) = forecast.anchors() else { return all };
    let head = ["period", "skr-growth", "our-growth", "skr-hires", "our-hires"]
        .map(|c| t.get(&format!("method-c-{c}")));
    let rows = anchors
        .iter()
        .map(|anchor| {
            let span = |q: projection::quantile::Quantiles| {
                format!("{} ({})", whole(q.p50), t.interval(&whole(q.p5), &whole(q.p95)))
            };
            vec![
                format!("{}–{}", anchor.published.from, anchor.published.to),
                whole(anchor.published.growth),
                span(anchor.growth_on_published()),
                whole(anchor.published.hires),
                span(anchor.hires_on_published()),
            ]
        })
        .collect();
    all.push(Block::Figures(t.get("method-staff-caption"), head.to_vec(), rows));
    all.push(text(t, "method-staff-oldest"));
    for anchor in &anchors {
        let (key, theirs, ours) = match (anchor.published.oldest, anchor.oldest) {
            (Oldest::MoreOver80(theirs), Oldest::MoreOver80(ours)) => {
                ("method-staff-over-80", thousands(theirs), thousands(ours))
            }
            (Oldest::GrowthOver85(theirs), Oldest::GrowthOver85(ours)) => {
                ("method-staff-over-85", percent(theirs), percent(ours))
            }
            _ => continue,
        };
        let (from, to) = (anchor.published.from, anchor.published.to);
        let values: [(&str, &dyn Display); 4] =
            [("from", &from), ("to", &to), ("theirs", &theirs), ("ours", &ours)];
        all.push(with(t, key, &values));
    }
    let retiring = anchors.first().map_or(0.0, |anchor| anchor.retiring);
    all.push(with(t, "method-staff-why", &[("retiring", &percent(retiring))]));
    all
}

fn cost(forecast: &Forecast, t: Texts) -> Vec<Block> {
    let share = t.percent(forecast.model().costs.staff_share, 0);
    vec![
        heading(t, "cost"),
        formula(t, "cost"),
        with(t, "method-cost-text", &[("year", &PRICE_YEAR), ("share", &share)]),
    ]
}

fn measures(t: Texts) -> Vec<Block> {
    vec![heading(t, "measures"), formula(t, "measures"), text(t, "method-measures-text")]
}

fn numbers(forecast: &Forecast, t: Texts) -> Vec<Block> {
    let run = forecast.run();
    vec![
        heading(t, "numbers"),
        with(t, "method-numbers", &[("draws", &t.number(run.draws as f64, 0)), ("seed", &run.seed)]),
    ]
}

fn backtest(forecast: &Forecast, t: Texts) -> Vec<Block> {
    let mut all = vec![heading(t, "backtest")];
    let Some(found) = forecast.backtest_judged() else {
        all.push(text(t, "untried"));
        return all;
    };
    all.push(with(t, "method-backtest", &[("from", &found.from), ("to", &found.to)]));
    all.extend(found.ages.iter().map(|comparison| comparison_table(t, comparison, None)));
    all.push(text(t, "method-backtest-others"));
    all.extend(frozen_trial(t));
    all.extend(since(forecast, t));
    all.extend(long_horizons(forecast, t));
    all
}

/// What the method said before it met the counts of 2020–2025, as it came.
fn frozen_trial(t: Texts) -> Vec<Block> {
    let lines = match frozen() {
        Ok(lines) => lines,
        Err(cause) => {
            tracing::error!(%cause, "a bundled table is damaged");
            return vec![text(t, "untried")];
        }
    };
    let all = lines.iter().filter(|line| line.over == Over::Municipalities(None) && line.age == Age::Over80);
    let percent =
        |share: Option<f64>, decimals| share.map_or_else(String::new, |s| t.number(100.0 * s, decimals));
    let row = |line: &FrozenLine| {
        let country = lines.iter().find(|other| {
            (other.from, other.to, other.age, other.over) == (line.from, line.to, line.age, Over::Country)
        });
        vec![
            format!("{}–{}", line.from, line.to),
            country.map_or_else(String::new, |line| t.signed(100.0 * line.error, 2)),
            percent(Some(line.error), 2),
            line.bias.map_or_else(String::new, |bias| t.signed(100.0 * bias, 2)),
            percent(line.within_50, 0),
            percent(line.within_90, 0),
            percent(Some(line.unchanged), 1),
            percent(Some(line.constant), 1),
        ]
    };
    let columns = ["period", "country", "error", "bias", "within-50", "within-90", "unchanged", "constant"];
    let head = columns.map(|c| t.get(&format!("method-c-{c}"))).to_vec();
    vec![
        text(t, "method-frozen"),
        Block::Figures(t.get("method-frozen-caption"), head, all.map(row).collect()),
    ]
}

/// The same windows by today's method.
fn since(forecast: &Forecast, t: Texts) -> Vec<Block> {
    let table = |found: &Backtest| {
        let over_80 = found.ages.iter().find(|comparison| comparison.age == Age::Over80)?;
        let period = format!("{}–{}", found.from, found.to);
        Some(comparison_table(t, over_80, Some(&period)))
    };
    let tables = forecast.backtest_since().iter().filter_map(table);
    smallest_since(forecast, t).into_iter().chain(tables).collect()
}

/// How the smallest municipalities came out, then and now: worse in the first window.
fn smallest_since(forecast: &Forecast, t: Texts) -> Option<Block> {
    let found = forecast.backtest_since().first()?;
    let over_80 = found.ages.iter().find(|comparison| comparison.age == Age::Over80)?;
    let now = over_80.lines.iter().find(|line| line.size == Some(SizeClass::Smallest))?;
    let lines = frozen().ok()?;
    let then = lines.iter().find(|line| {
        let smallest = Over::Municipalities(Some(SizeClass::Smallest));
        (line.from, line.to, line.age, line.over) == (found.from, found.to, Age::Over80, smallest)
    })?;
    let percent = |share: f64| t.number(100.0 * share, 1);
    let values: [(&str, &dyn Display); 4] = [
        ("period", &format!("{}–{}", found.from, found.to)),
        ("now", &percent(now.error)),
        ("frozen", &percent(then.error)),
        ("constant", &percent(now.constant_error)),
    ];
    Some(with(t, "method-frozen-since", &values))
}

fn long_horizons(forecast: &Forecast, t: Texts) -> Vec<Block> {
    let signed = |share: f64| t.signed(100.0 * share, 1);
    let row = |line: &LongHorizon| {
        vec![
            line.years.to_string(),
            format!("{}–{}", line.from, line.to),
            line.windows.to_string(),
            signed(line.error),
            format!("{} – {}", signed(line.least), signed(line.most)),
            signed(line.slowing_error),
        ]
    };
    let columns = ["ahead", "stood", "windows", "mean-error", "range", "slowing"];
    let head = columns.map(|c| t.get(&format!("method-c-{c}"))).to_vec();
    vec![
        with(t, "method-long", &[("age", &LONG_AGE), ("slowing", &t.number(SLOWING, 2))]),
        Block::Figures(
            t.with("method-long-caption", &[("age", &LONG_AGE)]),
            head,
            forecast.long_horizons().iter().map(row).collect(),
        ),
    ]
}

/// A comparison over municipalities, with its years where the text has not told them.
fn comparison_table(t: Texts, comparison: &Comparison, period: Option<&str>) -> Block {
    let national = &comparison.national;
    let signed = |share: f64| t.signed(100.0 * share, 2);
    let who = match comparison.age {
        Age::All => t.get("method-who-all"),
        Age::Working => t.get("method-who-working"),
        age => t.with("method-who-old", &[("age", &age.least())]),
    };
    let who = period.map_or(who.clone(), |period| format!("{who}, {period}"));
    let caption = t.with(
        "method-backtest-caption",
        &[
            ("who", &who),
            ("error", &signed(national.error)),
            ("unchanged", &signed(national.unchanged_error)),
            ("constant", &signed(national.constant_error)),
        ],
    );
    let columns =
        ["size", "count", "error", "own", "bias", "within-50", "within-90", "unchanged", "constant"];
    let head = columns.map(|c| t.get(&format!("method-c-{c}"))).to_vec();
    let row = |line: &Line| {
        vec![
            t.get(&format!("method-size-{}", size(line.size))),
            line.count.to_string(),
            t.number(100.0 * line.error, 2),
            t.number(100.0 * line.own_error, 2),
            signed(line.bias),
            t.number(100.0 * line.within_50, 0),
            t.number(100.0 * line.within_90, 0),
            t.number(100.0 * line.unchanged_error, 1),
            t.number(100.0 * line.constant_error, 1),
        ]
    };
    Block::Figures(caption, head, comparison.lines.iter().map(row).collect())
}

fn size(class: Option<SizeClass>) -> &'static str {
    class.map_or("all", SizeClass::name)
}
