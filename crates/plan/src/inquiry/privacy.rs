//! What becomes of a person who is erased: what they wrote stays with the organisation, without their name.

use chrono::Duration;
use uuid::Uuid;

use super::answering::Side;
use super::events::{self, What};
use super::recipients::demand;
use super::types::Channel;
use super::{files, links};
use crate::access::{Kind, Right};
use crate::audit;
use crate::db::{Tx, query, sql};
use crate::fault::Fault;
use crate::records::event;

/// How long after an inquiry has ended drafts of its answers are kept: what was sent stays.
const KEPT: Duration = Duration::days(30);

/// Takes away links that lead nowhere any more, and drafts of answers to what ended long ago, with the files that were never sent.
///
/// # Errors
/// The database cannot be reached.
pub async fn purge_expired(tx: &mut Tx) -> Result<(), Fault> {
    query(sql!("delete from answer_link where ends_at <= $1")).bind(tx.now()).execute(tx).await?;
    query(sql!(
        "delete from draft_reply where recipient_id in (select p.id from recipient p
            join inquiry r on r.id = p.inquiry_id where r.ended_at <= $1)"
    ))
    .bind(tx.now() - KEPT)
    .execute(tx)
    .await?;
    query(sql!(
        "delete from approval where recipient_id in (select p.id from recipient p
            join inquiry r on r.id = p.inquiry_id where r.ended_at <= $1)"
    ))
    .bind(tx.now() - KEPT)
    .execute(tx)
    .await?;
    forget_files(tx).await
}

/// Takes away files that were never sent with answers to what ended long ago.
async fn forget_files(tx: &mut Tx) -> Result<(), Fault> {
    let rows: Vec<(Uuid, String)> = query(sql!(
        "select distinct f.recipient_id, f.side from answer_file f join recipient p on p.id = f.recipient_id
            join inquiry r on r.id = p.inquiry_id where r.ended_at <= $1"
    ))
    .bind(tx.now() - KEPT)
    .all(tx)
    .await?;
    for (recipient, side) in rows {
        if let Some(side) = Side::named(&side) {
            files::forget_unsent(tx, recipient, side).await?;
        }
    }
    Ok(())
}

/// Empties a person's name and address wherever they have answered, and takes back the links that were sent to them.
pub(crate) async fn forget(tx: &mut Tx, person: Uuid, email: &str) -> Result<(), Fault> {
    for text in [
        sql!("update recipient_event set author = '', person_id = null where person_id = $1"),
        sql!("update draft_reply set author = '', person_id = null where person_id = $1"),
        sql!("update approval set author = '', person_id = null where person_id = $1"),
        sql!("update answer set author = '', person_id = null where person_id = $1"),
    ] {
        query(text).bind(person).execute(tx).await?;
    }
    if email.is_empty() {
        return Ok(());
    }
    query(sql!("update recipient set email = '' where lower(email) = lower($1)"))
        .bind(email)
        .execute(tx)
        .await?;
    forget_address(tx, email).await?;
    query(sql!(
        "update answer_link set email = '', name = '', revoked_at = coalesce(revoked_at, $2) where lower(email) = lower($1)"
    ))
    .bind(email)
    .bind(tx.now())
    .execute(tx)
    .await?;
    Ok(())
}

/// Empties what tells who answered for one of those asked, without an account: names, address and links. That they were asked,
/// and what was answered, is the sender's to know; somebody who came by themselves is known by no name any more.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn forget_recipient(tx: &mut Tx, id: Uuid) -> Result<(), Fault> {
    let (root, recipient) = demand(tx, id, Right::Ask).await?;
    links::revoke(tx, id).await?;
    forget_letters(tx, id).await?;
    if !recipient.email.is_empty() {
        query(sql!(
            "update list_entry set email = '' where lower(email) = lower($1) and list_id in
                (select l.id from recipient_list l join inquiry r on r.organisation_id = l.organisation_id
                 where r.id = $2)"
        ))
        .bind(&recipient.email)
        .bind(root.of.id)
        .execute(tx)
        .await?;
    }
    for text in [
        sql!("update answer_link set name = '', email = '' where recipient_id = $1"),
        sql!("update recipient_event set author = '' where recipient_id = $1 and person_id is null"),
        sql!("update draft_reply set author = '' where recipient_id = $1 and person_id is null"),
        sql!("update answer set author = '' where recipient_id = $1 and person_id is null"),
        sql!("update approval set author = '' where recipient_id = $1 and person_id is null"),
        sql!("update recipient set email = '', version = version + 1 where id = $1"),
    ] {
        query(text).bind(id).execute(tx).await?;
    }
    if recipient.is_spontaneous {
        query(sql!("update recipient set title = $2 where id = $1"))
            .bind(id)
            .bind(NAMELESS)
            .execute(tx)
            .await?;
    }
    events::note(tx, &recipient, What::Forgotten, Channel::Web, "").await?;
    audit::record(tx, event(&root, What::Forgotten.name(), Kind::Recipient.of(id)).exempt()).await
}

/// Empties the letters that have been sent to one of those asked.
async fn forget_letters(tx: &mut Tx, recipient: Uuid) -> Result<(), Fault> {
    query(sql!(
        "update letter set recipient = '', subject = '', body_text = '', body_html = '', unsubscribe = null, calendar = '',
            erased_at = $2
         where erased_at is null and id in (select letter_id from recipient_event where recipient_id = $1)"
    ))
    .bind(recipient)
    .bind(tx.now())
    .execute(tx)
    .await?;
    Ok(())
}

/// Takes an address out of the lists of those who are often asked, also where it stands for a name.
async fn forget_address(tx: &mut Tx, email: &str) -> Result<(), Fault> {
    query(sql!("update list_entry set title = $2 where lower(title) = lower($1)"))
        .bind(email)
        .bind(NAMELESS)
        .execute(tx)
        .await?;
    query(sql!("update recipient set title = $2 where lower(title) = lower($1)"))
        .bind(email)
        .bind(NAMELESS)
        .execute(tx)
        .await?;
    query(sql!("update list_entry set email = '' where lower(email) = lower($1)"))
        .bind(email)
        .execute(tx)
        .await?;
    Ok(())
}

/// What somebody who came by themselves is called when their name has been taken away.
const NAMELESS: &str = "–";
