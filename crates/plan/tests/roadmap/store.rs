//! Making, editing, deleting and restoring.

use std::path::Path;

use plan::access::{Actor, Kind};
use plan::clock::Clock;
use plan::db::Db;
use plan::fault::{Fault, FieldFault};
use plan::records::{Filter, Listing, delete, deleted_below, deleted_roots};
use plan::roadmap::store::restore;
use plan::roadmap::store::{
    create, create_initiative, create_measure, edit, edit_area, edit_initiative, edit_measure, edit_need,
};
use plan::roadmap::{
    AreaInput, Blank, Blanks, Effect, InitiativeInput, Level, MeasureInput, NeedInput, Origin, Part,
    RoadmapInput, RoadmapTree, Scope, Status, list, load_around,
};
use projection::lever::Lever;
use servers::Database;
use uuid::Uuid;

use crate::{Site, about, full_time, keys};

#[tokio::test]
async fn the_template_gives_four_areas_and_twenty_needs_in_the_order_of_the_source() {
    let site = Site::new().await;
    let id = site.roadmap(Origin::Template).await;
    let tree = site.tree(id).await.unwrap();
    let areas: Vec<_> = tree.areas.iter().map(|area| (area.title.as_str(), area.needs.len())).collect();
    assert_eq!(
        areas,
        [
            ("Ändamålsenlig organisation och styrning", 6),
            ("Personal med rätt kompetens och bra arbetsförhållanden", 4),
            ("Säkerställa grunduppdraget", 5),
            ("En kvalitativ och värdig omsorg med ett gott bemötande", 5),
        ]
    );
    assert_eq!(tree.needs().next().unwrap().title, "Nära samverkan med regionen");
    assert_eq!(tree.needs().last().unwrap().title, "Digitalisering och välfärdsteknik");
    assert_eq!(
        (tree.roadmap.title.as_str(), tree.roadmap.region_code.as_str()),
        ("Färdplan för Mora", "2062")
    );
    assert!(tree.roadmap.purpose.contains("Stockholms stads förslag"));
}

#[tokio::test]
async fn the_templates_initiatives_are_national_dated_and_sourced_and_it_invents_nothing_else() {
    let site = Site::new().await;
    let id = site.roadmap(Origin::Template).await;
    let tree = site.tree(id).await.unwrap();
    assert!(tree.initiatives().count() >= 15);
    for initiative in tree.initiatives() {
        assert_eq!(initiative.level, Level::National);
        assert!(!initiative.source.is_empty() && initiative.from_year.is_some(), "{}", initiative.title);
    }
    assert!(tree.needs().all(|need| need.horizon.is_none() && need.measures.is_empty()));
}

#[tokio::test]
async fn what_was_saved_is_read_back() {
    let site = Site::new().await;
    let [roadmap, area, need, measure] = site.small().await;
    let tree = site.tree(roadmap).await.unwrap();
    assert_eq!(tree.area(area).unwrap().roadmap_id, roadmap);
    assert_eq!(tree.need(need).unwrap().area_id, area);
    let read = tree.measure(measure).unwrap();
    assert_eq!((read.need_id, read.version), (need, 1));
    assert_eq!(MeasureInput::from(read), full_time());
    assert_eq!(tree.roadmap.created_at, site.db.clock().now());
}

#[tokio::test]
async fn every_part_can_be_edited() {
    let site = Site::new().await;
    let [roadmap, area, need, measure] = site.small().await;
    let mut tx = site.write().await;
    let initiative = InitiativeInput { title: "Äldreomsorgslyftet".into(), ..InitiativeInput::default() };
    let initiative = create_initiative(&mut tx, need, &initiative).await.unwrap();
    let new_about =
        RoadmapInput { region_code: "20".into(), title: " Länet ".into(), purpose: "Sam\r\nlas".into() };
    edit(&mut tx, roadmap, 1, &new_about).await.unwrap();
    edit_area(&mut tx, area, 1, &AreaInput { title: "Personal".into() }).await.unwrap();
    let new_need = NeedInput {
        title: "Trygga anställningar".into(),
        more_needed: "Färre timanställda".into(),
        horizon: Some(2030),
        scope: Scope::OwnRun,
        evidence: "Medarbetarenkät 2026".into(),
        blanks: Blanks { national: Some(Blank::Nothing), ..Blanks::default() },
    };
    edit_need(&mut tx, need, 1, &new_need).await.unwrap();
    let new_initiative = InitiativeInput {
        level: Level::Regional,
        title: "Vård- och omsorgscollege".into(),
        description: "Utbildar".into(),
        source: "Avtal".into(),
        from_year: Some(2024),
        to_year: None,
    };
    edit_initiative(&mut tx, initiative, 1, &new_initiative).await.unwrap();
    let effect = Effect { lever: Lever::Turnover, size: -1.0, low: -2.0, high: 0.0, source: "Egen".into() };
    let new_measure = MeasureInput { title: "Tillsvidare".into(), effects: vec![effect], ..full_time() };
    edit_measure(&mut tx, measure, 1, &new_measure).await.unwrap();
    tx.commit().await.unwrap();

    let tree = site.tree(roadmap).await.unwrap();
    assert_eq!((tree.roadmap.title.as_str(), tree.roadmap.purpose.as_str()), ("Länet", "Sam\nlas"));
    assert_eq!((tree.areas[0].title.as_str(), tree.areas[0].version), ("Personal", 2));
    assert_eq!(NeedInput::from(tree.need(need).unwrap()), new_need);
    assert_eq!(InitiativeInput::from(tree.initiative(initiative).unwrap()), new_initiative);
    assert_eq!(MeasureInput::from(tree.measure(measure).unwrap()), new_measure);
}

#[tokio::test]
async fn the_second_of_two_editors_is_told_and_overwrites_nothing() {
    let site = Site::new().await;
    let [_, _, need, measure] = site.small().await;
    let mut first = site.write().await;
    let title = |title: &str| MeasureInput { title: title.into(), ..full_time() };
    edit_measure(&mut first, measure, 1, &title("Den första")).await.unwrap();
    edit_need(&mut first, need, 1, &NeedInput { title: "Den första".into(), ..NeedInput::default() })
        .await
        .unwrap();
    first.commit().await.unwrap();

    let mut second = site.write().await;
    let typed = NeedInput { title: "Den andra".into(), ..NeedInput::default() };
    assert!(matches!(edit_need(&mut second, need, 1, &typed).await, Err(Fault::Conflict)));
    let typed = title("Den andra");
    assert!(matches!(edit_measure(&mut second, measure, 1, &typed).await, Err(Fault::Conflict)));
    assert!(matches!(delete(&mut second, Kind::Measure.of(measure), 1).await, Err(Fault::Conflict)));
    let current = load_around(&mut second, Part::Measure, measure).await.unwrap();
    let current = current.measure(measure).unwrap();
    assert_eq!((current.title.as_str(), current.version), ("Den första", 2));
    edit_measure(&mut second, measure, current.version, &typed).await.unwrap();
}

#[tokio::test]
async fn what_is_deleted_is_gone_with_everything_below_and_comes_back_whole() {
    let site = Site::new().await;
    let ids = site.small().await;
    let parts = [Part::Roadmap, Part::Area, Part::Need, Part::Measure];
    for (depth, part) in parts.into_iter().enumerate() {
        let before = site.tree(ids[0]).await.unwrap();
        let version = match part {
            Part::Roadmap => before.roadmap.version,
            Part::Area => before.areas[0].version,
            Part::Need => before.areas[0].needs[0].version,
            _ => before.measures().next().unwrap().version,
        };
        let mut tx = site.write().await;
        delete(&mut tx, part.of(ids[depth]), version).await.unwrap();
        for (below, id) in parts.into_iter().zip(ids).skip(depth) {
            let found = load_around(&mut tx, below, id).await;
            assert!(
                matches!(found, Err(Fault::NotFound { what }) if what == below.name()),
                "{part} → {below}"
            );
        }
        let changed = edit_measure(&mut tx, ids[3], 1, &full_time()).await;
        assert!(matches!(changed, Err(Fault::NotFound { .. })), "{part}");
        restore(&mut tx, part.of(ids[depth])).await.unwrap();
        tx.commit().await.unwrap();
        let after = site.tree(ids[0]).await.unwrap();
        assert_eq!(content(&after), content(&before), "{part}");
    }
}

#[tokio::test]
async fn what_is_brought_back_brings_what_it_lies_below() {
    let site = Site::new().await;
    let [roadmap, area, need, measure] = site.small().await;
    let before = site.tree(roadmap).await.unwrap();
    let mut tx = site.write().await;
    for (kind, id) in
        [(Kind::Measure, measure), (Kind::Need, need), (Kind::Area, area), (Kind::Roadmap, roadmap)]
    {
        delete(&mut tx, kind.of(id), 1).await.unwrap();
    }
    let listed = deleted_roots(&mut tx).await.unwrap();
    assert_eq!(listed.iter().map(|one| one.of).collect::<Vec<_>>(), [Kind::Roadmap.of(roadmap)]);
    restore(&mut tx, Kind::Measure.of(measure)).await.unwrap();
    assert!(deleted_roots(&mut tx).await.unwrap().is_empty());
    tx.commit().await.unwrap();
    assert_eq!(content(&site.tree(roadmap).await.unwrap()), content(&before));
    // What is there is not brought back once more.
    let mut tx = site.write().await;
    restore(&mut tx, Kind::Measure.of(measure)).await.unwrap();
    assert_eq!(
        load_around(&mut tx, Part::Measure, measure).await.unwrap().measures().next().unwrap().version,
        3
    );
}

#[tokio::test]
async fn what_was_deleted_is_listed_for_thirty_days_with_what_it_lay_below() {
    let site = Site::new().await;
    let [roadmap, _, need, measure] = site.small().await;
    let other = site.small().await[0];
    let mut tx = site.write().await;
    delete(&mut tx, Kind::Measure.of(measure), 1).await.unwrap();
    delete(&mut tx, Kind::Need.of(need), 1).await.unwrap();
    let listed = deleted_below(&mut tx, Kind::Roadmap.of(roadmap)).await.unwrap();
    let told: Vec<_> = listed.iter().map(|one| (one.of, one.above.as_deref())).collect();
    assert!(told.contains(&(Kind::Measure.of(measure), Some("Adekvat bemanning"))), "{told:?}");
    assert!(told.contains(&(Kind::Need.of(need), Some("Grunduppdraget"))), "{told:?}");
    assert!(deleted_below(&mut tx, Kind::Roadmap.of(other)).await.unwrap().is_empty());
    tx.commit().await.unwrap();
    let later = site.db.clone().with_clock(Clock::fixed("2026-12-20T09:31:00Z".parse().unwrap()));
    let mut tx = later.read(&Actor::Machine).await.unwrap();
    assert!(deleted_below(&mut tx, Kind::Roadmap.of(roadmap)).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_copy_is_deep_and_independent() {
    let site = Site::new().await;
    let [original, _, _, measure] = site.small().await;
    let mut tx = site.write().await;
    let copy = create(&mut tx, None, &about("Kopian"), Origin::Copy(original)).await.unwrap();
    tx.commit().await.unwrap();
    let (before, copied) = (site.tree(original).await.unwrap(), site.tree(copy).await.unwrap());
    assert_eq!(content(&copied), content(&before));
    assert_eq!(copied.roadmap.title, "Kopian");
    let ids = |tree: &RoadmapTree| -> Vec<Uuid> {
        let areas = tree.areas.iter().map(|area| area.id);
        areas.chain(tree.needs().map(|need| need.id)).chain(tree.measures().map(|m| m.id)).collect()
    };
    assert!(ids(&copied).iter().all(|id| !ids(&before).contains(id)));

    let mut tx = site.write().await;
    let copied_measure = copied.measures().next().unwrap().id;
    let stopped = MeasureInput { status: Status::Stopped, status_reason: "Pengarna".into(), ..full_time() };
    edit_measure(&mut tx, copied_measure, 1, &stopped).await.unwrap();
    tx.commit().await.unwrap();
    let untouched = site.tree(original).await.unwrap();
    assert_eq!(untouched.measure(measure).unwrap().status, Status::Decided);
}

/// Everything but ids, versions and times.
fn content(tree: &RoadmapTree) -> String {
    let mut tree = tree.clone();
    tree.roadmap.title.clear();
    plan::roadmap::file::to_toml(&tree)
}

#[tokio::test]
async fn every_wrong_field_is_told_and_nothing_is_saved() {
    let site = Site::new().await;
    let [roadmap, _, need, _] = site.small().await;
    let wrong = MeasureInput {
        title: " ".into(),
        description: "x".repeat(4001),
        owner: String::new(),
        cost_yearly: f64::NAN,
        cost_one_off: -1.0,
        ramp_years: 21,
        half_life_years: Some(0.0),
        deadline: "2101-01-01".parse().ok(),
        reach_percent: 100.5,
        effects: vec![
            Effect { lever: Lever::SickLeave, size: 1.0, low: 2.0, high: 0.0, source: String::new() },
            Effect {
                lever: Lever::SickLeave,
                size: -7.0,
                low: -7.5,
                high: f64::INFINITY,
                source: String::new(),
            },
            Effect { lever: Lever::ExitAge, size: 2.0, low: 0.0, high: 1.0, source: String::new() },
        ],
        ..MeasureInput { start_year: 1999, ..full_time() }
    };
    let mut tx = site.write().await;
    let fault = create_measure(&mut tx, need, &wrong).await.unwrap_err();
    let Fault::Invalid(faults) = &fault else { panic!("{fault}") };
    let long = FieldFault::new("description", "too-long").with("max", 4000).with("length", 4001);
    assert!(faults.contains(&long), "{faults:?}");
    let expected = [
        ("title", "title-missing"),
        ("description", "too-long"),
        ("cost_one_off", "out-of-range"),
        ("cost_yearly", "out-of-range"),
        ("start_year", "out-of-range"),
        ("ramp_years", "out-of-range"),
        ("half_life_years", "out-of-range"),
        ("reach_percent", "out-of-range"),
        ("deadline", "out-of-range"),
        ("effect[0].low", "low-above-high"),
        ("effect[1].lever", "lever-repeated"),
        ("effect[1].size", "out-of-range"),
        ("effect[1].low", "out-of-range"),
        ("effect[1].high", "out-of-range"),
        ("effect[2].high", "size-above-high"),
        ("owner", "decided-needs-owner"),
    ];
    assert_eq!(keys(fault), expected.map(|(field, key)| (field.to_owned(), key)));
    tx.commit().await.unwrap();
    assert_eq!(site.tree(roadmap).await.unwrap().measures().count(), 1);
}

#[tokio::test]
async fn a_measure_may_have_any_state_whose_demands_it_meets() {
    let site = Site::new().await;
    let [_, _, _, measure] = site.small().await;
    let mut tx = site.write().await;
    let over = MeasureInput { status: Status::Closed, indicator: String::new(), ..full_time() };
    let fault = edit_measure(&mut tx, measure, 1, &over).await.unwrap_err();
    assert_eq!(keys(fault), [("indicator".to_owned(), "planned-needs-indicator")]);
    let losing = MeasureInput { funding: "\n".into(), ..full_time() };
    let fault = edit_measure(&mut tx, measure, 1, &losing).await.unwrap_err();
    assert_eq!(keys(fault), [("funding".to_owned(), "decided-needs-funding")]);
    let over = MeasureInput { indicator: "N20900".into(), ..over };
    edit_measure(&mut tx, measure, 1, &over).await.unwrap();
}

#[tokio::test]
async fn only_measures_that_are_on_and_alive_are_computed() {
    let site = Site::new().await;
    let [roadmap, _, need, measure] = site.small().await;
    let mut tx = site.write().await;
    for status in [Status::Stopped, Status::Replaced, Status::Dormant] {
        let input = MeasureInput { status, status_reason: "Budget".into(), ..full_time() };
        create_measure(&mut tx, need, &input).await.unwrap();
    }
    tx.commit().await.unwrap();
    let computed = site.tree(roadmap).await.unwrap().computable();
    assert_eq!(computed.len(), 1);
    assert_eq!((computed[0].start, computed[0].ramp, computed[0].reach), (2028, 3, 0.8));
    assert_eq!((computed[0].cost_one_off, computed[0].cost_yearly), (250_000.0, 1_200_000.5));
    let effect = computed[0].effects[1];
    assert_eq!((effect.lever, effect.size, effect.low, effect.high), (Lever::SickLeave, -0.2, -0.5, 0.1));

    let mut tx = site.write().await;
    let off = MeasureInput { enabled: false, ..full_time() };
    edit_measure(&mut tx, measure, 1, &off).await.unwrap();
    tx.commit().await.unwrap();
    let tree = site.tree(roadmap).await.unwrap();
    assert!(tree.computable().is_empty());
    assert_eq!(tree.measures().count(), 4);
}

fn region(code: &str) -> Listing {
    Listing::of(Filter::Region(code.into()))
}

#[tokio::test]
async fn the_list_counts_what_can_be_seen_and_knows_the_region() {
    let site = Site::new().await;
    let [_, area, need, measure] = site.small().await;
    let mut tx = site.write().await;
    create_measure(&mut tx, need, &MeasureInput { title: "Idé".into(), ..MeasureInput::starting(2030) })
        .await
        .unwrap();
    let national = RoadmapInput { region_code: "00".into(), ..about("Nationell") };
    create(&mut tx, None, &national, Origin::Template).await.unwrap();
    let counts = |summaries: &[plan::roadmap::RoadmapSummary]| -> Vec<[i64; 4]> {
        summaries.iter().map(|s| [s.areas, s.needs, s.measures, s.decided]).collect()
    };
    assert_eq!(counts(&list(&mut tx, &region("2062")).await.unwrap().0), [[1, 1, 2, 1]]);
    assert_eq!(counts(&list(&mut tx, &region("00")).await.unwrap().0), [[4, 20, 0, 0]]);
    assert_eq!(list(&mut tx, &Listing::all()).await.unwrap().0.len(), 2);
    delete(&mut tx, Kind::Measure.of(measure), 1).await.unwrap();
    assert_eq!(counts(&list(&mut tx, &region("2062")).await.unwrap().0), [[1, 1, 1, 0]]);
    delete(&mut tx, Kind::Area.of(area), 1).await.unwrap();
    assert_eq!(counts(&list(&mut tx, &region("2062")).await.unwrap().0), [[0, 0, 0, 0]]);
    assert!(list(&mut tx, &region("0180")).await.unwrap().0.is_empty());
}

#[tokio::test]
async fn nothing_is_added_below_what_is_not_there() {
    let site = Site::new().await;
    let mut tx = site.write().await;
    let nowhere = Uuid::nil();
    let added = create_measure(&mut tx, nowhere, &full_time()).await;
    assert!(matches!(added, Err(Fault::NotFound { what: "need" })));
    let copied = create(&mut tx, None, &about("Kopia"), Origin::Copy(nowhere)).await;
    assert!(matches!(copied, Err(Fault::NotFound { what: "roadmap" })));
}

#[tokio::test]
async fn a_region_code_has_two_or_four_digits() {
    let site = Site::new().await;
    let mut tx = site.write().await;
    for (code, good) in
        [("00", true), ("20", true), ("2062", true), ("", false), ("206", false), ("20a2", false)]
    {
        let input = RoadmapInput { region_code: code.into(), ..about("Färdplan") };
        assert_eq!(create(&mut tx, None, &input, Origin::Empty).await.is_ok(), good, "{code}");
    }
}

#[tokio::test]
async fn all_is_there_when_the_database_is_opened_again() {
    let site = Site::new().await;
    let id = site.roadmap(Origin::Template).await;
    let before = site.tree(id).await.unwrap();
    site.db.close().await;
    let again = site.again().await;
    let after = plan::roadmap::load(&mut again.read(&Actor::Machine).await.unwrap(), id).await.unwrap();
    assert_eq!(after, before);
}

#[tokio::test]
async fn nothing_committed_is_lost_and_nothing_else_is_kept_when_the_program_is_killed() {
    let site = Site::on(Database::file()).await;
    let id = site.roadmap(Origin::Template).await;
    let mut open = site.write().await;
    create(&mut open, None, &about("Aldrig sparad"), Origin::Empty).await.unwrap();
    let left = Database::file();
    std::fs::create_dir_all(Path::new(&left.place).parent().unwrap()).unwrap();
    for end in ["", "-wal"] {
        std::fs::copy(format!("{}{end}", site.database.place), format!("{}{end}", left.place)).unwrap();
    }
    let db = Db::open(&left.place.parse().unwrap()).await.unwrap();
    let mut tx = db.read(&Actor::Machine).await.unwrap();
    let all = list(&mut tx, &Listing::all()).await.unwrap().0;
    assert_eq!(all.iter().map(|summary| summary.roadmap.id).collect::<Vec<_>>(), [id]);
    assert_eq!(all[0].needs, 20);
}
