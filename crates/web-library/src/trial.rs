//! Trying an approach on a municipality's own forecast, before anything is decided. What it rests on says how sure it is, and the
//! forecast carries that; what studies give no number for, the reader sets.

use axum::http::StatusCode;
use chrono::Datelike;
use forecast::{Choice, Forecast, HORIZON};
use plan::access::Kind as ThingKind;
use plan::fault::FieldFault;
use plan::library::{self, Basis};
use plan::roadmap::{Effect, MeasureInput, around};
use projection::evidence::Input;
use projection::lever::Lever;
use projection::output::Output;
use statistics::Region;
use statistics::effects::Approach;
use statistics::region::Kind as RegionKind;
use uuid::Uuid;
use web_forecast::{View, coverage_today, effect_intervals, effects};

use crate::words::{approach_address, basis_words, told};
use site::fault::Fault;
use site::forms::{Field, Fields, Form, Kind};
use site::page::encoded;
use site::texts::Texts;
use site::visit::RequestContext;
use site::words::{lever_key, lever_words, region_name, typed, unit_key};

/// What the button that computes sends.
const COMPUTE: &str = "rakna";
/// The basis that is the reader's own.
const OWN: &str = "egen";
/// Years from now until something that is tried begins, and until its effect is full.
const BEGINS_IN: i32 = 2;
const RAMP: i32 = 1;
/// Per cent of those concerned who are reached, unless something else is typed.
const REACH: f64 = 50.0;
/// Decimals that an effect on a lever is kept with.
const PRECISION: f64 = 1_000.0;

/// A try as the page shows it.
pub struct Trial {
    pub title: String,
    pub fields: Vec<Field>,
    /// What is carried on.
    pub hidden: Vec<(String, String)>,
    /// What to be careful about with the lever that the reader sets.
    pub caution: String,
    /// What is wrong: each field's id and a sentence.
    pub wrong: Vec<(String, String)>,
    pub found: Option<Found>,
}

/// What a try came to.
pub struct Found {
    pub sentence: String,
    pub share: String,
    pub effects_title: String,
    pub effects: Vec<(String, String)>,
    /// What it rests on, and what on the lever.
    pub rests_on: String,
    /// Where it is made into a measure.
    pub measure: String,
}

/// A try that can be computed: where, by when, and the measure that it would be.
pub struct Tried {
    pub region: Region,
    pub year: i32,
    pub input: MeasureInput,
    /// Whether what it rests on knows in which direction it goes.
    is_known: bool,
    /// What it rests on, in words.
    basis: String,
}

impl Trial {
    /// The try that an address asks for.
    pub async fn new(
        site: &RequestContext,
        t: Texts,
        approach: &Approach,
        asked: Vec<(String, String)>,
    ) -> Result<Self, Fault> {
        let mut form = Form::sent(asked.clone());
        let is_sent = form.ticked(COMPUTE);
        if !is_sent {
            begin(site, &mut form).await?;
        }
        let tried = read(site, t, approach, &mut form).await?;
        let found = match tried {
            Some(tried) if form.is_good() => Some(compute(site, t, approach, tried, &form).await?),
            _ => None,
        };
        // What has not been sent is not wrong yet.
        if !is_sent {
            form = form.untouched();
        }
        let place = region(site, &form).map(|region| region_name(t, region));
        Ok(Self {
            title: match place {
                Some(place) => t.with("trial-title-in", &[("place", &place)]),
                None => t.get("trial-title"),
            },
            fields: fields(site, t, approach, &form),
            hidden: ["behov"]
                .iter()
                .map(|name| ((*name).to_owned(), form.text(name)))
                .filter(|(_, v)| !v.is_empty())
                .collect(),
            caution: caution(site, t, approach, &form),
            wrong: form.summary(&t),
            found,
        })
    }

    /// The status of a page with it.
    pub fn status(&self) -> StatusCode {
        if self.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// What stands in the form before anything has been typed: the need's municipality or where the reader works, and what is usual.
async fn begin(site: &RequestContext, form: &mut Form) -> Result<(), Fault> {
    let base = site.db.clock().today().year();
    for (name, value) in [
        ("andel", REACH.to_string()),
        ("borjar", (base + BEGINS_IN).to_string()),
        ("ar", HORIZON.to_string()),
    ] {
        if form.text(name).is_empty() {
            form.set(name, value);
        }
    }
    if form.text("kommun").is_empty()
        && let Ok(need) = form.text("behov").parse::<Uuid>()
        && let Ok(roadmap) = around(&mut site.read().await?, ThingKind::Need.of(need)).await
    {
        let place = site.forecast.regions().by_code(&roadmap.region_code);
        form.set("kommun", place.map(|region| region.name.clone()).unwrap_or_default());
    }
    if form.text("kommun").is_empty()
        && let Some(person) = site.visitor().actor.person()
    {
        let house = person.grants.iter().find_map(|grant| {
            let region = site.forecast.regions().by_code(&grant.house)?;
            (region.kind() == RegionKind::Municipality).then(|| region.name.clone())
        });
        form.set("kommun", house.unwrap_or_default());
    }
    Ok(())
}

/// The municipality that is named, if it is one.
fn region<'a>(site: &'a RequestContext, form: &Form) -> Option<&'a Region> {
    let found = site.forecast.regions().find(&form.text("kommun")).ok()?;
    (found.kind() == RegionKind::Municipality).then_some(found)
}

/// What the try rests on: one of the bases, or the reader's own numbers.
fn basis<'a>(bases: &[Basis<'a>], form: &Form) -> Option<Basis<'a>> {
    match form.text("underlag").as_str() {
        OWN => None,
        typed => bases.get(typed.parse::<usize>().unwrap_or(0)).copied(),
    }
}

/// The levers that the reader may set the effect on: those that the approach has to do with, or all.
fn levers(site: &RequestContext, approach: &Approach) -> Vec<Lever> {
    let mut found: Vec<Lever> =
        site.forecast.tables().effects.of(&approach.name).filter_map(|row| row.lever).collect();
    found.sort_unstable();
    found.dedup();
    if found.is_empty() { Lever::ALL.to_vec() } else { found }
}

fn fields(site: &RequestContext, t: Texts, approach: &Approach, form: &Form) -> Vec<Field> {
    let outcomes = library::outcomes(&site.forecast.tables().effects, &approach.name);
    let bases = library::bases(&outcomes);
    let fields = Fields { t, thing: "trial", form, theirs: None };
    let mut options: Vec<(String, String)> =
        bases.iter().enumerate().map(|(at, basis)| (at.to_string(), basis_words(t, basis))).collect();
    options.push((OWN.into(), t.get("trial-own")));
    let mut all = vec![fields.required("kommun", Kind::Line)];
    if !bases.is_empty() {
        all.push(fields.field("underlag", Kind::Choice(options)));
    }
    match basis(&bases, form) {
        Some(basis) => {
            let inputs = basis.conversion().map(|one| one.inputs()).unwrap_or_default();
            all.extend(inputs.iter().map(|input| fields.required(input.name, Kind::Number)));
        }
        None => {
            let lever = |one: Lever| (one.name().to_owned(), lever_words(t, one));
            let choices = levers(site, approach).into_iter().map(lever).collect();
            all.push(fields.field("havstang", Kind::Choice(choices)));
            all.extend(["mitt", "lagst", "hogst"].map(|name| fields.required(name, Kind::Number)));
        }
    }
    all.push(fields.required("andel", Kind::Number));
    all.push(fields.required("borjar", Kind::Number));
    all.push(fields.required("ar", Kind::Number));
    all.push(fields.field("kostnad", Kind::Number));
    all
}

/// What to be careful about, where the reader sets the effect.
fn caution(site: &RequestContext, t: Texts, approach: &Approach, form: &Form) -> String {
    let outcomes = library::outcomes(&site.forecast.tables().effects, &approach.name);
    if basis(&library::bases(&outcomes), form).is_some() {
        return String::new();
    }
    let all = levers(site, approach);
    let lever = Lever::named(form.value("havstang")).filter(|one| all.contains(one)).or(all.first().copied());
    lever.map(|lever| t.get(&format!("{}-caution", lever_key(lever)))).unwrap_or_default()
}

/// A number that must be there, within what can be counted with.
fn number(form: &mut Form, name: &str, (min, max): (f64, f64)) -> Option<f64> {
    if form.text(name).is_empty() {
        form.fault(FieldFault::new(name, "any-number-missing"));
        return None;
    }
    let value = form.number(name, f64::NAN);
    if value.is_nan() {
        return None;
    }
    if !(min..=max).contains(&value) {
        form.fault(FieldFault::new(name, "out-of-range").with("min", min).with("max", max));
        return None;
    }
    Some(value)
}

/// Reads a try; what is wrong is noted in the form.
pub async fn read(
    site: &RequestContext,
    t: Texts,
    approach: &Approach,
    form: &mut Form,
) -> Result<Option<Tried>, Fault> {
    let found = region(site, form).cloned();
    if found.is_none() {
        let key =
            if form.text("kommun").is_empty() { "municipality-missing" } else { "municipality-unknown" };
        form.fault(FieldFault::new("kommun", key));
    }
    if let Some(region) = &found
        && form.text("coverage").is_empty()
    {
        let code = region.code.clone();
        let coverage = site.compute(move |forecast| coverage_today(forecast, &code)).await?;
        form.set(
            "coverage",
            coverage.map(|share| typed(t, (share * 1_000.0).round() / 10.0)).unwrap_or_default(),
        );
    }
    let base = site.forecast.run().base_year;
    let last = site.forecast.last_year();
    let reach = number(form, "andel", (0.1, 100.0));
    let start = number(form, "borjar", (f64::from(base), f64::from(last)));
    let year = number(form, "ar", (f64::from(base + 1), f64::from(last)));
    let cost = form.kronor("kostnad");
    let outcomes = library::outcomes(&site.forecast.tables().effects, &approach.name);
    let bases = library::bases(&outcomes);
    let resting = match basis(&bases, form) {
        Some(basis) => published(t, &basis, form),
        None => own(t, site, approach, form),
    };
    let (Some(region), Some(reach), Some(start), Some(year), Some((effect, words, is_known))) =
        (found, reach, start, year, resting)
    else {
        return Ok(None);
    };
    let input = MeasureInput {
        title: told(t, &approach.title),
        description: told(t, &approach.lead),
        cost_yearly: cost,
        ramp_years: RAMP,
        reach_percent: reach,
        effects: vec![effect],
        ..MeasureInput::starting(start as i32)
    };
    form.add(input.validate().err().unwrap_or_default());
    Ok(Some(Tried { region, year: year as i32, input, is_known, basis: words }))
}

/// The effect by what has been published, with the local figures that it takes.
fn published(t: Texts, basis: &Basis<'_>, form: &mut Form) -> Option<(Effect, String, bool)> {
    let inputs: &[Input] = basis.conversion()?.inputs();
    let values: Option<Vec<f64>> =
        inputs.iter().map(|input| number(form, input.name, (input.min, input.max))).collect();
    let values = values?;
    let effect = basis.effect(&values)?;
    let mut words = vec![basis_words(t, basis)];
    for (input, value) in inputs.iter().zip(&values) {
        let name = t.get(&format!("trial-{}", input.name.replace('_', "-")));
        words.push(format!("{name}: {}", t.number(*value, 1)));
    }
    let said = words.join(". ");
    let source = format!("{said}. {}", basis.sources().join("; "));
    let round = |value: f64| (value * PRECISION).round() / PRECISION;
    let effect = Effect {
        lever: effect.lever,
        size: round(effect.size),
        low: round(effect.low),
        high: round(effect.high),
        source,
    };
    Some((effect, said, basis.is_known()))
}

/// The effect by the reader's own numbers.
fn own(
    t: Texts,
    site: &RequestContext,
    approach: &Approach,
    form: &mut Form,
) -> Option<(Effect, String, bool)> {
    let all = levers(site, approach);
    let lever =
        Lever::named(form.value("havstang")).filter(|one| all.contains(one)).or(all.first().copied())?;
    let facts = lever.facts();
    let [size, low, high] = ["mitt", "lagst", "hogst"].map(|name| number(form, name, (facts.min, facts.max)));
    let (size, low, high) = (size?, low?, high?);
    let wrong =
        |field: &str, key| FieldFault::new(field, key).with("low", low).with("size", size).with("high", high);
    if low > size {
        form.fault(wrong("lagst", "low-above-size"));
        return None;
    }
    if size > high {
        form.fault(wrong("hogst", "size-above-high"));
        return None;
    }
    let words = t.get("trial-own-words");
    let is_known = low > 0.0 || high < 0.0;
    Some((Effect { lever, size, low, high, source: words.clone() }, words, is_known))
}

async fn compute(
    site: &RequestContext,
    t: Texts,
    approach: &Approach,
    tried: Tried,
    form: &Form,
) -> Result<Found, Fault> {
    let address = format!("{}/atgard?{}", approach_address(&approach.name), query(form));
    let found = site.compute(move |forecast| found(forecast, t, &tried, address)).await?;
    found.ok_or(Fault::NotFound)
}

/// The try as an address asks for it.
pub fn query(form: &Form) -> String {
    let mut names: Vec<&str> =
        form.names().filter(|name| !form.text(name).is_empty() && *name != COMPUTE).collect();
    names.sort_unstable();
    names.iter().map(|name| format!("{name}={}", encoded(&form.text(name)))).collect::<Vec<_>>().join("&")
}

fn found(forecast: &Forecast, t: Texts, tried: &Tried, measure: String) -> Option<Found> {
    let code = &tried.region.code;
    let view = View::of(&[], forecast).at_home_in(forecast, code);
    let choice = Choice { measures: vec![tried.input.computable()], ..view.choice() };
    let change = forecast.change(code, &choice)?;
    let index = forecast.year_index(tried.year)?;
    let place = region_name(t, &tried.region);
    let staff = change.difference.at(Output::FteGap, index);
    let n = |value: f64| t.number(value.abs(), 1);
    let is_certain = staff.p5 == staff.p95 || staff.p5.signum() == staff.p95.signum();
    let (low, high) = (staff.p5.abs().min(staff.p95.abs()), staff.p5.abs().max(staff.p95.abs()));
    let key = match (is_certain && tried.is_known, staff.p50) {
        (_, 0.0) if staff.p5 == 0.0 && staff.p95 == 0.0 => "trial-nothing",
        (false, _) => "trial-unknown",
        (true, fewer) if fewer < 0.0 => "trial-fewer",
        (true, _) => "trial-more",
    };
    let span = if key == "trial-unknown" {
        t.interval(&t.signed(staff.p5, 1), &t.signed(staff.p95, 1))
    } else {
        t.interval(&n(low), &n(high))
    };
    let values: [(&str, &dyn std::fmt::Display); 4] =
        [("place", &place), ("year", &tried.year), ("n", &n(staff.p50)), ("interval", &span)];
    let without = change.without.at(Output::FteGap, index).p50;
    let share = (key == "trial-fewer" && without > 1.0).then(|| {
        let closed = t.percent((-staff.p50 / without).min(1.0), 0);
        t.with("trial-share", &[("share", &closed), ("gap", &t.number(without, 0))])
    });
    let effect = tried.input.effects.first()?;
    let lever = effect.lever;
    let told: [(&str, &dyn std::fmt::Display); 5] = [
        ("basis", &tried.basis),
        ("lever", &t.get(&lever_key(lever))),
        ("size", &t.signed(effect.size, 1)),
        ("interval", &t.interval(&t.signed(effect.low, 1), &t.signed(effect.high, 1))),
        ("unit", &t.get(unit_key(lever.facts().unit))),
    ];
    Some(Found {
        sentence: t.with(key, &values),
        share: share.unwrap_or_default(),
        effects_title: t.with("effect-title", &[("year", &tried.year)]),
        effects: match key {
            "trial-unknown" => effect_intervals(forecast, t, &change.difference, tried.year),
            _ => effects(forecast, t, &change.difference, tried.year),
        },
        rests_on: t.with("trial-rests-on", &told),
        measure,
    })
}
