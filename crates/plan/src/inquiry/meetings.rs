//! Whether the committees that are to answer meet before their last day.

use chrono::NaiveDate;

use super::answering::Answering;
use super::read::recipients;
use super::types::Inquiry;
use crate::clock::in_sweden;
use crate::db::Tx;
use crate::fault::Fault;
use crate::organisations;

/// Somebody asked whose committee does not meet in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untimely {
    /// What they are called.
    pub title: String,
    /// When it meets next after their last day, if that is known.
    pub next: Option<NaiveDate>,
}

/// Those asked, and not answered yet, whose committee does not meet between dispatch and their last day; of those alone who
/// have told when it meets.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn untimely(tx: &mut Tx, inquiry: &Inquiry) -> Result<Vec<Untimely>, Fault> {
    let meetings = organisations::meetings(tx).await?;
    if meetings.is_empty() {
        return Ok(Vec::new());
    }
    let today = tx.today();
    let mut found = Vec::new();
    for one in recipients(tx, inquiry.id).await?.iter().filter(|one| !one.state.has_answered()) {
        let days = one.organisation_id.as_ref().and_then(|organisation| meetings.get(organisation));
        let (Some(days), Some(last)) = (days, one.last_day(inquiry)) else { continue };
        let from = one.sent_at.map_or(today, |sent| in_sweden(sent).date().max(today));
        if days.range(from..=last.max(from)).next().is_none() {
            found.push(Untimely { title: one.title.clone(), next: days.range(last..).next().copied() });
        }
    }
    Ok(found)
}

/// When the committees of whoever answers meet before their last day; none where that has not been told.
///
/// # Errors
/// The database fails.
pub async fn own_meetings(tx: &mut Tx, it: &Answering) -> Result<Option<Vec<NaiveDate>>, Fault> {
    let (Some(organisation), Some(last)) = (&it.recipient.organisation_id, it.last_day()) else {
        return Ok(None);
    };
    let meetings = organisations::meetings(tx).await?;
    Ok(meetings.get(organisation).map(|days| days.range(..=last).copied().collect()))
}
