//! The care tables: users, gradient, municipalities, totals and staff.

use std::collections::{BTreeMap, HashMap};

use super::figures::Figures;
use super::{Compiled, Head, joined, local_care};
use crate::care::OCCUPATION_NAMES;
use crate::table::Fault;

pub fn tables(figures: &Figures) -> Result<Vec<Compiled>, Fault> {
    Ok(vec![
        users(figures)?,
        gradient(figures)?,
        local_care::table(figures)?,
        totals(figures)?,
        staff(figures)?,
    ])
}

/// By year, service and band: persons and population by sex as published (F, M or T for both).
type Cells = BTreeMap<(i32, String, String), HashMap<String, (f64, f64)>>;

/// Users by sex. Short-term places for 80+ are published for both sexes together: they are split by the sexes'
/// shares at 65–79 applied to the population 80+.
fn users(figures: &Figures) -> Result<Compiled, Fault> {
    let mut cells = Cells::new();
    figures.rows("care/socialstyrelsen_insatser_2014_2024.csv", |row| {
        let service = match row.text(2)? {
            "hemtjanst" => "home_care",
            "sabo" => "special_housing",
            "korttidsplats" => "short_term",
            "dagverksamhet" => "day_activity",
            other => return Err(row.fault(format!("unknown service {other}"))),
        };
        let key = (row.read(0)?, service.to_owned(), row.text(1)?.to_owned());
        cells.entry(key).or_default().insert(row.text(3)?.to_owned(), (row.read(4)?, row.read(5)?));
        Ok(())
    })?;
    let mut rows = Vec::new();
    for ((year, service, band), sexes) in &cells {
        let population = |sex: &str| {
            sexes.get(sex).map(|v| v.1).or_else(|| {
                let other = cells.get(&(*year, "special_housing".to_owned(), band.clone()))?;
                other.get(sex).map(|v| v.1)
            })
        };
        let both = sexes.get("T").copied().unwrap_or_default();
        for (sex, letter) in [("women", "F"), ("men", "M")] {
            let people = population(letter).unwrap_or(both.1 / 2.0);
            let persons = sexes.get(letter).map_or_else(
                || {
                    both.0 * weight(&cells, *year, service, letter) * people
                        / ["F", "M"]
                            .map(|l| weight(&cells, *year, service, l) * population(l).unwrap_or(0.0))
                            .iter()
                            .sum::<f64>()
                },
                |v| v.0,
            );
            rows.push(format!("{year},{service},{sex},{band},{}", joined([persons, people], 1)));
        }
    }
    let head = Head {
        name: "care_users",
        title: "People with home care, special housing, short-term place and day activity, by sex and age",
        source: "Socialstyrelsen, register of social services to the elderly (Socialtjänstinsatser till äldre)",
        date: "October 2014–2024; population 31 December of the year before",
        unit: "persons",
        method: "As published; short-term places at 80+, published for both sexes together, are split as at 65–79",
        columns: "year,service,sex,band,persons,population".into(),
    };
    Ok(head.table(rows))
}

/// Share of one sex with a service at 65–79, for splitting a figure for both sexes.
fn weight(cells: &Cells, year: i32, service: &str, sex: &str) -> f64 {
    let cell = cells.get(&(year, service.to_owned(), "65-79".to_owned()));
    cell.and_then(|c| c.get(sex)).map_or(1.0, |(persons, people)| persons / people)
}

fn gradient(figures: &Figures) -> Result<Compiled, Fault> {
    let mut bands = Vec::new();
    figures.rows("care/care_prevalence_by_age_2016.csv", |row| {
        let text = row.text(0)?;
        let (from, to) =
            text.split_once('-').map_or_else(|| (text.trim_end_matches('+'), "100"), |(from, to)| (from, to));
        let number = |t: &str| t.parse::<usize>().map_err(|_| row.fault("an age group".into()));
        bands.push((number(from)?, number(to)?, row.read::<f64>(6)?, row.read::<f64>(5)?));
        Ok(())
    })?;
    // The inferred shares in special housing below 75 are noise around 0.8 per cent.
    for band in bands.iter_mut().filter(|b| b.0 < 75) {
        band.3 = 0.8;
    }
    let head = Head {
        name: "care_gradient",
        title: "Home care and special housing by age: share of the population",
        source: "Sandström et al., European Journal of Ageing 19 (2021), and Socialstyrelsen: register 2016; population SCB",
        date: "31 December 2016",
        unit: "per cent of the population",
        method: "Home care: the study's shares scaled to the register. Special housing: inferred as those not living in ordinary housing; 65–74 smoothed to 0.8 per cent",
        columns: "from,to,home_care,special_housing".into(),
    };
    Ok(head.table(
        bands
            .into_iter()
            .map(|(from, to, home, special)| format!("{from},{to},{}", joined([home, special], 2))),
    ))
}

fn totals(figures: &Figures) -> Result<Compiled, Fault> {
    // Name in the published figures, our name, factor to our unit.
    const WANTED: [(&str, &str, f64); 9] = [
        ("cost_total_current", "cost_total", 1e9),
        ("cost_sabo_current", "cost_special_housing", 1e9),
        ("cost_hemtjanst_current", "cost_home_care", 1e9),
        ("cost_korttid_fixed2023", "cost_short_term_prices_2023", 1e9),
        ("persons_sabo_avg_month", "persons_special_housing", 1.0),
        ("undersk_aldreomsorg_total", "assistant_nurses", 1.0),
        ("undersk_aldreomsorg_sabo", "assistant_nurses_special_housing", 1.0),
        ("vardbitraden_aldreomsorg_total", "care_assistants", 1.0),
        ("vardbitraden_aldreomsorg_sabo", "care_assistants_special_housing", 1.0),
    ];
    let mut rows = Vec::new();
    figures.rows("care/national_cost_users_staff.csv", |row| {
        if let Some((_, name, factor)) =
            WANTED.iter().find(|(theirs, _, _)| row.text(0).ok() == Some(*theirs))
        {
            rows.push(format!("{name},{},{}", row.text(1)?, joined([row.read::<f64>(2)? * factor], 0)));
        }
        Ok(())
    })?;
    rows.push("nurses,2021,16000".to_owned());
    let head = Head {
        name: "care_totals",
        title: "Elderly care in the country: costs, people in special housing, employees",
        source: "Socialstyrelsen, Vård och omsorg för äldre – Lägesrapport 2025; nurses: SKR, Personal i äldreomsorgen (2022)",
        date: "2019–2023",
        unit: "kronor (current prices unless the name says otherwise); persons",
        method: "As published, rounded as there (billions with one decimal)",
        columns: "name,year,value".into(),
    };
    Ok(head.table(rows))
}

fn staff(figures: &Figures) -> Result<Compiled, Fault> {
    let occupation = |ssyk: &str| match ssyk {
        "5321" => Some(0),
        "5330" => Some(1),
        "2221" | "2224" | "2227" => Some(2),
        _ => None,
    };
    let mut groups: BTreeMap<(usize, i32), BTreeMap<String, f64>> = BTreeMap::new();
    figures.rows("staff/scb_employees_ssyk4_age_2020_2024.csv", |row| {
        if let Some(o) = occupation(row.text(0)?) {
            *groups.entry((o, row.read(3)?)).or_default().entry(row.text(2)?.to_owned()).or_default() +=
                row.read::<f64>(4)?;
        }
        Ok(())
    })?;
    let head = Head {
        name: "staff",
        title: "Employees by occupation and age group (16–24, 25–29 … 65–69)",
        source: "Statistics Sweden (SCB), the occupational register (SSYK 5321; 5330; 2221, 2224 and 2227)",
        date: "2020–2024",
        unit: "persons, all employers",
        method: "As published; used for the age structure only, as the occupations work elsewhere too. Series break 2023 in 5330",
        columns: "occupation,year,16,25,30,35,40,45,50,55,60,65".into(),
    };
    Ok(head.table(groups.iter().map(|((o, year), ages)| {
        format!("{},{year},{}", OCCUPATION_NAMES[*o], joined(ages.values().copied(), 0))
    })))
}
