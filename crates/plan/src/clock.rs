//! The clock: the one place where time, ids and secrets come from.
//!
//! Replicas that share a server go by the server's clock, or letters would be sent twice and codes refused when theirs
//! differ. Nobody asks it for the time: how far it is from the machine's is seen whenever somebody begins to write.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, SubsecRound, Utc};
use uuid::{NoContext, Timestamp, Uuid};

/// Tells the time and makes ids. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    /// The machine's, and how many microseconds the database's is ahead of it.
    System(Arc<AtomicI64>),
    Fixed(DateTime<Utc>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Source::System(Arc::default()))
    }

    /// A clock that stands still.
    pub const fn fixed(now: DateTime<Utc>) -> Self {
        Self(Source::Fixed(now))
    }

    /// The time now, in whole microseconds: the finest that every database keeps.
    #[allow(clippy::disallowed_methods, reason = "everything else takes its time from here")]
    pub fn now(&self) -> DateTime<Utc> {
        let now = match &self.0 {
            Source::System(ahead) => Utc::now() + Duration::microseconds(ahead.load(Relaxed)),
            Source::Fixed(now) => *now,
        };
        now.trunc_subsecs(6)
    }

    /// Goes by another clock from here on, which shows `now`; a clock that stands still does not.
    #[allow(clippy::disallowed_methods, reason = "everything else takes its time from here")]
    pub(crate) fn follow(&self, now: DateTime<Utc>) {
        if let Source::System(ahead) = &self.0 {
            ahead.store((now - Utc::now()).num_microseconds().unwrap_or(0), Relaxed);
        }
    }

    /// How far the clock that is gone by is ahead of the machine's.
    pub fn ahead(&self) -> Duration {
        match &self.0 {
            Source::System(ahead) => Duration::microseconds(ahead.load(Relaxed)),
            Source::Fixed(_) => Duration::zero(),
        }
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
    fn another_clock_is_followed_and_the_difference_known() {
        let clock = Clock::system();
        let other = clock.now() + Duration::minutes(10);
        clock.follow(other);
        clock.follow(other);
        let off = |a: Duration| (a - Duration::minutes(10)).abs() < Duration::seconds(60);
        assert!(off(clock.ahead()), "{}", clock.ahead());
        assert!((clock.now() - other).abs() < Duration::seconds(60));
        let still = Clock::fixed(other);
        still.follow(other + Duration::days(1));
        assert_eq!((still.now(), still.ahead()), (other, Duration::zero()));
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
