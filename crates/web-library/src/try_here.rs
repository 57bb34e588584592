//! Trying an approach on a municipality's own forecast, before anything is decided: the form, and what the try came to. How sure that
//! is the forecast carries; what studies give no number for, the reader sets.

use axum::http::StatusCode;
use chrono::Datelike;
use forecast::{Choice, Forecast, HORIZON};
use plan::access::Kind as ThingKind;
use plan::library;
use plan::roadmap::around;
use projection::lever::Lever;
use projection::output::Output;
use statistics::effects::Approach;
use uuid::Uuid;
use web_forecast::{View, effect_intervals, effects};

use crate::tried::{COMPUTE, OWN, Tried, basis, home, is_known_here, levers, query, read, region};
use crate::words::{approach_address, basis_words};
use site::fault::Fault;
use site::forms::{Field, Fields, Form, FormView, Kind, Section};
use site::texts::Texts;
use site::visit::RequestContext;
use site::words::{lever_key, lever_words, region_name, unit_key};

/// Years from now until something that is tried begins.
const BEGINS_IN: i32 = 2;
/// Per cent of those concerned who are reached, unless something else is typed.
const REACH: f64 = 50.0;

/// A try as the page shows it.
pub struct TryHere {
    pub title: String,
    pub fields: Vec<Field>,
    pub lead: String,
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

impl TryHere {
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
                Some(place) => t.with("try-here-title-in", &[("place", &place)]),
                None => t.get("try-here-title"),
            },
            fields: fields(site, t, approach, &form),
            lead: t.get(if site.forecast.tables().effects.levers(&approach.name).is_empty() {
                "try-here-no-lever"
            } else {
                "try-here-lead"
            }),
            hidden: ["behov"]
                .iter()
                .map(|name| ((*name).to_owned(), form.text(name)))
                .filter(|(_, v)| !v.is_empty())
                .collect(),
            caution: caution(site, t, approach, &form),
            wrong: summary(site, t, approach, &form),
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
    if form.text("kommun").is_empty() {
        form.set("kommun", home(site).unwrap_or_default());
    }
    Ok(())
}

fn fields(site: &RequestContext, t: Texts, approach: &Approach, form: &Form) -> Vec<Field> {
    let outcomes = library::outcomes(&site.forecast.tables().effects, &approach.name);
    let bases = library::bases(&outcomes);
    let fields = Fields { t, thing: "try-here", form, theirs: None };
    let mut options: Vec<(String, String)> =
        bases.iter().enumerate().map(|(at, basis)| (at.to_string(), basis_words(t, basis))).collect();
    options.push((OWN.into(), t.get("try-here-own")));
    let mut all = vec![fields.required("kommun", Kind::Line)];
    if !bases.is_empty() {
        all.push(fields.field("underlag", Kind::Choice(options)));
    }
    match basis(&bases, form) {
        Some(basis) => {
            let inputs = basis.conversion().map(|one| one.inputs()).unwrap_or_default();
            all.extend(inputs.iter().map(|input| match is_known_here(input) {
                true => fields.field(input.name, Kind::Number),
                false => fields.required(input.name, Kind::Number),
            }));
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
    all.push(Field { hint: Some(followed(site, t, approach)), ..fields.field("halveras", Kind::Number) });
    all.push(fields.field("kostnad", Kind::Number));
    all
}

/// How many are reached, from when, and how fast the effect fades.
fn reached(t: Texts, tried: &Tried) -> String {
    let reach = t.percent(tried.input.reach_percent / 100.0, 0);
    let mut words = t.with("try-here-reached", &[("reach", &reach), ("year", &tried.input.start_year)]);
    if let Some(years) = tried.input.half_life_years {
        words += &format!(
            " {}",
            t.with("try-here-fades", &[("years", &t.number(years, usize::from(years.fract() != 0.0)))])
        );
    }
    words
}

/// For how long the effect has been followed, and what to think of the time after.
fn followed(site: &RequestContext, t: Texts, approach: &Approach) -> String {
    let months = site.forecast.tables().effects.of(&approach.name).filter_map(|row| row.months);
    match months
        .fold(None, |longest: Option<f64>, months| Some(longest.map_or(months, |one| one.max(months))))
    {
        Some(months) => t.counted("try-here-halveras-followed", months, &[("n", &t.number(months, 0))]),
        None => t.get("try-here-halveras-unfollowed"),
    }
}

/// What to be careful about, where the reader sets the effect.
fn caution(site: &RequestContext, t: Texts, approach: &Approach, form: &Form) -> String {
    let outcomes = library::outcomes(&site.forecast.tables().effects, &approach.name);
    let all = site.forecast.tables().effects.levers(&approach.name);
    if basis(&library::bases(&outcomes), form).is_some() || all.is_empty() {
        return String::new();
    }
    let lever = Lever::named(form.value("havstang")).filter(|one| all.contains(one)).or(all.first().copied());
    lever.map(|lever| t.get(&format!("{}-caution", lever_key(lever)))).unwrap_or_default()
}

/// What is wrong, field by field with the names of the fields.
fn summary(site: &RequestContext, t: Texts, approach: &Approach, form: &Form) -> Vec<(String, String)> {
    let fields = fields(site, t, approach, form);
    FormView::new(t, form, vec![Section { fields, ..Section::default() }], None).summary
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
        (_, 0.0) if staff.p5 == 0.0 && staff.p95 == 0.0 => "try-here-nothing",
        (false, _) => "try-here-unknown",
        (true, fewer) if fewer < 0.0 => "try-here-fewer",
        (true, _) => "try-here-more",
    };
    let span = if key == "try-here-unknown" {
        t.interval(&t.signed(staff.p5, 1), &t.signed(staff.p95, 1))
    } else {
        t.interval(&n(low), &n(high))
    };
    let values: [(&str, &dyn std::fmt::Display); 4] =
        [("place", &place), ("year", &tried.year), ("n", &n(staff.p50)), ("interval", &span)];
    let without = change.without.at(Output::FteGap, index).p50;
    let share = (key == "try-here-fewer" && without > 1.0).then(|| {
        let closed = t.percent((-staff.p50 / without).min(1.0), 0);
        t.with("try-here-share", &[("share", &closed), ("gap", &t.number(without, 0))])
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
            "try-here-unknown" => effect_intervals(forecast, t, &change.difference, tried.year),
            _ => effects(forecast, t, &change.difference, tried.year),
        },
        rests_on: format!("{} {}", t.with("try-here-rests-on", &told), reached(t, tried)),
        measure,
    })
}
