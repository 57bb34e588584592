//! What a municipality knows itself of its care.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::fault::FieldFault;
use crate::name::named;

named! {
    /// Something that a municipality can say of its care.
    CareFigure {
        /// People aged 65 or more with home care in ordinary housing.
        HomeCareUsers = "home_care_users",
        /// People aged 65 or more in special housing.
        SpecialHousingUsers = "special_housing_users",
        /// People aged 65 or more in short-term places.
        ShortTermUsers = "short_term_users",
        /// People aged 65 or more with day activity.
        DayActivityUsers = "day_activity_users",
        /// Home-care hours a user and month.
        HoursPerUser = "hours_per_user",
        /// Kronor a place in special housing and year.
        CostPerPlace = "cost_per_place",
        /// Kronor an hour of home care.
        CostPerHour = "cost_per_hour",
        /// Per cent of contracted time lost to sickness.
        SickLeave = "sick_leave",
        /// Contracted per cent of full time of assistant nurses.
        ContractRate = "contract_rate",
    }
}

impl CareFigure {
    /// What it can be. Outside, something has been written in another unit.
    pub const fn range(self) -> RangeInclusive<f64> {
        match self {
            Self::HomeCareUsers | Self::SpecialHousingUsers => 1.0..=60_000.0,
            Self::ShortTermUsers | Self::DayActivityUsers => 1.0..=10_000.0,
            Self::HoursPerUser => 2.0..=200.0,
            Self::CostPerPlace => 200_000.0..=3_000_000.0,
            Self::CostPerHour => 100.0..=2_000.0,
            Self::SickLeave => 0.5..=40.0,
            Self::ContractRate => 30.0..=100.0,
        }
    }
}

/// What a municipality says of its care; what is not there it says nothing of.
pub type CareFigures = BTreeMap<CareFigure, f64>;

/// What has been typed of a municipality's care: a text for each figure, empty where nothing is said.
///
/// # Errors
/// What is wrong, figure by figure: `not-a-number`, `figures-out-of-range`, and `figures-none` on the form where nothing is said.
pub fn read_care(typed: impl Fn(CareFigure) -> String) -> Result<CareFigures, Vec<FieldFault>> {
    let (mut figures, mut faults) = (CareFigures::new(), Vec::new());
    for figure in CareFigure::ALL {
        let text = typed(figure);
        if text.trim().is_empty() {
            continue;
        }
        let range = figure.range();
        match swedish::read_number(&text) {
            None => faults.push(FieldFault::new(figure.name(), "not-a-number")),
            Some(number) if !range.contains(&number) => {
                let fault = FieldFault::new(figure.name(), "figures-out-of-range");
                let told = |bound: &f64| swedish::number(*bound, usize::from(bound.fract() != 0.0));
                faults.push(fault.with("from", told(range.start())).with("to", told(range.end())));
            }
            Some(number) => {
                figures.insert(figure, number);
            }
        }
    }
    if figures.is_empty() && faults.is_empty() {
        faults.push(FieldFault::new("form", "figures-none"));
    }
    if faults.is_empty() { Ok(figures) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(said: &[(CareFigure, &str)]) -> Result<CareFigures, Vec<FieldFault>> {
        read_care(|figure| {
            said.iter().find(|(of, _)| *of == figure).map(|(_, text)| (*text).to_owned()).unwrap_or_default()
        })
    }

    #[test]
    fn what_is_said_is_read_and_the_rest_is_left() {
        let read = read(&[(CareFigure::HomeCareUsers, "1 204"), (CareFigure::SickLeave, "9,5 %")]).unwrap();
        assert_eq!(
            read,
            CareFigures::from([(CareFigure::HomeCareUsers, 1204.0), (CareFigure::SickLeave, 9.5)])
        );
    }

    #[test]
    fn another_unit_and_no_number_are_told_of_at_their_figure() {
        let faults =
            read(&[(CareFigure::SickLeave, "0,09"), (CareFigure::CostPerHour, "femhundra")]).unwrap_err();
        let told: Vec<(&str, &str)> = faults.iter().map(|fault| (fault.field.as_str(), fault.key)).collect();
        assert_eq!(told, [("cost_per_hour", "not-a-number"), ("sick_leave", "figures-out-of-range")]);
        assert_eq!(read(&[]).unwrap_err()[0].key, "figures-none");
    }
}
