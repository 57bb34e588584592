//! The dates of a series of meetings: every so many weeks on a day of the week, not on days that nobody works, and not in weeks
//! that are left out.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Stockholm;
use swedish::working_days::is_working_day;

use crate::checks::{Check, Valid};
use crate::fault::FieldFault;

/// Most meetings of a series, also of a group.
pub const MOST: usize = 500;
/// Longest time between two meetings, weeks.
const LONGEST_PAUSE: i64 = 52;
/// Longest meeting, minutes.
pub(super) const LONGEST_MEETING: i64 = 600;
/// The furthest that a series may reach, days.
const FURTHEST: u64 = 11 * 366;

/// A series as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesInput {
    /// The first day.
    pub starts_on: Option<NaiveDate>,
    /// When each meeting begins.
    pub starts_at: Option<NaiveTime>,
    /// How long each takes.
    pub minutes: Option<i64>,
    /// Weeks between two meetings.
    pub every_weeks: Option<i64>,
    /// The last day that a meeting can be on.
    pub until: Option<NaiveDate>,
    /// How many meetings, where no last day is given.
    pub meetings: Option<i64>,
    /// Weeks that are left out, by their ISO numbers with commas or spaces between; 2027v07 names one of a year.
    pub without_weeks: String,
    /// Where: a web address, or a place.
    pub address: String,
}

/// Why a day of a series has no meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Nobody works then.
    Holiday,
    /// Its week is left out.
    Week,
}

/// The days of a series.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// Those with meetings.
    pub meetings: Vec<NaiveDate>,
    /// Those without, and why.
    pub left_out: Vec<(NaiveDate, LeftOut)>,
}

impl SeriesInput {
    /// Checks. Keys: `date-missing`, `time-missing`, `minutes-missing`, `out-of-range`, `series-end-missing`,
    /// `period-backwards`, `date-far`, `weeks-unreadable`, `series-none`, `series-full`.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn validate(&self) -> Result<Valid<(Self, Dates)>, Vec<FieldFault>> {
        let mut check = Check::default();
        for (field, is_missing, key) in [
            ("starts_on", self.starts_on.is_none(), "date-missing"),
            ("starts_at", self.starts_at.is_none(), "time-missing"),
            ("minutes", self.minutes.is_none(), "minutes-missing"),
        ] {
            if is_missing {
                check.add(FieldFault::new(field, key));
            }
        }
        check.range("minutes", self.minutes.unwrap_or(1) as f64, 1.0, LONGEST_MEETING as f64);
        check.range("every_weeks", self.every_weeks.unwrap_or(0) as f64, 1.0, LONGEST_PAUSE as f64);
        check.title_length("address", &self.address);
        if self.until.is_none() && self.meetings.is_none() {
            check.add(FieldFault::new("until", "series-end-missing"));
        }
        if let Some(meetings) = self.meetings {
            check.range("meetings", meetings as f64, 1.0, MOST as f64);
        }
        if let (Some(start), Some(until)) = (self.starts_on, self.until)
            && until < start
        {
            check.add(FieldFault::new("until", "period-backwards"));
        }
        if self.starts_on.is_some_and(|day| !is_near(day)) {
            check.add(FieldFault::new("starts_on", "date-far"));
        }
        let weeks = Weeks::read(&self.without_weeks);
        if weeks.is_none() {
            check.add(FieldFault::new("without_weeks", "weeks-unreadable"));
        }
        let is_forwards = self.starts_on.zip(self.until).is_none_or(|(start, until)| start <= until);
        let is_whole = self.starts_on.is_some()
            && self.every_weeks.is_some_and(|weeks| weeks > 0)
            && weeks.is_some()
            && is_forwards;
        let dates = weeks.map(|weeks| self.dates(&weeks)).unwrap_or_default();
        if is_whole && dates.meetings.is_empty() {
            check.add(FieldFault::new("starts_on", "series-none"));
        }
        if dates.meetings.len() > MOST {
            check.add(FieldFault::new("until", "series-full").with("max", MOST));
        }
        check.finish((self.clone(), dates))
    }

    /// The days, at most one more than there may be.
    fn dates(&self, without: &Weeks) -> Dates {
        let mut dates = Dates::default();
        let (Some(start), Some(every)) =
            (self.starts_on, self.every_weeks.and_then(|n| u64::try_from(n).ok()))
        else {
            return dates;
        };
        if every == 0 {
            return dates;
        }
        let most = self.meetings.and_then(|n| usize::try_from(n).ok()).map_or(MOST + 1, |n| n.min(MOST));
        let furthest = start.checked_add_days(Days::new(FURTHEST)).unwrap_or(start);
        let until = self.until.map_or(furthest, |until| until.min(furthest));
        let mut day = start;
        while day <= until && dates.meetings.len() < most {
            if !is_working_day(day) {
                dates.left_out.push((day, LeftOut::Holiday));
            } else if without.has(day) {
                dates.left_out.push((day, LeftOut::Week));
            } else {
                dates.meetings.push(day);
            }
            match day.checked_add_days(Days::new(7 * every)) {
                Some(next) => day = next,
                None => break,
            }
        }
        // What lies after the last meeting is left out of nothing.
        if self.until.is_none() {
            let last = dates.meetings.last().copied();
            dates.left_out.retain(|(day, _)| last.is_some_and(|last| *day <= last));
        }
        dates
    }
}

/// Whether a day is none that was typed by mistake, such as one of the year 20026.
pub(super) fn is_near(day: NaiveDate) -> bool {
    (2000..=2200).contains(&day.year())
}

/// Weeks that are left out: of every year, or of one.
struct Weeks(BTreeSet<(Option<i32>, u32)>);

impl Weeks {
    fn read(text: &str) -> Option<Self> {
        let week = |part: &str| {
            let part = part.to_lowercase();
            let (year, number) = match part.split_once('v') {
                Some(("", number)) => (None, number),
                Some((year, number)) => (Some(year.parse().ok()?), number),
                None => (None, part.as_str()),
            };
            let number = number.trim_start_matches('.').parse().ok()?;
            let is_there = (1..=53).contains(&number)
                && year.is_none_or(|year| {
                    NaiveDate::from_isoywd_opt(year, number, chrono::Weekday::Mon).is_some()
                });
            is_there.then_some((year, number))
        };
        let parts = text.split([',', ';', ' ', '\n']).map(str::trim).filter(|part| !part.is_empty());
        parts.map(week).collect::<Option<_>>().map(Self)
    }

    fn has(&self, day: NaiveDate) -> bool {
        let week = day.iso_week();
        self.0.contains(&(None, week.week())) || self.0.contains(&(Some(week.year()), week.week()))
    }
}

/// The moment of a day and a time in Sweden. A time that is skipped in spring is taken an hour later, as clocks are; of one that
/// comes twice in autumn the first is meant.
pub fn moment(day: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    let local = day.and_time(time);
    let found = match Stockholm.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at),
        LocalResult::None => Stockholm.from_local_datetime(&(local + chrono::Duration::hours(1))).earliest(),
    };
    found.map(|at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn series(start: &str, weeks: i64, without: &str) -> SeriesInput {
        SeriesInput {
            starts_on: Some(day(start)),
            starts_at: NaiveTime::from_hms_opt(13, 0, 0),
            minutes: Some(90),
            every_weeks: Some(weeks),
            until: None,
            meetings: Some(6),
            without_weeks: without.into(),
            address: String::new(),
        }
    }

    #[test]
    fn every_third_week_but_not_in_weeks_44_and_52() {
        // Thursday 1 October 2026 is in week 40: 22 October is in 43, 12 November in 46, 3 December in 49, and 24 December, in
        // week 52, is Christmas Eve.
        let valid = series("2026-10-01", 3, "44, 52").validate().unwrap();
        let told: Vec<String> = valid.1.meetings.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            ["2026-10-01", "2026-10-22", "2026-11-12", "2026-12-03", "2027-01-14", "2027-02-04"]
        );
        assert_eq!(valid.1.left_out, [(day("2026-12-24"), LeftOut::Holiday)]);
        let weekly = series("2026-10-22", 1, "v44").validate().unwrap();
        assert_eq!(weekly.1.left_out, [(day("2026-10-29"), LeftOut::Week)]);
    }

    #[test]
    fn holidays_are_left_out() {
        // Ascension Day, a Thursday, is 6 May in 2027; Good Friday 26 March.
        let thursdays = series("2027-04-29", 1, "").validate().unwrap();
        assert_eq!(thursdays.1.left_out, [(day("2027-05-06"), LeftOut::Holiday)]);
        let fridays = series("2027-03-19", 1, "").validate().unwrap();
        assert_eq!(fridays.1.left_out, [(day("2027-03-26"), LeftOut::Holiday)]);
    }

    #[test]
    fn a_meeting_is_at_the_same_time_by_the_clock_in_summer_and_winter() {
        let at = |text: &str| moment(day(text), NaiveTime::from_hms_opt(13, 0, 0).unwrap()).unwrap();
        assert_eq!(at("2026-10-22").to_rfc3339(), "2026-10-22T11:00:00+00:00");
        assert_eq!(at("2026-11-12").to_rfc3339(), "2026-11-12T12:00:00+00:00");
        // 28 March 2027 has no 02.30, and 25 October 2026 has two.
        let night = NaiveTime::from_hms_opt(2, 30, 0).unwrap();
        assert_eq!(moment(day("2027-03-28"), night).unwrap().to_rfc3339(), "2027-03-28T01:30:00+00:00");
        assert_eq!(moment(day("2026-10-25"), night).unwrap().to_rfc3339(), "2026-10-25T00:30:00+00:00");
    }

    #[test]
    fn what_cannot_be_a_series_says_why() {
        let told = |input: &SeriesInput| {
            let faults = input.validate().unwrap_err();
            faults.iter().map(|fault| (fault.field.clone(), fault.key)).collect::<Vec<_>>()
        };
        let first = |input: &SeriesInput| told(input)[0].1;
        let good = series("2026-10-01", 3, "");
        assert_eq!(first(&SeriesInput { starts_on: None, ..good.clone() }), "date-missing");
        assert_eq!(first(&SeriesInput { every_weeks: Some(0), ..good.clone() }), "out-of-range");
        assert_eq!(first(&SeriesInput { meetings: None, ..good.clone() }), "series-end-missing");
        assert_eq!(
            first(&SeriesInput { until: Some(day("2026-09-01")), ..good.clone() }),
            "period-backwards"
        );
        for weeks in ["jul", "54", "2027v53"] {
            let unreadable = SeriesInput { without_weeks: weeks.into(), ..good.clone() };
            assert_eq!(told(&unreadable), [("without_weeks".into(), "weeks-unreadable")]);
        }
        assert!(SeriesInput { without_weeks: "2026v53".into(), ..good.clone() }.validate().is_ok());
        let backwards = SeriesInput { until: Some(day("2026-09-01")), ..good.clone() };
        assert_eq!(told(&backwards), [("until".into(), "period-backwards")]);
        assert_eq!(first(&series("1999-12-01", 3, "")), "date-far");
        assert_eq!(first(&SeriesInput { meetings: Some(501), ..good.clone() }), "out-of-range");
        assert_eq!(first(&series("2026-10-03", 1, "")), "series-none", "Saturdays");
        let long =
            SeriesInput { meetings: None, until: Some(day("2036-12-31")), every_weeks: Some(1), ..good };
        assert_eq!(first(&long), "series-full");
    }

    proptest! {
        #[test]
        fn no_meeting_is_on_a_day_that_nobody_works_or_in_a_week_that_is_left_out(
            start in 0u64..3000, every in 1i64..9, most in 1i64..60, week in 1u32..53,
        ) {
            let first = day("2026-01-01").checked_add_days(Days::new(start)).unwrap();
            let input = SeriesInput {
                starts_on: Some(first), every_weeks: Some(every), meetings: Some(most),
                without_weeks: week.to_string(), ..series("2026-01-01", 1, "")
            };
            let Ok(valid) = input.validate() else { return Ok(()) };
            let dates = &valid.1;
            prop_assert!(dates.meetings.len() <= most as usize);
            for one in &dates.meetings {
                prop_assert!(is_working_day(*one) && one.iso_week().week() != week);
                prop_assert_eq!((*one - first).num_days() % (7 * every), 0);
                prop_assert!(!dates.left_out.iter().any(|(day, _)| day == one));
            }
        }
    }
}
