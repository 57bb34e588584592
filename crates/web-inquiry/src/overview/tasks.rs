//! What whoever asks can do now: a verb, the reason, and where.

use chrono::{Days, NaiveDate};
use plan::access::Phase;
use plan::inquiry::{Inquiry, Recipient, RecipientState};
use site::texts::Texts;
use site::visit::RequestContext;

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
const NAMED: usize = 3;
/// How many days before the promised day feedback is asked for.
const BEFORE_PROMISE: u64 = 14;

/// What there is to do with an open inquiry.
pub fn tasks(
    t: Texts,
    site: &RequestContext,
    inquiry: &Inquiry,
    recipients: &[Recipient],
    untold: i64,
    today: NaiveDate,
) -> Vec<Task> {
    let address = inquiry_address(inquiry.id);
    let list = format!("{address}/mottagare");
    let has_mail = site.gate.accounts().is_some();
    let mut tasks = Vec::new();
    let mut push = |key: &str, of: Vec<&Recipient>, to: Option<String>| {
        let Some(first) = of.first() else { return };
        let names: Vec<&str> = of.iter().take(NAMED).map(|one| one.title.as_str()).collect();
        let more = of.len().saturating_sub(NAMED);
        let mut named = names.join(", ");
        if more > 0 {
            named = t.counted("task-and-more", more as f64, &[("names", &named)]);
        }
        let at = to.unwrap_or_else(|| if of.len() == 1 { recipient_address(first.id) } else { list.clone() });
        tasks.push(Task {
            title: t.counted(&format!("task-{key}"), of.len() as f64, &[]),
            reason: named,
            go: (t.get(&format!("task-{key}-go")), at),
        });
    };
    let of = |is: &dyn Fn(&Recipient) -> bool| recipients.iter().filter(|one| is(one)).collect::<Vec<_>>();
    push("time", of(&|one| one.state == RecipientState::TimeAsked), None);
    push(
        "again",
        of(&|one| one.state == RecipientState::Declined && one.ask_again_on.is_some_and(|at| at <= today)),
        None,
    );
    if inquiry.phase == Phase::Ended {
        // Whoever asked to be asked again in the autumn is asked, also when the rest is over.
        return tasks;
    }
    let unsent = of(&|one| one.state == RecipientState::NotSent && (one.email.is_empty() || !has_mail));
    push("unsent", unsent, Some(format!("{list}?lage=not_sent")));
    if recipients.is_empty() {
        let reason = t.get("task-nobody-why");
        let go = (t.get("task-nobody-go"), list.clone());
        tasks.push(Task { title: t.get("task-nobody"), reason, go });
    }
    let is_over = inquiry.answer_by.is_some_and(|last| last < today);
    let is_due = inquiry.feedback_by.is_some_and(|by| by <= today + Days::new(BEFORE_PROMISE));
    let has_answers = recipients.iter().any(|one| one.state.has_answered());
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
