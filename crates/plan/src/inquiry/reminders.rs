//! When those who have not answered are reminded: on working days in Sweden, in office hours.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Europe::Stockholm;
use swedish::working_days::{is_working_day, working_day_on_or_after, working_day_on_or_before};

use super::input::reminder_days;
use super::send::{self, Errand, LetterKind};
use super::types::Inquiry;
use crate::db::{Tx, query, sql};
use crate::fault::Fault;

/// The hour of the day, in Sweden, at which reminders go.
const HOUR: u32 = 9;
/// The hours of the day, in Sweden, between which they may go when they are late.
const OFFICE: std::ops::Range<u32> = 8..16;

/// The day on which somebody is reminded, so many days from their last one: before a weekend what would fall in it, after
/// it what comes too late anyway.
pub fn reminder_day(last: NaiveDate, offset: i64) -> Option<NaiveDate> {
    let days = Days::new(offset.unsigned_abs());
    if offset < 0 {
        last.checked_sub_days(days).map(working_day_on_or_before)
    } else {
        last.checked_add_days(days).map(working_day_on_or_after)
    }
}

/// The moment at which reminders of a day go.
fn moment(day: NaiveDate) -> Option<DateTime<Utc>> {
    let at = day.and_time(NaiveTime::from_hms_opt(HOUR, 0, 0)?);
    Stockholm.from_local_datetime(&at).earliest().map(|at| at.to_utc())
}

/// When a reminder that is late may go: none when that is now, else the next morning of work.
pub(super) fn postponed(now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let here = now.with_timezone(&Stockholm);
    let today = here.date_naive();
    if is_working_day(today) && OFFICE.contains(&here.hour()) {
        return None;
    }
    let next = if here.hour() < OFFICE.start { Some(today) } else { today.succ_opt() };
    next.map(working_day_on_or_after).and_then(moment)
}

/// Has those who have the inquiry's last day reminded as planned.
pub(super) async fn plan(tx: &mut Tx, inquiry: &Inquiry) -> Result<(), Fault> {
    match inquiry.answer_by {
        Some(last) => plan_for(tx, inquiry, last).await,
        None => Ok(()),
    }
}

/// Has those who have a last day reminded as planned. A day that has passed is left out, and so is what is planned already.
pub(super) async fn plan_for(tx: &mut Tx, inquiry: &Inquiry, last: NaiveDate) -> Result<(), Fault> {
    for offset in reminder_days(&inquiry.reminders).unwrap_or_default() {
        let due = reminder_day(last, offset).and_then(moment).filter(|due| *due > tx.now());
        let Some(due) = due else { continue };
        let errand = Errand {
            inquiry: inquiry.id,
            kind: LetterKind::Reminder,
            planned: Some((last, offset)),
            only: None,
            since: due,
        };
        send::put(tx, &errand, Some(due)).await?;
    }
    Ok(())
}

/// Whether a reminder is still in the inquiry's plan: the sender may have changed it.
pub(super) async fn is_planned(tx: &mut Tx, inquiry: &Inquiry, errand: &Errand) -> Result<bool, Fault> {
    let Some((last, offset)) = errand.planned else { return Ok(true) };
    let days = reminder_days(&inquiry.reminders).unwrap_or_default();
    if !days.contains(&offset) {
        return Ok(false);
    }
    if inquiry.answer_by == Some(last) {
        return Ok(true);
    }
    let (own,): (i64,) = query(sql!(
        "select count(*) from recipient where inquiry_id = $1 and answer_by = $2 and deleted_at is null"
    ))
    .bind(inquiry.id)
    .bind(last)
    .one(tx)
    .await?;
    Ok(own > 0)
}

/// The days to come on which those with the inquiry's last day are reminded, in order.
pub fn to_come(inquiry: &Inquiry, today: NaiveDate) -> Vec<NaiveDate> {
    let Some(last) = inquiry.answer_by else { return Vec::new() };
    let days = reminder_days(&inquiry.reminders).unwrap_or_default();
    let mut days: Vec<NaiveDate> = days.into_iter().filter_map(|offset| reminder_day(last, offset)).collect();
    days.retain(|day| *day >= today);
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn nobody_is_reminded_on_a_day_off() {
        // The last day is a Monday; a day before is a Sunday, a week before Easter Monday.
        assert_eq!(reminder_day(day("2027-04-05"), -1), Some(day("2027-04-02")));
        assert_eq!(reminder_day(day("2027-04-05"), -7), Some(day("2027-03-25")));
        // The last day is the day before Christmas Eve: the day after is none, nor are the three that follow.
        assert_eq!(reminder_day(day("2026-12-23"), 1), Some(day("2026-12-28")));
        assert_eq!(reminder_day(day("2027-01-31"), -7), Some(day("2027-01-22")));
    }

    #[test]
    fn the_hour_is_swedens_in_summer_and_winter() {
        assert_eq!(moment(day("2027-01-22")).unwrap().to_rfc3339(), "2027-01-22T08:00:00+00:00");
        assert_eq!(moment(day("2027-07-02")).unwrap().to_rfc3339(), "2027-07-02T07:00:00+00:00");
    }

    #[test]
    fn what_is_late_waits_for_the_next_morning_of_work() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        // Swedish time is two hours ahead in summer and one in winter; the third is a Friday evening before a weekend.
        for (now, then) in [
            ("2027-06-01T06:00:00Z", None),
            ("2027-06-01T13:59:00Z", None),
            ("2027-06-01T05:59:00Z", Some("2027-06-01T07:00:00Z")),
            ("2027-11-05T17:00:00Z", Some("2027-11-08T08:00:00Z")),
            ("2027-12-24T10:00:00Z", Some("2027-12-27T08:00:00Z")),
        ] {
            assert_eq!(postponed(at(now)), then.map(at), "{now}");
        }
    }
}
