//! What figures rest on: it goes with them when they leave the page, printed, as a picture or in a file.

use chrono::NaiveDate;
use documents::{Cell, Sheet};

use crate::texts::Texts;
use crate::visit::Asked;

/// The most characters of a file's name that say what was chosen.
const LONGEST_CHOICE: usize = 60;

/// What was chosen, when it was asked for, and where it can be seen again.
#[derive(Clone, Debug)]
pub struct Basis {
    /// What was chosen, each as its name and its value, in words.
    pub chosen: Vec<(String, String)>,
    /// The same for the name of a file: its parts joined by hyphens.
    choice: String,
    day: NaiveDate,
    /// Where the page with the same figures is.
    pub address: String,
}

impl Basis {
    /// What a page at an address of this site rests on. `choice` is what was chosen, for the name of a file.
    pub fn new(asked: &Asked, path: &str, chosen: Vec<(String, String)>, choice: &[String]) -> Self {
        let mut choice = swedish::fold(&choice.join("-"));
        choice.retain(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'));
        choice.truncate(LONGEST_CHOICE);
        Self { chosen, choice, day: asked.day, address: format!("{}{path}", asked.origin) }
    }

    /// When it was asked for, in Sweden.
    pub fn day(&self) -> String {
        self.day.format("%Y-%m-%d").to_string()
    }

    /// All that was chosen, in one sentence.
    pub fn sentence(&self, t: Texts) -> String {
        let chosen = self.chosen.iter().map(|(name, value)| format!("{name}: {value}"));
        t.with("basis-sentence", &[("chosen", &chosen.collect::<Vec<_>>().join("; "))])
    }

    /// When and where the figures were fetched.
    pub fn fetched(&self, t: Texts) -> String {
        t.with("basis-fetched", &[("day", &self.day()), ("address", &self.address)])
    }

    /// What stands below a picture: whose figures they are, what was chosen, when and where they were fetched.
    pub fn notes(&self, t: Texts, source: &str) -> Vec<String> {
        vec![source.to_owned(), self.sentence(t), self.fetched(t)]
    }

    /// The end of a file's name: what was chosen, and the day.
    pub fn file_part(&self) -> String {
        let joint = if self.choice.is_empty() { "" } else { "-" };
        format!("{}{joint}{}", self.choice, self.day())
    }

    /// A sheet that says all of it, for a workbook.
    pub fn sheet(&self, t: Texts, sources: &[String]) -> Sheet {
        let text = |name: String, value: &str| vec![Cell::Text(name), Cell::Text(value.to_owned())];
        let mut rows: Vec<Vec<Cell>> =
            self.chosen.iter().map(|(name, value)| text(name.clone(), value)).collect();
        rows.extend(sources.iter().map(|source| text(t.get("table-source"), source)));
        rows.push(text(t.get("xlsx-fetched"), &self.day()));
        rows.push(text(t.get("xlsx-address"), &self.address));
        Sheet { name: t.get("xlsx-about"), head: vec![t.get("xlsx-about"), String::new()], rows }
    }

    /// The columns of a table for programs that say the same, and their heads.
    pub const HEADS: [&str; 3] = ["chosen", "fetched", "address"];

    /// What stands in them.
    pub fn columns(&self) -> [String; 3] {
        let chosen = self.chosen.iter().map(|(name, value)| format!("{name}: {value}"));
        [chosen.collect::<Vec<_>>().join("; "), self.day(), self.address.clone()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_what_was_chosen_in_plain_letters() {
        let asked =
            Asked { day: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(), origin: "https://a.se".into() };
        let basis =
            Basis::new(&asked, "/kommun/2083?ar=2035", vec![], &["2035".into(), "Sjukfrånvaro+2,5".into()]);
        assert_eq!(basis.file_part(), "2035-sjukfranvaro25-2026-11-22");
        assert_eq!(basis.columns(), ["", "2026-11-22", "https://a.se/kommun/2083?ar=2035"]);
    }
}
