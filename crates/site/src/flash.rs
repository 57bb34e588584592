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
    /// What was moved, as addresses call it.
    pub flyttad: Option<String>,
    /// Which.
    pub id: Option<Uuid>,
    /// Which way it was moved.
    pub riktning: Option<String>,
}

/// A short message above a page.
pub struct FlashMessage {
    /// What was done.
    pub text: String,
    /// How to undo it.
    pub undo: Option<Undo>,
}

/// What undoes something that was done.
pub struct Undo {
    /// Where to.
    pub address: String,
    /// The way that something is moved back.
    pub direction: Option<&'static str>,
}

impl Undo {
    /// Undoes a deletion, at an address.
    pub fn deletion(address: String) -> Self {
        Self { address, direction: None }
    }
}

impl FlashQuery {
    /// The message that a thing was deleted (`deleted-{what}`) or moved, and how to undo it, or saved (`saved-{what}`);
    /// none for what is not known.
    pub fn message(&self, t: Texts) -> Option<FlashMessage> {
        let text = |kind: &str, what: &Option<String>| {
            let key = format!("{kind}-{}", what.as_deref()?);
            t.has(&key).then(|| t.get(&key))
        };
        if let Some(text) = text("deleted", &self.borttagen) {
            let undo = self.borttagen.as_deref().zip(self.id);
            let undo = undo.map(|(slug, id)| Undo::deletion(format!("/{slug}/{id}/aterstall")));
            return Some(FlashMessage { text, undo });
        }
        // Whatever can be moved can be deleted: nothing else becomes an address.
        if let (Some(_), Some((slug, id))) =
            (text("deleted", &self.flyttad), self.flyttad.as_deref().zip(self.id))
        {
            let back = if self.riktning.as_deref() == Some("upp") { "ner" } else { "upp" };
            let undo = Undo { address: format!("/{slug}/{id}/flytta"), direction: Some(back) };
            return Some(FlashMessage { text: t.get("saved-flyttad"), undo: Some(undo) });
        }
        text("saved", &self.sparad).map(|text| FlashMessage { text, undo: None })
    }

    /// The text `{thing}-saved-{what}`, if there is one.
    pub fn sentence(&self, t: Texts, thing: &str) -> Option<String> {
        let key = format!("{thing}-saved-{}", self.sparad.as_deref()?);
        t.has(&key).then(|| t.get(&key))
    }
}
