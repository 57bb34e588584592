//! Which rights it takes to change a measure: each field belongs to somebody's work.

use super::measure_input::MeasureInput;
use crate::access::Right;

/// The rights that are needed to turn one measure into another.
pub(super) fn to_change(before: &MeasureInput, after: &MeasureInput) -> Vec<Right> {
    let is_decided = !before.status.is_decided() && after.status.is_decided();
    let status = if is_decided { Right::Approve } else { Right::Status };
    let told = before.status != after.status || before.status_reason != after.status_reason;
    let money = (before.cost_one_off, before.cost_yearly, &before.funding)
        != (after.cost_one_off, after.cost_yearly, &after.funding);
    let indicator = before.indicator != after.indicator;
    let rest = MeasureInput {
        status: after.status,
        status_reason: after.status_reason.clone(),
        cost_one_off: after.cost_one_off,
        cost_yearly: after.cost_yearly,
        funding: after.funding.clone(),
        indicator: after.indicator.clone(),
        ..before.clone()
    };
    // What has been decided is changed by taking it back to those to work on, and decided anew.
    let redecides = before.status.is_decided() && after.status.is_decided() && rest != *after;
    let needed = [
        (told, status),
        (money, Right::Money),
        (indicator, Right::Indicator),
        (rest != *after, Right::Plan),
        (redecides, Right::Approve),
    ];
    needed.into_iter().filter(|(changes, _)| *changes).map(|(_, right)| right).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roadmap::Status;

    #[test]
    fn each_field_takes_the_right_of_those_who_work_with_it() {
        let before = MeasureInput { title: "Heltid".into(), ..MeasureInput::starting(2028) };
        let with = |change: fn(&mut MeasureInput)| {
            let mut after = before.clone();
            change(&mut after);
            to_change(&before, &after)
        };
        assert_eq!(with(|_| ()), []);
        assert_eq!(with(|m| m.status = Status::Prioritised), [Right::Status]);
        assert_eq!(with(|m| m.status = Status::Decided), [Right::Approve]);
        assert_eq!(with(|m| m.cost_yearly = 1.0), [Right::Money]);
        assert_eq!(with(|m| m.funding = "Budget".into()), [Right::Money]);
        assert_eq!(with(|m| m.indicator = "U21401".into()), [Right::Indicator]);
        assert_eq!(with(|m| m.title = "Deltid".into()), [Right::Plan]);
        assert_eq!(with(|m| m.start_year = 2029), [Right::Plan]);
        let decided = MeasureInput { status: Status::Decided, ..before.clone() };
        let renamed = MeasureInput { title: "Deltid".into(), ..decided.clone() };
        assert_eq!(to_change(&decided, &renamed), [Right::Plan, Right::Approve]);
        let taken_back = MeasureInput { status: Status::Prioritised, ..renamed.clone() };
        assert_eq!(to_change(&decided, &taken_back), [Right::Status, Right::Plan]);
    }
}
