//! From an outcome of a study to a change of a lever: only where the way there is honest, and with the local figures that it takes.
//!
//! Each formula is one that can be said in a sentence. Where none was found, a study's outcome stays what it is.

use crate::lever::Lever;
use crate::measure::Effect;

/// A local figure that a conversion takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Input {
    /// Its name.
    pub name: &'static str,
    /// What it is counted in.
    pub unit: InputUnit,
    /// Smallest value.
    pub min: f64,
    /// Largest value.
    pub max: f64,
}

/// What a local figure is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputUnit {
    /// Per cent.
    Percent,
    /// Days.
    Days,
    /// Kronor an hour.
    KronorAnHour,
}

/// How an outcome becomes a change of a lever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// A ratio of odds of still needing care: `p1 = OR·p0 / (1 − p0 + OR·p0)`, and hours change by `p1/p0 − 1`, where `p0` is the share
    /// that still needs care under usual care.
    OddsOfNeedingCare,
    /// A ratio of risks or hazards of moving to special housing: the share who live there changes by `ratio − 1`, of what it is.
    RatioOfMoves,
    /// Days that a move is put off: the share who live in special housing falls by `days / mean stay`, of what it is.
    DaysOfDelay,
    /// Days that an episode of care is shorter: hours fall by `days / 29.1`, the mean length of an episode under usual care in the
    /// study that tells so (Tinetti 2012).
    DaysOfEpisode,
    /// Per cent of the home-care hours of those concerned.
    PercentOfHours,
    /// Per cent that more can be done in the same time: hours fall by `e / (100 + e)`.
    Efficiency,
    /// Per cent of the time for something that takes a share of all hours.
    PercentOfAShare,
    /// Percentage points of sick leave.
    PointsOfSickLeave,
    /// A ratio of days of sick leave: percentage points are `ratio − 1` of what it is.
    RatioOfSickLeave,
}

/// Days of an episode of home care under usual care (Tinetti 2012).
const EPISODE: f64 = 29.1;

const fn percent(name: &'static str) -> Input {
    Input { name, unit: InputUnit::Percent, min: 0.1, max: 100.0 }
}

impl Conversion {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::OddsOfNeedingCare,
        Self::RatioOfMoves,
        Self::DaysOfDelay,
        Self::DaysOfEpisode,
        Self::PercentOfHours,
        Self::Efficiency,
        Self::PercentOfAShare,
        Self::PointsOfSickLeave,
        Self::RatioOfSickLeave,
    ];

    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OddsOfNeedingCare => "odds_of_needing_care",
            Self::RatioOfMoves => "ratio_of_moves",
            Self::DaysOfDelay => "days_of_delay",
            Self::DaysOfEpisode => "days_of_episode",
            Self::PercentOfHours => "percent_of_hours",
            Self::Efficiency => "efficiency",
            Self::PercentOfAShare => "percent_of_a_share",
            Self::PointsOfSickLeave => "points_of_sick_leave",
            Self::RatioOfSickLeave => "ratio_of_sick_leave",
        }
    }

    /// The conversion with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// The lever that it leads to.
    pub const fn lever(self) -> Lever {
        match self {
            Self::OddsOfNeedingCare
            | Self::DaysOfEpisode
            | Self::PercentOfHours
            | Self::Efficiency
            | Self::PercentOfAShare => Lever::HomeCareHoursPerUser,
            Self::RatioOfMoves | Self::DaysOfDelay => Lever::SpecialHousingCoverage,
            Self::PointsOfSickLeave | Self::RatioOfSickLeave => Lever::SickLeave,
        }
    }

    /// The local figures that it takes, in the order that [`Conversion::convert`] does.
    pub const fn inputs(self) -> &'static [Input] {
        const STILL_IN_CARE: Input = percent("still_in_care");
        const COVERAGE: Input = percent("coverage");
        const STAY: Input = Input { name: "stay", unit: InputUnit::Days, min: 30.0, max: 3_650.0 };
        const SHARE: Input = percent("share_of_hours");
        const SICK_LEAVE: Input = percent("sick_leave");
        match self {
            Self::OddsOfNeedingCare => &[STILL_IN_CARE],
            Self::RatioOfMoves => &[COVERAGE],
            Self::DaysOfDelay => &[COVERAGE, STAY],
            Self::PercentOfAShare => &[SHARE],
            Self::RatioOfSickLeave => &[SICK_LEAVE],
            Self::DaysOfEpisode | Self::PercentOfHours | Self::Efficiency | Self::PointsOfSickLeave => &[],
        }
    }

    /// One value of the outcome on the lever, in its unit, at full reach.
    fn value(self, told: f64, inputs: &[f64]) -> Option<f64> {
        let input = |at: usize| inputs.get(at).copied();
        let value = match self {
            Self::OddsOfNeedingCare => {
                let usual = input(0)? / 100.0;
                let after = told * usual / (1.0 - usual + told * usual);
                (after / usual - 1.0) * 100.0
            }
            Self::RatioOfMoves => (told - 1.0) * input(0)?,
            Self::DaysOfDelay => {
                let (coverage, stay) = (input(0)?, input(1)?);
                -coverage * told.min(stay) / stay
            }
            Self::DaysOfEpisode => told / EPISODE * 100.0,
            Self::PercentOfHours | Self::PointsOfSickLeave => told,
            Self::Efficiency => -100.0 * told / (100.0 + told),
            Self::PercentOfAShare => told * input(0)? / 100.0,
            Self::RatioOfSickLeave => (told - 1.0) * input(0)?,
        };
        value.is_finite().then_some(value)
    }

    /// An effect with its 90 per cent interval, as it is told, on the lever at full reach: what lies outside what a lever can be
    /// computed with is held within it. None where a local figure is missing or outside its range, or the result is no number.
    pub fn convert(self, (effect, low, high): (f64, f64, f64), inputs: &[f64]) -> Option<Effect> {
        let wanted = self.inputs();
        let are_good = inputs.len() == wanted.len()
            && wanted.iter().zip(inputs).all(|(input, value)| (input.min..=input.max).contains(value));
        if !are_good {
            return None;
        }
        let lever = self.lever();
        let at = |told| self.value(told, inputs).map(|value| lever.clamp(value));
        let (size, one, other) = (at(effect)?, at(low)?, at(high)?);
        Some(Effect { lever, size, low: one.min(other).min(size), high: one.max(other).max(size) })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_odds_ratio_is_not_so_many_per_cent_fewer_hours() {
        // Lewin 2013: 0.22, where 60 per cent still need care under usual care, leaves 25 of 100: a ratio of 0.41.
        let effect = Conversion::OddsOfNeedingCare.convert((0.22, 0.16, 0.30), &[60.0]).unwrap();
        // 50 per cent is as far as the lever goes.
        assert_eq!(effect.size, -50.0);
        let value = Conversion::OddsOfNeedingCare.value(0.22, &[60.0]).unwrap();
        assert!((value / 100.0 + 1.0 - 0.4135).abs() < 1e-4, "{value}");
    }

    #[test]
    fn moves_change_the_share_who_live_there() {
        let effect = Conversion::RatioOfMoves.convert((0.8, 0.72, 0.89), &[11.0]).unwrap();
        assert!((effect.size + 2.2).abs() < 1e-9 && effect.lever == Lever::SpecialHousingCoverage);
        assert!((effect.low + 3.08).abs() < 1e-9 && (effect.high + 1.21).abs() < 1e-9);
        let delay = Conversion::DaysOfDelay.convert((228.0, 228.0, 228.0), &[11.0, 912.0]).unwrap();
        assert!((delay.size + 2.75).abs() < 1e-9);
        // Nobody's move is put off by more than their whole stay.
        let longer = Conversion::DaysOfDelay.convert((2_000.0, 100.0, 9_000.0), &[5.0, 700.0]).unwrap();
        assert_eq!((longer.size, longer.low), (-5.0, -5.0));
    }

    #[test]
    fn a_missing_or_absurd_local_figure_converts_nothing() {
        assert_eq!(Conversion::RatioOfMoves.convert((0.8, 0.7, 0.9), &[]), None);
        assert_eq!(Conversion::RatioOfMoves.convert((0.8, 0.7, 0.9), &[0.0]), None);
        assert_eq!(Conversion::RatioOfMoves.convert((0.8, 0.7, 0.9), &[f64::NAN]), None);
        assert_eq!(Conversion::RatioOfMoves.convert((f64::NAN, 0.7, 0.9), &[11.0]), None);
        assert_eq!(Conversion::Efficiency.convert((-100.0, -100.0, -100.0), &[]), None);
    }

    #[test]
    fn every_conversion_is_found_by_its_name() {
        for one in Conversion::ALL {
            assert_eq!(Conversion::named(one.name()), Some(one));
        }
    }

    proptest! {
        #[test]
        fn what_is_converted_can_be_computed_with(
            at in 0usize..9, told in prop::array::uniform3(-1e6f64..1e6), inputs in prop::array::uniform2(-10f64..5_000.0),
        ) {
            let one = Conversion::ALL[at];
            let told = (told[0], told[1], told[2]);
            if let Some(effect) = one.convert(told, &inputs[..one.inputs().len()]) {
                let facts = effect.lever.facts();
                prop_assert!(effect.low <= effect.size && effect.size <= effect.high);
                prop_assert!(facts.min <= effect.low && effect.high <= facts.max);
            }
        }
    }
}
