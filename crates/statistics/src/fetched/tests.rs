//! What is fetched takes the place of what is bundled, all of it or nothing.

use projection::{AGES, MEN, WOMEN};
use serde_json::json;

use super::json_stat::Dataset;
use super::*;
use crate::Fault;

/// Whom a test has moved: region, year, people by sex and age.
type People<'a> = dyn Fn(&str, i32) -> [[i64; AGES]; 2] + 'a;

/// An answer of a year about all municipalities and the country, in the form of the publisher's database.
fn answer(codes: &[String], year: i32, people: &People<'_>) -> String {
    let ages: Vec<String> = (0..AGES - 1).map(|age| age.to_string()).chain(["100+".into()]).collect();
    let index = |all: &[String]| -> serde_json::Map<String, serde_json::Value> {
        all.iter().enumerate().map(|(at, code)| (code.clone(), json!(at))).collect()
    };
    let mut regions = vec!["00".to_owned()];
    regions.extend(codes.iter().cloned());
    let mut values = Vec::new();
    for region in &regions {
        let own = people(region, year);
        values.extend(own[MEN].iter().zip(&own[WOMEN]).flat_map(|(men, women)| [*men, *women]));
    }
    let (years, sexes, contents) =
        ([year.to_string()], ["1".to_owned(), "2".into()], ["BE0101N1".to_owned()]);
    json!({ "version": "2.0", "class": "dataset",
        "id": ["Region", "Alder", "Kon", "ContentsCode", "Tid"], "size": [regions.len(), AGES, 2, 1, 1],
        "dimension": {
            "Region": { "category": { "index": index(&regions) } },
            "Alder": { "category": { "index": index(&ages) } },
            "Kon": { "category": { "index": index(&sexes) } },
            "ContentsCode": { "category": { "index": index(&contents) } },
            "Tid": { "category": { "index": index(&years) } },
        },
        "value": values })
    .to_string()
}

/// As many as were published of each municipality, by the ages of the base year.
fn as_published(known: &Tables) -> impl Fn(&str, i32) -> [[i64; AGES]; 2] + '_ {
    let codes: Vec<String> = known.regions.municipalities().map(|region| region.code.clone()).collect();
    let own = move |place: usize, year: i32| {
        let total = known.population.total(&codes[place], year.min(2025)).expect("published");
        let growth = if year > 2025 { 1.003 } else { 1.0 };
        let base = &known.base.people[place];
        let all: f64 = base.iter().flatten().map(|n| f64::from(*n)).sum();
        // In whole people, and as many in all.
        let (mut exact, mut told) = (0.0, 0);
        base.map(|ages| {
            ages.map(|n| {
                exact += f64::from(n) * total / all * growth;
                let more = exact.round() as i64 - told;
                told += more;
                more
            })
        })
    };
    move |code: &str, year: i32| match known.regions.place_of(code) {
        Some(place) => disturbed(own(place, year), year, place),
        None => {
            let all = (0..290).map(|place| own(place, year)).fold([[0; AGES]; 2], |sum, one| {
                std::array::from_fn(|sex| std::array::from_fn(|age| sum[sex][age] + one[sex][age]))
            });
            disturbed(all, year, 290)
        }
    }
}

/// As the publisher disturbs every number from 2025 on: a little each, and the few become none or three.
fn disturbed(people: [[i64; AGES]; 2], year: i32, place: usize) -> [[i64; AGES]; 2] {
    if year < 2025 {
        return people;
    }
    let chance =
        |sex: usize, age: usize| (place * 7919 + sex * 104_729 + age * 1_299_709 + year as usize * 31) % 97;
    std::array::from_fn(|sex| {
        std::array::from_fn(|age| match people[sex][age] {
            n @ 0..3 => {
                if chance(sex, age) % 3 < n as usize {
                    3
                } else {
                    0
                }
            }
            n => n + [-2, -1, 0, 1, 2][chance(sex, age) % 5],
        })
    })
}

fn fetched(known: &Tables, last: i32, people: &People<'_>) -> Result<Fetched, Fault> {
    let codes: Vec<String> = known.regions.municipalities().map(|region| region.code.clone()).collect();
    let mut all = PeopleFetched::default();
    for year in FETCHED_FROM..=last {
        all.take(&Dataset::read(&answer(&codes, year, people)).expect("an answer"))?;
    }
    all.tables(known).map(Fetched::of)
}

#[test]
fn what_is_fetched_is_the_base_year_and_what_changes_are_estimated_from() {
    let known = Tables::bundled().expect("the tables are whole");
    let people = as_published(&known);
    for last in [2025, 2026] {
        let fetched = fetched(&known, last, &people).expect("it is whole");
        let tables = Tables::with(&fetched).expect("the tables are whole with it");
        assert_eq!(tables.base.year, last);
        assert_eq!(*tables.population.panel_years().end(), last);
        for (code, place) in [("2083", 0), ("0180", 0), ("2404", 0)] {
            let at = tables.regions.place_of(code).unwrap_or(place);
            let base: f64 = tables.base.people[at].iter().flatten().map(|n| f64::from(*n)).sum();
            let told: i64 = people(code, last).iter().flatten().sum();
            let total = known.population.total(code, 2025).expect("published");
            let (expected, most) =
                if last == 2025 { (total, 15.0) } else { (told as f64, 20.0 + 0.001 * told as f64) };
            assert!((base - expected).abs() < most, "{code}: {base}, not {expected}");
            for year in 2020..=2024 {
                let of_80: i64 = people(code, year).iter().map(|ages| ages[80..].iter().sum::<i64>()).sum();
                assert_eq!(
                    tables.population.people_from(code, year, 80),
                    Some(of_80 as f64),
                    "{code} {year}"
                );
            }
        }
        let provenance =
            tables.provenance.iter().find(|one| one.table == "population_base").expect("it is listed");
        assert!(provenance.source.contains("fetched") && provenance.date == format!("{last}-12-31"));
    }
}

#[test]
fn what_is_not_whole_or_contradicts_what_is_known_is_not_taken() {
    let known = Tables::bundled().expect("the tables are whole");
    let right = as_published(&known);
    let refused = |people: &People| match fetched(&known, 2025, people) {
        Ok(_) => String::new(),
        Err(fault) => fault.to_string(),
    };
    let moved = |code: &'static str, of: i32, times: i64| {
        let right = &right;
        move |region: &str, year: i32| {
            let own = right(region, year);
            if (region, year) == (code, of) { own.map(|ages| ages.map(|n| n * times / 100)) } else { own }
        }
    };
    assert!(refused(&moved("2083", 2023, 130)).contains("in the municipalities and"), "one does not add up");
    let everywhere = |region: &str, year: i32| {
        let own = right(region, year);
        if year == 2023 { own.map(|ages| ages.map(|n| n * 2)) } else { own }
    };
    assert!(refused(&everywhere).contains("in the country are"), "the country is known");
    let bordered = |region: &str, year: i32| {
        let (own, place) = (right(region, year), right("2083", year));
        let more = |sex: usize, age: usize| if year == 2023 { place[sex][age] / 2 } else { 0 };
        match region {
            "00" | "2083" => {
                std::array::from_fn(|sex| std::array::from_fn(|age| own[sex][age] + more(sex, age)))
            }
            _ => own,
        }
    };
    assert!(refused(&bordered).contains("has its border moved?"), "{}", refused(&bordered));
    // Every tenth is lacking in one municipality, and in the country as well.
    let lacking = |year: i32| {
        right("2083", year).map(|ages| ages.map(|n| if year > 2021 { n / 10 * 6 / 10 } else { 0 }))
    };
    let few = |region: &str, year: i32| {
        let (own, less) = (right(region, year), lacking(year));
        match region {
            "00" | "2083" => {
                std::array::from_fn(|sex| std::array::from_fn(|age| own[sex][age] - less[sex][age]))
            }
            _ => own,
        }
    };
    let told = refused(&few);
    assert!(told.contains("2083 has") && told.contains("were published"), "{told}");
    let codes: Vec<String> = known.regions.municipalities().map(|region| region.code.clone()).collect();
    let mut half = PeopleFetched::default();
    half.take(&Dataset::read(&answer(&codes[..200], 2020, &right)).expect("an answer")).expect("it is read");
    assert!(
        half.tables(&known).expect_err("it is not whole").to_string().contains("the answers end in 2020")
    );
    let mut gap = PeopleFetched::default();
    for year in [2020, 2025] {
        gap.take(&Dataset::read(&answer(&codes, year, &right)).expect("an answer")).expect("it is read");
    }
    assert!(gap.tables(&known).expect_err("years are lacking").to_string().contains("2021 is missing"));
    let missing = answer(&codes, 2020, &right).replacen("\"value\":[", "\"value\":[null,", 1);
    assert!(Dataset::read(&missing).is_err());
}
