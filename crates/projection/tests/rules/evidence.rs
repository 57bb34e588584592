//! Pooling against what others have computed of the same studies.
//!
//! The data sets are those that the documentation of metafor, the package that most meta-analyses are made with, tells its own
//! results of. The expected numbers were computed by two other programs, to full precision.

use projection::evidence::{Pooled, Study, Unpooled, pool};
use proptest::prelude::*;

struct Known {
    studies: &'static [(f64, f64)],
    estimate: f64,
    error: f64,
    interval: (f64, f64),
    cautious: (f64, f64),
    prediction: (f64, f64),
    between: f64,
    heterogeneity: f64,
    q: f64,
}

/// Thirteen trials of a vaccine against tuberculosis: log risk ratios (Colditz and others 1994).
const VACCINE: Known = Known {
    studies: &[
        (-0.889311334, 0.325584765),
        (-1.585388657, 0.1945811214),
        (-1.348073148, 0.4153679654),
        (-1.44155119, 0.0200100319),
        (-0.217547322, 0.0512101722),
        (-0.786115586, 0.0069056185),
        (-1.620898224, 0.2230172476),
        (0.011952334, 0.0039615793),
        (-0.469417649, 0.0564342105),
        (-1.371344803, 0.0730247936),
        (-0.339358828, 0.012412214),
        (0.445913401, 0.5325058452),
        (-0.017313948, 0.0714046597),
    ],
    estimate: -0.7145323,
    error: 0.1807917,
    interval: (-1.1084437, -0.320621),
    cautious: (-1.1084437, -0.320621),
    prediction: (-1.9960168, 0.5669521),
    between: 0.3132433,
    heterogeneity: 0.9222138,
    q: 152.2330081,
};

/// Nineteen studies of what teachers expect: standardised mean differences (Raudenbush 1985).
const EXPECTANCY: Known = Known {
    studies: &[
        (0.03, 0.0156),
        (0.12, 0.0216),
        (-0.14, 0.0279),
        (1.18, 0.1391),
        (0.26, 0.1362),
        (-0.06, 0.0106),
        (-0.02, 0.0106),
        (-0.32, 0.0484),
        (0.27, 0.0269),
        (0.8, 0.063),
        (0.54, 0.0912),
        (0.18, 0.0497),
        (-0.02, 0.0835),
        (0.23, 0.0841),
        (-0.18, 0.0253),
        (-0.06, 0.0279),
        (0.3, 0.0193),
        (0.07, 0.0088),
        (-0.07, 0.0303),
    ],
    estimate: 0.0837012,
    error: 0.0615793,
    interval: (-0.0456721, 0.2130746),
    cautious: (-0.0456721, 0.2130746),
    prediction: (-0.2322086, 0.399611),
    between: 0.0188183,
    heterogeneity: 0.4184667,
    q: 35.8295363,
};

/// Nine studies of length of stay after stroke: differences in days (Normand 1999).
const STAY_DAYS: Known = Known {
    studies: &[
        (-20.0, 40.5080231596),
        (-2.0, 2.0806451613),
        (-55.0, 15.6984037559),
        (-71.0, 150.2222222222),
        (-4.0, 17.3076923077),
        (1.0, 1.1673414305),
        (11.0, 94.5891265597),
        (-10.0, 6.3108792846),
        (7.0, 19.8423076923),
    ],
    estimate: -15.1060275,
    error: 9.1989087,
    interval: (-36.3187491, 6.1066941),
    cautious: (-36.3187491, 6.1066941),
    prediction: (-79.0645425, 48.8524875),
    between: 684.6461519,
    heterogeneity: 0.9897127,
    q: 238.9158109,
};

/// The same, as log ratios of means.
const STAY_RATIO: Known = Known {
    studies: &[
        (-0.310133193, 0.0093790833),
        (-0.07067211, 0.0027627679),
        (-0.620188261, 0.0017772124),
        (-0.731185302, 0.0119212762),
        (-0.245269988, 0.0695437719),
        (0.054783037, 0.0033309671),
        (0.238265265, 0.0428651588),
        (-0.388898772, 0.0094225346),
        (0.265182554, 0.0280412244),
    ],
    estimate: -0.2177062,
    error: 0.1174357,
    interval: (-0.4885134, 0.0531009),
    cautious: (-0.4894895, 0.054077),
    prediction: (-1.023117, 0.5877045),
    between: 0.1081962,
    heterogeneity: 0.9436324,
    q: 149.139827,
};

/// Six trials of lidocaine: risk differences (Hine and others 1989). No variance between them: the adjusted interval is the narrower.
const LIDOCAINE: Known = Known {
    studies: &[
        (0.028026237, 0.0017757477),
        (0.0, 0.003756574),
        (0.01971113, 0.000813234),
        (0.017961165, 0.0010899752),
        (0.035334477, 0.0008011403),
        (0.044031311, 0.0006132031),
    ],
    estimate: 0.0294443,
    error: 0.0054188,
    interval: (0.0155148, 0.0433739),
    cautious: (-0.0041489, 0.0630375),
    prediction: (0.0155148, 0.0433739),
    between: 0.0,
    heterogeneity: 0.0,
    q: 0.8596927,
};

fn studies(pairs: &[(f64, f64)]) -> Vec<Study> {
    pairs.iter().map(|&(estimate, variance)| Study { estimate, variance }).collect()
}

/// Within one part in ten thousand, of the number or of 1.
fn near(got: f64, expected: f64) -> bool {
    (got - expected).abs() <= 1e-4 * expected.abs().max(1.0)
}

#[test]
fn five_data_sets_are_pooled_as_others_have_pooled_them() {
    for known in [&VACCINE, &EXPECTANCY, &STAY_DAYS, &STAY_RATIO, &LIDOCAINE] {
        let pooled = pool(&studies(known.studies)).unwrap();
        let (interval, cautious, prediction) =
            (pooled.interval(0.95), pooled.cautious_interval(0.95), pooled.prediction(0.95));
        for (got, expected) in [
            (pooled.estimate, known.estimate),
            (pooled.error, known.error),
            (interval.0, known.interval.0),
            (interval.1, known.interval.1),
            (cautious.0, known.cautious.0),
            (cautious.1, known.cautious.1),
            (prediction.0, known.prediction.0),
            (prediction.1, known.prediction.1),
            (pooled.between, known.between),
            (pooled.heterogeneity, known.heterogeneity),
            (pooled.q, known.q),
        ] {
            assert!(near(got, expected), "{got} is not {expected}: {pooled:?}");
        }
    }
}

#[test]
fn one_study_is_one_study_and_none_is_none() {
    assert_eq!(pool(&[]), Err(Unpooled::None));
    assert_eq!(pool(&studies(&[(0.5, 0.1)])), Err(Unpooled::One));
    for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(pool(&studies(&[(0.5, 0.1), (0.4, bad)])), Err(Unpooled::Unsound));
        assert_eq!(pool(&studies(&[(0.5, 0.1), (f64::NAN, 0.1)])), Err(Unpooled::Unsound));
    }
}

#[test]
fn fifty_studies_that_contradict_each_other_say_that_nothing_is_known() {
    let contradicting: Vec<(f64, f64)> =
        (0..50).map(|at| (if at % 2 == 0 { -3.0 } else { 3.0 }, 0.01)).collect();
    let pooled = pool(&studies(&contradicting)).unwrap();
    assert!(!pooled.is_known() && pooled.heterogeneity > 0.99, "{pooled:?}");
    let (low, high) = pooled.prediction(0.95);
    assert!(low < -5.0 && high > 5.0);
}

#[test]
fn two_that_agree_by_chance_are_not_surer_than_each() {
    // With one degree of freedom the adjusted interval of two that are nearly equal is too narrow to be believed.
    let pooled = pool(&studies(&[(-0.30, 0.04), (-0.31, 0.04)])).unwrap();
    let (low, high) = pooled.interval(0.95);
    assert!(high < 0.0, "{low} {high}");
    assert!(!pooled.is_known(), "{:?}", pooled.cautious_interval(0.95));
}

fn any_studies() -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec((-1e3f64..1e3, 1e-6f64..1e4), 2..40)
}

fn all_finite(pooled: &Pooled) -> bool {
    let ((a, b), (c, d)) = (pooled.cautious_interval(0.95), pooled.cautious_prediction(0.9));
    [pooled.estimate, pooled.error, pooled.between, pooled.heterogeneity, pooled.q, a, b, c, d]
        .iter()
        .all(|number| number.is_finite())
}

proptest! {
    #[test]
    fn whatever_is_pooled_is_a_number_within_its_own_studies(pairs in any_studies()) {
        let pooled = pool(&studies(&pairs)).unwrap();
        prop_assert!(all_finite(&pooled), "{pooled:?}");
        let (low, high) = pairs.iter().fold((f64::MAX, f64::MIN), |(low, high), (y, _)| (low.min(*y), high.max(*y)));
        prop_assert!(low - 1e-9 <= pooled.estimate && pooled.estimate <= high + 1e-9);
        prop_assert!((pooled.weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        prop_assert!((0.0..=1.0).contains(&pooled.heterogeneity));
        let (inner, outer) = (pooled.interval(0.95), pooled.prediction(0.95));
        prop_assert!(outer.0 <= inner.0 && inner.1 <= outer.1);
    }

    #[test]
    fn the_order_and_the_unit_make_no_difference(mut pairs in any_studies(), factor in 0.1f64..10.0) {
        let pooled = pool(&studies(&pairs)).unwrap();
        pairs.reverse();
        let scaled: Vec<(f64, f64)> = pairs.iter().map(|(y, v)| (y * factor, v * factor * factor)).collect();
        let other = pool(&studies(&scaled)).unwrap();
        let is_near = |a: f64, b: f64| (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1e-3);
        prop_assert!(is_near(pooled.estimate * factor, other.estimate), "{pooled:?} {other:?}");
        prop_assert!(is_near(pooled.between * factor * factor, other.between), "{pooled:?} {other:?}");
    }
}
