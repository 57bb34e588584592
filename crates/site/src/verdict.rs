//! "Räcker det?": the one sentence that says whether a roadmap is enough, for every page that asks.

use std::fmt::Display;

use plan::roadmap::RoadmapTree;
use projection::measure::Measure;
use projection::quantile::Quantiles;
use projection::worth::{Gap, Worth};

use crate::texts::Texts;

/// The gaps that are told of together, whichever is asked about.
pub const TOGETHER: [Gap; 3] = [Gap::Places, Gap::Fte, Gap::Cost];

/// "Räcker det?" about a gap in a sentence, and whether the answer is yes; with what the roadmap closes of the gaps
/// `beside` it. `measures` are those that count.
pub fn is_it_enough(
    t: Texts,
    (gap, worth): (Gap, &Worth),
    beside: &[(Gap, Worth)],
    measures: &[Measure],
    year: i32,
) -> (String, bool) {
    let (sentence, enough, is_counted) = about(t, gap, worth, measures, year);
    let others = if is_counted { of_others(t, gap, beside) } else { String::new() };
    (sentence + &others, enough)
}

/// About one gap: the sentence, whether the answer is yes, and whether anything is counted.
fn about(t: Texts, gap: Gap, worth: &Worth, measures: &[Measure], year: i32) -> (String, bool, bool) {
    if worth.without.p50 <= 0.0 {
        return (t.with("worth-no-gap", &[("year", &year)]), true, false);
    }
    if measures.is_empty() {
        return (t.get("worth-nothing-counted"), false, false);
    }
    if measures.iter().all(|m| m.effects.is_empty()) {
        return (t.get("worth-nothing"), false, false);
    }
    if measures.iter().all(|m| m.start > year) {
        return (t.with("worth-not-started", &[("year", &year)]), false, false);
    }
    let Some(closed) = worth.closed else {
        let sentence = format!("{} {}", without_share(t, gap, worth), t.get("worth-cannot-say"));
        return (sentence, worth.enough >= SURE, true);
    };
    let key = match worth.enough {
        _ if closed.p50 < 0.0 && gap == Gap::Cost => "worth-larger",
        _ if closed.p50 < 0.0 => "worth-worse",
        e if e >= SURE && closed.p50 > 1.0 => "worth-more",
        e if e >= SURE => "worth-yes",
        e if e >= 0.4 => "worth-perhaps",
        _ => "worth-no",
    };
    let (whole, span) = share(t, &closed);
    let sentence = t.with(
        key,
        &[
            ("closed", &whole),
            ("closed_interval", &span),
            ("gap", &t.get(&format!("worth-of-{}", gap.name()))),
            ("chance", &in_how_many(t, 1, worth.enough)),
        ],
    );
    (sentence, worth.enough >= SURE, true)
}

/// A share that is closed, or by which the gap grows, with its interval.
fn share(t: Texts, closed: &Quantiles) -> (String, String) {
    let (low, high) = if closed.p50 < 0.0 { (-closed.p95, -closed.p5) } else { (closed.p5, closed.p95) };
    (t.percent(closed.p50.abs(), 0), t.interval(&t.number(low * 100.0, 0), &t.percent(high, 0)))
}

/// What the roadmap closes of the other gaps, and which it makes larger.
fn of_others(t: Texts, gap: Gap, beside: &[(Gap, Worth)]) -> String {
    let (mut closes, mut grows, mut unsaid) = (Vec::new(), Vec::new(), Vec::new());
    for (other, worth) in beside.iter().filter(|(other, worth)| *other != gap && worth.without.p50 > 0.0) {
        let Some(closed) = &worth.closed else {
            unsaid.push(format!(" {}", without_share(t, *other, worth)));
            continue;
        };
        if closed.as_array().iter().all(|share| share.abs() < 0.005) {
            continue;
        }
        let ((whole, span), of) = (share(t, closed), t.get(&format!("worth-of-{}", other.name())));
        let told: [(&str, &dyn Display); 3] = [("closed", &whole), ("closed_interval", &span), ("gap", &of)];
        if closed.p50 < 0.0 {
            let key = if *other == Gap::Cost { "worth-beside-larger" } else { "worth-beside-more" };
            grows.push(t.with(key, &told));
        } else {
            closes.push(t.with("worth-beside-part", &told));
        }
    }
    let mut said = String::new();
    for (key, parts) in [("worth-beside-closes", closes), ("worth-beside-grows", grows)] {
        if !parts.is_empty() {
            said += &format!(" {}", t.with(key, &[("parts", &listed(t, &parts))]));
        }
    }
    said + &unsaid.concat()
}

/// Parts in a row: "a, b och c".
fn listed(t: Texts, parts: &[String]) -> String {
    match parts {
        [before @ .., last] if !before.is_empty() => format!("{} {} {last}", before.join(", "), t.get("and")),
        _ => parts.concat(),
    }
}

/// In how many futures there is no gap with the roadmap, and without, where no share can be told.
fn without_share(t: Texts, gap: Gap, worth: &Worth) -> String {
    let [chance, before] = [worth.enough, worth.enough_without].map(|share| t.number(share * 100.0, 0));
    t.with(&format!("worth-none-{}", gap.name()), &[("chance", &chance), ("before", &before)])
}

/// In how many futures so many measures, or a roadmap, are enough: a sentence.
pub fn in_how_many(t: Texts, measures: usize, share: f64) -> String {
    let chance = t.number(share * 100.0, 0);
    let key = match share {
        0.0 => "worth-chance-none",
        share if share < 0.01 => "worth-chance-few",
        share if share < 0.995 => "worth-chance",
        share if share < 1.0 => "worth-chance-most",
        _ => "worth-chance-all",
    };
    t.counted(key, measures as f64, &[("chance", &chance), ("futures", &t.number(FUTURES, 0))])
}

/// How many futures there are.
const FUTURES: f64 = 1000.0;

/// Why nothing of a roadmap is counted, when nothing is.
pub fn nothing_counted(t: Texts, tree: &RoadmapTree) -> Option<String> {
    if tree.measures().next().is_none() {
        return Some(t.get("roadmap-worth-none"));
    }
    tree.computed_measures().next().is_none().then(|| t.get("worth-nothing-counted"))
}

/// From this share of the futures on, a roadmap is called enough.
const SURE: f64 = 0.8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_future_and_every_future_are_said_in_words() {
        let said = |share| in_how_many(Texts::Swedish, 1, share);
        assert_eq!(said(0.0), "Den räcker inte helt i någon av de 1\u{a0}000 framtiderna.");
        assert_eq!(said(0.004), "Den räcker helt i färre än en av 100 framtider.");
        assert_eq!(said(0.31), "Den räcker helt i 31 av 100 framtider.");
        assert_eq!(said(0.998), "Den räcker helt i fler än 99 av 100 framtider.");
        assert_eq!(said(1.0), "Den räcker helt i alla 1\u{a0}000 framtider.");
        assert_eq!(in_how_many(Texts::English, 2, 0.31), "They are enough in 31 out of 100 futures.");
    }

    #[test]
    fn the_other_gaps_are_named_and_one_that_grows_is_told_apart() {
        let same = |value| Quantiles { p5: value, p25: value, p50: value, p75: value, p95: value };
        let of = |closed| Worth {
            without: same(1.0),
            remaining: same(1.0 - closed),
            parts: Vec::new(),
            part_means: Vec::new(),
            sampling: None,
            without_mean: 1.0,
            remaining_mean: 1.0 - closed,
            closed: Some(same(closed)),
            enough: 0.0,
            enough_without: 0.0,
            interaction: None,
        };
        let beside = [(Gap::Places, of(0.42)), (Gap::Fte, of(0.08)), (Gap::Cost, of(-0.13))];
        let said = of_others(Texts::Swedish, Gap::Fte, &beside);
        assert_eq!(
            said,
            " Den täcker också <b>42\u{a0}%</b> av platserna som saknas <span class=\"ci\">(42–42\u{a0}%)</span>. \
             Däremot blir kostnadsökningen <b>13\u{a0}%</b> större <span class=\"ci\">(13–13\u{a0}%)</span>."
        );
    }
}
