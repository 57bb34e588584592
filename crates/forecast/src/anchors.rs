//! Anchors: what others have published, and what this model says under the same assumptions.
//!
//! SKR's staffing forecasts hold everything as it is but the population: the same shares of each age have care, and
//! each user takes as much staff. Ours under unchanged shares does the same, from the number of people that there
//! were in the forecast's first year to the number that we expect in its last.

use projection::need::Service;
use projection::output::Output;
use projection::quantile::Quantiles;
use projection::staff::OCCUPATIONS;
use projection::{AGES, OLD, SEXES};

use super::Forecast;

/// A published forecast of staff in elderly care, employees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Published {
    /// First year.
    pub from: i32,
    /// Last year.
    pub to: i32,
    /// Employees in the first year: the growth over the share of them that it is said to be, 30 per cent.
    pub employees: f64,
    /// Growth that demography asks for.
    pub growth: f64,
    /// Growth and those who retire.
    pub hires: f64,
    /// What it says of the oldest.
    pub oldest: Oldest,
}

/// How a forecast counts the growth of the oldest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Oldest {
    /// So many more people aged 80 or more.
    MoreOver80(f64),
    /// People aged 85 or more grow by this share.
    GrowthOver85(f64),
}

/// SKR, Personalen i välfärden: forecasts of 2022 and 2024.
pub const SKR: [Published; 2] = [
    Published {
        from: 2021,
        to: 2031,
        employees: 195_000.0,
        growth: 58_500.0,
        hires: 111_000.0,
        oldest: Oldest::MoreOver80(264_000.0),
    },
    Published {
        from: 2023,
        to: 2033,
        employees: 220_000.0,
        growth: 66_000.0,
        hires: 123_000.0,
        oldest: Oldest::GrowthOver85(0.6),
    },
];

/// A published forecast beside ours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anchor {
    /// What was published.
    pub published: Published,
    /// Our number of employees in the first year.
    pub employees: f64,
    /// Our growth as a share of them.
    pub growth: Quantiles,
    /// Share of today's employees who retire over the years.
    pub retiring: f64,
    /// How the oldest grow here, counted as in the published forecast.
    pub oldest: Oldest,
}

impl Anchor {
    /// Growth that our share gives on the published number of employees.
    pub fn growth_on_published(&self) -> Quantiles {
        self.growth.map(|share| share * self.published.employees)
    }

    /// Hires that our shares give on the published number of employees.
    pub fn hires_on_published(&self) -> Quantiles {
        self.growth.map(|share| (share + self.retiring) * self.published.employees)
    }
}

/// Both of SKR's forecasts beside ours. None when the run does not reach their last years.
pub(super) fn anchors(forecast: &Forecast) -> Option<Vec<Anchor>> {
    SKR.iter().map(|published| anchor(forecast, *published)).collect()
}

fn anchor(forecast: &Forecast, published: Published) -> Option<Anchor> {
    let by_occupation = employees(forecast, published.from)?;
    let employees: f64 = by_occupation.iter().sum();
    let country = forecast.overview_unchanged().get("00")?;
    let year = forecast.year_index(published.to)?;
    let fte = [Output::FteAssistantNurses, Output::FteCareAssistants, Output::FteNurses];
    // The occupations grow together: quantiles of their sum are sums of their quantiles.
    let mut later = [0.0; 5];
    for (output, rate) in fte.into_iter().zip(forecast.model.staff.contract_rate) {
        let fte = country.at(output, year).as_array();
        later.iter_mut().zip(fte).for_each(|(heads, fte)| *heads += fte / rate);
    }
    let [p5, p25, p50, p75, p95] = later.map(|heads| heads / employees - 1.0);
    let years = (published.to - published.from) as usize;
    let retiring = |o: usize| (0..years).map(|y| f64::from(forecast.model.ageing.leaving(o, y))).sum::<f64>();
    let retiring = (0..OCCUPATIONS).map(|o| by_occupation[o] * retiring(o)).sum::<f64>() / employees;
    let oldest = oldest(forecast, published)?;
    Some(Anchor { published, employees, growth: Quantiles { p5, p25, p50, p75, p95 }, retiring, oldest })
}

/// See [`Anchor::oldest`].
fn oldest(forecast: &Forecast, published: Published) -> Option<Oldest> {
    let then = forecast.tables.population.national(published.from)?;
    let then = |from: usize| then.iter().map(|ages| ages[from..].iter().sum::<f64>()).sum::<f64>();
    let country = forecast.overview().get("00")?;
    let year = forecast.year_index(published.to)?;
    let now = |output| country.at(output, year).p50;
    Some(match published.oldest {
        Oldest::MoreOver80(_) => Oldest::MoreOver80(now(Output::Population80Plus) - then(80)),
        Oldest::GrowthOver85(_) => Oldest::GrowthOver85(now(Output::Population85Plus) / then(85) - 1.0),
    })
}

/// Employees by occupation that the country's people of a year take at today's shares and staffing.
fn employees(forecast: &Forecast, year: i32) -> Option<[f64; OCCUPATIONS]> {
    let people = forecast.tables.population.national(year)?;
    let need = &forecast.model.need;
    let users = |service: Service| -> f64 {
        (0..SEXES)
            .flat_map(|s| (OLD..AGES).map(move |a| (s, a)))
            .map(|(s, a)| people[s][a] * f64::from(need.gradient[service as usize][s][a]))
            .sum()
    };
    let (places, hours) =
        (users(Service::SpecialHousing), users(Service::HomeCare) * need.hours_per_user * 12.0);
    let staff = &forecast.model.staff;
    Some(std::array::from_fn(|o| {
        (places * staff.fte_per_place[o] + hours * staff.fte_per_hour[o]) / staff.contract_rate[o]
    }))
}
