//! Reading forms: fields as typed, and what is wrong with each.

mod acting;
mod merge;
mod page;
mod submit;
mod toml_reason;
mod trap;
mod view;

use std::collections::BTreeMap;

pub use acting::acting_for;
pub use page::FormPage;
pub use submit::{REVIEWED, Sent, submit, submit_once};
pub use trap::TRAP;
pub use view::{About, Field, FieldGroup, Fields, FormView, Kind, Section, options};

use axum::http::StatusCode;
use plan::clock::Clock;
use plan::fault::FieldFault;

use crate::texts::Texts;
use toml_reason::toml_reason;

/// Fields as they were typed, and the faults found in them. A template shows both.
#[derive(Clone, Debug, Default)]
pub struct Form {
    values: BTreeMap<String, String>,
    faults: Vec<FieldFault>,
    /// Why it was refused, when it was not for what stands in it.
    status: Option<StatusCode>,
    /// Whether it is saved all the same when somebody says that they have read what was found in it.
    may_be_reviewed: bool,
}

impl Form {
    /// A form that was sent.
    pub fn sent(fields: Vec<(String, String)>) -> Self {
        Self { values: fields.into_iter().collect(), ..Self::default() }
    }

    /// The same fields with nothing wrong: for a form that is filled in already and has not been sent.
    #[must_use]
    pub fn untouched(self) -> Self {
        Self { values: self.values, ..Self::default() }
    }

    /// Sets a field, for a form that is shown the first time.
    pub fn set(&mut self, field: impl Into<String>, value: impl ToString) -> &mut Self {
        self.values.insert(field.into(), value.to_string());
        self
    }

    /// What was typed; nothing for a field that was not sent.
    pub fn value(&self, field: &str) -> &str {
        self.values.get(field).map_or("", String::as_str)
    }

    /// The names of the fields that were sent.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// A hidden field by which a form that is sent twice is known: the one that was sent, else a new one.
    pub fn one_time_key(&self, clock: &Clock) -> (String, String) {
        let sent = Some(self.value("key")).filter(|key| !key.is_empty());
        ("key".into(), sent.map_or_else(|| clock.new_id().to_string(), str::to_owned))
    }

    /// What was typed, without blanks around it.
    pub fn text(&self, field: &str) -> String {
        self.value(field).trim().to_owned()
    }

    /// Whether a box was ticked.
    pub fn ticked(&self, field: &str) -> bool {
        self.values.contains_key(field)
    }

    /// A number as people write it; `empty` when nothing was typed. What is no number is noted as a fault.
    pub fn number(&mut self, field: &str, empty: f64) -> f64 {
        let typed = self.text(field);
        if typed.is_empty() {
            return empty;
        }
        swedish::read_number(&typed).unwrap_or_else(|| {
            self.fault(FieldFault::new(field, "not-a-number"));
            empty
        })
    }

    /// A number as people write it, or None when nothing was typed. What is no number is noted as a fault.
    pub fn optional_number(&mut self, field: &str) -> Option<f64> {
        if self.text(field).is_empty() {
            return None;
        }
        Some(self.number(field, f64::NAN)).filter(|number| number.is_finite())
    }

    /// An amount in kronor as people write it; nothing typed is nothing. What is no amount is noted as a fault.
    pub fn kronor(&mut self, field: &str) -> f64 {
        let typed = self.text(field);
        if typed.is_empty() {
            return 0.0;
        }
        swedish::read_kronor(&typed).unwrap_or_else(|| {
            self.fault(FieldFault::new(field, "not-kronor"));
            0.0
        })
    }

    /// A whole number, or None when nothing was typed.
    pub fn whole(&mut self, field: &str) -> Option<i64> {
        let typed = self.text(field);
        if typed.is_empty() {
            return None;
        }
        let number = swedish::read_number(&typed).filter(|n| n.fract() == 0.0 && n.abs() < 1e15);
        if number.is_none() {
            self.fault(FieldFault::new(field, "not-a-whole-number"));
        }
        number.map(|n| n as i64)
    }

    /// A date, or None when nothing was typed. What is no date is noted as a fault.
    pub fn date(&mut self, field: &str) -> Option<chrono::NaiveDate> {
        let typed = self.text(field);
        if typed.is_empty() {
            return None;
        }
        let date = typed.parse().ok();
        if date.is_none() {
            self.fault(FieldFault::new(field, "not-a-date"));
        }
        date
    }

    /// Notes a fault.
    pub fn fault(&mut self, fault: FieldFault) {
        self.faults.push(fault);
    }

    /// Notes several faults; a field that already has one keeps the first.
    pub fn add(&mut self, faults: Vec<FieldFault>) {
        for fault in faults {
            if !self.faults.iter().any(|f| f.field == fault.field) {
                self.faults.push(fault);
            }
        }
    }

    /// Notes all faults, also several of one field.
    pub fn add_all(&mut self, faults: Vec<FieldFault>) {
        self.faults.extend(faults);
    }

    /// Whether nothing is wrong so far.
    pub fn is_good(&self) -> bool {
        self.faults.is_empty()
    }

    /// All faults: the field's id and the sentence, for the summary above the form.
    pub fn summary(&self, t: &Texts) -> Vec<(String, String)> {
        self.faults.iter().map(|f| (f.field.clone(), sentence(*t, f))).collect()
    }

    /// All faults, as they were noted.
    pub fn faults(&self) -> impl Iterator<Item = &FieldFault> {
        self.faults.iter()
    }

    /// What is wrong with a field.
    pub fn wrong(&self, t: &Texts, field: &str) -> Option<String> {
        self.faults.iter().find(|f| f.field == field).map(|f| sentence(*t, f))
    }
}

/// A field fault as a sentence.
pub fn sentence(t: Texts, fault: &FieldFault) -> String {
    let words: Vec<(&str, String)> =
        fault.args.iter().map(|(name, value)| (*name, said(t, fault.key, name, value))).collect();
    let values: Vec<(&str, &dyn std::fmt::Display)> =
        words.iter().map(|(name, value)| (*name, value as &dyn std::fmt::Display)).collect();
    t.with(&format!("field-{}", fault.key), &values)
}

/// What a fault says with one of its values.
fn said(t: Texts, key: &str, name: &str, value: &str) -> String {
    if (key, name) == ("file", "reason") { toml_reason(t, value) } else { in_words(t, name, value) }
}

/// What a fault says with a stored name or plain digits, as the language writes it.
fn in_words(t: Texts, name: &str, value: &str) -> String {
    let status = format!("status-{value}");
    match name {
        "from" | "to" if t.has(&status) => t.get(&status),
        "right" | "stage" => t.get(&format!("{name}-{value}")),
        "lever" => projection::lever::Lever::named(value)
            .map_or_else(|| value.to_owned(), |lever| t.get(&crate::words::lever_key(lever))),
        "most" | "min" | "max" | "low" | "high" | "size" => figure(t, value),
        "date" => value.parse().map_or_else(|_| value.to_owned(), |day| t.long_date(day)),
        _ => value.to_owned(),
    }
}

/// Plain digits as the language writes them. Years and other small numbers have no groups.
fn figure(t: Texts, digits: &str) -> String {
    match digits.parse::<f64>() {
        Ok(value) if value.abs() >= 1e4 => t.number(value, 0),
        _ if t == Texts::Swedish => digits.replace('.', ","),
        _ => digits.to_owned(),
    }
}
