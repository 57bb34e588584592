//! Hostile input: whatever the numbers, a projection never panics, every figure is finite, and nobody is fewer than none.
//! What cannot be computed with is clamped to what can, and no uncertainty is lost on the way.

use projection::lever::Lever;
use projection::measure::{Effect, LeverValues, Measure};
use projection::mortality::{History, Mortality, WINDOW};
use projection::national::{National, Parameters, Run};
use projection::need::{Level, SERVICES};
use projection::output::Output;
use projection::population::{
    BANDS, BaseError, Gradients, Place, Series, Shifts, Trajectories, accounts, balance,
};
use projection::portfolio::{Limits, Portfolio, portfolio};
use projection::quantile::Quantiles;
use projection::simulation::{Housing, LocalCare, Model, Outputs, Scenario, Shares, Simulation};
use projection::worth::{Gap, Worth, whole, worth};
use projection::{AGES, Pyramid, SEXES, zeros};
use proptest::prelude::*;

use super::world::{BASE_YEAR, model, parameters};

// What a normal world looks like.

fn place(people: f32) -> Place {
    Place {
        code: 2403,
        county: 1,
        base: [[people; AGES]; SEXES],
        mortality: Level { log: 0.05, error: 0.05 },
        migration: [[0.001; AGES]; SEXES],
        gain_error: 0.003,
        gain_swing: 0.006,
        migration_error: [0.005; BANDS],
        migration_swing: [0.01; BANDS],
        fertility: 1.0,
        base_error: BaseError { single: 0.7, groups_known: false },
    }
}

fn run(years: usize, draws: usize) -> Run {
    Run { base_year: BASE_YEAR, years, draws, seed: 11 }
}

struct World {
    model: Model,
    national: National,
    futures: Trajectories,
    care: LocalCare,
}

impl World {
    fn new(place: &Place, parameters: &Parameters, run: Run, care: LocalCare) -> Self {
        Self::beside(std::slice::from_ref(place), parameters, run, care)
    }

    /// The first of some places, balanced with the others.
    fn beside(places: &[Place], parameters: &Parameters, run: Run, care: LocalCare) -> Self {
        let mut national = National::draw(parameters, run);
        balance(&mut national, places);
        let model = model(national.run.years);
        let futures = Trajectories::run(&places[0], &national, &Gradients::new(&model.need, Shifts::All));
        Self { model, national, futures, care }
    }

    /// A world in which nothing but the measures is hostile.
    fn small(draws: usize) -> Self {
        Self::new(&place(11.0), &parameters(), run(5, draws), LocalCare::default())
    }

    fn none(&self) -> LeverValues {
        LeverValues::none(self.national.run.years, self.national.run.draws)
    }

    fn levers(&self, measures: &[Measure]) -> LeverValues {
        let Run { base_year, years, draws, seed } = self.national.run;
        LeverValues::of(&measures.iter().collect::<Vec<_>>(), base_year, years, draws, seed)
    }

    fn run(&self, scenario: Scenario, levers: &LeverValues) -> Outputs {
        self.simulation(scenario).run(levers)
    }

    fn simulation(&self, scenario: Scenario) -> Simulation<'_> {
        let Self { model, care, futures, national, .. } = self;
        Simulation { model, care, futures, national, scenario, places: None }
    }
}

// What must always hold.

/// Indicators that may be below zero: differences.
const DIFFERENCES: [Output; 3] = [Output::PlacesGap, Output::FteGap, Output::HiresGap];

fn is_sound(outputs: &Outputs) -> Result<(), TestCaseError> {
    for output in Output::ALL {
        let may_be_below = DIFFERENCES.contains(&output);
        for year in 0..=outputs.years {
            for &value in outputs.get(output, year) {
                prop_assert!(value.is_finite(), "{output:?} year {year}: {value}");
                prop_assert!(may_be_below || value >= 0.0, "{output:?} year {year}: {value}");
            }
        }
    }
    let finite = |q: &Quantiles| q.as_array().iter().all(|x| x.is_finite());
    prop_assert!(outputs.all_quantiles().iter().all(finite));
    Ok(())
}

fn rises(q: &Quantiles) -> bool {
    q.as_array().iter().all(|x| x.is_finite()) && q.as_array().windows(2).all(|w| w[0] <= w[1])
}

fn is_sound_worth(worth: &Worth) -> Result<(), TestCaseError> {
    prop_assert!(
        worth.parts.iter().chain(&worth.closed).chain([&worth.without, &worth.remaining]).all(rises)
    );
    let means = worth.part_means.iter().chain([&worth.without_mean, &worth.remaining_mean]);
    prop_assert!(means.into_iter().all(|mean| mean.is_finite()));
    prop_assert!((0.0..=1.0).contains(&worth.enough));
    Ok(())
}

fn is_sound_portfolio(found: &Portfolio, count: usize) -> Result<(), TestCaseError> {
    for set in found.frontier.iter().chain([&found.without]) {
        prop_assert!(
            set.cost.is_finite() && set.cost >= 0.0 && set.lacking.is_finite() && set.lacking >= 0.0
        );
        prop_assert!((0.0..=1.0).contains(&set.certainty));
    }
    for choice in [&found.best, &found.certain] {
        prop_assert!(rises(&choice.lacking));
        prop_assert_eq!(choice.parts.len() + choice.left_out.len(), count);
        prop_assert!(
            choice.parts.iter().all(|p| p.mean.is_finite() && p.cost.is_finite() && rises(&p.quantiles))
        );
        prop_assert!(choice.left_out.iter().all(|l| l.change.is_finite() && l.cost.is_finite()));
    }
    prop_assert!(found.costs.len() == count && found.costs.iter().all(|cost| cost.is_finite()));
    Ok(())
}

// What may be thrown at it.

/// A number among the worst: none, infinite, enormous, tiny, or any between.
fn wild() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(0.0),
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(f64::NEG_INFINITY),
        Just(f64::MAX),
        Just(f64::MIN_POSITIVE),
        Just(-1e6),
        Just(1e6),
        -50.0_f64..50.0,
    ]
}

fn wild32() -> impl Strategy<Value = f32> {
    wild().prop_map(|x| x as f32)
}

fn level() -> impl Strategy<Value = Level> {
    (wild32(), prop_oneof![wild32(), 0.0_f32..10.0]).prop_map(|(log, error)| Level { log, error })
}

/// A base population: empty, tiny, enormous, or different at every age.
fn base() -> impl Strategy<Value = Pyramid> {
    let same = prop_oneof![Just(0.0_f32), Just(1e-3), Just(1e-30), Just(1e7), wild32(), 0.0_f32..100.0];
    prop_oneof![
        same.prop_map(|n| [[n; AGES]; SEXES]),
        prop::collection::vec(prop_oneof![Just(0.0_f32), Just(1e7), Just(1e-3), 0.0_f32..50.0], AGES)
            .prop_map(|ages| [std::array::from_fn(|a| ages[a]); SEXES]),
    ]
}

fn hostile_place() -> impl Strategy<Value = Place> {
    let moves = (wild32(), wild32(), wild32());
    (base(), level(), moves, prop_oneof![wild32(), 0.0_f32..1e6], wild32(), any::<bool>()).prop_map(
        |(base, mortality, (migration, lasting, swing), fertility, single, groups_known)| Place {
            code: 2403,
            county: 1,
            base,
            mortality,
            migration: [[migration; AGES]; SEXES],
            gain_error: lasting,
            gain_swing: swing,
            migration_error: [lasting; BANDS],
            migration_swing: [swing; BANDS],
            fertility,
            base_error: BaseError { single, groups_known },
        },
    )
}

fn hostile_parameters() -> impl Strategy<Value = Parameters> {
    let tables = prop_oneof![
        Just(Vec::new()),
        wild().prop_map(|n| vec![[[n; AGES]; SEXES]]),
        wild().prop_map(|n| vec![zeros(), [[n; AGES]; SEXES]]),
    ];
    let population = prop_oneof![Just(0.0), Just(1e9), wild()];
    (
        prop::collection::vec(wild(), 0..3),
        tables,
        population,
        prop_oneof![wild(), 0.0_f64..10.0],
        prop_oneof![wild(), 0.0_f64..10.0],
        wild(),
        (wild(), wild()),
    )
        .prop_map(
            |(fertility, migration, people, migration_error, fertility_error, share, (log, slope))| {
                let mut parameters = parameters();
                if log.is_finite() {
                    parameters.mortality.jump_off[0] = [log; AGES];
                }
                parameters.mortality.improvement[1] = [slope; AGES];
                Parameters {
                    fertility,
                    migration,
                    migration_error,
                    onset_error: migration_error,
                    fertility_error,
                    fertility_pattern: [share; AGES],
                    population: [[people; AGES]; SEXES],
                    ..parameters
                }
            },
        )
}

fn hostile_run() -> impl Strategy<Value = Run> {
    let size = prop_oneof![Just((1, 1)), Just((80, 1)), Just((1, 17)), Just((12, 17)), Just((0, 0))];
    (size, any::<u64>()).prop_map(|((years, draws), seed)| Run { base_year: BASE_YEAR, years, draws, seed })
}

fn hostile_care() -> impl Strategy<Value = LocalCare> {
    let levels = (level(), level(), level(), level(), level(), level());
    levels.prop_map(|(coverage, hours, cost_per_place, cost_per_user, sick_leave, part_time)| LocalCare {
        code: 2403,
        coverage: [coverage; SERVICES],
        hours,
        cost_per_place,
        cost_per_user,
        sick_leave,
        part_time,
    })
}

fn hostile_scenario() -> impl Strategy<Value = Scenario> {
    let share = || prop_oneof![wild(), Just(1e9), Just(-5.0), 0.0_f64..1.0];
    prop_oneof![
        Just(Scenario::from(Shares::Unchanged)),
        Just(Scenario::from(Shares::Trend)),
        Just(Scenario::from(Housing::Ceiling)),
        Just(Scenario { shares: Shares::Trend, housing: Housing::Ceiling }),
        share().prop_map(|share_80_plus| Scenario {
            shares: Shares::Unchanged,
            housing: Housing::Coverage { share_80_plus }
        }),
        share().prop_map(|share| Scenario::from(Shares::Later { healthy: share })),
        share().prop_map(|share_80_plus| Scenario::from(Housing::Coverage { share_80_plus })),
    ]
}

fn effect() -> impl Strategy<Value = Effect> {
    (0..Lever::ALL.len(), wild(), wild(), wild()).prop_map(|(lever, size, low, high)| Effect {
        lever: Lever::ALL[lever],
        size,
        low,
        high,
    })
}

fn hostile_measure() -> impl Strategy<Value = Measure> {
    let start = prop_oneof![Just(i32::MIN), Just(i32::MAX), Just(0), 2020..2035_i32];
    let ramp = prop_oneof![Just(u32::MAX), 0..5_u32];
    let reach = prop_oneof![wild(), Just(-1.0), Just(1e9), 0.0_f64..1.0];
    let half_life = prop_oneof![Just(None), wild().prop_map(Some), (0.1_f64..20.0).prop_map(Some)];
    let effects = prop::collection::vec(effect(), 0..4);
    (any::<u64>(), start, (ramp, half_life), reach, effects, wild(), wild()).prop_map(
        |(id, start, (ramp, half_life), reach, effects, cost_one_off, cost_yearly)| Measure {
            id,
            start,
            ramp,
            half_life,
            reach,
            effects,
            cost_one_off,
            cost_yearly,
        },
    )
}

fn limits() -> impl Strategy<Value = Limits> {
    (prop_oneof![wild(), 0.0_f64..1e7], prop_oneof![wild(), 0.0_f64..1.0])
        .prop_map(|(budget, certainty)| Limits { budget, certainty })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn every_figure_of_any_world_is_finite(
        place in hostile_place(), other in hostile_place(), parameters in hostile_parameters(), run in hostile_run(), care in hostile_care(),
        scenario in hostile_scenario(), measures in prop::collection::vec(hostile_measure(), 0..5),
    ) {
        let world = World::beside(&[place.clone(), other], &parameters, run, care);
        is_sound(&world.run(scenario, &world.levers(&measures)))?;
        for (people, change) in accounts(&place, &world.national, usize::MAX) {
            prop_assert!(people.iter().flatten().all(|n| n.is_finite() && *n >= 0.0));
            prop_assert!([change.births, change.deaths, change.migration].iter().all(|n| n.is_finite()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn worth_of_any_measures_is_finite(
        measures in prop::collection::vec(hostile_measure(), 0..9), scenario in hostile_scenario(), year in 0..9_usize,
    ) {
        let world = World::small(17);
        let asked: Vec<(Gap, usize)> = Gap::ALL.into_iter().map(|gap| (gap, year)).collect();
        let simulation = world.simulation(scenario);
        let parts = worth(&simulation, &measures, &asked);
        for (with, without) in parts.iter().zip(whole(&simulation, &measures, &asked)) {
            is_sound_worth(with)?;
            is_sound_worth(&without)?;
            prop_assert_eq!(with.remaining, without.remaining);
            prop_assert_eq!(with.parts.len(), measures.len());
        }
    }

    #[test]
    fn a_portfolio_of_any_measures_is_sound(
        measures in prop::collection::vec(hostile_measure(), 0..7), limits in limits(), year in 0..9_usize,
        gap in 0..4_usize, scenario in hostile_scenario(),
    ) {
        let world = World::small(17);
        let found = portfolio(&world.simulation(scenario), &measures, (Gap::ALL[gap], year), limits);
        is_sound_portfolio(&found, measures.len())?;
    }

    #[test]
    fn so_is_one_of_more_measures_than_every_set_of_can_be_computed(
        measures in prop::collection::vec(hostile_measure(), 40), limits in limits(),
    ) {
        let world = World::small(1);
        let found = portfolio(&world.simulation(Scenario::from(Shares::Unchanged)), &measures, (Gap::Fte, 5), limits);
        is_sound_portfolio(&found, measures.len())?;
    }

    #[test]
    fn levers_stay_within_their_ranges(measures in prop::collection::vec(hostile_measure(), 0..9), value in wild()) {
        let mut levers = LeverValues::of(&measures.iter().collect::<Vec<_>>(), i32::MAX, 3, 17, 5);
        for lever in Lever::ALL {
            levers.set(lever, value);
            let facts = lever.facts();
            let range = facts.min as f32..=facts.max as f32;
            for year in 0..3 {
                prop_assert!(levers.year(lever, year).into_iter().flatten().all(|v| range.contains(v)), "{lever}");
            }
        }
        prop_assert!(levers.cost.iter().all(|cost| cost.is_finite() && *cost >= 0.0));
    }

    #[test]
    fn costs_and_shares_of_any_measure_are_told_for_any_year(measure in hostile_measure(), year in any::<i32>()) {
        let measure = measure.clamped();
        prop_assert!((0.0..=1.0).contains(&measure.share_at(year)));
        prop_assert!(measure.cost_between(year, i32::MAX).is_finite() && measure.cost_between(i32::MIN, year) >= 0.0);
        prop_assert!(measure.effects.iter().all(|e| e.low <= e.size && e.size <= e.high));
    }

    #[test]
    fn quantiles_of_any_numbers_are_finite_and_rise(values in prop::collection::vec(wild32(), 0..40)) {
        let values: Vec<f32> = values.into_iter().filter(|v| !v.is_nan()).collect();
        prop_assert!(rises(&Quantiles::of(&values)));
        let shorter = &values[..values.len() / 2];
        for quantiles in Quantiles::of_all(&[&values, shorter, &[]]) {
            prop_assert!(rises(&quantiles));
        }
        prop_assert_eq!(Quantiles::of_all(&[&values, &values, &values])[1], Quantiles::of(&values));
    }

    #[test]
    fn any_history_of_mortality_gives_rates(deaths in wild(), people in wild(), year in -50..200_i32) {
        let history = History {
            first_year: 2005,
            deaths: vec![[[deaths; AGES]; SEXES]; WINDOW],
            exposure: vec![[[people; AGES]; SEXES]; WINDOW],
        };
        let fitted = Mortality::fit(&history);
        let seen = [[[people as f32; AGES]; SEXES]; 3];
        for mortality in [fitted.clone().rebase(2017, &[]), fitted.clone().rebase(2017, &seen[..1]), fitted] {
            prop_assert!(mortality.expected(year).iter().flatten().all(|log| log.is_finite()));
        }
    }
}

#[test]
fn what_can_be_computed_with_is_left_as_it_is() {
    let clamped = place(11.0).clamped();
    assert_eq!(format!("{clamped:?}"), format!("{:?}", place(11.0)));
    assert_eq!(format!("{:?}", parameters().clamped()), format!("{:?}", parameters()));
    assert_eq!(run(20, 1000).clamped(), run(20, 1000));
}

#[test]
fn five_hundred_measures_are_answered() {
    let world = World::small(17);
    let measures: Vec<Measure> = (0..500_u16)
        .map(|i| Measure {
            id: u64::from(i),
            start: 2026,
            ramp: 1,
            half_life: None,
            reach: 1.0,
            effects: vec![Effect {
                lever: Lever::ALL[usize::from(i) % 16],
                size: f64::from(i),
                low: 0.0,
                high: 1e9,
            }],
            cost_one_off: f64::from(i) * 1e4,
            cost_yearly: 0.0,
        })
        .collect();
    let simulation = world.simulation(Scenario::from(Shares::Unchanged));
    let found = worth(&simulation, &measures, &[(Gap::Fte, 5)]).swap_remove(0);
    is_sound_worth(&found).expect("the worth is sound");
    assert_eq!(found.parts.len(), 500);
    let change = found.remaining_mean - found.without_mean;
    let sum: f64 = found.part_means.iter().sum();
    assert!((sum - change).abs() < 1e-2 * (1.0 + change.abs()), "{sum} ≠ {change}");
    let limits = Limits { budget: 1e7, certainty: 0.8 };
    let chosen = portfolio(&simulation, &measures, (Gap::Fte, 5), limits);
    is_sound_portfolio(&chosen, 500).expect("the portfolio is sound");
    assert!(chosen.best.set.cost <= limits.budget + 1.0 && !chosen.exact);
}

#[test]
fn measures_that_contradict_each_other_cancel() {
    let world = World::small(17);
    let measure = |id, lever, size| Measure {
        id,
        start: 2026,
        ramp: 0,
        half_life: None,
        reach: 1.0,
        effects: vec![Effect { lever, size, low: size, high: size }],
        cost_one_off: 0.0,
        cost_yearly: 0.0,
    };
    let pairs = [
        [(Lever::PlacesOpened, 40.0), (Lever::PlacesClosed, 40.0)],
        [(Lever::SpecialHousingCoverage, 2.0), (Lever::SpecialHousingCoverage, -2.0)],
        [(Lever::SickLeave, f64::MAX), (Lever::SickLeave, -f64::MAX)],
    ];
    let none = world.run(Scenario::from(Shares::Unchanged), &world.none());
    for [(first, up), (second, down)] in pairs {
        let both = [measure(1, first, up), measure(2, second, down)];
        let with = world.run(Scenario::from(Shares::Unchanged), &world.levers(&both));
        is_sound(&with).expect("the answer is sound");
        for output in Output::ALL {
            for (a, b) in with.get(output, 5).iter().zip(none.get(output, 5)) {
                assert!((a - b).abs() <= 1e-4 * (1.0 + b.abs()), "{first} and {second}, {output:?}: {a} {b}");
            }
        }
    }
    let more_closed_than_there_are = [measure(1, Lever::PlacesClosed, 20_000.0)];
    let with = world.run(Scenario::from(Housing::Ceiling), &world.levers(&more_closed_than_there_are));
    is_sound(&with).expect("the answer is sound");
    assert!(with.get(Output::Places, 5).iter().all(|places| *places == 0.0));
}

#[test]
fn an_interval_that_is_turned_around_is_as_wide() {
    let measure = |low, high| Measure {
        id: 5,
        start: 2026,
        ramp: 0,
        half_life: None,
        reach: 1.0,
        effects: vec![Effect { lever: Lever::SickLeave, size: -1.0, low, high }],
        cost_one_off: 0.0,
        cost_yearly: 0.0,
    };
    let drawn = |low, high| LeverValues::of(&[&measure(low, high)], BASE_YEAR, 1, 64, 3);
    let (right, turned) = (drawn(-2.0, 0.0), drawn(0.0, -2.0));
    assert_eq!(right.year(Lever::SickLeave, 0), turned.year(Lever::SickLeave, 0));
}

/// The width of the 90 per cent interval of people aged 80 or more after ten years, as a share of the median.
fn relative_width(place: &Place) -> f64 {
    let national = National::draw(&parameters(), run(10, 320));
    let model = model(10);
    let futures = Trajectories::run(place, &national, &Gradients::new(&model.need, Shifts::Today));
    let over_80 = Quantiles::of(futures.get(Series::Over80, 10));
    (over_80.p95 - over_80.p5) / over_80.p50
}

#[test]
fn the_smaller_the_place_the_wider_its_interval() {
    let widths = [1.0, 11.0, 100.0, 5_000.0].map(|people| relative_width(&place(people)));
    assert!(widths.windows(2).all(|w| w[0] > w[1]), "{widths:?}");
    assert!(widths.iter().all(|w| w.is_finite() && *w > 0.01), "{widths:?}");
}

#[test]
fn an_error_that_is_no_number_widens() {
    let unknown = Place {
        mortality: Level { log: 0.0, error: f32::NAN },
        gain_error: f32::NAN,
        migration_error: [f32::NAN; BANDS],
        ..place(100.0)
    };
    assert!(relative_width(&unknown) > relative_width(&place(100.0)));
}
