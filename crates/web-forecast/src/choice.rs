//! What a reader has chosen: year, chart, scenario and levers, as it stands in the address.

use forecast::{Assumptions, Choice, Forecast, HORIZON, Outlook, Overview, OwnName};
use projection::lever::Lever;
use projection::measure::{Effect, Measure};
use projection::output::Output;
use projection::simulation::{Housing, Scenario, Shares};
use statistics::Region;
use statistics::region::Kind;

use super::charts::Shown;
use site::basis::Basis;
use site::texts::Texts;
use site::visit::Asked;

/// Names of the scenarios in addresses, in the order they are offered; the first unless another is chosen.
pub const SCENARIOS: [&str; 6] = ["friskare", "oforandrad", "trend", "andel", "tak", OFFICIAL];
/// The scenario in which as many grow old as Statistics Sweden expects.
pub const OFFICIAL: &str = "scb";
/// Scenarios that are kept ready for counties and the country.
pub const PREPARED: [&str; 3] = [SCENARIOS[0], "oforandrad", OFFICIAL];
/// Scenarios in which need does not begin later.
const NOT_LATER: [&str; 2] = ["oforandrad", "trend"];
/// Share of the years gained that healthier old spend in health, unless chosen.
const HEALTHY_SHARE: f64 = 1.0;
/// The country's share of 80+ in special housing in 2024.
const COVERAGE: f64 = 0.104;
/// How much of a checksum is told: it tells figures of one title apart.
const HASH: usize = 12;
/// The highest share that can be decided.
const HIGHEST_COVERAGE: f64 = 0.4;

/// A reader's choice.
#[derive(Clone, Debug)]
pub struct View {
    /// The year that is spoken of.
    pub year: i32,
    /// The chart that is shown.
    pub shown: Shown,
    /// Name of the scenario.
    pub scenario: &'static str,
    /// Decided share of 80+ in special housing; None until the place's own share is known.
    pub coverage: Option<f64>,
    /// Share of gained years in health.
    pub healthy: f64,
    /// Levers moved from where they stand today.
    pub levers: Vec<(Lever, f64)>,
    /// When the levers begin to act; None for at once and fully, from the first year.
    pub phase: Option<Phase>,
    /// Another try, as the query of its page, that is set aside to be compared with.
    pub set_aside: Option<String>,
    /// Levers that were held back, with the value they were held at.
    pub clamped: Vec<(Lever, f64)>,
    /// Fields that held something else than a number.
    pub unreadable: Vec<String>,
    /// What the municipality is computed with of its own.
    pub own_figures: Vec<OwnName>,
    /// A year, share or scenario that was not taken as it was typed.
    held: Vec<Held>,
}

/// When what is tried begins to act, as a measure does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phase {
    /// First year with any effect.
    pub start: i32,
    /// Years from then until the effect is full; 0 is at once.
    pub ramp: u32,
}

/// The longest time that an effect can take to be full, years.
const LONGEST_RAMP: u32 = 20;

/// What was held back.
#[derive(Clone, Debug)]
enum Held {
    Year(i32, i32),
    Share(f64),
    Scenario(String),
    Phase(i32, i32),
}

/// With how many decimals a lever's value is told: as the slider's steps are, and more where it stands between two.
pub fn lever_decimals(lever: Lever, value: f64) -> usize {
    let usual = if lever.facts().step < 1.0 { 1 } else { 0 };
    let tells = |decimals: usize| {
        let scaled = value * 10f64.powi(decimals as i32);
        (scaled - scaled.round()).abs() < 1e-6
    };
    (usual..2).find(|decimals| tells(*decimals)).unwrap_or(2)
}

/// The fields of a query.
pub fn fields_of(query: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

/// The share of those aged 80 or more who live in special housing today.
pub fn coverage_today(forecast: &Forecast, code: &str) -> Option<f64> {
    let summary = forecast.summary(code, &Choice::default())?;
    let people = summary.at(Output::Population80Plus, 0).p50.max(1.0);
    Some(summary.at(Output::SpecialHousingPersons80Plus, 0).p50 / people)
}

impl View {
    /// Reads the choice from the fields of an address. What cannot be read stands as it does today, and is noted.
    pub fn of(fields: &[(String, String)], forecast: &Forecast) -> Self {
        let base = forecast.run().base_year;
        let field = |name: &str| {
            fields.iter().rev().find(|(n, _)| n == name).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
        };
        let (first, last) = (base + 1, forecast.last_year());
        let asked_year = field("ar").map(|v| v.parse::<i32>());
        let asked_scenario = field("scenario");
        let mut view = Self {
            year: asked_year.clone().and_then(Result::ok).unwrap_or(HORIZON).clamp(first, last),
            shown: field("visa").and_then(Shown::named).unwrap_or_default(),
            scenario: SCENARIOS.into_iter().find(|s| asked_scenario == Some(s)).unwrap_or(SCENARIOS[0]),
            coverage: None,
            healthy: HEALTHY_SHARE,
            levers: Vec::new(),
            phase: None,
            set_aside: None,
            clamped: Vec::new(),
            unreadable: Vec::new(),
            own_figures: Vec::new(),
            held: Vec::new(),
        };
        if asked_year.is_some_and(|year| year != Ok(view.year)) {
            view.held.push(Held::Year(first, last));
        }
        if let Some(unknown) = asked_scenario.filter(|s| *s != view.scenario) {
            view.held.push(Held::Scenario(unknown.to_owned()));
        }
        if view.scenario == "andel" {
            view.coverage = field("andel80").and_then(|typed| view.read_share(typed, HIGHEST_COVERAGE));
        }
        if !NOT_LATER.contains(&view.scenario) {
            view.healthy =
                field("frisk").and_then(|typed| view.read_share(typed, 1.0)).unwrap_or(HEALTHY_SHARE);
        }
        for lever in Lever::ALL {
            if let Some(typed) = field(lever.name()) {
                view.read_lever(lever, typed);
            }
        }
        let start = field("borjar").and_then(|typed| view.read_whole(typed)).unwrap_or(first);
        let ramp = field("infas").and_then(|typed| view.read_whole(typed)).unwrap_or(0);
        let phase = Phase {
            start: start.clamp(first, last),
            ramp: u32::try_from(ramp.max(0)).unwrap_or(0).min(LONGEST_RAMP),
        };
        if start != phase.start || ramp != phase.ramp as i32 {
            view.held.push(Held::Phase(first, last));
        }
        view.set_aside = field("jamfor").map(|query| {
            // Never one within another.
            let fields: Vec<_> = fields_of(query).into_iter().filter(|(name, _)| name != "jamfor").collect();
            let other = Self::of(&fields, forecast);
            other.query(other.shown)
        });
        view.phase = Some(phase).filter(|phase| *phase != Phase { start: first, ramp: 0 });
        view
    }

    fn read_whole(&mut self, typed: &str) -> Option<i32> {
        let number = typed.parse().ok();
        if number.is_none() {
            self.unreadable.push(typed.to_owned());
        }
        number
    }

    /// A share typed in per cent, held between 0 and `most`; None when it is no number.
    fn read_share(&mut self, typed: &str, most: f64) -> Option<f64> {
        let Some(number) = swedish::read_number(typed) else {
            self.unreadable.push(typed.to_owned());
            return None;
        };
        let held = (number / 100.0).clamp(0.0, most);
        if (held - number / 100.0).abs() > 1e-9 {
            self.held.push(Held::Share(most));
        }
        Some(held)
    }

    /// Sets what is not chosen to where the place stands: a decision on coverage then changes nothing until it is
    /// moved.
    #[must_use]
    pub fn at_home_in(mut self, forecast: &Forecast, code: &str) -> Self {
        if self.scenario != OFFICIAL {
            self.own_figures = forecast.own_in_force(code);
        }
        if self.scenario == "andel" && self.coverage.is_none() {
            self.coverage = coverage_today(forecast, code);
        }
        self
    }

    /// The choice as it can be made for a region: levers belong to one municipality, sums have none.
    #[must_use]
    pub fn for_region(mut self, forecast: &Forecast, region: &Region) -> Self {
        if region.kind() != Kind::Municipality {
            self.levers.clear();
        }
        self.at_home_in(forecast, &region.code)
    }

    /// Only year, chart and what is kept ready for sums of municipalities, where nothing else is tried.
    #[must_use]
    pub fn without_trials(self) -> Self {
        let scenario = PREPARED.into_iter().find(|ready| *ready == self.scenario).unwrap_or(SCENARIOS[0]);
        Self { levers: Vec::new(), scenario, healthy: HEALTHY_SHARE, ..self }
    }

    /// The regions as they are kept ready for this choice; see `PREPARED`.
    pub fn overview<'f>(&self, forecast: &'f Forecast) -> &'f Overview {
        match self.scenario {
            "oforandrad" => forecast.overview_unchanged(),
            _ => forecast.overview_under(self.assumptions()),
        }
    }

    /// Whose expectations of how many grow old.
    fn assumptions(&self) -> Assumptions {
        if self.scenario == OFFICIAL { Assumptions::Official } else { Assumptions::InForce }
    }

    /// Whether something was not understood.
    pub fn is_unclear(&self) -> bool {
        !self.unreadable.is_empty() || self.held.iter().any(|h| matches!(h, Held::Scenario(_)))
    }

    fn read_lever(&mut self, lever: Lever, typed: &str) {
        // A slider writes as programs do.
        match typed.parse().ok().filter(|value: &f64| value.is_finite()).or(swedish::read_number(typed)) {
            None => self.unreadable.push(typed.to_owned()),
            Some(value) => {
                let held = lever.clamp(value);
                if (held - value).abs() > 1e-9 {
                    self.clamped.push((lever, held));
                }
                if held != 0.0 {
                    self.levers.push((lever, held));
                }
            }
        }
    }

    /// The choice as the forecast takes it.
    pub fn choice(&self) -> Choice {
        let shares = match self.scenario {
            "oforandrad" => Shares::Unchanged,
            "trend" => Shares::Trend,
            _ => Shares::Later { healthy: self.healthy },
        };
        let housing = match self.scenario {
            "andel" => Housing::Coverage { share_80_plus: self.coverage.unwrap_or(COVERAGE) },
            "tak" => Housing::Ceiling,
            _ => Housing::ByNeed,
        };
        let scenario = Scenario { shares, housing };
        let outlook = Outlook { scenario, assumptions: self.assumptions() };
        match self.phase.filter(|_| !self.levers.is_empty()) {
            None => Choice { outlook, levers: self.levers.clone(), measures: Vec::new() },
            Some(phase) => Choice { outlook, levers: Vec::new(), measures: vec![self.phased_in(phase)] },
        }
    }

    /// The levers as one measure without cost, sure of what it does.
    fn phased_in(&self, phase: Phase) -> Measure {
        let effect =
            |(lever, value): &(Lever, f64)| Effect { lever: *lever, size: *value, low: *value, high: *value };
        Measure {
            id: 0,
            start: phase.start,
            ramp: phase.ramp,
            half_life: None,
            reach: 1.0,
            effects: self.levers.iter().map(effect).collect(),
            cost_one_off: 0.0,
            cost_yearly: 0.0,
        }
    }

    /// The same people, at unchanged shares of each age.
    pub fn unchanged(&self) -> Choice {
        let scenario = Scenario { shares: Shares::Unchanged, housing: Housing::ByNeed };
        Choice { outlook: Outlook { scenario, assumptions: self.assumptions() }, ..Choice::default() }
    }

    /// What is tried is seen against: the same outlook without levers, or where only an outlook is chosen what is expected.
    pub fn without(&self) -> Choice {
        let outlook = if self.levers.is_empty() { Outlook::default() } else { self.choice().outlook };
        Choice { outlook, ..Choice::default() }
    }

    /// The same choice with another chart.
    #[must_use]
    pub fn showing(self, shown: Shown) -> Self {
        Self { shown, ..self }
    }

    /// The same choice with these levers.
    #[must_use]
    pub fn trying(self, levers: Vec<(Lever, f64)>) -> Self {
        Self { levers, ..self }
    }

    /// The same choice without levers, where a roadmap's measures stand for them.
    #[must_use]
    pub fn without_levers(self) -> Self {
        Self { levers: Vec::new(), ..self }
    }

    /// What the figures of a page with this choice rest on.
    pub fn basis(&self, t: Texts, asked: &Asked, page: &str) -> Basis {
        let path = format!("{page}?{}", self.query(self.shown));
        Basis::new(asked, &path, self.chosen(t), &self.choice_in_name())
    }

    /// What is chosen, each as its name and its value, in words.
    pub fn chosen(&self, t: Texts) -> Vec<(String, String)> {
        let levers = self.levers.iter().map(|(lever, value)| {
            let unit = t.get(super::unit_key(lever.facts().unit));
            let value = t.signed(*value, lever_decimals(*lever, *value));
            (t.get(&super::lever_key(*lever)), format!("{value} {unit}"))
        });
        let phase = self.phase.filter(|_| !self.levers.is_empty()).map(|phase| {
            [(t.get("phase-start"), phase.start.to_string()), (t.get("phase-ramp"), phase.ramp.to_string())]
        });
        std::iter::once((t.get("year"), self.year.to_string()))
            .chain(self.chosen_scenario(t))
            .chain(levers)
            .chain(phase.into_iter().flatten())
            .collect()
    }

    /// How need develops, how much of it is chosen, and which figures of the municipality's own it rests on.
    pub fn chosen_scenario(&self, t: Texts) -> Vec<(String, String)> {
        let mut chosen = vec![(t.get("scenario"), t.get(&format!("scenario-{}", self.scenario)))];
        if self.scenario == "andel" {
            let share = t.number(self.coverage.unwrap_or(COVERAGE) * 100.0, 1);
            chosen.push((t.get("scenario-andel-field"), share));
        }
        if self.healthy != HEALTHY_SHARE {
            chosen.push((t.get("scenario-friskare-field"), t.number(self.healthy * 100.0, 0)));
        }
        let named =
            |own: &OwnName| format!("{} ({})", own.title, own.hash.chars().take(HASH).collect::<String>());
        chosen.extend(self.own_figures.iter().map(|own| (t.get("own-figures-heading"), named(own))));
        chosen
    }

    /// What is chosen, for the name of a file.
    pub fn choice_in_name(&self) -> Vec<String> {
        let mut parts = vec![self.year.to_string(), self.scenario.to_owned()];
        if self.scenario == "andel" {
            parts.push(format!("andel80_{:.1}", self.coverage.unwrap_or(COVERAGE) * 100.0));
        }
        if self.healthy != HEALTHY_SHARE {
            parts.push(format!("frisk_{}", self.healthy * 100.0));
        }
        parts.extend(self.levers.iter().map(|(lever, value)| format!("{}_{value}", lever.name())));
        if let Some(phase) = self.phase.filter(|_| !self.levers.is_empty()) {
            parts.push(format!("fran_{}_{}", phase.start, phase.ramp));
        }
        parts
    }

    /// Whether anything is moved from where it stands today.
    pub fn is_tried(&self) -> bool {
        !self.choice().is_default()
    }

    /// What a chart calls the line of what is expected when nothing is tried.
    pub fn without_key(&self) -> &'static str {
        if !self.levers.is_empty() {
            "chart-without"
        } else if self.is_official_alone() {
            "chart-own"
        } else {
            "chart-later"
        }
    }

    /// What is taken for granted, as the beginning of a sentence.
    pub fn presumed(&self, t: Texts) -> String {
        let share = |share: f64| t.percent(share, 0);
        let coverage = t.percent(self.coverage.unwrap_or(COVERAGE), 1);
        let key = format!("presumed-{}", self.scenario);
        let said = if self.scenario == "andel" {
            t.with(&key, &[("share", &coverage)])
        } else if self.scenario == SCENARIOS[0] && self.healthy != HEALTHY_SHARE {
            return t.with("presumed-part", &[("share", &share(self.healthy))]);
        } else {
            t.get(&key)
        };
        if self.healthy == HEALTHY_SHARE {
            return said;
        }
        format!("{said}{}", t.with("presumed-also", &[("share", &share(self.healthy))]))
    }

    /// Whether only the official expectations of how many grow old are tried.
    pub fn is_official_alone(&self) -> bool {
        self.scenario == OFFICIAL && self.levers.is_empty()
    }

    /// Where a lever stands.
    pub fn lever(&self, lever: Lever) -> f64 {
        self.levers.iter().find(|(l, _)| *l == lever).map_or(0.0, |(_, value)| *value)
    }

    /// The query of an address with this choice, showing another chart.
    pub fn query(&self, shown: Shown) -> String {
        let mut query = format!("ar={}&visa={}", self.year, shown.name()) + &self.scenario_query();
        for (lever, value) in &self.levers {
            query += &format!("&{}={value}", lever.name());
        }
        if let Some(phase) = self.phase {
            query += &format!("&borjar={}&infas={}", phase.start, phase.ramp);
        }
        query
    }

    /// The part of an address that says how need develops; nothing where nothing is chosen.
    pub fn scenario_query(&self) -> String {
        let mut query = String::new();
        if self.scenario != SCENARIOS[0] {
            query += &format!("&scenario={}", self.scenario);
        }
        if self.scenario == "andel" {
            query += &format!("&andel80={:.1}", self.coverage.unwrap_or(COVERAGE) * 100.0);
        }
        if self.healthy != HEALTHY_SHARE {
            query += &format!("&frisk={}", self.healthy * 100.0);
        }
        query
    }

    /// The same for a sum of municipalities, which is kept ready for some scenarios only.
    pub fn remarks_of_aggregate(&self, t: Texts) -> Vec<String> {
        let mut remarks = self.remarks(t);
        if !PREPARED.contains(&self.scenario) || self.healthy != HEALTHY_SHARE {
            remarks.push(t.get("scenario-municipal-only"));
        }
        remarks
    }

    /// Sentences about what was not taken as it was typed.
    pub fn remarks(&self, t: Texts) -> Vec<String> {
        let unreadable = self.unreadable.iter().map(|typed| t.with("lever-unreadable", &[("typed", typed)]));
        let clamped = self.clamped.iter().map(|(lever, held)| {
            t.with(
                "lever-clamped",
                &[
                    ("lever", &t.get(&super::lever_key(*lever))),
                    ("held", &t.number(*held, if lever.facts().step < 1.0 { 1 } else { 0 })),
                    ("unit", &t.get(super::unit_key(lever.facts().unit))),
                ],
            )
        });
        let held = self.held.iter().map(|held| match held {
            Held::Year(from, to) => t.with("held-year", &[("from", from), ("to", to)]),
            Held::Share(most) => t.with("held-share", &[("most", &t.number(most * 100.0, 0))]),
            Held::Scenario(typed) => t.with("scenario-unknown", &[("typed", typed)]),
            Held::Phase(from, to) => {
                t.with("held-phase", &[("from", from), ("to", to), ("most", &LONGEST_RAMP)])
            }
        });
        let later = self.phase.filter(|phase| phase.start > self.year && !self.levers.is_empty());
        let later =
            later.map(|phase| t.with("phase-later", &[("start", &phase.start), ("year", &self.year)]));
        unreadable.chain(clamped).chain(held).chain(later).collect()
    }
}
