//! Working days in Sweden: when an office is open, so that what is asked for can be given.
//!
//! Nobody works on Saturdays, Sundays and public holidays (lag (1989:253) om allmänna helgdagar, as it reads since 2005, for
//! any year), nor on Midsummer Eve, Christmas Eve and New Year's Eve, which semesterlagen (1977:480) 3 a § puts on a par with
//! Sundays. Days that many take off beside those, as Maundy Thursday's afternoon, are working days.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Whether offices are open.
pub fn is_working_day(date: NaiveDate) -> bool {
    let is_weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    !is_weekend && !is_fixed_holiday(date) && !is_midsummer_eve(date) && !is_by_easter(date)
}

/// The last working day up to and including a date.
pub fn working_day_on_or_before(date: NaiveDate) -> NaiveDate {
    let mut days = std::iter::successors(Some(date), NaiveDate::pred_opt);
    days.find(|day| is_working_day(*day)).unwrap_or(date)
}

/// The first working day from a date on.
pub fn working_day_on_or_after(date: NaiveDate) -> NaiveDate {
    let mut days = std::iter::successors(Some(date), NaiveDate::succ_opt);
    days.find(|day| is_working_day(*day)).unwrap_or(date)
}

/// How many working days there are after one date up to and including another: from today to a last day, how many days
/// are left when today is over. Below zero when the other date comes first.
pub fn working_days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    if to < from {
        return -working_days_between(to, from);
    }
    let days = from.iter_days().skip(1).take_while(|day| *day <= to);
    days.fold(0, |count, day| count + i64::from(is_working_day(day)))
}

/// Holidays and eves that have the same date every year. All Saints' Day and Midsummer Day are always Saturdays.
fn is_fixed_holiday(date: NaiveDate) -> bool {
    const HOLIDAYS: [(u32, u32); 8] =
        [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)];
    HOLIDAYS.contains(&(date.month(), date.day()))
}

/// The Friday before Midsummer Day, which is the Saturday between 20 and 26 June.
fn is_midsummer_eve(date: NaiveDate) -> bool {
    date.month() == 6 && (19..=25).contains(&date.day()) && date.weekday() == Weekday::Fri
}

/// Good Friday, Easter Monday and Ascension Day. The other holidays that follow Easter are Sundays, and their eves
/// Saturdays.
fn is_by_easter(date: NaiveDate) -> bool {
    easter(date.year()).is_some_and(|easter| {
        let is_after = |days| easter.checked_add_days(Days::new(days)) == Some(date);
        date.succ_opt().and_then(|day| day.succ_opt()) == Some(easter) || is_after(1) || is_after(39)
    })
}

/// Easter Sunday; None for years that have no Gregorian Easter, before 1583 and after 9999.
fn easter(year: i32) -> Option<NaiveDate> {
    let easter = computus::gregorian(year).ok()?;
    NaiveDate::from_ymd_opt(easter.year, easter.month, easter.day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    // Published dates, with the earliest that there is (1818) and the latest (1886, 1943, 2038).
    #[test]
    fn easter_is_when_others_say_that_it_is() {
        for published in [
            "1818-03-22",
            "1886-04-25",
            "1900-04-15",
            "1943-04-25",
            "1954-04-18",
            "1961-04-02",
            "1981-04-19",
            "1999-04-04",
            "2000-04-23",
            "2005-03-27",
            "2008-03-23",
            "2011-04-24",
            "2016-03-27",
            "2019-04-21",
            "2020-04-12",
            "2021-04-04",
            "2022-04-17",
            "2023-04-09",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2028-04-16",
            "2029-04-01",
            "2030-04-21",
            "2031-04-13",
            "2035-03-25",
            "2038-04-25",
            "2049-04-18",
            "2076-04-19",
            "2100-03-28",
        ] {
            let published = date(published);
            assert_eq!(easter(published.year()), Some(published));
        }
    }

    #[test]
    fn the_closed_weekdays_of_two_years() {
        // 2026 and 2027, by the almanac.
        let closed = [
            "2026-01-01",
            "2026-01-06",
            "2026-04-03",
            "2026-04-06",
            "2026-05-01",
            "2026-05-14",
            "2026-06-19",
            "2026-12-24",
            "2026-12-25",
            "2026-12-31",
            "2027-01-01",
            "2027-01-06",
            "2027-03-26",
            "2027-03-29",
            "2027-05-06",
            "2027-06-25",
            "2027-12-24",
            "2027-12-31",
        ]
        .map(date);
        let days = date("2026-01-01").iter_days().take_while(|day| day.year() < 2028);
        let found: Vec<NaiveDate> = days
            .filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_working_day(*day))
            .collect();
        assert_eq!(found, closed);
    }

    #[test]
    fn a_last_day_moves_to_when_somebody_is_there() {
        assert_eq!(working_day_on_or_before(date("2026-04-06")), date("2026-04-02"));
        assert_eq!(working_day_on_or_after(date("2026-04-03")), date("2026-04-07"));
        assert_eq!(working_day_on_or_after(date("2026-12-24")), date("2026-12-28"));
        assert_eq!(working_day_on_or_before(date("2027-02-18")), date("2027-02-18"));
    }

    #[test]
    fn days_that_are_left_are_counted_without_today() {
        // Christmas of 2026: 23 December is a Wednesday, and the next working day a Monday.
        assert_eq!(working_days_between(date("2026-12-23"), date("2026-12-23")), 0);
        assert_eq!(working_days_between(date("2026-12-23"), date("2026-12-27")), 0);
        assert_eq!(working_days_between(date("2026-12-23"), date("2026-12-28")), 1);
        assert_eq!(working_days_between(date("2027-01-04"), date("2027-01-08")), 3);
        assert_eq!(working_days_between(date("2027-01-08"), date("2027-01-04")), -3);
    }

    #[test]
    fn the_first_and_the_last_day_there_are_do_no_harm() {
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            working_day_on_or_before(day);
            working_day_on_or_after(day);
            assert_eq!(working_days_between(day, day), 0);
        }
    }

    proptest! {
        #[test]
        fn counts_add_up_and_moves_end_on_working_days(
            days in (0_u64..40_000, 0_u64..3_000, 0_u64..3_000)
        ) {
            let first = date("1990-01-01") + Days::new(days.0);
            let (second, third) = (first + Days::new(days.1), first + Days::new(days.2));
            let parts = working_days_between(first, second) + working_days_between(second, third);
            prop_assert_eq!(parts, working_days_between(first, third));
            let (before, after) = (working_day_on_or_before(first), working_day_on_or_after(first));
            prop_assert!(is_working_day(before) && is_working_day(after) && before <= first && first <= after);
            prop_assert_eq!(working_days_between(before, after), i64::from(before < after));
        }
    }
}
