//! What is asked: gap, year, budget, certainty and scenario, as typed in the form or standing in the address.

use forecast::{Forecast, HORIZON};
use plan::fault::FieldFault;
use plan::roadmap::{RoadmapTree, computable};
use projection::portfolio::{CERTAINTY, Limits};
use projection::worth::Gap;

use crate::worth::GAPS;
use forecast::Outlook;
use site::basis::Basis;
use site::forms::Form;
use site::forms::{Field, Fields, Kind, options};
use site::texts::Texts;
use site::visit::Asked;
use site::words::{kronor, typed};
use web_forecast::SCENARIOS;

/// The largest budget that is taken, kronor.
const MOST_BUDGET: f64 = 1e13;

/// What is asked, once it can be read.
pub struct PortfolioQuery {
    pub gap: Gap,
    pub year: i32,
    pub limits: Limits,
    pub outlook: Outlook,
    gap_name: &'static str,
    /// How need develops, as on the municipality's page.
    view: web_forecast::View,
}

impl PortfolioQuery {
    /// What the page with this question rests on.
    pub fn basis(&self, t: Texts, asked: &Asked, tree: &RoadmapTree) -> Basis {
        let mut said = vec![
            (t.get("worth-basis-gap"), t.get(&format!("worth-gap-{}", self.gap.name()))),
            (t.get("year"), self.year.to_string()),
            (t.get("portfolio-budget"), kronor(t, self.limits.budget)),
            (t.get("portfolio-sakerhet"), t.percent(self.limits.certainty, 0)),
        ];
        said.extend(self.view.chosen_scenario(t));
        let mut name = vec![self.gap_name.to_owned()];
        name.extend(self.view.choice_in_name());
        name.push(format!("{:.0}kr", self.limits.budget));
        Basis::new(asked, &format!("/fardplan/{}/urval?{}", tree.roadmap.id, self.query()), said, &name)
    }

    /// The query of an address that asks the same.
    pub fn query(&self) -> String {
        format!(
            "gap={}&ar={}&budget={}&sakerhet={}{}",
            self.gap_name,
            self.year,
            self.limits.budget,
            self.limits.certainty * 100.0,
            self.view.scenario_query()
        )
    }
}

/// The form as it was sent, with what was not sent filled in, and what it asks if nothing in it is wrong.
pub fn read(
    t: Texts,
    sent: &[(String, String)],
    forecast: &Forecast,
    tree: &RoadmapTree,
) -> (Form, Option<PortfolioQuery>) {
    let mut form = Form::sent(sent.to_vec());
    let year = default_of(&mut form, "ar", &HORIZON.min(forecast.last_year()).to_string());
    let year = year.parse::<i32>().ok().filter(|year| years(forecast).contains(year));
    let whole = year.unwrap_or(HORIZON);
    default_of(&mut form, "budget", &typed(t, proposed_budget(forecast, tree, whole)));
    default_of(&mut form, "sakerhet", &typed(t, CERTAINTY * 100.0));
    let gap = default_of(&mut form, "gap", GAPS[0].1);
    let scenario = default_of(&mut form, "scenario", SCENARIOS[0]);
    let gap = GAPS.into_iter().find(|(_, name)| *name == gap);
    let scenario = SCENARIOS.into_iter().find(|name| *name == scenario);
    for (field, is_known) in
        [("gap", gap.is_some()), ("ar", year.is_some()), ("scenario", scenario.is_some())]
    {
        if !is_known {
            form.fault(FieldFault::new(field, "choice-unknown"));
        }
    }
    let budget = number(&mut form, "budget", |kronor| (0.0..=MOST_BUDGET).contains(&kronor));
    let certainty = number(&mut form, "sakerhet", |percent| (1.0..=100.0).contains(&percent));
    let asked = (|| {
        let ((gap, gap_name), _) = (gap?, scenario?);
        let limits = Limits { budget: budget?, certainty: certainty? / 100.0 };
        let view = web_forecast::View::of(sent, forecast)
            .without_levers()
            .at_home_in(forecast, &tree.roadmap.region_code);
        let outlook = view.choice().outlook;
        Some(PortfolioQuery { gap, year: year?, limits, outlook, gap_name, view })
    })();
    (form, asked)
}

/// What a field holds; a field that was not sent gets this value.
fn default_of(form: &mut Form, field: &str, value: &str) -> String {
    if !form.ticked(field) {
        form.set(field, value);
    }
    form.text(field)
}

/// A number that is as it should be; else a fault is noted.
fn number(form: &mut Form, field: &'static str, is_right: impl Fn(f64) -> bool) -> Option<f64> {
    let read = if field == "budget" { swedish::read_kronor } else { swedish::read_number };
    let number = read(&form.text(field)).filter(|number| is_right(*number));
    if number.is_none() {
        form.fault(FieldFault::new(
            field,
            if field == "budget" { "not-a-budget" } else { "not-a-certainty" },
        ));
    }
    number
}

fn years(forecast: &Forecast) -> std::ops::RangeInclusive<i32> {
    forecast.run().base_year + 1..=forecast.last_year()
}

/// What all measures cost through a year, kronor.
pub fn cost_of_all(forecast: &Forecast, tree: &RoadmapTree, year: i32) -> f64 {
    let first = forecast.run().base_year + 1;
    tree.computed_measures().map(|measure| computable(measure).cost_between(first, year)).sum()
}

/// Half of what all measures cost, in round numbers: something to begin with.
fn proposed_budget(forecast: &Forecast, tree: &RoadmapTree, year: i32) -> f64 {
    (cost_of_all(forecast, tree, year) / 2.0 / 1e5).ceil() * 1e5
}

/// The fields of the form.
pub fn fields(t: Texts, form: &Form, forecast: &Forecast) -> Vec<Field> {
    let fields = Fields { t, thing: "portfolio", form, theirs: None };
    let gaps = GAPS.map(|(gap, name)| (name.to_owned(), t.get(&format!("worth-gap-{}", gap.name()))));
    let years = years(forecast).map(|year| (year.to_string(), year.to_string()));
    // What was typed comes back, also where it is nothing that can be chosen.
    let choice = |name: &str, mut options: Vec<(String, String)>| {
        let typed = form.value(name).to_owned();
        if !options.iter().any(|(value, _)| *value == typed) {
            options.insert(0, (typed.clone(), typed));
        }
        fields.field(name, Kind::Choice(options))
    };
    vec![
        choice("gap", gaps.to_vec()),
        choice("ar", years.collect()),
        fields.field("budget", Kind::Number),
        fields.field("sakerhet", Kind::Number),
        choice("scenario", options(t, "scenario", SCENARIOS)),
    ]
}
