//! The method of need: levels of municipalities.

use plan::forecast::{Forecast, LEVELS_AHEAD, PUBLISHED_MEDIAN_DAYS, USERS_YEAR, implied_years};
use projection::need::{Service, TREND_DAMPING};
use statistics::care::LOCAL_YEARS;
use statistics::practice::{self, MIRRORED, Practice};

use super::{Block, formula, heading, text, with};
use crate::texts::Texts;

/// The chapter.
pub(super) fn chapter(forecast: &Forecast, t: Texts) -> Vec<Block> {
    let whole = |x: f64| t.number(x, 0);
    let years = forecast.time_in_care();
    let base = years[0];
    let rows = years
        .iter()
        .filter(|y| (y.year - base.year) % 5 == 0)
        .map(|y| vec![y.year.to_string(), whole(y.by_shares), whole(y.by_deaths), whole(y.deaths)])
        .collect();
    let head = ["year", "by-shares", "by-deaths", "deaths"].map(|c| t.get(&format!("method-c-{c}"))).to_vec();
    vec![
        heading(t, "need"),
        formula(t, "need"),
        with(t, "method-need-gradient", &[("year", &USERS_YEAR)]),
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
    }
}
