//! What a reader has chosen: year, chart, scenario and levers, as it stands in the address.

use plan::forecast::{Choice, Forecast, HORIZON};
use projection::answer::Scenario;
use projection::lever::Lever;

use super::charts::Shown;
use crate::texts::Texts;

/// Names of the scenarios in addresses, in the order they are offered.
pub const SCENARIOS: [&str; 5] = ["oforandrad", "friskare", "trend", "andel", "tak"];
/// Share of the years gained that healthier old spend in health, unless chosen.
const HEALTHY_SHARE: f64 = 0.5;
/// Share of 80+ in special housing that a decision sets, unless chosen: the country's in 2024.
const COVERAGE: f64 = 0.104;

/// A reader's choice.
#[derive(Clone, Debug)]
pub struct View {
    /// The year that is spoken of.
    pub year: i32,
    /// The chart that is shown.
    pub shown: Shown,
    /// Name of the scenario.
    pub scenario: &'static str,
    /// Decided share of 80+ in special housing.
    pub coverage: f64,
    /// Share of gained years in health.
    pub healthy: f64,
    /// Levers moved from where they stand today.
    pub levers: Vec<(Lever, f64)>,
    /// Levers that were held back, with the value they were held at.
    pub clamped: Vec<(Lever, f64)>,
    /// Fields that held something else than a number.
    pub unreadable: Vec<String>,
}

impl View {
    /// Reads the choice from the fields of an address. What cannot be read stands as it does today, and is noted.
    pub fn of(fields: &[(String, String)], forecast: &Forecast) -> Self {
        let base = forecast.run().base_year;
        let field = |name: &str| {
            fields.iter().rev().find(|(n, _)| n == name).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
        };
        let mut view = Self {
            year: field("ar")
                .and_then(|v| v.parse().ok())
                .unwrap_or(HORIZON)
                .clamp(base + 1, forecast.last_year()),
            shown: field("visa").and_then(Shown::named).unwrap_or_default(),
            scenario: SCENARIOS.into_iter().find(|s| field("scenario") == Some(s)).unwrap_or(SCENARIOS[0]),
            coverage: COVERAGE,
            healthy: HEALTHY_SHARE,
            levers: Vec::new(),
            clamped: Vec::new(),
            unreadable: Vec::new(),
        };
        let mut share =
            |name: &str, most: f64, usual: f64| match field(name).map(|v| (v, swedish::read_number(v))) {
                Some((_, Some(number))) => (number / 100.0).clamp(0.0, most),
                Some((typed, None)) => {
                    view.unreadable.push(typed.to_owned());
                    usual
                }
                None => usual,
            };
        view.coverage = share("andel80", 0.4, COVERAGE);
        view.healthy = share("frisk", 1.0, HEALTHY_SHARE);
        for lever in Lever::ALL {
            if let Some(typed) = field(lever.name()) {
                view.read_lever(lever, typed);
            }
        }
        view
    }

    fn read_lever(&mut self, lever: Lever, typed: &str) {
        match swedish::read_number(typed) {
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
        let scenario = match self.scenario {
            "friskare" => Scenario::Healthier { share: self.healthy },
            "trend" => Scenario::LocalTrend,
            "andel" => Scenario::Coverage { share_80_plus: self.coverage },
            "tak" => Scenario::Ceiling,
            _ => Scenario::Unchanged,
        };
        Choice { scenario, levers: self.levers.clone(), measures: Vec::new() }
    }

    /// Whether anything is moved from where it stands today.
    pub fn is_tried(&self) -> bool {
        self.scenario != SCENARIOS[0] || !self.levers.is_empty()
    }

    /// Where a lever stands.
    pub fn lever(&self, lever: Lever) -> f64 {
        self.levers.iter().find(|(l, _)| *l == lever).map_or(0.0, |(_, value)| *value)
    }

    /// The query of an address with this choice, showing another chart.
    pub fn query(&self, shown: Shown) -> String {
        let mut query = format!("ar={}&visa={}", self.year, shown.name());
        if self.scenario != SCENARIOS[0] {
            query += &format!("&scenario={}", self.scenario);
        }
        match self.scenario {
            "andel" => query += &format!("&andel80={}", self.coverage * 100.0),
            "friskare" => query += &format!("&frisk={}", self.healthy * 100.0),
            _ => {}
        }
        for (lever, value) in &self.levers {
            query += &format!("&{}={value}", lever.name());
        }
        query
    }

    /// Sentences about what was not taken as it was typed.
    pub fn remarks(&self, t: Texts) -> Vec<String> {
        let unreadable = self.unreadable.iter().map(|typed| t.with("lever-unreadable", &[("typed", typed)]));
        let clamped = self.clamped.iter().map(|(lever, held)| {
            t.with(
                "lever-clamped",
                &[
                    ("lever", &t.get(&super::lever_key(*lever))),
                    ("held", &t.number(*held, 1)),
                    ("unit", &t.get(super::unit_key(lever.facts().unit))),
                ],
            )
        });
        unreadable.chain(clamped).collect()
    }
}
