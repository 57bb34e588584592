//! What an inquiry costs those who are asked, in words.

use plan::access::Kind;
use plan::inquiry::Burden;
use plan::search::Hit;

use crate::words::inquiry_address;
use site::texts::Texts;
use site::things;

/// The burden as a page says it.
pub struct BurdenView {
    /// Minutes times recipients, and what else they are asked.
    pub sentence: String,
    /// Whether there is reason to narrow.
    pub is_heavy: bool,
    /// Earlier inquiries about the same: title and address.
    pub earlier: Vec<(String, String)>,
    /// What the library has about it already: title and address.
    pub known: Vec<(String, String)>,
}

/// Hours from which the sum is heavy: more than a working week.
const HEAVY_HOURS: f64 = 40.0;

impl BurdenView {
    /// In words.
    pub fn new(t: Texts, burden: &Burden) -> Self {
        let cost = match (burden.minutes, burden.hours()) {
            (Some(minutes), Some(hours)) => t.counted(
                "burden-cost",
                burden.recipients as f64,
                &[("minutes", &minutes), ("amount", &amount(t, hours))],
            ),
            _ => t.count("burden-unsaid", burden.recipients),
        };
        let others = match burden.already_asked {
            _ if burden.recipients == 0 => String::new(),
            0 => t.get("burden-no-others"),
            some => t.counted(
                "burden-others",
                some as f64,
                &[("inquiries", &t.count("burden-inquiries", burden.others))],
            ),
        };
        let earlier = burden.earlier.iter().map(|one| (one.title.clone(), inquiry_address(one.id)));
        Self {
            sentence: format!("{cost} {others}"),
            is_heavy: burden.hours().is_some_and(|hours| hours >= HEAVY_HOURS)
                || burden.already_asked * 2 > burden.recipients,
            earlier: earlier.collect(),
            known: burden.known.iter().map(known).collect(),
        }
    }
}

/// Time that it takes, in words.
fn amount(t: Texts, hours: f64) -> String {
    if hours < 1.0 {
        t.count("burden-minutes", (hours * 60.0).round() as usize)
    } else {
        let rounded = hours.round();
        let key = if (hours - rounded).abs() < 1e-9 { "burden-hours" } else { "burden-about-hours" };
        t.count(key, rounded as usize)
    }
}

/// Something that the library has: title and address.
fn known(hit: &Hit) -> (String, String) {
    let title = hit.title.iter().map(|(part, _)| part.as_str()).collect();
    let address = match hit.id {
        Some(id) => things::address(Kind::Example.of(id)),
        None => format!("/bibliotek/arbetssatt/{}", hit.name),
    };
    (title, address)
}
