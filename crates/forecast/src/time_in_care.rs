//! An independent check of special housing: deaths times time in care.
//!
//! Shares of each age say how many live in special housing; so does how many die and how long they have lived there
//! (Little's law: a stock is its outflow times the mean stay). The two lean on different facts. If need follows the
//! nearness of death more than age, longer lives put it off, and the second grows more slowly: a lower
//! alternative to be read beside the first, not instead of it.

use projection::mortality::survival;
use projection::need::Service;
use projection::{AGES, BySexAge, OLD, SEXES};

use super::{Forecast, inputs};

/// First age whose deaths are counted.
const DYING_FROM: usize = 70;
/// Share of the dead aged 70 or more who lived in special housing, with dementia and without (BMC Geriatrics 22:998,
/// 2022: November 2019, 6 294 deaths).
const HOUSED_AT_DEATH: [f64; 2] = [0.75, 0.25];
/// Share of them who had dementia. Assumption: a third.
const WITH_DEMENTIA: f64 = 1.0 / 3.0;
/// Median days from moving in until death (Schön, Lagergren and Kåreholt 2016: moved in 2012, Kungsholmen).
pub const PUBLISHED_MEDIAN_DAYS: f64 = 595.0;

/// One year of the check.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeInCare {
    /// The year.
    pub year: i32,
    /// Deaths at 70 and over during the year after, as expected.
    pub deaths: f64,
    /// People in special housing at today's shares of each age.
    pub by_shares: f64,
    /// People in special housing when need begins later as lives grow longer.
    pub by_later: f64,
    /// People in special housing by deaths and today's time in care.
    pub by_deaths: f64,
}

/// Mean years in special housing that today's residents and deaths imply.
pub fn implied_years(base: &TimeInCare) -> f64 {
    base.by_shares / (base.deaths * housed_at_death())
}

fn housed_at_death() -> f64 {
    HOUSED_AT_DEATH[0] * WITH_DEMENTIA + HOUSED_AT_DEATH[1] * (1.0 - WITH_DEMENTIA)
}

/// The check for the base year and every projected one, on the expected population of the country.
pub(super) fn time_in_care(forecast: &Forecast) -> Vec<TimeInCare> {
    let mortality = &forecast.parameters.mortality;
    let gradient = &forecast.model.need.gradient[Service::SpecialHousing as usize];
    let mut people = forecast.parameters.population;
    let mut years: Vec<TimeInCare> = Vec::new();
    for year in 0..=forecast.run.years {
        let logs = mortality.expected(year as i32 + 1);
        let alive: BySexAge<f64> = std::array::from_fn(|s| survival(&logs[s]));
        let sum = |from: usize, value: &dyn Fn(usize, usize) -> f64| -> f64 {
            (0..SEXES)
                .flat_map(|s| (from..AGES).map(move |a| (s, a)))
                .map(|(s, a)| people[s][a] * value(s, a))
                .sum()
        };
        let deaths = sum(DYING_FROM, &|s, a| 1.0 - alive[s][a]);
        let by_shares = sum(OLD, &|s, a| f64::from(gradient[s][a]));
        let later = inputs::later(gradient, mortality.life_gained(year as i32));
        let by_later = sum(OLD, &|s, a| f64::from(later[s][a]));
        let first = years.first().map_or(by_shares / deaths, |base| base.by_shares / base.deaths);
        let year_number = forecast.run.base_year + year as i32;
        years.push(TimeInCare { year: year_number, deaths, by_shares, by_later, by_deaths: deaths * first });
        people = next(forecast, &people, &alive, year);
    }
    years
}

/// The country a year later. The old have no births to wait for.
fn next(forecast: &Forecast, people: &BySexAge<f64>, alive: &BySexAge<f64>, year: usize) -> BySexAge<f64> {
    let tables = &forecast.parameters.migration;
    let moved = &tables[year.min(tables.len() - 1)];
    std::array::from_fn(|s| {
        let mut next = [0.0; AGES];
        for age in 0..AGES {
            next[(age + 1).min(AGES - 1)] += people[s][age] * alive[s][age] + moved[s][age];
        }
        next
    })
}
