//! Whether the committees that are to answer meet before their last day.

use chrono::NaiveDate;

use super::answering::Answering;
use super::read::RECIPIENT;
use super::states::RecipientState;
use super::types::{Inquiry, Recipient};
use crate::clock::in_sweden;
use crate::db::{Builder, Tx};
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

/// Those asked who have neither answered nor declined, whose committee does not meet between dispatch and their last day; of those alone who
/// have told when it meets.
///
/// # Errors
/// The database fails.
pub async fn untimely(tx: &mut Tx, inquiry: &Inquiry) -> Result<Vec<Untimely>, Fault> {
    let today = tx.today();
    let dispatched = inquiry.opened_at.map_or(today, |at| in_sweden(at).date());
    let meetings = organisations::meetings(tx, dispatched).await?;
    let mut found = Vec::new();
    for one in asked_of(tx, inquiry, meetings.keys().map(String::as_str)).await? {
        let days = one.organisation_id.as_ref().and_then(|organisation| meetings.get(organisation));
        let (Some(days), Some(last)) = (days, one.last_day(inquiry)) else { continue };
        let from = one.sent_at.map_or(today, |sent| in_sweden(sent).date());
        if days.range(from..=last.max(from)).next().is_none() {
            found.push(Untimely { title: one.title.clone(), next: days.range(last..).next().copied() });
        }
    }
    Ok(found)
}

/// Those asked of some organisations who have neither answered nor declined, in order.
async fn asked_of<'a>(
    tx: &mut Tx,
    inquiry: &Inquiry,
    organisations: impl Iterator<Item = &'a str>,
) -> Result<Vec<Recipient>, Fault> {
    let waited_for = || {
        RecipientState::ALL
            .into_iter()
            .filter(|state| *state == RecipientState::NotSent || state.is_waited_for())
    };
    let organisations: Vec<&str> = organisations.collect();
    let mut found = Vec::new();
    for some in organisations.chunks(500) {
        let mut select = Builder::new("select ");
        select
            .push(RECIPIENT)
            .push(" from recipient where deleted_at is null and inquiry_id = ")
            .bind(inquiry.id);
        select.push(" and ").is_in("organisation_id", some.iter().copied());
        select.push(" and ").is_in("state", waited_for().map(RecipientState::name));
        found.extend(select.build().all::<Recipient>(tx).await?);
    }
    found.sort_by(|a, b| a.title.cmp(&b.title));
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
    let today = tx.today();
    let from = it.recipient.sent_at.map_or(today, |sent| in_sweden(sent).date());
    let Some(days) = organisations::meetings_of(tx, organisation, from).await? else { return Ok(None) };
    let in_time: Vec<NaiveDate> = days.range(..=last.max(from)).copied().collect();
    let to_come: Vec<NaiveDate> = in_time.iter().copied().filter(|day| *day >= today).collect();
    // One that has met is in time, and there is nothing more to say of it.
    Ok((in_time.is_empty() || !to_come.is_empty()).then_some(to_come))
}
