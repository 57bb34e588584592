//! What a municipality's own forecast of people changes.

use charts::{Fan, Width};
use forecast::HORIZON;
use plan::figures::{AgeClass, PeopleCount};
use projection::output::Output;
use projection::population::GivenPeople;
use site::texts::Texts;
use web_forecast::{bands, counted, fan_labels};

use super::{Compared, Detail, Difference};

/// What is compared, year by year.
const COMPARED: [Output; 3] = [Output::Population80Plus, Output::PlacesGap, Output::FteGap];

pub(super) fn difference(compared: &Compared<'_>, counts: &[PeopleCount]) -> Option<Difference> {
    let t = compared.t;
    let given: Vec<GivenPeople> = counts.iter().map(PeopleCount::given).collect();
    let forecast = compared.forecast;
    let projected = forecast.run().base_year + 1..=forecast.last_year();
    let covered = || given.iter().map(|one| one.year).filter(|year| projected.contains(year));
    let to = covered().max()?;
    let shown = covered().min_by_key(|year| (year - HORIZON).abs())?;
    Some(Difference {
        lead: lead(compared),
        chart_title: t.get("chart-80-plus-title"),
        chart: chart(compared),
        source: t.with("own-figures-source", &[("to", &to)]),
        years: compared.years(&COMPARED),
        note: t.get("own-figures-median"),
        detail: classes(compared, &given, shown)?,
    })
}

fn lead(compared: &Compared<'_>) -> String {
    let (t, year) = (compared.t, compared.shown());
    let index = compared.index(year);
    let at = |summary: &forecast::Summary| summary.at(Output::Population80Plus, index);
    let (theirs, ours) = (at(&compared.with), at(&compared.without));
    let more = theirs.p50.round() - ours.p50.round();
    let key = match more {
        more if more > 0.0 => "own-figures-lead-more",
        more if more < 0.0 => "own-figures-lead-fewer",
        _ => "own-figures-lead-same",
    };
    let sentence = t.with(
        key,
        &[
            ("year", &year),
            ("own", &t.number(theirs.p50, 0)),
            ("ours", &t.number(ours.p50, 0)),
            ("n", &t.number(more.abs(), 0)),
            ("interval", &t.interval(&t.number(ours.p5, 0), &t.number(ours.p95, 0))),
            ("places", &t.signed(compared.change(Output::PlacesGap, year), 0)),
            ("staff", &t.signed(compared.change(Output::FteGap, year), 0)),
        ],
    );
    let is_within = (ours.p5..=ours.p95).contains(&theirs.p50);
    format!("{sentence} {}", t.get(if is_within { "own-figures-within" } else { "own-figures-outside" }))
}

fn chart(compared: &Compared<'_>) -> String {
    let (t, region, forecast) = (compared.t, compared.region, compared.forecast);
    let (with, without, year) = (&compared.with, &compared.without, compared.shown());
    let format = |value: f64| t.number(value, 0);
    let index = compared.index(year);
    let at = |summary: &forecast::Summary| format(summary.at(Output::Population80Plus, index).p50);
    let ours = without.series(Output::Population80Plus).iter().map(|q| q.p50).collect();
    let fan = Fan {
        id: "egna".to_owned(),
        title: t.with("own-figures-chart-title", &[("place", &region.name)]),
        description: t.with(
            "own-figures-chart-description",
            &[("year", &year), ("own", &at(with)), ("ours", &at(without))],
        ),
        history: counted(forecast, region, with),
        first_year: forecast.run().base_year,
        bands: bands(with.series(Output::Population80Plus)),
        other: Some((t.get("own-figures-without"), ours)),
        level: None,
        unit: t.get("unit-persons"),
        marked_year: Some(year),
        labels: fan_labels(t),
        format: &format,
    };
    fan.svg(Width::Wide) + &fan.svg(Width::Narrow)
}

/// Each class of a year beside what we expect of it, and where most of the difference lies.
fn classes(compared: &Compared<'_>, given: &[GivenPeople], year: i32) -> Option<Detail> {
    let t = compared.t;
    // Of both sexes together: who are told apart are added.
    let mut of_year: Vec<GivenPeople> = Vec::new();
    for one in given.iter().filter(|one| one.year == year) {
        match of_year.iter_mut().find(|same| same.ages == one.ages) {
            Some(same) => same.people += one.people,
            None => of_year.push(GivenPeople { sex: None, ..one.clone() }),
        }
    }
    of_year.sort_by_key(|one| one.ages.start);
    let ours = compared.forecast.expected(&compared.region.code, &of_year)?;
    let pairs = || of_year.iter().zip(&ours).map(|(one, ours)| (one, f64::from(one.people), *ours));
    let row = |(one, theirs, ours): (&GivenPeople, f64, f64)| {
        let share = if ours > 0.0 { t.signed_percent(theirs / ours - 1.0) } else { String::new() };
        let more = t.signed(theirs.round() - ours.round(), 0);
        vec![ages(t, class(one)), t.number(ours, 0), t.number(theirs, 0), more, share]
    };
    let old = pairs().filter(|(one, ..)| one.ages.start >= OLD);
    let most = old.max_by(|a, b| (a.1 - a.2).abs().total_cmp(&(b.1 - b.2).abs()));
    let most = most.map(|(one, theirs, ours)| {
        let key = if theirs >= ours { "own-figures-most-more" } else { "own-figures-most-fewer" };
        let n = t.number((theirs.round() - ours.round()).abs(), 0);
        t.with(key, &[("ages", &ages(t, class(one))), ("n", &n), ("year", &year)])
    });
    let number = |key: &str| (t.get(key), true);
    Some(Detail {
        heading: t.get("own-figures-where"),
        lead: most.unwrap_or_default(),
        folded: Some(t.with("own-figures-all-ages", &[("year", &year)])),
        heads: vec![
            (t.get("own-figures-age"), false),
            number("own-figures-col-ours"),
            number("own-figures-col-own"),
            number("own-figures-col-difference"),
            number("own-figures-col-share"),
        ],
        rows: pairs().map(row).collect(),
    })
}

/// From which age a difference matters for care.
const OLD: usize = 65;

/// An age class in words.
pub fn ages(t: Texts, class: AgeClass) -> String {
    match class {
        AgeClass { from: 0, to: None } => t.get("own-figures-all"),
        AgeClass { from, to: None } => t.with("own-figures-and-older", &[("from", &from)]),
        _ => t.with("own-figures-ages", &[("ages", &class)]),
    }
}

fn class(one: &GivenPeople) -> AgeClass {
    let age = |age: usize| u8::try_from(age).unwrap_or(u8::MAX);
    let to = Some(one.ages.end).filter(|end| *end < projection::AGES).map(|end| age(end - 1));
    AgeClass { from: age(one.ages.start), to }
}
