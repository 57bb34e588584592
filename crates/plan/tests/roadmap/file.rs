//! Roadmaps as files.

use std::fmt::Write as _;

use chrono::NaiveDate;
use plan::fault::{Fault, FileFault};
use plan::records::Listing;
use plan::roadmap::file::{AreaFile, NeedFile, from_toml, to_toml};
use plan::roadmap::import;
use plan::roadmap::template::template;
use plan::roadmap::{
    Blank, Blanks, Column, Commitment, Control, Effect, InitiativeInput, Level, MeasureInput, Origin,
    RoadmapFile, Scope, Status,
};
use projection::lever::Lever;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::{Site, keys};

fn fault(text: &str) -> FileFault {
    match from_toml(text) {
        Err(Fault::File(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_template_is_a_valid_file() {
    let template = template().unwrap();
    assert_eq!(*template.validate().unwrap(), template, "and already tidy");
}

/// A roadmap file with so many measures.
fn long(measures: usize) -> String {
    let mut text = String::from(
        "title = \"Allt på en gång\"\nregion = \"2403\"\n\n[[area]]\ntitle = \"Allt\"\n\n[[area.need]]\ntitle = \"Personal\"\n",
    );
    for i in 0..measures {
        let lever = Lever::ALL[i % Lever::ALL.len()];
        let facts = lever.facts();
        let size = if i % 3 == 0 { facts.min } else { facts.max } * ((i % 7) as f64 / 7.0);
        let (low, high) = (size.min(0.0), size.max(0.0));
        writeln!(text, "\n[[area.need.measure]]\ntitle = \"Åtgärd {i}\"\nstart_year = {}\nreach_percent = {}.0\ncost_one_off = {}.0", 2026 + i % 4, 1 + i % 100, i * 1000).unwrap();
        writeln!(text, "[[area.need.measure.effect]]\nlever = \"{lever}\"\nsize = {size:?}\nlow = {low:?}\nhigh = {high:?}").unwrap();
    }
    text
}

#[test]
fn a_roadmap_of_five_hundred_measures_is_read() {
    let measures = from_toml(&long(500)).unwrap().computable().unwrap();
    assert_eq!(measures.len(), 500);
    let mut streams: Vec<u64> = measures.iter().map(|measure| measure.id).collect();
    streams.sort_unstable();
    streams.dedup();
    assert_eq!(streams.len(), 500, "each title has a random stream of its own");
}

#[test]
fn a_syntax_error_is_told_with_line_column_and_reason() {
    let fault = fault("title = 'Plan'\nregion = '2062'\n[[area]\ntitle = 'Å'\n");
    assert_eq!((fault.line, fault.column), (3, 8));
    assert!(!fault.reason.is_empty());
}

#[test]
fn a_wrong_type_and_an_unknown_key_are_told_where_they_are() {
    let start = "title = 'Plan'\nregion = '2062'\n[[area]]\ntitle = 'Å'\n[[area.need]]\ntitle = 'Ö'\n";
    let wrong_type = fault(&format!("{start}horizon = 'snart'\n"));
    assert_eq!((wrong_type.line, wrong_type.column), (7, 11));
    let unknown = fault(&format!("{start}horisont = 2030\n"));
    assert_eq!(unknown.line, 7);
    assert!(unknown.reason.contains("horisont"), "{}", unknown.reason);
    let measure = "[[area.need.measure]]\ntitle = 'M'\nstart_year = 2028\n";
    for (line, expected) in [
        ("status = 'påbörjad'", "påbörjad"),
        ("deadline = 2028-12-31T12:00:00", "date"),
        ("deadline = 'nyår'", "date"),
        ("reach = 80", "reach"),
    ] {
        let fault = fault(&format!("{start}{measure}{line}\n"));
        assert_eq!(fault.line, 10, "{line}: {fault}");
        assert!(fault.reason.contains(expected), "{line}: {fault}");
    }
    let lever = fault(&format!(
        "{start}{measure}[[area.need.measure.effect]]\nsize = 1\nlow = 1\nhigh = 1\nlever = 'å'\n"
    ));
    assert_eq!((lever.line, lever.column), (14, 9));
}

#[tokio::test]
async fn wrong_values_are_told_with_their_path_and_nothing_is_stored() {
    let text = "title = ''\nregion = 'Mora'\n[[area]]\ntitle = 'A'\n[[area.need]]\ntitle = 'B'\n[[area.need]]\ntitle = ''
        [[area.need.initiative]]\nlevel = 'local'\ntitle = 'I'\nfrom_year = 2027\nto_year = 2026
        [[area.need.measure]]\ntitle = 'M'\nstart_year = 2028\nstatus = 'decided'\nowner = 'O'\nfunding = 'F'
        [[area.need.measure.effect]]\nlever = 'exit_age'\nsize = 1\nlow = 0\nhigh = 2
        [[area.need.measure.effect]]\nlever = 'sick_leave'\nsize = 0\nlow = nan\nhigh = 1";
    let site = Site::new().await;
    let mut tx = site.write().await;
    let faults = keys(import(&mut tx, None, &from_toml(text).unwrap()).await.unwrap_err());
    let expected = [
        ("region", "region-unknown"),
        ("title", "title-missing"),
        ("area[0].need[1].title", "title-missing"),
        ("area[0].need[1].initiative[0].to_year", "from-after-to"),
        ("area[0].need[1].measure[0].effect[1].low", "out-of-range"),
        ("area[0].need[1].measure[0].deadline", "decided-needs-deadline"),
    ];
    assert_eq!(faults, expected.map(|(field, key)| (field.to_owned(), key)));
    assert!(plan::roadmap::list(&mut tx, &Listing::all()).await.unwrap().0.is_empty());
}

#[tokio::test]
async fn a_roadmap_from_the_template_can_be_written_and_read() {
    let site = Site::new().await;
    let tree = site.tree(site.roadmap(Origin::Template).await).await.unwrap();
    let text = to_toml(&tree);
    assert!(text.starts_with("title = \"Färdplan för Mora\"\nregion = \"2062\"\n"), "{text}");
    assert!(text.contains("[[area.need.initiative]]\nlevel = \"national\"\n"), "{text}");
    assert_eq!(from_toml(&text).unwrap(), RoadmapFile::from(&tree));
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-zåäö\"'\\\\ #=\\[\\]\n\t\r]{1,40}",
        vec(any::<char>(), 1..20).prop_map(String::from_iter)
    ]
}

fn title() -> impl Strategy<Value = String> {
    text().prop_map(|text| format!("T{text}"))
}

fn effect(lever: Lever) -> impl Strategy<Value = Effect> {
    let facts = lever.facts();
    ([facts.min..=facts.max, facts.min..=facts.max, facts.min..=facts.max], text()).prop_map(
        move |(mut n, source)| {
            n.sort_by(f64::total_cmp);
            Effect { lever, low: n[0], size: n[1], high: n[2], source }
        },
    )
}

fn effects() -> impl Strategy<Value = Vec<Effect>> {
    subsequence(Lever::ALL.to_vec(), 0..4)
        .prop_flat_map(|levers| levers.into_iter().map(effect).collect::<Vec<_>>())
}

fn measure() -> impl Strategy<Value = MeasureInput> {
    let day = (2000..=2100, 1_u32..=366).prop_map(|(year, day)| NaiveDate::from_yo_opt(year, day));
    (
        (title(), text(), title(), title(), title(), title()),
        (0.0..=1e12, 0.0..=1e12, 2000..=2100, 0..=20, 0.0..=100.0),
        (select(&Control::ALL[..]), select(&Commitment::ALL[..]), select(&Status::ALL[..])),
        (day, any::<bool>(), effects()),
    )
        .prop_map(|(texts, numbers, choices, (day, enabled, effects))| MeasureInput {
            title: texts.0,
            description: texts.1,
            owner: texts.2,
            funding: texts.3,
            indicator: texts.4,
            status_reason: texts.5,
            cost_one_off: numbers.0,
            cost_yearly: numbers.1,
            start_year: numbers.2,
            ramp_years: numbers.3,
            half_life_years: (numbers.3 % 2 == 1).then_some(2.5),
            reach_percent: numbers.4,
            control: choices.0,
            commitment: choices.1,
            status: choices.2,
            deadline: day.or_else(|| NaiveDate::from_ymd_opt(2030, 1, 1)),
            enabled,
            effects,
        })
}

fn initiative() -> impl Strategy<Value = InitiativeInput> {
    (select(&Level::ALL[..]), title(), text(), text(), option::of(1900..=2000), option::of(2000..=2100))
        .prop_map(|(level, title, description, source, from_year, to_year)| InitiativeInput {
            level,
            title,
            description,
            source,
            from_year,
            to_year,
        })
}

fn blanks() -> impl Strategy<Value = Blanks> {
    vec(option::of(select(&Blank::ALL[..])), Column::ALL.len()).prop_map(|said| {
        Column::ALL
            .into_iter()
            .zip(said)
            .fold(Blanks::default(), |blanks, (column, blank)| blanks.with(column, blank))
    })
}

fn need() -> impl Strategy<Value = NeedFile> {
    (
        (title(), text(), option::of(2000..=2100), select(&Scope::ALL[..]), text(), blanks()),
        (vec(initiative(), 0..3), vec(measure(), 0..3)),
    )
        .prop_map(|((title, more_needed, horizon, scope, evidence, blanks), (initiative, measure))| {
            let need = NeedFile { title, more_needed, horizon, scope, evidence, blanks, initiative, measure };
            // What is said of a column holds while nothing stands in it.
            let has = |level| need.initiative.iter().any(|initiative| initiative.level == level);
            let local = has(Level::Local) || has(Level::Regional) || !need.measure.is_empty();
            let filled = [
                (Column::National, has(Level::National)),
                (Column::Local, local),
                (Column::More, !need.more_needed.is_empty()),
                (Column::Horizon, need.horizon.is_some()),
            ];
            let filled = filled.into_iter().filter(|(_, is_filled)| *is_filled);
            let blanks = filled.fold(need.blanks, |blanks, (column, _)| blanks.with(column, None));
            NeedFile { blanks, ..need }
        })
}

fn roadmap() -> impl Strategy<Value = RoadmapFile> {
    let area = (title(), vec(need(), 0..3)).prop_map(|(title, need)| AreaFile { title, need });
    (title(), "[0-9]{4}", text(), vec(area, 0..3)).prop_map(|(title, region, purpose, area)| RoadmapFile {
        title,
        region,
        purpose,
        area,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_file_that_is_written_and_read_is_the_same(file in roadmap()) {
        prop_assert_eq!(from_toml(&file.to_toml()).unwrap(), file);
    }

    #[test]
    fn tidying_twice_is_tidying_once(file in roadmap()) {
        let tidy = file.validate().unwrap();
        prop_assert_eq!(&*tidy.validate().unwrap(), &*tidy);
    }

    #[test]
    fn reading_any_text_gives_a_file_or_a_place_within_it(text in ".{0,80}") {
        if let Err(Fault::File(fault)) = from_toml(&text) {
            prop_assert!(fault.line >= 1 && fault.line <= text.matches('\n').count() + 1);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn a_roadmap_that_is_stored_and_written_is_the_file_it_came_from(file in roadmap()) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let written = runtime.block_on(async {
            let site = Site::new().await;
            let mut tx = site.write().await;
            let id = import(&mut tx, None, &file).await.unwrap();
            tx.commit().await.unwrap();
            to_toml(&site.tree(id).await.unwrap())
        });
        prop_assert_eq!(&from_toml(&written).unwrap(), &*file.validate().unwrap());
    }
}
