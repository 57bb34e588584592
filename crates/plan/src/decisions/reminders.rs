//! Reminders of what is soon due: a job that is put in the queue when something is sent out, and finds out when its time
//! has come whether anybody is still to be reminded.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::subject::DecidedKind;
use super::versions;
use crate::access::{Kind, Phase, Ref, Right, Role, Stage};
use crate::accounts::Account;
use crate::db::{Tx, query, sql};
use crate::fault::Fault;
use crate::jobs::{self, JobKind, NewJob};

/// How many days before the last one somebody is reminded.
const DAYS_BEFORE: u64 = 7;

/// What a reminder's job holds: a version that was sent out for consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminded {
    /// What kind of thing; older jobs tell only of roadmaps.
    #[serde(default = "roadmap")]
    kind: Kind,
    /// Which.
    #[serde(alias = "roadmap")]
    id: Uuid,
    /// The version.
    version: i64,
}

const fn roadmap() -> Kind {
    Kind::Roadmap
}

impl Reminded {
    /// A version of a thing.
    pub const fn new(of: Ref, version: i64) -> Self {
        Self { kind: of.kind, id: of.id, version }
    }

    /// The thing.
    pub const fn of(&self) -> Ref {
        self.kind.of(self.id)
    }
}

/// A reminder to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// The title of what was sent out.
    pub title: String,
    /// The last day for answers.
    pub answer_by: NaiveDate,
    /// To whom.
    pub to: Vec<Account>,
}

/// Has those who plan for it reminded a week before the last day for answers, if that is still to come.
pub(super) async fn remind(tx: &mut Tx, about: &Reminded, answer_by: NaiveDate) -> Result<(), Fault> {
    let day = answer_by.checked_sub_days(Days::new(DAYS_BEFORE)).filter(|day| *day > tx.today());
    let Some(due) = day.and_then(|day| day.and_hms_opt(6, 0, 0)) else { return Ok(()) };
    let key = format!("consultation {} {}", about.id, about.version);
    let payload = serde_json::json!(about).to_string();
    let job = NewJob { kind: JobKind::Reminder, payload: &payload, key: Some(&key), due: due.and_utc() };
    jobs::enqueue(tx, &job).await.map(|_| ())
}

#[derive(FromRow)]
struct Out {
    title: String,
    organisation_id: String,
}

/// The reminder that is due, if the version is still out and somebody wants to be reminded.
///
/// # Errors
/// The database fails.
pub async fn due(tx: &mut Tx, about: Reminded) -> Result<Option<Reminder>, Fault> {
    let text = match DecidedKind::of(about.of())? {
        DecidedKind::Roadmap => {
            sql!(
                "select title, organisation_id from roadmap where id = $1 and stage = $2 and deleted_at is null"
            )
        }
    };
    let out: Option<Out> = query(text).bind(about.id).bind(Stage::Consultation.name()).optional(tx).await?;
    let version = versions::latest(tx, about.of(), Some(Stage::Consultation)).await?;
    let answer_by =
        version.filter(|version| version.number == about.version).and_then(|version| version.answer_by);
    let (Some(out), Some(answer_by)) = (out, answer_by) else { return Ok(None) };
    // The day may have been put off since.
    let inquiry = crate::inquiry::about_roadmap(tx, about.id, &[Phase::Open]).await?;
    let answer_by = inquiry.and_then(|inquiry| inquiry.answer_by).unwrap_or(answer_by);
    let mut to = Vec::new();
    for role in Role::ALL.into_iter().filter(|role| role.has(Right::Plan)) {
        to.extend(holders(tx, &out.organisation_id, role).await?);
    }
    Ok((!to.is_empty()).then_some(Reminder { title: out.title, answer_by, to }))
}

/// Those who hold a function with a role in an organisation today, and want to be reminded.
async fn holders(tx: &mut Tx, organisation: &str, role: Role) -> Result<Vec<Account>, Fault> {
    query(sql!(
        "select distinct p.id, p.name, p.email from person p join holder h on h.person_id = p.id
         join function f on f.id = h.function_id
         where f.organisation_id = $1 and f.role = $2 and f.ended_at is null and p.erased_at is null
            and p.wants_reminders and h.from_date <= $3 and (h.to_date is null or h.to_date >= $3)"
    ))
    .bind(organisation)
    .bind(role.name())
    .bind(tx.today())
    .all(tx)
    .await
}
