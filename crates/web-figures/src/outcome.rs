//! How a forecast of one's own came out: what it expected against what has been counted since.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use forecast::Forecast;
use plan::figures::{AgeClass, Outcome, PeopleCount};
use site::texts::Texts;

use crate::difference::ages;

/// What we expect ourselves of each of some numbers, where we do.
pub fn ours(forecast: &Forecast, code: &str, counts: &[PeopleCount]) -> Vec<Option<f64>> {
    let given: Vec<_> = counts.iter().map(PeopleCount::given).collect();
    let is_projected = |year: i32| forecast.year_index(year).is_some_and(|index| index > 0);
    let expected = forecast.expected(code, &given).unwrap_or_default();
    expected
        .into_iter()
        .zip(&given)
        .map(|(ours, one)| Some(ours).filter(|_| is_projected(one.year)))
        .collect()
}

/// Every class that was expected after the forecast was made and has been counted since, women and men together.
pub fn outcomes(
    forecast: &Forecast,
    code: &str,
    made_on: NaiveDate,
    counts: &[PeopleCount],
    ours: &[Option<f64>],
) -> Vec<Outcome> {
    let from = made_on.year();
    let ours = ours.iter().copied().chain(std::iter::repeat(None));
    let mut expected: BTreeMap<(i32, AgeClass), Expected> = BTreeMap::new();
    for (one, ours) in counts.iter().zip(ours).filter(|(one, _)| one.year >= from) {
        expected
            .entry((one.year, one.ages))
            .and_modify(|(people, of_us)| {
                *people += one.people;
                *of_us = of_us.zip(ours).map(|(a, b)| a + b);
            })
            .or_insert((one.people, ours));
    }
    let years: BTreeSet<i32> = expected.keys().map(|(year, _)| *year).collect();
    let sums: Vec<_> = years
        .into_iter()
        .flat_map(|year| SUMS.map(|from| (year, from)))
        .filter_map(|(year, from)| sum(&expected, year, from))
        .collect();
    let came = |((year, ages), (expected, ours)): ((i32, AgeClass), Expected)| {
        let after = ages.to.map_or(projection::AGES, |to| usize::from(to) + 1);
        let counted = forecast.counted(code, year, usize::from(ages.from)..after)?;
        Some(Outcome { year, ages, expected, ours, counted })
    };
    expected.into_iter().chain(sums).filter_map(came).collect()
}

/// How many were expected, and how many by us where we know.
type Expected = (f64, Option<f64>);

/// First ages of what is added up: all who are so old or older. Of those more years have been counted than of narrow classes.
const SUMS: [u8; 3] = [0, 65, 80];

/// All who are so old or older in a year, where several classes say how many.
fn sum(
    expected: &BTreeMap<(i32, AgeClass), Expected>,
    year: i32,
    from: u8,
) -> Option<((i32, AgeClass), Expected)> {
    let mut next = Some(from);
    let (mut parts, mut sum) = (0, (0.0, Some(0.0)));
    for ((_, ages), (people, ours)) in
        expected.iter().filter(|((of, ages), _)| *of == year && ages.from >= from)
    {
        if next != Some(ages.from) {
            return None;
        }
        next = ages.to.map(|to| to + 1);
        parts += 1;
        sum = (sum.0 + people, sum.1.zip(*ours).map(|(a, b)| a + b));
    }
    (next.is_none() && parts > 1).then_some(((year, AgeClass { from, to: None }), sum))
}

/// How a forecast came out, as a page shows it.
pub struct OutcomeView {
    /// What it comes to, in words.
    pub lead: String,
    /// Each year, the newest first, with its rows: ages, expected, counted, error, our error.
    pub years: Vec<(i32, Vec<[String; 5]>)>,
    /// Whether any row tells our error.
    pub has_ours: bool,
}

/// What is shown of how a forecast came out; none when nothing has been counted.
pub fn view(t: Texts, all: &[Outcome]) -> Option<OutcomeView> {
    let mut years: BTreeMap<i32, Vec<Outcome>> = BTreeMap::new();
    for one in all {
        years.entry(one.year).or_default().push(*one);
    }
    let (newest, of_newest) = years.last_key_value()?;
    Some(OutcomeView {
        lead: lead(t, *newest, of_newest),
        has_ours: all.iter().any(|one| one.ours.is_some()),
        years: years
            .iter()
            .rev()
            .map(|(year, all)| (*year, all.iter().map(|one| row(t, one)).collect()))
            .collect(),
    })
}

fn lead(t: Texts, year: i32, all: &[Outcome]) -> String {
    let oldest = |from: u8| all.iter().find(|one| one.ages == AgeClass { from, to: None });
    let oldest = |from: u8| oldest(from).filter(|one| one.counted > 0.0);
    let Some(one) = oldest(80).or_else(|| oldest(65)).or(all.last()) else { return String::new() };
    let told = |key: &str, expected: f64| {
        let more = expected.round() - one.counted.round();
        let key = match more {
            more if more > 0.0 => format!("{key}-high"),
            more if more < 0.0 => format!("{key}-low"),
            _ => return t.with(&format!("{key}-right"), &[("year", &year), ("ages", &ages(t, one.ages))]),
        };
        let share =
            if one.counted > 0.0 { t.number((more / one.counted).abs() * 100.0, 1) } else { String::new() };
        t.with(
            &key,
            &[
                ("year", &year),
                ("n", &t.number(more.abs(), 0)),
                ("ages", &ages(t, one.ages)),
                ("share", &share),
            ],
        )
    };
    let own = told("own-figures-came", one.expected);
    match one.ours {
        Some(ours) => format!("{own} {}", told("own-figures-ours-came", ours)),
        None => own,
    }
}

fn row(t: Texts, one: &Outcome) -> [String; 5] {
    let percent = |error: Option<f64>| error.map(|error| t.signed_percent(error)).unwrap_or_default();
    [
        ages(t, one.ages),
        t.number(one.expected, 0),
        t.number(one.counted, 0),
        percent(one.error()),
        percent(one.our_error()),
    ]
}
