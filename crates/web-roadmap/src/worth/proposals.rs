//! What effects that answers propose would change, before anybody takes them in.

use std::collections::HashSet;

use forecast::Forecast;
use plan::access::Kind;
use plan::db::Tx;
use plan::inquiry::EffectProposal;
use plan::roadmap::{Measure, MeasureInput, RoadmapTree, computable};
use site::fault::Fault;
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
    /// What remains with it instead of what remains now; empty where the roadmap is no municipality's.
    pub change: String,
    /// The answers to the question.
    pub answers: String,
    /// Where it is taken in, and the measure's version; none where it is in already, or cannot be now.
    pub take: Option<(String, i64)>,
}

/// The effects that answers propose, and which of them the reader can take in now.
pub struct Proposals {
    all: Vec<EffectProposal>,
    /// The measures that may be changed.
    open: HashSet<Uuid>,
}

impl Proposals {
    /// Those of a roadmap.
    pub async fn load(tx: &mut Tx, roadmap: Uuid) -> Result<Self, Fault> {
        let all = plan::inquiry::effect_proposals(tx, roadmap).await?;
        let mut open = HashSet::new();
        for measure in all.iter().map(|one| one.measure).collect::<HashSet<_>>() {
            // One that has been taken away can take nothing in.
            if matches!(plan::records::may_change(tx, Kind::Measure.of(measure)).await, Ok(true)) {
                open.insert(measure);
            }
        }
        Ok(Self { all, open })
    }

    /// What each would change in the year and the gap that are looked at: first those that have not been taken in, and of those
    /// the latest. And how many more there are.
    pub fn rows(
        &self,
        forecast: &Forecast,
        t: Texts,
        tree: &RoadmapTree,
        view: &View,
    ) -> (Vec<ProposalRow>, usize) {
        let known = self.all.iter().filter_map(|one| Some((one, tree.measure(one.measure)?)));
        let (taken, new): (Vec<_>, Vec<_>) = known.partition(|(one, measure)| one.is_taken(&measure.effects));
        let shown: Vec<_> = new.into_iter().chain(taken).collect();
        let Some(_) = shown.first() else { return (Vec::new(), 0) };
        let now = remaining(forecast, t, tree, view, None);
        let row = |(one, measure): &(&EffectProposal, &Measure)| {
            let then = remaining(forecast, t, tree, view, Some((measure.id, one)));
            self.row(t, view, (one, measure), now.as_deref().zip(then.as_deref()))
        };
        (shown.iter().take(MOST).map(row).collect(), shown.len().saturating_sub(MOST))
    }

    fn row(
        &self,
        t: Texts,
        view: &View,
        (one, measure): (&EffectProposal, &Measure),
        remains: Option<(&str, &str)>,
    ) -> ProposalRow {
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
        let change = remains.map(|(now, then)| {
            t.with(key, &[("gap", &gap), ("year", &view.year), ("then", &then), ("now", &now)])
        });
        ProposalRow {
            words,
            why: effect.source.clone(),
            change: change.unwrap_or_default(),
            answers: format!("/fraga/{}/svar", one.question),
            take: (!is_taken && self.open.contains(&measure.id))
                .then(|| (format!("/fraga/{}/effekt/{}", one.question, one.recipient), measure.version)),
        }
    }
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
