//! Care: users, shares by age, what differs between municipalities, totals of the country, and staff.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use projection::need::SERVICES;
use projection::staff::{AGE_GROUPS, OCCUPATIONS};
use projection::{AGES, OLD, SEXES};

use crate::region::Regions;
use crate::table::{Bundled, Fault, Texts, lacking};

/// Names of the services in tables, in the order of [`projection::need::Service::ALL`].
pub const SERVICE_NAMES: [&str; SERVICES] = ["home_care", "special_housing", "short_term", "day_activity"];
/// Names of the occupations in tables, in the order of [`projection::staff::Occupation`].
pub const OCCUPATION_NAMES: [&str; OCCUPATIONS] = ["assistant_nurse", "care_assistant", "nurse"];
/// Age bands of the register of users: 65–79 and 80+.
pub const USER_BANDS: usize = 2;

/// Years of the register of users.
pub const USER_YEARS: RangeInclusive<i32> = 2014..=2024;

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

/// What municipalities report of their care, in the order of the table's columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reported {
    /// People aged 65 or more in special housing.
    SpecialHousing65,
    /// People aged 80 or more in special housing.
    SpecialHousing80,
    /// People aged 65 or more with home care.
    HomeCare65,
    /// People aged 80 or more with home care.
    HomeCare80,
    /// People aged 65 or more with a short-term place.
    ShortTerm65,
    /// People aged 65 or more with day activity.
    DayActivity65,
    /// Home-care hours granted a user and month.
    Hours,
    /// Cost of home care, kronor a user and year.
    CostPerUser,
    /// Cost of special housing, kronor a resident and year.
    CostPerPlace,
    /// Sick leave of all the municipality's employees, per cent of ordinary working time.
    SickLeave,
    /// Share of all the municipality's employees by the month who work full time, per cent.
    FullTime,
}

/// Number of figures that municipalities report.
pub const REPORTED: usize = 11;

/// Years of what municipalities have reported.
pub const LOCAL_YEARS: RangeInclusive<i32> = 2010..=2022;

/// What a municipality has reported in a year; None where nothing was.
type Report = [Option<f64>; REPORTED];

/// The care tables.
#[derive(Debug)]
pub struct Care {
    /// Users by (year, service, sex, band: 0 is 65–79, 1 is 80+). Where the register has only both sexes
    /// together, they are split as the population.
    users: HashMap<(i32, usize, usize, usize), Users>,
    /// The gradient by age, youngest band first.
    pub gradient: Vec<GradientBand>,
    /// By year, and then by municipality in order of code.
    local: HashMap<i32, Vec<Report>>,
    totals: HashMap<(String, i32), f64>,
    /// Employees by (occupation, year) and age group.
    staff: HashMap<(usize, i32), [f64; AGE_GROUPS]>,
}

impl Care {
    pub(crate) fn read(texts: Texts<'_>, regions: &Regions) -> Result<Self, Fault> {
        let mut users = HashMap::new();
        Bundled::care_users.rows(texts, |row| {
            let service = SERVICE_NAMES.iter().position(|n| Some(*n) == row.text(1).ok());
            let service = service.ok_or_else(|| row.fault("unknown service".into()))?;
            let band = usize::from(row.text(3)? == "80+");
            let value = Users { persons: row.read(4)?, population: row.read(5)? };
            users.insert((row.read(0)?, service, row.sex(2)?, band), value);
            Ok(())
        })?;
        let mut gradient = Vec::new();
        Bundled::care_gradient.rows(texts, |row| {
            gradient.push(GradientBand {
                from: row.read(0)?,
                to: row.read(1)?,
                home_care: row.read(2)?,
                special_housing: row.read(3)?,
            });
            Ok(())
        })?;
        let places = regions.municipalities().count();
        let mut local: HashMap<i32, Vec<Report>> = HashMap::new();
        Bundled::care_local.rows(texts, |row| {
            let place =
                regions.place_of(row.text(0)?).ok_or_else(|| row.fault("unknown municipality".into()))?;
            let year = local.entry(row.read(1)?).or_insert_with(|| vec![Report::default(); places]);
            for (column, value) in year[place].iter_mut().enumerate() {
                *value = row.maybe(2 + column)?.filter(|value| *value > 0.0);
            }
            Ok(())
        })?;
        let mut totals = HashMap::new();
        Bundled::care_totals.rows(texts, |row| {
            totals.insert((row.text(0)?.to_owned(), row.read(1)?), row.read(2)?);
            Ok(())
        })?;
        let mut staff = HashMap::new();
        Bundled::staff.rows(texts, |row| {
            let occupation = OCCUPATION_NAMES.iter().position(|n| Some(*n) == row.text(0).ok());
            let occupation = occupation.ok_or_else(|| row.fault("unknown occupation".into()))?;
            staff.insert((occupation, row.read(1)?), row.values(2)?);
            Ok(())
        })?;
        let care = Self { users, gradient, local, totals, staff };
        care.check()?;
        Ok(care)
    }

    /// Every service has users of each sex and band in every year of the register, and the gradient a
    /// share for every age of the old. What one municipality has not reported is no fault: it is taken to be as the country,
    /// with a wider error.
    fn check(&self) -> Result<(), Fault> {
        for year in USER_YEARS {
            for (service, name) in SERVICE_NAMES.iter().enumerate() {
                let cells = (0..SEXES).flat_map(|sex| (0..USER_BANDS).map(move |band| (sex, band)));
                let of = |(sex, band)| self.users(year, service, sex, band);
                if cells.map(of).any(|users| !(users.persons > 0.0 && users.population > 0.0)) {
                    let reason =
                        format!("{name} in {year} lacks the users or the people of one sex and band");
                    return Err(lacking(Bundled::care_users, reason));
                }
            }
        }
        let is_sound = |b: &GradientBand| b.from <= b.to && b.home_care > 0.0 && b.special_housing > 0.0;
        let follows = self.gradient.windows(2).all(|pair| pair[0].to.checked_add(1) == Some(pair[1].from));
        let (from, to) = (self.gradient.first().map(|b| b.from), self.gradient.last().map(|b| b.to));
        let reaches = self.gradient.len() > 1 && from <= Some(OLD) && to >= Some(AGES - 1);
        if !(reaches && follows && self.gradient.iter().all(is_sound)) {
            let reason =
                format!("bands that follow each other from {OLD} to {}, with shares above 0", AGES - 1);
            return Err(lacking(Bundled::care_gradient, format!("there must be {reason}")));
        }
        Ok(())
    }

    /// Users of a service in October of a year of [`USER_YEARS`], by sex and band (0: 65–79, 1: 80+).
    pub fn users(&self, year: i32, service: usize, sex: usize, band: usize) -> Users {
        self.users.get(&(year, service, sex, band)).copied().unwrap_or_default()
    }

    /// What a municipality, by its place in order of code, has reported of a year. None where nothing was.
    pub fn local(&self, place: usize, year: i32, figure: Reported) -> Option<f64> {
        self.local.get(&year)?.get(place)?[figure as usize]
    }

    /// A total of the country, such as a cost or a number of employees; see the table's names.
    ///
    /// # Errors
    /// The table has none of that name and year.
    pub fn total(&self, name: &str, year: i32) -> Result<f64, Fault> {
        let found = self.totals.get(&(name.to_owned(), year)).copied();
        found.ok_or_else(|| lacking(Bundled::care_totals, format!("there is no {name} of {year}")))
    }

    /// Employees by age group.
    ///
    /// # Errors
    /// The table has none of that occupation and year.
    pub fn staff(&self, occupation: usize, year: i32) -> Result<&[f64; AGE_GROUPS], Fault> {
        let found = self.staff.get(&(occupation, year));
        found.ok_or_else(|| lacking(Bundled::staff, format!("there is no occupation {occupation} in {year}")))
    }
}
