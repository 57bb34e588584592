//! Need: the country's shares by age and sex, and how they have changed.

use projection::need::{self, Gradient, SERVICES, Service};
use projection::{AGES, BySexAge, OLD, SEXES};
use statistics::care::{GradientBand, LOCAL_YEARS, Reported, USER_BANDS};
use statistics::{Fault, Tables};

use super::{USERS_YEAR, people};

/// Home care a month for someone kept out of special housing, hours. Assumption: about three hours a day.
const HOURS_INSTEAD_OF_PLACE: f64 = 90.0;
/// Hours a month that a medicine dispenser frees, net (IHE Rapport 2021:6).
const HOURS_PER_DISPENSER: f64 = 14.0;

/// What need is computed from.
///
/// # Errors
/// A table that lacks a figure.
pub(super) fn need(tables: &Tables) -> Result<need::Parameters, Fault> {
    Ok(need::Parameters {
        gradient: gradients(tables, USERS_YEAR)?,
        trend: std::array::from_fn(|service| trend(tables, service)),
        hours_per_user: hours_per_user(tables),
        hours_instead_of_place: HOURS_INSTEAD_OF_PLACE,
        hours_per_dispenser: HOURS_PER_DISPENSER,
    })
}

/// Users per inhabitant of each service, as the register of a year has them.
///
/// # Errors
/// A table that lacks the population of the year before.
pub(crate) fn gradients(tables: &Tables, year: i32) -> Result<[Gradient; SERVICES], Fault> {
    let people = people(tables, year - 1)?;
    let by_age = |value: fn(&GradientBand) -> f64| shape(&tables.care.gradient, value);
    let (home, special) = (by_age(|b| b.home_care), by_age(|b| b.special_housing));
    // Short-term places and day activity have no published age pattern: that of the nearest service serves.
    let shapes = [home, special, special, home];
    Ok(std::array::from_fn(|service| calibrate(tables, (service, year), &shapes[service], people)))
}

/// Shares of each age when need begins so many years later: those of people so much younger, on straight lines between ages.
pub(crate) fn later(shares: &Gradient, years: f64) -> Gradient {
    let at = |ages: &[f32; AGES], age: f64| {
        let age = age.clamp(0.0, (AGES - 1) as f64);
        let (below, part) = (age as usize, age.fract() as f32);
        ages[below] + (ages[(below + 1).min(AGES - 1)] - ages[below]) * part
    };
    shares.map(|ages| std::array::from_fn(|age| if age < OLD { 0.0 } else { at(&ages, age as f64 - years) }))
}

/// Home-care hours a user and month: the mean over the users of the municipalities that report both, in their last year.
fn hours_per_user(tables: &Tables) -> f64 {
    let reported = |place: usize, figure: Reported| tables.care.local(place, *LOCAL_YEARS.end(), figure);
    let both = (0..tables.regions.municipalities().count())
        .filter_map(|place| reported(place, Reported::HomeCare65).zip(reported(place, Reported::Hours)));
    let (hours, users) = both.fold((0.0, 0.0), |(h, u), (users, hours)| (h + users * hours, u + users));
    if users > 0.0 { hours / users } else { 0.0 }
}

/// A share for each single age: log-linear between the middles of the bands, the last slope carried on to 100.
fn shape(bands: &[GradientBand], value: impl Fn(&GradientBand) -> f64) -> [f64; AGES] {
    let middle =
        |b: &GradientBand| if b.to >= 100 { b.from as f64 + 3.0 } else { (b.from + b.to) as f64 / 2.0 };
    let points: Vec<(f64, f64)> = bands.iter().map(|b| (middle(b), value(b).ln())).collect();
    std::array::from_fn(|age| {
        if age < OLD {
            return 0.0;
        }
        let after = points.partition_point(|p| p.0 < age as f64).clamp(1, points.len() - 1);
        let ((x0, y0), (x1, y1)) = (points[after - 1], points[after]);
        (y0 + (y1 - y0) * (age as f64 - x0) / (x1 - x0)).exp()
    })
}

/// Scales an age pattern so that the register's users 65–79 and 80+ come out exactly for each sex. The scale
/// moves smoothly from one band's to the other's between 75 and 85.
fn calibrate(
    tables: &Tables,
    (service, year): (usize, i32),
    shape: &[f64; AGES],
    people: &BySexAge<f64>,
) -> Gradient {
    std::array::from_fn(|sex| {
        let wanted: [f64; USER_BANDS] =
            std::array::from_fn(|band| tables.care.users(year, service, sex, band).persons);
        let mut scale = [0.01_f64; USER_BANDS];
        let share = |age: usize, scale: &[f64; USER_BANDS]| {
            let upper = ((age as f64 - 75.0) / 10.0).clamp(0.0, 1.0);
            (shape[age] * scale[0].powf(1.0 - upper) * scale[1].powf(upper)).min(0.9)
        };
        for _ in 0..200 {
            for (band, ages) in [OLD..80, 80..AGES].into_iter().enumerate() {
                let users: f64 = ages.map(|age| people[sex][age] * share(age, &scale)).sum();
                scale[band] *= wanted[band] / users.max(1e-9);
            }
        }
        std::array::from_fn(|age| if age < OLD { 0.0 } else { share(age, &scale) as f32 })
    })
}

/// Yearly change of the logarithm of the share, both bands and sexes weighted by users, 2014–2024.
fn trend(tables: &Tables, service: usize) -> f64 {
    const FIRST: i32 = 2014;
    let (mut weighted, mut weight) = (0.0, 0.0);
    for sex in 0..SEXES {
        for band in 0..USER_BANDS {
            let (then, now) = (
                tables.care.users(FIRST, service, sex, band),
                tables.care.users(USERS_YEAR, service, sex, band),
            );
            let change = ((now.persons / now.population) / (then.persons / then.population)).ln();
            weighted += now.persons * change / f64::from(USERS_YEAR - FIRST);
            weight += now.persons;
        }
    }
    weighted / weight
}

/// Users of a service in the whole country, 65 and over.
pub(super) fn users(tables: &Tables, service: Service, year: i32) -> f64 {
    let cells = (0..SEXES).flat_map(|sex| (0..USER_BANDS).map(move |band| (sex, band)));
    cells.map(|(sex, band)| tables.care.users(year, service as usize, sex, band).persons).sum()
}
