//! Levels are those of an independent computation, and behave.

use super::*;
use projection::need::Service;

/// A municipality's code, level and error.
type Place = (&'static str, f64, f64);

/// Levels of 2029 by what was known in 2022, from a computation of its own in another language.
const LEVELS: [(Practice, [Place; 4]); 9] = [
    (
        Practice::Users(Service::SpecialHousing),
        [
            ("0114", -0.0168, 0.1252),
            ("0180", 0.0307, 0.1002),
            ("2403", 0.2999, 0.2569),
            ("2513", 0.3545, 0.2234),
        ],
    ),
    (
        Practice::Users(Service::HomeCare),
        [
            ("0114", 0.0109, 0.1055),
            ("0580", -0.4367, 0.0861),
            ("2403", 0.1474, 0.2392),
            ("1214", -0.0548, 0.1478),
        ],
    ),
    (
        Practice::Users(Service::ShortTerm),
        [
            ("0114", -0.5439, 0.3739),
            ("1214", -0.0872, 0.4015),
            ("2403", 0.3753, 0.3857),
            ("0580", 0.0073, 0.3739),
        ],
    ),
    (
        Practice::Users(Service::DayActivity),
        [("0114", 0.0708, 0.3349), ("0180", 0.2126, 0.268), ("2403", 0.0, 0.8834), ("2513", -0.2725, 0.6635)],
    ),
    (
        Practice::Hours,
        [
            ("0114", 0.0093, 0.1962),
            ("1214", 0.002, 0.2573),
            ("2403", -0.3012, 0.3936),
            ("2513", -0.3459, 0.3401),
        ],
    ),
    (
        Practice::CostPerPlace,
        [
            ("0114", 0.0303, 0.1141),
            ("0580", -0.2361, 0.0963),
            ("2403", 0.0376, 0.2391),
            ("2513", 0.0147, 0.2003),
        ],
    ),
    (
        Practice::CostPerUser,
        [
            ("0114", -0.3344, 0.1536),
            ("0180", -0.2456, 0.1277),
            ("2403", -0.1933, 0.3081),
            ("1214", 0.162, 0.2004),
        ],
    ),
    (
        Practice::SickLeave,
        [
            ("0114", -0.0104, 0.1151),
            ("1080", 0.0243, 0.1136),
            ("2403", -0.0649, 0.1932),
            ("2513", 0.0954, 0.1761),
        ],
    ),
    (
        Practice::PartTime,
        [
            ("0114", -0.2023, 0.1331),
            ("0180", -0.4677, 0.1134),
            ("2403", 0.236, 0.3448),
            ("2513", 0.5476, 0.304),
        ],
    ),
];

#[test]
fn levels_are_those_of_an_independent_computation() {
    let tables = Tables::bundled().expect("the tables are whole");
    let expected = Expected::new(&tables);
    let known = PracticeAsOf::by(&tables, &expected, 2022);
    for (practice, places) in LEVELS {
        let levels = known.levels(practice, 2029);
        for (code, log, error) in places {
            let own = levels[tables.regions.place_of(code).expect("a municipality")];
            let apart = (own.log - log).abs().max((own.error - error).abs());
            assert!(apart < 0.004, "{practice:?} {code}: {own:?}, not {log} ± {error}");
        }
    }
}

#[test]
fn what_is_known_later_changes_nothing_of_what_was_known() {
    let tables = Tables::bundled().expect("the tables are whole");
    let expected = Expected::new(&tables);
    let levels = |by: i32| PracticeAsOf::by(&tables, &expected, by).levels(Practice::CostPerPlace, 2030);
    assert_eq!(levels(2022), levels(2040));
    assert_ne!(levels(2022), levels(2019));
}

#[test]
fn a_difference_fades_and_never_overshoots() {
    for practice in Practice::ALL {
        let persistence = practice.persistence();
        let known = [(2019, 0.2), (2020, 0.2), (2022, 0.2)];
        let of = |target: i32| persistence.predict(&known, target, 500.0, 0.0);
        for target in 2023..2060 {
            let (now, next) = (of(target), of(target + 1));
            assert!(now.log < 0.2 && now.log > next.log && next.log > 0.0, "{practice:?} {target}: {now:?}");
            assert!(now.error < next.error, "{practice:?} {target}");
        }
    }
}

#[test]
fn of_whom_nothing_is_known_the_centre_is_the_level_and_all_the_spread_its_error() {
    let persistence = Practice::Users(Service::SpecialHousing).persistence();
    let unknown = persistence.predict(&[], 2030, 200.0, 0.1);
    assert!((unknown.log - 0.1).abs() < 1e-12);
    assert!((unknown.error - (2.0 * persistence.variance).sqrt()).abs() < 1e-12);
    // The small are less certain, and the known more certain than the unknown.
    assert!(persistence.predict(&[], 2030, 20.0, 0.1).error > unknown.error);
    assert!(persistence.predict(&[(2022, 0.3)], 2030, 200.0, 0.1).error < unknown.error);
}

#[test]
fn the_newest_year_says_nearly_all() {
    let persistence = Practice::Users(Service::HomeCare).persistence();
    let last = persistence.predict(&[(2021, 0.0), (2022, 0.1)], 2027, 500.0, 0.0).log;
    let before = persistence.predict(&[(2021, 0.1), (2022, 0.0)], 2027, 500.0, 0.0).log;
    assert!(last > 3.0 * before, "{last} {before}");
}
