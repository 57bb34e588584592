//! What becomes of what was said: point by point, with a reason, for all who answered it or for one of them; and telling
//! everybody who answered, without which no inquiry ends.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::read::{load, stored, stored_questions, stored_recipients};
use super::send::{self, Errand, LetterKind};
use super::types::{Inquiry, Question};
use crate::access::{Kind, Phase, Right};
use crate::audit;
use crate::checks::{Check, TEXT, lines};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::name::named;
use crate::records::{Root, event, root_of};

named! {
    /// What became of it.
    Outcome {
        /// It has been done as was said.
        TakenIn = "taken_in",
        /// Some of it has.
        Partly = "partly",
        /// It has not.
        NotTaken = "not_taken",
        /// It asked for no change.
        Noted = "noted",
        /// That is not known yet: when it will be is said as the reason.
        Open = "open",
    }
}

/// What became of what was said to a question.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Disposition {
    /// The question.
    pub question_id: Uuid,
    /// Whose answer; all who answered it without.
    pub recipient_id: Option<Uuid>,
    /// What became of it.
    pub outcome: Outcome,
    /// Why.
    pub reason: String,
    /// What was changed in the text.
    pub changed: String,
    /// Counts the changes.
    pub version: i64,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// How many answers that it would be about have come or changed since, and that nothing has been said of: it says nothing of them.
    pub answers_since: i64,
}

/// What somebody says that became of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DispositionInput {
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// Why.
    pub reason: String,
    /// What was changed in the text.
    pub changed: String,
}

/// What has become of the answers to an inquiry, for whoever may read it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn dispositions(tx: &mut Tx, inquiry: Uuid) -> Result<Vec<Disposition>, Fault> {
    root_of(tx, Kind::Inquiry.of(inquiry)).await?;
    stored_dispositions(tx, inquiry).await
}

pub(super) async fn stored_dispositions(tx: &mut Tx, inquiry: Uuid) -> Result<Vec<Disposition>, Fault> {
    query(sql!(
        "select d.question_id, d.recipient_id, d.outcome, d.reason, d.changed, d.version, d.decided_at,
            (select count(*) from reply a where a.question_id = d.question_id and a.given_at > d.decided_at
                and (a.recipient_id = d.recipient_id or d.recipient_id is null) and not exists
                    (select 1 from disposition o where o.question_id = a.question_id
                        and (o.recipient_id = a.recipient_id or o.recipient_id is null)
                        and o.decided_at >= a.given_at)) as answers_since
         from disposition d where d.inquiry_id = $1 order by d.decided_at, d.id"
    ))
    .bind(inquiry)
    .all(tx)
    .await
}

/// What somebody says that became of it, if it says enough: outcome, reason and what was changed.
///
/// # Errors
/// [`Fault::Invalid`] with `outcome-missing` or `reason-missing`.
pub(crate) fn demand_disposition(input: &DispositionInput) -> Result<(Outcome, String, String), Fault> {
    let (reason, changed) = (lines(&input.reason), lines(&input.changed));
    let mut check = Check::default();
    if input.outcome.is_some_and(|outcome| outcome != Outcome::Noted) {
        check.present("reason", &reason, "reason-missing");
    }
    check.texts(&[("reason", &reason), ("changed", &changed)]);
    if input.outcome.is_none() {
        check.add(FieldFault::new("outcome", "outcome-missing"));
    }
    check.finish(()).map_err(Fault::Invalid)?;
    Ok((input.outcome.unwrap_or(Outcome::Open), reason, changed))
}

/// When the newest answer to a question was given, for whoever may read the inquiry.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn newest_answer(tx: &mut Tx, question: Uuid) -> Result<Option<DateTime<Utc>>, Fault> {
    root_of(tx, Kind::Question.of(question)).await?;
    let (newest,): (Option<DateTime<Utc>>,) =
        query(sql!("select max(given_at) from reply where question_id = $1")).bind(question).one(tx).await?;
    Ok(newest)
}

/// What whoever says what becomes of answers has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// How often something had been said of them; 0 before anything has.
    pub version: i64,
    /// When the newest answer was given, long ago where there was none; not asked without.
    pub newest: Option<DateTime<Utc>>,
}

/// Says what became of what was said to a question, by all or by one.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Conflict`] when something else has been said of it or
/// answered since; [`Fault::Invalid`] with `outcome-missing` or `reason-missing`.
pub async fn dispose(
    tx: &mut Tx,
    question: Uuid,
    recipient: Option<Uuid>,
    seen: Seen,
    input: &DispositionInput,
) -> Result<(), Fault> {
    let version = seen.version;
    let root = root_of(tx, Kind::Question.of(question)).await?;
    root.demand(tx, Right::Compile)?;
    let (outcome, reason, changed) = demand_disposition(input)?;
    let all = stored_dispositions(tx, root.of.id).await?;
    let before = all.iter().find(|one| one.question_id == question && one.recipient_id == recipient);
    let newest = newest_answer(tx, question).await?;
    let is_unseen = seen.newest.is_some_and(|seen| newest.is_some_and(|newest| newest > seen));
    if is_unseen || before.map_or(0, |one| one.version) != version {
        return Err(Fault::Conflict);
    }
    if let Some(recipient) = recipient {
        let (answers,): (i64,) = query(sql!(
            "select count(*) from reply a join recipient p on p.id = a.recipient_id
             where a.question_id = $1 and a.recipient_id = $2 and p.deleted_at is null"
        ))
        .bind(question)
        .bind(recipient)
        .one(tx)
        .await?;
        // What was said of an answer that has been withdrawn can still be corrected.
        if answers == 0 && before.is_none() {
            return Err(Fault::NotFound { what: "recipient" });
        }
    }
    query(sql!(
        "delete from disposition where question_id = $1
            and coalesce(cast(recipient_id as text), '') = coalesce(cast($2 as text), '')"
    ))
    .bind(question)
    .bind(recipient)
    .execute(tx)
    .await?;
    query(sql!(
        "insert into disposition (id, inquiry_id, question_id, recipient_id, outcome, reason, changed, version, decided_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    ))
    .bind(tx.new_id())
    .bind(root.of.id)
    .bind(question)
    .bind(recipient)
    .bind(outcome.name())
    .bind(&reason)
    .bind(&changed)
    .bind(version + 1)
    .bind(tx.now())
    .execute(tx)
    .await?;
    let change = json!({ "outcome": [before.map(|one| one.outcome), outcome],
        "reason": [before.map(|one| &one.reason), reason], "recipient": [null, recipient] });
    audit::record(tx, event(&root, "dispose", Kind::Question.of(question)).change(change)).await
}

/// What has become of an answer: the latest that was said of it alone or of all, since it is what it is. What became of an earlier answer
/// says nothing of one that has been changed since.
pub(super) fn in_force(said: [Option<&Disposition>; 2], given_at: DateTime<Utc>) -> Option<&Disposition> {
    said.into_iter().flatten().filter(|one| one.decided_at >= given_at).max_by_key(|one| one.decided_at)
}

/// The points that somebody has answered, and that nothing has become of yet; of what a group was asked ahead of a meeting, every
/// question.
///
/// # Errors
/// The database fails.
pub async fn undisposed(tx: &mut Tx, inquiry: Uuid) -> Result<Vec<Question>, Fault> {
    // As `in_force` says, asked of the database: it need not hand over every answer to say which question lacks something.
    let open: Vec<(Uuid,)> = query(sql!(
        "select q.id from question q join inquiry r on r.id = q.inquiry_id
         where q.inquiry_id = $1 and (q.kind = 'stance' or r.meeting_id is not null) and exists
            (select 1 from reply a where a.question_id = q.id and coalesce(
                (select d.outcome from disposition d
                 where d.question_id = a.question_id and (d.recipient_id = a.recipient_id or d.recipient_id is null)
                    and d.decided_at >= a.given_at
                 order by d.decided_at desc, case when d.recipient_id is null then 0 else 1 end limit 1),
                'open') = 'open')"
    ))
    .bind(inquiry)
    .all(tx)
    .await?;
    let lacks = |question: &Question| open.contains(&(question.id,));
    Ok(stored_questions(tx, inquiry).await?.into_iter().filter(lacks).collect())
}

/// The same for all that others have been asked about a roadmap and that has not ended.
pub(crate) async fn undisposed_of_roadmap(tx: &mut Tx, roadmap: Uuid) -> Result<Vec<Question>, Fault> {
    let open: Vec<(Uuid,)> = query(sql!(
        "select id from inquiry
         where roadmap_id = $1 and above_id is null and phase = 'open' and deleted_at is null order by created_at, id"
    ))
    .bind(roadmap)
    .all(tx)
    .await?;
    let mut points = Vec::new();
    for (inquiry,) in open {
        points.extend(undisposed(tx, inquiry).await?);
    }
    Ok(points)
}

/// Saves the summary of the answers, for whoever sums up.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`], [`Fault::Invalid`].
pub async fn sum_up(tx: &mut Tx, id: Uuid, version: i64, summary: &str) -> Result<(), Fault> {
    let root = root_of(tx, Kind::Inquiry.of(id)).await?;
    root.demand(tx, Right::Compile)?;
    let summary = lines(summary);
    let mut check = Check::default();
    check.at_most("summary", &summary, 5 * TEXT);
    check.finish(()).map_err(Fault::Invalid)?;
    write_summary(tx, &root, id, version, &summary).await
}

async fn write_summary(tx: &mut Tx, root: &Root, id: Uuid, version: i64, summary: &str) -> Result<(), Fault> {
    let before = crate::records::audit_snapshot(tx, root.of).await?;
    let update =
        query(sql!("update inquiry set summary = $3, version = version + 1 where id = $1 and version = $2"))
            .bind(id)
            .bind(version)
            .bind(summary);
    crate::records::updated(tx, update).await?;
    crate::records::changed(tx, root, "sum_up", root.of, &before).await
}

/// Saves the summary of a consultation with the roadmap's step to proposal: whoever may propose may say it.
pub(crate) async fn sum_up_with_step(tx: &mut Tx, inquiry: &Inquiry, summary: &str) -> Result<(), Fault> {
    if inquiry.summary == summary {
        return Ok(());
    }
    let root = root_of(tx, Kind::Inquiry.of(inquiry.id)).await?;
    write_summary(tx, &root, inquiry.id, inquiry.version, summary).await
}

/// Tells everybody who answered what became of it. The inquiry ends when all have been told.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`]; [`Fault::Invalid`] with
/// `feedback-text-missing`, or `undisposed` for each point that nothing has become of.
pub async fn tell(tx: &mut Tx, id: Uuid, version: i64, feedback: &str) -> Result<(), Fault> {
    let root = root_of(tx, Kind::Inquiry.of(id)).await?;
    root.demand(tx, Right::Compile)?;
    if stored(tx, id).await?.phase != Phase::Open {
        return Err(Fault::Locked { kind: Kind::Inquiry, state: root.state });
    }
    let feedback = lines(feedback);
    let mut check = Check::default();
    check.present("feedback", &feedback, "feedback-text-missing");
    check.at_most("feedback", &feedback, 5 * TEXT);
    for point in undisposed(tx, id).await? {
        check.add(FieldFault::new("form", "undisposed").with("title", &point.title));
    }
    check.finish(()).map_err(Fault::Invalid)?;
    let before = crate::records::audit_snapshot(tx, root.of).await?;
    let update =
        query(sql!("update inquiry set feedback = $3, version = version + 1 where id = $1 and version = $2"))
            .bind(id)
            .bind(version)
            .bind(&feedback);
    crate::records::updated(tx, update).await?;
    crate::records::changed(tx, &root, "tell", root.of, &before).await?;
    let errand =
        Errand { inquiry: id, kind: LetterKind::Feedback, planned: None, only: None, since: tx.now() };
    send::put(tx, &errand, None).await
}

/// How many of those who answered have not been told yet.
///
/// # Errors
/// The database fails.
pub async fn untold(tx: &mut Tx, inquiry: Uuid) -> Result<i64, Fault> {
    let (count,) = query(sql!(
        "select count(*) from recipient
         where inquiry_id = $1 and deleted_at is null and answered_at is not null and told_at is null"
    ))
    .bind(inquiry)
    .one(tx)
    .await?;
    Ok(count)
}

/// Ends an inquiry, and lets everyone read what was asked, answered in sum and done if it is published.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Invalid`] with `untold` while somebody who answered has
/// not been told, or `feedback-text-missing`.
pub async fn end(tx: &mut Tx, id: Uuid, is_public: bool) -> Result<(), Fault> {
    let root = root_of(tx, Kind::Inquiry.of(id)).await?;
    root.demand(tx, Right::Compile)?;
    let inquiry = load(tx, id).await?;
    if inquiry.phase != Phase::Open {
        return Err(Fault::Locked { kind: Kind::Inquiry, state: root.state });
    }
    let mut check = Check::default();
    let waits = untold(tx, id).await?;
    if waits > 0 {
        check.add(FieldFault::new("form", "untold").with("count", waits));
    }
    let all = stored_recipients(tx, id).await?;
    let own = all.iter().filter(|one| one.state.is_waited_for()).filter_map(|one| one.answer_by);
    if let Some(last) = inquiry.answer_by.into_iter().chain(own).max().filter(|last| *last >= tx.today()) {
        check.add(FieldFault::new("form", "still-open").with("date", last));
    }
    if all.iter().any(|one| one.state.has_answered()) {
        check.present("form", &inquiry.feedback, "feedback-text-missing");
    }
    for point in undisposed(tx, id).await? {
        check.add(FieldFault::new("form", "undisposed").with("title", &point.title));
    }
    check.finish(()).map_err(Fault::Invalid)?;
    let before = crate::records::audit_snapshot(tx, root.of).await?;
    query(sql!(
        "update inquiry set phase = $2, ended_at = $3, is_public = $4, version = version + 1 where id = $1"
    ))
    .bind(id)
    .bind(Phase::Ended.name())
    .bind(tx.now())
    .bind(is_public)
    .execute(tx)
    .await?;
    crate::records::changed(tx, &root, "end", root.of, &before).await
}
