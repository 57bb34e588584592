//! The forecast on the bundled tables: figures that must come out, and how regions sum.

#![allow(clippy::unwrap_used, reason = "everything here is a test: a failed step is a failed test")]

use std::sync::OnceLock;

use plan::forecast::{Choice, Forecast};
use projection::indicator::Indicator;
use projection::need::Service;
use statistics::care::USER_BANDS;

fn forecast() -> &'static Forecast {
    static FORECAST: OnceLock<Forecast> = OnceLock::new();
    FORECAST.get_or_init(|| Forecast::new(2035, 80, 3).unwrap())
}

#[test]
fn the_shares_of_2024_give_the_registers_users_back() {
    let f = forecast();
    let people = f.tables().population.national(2023).unwrap();
    for service in Service::ALL {
        for (sex, people) in people.iter().enumerate() {
            for (band, ages) in [65..80, 80..101].into_iter().enumerate().take(USER_BANDS) {
                let users: f64 = ages
                    .map(|a| people[a] * f64::from(f.model().need.gradient[service as usize][sex][a]))
                    .sum();
                let register = f.tables().care.users(2024, service as usize, sex, band).persons;
                assert!(
                    (users / register - 1.0).abs() < 1e-4,
                    "{service:?}, sex {sex}, band {band}: {users} ≠ {register}"
                );
            }
        }
    }
}

/// The crude check is the share of 2024, 10.44 per cent, of about 811 600 people: 84 700. Ours is a little lower on
/// slightly more people, because the shares are held within each age and sex: of those over 80, fewer will be 90 or
/// more, and more will be men, than when the shares were observed (16.8 and 42.1 per cent).
#[test]
fn constant_shares_give_the_expected_special_housing_in_2030() {
    let country = forecast().overview().get("00").unwrap();
    let people = country.at(Indicator::Population80Plus, 5).p50;
    assert!((800_000.0..830_000.0).contains(&people), "{people}");
    let housed = country.at(Indicator::SpecialHousingPersons80Plus, 5).p50;
    assert!((82_500.0..86_500.0).contains(&housed), "{housed}");
}

#[test]
fn the_base_year_is_the_published_population() {
    let base = forecast().overview().get("00").unwrap().at(Indicator::Population80Plus, 0);
    assert_eq!((base.p5, base.p50, base.p95), (683_947.0, 683_947.0, 683_947.0));
}

#[test]
fn the_base_years_staff_and_cost_are_near_the_published_ones_of_2023() {
    let country = forecast().overview().get("00").unwrap();
    // 157.7 billion kronor in 2023; two years of ageing on top.
    let cost = country.at(Indicator::CostSek, 0).p50 / 1e9;
    assert!((157.7..178.0).contains(&cost), "{cost}");
    // 114 079 assistant nurses, 72 805 care assistants and about 16 000 nurses, most of them part-time.
    let fte = country.at(Indicator::Fte, 0).p50;
    assert!((165_000.0..205_000.0).contains(&fte), "{fte}");
}

#[test]
fn a_county_is_the_sum_of_its_municipalities() {
    let f = forecast();
    let sum: f64 = ["0980"]
        .iter()
        .map(|c| f.summary(c, &Choice::default()).unwrap().at(Indicator::PopulationTotal, 7).p50)
        .sum();
    let county = f.overview().get("09").unwrap().at(Indicator::PopulationTotal, 7).p50;
    assert!((sum - county).abs() < 1.0, "Gotland is one municipality: {sum} ≠ {county}");
    assert_eq!(f.summary("20", &Choice::default()).as_ref(), f.overview().get("20"));
}

#[test]
fn a_municipality_alone_is_the_same_as_in_the_national_run() {
    let f = forecast();
    for code in ["0180", "2083", "2403"] {
        assert_eq!(f.summary(code, &Choice::default()).as_ref(), f.overview().get(code), "{code}");
    }
}

#[test]
fn small_municipalities_have_wider_intervals() {
    let f = forecast();
    let width = |code: &str| {
        let q = f.overview().get(code).unwrap().at(Indicator::Population80Plus, 10);
        (q.p95 - q.p5) / q.p50
    };
    assert!(
        width("2403") > 1.5 * width("0180"),
        "Bjurholm {} and Stockholm {}",
        width("2403"),
        width("0180")
    );
}

#[test]
fn the_hindcast_from_2008_is_nearer_than_guessing() {
    let f = forecast();
    let codes: Vec<String> = f.regions().municipalities().map(|r| r.code.clone()).collect();
    let (mut error, mut unchanged, mut within) = (0.0, 0.0, 0);
    for code in &codes {
        let judged = *f.hindcast(code).unwrap().judged().unwrap();
        error += judged.error().abs();
        unchanged += (f.tables().population.panel_from(code, 2008, 80).unwrap() / judged.outcome - 1.0).abs();
        within += usize::from((judged.forecast.p5..=judged.forecast.p95).contains(&judged.outcome));
    }
    let n = codes.len() as f64;
    assert!(error / n < 0.055 && error < unchanged, "{} against {}", error / n, unchanged / n);
    let within = within as f64 / n;
    assert!(
        (0.85..0.95).contains(&within),
        "nine of ten intervals hold, give or take five in a hundred: {within}"
    );
}
