//! Taking something from one state to the next, with what each step demands, and freezing it where it is due.

use chrono::{Datelike, NaiveDate};
use data_encoding::HEXLOWER;
use serde_json::json;

use super::reminders::{self, Reminded};
use super::step_table::{Demand, Step, steps_from};
use super::subject::{DecidedKind, ExpectedVersion, Subject};
use super::versions::{self, Version};
use crate::access::{Kind, Ref, Stage, may};
use crate::audit::{self, Entry};
use crate::checks::{Check, TEXT, line, lines};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::inquiry;
use crate::name::named;
use crate::records::{decided_of, event};
use crate::roadmap::input::PLAN_YEARS;

named! {
    /// Who decides.
    Body {
        /// A committee (nämnd).
        Committee = "committee",
        /// The executive board (kommun- eller regionstyrelsen).
        ExecutiveBoard = "executive_board",
        /// The council (kommun- eller regionfullmäktige).
        Council = "council",
        /// Another: a board of an association, a management.
        Other = "other",
    }
}

/// What is told when a step is taken. A step needs some of it, and keeps what is told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepInput {
    /// The state to go to.
    pub to: String,
    /// Why.
    pub reason: String,
    /// What is asked of those who are consulted.
    pub question: String,
    /// The last day for their answers.
    pub answer_by: Option<NaiveDate>,
    /// Their answers summed up.
    pub summary: String,
    /// Number in the registry.
    pub registry_number: String,
    /// Who decided.
    pub decided_by: Option<Body>,
    /// When.
    pub decided_on: Option<NaiveDate>,
    /// In which paragraph of the minutes.
    pub paragraph: String,
    /// When the adjusted minutes were announced.
    pub announced_on: Option<NaiveDate>,
}

/// Weeks from the announcement within which a decision can be appealed (KL 13:5).
pub const APPEAL_WEEKS: i64 = 3;

/// The steps that the actor may take with something now, the most likely first.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn possible_steps(tx: &mut Tx, of: Ref) -> Result<Vec<&'static Step>, Fault> {
    let (root, stage) = decided_of(tx, of).await?;
    Ok(steps_from(stage).filter(|step| may(tx.actor(), step.right, root.owner())).collect())
}

/// The steps that others take with something now, for whoever works where it belongs.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn steps_for_others(tx: &mut Tx, of: Ref) -> Result<Vec<&'static Step>, Fault> {
    let (root, stage) = decided_of(tx, of).await?;
    if !root.may_read_history(tx) {
        return Ok(Vec::new());
    }
    Ok(steps_from(stage).filter(|step| !may(tx.actor(), step.right, root.owner())).collect())
}

/// Takes a step with something as the actor has seen it: nobody freezes what they have not read.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Conflict`]; [`Fault::Invalid`] with everything that the step
/// demands and does not have.
pub async fn take(tx: &mut Tx, of: Ref, expected: ExpectedVersion, input: &StepInput) -> Result<(), Fault> {
    let (root, stage) = decided_of(tx, of).await?;
    let to = Stage::named(&input.to);
    let step = steps_from(stage).find(|step| Some(step.to) == to);
    if let Some(step) = step {
        tx.demand(step.right, root.owner())?;
    }
    // A step that is not there may just have been taken by someone else.
    let subject = Subject::load(tx, root.of).await?;
    if subject.version != expected {
        return Err(Fault::Conflict);
    }
    let step = step.ok_or_else(|| Fault::Invalid(vec![FieldFault::new("to", "step-not-allowed")]))?;
    let input = normalised(input, step, &subject);
    check(tx, step, &input, &subject).await?;

    advance(tx, step, &input, &subject).await?;
    let mut frozen = None;
    if step.freezes {
        let (version, hash) = versions::freeze(tx, &subject, step.to, &input).await?;
        frozen = Some((version, HEXLOWER.encode(&hash)));
        if let Some(answer_by) = input.answer_by.filter(|_| step.to == Stage::Consultation) {
            reminders::remind(tx, &Reminded::new(root.of, version), answer_by).await?;
            subject.content.consult(tx, &subject, version, &input.question, answer_by).await?;
        }
        if let Some(inquiry) = subject.inquiry.as_ref().filter(|_| step.to == Stage::Proposal) {
            inquiry::sum_up_with_step(tx, inquiry, &input.summary).await?;
        }
    }
    if let Some(announced) = input.announced_on {
        versions::announce(tx, root.of, announced).await?;
    }
    let change = json!({ "stage": [step.from, step.to], "question": [null, input.question],
        "answer_by": [null, input.answer_by], "registry_number": [subject.registry_number, input.registry_number],
        "decided_by": [null, input.decided_by], "decided_on": [null, input.decided_on],
        "paragraph": [null, input.paragraph], "announced_on": [null, input.announced_on],
        "version": [null, frozen.as_ref().map(|(number, _)| number)],
        "hash": [null, frozen.as_ref().map(|(_, hash)| hash)] });
    let event = event(&root, STEP, root.of).change(without_empty(change)).because(&input.reason);
    audit::record(tx, event).await
}

/// Stores the state that a step leads to.
async fn advance(tx: &mut Tx, step: &Step, input: &StepInput, subject: &Subject) -> Result<(), Fault> {
    let is_published = stays_published(tx, step, subject).await?;
    let text = match DecidedKind::of(subject.of)? {
        DecidedKind::Roadmap => sql!(
            "update roadmap set stage = $2, registry_number = $3, is_published = $4, updated_at = $5,
                version = version + 1
             where id = $1"
        ),
    };
    query(text)
        .bind(subject.of.id)
        .bind(step.to.name())
        .bind(&input.registry_number)
        .bind(is_published)
        .bind(tx.now())
        .execute(tx)
        .await?;
    Ok(())
}

/// Whether everyone may read it as it stands after a step: as long as it stands as it was adopted and published. A new
/// decision is published anew.
async fn stays_published(tx: &mut Tx, step: &Step, subject: &Subject) -> Result<bool, Fault> {
    if step.demands.contains(&Demand::Unchanged) {
        let adopted = versions::latest(tx, subject.of, Some(Stage::Adopted)).await?;
        return Ok(adopted.is_some_and(|version| version.is_published));
    }
    Ok(subject.is_published && step.to.is_decided() && step.to != Stage::Adopted)
}

/// What a step is called in the trail.
const STEP: &str = "step";

/// The steps that have been taken with something, for its own house; none for others who read it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn steps_taken(tx: &mut Tx, of: Ref) -> Result<Vec<Entry>, Fault> {
    let (root, _) = decided_of(tx, of).await?;
    if !root.may_read_history(tx) {
        return Ok(Vec::new());
    }
    steps_noted(tx, root.of).await
}

/// The rows of the trail that tell of a thing's steps, the first first.
pub(super) async fn steps_noted(tx: &mut Tx, of: Ref) -> Result<Vec<Entry>, Fault> {
    audit::history(tx, of.id, &step_action(of.kind)).await
}

/// How the trail names a step with a kind of thing.
pub(super) fn step_action(kind: Kind) -> String {
    format!("{kind}.{STEP}")
}

fn without_empty(mut change: serde_json::Value) -> serde_json::Value {
    if let Some(fields) = change.as_object_mut() {
        fields.retain(|_, pair| !pair[1].is_null() && pair[1] != "" && pair[0] != pair[1]);
    }
    change
}

/// What is told, normalised, and only what the step asks for: nothing else takes effect.
fn normalised(input: &StepInput, step: &Step, subject: &Subject) -> StepInput {
    let asks = |demand| step.demands.contains(&demand);
    let (decides, numbers) = (asks(Demand::Decision), asks(Demand::Decision) || asks(Demand::RegistryNumber));
    let text = |asked: bool, text: String| if asked { text } else { String::new() };
    let number = text(numbers, line(&input.registry_number));
    StepInput {
        to: input.to.clone(),
        reason: lines(&input.reason),
        question: text(asks(Demand::Question), lines(&input.question)),
        answer_by: input.answer_by.filter(|_| asks(Demand::AnswerBy)),
        summary: text(asks(Demand::Summary), lines(&input.summary)),
        registry_number: if number.is_empty() { subject.registry_number.clone() } else { number },
        decided_by: input.decided_by.filter(|_| decides),
        decided_on: input.decided_on.filter(|_| decides),
        paragraph: text(decides, line(&input.paragraph)),
        announced_on: input.announced_on.filter(|_| asks(Demand::Announced)),
    }
}

/// Everything that a step demands and does not have.
async fn check(tx: &mut Tx, step: &Step, input: &StepInput, subject: &Subject) -> Result<(), Fault> {
    let today = tx.today();
    let mut check = Check::default();
    check.texts(&[("reason", &input.reason), ("question", &input.question), ("paragraph", &input.paragraph)]);
    check.title_length("registry_number", &input.registry_number);
    check.at_most("summary", &input.summary, 5 * TEXT);
    let adopted = versions::latest(tx, subject.of, Some(Stage::Adopted)).await?;
    for demand in step.demands {
        match demand {
            Demand::Needs if subject.is_empty => check.add(FieldFault::new("needs", "step-needs-needs")),
            Demand::Question => check.present("question", &input.question, "question-missing"),
            Demand::AnswerBy => inquiry::last_day(&mut check, "answer_by", input.answer_by, today),
            Demand::Summary if subject.was_consulted => {
                check.present("summary", &input.summary, "summary-missing");
            }
            Demand::Dispositions => undisposed(tx, &mut check, subject).await?,
            Demand::Reason => check.present("reason", &input.reason, "reason-missing"),
            Demand::RegistryNumber => registry_number(&mut check, input),
            Demand::Decision => decision(&mut check, step, input, today),
            Demand::Announced => announced(&mut check, input, adopted.as_ref(), today),
            Demand::Unchanged if !versions::is_unchanged(tx, subject, adopted.as_ref()).await? => {
                check.add(FieldFault::new("to", "changed-since-adopted"));
            }
            Demand::Needs | Demand::Summary | Demand::Unchanged => {}
        }
    }
    check.finish(()).map(|_| ()).map_err(Fault::Invalid)
}

/// A fault for each point that somebody answered and nothing has become of, since it was adopted last.
async fn undisposed(tx: &mut Tx, check: &mut Check, subject: &Subject) -> Result<(), Fault> {
    if !subject.was_consulted {
        return Ok(());
    }
    for point in inquiry::undisposed_of_roadmap(tx, subject.of.id).await? {
        check.add(FieldFault::new("dispositions", "undisposed").with("title", &point.title));
    }
    Ok(())
}

fn registry_number(check: &mut Check, input: &StepInput) {
    check.present("registry_number", &input.registry_number, "registry-number-missing");
}

fn past(check: &mut Check, field: &'static str, day: Option<NaiveDate>, today: NaiveDate) {
    match day {
        None => check.add(FieldFault::new(field, "date-missing")),
        Some(day) if day > today => check.add(FieldFault::new(field, "date-to-come")),
        Some(day) if day.year() < PLAN_YEARS.0 => check.add(FieldFault::new(field, "date-long-ago")),
        Some(_) => {}
    }
}

fn decision(check: &mut Check, step: &Step, input: &StepInput, today: NaiveDate) {
    registry_number(check, input);
    past(check, "decided_on", input.decided_on, today);
    check.present("paragraph", &input.paragraph, "paragraph-missing");
    match input.decided_by {
        None => check.add(FieldFault::new("decided_by", "body-missing")),
        // What the council decides must have been with the executive board (KL 5:28).
        Some(Body::Council) if step.from == Stage::Committee => {
            check.add(FieldFault::new("decided_by", "board-first"));
        }
        Some(_) => {}
    }
}

fn announced(check: &mut Check, input: &StepInput, adopted: Option<&Version>, today: NaiveDate) {
    past(check, "announced_on", input.announced_on, today);
    let decided = adopted.and_then(|version| version.decided_on);
    if decided.zip(input.announced_on).is_some_and(|(decided, announced)| announced < decided) {
        check.add(FieldFault::new("announced_on", "announced-before"));
    }
}
