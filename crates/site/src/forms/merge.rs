//! Two who fill in the same form at the same time: what only one of them has touched is nothing to ask about.

use std::collections::{BTreeMap, BTreeSet};

use super::view::is_same;
use super::{Form, REVIEWED};

/// Fields that say something of the form and not of the thing.
pub(super) const OWN: [&str; 6] = ["version", "seen", "key", "rows", "more", REVIEWED];

impl Form {
    /// All fields as they are, to be sent along with the form as `seen`.
    pub fn written(&self) -> String {
        serde_json::to_string(&self.values).unwrap_or_default()
    }

    /// Takes over what others have saved meanwhile in the fields that are as they were seen. True when nothing has
    /// been changed in two ways; false also when it is not known what was seen.
    pub fn merge(&mut self, theirs: &Self) -> bool {
        let Ok(seen) = serde_json::from_str::<BTreeMap<String, String>>(self.value("seen")) else {
            return false;
        };
        let seen = Self { values: seen, ..Self::default() };
        let names: BTreeSet<&String> =
            [&seen, self, theirs].iter().flat_map(|form| form.values.keys()).collect();
        let mut groups: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
        for name in names.into_iter().filter(|name| !OWN.contains(&name.as_str())) {
            groups.entry(group(name)).or_default().push(name);
        }
        let differs = |names: &[&String], one: &Self, other: &Self| {
            names.iter().any(|name| !is_same(one.value(name), other.value(name)))
        };
        let mut taken: Vec<String> = Vec::new();
        let mut clashes = false;
        for names in groups.values() {
            let (mine, others) = (differs(names, &seen, self), differs(names, &seen, theirs));
            clashes |= mine && others && differs(names, self, theirs);
            taken.extend(names.iter().filter(|_| others && !mine).map(|name| (*name).clone()));
        }
        for name in taken {
            match theirs.values.get(&name) {
                Some(value) => self.values.insert(name, value.clone()),
                None => self.values.remove(&name),
            };
        }
        !clashes
    }

    /// Lets the form be tried anew.
    pub fn forget_faults(&mut self) {
        self.faults.clear();
        self.status = None;
    }
}

/// Fields of rows mean something only together: `effect[0].size` belongs to `effect`.
fn group(name: &str) -> &str {
    name.split_once('[').map_or(name, |(rows, _)| rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> Form {
        Form::sent(fields.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect())
    }

    /// What is seen, what one makes of it, what others have saved.
    fn merged(seen: &[(&str, &str)], mine: &[(&str, &str)], theirs: &[(&str, &str)]) -> (bool, Form) {
        let mut merged = form(mine);
        merged.set("seen", form(seen).written());
        let is_merged = merged.merge(&form(theirs));
        (is_merged, merged)
    }

    #[test]
    fn what_is_untouched_follows_others_and_what_is_touched_stays() {
        let seen = [("title", "Heltid"), ("owner", "Nämnden"), ("cost", "1 000"), ("enabled", "1")];
        let mine = [("title", "Heltid åt alla"), ("owner", "Nämnden"), ("cost", "1000"), ("enabled", "1")];
        let theirs = [("title", "Heltid"), ("owner", "Chefen"), ("cost", "2 000")];
        let (is_merged, form) = merged(&seen, &mine, &theirs);
        assert!(is_merged);
        assert_eq!((form.value("title"), form.value("owner")), ("Heltid åt alla", "Chefen"));
        assert_eq!((form.value("cost"), form.ticked("enabled")), ("2 000", false));
    }

    #[test]
    fn what_both_have_changed_is_asked_about_unless_they_agree() {
        let seen = [("title", "Heltid"), ("owner", "Nämnden")];
        let (is_merged, form) =
            merged(&seen, &[("title", "A"), ("owner", "X")], &[("title", "B"), ("owner", "X")]);
        assert!(!is_merged && form.value("title") == "A");
        assert!(merged(&seen, &[("title", "A"), ("owner", "X")], &[("title", "A"), ("owner", "X")]).0);
    }

    #[test]
    fn rows_are_taken_together() {
        let seen = [("effect[0].size", "1"), ("effect[1].size", "2")];
        let (is_merged, form) =
            merged(&seen, &[("effect[0].size", "1"), ("effect[1].size", "3")], &[("effect[0].size", "2")]);
        assert!(!is_merged && form.value("effect[0].size") == "1");
        let (is_merged, form) = merged(&seen, &seen, &[("effect[0].size", "2")]);
        assert!(is_merged && form.value("effect[0].size") == "2" && form.value("effect[1].size").is_empty());
    }

    #[test]
    fn without_what_was_seen_nothing_is_taken_over() {
        let mut mine = form(&[("title", "A")]);
        assert!(!mine.merge(&form(&[("title", "B")])) && mine.value("title") == "A");
    }
}
