//! The tables of the history: the country, counties, the panel from 55 and the totals.

use projection::{AGES, SEXES};

use super::figures::{FIRST_COUNTY_YEAR, Figures};
use super::{Compiled, Head, SEX_NAMES, columns, joined};
use crate::population::{FIRST_TOTAL, LAST_TOTAL};

pub fn tables(figures: &Figures) -> Vec<Compiled> {
    vec![national(figures), structure(figures), panel(figures), county(figures), totals(figures)]
}

fn national(figures: &Figures) -> Compiled {
    let head = Head {
        name: "population_national",
        title: "Population of Sweden by sex and single age (100 holds 100+)",
        source: "Statistics Sweden (SCB), population statistics",
        date: "31 December 1968–2025",
        unit: "persons",
        method: "As published",
        columns: columns(&["year", "sex"], AGES),
    };
    let mut years: Vec<i32> = figures.population.national.keys().copied().collect();
    years.sort_unstable();
    head.table(years.into_iter().flat_map(|year| {
        (0..SEXES).map(move |s| {
            format!("{year},{},{}", SEX_NAMES[s], joined(figures.country(year)[s].iter().copied(), 0))
        })
    }))
}

fn structure(figures: &Figures) -> Compiled {
    let head = Head {
        name: "population_structure",
        title: "Population by municipality, sex and single age (100 holds 100+)",
        source: "Statistics Sweden (SCB), population statistics",
        date: "2019-12-31",
        unit: "persons",
        method: "As published",
        columns: columns(&["code", "sex"], AGES),
    };
    let mut codes: Vec<_> = figures.population.structure.keys().collect();
    codes.sort();
    head.table(codes.into_iter().flat_map(|code| {
        let own = &figures.population.structure[code];
        (0..SEXES).map(move |s| format!("{code},{},{}", SEX_NAMES[s], joined(own[s].iter().copied(), 0)))
    }))
}

fn panel(figures: &Figures) -> Compiled {
    let head = Head {
        name: "population_55_plus",
        title: "Population aged 55 or more by municipality, sex and five-year group (55–59 … 95–99, 100+)",
        source: "Statistics Sweden (SCB), population statistics",
        date: "31 December 2008–2019",
        unit: "persons",
        method: "As published",
        columns: "code,year,sex,55,60,65,70,75,80,85,90,95,100".into(),
    };
    let mut keys: Vec<_> = figures.population.panel.keys().collect();
    keys.sort();
    head.table(keys.into_iter().flat_map(|key| {
        (0..SEXES).map(move |s| {
            format!("{},{},{},{}", key.0, key.1, SEX_NAMES[s], joined(figures.population.panel[key][s], 0))
        })
    }))
}

fn county(figures: &Figures) -> Compiled {
    let head = Head {
        name: "population_county",
        title: "Population by county, sex and five-year group (0–4 … 95–99, 100+)",
        source: "Statistics Sweden (SCB), population statistics",
        date: "31 December 1998–2015",
        unit: "persons",
        method: "Single ages added to five-year groups",
        columns: {
            let ages: Vec<String> = (0..21).map(|g| (g * 5).to_string()).collect();
            format!("county,year,sex,{}", ages.join(","))
        },
    };
    let mut keys: Vec<_> =
        figures.population.county.keys().filter(|(_, year)| *year >= FIRST_COUNTY_YEAR).collect();
    keys.sort();
    head.table(keys.into_iter().flat_map(|key| {
        (0..SEXES).map(move |s| {
            format!("{},{},{},{}", key.0, key.1, SEX_NAMES[s], joined(figures.population.county[key][s], 0))
        })
    }))
}

fn totals(figures: &Figures) -> Compiled {
    let years: Vec<i32> = (FIRST_TOTAL..=LAST_TOTAL).collect();
    let head = Head {
        name: "population_totals",
        title: "Inhabitants by municipality",
        source: "Statistics Sweden (SCB), population statistics",
        date: "31 December 1950–2025",
        unit: "persons",
        method: "As published, by today's division into municipalities; 2025 is disturbed by a person or two",
        columns: format!("code,{}", years.iter().map(i32::to_string).collect::<Vec<_>>().join(",")),
    };
    head.table(figures.municipalities().into_iter().map(|code| {
        // No year is missing: the figures have been checked.
        let values = years.iter().filter_map(|y| figures.population.total(&code, *y));
        format!("{code},{}", joined(values, 0))
    }))
}
