//! Approaches as the search finds them.

use statistics::effects::Effects;

use crate::search::Named;

/// Every approach, in Swedish, with its English name last: words are searched in both.
pub fn named(effects: &Effects) -> Vec<Named> {
    let approach = |one: &statistics::effects::Approach| Named {
        name: one.name.clone(),
        title: one.title.in_language("sv").to_owned(),
        strong: one.lead.in_language("sv").to_owned(),
        body: one.next.in_language("sv").to_owned(),
        keywords: format!("{}\n{}", one.synonyms.join(", "), one.title.in_language("en")),
    };
    effects.approaches().iter().map(approach).collect()
}
