//! Checks of what a user has typed, collecting every fault, and the tidying of texts before they are stored.

use std::ops::Deref;

use unicode_normalization::UnicodeNormalization;

use crate::case_data::{self, CaseData};
use crate::fault::FieldFault;

/// Longest title, in characters.
pub(crate) const TITLE: usize = 200;
/// Longest text, in characters.
pub(crate) const TEXT: usize = 4_000;

/// Something that has been checked and tidied.
#[derive(Clone, Debug, PartialEq)]
pub struct Valid<T>(T);

impl<T> Deref for Valid<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Collects what is wrong with the fields.
#[derive(Debug, Default)]
pub(crate) struct Check(Vec<FieldFault>);

impl Check {
    /// Adds a fault.
    pub fn add(&mut self, fault: FieldFault) {
        self.0.push(fault);
    }

    /// Adds the faults of something below `path`.
    pub fn below<T>(&mut self, path: &str, checked: Result<T, Vec<FieldFault>>) -> Option<T> {
        match checked {
            Ok(valid) => Some(valid),
            Err(faults) => {
                self.0.extend(faults.into_iter().map(|fault| fault.below(path)));
                None
            }
        }
    }

    /// A title that is there and not too long.
    pub fn title(&mut self, field: &str, value: &str) {
        if value.is_empty() {
            self.add(FieldFault::new(field, "title-missing"));
        }
        self.at_most(field, value, TITLE);
    }

    /// Texts that are not too long.
    pub fn texts(&mut self, texts: &[(&str, &str)]) {
        for (field, value) in texts {
            self.at_most(field, value, TEXT);
        }
    }

    /// A text that must be there.
    pub fn present(&mut self, field: &str, value: &str, key: &'static str) {
        if value.is_empty() {
            self.add(FieldFault::new(field, key));
        }
    }

    /// A line that is not too long.
    pub fn title_length(&mut self, field: &str, value: &str) {
        self.at_most(field, value, TITLE);
    }

    /// A text of at most so many characters, that holds no case data.
    pub fn at_most(&mut self, field: &str, value: &str, max: usize) {
        let length = value.chars().count();
        if length > max {
            self.add(FieldFault::new(field, "too-long").with("max", max).with("length", length));
        }
        self.case_data(field, value);
    }

    /// A text that holds no case data.
    pub fn case_data(&mut self, field: &str, value: &str) {
        let found = case_data::find(value);
        if found.is_some_and(case_data::let_through) {
            return;
        }
        match found {
            Some(CaseData::IdentityNumber) => self.add(FieldFault::new(field, "case-identity-number")),
            Some(CaseData::NameWithIllness) => self.add(FieldFault::new(field, "case-name-with-illness")),
            None => {}
        }
    }

    /// A number within a range; what is no number is outside.
    pub fn range(&mut self, field: &str, value: f64, min: f64, max: f64) {
        if !(min..=max).contains(&value) {
            self.add(FieldFault::new(field, "out-of-range").with("min", min).with("max", max));
        }
    }

    /// A whole number within a range.
    pub fn whole(&mut self, field: &str, value: i32, min: i32, max: i32) {
        self.range(field, f64::from(value), f64::from(min), f64::from(max));
    }

    /// `value` when nothing was wrong.
    pub fn finish<T>(self, value: T) -> Result<Valid<T>, Vec<FieldFault>> {
        if self.0.is_empty() { Ok(Valid(value)) } else { Err(self.0) }
    }
}

/// One line, as [`lines`] but with spaces for its breaks, and without what joins or parts letters unseen.
pub(crate) fn line(text: &str) -> String {
    let seen = lines(text).replace(['\u{200c}', '\u{200d}'], "");
    seen.replace(['\n', '\t'], " ").trim().to_owned()
}

/// Lines with `\n` between them, whatever broke them (word processors use tabulators and separators of their own); composed
/// (NFC), as most write; without control characters, without what turns the direction of writing or takes no room, and
/// nothing around them. What shows nothing is empty.
pub(crate) fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let kept: String = text.chars().filter_map(shown).nfc().collect();
    let shows = |c: char| !c.is_whitespace() && !joins(c);
    if kept.contains(shows) { kept.trim().to_owned() } else { String::new() }
}

/// What scripts and pictures join, vary and tag letters with: nothing by itself.
fn joins(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{34f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e01ef}')
}

/// A character as it is kept.
fn shown(c: char) -> Option<char> {
    match c {
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\n' | '\t' => Some(c),
        _ if c.is_control() || is_unseen(c) => None,
        // Letters that are blanks.
        '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}' => Some(' '),
        _ => Some(c),
    }
}

/// Marks that turn the direction of writing, part words where lines may break, or take no room; but not those that scripts
/// and pictures join letters with.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_tidied_before_they_are_stored() {
        assert_eq!(line(" Hög\r\nkontinuitet\0 "), "Hög kontinuitet");
        assert_eq!(lines("\r\nett\r\ntvå\rtre\u{7}\t.\n\n"), "ett\ntvå\ntre\t.");
        assert_eq!(
            lines("ett\u{b}två\u{c}tre\u{85}fyra\u{2028}fem"),
            "ett\ntvå\ntre\nfyra\nfem",
            "from Word and PowerPoint"
        );
        assert_eq!(line("A\u{30a}lder o\u{308}ver"), "Ålder över", "as macOS writes");
        assert_eq!(line("A\u{200b}\u{30a}"), "Å", "composed when what parts it has gone");
        assert_eq!(line("Anna\u{202e}\u{200b} \u{ad}Ek\u{feff}"), "Anna Ek");
    }

    #[test]
    fn what_shows_nothing_is_empty() {
        for blank in [
            "\u{200b}",
            "\u{feff}",
            "\u{ad}",
            "\u{3164}",
            "\u{2800}",
            "\u{202e}",
            "\u{200d}",
            " \u{a0}\u{3000}",
        ] {
            assert_eq!(line(blank), "", "{blank:?}");
        }
    }

    #[test]
    fn what_is_no_number_is_out_of_range() {
        let mut check = Check::default();
        for value in [f64::NAN, f64::INFINITY, -0.1, 100.1] {
            check.range("reach_percent", value, 0.0, 100.0);
        }
        for value in [0.0, 100.0] {
            check.range("reach_percent", value, 0.0, 100.0);
        }
        let faults = check.finish(()).unwrap_err();
        assert_eq!(faults.len(), 4);
        assert_eq!(faults[0].args, [("min", String::from("0")), ("max", String::from("100"))]);
    }
}
