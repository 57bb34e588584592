//! Dates in words, as letters and last days are written.

use chrono::{Datelike, NaiveDate};

const DAYS: [&str; 7] = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"];
const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

/// A day and its date: `torsdag 18 februari`.
pub fn day_and_date(date: NaiveDate) -> String {
    written(date, &DAYS, &MONTHS)
}

/// A day and its date with the year: `torsdag 18 februari 2027`.
pub fn long_date(date: NaiveDate) -> String {
    format!("{} {}", day_and_date(date), date.year())
}

/// A date with the year: `18 februari 2027`, for what has been so for long.
pub fn date(date: NaiveDate) -> String {
    without_day(date, &MONTHS)
}

fn without_day(date: NaiveDate, months: &[&str; 12]) -> String {
    format!("{} {} {}", date.day(), months[date.month0() as usize], date.year())
}

/// The same in English, for pages that are read in it.
pub mod english {
    use chrono::{Datelike, NaiveDate};

    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];

    /// A day and its date: `Thursday 18 February`.
    pub fn day_and_date(date: NaiveDate) -> String {
        super::written(date, &DAYS, &MONTHS)
    }

    /// A date with the year: `18 February 2027`.
    pub fn date(date: NaiveDate) -> String {
        super::without_day(date, &MONTHS)
    }

    /// A day and its date with the year: `Thursday 18 February 2027`.
    pub fn long_date(date: NaiveDate) -> String {
        format!("{} {}", day_and_date(date), date.year())
    }
}

fn written(date: NaiveDate, days: &[&str; 7], months: &[&str; 12]) -> String {
    let day = days[date.weekday().num_days_from_monday() as usize];
    format!("{day} {} {}", date.day(), months[date.month0() as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_out_in_both_languages() {
        for (date, swedish, in_english) in [
            ("2027-02-18", "torsdag 18 februari 2027", "Thursday 18 February 2027"),
            ("2026-03-01", "söndag 1 mars 2026", "Sunday 1 March 2026"),
            ("2026-08-31", "måndag 31 augusti 2026", "Monday 31 August 2026"),
            ("2025-12-24", "onsdag 24 december 2025", "Wednesday 24 December 2025"),
        ] {
            let date = date.parse().unwrap();
            assert_eq!((long_date(date), english::long_date(date)), (swedish.into(), in_english.into()));
            let (day, in_english) = (&swedish[..swedish.len() - 5], &in_english[..in_english.len() - 5]);
            assert_eq!((day_and_date(date), english::day_and_date(date)), (day.into(), in_english.into()));
        }
    }
}
