//! Choosing among measures: what is chosen is never beaten, more money never closes less, and the answer is the same
//! whatever the order of the list and the number of threads.

#![allow(clippy::unwrap_used, reason = "everything here is a test: a failed step is a failed test")]

use std::sync::OnceLock;

use forecast::Forecast;
use projection::lever::Lever;
use projection::measure::{Effect, Measure};
use projection::portfolio::{CERTAINTY, Limits, MOST_EXACT, Portfolio, Why};
use projection::simulation::{Scenario, Shares};
use projection::worth::{Gap, Worth};
use proptest::prelude::*;

const PLACE: &str = "2083";
const YEAR: i32 = 2033;
const GAP: Gap = Gap::Fte;

fn forecast() -> &'static Forecast {
    static FORECAST: OnceLock<Forecast> = OnceLock::new();
    FORECAST.get_or_init(|| Forecast::new(2035, 60, 7).unwrap())
}

/// The levers that act on staff, with a size that closes some of the gap of a small municipality.
const LEVERS: [(Lever, f64); 6] = [
    (Lever::ContractHours, 0.8),
    (Lever::SickLeave, -0.8),
    (Lever::ExitAge, 0.8),
    (Lever::OnsetDelay, 0.4),
    (Lever::MedicationDispensing, 6.0),
    (Lever::TrainingSupply, 8.0),
];

/// A measure: which lever, how much of its usual effect, and what it costs in hundreds of thousands.
fn measure(id: u64, lever: usize, share: f64, cost: u32) -> Measure {
    let (lever, size) = LEVERS[lever % LEVERS.len()];
    let size = size * share;
    let effects = vec![Effect { lever, size, low: size - size.abs() / 2.0, high: size + size.abs() / 2.0 }];
    let (once, yearly) = (f64::from(cost) * 1e5, f64::from(cost % 3) * 1e4);
    Measure {
        id,
        start: 2027,
        ramp: 2,
        half_life: None,
        reach: 1.0,
        effects,
        cost_one_off: once,
        cost_yearly: yearly,
    }
}

fn choose(measures: &[Measure], budget: f64, certainty: f64) -> Portfolio {
    let limits = Limits { budget, certainty };
    forecast().portfolio(PLACE, Scenario::from(Shares::Unchanged), measures, (GAP, YEAR), limits).unwrap()
}

/// Every set of the measures with its cost and its worth, computed by the roadmap's own way.
fn every_set(measures: &[Measure]) -> Vec<(f64, Worth)> {
    (0..1_usize << measures.len())
        .map(|set| {
            let chosen: Vec<Measure> =
                (0..measures.len()).filter(|i| set >> i & 1 == 1).map(|i| measures[i].clone()).collect();
            let cost = chosen.iter().map(|m| m.cost_between(2026, YEAR)).sum();
            let worth =
                forecast().worth_whole(PLACE, Scenario::from(Shares::Unchanged), &chosen, &[(GAP, YEAR)]);
            (cost, worth.unwrap().swap_remove(0))
        })
        .collect()
}

fn some_measures(most: usize) -> impl Strategy<Value = Vec<Measure>> {
    prop::collection::vec((0_usize..6, -0.5_f64..2.5, 0_u32..9), 0..=most).prop_map(|all| {
        let made = all.into_iter().enumerate();
        made.map(|(id, (lever, share, cost))| measure(id as u64, lever, share, cost)).collect()
    })
}

fn is_sound(portfolio: &Portfolio, count: usize) -> Result<(), TestCaseError> {
    for set in &portfolio.frontier {
        prop_assert!(set.cost.is_finite() && set.lacking.is_finite() && set.lacking >= 0.0);
        prop_assert!((0.0..=1.0).contains(&set.certainty));
    }
    for choice in [&portfolio.best, &portfolio.certain] {
        prop_assert!(portfolio.frontier.contains(&choice.set), "what is chosen is beaten by none");
        prop_assert_eq!(choice.parts.len() + choice.left_out.len(), count);
        let change: f64 = choice.parts.iter().map(|part| part.mean).sum();
        let whole = choice.set.lacking - portfolio.without.lacking;
        prop_assert!((change - whole).abs() < 1e-3 * (1.0 + portfolio.without.lacking), "{change} {whole}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_set_beats_what_is_chosen(measures in some_measures(5), budget in 0_u32..30, certainty in 0.0_f64..1.0) {
        let budget = f64::from(budget) * 1e5;
        let found = choose(&measures, budget, certainty);
        prop_assert!(found.exact && found.best.set.cost <= budget + 0.01);
        is_sound(&found, measures.len())?;
        let sets = every_set(&measures);
        let grain = 1e-5 * (1.0 + found.without.lacking);
        for (cost, worth) in &sets {
            // Where something is lacking in every future, what is lacking is the gap itself.
            if worth.enough == 0.0 && *cost <= budget {
                prop_assert!(found.best.set.lacking <= worth.remaining_mean + grain);
            }
            if *cost <= budget && worth.enough == 1.0 {
                prop_assert_eq!(found.best.set.lacking, 0.0);
            }
        }
        let sure = sets.iter().filter(|(_, worth)| worth.enough >= certainty);
        let cheapest = sure.map(|(cost, _)| *cost).min_by(f64::total_cmp);
        let surest = sets.iter().map(|(_, worth)| worth.enough).fold(0.0, f64::max);
        prop_assert_eq!(found.is_certain, cheapest.is_some());
        match cheapest {
            Some(cost) => prop_assert!((found.certain.set.cost - cost).abs() < 0.01),
            None => prop_assert_eq!(found.certain.set.certainty, surest),
        }
    }

    #[test]
    fn more_money_never_closes_less(measures in some_measures(6), budget in 0_u32..30, more in 0_u32..10) {
        let less = choose(&measures, f64::from(budget) * 1e5, CERTAINTY).best.set;
        let more = choose(&measures, f64::from(budget + more) * 1e5, CERTAINTY).best.set;
        prop_assert!(more.lacking <= less.lacking);
    }

    #[test]
    fn the_frontier_holds_no_set_that_another_beats(measures in some_measures(6)) {
        let frontier = choose(&measures, 1e6, CERTAINTY).frontier;
        for pair in frontier.windows(2) {
            prop_assert!(pair[0].cost <= pair[1].cost);
        }
        for (i, set) in frontier.iter().enumerate() {
            for (j, other) in frontier.iter().enumerate() {
                let beaten = other.cost <= set.cost && other.lacking <= set.lacking && other.certainty >= set.certainty;
                prop_assert!(i == j || !beaten, "{set:?} is beaten by {other:?}");
            }
        }
    }

    #[test]
    fn the_order_of_the_list_makes_no_difference(
        (there, back) in some_measures(6).prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        let ids = |measures: &[Measure], chosen: &[usize]| {
            let mut ids: Vec<u64> = chosen.iter().map(|&i| measures[i].id).collect();
            ids.sort_unstable();
            ids
        };
        let (a, b) = (choose(&there, 1.2e6, CERTAINTY), choose(&back, 1.2e6, CERTAINTY));
        for (one, other) in a.frontier.iter().zip(&b.frontier) {
            prop_assert_eq!(ids(&there, &one.measures), ids(&back, &other.measures));
            prop_assert_eq!(one.lacking.to_bits(), other.lacking.to_bits());
        }
        prop_assert_eq!(ids(&there, &a.best.set.measures), ids(&back, &b.best.set.measures));
        prop_assert_eq!(ids(&there, &a.certain.set.measures), ids(&back, &b.certain.set.measures));
    }
}

/// As many measures as asked for, some of them alike, useless, harmful or free.
fn many(count: usize) -> Vec<Measure> {
    let share = |i: usize| [0.3, 0.1, 0.0, -0.2, 0.2][i % 5] * 20.0 / count as f64;
    (0..count).map(|i| measure(i as u64 / 2, i / 2, share(i / 2), [4, 1, 0, 7, 3, 9][i / 2 % 6])).collect()
}

#[test]
fn the_number_of_threads_makes_no_difference() {
    for count in [8, 30] {
        let measures = many(count);
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| choose(&measures, 2e6, CERTAINTY))
        };
        let one = on(1);
        assert_eq!(one, on(2));
        assert_eq!(one, on(5));
    }
}

#[test]
fn a_long_list_is_searched_and_says_so() {
    let measures = many(40);
    let found = choose(&measures, 2e6, CERTAINTY);
    assert!(!found.exact && found.computed > 100);
    is_sound(&found, 40).unwrap();
    assert!(found.best.set.cost <= 2e6 + 0.01 && found.best.set.lacking < found.without.lacking);
    let harmful = |i: &usize| measures[*i].effects[0].size * LEVERS[*i / 2 % 6].1 < 0.0;
    assert!(!found.best.set.measures.iter().any(harmful), "nothing that widens the gap is chosen");
}

#[test]
fn the_search_finds_what_computing_every_set_finds() {
    // One measure more than all sets are computed for, and it does nothing worth its money.
    let mut measures: Vec<Measure> = (0..MOST_EXACT)
        .map(|i| measure(i as u64, i, 0.2 + 0.05 * i as f64, [4, 1, 2, 7, 3, 9][i % 6]))
        .collect();
    for budget in [3e5, 9e5, 2e6, 1e8] {
        let exact = choose(&measures, budget, CERTAINTY);
        measures.push(measure(99, 0, -0.01, 50));
        let searched = choose(&measures, budget, CERTAINTY);
        measures.pop();
        assert!(exact.exact && !searched.exact);
        let closed = |found: &Portfolio| found.without.lacking - found.best.set.lacking;
        assert!(closed(&searched) >= 0.99 * closed(&exact), "{budget}");
        assert_eq!(exact.is_certain, searched.is_certain);
        assert!(searched.certain.set.cost <= exact.certain.set.cost * 1.02 + 0.01);
    }
}

#[test]
fn five_hundred_measures_are_survived() {
    let found = choose(&many(500), 5e6, CERTAINTY);
    assert!(!found.exact && found.best.set.cost <= 5e6 + 0.01);
    is_sound(&found, 500).unwrap();
}

#[test]
fn without_a_gap_nothing_is_chosen_and_it_is_certain() {
    let limits = Limits { budget: 1e7, certainty: CERTAINTY };
    let measures = [measure(1, 0, 1.0, 3)];
    let asked = (Gap::Cost, 2025);
    let found =
        forecast().portfolio(PLACE, Scenario::from(Shares::Unchanged), &measures, asked, limits).unwrap();
    assert!(found.is_certain && found.best.set.measures.is_empty() && found.certain.set.measures.is_empty());
    assert_eq!((found.without.lacking, found.without.certainty), (0.0, 1.0));
    assert_eq!(found.best.left_out[0].why, Why::Idle, "nothing works in the base year");
}

#[test]
fn numbers_that_are_none_are_survived() {
    let mut broken = measure(1, 0, f64::NAN, 3);
    (broken.cost_one_off, broken.cost_yearly, broken.start) = (f64::NAN, f64::INFINITY, i32::MIN);
    let mut negative = measure(2, 1, 1.0, 3);
    negative.cost_one_off = -1e9;
    for (budget, certainty) in [(f64::NAN, f64::NAN), (f64::INFINITY, -1.0), (-5.0, 2.0)] {
        let found = choose(&[broken.clone(), negative.clone()], budget, certainty);
        is_sound(&found, 2).unwrap();
        assert!(found.costs.iter().all(|cost| cost.is_finite() && *cost >= 0.0));
    }
}

#[test]
fn every_measure_is_explained() {
    let mut later = measure(4, 2, 1.0, 1);
    later.start = 2034;
    let measures =
        [measure(1, 0, 1.0, 2), measure(2, 1, 1.0, 90), measure(3, 0, -1.0, 0), later, measure(5, 3, 0.0, 1)];
    let found = choose(&measures, 1e6, 1.0);
    let why = |i: usize| found.best.left_out.iter().find(|out| out.measure == i).map(|out| out.why);
    assert_eq!(found.best.set.measures, [0]);
    assert_eq!(
        [why(0), why(1), why(2), why(3), why(4)],
        [None, Some(Why::TooDear), Some(Why::ClosesNothing), Some(Why::Idle), Some(Why::Idle)]
    );
}

#[test]
fn a_year_asked_for_alone_is_the_same_as_with_later_ones() {
    let measures: Vec<Measure> = (0..4).map(|i| measure(i as u64, i, 1.0, 2)).collect();
    let worth = |asked: &[(Gap, i32)]| {
        forecast().worth(PLACE, Scenario::from(Shares::Unchanged), &measures, asked).unwrap().swap_remove(0)
    };
    assert_eq!(worth(&[(GAP, 2030)]), worth(&[(GAP, 2030), (GAP, 2035)]));
}
