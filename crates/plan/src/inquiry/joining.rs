//! Answering without having been asked: an open inquiry is for anyone who has its address.

use uuid::Uuid;

use super::links;
use super::read::{MISSING, stored};
use super::recipients::{self, NewRecipient};
use super::types::Inquiry;
use crate::access::{Actor, Kind, Phase};
use crate::accounts::count_newcomer;
use crate::audit;
use crate::checks::{Check, line};
use crate::db::{Db, Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::once::{Request, once};
use crate::outbox::is_address;
use crate::records::{event, root_of_any};

/// Who somebody says that they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Newcomer {
    /// Name, or whom they speak for.
    pub title: String,
    /// Where a copy goes; empty when they want none.
    pub email: String,
}

/// An open inquiry, for everyone.
///
/// # Errors
/// [`Fault::NotFound`] when there is none such that is open to all.
pub(super) async fn open_to_all(tx: &mut Tx, id: Uuid) -> Result<Inquiry, Fault> {
    let inquiry = stored(tx, id).await?;
    if inquiry.is_open && inquiry.phase == Phase::Open { Ok(inquiry) } else { Err(MISSING) }
}

/// Counts somebody who comes to an open inquiry from an address, so that nobody fills it.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::TooMany`].
pub async fn admit(db: &Db, inquiry: Uuid, address: &str) -> Result<(), Fault> {
    // Nothing is written for what is not there.
    open_to_all(&mut db.read(&Actor::Visitor).await?, inquiry).await?;
    count_newcomer(db, inquiry, address).await
}

/// Lets somebody answer an open inquiry; the link that is theirs. The same form sent twice, by its key, makes one recipient.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Invalid`] with `newcomer-missing`, `letter-to`, `answers-closed` or `recipients-full`.
pub async fn join(tx: &mut Tx, id: Uuid, who: &Newcomer, key: &str) -> Result<String, Fault> {
    let inquiry = open_to_all(tx, id).await?;
    let (title, email) = (line(&who.title), line(&who.email));
    let mut check = Check::default();
    check.present("title", &title, "newcomer-missing");
    check.title_length("title", &title);
    if !email.is_empty() && !is_address(&email) {
        check.add(FieldFault::new("email", "letter-to"));
    }
    if let Some(last) = inquiry.answer_by.filter(|last| *last < tx.today()) {
        check.add(FieldFault::new("form", "answers-closed").with("date", last));
    }
    let there = count(tx, id).await?;
    if there >= 2 * recipients::MOST {
        check.add(FieldFault::new("form", "recipients-full").with("max", 2 * recipients::MOST));
    }
    check.finish(()).map_err(Fault::Invalid)?;
    let content = format!("{id}\n{title}\n{email}");
    let new = NewRecipient { title, email: email.clone(), ..NewRecipient::default() };
    let made =
        once(tx, Request { key, content: &content }, async |tx| arrive(tx, id, there, &new).await).await?;
    let link = links::make(tx, &inquiry, made, "", &email).await?;
    tx.becomes_respondent(made);
    let of = Kind::Recipient.of(made);
    let root = root_of_any(tx, of).await?;
    audit::record(tx, event(&root, "join", of)).await?;
    Ok(link)
}

/// Somebody who has come by themselves, and has read it, since they are here.
async fn arrive(tx: &mut Tx, inquiry: Uuid, there: usize, new: &NewRecipient) -> Result<Uuid, Fault> {
    let recipient = recipients::insert(tx, inquiry, there as i64, new, true).await?;
    query(sql!("update recipient set state = 'read', read_at = $2 where id = $1"))
        .bind(recipient)
        .bind(tx.now())
        .execute(tx)
        .await?;
    Ok(recipient)
}

async fn count(tx: &mut Tx, inquiry: Uuid) -> Result<usize, Fault> {
    let (count,): (i64,) =
        query(sql!("select count(*) from recipient where inquiry_id = $1")).bind(inquiry).one(tx).await?;
    Ok(usize::try_from(count).unwrap_or(0))
}
