//! Flash messages: what has just been done, which the address of the page that follows tells.

use serde::Deserialize;
use uuid::Uuid;

use crate::texts::Texts;

/// What an address tells of what has just been done.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct FlashQuery {
    /// What was saved, in a word.
    pub sparad: Option<String>,
    /// What was deleted, as addresses call it.
    pub borttagen: Option<String>,
    /// Which.
    pub id: Option<Uuid>,
}

/// A short message above a page.
pub struct FlashMessage {
    /// What was done.
    pub text: String,
    /// Where to undo it.
    pub undo: Option<String>,
}

impl FlashQuery {
    /// The message that a thing was deleted (`deleted-{what}`), and where to undo it, or saved (`saved-{what}`); none for
    /// what is not known.
    pub fn message(&self, t: Texts) -> Option<FlashMessage> {
        let text = |kind: &str, what: &Option<String>| {
            let key = format!("{kind}-{}", what.as_deref()?);
            t.has(&key).then(|| t.get(&key))
        };
        if let Some(text) = text("deleted", &self.borttagen) {
            let undo = self.borttagen.as_deref().zip(self.id);
            return Some(FlashMessage {
                text,
                undo: undo.map(|(slug, id)| format!("/{slug}/{id}/aterstall")),
            });
        }
        text("saved", &self.sparad).map(|text| FlashMessage { text, undo: None })
    }

    /// The text `{thing}-saved-{what}`, if there is one.
    pub fn sentence(&self, t: Texts, thing: &str) -> Option<String> {
        let key = format!("{thing}-saved-{}", self.sparad.as_deref()?);
        t.has(&key).then(|| t.get(&key))
    }
}
