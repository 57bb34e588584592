//! The clock: the one place where time, ids and secrets come from.

use chrono::{DateTime, NaiveDate, NaiveDateTime, SubsecRound, Utc};
use uuid::{NoContext, Timestamp, Uuid};

/// Tells the time and makes ids. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Fixed(DateTime<Utc>),
}

impl Clock {
    /// The machine's clock.
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still.
    pub const fn fixed(now: DateTime<Utc>) -> Self {
        Self(Source::Fixed(now))
    }

    /// The time now, in whole microseconds: the finest that every database keeps.
    #[allow(clippy::disallowed_methods, reason = "everything else takes its time from here")]
    pub fn now(&self) -> DateTime<Utc> {
        let now = match self.0 {
            Source::System => Utc::now(),
            Source::Fixed(now) => now,
        };
        now.trunc_subsecs(6)
    }

    /// The date in Sweden.
    pub fn today(&self) -> NaiveDate {
        in_sweden(self.now()).date()
    }

    /// Random bytes that nobody can guess.
    ///
    /// # Panics
    /// The operating system has no randomness, which no running one lacks.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        getrandom::fill(&mut bytes).expect("the operating system has randomness");
        bytes
    }

    /// A new id: ordered by time, unique by chance.
    pub fn new_id(&self) -> Uuid {
        let now = self.now();
        let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
        Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, now.timestamp_subsec_nanos()))
    }
}

/// A moment as clocks in Sweden show it.
pub fn in_sweden(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&chrono_tz::Europe::Stockholm).naive_local()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(text: &str) -> Clock {
        Clock::fixed(text.parse().unwrap())
    }

    #[test]
    fn time_is_told_in_whole_microseconds() {
        assert_eq!(clock("2026-11-03T10:00:00.123456789Z").now(), clock("2026-11-03T10:00:00.123456Z").now());
        assert_eq!(Clock::system().now().timestamp_subsec_nanos() % 1000, 0);
    }

    #[test]
    fn the_date_is_swedens() {
        for (now, date) in [
            ("2026-01-31T22:59:59Z", "2026-01-31"),
            ("2026-01-31T23:00:00Z", "2026-02-01"),
            ("2026-06-30T21:59:59Z", "2026-06-30"),
            ("2026-06-30T22:00:00Z", "2026-07-01"),
            ("2026-03-29T00:59:59Z", "2026-03-29"),
            ("2026-10-24T22:00:00Z", "2026-10-25"),
            ("2026-10-25T22:30:00Z", "2026-10-25"),
        ] {
            assert_eq!(clock(now).today().to_string(), date, "{now}");
        }
    }

    #[test]
    fn ids_carry_the_time_and_differ() {
        let clock = clock("2026-11-03T10:00:00Z");
        let (one, other) = (clock.new_id(), clock.new_id());
        assert_ne!(one, other);
        assert_eq!(one.get_version_num(), 7);
        assert_eq!(one.as_bytes()[..6], other.as_bytes()[..6]);
    }
}
