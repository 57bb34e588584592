//! Asking how far those asked have come with an approach, such as a technology. What they answer is what everybody then reads of
//! how it spreads; what they said last is there to be confirmed.

use chrono::NaiveDate;
use statistics::effects::Effects;
use uuid::Uuid;

use super::answering::Answering;
use super::input::QuestionInput;
use super::questions::add_listed;
use super::read::stored_questions;
use super::types::{Question, QuestionKind, Reply};
use crate::checks::Check;
use crate::db::Tx;
use crate::fault::{Fault, FieldFault};
use crate::organisations::{self, Organisation, Organisations};
use crate::uptake::{self, Told, Uptake, UptakeInput, UptakeSource, UptakeStage};

impl Question {
    /// The approach that it asks about, by name.
    pub fn approach(&self) -> Option<&str> {
        (self.kind == QuestionKind::Uptake).then_some(self.unit.as_str())
    }
}

/// What an answer says of how far they have come; none when it says nothing. It is kept as stage, share and day, one a line.
pub fn said_of_uptake(reply: &Reply) -> Option<UptakeInput> {
    let mut lines = reply.choice.split('\n');
    let stage = UptakeStage::named(lines.next()?)?;
    Some(UptakeInput {
        stage: Some(stage),
        share: lines.next().and_then(|share| share.parse().ok()),
        day: lines.next().and_then(|day| day.parse().ok()),
        note: reply.body.clone(),
    })
}

/// What was said before, as an answer.
pub fn as_reply(said: &Uptake) -> Reply {
    let share = said.share.map(|share| share.to_string()).unwrap_or_default();
    Reply { choice: format!("{}\n{share}\n{}", said.stage, said.day), body: said.note.clone() }
}

/// An answer as it is kept, if it can be.
pub(super) fn checked(check: &mut Check, reply: &Reply, today: NaiveDate) -> String {
    let typed: Vec<&str> = reply.choice.split('\n').map(str::trim).collect();
    let at = |place: usize| typed.get(place).copied().unwrap_or_default();
    let [stage, share, day] = [at(0), at(1), at(2)];
    // What is only written is kept as such: those asked may lift what others say.
    if [stage, share, day].iter().all(|text| text.is_empty()) {
        return String::new();
    }
    let named = UptakeStage::named(stage);
    if named.is_none() {
        check.add(FieldFault::new("stage", "stage-missing"));
    }
    let number = swedish::read_number(share).filter(|number| number.is_finite());
    if !share.is_empty() && number.is_none() {
        check.add(FieldFault::new("share", "not-a-number"));
    }
    uptake::check_share(check, "share", named, number);
    match day.parse::<NaiveDate>() {
        Ok(day) => uptake::check_day(check, "day", day, today),
        Err(_) if day.is_empty() => {}
        Err(_) => check.add(FieldFault::new("day", "not-a-date")),
    }
    let share = number.map(|number| number.to_string()).unwrap_or_default();
    format!("{stage}\n{share}\n{day}")
}

/// What was last said of those who are asked, for a question that they have not answered yet.
///
/// # Errors
/// The database fails.
pub async fn last_known(tx: &mut Tx, it: &Answering, question: &Question) -> Result<Option<Uptake>, Fault> {
    match (question.approach(), &it.recipient.organisation_id, it.reply(question.id)) {
        (Some(approach), Some(organisation), None) => uptake::last_uptake(tx, approach, organisation).await,
        _ => Ok(None),
    }
}

/// Asks how far those asked have come with approaches, each with a title in the words of whoever asks. What is asked already is not
/// asked again.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Invalid`] with `uptake-none` or `questions-full`.
pub async fn ask_about_uptake(
    tx: &mut Tx,
    effects: &Effects,
    inquiry: Uuid,
    chosen: &[(String, String)],
) -> Result<(), Fault> {
    let all = stored_questions(tx, inquiry).await?;
    let is_new = |name: &str| {
        effects.approach(name).is_some_and(|one| one.is_practice)
            && !all.iter().any(|question| question.approach() == Some(name))
    };
    let question = |(name, title): &(String, String)| {
        let (title, unit) = (title.clone(), name.clone());
        (QuestionInput { title, kind: QuestionKind::Uptake, unit, ..QuestionInput::default() }, None)
    };
    let new = chosen.iter().filter(|(name, _)| is_new(name)).map(question).collect();
    add_listed(tx, inquiry, new, "uptake-none").await
}

/// Keeps what a sent answer says of how far they have come, in place of what it said before: stage, share and day, with whoever asked;
/// what is written besides is theirs who ask. Of nobody who is known by a name alone, and only where those who ask could have told it
/// themselves: anybody may ask, and give any address.
pub(super) async fn take(tx: &mut Tx, it: &Answering) -> Result<(), Fault> {
    if !it.questions.iter().any(|question| question.approach().is_some()) {
        return Ok(());
    }
    uptake::forget_told(tx, it.recipient.id).await?;
    let tree = organisations::load(tx).await?;
    let Some((asker, of)) = told_by_answer(tx, &tree, it) else { return Ok(()) };
    for question in it.asked() {
        let (Some(approach), Some(reply)) = (question.approach(), it.reply(question.id)) else { continue };
        let Some(said) = said_of_uptake(reply) else { continue };
        let told = Told {
            approach,
            of: of.owner(),
            source: UptakeSource::Inquiry,
            told_by: &asker.id,
            recipient: Some(it.recipient.id),
        };
        uptake::keep_told(tx, &told, &UptakeInput { note: String::new(), ..said }).await?;
    }
    Ok(())
}

/// Whether what is answered to a question becomes what everybody reads: where those who ask may tell of those asked.
///
/// # Errors
/// The database fails.
pub async fn becomes_public(tx: &mut Tx, it: &Answering) -> Result<bool, Fault> {
    if !it.questions.iter().any(|question| question.approach().is_some()) {
        return Ok(false);
    }
    let tree = organisations::load(tx).await?;
    Ok(told_by_answer(tx, &tree, it).is_some())
}

/// Who asks and who is asked, where what is answered becomes what everybody reads.
fn told_by_answer<'a>(
    tx: &Tx,
    tree: &'a Organisations,
    it: &Answering,
) -> Option<(&'a Organisation, &'a Organisation)> {
    let of = it.recipient.organisation_id.as_deref().filter(|_| !it.recipient.is_spontaneous)?;
    let (of, asker) = (tree.get(of)?, tree.get(&it.inquiry.organisation_id)?);
    (asker.house == of.house || uptake::may_tell(tx.actor(), tree, asker, of)).then_some((asker, of))
}
