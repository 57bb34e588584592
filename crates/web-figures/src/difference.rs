//! What figures of one's own change: the same municipality with them and without, side by side.

use charts::{Fan, Width};
use forecast::{Assumptions, Choice, Forecast, HORIZON, Outlook, Summary};
use plan::figures::{AgeClass, PeopleCount};
use projection::output::Output;
use projection::population::GivenPeople;
use site::texts::Texts;
use statistics::Region;
use web_forecast::{bands, counted, fan_labels};

/// What is compared, year by year.
const COMPARED: [Output; 3] = [Output::Population80Plus, Output::PlacesGap, Output::FteGap];
/// Years between those that are compared.
const STEP: i32 = 5;
/// Most years that are compared.
const MOST_YEARS: usize = 3;

/// What numbers change.
pub struct Difference {
    /// What they come to, in a sentence.
    pub lead: String,
    /// The chart, wide and narrow.
    pub chart: String,
    /// What it rests on.
    pub source: String,
    /// Each year with its rows: what, without, with (and its interval), difference.
    pub years: Vec<(i32, Vec<[String; 5]>)>,
    /// What the table of all classes is called.
    pub all_ages: String,
    /// Each class: ages, ours, theirs, difference in people and in per cent.
    pub classes: Vec<[String; 5]>,
    /// Where most of the difference lies.
    pub most: String,
}

/// What a municipality's own numbers change; none for what is no municipality.
pub fn difference(
    forecast: &Forecast,
    t: Texts,
    region: &Region,
    counts: &[PeopleCount],
) -> Option<Difference> {
    let given: Vec<GivenPeople> = counts.iter().map(PeopleCount::given).collect();
    let own = forecast.own(&region.code, &given).ok()?;
    let with = summary(forecast, &region.code, own)?;
    let without = summary(forecast, &region.code, Assumptions::Own)?;
    let first = forecast.run().base_year + 1;
    let covered: Vec<i32> = given
        .iter()
        .map(|one| one.year)
        .filter(|year| (first..=forecast.last_year()).contains(year))
        .collect();
    let (from, to) = (*covered.iter().min()?, *covered.iter().max()?);
    let class_year = HORIZON.clamp(from, to);
    let (classes, most) = classes(forecast, t, &region.code, &given, class_year)?;
    let shown = HORIZON.min(forecast.last_year());
    Some(Difference {
        lead: lead(forecast, t, &with, &without, shown),
        chart: chart(forecast, t, region, (&with, &without), shown),
        source: t.with("own-figures-source", &[("to", &to)]),
        years: years(forecast)
            .into_iter()
            .map(|year| (year, rows(forecast, t, &with, &without, year)))
            .collect(),
        all_ages: t.with("own-figures-all-ages", &[("year", &class_year)]),
        classes,
        most,
    })
}

fn summary(forecast: &Forecast, code: &str, assumptions: Assumptions) -> Option<Summary> {
    let outlook = Outlook { assumptions, ..Outlook::default() };
    let choice = Choice { outlook, ..Choice::default() };
    forecast.summary(code, &choice).map(std::borrow::Cow::into_owned)
}

/// The years that are compared: some around the horizon.
fn years(forecast: &Forecast) -> Vec<i32> {
    let (first, last) = (forecast.run().base_year + 1, forecast.last_year());
    (0..)
        .map(|place| HORIZON - STEP + place * STEP)
        .filter(|year| *year >= first)
        .take_while(|year| *year <= last)
        .take(MOST_YEARS)
        .collect()
}

fn lead(forecast: &Forecast, t: Texts, with: &Summary, without: &Summary, year: i32) -> String {
    let index = forecast.year_index(year).unwrap_or_default();
    let (theirs, ours) =
        (with.at(Output::Population80Plus, index), without.at(Output::Population80Plus, index));
    let more = theirs.p50.round() - ours.p50.round();
    let key = match more {
        more if more > 0.0 => "own-figures-lead-more",
        more if more < 0.0 => "own-figures-lead-fewer",
        _ => "own-figures-lead-same",
    };
    let change = |output: Output| with.at(output, index).p50 - without.at(output, index).p50;
    let sentence = t.with(
        key,
        &[
            ("year", &year),
            ("own", &t.number(theirs.p50, 0)),
            ("ours", &t.number(ours.p50, 0)),
            ("n", &t.number(more.abs(), 0)),
            ("interval", &t.interval(&t.number(ours.p5, 0), &t.number(ours.p95, 0))),
            ("places", &t.signed(change(Output::PlacesGap), 0)),
            ("staff", &t.signed(change(Output::FteGap), 0)),
        ],
    );
    let is_within = (ours.p5..=ours.p95).contains(&theirs.p50);
    format!("{sentence} {}", t.get(if is_within { "own-figures-within" } else { "own-figures-outside" }))
}

fn rows(forecast: &Forecast, t: Texts, with: &Summary, without: &Summary, year: i32) -> Vec<[String; 5]> {
    let index = forecast.year_index(year).unwrap_or_default();
    let row = |output: Output| {
        let (theirs, ours) = (with.at(output, index), without.at(output, index));
        [
            t.get(&format!("own-figures-row-{}", output.name().replace('_', "-"))),
            t.number(ours.p50, 0),
            t.number(theirs.p50, 0),
            t.interval(&t.number(theirs.p5, 0), &t.number(theirs.p95, 0)),
            t.signed(theirs.p50.round() - ours.p50.round(), 0),
        ]
    };
    COMPARED.map(row).to_vec()
}

fn chart(
    forecast: &Forecast,
    t: Texts,
    region: &Region,
    (with, without): (&Summary, &Summary),
    year: i32,
) -> String {
    let format = |value: f64| t.number(value, 0);
    let index = forecast.year_index(year).unwrap_or_default();
    let at = |summary: &Summary| format(summary.at(Output::Population80Plus, index).p50);
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
fn classes(
    forecast: &Forecast,
    t: Texts,
    code: &str,
    given: &[GivenPeople],
    year: i32,
) -> Option<(Vec<[String; 5]>, String)> {
    // Of both sexes together: who are told apart are added.
    let mut of_year: Vec<GivenPeople> = Vec::new();
    for one in given.iter().filter(|one| one.year == year) {
        match of_year.iter_mut().find(|same| same.ages == one.ages) {
            Some(same) => same.people += one.people,
            None => of_year.push(GivenPeople { sex: None, ..one.clone() }),
        }
    }
    of_year.sort_by_key(|one| one.ages.start);
    let ours = forecast.expected(code, &of_year)?;
    let pairs = || of_year.iter().zip(&ours).map(|(one, ours)| (one, f64::from(one.people), *ours));
    let row = |(one, theirs, ours): (&GivenPeople, f64, f64)| {
        let share = if ours > 0.0 {
            format!("{}\u{a0}%", t.signed((theirs / ours - 1.0) * 100.0, 1))
        } else {
            String::new()
        };
        [
            ages(t, one),
            t.number(ours, 0),
            t.number(theirs, 0),
            t.signed(theirs.round() - ours.round(), 0),
            share,
        ]
    };
    let old = pairs().filter(|(one, ..)| one.ages.start >= OLD);
    let most = old.max_by(|a, b| (a.1 - a.2).abs().total_cmp(&(b.1 - b.2).abs()));
    let most = most.map(|(one, theirs, ours)| {
        let key = if theirs >= ours { "own-figures-most-more" } else { "own-figures-most-fewer" };
        let n = t.number((theirs.round() - ours.round()).abs(), 0);
        t.with(key, &[("ages", &ages(t, one)), ("n", &n), ("year", &year)])
    });
    Some((pairs().map(row).collect(), most.unwrap_or_default()))
}

/// From which age a difference matters for care.
const OLD: usize = 65;

fn ages(t: Texts, one: &GivenPeople) -> String {
    let age = |age: usize| u8::try_from(age).unwrap_or(u8::MAX);
    let to = Some(one.ages.end).filter(|end| *end < projection::AGES).map(|end| age(end - 1));
    t.with("own-figures-ages", &[("ages", &AgeClass { from: age(one.ages.start), to })])
}
