//! Mortality, fertility and migration of the country.

use std::collections::BTreeMap;

use projection::mortality::History;
use projection::{AGES, BySexAge, MEN, SEXES, WOMEN, zeros};

use super::figures::Figures;
use super::{Compiled, Head, SEX_NAMES, deaths, joined};
use crate::table::Fault;

/// The pandemic year and later are not part of the trend.
const LAST_MORTALITY_YEAR: i32 = 2019;
/// The last forecast year kept.
const LAST_FORECAST_YEAR: i32 = 2075;
/// Net migration is taken from observation at first, and is wholly the forecast's after this many years.
const BLEND_YEARS: i32 = 10;
const BASE_YEAR: i32 = 2025;

pub fn tables(figures: &Figures) -> Result<Vec<Compiled>, Fault> {
    let deaths_and_exposure = read_mortality(figures)?;
    Ok(vec![
        mortality(&deaths_and_exposure),
        deaths::table(&figures.population.deaths),
        deaths::life_expectancy(figures)?,
        fertility(figures)?,
        migration(figures, &deaths_and_exposure)?,
    ])
}

type Counts = BTreeMap<i32, [BySexAge<f64>; 2]>;

fn read_mortality(figures: &Figures) -> Result<Counts, Fault> {
    let mut counts = Counts::new();
    figures.rows("mortality/swe_mx_1969_2020.csv", |row| {
        let year: i32 = row.read(2)?;
        let age = row.read::<f64>(0)? as usize;
        let sex = if row.text(1)? == "women" { WOMEN } else { MEN };
        if year <= LAST_MORTALITY_YEAR && age < AGES {
            let [deaths, exposure] = counts.entry(year).or_insert([zeros(); 2]);
            deaths[sex][age] += row.maybe::<f64>(3)?.unwrap_or(0.0);
            exposure[sex][age] += row.maybe::<f64>(5)?.unwrap_or(0.0);
        }
        Ok(())
    })?;
    Ok(counts)
}

/// The country's deaths and people as the projection reads them.
pub fn history(figures: &Figures) -> Result<History, Fault> {
    let counts = read_mortality(figures)?;
    let first_year = counts.keys().next().copied().unwrap_or_default();
    let (deaths, exposure) = counts.into_values().map(|[deaths, exposure]| (deaths, exposure)).unzip();
    Ok(History { first_year, deaths, exposure })
}

fn mortality(counts: &Counts) -> Compiled {
    let ages: Vec<String> = (0..AGES).map(|a| a.to_string()).collect();
    let head = Head {
        name: "mortality",
        title: "Deaths and mean population of Sweden by sex and single age (100 holds 100+)",
        source: "Statistics Sweden (SCB), population statistics",
        date: "1969–2019",
        unit: "deaths during the year; mean population, persons",
        method: "As published; the pandemic year 2020 is left out",
        columns: format!("year,sex,kind,{}", ages.join(",")),
    };
    let mut rows = Vec::new();
    for (year, tables) in counts {
        for (s, sex) in SEX_NAMES.iter().enumerate() {
            for (kind, table) in ["deaths", "exposure"].iter().zip(tables) {
                rows.push(format!("{year},{sex},{kind},{}", joined(table[s].iter().copied(), 1)));
            }
        }
    }
    head.table(rows)
}

fn fertility(figures: &Figures) -> Result<Compiled, Fault> {
    let mut rows = Vec::new();
    figures.rows("mortality/SWE_tfrproj1dt.csv", |row| {
        let year: i32 = row.read(1)?;
        if (BASE_YEAR..=LAST_FORECAST_YEAR).contains(&year) {
            let [median, low, high] = [row.read::<f64>(2)?, row.read(3)?, row.read(4)?];
            rows.push(format!("children,{year},{}", joined([median, low, high], 3)));
        }
        Ok(())
    })?;
    // Five-year shares of the mothers' ages, spread evenly within each group.
    figures.rows("mortality/SWE_percentASFR5dt.csv", |row| {
        if row.read::<i32>(1)? == 2028 {
            let first: usize = row
                .text(3)?
                .get(..2)
                .and_then(|age| age.parse().ok())
                .ok_or_else(|| row.fault("an age group".into()))?;
            let share: f64 = row.read(4)?;
            rows.extend(
                (first..first + 5).map(|age| format!("pattern,{age},{},,", joined([share / 500.0], 6))),
            );
        }
        Ok(())
    })?;
    let head = Head {
        name: "fertility",
        title: "Children per woman by year with 80 per cent interval, and the mothers' ages as shares",
        source: "United Nations, World Population Prospects 2024 (CC BY 3.0 IGO)",
        date: "2025–2075; pattern 2025–2030",
        unit: "children per woman; share of births",
        method: "Median and interval as published; five-year age groups spread evenly over single ages",
        columns: "kind,year_or_age,median_or_share,low,high".into(),
    };
    Ok(head.table(rows))
}

/// Net migration: observed 2023–2025 as what cohorts gained beyond survival, blended into the UN's forecast.
fn migration(figures: &Figures, counts: &Counts) -> Result<Compiled, Fault> {
    let mut forecast: BTreeMap<i32, BySexAge<f64>> = BTreeMap::new();
    figures.rows("mortality/SWE_migprojAge1dt.csv", |row| {
        let year: i32 = row.read(1)?;
        if (BASE_YEAR + 1..=LAST_FORECAST_YEAR).contains(&year) {
            let table = forecast.entry(year).or_insert_with(zeros);
            let age = row.read::<usize>(2)?.min(AGES - 1);
            table[MEN][age] += row.read::<f64>(3)? * 1000.0;
            table[WOMEN][age] += row.read::<f64>(4)? * 1000.0;
        }
        Ok(())
    })?;
    let seen = observed(figures, counts);
    let head = Head {
        name: "migration",
        title: "Expected net migration from abroad by year, sex and single age",
        source: "United Nations, World Population Prospects 2024 (CC BY 3.0 IGO), and Statistics Sweden (SCB): population 2022–2025 and mortality 2015–2019; own calculation",
        date: "2026–2075",
        unit: "persons a year",
        method: "Level: the mean of 2023–2025, when fewer came than the forecast says, moving in a straight line to the forecast's level in ten years. Age and sex: the forecast's",
        columns: {
            let ages: Vec<String> = (0..AGES).map(|a| a.to_string()).collect();
            format!("year,sex,{}", ages.join(","))
        },
    };
    let mut rows = Vec::new();
    for (year, table) in &forecast {
        let level: f64 = table.iter().flatten().sum();
        let share = (f64::from(year - BASE_YEAR) / f64::from(BLEND_YEARS)).min(1.0);
        let wanted = share * level + (1.0 - share) * seen;
        for s in 0..SEXES {
            let scaled = table[s].iter().map(|n| n * wanted / level);
            rows.push(format!("{year},{},{}", SEX_NAMES[s], joined(scaled, 1)));
        }
    }
    Ok(head.table(rows))
}

/// Mean yearly net migration 2023–2025 below 65: the cohorts' change beyond survival at the rates of 2015–2019.
fn observed(figures: &Figures, counts: &Counts) -> f64 {
    let rate = |s: usize, age: usize| {
        let sum = |kind: usize| (2015..=2019).map(|y| counts[&y][kind][s][age]).sum::<f64>();
        sum(0) / sum(1)
    };
    let years = 2023..=2025;
    let mut sum = 0.0;
    for year in years.clone() {
        for s in 0..SEXES {
            for age in 0..64 {
                let survivors = figures.country(year - 1)[s][age] * (-rate(s, age)).exp();
                sum += figures.country(year)[s][age + 1] - survivors;
            }
        }
    }
    sum / years.count() as f64
}
