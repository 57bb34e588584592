//! The levers: everything that a measure can act on, with unit, range, default and caution.
//!
//! The catalogue is closed. A measure's effect is a change of one lever; where research supports no number the
//! default is none and the user sets one, with the source shown. What to be careful about stands in the texts.

use std::fmt;

/// Something that a measure can act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lever {
    /// Later need of help: the age pattern of coverage moves up by this many years.
    OnsetDelay,
    /// Share of people aged 80 or more who live in special housing.
    SpecialHousingCoverage,
    /// Hours of home care for each user.
    HomeCareHoursPerUser,
    /// Home-care hours freed by digital supervision at night.
    NightSupervision,
    /// Share of home-care users with a medicine dispenser.
    MedicationDispensing,
    /// Staff for each place in special housing.
    StaffingPerPlace,
    /// Hours worked a week by each employee.
    ContractHours,
    /// Absence through sickness.
    SickLeave,
    /// Age at which staff leave working life.
    ExitAge,
    /// Share of staff who leave for another employer or occupation.
    Turnover,
    /// Newly trained staff.
    TrainingSupply,
    /// New places in special housing.
    PlacesOpened,
    /// Places in special housing that close.
    PlacesClosed,
    /// Yearly change of unit costs beyond demography.
    UnitCostTrend,
    /// Home-care hours that support to relatives makes unnecessary.
    RelativesSupport,
    /// Fewer faces for each user: a counter-lever that takes hours.
    Continuity,
}

/// What a lever's number means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Years.
    Years,
    /// Percentage points.
    PercentagePoints,
    /// Per cent of today's value.
    Percent,
    /// Hours a week for each employee.
    HoursAWeek,
    /// Places.
    Places,
    /// Per cent a year.
    PercentAYear,
}

/// Which direction of a lever lowers need, staff or cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Helps {
    /// A higher value closes more of the gap.
    Up,
    /// A lower value closes more of the gap.
    Down,
}

/// What is known of a lever.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// The name in files and in the API.
    pub name: &'static str,
    /// What the number means.
    pub unit: Unit,
    /// Smallest value that can be computed with.
    pub min: f64,
    /// Largest value that can be computed with.
    pub max: f64,
    /// Step of a slider.
    pub step: f64,
    /// Effect for each unit of reach that research supports, with its 90 per cent interval. None: the user sets it.
    pub supported: Option<(f64, f64, f64)>,
    /// The publication that what is known comes from; empty where nothing was found.
    pub source: &'static str,
    /// Which direction helps.
    pub helps: Helps,
}

const fn facts(
    name: &'static str,
    unit: Unit,
    (min, max, step): (f64, f64, f64),
    supported: Option<(f64, f64, f64)>,
    helps: Helps,
    source: &'static str,
) -> Facts {
    Facts { name, unit, min, max, step, supported, source, helps }
}

impl Lever {
    /// All levers, in the order of the catalogue.
    pub const ALL: [Self; 16] = [
        Self::OnsetDelay,
        Self::SpecialHousingCoverage,
        Self::HomeCareHoursPerUser,
        Self::NightSupervision,
        Self::MedicationDispensing,
        Self::StaffingPerPlace,
        Self::ContractHours,
        Self::SickLeave,
        Self::ExitAge,
        Self::Turnover,
        Self::TrainingSupply,
        Self::PlacesOpened,
        Self::PlacesClosed,
        Self::UnitCostTrend,
        Self::RelativesSupport,
        Self::Continuity,
    ];

    /// The lever's entry in the catalogue.
    pub const fn facts(self) -> Facts {
        use Helps::{Down, Up};
        use Unit::{HoursAWeek, Percent, PercentAYear, PercentagePoints, Places, Years};
        match self {
            Self::OnsetDelay => facts(
                "onset_delay",
                Years,
                (-1.0, 4.0, 0.1),
                Some((1.0, 0.0, 2.0)),
                Up,
                "Lagergren, Äldreomsorgen år 2025",
            ),
            Self::SpecialHousingCoverage => facts(
                "special_housing_coverage",
                PercentagePoints,
                (-6.0, 6.0, 0.1),
                None,
                Down,
                "SKR, Prognos av särskilda boenden",
            ),
            Self::HomeCareHoursPerUser => {
                facts("home_care_hours_per_user", Percent, (-50.0, 50.0, 1.0), None, Down, "")
            }
            Self::NightSupervision => facts(
                "night_supervision",
                Percent,
                (0.0, 20.0, 0.5),
                None,
                Up,
                "Persson, Ekonomisk Debatt 51(3), 2023",
            ),
            Self::MedicationDispensing => facts(
                "medication_dispensing",
                PercentagePoints,
                (0.0, 40.0, 0.5),
                None,
                Up,
                "IHE Rapport 2021:6",
            ),
            Self::StaffingPerPlace => {
                facts("staffing_per_place", Percent, (-30.0, 50.0, 1.0), None, Down, "")
            }
            Self::ContractHours => {
                facts("contract_hours", HoursAWeek, (-8.0, 8.0, 0.25), None, Up, "SKR, 2021")
            }
            Self::SickLeave => {
                facts("sick_leave", PercentagePoints, (-6.0, 8.0, 0.1), None, Down, "SKR/Kolada, 2023")
            }
            Self::ExitAge => facts("exit_age", Years, (-3.0, 4.0, 0.1), None, Up, "SKR, 2017, 2018 och 2022"),
            Self::Turnover => facts("turnover", PercentagePoints, (-2.0, 10.0, 0.1), None, Down, "SKR, 2023"),
            Self::TrainingSupply => facts("training_supply", Percent, (-80.0, 200.0, 1.0), None, Up, ""),
            Self::PlacesOpened => facts("places_opened", Places, (0.0, 20_000.0, 1.0), None, Up, ""),
            Self::PlacesClosed => facts("places_closed", Places, (0.0, 20_000.0, 1.0), None, Down, ""),
            Self::UnitCostTrend => facts(
                "unit_cost_trend",
                PercentAYear,
                (-3.0, 5.0, 0.1),
                None,
                Down,
                "Äldreomsorgens kostnader – historik och framtid, 2013",
            ),
            Self::RelativesSupport => facts("relatives_support", Percent, (0.0, 20.0, 0.5), None, Up, ""),
            Self::Continuity => facts("continuity", Percent, (0.0, 30.0, 0.5), None, Down, "Kolada, 2021"),
        }
    }

    /// The name in files and in the API.
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// The lever with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lever| lever.name() == name)
    }

    /// The nearest value that can be computed with. NaN becomes no change.
    pub fn clamp(self, value: f64) -> f64 {
        let facts = self.facts();
        if value.is_nan() { 0.0 } else { value.clamp(facts.min, facts.max) }
    }

    /// Position in [`Lever::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Lever {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lever_is_found_by_its_name_and_in_its_place() {
        for (place, lever) in Lever::ALL.into_iter().enumerate() {
            assert_eq!(lever.index(), place);
            assert_eq!(Lever::named(lever.name()), Some(lever));
        }
        assert_eq!(Lever::named("magic"), None);
    }

    #[test]
    fn no_change_is_always_allowed_and_absurd_values_are_not() {
        for lever in Lever::ALL {
            assert_eq!(lever.clamp(0.0), 0.0);
            assert_eq!(lever.clamp(f64::INFINITY), lever.facts().max);
            assert_eq!(lever.clamp(f64::NAN), 0.0);
        }
    }
}
