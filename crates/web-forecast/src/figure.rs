//! Figures that municipalities are compared by, on maps and in tables.

use forecast::Summary;
use projection::output::Output;
use projection::quantile::Quantiles;

use site::texts::Texts;

/// A figure that municipalities are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Growth of people aged 80 or more.
    Growth,
    /// Places in special housing beyond today's.
    Places,
    /// The same per 1 000 inhabitants aged 80 or more.
    PlacesRate,
    /// Full-time equivalents lacking.
    Fte,
    /// The same per 1 000 inhabitants.
    FteRate,
    /// People to recruit a year on average, per 1 000 inhabitants aged 20–66.
    Hires,
    /// Growth of cost.
    Cost,
    /// Share of the inhabitants who are 80 or more.
    Share,
}

impl Figure {
    /// All, in the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::Growth,
        Self::PlacesRate,
        Self::Places,
        Self::FteRate,
        Self::Fte,
        Self::Hires,
        Self::Cost,
        Self::Share,
    ];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Growth => "tillvaxt-80-plus",
            Self::Places => "platser-antal",
            Self::PlacesRate => "platser",
            Self::Fte => "arsarbetare-antal",
            Self::FteRate => "arsarbetare",
            Self::Hires => "rekrytering",
            Self::Cost => "kostnad",
            Self::Share => "andel-80-plus",
        }
    }

    /// The figure with a name in addresses.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|figure| figure.name() == name)
    }

    /// What it is called in files for programs.
    pub fn api_name(self) -> &'static str {
        match self {
            Self::Growth => "population_80_plus_growth",
            Self::Places => "places_gap",
            Self::PlacesRate => "places_gap_per_1000_aged_80_plus",
            Self::Fte => "fte_gap",
            Self::FteRate => "fte_gap_per_1000_inhabitants",
            Self::Hires => "hires_a_year_per_1000_aged_20_to_66",
            Self::Cost => "cost_growth",
            Self::Share => "population_80_plus_share",
        }
    }

    /// Key of what it is called.
    pub fn key(self) -> String {
        format!("figure-{}", self.name())
    }

    /// Key of whose figures it rests on.
    pub fn source_key(self) -> &'static str {
        match self {
            Self::Growth | Self::Share => "chart-source",
            _ => "chart-source-care",
        }
    }

    /// The figure for a region, so many years from the base year; shares are fractions of one. Where nothing can be
    /// divided by there is none.
    pub fn of(self, summary: &Summary, index: usize) -> Option<Quantiles> {
        let per = |indicator, by: Output, scale: f64| {
            let people = summary.at(by, index).p50;
            (people > 0.0).then(|| summary.at(indicator, index).map(|value| value / people * scale))
        };
        match self {
            Self::Growth => summary.growth(Output::Population80Plus, index),
            Self::Places => Some(summary.at(Output::PlacesGap, index)),
            Self::PlacesRate => per(Output::PlacesGap, Output::Population80Plus, 1000.0),
            Self::Fte => Some(summary.at(Output::FteGap, index)),
            Self::FteRate => per(Output::FteGap, Output::PopulationTotal, 1000.0),
            Self::Hires => hires(summary, index),
            Self::Cost => summary.growth(Output::CostSek, index),
            Self::Share => per(Output::Population80Plus, Output::PopulationTotal, 1.0),
        }
    }

    /// A value as it is written.
    pub fn written(self, t: Texts, value: f64) -> String {
        match self {
            Self::Share => t.percent(value, 1),
            Self::Growth | Self::Cost => t.percent(value, 0),
            Self::Places | Self::Fte => t.number(value, 0),
            Self::PlacesRate | Self::FteRate | Self::Hires => t.number(value, 1),
        }
    }

    /// A median with nine futures of ten.
    pub fn written_with_interval(self, t: Texts, q: Quantiles) -> (String, String) {
        let bare = |value: f64| match self {
            Self::Growth | Self::Cost => t.number(value * 100.0, 0),
            Self::Share => t.number(value * 100.0, 1),
            _ => self.written(t, value),
        };
        (self.written(t, q.p50), t.interval(&bare(q.p5), &bare(q.p95)))
    }
}

/// Recruited a year on average from the first year: the years' medians, as futures' sums over years are not kept.
fn hires(summary: &Summary, index: usize) -> Option<Quantiles> {
    let sum: f64 = (1..=index).map(|year| summary.at(Output::Hires, year).p50).sum();
    let people = summary.at(Output::Population20To66, index).p50;
    let rate = sum / index as f64 / people * 1000.0;
    rate.is_finite().then_some(Quantiles { p5: rate, p25: rate, p50: rate, p75: rate, p95: rate })
}
