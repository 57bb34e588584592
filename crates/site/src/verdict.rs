//! "Räcker det?": the one sentence that says whether a roadmap is enough, for every page that asks.

use plan::roadmap::RoadmapTree;
use projection::measure::Measure;
use projection::worth::Worth;

use crate::texts::Texts;

/// "Räcker det?" in a sentence, and whether the answer is yes. `measures` are those that count.
pub fn is_it_enough(t: Texts, worth: &Worth, measures: &[Measure], year: i32) -> (String, bool) {
    if worth.without.p50 <= 0.0 {
        return (t.with("worth-no-gap", &[("year", &year)]), true);
    }
    if measures.is_empty() {
        return (t.get("worth-nothing-counted"), false);
    }
    if measures.iter().all(|m| m.effects.is_empty()) {
        return (t.get("worth-nothing"), false);
    }
    if measures.iter().all(|m| m.start > year) {
        return (t.with("worth-not-started", &[("year", &year)]), false);
    }
    let chance = t.number(worth.enough * 100.0, 0);
    let Some(closed) = worth.closed else {
        let before = t.number(worth.enough_without * 100.0, 0);
        let sentence = t.with("worth-cannot-say", &[("chance", &chance), ("before", &before)]);
        return (sentence, worth.enough >= SURE);
    };
    let key = match worth.enough {
        _ if closed.p50 < 0.0 => "worth-worse",
        e if e >= SURE && closed.p50 > 1.0 => "worth-more",
        e if e >= SURE => "worth-yes",
        e if e >= 0.4 => "worth-perhaps",
        _ => "worth-no",
    };
    let (low, high) = if closed.p50 < 0.0 { (-closed.p95, -closed.p5) } else { (closed.p5, closed.p95) };
    let span = t.interval(&t.number(low * 100.0, 0), &t.percent(high, 0));
    let whole = t.percent(closed.p50.abs(), 0);
    let sentence = t.with(key, &[("closed", &whole), ("closed_interval", &span), ("chance", &chance)]);
    (sentence, worth.enough >= SURE)
}

/// Why nothing of a roadmap is counted, when nothing is.
pub fn nothing_counted(t: Texts, tree: &RoadmapTree) -> Option<String> {
    if tree.measures().next().is_none() {
        return Some(t.get("roadmap-worth-none"));
    }
    tree.computed_measures().next().is_none().then(|| t.get("worth-nothing-counted"))
}

/// From this share of the futures on, a roadmap is called enough.
const SURE: f64 = 0.8;
