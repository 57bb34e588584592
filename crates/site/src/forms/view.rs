//! What a form looks like: sections of fields, each with its label, hint, what was typed, what is wrong and, after a
//! conflict, what someone else has saved meanwhile. One template shows all forms.

use askama::Template;
use axum::http::StatusCode;

use super::Form;
use crate::texts::Texts;

/// How a field is filled in.
pub enum Kind {
    /// One line.
    Line,
    /// A number.
    Number,
    /// A date.
    Date,
    /// An e-mail address.
    Email,
    /// The password that one has. Never sent back to the page.
    Password,
    /// A password that one is to have. Never sent back to the page.
    NewPassword,
    /// A one-time code.
    Code,
    /// Several lines.
    Text,
    /// A long file.
    File,
    /// A file that is sent as it is; the endings that it may have.
    Upload(String),
    /// One of several, from a list: value and words.
    Choice(Vec<(String, String)>),
    /// One of several, all in sight: value and words.
    Radios(Vec<(String, String)>),
    /// Yes or no.
    Box,
}

/// What is known of what is chosen in a field.
pub struct About {
    /// What is known now.
    pub text: String,
    /// Where to ask when another is chosen.
    pub ask: &'static str,
}

/// A field.
pub struct Field {
    /// The name that it is sent with.
    pub name: String,
    /// The id on the page.
    pub id: String,
    /// What it is.
    pub label: String,
    /// How to fill it in.
    pub hint: Option<String>,
    /// How it is filled in.
    pub kind: Kind,
    /// What is typed.
    pub value: String,
    /// Whether the box is ticked.
    pub ticked: bool,
    /// What is wrong.
    pub wrong: Option<String>,
    /// What someone else has saved, when that differs.
    pub theirs: Option<String>,
    /// Whether it must be filled in.
    pub required: bool,
    /// Whether the page begins here.
    pub focus: bool,
    /// What is known of what is chosen, and where to ask when another is.
    pub about: Option<About>,
}

/// A field as it is drawn: by itself, so that what draws it is built once and not into every page with a form.
#[derive(Template)]
#[template(path = "forms/field.html")]
pub struct DrawnField<'a> {
    t: Texts,
    field: &'a Field,
}

/// A form as it is drawn.
#[derive(Template)]
#[template(path = "forms/form.html")]
pub struct DrawnForm<'a> {
    t: Texts,
    form: &'a FormView,
}

impl Field {
    /// The field in HTML.
    pub fn drawn(&self, t: &Texts) -> DrawnField<'_> {
        DrawnField { t: *t, field: self }
    }

    /// The ids of the texts that describe the field.
    pub fn described(&self) -> String {
        let about = self.about.as_ref().map(|about| about.text.clone());
        let parts =
            [("hint", &self.hint), ("wrong", &self.wrong), ("theirs", &self.theirs), ("about", &about)];
        let there = parts.iter().filter(|(_, text)| text.is_some());
        there.map(|(name, _)| format!("{}-{name}", self.id)).collect::<Vec<_>>().join(" ")
    }

    /// Whether little is typed.
    pub fn is_short(&self) -> bool {
        matches!(self.kind, Kind::Number | Kind::Date)
    }

    /// The type of the input: a date that cannot be read is shown as it was typed, which a date field cannot.
    pub fn input_type(&self) -> &'static str {
        let readable = self.value.is_empty() || self.value.parse::<chrono::NaiveDate>().is_ok();
        match self.kind {
            Kind::Date if readable => "date",
            Kind::Email => "email",
            Kind::Password | Kind::NewPassword => "password",
            _ => "text",
        }
    }

    /// What a browser may fill in by itself. Of the others nothing is said: to forbid it makes browsers forget what was
    /// typed when one comes back to the page.
    pub fn autocomplete(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Email => Some("username"),
            Kind::Password => Some("current-password"),
            Kind::NewPassword => Some("new-password"),
            Kind::Code => Some("one-time-code"),
            _ => None,
        }
    }
}

/// Fields that belong together within a section.
pub struct FieldGroup {
    /// What they are.
    pub legend: String,
    /// The fields.
    pub fields: Vec<Field>,
    /// A button of its own, that does something with the fields: name, value and words.
    pub button: Option<(&'static str, String, String)>,
}

/// A part of a form.
#[derive(Default)]
pub struct Section {
    /// Heading.
    pub heading: Option<String>,
    /// What to know before filling in.
    pub intro: Option<String>,
    /// Where more of that is told: words and address.
    pub more_about: Option<(String, String)>,
    /// The fields.
    pub fields: Vec<Field>,
    /// Repeated groups of fields.
    pub groups: Vec<FieldGroup>,
    /// Buttons that change or tell something without saving: the name that each sends, and its words.
    pub buttons: Vec<(&'static str, String)>,
}

/// A form as a page shows it.
pub struct FormView {
    /// Where it is sent.
    pub action: String,
    /// What to say when someone else saved meanwhile.
    pub conflict: Option<String>,
    /// Everything wrong, or everything that differs: the field's id and a sentence.
    pub summary: Vec<(String, String)>,
    /// What is sent without being seen.
    pub hidden: Vec<(String, String)>,
    /// The form's parts.
    pub sections: Vec<Section>,
    /// The words on the button.
    pub save: String,
    /// Where to go without saving.
    pub cancel: Option<String>,
    /// Whether the form is only to be read.
    pub is_locked: bool,
    /// Where something looks like case data: what is sent when it is said to have been read and to be about no single person.
    pub review: Option<String>,
    /// Whether it was refused because a quota is used up.
    pub is_over_quota: bool,
    /// A field that nobody sees, and that only programs fill in.
    pub trap: Option<String>,
    /// The status of a page that shows it.
    pub status: StatusCode,
}

impl FormView {
    /// The form in HTML.
    pub fn drawn(&self, t: &Texts) -> DrawnForm<'_> {
        DrawnForm { t: *t, form: self }
    }

    /// A form with what is wrong with it on top, or what differs when `conflict` says that someone else saved.
    pub fn new(t: Texts, form: &Form, sections: Vec<Section>, conflict: Option<String>) -> Self {
        let summary = match &conflict {
            Some(_) => differing(t, &sections),
            None => ordered(form.summary(&t), &sections),
        };
        let hidden = ["version", "rows"].into_iter().filter(|name| !form.value(name).is_empty());
        let hidden = hidden.map(|name| (name.to_owned(), form.value(name).to_owned())).collect();
        let save = t.get("form-save");
        Self {
            action: String::new(),
            conflict,
            summary,
            hidden,
            sections,
            save,
            cancel: None,
            is_locked: false,
            is_over_quota: form.is_over_quota(),
            trap: None,
            review: form.review(),
            status: form.status(),
        }
    }

    /// What stands above all that is wrong.
    pub fn summary_title(&self, t: &Texts) -> String {
        match &self.conflict {
            Some(words) => words.clone(),
            // Nothing that was typed is wrong.
            None if self.is_over_quota => t.get("fault-quota"),
            None if self.status == StatusCode::TOO_MANY_REQUESTS => t.get("fault-too-many"),
            None => t.get("form-faults"),
        }
    }

    /// Whether the form sends a file.
    pub fn sends_file(&self) -> bool {
        named(&self.sections).any(|(_, field)| matches!(field.kind, Kind::Upload(_)))
    }

    /// Whether the page has something to say above the form.
    pub fn is_faulty(&self) -> bool {
        self.conflict.is_some() || !self.summary.is_empty()
    }
}

/// Every field in order, with its name as it is said outside its group.
fn named(sections: &[Section]) -> impl Iterator<Item = (String, &Field)> {
    sections.iter().flat_map(|section| {
        let own = section.fields.iter().map(|field| (field.label.clone(), field));
        let grouped = section.groups.iter().flat_map(|group| {
            group.fields.iter().map(|field| (format!("{}, {}", group.legend, field.label), field))
        });
        own.chain(grouped)
    })
}

/// The fields with another value than the saved one.
fn differing(t: Texts, sections: &[Section]) -> Vec<(String, String)> {
    named(sections)
        .filter(|(_, field)| field.theirs.is_some())
        .map(|(name, field)| (field.id.clone(), t.with("form-differs", &[("label", &name)])))
        .collect()
}

/// The faults in the order of the fields. Where the sentence alone does not tell which field it is about, its name
/// stands before.
fn ordered(faults: Vec<(String, String)>, sections: &[Section]) -> Vec<(String, String)> {
    let fields: Vec<(String, &Field)> = named(sections).collect();
    let mut placed: Vec<(usize, String, String)> = faults
        .into_iter()
        .map(|(field, sentence)| {
            let place = fields.iter().position(|(_, known)| known.name == field);
            let (name, known) = place.map_or((None, None), |at| (Some(&fields[at].0), Some(fields[at].1)));
            let alike =
                known.is_some_and(|known| matches!(known.kind, Kind::Number) || known.name.contains('['));
            let sentence =
                name.filter(|_| alike).map_or(sentence.clone(), |name| format!("{name}: {sentence}"));
            (place.unwrap_or(usize::MAX), id(&field), sentence)
        })
        .collect();
    placed.sort_by_key(|(place, ..)| *place);
    placed.into_iter().map(|(_, id, sentence)| (id, sentence)).collect()
}

/// The id on the page of a field with this name.
pub fn id(name: &str) -> String {
    name.replace(['[', '.'], "-").replace(']', "")
}

/// Makes fields for one kind of thing out of what was typed.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    /// The language.
    pub t: Texts,
    /// What the texts' keys begin with.
    pub thing: &'static str,
    /// What was typed.
    pub form: &'a Form,
    /// What is saved now, when someone else saved meanwhile.
    pub theirs: Option<&'a Form>,
}

impl Fields<'_> {
    /// The field with a name; its label and hint are the texts `{thing}-{name}` and `{thing}-{name}-hint`.
    pub fn field(&self, name: &str, kind: Kind) -> Field {
        self.called(name, name, kind)
    }

    /// A field whose texts go by another name than the field.
    pub fn called(&self, name: &str, text: &str, kind: Kind) -> Field {
        let key = format!("{}-{}", self.thing, text.replace('_', "-"));
        let hint = format!("{key}-hint");
        let is_secret = matches!(kind, Kind::Password | Kind::NewPassword | Kind::Code);
        Field {
            id: id(name),
            label: self.t.get(&key),
            hint: self.t.has(&hint).then(|| self.t.get(&hint)),
            value: if is_secret { String::new() } else { self.form.value(name).to_owned() },
            ticked: self.form.ticked(name),
            wrong: self.form.wrong(&self.t, name),
            theirs: self.theirs.and_then(|theirs| self.difference(theirs, name, &kind)),
            required: false,
            focus: false,
            about: None,
            name: name.to_owned(),
            kind,
        }
    }

    /// A field that must be filled in.
    pub fn required(&self, name: &str, kind: Kind) -> Field {
        Field { required: true, ..self.field(name, kind) }
    }

    /// A field that must be filled in, whose texts go by another name than the field.
    pub fn required_as(&self, name: &str, text: &str, kind: Kind) -> Field {
        Field { required: true, ..self.called(name, text, kind) }
    }

    /// The password that one is to have, with what it must be like.
    pub fn new_password(&self) -> Field {
        Field { required: true, ..self.called("password", "chosen-password", Kind::NewPassword) }
    }

    /// The saved value in words, when it is another than the typed one.
    fn difference(&self, theirs: &Form, name: &str, kind: &Kind) -> Option<String> {
        let (typed, saved) = (self.form.value(name), theirs.value(name));
        let words = match kind {
            Kind::Box if self.form.ticked(name) == theirs.ticked(name) => return None,
            Kind::Box => self.t.get(if theirs.ticked(name) { "form-yes" } else { "form-no" }),
            _ if is_same(typed, saved) => return None,
            Kind::Choice(options) | Kind::Radios(options) => {
                let option = options.iter().find(|(value, _)| value == saved);
                option.map_or_else(|| saved.to_owned(), |(_, words)| words.clone())
            }
            _ => saved.to_owned(),
        };
        Some(if words.is_empty() { self.t.get("form-nothing") } else { words })
    }
}

/// Whether two typed values mean the same: blanks around, line ends and ways to write a number aside.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.trim().replace("\r\n", "\n");
    let number = |text: &str| swedish::read_kronor(text);
    plain(one) == plain(other) || number(one).is_some_and(|value| Some(value) == number(other))
}

/// The options of a choice, with the texts `{prefix}-{name}`.
pub fn options(
    t: Texts,
    prefix: &str,
    names: impl IntoIterator<Item = &'static str>,
) -> Vec<(String, String)> {
    names.into_iter().map(|name| (name.to_owned(), t.get(&format!("{prefix}-{name}")))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_the_same_is_no_difference() {
        for (one, other) in [("1 200 000", "1200000"), ("0,5", "0.5"), (" a\r\nb ", "a\nb"), ("", "")] {
            assert!(is_same(one, other), "{one:?} {other:?}");
        }
        for (one, other) in [("1", "2"), ("", "0"), ("a", "b")] {
            assert!(!is_same(one, other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn ids_hold_no_brackets() {
        assert_eq!(id("effect[0].low"), "effect-0-low");
        assert_eq!(id("cost_one_off"), "cost_one_off");
    }
}
