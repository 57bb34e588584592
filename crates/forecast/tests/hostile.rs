//! Hostile input to the forecast: clear faults or wide intervals, never a panic and never a figure
//! that is no number.

#![allow(clippy::unwrap_used, reason = "everything here is a test: a failed step is a failed test")]

use std::sync::OnceLock;

use forecast::{Choice, Forecast, Summary, TABLES_END, Untried};
use projection::lever::Lever;
use projection::measure::{Effect, Measure};
use projection::national::Run;
use projection::output::Output;
use projection::portfolio::Limits;
use projection::quantile::Quantiles;
use projection::simulation::{Scenario, Shares};
use projection::worth::{Gap, Worth};

/// The smallest municipality.
const BJURHOLM: &str = "2403";
/// The largest.
const STOCKHOLM: &str = "0180";
const YEAR: i32 = 2030;

fn forecast() -> &'static Forecast {
    static FORECAST: OnceLock<Forecast> = OnceLock::new();
    FORECAST.get_or_init(|| Forecast::new(2035, 40, 3).unwrap())
}

/// Codes that are no region's.
const NO_CODES: [&str; 11] = ["", "0", "99", "9999", "240", "24030", "å", "åä", "2å", "\u{1F3E0}", "2403\0"];

fn is_sound(summary: &Summary) -> bool {
    Output::ALL.into_iter().flat_map(|i| summary.series(i)).all(rises)
}

fn rises(q: &Quantiles) -> bool {
    q.as_array().iter().all(|x| x.is_finite()) && q.as_array().windows(2).all(|w| w[0] <= w[1])
}

fn is_sound_worth(worth: &Worth) -> bool {
    let quantiles = worth.parts.iter().chain(&worth.closed).chain([&worth.without, &worth.remaining]);
    let means = worth.part_means.iter().chain([&worth.without_mean, &worth.remaining_mean]);
    quantiles.into_iter().all(rises) && means.into_iter().all(|m| m.is_finite()) && adds_up(worth)
}

/// Whether the parts lead from the median without the roadmap to the median that remains.
fn adds_up(worth: &Worth) -> bool {
    let (parts, change) = (worth.parts_between_medians(), worth.remaining.p50 - worth.without.p50);
    let size: f64 = 1.0 + change.abs() + parts.iter().map(|part| part.abs()).sum::<f64>();
    parts.iter().all(|part| *part == 0.0) || (parts.iter().sum::<f64>() - change).abs() < 1e-9 * size
}

#[test]
fn a_horizon_past_the_tables_is_held_within_them() {
    for (to, last) in
        [(i32::MIN, 2026), (2025, 2026), (2026, 2026), (2076, TABLES_END), (i32::MAX, TABLES_END)]
    {
        for draws in [0, 1] {
            let forecast = Forecast::new(to, draws, 3).unwrap();
            assert_eq!((forecast.last_year(), forecast.run().draws), (last, 1), "to {to}");
        }
    }
    let long = Forecast::new(i32::MAX, 2, 3).unwrap();
    assert!(is_sound(&long.summary(BJURHOLM, &Choice::default()).unwrap()));
    assert_eq!(Forecast::new(2026, usize::MAX, 3).unwrap().run().draws, Run::MOST_DRAWS);
}

#[test]
fn what_is_no_region_has_no_forecast() {
    let long = "2403".repeat(100_000);
    let none = Choice::default();
    let limits = Limits { budget: 1e6, certainty: 0.8 };
    for code in NO_CODES.into_iter().chain([long.as_str()]) {
        let f = forecast();
        assert!(f.summary(code, &none).is_none(), "{code}");
        assert!(f.change(code, &none).is_none() && f.hindcast(code).is_none());
        assert!(f.worth(code, Scenario::from(Shares::Unchanged), &[], &[(Gap::Fte, YEAR)]).is_none());
        assert!(
            f.portfolio(code, Scenario::from(Shares::Unchanged), &[], (Gap::Fte, YEAR), limits).is_none()
        );
        assert!(f.similar(code, 5).is_empty());
        assert!(f.regions().by_code(code).is_none() && f.regions().place_of(code).is_none());
        let _ = f.regions().find(code);
        let _ = f.regions().search(code, 5);
    }
    // A code that nothing begins with asks for nothing.
    let nothing = forecast().compute(&["åä", "9999"], &[&none], &|_| {}).swap_remove(0);
    assert!(nothing.get("åä").is_none() && nothing.get("00").is_none());
}

#[test]
fn a_year_outside_the_run_has_no_answer() {
    let f = forecast();
    for year in [i32::MIN, -1, 0, 2024, 2036, i32::MAX] {
        assert!(f.year_index(year).is_none());
        assert!(
            f.worth_whole(BJURHOLM, Scenario::from(Shares::Unchanged), &[], &[(Gap::Fte, year)]).is_none()
        );
        let limits = Limits { budget: 0.0, certainty: 0.5 };
        assert!(
            f.portfolio(BJURHOLM, Scenario::from(Shares::Unchanged), &[], (Gap::Fte, year), limits).is_none()
        );
    }
    assert_eq!(f.worth(BJURHOLM, Scenario::from(Shares::Unchanged), &[], &[]).unwrap(), []);
}

#[test]
fn a_back_test_outside_what_was_counted_is_refused() {
    let ends = [i32::MIN, -1, 2007, 2008, 2014, 2019, 2020, 2025, 2026, i32::MAX];
    for (from, to) in ends.into_iter().flat_map(|from| ends.map(|to| (from, to))) {
        if (2008..=2019).contains(&from) && (2008..=2025).contains(&to) && from < to {
            continue;
        }
        let Err(Untried::Outside(outside)) = forecast().backtest(from, to) else {
            panic!("{from}–{to} can be tried");
        };
        assert_eq!((outside.from, outside.to), (from, to));
        assert!(outside.to_string().contains("2008"));
    }
}

#[test]
fn the_smallest_municipality_has_wide_and_finite_intervals() {
    let summary = |code: &str| forecast().summary(code, &Choice::default()).unwrap();
    let (small, large) = (summary(BJURHOLM), summary(STOCKHOLM));
    assert!(is_sound(&small));
    for year in 0..=small.years() {
        assert!(small.at(Output::Population80Plus, year).p5 > 50.0, "there are people of 80 in Bjurholm");
        assert!(small.at(Output::SpecialHousingPersons, year).p5 > 1.0);
    }
    for indicator in [Output::Population80Plus, Output::SpecialHousingPersons, Output::Fte] {
        let width = |s: &Summary| {
            let q = s.at(indicator, 10);
            (q.p95 - q.p5) / q.p50
        };
        assert!(width(&small) > 2.0 * width(&large) || width(&small) > 0.3, "{indicator:?}");
        assert!(width(&small) > width(&large) && width(&large) > 0.0, "{indicator:?}");
    }
    let past = forecast().hindcast(BJURHOLM).unwrap();
    assert!(past.points.iter().all(|p| rises(&p.forecast) && p.forecast.p95 > p.forecast.p5));
}

#[test]
fn no_municipality_of_the_tables_is_changed_by_what_the_projection_holds() {
    let f = forecast();
    let asked =
        Choice { outlook: Scenario::from(Shares::Later { healthy: 9.0 }).into(), ..Choice::default() };
    let clamped =
        Choice { outlook: Scenario::from(Shares::Later { healthy: 1.0 }).into(), ..Choice::default() };
    assert_eq!(f.summary(BJURHOLM, &asked), f.summary(BJURHOLM, &clamped));
    assert_eq!(format!("{:?}", f.parameters().clamped()), format!("{:?}", f.parameters()));
    for place in f.places() {
        assert_eq!(format!("{:?}", place.clamped()), format!("{place:?}"));
    }
}

/// So many measures, each of another kind than the one before.
fn measures(count: usize) -> Vec<Measure> {
    let measure = |i: usize| {
        let lever = Lever::ALL[i % Lever::ALL.len()];
        let facts = lever.facts();
        let size = if i.is_multiple_of(3) { facts.min } else { facts.max } * ((i % 7) as f64 / 7.0);
        Measure {
            id: i as u64,
            start: 2026 + (i % 4) as i32,
            ramp: 1,
            half_life: None,
            reach: (1 + i % 100) as f64 / 100.0,
            effects: vec![Effect { lever, size, low: size.min(0.0), high: size.max(0.0) }],
            cost_one_off: (i * 1000) as f64,
            cost_yearly: 0.0,
        }
    };
    (0..count).map(measure).collect()
}

#[test]
fn five_hundred_measures_are_answered() {
    let measures = measures(500);
    let f = Forecast::new(YEAR, 20, 3).unwrap();
    let asked = Gap::ALL.map(|gap| (gap, YEAR));
    let whole = f.worth_whole(BJURHOLM, Scenario::from(Shares::Unchanged), &measures, &asked).unwrap();
    let parts = f.worth(BJURHOLM, Scenario::from(Shares::Unchanged), &measures, &asked).unwrap();
    for (whole, parts) in whole.iter().zip(&parts) {
        assert!(is_sound_worth(whole) && is_sound_worth(parts));
        assert_eq!((parts.parts.len(), whole.remaining), (500, parts.remaining));
    }
    let limits = Limits { budget: 5e6, certainty: 0.8 };
    let found = f
        .portfolio(BJURHOLM, Scenario::from(Shares::Unchanged), &measures, (Gap::Fte, YEAR), limits)
        .unwrap();
    assert!(!found.exact && found.best.set.cost <= limits.budget + 0.01);
    assert!(found.frontier.iter().all(|set| set.lacking.is_finite() && (0.0..=1.0).contains(&set.certainty)));
}

#[test]
fn measures_that_contradict_each_other_leave_the_gap_as_it_was() {
    let measure = |id, lever, size| Measure {
        id,
        start: 2027,
        ramp: 1,
        half_life: None,
        reach: 1.0,
        effects: vec![Effect { lever, size, low: size, high: size }],
        cost_one_off: 1e6,
        cost_yearly: 0.0,
    };
    for (lever, against, size, back) in [
        (Lever::PlacesOpened, Lever::PlacesClosed, 12.0, 12.0),
        (Lever::SpecialHousingCoverage, Lever::SpecialHousingCoverage, 3.0, -3.0),
        (Lever::ContractHours, Lever::ContractHours, 2.0, -2.0),
    ] {
        let both = [measure(1, lever, size), measure(2, against, back)];
        let asked = Gap::ALL.map(|gap| (gap, YEAR));
        for worth in forecast().worth(BJURHOLM, Scenario::from(Shares::Unchanged), &both, &asked).unwrap() {
            assert!(is_sound_worth(&worth));
            let change = (worth.remaining_mean - worth.without_mean).abs();
            assert!(change <= 1e-4 * (1.0 + worth.without_mean.abs()), "{lever} and {against}: {change}");
        }
    }
}
