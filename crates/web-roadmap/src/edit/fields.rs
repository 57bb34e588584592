//! The forms of roadmaps, areas, needs and initiatives: which fields they have, how they are filled and read. The
//! measure's is longer and stands in [`super::measure`].

use plan::fault::FieldFault;
use plan::roadmap::{
    AreaInput, Blank, Blanks, Column, InitiativeInput, Level, NeedInput, RoadmapInput, Scope,
};

use site::forms::Form;
use site::forms::{Fields, Kind, Section, options};
use site::texts::Texts;
use site::words::blank_words;

/// A year, or none; one outside every range becomes one that `plan` refuses.
pub fn year(form: &mut Form, field: &str) -> Option<i32> {
    form.whole(field).map(|year| i32::try_from(year).unwrap_or(i32::MAX))
}

/// One of several by its name; the first time nothing is sent. An unknown name is noted as a fault.
pub fn choice<T>(form: &mut Form, field: &str, named: fn(&str) -> Option<T>, without: T) -> T {
    let name = form.text(field);
    if name.is_empty() {
        return without;
    }
    named(&name).unwrap_or_else(|| {
        form.fault(FieldFault::new(field, "choice-unknown"));
        without
    })
}

fn set_year(form: &mut Form, field: &str, year: Option<i32>) {
    form.set(field, year.map(|year| year.to_string()).unwrap_or_default());
}

pub fn fill_roadmap(form: &mut Form, input: &RoadmapInput) {
    form.set("title", &input.title).set("purpose", &input.purpose);
}

pub fn read_roadmap(form: &Form, region_code: &str) -> RoadmapInput {
    RoadmapInput {
        region_code: region_code.to_owned(),
        title: form.text("title"),
        purpose: form.text("purpose"),
    }
}

pub fn fill_area(form: &mut Form, input: &AreaInput) {
    form.set("title", &input.title);
}

pub fn read_area(form: &Form) -> AreaInput {
    AreaInput { title: form.text("title") }
}

pub fn fill_need(form: &mut Form, input: &NeedInput) {
    form.set("title", &input.title)
        .set("more_needed", &input.more_needed)
        .set("scope", input.scope)
        .set("evidence", &input.evidence);
    set_year(form, "horizon", input.horizon);
    for column in Column::ALL {
        form.set(blank_field(column), input.blanks.get(column).map_or("", Blank::name));
    }
}

/// The name of the field that says why a column is left blank.
pub fn blank_field(column: Column) -> String {
    format!("blank_{column}")
}

/// What can be said of a column that is left blank.
pub fn blank_choices(t: Texts, column: Column) -> Vec<(String, String)> {
    let none = (String::new(), t.get("blank-unsaid"));
    let said = |blank: Blank| (blank.name().to_owned(), blank_words(t, column, blank));
    std::iter::once(none).chain(Blank::ALL.map(said)).collect()
}

pub fn read_need(form: &mut Form) -> NeedInput {
    NeedInput {
        title: form.text("title"),
        more_needed: form.text("more_needed"),
        horizon: year(form, "horizon"),
        scope: choice(form, "scope", Scope::named, Scope::All),
        evidence: form.text("evidence"),
        blanks: Column::ALL.into_iter().fold(Blanks::default(), |blanks, column| {
            blanks.with(column, Blank::named(form.value(&blank_field(column))))
        }),
    }
}

pub fn fill_initiative(form: &mut Form, input: &InitiativeInput) {
    form.set("level", input.level)
        .set("title", &input.title)
        .set("description", &input.description)
        .set("source", &input.source);
    set_year(form, "from_year", input.from_year);
    set_year(form, "to_year", input.to_year);
}

pub fn read_initiative(form: &mut Form) -> InitiativeInput {
    InitiativeInput {
        level: choice(form, "level", Level::named, Level::Local),
        title: form.text("title"),
        description: form.text("description"),
        source: form.text("source"),
        from_year: year(form, "from_year"),
        to_year: year(form, "to_year"),
    }
}

pub fn roadmap(fields: &Fields<'_>) -> Vec<Section> {
    one(vec![fields.required("title", Kind::Line), fields.field("purpose", Kind::Text)])
}

pub fn area(fields: &Fields<'_>) -> Vec<Section> {
    one(vec![fields.required("title", Kind::Line)])
}

pub fn need(fields: &Fields<'_>) -> Vec<Section> {
    let scopes = options(fields.t, "scope", Scope::ALL.map(Scope::name));
    let mut sections = one(vec![
        fields.required("title", Kind::Line),
        fields.field("more_needed", Kind::Text),
        fields.field("horizon", Kind::Number),
        fields.field("scope", Kind::Choice(scopes)),
        fields.field("evidence", Kind::Text),
    ]);
    let blank = |column| fields.field(&blank_field(column), Kind::Choice(blank_choices(fields.t, column)));
    sections.push(Section {
        heading: Some(fields.t.get("need-section-blanks")),
        intro: Some(fields.t.get("need-section-blanks-intro")),
        fields: Column::ALL.map(blank).into(),
        ..Section::default()
    });
    sections
}

pub fn initiative(fields: &Fields<'_>) -> Vec<Section> {
    let levels = options(fields.t, "level", Level::ALL.map(Level::name));
    one(vec![
        fields.field("level", Kind::Radios(levels)),
        fields.required("title", Kind::Line),
        fields.field("description", Kind::Text),
        fields.field("source", Kind::Line),
        fields.field("from_year", Kind::Number),
        fields.field("to_year", Kind::Number),
    ])
}

fn one(fields: Vec<site::forms::Field>) -> Vec<Section> {
    vec![Section { fields, ..Section::default() }]
}
