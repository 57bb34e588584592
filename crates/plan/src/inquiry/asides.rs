//! Ways out of answering: more time, and no.

use chrono::NaiveDate;

use super::answering::{Answering, Entry, Side, demand_open, enter, step};
use super::events::What;
use super::states::RecipientState;
use super::types::Channel;
use crate::access::Phase;
use crate::checks::{Check, lines};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};

/// Declines, with why and when one may be asked again.
///
/// # Errors
/// As [`enter`]; [`Fault::Invalid`] with `reason-missing`, `date-to-choose` or `recipient-state`.
pub async fn decline(
    tx: &mut Tx,
    entry: Entry<'_>,
    reason: &str,
    ask_again_on: Option<NaiveDate>,
    channel: Channel,
) -> Result<(), Fault> {
    let it = enter(tx, entry).await?;
    demand_phase(&it)?;
    let reason = lines(reason);
    let mut check = Check::default();
    check.present("reason", &reason, "reason-missing");
    check.texts(&[("reason", &reason)]);
    if let Some(day) = ask_again_on {
        super::opening::last_day(&mut check, "ask_again_on", Some(day), tx.today());
    }
    check.finish(()).map_err(Fault::Invalid)?;
    super::approval::forget(tx, it.recipient.id).await?;
    query(sql!("update recipient set decline_reason = $2, ask_again_on = $3 where id = $1"))
        .bind(it.recipient.id)
        .bind(&reason)
        .bind(ask_again_on)
        .execute(tx)
        .await?;
    step(tx, &it, What::Declined, RecipientState::Declined, from(&it, channel), &reason).await
}

/// Asks for more time, also when the last day has passed.
///
/// # Errors
/// As [`decline`].
pub async fn ask_for_time(
    tx: &mut Tx,
    entry: Entry<'_>,
    until: Option<NaiveDate>,
    reason: &str,
    channel: Channel,
) -> Result<(), Fault> {
    let it = enter(tx, entry).await?;
    demand_phase(&it)?;
    let reason = lines(reason);
    let mut check = Check::default();
    super::opening::last_day(&mut check, "time_wanted", until, tx.today());
    if until.zip(it.last_day()).is_some_and(|(until, last)| until <= last) {
        check.add(
            FieldFault::new("time_wanted", "time-within").with("date", it.last_day().unwrap_or_default()),
        );
    }
    check.texts(&[("reason", &reason)]);
    check.finish(()).map_err(Fault::Invalid)?;
    query(sql!("update recipient set time_wanted = $2, time_reason = $3 where id = $1"))
        .bind(it.recipient.id)
        .bind(until)
        .bind(&reason)
        .execute(tx)
        .await?;
    step(tx, &it, What::TimeAsked, RecipientState::TimeAsked, from(&it, channel), &reason).await
}

fn demand_phase(it: &Answering) -> Result<(), Fault> {
    if it.inquiry.phase == Phase::Open { Ok(()) } else { demand_open(it) }
}

/// The channel that something came by: what those asked do here comes by the web.
fn from(it: &Answering, channel: Channel) -> Channel {
    if it.side == Side::Officer { channel } else { Channel::Web }
}
