//! The search where there are too many sets to compute them all: proposals for many budgets, each computed jointly and
//! improved by adding, dropping and exchanging measures for as long as that helps and the work allows.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Limits;
use super::programme::propose;
use super::sets::{Point, Sets};

/// Budgets that sets are proposed for, evenly from nothing to what everything costs.
const BUDGETS: usize = 24;
/// Halvings between a budget that is not enough for the certainty and one that is.
const HALVINGS: usize = 6;
/// Work that a search may take, in measures summed: some seconds.
const MOST_WORK: usize = 500_000;
/// What a set takes beyond its measures, in the same unit.
const WORK_OF_A_SET: usize = 150;
/// Measures tried one by one, to be added and to be dropped, the most promising first.
const TRIED: usize = 64;
/// Exchanges of one measure for another tried at a time.
const EXCHANGES: usize = 144;

/// What is sought.
#[derive(Clone, Copy)]
enum Goal {
    /// The least lacking within a budget.
    Closing { budget: f64 },
    /// The cheapest with this certainty.
    Certain { certainty: f64 },
    /// The surest.
    Surest,
}

impl Goal {
    fn admits(self, point: &Point) -> bool {
        match self {
            Self::Closing { budget } => point.fits(budget),
            Self::Certain { certainty } => point.is_sure(certainty),
            Self::Surest => true,
        }
    }

    fn order(self, a: &Point, b: &Point) -> Ordering {
        match self {
            Self::Closing { .. } => a.by_closing(b),
            Self::Certain { .. } => a.by_cost(b),
            Self::Surest => a.by_certainty(b),
        }
    }
}

/// Measures that are looked at for each step of a climb.
const CLIMBED: usize = 40;

/// The sets that were found worth computing, in an order of their own.
pub(super) fn search(sets: &Sets<'_>, limits: Limits) -> Vec<Point> {
    let mut search = Search::new(sets);
    let whole: f64 = search.costs.iter().sum();
    let share = |i: usize| whole * i as f64 / BUDGETS as f64;
    let budgets: Vec<f64> = (0..=BUDGETS).map(share).chain([limits.budget.min(whole)]).collect();
    search.compute(vec![sets.acting.clone()]);
    search.propose(&budgets);
    search.climb(limits.budget, MOST_WORK / 5);
    search.improve(Goal::Closing { budget: limits.budget }, MOST_WORK * 2 / 5);
    search.halve(limits.certainty);
    let certain = Goal::Certain { certainty: limits.certainty };
    let goal = if search.best(certain).is_some() { certain } else { Goal::Surest };
    search.improve(goal, MOST_WORK * 2 / 5);
    for &budget in &budgets {
        search.improve(Goal::Closing { budget }, MOST_WORK / 5 / BUDGETS);
    }
    // What was found on the way may fit.
    search.improve(Goal::Closing { budget: limits.budget }, MOST_WORK / 10);
    search.seen.into_values().collect()
}

struct Search<'a> {
    sets: &'a Sets<'a>,
    /// What each acting measure closes on average, were effects to add up.
    gains: Vec<f64>,
    /// What each acting measure costs.
    costs: Vec<f64>,
    /// The acting measures by effect for the money, the greatest first: positions among them.
    ranked: Vec<usize>,
    seen: BTreeMap<Vec<usize>, Point>,
}

impl<'a> Search<'a> {
    fn new(sets: &'a Sets<'a>) -> Self {
        let gains: Vec<f64> = sets.worth(&sets.acting).part_means.iter().map(|part| -part).collect();
        let costs: Vec<f64> = sets.acting.iter().map(|&place| sets.costs[place]).collect();
        let mut ranked: Vec<usize> = (0..gains.len()).collect();
        let value = |i: usize| gains[i] / costs[i].max(1.0);
        ranked.sort_by(|&a, &b| value(b).total_cmp(&value(a)).then(a.cmp(&b)));
        let seen = BTreeMap::from([(Vec::new(), sets.none.clone())]);
        Self { sets, gains, costs, ranked, seen }
    }

    /// Computes the sets that the programme proposes for these budgets.
    fn propose(&mut self, budgets: &[f64]) {
        let proposed: Vec<Vec<usize>> = budgets
            .par_iter()
            .map(|&budget| {
                propose(&self.gains, &self.costs, budget).into_iter().map(|i| self.sets.acting[i]).collect()
            })
            .collect();
        self.compute(proposed);
    }

    /// Builds a set from nothing, each time with what closes most for its money of that which still fits. Parts within
    /// the whole say little of a few measures where many meet each other; this sees them as they come.
    fn climb(&mut self, budget: f64, mut work: usize) {
        let singles: Vec<Vec<usize>> = self.sets.acting.iter().map(|&place| vec![place]).collect();
        self.compute(singles);
        let mut at = self.sets.none.clone();
        let value = |from: &Point, to: &Point| (from.lacking - to.lacking) / (to.cost - from.cost).max(1.0);
        let mut order = self.sets.acting.clone();
        let alone = |place: usize| self.seen.get(&vec![place]).map_or(0.0, |one| value(&at, one));
        order.sort_by(|&a, &b| alone(b).total_cmp(&alone(a)).then(a.cmp(&b)));
        self.compute(vec![self.filled(&order, budget)]);
        while work > 0 {
            let fits =
                |place: &usize| !at.members.contains(place) && at.cost + self.sets.costs[*place] <= budget;
            let next = order.iter().filter(|place| fits(place)).take(CLIMBED).map(|&place| {
                let mut set: Vec<usize> = at.members.iter().copied().chain([place]).collect();
                set.sort_unstable();
                set
            });
            let next: Vec<Vec<usize>> = next.collect();
            work = work.saturating_sub(self.compute(next.clone()).max(1));
            let found = next.iter().filter_map(|set| self.seen.get(set));
            let better = found.filter(|to| to.lacking < at.lacking);
            let Some(best) = better.max_by(|a, b| value(&at, a).total_cmp(&value(&at, b)).then(b.by_cost(a)))
            else {
                return;
            };
            at = best.clone();
        }
    }

    /// As many of the places as a budget covers, in order.
    fn filled(&self, order: &[usize], budget: f64) -> Vec<usize> {
        let mut left = budget;
        let mut set = Vec::new();
        for &place in order {
            if self.sets.costs[place] <= left {
                left -= self.sets.costs[place];
                set.push(place);
            }
        }
        set.sort_unstable();
        set
    }

    /// Proposes sets between the dearest known to be too unsure and the cheapest known to be sure.
    fn halve(&mut self, certainty: f64) {
        let goal = Goal::Certain { certainty };
        for _ in 0..HALVINGS {
            let Some(enough) = self.best(goal).map(|point| point.cost) else { return };
            let below = self.seen.values().filter(|point| !goal.admits(point) && point.cost < enough);
            let too_little = below.map(|point| point.cost).fold(0.0, f64::max);
            self.propose(&[(enough + too_little) / 2.0]);
        }
    }

    /// The best of the sets computed so far.
    fn best(&self, goal: Goal) -> Option<&Point> {
        self.seen.values().filter(|point| goal.admits(point)).min_by(|a, b| goal.order(a, b))
    }

    /// Computes the sets not yet computed, and gives the work it took.
    fn compute(&mut self, mut sets: Vec<Vec<usize>>) -> usize {
        sets.retain(|set| !self.seen.contains_key(set));
        sets.sort_unstable();
        sets.dedup();
        let work = sets.iter().map(|set| set.len() + WORK_OF_A_SET).sum();
        let points: Vec<Point> = sets.into_par_iter().map(|set| self.sets.compute(set)).collect();
        self.seen.extend(points.into_iter().map(|point| (point.members.clone(), point)));
        work
    }

    /// Goes from the best set to a better neighbour for as long as there is one and there is work left.
    fn improve(&mut self, goal: Goal, mut work: usize) {
        while let Some(best) = self.best(goal).cloned() {
            let mut near = self.neighbours(&best, goal);
            near.retain(|set| !self.seen.contains_key(set));
            let each = best.members.len() + 1 + WORK_OF_A_SET;
            near.truncate(work / each);
            if near.is_empty() {
                return;
            }
            work = work.saturating_sub(self.compute(near));
            if self.best(goal) == Some(&best) {
                return;
            }
        }
    }

    /// Sets that differ by one measure more, one less, or one exchanged; the most promising first.
    fn neighbours(&self, from: &Point, goal: Goal) -> Vec<Vec<usize>> {
        let place = |&i: &usize| self.sets.acting[i];
        let (inside, outside): (Vec<usize>, Vec<usize>) =
            self.ranked.iter().map(place).partition(|place| from.members.binary_search(place).is_ok());
        // The least for its money is dropped first.
        let inside: Vec<usize> = inside.into_iter().rev().collect();
        let changed = |drop: Option<usize>, add: Option<usize>| {
            let kept = from.members.iter().copied().filter(|&place| Some(place) != drop);
            let mut set: Vec<usize> = kept.chain(add).collect();
            set.sort_unstable();
            set
        };
        let adds = outside.iter().take(TRIED).map(|&add| changed(None, Some(add)));
        let drops = inside.iter().take(TRIED).map(|&drop| changed(Some(drop), None));
        let few = EXCHANGES.isqrt();
        let from_inside = inside.len().min(few.max(EXCHANGES / outside.len().max(1)));
        let from_outside = outside.len().min(EXCHANGES / from_inside.max(1));
        let exchanges = inside[..from_inside]
            .iter()
            .flat_map(|&drop| outside[..from_outside].iter().map(move |&add| (drop, add)));
        let exchanges = exchanges.map(|(drop, add)| changed(Some(drop), Some(add)));
        let promising = |set: &Vec<usize>| {
            let cost: f64 = set.iter().map(|&place| self.sets.costs[place]).sum();
            match goal {
                Goal::Closing { budget } => Point { cost, ..self.sets.none.clone() }.fits(budget),
                Goal::Certain { .. } => cost <= from.cost,
                Goal::Surest => true,
            }
        };
        adds.chain(drops).chain(exchanges).filter(promising).collect()
    }
}
