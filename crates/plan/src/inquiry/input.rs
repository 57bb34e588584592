//! What a sender types, already parsed to plain values, and when it can be saved.

use chrono::NaiveDate;
use uuid::Uuid;

use super::types::{Face, Inquiry, Question, QuestionKind, Readers};
use crate::checks::{Check, Valid, line, lines};
use crate::fault::FieldFault;

/// Longest answer to one question, in characters.
pub const LONGEST_REPLY: usize = 10_000;
/// Most choices of one question.
const MOST_CHOICES: usize = 30;
/// The longest that an answer may be expected to take: five working days.
const LONGEST_MINUTES: i64 = 2_400;
/// The furthest from the last day, in days, that somebody is reminded.
const FURTHEST_REMINDER: i64 = 90;
/// Most reminders.
const MOST_REMINDERS: usize = 6;

type Checked<T> = Result<Valid<T>, Vec<FieldFault>>;

/// An inquiry's own fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InquiryInput {
    /// Its face.
    pub face: Face,
    /// Title.
    pub title: String,
    /// Why it is asked.
    pub purpose: String,
    /// What the answers will be used for.
    pub planned_use: String,
    /// The theme that it is about.
    pub theme: String,
    /// What the letter says besides.
    pub letter: String,
    /// Whom those who are asked can ask.
    pub contact: String,
    /// Minutes that an answer is expected to take.
    pub minutes: Option<i64>,
    /// The last day for answers.
    pub answer_by: Option<NaiveDate>,
    /// The day by which those who answered are told what became of it.
    pub feedback_by: Option<NaiveDate>,
    /// Who may read the answers.
    pub readers: Readers,
    /// Whether anyone with the link may answer.
    pub is_open: bool,
    /// Number in the registry.
    pub registry_number: String,
    /// Days around the last day on which those who have not answered are reminded.
    pub reminders: String,
}

/// The reminders that an inquiry begins with: a week before, the day before, the day after.
pub const USUAL_REMINDERS: &str = "-7 -1 1";

impl Default for InquiryInput {
    fn default() -> Self {
        Self {
            face: Face::Call,
            title: String::new(),
            purpose: String::new(),
            planned_use: String::new(),
            theme: String::new(),
            letter: String::new(),
            contact: String::new(),
            minutes: None,
            answer_by: None,
            feedback_by: None,
            readers: Readers::Recipients,
            is_open: false,
            registry_number: String::new(),
            reminders: USUAL_REMINDERS.to_owned(),
        }
    }
}

impl InquiryInput {
    /// Checks and normalises. Keys: `title-missing`, `too-long`, `out-of-range`, `feedback-before`, `reminders`.
    pub fn validate(&self) -> Checked<Self> {
        let normalised = Self {
            title: line(&self.title),
            purpose: lines(&self.purpose),
            planned_use: lines(&self.planned_use),
            theme: line(&self.theme),
            letter: lines(&self.letter),
            contact: lines(&self.contact),
            registry_number: line(&self.registry_number),
            reminders: line(&self.reminders).replace(',', " "),
            ..self.clone()
        };
        let mut check = Check::default();
        check.title("title", &normalised.title);
        check.texts(&[
            ("purpose", &normalised.purpose),
            ("planned_use", &normalised.planned_use),
            ("letter", &normalised.letter),
            ("contact", &normalised.contact),
        ]);
        check.title_length("theme", &normalised.theme);
        check.title_length("registry_number", &normalised.registry_number);
        if let Some(minutes) = normalised.minutes {
            check.range("minutes", minutes as f64, 1.0, LONGEST_MINUTES as f64);
        }
        if let (Some(answer_by), Some(feedback_by)) = (normalised.answer_by, normalised.feedback_by)
            && feedback_by < answer_by
        {
            check.add(FieldFault::new("feedback_by", "feedback-before"));
        }
        match reminder_days(&normalised.reminders) {
            Some(days) if days.len() <= MOST_REMINDERS => {}
            _ => check.add(
                FieldFault::new("reminders", "reminders")
                    .with("most", MOST_REMINDERS)
                    .with("high", FURTHEST_REMINDER),
            ),
        }
        check.finish(normalised)
    }
}

/// The days of a plan of reminders, `-7 -1 1`, around the last day; none when it is not such a plan.
pub fn reminder_days(plan: &str) -> Option<Vec<i64>> {
    let day = |text: &str| {
        let day: i64 = text.replace('\u{2212}', "-").parse().ok()?;
        (-FURTHEST_REMINDER..=FURTHEST_REMINDER).contains(&day).then_some(day)
    };
    let mut days: Vec<i64> = plan.split_whitespace().map(day).collect::<Option<_>>()?;
    days.sort_unstable();
    days.dedup();
    Some(days)
}

impl From<&Inquiry> for InquiryInput {
    fn from(row: &Inquiry) -> Self {
        Self {
            face: row.face,
            title: row.title.clone(),
            purpose: row.purpose.clone(),
            planned_use: row.planned_use.clone(),
            theme: row.theme.clone(),
            letter: row.letter.clone(),
            contact: row.contact.clone(),
            minutes: row.minutes,
            answer_by: row.answer_by,
            feedback_by: row.feedback_by,
            readers: row.readers,
            is_open: row.is_open,
            registry_number: row.registry_number.clone(),
            reminders: row.reminders.clone(),
        }
    }
}

/// A question's own fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionInput {
    /// The question.
    pub title: String,
    /// What helps to answer it.
    pub help: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// Its choices, one a line.
    pub options: String,
    /// The unit of a number; the lever of an effect or the approach of an uptake by name.
    pub unit: String,
    /// Whether an answer without it is one in part.
    pub is_required: bool,
    /// An earlier question that decides whether it is asked.
    pub depends_on: Option<Uuid>,
    /// The choice there with which it is.
    pub depends_choice: String,
}

impl Default for QuestionInput {
    fn default() -> Self {
        Self {
            title: String::new(),
            help: String::new(),
            kind: QuestionKind::Text,
            options: String::new(),
            unit: String::new(),
            is_required: false,
            depends_on: None,
            depends_choice: String::new(),
        }
    }
}

impl QuestionInput {
    /// Checks and normalises. Keys: `title-missing`, `too-long`, `choices-few`, `choices-many`, `scale-words`,
    /// `depends-choice`.
    pub fn validate(&self) -> Checked<Self> {
        let mut options: Vec<String> = Vec::new();
        for option in lines(&self.options).lines().map(line).filter(|option| !option.is_empty()) {
            if !options.contains(&option) {
                options.push(option);
            }
        }
        let kept = |is_kept: bool, text: String| if is_kept { text } else { String::new() };
        let normalised = Self {
            title: line(&self.title),
            help: lines(&self.help),
            options: kept(self.kind.has_options(), options.join("\n")),
            unit: kept(self.kind.has_unit(), line(&self.unit)),
            depends_choice: kept(self.depends_on.is_some(), line(&self.depends_choice)),
            ..self.clone()
        };
        let mut check = Check::default();
        check.title("title", &normalised.title);
        check.texts(&[("help", &normalised.help), ("options", &normalised.options)]);
        check.title_length("unit", &normalised.unit);
        match normalised.kind {
            QuestionKind::OneOf | QuestionKind::SeveralOf if options.len() < 2 => {
                check.add(FieldFault::new("options", "choices-few"));
            }
            QuestionKind::OneOf | QuestionKind::SeveralOf if options.len() > MOST_CHOICES => {
                check.add(FieldFault::new("options", "choices-many").with("max", MOST_CHOICES));
            }
            QuestionKind::Scale if options.len() != 2 => check.add(FieldFault::new("options", "scale-words")),
            _ => {}
        }
        if normalised.depends_on.is_some() && normalised.depends_choice.is_empty() {
            check.add(FieldFault::new("depends_on", "depends-choice"));
        }
        check.finish(normalised)
    }
}

impl From<&Question> for QuestionInput {
    fn from(row: &Question) -> Self {
        Self {
            title: row.title.clone(),
            help: row.help.clone(),
            kind: row.kind,
            options: row.options.clone(),
            unit: row.unit.clone(),
            is_required: row.is_required,
            depends_on: row.depends_on,
            depends_choice: row.depends_choice.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_of_reminders_is_days_in_order() {
        assert_eq!(reminder_days("1 -7 -1 1"), Some(vec![-7, -1, 1]));
        assert_eq!(reminder_days("\u{2212}7"), Some(vec![-7]), "as word processors write it");
        assert_eq!(reminder_days(""), Some(vec![]));
        for bad in ["en vecka", "-91", "1.5"] {
            assert_eq!(reminder_days(bad), None, "{bad}");
        }
    }

    #[test]
    fn choices_are_told_once_each_and_are_at_least_two() {
        let question = |kind, options: &str| QuestionInput {
            title: "Har ni prövat?".into(),
            kind,
            options: options.into(),
            ..QuestionInput::default()
        };
        let valid = question(QuestionKind::OneOf, " Ja \n\nNej\nJa").validate().unwrap();
        assert_eq!(valid.options, "Ja\nNej");
        for (kind, options, key) in [
            (QuestionKind::OneOf, "Ja\nJa", "choices-few"),
            (QuestionKind::Scale, "inte alls", "scale-words"),
            (QuestionKind::SeveralOf, "", "choices-few"),
        ] {
            assert_eq!(question(kind, options).validate().unwrap_err()[0].key, key);
        }
        assert_eq!(question(QuestionKind::Text, "Ja\nNej").validate().unwrap().options, "");
    }
}
