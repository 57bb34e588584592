//! People by municipality, sex and single age, year by year, as Statistics Sweden answers: made into tables when all of it is right.

use std::collections::BTreeMap;

use projection::{AGES, BySexAge, MEN, SEXES, WOMEN};

use super::json_stat::Dataset;
use crate::compile::{Head, SEX_NAMES, columns, in_whole_people, joined, levelled as levelled_counts};
use crate::margins::{BOTH, Margin, People, fit};
use crate::population::{COUNTED_YEAR, FIRST_NATIONAL, LAST_TOTAL, NOISE, STRUCTURE_YEAR};
use crate::table::Bundled;
use crate::{Fault, Tables};

/// The first year that is fetched: the one after the last whose single ages are bundled for every municipality.
pub const FETCHED_FROM: i32 = STRUCTURE_YEAR + 1;
/// The country's code.
const COUNTRY: &str = "00";
/// How much a municipality can grow or shrink in a year, as a share; a border that moves is more.
const LEAP: f64 = 0.1;
/// How far a municipality may be from what was published before of the same year, as a share: figures are corrected.
const CORRECTED: f64 = 0.01;
/// Numbers that a municipality's total is compared with, and itself.
const CELLS: f64 = (SEXES * AGES + 1) as f64;
/// So many standard deviations of the publisher's disturbance are never seen by chance.
const BEYOND_CHANCE: f64 = 6.0;

/// People of a year by region code.
type OfYear = BTreeMap<String, BySexAge<Option<f64>>>;

/// What has been answered so far.
#[derive(Debug, Default)]
pub struct PeopleFetched {
    years: BTreeMap<i32, OfYear>,
}

impl PeopleFetched {
    /// Notes an answer of dimensions `Region`, `Alder`, `Kon` and `Tid`; others must have one category.
    ///
    /// # Errors
    /// A dimension or a code that is not as it was when this was written.
    pub fn take(&mut self, answer: &Dataset) -> Result<(), Fault> {
        let place = |code: &str| answer.position(code).ok_or_else(|| wrong(format!("{code} is missing")));
        let (region, age, sex, year) = (place("Region")?, place("Alder")?, place("Kon")?, place("Tid")?);
        let known = [region, age, sex, year];
        let other = answer
            .dimensions
            .iter()
            .enumerate()
            .find(|(at, of)| !known.contains(at) && of.categories.len() != 1);
        if let Some((_, other)) = other {
            return Err(wrong(format!("{} is divided, and was to be one", other.code)));
        }
        answer.each(|codes, value| {
            let year: i32 = codes[year].parse().map_err(|_| wrong(format!("{} is no year", codes[year])))?;
            let sex = match codes[sex] {
                "1" => MEN,
                "2" => WOMEN,
                other => return Err(wrong(format!("{other} is no sex"))),
            };
            let digits = codes[age].split('+').next().unwrap_or_default();
            let age: Option<usize> = digits.parse().ok().filter(|age| *age < AGES);
            let age = age.ok_or_else(|| wrong(format!("{digits} is no age")))?;
            let of_year = self.years.entry(year).or_default();
            let own = of_year.entry(codes[region].to_owned()).or_insert([[None; AGES]; SEXES]);
            if own[sex][age].is_some() {
                return Err(wrong(format!("{} is answered twice in {year}, age {age}", codes[region])));
            }
            own[sex][age] = value;
            Ok(())
        })
    }

    /// The tables that all the answers make, if they are whole and agree with each other and with what is known: by name.
    ///
    /// # Errors
    /// What is lacking or contradicts something, with region, year and numbers.
    pub fn tables(&self, known: &Tables) -> Result<Vec<(Bundled, String)>, Fault> {
        let codes: Vec<&str> = known.regions.municipalities().map(|region| region.code.as_str()).collect();
        let (first, last) = (FETCHED_FROM, self.years.keys().next_back().copied().unwrap_or_default());
        if last < COUNTED_YEAR {
            return Err(wrong(format!("the answers end in {last}, and {COUNTED_YEAR} is known")));
        }
        let mut years: BTreeMap<i32, (Vec<BySexAge<f64>>, BySexAge<f64>)> = BTreeMap::new();
        for year in first..=last {
            let answered = self.years.get(&year).ok_or_else(|| wrong(format!("{year} is missing")))?;
            let people =
                codes.iter().map(|code| whole(answered, code, year)).collect::<Result<Vec<_>, _>>()?;
            let country = whole(answered, COUNTRY, year)?;
            adds_up(year, &people, &country)?;
            is_known(known, year, &country)?;
            years.insert(year, (people, country));
        }
        let people = years.iter().map(|(year, (people, _))| (*year, people)).collect();
        moves_evenly(known, &codes, &people)?;
        Ok(vec![
            (Bundled::population_single, single(&codes, &people)),
            (Bundled::population_national, national(&years)),
            (Bundled::population_base, base(known, &codes, &years[&last], last)?),
        ])
    }
}

fn wrong(reason: String) -> Fault {
    Fault::Check { table: "people by municipality, sex and single age".into(), reason }
}

/// A region's people, nobody missing.
fn whole(answered: &OfYear, code: &str, year: i32) -> Result<BySexAge<f64>, Fault> {
    let own = answered.get(code).ok_or_else(|| wrong(format!("{code} is missing in {year}")))?;
    let mut people = projection::zeros();
    for (sex, ages) in own.iter().enumerate() {
        for (age, n) in ages.iter().enumerate() {
            let missing = || wrong(format!("{code} in {year}: {} aged {age} are not told", SEX_NAMES[sex]));
            people[sex][age] = n.filter(|n| *n >= 0.0).ok_or_else(missing)?;
        }
    }
    Ok(people)
}

/// The municipalities are the country, at every age: to the last person, and from 2025 on but for the disturbance.
fn adds_up(year: i32, people: &[BySexAge<f64>], country: &BySexAge<f64>) -> Result<(), Fault> {
    let disturbed = BEYOND_CHANCE * NOISE * ((people.len() + 1) as f64).sqrt();
    let most = if year < COUNTED_YEAR { 0.5 } else { disturbed };
    for (sex, ages) in country.iter().enumerate() {
        for (age, all) in ages.iter().enumerate() {
            let sum: f64 = people.iter().map(|own| own[sex][age]).sum();
            if (sum - all).abs() > most {
                let of = SEX_NAMES[sex];
                let told = format!(
                    "{year}: {of} aged {age} are {sum} in the municipalities and {all} in the country"
                );
                return Err(wrong(told));
            }
        }
    }
    Ok(())
}

/// The country is what it was known to be, but for corrections and the disturbance.
fn is_known(known: &Tables, year: i32, country: &BySexAge<f64>) -> Result<(), Fault> {
    let Some(before) = known.population.national(year) else { return Ok(()) };
    for sex in 0..SEXES {
        let sum = |of: &BySexAge<f64>| of[sex].iter().sum::<f64>();
        let (now, known) = (sum(country), sum(before));
        if (now / known - 1.0).abs() > CORRECTED {
            let of = SEX_NAMES[sex];
            return Err(wrong(format!("{year}: {of} in the country are {now}, and {known} were published")));
        }
    }
    Ok(())
}

/// No municipality leaps from one year to the next, nor from what was known of it.
fn moves_evenly(
    known: &Tables,
    codes: &[&str],
    people: &BTreeMap<i32, &Vec<BySexAge<f64>>>,
) -> Result<(), Fault> {
    let sum = |own: &BySexAge<f64>| own.iter().flatten().sum::<f64>();
    for (place, code) in codes.iter().enumerate() {
        let mut before = known.population.total(code, FETCHED_FROM - 1).unwrap_or_default();
        for (year, all) in people {
            let now = sum(&all[place]);
            if (now / before.max(1.0) - 1.0).abs() > LEAP {
                return Err(wrong(format!(
                    "{code} goes from {before} to {now} in {year}: has its border moved?"
                )));
            }
            let published = known.population.total(code, *year).filter(|_| *year <= LAST_TOTAL);
            // A sum of disturbed numbers lies as far from the published total as all of them together.
            let disturbed = if *year < COUNTED_YEAR { 0.0 } else { BEYOND_CHANCE * NOISE * CELLS.sqrt() };
            let apart = |total: &f64| (now - total).abs() > (CORRECTED * total).max(disturbed);
            if let Some(published) = published.filter(apart) {
                return Err(wrong(format!("{code} has {now} in {year}, and {published} were published")));
            }
            before = now;
        }
    }
    Ok(())
}

fn single(codes: &[&str], years: &BTreeMap<i32, &Vec<BySexAge<f64>>>) -> String {
    let head = Head {
        name: Bundled::population_single.name(),
        title: "Population by municipality, sex and single age (100 holds 100+), year by year",
        source: SOURCE,
        date: &period(years),
        unit: "persons",
        method: "As published",
        columns: columns(&["code", "year", "sex"], AGES),
    };
    let rows = years.iter().flat_map(|(year, people)| {
        codes.iter().zip(people.iter()).flat_map(move |(code, own)| {
            (0..SEXES)
                .map(move |s| format!("{code},{year},{},{}", SEX_NAMES[s], joined(own[s].iter().copied(), 0)))
        })
    });
    head.table(rows).text
}

const SOURCE: &str = "Statistics Sweden (SCB), population statistics, fetched from its database";

fn period<T>(years: &BTreeMap<i32, T>) -> String {
    let (first, last) = (years.keys().next(), years.keys().next_back());
    format!("31 December {}–{}", first.copied().unwrap_or_default(), last.copied().unwrap_or_default())
}

/// The country as bundled, with the years after.
fn national(years: &BTreeMap<i32, (Vec<BySexAge<f64>>, BySexAge<f64>)>) -> String {
    let (first, last) =
        (FIRST_NATIONAL, years.keys().next_back().copied().unwrap_or(LAST_TOTAL).max(LAST_TOTAL));
    let head = Head {
        name: Bundled::population_national.name(),
        title: "Population of Sweden by sex and single age (100 holds 100+)",
        source: SOURCE,
        date: &format!("31 December {first}–{last}"),
        unit: "persons",
        method: "As published; years until 2025 as bundled with the program",
        columns: columns(&["year", "sex"], AGES),
    };
    let bundled = Bundled::population_national.text();
    let rows = bundled.lines().filter(|line| !line.starts_with('#')).skip(1).map(str::to_owned);
    let more = years.iter().filter(|(year, _)| **year > LAST_TOTAL).flat_map(|(year, (_, country))| {
        (0..SEXES).map(move |s| format!("{year},{},{}", SEX_NAMES[s], joined(country[s].iter().copied(), 0)))
    });
    head.table(rows.chain(more)).text
}

/// The newest year in whole people that are the country at every age. Where parts and wholes of the municipalities have been counted by
/// themselves, which levels out the publisher's disturbance, they are brought to those; otherwise to the country's own count alone.
fn base(
    known: &Tables,
    codes: &[&str],
    (people, country): &(Vec<BySexAge<f64>>, BySexAge<f64>),
    year: i32,
) -> Result<String, Fault> {
    // A number that has been disturbed to nothing may have been somebody.
    let mut levelled: People = people.iter().map(|own| own.map(|ages| ages.map(|n| n.max(LEAST)))).collect();
    let mut margins = Vec::new();
    for (place, code) in codes.iter().enumerate().filter(|_| year == COUNTED_YEAR) {
        let (Some(counted), Some(total)) =
            (known.population.counted(code), known.population.total(code, year))
        else {
            continue;
        };
        let both: Vec<f64> = (0..AGES).map(|age| people[place].iter().map(|own| own[age]).sum()).collect();
        let name = format!("{code} {year}");
        margins.extend(levelled_counts(counted, total, &both).into_iter().map(|(ages, counted)| Margin {
            tolerance: BEYOND_CHANCE * NOISE,
            ..Margin::of_place(name.clone(), place, BOTH, ages, counted)
        }));
    }
    margins.extend(Margin::of_country(year, codes.len(), country));
    fit(&mut levelled, &margins)?;
    let whole = in_whole_people(&levelled, country);
    let head = Head {
        name: Bundled::population_base.name(),
        title: "Population by municipality, sex and single age (100 holds 100+)",
        source: SOURCE,
        date: &format!("{year}-12-31"),
        unit: "persons",
        method: "As counted; from 2025 on the publisher disturbs every number, and the municipalities are brought to what is counted of them in groups where that is known, and to the country's own count at every age, in whole people",
        columns: columns(&["code", "sex"], AGES),
    };
    let rows = codes.iter().zip(&whole).flat_map(|(code, own)| {
        (0..SEXES).map(move |s| format!("{code},{},{}", SEX_NAMES[s], joined(own[s].iter().copied(), 0)))
    });
    Ok(head.table(rows).text)
}

/// Nobody is so rare that a count could not find one.
const LEAST: f64 = 0.001;
