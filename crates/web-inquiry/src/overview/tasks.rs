//! What whoever asks can do now: a verb, the reason, and where.

use chrono::{Days, NaiveDate};
use plan::access::Phase;
use plan::db::Tx;
use plan::inquiry::{self, Inquiry, Only, Recipient, ResponseCounts};
use plan::records::Page;
use site::fault::Fault;
use site::texts::Texts;

use crate::words::{day, inquiry_address, recipient_address};

/// Something to do.
pub struct Task {
    /// What.
    pub title: String,
    /// Why.
    pub reason: String,
    /// Where: words and address.
    pub go: (String, String),
}

/// Most of those asked who are named in one task.
const NAMED: i64 = 3;
/// How many days before the promised day feedback is asked for.
const BEFORE_PROMISE: u64 = 14;

/// Those of one sort who wait for something to be done: the first of them, and how many they are.
pub struct Waiting {
    first: Vec<Recipient>,
    count: i64,
}

impl Waiting {
    async fn load(tx: &mut Tx, inquiry: &Inquiry, only: Only) -> Result<Self, Fault> {
        let page = Page { limit: NAMED, number: 1 };
        let (first, count) = inquiry::recipients_page(tx, inquiry, Some(only), page).await?;
        Ok(Self { first, count })
    }
}

/// Those who wait for something.
pub struct AllWaiting {
    time: Waiting,
    again: Waiting,
    unsent: Waiting,
}

impl AllWaiting {
    pub async fn load(tx: &mut Tx, inquiry: &Inquiry, has_mail: bool) -> Result<Self, Fault> {
        Ok(Self {
            time: Waiting::load(tx, inquiry, Only::TimeAsked).await?,
            again: Waiting::load(tx, inquiry, Only::AskAgain).await?,
            unsent: Waiting::load(tx, inquiry, Only::Unsent { has_mail }).await?,
        })
    }
}

/// What there is to do with an open inquiry.
pub fn tasks(
    t: Texts,
    inquiry: &Inquiry,
    waiting: &AllWaiting,
    (all, response): (usize, &ResponseCounts),
    (untold, has_mail): (i64, bool),
    today: NaiveDate,
) -> Vec<Task> {
    let address = inquiry_address(inquiry.id);
    let list = format!("{address}/mottagare");
    let mut tasks = Vec::new();
    let mut push = |key: &str, of: &Waiting, to: Option<String>| {
        let Some(first) = of.first.first() else { return };
        let names: Vec<&str> = of.first.iter().map(|one| one.title.as_str()).collect();
        let more = of.count - NAMED;
        let mut named = names.join(", ");
        if more > 0 {
            named = t.counted("task-and-more", more as f64, &[("names", &named)]);
        }
        let at = to.unwrap_or_else(|| if of.count == 1 { recipient_address(first.id) } else { list.clone() });
        tasks.push(Task {
            title: t.counted(&format!("task-{key}"), of.count as f64, &[]),
            reason: named,
            go: (t.get(&format!("task-{key}-go")), at),
        });
    };
    push("time", &waiting.time, None);
    push("again", &waiting.again, None);
    if inquiry.phase == Phase::Ended {
        // Whoever asked to be asked again in the autumn is asked, also when the rest is over.
        return tasks;
    }
    push(
        if has_mail { "unsent" } else { "unsent-no-mail" },
        &waiting.unsent,
        Some(format!("{list}?lage=not_sent")),
    );
    if all == 0 {
        let reason = t.get("task-nobody-why");
        let go = (t.get("task-nobody-go"), list.clone());
        tasks.push(Task { title: t.get("task-nobody"), reason, go });
    }
    let is_over = inquiry.answer_by.is_some_and(|last| last < today);
    let is_due = inquiry.feedback_by.is_some_and(|by| by <= today + Days::new(BEFORE_PROMISE));
    let has_answers = response.answered + response.spontaneous > 0;
    if has_answers && untold > 0 && (is_over || is_due) {
        let by = inquiry.feedback_by.map(|by| day(t, by)).unwrap_or_default();
        tasks.push(Task {
            title: t.get("task-feedback"),
            reason: t.with("task-feedback-why", &[("day", &by)]),
            go: (t.get("task-feedback-go"), format!("{address}/aterkoppling")),
        });
    } else if is_over && untold == 0 {
        tasks.push(Task {
            title: t.get("task-end"),
            reason: t.get("task-end-why"),
            go: (t.get("task-end-go"), format!("{address}/aterkoppling")),
        });
    }
    tasks
}
