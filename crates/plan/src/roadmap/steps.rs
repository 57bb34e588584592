//! Taking a roadmap from one state to the next, with what each step demands, and freezing it where it is due.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use data_encoding::HEXLOWER;
use serde_json::json;
use uuid::Uuid;

use super::input::PLAN_YEARS;
use super::read::load;
use super::reminders::{self, Reminded};
use super::stage::{Demand, Step, steps_from};
use super::types::{Level, Need, Roadmap, RoadmapTree};
use super::versions::{self, Version};
use crate::access::{Kind, Stage, may};
use crate::audit::{self, Entry, Event};
use crate::checks::{Check, TEXT, line, lines};
use crate::db::{Tx, query, sql};
use crate::fault::{Fault, FieldFault};
use crate::name::named;
use crate::records::{decided_of, root_of};

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

/// Most of what needs lack that is named at once.
const MOST_NAMED: usize = 8;
/// The longest that others are given to answer, days: two years.
const LONGEST_CONSULTATION: u64 = 731;
/// Weeks from the announcement within which a decision can be appealed (KL 13:5).
pub const APPEAL_WEEKS: i64 = 3;

/// The steps that whoever acts may take with a roadmap now, the most likely first.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn possible(tx: &mut Tx, id: Uuid) -> Result<Vec<&'static Step>, Fault> {
    let (root, stage) = decided_of(tx, Kind::Roadmap.of(id)).await?;
    Ok(steps_from(stage).filter(|step| may(tx.actor(), step.right, root.place())).collect())
}

/// The steps that others take with a roadmap now, for whoever works where it belongs.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn by_others(tx: &mut Tx, id: Uuid) -> Result<Vec<&'static Step>, Fault> {
    let (root, stage) = decided_of(tx, Kind::Roadmap.of(id)).await?;
    if !root.may_read_history(tx) {
        return Ok(Vec::new());
    }
    Ok(steps_from(stage).filter(|step| !may(tx.actor(), step.right, root.place())).collect())
}

/// The roadmap as whoever takes a step has seen it: its own version, and when anything in it was last changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its version.
    pub version: i64,
    /// When anything in it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<&Roadmap> for Seen {
    fn from(roadmap: &Roadmap) -> Self {
        Self { version: roadmap.version, updated_at: roadmap.updated_at }
    }
}

/// Takes a step with a roadmap as whoever acts has seen it: nobody freezes what they have not read.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Conflict`]; [`Fault::Invalid`] with everything that the step
/// demands and does not have.
pub async fn take(tx: &mut Tx, id: Uuid, seen: Seen, input: &StepInput) -> Result<(), Fault> {
    let (root, stage) = decided_of(tx, Kind::Roadmap.of(id)).await?;
    let to = Stage::named(&input.to);
    let step = steps_from(stage).find(|step| Some(step.to) == to);
    let step = step.ok_or_else(|| Fault::Invalid(vec![FieldFault::new("to", "step-not-allowed")]))?;
    tx.demand(step.right, root.place())?;
    let tree = load(tx, id).await?;
    if Seen::from(&tree.roadmap) != seen {
        return Err(Fault::Conflict);
    }
    let input = tidied(input, step, &tree);
    check(tx, step, &input, &tree).await?;

    let number =
        if input.registry_number.is_empty() { &tree.roadmap.registry_number } else { &input.registry_number };
    let is_published = stays_published(tx, step, &tree).await?;
    query(sql!(
        "update roadmap set stage = $2, registry_number = $3, is_published = $4, updated_at = $5, version = version + 1
         where id = $1"
    ))
    .bind(id)
    .bind(step.to.name())
    .bind(number)
    .bind(is_published)
    .bind(tx.now())
    .execute(tx)
    .await?;
    let mut frozen = None;
    if step.freezes {
        let (version, hash) = versions::freeze(tx, &tree, step.to, &input).await?;
        frozen = Some((version, HEXLOWER.encode(&hash)));
        if let Some(answer_by) = input.answer_by.filter(|_| step.to == Stage::Consultation) {
            reminders::remind(tx, Reminded { roadmap: id, version }, answer_by).await?;
        }
    }
    if let Some(announced) = input.announced_on {
        versions::announce(tx, id, announced).await?;
    }
    let change = json!({ "stage": [step.from, step.to], "question": [null, input.question],
        "answer_by": [null, input.answer_by], "registry_number": [tree.roadmap.registry_number, number],
        "decided_by": [null, input.decided_by], "decided_on": [null, input.decided_on],
        "paragraph": [null, input.paragraph], "announced_on": [null, input.announced_on],
        "version": [null, frozen.as_ref().map(|(number, _)| number)],
        "hash": [null, frozen.as_ref().map(|(_, hash)| hash)] });
    audit::note(
        tx,
        Event::on(STEP, "roadmap", id)
            .within(&root.house)
            .change(without_empty(change))
            .because(&input.reason),
    )
    .await
}

/// Whether everyone may read the roadmap as it stands after a step: as long as it stands as it was adopted and
/// published. A new decision is published anew.
async fn stays_published(tx: &mut Tx, step: &Step, tree: &RoadmapTree) -> Result<bool, Fault> {
    if step.demands.contains(&Demand::Unchanged) {
        let adopted = versions::latest(tx, tree.roadmap.id, Some(Stage::Adopted)).await?;
        return Ok(adopted.is_some_and(|version| version.is_published));
    }
    Ok(tree.roadmap.is_published && step.to.is_decided() && step.to != Stage::Adopted)
}

/// The name of a step in the trail.
const STEP: &str = "roadmap.step";

/// The steps that have been taken with a roadmap, for its own house; none for others who read it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn taken(tx: &mut Tx, id: Uuid) -> Result<Vec<Entry>, Fault> {
    let root = root_of(tx, Kind::Roadmap.of(id)).await?;
    if root.may_read_history(tx) { audit::history(tx, id, STEP).await } else { Ok(Vec::new()) }
}

fn without_empty(mut change: serde_json::Value) -> serde_json::Value {
    if let Some(fields) = change.as_object_mut() {
        fields.retain(|_, pair| !pair[1].is_null() && pair[1] != "" && pair[0] != pair[1]);
    }
    change
}

/// What is told, tidied, and only what the step asks for: nothing else takes effect.
fn tidied(input: &StepInput, step: &Step, tree: &RoadmapTree) -> StepInput {
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
        registry_number: if number.is_empty() { tree.roadmap.registry_number.clone() } else { number },
        decided_by: input.decided_by.filter(|_| decides),
        decided_on: input.decided_on.filter(|_| decides),
        paragraph: text(decides, line(&input.paragraph)),
        announced_on: input.announced_on.filter(|_| asks(Demand::Announced)),
    }
}

/// Everything that a step demands and does not have.
async fn check(tx: &mut Tx, step: &Step, input: &StepInput, tree: &RoadmapTree) -> Result<(), Fault> {
    let today = tx.today();
    let mut check = Check::default();
    check.texts(&[("reason", &input.reason), ("question", &input.question), ("paragraph", &input.paragraph)]);
    check.title_length("registry_number", &input.registry_number);
    check.at_most("summary", &input.summary, 5 * TEXT);
    let adopted = versions::latest(tx, tree.roadmap.id, Some(Stage::Adopted)).await?;
    for demand in step.demands {
        match demand {
            Demand::Needs if tree.needs().next().is_none() => {
                check.add(FieldFault::new("needs", "step-needs-needs"))
            }
            Demand::Complete => complete(&mut check, tree),
            Demand::Question => check.present("question", &input.question, "question-missing"),
            Demand::AnswerBy => future(&mut check, "answer_by", input.answer_by, today),
            Demand::Summary => check.present("summary", &input.summary, "summary-missing"),
            Demand::Reason => check.present("reason", &input.reason, "reason-missing"),
            Demand::RegistryNumber => registry_number(&mut check, input),
            Demand::Decision => decision(&mut check, step, input, today),
            Demand::Announced => announced(&mut check, input, adopted.as_ref(), today),
            Demand::Unchanged if !versions::is_unchanged(tx, tree, adopted.as_ref()).await? => {
                check.add(FieldFault::new("to", "changed-since-adopted"));
            }
            Demand::Needs | Demand::Unchanged => {}
        }
    }
    check.finish(()).map(|_| ()).map_err(Fault::Invalid)
}

fn complete(check: &mut Check, tree: &RoadmapTree) {
    if tree.needs().next().is_none() {
        check.add(FieldFault::new("needs", "step-needs-needs"));
    }
    let lacking = tree.needs().flat_map(|need| lacking(need).map(move |key| (need, key)));
    for (need, key) in lacking.take(MOST_NAMED) {
        check.add(FieldFault::new("needs", key).with("title", &need.title));
    }
}

/// Which of its four columns a need lacks. What is missing can be said to be: an initiative called "saknas" tells that
/// there is none.
fn lacking(need: &Need) -> impl Iterator<Item = &'static str> {
    let has = |level| need.initiatives.iter().any(|initiative| initiative.level == level);
    let is_local = has(Level::Local) || has(Level::Regional) || !need.measures.is_empty();
    let columns = [
        (has(Level::National), "need-lacks-national"),
        (is_local, "need-lacks-local"),
        (!need.more_needed.is_empty(), "need-lacks-more"),
        (need.horizon.is_some(), "need-lacks-horizon"),
    ];
    columns.into_iter().filter(|(has, _)| !has).map(|(_, key)| key)
}

fn registry_number(check: &mut Check, input: &StepInput) {
    check.present("registry_number", &input.registry_number, "registry-number-missing");
}

fn future(check: &mut Check, field: &'static str, day: Option<NaiveDate>, today: NaiveDate) {
    let latest = today.checked_add_days(Days::new(LONGEST_CONSULTATION)).unwrap_or(today);
    match day {
        None => check.add(FieldFault::new(field, "date-missing")),
        Some(day) if day <= today => check.add(FieldFault::new(field, "date-to-choose")),
        Some(day) if day > latest => {
            check.add(FieldFault::new(field, "date-too-late").with("date", latest));
        }
        Some(_) => {}
    }
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
