//! The base year by municipality, sex and single age.
//!
//! Ages are counted in 2025, both sexes together: single ages from 65, five-year groups below. How they are split by
//! sex, and by single age below 65, is estimated: the structure of 2019 is carried forward cohort by cohort, and fitted
//! each year to everything that is known of that year.

use projection::{AGES, BySexAge, OLD, Pyramid, SEXES, WOMEN};

use super::constituency::{self, CONSTITUENCIES};
use super::figures::Figures;
use super::{Compiled, Head, SEX_NAMES, columns, joined};
use crate::cohorts::{LocalChange, local_changes};
use crate::margins::{BOTH, Margin, People, fit};
use crate::population::{COUNTED_FROM, COUNTED_YEAR, Counted, NOISE, OLDEST_FROM, STRUCTURE_YEAR};
use crate::table::Fault;

/// The year that constituencies are known by age for.
const CONSTITUENCY_YEAR: i32 = 2024;
/// Five-year bands of the constituencies: 0–4 … 95–99, 100+.
const BANDS: usize = 21;

/// The table of the base year.
pub fn base(figures: &Figures) -> Compiled {
    let codes = figures.municipalities();
    let whole = in_whole_people(&figures.last_years[1], figures.country(COUNTED_YEAR));
    let head = Head {
        name: "population_base",
        title: "Population by municipality, sex and single age (100 holds 100+)",
        source: "Statistics Sweden (SCB): municipalities by single age from 65 and five-year group 2025, by sex and band 2020–2022, from 80 by single age 2023, by sex and single age 2019, totals; constituencies by five-year band 2024; country by sex and single age 2019–2025; own estimate of the parts",
        date: "2025-12-31",
        unit: "persons",
        method: "Counted: both sexes together by single age from 65 and five-year group below, but for the publisher's disturbance, which is levelled out between parts and whole, and from 82 drawn towards the cohort of two years before where few are counted. Estimated: the sexes, and single ages below 65, by the structure of 2019 carried forward cohort by cohort and fitted each year to all that is known of it. Rounded so that the country is exact",
        columns: columns(&["code", "sex"], AGES),
    };
    let mut rows = Vec::new();
    for (code, pyramid) in codes.iter().zip(&whole) {
        for (sex, ages) in pyramid.iter().enumerate() {
            rows.push(format!("{code},{},{}", SEX_NAMES[sex], joined(ages.iter().copied(), 0)));
        }
    }
    head.table(rows)
}

/// The municipalities in the year before [`COUNTED_YEAR`] and in that year.
pub fn last_years(figures: &Figures) -> Result<[People; 2], Fault> {
    let codes = &figures.municipalities();
    // No municipality is missing: the figures have been checked.
    let mut people: People =
        codes.iter().filter_map(|code| figures.population.structure(code)).copied().collect();
    let single: Vec<Pyramid> = people.iter().map(|p| p.map(|ages| ages.map(|n| n as f32))).collect();
    let changes = local_changes(&figures.population, &figures.regions(), STRUCTURE_YEAR, &single);
    check_constituencies(figures, codes)?;
    let mut before = People::new();
    for year in STRUCTURE_YEAR + 1..=COUNTED_YEAR {
        before = people;
        people = next_year(&before, figures.country(year - 1), figures.country(year), &changes);
        let margins = margins(figures, codes, year, &people)?;
        fit(&mut people, &margins)?;
    }
    Ok([before, people])
}

/// Everything that is known of a year; the country comes last, so that it is exact.
fn margins(figures: &Figures, codes: &[String], year: i32, people: &People) -> Result<Vec<Margin>, Fault> {
    let mut margins = Vec::new();
    for (place, code) in codes.iter().enumerate() {
        let name = || format!("{} ({code}) {year}", figures.names[code]);
        if let Some(bands) = figures.population.bands(code, year) {
            for (ages, counted) in bands.iter() {
                margins
                    .extend((0..SEXES).map(|sex| {
                        Margin::of_place(name(), place, sex..sex + 1, ages.clone(), counted[sex])
                    }));
            }
        } else if let Some(counted) = figures.population.counted(code).filter(|_| year == COUNTED_YEAR) {
            let total = figures.population.total(code, year).unwrap_or_default();
            let expected: Vec<f64> =
                (0..AGES).map(|age| people[place].iter().map(|own| own[age]).sum()).collect();
            margins.extend(levelled(counted, total, &expected).into_iter().map(|(ages, counted)| Margin {
                tolerance: 5.0 * NOISE,
                ..Margin::of_place(name(), place, BOTH, ages, counted)
            }));
        } else {
            margins.extend(totals(figures, code, year, place, &name()));
        }
    }
    if year == CONSTITUENCY_YEAR {
        margins.extend(constituencies(figures, codes)?);
    }
    margins.extend(Margin::of_country(year, codes.len(), figures.country(year)));
    Ok(margins)
}

/// What is known of a municipality in a year without bands: its total, those aged 65 or more, and the oldest by age.
fn totals(figures: &Figures, code: &str, year: i32, place: usize, name: &str) -> Vec<Margin> {
    let of = |ages, people| Margin::of_place(name.to_owned(), place, BOTH, ages, people);
    let total = figures.population.total(code, year);
    let mut margins: Vec<Margin> = total.map(|total| of(0..AGES, total)).into_iter().collect();
    if let Some(old) = figures.population.people_from(code, year, OLD) {
        // The published share has two decimals.
        let rounding = 0.000_06 * total.unwrap_or_default() + 1.0;
        margins.push(Margin { tolerance: rounding, ..of(OLD..AGES, old) });
    }
    if let Some(oldest) = figures.population.oldest(code, year) {
        margins.extend((OLDEST_FROM..AGES).zip(oldest).map(|(age, &people)| of(age..age + 1, people)));
    }
    margins
}

/// Counted numbers with the publisher's disturbance levelled out: each number gives way as much as any other until the
/// parts add up (least squares), and a small number of very old as far towards the `expected` one as that is surer.
pub(crate) fn levelled(
    counted: &Counted,
    total: f64,
    expected: &[f64],
) -> Vec<(std::ops::Range<usize>, f64)> {
    let mut groups = counted.groups;
    level(&mut groups, total);
    let young = groups[..OLD / 5].iter().enumerate().map(|(g, &n)| (5 * g..5 * g + 5, n));
    let mut all: Vec<_> = young.collect();
    for (g, &group) in groups.iter().enumerate().skip(COUNTED_FROM / 5) {
        let ages = 5 * g..(5 * g + 5).min(AGES);
        let mut singles: Vec<f64> =
            ages.clone().map(|age| surer(age, counted.singles[age - COUNTED_FROM], expected[age])).collect();
        level(&mut singles, group);
        all.extend(ages.zip(singles).map(|(age, n)| (age..age + 1, n)));
    }
    all
}

/// Moves the parts alike, none below nothing, so that they and the whole share what they differ by.
fn level(parts: &mut [f64], whole: f64) {
    let apart = whole - parts.iter().sum::<f64>();
    let each = apart / (parts.len() + 1) as f64;
    parts.iter_mut().for_each(|n| *n = (*n + each).max(0.0));
}

/// First age whose number two years ago is known by single age.
const FOLLOWED_FROM: usize = OLDEST_FROM + 2;
/// Variance of a number of very old against what is expected from those two years younger two years before, for each
/// expected: as many die as live on, and some move.
const CHANCE: f64 = 0.4;

/// A counted number and an expected one, each weighted by how sure it is.
fn surer(age: usize, counted: f64, expected: f64) -> f64 {
    if age < FOLLOWED_FROM {
        return counted;
    }
    let (noise, chance) = (NOISE * NOISE, CHANCE * expected);
    (counted * chance + expected * noise) / (chance + noise)
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
                // Nobody is so rare that a count could not find one.
                next.map(|n| n.max(0.001))
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

fn constituency_bands(figures: &Figures) -> Result<Vec<[f64; BANDS]>, Fault> {
    let mut bands = Vec::new();
    figures.rows(CONSTITUENCY_FILE, |row| {
        let mut values = [0.0; BANDS];
        for (i, value) in values.iter_mut().enumerate() {
            *value = row.read(i + 1)?;
        }
        bands.push(values);
        Ok(())
    })?;
    if bands.len() != CONSTITUENCIES {
        let reason = format!("{} constituencies instead of {CONSTITUENCIES}", bands.len());
        return Err(Fault::Check { table: CONSTITUENCY_FILE.into(), reason });
    }
    Ok(bands)
}

const CONSTITUENCY_FILE: &str = "population/valkrets_population_by_age_2024.csv";

/// The municipalities of each constituency, by position.
fn members(codes: &[String]) -> Vec<Vec<usize>> {
    let of = |number: usize| {
        let own = codes.iter().enumerate().filter(|(_, code)| constituency::of(code) == number);
        own.map(|(place, _)| place).collect()
    };
    (1..=CONSTITUENCIES).map(of).collect()
}

fn constituencies(figures: &Figures, codes: &[String]) -> Result<Vec<Margin>, Fault> {
    let bands = constituency_bands(figures)?;
    let mut margins = Vec::new();
    for (number, (places, bands)) in members(codes).into_iter().zip(bands).enumerate() {
        margins.extend(bands.into_iter().enumerate().map(|(band, people)| Margin {
            places: places.clone(),
            // Those aged 65 or more in the municipalities are known with the rounding of a share.
            tolerance: 0.01 * people + 5.0,
            ..Margin::of_place(
                format!("constituency {} {CONSTITUENCY_YEAR}", number + 1),
                0,
                BOTH,
                5 * band..(5 * band + 5).min(AGES),
                people,
            )
        }));
    }
    Ok(margins)
}

/// How far a constituency's band may be from what its municipalities' counts of the year after say, moved as the country
/// moved between the years. A municipality in the wrong constituency changes some band by more.
const APART: f64 = 0.025;

/// A municipality in the wrong constituency, or a column in the wrong place, shows in some band of ages although totals
/// may agree.
fn check_constituencies(figures: &Figures, codes: &[String]) -> Result<(), Fault> {
    let country = |year: i32, band: usize| -> f64 {
        let ages = 5 * band..(5 * band + 5).min(AGES);
        figures.country(year).iter().map(|own| own[ages.clone()].iter().sum::<f64>()).sum()
    };
    for (number, (places, bands)) in members(codes).iter().zip(constituency_bands(figures)?).enumerate() {
        for (band, &counted) in bands.iter().enumerate() {
            let of = |&place: &usize| {
                figures.population.counted(&codes[place]).map_or(0.0, |own| own.groups[band])
            };
            let later: f64 = places.iter().map(of).sum();
            let expected = later * country(CONSTITUENCY_YEAR, band) / country(COUNTED_YEAR, band);
            if is_apart(expected, counted) {
                let reason = format!(
                    "constituency {}, ages {}–{}: {counted} were counted in {CONSTITUENCY_YEAR}, and the counts of its municipalities in {COUNTED_YEAR} say {expected:.0}; a municipality is probably counted to the wrong constituency",
                    number + 1,
                    5 * band,
                    5 * band + 4
                );
                return Err(Fault::Check { table: CONSTITUENCY_FILE.into(), reason });
            }
        }
    }
    Ok(())
}

/// Whether numbers of a band differ by more than a year's moves and chance.
fn is_apart(expected: f64, counted: f64) -> bool {
    (expected - counted).abs() > APART * counted + 3.0 * counted.sqrt()
}

/// Whole people, so that each sex and age sums exactly to the country: largest remainders.
pub(crate) fn in_whole_people(people: &People, country: &BySexAge<f64>) -> People {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_municipality_in_the_wrong_constituency_shows() {
        // Ages 0–4 in the west of Västra Götaland, with Ale counted to it and with Ale counted to the north.
        assert!(!is_apart(21_905.0, 21_905.0));
        assert!(is_apart(20_109.0, 21_905.0));
    }

    #[test]
    fn parts_give_way_alike_and_the_few_follow_what_is_expected() {
        let mut parts = [10.0, 20.0, 0.0];
        level(&mut parts, 34.0);
        assert_eq!(parts, [11.0, 21.0, 1.0]);
        assert_eq!(surer(70, 3.0, 9.0), 3.0);
        assert!(surer(95, 0.0, 2.0) > 1.0 && (surer(85, 400.0, 380.0) - 400.0).abs() < 1.0);
    }
}
