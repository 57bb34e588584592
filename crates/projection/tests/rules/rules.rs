//! Rules that hold for every place, future and lever: people are conserved, shares stay shares, parts sum to the
//! whole, more of what helps never hurts, and the same simulation always gets the same bits.

use projection::lever::{Helps, Lever};
use projection::measure::{Effect, LeverValues, Measure};
use projection::national::{National, Parameters, Run};
use projection::need::{Level, SERVICES, Service};
use projection::output::Output;
use projection::population::{BANDS, Gradients, Place, Series, Shifts, Trajectories, accounts, balance};
use projection::simulation::{Housing, LocalCare, Model, Outputs, Scenario, Shares, Simulation};
use projection::worth::{EXACT, Gap, worth};
use projection::{AGES, SEXES, people};
use proptest::prelude::*;

use super::world::{BASE_YEAR, parameters};

pub(super) const YEARS: usize = 12;
pub(super) const DRAWS: usize = 24;
const SEED: u64 = 11;

fn place(size: f32, migration: f32, error: f32) -> Place {
    Place {
        code: 114,
        county: 1,
        base: std::array::from_fn(|_| std::array::from_fn(|age| size * (1.0 - age as f32 / 120.0).max(0.05))),
        mortality: Level { log: 0.05, error },
        migration: [[migration; AGES]; SEXES],
        gain_error: error,
        gain_swing: error,
        migration_error: [error; BANDS],
        migration_swing: [error; BANDS],
        fertility: 1.0,
        base_error: projection::population::BaseError::default(),
    }
}

fn national() -> National {
    National::draw(&parameters(), Run { base_year: BASE_YEAR, years: YEARS, draws: DRAWS, seed: SEED })
}

fn model() -> Model {
    super::world::model(YEARS)
}

pub(super) struct World {
    pub(super) model: Model,
    national: National,
    pub(super) futures: Trajectories,
    pub(super) care: LocalCare,
}

impl World {
    pub(super) fn new() -> Self {
        let (model, national) = (model(), national());
        let futures = Trajectories::run(
            &place(90.0, 0.001, 0.01),
            &national,
            &Gradients::new(&model.need, Shifts::All),
        );
        let care = LocalCare {
            code: 114,
            coverage: [Level { log: 0.1, error: 0.1 }; SERVICES],
            ..LocalCare::default()
        };
        Self { model, national, futures, care }
    }

    fn run(&self, scenario: Scenario, levers: &LeverValues) -> Outputs {
        Simulation { scenario, ..self.simulation() }.run(levers)
    }

    pub(super) fn with(&self, lever: Lever, value: f64) -> Outputs {
        let mut levers = LeverValues::none(YEARS, DRAWS);
        levers.set(lever, value);
        self.run(Scenario::from(Shares::Unchanged), &levers)
    }

    fn simulation(&self) -> Simulation<'_> {
        Simulation {
            model: &self.model,
            care: &self.care,
            futures: &self.futures,
            national: &self.national,
            scenario: Scenario::from(Shares::Unchanged),
            places: None,
        }
    }
}

fn measure(id: u64, lever: Lever, size: f64) -> Measure {
    let (low, high) = (size - 0.5 * size.abs(), size + 0.5 * size.abs());
    let effects = vec![Effect { lever, size, low, high }];
    Measure {
        id,
        start: 2027,
        ramp: 2,
        half_life: None,
        reach: 0.8,
        effects,
        cost_one_off: 1e5,
        cost_yearly: 2e5,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn people_are_conserved_and_never_negative(
        size in 0.0_f32..2000.0, migration in -0.3_f32..0.1, error in 0.0_f32..0.1, draw in 0_usize..DRAWS,
    ) {
        let years = accounts(&place(size, migration, error), &national(), draw);
        prop_assert_eq!(years.len(), YEARS + 1);
        for pair in years.windows(2) {
            let (before, (after, change)) = (people(&pair[0].0, 0, 100), &pair[1]);
            let expected = before + f64::from(change.births) - f64::from(change.deaths) + f64::from(change.migration);
            prop_assert!((people(after, 0, 100) - expected).abs() < 1e-4 * (1.0 + before));
            prop_assert!(after.iter().flatten().all(|n| n.is_finite() && *n >= 0.0));
            prop_assert!(change.births >= 0.0 && change.deaths >= 0.0);
        }
    }

    #[test]
    fn no_lever_however_absurd_gives_anything_but_finite_figures(value in -1e12_f64..1e12, which in 0_usize..16) {
        let result = World::new().with(Lever::ALL[which], value);
        for output in Output::ALL {
            for year in 0..=YEARS {
                prop_assert!(result.get(output, year).iter().all(|v| v.is_finite()));
            }
        }
        for output in [Output::HomeCarePersons, Output::SpecialHousingPersons, Output::Fte, Output::Hires] {
            prop_assert!(result.get(output, YEARS).iter().all(|v| *v >= -0.01), "{output:?}");
        }
    }

    #[test]
    fn figures_that_a_choice_leaves_as_they_are_keep_their_quantiles(
        lever in prop::option::of(0_usize..16),
        value in -3.0_f64..3.0,
        cost in 0.0_f64..2.0,
        other in any::<bool>(),
    ) {
        let world = World::new();
        let mut levers = LeverValues::none(YEARS, DRAWS);
        if let Some(lever) = lever {
            levers.set(Lever::ALL[lever], value);
        }
        levers.cost.fill(cost.floor());
        let scenario = if other { Scenario::from(Shares::Trend) } else { Scenario::from(Shares::Unchanged) };
        let (before, after) =
            (world.run(Scenario::from(Shares::Unchanged), &LeverValues::none(YEARS, DRAWS)), world.run(scenario, &levers));
        prop_assert_eq!(after.all_quantiles_beside(&before, &before.all_quantiles()), after.all_quantiles());
    }
}

#[test]
fn an_empty_place_stays_empty_and_finite() {
    let (model, national) = (model(), national());
    let futures =
        Trajectories::run(&place(0.0, 0.0, 0.0), &national, &Gradients::new(&model.need, Shifts::All));
    let levers = LeverValues::none(YEARS, DRAWS);
    let care = LocalCare::default();
    let simulation = Simulation {
        model: &model,
        care: &care,
        futures: &futures,
        national: &national,
        scenario: Scenario::from(Housing::Ceiling),
        places: None,
    };
    let result = simulation.run(&levers);
    assert!(Output::ALL.iter().all(|i| result.get(*i, YEARS).iter().all(|v| v.is_finite())));
}

#[test]
fn the_same_question_gets_the_same_bits_on_any_number_of_threads() {
    let on = |threads: usize| {
        let pool =
            rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
        pool.install(|| World::new().with(Lever::SickLeave, -1.0))
    };
    let one = on(1);
    assert_eq!(one, on(2));
    assert_eq!(one, on(5));
}

#[test]
fn a_place_run_alone_equals_the_same_place_run_with_others() {
    let (model, national) = (model(), national());
    let gradients = Gradients::new(&model.need, Shifts::Today);
    let places = [place(30.0, 0.0, 0.01), Place { code: 2583, ..place(400.0, 0.01, 0.02) }];
    let together = Trajectories::run_together(&[&places[0], &places[1]], &national, &gradients);
    for (place, together) in places.iter().zip(&together) {
        let alone = Trajectories::run(place, &national, &gradients);
        for year in 0..=YEARS {
            assert_eq!(alone.get(Series::Over80, year), together.get(Series::Over80, year));
            assert_eq!(alone.get(Series::Need(1, 1), year), together.get(Series::Need(1, 1), year));
        }
    }
}

#[test]
fn what_one_place_gains_by_moves_another_loses() {
    let mut national = national();
    let places: Vec<Place> = (0..5_u8)
        .map(|i| Place {
            code: 100 + u64::from(i),
            ..place(200.0 * f32::from(i + 1), 0.004 * f32::from(i), 0.02)
        })
        .collect();
    let moved = |national: &National, draw: usize| -> Vec<(f64, f64)> {
        let mut years = vec![(0.0, 0.0); YEARS + 1];
        for place in &places {
            for (year, (_, change)) in years.iter_mut().zip(accounts(place, national, draw)) {
                year.0 += f64::from(change.migration);
                year.1 += people(&place.base, 0, 100);
            }
        }
        years
    };
    // What comes from abroad is the same whether domestic moves are balanced or not.
    let still: Vec<Place> = places
        .iter()
        .map(|p| Place {
            migration: [[0.0; AGES]; SEXES],
            gain_error: 0.0,
            gain_swing: 0.0,
            migration_error: [0.0; BANDS],
            migration_swing: [0.0; BANDS],
            ..p.clone()
        })
        .collect();
    let unbalanced = self::national();
    balance(&mut national, &places);
    for draw in [0, 7, DRAWS - 1] {
        let abroad: Vec<f64> = (0..=YEARS)
            .map(|year| {
                still.iter().map(|p| f64::from(accounts(p, &unbalanced, draw)[year].1.migration)).sum()
            })
            .collect();
        for (year, (moved, people)) in moved(&national, draw).into_iter().enumerate() {
            assert!((moved - abroad[year]).abs() < 1e-4 * people, "{year}: {moved} of {}", abroad[year]);
        }
    }
}

#[test]
fn parts_of_a_population_and_of_staff_sum_to_the_whole() {
    let result = World::new().run(Scenario::from(Shares::Unchanged), &LeverValues::none(YEARS, DRAWS));
    for year in 0..=YEARS {
        for draw in 0..DRAWS {
            let at = |i: Output| f64::from(result.get(i, year)[draw]);
            let sum = at(Output::FteAssistantNurses) + at(Output::FteCareAssistants) + at(Output::FteNurses);
            assert!((at(Output::Fte) - sum).abs() < 1e-3 * sum);
            let hires =
                at(Output::HiresAssistantNurses) + at(Output::HiresCareAssistants) + at(Output::HiresNurses);
            assert!((at(Output::Hires) - hires).abs() < 1e-3 * (1.0 + hires));
            let ages = [
                Output::Population85Plus,
                Output::Population80Plus,
                Output::Population65Plus,
                Output::PopulationTotal,
            ];
            assert!(ages.map(at).windows(2).all(|w| w[0] <= w[1]));
            assert!(at(Output::SpecialHousingPersons80Plus) <= at(Output::SpecialHousingPersons) * 1.000_01);
            assert!(at(Output::SpecialHousingPersons) <= at(Output::Population65Plus));
        }
    }
}

#[test]
fn more_of_a_lever_that_helps_never_widens_the_gap() {
    let world = World::new();
    for lever in Lever::ALL {
        let facts = lever.facts();
        // What each lever is for: places for those that build or empty them, cost for the cost trend, else staff.
        let gap = match lever {
            Lever::PlacesOpened | Lever::PlacesClosed => Gap::Places,
            Lever::UnitCostTrend => Gap::Cost,
            _ => Gap::Fte,
        };
        let steps: Vec<f64> =
            (0..=4).map(|i| facts.min + (facts.max - facts.min) * f64::from(i) / 4.0).collect();
        for pair in steps.windows(2) {
            let (less, more) = match facts.helps {
                Helps::Up => (pair[0], pair[1]),
                Helps::Down => (pair[1], pair[0]),
            };
            let (less, more) = (world.with(lever, less), world.with(lever, more));
            for (l, m) in gap.of(&less, YEARS).iter().zip(gap.of(&more, YEARS)) {
                assert!(m <= l + 1e-3 * (1.0 + l.abs()), "{lever}: {l} became {m}");
            }
        }
    }
}

#[test]
fn levers_leave_the_population_as_it_was() {
    let world = World::new();
    let (with, without) = (
        world.with(Lever::ExitAge, 2.0),
        world.run(Scenario::from(Shares::Unchanged), &LeverValues::none(YEARS, DRAWS)),
    );
    for output in [Output::PopulationTotal, Output::Population80Plus, Output::HomeCarePersons] {
        assert_eq!(with.get(output, YEARS), without.get(output, YEARS));
    }
}

#[test]
fn scenarios_do_what_they_say() {
    let world = World::new();
    let none = LeverValues::none(YEARS, DRAWS);
    let housing =
        |scenario| f64::from(world.run(scenario, &none).get(Output::SpecialHousingPersons, YEARS)[3]);
    let unchanged = housing(Scenario::from(Shares::Unchanged));
    assert!(housing(Scenario::from(Shares::Later { healthy: 0.5 })) < unchanged);
    assert!(housing(Scenario::from(Shares::Trend)) < unchanged);
    assert_eq!(housing(Scenario::from(Shares::Later { healthy: 0.0 })), unchanged);
    assert_eq!(housing(Scenario::default()), housing(Scenario::from(Shares::Later { healthy: 1.0 })));
    let decided = world.run(Scenario::from(Housing::Coverage { share_80_plus: 0.05 }), &none);
    for draw in 0..DRAWS {
        let at = |i: Output| f64::from(decided.get(i, YEARS)[draw]);
        let share = at(Output::SpecialHousingPersons80Plus) / at(Output::Population80Plus);
        assert!((share - 0.05).abs() < 1e-4, "{share}");
    }
    let ceiling = world.run(Scenario::from(Housing::Ceiling), &none);
    for draw in 0..DRAWS {
        let at = |i: Output| ceiling.get(i, YEARS)[draw];
        let waiting = (at(Output::SpecialHousingPersons) - at(Output::Places)).max(0.0);
        assert!((at(Output::Queue) - waiting).abs() < 1e-2 * (1.0 + waiting));
    }
}

#[test]
fn users_later_are_those_of_the_answer() {
    let mut world = World::new();
    world.care.coverage = Default::default();
    let none = LeverValues::none(YEARS, DRAWS);
    for healthy in [0.0, 0.5, 1.0] {
        let outputs = world.run(Scenario::from(Shares::Later { healthy }), &none);
        for year in [0, 1, YEARS] {
            let users =
                world.futures.users_later(&world.national, Service::SpecialHousing as usize, year, healthy);
            for (users, answered) in users.iter().zip(outputs.get(Output::SpecialHousingPersons, year)) {
                // Beyond a year earlier the answer goes no farther.
                assert!((users - answered).abs() <= 1e-4 * answered, "{healthy} {year}: {users} {answered}");
            }
        }
    }
}

#[test]
fn how_much_later_need_begins_is_uncertain() {
    let spread = |error: f64| {
        let run = Run { base_year: BASE_YEAR, years: YEARS, draws: DRAWS, seed: SEED };
        let national = National::draw(&Parameters { onset_error: error, ..parameters() }, run);
        let world = World { national, ..World::new() };
        let outputs = world.run(Scenario::default(), &LeverValues::none(YEARS, DRAWS));
        let q = outputs.quantiles(Output::SpecialHousingPersons, YEARS);
        (q.p95 - q.p5) / q.p50
    };
    assert!(spread(1.0) > 1.2 * spread(0.0), "{} {}", spread(1.0), spread(0.0));
}

#[test]
fn another_year_later_lowers_users_on_top_of_longer_lives() {
    let world = World::new();
    for shares in [Shares::Unchanged, Shares::Later { healthy: 1.0 }] {
        let users = |years: f64| {
            let mut levers = LeverValues::none(YEARS, DRAWS);
            levers.set(Lever::OnsetDelay, years);
            world.run(shares.into(), &levers)
        };
        for years in 0..4 {
            let (sooner, later) = (users(f64::from(years)), users(f64::from(years + 1)));
            let pairs = sooner
                .get(Output::SpecialHousingPersons, YEARS)
                .iter()
                .zip(later.get(Output::SpecialHousingPersons, YEARS));
            assert!(pairs.clone().all(|(sooner, later)| *later < 0.99 * sooner), "{shares:?} {years}");
        }
    }
}

#[test]
fn the_parts_of_a_roadmap_sum_to_what_it_changes() {
    let world = World::new();
    for count in [0, 1, 3, 8] {
        let levers = [
            Lever::ContractHours,
            Lever::SickLeave,
            Lever::ExitAge,
            Lever::OnsetDelay,
            Lever::Continuity,
            Lever::SpecialHousingCoverage,
            Lever::MedicationDispensing,
            Lever::PlacesOpened,
        ];
        let sizes = [1.0, -1.5, 1.0, 0.5, 5.0, -1.0, 10.0, 6.0];
        let measures: Vec<Measure> = (0..count).map(|i| measure(i as u64, levers[i], sizes[i])).collect();
        let asked: Vec<(Gap, usize)> = Gap::ALL.into_iter().map(|gap| (gap, YEARS)).collect();
        for w in worth(&world.simulation(), &measures, &asked) {
            let sum: f64 = w.part_means.iter().sum();
            let change = w.remaining_mean - w.without_mean;
            assert!((sum - change).abs() < 1e-3 * (1.0 + w.without_mean.abs()), "{count}: {sum} ≠ {change}");
            assert!((0.0..=1.0).contains(&w.enough));
        }
    }
}

/// Measures that meet: the levers' limits are reached, and need, staff and hours multiply.
fn meeting(count: u64) -> Vec<Measure> {
    let sizes = [(Lever::ContractHours, 3.0), (Lever::SickLeave, -3.0), (Lever::OnsetDelay, 2.0)];
    (0..count)
        .map(|i| (i, sizes[i as usize % sizes.len()]))
        .map(|(i, (l, size))| measure(i, l, size))
        .collect()
}

#[test]
fn parts_over_drawn_orders_are_right_within_their_error() {
    let world = World::new();
    let measures = meeting(EXACT as u64);
    let exact = worth(&world.simulation(), &measures, &[(Gap::Fte, YEARS)]).swap_remove(0);
    assert!(exact.sampling.is_none());
    // One that does nothing gets nothing and changes no other's part, but makes them too many for all orders.
    let idle = Measure { effects: Vec::new(), ..measure(99, Lever::SickLeave, 0.0) };
    let more: Vec<Measure> = measures.into_iter().chain([idle]).collect();
    let sampled = worth(&world.simulation(), &more, &[(Gap::Fte, YEARS)]).swap_remove(0);
    let sampling = sampled.sampling.expect("there are too many orders");
    assert_eq!(sampling.errors.len(), more.len());
    let scale = exact.without_mean.abs();
    for ((part, true_part), error) in sampled.part_means.iter().zip(&exact.part_means).zip(&sampling.errors) {
        assert!((part - true_part).abs() < 5.0 * error + 1e-6 * scale, "{part} ≠ {true_part} ± {error}");
        assert!(*error > 0.0 && *error < 0.01 * scale, "{error}");
    }
    assert!(sampled.part_means[EXACT].abs() < 1e-9 && sampling.errors[EXACT] < 1e-9);
}

/// Many that do the same on a lever that a few of them fill: most add nothing where they come, and each gets its share.
#[test]
fn alike_measures_share_alike_also_where_few_of_them_matter() {
    let world = World::new();
    let limit = Lever::ContractHours.facts().max;
    let measures: Vec<Measure> = (0..60).map(|i| measure(i, Lever::ContractHours, limit / 5.0)).collect();
    let found = worth(&world.simulation(), &measures, &[(Gap::Fte, YEARS)]).swap_remove(0);
    let share = (found.remaining_mean - found.without_mean) / 60.0;
    let sampling = found.sampling.expect("there are too many orders");
    for ((part, error), q) in found.part_means.iter().zip(&sampling.errors).zip(&found.parts) {
        assert!((part - share).abs() < 5.0 * error, "{part} ≠ {share} ± {error}");
        assert!(*error > 0.0 && *error < 2.0 * share.abs(), "{error} of {share}");
        assert!(q.p5 <= part + 1e-6 && *part <= q.p95 + 1e-6, "{part} outside {q:?}");
    }
}

#[test]
fn the_order_of_a_long_list_makes_no_difference() {
    let world = World::new();
    let measures = meeting(40);
    let turned: Vec<Measure> = measures.iter().rev().cloned().collect();
    let parts =
        |of: &[Measure]| worth(&world.simulation(), of, &[(Gap::Fte, YEARS)]).swap_remove(0).part_means;
    for (a, b) in parts(&measures).iter().zip(parts(&turned).iter().rev()) {
        assert!((a - b).abs() < 1e-3 * (1.0 + a.abs()), "{a} ≠ {b}");
    }
}

#[test]
fn a_roadmap_in_rows_gives_what_a_run_gives() {
    let world = World::new();
    let simulation = world.simulation();
    let measures = meeting(20);
    let drawn: Vec<_> = measures.iter().map(|measure| simulation.draw(measure, YEARS)).collect();
    let run = simulation.with(&drawn.iter().collect::<Vec<_>>(), YEARS);
    let worth = worth(&simulation, &measures, &[(Gap::Fte, YEARS)]).swap_remove(0);
    let (there, here) = (run.quantiles(Output::FteGap, YEARS).as_array(), worth.remaining.as_array());
    for (there, here) in there.iter().zip(here) {
        assert!((there - here).abs() < 1e-4 * (1.0 + there.abs()), "{there} ≠ {here}");
    }
}

#[test]
fn measures_meet_and_their_joint_worth_is_not_the_sum_of_each_alone() {
    let world = World::new();
    let (a, b) = (measure(1, Lever::ContractHours, 4.0), measure(2, Lever::ExitAge, 3.0));
    let remaining =
        |measures: &[Measure]| worth(&world.simulation(), measures, &[(Gap::Fte, YEARS)])[0].remaining_mean;
    let none = remaining(&[]);
    let alone = (none - remaining(std::slice::from_ref(&a))) + (none - remaining(std::slice::from_ref(&b)));
    let joint = &worth(&world.simulation(), &[a, b], &[(Gap::Fte, YEARS)])[0];
    let together = none - joint.remaining_mean;
    assert!((alone - together).abs() > 1e-6 * together.abs(), "joint effects are computed, not added");
    let interaction = joint.interaction.expect("the parts were asked for");
    assert!((interaction.alone_mean + alone).abs() < 1e-3 * alone.abs());
    assert!((interaction.mean - (alone - together)).abs() < 1e-3 * alone.abs());
}
