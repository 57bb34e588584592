//! Care: users, shares by age, what differs between municipalities, totals of the country, and staff.

use std::collections::HashMap;

use projection::need::SERVICES;
use projection::staff::{AGE_GROUPS, OCCUPATIONS};

use crate::region::Regions;
use crate::table::{Bundled, Fault};

/// Names of the services in tables, in the order of [`projection::need::Service::ALL`].
pub const SERVICE_NAMES: [&str; SERVICES] = ["home_care", "special_housing", "short_term", "day_activity"];
/// Names of the occupations in tables, in the order of [`projection::staff::Occupation`].
pub const OCCUPATION_NAMES: [&str; OCCUPATIONS] = ["assistant_nurse", "care_assistant", "nurse"];
/// Age bands of the register of users: 65–79 and 80+.
pub const USER_BANDS: usize = 2;

/// Users and population of one service, year, sex and band.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Users {
    /// People with the service in October.
    pub persons: f64,
    /// Population 31 December of the year before.
    pub population: f64,
}

/// The gradient by age in the study of 2016: shares of the population in per cent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GradientBand {
    /// First age of the band.
    pub from: usize,
    /// Last age of the band.
    pub to: usize,
    /// Home care, per cent of the population.
    pub home_care: f64,
    /// Special housing, per cent of the population.
    pub special_housing: f64,
}

/// How care in one municipality has been observed to differ; None where nothing was reported.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Local {
    /// Home care among those aged 65 or more, 2011–2014: mean and spread over years, per cent.
    pub home_care_65_plus: Option<(f64, f64)>,
    /// Special housing among those aged 65 or more, 2011–2014: mean and spread over years, per cent.
    pub special_housing_65_plus: Option<(f64, f64)>,
    /// Home-care hours a user and month, 2014–2017: mean and spread over years.
    pub hours_per_user: Option<(f64, f64)>,
    /// Cost of home care for each user and year, 2014–2017: mean and spread, kronor.
    pub cost_per_user: Option<(f64, f64)>,
    /// Cost of special housing for each user and year, 2011–2014: mean and spread, kronor.
    pub cost_per_place: Option<(f64, f64)>,
}

/// The care tables.
#[derive(Debug)]
pub struct Care {
    /// Users by (year, service, sex, band: 0 is 65–79, 1 is 80+). Where the register has only both sexes
    /// together, they are split as the population.
    users: HashMap<(i32, usize, usize, usize), Users>,
    /// The gradient by age, youngest band first.
    pub gradient: Vec<GradientBand>,
    /// By municipality in order of code.
    pub local: Vec<Local>,
    totals: HashMap<(String, i32), f64>,
    /// Employees by (occupation, year) and age group.
    staff: HashMap<(usize, i32), [f64; AGE_GROUPS]>,
}

impl Care {
    pub(crate) fn bundled(regions: &Regions) -> Result<Self, Fault> {
        let mut users = HashMap::new();
        Bundled::care_users.rows(|row| {
            let service = SERVICE_NAMES.iter().position(|n| Some(*n) == row.text(1).ok());
            let service = service.ok_or_else(|| row.fault("unknown service".into()))?;
            let band = usize::from(row.text(3)? == "80+");
            let value = Users { persons: row.read(4)?, population: row.read(5)? };
            users.insert((row.read(0)?, service, row.sex(2)?, band), value);
            Ok(())
        })?;
        let mut gradient = Vec::new();
        Bundled::care_gradient.rows(|row| {
            gradient.push(GradientBand {
                from: row.read(0)?,
                to: row.read(1)?,
                home_care: row.read(2)?,
                special_housing: row.read(3)?,
            });
            Ok(())
        })?;
        let mut local = vec![Local::default(); regions.municipalities().count()];
        Bundled::care_local.rows(|row| {
            let place =
                regions.place_of(row.text(0)?).ok_or_else(|| row.fault("unknown municipality".into()))?;
            let pair = |column: usize| -> Result<Option<(f64, f64)>, Fault> {
                Ok(row.maybe(column)?.zip(row.maybe(column + 1)?))
            };
            local[place] = Local {
                home_care_65_plus: pair(1)?,
                special_housing_65_plus: pair(3)?,
                hours_per_user: pair(5)?,
                cost_per_user: pair(7)?,
                cost_per_place: pair(9)?,
            };
            Ok(())
        })?;
        let mut totals = HashMap::new();
        Bundled::care_totals.rows(|row| {
            totals.insert((row.text(0)?.to_owned(), row.read(1)?), row.read(2)?);
            Ok(())
        })?;
        let mut staff = HashMap::new();
        Bundled::staff.rows(|row| {
            let occupation = OCCUPATION_NAMES.iter().position(|n| Some(*n) == row.text(0).ok());
            let occupation = occupation.ok_or_else(|| row.fault("unknown occupation".into()))?;
            staff.insert((occupation, row.read(1)?), row.values(2)?);
            Ok(())
        })?;
        Ok(Self { users, gradient, local, totals, staff })
    }

    /// Users of a service in October of a year, by sex and band (0: 65–79, 1: 80+).
    pub fn users(&self, year: i32, service: usize, sex: usize, band: usize) -> Users {
        self.users.get(&(year, service, sex, band)).copied().unwrap_or_default()
    }

    /// A total of the country, such as a cost or a number of employees; see the table's names.
    pub fn total(&self, name: &str, year: i32) -> Option<f64> {
        self.totals.get(&(name.to_owned(), year)).copied()
    }

    /// Employees by age group.
    pub fn staff(&self, occupation: usize, year: i32) -> Option<&[f64; AGE_GROUPS]> {
        self.staff.get(&(occupation, year))
    }
}
