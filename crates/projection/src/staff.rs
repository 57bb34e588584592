//! Staff: from places and hours to full-time equivalents, heads, exits and hires by occupation.

use std::ops::Range;

/// An occupation of elderly care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Occupation {
    /// Undersköterska.
    AssistantNurse,
    /// Vårdbiträde.
    CareAssistant,
    /// Sjuksköterska.
    Nurse,
}

/// Number of occupations.
pub const OCCUPATIONS: usize = 3;

impl Occupation {
    /// All occupations; the position is the index in arrays by occupation.
    pub const ALL: [Self; OCCUPATIONS] = [Self::AssistantNurse, Self::CareAssistant, Self::Nurse];
}

/// Age groups of staff: 16–24, then five-year groups to 65–69.
pub const AGE_GROUPS: usize = 10;
/// Ages at which nearly all come to occupations of care: recruitment follows how many there are.
pub const ENTERING: Range<usize> = 18..35;
/// Years whose retirements today's recruitment makes up for.
const MADE_UP_FOR: usize = 5;

/// What staff is computed from.
#[derive(Clone, Debug)]
pub struct Parameters {
    /// Contracted full-time equivalents for each person in special housing, by occupation.
    pub fte_per_place: [f64; OCCUPATIONS],
    /// Contracted full-time equivalents for each hour of home care a year, by occupation.
    pub fte_per_hour: [f64; OCCUPATIONS],
    /// Contracted full-time equivalents for each employee, by occupation.
    pub contract_rate: [f64; OCCUPATIONS],
    /// Hours worked a week by a mean employee, before absence.
    pub weekly_hours: f64,
    /// Share of contracted time lost to sickness, of all together.
    pub sick_leave: f64,
    /// How many times that share each occupation's is.
    pub sick_leave_ratio: [f64; OCCUPATIONS],
    /// How the sick leave of age groups relates, any scale.
    pub sick_leave_by_age: [f64; AGE_GROUPS],
    /// Employees by occupation and age group in the country, any scale.
    pub age_structure: [[f64; AGE_GROUPS]; OCCUPATIONS],
    /// Who comes, by occupation and age group, any scale; see [`came`].
    pub entrants: [[f64; AGE_GROUPS]; OCCUPATIONS],
    /// Share of those who come who are newly trained for the occupation, 0–1.
    pub trained: [f64; OCCUPATIONS],
}

/// How each occupation grows older and is renewed when its size is constant. The base year's ages are the register's.
#[derive(Clone, Debug)]
pub struct Ageing([Course; OCCUPATIONS]);

impl Ageing {
    /// Ages the national stock year by year; those who leave are replaced by as many entrants. `years` projected years.
    pub fn over(parameters: &Parameters, years: usize) -> Self {
        Self(std::array::from_fn(|occupation| {
            let stock = Stock::of(&parameters.age_structure[occupation]);
            let entrants = Stock::of(&parameters.entrants[occupation]);
            Course::of(stock, &entrants, &parameters.sick_leave_by_age, years)
        }))
    }

    /// Share of the stock who retire in the year after `year` (0 is the base year) at today's exit ages. A year past the
    /// end is answered with the last.
    #[inline]
    pub fn leaving(&self, occupation: usize, year: usize) -> f32 {
        self.0[occupation].at(year).leaving
    }

    /// How many times the base year's sick leave the occupation's is in a year because its ages are others.
    #[inline]
    pub fn absence(&self, occupation: usize, year: usize) -> f32 {
        self.0[occupation].at(year).absence
    }

    /// Today's recruitment as a share of the stock: the mean of those who retire in the next five years. Assumption: the
    /// number employed has stood still while the register has been kept.
    #[inline]
    pub fn recruited(&self, occupation: usize) -> f32 {
        self.0[occupation].recruited
    }
}

/// A year of an occupation: who leaves after it, and sick leave relative to the base year's.
#[derive(Clone, Copy, Debug)]
struct Year {
    leaving: f32,
    absence: f32,
}

#[derive(Clone, Debug)]
struct Course {
    recruited: f32,
    /// From the base year on.
    years: Vec<Year>,
}

impl Course {
    fn of(mut stock: Stock, entrants: &Stock, sick_leave_by_age: &[f64; AGE_GROUPS], years: usize) -> Self {
        let sick_leave = sick_leave_by_age.map(|times| crate::clamped(times, (0.1, 10.0), 1.0));
        let (total, today) = (stock.total(), stock.mean(&sick_leave));
        let years: Vec<Year> = (0..=years.max(MADE_UP_FOR))
            .map(|_| {
                let absence = (stock.mean(&sick_leave) / today) as f32;
                Year { leaving: (stock.grow_older(entrants) / total) as f32, absence }
            })
            .collect();
        let recruited = years[..MADE_UP_FOR].iter().map(|year| year.leaving).sum::<f32>();
        Self { recruited: recruited / MADE_UP_FOR as f32, years }
    }

    #[inline]
    fn at(&self, year: usize) -> Year {
        self.years[year.min(self.years.len() - 1)]
    }
}

/// Net number who came to an occupation over some years, by age group: those beyond the cohorts of `then` in the stock of
/// `now`; below 0 where more left.
pub fn came(then: &[f64; AGE_GROUPS], now: &[f64; AGE_GROUPS], years: usize) -> [f64; AGE_GROUPS] {
    let before = Stock::spread(then);
    std::array::from_fn(|group| {
        now[group] - ages(group).map(|age| before.at(age.saturating_sub(years))).sum::<f64>()
    })
}

/// How many of a stock reach some age groups so many years later if nobody leaves, and how many are expected to stay.
pub fn stayed(then: &[f64; AGE_GROUPS], years: usize, groups: std::ops::RangeInclusive<usize>) -> (f64, f64) {
    let before = Stock::spread(then);
    let stays = |from: usize, to: usize| (from..to).map(|age| 1.0 - leaves_at(age)).product::<f64>();
    groups.flat_map(ages).fold((0.0, 0.0), |(all, stayed), age| {
        let from = age.saturating_sub(years);
        (all + before.at(from), stayed + before.at(from) * stays(from, age))
    })
}

/// Yearly probability of leaving working life at a single age, set so that the mean exit age is just over 64
/// (SKR 2022): none before 58, a third at 65, nearly all at 69.
pub fn retirement_hazard(age: f64) -> f64 {
    const BY_AGE: [f64; 12] = [0.01, 0.015, 0.03, 0.06, 0.08, 0.11, 0.18, 0.38, 0.40, 0.45, 0.50, 0.75];
    let place = age - 58.0;
    if place < 0.0 {
        return 0.0;
    }
    let below = (place as usize).min(BY_AGE.len() - 1);
    let above = (below + 1).min(BY_AGE.len() - 1);
    BY_AGE[below] + (BY_AGE[above] - BY_AGE[below]) * place.fract()
}

/// Employees by single age, 16–74, so that the young move up one year at a time.
struct Stock([f64; LAST - FIRST + 1]);

const FIRST: usize = 16;
const LAST: usize = 74;

/// Ages of a group; nearly nobody of 16–24 is below 18.
fn ages(group: usize) -> std::ops::RangeInclusive<usize> {
    if group == 0 { 18..=24 } else { 20 + 5 * group..=24 + 5 * group }
}

/// Yearly probability of leaving at a whole age; at the last all do.
fn leaves_at(age: usize) -> f64 {
    if age == LAST { 1.0 } else { retirement_hazard(age as f64) }
}

impl Stock {
    /// A structure of any numbers; one without people is taken to be even.
    fn of(structure: &[f64; AGE_GROUPS]) -> Self {
        let clamped = structure.map(|n| crate::clamped(n, (0.0, 1e9), 0.0));
        // Less than a person is nobody.
        Self::spread(if clamped.iter().sum::<f64>() < 1.0 { &[1.0; AGE_GROUPS] } else { &clamped })
    }

    /// Groups over their ages, fewer at those that many have left before.
    fn spread(structure: &[f64; AGE_GROUPS]) -> Self {
        let mut stock = [0.0; LAST - FIRST + 1];
        for (group, n) in structure.iter().enumerate() {
            let mut left = 1.0;
            for age in ages(group) {
                stock[age - FIRST] = left;
                left *= 1.0 - leaves_at(age);
            }
            let own = &mut stock[ages(group).start() - FIRST..=ages(group).end() - FIRST];
            let all: f64 = own.iter().sum();
            own.iter_mut().for_each(|share| *share *= n / all);
        }
        Self(stock)
    }

    fn at(&self, age: usize) -> f64 {
        age.checked_sub(FIRST).and_then(|i| self.0.get(i)).copied().unwrap_or(0.0)
    }

    fn total(&self) -> f64 {
        self.0.iter().sum()
    }

    /// Mean of a value by age group.
    fn mean(&self, value: &[f64; AGE_GROUPS]) -> f64 {
        let group = |age: usize| (age.max(20) / 5 - 4).min(AGE_GROUPS - 1);
        let sum: f64 = self.0.iter().enumerate().map(|(i, n)| n * value[group(FIRST + i)]).sum();
        sum / self.total()
    }

    /// Moves to the next year, and tells how many left and were replaced.
    fn grow_older(&mut self, entrants: &Self) -> f64 {
        let leaving: f64 = self.0.iter().enumerate().map(|(i, n)| leaves_at(FIRST + i) * n).sum();
        for i in (1..self.0.len()).rev() {
            self.0[i] = self.0[i - 1] * (1.0 - leaves_at(FIRST + i - 1));
        }
        self.0[0] = 0.0;
        let all = entrants.total();
        self.0.iter_mut().zip(&entrants.0).for_each(|(n, share)| *n += leaving * share / all);
        leaving
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRUCTURE: [f64; AGE_GROUPS] = [10.0, 11.0, 12.0, 12.0, 11.0, 11.0, 11.0, 12.0, 10.0, 3.0];

    fn ageing(entrants: [f64; AGE_GROUPS]) -> Ageing {
        Ageing::over(
            &Parameters {
                fte_per_place: [1.0; 3],
                fte_per_hour: [0.001; 3],
                contract_rate: [0.85; 3],
                weekly_hours: 32.0,
                sick_leave: 0.075,
                sick_leave_ratio: [1.0; 3],
                sick_leave_by_age: [1.2, 1.2, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
                age_structure: [STRUCTURE; 3],
                entrants: [entrants; 3],
                trained: [1.0; 3],
            },
            20,
        )
    }

    fn only(group: usize) -> [f64; AGE_GROUPS] {
        std::array::from_fn(|g| if g == group { 1.0 } else { 0.0 })
    }

    #[test]
    fn about_a_quarter_retires_in_ten_years() {
        let ageing = ageing(only(1));
        let ten: f32 = (0..10).map(|year| ageing.leaving(0, year)).sum();
        assert!((0.2..0.36).contains(&ten), "{ten}");
    }

    #[test]
    fn sick_leave_follows_the_ages_of_those_who_come() {
        let (young, old) = (ageing(only(0)), ageing(only(5)));
        assert_eq!((young.absence(0, 0), old.absence(0, 0)), (1.0, 1.0));
        assert!(young.absence(0, 10) > 1.0 && old.absence(0, 10) < 1.0);
    }

    #[test]
    fn those_who_come_late_soon_leave() {
        let twenty = |ageing: &Ageing| (0..20).map(|year| ageing.leaving(0, year)).sum::<f32>();
        assert!(twenty(&ageing(only(6))) > twenty(&ageing(only(0))));
    }

    #[test]
    fn those_who_came_are_beyond_the_cohorts_that_were_there() {
        let then = [70.0, 50.0, 50.0, 50.0, 50.0, 50.0, 50.0, 50.0, 50.0, 0.0];
        // Five years later all of them have moved up a group, thirty have come at 25-29 and twenty have left at 40-44.
        let now = [70.0, 80.0, 50.0, 50.0, 30.0, 50.0, 50.0, 50.0, 50.0, 50.0];
        let came = came(&then, &now, 5);
        for (group, expected) in [(0, 50.0), (1, 30.0), (2, 0.0), (3, 0.0), (4, -20.0), (5, 0.0)] {
            assert!((came[group] - expected).abs() < 1e-9, "{came:?}");
        }
    }

    #[test]
    fn nobody_stays_but_those_who_do_not_retire() {
        let (all, stays) = stayed(&STRUCTURE, 4, 7..=8);
        assert!((0.85..0.97).contains(&(stays / all)), "{}", stays / all);
        let (all, stays) = stayed(&STRUCTURE, 4, 2..=3);
        assert!((stays - all).abs() < 1e-9, "the young do not retire");
        let (all, _) = stayed(&STRUCTURE, 0, 3..=3);
        assert!((all - STRUCTURE[3]).abs() < 1e-9);
    }

    #[test]
    fn todays_recruitment_is_what_the_next_years_take() {
        let ageing = ageing(only(1));
        let five: f32 = (0..5).map(|year| ageing.leaving(0, year)).sum();
        assert!((ageing.recruited(0) - five / 5.0).abs() < 1e-6);
    }

    #[test]
    fn the_old_are_fewer_for_each_year_of_age() {
        let stock = Stock::of(&STRUCTURE);
        assert!((66..70).all(|age| stock.at(age) < stock.at(age - 1)));
        assert!((stock.total() - STRUCTURE.iter().sum::<f64>()).abs() < 1e-9);
    }

    #[test]
    fn nobody_and_next_to_nobody_are_an_even_stock() {
        for n in [0.0, 1e-320, -5.0, f64::NAN, f64::NEG_INFINITY] {
            assert!((Stock::of(&[n; AGE_GROUPS]).total() - AGE_GROUPS as f64).abs() < 1e-9, "{n}");
        }
    }
}
