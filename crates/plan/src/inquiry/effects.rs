//! From answer to knowledge: those who are asked about a measure can propose another effect, with an interval and why. What
//! that would change is computed before anybody takes it in.

use chrono::{DateTime, Utc};
use projection::lever::Lever;
use sqlx_macros::FromRow;
use uuid::Uuid;

use super::answering::Answering;
use super::input::QuestionInput;
use super::questions::add_listed;
use super::read::{load, stored_questions};
use super::types::{Question, QuestionKind, Reply};
use crate::access::{Kind, Phase};
use crate::checks::{Check, TEXT};
use crate::db::{Tx, query, sql};
use crate::decisions::frozen_tree;
use crate::fault::{Fault, FieldFault};
use crate::records::{may_read, root_of};
use crate::roadmap::{Effect, MeasureInput, RoadmapTree};

/// An effect of a measure, as those who are asked about it read it.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedEffect {
    /// The measure.
    pub measure: Uuid,
    /// Its title.
    pub title: String,
    /// What is done.
    pub description: String,
    /// What the plan counts on.
    pub effect: Effect,
}

/// Size, low and high of an effect that an answer proposes, in the lever's unit; none when it proposes none.
pub fn proposed(reply: &Reply) -> Option<[f64; 3]> {
    let mut numbers = reply.choice.lines().map(|number| number.parse().ok());
    Some([numbers.next()??, numbers.next()??, numbers.next()??])
}

impl Question {
    /// The lever whose effect is asked about.
    pub fn lever(&self) -> Option<Lever> {
        if self.kind == QuestionKind::Effect { Lever::named(&self.unit) } else { None }
    }
}

/// The effects of a roadmap that can be asked about.
pub(crate) fn effects(tree: &RoadmapTree) -> Vec<AskedEffect> {
    let of = |measure: &crate::roadmap::Measure| {
        let one = |effect: &Effect| AskedEffect {
            measure: measure.id,
            title: measure.title.clone(),
            description: measure.description.clone(),
            effect: effect.clone(),
        };
        measure.effects.iter().map(one).collect::<Vec<_>>()
    };
    tree.measures().flat_map(of).collect()
}

/// The effects that an inquiry about a roadmap can ask about and does not yet, for whoever asks.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn askable(tx: &mut Tx, inquiry: Uuid) -> Result<Vec<AskedEffect>, Fault> {
    let about = load(tx, inquiry).await?;
    let (Some(roadmap), Phase::Draft) = (about.roadmap_id, about.phase) else { return Ok(Vec::new()) };
    let tree = crate::roadmap::load(tx, roadmap).await?;
    let asked = stored_questions(tx, inquiry).await?;
    let mut all = effects(&tree);
    all.retain(|one| !asked.iter().any(|question| is_about(question, one)));
    Ok(all)
}

pub(super) fn is_about(question: &Question, one: &AskedEffect) -> bool {
    question.point_id == Some(one.measure) && question.lever() == Some(one.effect.lever)
}

/// Asks about effects of measures, each with a title in the words of whoever asks.
///
/// # Errors
/// [`Fault::NotFound`], [`Fault::Forbidden`], [`Fault::Locked`]; [`Fault::Invalid`] with `effects-none`.
pub async fn ask_about_effects(
    tx: &mut Tx,
    inquiry: Uuid,
    chosen: &[(Uuid, Lever)],
    title: impl Fn(&AskedEffect) -> String,
) -> Result<(), Fault> {
    let all = askable(tx, inquiry).await?;
    let chosen = all.iter().filter(|one| chosen.contains(&(one.measure, one.effect.lever)));
    let question = |one: &AskedEffect| {
        let unit = one.effect.lever.name().to_owned();
        let input =
            QuestionInput { title: title(one), kind: QuestionKind::Effect, unit, ..QuestionInput::default() };
        (input, Some(one.measure))
    };
    add_listed(tx, inquiry, chosen.map(question).collect(), "effects-none").await
}

/// The effect that a question is about, as it was frozen in the version that others are asked about; none when it is not there.
///
/// # Errors
/// [`Fault::Broken`] when the version is not what was frozen.
pub async fn asked_effect(
    tx: &mut Tx,
    it: &Answering,
    question: &Question,
) -> Result<Option<AskedEffect>, Fault> {
    let (Some(roadmap), Some(number)) = (it.inquiry.roadmap_id, it.inquiry.roadmap_version) else {
        return Ok(None);
    };
    let tree = frozen_tree(tx, roadmap, number).await?;
    Ok(effects(&tree).into_iter().find(|one| is_about(question, one)))
}

/// The three numbers of an effect as they are kept, if they can be: all or none, in order, within what the lever can be, and
/// with why.
pub(super) fn checked(check: &mut Check, question: &Question, reply: &Reply) -> String {
    let typed: Vec<&str> = reply.choice.split('\n').map(str::trim).collect();
    let names = ["size", "low", "high"];
    let typed = names.map(|name| {
        let place = names.iter().position(|one| *one == name).unwrap_or(0);
        (name, typed.get(place).copied().unwrap_or_default())
    });
    if typed.iter().all(|(_, text)| text.is_empty()) {
        return String::new();
    }
    let mut numbers = [f64::NAN; 3];
    for (place, (name, text)) in typed.iter().enumerate() {
        match swedish::read_number(text).filter(|number| number.is_finite()) {
            Some(number) => numbers[place] = number,
            None if text.is_empty() => check.add(FieldFault::new(*name, "number-missing")),
            None => check.add(FieldFault::new(*name, "not-a-number")),
        }
    }
    if numbers.iter().all(|number| number.is_finite())
        && let Some(facts) = question.lever().map(Lever::facts)
    {
        for (place, (name, _)) in typed.iter().enumerate() {
            check.range(name, numbers[place], facts.min, facts.max);
        }
        let [size, low, high] = numbers;
        let order = |field: &'static str, key| {
            FieldFault::new(field, key).with("low", low).with("high", high).with("size", size)
        };
        if low > high {
            check.add(order("low", "low-above-high"));
        } else if low > size {
            check.add(order("low", "low-above-size"));
        } else if size > high {
            check.add(order("high", "size-above-high"));
        }
    }
    check.present("body", &reply.body, "effect-why-missing");
    numbers.map(|number| number.to_string()).join("\n")
}

/// An effect that an answer proposes.
#[derive(Clone, Debug, PartialEq)]
pub struct EffectProposal {
    /// The question.
    pub question: Uuid,
    /// Who proposes it.
    pub recipient: Uuid,
    /// What they are called.
    pub name: String,
    /// The inquiry.
    pub inquiry: String,
    /// When they said so.
    pub given_at: DateTime<Utc>,
    /// The measure.
    pub measure: Uuid,
    /// The lever, and how much it moves.
    pub effect: Effect,
}

#[derive(FromRow)]
struct Row {
    inquiry_id: Uuid,
    inquiry: String,
    question: Uuid,
    unit: String,
    measure: Uuid,
    recipient: Uuid,
    name: String,
    choice: String,
    body: String,
    given_at: DateTime<Utc>,
}

/// The effects that answers propose for a roadmap's measures, the latest first, of the inquiries that the actor reads.
///
/// # Errors
/// The database fails.
pub async fn effect_proposals(tx: &mut Tx, roadmap: Uuid) -> Result<Vec<EffectProposal>, Fault> {
    let rows: Vec<Row> = query(sql!(
        "select r.id as inquiry_id, r.title as inquiry, q.id as question, q.unit, q.point_id as measure,
            p.id as recipient, p.title as name, a.choice, a.body, a.given_at
         from reply a join question q on q.id = a.question_id join inquiry r on r.id = q.inquiry_id
         join recipient p on p.id = a.recipient_id
         where r.roadmap_id = $1 and r.above_id is null and r.deleted_at is null and p.deleted_at is null
            and q.kind = 'effect' and q.point_id is not null and a.choice <> ''
         order by a.given_at desc, p.id, q.id limit 500"
    ))
    .bind(roadmap)
    .all(tx)
    .await?;
    let mut proposals = Vec::new();
    let mut judged: Vec<(Uuid, bool)> = Vec::new();
    for row in rows {
        let is_readable = match judged.iter().find(|(id, _)| *id == row.inquiry_id) {
            Some((_, is_readable)) => *is_readable,
            None => {
                let is_readable = may_read(tx, Kind::Inquiry.of(row.inquiry_id)).await?;
                judged.push((row.inquiry_id, is_readable));
                is_readable
            }
        };
        let reply = Reply { choice: row.choice, body: row.body };
        let (true, Some(lever), Some([size, low, high])) =
            (is_readable, Lever::named(&row.unit), proposed(&reply))
        else {
            continue;
        };
        proposals.push(EffectProposal {
            question: row.question,
            recipient: row.recipient,
            name: row.name,
            inquiry: row.inquiry,
            given_at: row.given_at,
            measure: row.measure,
            effect: Effect { lever, size, low, high, source: reply.body },
        });
    }
    Ok(proposals)
}

impl EffectProposal {
    /// The measure with this effect instead of what it has on the lever.
    pub fn applied(&self, measure: &MeasureInput) -> MeasureInput {
        let mut changed = measure.clone();
        match changed.effects.iter_mut().find(|one| one.lever == self.effect.lever) {
            Some(there) => *there = self.effect.clone(),
            None => changed.effects.push(self.effect.clone()),
        }
        changed
    }

    /// Whether a measure counts on it already.
    pub fn is_taken(&self, effects: &[Effect]) -> bool {
        let Effect { lever, size, low, high, .. } = self.effect;
        effects.iter().any(|one| (one.lever, one.size, one.low, one.high) == (lever, size, low, high))
    }
}

/// Takes an effect that an answer proposes into the measure, with where it comes from.
///
/// # Errors
/// [`Fault::NotFound`] when the answer proposes none, [`Fault::Forbidden`], [`Fault::Locked`], [`Fault::Conflict`] when the
/// measure has been changed, [`Fault::Invalid`].
pub async fn take_effect(
    tx: &mut Tx,
    (question, recipient): (Uuid, Uuid),
    version: i64,
    source: &str,
) -> Result<Uuid, Fault> {
    const MISSING: Fault = Fault::NotFound { what: "effect" };
    let root = root_of(tx, Kind::Question.of(question)).await?;
    let roadmap = load(tx, root.of.id).await?.roadmap_id.ok_or(MISSING)?;
    let all = effect_proposals(tx, roadmap).await?;
    let mut found =
        all.into_iter().find(|one| one.question == question && one.recipient == recipient).ok_or(MISSING)?;
    found.effect.source = source.chars().take(TEXT).collect();
    let measure = crate::roadmap::load_measure(tx, found.measure).await?;
    let input = found.applied(&MeasureInput::from(&measure));
    crate::roadmap::store::edit_measure(tx, found.measure, version, &input).await?;
    Ok(found.measure)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(choice: &str, body: &str) -> Reply {
        Reply { choice: choice.into(), body: body.into() }
    }

    #[test]
    fn a_proposal_is_three_numbers_or_none() {
        assert_eq!(proposed(&reply("4\n2\n6.5", "Därför")), Some([4.0, 2.0, 6.5]));
        for bad in ["", "4", "4\n2", "4\n\n6", "x\n2\n6"] {
            assert_eq!(proposed(&reply(bad, "Därför")), None, "{bad:?}");
        }
    }

    #[test]
    fn an_effect_takes_the_place_of_the_one_on_its_lever() {
        let effect = |lever, size: f64| Effect {
            lever,
            size,
            low: size - 1.0,
            high: size + 1.0,
            source: "Svar".into(),
        };
        let proposal = EffectProposal {
            question: Uuid::nil(),
            recipient: Uuid::nil(),
            name: String::new(),
            inquiry: String::new(),
            given_at: DateTime::UNIX_EPOCH,
            measure: Uuid::nil(),
            effect: effect(Lever::SickLeave, -2.0),
        };
        let mut measure = MeasureInput::starting(2028);
        measure.effects = vec![effect(Lever::ExitAge, 1.0), effect(Lever::SickLeave, -1.0)];
        let changed = proposal.applied(&measure);
        assert_eq!(changed.effects, [effect(Lever::ExitAge, 1.0), effect(Lever::SickLeave, -2.0)]);
        assert!(proposal.is_taken(&changed.effects) && !proposal.is_taken(&measure.effects));
        measure.effects.clear();
        assert_eq!(proposal.applied(&measure).effects, [effect(Lever::SickLeave, -2.0)]);
    }
}
