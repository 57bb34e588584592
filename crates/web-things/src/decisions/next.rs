//! The next steps that something may take: what each asks for, who takes it, and what to think of before.

use plan::access::{Role, Stage};
use plan::decisions::{Body as DecidingBody, Demand, Step, Subject};
use plan::roadmap::{Lacking, Readiness};

use site::forms::{Fields, Form, FormView, Kind, Section, options};
use site::texts::Texts;
use site::things;

/// How much of something is written, and where the rest is written.
pub struct ReadinessView {
    pub sentence: String,
    /// Address, title and what is lacking.
    pub lacking: Vec<(String, String, String)>,
}

/// A step that may be taken.
pub struct StepForm {
    pub title: String,
    pub is_open: bool,
    /// What to think of before it is taken.
    pub warning: Option<String>,
    pub form: FormView,
}

/// A step, and the functions and persons who take it; or the roles that would, when nobody does.
pub fn by_whom(t: Texts, step: &Step, who: &[(String, Option<String>)]) -> String {
    let held = |(title, holder): &(String, Option<String>)| Some(format!("{title} ({})", holder.as_ref()?));
    let holders: Vec<String> = who.iter().filter_map(held).collect();
    let title = t.get(&step_key(step));
    if !holders.is_empty() {
        return t.with("step-by", &[("step", &title), ("roles", &holders.join(", "))]);
    }
    let roles = Role::ALL.into_iter().filter(|role| role.has(step.right) && *role != Role::SystemAdmin);
    let roles: Vec<String> = roles.map(|role| t.get(&format!("role-{role}"))).collect();
    t.with("step-by-nobody", &[("step", &title), ("roles", &roles.join(", "))])
}

/// How much of it is written, while others can still be asked about it.
pub fn readiness_view(t: Texts, subject: &Subject) -> Option<ReadinessView> {
    let Readiness { ready, all, lacking } = &subject.readiness;
    if !subject.stage.is_open() || *all == 0 {
        return None;
    }
    let lacks = |what: &&str| t.get(&format!("need-lacks-{what}"));
    let row = |one: &Lacking| {
        let what: Vec<String> = one.what.iter().map(lacks).collect();
        (things::address(one.of), one.title.clone(), what.join(", "))
    };
    Some(ReadinessView {
        sentence: t.with("readiness", &[("ready", ready), ("all", all)]),
        lacking: lacking.iter().map(row).collect(),
    })
}

/// What to think of before a step is taken.
fn warning(t: Texts, step: &Step, subject: &Subject) -> Option<String> {
    if step.to == Stage::Consultation && !subject.readiness.lacking.is_empty() {
        return Some(t.count("step-not-ready", subject.readiness.lacking.len()));
    }
    let by_council = subject.adopted_by == Some(DecidingBody::Council);
    (by_council && (step.from, step.to) == (Stage::Committee, Stage::Adopted))
        .then(|| t.get("step-replaces-council"))
}

/// The form of a step.
pub fn step_form(t: Texts, step: &Step, subject: &Subject, address: &str, typed: Option<&Form>) -> StepForm {
    let mut fresh = Form::default();
    fresh.set("registry_number", &subject.registry_number);
    if let Some(prepared) = &subject.prepared {
        let by = prepared.answer_by.map(|by| by.to_string()).unwrap_or_default();
        fresh.set("question", &prepared.purpose).set("answer_by", by);
    }
    if let Some(inquiry) = &subject.inquiry {
        fresh.set("summary", &inquiry.summary);
    }
    let mut form = typed.unwrap_or(&fresh).clone();
    form.set(
        "version",
        format!("{}.{}", subject.version.version, subject.version.updated_at.timestamp_micros()),
    );
    let fields = Fields { t, thing: "step", form: &form, theirs: None };
    let mut asked = Vec::new();
    for demand in step.demands {
        match demand {
            Demand::Summary if !subject.was_consulted => {}
            // What is lacking is said above the form, with where to do it.
            Demand::Dispositions => {}
            Demand::Question | Demand::Summary => asked.push(fields.required(demand.name(), Kind::Text)),
            Demand::AnswerBy | Demand::Announced => asked.push(fields.required(demand.name(), Kind::Date)),
            Demand::RegistryNumber => asked.push(fields.required(demand.name(), Kind::Line)),
            Demand::Decision => asked.extend(decision(&fields, step)),
            Demand::Reason | Demand::Needs | Demand::Unchanged => {}
        }
    }
    let needs_reason = step.demands.contains(&Demand::Reason);
    let mut reason = fields.field("reason", Kind::Text);
    if needs_reason {
        reason = fields.required("reason", Kind::Text);
    } else {
        reason.label = t.get("step-motivation");
    }
    if step.demands.contains(&Demand::Decision) {
        reason.hint = Some(t.get("step-motivation-read"));
    }
    asked.push(reason);
    // Several of these forms stand on the page, and ids must differ.
    asked.iter_mut().for_each(|field| field.id = format!("{}-{}", step.to, field.id));
    let mut view = FormView::new(t, &form, vec![Section { fields: asked, ..Section::default() }], None);
    view.action = format!("{address}/beslut");
    view.hidden.push(("to".into(), step.to.name().into()));
    view.save = t.get(&step_key(step));
    StepForm {
        title: t.get(&step_key(step)),
        is_open: typed.is_some(),
        warning: warning(t, step, subject),
        form: view,
    }
}

fn decision(fields: &Fields<'_>, step: &Step) -> [site::forms::Field; 4] {
    let is_council = |body: &DecidingBody| *body != DecidingBody::Council || step.from != Stage::Committee;
    let bodies = DecidingBody::ALL.into_iter().filter(is_council).map(DecidingBody::name);
    [
        fields.required("decided_by", Kind::Choice(options(fields.t, "body", bodies))),
        fields.required("decided_on", Kind::Date),
        fields.required("paragraph", Kind::Line),
        fields.required("registry_number", Kind::Line),
    ]
}

/// What a step is called.
pub fn step_title(t: Texts, step: &Step) -> String {
    t.get(&step_key(step))
}

/// The key of it: where the step goes, or what it is when it stays.
fn step_key(step: &Step) -> String {
    if step.from == step.to {
        "step-postponed".into()
    } else if (step.from, step.to) == (Stage::UnderReview, Stage::InForce) {
        "step-review-ended".into()
    } else if step.to == Stage::Revision && step.from.is_dispatched() {
        "step-referred-back".into()
    } else {
        format!("step-to-{}", step.to)
    }
}
