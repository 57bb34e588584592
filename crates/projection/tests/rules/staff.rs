//! Staff: who comes, and what absence takes, as the ages are.

use projection::lever::Lever;
use projection::output::Output;
use projection::population::Series;
use projection::simulation::Outputs;
use projection::staff::{AGE_GROUPS, Ageing, OCCUPATIONS};

use super::rules::{DRAWS, World, YEARS};

/// The world with other staff.
fn world(change: impl Fn(&mut projection::staff::Parameters)) -> World {
    let mut world = World::new();
    change(&mut world.model.staff);
    world.model.ageing = Ageing::over(&world.model.staff, YEARS);
    world
}

fn unchanged(world: &World) -> Outputs {
    world.with(Lever::TrainingSupply, 0.0)
}

fn mean(outputs: &Outputs, output: Output, year: usize) -> f64 {
    outputs.get(output, year).iter().map(|x| f64::from(*x)).sum::<f64>() / DRAWS as f64
}

/// What a fifth more training takes from the gap.
fn gained(world: &World) -> f64 {
    let gap = |outputs: &Outputs| mean(outputs, Output::HiresGap, YEARS);
    gap(&unchanged(world)) - gap(&world.with(Lever::TrainingSupply, 20.0))
}

#[test]
fn training_gives_as_much_more_as_the_trained_are_of_those_who_come() {
    let of = |trained: f64| gained(&world(|staff| staff.trained = [trained; OCCUPATIONS]));
    assert_eq!(of(0.0), 0.0);
    assert!(of(1.0) > 0.0);
    assert!((of(0.5) / of(1.0) - 0.5).abs() < 1e-3);
}

#[test]
fn training_for_one_occupation_gives_no_other() {
    for occupation in 0..OCCUPATIONS {
        for trained in 0..OCCUPATIONS {
            let world = world(|staff| {
                let others = (0..OCCUPATIONS).filter(|o| *o != occupation);
                others.for_each(|o| (staff.fte_per_place[o], staff.fte_per_hour[o]) = (0.0, 0.0));
                staff.trained = std::array::from_fn(|o| if o == trained { 1.0 } else { 0.0 });
            });
            assert_eq!(gained(&world) > 0.0, occupation == trained, "{occupation} {trained}");
        }
    }
}

#[test]
fn those_who_can_come_are_of_the_ages_at_which_people_come() {
    let world = World::new();
    for year in [0, YEARS] {
        let people = |series| world.futures.get(series, year)[0];
        assert!(people(Series::Entering) > 0.2 * people(Series::Working));
        assert!(people(Series::Entering) < 0.6 * people(Series::Working));
    }
    // Straight sizes by age: those aged 18–34 are 17 years around 26.
    let around = |age: f32| 90.0 * (1.0 - age / 120.0);
    assert!((world.futures.get(Series::Entering, 0)[0] / (2.0 * 17.0 * around(26.0)) - 1.0).abs() < 1e-4);
}

#[test]
fn absence_that_comes_with_the_ages_takes_staff_and_money() {
    // Everybody comes late, so that ever more are of the ages that are absent more often, or not.
    let late = |absence: f64| {
        world(|staff| {
            staff.entrants = [std::array::from_fn(|group| if group == 6 { 1.0 } else { 0.0 }); OCCUPATIONS];
            staff.sick_leave_by_age =
                std::array::from_fn::<_, AGE_GROUPS, _>(|group| if group >= 6 { absence } else { 1.0 });
        })
    };
    let [often, as_others] = [1.5, 1.0].map(late).map(|mut world| {
        let costs = &mut world.model.costs;
        (costs.other_per_80_plus, costs.per_short_term, costs.staff_share) = (0.0, 0.0, 0.75);
        unchanged(&world)
    });
    let grown = |output| mean(&often, output, YEARS) / mean(&as_others, output, YEARS);
    assert!(grown(Output::Fte) > 1.001);
    // Three quarters of places and hours are staff.
    assert!((grown(Output::CostSek) - (1.0 + 0.75 * (grown(Output::Fte) - 1.0))).abs() < 1e-4);
    for output in [Output::Fte, Output::CostSek] {
        assert_eq!(mean(&often, output, 0), mean(&as_others, output, 0), "{output:?}");
    }
}

#[test]
fn more_part_time_takes_more_people_for_the_same_work() {
    let of = |part_time: f32| {
        let mut world = World::new();
        world.care.part_time.log = part_time;
        unchanged(&world)
    };
    let (usual, more, full) = (of(0.0), of(0.5), of(-3.0));
    for output in [Output::Fte, Output::CostSek] {
        assert_eq!(mean(&usual, output, YEARS), mean(&more, output, YEARS), "{output:?}");
    }
    // Hires beyond recruitment are in proportion to how many are employed.
    let gap = |outputs: &Outputs| mean(outputs, Output::HiresGap, YEARS);
    assert!(gap(&more) / gap(&usual) > 1.03, "{} {}", gap(&more), gap(&usual));
    assert!(gap(&full) / gap(&usual) < 0.95, "{} {}", gap(&full), gap(&usual));
}
