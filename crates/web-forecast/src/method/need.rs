//! The method of need: levels of municipalities, and how need that was foreseen came out.

use std::fmt::Display;

use forecast::{
    Forecast, LEVELS_AHEAD, Need, NeedComparison, NeedLine, Overview, PUBLISHED_MEDIAN_DAYS, REGISTER_BREAK,
    SizeClass, USERS_YEAR, implied_years,
};
use projection::need::{Service, TREND_DAMPING};
use projection::output::Output;
use statistics::care::{LOCAL_YEARS, OCCUPATION_NAMES};
use statistics::practice::{self, MIRRORED, Practice};

use super::{Block, formula, heading, size, text, with};
use site::texts::Texts;

/// The chapter.
pub(super) fn chapter(forecast: &Forecast, t: Texts) -> Vec<Block> {
    let whole = |x: f64| t.number(x, 0);
    let years = forecast.time_in_care();
    let base = years[0];
    // The first two as every other page tells them: medians of the futures.
    let housed = |overview: &Overview, year: i32| {
        let index = forecast.year_index(year).unwrap_or_default();
        overview.get("00").map_or(f64::NAN, |all| all.at(Output::SpecialHousingPersons, index).p50)
    };
    let rows = years
        .iter()
        .filter(|y| (y.year - base.year) % 5 == 0)
        .map(|y| {
            let by_shares = housed(forecast.overview_unchanged(), y.year);
            let by_later = housed(forecast.overview(), y.year);
            let figures = [by_shares, by_later, y.by_deaths, y.deaths].map(whole);
            std::iter::once(y.year.to_string()).chain(figures).collect()
        })
        .collect();
    let head = ["year", "by-shares", "by-later", "by-deaths", "deaths"]
        .map(|c| t.get(&format!("method-c-{c}")))
        .to_vec();
    vec![
        heading(t, "need"),
        formula(t, "need"),
        with(t, "method-need-gradient", &[("year", &USERS_YEAR)]),
        with(t, "method-need-later", &[("error", &t.number(forecast.parameters().onset_error, 1))]),
        windows(forecast, t),
        with(
            t,
            "method-need-levels",
            &[("from", LOCAL_YEARS.start()), ("to", LOCAL_YEARS.end()), ("target", &levels_of(forecast))],
        ),
        practices(forecast, t),
        with(
            t,
            "method-need-cleaned",
            &[
                ("fell", &whole(100.0 * (1.0 - (-MIRRORED.0).exp()))),
                ("rose", &whole(100.0 * MIRRORED.1.exp_m1())),
            ],
        ),
        with(t, "method-need-scenarios", &[("damping", &t.number(TREND_DAMPING, 1))]),
        text(t, "method-need-trend"),
        text(t, "method-need-places"),
        with(
            t,
            "method-need-check",
            &[("years", &t.number(implied_years(&base), 1)), ("days", &whole(PUBLISHED_MEDIAN_DAYS))],
        ),
        Block::Figures(t.get("method-need-caption"), head, rows),
    ]
}

/// The trials that the way need develops was chosen on.
fn windows(forecast: &Forecast, t: Texts) -> Block {
    let head = ["years", "who", "later", "unchanged"].map(|c| t.get(&format!("method-c-need-{c}"))).to_vec();
    let signed = |share: f64| t.signed(100.0 * share, 1);
    let rows = forecast.backtest_need_chosen().iter().flat_map(|found| {
        found.comparisons.iter().map(|c| {
            let years = format!("{}–{}", found.from, found.to);
            vec![years, who(t, c), signed(c.national_error), signed(c.unchanged_error)]
        })
    });
    Block::Figures(t.get("method-need-windows-caption"), head, rows.collect())
}

fn who(t: Texts, comparison: &NeedComparison) -> String {
    t.with(&format!("method-need-who-{}", comparison.service), &[("age", &comparison.age)])
}

/// The year whose levels the forecast is computed with.
fn levels_of(forecast: &Forecast) -> i32 {
    forecast.run().base_year + LEVELS_AHEAD
}

/// How differences between municipalities last.
fn practices(forecast: &Forecast, t: Texts) -> Block {
    let (target, last) = (levels_of(forecast), *LOCAL_YEARS.end());
    let with = |key: &str| t.with(key, &[("target", &target), ("to", &last)]);
    let head = ["", "-spread", "-small", "-lasting", "-fading", "-county", "-remains"]
        .map(|c| with(&format!("method-c-practice{c}")));
    let rows = Practice::ALL.map(|practice| {
        let lasts = practice.persistence();
        let always: Vec<(i32, f64)> = (last - practice::YEARS + 1..=last).map(|year| (year, 1.0)).collect();
        let remains = lasts.predict(&always, target, f64::MAX, 0.0).log;
        vec![
            t.get(&format!("method-practice-{}", name(practice))),
            t.number(lasts.variance.sqrt(), 2),
            t.number(lasts.small, 0),
            t.number(lasts.lasting, 2),
            t.number(lasts.fading, 2),
            t.number(lasts.county, 1),
            t.number(100.0 * remains, 0),
        ]
    });
    Block::Figures(with("method-need-levels-caption"), head.to_vec(), rows.to_vec())
}

const fn name(practice: Practice) -> &'static str {
    match practice {
        Practice::Users(Service::HomeCare) => "home-care",
        Practice::Users(Service::SpecialHousing) => "special-housing",
        Practice::Users(Service::ShortTerm) => "short-term",
        Practice::Users(Service::DayActivity) => "day-activity",
        Practice::Hours => "hours",
        Practice::CostPerUser => "cost-per-user",
        Practice::CostPerPlace => "cost-per-place",
        Practice::SickLeave => "sick-leave",
        Practice::PartTime => "part-time",
    }
}

/// Need by what was known some years ago, against what municipalities and the register have had since.
pub(super) fn tried(t: Texts, found: &Need) -> Vec<Block> {
    let signed = |share: f64| t.signed(100.0 * share, 1);
    let mut all = vec![with(t, "method-need-backtest", &[("from", &found.from), ("to", &found.to)])];
    for comparison in &found.comparisons {
        all.push(table(t, comparison, &who(t, comparison)));
    }
    for comparison in &found.comparisons {
        if let Some(error) = comparison.trend_error {
            let who = who(t, comparison).to_lowercase();
            all.push(with(t, "method-need-backtest-trend", &[("who", &who), ("error", &signed(error))]));
        }
    }
    let over_80 = |service: &str| found.comparisons.iter().find(|c| c.service == service && c.age == 80);
    if let (Some(special), Some(home)) = (over_80("special_housing"), over_80("home_care")) {
        let better = |comparison: &NeedComparison| {
            let line = comparison.line(None);
            t.number(line.map_or(0.0, |l| 100.0 * (1.0 - l.own_error / l.own_constant_error)), 0)
        };
        let whole = |share: f64| t.number(100.0 * share, 0);
        let values: [(&str, &dyn Display); 10] = [
            ("from", &found.from),
            ("to", &found.to),
            ("special_change", &t.signed(100.0 * special.change, 0)),
            ("home_change", &t.signed(100.0 * home.change, 0)),
            ("special_error", &whole(special.national_error)),
            ("home_error", &whole(home.national_error)),
            ("special_unchanged", &whole(special.unchanged_error)),
            ("home_unchanged", &whole(home.unchanged_error)),
            ("special", &better(special)),
            ("home", &better(home)),
        ];
        all.push(with(t, "method-need-missed", &values));
    }
    let is_worse = |c: &NeedComparison| {
        c.line(Some(SizeClass::Smallest)).is_some_and(|line| line.own_error >= line.own_constant_error)
    };
    if found.comparisons.iter().all(is_worse) {
        all.push(with(t, "method-need-smallest", &[("from", &found.from)]));
    }
    let Some(first) = found.register.first() else { return all };
    let head = ["service", "forecast", "outcome", "error", "error-unchanged"]
        .map(|c| t.get(&format!("method-c-need-{c}")))
        .to_vec();
    let rows = found.register.iter().map(|line| {
        let service = t.get(&format!("method-need-service-{}", line.service));
        let [forecast, outcome] = [line.forecast, line.outcome].map(|n| t.number(n, 0));
        vec![service, forecast, outcome, signed(line.error()), signed(line.unchanged / line.outcome - 1.0)]
    });
    let caption = t.with("method-need-register-caption", &[("from", &first.from), ("to", &first.to)]);
    all.push(Block::Figures(caption, head, rows.collect()));
    all
}

/// Staff by what was known some years ago, against the occupational register since.
pub(super) fn staff_tried(forecast: &Forecast, t: Texts) -> Vec<Block> {
    let tried = forecast.backtest_staff();
    let Some(first) = tried.first() else { return Vec::new() };
    let columns = ["occupation", "years", "growth", "growth-outcome", "staying", "staying-outcome"];
    let head = columns.map(|c| t.get(&format!("method-c-staff-{c}"))).to_vec();
    let rows = tried.iter().map(|one| {
        vec![
            t.get(&format!("method-occupation-{}", OCCUPATION_NAMES[one.occupation as usize])),
            format!("{}–{}", one.from, one.to),
            t.signed(100.0 * one.growth, 1),
            t.signed(100.0 * one.growth_outcome, 1),
            t.number(100.0 * one.staying, 0),
            t.number(100.0 * one.staying_outcome, 0),
        ]
    });
    let caption = t.get("method-staff-tried-caption");
    vec![
        with(t, "method-staff-tried", &[("from", &first.from), ("break", &REGISTER_BREAK)]),
        Block::Figures(caption, head, rows.collect()),
    ]
}

fn table(t: Texts, comparison: &NeedComparison, who: &str) -> Block {
    let percent = |share: f64, decimals: usize| t.number(100.0 * share, decimals);
    let signed = |share: f64| t.signed(100.0 * share, 1);
    let caption = t.with(
        "method-need-backtest-caption",
        &[
            ("who", &who),
            ("error", &signed(comparison.national_error)),
            ("change", &signed(comparison.change)),
        ],
    );
    let columns = [
        "size",
        "count",
        "need-error",
        "bias",
        "within-50",
        "within-90",
        "need-own",
        "need-own-90",
        "need-with-level",
        "need-constant",
        "need-own-constant",
        "need-held",
    ];
    let head = columns.map(|c| t.get(&format!("method-c-{c}"))).to_vec();
    let row = |line: &NeedLine| {
        vec![
            t.get(&format!("method-size-{}", size(line.size))),
            line.count.to_string(),
            percent(line.error, 1),
            signed(line.bias),
            percent(line.within_50, 0),
            percent(line.within_90, 0),
            percent(line.own_error, 1),
            percent(line.own_within_90, 0),
            percent(line.unchanged_error, 1),
            percent(line.constant_error, 1),
            percent(line.own_constant_error, 1),
            percent(line.held_error, 1),
        ]
    };
    Block::Figures(caption, head, comparison.lines.iter().map(row).collect())
}
