//! Age classes as people write them.

use serde::{Deserialize, Serialize};

/// An age that nobody is older than in a table: whoever is belongs to it.
pub const OLDEST: u8 = 100;

/// Ages that are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AgeClass {
    /// The youngest.
    pub from: u8,
    /// The oldest, which belongs to the class; none for a class of that age and more.
    pub to: Option<u8>,
}

impl AgeClass {
    /// Reads a class: `80`, `80 år`, `80–84`, `0-4 år`, `-4`, `80+`, `80-`, `85 och äldre`, `100+`. None when it is none.
    pub fn read(text: &str) -> Option<Self> {
        let plain = text.trim().to_lowercase().replace(['–', '−', '—'], "-").replace('_', " ");
        let plain = plain.strip_prefix("ålder").unwrap_or(&plain).trim();
        let (plain, is_open) = open_ended(plain);
        let plain = plain.strip_suffix("år").unwrap_or(plain).trim();
        let age = |text: &str| text.trim().parse::<u8>().ok().filter(|age| *age <= 130);
        if is_open {
            return Some(Self { from: age(plain)?.min(OLDEST), to: None });
        }
        let (from, to): (u8, Option<u8>) = match plain.split_once('-') {
            None => (age(plain)?, Some(age(plain)?)),
            Some(("", to)) => (0, Some(age(to)?)),
            Some((from, "" | "w")) => (age(from)?, None),
            Some((from, to)) => (age(from)?, Some(age(to)?)),
        };
        if to.is_some_and(|to| to < from) {
            return None;
        }
        // A class that reaches the oldest age holds all who are older.
        Some(Self { from: from.min(OLDEST), to: to.filter(|to| *to < OLDEST) })
    }

    /// Whether two classes have an age in common.
    pub fn overlaps(self, other: Self) -> bool {
        let last = |class: Self| class.to.unwrap_or(OLDEST.max(class.from));
        self.from <= last(other) && other.from <= last(self)
    }
}

impl std::fmt::Display for AgeClass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.to {
            None => write!(f, "{}+", self.from),
            Some(to) if to == self.from => write!(f, "{to}"),
            Some(to) => write!(f, "{}–{to}", self.from),
        }
    }
}

/// A text without what says that a class has no oldest age, and whether something said so.
fn open_ended(text: &str) -> (&str, bool) {
    // Statistics Sweden writes 100+5 and 100+1 for the oldest of its five-year and one-year classes.
    const ENDS: [&str; 11] = [
        "år och äldre",
        "och äldre",
        "år eller äldre",
        "eller äldre",
        "år och uppåt",
        "och uppåt",
        "år+",
        "+ år",
        "+år",
        "+",
        "w",
    ];
    if let Some((age, after)) = text.split_once('+')
        && after.len() == 1
        && after.bytes().all(|byte| byte.is_ascii_digit())
    {
        return (age.trim(), true);
    }
    ENDS.iter()
        .find_map(|end| text.strip_suffix(end))
        .map_or((text, false), |plain| (plain.trim().trim_end_matches('-'), true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn class(from: u8, to: impl Into<Option<u8>>) -> Option<AgeClass> {
        Some(AgeClass { from, to: to.into() })
    }

    #[test]
    fn ages_are_read_as_people_write_them() {
        for (text, expected) in [
            ("80", class(80, 80)),
            ("80 år", class(80, 80)),
            (" 80–84 ", class(80, 84)),
            ("80-84 år", class(80, 84)),
            ("0-4", class(0, 4)),
            ("-4", class(0, 4)),
            ("80+", class(80, None)),
            ("80-", class(80, None)),
            ("16-w", class(16, None)),
            ("95+ år", class(95, None)),
            ("85 år och äldre", class(85, None)),
            ("85 och äldre", class(85, None)),
            ("100+", class(100, None)),
            ("100+5", class(100, None)),
            ("100", class(100, None)),
            ("80+_år", class(80, None)),
            ("0-1_år", class(0, 1)),
            ("84-80", None),
            ("Totalt", None),
            ("2026", None),
            ("131", None),
            ("101", class(100, None)),
            ("105+", class(100, None)),
            ("100-104", class(100, None)),
            ("85 och uppåt", class(85, None)),
            ("", None),
            ("åtti", None),
        ] {
            assert_eq!(AgeClass::read(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(from in 0_u8..=99, more in 0_u8..20, is_open: bool) {
            let to = from.saturating_add(more);
            let written = AgeClass { from, to: (!is_open && to < OLDEST).then_some(to) };
            prop_assert_eq!(AgeClass::read(&written.to_string()), Some(written));
        }

        #[test]
        fn nothing_that_is_typed_breaks_it(text in ".{0,12}") {
            if let Some(class) = AgeClass::read(&text) {
                prop_assert!(class.from <= OLDEST && class.to.is_none_or(|to| class.from <= to && to < OLDEST));
            }
        }

        #[test]
        fn classes_overlap_alike_from_both_sides(a in 0_u8..=100, b in 0_u8..30, c in 0_u8..=100, d in 0_u8..30) {
            let one = AgeClass { from: a, to: Some(a + b).filter(|to| *to < OLDEST) };
            let other = AgeClass { from: c, to: Some(c + d).filter(|to| *to < OLDEST) };
            prop_assert_eq!(one.overlaps(other), other.overlaps(one));
            prop_assert!(one.overlaps(one));
        }
    }
}
