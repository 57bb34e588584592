//! Forms that anyone may send: telling programs that fill in whatever they find from people.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::Form;

/// A field that nobody sees, and that only programs fill in.
pub const TRAP: &str = "webbplats";
/// Quicker than this nobody types who they are.
const QUICKEST: Duration = Duration::seconds(2);
/// A form that has lain longer is made anew.
const OLDEST: Duration = Duration::days(2);

impl Form {
    /// Whether it was filled in by a program, for a form with a one-time key: it knows no field that is not seen, and needs no time.
    pub fn is_a_programs(&self, now: DateTime<Utc>) -> bool {
        if !self.value(TRAP).is_empty() {
            return true;
        }
        let made =
            self.value("key").parse::<Uuid>().ok().and_then(|key| key.get_timestamp()).and_then(|at| {
                let (seconds, _) = at.to_unix();
                DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)
            });
        made.is_none_or(|made| now - made < QUICKEST || now - made > OLDEST)
    }
}
