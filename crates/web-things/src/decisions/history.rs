//! The decisions about something, in order, as everyone who may read it sees them.

use askama::Template;
use plan::decisions::History;

use site::texts::Texts;
use site::words::decided_by;

/// The decisions in order, and what those who were asked answered.
#[derive(Template)]
#[template(path = "decisions/history.html")]
pub struct HistoryView {
    t: Texts,
    /// What each came to, who decided, and why.
    decisions: Vec<(String, String, String)>,
    summary: String,
}

impl HistoryView {
    /// A history in words.
    pub fn new(t: Texts, history: &History) -> Self {
        let decisions = history.decisions.iter().map(|one| {
            let who = decided_by(t, one.body, one.decided_on, &one.paragraph, &one.registry_number);
            (t.get(&format!("decision-to-{}", one.to)), who, one.reason.clone())
        });
        Self { t, decisions: decisions.collect(), summary: history.summary.clone() }
    }

    /// As it stands on a page; nothing where nothing has been decided.
    pub fn drawn(&self) -> String {
        self.render().unwrap_or_default()
    }
}
