//! What is known of levels: reported values without those that cannot be true, by what was known at the time.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use projection::need::Service;

use super::{Practice, PracticeAsOf, YEARS};
use crate::care::LOCAL_YEARS;

/// A year's residents and cost for each are left out where, against the median of the three years before, residents fell
/// by more than the first and the cost rose by more than the second: most such falls are failed reports, gone two or three
/// years later, and falls that the cost does not mirror are not.
pub const MIRRORED: (f64, f64) = (0.3, 0.2);
/// The years before that a fall is seen against.
const MIRROR_YEARS: i32 = 3;

/// Logarithms by year, of each municipality.
type Logs = BTreeMap<i32, Vec<Option<f64>>>;

/// Which values can be true: the ratio to the country's, and the value itself (for each inhabitant aged 65 or more where it
/// is users of a service that few have).
struct Plausible {
    ratio: RangeInclusive<f64>,
    value: RangeInclusive<f64>,
}

const ANY: RangeInclusive<f64> = 0.0..=f64::INFINITY;

impl Practice {
    const fn plausible(self) -> Plausible {
        match self {
            Self::Users(Service::HomeCare | Service::SpecialHousing) => {
                Plausible { ratio: 0.3..=2.5, value: ANY }
            }
            // Nobody has them, or everybody was counted.
            Self::Users(Service::ShortTerm) => Plausible { ratio: ANY, value: 0.0..=0.016 },
            Self::Users(Service::DayActivity) => Plausible { ratio: ANY, value: 0.0..=0.04 },
            Self::Hours => Plausible { ratio: ANY, value: 8.0..=90.0 },
            Self::CostPerUser => Plausible { ratio: 0.3..=2.2, value: ANY },
            Self::CostPerPlace => Plausible { ratio: 0.5..=2.0, value: ANY },
            Self::SickLeave | Self::PartTime => Plausible { ratio: ANY, value: ANY },
        }
    }

    /// A year that differs so much from both years beside it, to the same side, is left out.
    const fn spike(self) -> f64 {
        match self {
            Self::Users(Service::SpecialHousing) | Self::Hours | Self::CostPerUser => 0.35,
            Self::Users(Service::HomeCare) | Self::CostPerPlace | Self::SickLeave => 0.3,
            Self::Users(Service::ShortTerm | Service::DayActivity) => 0.8,
            Self::PartTime => 0.4,
        }
    }

    /// The value whose logarithm a level is of, from what is reported.
    fn value(self, reported: f64) -> f64 {
        match self {
            // Odds: a share near its end can move less.
            Self::PartTime => (100.0 - reported) / reported,
            _ => reported,
        }
    }
}

/// The levels of the last [`YEARS`] years, oldest first, by municipality in order of code.
pub(super) fn panel(known: &PracticeAsOf<'_>, practice: Practice) -> Vec<Vec<(i32, f64)>> {
    let logs = plausible(known, practice);
    let mut kept = without_spikes(&logs, practice.spike());
    if matches!(practice, Practice::Users(Service::SpecialHousing) | Practice::CostPerPlace) {
        leave_out_mirrored(known, &mut kept);
    }
    kept.retain(|year, _| *year > known.by - YEARS);
    let centred = centred(&kept);
    let places = known.tables.regions.municipalities().count();
    (0..places)
        .map(|place| centred.iter().filter_map(|(year, values)| Some((*year, values[place]?))).collect())
        .collect()
}

/// Logarithms relative to the country's, of values that can be true.
fn plausible(known: &PracticeAsOf<'_>, practice: Practice) -> Logs {
    let can_be = practice.plausible();
    let mut logs = Logs::new();
    for year in *LOCAL_YEARS.start()..=known.by {
        let relative = relative(known, practice, year, &can_be.value);
        let country = country(known, practice, year, &relative);
        let log = |value: &Option<f64>| {
            value.map(|v| v / country).filter(|r| can_be.ratio.contains(r)).map(f64::ln)
        };
        let values: Vec<Option<f64>> = relative.iter().map(log).collect();
        if values.iter().any(Option::is_some) {
            logs.insert(year, values);
        }
    }
    logs
}

/// Reported values within bounds; users in proportion to those that the country's shares give.
fn relative(
    known: &PracticeAsOf<'_>,
    practice: Practice,
    year: i32,
    bounds: &RangeInclusive<f64>,
) -> Vec<Option<f64>> {
    let expected = match practice {
        Practice::Users(service) => known.expected.users(service, 65, year),
        _ => Vec::new(),
    };
    let is_share = matches!(practice, Practice::Users(_));
    let regions = known.tables.regions.municipalities().enumerate();
    regions
        .map(|(place, region)| {
            let value = practice.value(known.tables.care.local(place, year, practice.reported())?);
            let people = || known.tables.population.people_from(&region.code, year, 65);
            let held = if is_share { value / people()? } else { value };
            let scale = if is_share { *expected.get(place)? } else { 1.0 };
            bounds.contains(&held).then_some(value / scale)
        })
        .collect()
}

/// The country's value: users over all who report, or the geometric mean.
fn country(known: &PracticeAsOf<'_>, practice: Practice, year: i32, values: &[Option<f64>]) -> f64 {
    let reported = values.iter().flatten();
    match practice {
        Practice::Users(service) => {
            let expected = known.expected.users(service, 65, year);
            let both = values.iter().zip(&expected).filter_map(|(value, e)| Some((value.as_ref()? * e, *e)));
            let (users, at_shares) = both.fold((0.0, 0.0), |(a, b), (users, e)| (a + users, b + e));
            users / at_shares
        }
        _ => (reported.clone().map(|v| v.ln()).sum::<f64>() / reported.count().max(1) as f64).exp(),
    }
}

/// Leaves out isolated values.
fn without_spikes(logs: &Logs, most: f64) -> Logs {
    let mut kept = logs.clone();
    let places = logs.values().next().map_or(0, Vec::len);
    for place in 0..places {
        let own: Vec<(i32, f64)> =
            logs.iter().filter_map(|(year, values)| Some((*year, values[place]?))).collect();
        for beside in own.windows(3) {
            let (before, after) = (beside[1].1 - beside[0].1, beside[1].1 - beside[2].1);
            if before * after > 0.0
                && before.abs().min(after.abs()) > most
                && let Some(values) = kept.get_mut(&beside[1].0)
            {
                values[place] = None;
            }
        }
    }
    kept
}

/// Leaves out failed reports of residents; see [`MIRRORED`].
fn leave_out_mirrored(known: &PracticeAsOf<'_>, kept: &mut Logs) {
    let residents = centred(&plausible(known, Practice::Users(Service::SpecialHousing)));
    let costs = centred(&plausible(known, Practice::CostPerPlace));
    for (year, values) in kept.iter_mut() {
        for (place, value) in values.iter_mut().enumerate() {
            let rose = |logs: &Logs| {
                let mut before: Vec<f64> =
                    logs.range(year - MIRROR_YEARS..*year).filter_map(|(_, values)| values[place]).collect();
                Some(logs.get(year)?[place]? - median(&mut before)?)
            };
            if rose(&residents).is_some_and(|rise| rise < -MIRRORED.0)
                && rose(&costs).is_some_and(|rise| rise > MIRRORED.1)
            {
                *value = None;
            }
        }
    }
}

/// Relative to each year's median.
fn centred(logs: &Logs) -> Logs {
    let centre = |(year, values): (&i32, &Vec<Option<f64>>)| {
        let middle = median(&mut values.iter().flatten().copied().collect::<Vec<_>>()).unwrap_or_default();
        (*year, values.iter().map(|value| value.map(|v| v - middle)).collect())
    };
    logs.iter().map(centre).collect()
}

/// None of nothing.
fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    let (low, high) = (values.get(n.checked_sub(1)? / 2)?, values.get(n / 2)?);
    Some(f64::midpoint(*low, *high))
}
