//! Deaths by municipality, and how many the country's death rates would have given its people.

use std::ops::Range;

use projection::mortality::History;
use projection::{BySexAge, SEXES};

use super::figures::Figures;
use super::{Compiled, Head, joined};
use crate::population::{BANDS_TO, COUNTED_YEAR, EVENTS_FROM, Population, Yearly};
use crate::table::Fault;

const LIFE_EXPECTANCY: &str = "municipal/municipal_life_expectancy_2000_2022.csv";

/// By municipality and year: deaths, and deaths at the country's rates.
pub type Deaths = Yearly<(f64, f64)>;

/// Deaths in all years that a municipality's people are counted by age band before and after.
pub fn municipal(figures: &Figures, population: &Population, history: &History) -> Deaths {
    let codes = figures.municipalities();
    let of_year = |year: i32| {
        let rates = rates(history, year);
        let expected = |code: &String| {
            let before = expected(population, code, year - 1, &rates)?;
            let after = expected(population, code, year, &rates)?;
            Some((code.clone(), f64::midpoint(before, after)))
        };
        beside(population, year, codes.iter().filter_map(expected))
    };
    (EVENTS_FROM + 1..=BANDS_TO).flat_map(of_year).collect()
}

/// Deaths in the year that ages were last counted at the end of.
pub fn counted(figures: &Figures, history: &History) -> Deaths {
    let rates = rates(history, COUNTED_YEAR);
    let at_rates = |people: &BySexAge<f64>| -> f64 {
        people.iter().flatten().zip(rates.iter().flatten()).map(|(people, rate)| people * rate).sum()
    };
    let [before, after] = &figures.last_years;
    let expected = before.iter().zip(after).map(|(b, a)| f64::midpoint(at_rates(b), at_rates(a)));
    beside(&figures.population, COUNTED_YEAR, figures.municipalities().into_iter().zip(expected))
}

/// The country's death rates of a year. After the last year of the history its rates serve: only how places relate is
/// used.
fn rates(history: &History, year: i32) -> BySexAge<f64> {
    let index = (year.min(history.last_year()) - history.first_year) as usize;
    std::array::from_fn(|sex| history.rates(index, sex))
}

/// The deaths of a year beside the expected ones, scaled so that they are as many as the deaths in the whole country.
fn beside(population: &Population, year: i32, expected: impl Iterator<Item = (String, f64)>) -> Deaths {
    let found: Vec<(String, f64, f64)> = expected
        .filter_map(|(code, expected)| {
            let died = population.events(&code, year)?.deaths?;
            Some((code, died, expected))
        })
        .collect();
    let (died, expected) = found.iter().fold((0.0, 0.0), |(d, e), (_, died, of)| (d + died, e + of));
    found.into_iter().map(move |(code, own, of)| ((code, year), (own, of * died / expected))).collect()
}

/// Deaths in a year at the country's rates among the people of one 31 December.
fn expected(population: &Population, code: &str, year: i32, rates: &BySexAge<f64>) -> Option<f64> {
    let pattern = population.pattern(code, year)?;
    let mean = |sex: usize, ages: Range<usize>| {
        let people: f64 = pattern[sex][ages.clone()].iter().sum();
        ages.map(|age| pattern[sex][age] * rates[sex][age]).sum::<f64>() / people.max(1e-9)
    };
    let deaths = |(ages, people): (Range<usize>, [f64; SEXES])| -> f64 {
        (0..SEXES).map(|sex| people[sex] * mean(sex, ages.clone())).sum()
    };
    Some(population.finest_bands(code, year)?.into_iter().map(deaths).sum())
}

/// The table.
pub fn table(deaths: &Deaths) -> Compiled {
    let head = Head {
        name: "mortality_municipal",
        title: "Deaths by municipality, and expected at the country's rates",
        source: "Statistics Sweden (SCB), population statistics, by way of Kolada (RKA), 2025 on TAB6757; own calculation",
        date: "1999–2022 and 2025",
        unit: "deaths during the year",
        method: "Expected: the mean of the populations before and after the year, by sex and age band (five-year groups from 55 in 2008–2019, else within bands as the county to 2015 and the country then), times the country's death rates of the year (of 2019 from then on), scaled so that all municipalities' sum is the deaths that there were. 2025: of the populations by sex and single age, counted in 2025 but for the sexes and single ages below 65, and estimated the year before; the deaths are disturbed by a person or two",
        columns: "code,year,deaths,expected".into(),
    };
    let mut keys: Vec<_> = deaths.keys().collect();
    keys.sort();
    head.table(keys.into_iter().map(|key| {
        let (observed, expected) = deaths[key];
        format!("{},{},{}", key.0, key.1, joined([observed, expected], 1))
    }))
}

/// The table of life expectancy as others have computed it: the mean of the last five years.
pub fn life_expectancy(figures: &Figures) -> Result<Compiled, Fault> {
    let mut rows = Vec::new();
    figures.rows(LIFE_EXPECTANCY, |row| {
        if row.read::<i32>(2)? == BANDS_TO {
            let (women, men) = (row.read(3)?, row.read(4)?);
            rows.push(format!("{},{}", row.text(0)?, joined([women, men], 1)));
        }
        Ok(())
    })?;
    rows.sort_unstable();
    let head = Head {
        name: "life_expectancy",
        title: "Life expectancy at birth by municipality, women and men born in Sweden",
        source: "Statistics Sweden (SCB), by way of Kolada (RKA): N00925 and N00923",
        date: "2018–2022, the mean of five years",
        unit: "years",
        method: "As published. Only held against what mortality by municipality gives; nothing is estimated from it",
        columns: "code,women,men".into(),
    };
    Ok(head.table(rows))
}
