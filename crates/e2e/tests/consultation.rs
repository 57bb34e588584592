//! A roadmap on consultation with a city's district committees, its council of pensioners and the public: answered on the web, on
//! paper and by telephone, disposed of, changed, proposed, decided, and told of to those who answered.

use crate::accounts::{comes_in_at, look, look_at, step};
use crate::browser::{Tab, Window};
use crate::inquiry::{in_days, unfold, wait_for, with_mail};
use crate::program::Program;

/// The city's fourteen district committees.
const DISTRICTS: [&str; 14] = [
    "Rinkeby-Kista",
    "Spånga-Tensta",
    "Hässelby-Vällingby",
    "Bromma",
    "Kungsholmen",
    "Norrmalm",
    "Östermalm",
    "Södermalm",
    "Enskede-Årsta-Vantör",
    "Skarpnäck",
    "Farsta",
    "Älvsjö",
    "Hägersten-Liljeholmen",
    "Skärholmen",
];

/// Takes a stance on a point and goes on.
async fn takes(tab: &Tab, point: usize, stance: &str, why: &str) {
    tab.follow(&format!("ol.questions li:nth-child({point}) a")).await;
    tab.click(&format!("[name=choice][value={stance}]")).await;
    tab.fill("textarea[name=body]", why).await;
    tab.follow(".fm-buttons button").await;
}

/// Notes for one of those asked what came by another way.
async fn notes(
    program: &Program,
    tab: &Tab,
    page: &str,
    row: usize,
    (point, stance, channel): (usize, &str, &str),
) {
    tab.go(&program.at(&format!("{page}/mottagare"))).await;
    tab.follow(&format!("tbody tr:nth-child({row}) th a")).await;
    tab.follow("a[href^='/svara/at-']").await;
    takes(tab, point, stance, "Så sade de.").await;
    let check = tab.path().await.rsplit_once('/').unwrap().0.to_owned();
    tab.go(&program.at(&format!("{check}/kontrollera"))).await;
    tab.click(&format!("[name=channel][value={channel}]")).await;
    tab.fill("[name=given_by]", "Ordföranden").await;
    tab.follow("form[action$='/skicka'] .fm-buttons button").await;
    assert!(tab.path().await.ends_with("/kvitto"), "{}", tab.text().await);
}

/// Says what becomes of the answers to a question.
async fn disposes(tab: &Tab, page: &str, question: usize, outcome: &str) {
    tab.go(page).await;
    tab.follow(&format!("ol.questions li:nth-child({question}) a")).await;
    let form = "form:has(input[name=recipient][value=''])";
    tab.click(&format!("{form} [name=outcome][value={outcome}]")).await;
    tab.fill(&format!("{form} [name=reason]"), "Tidpunkten prövas på nytt.").await;
    tab.follow(&format!("{form} .fm-buttons button")).await;
    assert!(tab.text().await.contains("Bemötandet är sparat"), "{}", tab.text().await);
}

#[tokio::test]
async fn a_city_asks_its_districts_its_council_and_its_people() {
    let (server, program) = with_mail();
    let mut wrong = Vec::new();
    let windows = [Window::open().await, Window::open().await, Window::open().await];
    let leader = comes_in_at(&program, &windows[0], "development_leader", "0180").await;
    leader.go(&program.at("/kommun/0180/fardplaner")).await;
    leader.click("[name=origin][value=template]").await;
    leader.fill("[name=title]", "Äldreomsorgen 2035").await;
    leader.follow(".fm-buttons button").await;
    let roadmap = leader.path().await.split(['?', '#']).next().unwrap().to_owned();
    let decide = program.at(&format!("{roadmap}/beslut"));
    step(&leader, &decide, "preparation", &[]).await;

    // The consultation is prepared, with all who are to be asked, and opened by the roadmap's step.
    leader.go(&program.at(&format!("/forfragan/ny?fardplan={}", roadmap.rsplit('/').next().unwrap()))).await;
    for (name, value) in [
        ("title", "Remiss"),
        ("planned_use", "Till förslaget."),
        ("purpose", "Vi frågar."),
        ("minutes", "60"),
    ] {
        leader.fill(&format!("[name={name}]"), value).await;
    }
    leader.choose("[name=answer_by]", &in_days(60)).await;
    leader.choose("[name=feedback_by]", &in_days(120)).await;
    leader.click("[name=is_open]").await;
    leader.follow(".fm-buttons button").await;
    let page = leader.path().await.split(['?', '#']).next().unwrap().to_owned();
    leader.go(&program.at(&format!("{page}/mottagare"))).await;
    let form = unfold(&leader, "lista").await;
    let districts = DISTRICTS.iter().enumerate();
    let mut list: Vec<String> =
        districts.map(|(place, name)| format!("{name} stadsdelsnämnd;;d{place}@x.example")).collect();
    list.push("Kommunala pensionärsrådet;;kpr@x.example".into());
    leader.fill(&format!("{form} textarea"), &list.join("\n")).await;
    leader.follow(&format!("{form} .fm-buttons button")).await;
    let last = in_days(60);
    step(&leader, &decide, "consultation", &[("question", "Räcker målen?"), ("answer_by", &last)]).await;

    // A committee answers on the web, having read the whole plan.
    let (_, first) = wait_for(&server, "d0@x.example", 1).await.remove(0);
    let answerer = Window::open().await;
    let tab = answerer.tab(&first).await;
    tab.follow("a[href$='/planen']").await;
    look_at(&tab, "the plan as those asked read it", 360, &mut wrong).await;
    tab.go(&first).await;
    tab.follow("form[action$='/borja'] button").await;
    tab.go(&first).await;
    takes(&tab, 1, "approves_with_remarks", "Gärna tidigare.").await;
    tab.go(&format!("{first}/kontrollera")).await;
    tab.follow("form[action$='/skicka'] .fm-buttons button").await;
    // Another asks for more time, and gets it.
    let (_, second) = wait_for(&server, "d1@x.example", 1).await.remove(0);
    tab.go(&second).await;
    tab.follow("a[href$='/mer-tid']").await;
    tab.choose("[name=time_wanted]", &in_days(80)).await;
    tab.fill("[name=reason]", "Nämnden möts senare.").await;
    tab.follow(".fm-buttons button").await;
    leader.go(&program.at(&page)).await;
    look(&leader, "a consultation with somebody who wants time", &mut wrong).await;
    leader.follow(".todo a").await;
    leader.follow("form:has([value=grant]) .fm-buttons button").await;
    assert!(leader.text().await.contains("De har fått mer tid"), "{}", leader.text().await);
    // A third on paper, the council by telephone, and somebody who was not asked.
    notes(&program, &leader, &page, 3, (2, "rejects", "paper")).await;
    notes(&program, &leader, &page, 15, (1, "approves", "phone")).await;
    tab.go(&program.at(&page.replace("/forfragan/", "/oppen-fraga/"))).await;
    look_at(&tab, "an open consultation", 360, &mut wrong).await;
    tab.fill("[name=title]", "Anhörigföreningen").await;
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    tab.follow(".fm-buttons button").await;
    takes(&tab, 1, "no_objection", "Bra.").await;
    let own = tab.path().await.split('/').take(3).collect::<Vec<_>>().join("/");
    tab.go(&program.at(&format!("{own}/kontrollera"))).await;
    tab.follow("form[action$='/skicka'] .fm-buttons button").await;

    // What they said is disposed of, the text is changed, and the plan is proposed and decided.
    let answers = program.at(&format!("{page}/svaren"));
    leader.go(&answers).await;
    look(&leader, "the matrix", &mut wrong).await;
    let seen = leader.text().await;
    assert!(seen.contains("Rinkeby-Kista") && seen.contains("Anhörigföreningen"), "{seen}");
    step(&leader, &decide, "revision", &[]).await;
    leader.go(&program.at(&roadmap)).await;
    let need = leader.value("document.querySelector('[id^=behov-]').id.slice(6)").await;
    leader.go(&program.at(&format!("/behov/{need}"))).await;
    leader.fill("[name=more_needed]", "Klart senast 2028").await;
    leader.follow(".fm-buttons button").await;
    let investigator = comes_in_at(&program, &windows[1], "investigator", "0180").await;
    disposes(&investigator, &answers, 1, "partly").await;
    look_at(&investigator, "a point with its text then and now", 1280, &mut wrong).await;
    assert!(investigator.text().await.contains("Klart senast 2028"), "{}", investigator.text().await);
    disposes(&investigator, &answers, 2, "not_taken").await;
    step(&investigator, &decide, "proposal", &[("summary", "De flesta tillstyrker.")]).await;
    let secretary = comes_in_at(&program, &windows[2], "committee_secretary", "0180").await;
    step(&secretary, &decide, "committee", &[("registry_number", "ÄN 2026/7")]).await;
    let decision = [("decided_by", "committee"), ("decided_on", "2026-01-16"), ("paragraph", "§ 12")];
    step(&secretary, &decide, "adopted", &decision).await;
    secretary.go(&program.at(&format!("{roadmap}/version/1/andringar"))).await;
    look(&secretary, "changes with the answers that caused them", &mut wrong).await;
    assert!(
        secretary.text().await.contains("svar på remissen: Delvis tillgodosett"),
        "{}",
        secretary.text().await
    );

    // Everybody who answered is told.
    leader.go(&program.at(&format!("{page}/aterkoppling"))).await;
    leader.fill("[name=feedback]", "Planen är ändrad på en punkt.").await;
    leader.follow("form[action$='/aterkoppling'] .fm-buttons button").await;
    for (to, before) in [("d0@x.example", 2), ("kpr@x.example", 1)] {
        let told = wait_for(&server, to, before + 1).await;
        let became = told.iter().find(|(subject, _)| subject.starts_with("Vad svaren ledde till"));
        tab.go(&became.unwrap_or_else(|| panic!("{to}: {told:?}")).1).await;
        assert!(tab.text().await.contains("Tidpunkten prövas på nytt."), "{}", tab.text().await);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
