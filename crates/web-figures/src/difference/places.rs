//! What a municipality's own places change: how many it has and has decided, against how many need one.

use charts::{Fan, Width};
use plan::figures::{PlacesChange, PlacesEvent, vacant_places};
use projection::output::Output;
use web_forecast::{bands, fan_labels};

use super::{Compared, Detail, Difference};

/// What is compared, year by year.
const COMPARED: [Output; 3] = [Output::Places, Output::SpecialHousingPersons, Output::PlacesGap];

pub(super) fn difference(compared: &Compared<'_>, changes: &[PlacesChange]) -> Difference {
    let t = compared.t;
    Difference {
        lead: lead(compared, changes),
        chart_title: t.get("own-figures-places-chart"),
        chart: chart(compared),
        source: t.get("own-figures-places-source"),
        years: compared.years(&COMPARED),
        note: t.get("own-figures-places-note"),
        detail: homes(compared, changes),
    }
}

fn lead(compared: &Compared<'_>, changes: &[PlacesChange]) -> String {
    let (t, year) = (compared.t, compared.shown());
    let now = compared.with.at(Output::Places, 0).p50;
    let then = compared.with.at(Output::Places, compared.index(year)).p50;
    let gap = compared.with.at(Output::PlacesGap, compared.index(year));
    let sentence = t.with(
        "own-figures-places-lead",
        &[
            ("now", &t.number(now, 0)),
            ("residents", &t.number(compared.with.at(Output::SpecialHousingPersons, 0).p50, 0)),
            ("then", &t.number(then, 0)),
            ("year", &year),
        ],
    );
    let key = if gap.p50 > 0.0 { "own-figures-places-lacking" } else { "own-figures-places-enough" };
    let interval = t.interval(&t.signed(gap.p5, 0), &t.signed(gap.p95, 0));
    let comes_to =
        t.with(key, &[("year", &year), ("n", &t.number(gap.p50.abs(), 0)), ("interval", &interval)]);
    let vacant = vacant_places(changes);
    let empty = if vacant > 0 {
        format!(" {}", t.with("own-figures-places-vacant", &[("n", &vacant)]))
    } else {
        String::new()
    };
    format!("{sentence} {comes_to}{empty}")
}

/// Those who need a place, and the places there are.
fn chart(compared: &Compared<'_>) -> String {
    let (t, forecast, year) = (compared.t, compared.forecast, compared.shown());
    let format = |value: f64| t.number(value, 0);
    let (with, index) = (&compared.with, compared.index(year));
    let need = with.at(Output::SpecialHousingPersons, index).p50;
    let places = with.at(Output::Places, index).p50;
    let fan = Fan {
        id: "platser".to_owned(),
        title: t.with("own-figures-places-chart-title", &[("place", &compared.region.name)]),
        description: t.with(
            "own-figures-places-chart-description",
            &[("year", &year), ("need", &format(need)), ("places", &format(places))],
        ),
        history: Vec::new(),
        first_year: forecast.run().base_year,
        bands: bands(with.series(Output::SpecialHousingPersons)),
        other: Some((
            t.get("own-figures-places-own"),
            with.series(Output::Places).iter().map(|q| q.p50).collect(),
        )),
        level: None,
        unit: t.get("unit-persons"),
        marked_year: Some(year),
        labels: fan_labels(t),
        format: &format,
    };
    fan.svg(Width::Wide) + &fan.svg(Width::Narrow)
}

/// Home by home.
fn homes(compared: &Compared<'_>, changes: &[PlacesChange]) -> Detail {
    let t = compared.t;
    let row = |one: &PlacesChange| {
        let year = one.year.map(|year| year.to_string()).unwrap_or_default();
        let event = t.get(&format!("own-figures-event-{}", one.event));
        let places = f64::from(one.places);
        let places =
            if one.event == PlacesEvent::Converted { t.signed(places, 0) } else { t.number(places, 0) };
        vec![one.unit.clone(), event, year, places]
    };
    Detail {
        heading: t.get("own-figures-homes"),
        lead: String::new(),
        folded: None,
        heads: vec![
            (t.get("own-figures-home"), false),
            (t.get("own-figures-event"), false),
            (t.get("own-figures-year"), true),
            (t.get("own-figures-places"), true),
        ],
        rows: changes.iter().map(row).collect(),
    }
}
