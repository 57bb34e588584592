//! Checks of what a user has typed, collecting every fault, and the tidying of texts before they are stored.

use std::ops::Deref;

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
        match case_data::find(value) {
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

/// One line: control characters become spaces, nothing around it.
pub(crate) fn line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.trim().to_owned()
}

/// Lines with `\n` between them, without other control characters, nothing around them.
pub(crate) fn lines(text: &str) -> String {
    let plain = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = plain.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_tidied_before_they_are_stored() {
        assert_eq!(line(" Hög\r\nkontinuitet\0 "), "Hög  kontinuitet");
        assert_eq!(lines("\r\nett\r\ntvå\rtre\u{7}\t.\n\n"), "ett\ntvå\ntre\t.");
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
