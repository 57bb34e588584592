//! From what people count to what a lever measures: forty who go from 75 to 90 per cent become hours a week for each employee.

use std::fmt::Display;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use forecast::{Forecast, Summary};
use plan::fault::FieldFault;
use projection::lever::Lever;
use projection::output::Output;
use projection::staff::OCCUPATIONS;
use statistics::Region;
use statistics::region::Kind as RegionKind;

use super::choice::{View, fields_of, lever_decimals};
use super::effects::effects;
use super::region::frame;
use super::{address, lever_key, name, region_with, unit_key};
use site::fault::Fault;
use site::forms::{Field, Fields, Form, Kind};
use site::page::{Frame, encoded, render_with};
use site::texts::Texts;
use site::visit::{CurrentPage, RequestContext};
use site::words::typed;

/// How a lever's number comes from others.
#[derive(Clone, Copy)]
enum Way {
    /// So many of all, in per cent.
    Part(Whole),
    /// So many of all go from one share to another, in per cent: what all change by on average, times a factor.
    Shift(Whole, f64),
    /// So many of all change by so much: what all change by on average.
    Each(Whole),
    /// From one level to another, in per cent of the first.
    Change,
}

/// What is counted as all; today's number is filled in, and can be changed by whoever knows better.
#[derive(Clone, Copy)]
enum Whole {
    Employees,
    HomeCareUsers,
    HomeCareHoursAWeek,
    People80Plus,
}

/// Hours of a full-time week in care, a hundredth of them: per cent of full time become hours.
const HOURS_BY_PERCENT: f64 = forecast::FULL_TIME_WEEK / 100.0;

/// The levers that can be come to this way; the others are counted as people count them already.
const WAYS: [(Lever, Way); 12] = [
    (Lever::ContractHours, Way::Shift(Whole::Employees, HOURS_BY_PERCENT)),
    (Lever::SickLeave, Way::Shift(Whole::Employees, 1.0)),
    (Lever::Turnover, Way::Part(Whole::Employees)),
    (Lever::ExitAge, Way::Each(Whole::Employees)),
    (Lever::TrainingSupply, Way::Change),
    (Lever::StaffingPerPlace, Way::Change),
    (Lever::HomeCareHoursPerUser, Way::Change),
    (Lever::MedicationDispensing, Way::Part(Whole::HomeCareUsers)),
    (Lever::NightSupervision, Way::Part(Whole::HomeCareHoursAWeek)),
    (Lever::RelativesSupport, Way::Part(Whole::HomeCareHoursAWeek)),
    (Lever::Continuity, Way::Part(Whole::HomeCareHoursAWeek)),
    (Lever::SpecialHousingCoverage, Way::Part(Whole::People80Plus)),
];

impl Way {
    /// The fields that it is computed from.
    fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Part(_) => &["antal", "alla"],
            Self::Shift(..) => &["antal", "fran", "till", "alla"],
            Self::Each(_) => &["antal", "till", "alla"],
            Self::Change => &["fran", "till"],
        }
    }

    fn whole(self) -> Option<Whole> {
        match self {
            Self::Part(whole) | Self::Shift(whole, _) | Self::Each(whole) => Some(whole),
            Self::Change => None,
        }
    }

    /// The lever's value; what cannot be divided by is refused before.
    fn value(self, number: impl Fn(&str) -> f64) -> f64 {
        let n = |name| number(name);
        match self {
            Self::Part(_) => n("antal") / n("alla") * 100.0,
            Self::Shift(_, factor) => n("antal") * (n("till") - n("fran")) / n("alla") * factor,
            Self::Each(_) => n("antal") * n("till") / n("alla"),
            Self::Change => (n("till") / n("fran") - 1.0) * 100.0,
        }
    }

    /// What is divided by.
    fn divisor(self) -> &'static str {
        if self.whole().is_some() { "alla" } else { "fran" }
    }
}

impl Whole {
    fn today(self, forecast: &Forecast, summary: &Summary) -> f64 {
        let now = |output| summary.at(output, 0).p50;
        match self {
            Self::Employees => {
                let fte = [Output::FteAssistantNurses, Output::FteCareAssistants, Output::FteNurses].map(now);
                (0..OCCUPATIONS).map(|o| fte[o] / forecast.model().staff.contract_rate[o]).sum()
            }
            Self::HomeCareUsers => now(Output::HomeCarePersons),
            Self::HomeCareHoursAWeek => now(Output::HomeCareHours) / 52.0,
            Self::People80Plus => now(Output::Population80Plus),
        }
    }
}

#[derive(Template)]
#[template(path = "forecast/conversion.html")]
struct ConversionPage {
    frame: Frame,
    address: String,
    levers: Vec<(&'static str, String, bool)>,
    lever: &'static str,
    /// What else is tried, for the way on.
    kept: Vec<(String, String)>,
    explained: String,
    fields: Vec<Field>,
    /// What is wrong with the form: each field's id and a sentence.
    wrong: Vec<(String, String)>,
    found: Option<Found>,
}

/// What a form came to.
struct Found {
    sentence: String,
    effect_title: String,
    effects: Vec<(String, String)>,
    try_it: String,
    measure: String,
}

/// The page.
pub async fn page(
    site: RequestContext,
    t: Texts,
    here: CurrentPage,
    Path(code): Path<String>,
    Query(sent): Query<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let region = region_with(&site, &code)?.clone();
    if region.kind() != RegionKind::Municipality {
        return Err(Fault::NotFound);
    }
    let page = site.compute(move |forecast| conversion(forecast, t, &here, &region, sent)).await?;
    let page = page.ok_or(Fault::NotFound)?;
    let status = if page.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    render_with(status, &page)
}

fn conversion(
    forecast: &Forecast,
    t: Texts,
    here: &CurrentPage,
    region: &Region,
    sent: Vec<(String, String)>,
) -> Option<ConversionPage> {
    let view = View::of(&sent, forecast);
    let mut form = Form::sent(sent);
    let asked = Lever::named(form.value("havstang"));
    let (lever, way) = WAYS.into_iter().find(|(lever, _)| asked == Some(*lever)).unwrap_or(WAYS[0]);
    let summary = forecast.summary(&region.code, &Default::default())?;
    if let Some(whole) = way.whole().filter(|_| form.text("alla").is_empty()) {
        form.set("alla", typed(t, whole.today(forecast, &summary).round()));
    }
    // Nothing typed yet is no fault.
    let is_typed = way.fields().iter().any(|field| *field != "alla" && !form.text(field).is_empty());
    let value = is_typed.then(|| read(&mut form, way)).flatten();
    let thing = format!("convert-{}", lever.name().replace('_', "-"));
    let fields = Fields { t, thing: "convert", form: &form, theirs: None };
    let field = |name: &&'static str| {
        let name: &str = name;
        let of_all = way.whole().filter(|_| name == "alla");
        let mut field = fields.called(name, of_all.map_or("field", Whole::key), Kind::Number);
        if of_all.is_none() {
            field.label = t.get(&format!("{thing}-{name}"));
        }
        field.required = true;
        field
    };
    let aside = view.set_aside.clone().map(|first| ("jamfor".to_owned(), first));
    let mut frame = frame(forecast, t, here, region).below(name(t, region), address(region));
    frame.title = t.get("convert-title");
    Some(ConversionPage {
        frame,
        address: format!("{}/rakna-om", address(region)),
        levers: WAYS.map(|(other, _)| (other.name(), t.get(&lever_key(other)), other == lever)).to_vec(),
        lever: lever.name(),
        kept: fields_of(&view.query(view.shown)).into_iter().chain(aside).collect(),
        explained: t.get(&format!("{}-caution", lever_key(lever))),
        fields: way.fields().iter().map(field).collect(),
        wrong: form.summary(&t),
        found: value.and_then(|value| found(forecast, t, region, &view, lever, value)),
    })
}

impl Whole {
    /// The end of the key of what it is called.
    fn key(self) -> &'static str {
        match self {
            Self::Employees => "employees",
            Self::HomeCareUsers => "home-care-users",
            Self::HomeCareHoursAWeek => "home-care-hours",
            Self::People80Plus => "people-80-plus",
        }
    }
}

/// The lever's value by the form; None where something in it is wrong.
fn read(form: &mut Form, way: Way) -> Option<f64> {
    let mut numbers: Vec<(&'static str, f64)> = Vec::new();
    for field in way.fields() {
        if form.text(field).is_empty() {
            form.fault(FieldFault::new(*field, "any-number-missing"));
        } else {
            numbers.push((field, form.number(field, 0.0)));
        }
    }
    if numbers.iter().any(|(field, number)| *field == way.divisor() && *number <= 0.0) && form.is_good() {
        form.fault(FieldFault::new(way.divisor(), "number-not-positive"));
    }
    for (field, number) in &numbers {
        let is_share = matches!(way, Way::Shift(..)) && matches!(*field, "fran" | "till");
        if is_share && !(0.0..=100.0).contains(number) {
            form.fault(FieldFault::new(*field, "out-of-range").with("min", 0).with("max", 100));
        }
    }
    let number =
        |name: &str| numbers.iter().find(|(field, _)| *field == name).map_or(0.0, |(_, number)| *number);
    if way.whole().is_some() && number("antal").abs() > number("alla") && form.is_good() {
        form.fault(FieldFault::new("antal", "more-than-all"));
    }
    form.is_good().then(|| way.value(number)).filter(|value| value.is_finite())
}

fn found(
    forecast: &Forecast,
    t: Texts,
    region: &Region,
    view: &View,
    lever: Lever,
    value: f64,
) -> Option<Found> {
    let held = (lever.clamp(value) * 100.0).round() / 100.0;
    // What it does by itself; on the forecast's page it stands beside what else is tried.
    let alone = view.clone().trying(vec![(lever, held)]);
    let change = forecast.change(&region.code, &alone.choice())?;
    let others = view.levers.iter().copied().filter(|(other, _)| *other != lever);
    let all = view.clone().trying(others.chain([(lever, held)]).collect());
    let aside =
        view.set_aside.as_ref().map(|first| format!("&jamfor={}", encoded(first))).unwrap_or_default();
    let phase =
        view.phase.map(|phase| format!("&start={}&infas={}", phase.start, phase.ramp)).unwrap_or_default();
    let unit = t.get(unit_key(lever.facts().unit));
    let values: [(&str, &dyn Display); 3] = [
        ("lever", &t.get(&lever_key(lever))),
        ("value", &t.signed(held, lever_decimals(lever, held))),
        ("unit", &unit),
    ];
    let key = if (held - value).abs() < 0.01 { "convert-found" } else { "convert-held" };
    Some(Found {
        sentence: t.with(key, &values),
        effect_title: t.with("effect-title", &[("year", &view.year)]),
        effects: effects(forecast, t, &change.difference, view.year),
        try_it: format!("{}?{}{aside}", address(region), all.query(all.shown)),
        measure: format!("{}/ny-atgard?hav={}:{held}{phase}", address(region), lever.name()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_count_becomes_what_levers_measure() {
        let numbers = |values: &'static [(&'static str, f64)]| {
            move |name: &str| values.iter().find(|(n, _)| *n == name).map_or(0.0, |(_, value)| *value)
        };
        let way = |lever| WAYS.into_iter().find(|(other, _)| *other == lever).expect("a way").1;
        // 40 of 400 work 15 per cent of 37 hours more.
        let hours = way(Lever::ContractHours).value(numbers(&[
            ("antal", 40.0),
            ("fran", 75.0),
            ("till", 90.0),
            ("alla", 400.0),
        ]));
        assert!((hours - 40.0 * 0.15 * 37.0 / 400.0).abs() < 1e-12);
        let points = way(Lever::MedicationDispensing).value(numbers(&[("antal", 30.0), ("alla", 300.0)]));
        assert!((points - 10.0).abs() < 1e-12);
        let percent = way(Lever::HomeCareHoursPerUser).value(numbers(&[("fran", 20.0), ("till", 19.0)]));
        assert!((percent + 5.0).abs() < 1e-12);
        let years = way(Lever::ExitAge).value(numbers(&[("antal", 20.0), ("till", 2.0), ("alla", 400.0)]));
        assert!((years - 0.1).abs() < 1e-12);
    }
}
