//! Deaths by municipality, and how many the country's death rates would have given its people.

use std::ops::Range;

use projection::mortality::History;
use projection::{BySexAge, SEXES};

use super::figures::Figures;
use super::{Compiled, Head, joined};
use crate::population::{BANDS_TO, EVENTS_FROM, Population, Yearly};

/// By municipality and year: deaths, and deaths at the country's rates.
pub type Deaths = Yearly<(f64, f64)>;

/// Deaths in all years that a municipality's people are known by age band before and after. The expected ones are
/// scaled so that they are as many as the deaths in the whole country.
pub fn municipal(figures: &Figures, population: &Population, history: &History) -> Deaths {
    let mut all = Deaths::new();
    let codes = figures.municipalities();
    for year in EVENTS_FROM + 1..=BANDS_TO {
        // After the last year of the history its rates serve: only how places relate is used.
        let index = (year.min(history.last_year()) - history.first_year) as usize;
        let rates: BySexAge<f64> = std::array::from_fn(|sex| history.rates(index, sex));
        let found: Vec<(&String, f64, f64)> = codes
            .iter()
            .filter_map(|code| {
                let died = population.events(code, year)?.deaths?;
                let before = expected(population, code, year - 1, &rates)?;
                let after = expected(population, code, year, &rates)?;
                Some((code, died, f64::midpoint(before, after)))
            })
            .collect();
        let sum = |value: fn(&(&String, f64, f64)) -> f64| found.iter().map(value).sum::<f64>();
        let scale = sum(|f| f.1) / sum(|f| f.2);
        all.extend(found.into_iter().map(|(code, died, e)| ((code.clone(), year), (died, e * scale))));
    }
    all
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
        source: "Statistics Sweden (SCB), population statistics, by way of Kolada (RKA); own calculation",
        date: "1999–2022",
        unit: "deaths during the year",
        method: "Expected: the mean of the populations before and after the year, by sex and age band (five-year groups from 55 in 2008–2019, else within bands as the county to 2015 and the country then), times the country's death rates of the year (of 2019 from then on), scaled so that all municipalities' sum is the deaths that there were",
        columns: "code,year,deaths,expected".into(),
    };
    let mut keys: Vec<_> = deaths.keys().collect();
    keys.sort();
    head.table(keys.into_iter().map(|key| {
        let (observed, expected) = deaths[key];
        format!("{},{},{}", key.0, key.1, joined([observed, expected], 1))
    }))
}
