//! A small world that all tests of the projection live in.

use projection::mortality::{History, Mortality};
use projection::national::Parameters;
use projection::need::{self, SERVICES};
use projection::simulation::{Costs, Model};
use projection::staff::{self, Ageing};
use projection::{AGES, OLD, SEXES, zeros};

/// The year that people are known in.
pub const BASE_YEAR: i32 = 2025;

fn mortality() -> Mortality {
    let deaths = (0..30)
        .map(|t| {
            std::array::from_fn(|s| {
                std::array::from_fn(|a| {
                    let wave = 0.02 * ((t * 7 + s * 3) as f64).sin();
                    let rate =
                        3e-5 * (1.0 + 0.4 * s as f64) * (0.1 * a as f64 - 0.012 * t as f64 + wave).exp();
                    1e6 * rate.min(1.0)
                })
            })
        })
        .collect();
    Mortality::fit(&History { first_year: 1990, deaths, exposure: vec![[[1e6; AGES]; SEXES]; 30] })
}

/// What the country's futures are drawn from.
pub fn parameters() -> Parameters {
    let mut migration = zeros();
    migration.iter_mut().for_each(|ages| ages[20..40].fill(500.0));
    Parameters {
        mortality: mortality(),
        mortality_moved: Vec::new(),
        fertility_pattern: std::array::from_fn(|a| if (25..35).contains(&a) { 0.1 } else { 0.0 }),
        fertility: vec![1.5],
        fertility_error: 0.1,
        migration: vec![migration],
        population: [[50_000.0; AGES]; SEXES],
        migration_error: 0.5,
        onset_error: 0.6,
    }
}

/// Need, staff and cost over so many years.
pub fn model(years: usize) -> Model {
    let share = |a: usize| if a < OLD { 0.0 } else { 0.002 * 1.14_f32.powi((a - OLD) as i32) };
    let staff = staff::Parameters {
        fte_per_place: [0.8, 0.35, 0.12],
        fte_per_hour: [0.000_5, 0.000_5, 0.000_08],
        contract_rate: [0.87, 0.8, 0.9],
        weekly_hours: 31.0,
        sick_leave: 0.075,
        sick_leave_ratio: [1.1, 1.0, 0.8],
        sick_leave_by_age: [1.1, 1.1, 1.1, 1.1, 0.9, 0.9, 1.0, 1.0, 1.0, 1.0],
        entrants: [[20.0, 40.0, 10.0, 2.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0]; 3],
        trained: [0.9, 0.0, 1.0],
        age_structure: [[10.0, 11.0, 12.0, 12.0, 11.0, 11.0, 11.0, 12.0, 10.0, 3.0]; 3],
    };
    Model {
        need: need::Parameters {
            gradient: [[std::array::from_fn(share); SEXES]; SERVICES],
            trend: [-0.02; SERVICES],
            hours_per_user: 33.0,
            hours_instead_of_place: 90.0,
            hours_per_dispenser: 14.0,
        },
        ageing: Ageing::over(&staff, years),
        staff,
        costs: Costs {
            per_place: 1.1e6,
            per_hour: 930.0,
            per_short_term: 1e6,
            other_per_80_plus: 9e3,
            staff_share: 0.75,
        },
    }
}
