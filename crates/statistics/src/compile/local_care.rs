//! What municipalities have reported of their care, year by year.

use std::collections::{BTreeMap, HashMap};

use super::figures::Figures;
use super::{Compiled, Head, joined};
use crate::care::{LOCAL_YEARS, REPORTED, Reported};
use crate::population::Population;
use crate::table::Fault;

const FILE: &str = "care/kolada_elderly_1998_2022.csv";
const REGISTER: &str = "care/socialstyrelsen_insatser_2014_2024.csv";

/// How an indicator is told as a figure of ours.
#[derive(Clone, Copy)]
enum Unit {
    /// As it is, with so many decimals.
    Own(usize),
    /// Persons: a share of the inhabitants from an age on, 31 December of the same year, per cent.
    ShareFrom(usize),
}

/// An indicator of Kolada: its name, our figure, the first year that it is defined as it is now, and its unit.
const INDICATORS: [(&str, Reported, i32, Unit); REPORTED] = [
    ("N23805", Reported::SpecialHousing65, 2010, Unit::Own(1)),
    ("N23801", Reported::SpecialHousing80, 2010, Unit::ShareFrom(80)),
    ("N21702", Reported::HomeCare65, 2015, Unit::Own(1)),
    ("N21704", Reported::HomeCare80, 2015, Unit::ShareFrom(80)),
    // The first year's sums are 15 and 43 per cent above the register's.
    ("N21817", Reported::ShortTerm65, 2016, Unit::ShareFrom(65)),
    ("N21818", Reported::DayActivity65, 2016, Unit::ShareFrom(65)),
    ("N21826", Reported::Hours, 2014, Unit::Own(1)),
    ("N21006", Reported::CostPerUser, 2015, Unit::Own(0)),
    ("N23009", Reported::CostPerPlace, 2010, Unit::Own(0)),
    ("N00090", Reported::SickLeave, 2010, Unit::Own(1)),
    ("N00209", Reported::FullTime, 2010, Unit::Own(1)),
];

/// How far the municipalities' sum may lie from the register's users. They are means of a year's months, and the
/// register is October's: of 2014–2022 no year differs by more than 1.7 per cent.
const MOST_APART: f64 = 0.05;

/// Share of all municipal employees who work full time, per cent, by year (SKR, Personalen i välfärden 2024), and how far
/// the municipalities' mean by inhabitants may lie from it.
const FULL_TIME: [(i32, f64); 2] = [(2020, 71.0), (2022, 74.0)];
const FULL_TIME_APART: f64 = 1.0;

/// Reports by municipality and year.
type Reports = BTreeMap<(String, i32), [Option<f64>; REPORTED]>;

pub fn table(figures: &Figures) -> Result<Compiled, Fault> {
    let reports = read(figures)?;
    let register = register(figures)?;
    for (service, figure) in [("sabo", Reported::SpecialHousing65), ("hemtjanst", Reported::HomeCare65)] {
        for year in LOCAL_YEARS {
            if let Some(users) = register.get(&(year, service.to_owned())) {
                agree(&figures.population, &reports, (figure, year), *users)?;
            }
        }
    }
    for (year, share) in FULL_TIME {
        full_time_agrees(&figures.population, &reports, year, share)?;
    }
    let head = Head {
        name: "care_local",
        title: "What municipalities report of their care: users, home-care hours, costs per user, sick leave and full time",
        source: "Kolada (RKA): N23805, N23801, N21702, N21704, N21817, N21818, N21826, N21006, N23009, N00090, N00209",
        date: "2010–2022; home care from 2015, short-term places and day activity from 2016, hours from 2014; as published in August 2024",
        unit: "persons (mean of the year's months); hours a user and month; kronor a user and year, current prices; per cent of ordinary working time; per cent of employees",
        method: "As published; shares of the inhabitants are persons by the population 31 December of the same year; 0 is not reported. Sums over municipalities are held against the register of users, and full time against the country's published share. Values that are not plausible are left out when levels are estimated, by what was known at the time",
        columns: "code,year,special_housing_65,special_housing_80,home_care_65,home_care_80,short_term_65,day_activity_65,hours,cost_home_care,cost_special_housing,sick_leave,full_time".into(),
    };
    Ok(head.table(reports.iter().map(|((code, year), report)| {
        let decimals = INDICATORS.map(|(_, _, _, unit)| match unit {
            Unit::Own(decimals) => decimals,
            Unit::ShareFrom(_) => 1,
        });
        let text =
            |(value, decimals): (&Option<f64>, usize)| value.map_or(String::new(), |v| joined([v], decimals));
        let fields: Vec<String> = report.iter().zip(decimals).map(text).collect();
        format!("{code},{year},{}", fields.join(","))
    })))
}

fn read(figures: &Figures) -> Result<Reports, Fault> {
    let mut reports = Reports::new();
    figures.rows(FILE, |row| {
        let (code, year) = (row.text(1)?, row.read::<i32>(2)?);
        let known = INDICATORS.iter().find(|(name, _, from, _)| {
            row.text(0).ok() == Some(*name) && (*from..=*LOCAL_YEARS.end()).contains(&year)
        });
        let Some((_, figure, _, unit)) = known.filter(|_| row.text(3).ok() == Some("T")) else {
            return Ok(());
        };
        if code.len() != 4 || !figures.names.contains_key(code) {
            return Ok(());
        }
        let value: f64 = row.read(4)?;
        let value = match unit {
            Unit::Own(_) => Some(value),
            Unit::ShareFrom(age) => {
                figures.population.people_from(code, year, *age).map(|people| value / 100.0 * people)
            }
        };
        let report = reports.entry((code.to_owned(), year)).or_default();
        report[*figure as usize] = value.filter(|value| *value > 0.0);
        Ok(())
    })?;
    Ok(reports)
}

/// Users of the register aged 65 or more, by year and the register's name of the service.
fn register(figures: &Figures) -> Result<HashMap<(i32, String), f64>, Fault> {
    let mut users = HashMap::new();
    figures.rows(REGISTER, |row| {
        if row.text(3)? != "T" {
            *users.entry((row.read(0)?, row.text(2)?.to_owned())).or_default() += row.read::<f64>(4)?;
        }
        Ok(())
    })?;
    Ok(users)
}

/// Whether what municipalities reported of a service sums to the register's users. Who has not reported is taken to have
/// as many for each inhabitant aged 80 or more as the others.
fn agree(
    population: &Population,
    reports: &Reports,
    (figure, year): (Reported, i32),
    register: f64,
) -> Result<(), Fault> {
    let (mut sum, mut reporting, mut all) = (0.0, 0.0, 0.0);
    for ((code, _), report) in reports.iter().filter(|((_, y), _)| *y == year) {
        let people = population.people_from(code, year, 80).unwrap_or_default();
        all += people;
        if let Some(users) = report[figure as usize] {
            sum += users;
            reporting += people;
        }
    }
    // Home care was not reported as now before 2015.
    if reporting == 0.0 {
        return Ok(());
    }
    let sum = sum * all / reporting;
    if (sum / register - 1.0).abs() <= MOST_APART {
        return Ok(());
    }
    let reason = format!(
        "{figure:?} in {year}: the municipalities sum to {sum:.0} and the register has {register:.0}, which is more than {} per cent apart",
        100.0 * MOST_APART
    );
    Err(Fault::Check { table: "care_local".into(), reason })
}

/// Whether the municipalities' mean share of full time, by inhabitants, is the country's as published.
fn full_time_agrees(
    population: &Population,
    reports: &Reports,
    year: i32,
    published: f64,
) -> Result<(), Fault> {
    let of_year = reports.iter().filter(|((_, y), _)| *y == year);
    let known = of_year.filter_map(|((code, _), report)| {
        Some((population.total(code, year)?, report[Reported::FullTime as usize]?))
    });
    let (people, sum) =
        known.fold((0.0, 0.0), |(n, sum), (people, share)| (n + people, sum + people * share));
    let mean = sum / people;
    if (mean - published).abs() <= FULL_TIME_APART {
        return Ok(());
    }
    let reason = format!(
        "full time in {year}: the municipalities' mean is {mean:.1} per cent and the country's was published as {published:.0}; the wrong indicator may have been read"
    );
    Err(Fault::Check { table: "care_local".into(), reason })
}
