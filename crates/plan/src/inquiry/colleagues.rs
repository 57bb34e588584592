//! Several who write one answer together by links: each has one of their own, so that it is seen who wrote what.

use serde_json::json;
use uuid::Uuid;

use super::answering::{Entry, Side, demand_open, enter};
use super::events::{self, What};
use super::links;
use super::types::Channel;
use crate::access::Kind;
use crate::audit;
use crate::checks::{Check, line};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::outbox::is_address;
use crate::records::event;

/// Most who write one answer together by links.
const MOST: i64 = 12;

/// Somebody who is asked to write along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Colleague {
    /// Name.
    pub name: String,
    /// Where their link goes.
    pub email: String,
}

/// An invitation to write along, for a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Along {
    /// Who invites, as the answer knows them.
    pub by: String,
    /// What is asked.
    pub inquiry: super::types::Inquiry,
    /// For whom the answer is written.
    pub recipient: String,
    /// The link of theirs.
    pub link: String,
    /// Who is invited.
    pub colleague: Colleague,
}

/// Lets a colleague write along, by a link of their own. The letter is the caller's to send, in the same transaction.
///
/// # Errors
/// As [`enter`]; [`Fault::Invalid`] with `answers-closed`, `name-missing`, `letter-to`, `colleagues-full` or
/// `colleague-there`.
pub async fn write_along(tx: &mut Tx, entry: Entry<'_>, who: &Colleague) -> Result<Along, Fault> {
    let it = enter(tx, entry).await?;
    demand_open(&it)?;
    if it.side == Side::Officer || it.recipient.is_spontaneous {
        // Strangers do not have letters sent to whom they like.
        return Err(Fault::NotFound { what: "answer_link" });
    }
    let colleague = Colleague { name: line(&who.name), email: line(&who.email) };
    let mut check = Check::default();
    check.present("name", &colleague.name, "name-missing");
    check.title_length("name", &colleague.name);
    if !is_address(&colleague.email) {
        check.add(FieldFault::new("email", "letter-to"));
    }
    let (there, same) = there(tx, it.recipient.id, &colleague.email).await?;
    if same > 0 {
        check.add(FieldFault::new("email", "colleague-there"));
    }
    if there >= MOST {
        check.add(FieldFault::new("form", "colleagues-full").with("max", MOST));
    }
    check.finish(()).map_err(Fault::Invalid)?;
    let link = links::make(tx, &it.inquiry, it.recipient.id, &colleague.name, &colleague.email).await?;
    events::insert(tx, it.recipient.id, What::Invited, Channel::Web, &it.author, "", None).await?;
    audit::record(tx, event(&it.root, "invite", Kind::Recipient.of(it.recipient.id))).await?;
    Ok(Along { by: it.author, inquiry: it.inquiry, recipient: it.recipient.title, link, colleague })
}

/// How many have named links that still lead in, and how many of those by an address.
async fn there(tx: &mut Tx, recipient: Uuid, email: &str) -> Result<(i64, i64), Fault> {
    query(sql!(
        "select count(*), coalesce(sum(case when lower(email) = lower($2) then 1 else 0 end), 0) from answer_link
         where recipient_id = $1 and name <> '' and revoked_at is null"
    ))
    .bind(recipient)
    .bind(email)
    .one(tx)
    .await
}

/// Those who write along by links that still lead in: the link and the name, for whoever answers.
///
/// # Errors
/// As [`enter`].
pub async fn colleagues(tx: &mut Tx, entry: Entry<'_>) -> Result<Vec<(Uuid, String)>, Fault> {
    let it = enter(tx, entry).await?;
    query(sql!(
        "select id, name from answer_link
         where recipient_id = $1 and name <> '' and revoked_at is null and ends_at > $2 order by created_at, id"
    ))
    .bind(it.recipient.id)
    .bind(tx.now())
    .all(tx)
    .await
}

/// Takes a colleague's link back, such as one that went to a wrong address. What they have written stays.
///
/// # Errors
/// As [`enter`]; [`Fault::NotFound`].
pub async fn take_back(tx: &mut Tx, entry: Entry<'_>, link: Uuid) -> Result<(), Fault> {
    let it = enter(tx, entry).await?;
    let done = query(sql!(
        "update answer_link set revoked_at = $3 where id = $1 and recipient_id = $2 and name <> '' and revoked_at is null"
    ))
    .bind(link)
    .bind(it.recipient.id)
    .bind(tx.now())
    .execute(tx)
    .await?;
    if done == 0 {
        return Err(Fault::NotFound { what: "answer_link" });
    }
    events::insert(tx, it.recipient.id, What::Revoked, Channel::Web, &it.author, "", None).await?;
    let of = Kind::Recipient.of(it.recipient.id);
    audit::record(tx, event(&it.root, "revoke", of).change(json!({ "links": [1, 0] })).exempt()).await
}
