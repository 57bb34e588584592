//! What an inquiry costs those who are asked, told before it is sent: minutes, what else they are asked, and what is known
//! already.

use std::collections::HashSet;

use uuid::Uuid;

use super::read::{INQUIRY, load};
use super::states::RecipientState;
use super::types::Inquiry;
use crate::access::{Kind, Phase, RootKind};
use crate::db::{Builder, Tx, query, sql};
use crate::fault::Fault;
use crate::records::{Listing, root_of};
use crate::search::{APPROACH, Asked, Hit, find};

/// What an inquiry costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Burden {
    /// How many are asked.
    pub recipients: usize,
    /// Minutes that one answer is expected to take; none when that has not been said.
    pub minutes: Option<i64>,
    /// How many of those asked have other inquiries that wait for their answer.
    pub already_asked: usize,
    /// How many such inquiries the one with most of them has.
    pub others: usize,
    /// Earlier inquiries that the actor reads, which ask about the same.
    pub earlier: Vec<Inquiry>,
    /// What the library has about it already.
    pub known: Vec<Hit>,
}

impl Burden {
    /// Hours that all answers together are expected to take; none when that has not been said.
    pub fn hours(&self) -> Option<f64> {
        self.minutes.map(|minutes| minutes as f64 * self.recipients as f64 / 60.0)
    }
}

/// The fewest letters that a word must have to tell what an inquiry is about.
const TELLING: usize = 6;
/// Most earlier inquiries that are told.
const MOST_EARLIER: usize = 5;
/// Most of what the library has that is told.
const MOST_KNOWN: usize = 3;

/// What an inquiry costs, for whoever may read it. Of others' inquiries only how many.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn burden(tx: &mut Tx, id: Uuid) -> Result<Burden, Fault> {
    root_of(tx, Kind::Inquiry.of(id)).await?;
    let inquiry = load(tx, id).await?;
    let (recipients,): (i64,) = query(sql!(
        "select count(*) from recipient where inquiry_id = $1 and deleted_at is null and not is_spontaneous"
    ))
    .bind(id)
    .one(tx)
    .await?;
    let mut busy = Builder::new(
        "select count(*), max(others) from (select count(distinct p.inquiry_id) as others
         from recipient p join inquiry r on r.id = p.inquiry_id
         where p.deleted_at is null and r.deleted_at is null and r.phase = ",
    );
    busy.bind(Phase::Open.name())
        .push(" and r.id <> ")
        .bind(id)
        .push(" and r.answer_by >= ")
        .bind(tx.today());
    busy.push(" and ").is_in(
        "p.state",
        RecipientState::ALL.into_iter().filter(|state| state.is_waited_for()).map(RecipientState::name),
    );
    busy.push(" and p.organisation_id in (select organisation_id from recipient where inquiry_id = ")
        .bind(id);
    busy.push(" and deleted_at is null) group by p.organisation_id) asked");
    let (already_asked, others): (i64, Option<i64>) = busy.build().one(tx).await?;
    let count = |number: i64| usize::try_from(number).unwrap_or(0);
    Ok(Burden {
        recipients: count(recipients),
        minutes: inquiry.minutes,
        already_asked: count(already_asked),
        others: count(others.unwrap_or(0)),
        earlier: earlier(tx, &inquiry).await?,
        known: known(tx, &inquiry).await?,
    })
}

/// Inquiries that the actor reads and that share telling words with this one.
async fn earlier(tx: &mut Tx, inquiry: &Inquiry) -> Result<Vec<Inquiry>, Fault> {
    let words = telling(inquiry);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let (all, _) = crate::records::find::<Inquiry>(tx, RootKind::Inquiry, INQUIRY, &Listing::all()).await?;
    let is_alike = |other: &Inquiry| {
        let theirs = telling(other);
        let shared = words.intersection(&theirs).count();
        other.id != inquiry.id && other.phase != Phase::Draft && shared > 0 && shared * 3 >= words.len()
    };
    Ok(all.into_iter().filter(is_alike).take(MOST_EARLIER).collect())
}

/// Examples and approaches whose titles say what an inquiry asks about.
async fn known(tx: &mut Tx, inquiry: &Inquiry) -> Result<Vec<Hit>, Fault> {
    let text = format!("{} {}", inquiry.title, inquiry.theme);
    let kinds = [Kind::Example.name(), APPROACH];
    let asked = Asked { text: &text, is_typing: false, kinds: &kinds, most: MOST_KNOWN };
    let mut hits = find(tx, &asked).await?.hits;
    hits.retain(|hit| hit.title.iter().any(|(_, is_mark)| *is_mark));
    Ok(hits)
}

fn telling(inquiry: &Inquiry) -> HashSet<String> {
    let text = swedish::fold(&format!("{} {}", inquiry.title, inquiry.theme));
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= TELLING);
    words.map(str::to_owned).collect()
}
