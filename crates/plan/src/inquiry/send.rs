//! Letters to those asked: that they are asked, that their last day comes near, that they got more time, and what became of
//! their answer. They go in batches, each in the transaction that notes them, so that none goes twice and none is lost.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::approval;
use super::events::{self, What};
use super::links;
use super::read::{stored, stored_recipient};
use super::reminders;
use super::states::RecipientState;
use super::types::{Channel, Inquiry, Recipient};
use crate::access::{Kind, Phase, Right, Role};
use crate::audit;
use crate::db::{Builder, Tx, query, sql};
use crate::fault::Fault;
use crate::jobs::{self, JobKind, NewJob};
use crate::organisations;
use crate::records::{event, root_of_any};

/// How many of those asked are written to in one transaction.
const BATCH: i64 = 50;
/// How long after a reminder somebody is not reminded again.
const PEACE: Duration = Duration::hours(20);

/// What the letters of a job are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterKind {
    /// They are asked.
    Asked,
    /// They have not answered yet, and their last day is near or has passed.
    Reminder,
    /// They are asked to say more.
    Revision,
    /// Somebody at theirs is asked to approve their answer.
    Approval,
    /// What they have written is sent back to them by whoever approves it.
    SentBack,
    /// They were told what became of their answer.
    Feedback,
}

/// What a job with letters holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Errand {
    /// The inquiry.
    pub inquiry: Uuid,
    /// What the letters are about.
    pub kind: LetterKind,
    /// The last day of those who are reminded, and the days from it; none when somebody has asked for it now.
    #[serde(default)]
    pub planned: Option<(NaiveDate, i64)>,
    /// The only one to be written to.
    #[serde(default)]
    pub only: Option<Uuid>,
    /// When it was asked for: nobody is reminded twice by one errand.
    pub since: DateTime<Utc>,
}

/// A letter to write.
#[derive(Clone, Debug)]
pub struct Letter {
    /// What it is about.
    pub kind: LetterKind,
    /// Where it goes.
    pub to: String,
    /// Whom it greets: a person, or the recipient.
    pub name: String,
    /// Who asks.
    pub sender: String,
    /// What is asked.
    pub inquiry: Inquiry,
    /// Who is asked.
    pub recipient: Recipient,
    /// What follows `/svara/` in the address where it is answered.
    pub key: String,
    /// What whoever approves wants changed, in a letter that tells so.
    pub wanted: String,
    /// The day that it is written.
    pub today: NaiveDate,
}

/// Has letters sent, if the transaction lasts.
pub(super) async fn enqueue(tx: &mut Tx, inquiry: Uuid) -> Result<(), Fault> {
    put(tx, &Errand { inquiry, kind: LetterKind::Asked, planned: None, only: None, since: tx.now() }, None)
        .await
}

pub(super) async fn put(tx: &mut Tx, errand: &Errand, planned: Option<DateTime<Utc>>) -> Result<(), Fault> {
    // Once for each planned day; what follows on it has no key.
    let key = planned.and(errand.planned);
    let key = key.map(|(day, offset)| format!("inquiry {} {day} {offset}", errand.inquiry));
    let due = planned.unwrap_or_else(|| tx.now());
    enqueue_at(tx, errand, key.as_deref(), due).await
}

async fn enqueue_at(
    tx: &mut Tx,
    errand: &Errand,
    key: Option<&str>,
    due: DateTime<Utc>,
) -> Result<(), Fault> {
    let payload = json!(errand).to_string();
    let job = NewJob { kind: JobKind::Inquiry, payload: &payload, key, due };
    jobs::enqueue(tx, &job).await.map(|_| ())
}

/// Reminds those who are waited for, now.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`].
pub async fn remind_now(tx: &mut Tx, inquiry: Uuid) -> Result<(), Fault> {
    let root = crate::records::root_of(tx, Kind::Inquiry.of(inquiry)).await?;
    tx.demand(Right::Ask, root.owner())?;
    if stored(tx, inquiry).await?.phase != Phase::Open {
        return Err(Fault::Locked { kind: Kind::Inquiry, state: root.state });
    }
    let errand = Errand { inquiry, kind: LetterKind::Reminder, planned: None, only: None, since: tx.now() };
    put(tx, &errand, None).await?;
    audit::record(tx, event(&root, "remind", root.of)).await
}

/// Has a letter sent to one of those asked.
pub(super) async fn only(tx: &mut Tx, inquiry: Uuid, kind: LetterKind, recipient: Uuid) -> Result<(), Fault> {
    put(tx, &Errand { inquiry, kind, planned: None, only: Some(recipient), since: tx.now() }, None).await
}

/// The letters of the next batch of a job, and whether there are more after them.
///
/// # Errors
/// The database fails.
pub async fn next(tx: &mut Tx, errand: &Errand) -> Result<(Vec<Letter>, bool), Fault> {
    let inquiry = match stored(tx, errand.inquiry).await {
        Err(Fault::NotFound { .. }) => return Ok((Vec::new(), false)),
        found => found?,
    };
    let is_due = match errand.kind {
        LetterKind::Asked | LetterKind::Revision | LetterKind::Approval | LetterKind::SentBack => {
            inquiry.phase == Phase::Open
        }
        LetterKind::Reminder => {
            inquiry.phase == Phase::Open && reminders::is_planned(tx, &inquiry, errand).await?
        }
        LetterKind::Feedback => inquiry.phase != Phase::Draft,
    };
    if !is_due {
        return Ok((Vec::new(), false));
    }
    if errand.planned.is_some()
        && let Some(later) = reminders::postponed(tx.now())
    {
        enqueue_at(tx, errand, None, later).await?;
        return Ok((Vec::new(), false));
    }
    let tree = organisations::load(tx).await?;
    let sender = tree.name(&inquiry.organisation_id).to_owned();
    let today = tx.today();
    let chosen = chosen(tx, &inquiry, errand).await?;
    let mut letters = Vec::new();
    for (id,) in &chosen {
        let recipient = stored_recipient(tx, *id).await?;
        let wanted = match errand.kind {
            LetterKind::SentBack => approval::wanted(tx, *id).await?,
            _ => String::new(),
        };
        for (to, name, key) in addressees(tx, &inquiry, &recipient, errand.kind).await? {
            let (sender, inquiry, recipient) = (sender.clone(), inquiry.clone(), recipient.clone());
            let wanted = wanted.clone();
            letters.push(Letter {
                kind: errand.kind,
                to,
                name,
                sender,
                inquiry,
                recipient,
                key,
                wanted,
                today,
            });
        }
    }
    Ok((letters, chosen.len() as i64 == BATCH))
}

/// Those who are to be written to next: who have an address, or whose organisation has somebody who answers.
async fn chosen(tx: &mut Tx, inquiry: &Inquiry, errand: &Errand) -> Result<Vec<(Uuid,)>, Fault> {
    let mut select =
        Builder::new("select p.id from recipient p where p.deleted_at is null and p.inquiry_id = ");
    // A seat that nobody has is asked nothing.
    select.bind(inquiry.id).push(
        " and (p.seat_id is null or exists (select 1 from seat s join seat_holder h on h.seat_id = s.id
            where s.id = p.seat_id and s.deleted_at is null and h.from_date <= ",
    );
    select.bind(tx.today()).push(" and (h.to_date is null or h.to_date >= ").bind(tx.today());
    select.push("))) and ");
    let waited_for = RecipientState::ALL.into_iter().filter(|state| state.is_waited_for());
    match errand.kind {
        LetterKind::Asked if errand.only.is_some() => {
            select.is_in("p.state", waited_for.map(RecipientState::name))
        }
        LetterKind::Asked => select.push("p.state = ").bind(RecipientState::NotSent.name()),
        LetterKind::Revision => select.push("p.revision_wanted <> ").bind(""),
        // It may have been sent meanwhile, or sent back.
        LetterKind::Approval => select
            .push("exists (select 1 from approval a where a.recipient_id = p.id and a.asked_at is not null)"),
        LetterKind::SentBack => select
            .push("exists (select 1 from approval a where a.recipient_id = p.id and a.asked_at is null)"),
        // Who came by themselves has not been asked for anything.
        LetterKind::Reminder => {
            select.is_in("p.state", waited_for.map(RecipientState::name)).push(" and not p.is_spontaneous")
        }
        LetterKind::Feedback => select.push("p.answered_at is not null and p.told_at is null"),
    };
    if let Some(only) = errand.only {
        select.push(" and p.id = ").bind(only);
    }
    if errand.kind == LetterKind::Reminder {
        if let Some((day, _)) = errand.planned {
            select.push(" and coalesce(p.answer_by, ").bind(inquiry.answer_by).push(") = ").bind(day);
        }
        select.push(
            " and not exists (select 1 from recipient_event e where e.recipient_id = p.id and e.what = ",
        );
        select.bind(What::Reminded.name()).push(" and e.at > ").bind(errand.since - PEACE).push(")");
    }
    if matches!(errand.kind, LetterKind::Approval | LetterKind::SentBack) {
        select.push(" order by p.position, p.id limit ").bind(BATCH);
        return select.build().all(tx).await;
    }
    // An organisation is written to through those who hold a function in it.
    select.push(
        " and (p.email <> '' or exists (select 1 from function f join holder h on h.function_id = f.id
            join person w on w.id = h.person_id
            where f.organisation_id = p.organisation_id and f.ended_at is null and w.erased_at is null and ",
    );
    select.is_in("f.role", answering_roles()).push(" and h.from_date <= ").bind(tx.today());
    select.push(" and (h.to_date is null or h.to_date >= ").bind(tx.today()).push(")))");
    select.push(" order by p.position, p.id limit ").bind(BATCH);
    select.build().all(tx).await
}

fn answering_roles() -> impl Iterator<Item = &'static str> {
    Role::ALL.into_iter().filter(|role| role.has(Right::Answer)).map(Role::name)
}

/// Where letters to somebody go, whom they greet, and by what way they answer: a link of their own where an address is
/// known, else those who answer for the organisation, by signing in.
async fn addressees(
    tx: &mut Tx,
    inquiry: &Inquiry,
    recipient: &Recipient,
    kind: LetterKind,
) -> Result<Vec<(String, String, String)>, Fault> {
    if let (LetterKind::Approval, Some(organisation)) = (kind, &recipient.organisation_id) {
        let approvers = organisations::approvers(tx, organisation).await?;
        return Ok(approvers
            .into_iter()
            .map(|one| (one.email, one.name, recipient.id.to_string()))
            .collect());
    }
    if kind == LetterKind::SentBack {
        // What they say to each other goes to those who write, and not to an address that the sender has set.
        if let Some(one) = approval::asker(tx, recipient.id).await? {
            return Ok(vec![(one.email, one.name, recipient.id.to_string())]);
        }
        let mut letters = Vec::new();
        for (name, email) in links::holders(tx, recipient.id).await? {
            let link = links::make(tx, inquiry, recipient.id, &name, &email).await?;
            let greeted = if name.is_empty() { recipient.title.clone() } else { name };
            letters.push((email, greeted, link));
        }
        return Ok(letters);
    }
    if !recipient.email.is_empty() {
        let link = links::make(tx, inquiry, recipient.id, "", &recipient.email).await?;
        return Ok(vec![(recipient.email.clone(), recipient.title.clone(), link)]);
    }
    let Some(organisation) = &recipient.organisation_id else { return Ok(Vec::new()) };
    let holders = organisations::holders_with(tx, std::slice::from_ref(organisation), Right::Answer).await?;
    Ok(holders.into_iter().map(|one| (one.email, one.name, recipient.id.to_string())).collect())
}

/// Notes that a letter has been posted.
///
/// # Errors
/// The database fails.
pub async fn posted(tx: &mut Tx, letter: &Letter, id: Uuid) -> Result<(), Fault> {
    let recipient = stored_recipient(tx, letter.recipient.id).await?;
    let what = match letter.kind {
        LetterKind::Asked => What::Sent,
        LetterKind::Revision => What::RevisionAsked,
        LetterKind::Approval => What::ApprovalAsked,
        LetterKind::SentBack => What::SentBack,
        LetterKind::Reminder => What::Reminded,
        LetterKind::Feedback => What::Told,
    };
    match letter.kind {
        LetterKind::Asked => {
            query(sql!("update recipient set state = $2, sent_at = $3, version = version + 1 where id = $1 and state = $4"))
                .bind(recipient.id)
                .bind(RecipientState::Sent.name())
                .bind(tx.now())
                .bind(RecipientState::NotSent.name())
                .execute(tx)
                .await?;
        }
        LetterKind::Feedback => {
            query(sql!("update recipient set told_at = $2 where id = $1"))
                .bind(recipient.id)
                .bind(tx.now())
                .execute(tx)
                .await?;
        }
        LetterKind::Reminder | LetterKind::Revision | LetterKind::Approval | LetterKind::SentBack => {}
    }
    events::insert(tx, recipient.id, what, Channel::Email, "", "", Some(id)).await?;
    let of = Kind::Recipient.of(recipient.id);
    let root = root_of_any(tx, of).await?;
    audit::record(tx, event(&root, what.name(), of).change(json!({ "channel": [null, Channel::Email] })))
        .await
}

/// Has the rest of a job's letters sent after this batch.
///
/// # Errors
/// The database fails.
pub async fn go_on(tx: &mut Tx, errand: &Errand) -> Result<(), Fault> {
    put(tx, errand, None).await
}
