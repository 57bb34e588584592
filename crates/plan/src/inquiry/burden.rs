//! What an inquiry costs those who are asked, told before it is sent: minutes, what else they are asked, and what is known
//! already.

use std::collections::HashSet;

use uuid::Uuid;

use super::read::{INQUIRY, load, stored_recipients};
use super::types::Inquiry;
use crate::access::{Kind, Phase, RootKind};
use crate::db::{Builder, Tx};
use crate::fault::Fault;
use crate::records::{Listing, find, root_of};

/// What an inquiry costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Burden {
    /// How many are asked.
    pub recipients: usize,
    /// Minutes that one answer is expected to take.
    pub minutes: i64,
    /// How many of those asked have other inquiries to answer now.
    pub already_asked: usize,
    /// How many such inquiries there are in all.
    pub others: usize,
    /// Earlier inquiries that the actor reads, which ask about the same.
    pub earlier: Vec<Inquiry>,
}

impl Burden {
    /// Hours that all answers together are expected to take.
    pub fn hours(&self) -> f64 {
        self.minutes as f64 * self.recipients as f64 / 60.0
    }
}

/// The fewest letters that a word must have to tell what an inquiry is about.
const TELLING: usize = 6;
/// Most earlier inquiries that are told.
const MOST_EARLIER: usize = 5;

/// What an inquiry costs, for whoever may read it. Of others' inquiries only how many.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn burden(tx: &mut Tx, id: Uuid) -> Result<Burden, Fault> {
    root_of(tx, Kind::Inquiry.of(id)).await?;
    let inquiry = load(tx, id).await?;
    let recipients = stored_recipients(tx, id).await?;
    let (mut asked, mut others) = (HashSet::new(), HashSet::new());
    let organisations: Vec<String> =
        recipients.iter().filter_map(|one| one.organisation_id.clone()).collect();
    // Not more values at once than either engine takes.
    for some in organisations.chunks(500) {
        let mut select = Builder::new(
            "select distinct p.organisation_id, p.inquiry_id from recipient p join inquiry r on r.id = p.inquiry_id
             where p.deleted_at is null and r.deleted_at is null and r.phase = ",
        );
        select.bind(Phase::Open.name()).push(" and r.id <> ").bind(id).push(" and r.answer_by >= ");
        select.bind(tx.today()).push(" and ").is_in("p.organisation_id", some.iter().map(String::as_str));
        let rows: Vec<(String, Uuid)> = select.build().all(tx).await?;
        for (organisation, other) in rows {
            asked.insert(organisation);
            others.insert(other);
        }
    }
    Ok(Burden {
        recipients: recipients.len(),
        minutes: inquiry.minutes.unwrap_or(0),
        already_asked: asked.len(),
        others: others.len(),
        earlier: earlier(tx, &inquiry).await?,
    })
}

/// Inquiries that the actor reads and that share telling words with this one.
async fn earlier(tx: &mut Tx, inquiry: &Inquiry) -> Result<Vec<Inquiry>, Fault> {
    let words = telling(inquiry);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let (all, _) = find::<Inquiry>(tx, RootKind::Inquiry, INQUIRY, &Listing::all()).await?;
    let is_alike = |other: &Inquiry| {
        let theirs = telling(other);
        let shared = words.intersection(&theirs).count();
        other.id != inquiry.id && other.phase != Phase::Draft && shared > 0 && shared * 3 >= words.len()
    };
    Ok(all.into_iter().filter(is_alike).take(MOST_EARLIER).collect())
}

fn telling(inquiry: &Inquiry) -> HashSet<String> {
    let text = swedish::fold(&format!("{} {}", inquiry.title, inquiry.theme));
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= TELLING);
    words.map(str::to_owned).collect()
}
