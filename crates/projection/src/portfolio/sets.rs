//! Sets of measures and what they do: computed jointly, always in the same order, so that the same set gives the same
//! bits whatever the order of the list.

use std::cmp::Ordering;

use crate::measure::{Drawn, Measure};
use crate::quantile::Quantiles;
use crate::simulation::Simulation;
use crate::worth::{Gap, Worth, worth_lacking};

use super::Set;

/// What a budget may be exceeded by: sums of kronor are not exact.
const HALF_AN_ORE: f64 = 0.005;
/// Shares of futures that differ by less are the same.
const SAME_SHARE: f64 = 1e-9;

/// A set in the search: places in [`Sets`], ascending, and what it does.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Point {
    pub members: Vec<usize>,
    pub cost: f64,
    pub lacking: f64,
    pub certainty: f64,
}

impl Point {
    /// Whether a budget covers the set.
    pub fn fits(&self, budget: f64) -> bool {
        self.cost <= budget + HALF_AN_ORE
    }

    /// Whether nothing is lacking in this share of the futures.
    pub fn is_sure(&self, certainty: f64) -> bool {
        self.certainty >= certainty - SAME_SHARE
    }

    /// The least lacking first, of equals the cheapest.
    pub fn by_closing(&self, other: &Self) -> Ordering {
        self.least(other).then(self.cheapest(other)).then(self.surest(other)).then(self.fewest(other))
    }

    /// The cheapest first, of equals the one with the least lacking.
    pub fn by_cost(&self, other: &Self) -> Ordering {
        self.cheapest(other).then(self.least(other)).then(self.surest(other)).then(self.fewest(other))
    }

    /// The surest first, of equals the one with the least lacking: where nothing is sure at all, it is what helps.
    pub fn by_certainty(&self, other: &Self) -> Ordering {
        self.surest(other).then(self.least(other)).then(self.cheapest(other)).then(self.fewest(other))
    }

    fn least(&self, other: &Self) -> Ordering {
        self.lacking.total_cmp(&other.lacking)
    }

    fn cheapest(&self, other: &Self) -> Ordering {
        self.cost.total_cmp(&other.cost)
    }

    fn surest(&self, other: &Self) -> Ordering {
        other.certainty.total_cmp(&self.certainty)
    }

    fn fewest(&self, other: &Self) -> Ordering {
        self.members.len().cmp(&other.members.len()).then_with(|| self.members.cmp(&other.members))
    }
}

/// The measures in an order of their own, drawn, and the simulation that sets of them are run in.
pub(super) struct Sets<'a> {
    simulation: &'a Simulation<'a>,
    gap: Gap,
    year: usize,
    /// Where each measure stands in the list.
    listed: Vec<usize>,
    measures: Vec<Measure>,
    drawn: Vec<Drawn>,
    /// What each measure costs, kronor.
    pub costs: Vec<f64>,
    /// The measures that can do anything by the year: only these are chosen.
    pub acting: Vec<usize>,
    /// The set of no measures.
    pub none: Point,
    /// What lacking is rounded to.
    grain: f64,
}

impl<'a> Sets<'a> {
    pub fn new(simulation: &'a Simulation<'a>, measures: &[Measure], gap: Gap, year: usize) -> Self {
        let run = simulation.national.run;
        let year = year.min(run.years);
        let (first, last) = (run.base_year + 1, run.base_year + year as i32);
        let measures: Vec<Measure> = measures.iter().map(Measure::clamped).collect();
        let mut listed: Vec<usize> = (0..measures.len()).collect();
        listed.sort_by(|&a, &b| content(&measures[a]).cmp(&content(&measures[b])));
        let measures: Vec<Measure> = listed.iter().map(|&i| measures[i].clone()).collect();
        let mut sets = Self {
            simulation,
            gap,
            year,
            listed,
            drawn: measures.iter().map(|measure| simulation.draw(measure, year)).collect(),
            costs: measures.iter().map(|measure| measure.cost_between(first, last)).collect(),
            acting: (0..measures.len()).filter(|&i| acts(&measures[i], last)).collect(),
            measures,
            none: Point { members: Vec::new(), cost: 0.0, lacking: 0.0, certainty: 0.0 },
            grain: 0.0,
        };
        sets.grain = (sets.compute(Vec::new()).lacking * 1e-6).max(1e-9);
        sets.none = sets.compute(Vec::new());
        sets
    }

    /// What a set does; `members` are ascending.
    pub fn compute(&self, members: Vec<usize>) -> Point {
        let drawn: Vec<&Drawn> = members.iter().map(|&i| &self.drawn[i]).collect();
        let lacking = self.gap.lacking(&self.simulation.with(&drawn, self.year), self.year);
        let count = lacking.len().max(1) as f64;
        let mean = lacking.iter().map(|&v| f64::from(v)).sum::<f64>() / count;
        Point {
            cost: members.iter().fold(0.0, |sum, &i| sum + self.costs[i]),
            lacking: if self.grain > 0.0 { (mean / self.grain).round() * self.grain } else { mean },
            certainty: lacking.iter().filter(|v| **v <= 0.0).count() as f64 / count,
            members,
        }
    }

    /// What a set's measures are worth together and each, in the order of its members.
    pub fn worth(&self, members: &[usize]) -> Worth {
        let measures: Vec<Measure> = members.iter().map(|&i| self.measures[i].clone()).collect();
        worth_lacking(self.simulation, &measures, &[(self.gap, self.year)]).swap_remove(0)
    }

    /// What is lacking with a set, over futures.
    pub fn quantiles(&self, point: &Point) -> Quantiles {
        let drawn: Vec<&Drawn> = point.members.iter().map(|&i| &self.drawn[i]).collect();
        Quantiles::of(&self.gap.lacking(&self.simulation.with(&drawn, self.year), self.year))
    }

    /// Number of measures.
    pub fn len(&self) -> usize {
        self.measures.len()
    }

    /// Where a measure stands in the list.
    pub fn listed(&self, place: usize) -> usize {
        self.listed[place]
    }

    /// The costs in the order of the list.
    pub fn costs_as_listed(&self) -> Vec<f64> {
        let mut costs = vec![0.0; self.costs.len()];
        self.listed.iter().zip(&self.costs).for_each(|(&at, &cost)| costs[at] = cost);
        costs
    }

    /// A set as the caller sees it.
    pub fn set(&self, point: &Point) -> Set {
        let mut measures: Vec<usize> = point.members.iter().map(|&i| self.listed[i]).collect();
        measures.sort_unstable();
        Set { measures, cost: point.cost, lacking: point.lacking, certainty: point.certainty }
    }
}

/// Whether a measure can change anything but the cost by a calendar year.
fn acts(measure: &Measure, year: i32) -> bool {
    let works = measure.effects.iter().any(|e| [e.size, e.low, e.high].iter().any(|number| *number != 0.0));
    works && measure.reach != 0.0 && measure.share_at(year) > 0.0
}

/// Everything in a measure as whole numbers, to order measures by: two that are equal in all of it do the same.
fn content(measure: &Measure) -> Vec<u64> {
    let Measure { id, start, ramp, half_life, reach, effects, cost_one_off, cost_yearly } = measure;
    let mut content = vec![*id, *start as u64, u64::from(*ramp)];
    content
        .extend([half_life.unwrap_or(f64::INFINITY), *reach, *cost_one_off, *cost_yearly].map(f64::to_bits));
    for effect in effects {
        content.push(effect.lever.index() as u64);
        content.extend([effect.size, effect.low, effect.high].map(f64::to_bits));
    }
    content
}
