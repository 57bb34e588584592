//! Counts by municipality since 1998: age bands by sex, the oldest by single age, what was counted in 2025, totals,
//! births, deaths and moves.

use std::collections::HashMap;

use projection::{AGES, MEN, SEXES, WOMEN};

use super::figures::Figures;
use super::{Compiled, Head, SEX_NAMES, joined};
use crate::population::{
    BAND_STARTS, Bands, COUNTED_FROM, COUNTED_SINGLES, Counted, EVENTS_FROM, Events, OLDEST_FROM,
    OVER_65_YEARS, Oldest, Population, Yearly,
};
use crate::table::{Fault, Row};

const BANDS: &str = "municipal/municipal_age_groups_by_sex_1998_2022.csv";
const COMPONENTS: &str = "municipal/municipal_components_by_sex_1998_2022.csv";
const NATURAL: &str = "municipal/municipal_natural_change_2023_2025.csv";
const TOTALS: &str = "municipal/municipal_total_and_65plus_2020_2025.csv";
const SINGLES: &str = "municipal/municipal_1yr_65plus_2025.csv";
const GROUPS: &str = "municipal/municipal_5yr_groups_2025.csv";
const VITAL: &str = "municipal/municipal_births_deaths_2025.csv";
const OLDEST: &str = "population/pop_municipality_80plus_single_age_2019_2023.csv";

/// Reads all of them.
pub fn read(figures: &Figures, population: &mut Population) -> Result<(), Fault> {
    read_bands(figures, population)?;
    read_oldest(figures, population)?;
    read_counted(figures, population)?;
    read_totals(figures, population)?;
    read_events(figures, population)
}

/// Bands as finely as they are published: 45–64 from 2008, 90+ from 2010 and from the panel before.
fn read_bands(figures: &Figures, population: &mut Population) -> Result<(), Fault> {
    let mut rows: Yearly<[Option<[f64; COLUMNS]>; SEXES]> = HashMap::new();
    figures.rows(BANDS, |row| {
        let sex = match row.text(3)? {
            "F" => WOMEN,
            "M" => MEN,
            _ => return Ok(()),
        };
        let mut values = [f64::NAN; COLUMNS];
        for (value, column) in values.iter_mut().zip(4..) {
            *value = row.maybe(column)?.unwrap_or(f64::NAN);
        }
        rows.entry((row.text(0)?.to_owned(), row.read(2)?)).or_default()[sex] = Some(values);
        Ok(())
    })?;
    for (key, sexes) in rows {
        let [Some(women), Some(men)] = sexes else {
            return Err(wrong(BANDS, format!("{} in {} lacks one sex", key.0, key.1)));
        };
        let panel = population.panel.get(&key).map(|panel| panel.map(|groups| groups[7..].iter().sum()));
        let nonagenarians = panel.unwrap_or([f64::NAN; SEXES]);
        let bands = bands([women, men], nonagenarians);
        if !bands.is_whole() {
            return Err(wrong(BANDS, format!("{} in {}: the bands do not add up", key.0, key.1)));
        }
        population.bands.insert(key, bands);
    }
    Ok(())
}

fn read_oldest(figures: &Figures, population: &mut Population) -> Result<(), Fault> {
    figures.rows(OLDEST, |row| {
        let code = row.text(0)?;
        if code.len() == 4 {
            let age = row.text(1)?.trim_end_matches('+').parse::<usize>();
            let age = age.map_err(|_| row.fault("an age is a number".into()))?;
            let entry = population.oldest.entry((code.to_owned(), row.read(2)?)).or_default();
            entry[age.clamp(OLDEST_FROM, AGES - 1) - OLDEST_FROM] += row.read::<f64>(3)?;
        }
        Ok(())
    })
}

fn read_counted(figures: &Figures, population: &mut Population) -> Result<(), Fault> {
    figures.rows(GROUPS, |row| {
        let entry = population.counted.entry(row.text(0)?.to_owned()).or_default();
        let group = row.read::<usize>(3)? / 5;
        *entry.groups.get_mut(group).ok_or_else(|| row.fault("unknown age group".into()))? = row.read(5)?;
        Ok(())
    })?;
    figures.rows(SINGLES, |row| {
        let entry = population.counted.entry(row.text(0)?.to_owned()).or_default();
        let age = row.read::<usize>(3)?.checked_sub(COUNTED_FROM);
        let single = age.and_then(|age| entry.singles.get_mut(age));
        *single.ok_or_else(|| row.fault("unknown age".into()))? = row.read(4)?;
        Ok(())
    })
}

fn read_totals(figures: &Figures, population: &mut Population) -> Result<(), Fault> {
    figures.rows(TOTALS, |row| {
        let key = (row.text(0)?.to_owned(), row.read(2)?);
        let total: f64 = row.read(3)?;
        if OVER_65_YEARS.contains(&key.1) {
            population.over_65.insert(key.clone(), (total * row.read::<f64>(4)? / 100.0).round());
        }
        population.totals.insert(key, total);
        Ok(())
    })
}

fn read_events(figures: &Figures, population: &mut Population) -> Result<(), Fault> {
    figures.rows(COMPONENTS, |row| {
        if row.text(3)? != "T" {
            return Ok(());
        }
        let (births, deaths): (Option<f64>, Option<f64>) = (row.maybe(4)?, row.maybe(5)?);
        let events = Events {
            births,
            deaths,
            natural: births.zip(deaths).map(|(births, deaths)| births - deaths),
            domestic: row.maybe(8)?,
            foreign: row.maybe(9)?,
        };
        population.events.insert(key(row)?, events);
        Ok(())
    })?;
    figures.rows(NATURAL, |row| {
        population.events.entry(key(row)?).or_default().natural = row.maybe(4)?;
        Ok(())
    })?;
    figures.rows(VITAL, |row| {
        let entry = population.events.entry(key(row)?).or_default();
        (entry.births, entry.deaths) = (row.maybe(3)?, row.maybe(4)?);
        Ok(())
    })
}

fn key(row: &Row<'_>) -> Result<(String, i32), Fault> {
    Ok((row.text(0)?.to_owned(), row.read(2)?))
}

fn wrong(file: &str, reason: String) -> Fault {
    Fault::Check { table: file.to_owned(), reason }
}

/// Columns of the published bands: total, 0, 1–5, 6–15, 16–19, 20–44, 45–64, 20–64, 65–79, 80+, 90+.
const COLUMNS: usize = 11;

/// Bands from a row of each sex; what is not published is part of the band before.
fn bands(sexes: [[f64; COLUMNS]; SEXES], nonagenarians: [f64; SEXES]) -> Bands {
    let by_sex = |value: &dyn Fn(&[f64; COLUMNS]) -> f64| [value(&sexes[WOMEN]), value(&sexes[MEN])];
    let mut bands = vec![
        (0, by_sex(&|v| v[0] - v[3] - v[4] - v[7] - v[8] - v[9])),
        (6, by_sex(&|v| v[3])),
        (16, by_sex(&|v| v[4])),
    ];
    let middle = by_sex(&|v| v[6]);
    if middle.iter().all(|n| n.is_finite()) {
        bands.extend([(20, by_sex(&|v| v[7] - v[6])), (45, middle)]);
    } else {
        bands.push((20, by_sex(&|v| v[7])));
    }
    bands.push((65, by_sex(&|v| v[8])));
    let published = by_sex(&|v| v[10]);
    let oldest = if published.iter().all(|n| n.is_finite()) { published } else { nonagenarians };
    let over_80 = by_sex(&|v| v[9]);
    if oldest.iter().all(|n| n.is_finite()) {
        bands.extend([(80, std::array::from_fn(|s| over_80[s] - oldest[s])), (90, oldest)]);
    } else {
        bands.push((80, over_80));
    }
    Bands::new(bands)
}

/// The tables of what was counted.
pub fn tables(population: &Population) -> Vec<Compiled> {
    vec![
        bands_table(&population.bands),
        oldest_table(&population.oldest),
        counted_table(&population.counted),
        over_65_table(&population.over_65),
        events_table(&population.events),
    ]
}

fn sorted<K: Ord, V>(map: &HashMap<K, V>) -> Vec<(&K, &V)> {
    let mut entries: Vec<_> = map.iter().collect();
    entries.sort_by_key(|entry| entry.0);
    entries
}

fn bands_table(bands: &Yearly<Bands>) -> Compiled {
    let head = Head {
        name: "population_bands",
        title: "Population by municipality, sex and age band (0–5, 6–15, 16–19, 20–44, 45–64, 65–79, 80–89, 90+)",
        source: "Statistics Sweden (SCB), population statistics, by way of Kolada (RKA)",
        date: "31 December 1998–2022",
        unit: "persons",
        method: "As published; an empty band is part of the one before (45–64 from 2008, 90+ from 2008). 90+ is the published share times the total, in whole persons. Until 2002 Knivsta was part of Uppsala",
        columns: {
            let starts: Vec<String> = BAND_STARTS.iter().map(usize::to_string).collect();
            format!("code,year,sex,{}", starts.join(","))
        },
    };
    head.table(sorted(bands).into_iter().flat_map(|((code, year), bands)| {
        (0..SEXES).map(move |sex| {
            let value = |start: &usize| {
                let found = bands.iter().find(|(ages, _)| ages.start == *start);
                found.map_or_else(String::new, |(_, people)| joined([people[sex]], 0))
            };
            let values: Vec<String> = BAND_STARTS.iter().map(value).collect();
            format!("{code},{year},{},{}", SEX_NAMES[sex], values.join(","))
        })
    }))
}

fn oldest_table(oldest: &Yearly<Oldest>) -> Compiled {
    let ages: Vec<String> = (OLDEST_FROM..AGES).map(|age| age.to_string()).collect();
    let head = Head {
        name: "population_80_plus",
        title: "Population aged 80 or more by municipality and single age, both sexes (100 holds 100+)",
        source: "Statistics Sweden (SCB), population statistics",
        date: "31 December 2019 and 2023",
        unit: "persons",
        method: "As published",
        columns: format!("code,year,{}", ages.join(",")),
    };
    head.table(
        sorted(oldest)
            .into_iter()
            .map(|((code, year), ages)| format!("{code},{year},{}", joined(ages.iter().copied(), 0))),
    )
}

fn counted_table(counted: &HashMap<String, Counted>) -> Compiled {
    let groups = (0..counted_groups()).map(|group| format!("{}-{}", 5 * group, 5 * group + 4));
    let singles = (COUNTED_FROM..COUNTED_FROM + COUNTED_SINGLES).map(|age| age.to_string());
    let head = Head {
        name: "population_counted",
        title: "Population by municipality, both sexes: five-year groups, and single ages from 65 (100 holds 100+)",
        source: "Statistics Sweden (SCB), population statistics (TAB5557)",
        date: "2025-12-31",
        unit: "persons",
        method: "As published. From 2025 the publisher disturbs every number by a person or two (standard deviation about 1.5), and the smallest become 0 or at least 3: parts do not add up to the whole",
        columns: std::iter::once("code".to_owned())
            .chain(groups)
            .chain(singles)
            .collect::<Vec<_>>()
            .join(","),
    };
    head.table(sorted(counted).into_iter().map(|(code, counted)| {
        format!("{code},{}", joined(counted.groups.into_iter().chain(counted.singles), 0))
    }))
}

const fn counted_groups() -> usize {
    projection::local::FIVE_YEAR_GROUPS
}

fn over_65_table(over_65: &Yearly<f64>) -> Compiled {
    let head = Head {
        name: "population_65_plus",
        title: "Population aged 65 or more by municipality",
        source: "Statistics Sweden (SCB), population statistics (TAB638)",
        date: "31 December 2023 and 2024",
        unit: "persons",
        method: "The published share, in per cent with two decimals, times the total: within 0.005 per cent of the inhabitants",
        columns: "code,year,persons".into(),
    };
    head.table(
        sorted(over_65).into_iter().map(|((code, year), n)| format!("{code},{year},{}", joined([*n], 0))),
    )
}

fn events_table(events: &Yearly<Events>) -> Compiled {
    let head = Head {
        name: "events",
        title: "Births, deaths and net moves by municipality",
        source: "Statistics Sweden (SCB), population statistics (2023 on TAB1264, TAB960, TAB6401 and TAB6757), before by way of Kolada (RKA)",
        date: "1998–2025",
        unit: "births, deaths; births less deaths; those who moved in from other municipalities, and from abroad, less those who left",
        method: "As published. 2023 and 2024: births less deaths only, from the published rate (exact but for a few persons in the largest). 2025 is disturbed by a person or two",
        columns: "code,year,births,deaths,natural,domestic,foreign".into(),
    };
    head.table(sorted(events).into_iter().filter(|((_, year), _)| *year >= EVENTS_FROM).map(
        |((code, year), events)| {
            let of = |value: Option<f64>| value.map_or_else(String::new, |n| joined([n], 0));
            let Events { births, deaths, natural, domestic, foreign } = *events;
            let values = [births, deaths, natural, domestic, foreign].map(of);
            format!("{code},{year},{}", values.join(","))
        },
    ))
}
