//! Links that let somebody answer without an account: long, random, kept as a hash only, for a time, and taken back when
//! they should not be used.

use chrono::Duration;
use data_encoding::BASE64URL_NOPAD;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::answering::Entry;
use super::events::{self, What};
use super::officers;
use super::recipients::demand;
use super::states::RecipientState;
use super::types::{Channel, Inquiry};
use crate::access::{Kind, Phase, Right};
use crate::audit;
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::records::event;

/// How long after the promised feedback, or the last day, a link leads to what became of the answer.
const AFTERWARDS: Duration = Duration::days(366);
/// The longest that a link is good, whatever has been promised.
const LONGEST: Duration = Duration::days(4 * 366);

/// What is kept of a link. Links are random and long, so a plain hash is enough.
pub(super) fn hash(link: &str) -> Vec<u8> {
    Sha256::digest(link).to_vec()
}

/// Makes a link for one of those asked, or for somebody who answers with them.
pub(super) async fn make(
    tx: &mut Tx,
    inquiry: &Inquiry,
    recipient: Uuid,
    name: &str,
    email: &str,
) -> Result<String, Fault> {
    let link = BASE64URL_NOPAD.encode(&tx.clock().random::<32>());
    let promised = inquiry.feedback_by.or(inquiry.answer_by).unwrap_or_else(|| tx.today());
    let ends_at = (promised.and_time(chrono::NaiveTime::MIN).and_utc() + AFTERWARDS).min(tx.now() + LONGEST);
    query(sql!(
        "insert into answer_link (id, recipient_id, hash, name, email, created_at, ends_at)
         values ($1, $2, $3, $4, $5, $6, $7)"
    ))
    .bind(tx.new_id())
    .bind(recipient)
    .bind(hash(&link))
    .bind(name)
    .bind(email)
    .bind(tx.now())
    .bind(ends_at)
    .execute(tx)
    .await?;
    Ok(link)
}

/// The address that a link was sent to; none for other ways in.
pub(super) async fn address(tx: &mut Tx, entry: Entry<'_>) -> Result<Option<String>, Fault> {
    let Entry::Link(link) = entry else { return Ok(None) };
    let found: Option<(String,)> =
        query(sql!("select email from answer_link where hash = $1")).bind(hash(link)).optional(tx).await?;
    Ok(found.map(|(email,)| email))
}

/// Names and addresses of those who have links that lead in, each address once.
pub(super) async fn holders(tx: &mut Tx, recipient: Uuid) -> Result<Vec<(String, String)>, Fault> {
    query(sql!(
        "select max(name), email from answer_link
         where recipient_id = $1 and revoked_at is null and ends_at > $2 and email <> '' group by email order by email"
    ))
    .bind(recipient)
    .bind(tx.now())
    .all(tx)
    .await
}

/// Goes on only if nobody has begun to write: a link that passes through the hands of whoever asks, or goes to an address that
/// they set, would open a draft that is nobody's but theirs.
pub(super) async fn demand_undrafted(tx: &mut Tx, recipient: Uuid) -> Result<(), Fault> {
    let (drafts,): (i64,) =
        query(sql!(
            "select count(*) from draft_reply d join recipient p on p.id = d.recipient_id
             where p.id = $1 and d.side = 'recipient' and (p.answered_at is null or d.saved_at > p.answered_at)"
        ))
        .bind(recipient)
        .one(tx)
        .await?;
    if drafts == 0 { Ok(()) } else { Err(Fault::Invalid(vec![FieldFault::new("form", "draft-begun")])) }
}

/// A new link for one of those asked, to hand over by other ways than by letter.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn hand_over(tx: &mut Tx, recipient: Uuid) -> Result<String, Fault> {
    let (root, found) = demand(tx, recipient, Right::Ask).await?;
    let inquiry = super::read::load(tx, root.of.id).await?;
    if inquiry.phase != Phase::Open {
        return Err(Fault::Locked { kind: Kind::Inquiry, state: root.state });
    }
    demand_undrafted(tx, recipient).await?;
    if found.state == RecipientState::NotSent {
        officers::mark_sent(tx, recipient, found.version, Channel::Web).await?;
    }
    let link = make(tx, &inquiry, recipient, "", "").await?;
    events::note(tx, &found, What::Invited, Channel::Web, "").await?;
    audit::record(tx, event(&root, "invite", Kind::Recipient.of(recipient))).await?;
    Ok(link)
}

/// Takes back all links of one of those asked: whoever has one comes no further.
pub(super) async fn revoke(tx: &mut Tx, recipient: Uuid) -> Result<u64, Fault> {
    query(sql!("update answer_link set revoked_at = $2 where recipient_id = $1 and revoked_at is null"))
        .bind(recipient)
        .bind(tx.now())
        .execute(tx)
        .await
}

/// The same for whoever asks, with a note of it.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`].
pub async fn revoke_all(tx: &mut Tx, recipient: Uuid) -> Result<(), Fault> {
    let (root, found) = demand(tx, recipient, Right::Ask).await?;
    let revoked = revoke(tx, recipient).await?;
    events::note(tx, &found, What::Revoked, Channel::Web, "").await?;
    let change = json!({ "links": [revoked, 0] });
    let of = Kind::Recipient.of(recipient);
    audit::record(tx, event(&root, "revoke", of).change(change).exempt()).await
}
