//! Numbers that are taken as given are met, and the futures keep their spread around them.

use projection::national::{National, Run};
use projection::need::Level;
use projection::population::{
    BANDS, BaseError, Factors, GivenPeople, Gradients, MOST_FACTOR, Place, Series, Shifts, Trajectories,
};
use projection::quantile::Quantiles;
use projection::{AGES, SEXES, WOMEN};
use proptest::prelude::*;

const YEARS: usize = 6;

struct World {
    place: Place,
    national: National,
    gradients: Gradients,
    own: Trajectories,
}

impl World {
    fn new() -> Self {
        let run = Run { base_year: super::world::BASE_YEAR, years: YEARS, draws: 60, seed: 7 };
        let national = National::draw(&super::world::parameters(), run);
        let gradients = Gradients::new(&super::world::model(YEARS).need, Shifts::Today);
        let place = Place {
            code: 114,
            county: 1,
            base: [[90.0; AGES]; SEXES],
            mortality: Level { log: 0.05, error: 0.05 },
            migration: [[0.001; AGES]; SEXES],
            gain_error: 0.003,
            gain_swing: 0.005,
            migration_error: [0.01; BANDS],
            migration_swing: [0.01; BANDS],
            fertility: 1.0,
            base_error: BaseError::default(),
        };
        let own = Trajectories::run(&place, &national, &gradients);
        Self { place, national, gradients, own }
    }

    fn with(&self, given: &[GivenPeople]) -> Trajectories {
        let factors = Factors::of(&self.place, &self.national, given);
        Trajectories::run_scaled(&self.place, &self.national, &self.gradients, &factors)
    }
}

/// A class of both sexes.
fn given(year: usize, ages: std::ops::Range<usize>, people: f32) -> GivenPeople {
    GivenPeople { year: super::world::BASE_YEAR + year as i32, sex: None, ages, people }
}

fn median(futures: &Trajectories, series: Series, year: usize) -> f64 {
    Quantiles::of(futures.get(series, year)).p50
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-4 * b.abs().max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_class_is_met_at_the_median_and_the_spread_is_kept(year in 1_usize..=YEARS, times in 0.3_f64..3.0) {
        let world = World::new();
        let expected = median(&world.own, Series::Over80, year) * times;
        let met = world.with(&[given(year, 80..AGES, expected as f32)]);
        prop_assert!(is_near(median(&met, Series::Over80, year), expected));
        let (before, after) = (world.own.get(Series::Over80, year), met.get(Series::Over80, year));
        for (before, after) in before.iter().zip(after) {
            prop_assert!(is_near(f64::from(*after), f64::from(*before) * times));
        }
        prop_assert_eq!(world.own.get(Series::Over80, 0), met.get(Series::Over80, 0), "the base year was counted");
        prop_assert_eq!(world.own.get(Series::Working, year), met.get(Series::Working, year), "others stand");
    }
}

#[test]
fn what_is_as_expected_changes_nothing() {
    let world = World::new();
    let as_expected: Vec<GivenPeople> = (1..=YEARS)
        .map(|year| given(year, 85..AGES, median(&world.own, Series::Over85, year) as f32))
        .collect();
    let met = world.with(&as_expected);
    for year in 0..=YEARS {
        for (before, after) in world.own.get(Series::Over80, year).iter().zip(met.get(Series::Over80, year)) {
            assert!(is_near(f64::from(*before), f64::from(*after)));
        }
    }
}

#[test]
fn those_who_are_more_stay_more_as_they_grow_older() {
    let world = World::new();
    let more = median(&world.own, Series::Over80, 1) * 1.5;
    let met = world.with(&[given(1, 80..AGES, more as f32)]);
    let times = |series: Series, year: usize| median(&met, series, year) / median(&world.own, series, year);
    assert!(is_near(times(Series::Over85, YEARS), 1.5), "they were 80 or more then");
    let all = times(Series::Over80, YEARS);
    assert!(all > 1.05 && all < 1.5, "others have come after them: {all}");
}

#[test]
fn sexes_are_met_apart_and_need_follows() {
    let world = World::new();
    let met = world.with(&[GivenPeople { sex: Some(WOMEN), ..given(2, 65..AGES, 1.0) }]);
    let over_65 = median(&met, Series::Over65, 2) / median(&world.own, Series::Over65, 2);
    // A tenth of the women and all of the men: never less than what can be meant.
    assert!(over_65 > 0.4 && over_65 < 0.6, "{over_65}");
    let need = median(&met, Series::Need(1, 0), 2) / median(&world.own, Series::Need(1, 0), 2);
    assert!(need < 0.7, "fewer need care: {need}");
}

#[test]
fn nonsense_stays_within_what_can_be_computed() {
    let world = World::new();
    let most = f64::from(MOST_FACTOR);
    for people in [f32::NAN, f32::INFINITY, -5.0, 1e30, 0.0] {
        let met = world.with(&[
            given(1, 80..AGES, people),
            given(0, 0..AGES, 5.0),
            given(99, 0..AGES, 5.0),
            given(2, 90..500, people),
        ]);
        let factors = Factors::of(&world.place, &world.national, &[given(1, 80..AGES, people)]);
        assert_eq!(factors.beyond(), [0], "{people} is told of");
        for year in 0..=YEARS {
            let (own, met) = (world.own.get(Series::Over80, year), met.get(Series::Over80, year));
            for (own, met) in own.iter().zip(met) {
                let times = f64::from(*met) / f64::from(*own);
                assert!(
                    times.is_finite() && times <= most * 1.001 && times >= 0.999 / most,
                    "{people}: {times}"
                );
            }
        }
    }
}
