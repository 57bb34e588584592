//! The bundled tables are whole, agree with each other and with published figures.

use projection::mortality::life_expectancy;
use projection::{MEN, SEXES, WOMEN, people};

use super::*;
use crate::cohorts::{five_year, local_changes};
use crate::population::{NOISE, PANEL_FROM};
use crate::table::Bundled;

fn tables() -> Tables {
    Tables::bundled().expect("the bundled tables are whole")
}

#[test]
fn every_table_says_where_it_comes_from() {
    for table in Bundled::ALL {
        let p = table.provenance().expect("a table has a head");
        let is_bundled = *table != Bundled::population_single;
        assert!((p.rows > 3 || !is_bundled) && !p.source.is_empty() && !p.method.is_empty(), "{p:?}");
    }
}

#[test]
fn there_are_290_municipalities_21_counties_and_one_country() {
    let t = tables();
    assert_eq!(
        (t.regions.municipalities().count(), t.regions.counties().count(), t.regions.all().len()),
        (290, 21, 312)
    );
    assert_eq!(t.shapes.municipalities.len(), 290);
    assert!(t.shapes.municipalities.iter().all(|s| s.path.starts_with('M')));
}

#[test]
fn the_base_population_sums_exactly_to_the_country_at_every_age() {
    let t = tables();
    let country = t.population.national(2025).expect("the base year is known");
    for sex in [WOMEN, MEN] {
        for age in 0..projection::AGES {
            let sum: f64 = t.base.people.iter().map(|p| f64::from(p[sex][age])).sum();
            assert_eq!(sum, country[sex][age], "sex {sex}, age {age}");
        }
    }
    let over_80: f64 = t.base.people.iter().map(|p| people(p, 80, 100)).sum();
    assert_eq!(over_80, 683_947.0);
}

#[test]
fn the_base_population_is_what_was_counted_but_for_the_publishers_disturbance() {
    let t = tables();
    let [mut squares, mut cells] = [0.0; 2];
    for (region, base) in t.regions.municipalities().zip(&t.base.people) {
        let counted = t.population.counted(&region.code).expect("every municipality was counted");
        let groups = counted.groups.iter().enumerate().map(|(g, n)| (5 * g, 5 * g + 4, *n));
        let singles = counted.singles.iter().enumerate().map(|(i, n)| (65 + i, 65 + i, *n));
        for (from, to, n) in groups.chain(singles) {
            let apart = people(base, from, to) - n;
            assert!(apart.abs() < 5.0 * NOISE, "{} {from}–{to}: {apart} from {n}", region.name);
            squares += apart * apart;
            cells += 1.0;
        }
        let total = t.population.total(&region.code, 2025).expect("known");
        assert!((people(base, 0, 100) - total).abs() < 10.0 * NOISE, "{}", region.name);
    }
    assert!((squares / cells).sqrt() < NOISE);
}

#[test]
fn municipalities_once_counted_to_the_wrong_constituency_have_their_own_old() {
    let t = tables();
    // Published shares aged 65 or more on 31 December 2025, per cent.
    for (code, share) in [
        ("1401", 17.55),
        ("1402", 17.61),
        ("1407", 28.97),
        ("1415", 21.21),
        ("1419", 30.67),
        ("1421", 32.71),
        ("1427", 36.51),
        ("1430", 26.58),
        ("1435", 31.74),
        ("1438", 30.02),
        ("1439", 27.58),
        ("1440", 17.69),
        ("1441", 18.49),
        ("1460", 31.52),
        ("1461", 29.27),
        ("1462", 21.04),
        ("1481", 16.5),
        ("1482", 20.96),
        ("1484", 33.85),
        ("1485", 22.73),
        ("1486", 23.99),
        ("1487", 24.15),
        ("1488", 19.98),
        ("1489", 23.48),
        ("1492", 29.42),
    ] {
        let base = &t.base.people[t.regions.place_of(code).expect("a municipality")];
        let (own, all) = (people(base, 65, 100), people(base, 0, 100));
        // The share is of 36 single ages, each disturbed; the wrong division was a sixth off.
        assert!(
            (own - share / 100.0 * all).abs() < 4.0 * NOISE * 6.0,
            "{code}: {own} of {all}, not {share} %"
        );
    }
}

#[test]
fn no_municipality_is_empty_or_grew_out_of_all_proportion() {
    let t = tables();
    for (region, base) in t.regions.municipalities().zip(&t.base.people) {
        let then = t.population.total(&region.code, 2020).expect("totals are known to 2020");
        let growth = people(base, 0, 100) / then;
        assert!((0.85..1.2).contains(&growth), "{}: {growth}", region.name);
    }
}

#[test]
fn life_expectancy_in_2019_is_the_published_one() {
    let t = tables();
    let history = &t.rates.mortality;
    let last = |sex| history.rates(history.deaths.len() - 1, sex);
    assert_eq!(t.rates.mortality.last_year(), 2019);
    assert!((life_expectancy(&last(MEN), 0) - 81.34).abs() < 0.05);
    assert!((life_expectancy(&last(WOMEN), 0) - 84.73).abs() < 0.05);
}

#[test]
fn the_panel_agrees_with_the_country() {
    let t = tables();
    for year in [2008, 2013, 2019] {
        let sum: f64 =
            t.regions.municipalities().filter_map(|r| t.population.panel_from(&r.code, year, 80)).sum();
        let country: f64 =
            t.population.national(year).expect("known").iter().map(|s| s[80..].iter().sum::<f64>()).sum();
        assert_eq!(sum, country, "{year}");
    }
}

#[test]
fn what_is_counted_in_one_table_agrees_with_the_others() {
    let t = tables();
    for region in t.regions.municipalities() {
        let people = |year: i32, from: usize| t.population.people_from(&region.code, year, from);
        // The panel, the bands and the single ages are of different publications.
        let bands = |year: i32, from: usize| t.population.bands(&region.code, year)?.people_from(from);
        for age in [65, 80, 90] {
            assert_eq!(people(2015, age), bands(2015, age), "{} {age}", region.name);
        }
        let oldest = t.population.oldest(&region.code, 2019).expect("the oldest are known");
        assert_eq!(people(2019, 80), Some(oldest.iter().sum()), "{}", region.name);
        // From one year to the next nothing leaps.
        for (from, to) in [(2022, 2023), (2023, 2024), (2024, 2025)] {
            let change = people(to, 65).expect("known") / people(from, 65).expect("known");
            assert!((0.96..1.07).contains(&change), "{} {to}: {change}", region.name);
        }
    }
}

#[test]
fn people_move_to_old_places_when_they_retire_and_from_the_smallest_when_they_are_old() {
    const RETIRING: usize = 12;
    const OLD: usize = 15;
    let tables = tables();
    let changes = local_changes(&tables.population, &tables.regions, 2019, &[]);
    let places: Vec<_> = tables.regions.municipalities().zip(&changes).collect();
    let mean = |group: usize, is_in: &dyn Fn(&str) -> bool| {
        let (mut sum, mut people) = (0.0, 0.0);
        for (region, change) in places.iter().filter(|(region, _)| is_in(&region.code)) {
            let panel = tables.population.panel(&region.code, 2019).expect("a municipality is in the panel");
            let women = panel[WOMEN][group - PANEL_FROM / 5];
            sum += women * change.migration[WOMEN][group];
            people += women;
        }
        sum / people
    };
    let is_small = |code: &str| tables.population.total(code, 2019).is_some_and(|people| people < 5_000.0);
    assert!(mean(RETIRING, &is_small) > 0.001 && mean(OLD, &is_small) < -0.002);
    // Who leaves one place comes to another.
    assert!(mean(OLD, &|_| true).abs() < 1e-3);
}

#[test]
fn regions_are_found_by_code_name_and_parts_of_names() {
    let t = tables();
    let find = |asked: &str| t.regions.find(asked).map(|r| r.code.clone());
    for (asked, code) in [
        ("2083", "2083"),
        ("Hedemora", "2083"),
        ("hedemora kommun", "2083"),
        ("Stockholms kommun", "0180"),
        ("ostersund", "2380"),
        ("Habo", "0643"),
        ("habo kommun", "0643"),
        ("Håbo", "0305"),
        ("upplands-väsby", "0114"),
        ("Region Skåne", "12"),
        ("Dalarna", "20"),
        ("Dalarnas län", "20"),
        ("Riket", "00"),
        ("sverige", "00"),
    ] {
        assert_eq!(find(asked).as_deref(), Ok(code), "{asked}");
    }
}

#[test]
fn a_misspelt_name_is_answered_with_what_may_have_been_meant() {
    let t = tables();
    let unknown = t.regions.find("Heddemora").expect_err("no such municipality");
    assert_eq!(unknown.suggestions[0].name, "Hedemora");
    assert!(t.regions.find("xyzzyq").expect_err("no such municipality").suggestions.is_empty());
}

#[test]
fn a_few_letters_find_municipalities_first() {
    let t = tables();
    let names: Vec<&str> = t.regions.search("hed", 5).iter().map(|r| r.name.as_str()).collect();
    assert_eq!(names, ["Hedemora"]);
    assert_eq!(t.regions.search("skan", 5)[0].name, "Skåne län");
    // However it is written, as it is found by its whole name.
    for (letters, name) in [
        ("malung s", "Malung-Sälen"),
        ("Malung Sälen", "Malung-Sälen"),
        ("upplands bro", "Upplands-Bro"),
        ("Håbo kommun", "Håbo"),
        ("Habo kommun", "Habo"),
        ("Region Skåne", "Skåne län"),
        ("region uppsala", "Uppsala län"),
        ("Uppsala kommun", "Uppsala"),
        ("göteborgs stad", "Göteborg"),
    ] {
        assert_eq!(t.regions.search(letters, 5).first().map(|r| r.name.as_str()), Some(name), "{letters}");
    }
    assert!(t.regions.search("  ", 5).is_empty());
}

/// The tables with the lines of one of them changed; None takes a line away.
fn with(changed: Bundled, change: impl Fn(&str) -> Option<String>) -> Result<Tables, Fault> {
    let lines = changed.text().lines().filter_map(change).map(|line| line + "\n");
    let text: String = lines.collect();
    Tables::read(&|table| if table == changed { text.clone().into() } else { table.text().into() })
}

/// The tables without the lines of one of them that begin so.
fn without(table: Bundled, beginning: &str) -> Result<Tables, Fault> {
    with(table, |line| (!line.starts_with(beginning)).then(|| line.to_owned()))
}

/// What a fault says when it names the table and what is missing.
fn names(read: Result<Tables, Fault>, table: &str, what: &[&str]) {
    let said = read.expect_err("what is missing is a fault").to_string();
    assert!(said.starts_with(table) && what.iter().all(|what| said.contains(what)), "{said}");
}

#[test]
fn a_missing_municipality_or_year_is_a_fault_that_names_it() {
    names(without(Bundled::population_55_plus, "2403,2014,"), "population_55_plus", &["2403", "2014"]);
    names(without(Bundled::population_55_plus, "2403,2014,men"), "population_55_plus", &["2403", "2014"]);
    names(without(Bundled::population_totals, "2403,"), "population_totals", &["2403", "1950"]);
    names(without(Bundled::population_base, "2403,women"), "population_base", &["2403", "2025"]);
    names(without(Bundled::population_base, "2403,"), "population_base", &["2403", "2025"]);
    names(without(Bundled::population_bands, "2403,2014,men"), "population_bands", &["2403", "2014"]);
    names(without(Bundled::population_80_plus, "2403,2023,"), "population_80_plus", &["2403", "2023"]);
    names(without(Bundled::population_counted, "2403,"), "population_counted", &["2403"]);
    names(without(Bundled::events, "2403,2014,"), "events", &["2403", "2014"]);
    names(without(Bundled::population_county, "24,2010,"), "population_county", &["24", "2010"]);
    names(without(Bundled::mortality_municipal, "2403,2010,"), "mortality_municipal", &["2403", "2010"]);
    names(without(Bundled::mortality_municipal, "2403,2025,"), "mortality_municipal", &["2403", "2025"]);
    names(without(Bundled::life_expectancy, "2403,"), "life_expectancy", &["2403"]);
    names(without(Bundled::population_national, "2021,"), "population_national", &["2021"]);
    names(without(Bundled::mortality, "2005,"), "mortality", &["2005"]);
    names(without(Bundled::mortality, "2005,men,exposure"), "mortality", &["2005"]);
    names(without(Bundled::fertility, "children,2030,"), "fertility", &["2030"]);
    names(without(Bundled::migration, "2030,"), "migration", &["2030"]);
    names(without(Bundled::migration, "2030,men"), "migration", &["2030"]);
    names(
        without(Bundled::care_users, "2024,special_housing,men,80+"),
        "care_users",
        &["special_housing", "2024"],
    );
    names(without(Bundled::care_gradient, "9"), "care_gradient", &[]);
    names(without(Bundled::regions, "24,"), "regions", &["2401"]);
}

#[test]
fn a_figure_that_is_no_number_below_nothing_or_left_out_is_a_fault() {
    let last = |beginning: &'static str, value: &'static str| {
        move |line: &str| {
            let (head, _) = line.rsplit_once(',').filter(|_| line.starts_with(beginning))?;
            Some(format!("{head},{value}"))
        }
    };
    for value in ["NaN", "inf", "1e999", "", "-1", "many"] {
        let changed = last("2403,2014,men", value);
        let read =
            with(Bundled::population_55_plus, |line| Some(changed(line).unwrap_or_else(|| line.to_owned())));
        names(read, "population_55_plus", &[]);
    }
    let changed = last("2403,", "0");
    let empty =
        with(Bundled::population_totals, |line| Some(changed(line).unwrap_or_else(|| line.to_owned())));
    names(empty, "population_totals", &["2403", "2025"]);
    let cut = |line: &str| match line.rsplit_once(',') {
        Some((head, _)) if line.starts_with("2403,") => Some(head.to_owned()),
        _ => Some(line.to_owned()),
    };
    names(with(Bundled::population_totals, cut), "population_totals", &["2403", "2025"]);
}

#[test]
fn a_municipality_that_has_not_reported_its_care_has_no_figures_of_its_own() {
    let tables = without(Bundled::care_local, "2403,").expect("care that is not reported is no fault");
    let place = tables.regions.place_of("2403").expect("Bjurholm is a municipality");
    let hours = |t: &Tables| t.care.local(place, 2022, care::Reported::Hours);
    assert_eq!(hours(&tables), None);
    assert!(tables.care.total("cost_total", 1999).is_err());
}

#[test]
fn the_official_forecast_goes_on_from_what_was_counted_and_agrees_with_what_others_say_of_it() {
    let t = tables();
    let expected = |year: i32| t.official.expected(year).expect("the forecast reaches 2050");
    let counted = |from: usize| -> f64 {
        t.population
            .national(2025)
            .expect("counted")
            .iter()
            .map(|ages| ages[from..].iter().sum::<f64>())
            .sum()
    };
    for (first, counted) in [
        (expected(2026).over_65, counted(65)),
        (expected(2026).over_80, counted(80)),
        (expected(2026).over_85, counted(85)),
    ] {
        assert!((1.0..1.06).contains(&(first / counted)), "{first} {counted}");
    }
    // Socialstyrelsen, Lägesrapport 2025: about 38 per cent more aged 80 or more in 2033 than in 2023, by an earlier
    // edition.
    let then: f64 =
        t.population.national(2023).expect("counted").iter().map(|ages| ages[80..].iter().sum::<f64>()).sum();
    assert!((expected(2033).over_80 / then - 1.38).abs() < 0.03);
    assert!(
        (2027..=2050)
            .all(|year| (0.98..1.06).contains(&(expected(year).over_80 / expected(year - 1).over_80)))
    );
    assert!(t.official.expected(2051).is_none());
}

/// Linköping on 31 December 2025 by sex and five-year group to 95–99, as Statistics Sweden counted it (through
/// lindahlen/Mina_Befolknings_Dashboards). The sexes are an estimate here, and are held against no other count.
const LINKOPING: [[f64; 20]; SEXES] = [
    [
        3855.0, 4273.0, 4627.0, 4958.0, 7872.0, 5613.0, 5749.0, 5527.0, 4895.0, 4872.0, 4862.0, 4735.0,
        4406.0, 3790.0, 3510.0, 3554.0, 2848.0, 1693.0, 845.0, 259.0,
    ],
    [
        4085.0, 4652.0, 4980.0, 5213.0, 8192.0, 7201.0, 6564.0, 5969.0, 5202.0, 4958.0, 5137.0, 4870.0,
        4539.0, 3802.0, 3271.0, 3071.0, 2366.0, 1277.0, 478.0, 96.0,
    ],
];

#[test]
fn the_sexes_of_the_base_year_are_those_counted_in_a_municipality_known_in_full() {
    let tables = Tables::bundled().expect("the tables are whole");
    let place = tables.regions.place_of("0580").expect("Linköping");
    let own = five_year(&tables.base.people[place].map(|ages| ages.map(f64::from)));
    for (sex, counted) in LINKOPING.iter().enumerate() {
        for (group, counted) in counted.iter().enumerate() {
            // Students come and go between the counts that the sexes are carried between.
            let most = if (4..=6).contains(&group) { 0.055 } else { 0.025 };
            let apart = (own[sex][group] - counted).abs();
            assert!(
                apart < most * counted + 10.0,
                "sex {sex}, from {}: {} {counted}",
                5 * group,
                own[sex][group]
            );
        }
    }
}
