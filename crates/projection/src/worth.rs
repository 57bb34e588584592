//! What a roadmap is worth: the gap without it, what each measure closes, and what remains.
//!
//! All measures are computed jointly, on the same futures as the run without them. What each contributes is its
//! Shapley value: its mean contribution over the orders in which the measures can be added. It depends on no
//! order, and in every future the parts sum to the whole.

use rayon::prelude::*;

use crate::measure::{Drawn, LeverValues, Measure};
use crate::national::Run;
use crate::output::Output;
use crate::quantile::Quantiles;
use crate::random::{Random, Stream};
use crate::simulation::{Outputs, Simulation};

/// What can be lacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gap {
    /// Places in special housing beyond those that exist.
    Places,
    /// Full-time equivalents beyond what today's staff and recruitment give.
    Fte,
    /// Recruits beyond today's recruitment, summed from the base year.
    Hires,
    /// Kronor a year beyond the base year's cost.
    Cost,
}

impl Gap {
    /// All gaps.
    pub const ALL: [Self; 4] = [Self::Places, Self::Fte, Self::Hires, Self::Cost];

    /// The name in the API and in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Places => "places",
            Self::Fte => "fte",
            Self::Hires => "hires",
            Self::Cost => "cost",
        }
    }

    /// The gap with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gap| gap.name() == name)
    }

    /// What is lacking in a year, one value a future: the gap, or nothing where there is a surplus.
    pub fn lacking(self, outputs: &Outputs, year: usize) -> Vec<f32> {
        self.of(outputs, year).into_iter().map(|gap| gap.max(0.0)).collect()
    }

    /// The gap in a year, one value a future.
    pub fn of(self, outputs: &Outputs, year: usize) -> Vec<f32> {
        match self {
            Self::Places => outputs.get(Output::PlacesGap, year).to_vec(),
            Self::Fte => outputs.get(Output::FteGap, year).to_vec(),
            Self::Hires => {
                let mut sum = vec![0.0_f32; outputs.draws];
                for y in 1..=year {
                    sum.iter_mut().zip(outputs.get(Output::HiresGap, y)).for_each(|(s, h)| *s += h);
                }
                sum
            }
            Self::Cost => {
                let base = outputs.get(Output::CostSek, 0);
                outputs.get(Output::CostSek, year).iter().zip(base).map(|(now, then)| now - then).collect()
            }
        }
    }
}

/// One gap in one year, with and without the roadmap.
#[derive(Clone, Debug, PartialEq)]
pub struct Worth {
    /// The gap without the roadmap.
    pub without: Quantiles,
    /// The gap that remains with it.
    pub remaining: Quantiles,
    /// What each measure changes, in the order given; negative closes.
    pub parts: Vec<Quantiles>,
    /// Means over futures of each part: they sum to the mean of the whole change.
    pub part_means: Vec<f64>,
    /// Mean gap without the roadmap.
    pub without_mean: f64,
    /// Mean gap that remains.
    pub remaining_mean: f64,
    /// Share of the gap that is closed, where there is one; quantiles over futures.
    pub closed: Option<Quantiles>,
    /// Share of futures where the gap is closed altogether.
    pub enough: f64,
    /// Share of futures where there is none without the roadmap.
    pub enough_without: f64,
    /// How the measures meet; none where the parts were not asked for.
    pub interaction: Option<Interaction>,
}

/// What measures change together beyond what each would change alone: above 0 they get in each other's way, below 0
/// they help each other. It lies in the parts already.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interaction {
    /// Mean over futures of what each measure changes alone, summed.
    pub alone_mean: f64,
    /// Mean over futures of the change together less that sum.
    pub mean: f64,
    /// The same future by future.
    pub quantiles: Quantiles,
}

impl Simulation<'_> {
    /// The measure drawn for this simulation's futures, no further than to the projected year `last`.
    pub fn draw(&self, measure: &Measure, last: usize) -> Drawn {
        let Run { base_year, draws, seed, .. } = self.national.run;
        Drawn::of(measure, base_year, last, draws, seed)
    }

    /// The outputs to the projected year `last` with these measures, drawn to the same year.
    pub fn with(&self, measures: &[&Drawn], last: usize) -> Outputs {
        let levers = LeverValues::sum(measures, last, self.national.run.draws);
        self.run_until(&levers, last)
    }
}

/// About how many subsets are computed at the most, so that a long roadmap is answered in a second.
const MOST_COALITIONS: usize = 300;
/// Up to this many measures the Shapley values are exact, over all subsets; beyond, over orders drawn at random.
pub const EXACT: usize = 6;

/// The worth of `measures` for the gaps `(gap, year)` asked for, in the same order, with each measure's part. A year past
/// the run is answered with the last.
pub fn worth(simulation: &Simulation<'_>, measures: &[Measure], asked: &[(Gap, usize)]) -> Vec<Worth> {
    compute(simulation, measures, asked, &Coalitions::of(measures, simulation.national.run.seed), Gap::of)
}

/// The same for what is lacking, [`Gap::lacking`]: a surplus in one future makes up for nothing in another.
pub fn worth_lacking(
    simulation: &Simulation<'_>,
    measures: &[Measure],
    asked: &[(Gap, usize)],
) -> Vec<Worth> {
    compute(
        simulation,
        measures,
        asked,
        &Coalitions::of(measures, simulation.national.run.seed),
        Gap::lacking,
    )
}

/// The worth without the parts: two runs instead of many.
pub fn whole(simulation: &Simulation<'_>, measures: &[Measure], asked: &[(Gap, usize)]) -> Vec<Worth> {
    compute(simulation, measures, asked, &Coalitions::ends(measures.len()), Gap::of)
}

fn compute(
    simulation: &Simulation<'_>,
    measures: &[Measure],
    asked: &[(Gap, usize)],
    coalitions: &Coalitions,
    value: impl Fn(Gap, &Outputs, usize) -> Vec<f32> + Sync,
) -> Vec<Worth> {
    let last = asked.iter().map(|&(_, year)| year).max().unwrap_or(0).min(simulation.futures.years);
    let drawn: Vec<Drawn> = measures.iter().map(|measure| simulation.draw(measure, last)).collect();
    let outputs: Vec<Vec<Vec<f32>>> = coalitions
        .members
        .par_iter()
        .map(|members| {
            let chosen: Vec<&Drawn> = members.iter().map(|&i| &drawn[i]).collect();
            let result = simulation.with(&chosen, last);
            asked.iter().map(|&(gap, year)| value(gap, &result, year.min(last))).collect()
        })
        .collect();
    (0..asked.len())
        .map(|which| {
            let gap = |coalition: usize| outputs[coalition][which].as_slice();
            let parts: Vec<Vec<f32>> = coalitions
                .weights
                .iter()
                .map(|terms| {
                    let mut part = vec![0.0_f32; simulation.futures.draws];
                    for &(coalition, weight) in terms {
                        part.iter_mut().zip(gap(coalition)).for_each(|(p, g)| *p += weight * g);
                    }
                    part
                })
                .collect();
            let (without, remaining) = (gap(coalitions.none), gap(coalitions.all));
            let alone: Vec<&[f32]> = coalitions.alone.iter().map(|&one| gap(one)).collect();
            let interaction = (!parts.is_empty()).then(|| interaction(without, remaining, &alone));
            Worth { interaction, ..summarise(without, remaining, parts) }
        })
        .collect()
}

fn interaction(without: &[f32], remaining: &[f32], alone: &[&[f32]]) -> Interaction {
    let sums: Vec<f32> = (0..without.len())
        .map(|draw| alone.iter().map(|gap| gap[draw] - without[draw]).sum::<f32>())
        .collect();
    let beyond: Vec<f32> =
        sums.iter().zip(without.iter().zip(remaining)).map(|(alone, (w, r))| r - w - alone).collect();
    Interaction { alone_mean: mean(&sums), mean: mean(&beyond), quantiles: Quantiles::of(&beyond) }
}

fn mean(values: &[f32]) -> f64 {
    values.iter().map(|&v| f64::from(v)).sum::<f64>() / values.len().max(1) as f64
}

/// A gap this small, in any unit, has no parts that could be told.
const HARDLY_ANY: f32 = 1e-3;

fn summarise(without: &[f32], remaining: &[f32], parts: Vec<Vec<f32>>) -> Worth {
    let closed: Vec<f32> =
        without.iter().zip(remaining).filter(|(w, _)| **w > HARDLY_ANY).map(|(w, r)| (w - r) / w).collect();
    let none = |gaps: &[f32]| gaps.iter().filter(|r| **r <= 0.0).count() as f64 / gaps.len().max(1) as f64;
    Worth {
        // A share of the gap means something only where nearly all futures have one.
        closed: (closed.len() * 20 >= without.len() * 19 && !closed.is_empty())
            .then(|| Quantiles::of(&closed)),
        without: Quantiles::of(without),
        remaining: Quantiles::of(remaining),
        without_mean: mean(without),
        remaining_mean: mean(remaining),
        part_means: parts.iter().map(|p| mean(p)).collect(),
        parts: parts.iter().map(|p| Quantiles::of(p)).collect(),
        enough: none(remaining),
        enough_without: none(without),
        interaction: None,
    }
}

/// Subsets of the measures to compute, and each measure's weights on them.
struct Coalitions {
    members: Vec<Vec<usize>>,
    /// For each measure: (coalition, weight); the weighted sum of gaps is its part.
    weights: Vec<Vec<(usize, f32)>>,
    /// Each measure alone.
    alone: Vec<usize>,
    none: usize,
    all: usize,
}

impl Coalitions {
    fn of(measures: &[Measure], seed: u64) -> Self {
        if measures.len() <= EXACT {
            return Self::exact(measures.len());
        }
        // By id, so that the order of the list makes no difference.
        let mut canonical: Vec<usize> = (0..measures.len()).collect();
        canonical.sort_by_key(|&i| (measures[i].id, i));
        Self::sampled(&canonical, seed)
    }

    /// Nothing and everything, no parts.
    fn ends(n: usize) -> Self {
        Self {
            members: vec![Vec::new(), (0..n).collect()],
            weights: Vec::new(),
            alone: Vec::new(),
            none: 0,
            all: 1,
        }
    }

    fn exact(n: usize) -> Self {
        let sets = 1_usize << n;
        let members = (0..sets).map(|set| (0..n).filter(|i| set >> i & 1 == 1).collect()).collect();
        let factorial = |k: u32| (1..=k).map(f64::from).product::<f64>();
        let weights = (0..n)
            .map(|i| {
                (0..sets)
                    .map(|set| {
                        let size = set.count_ones();
                        let total = n as u32;
                        let weight = if set >> i & 1 == 1 {
                            factorial(size - 1) * factorial(total - size) / factorial(total)
                        } else {
                            -factorial(size) * factorial(total - size - 1) / factorial(total)
                        };
                        (set, weight as f32)
                    })
                    .collect()
            })
            .collect();
        Self { members, weights, alone: (0..n).map(|i| 1 << i).collect(), none: 0, all: sets - 1 }
    }

    /// Orders drawn at random, each with its reverse: marginal contributions along each order sum to the whole, so
    /// their mean does too (Castro, Gómez and Tejada 2009). `canonical` lists the measures in an order of their own.
    fn sampled(canonical: &[usize], seed: u64) -> Self {
        let n = canonical.len();
        let mut members: Vec<Vec<usize>> = vec![Vec::new(), (0..n).collect()];
        let mut weights: Vec<Vec<(usize, f32)>> = vec![Vec::new(); n];
        let mut seen = std::collections::BTreeMap::from([(members[0].clone(), 0), (members[1].clone(), 1)]);
        let mut orders: Vec<Vec<usize>> = Vec::new();
        for draw in 0..(MOST_COALITIONS / (2 * n)).max(1) {
            let mut random = Random::new(seed, Stream::Order, n as u64, draw as u64);
            let mut order = canonical.to_vec();
            for i in (1..n).rev() {
                order.swap(i, (random.bits() % (i as u64 + 1)) as usize);
            }
            orders.push(order.iter().rev().copied().collect());
            orders.push(order);
        }
        let alone = (0..n)
            .map(|i| {
                *seen.entry(vec![i]).or_insert_with(|| {
                    members.push(vec![i]);
                    members.len() - 1
                })
            })
            .collect();
        let weight = 1.0 / orders.len() as f32;
        for order in orders {
            let mut before = 0;
            let mut chosen = Vec::new();
            for measure in order {
                chosen.push(measure);
                let mut set = chosen.clone();
                set.sort_unstable();
                let after = *seen.entry(set.clone()).or_insert_with(|| {
                    members.push(set);
                    members.len() - 1
                });
                weights[measure].push((after, weight));
                weights[measure].push((before, -weight));
                before = after;
            }
        }
        Self { members, weights, alone, none: 0, all: 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn named(i: usize) -> Measure {
        let id = (i as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Measure {
            id,
            start: 2026,
            ramp: 0,
            reach: 1.0,
            effects: Vec::new(),
            cost_one_off: 0.0,
            cost_yearly: 0.0,
        }
    }

    #[test]
    fn the_order_of_the_list_makes_no_difference() {
        let measures: Vec<Measure> = (0..EXACT + 4).map(named).collect();
        let turned: Vec<Measure> = measures.iter().rev().cloned().collect();
        let value = |of: &[Measure], chosen: &[usize]| {
            let x: f32 = chosen.iter().map(|&i| (of[i].id % 7) as f32).sum();
            (x * x / 9.0).min(30.0)
        };
        let parts = |of: &[Measure]| -> Vec<f32> {
            let coalitions = Coalitions::of(of, 3);
            let values: Vec<f32> = coalitions.members.iter().map(|m| value(of, m)).collect();
            coalitions.weights.iter().map(|t| t.iter().map(|&(c, w)| w * values[c]).sum()).collect()
        };
        let (there, back) = (parts(&measures), parts(&turned));
        for (a, b) in there.iter().zip(back.iter().rev()) {
            assert!((a - b).abs() < 1e-3, "{there:?} {back:?}");
        }
    }

    /// Parts of a game given by a function of the chosen measures.
    fn parts(n: usize, game: impl Fn(&[usize]) -> f32) -> Vec<f32> {
        let coalitions = Coalitions::of(&(0..n).map(named).collect::<Vec<_>>(), 1);
        let values: Vec<f32> = coalitions.members.iter().map(|m| game(m)).collect();
        coalitions.weights.iter().map(|terms| terms.iter().map(|&(c, w)| w * values[c]).sum()).collect()
    }

    #[test]
    fn measures_that_do_not_meet_get_what_they_do_alone() {
        for n in [1, 3, EXACT, EXACT + 3] {
            let found = parts(n, |chosen| chosen.iter().map(|&i| i as f32 + 1.0).sum());
            for (i, part) in found.iter().enumerate() {
                assert!((part - (i as f32 + 1.0)).abs() < 1e-4, "{n} measures: {found:?}");
            }
        }
    }

    #[test]
    fn two_measures_that_do_the_same_share_alike() {
        let found = parts(2, |chosen| if chosen.is_empty() { 0.0 } else { 10.0 });
        assert_eq!(found, [5.0, 5.0]);
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole(n in 1_usize..10, a in -5.0_f32..5.0, b in -5.0_f32..5.0) {
            let game = |chosen: &[usize]| {
                let x: f32 = chosen.iter().map(|&i| a + i as f32).sum();
                x + b * x * x / 50.0
            };
            let everything: Vec<usize> = (0..n).collect();
            let sum: f32 = parts(n, game).iter().sum();
            prop_assert!((sum - game(&everything)).abs() < 1e-3 * (1.0 + sum.abs()));
        }
    }
}
