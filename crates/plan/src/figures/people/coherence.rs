//! Whether the numbers of a table hold together: nobody counted twice, nobody left out, and sums that are what they say.

use std::collections::{BTreeMap, BTreeSet};

use super::{FIELD, Sex};
use crate::fault::FieldFault;
use crate::figures::ages::{AgeClass, OLDEST};

/// How much parts may lack of their sum, as a share: what is published has been disturbed a little, and rounded.
const LOOSE: f64 = 0.002;
/// Numbers of people are larger than this, and shares smaller.
const LARGEST_SHARE: f64 = 1.0;

/// How many people there are, by year, sex and age class.
pub(super) type Counts = BTreeMap<(i32, Option<Sex>, AgeClass), f64>;
/// What all ages of a year and sex come to.
pub(super) type Total = (i32, Option<Sex>, f64);
/// The age classes of a year and sex, in order, with how many people there are.
type Classes = Vec<(AgeClass, f64)>;

/// What is wrong with the numbers together. Both sexes besides each become what the two come to.
pub(super) fn judge(counts: &mut Counts, totals: &[Total]) -> Vec<FieldFault> {
    let mut judging = Judging::default();
    judging.both_sexes(counts);
    judging.coherent(counts, totals);
    judging.faults
}

#[derive(Default)]
struct Judging {
    faults: Vec<FieldFault>,
}

impl Judging {
    /// Where both sexes are told besides each, they are what the two come to, and not counted once more; where one is lacking, it is
    /// what the other leaves.
    fn both_sexes(&mut self, counts: &mut Counts) {
        let apart: BTreeSet<(i32, AgeClass)> =
            counts.keys().filter(|(_, sex, _)| sex.is_some()).map(|(year, _, ages)| (*year, *ages)).collect();
        for (year, ages) in apart {
            let of = |sex: Sex| counts.get(&(year, Some(sex), ages)).copied();
            let (women, men) = (of(Sex::Women), of(Sex::Men));
            let Some(both) = counts.remove(&(year, None, ages)) else { continue };
            let what = format!("{ages}, {year}");
            match (women, men) {
                (Some(women), Some(men)) if is_about(women + men, both, 2) => {}
                (Some(women), Some(men)) => self.differs(&what, women + men, both),
                (Some(one), None) | (None, Some(one)) if one > both => self.differs(&what, one, both),
                (Some(women), None) => {
                    counts.insert((year, Some(Sex::Men), ages), both - women);
                }
                (None, Some(men)) => {
                    counts.insert((year, Some(Sex::Women), ages), both - men);
                }
                (None, None) => {}
            }
        }
    }

    fn coherent(&mut self, counts: &Counts, totals: &[Total]) {
        if counts.is_empty() {
            return self.faults.push(FieldFault::new(FIELD, "people-none"));
        }
        let largest = counts.values().copied().fold(0.0, f64::max);
        let is_percent = largest <= 100.0 && totals.iter().any(|(.., total)| (*total - 100.0).abs() < 1.0);
        if largest <= LARGEST_SHARE || is_percent {
            return self.faults.push(FieldFault::new(FIELD, "people-shares"));
        }
        let mut by_year: BTreeMap<(i32, Option<Sex>), Classes> = BTreeMap::new();
        for ((year, sex, ages), people) in counts {
            by_year.entry((*year, *sex)).or_default().push((*ages, *people));
        }
        for ((year, _), classes) in &by_year {
            self.overlapping(*year, classes);
        }
        for &(year, sex, total) in totals {
            if let Some(classes) = by_year.get(&(year, sex)).filter(|classes| covers_all(classes)) {
                let sum = classes.iter().map(|(_, people)| people).sum();
                if !is_about(sum, total, classes.len()) {
                    self.differs(&year.to_string(), sum, total);
                }
            }
        }
        self.even(&by_year);
        let years: BTreeSet<i32> = by_year.keys().map(|(year, _)| *year).collect();
        self.gaps(&years.into_iter().collect::<Vec<_>>());
    }

    /// The same ages must be told of every year and sex: what is lacking in one would be made up.
    fn even(&mut self, by_year: &BTreeMap<(i32, Option<Sex>), Classes>) {
        let ages = |classes: &Classes| {
            let mut all = [false; OLDEST as usize + 1];
            for (class, _) in classes {
                let last = class.to.unwrap_or(OLDEST);
                all[usize::from(class.from)..=usize::from(last)].fill(true);
            }
            all
        };
        let sexes: BTreeSet<Option<Sex>> = by_year.keys().map(|(_, sex)| *sex).collect();
        let years: BTreeSet<i32> = by_year.keys().map(|(year, _)| *year).collect();
        if let [Some(one)] = sexes.iter().copied().collect::<Vec<_>>().as_slice() {
            return self.faults.push(FieldFault::new(FIELD, one.alone()));
        }
        if sexes.contains(&None) && sexes.len() > 1 {
            return self.faults.push(FieldFault::new(FIELD, "people-mixed"));
        }
        let Some(first) = by_year.values().next().map(ages) else { return };
        for year in years {
            let is_even =
                |sex: &Option<Sex>| by_year.get(&(year, *sex)).is_some_and(|own| ages(own) == first);
            if !sexes.iter().all(is_even) {
                self.faults.push(FieldFault::new(FIELD, "people-uneven").with("year", year));
            }
        }
    }

    fn overlapping(&mut self, year: i32, classes: &[(AgeClass, f64)]) {
        for pair in classes.windows(2).filter(|pair| pair[0].0.overlaps(pair[1].0)) {
            let fault = FieldFault::new(FIELD, "people-overlap").with("year", year);
            self.faults.push(fault.with("one", pair[0].0).with("other", pair[1].0));
        }
    }

    fn differs(&mut self, what: &str, sum: f64, total: f64) {
        let fault = FieldFault::new(FIELD, "people-total").with("what", what);
        self.faults.push(fault.with("sum", sum.round()).with("total", total.round()));
    }

    /// A forecast goes year by year, and then perhaps by fives and tens: any other step has a year missing in it.
    fn gaps(&mut self, years: &[i32]) {
        let mut before = 0;
        for pair in years.windows(2) {
            let step = pair[1] - pair[0];
            // Where shorter steps follow longer, it is the longer that lack years.
            let lacking = match step {
                1 | 5 | 10 if step >= before => None,
                1 | 5 | 10 => Some((pair[0] - before, pair[0])),
                _ => Some((pair[0], pair[1])),
            };
            if let Some((from, to)) = lacking {
                self.faults.push(FieldFault::new(FIELD, "people-gap").with("from", from).with("to", to));
            }
            before = step;
        }
    }
}

/// Whether parts come to their sum but for what is rounded or disturbed.
fn is_about(sum: f64, total: f64, parts: usize) -> bool {
    (sum - total).abs() <= (LOOSE * total).max(parts as f64)
}

/// Whether classes in order are everybody, from the youngest to the oldest.
fn covers_all(classes: &[(AgeClass, f64)]) -> bool {
    let mut next = 0;
    for (ages, _) in classes {
        if ages.from != next {
            return false;
        }
        match ages.to {
            Some(to) => next = to + 1,
            None => return true,
        }
    }
    next > OLDEST
}
