//! The estimate of the base year: the newest single-age structure by
//! municipality (2019) carried forward by cohort, and raked to everything that is known since.

use projection::{AGES, BySexAge, SEXES, WOMEN};

use super::constituency::{self, CONSTITUENCIES};
use super::figures::Figures;
use super::{Compiled, Head, SEX_NAMES, columns, joined};
use crate::cohorts::{LocalChange, local_changes};
use crate::table::Fault;

const STRUCTURE_YEAR: i32 = 2019;
const BASE_YEAR: i32 = 2025;
/// The year that regional totals by age band are known for.
const REGIONAL_YEAR: i32 = 2024;
/// Five-year bands of the regional totals: 0–4 … 95–99, 100+.
const BANDS: usize = 21;
/// Rounds of proportional fitting; the last always fits the country.
const ROUNDS: usize = 40;

type People = Vec<BySexAge<f64>>;

/// The table of the base year.
pub fn base(figures: &Figures) -> Result<Compiled, Fault> {
    let codes = figures.municipalities();
    let people = carry_forward(figures, &codes)?;
    let whole = in_whole_people(&people, figures.country(BASE_YEAR));
    let head = Head {
        name: "population_base",
        title: "Population by municipality, sex and single age (100 holds 100+): an estimate",
        source: "Statistics Sweden (SCB): population by municipality, age and sex 2019; country by age and sex 2019–2025; municipalities 2020; constituencies by five-year band 2024; own estimate",
        date: "2025-12-31",
        unit: "persons",
        method: "The structure of 2019 carried forward cohort by cohort at the country's observed change, times each municipality's own change (panel from 55 years 2008–2019, county and age structure below), raked to municipal totals 2020 (all ages alike), constituencies by five-year band 2024 and the country by sex and single age each year; rounded so that the country is exact",
        columns: columns(&["code", "sex"], AGES),
    };
    let mut rows = Vec::new();
    for (code, pyramid) in codes.iter().zip(&whole) {
        for (sex, ages) in pyramid.iter().enumerate() {
            rows.push(format!("{code},{},{}", SEX_NAMES[sex], joined(ages.iter().copied(), 0)));
        }
    }
    Ok(head.table(rows))
}

fn carry_forward(figures: &Figures, codes: &[String]) -> Result<People, Fault> {
    let changes = changes(figures);
    let regional = regional_bands(figures, codes)?;
    let mut people: People = figures.structure.iter().map(|p| p.map(|ages| ages.map(f64::from))).collect();
    for year in STRUCTURE_YEAR + 1..=BASE_YEAR {
        people = next_year(&people, figures.country(year - 1), figures.country(year), &changes);
        let country = figures.country(year);
        for _ in 0..ROUNDS {
            if year == STRUCTURE_YEAR + 1 {
                rake_totals(&mut people, |place| figures.population.total(&codes[place], year));
            }
            if year == REGIONAL_YEAR {
                rake_bands(&mut people, codes, &regional);
            }
            rake_country(&mut people, country);
        }
    }
    Ok(people)
}

/// The municipalities' own changes from all that is known to 2019.
fn changes(figures: &Figures) -> Vec<LocalChange> {
    local_changes(&figures.population, &figures.regions(), STRUCTURE_YEAR, &figures.structure)
}

/// Everyone a year older at the country's observed change of each cohort, deaths and migration together.
fn next_year(
    people: &People,
    before: &BySexAge<f64>,
    after: &BySexAge<f64>,
    changes: &[LocalChange],
) -> People {
    let women: Vec<f64> = people.iter().map(|p| p[WOMEN][20..45].iter().sum()).collect();
    let all_women: f64 = women.iter().sum();
    let children: Vec<f64> =
        people.iter().map(|p| (0..SEXES).map(|s| p[s][..5].iter().sum::<f64>()).sum()).collect();
    let all_children: f64 = children.iter().sum();
    people
        .iter()
        .zip(changes)
        .enumerate()
        .map(|(place, (p, change))| {
            std::array::from_fn(|s| {
                let mut next = [0.0; AGES];
                // Half by the women of childbearing age, half by the small children there already are.
                let share = 0.5 * women[place] / all_women + 0.5 * children[place] / all_children;
                next[0] = after[s][0] * share;
                for age in 0..AGES - 2 {
                    let country = after[s][age + 1] / before[s][age].max(1.0);
                    next[age + 1] = p[s][age] * country * own_change(change, s, age);
                }
                let country = after[s][AGES - 1] / (before[s][AGES - 2] + before[s][AGES - 1]).max(1.0);
                next[AGES - 1] =
                    (p[s][AGES - 2] + p[s][AGES - 1]) * country * own_change(change, s, AGES - 1);
                next
            })
        })
        .collect()
}

/// A year's factor on the country's change: local migration, and local mortality by a Gompertz hazard of the old.
fn own_change(change: &LocalChange, sex: usize, age: usize) -> f64 {
    let hazard = 0.05 * (0.11 * (age as f64 - 80.0)).exp();
    let deaths = (change.mortality.log.exp() - 1.0) * hazard;
    (change.migration_at(sex, age) - deaths).exp()
}

fn rake_totals(people: &mut People, total: impl Fn(usize) -> Option<f64>) {
    for (place, p) in people.iter_mut().enumerate() {
        if let Some(total) = total(place) {
            let factor = total / p.iter().flatten().sum::<f64>();
            p.iter_mut().flatten().for_each(|n| *n *= factor);
        }
    }
}

fn rake_country(people: &mut People, country: &BySexAge<f64>) {
    for s in 0..SEXES {
        for age in 0..AGES {
            let sum: f64 = people.iter().map(|p| p[s][age]).sum();
            if sum > 0.0 {
                let factor = country[s][age] / sum;
                people.iter_mut().for_each(|p| p[s][age] *= factor);
            }
        }
    }
}

fn rake_bands(people: &mut People, codes: &[String], regional: &[[f64; BANDS]]) {
    let district: Vec<usize> = codes.iter().map(|code| constituency::of(code) - 1).collect();
    let mut sums = [[0.0; BANDS]; CONSTITUENCIES];
    for (p, &d) in people.iter().zip(&district) {
        for ages in p {
            ages.iter().enumerate().for_each(|(age, n)| sums[d][age / 5] += n);
        }
    }
    for (p, &d) in people.iter_mut().zip(&district) {
        for ages in p {
            for (age, n) in ages.iter_mut().enumerate() {
                if sums[d][age / 5] > 0.0 {
                    *n *= regional[d][age / 5] / sums[d][age / 5];
                }
            }
        }
    }
}

fn regional_bands(figures: &Figures, codes: &[String]) -> Result<Vec<[f64; BANDS]>, Fault> {
    let file = "population/valkrets_population_by_age_2024.csv";
    let mut bands = Vec::new();
    figures.rows(file, |row| {
        let mut values = [0.0; BANDS];
        for (i, value) in values.iter_mut().enumerate() {
            *value = row.read(i + 1)?;
        }
        bands.push(values);
        Ok(())
    })?;
    // A municipality in the wrong constituency would show: four years change no constituency by more than this.
    for (i, band) in bands.iter().enumerate() {
        let then: f64 = codes
            .iter()
            .filter(|code| constituency::of(code) == i + 1)
            .filter_map(|code| figures.population.total(code, 2020))
            .sum();
        let now: f64 = band.iter().sum();
        if (now / then - 1.0).abs() > 0.06 {
            let reason = format!("constituency {}: {then} in 2020 but {now} in {REGIONAL_YEAR}", i + 1);
            return Err(Fault::Check { table: file.into(), reason });
        }
    }
    Ok(bands)
}

/// Whole people, so that each sex and age sums exactly to the country: largest remainders.
fn in_whole_people(people: &People, country: &BySexAge<f64>) -> People {
    let mut whole = people.clone();
    for s in 0..SEXES {
        for age in 0..AGES {
            let mut left = country[s][age];
            for p in &mut whole {
                p[s][age] = p[s][age].floor();
                left -= p[s][age];
            }
            let mut order: Vec<usize> = (0..people.len()).collect();
            order.sort_by(|&a, &b| {
                people[b][s][age].fract().total_cmp(&people[a][s][age].fract()).then(a.cmp(&b))
            });
            for &place in order.iter().take(left.round() as usize) {
                whole[place][s][age] += 1.0;
            }
        }
    }
    whole
}
