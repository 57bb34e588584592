//! Which answers caused a change: what was taken in of what others said about a point of a roadmap.

use sqlx_macros::FromRow;
use uuid::Uuid;

use super::dispositions::Outcome;
use crate::access::{Kind, Phase};
use crate::db::{Tx, query, sql};
use crate::fault::Fault;
use crate::records::may_read;

/// Answers to a question about a point that were taken in, whole or in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The need, or the measure.
    pub point: Uuid,
    /// The inquiry.
    pub inquiry: Uuid,
    /// The question, for those who read the answers; none where only what became of them is public.
    pub question: Option<Uuid>,
    /// What became of them.
    pub outcome: Outcome,
    /// Why.
    pub reason: String,
    /// How many answered the question.
    pub answers: i64,
    /// Whose answer it was, when it was one; only for those who read the answers.
    pub name: Option<String>,
}

#[derive(FromRow)]
struct Row {
    point: Uuid,
    inquiry: Uuid,
    phase: Phase,
    is_public: bool,
    question: Uuid,
    outcome: Outcome,
    reason: String,
    answers: i64,
    name: Option<String>,
}

/// The answers that were taken in of consultations on a roadmap's versions from one and before another, of those that the actor
/// reads or that are public.
///
/// # Errors
/// The database fails.
pub async fn causes(tx: &mut Tx, roadmap: Uuid, from: i64, to: Option<i64>) -> Result<Vec<Cause>, Fault> {
    let rows: Vec<Row> = query(sql!(
        "select q.point_id as point, r.id as inquiry, r.phase, r.is_public, q.id as question, d.outcome, d.reason,
            (select count(*) from reply a where a.question_id = q.id) as answers, p.title as name
         from disposition d join question q on q.id = d.question_id join inquiry r on r.id = d.inquiry_id
         left join recipient p on p.id = d.recipient_id
         where r.roadmap_id = $1 and r.above_id is null and r.deleted_at is null and q.point_id is not null
            and d.outcome in ('taken_in', 'partly') and r.roadmap_version >= $2 and r.roadmap_version < $3
         order by d.decided_at, d.id"
    ))
    .bind(roadmap)
    .bind(from)
    .bind(to.unwrap_or(i64::MAX))
    .all(tx)
    .await?;
    let mut readable: Vec<(Uuid, bool)> = Vec::new();
    for row in &rows {
        if !readable.iter().any(|(id, _)| *id == row.inquiry) {
            readable.push((row.inquiry, may_read(tx, Kind::Inquiry.of(row.inquiry)).await?));
        }
    }
    let is_readable = |id: Uuid| readable.iter().any(|(one, is_readable)| *one == id && *is_readable);
    let cause = |row: Row| {
        let reads = is_readable(row.inquiry);
        let is_public = row.is_public && row.phase == Phase::Ended && row.name.is_none();
        (reads || is_public).then(|| Cause {
            point: row.point,
            inquiry: row.inquiry,
            question: reads.then_some(row.question),
            outcome: row.outcome,
            reason: row.reason,
            answers: row.answers,
            name: row.name,
        })
    };
    Ok(rows.into_iter().filter_map(cause).collect())
}
