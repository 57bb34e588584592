//! When what is written of an example can be saved.

use statistics::effects::Theme;

use super::types::{EvidenceLevel, ExampleInput, ExampleResult, Licence, Maturity, Provision, Verdict};
use crate::checks::{Check, Valid, line, lines};
use crate::fault::FieldFault;
use crate::outbox::is_address;

/// Most results of an example.
pub const MOST_RESULTS: usize = 8;
/// Years that an example can be of.
const YEARS: (i64, i64) = (1980, 2100);
/// Most kronor and hours.
const MOST: f64 = 1e12;

impl Default for ExampleInput {
    fn default() -> Self {
        Self {
            title: String::new(),
            region_code: String::new(),
            claim: String::new(),
            conclusions: String::new(),
            need: String::new(),
            theme: String::new(),
            approach: String::new(),
            target_group: String::new(),
            provision: Provision::Unknown,
            from_year: None,
            to_year: None,
            maturity: Maturity::Tested,
            verdict: Verdict::TooEarly,
            body: String::new(),
            staff_hours: None,
            cost_once: None,
            cost_yearly: None,
            paid_by: String::new(),
            results: Vec::new(),
            evidence: EvidenceLevel::Told,
            not_worked: String::new(),
            conditions: String::new(),
            legal: String::new(),
            next_step: String::new(),
            contact: String::new(),
            contact_email: String::new(),
            licence: Licence::CcBy,
            source: String::new(),
            told_by: String::new(),
        }
    }
}

impl ExampleInput {
    /// Checks and normalises. Keys: `title-missing`, `too-long`, `choice-unknown`, `out-of-range`, `period-backwards`,
    /// `letter-to`, `rows-too-many`, and below `result[i]` `indicator-missing` and `not-a-number`.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn validate(&self) -> Result<Valid<Self>, Vec<FieldFault>> {
        let mut check = Check::default();
        let input = self.tidied();
        check.title("title", &input.title);
        for (field, text) in [
            ("claim", &input.claim),
            ("target_group", &input.target_group),
            ("paid_by", &input.paid_by),
            ("contact", &input.contact),
            ("told_by", &input.told_by),
        ] {
            check.title_length(field, text);
        }
        check.texts(&[
            ("conclusions", &input.conclusions),
            ("need", &input.need),
            ("body", &input.body),
            ("not_worked", &input.not_worked),
            ("conditions", &input.conditions),
            ("legal", &input.legal),
            ("next_step", &input.next_step),
            ("source", &input.source),
        ]);
        if !input.theme.is_empty() && Theme::named(&input.theme).is_none() {
            check.add(FieldFault::new("theme", "choice-unknown"));
        }
        if !input.contact_email.is_empty() && !is_address(&input.contact_email) {
            check.add(FieldFault::new("contact_email", "letter-to"));
        }
        for (field, year) in [("from_year", input.from_year), ("to_year", input.to_year)] {
            if let Some(year) = year {
                check.range(field, year as f64, YEARS.0 as f64, YEARS.1 as f64);
            }
        }
        if input.from_year.zip(input.to_year).is_some_and(|(from, to)| to < from) {
            check.add(FieldFault::new("to_year", "period-backwards"));
        }
        for (field, amount) in [
            ("staff_hours", input.staff_hours),
            ("cost_once", input.cost_once),
            ("cost_yearly", input.cost_yearly),
        ] {
            check.range(field, amount.unwrap_or(0.0), 0.0, MOST);
        }
        if input.results.len() > MOST_RESULTS {
            check.add(FieldFault::new("form", "rows-too-many").with("most", MOST_RESULTS));
        }
        for (at, result) in input.results.iter().enumerate() {
            check.below(&format!("result[{at}]"), result.validate());
        }
        check.finish(input)
    }

    fn tidied(&self) -> Self {
        Self {
            title: line(&self.title),
            claim: line(&self.claim),
            conclusions: lines(&self.conclusions),
            need: lines(&self.need),
            target_group: line(&self.target_group),
            body: lines(&self.body),
            paid_by: line(&self.paid_by),
            results: self.results.iter().map(ExampleResult::tidied).collect(),
            not_worked: lines(&self.not_worked),
            conditions: lines(&self.conditions),
            legal: lines(&self.legal),
            next_step: lines(&self.next_step),
            contact: line(&self.contact),
            contact_email: line(&self.contact_email),
            source: lines(&self.source),
            told_by: line(&self.told_by),
            ..self.clone()
        }
    }
}

impl ExampleResult {
    fn tidied(&self) -> Self {
        Self {
            indicator: line(&self.indicator),
            unit: line(&self.unit),
            compared: line(&self.compared),
            ..self.clone()
        }
    }

    fn validate(&self) -> Result<(), Vec<FieldFault>> {
        let mut check = Check::default();
        check.present("indicator", &self.indicator, "indicator-missing");
        check.title_length("indicator", &self.indicator);
        check.title_length("unit", &self.unit);
        check.title_length("compared", &self.compared);
        for (field, value) in [("before", self.value_before), ("after", self.value_after)] {
            check.range(field, value.unwrap_or(0.0), -MOST, MOST);
        }
        check.finish(()).map(|_| ())
    }
}
