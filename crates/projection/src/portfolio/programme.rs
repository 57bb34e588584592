//! A mixed-integer programme: which measures close most within a budget, were their effects to add up.
//!
//! They do not add up, so its answer is a proposal only, to be computed jointly. The programme is solved over the
//! measures whose effect for the money is nearest to where the budget ends: those that close much more for theirs are
//! in, those that close much less are out. That bounds the work without a clock, so that the answer is always the same.

use good_lp::{Expression, ProblemVariables, Solution, SolverModel, WithMipGap, microlp, variable};

/// How many measures the programme chooses among.
const CORE: usize = 20;
/// How far from its best a solution may be, as a share: a proposal needs no more.
const TOLERANCE: f32 = 0.01;

/// The measures to choose within `budget`: ascending positions. `gains` is what each closes and `costs` what it costs,
/// not below 0.
pub(super) fn propose(gains: &[f64], costs: &[f64], budget: f64) -> Vec<usize> {
    let useful = |&i: &usize| gains[i] > 0.0 && costs[i] <= budget;
    let (paid, mut chosen): (Vec<usize>, Vec<usize>) =
        (0..gains.len()).filter(useful).partition(|&i| costs[i] > 0.0);
    let mut order = paid;
    order.sort_by(|&a, &b| (gains[b] * costs[a]).total_cmp(&(gains[a] * costs[b])).then(a.cmp(&b)));
    let mut spent = 0.0;
    let over = |&i: &usize| {
        spent += costs[i];
        spent > budget
    };
    let end = order.iter().position(over).unwrap_or(order.len());
    let first = end.saturating_sub(CORE / 2);
    let last = (first + CORE).min(order.len());
    chosen.extend(&order[..first]);
    let left = |chosen: &[usize]| budget - chosen.iter().map(|&i| costs[i]).sum::<f64>();
    chosen.extend(solve(&order[first..last], gains, costs, left(&chosen)));
    for &i in &order[last..] {
        if costs[i] <= left(&chosen) {
            chosen.push(i);
        }
    }
    chosen.sort_unstable();
    chosen
}

/// The programme itself; `core` is ordered by effect for the money, the greatest first.
fn solve(core: &[usize], gains: &[f64], costs: &[f64], budget: f64) -> Vec<usize> {
    let greedy = greedy(core, costs, budget);
    let largest = core.iter().map(|&i| gains[i]).fold(0.0, f64::max);
    if greedy.len() == core.len() || budget <= 0.0 || largest <= 0.0 {
        return greedy;
    }
    let mut variables = ProblemVariables::new();
    let start = |i: &usize| if greedy.contains(i) { 1.0 } else { 0.0 };
    let in_set: Vec<_> = core.iter().map(|i| variables.add(variable().binary().initial(start(i)))).collect();
    let sum = |weight: &dyn Fn(usize) -> f64| -> Expression {
        in_set.iter().zip(core).map(|(&chosen, &i)| chosen * weight(i)).sum()
    };
    // How many fit at the most, and below which are in before which: without them, measures that are nearly alike
    // keep the solver busy for ever.
    let most = most_that_fit(core, costs, budget) as f64;
    let (closed, cost, count) = (sum(&|i| gains[i] / largest), sum(&|i| costs[i] / budget), sum(&|_| 1.0));
    let mut programme = variables.maximise(closed).using(microlp).with(cost.leq(1.0)).with(count.leq(most));
    for (a, b) in (0..core.len()).flat_map(|a| (0..core.len()).map(move |b| (a, b))) {
        if is_better((core[a], a), (core[b], b), gains, costs) {
            programme.add_constraint((in_set[b] - in_set[a]).leq(0.0));
        }
    }
    let solution = programme.with_mip_gap(TOLERANCE).ok().and_then(|programme| programme.solve().ok());
    let Some(solution) = solution else { return greedy };
    let found: Vec<usize> = in_set
        .iter()
        .zip(core)
        .filter(|(chosen, _)| solution.value(**chosen) > 0.5)
        .map(|(_, &i)| i)
        .collect();
    // The solver counts with a tolerance of its own.
    if found.iter().map(|&i| costs[i]).sum::<f64>() <= budget { found } else { greedy }
}

/// Whether a measure closes no less for no more, so that the other is in no set without it; of two alike, the first.
fn is_better((i, a): (usize, usize), (j, b): (usize, usize), gains: &[f64], costs: &[f64]) -> bool {
    let alike = gains[i] == gains[j] && costs[i] == costs[j];
    gains[i] >= gains[j] && costs[i] <= costs[j] && if alike { a < b } else { true }
}

/// As many as fit, in order.
fn greedy(core: &[usize], costs: &[f64], budget: f64) -> Vec<usize> {
    let mut left = budget;
    let mut fits = |i: &usize| {
        let fits = costs[*i] <= left;
        left -= if fits { costs[*i] } else { 0.0 };
        fits
    };
    core.iter().copied().filter(|i| fits(i)).collect()
}

/// How many of the cheapest fit.
fn most_that_fit(core: &[usize], costs: &[f64], budget: f64) -> usize {
    let mut sorted: Vec<f64> = core.iter().map(|&i| costs[i]).collect();
    sorted.sort_by(f64::total_cmp);
    let mut spent = 0.0;
    let over = |cost: &f64| {
        spent += cost;
        spent > budget
    };
    sorted.iter().position(over).unwrap_or(sorted.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn total(of: &[f64], chosen: &[usize]) -> f64 {
        chosen.iter().map(|&i| of[i]).sum()
    }

    /// The most that any set within the budget closes.
    fn most(gains: &[f64], costs: &[f64], budget: f64) -> f64 {
        (0..1_usize << gains.len())
            .map(|set| (0..gains.len()).filter(|i| set >> i & 1 == 1).collect::<Vec<_>>())
            .filter(|chosen| total(costs, chosen) <= budget)
            .map(|chosen| total(gains, &chosen))
            .fold(0.0, f64::max)
    }

    proptest! {
        #[test]
        fn a_proposal_fits_and_is_as_good_as_the_tolerance_allows(
            measures in prop::collection::vec((-1.0_f64..10.0, 0_u32..6), 0..10), budget in 0_u32..20,
        ) {
            let (gains, costs): (Vec<f64>, Vec<f64>) =
                measures.into_iter().map(|(gain, cost)| (gain, f64::from(cost))).unzip();
            let chosen = propose(&gains, &costs, f64::from(budget));
            prop_assert!(total(&costs, &chosen) <= f64::from(budget));
            let most = most(&gains, &costs, f64::from(budget));
            prop_assert!(total(&gains, &chosen) >= most * (1.0 - 2.0 * f64::from(TOLERANCE)) - 1e-9);
        }
    }

    #[test]
    fn five_hundred_measures_alike_are_chosen_among_at_once() {
        for gain in [|_| 1.0, |i: usize| 1.0 + i as f64 / 500.0] {
            let gains: Vec<f64> = (0..500).map(gain).collect();
            let chosen = propose(&gains, &[2.0; 500], 199.0);
            assert_eq!(chosen.len(), 99);
        }
    }
}
