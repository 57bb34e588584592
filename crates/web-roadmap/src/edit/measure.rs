//! The measure's form: its fields, and rows of effects that are added and filled in without losing what was typed.

use askama::Template;
use axum::extract::Query;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use plan::fault::FieldFault;
use plan::roadmap::measure_input::MAX_EFFECTS;
use plan::roadmap::{Commitment, Control, Effect, MeasureInput, Status};
use projection::lever::Lever;

use super::fields::{choice, year};
use site::Site;
use site::fault::Fault;
use site::forms::{About, Field, FieldGroup, Fields, Form, Kind, Section, options};
use site::texts::Texts;
use site::words::{lever_words, typed};

/// Empty rows below those that are filled in, and rows up to which they are offered unasked.
const EMPTY_ROWS: usize = 2;
const FIRST_ROWS: usize = 5;

/// The fields that are plain texts.
const TEXTS: [&str; 6] = ["title", "description", "owner", "funding", "indicator", "status_reason"];

pub fn routes() -> axum::Router<Site> {
    axum::Router::new().route("/hjalp/havstang", get(lever_facts))
}

/// The name of a field in a row of effects.
pub fn effect_field(row: usize, field: &str) -> String {
    format!("effect[{row}].{field}")
}

/// Writes a measure into a form.
pub fn fill(form: &mut Form, t: Texts, input: &MeasureInput) {
    let texts = [
        &input.title,
        &input.description,
        &input.owner,
        &input.funding,
        &input.indicator,
        &input.status_reason,
    ];
    for (name, text) in TEXTS.into_iter().zip(texts) {
        form.set(name, text);
    }
    form.set("cost_one_off", typed(t, input.cost_one_off))
        .set("cost_yearly", typed(t, input.cost_yearly))
        .set("reach_percent", typed(t, input.reach_percent))
        .set("start_year", input.start_year)
        .set("ramp_years", input.ramp_years)
        .set("half_life_years", input.half_life_years.map(|years| typed(t, years)).unwrap_or_default())
        .set("control", input.control)
        .set("commitment", input.commitment)
        .set("status", input.status)
        .set("deadline", input.deadline.map(|day| day.to_string()).unwrap_or_default());
    if input.enabled {
        form.set("enabled", "1");
    }
    for (row, effect) in input.effects.iter().enumerate() {
        form.set(effect_field(row, "lever"), effect.lever).set(effect_field(row, "source"), &effect.source);
        set_size(form, t, row, (effect.size, effect.low, effect.high));
    }
    set_rows(form, input.effects.len());
}

/// Notes how many rows of effects the form has when some are filled in.
pub fn set_rows(form: &mut Form, filled: usize) {
    form.set("rows", (filled + EMPTY_ROWS).min(FIRST_ROWS).max(filled));
}

/// Shows as many rows as another form has.
pub fn show_all_rows(form: &mut Form, other: &Form) {
    let most = rows(form).max(rows(other));
    form.set("rows", most);
}

fn set_size(form: &mut Form, t: Texts, row: usize, (size, low, high): (f64, f64, f64)) {
    for (name, value) in [("size", size), ("low", low), ("high", high)] {
        form.set(effect_field(row, name), typed(t, value));
    }
}

fn rows(form: &Form) -> usize {
    form.value("rows").parse().unwrap_or(EMPTY_ROWS).clamp(1, MAX_EFFECTS)
}

/// Reads a measure, and tells in which rows its effects stand. Rows that cannot be read are noted as faults and left
/// out.
pub fn read(form: &mut Form) -> (MeasureInput, Vec<usize>) {
    let effects: Vec<(usize, Effect)> =
        (0..rows(form)).filter_map(|row| effect(form, row).map(|effect| (row, effect))).collect();
    let start = year(form, "start_year");
    if start.is_none() && form.text("start_year").is_empty() {
        form.fault(FieldFault::new("start_year", "year-missing"));
    }
    let deadline = form.text("deadline");
    let day = deadline.parse().ok();
    if day.is_none() && !deadline.is_empty() {
        form.fault(FieldFault::new("deadline", "not-a-date"));
    }
    let input = MeasureInput {
        title: form.text("title"),
        description: form.text("description"),
        owner: form.text("owner"),
        funding: form.text("funding"),
        cost_one_off: form.kronor("cost_one_off"),
        cost_yearly: form.kronor("cost_yearly"),
        ramp_years: year(form, "ramp_years").unwrap_or(0),
        half_life_years: form.optional_number("half_life_years"),
        reach_percent: form.number("reach_percent", 100.0),
        control: choice(form, "control", Control::named, Control::Own),
        commitment: choice(form, "commitment", Commitment::named, Commitment::Should),
        indicator: form.text("indicator"),
        status: choice(form, "status", Status::named, Status::Proposed),
        status_reason: form.text("status_reason"),
        deadline: day,
        enabled: form.ticked("enabled"),
        effects: effects.iter().map(|(_, effect)| effect.clone()).collect(),
        // A year that cannot be read has been noted; any valid one lets the rest be checked.
        ..MeasureInput::starting(start.unwrap_or(2030))
    };
    (input, effects.into_iter().map(|(row, _)| row).collect())
}

fn effect(form: &mut Form, row: usize) -> Option<Effect> {
    let name = |field: &str| effect_field(row, field);
    if ["lever", "size", "low", "high", "source"].iter().all(|field| form.text(&name(field)).is_empty()) {
        return None;
    }
    let lever = Lever::named(&form.text(&name("lever")));
    if lever.is_none() {
        form.fault(FieldFault::new(name("lever"), "lever-missing"));
    }
    let [size, low, high] = ["size", "low", "high"].map(|field| number(form, &name(field)));
    Some(Effect { lever: lever?, size: size?, low: low?, high: high?, source: form.text(&name("source")) })
}

/// A number that must be there.
fn number(form: &mut Form, field: &str) -> Option<f64> {
    let text = form.text(field);
    let read = swedish::read_number(&text);
    if read.is_none() {
        form.fault(FieldFault::new(field, if text.is_empty() { "number-missing" } else { "not-a-number" }));
    }
    read
}

/// Faults in effects, at the rows that the effects were typed in.
pub fn at_rows(faults: Vec<FieldFault>, rows: &[usize]) -> Vec<FieldFault> {
    let moved = |mut fault: FieldFault| {
        let place = fault.field.strip_prefix("effect[").and_then(|rest| rest.split_once("]."));
        let row = place.and_then(|(place, field)| Some((rows.get(place.parse::<usize>().ok()?)?, field)));
        if let Some((row, field)) = row {
            fault.field = effect_field(*row, field);
        }
        fault
    };
    faults.into_iter().map(moved).collect()
}

/// Does what a button inside the form asks for: one more row, or the published effect in a row. False when the form
/// was sent to be saved.
pub fn rearrange(form: &mut Form, t: Texts) -> bool {
    if form.ticked("more") {
        let more = (rows(form) + 1).min(MAX_EFFECTS);
        form.set("rows", more);
        return true;
    }
    let Ok(row) = form.value("published").parse::<usize>() else { return false };
    if let Some(facts) = Lever::named(&form.text(&effect_field(row, "lever"))).map(Lever::facts)
        && let Some(supported) = facts.supported
    {
        set_size(form, t, row, supported);
        form.set(effect_field(row, "source"), facts.source);
    }
    true
}

/// The sections of the form.
pub fn sections(fields: &Fields<'_>) -> Vec<Section> {
    let t = fields.t;
    let section = |name: &str, fields: Vec<Field>| Section {
        heading: Some(t.get(&format!("measure-section-{name}"))),
        fields,
        ..Section::default()
    };
    let choice =
        |name: &str, names: Vec<&'static str>| fields.field(name, Kind::Choice(options(t, name, names)));
    let mut status = choice("status", Status::ALL.map(Status::name).to_vec());
    status.required = true;
    vec![
        section("what", vec![fields.required("title", Kind::Line), fields.field("description", Kind::Text)]),
        section("status", vec![status, fields.field("status_reason", Kind::Line)]),
        section(
            "who",
            vec![
                fields.field("owner", Kind::Line),
                fields.field("funding", Kind::Line),
                fields.field("cost_one_off", Kind::Number),
                fields.field("cost_yearly", Kind::Number),
                choice("control", Control::ALL.map(Control::name).to_vec()),
                choice("commitment", Commitment::ALL.map(Commitment::name).to_vec()),
            ],
        ),
        section(
            "when",
            vec![
                fields.field("deadline", Kind::Date),
                fields.required("start_year", Kind::Number),
                fields.field("ramp_years", Kind::Number),
                fields.field("half_life_years", Kind::Number),
                fields.field("indicator", Kind::Line),
            ],
        ),
        Section {
            intro: Some(t.get("measure-section-effect-intro")),
            more_about: Some((t.get("measure-levers-link"), "/siffror#havstanger".into())),
            groups: (0..rows(fields.form)).map(|row| group(fields, row)).collect(),
            buttons: (rows(fields.form) < MAX_EFFECTS)
                .then(|| ("more", t.get("measure-effect-more")))
                .into_iter()
                .chain([("preview", t.get("measure-effect-preview"))])
                .collect(),
            ..section(
                "effect",
                vec![fields.field("enabled", Kind::Box), fields.field("reach_percent", Kind::Number)],
            )
        },
    ]
}

/// One row of effects.
fn group(fields: &Fields<'_>, row: usize) -> FieldGroup {
    let t = fields.t;
    let field = |name: &str, kind| fields.called(&effect_field(row, name), &format!("effect-{name}"), kind);
    let chosen = Lever::named(fields.form.value(&effect_field(row, "lever")));
    let mut levers = vec![(String::new(), t.get("measure-effect-none"))];
    levers.extend(Lever::ALL.map(|lever| (lever.name().to_owned(), lever_words(t, lever))));
    let lever = Field {
        focus: fields.form.ticked("more") && row + 1 == rows(fields.form),
        about: Some(About {
            text: chosen.map(|lever| facts(t, lever)).unwrap_or_default(),
            ask: "/hjalp/havstang",
        }),
        ..field("lever", Kind::Choice(levers))
    };
    let numbers = ["size", "low", "high"].map(|name| field(name, Kind::Number));
    FieldGroup {
        legend: t.with("measure-effect-row", &[("row", &(row + 1))]),
        fields: std::iter::once(lever).chain(numbers).chain([field("source", Kind::Line)]).collect(),
        button: chosen
            .filter(|lever| lever.facts().supported.is_some())
            .map(|_| ("published", row.to_string(), t.get("measure-effect-published"))),
    }
}

/// What is known of a lever: unit, range, published effect and caution.
fn facts(t: Texts, lever: Lever) -> String {
    let facts = lever.facts();
    let number = |value: f64| t.number(value, if value.fract() == 0.0 { 0 } else { 1 });
    let mut known = vec![t.with(
        "measure-effect-range",
        &[
            ("unit", &t.get(site::words::unit_key(facts.unit))),
            ("min", &number(facts.min)),
            ("max", &number(facts.max)),
        ],
    )];
    known.push(match facts.supported {
        Some((size, low, high)) => t.with(
            "measure-effect-supported",
            &[("size", &number(size)), ("low", &number(low)), ("high", &number(high))],
        ),
        None => t.get("measure-effect-unsupported"),
    });
    known.push(t.get(&format!("{}-caution", site::words::lever_key(lever))));
    known.join(" ")
}

#[derive(Template)]
#[template(source = "{{ text }}", ext = "html")]
struct Facts {
    text: String,
}

/// What is known of the lever that has just been chosen.
async fn lever_facts(t: Texts, Query(query): Query<Vec<(String, String)>>) -> Result<Response, Fault> {
    let lever = query.first().and_then(|(_, name)| Lever::named(name));
    let text = lever.map(|lever| facts(t, lever)).unwrap_or_default();
    Ok(Html(Facts { text }.render()?).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(fields: &[(&str, &str)]) -> Form {
        Form::sent(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn a_measure_comes_out_of_the_form_as_it_went_in() {
        let mut input = MeasureInput::starting(2028);
        input.title = "Heltid som norm".into();
        input.cost_yearly = 1_200_000.5;
        input.deadline = "2029-12-31".parse().ok();
        input.enabled = false;
        input.effects =
            vec![Effect { lever: Lever::SickLeave, size: -0.2, low: -0.5, high: 0.1, source: "Egen".into() }];
        for t in [Texts::Swedish, Texts::English] {
            let mut form = Form::default();
            fill(&mut form, t, &input);
            assert_eq!(form.value("rows"), "3");
            assert_eq!(read(&mut form), (input.clone(), vec![0]));
            assert!(form.is_good());
        }
    }

    #[test]
    fn a_fault_stands_at_the_row_where_it_was_typed() {
        let row = |row: usize, low: &'static str| {
            [("lever", "sick_leave"), ("size", "-1"), ("low", low), ("high", "0")]
                .map(|(name, value)| (effect_field(row, name), value.to_owned()))
        };
        let mut fields =
            vec![("rows".to_owned(), "4".to_owned()), ("start_year".to_owned(), "2028".to_owned())];
        fields.extend(row(1, "x"));
        fields.extend(row(3, "-0,5"));
        let mut form = Form::sent(fields);
        let (input, rows) = read(&mut form);
        assert_eq!(rows, [3]);
        let faults = at_rows(input.validate().unwrap_err(), &rows);
        assert!(faults.iter().any(|fault| fault.field == "effect[3].low" && fault.key == "low-above-size"));
        assert_eq!(
            form.wrong(&Texts::Swedish, "effect[1].low"),
            Some(Texts::Swedish.get("field-not-a-number"))
        );
    }

    #[test]
    fn a_row_is_added_and_a_published_effect_filled_in_only_when_asked() {
        let mut form = sent(&[("rows", "2"), ("title", "T"), ("more", "1")]);
        assert!(rearrange(&mut form, Texts::Swedish));
        assert_eq!((form.value("rows"), form.value("title")), ("3", "T"));
        let mut form = sent(&[("published", "0"), ("effect[0].lever", "onset_delay")]);
        assert!(rearrange(&mut form, Texts::Swedish));
        assert_eq!((form.value("effect[0].size"), form.value("effect[0].high")), ("1", "2"));
        assert!(!rearrange(&mut sent(&[("title", "T")]), Texts::Swedish));
    }
}
