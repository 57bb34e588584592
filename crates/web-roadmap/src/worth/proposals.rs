//! What effects that answers propose would change, before anybody takes them in.

use forecast::Forecast;
use plan::inquiry::EffectProposal;
use plan::roadmap::{Measure, MeasureInput, RoadmapTree, computable};
use site::texts::Texts;
use site::words::{exact, lever_key, unit_key};
use uuid::Uuid;

use super::{View, Written};

/// Most proposals whose worth is computed for one page.
const MOST: usize = 20;

/// What an answer proposes, and what it would change.
pub struct ProposalRow {
    /// Who proposes what: the measure, the lever, and the numbers.
    pub words: String,
    /// Why, in their words.
    pub why: String,
    /// What remains with it instead of what remains now.
    pub change: String,
    /// The answers to the question.
    pub answers: String,
    /// Where it is taken in, and the measure's version; none where it is in already.
    pub take: Option<(String, i64)>,
}

/// What each of the latest proposals would change in the year and the gap that are looked at.
pub fn rows(
    forecast: &Forecast,
    t: Texts,
    tree: &RoadmapTree,
    view: &View,
    proposals: &[EffectProposal],
) -> Vec<ProposalRow> {
    let known = proposals.iter().filter_map(|one| Some((one, tree.measure(one.measure)?)));
    known.take(MOST).filter_map(|(one, measure)| row(forecast, t, tree, view, one, measure)).collect()
}

fn row(
    forecast: &Forecast,
    t: Texts,
    tree: &RoadmapTree,
    view: &View,
    one: &EffectProposal,
    measure: &Measure,
) -> Option<ProposalRow> {
    let now = remaining(forecast, t, tree, view, None)?;
    let then = remaining(forecast, t, tree, view, Some((measure.id, one)))?;
    let effect = &one.effect;
    let words = t.with(
        "proposal-words",
        &[
            ("name", &one.name),
            ("measure", &measure.title),
            ("lever", &t.get(&lever_key(effect.lever))),
            ("size", &exact(t, effect.size)),
            ("interval", &t.interval(&exact(t, effect.low), &exact(t, effect.high))),
            ("unit", &t.get(unit_key(effect.lever.facts().unit))),
            ("inquiry", &one.inquiry),
        ],
    );
    let is_taken = one.is_taken(&measure.effects);
    let gap = t.get(&format!("worth-gap-{}", view.gap.name()));
    let key = if is_taken { "proposal-taken" } else { "proposal-change" };
    Some(ProposalRow {
        words,
        why: effect.source.clone(),
        change: t.with(key, &[("gap", &gap), ("year", &view.year), ("then", &then), ("now", &now)]),
        answers: format!("/fraga/{}/svar", one.question),
        take: (!is_taken)
            .then(|| (format!("/fraga/{}/effekt/{}", one.question, one.recipient), measure.version)),
    })
}

/// What remains of the gap, with one proposal in the place of what the measure counts on.
fn remaining(
    forecast: &Forecast,
    t: Texts,
    tree: &RoadmapTree,
    view: &View,
    with: Option<(Uuid, &EffectProposal)>,
) -> Option<String> {
    let counted = |measure: &&Measure| match with {
        Some((id, proposal)) if id == measure.id => {
            proposal.applied(&MeasureInput::from(*measure)).computable()
        }
        _ => computable(measure),
    };
    let measures: Vec<_> = view.chosen(tree).iter().map(counted).collect();
    let scenario = view.need.choice().outlook;
    let asked = [(view.gap, view.year)];
    let worth = forecast.worth_whole(&tree.roadmap.region_code, scenario, &measures, &asked)?.pop()?;
    let format = Written::new(t, view.gap);
    Some(format.level(worth.remaining.p50, &worth.remaining))
}
