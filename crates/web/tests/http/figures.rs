//! Figures of a municipality's own: put in, held against ours, decided, computed with and taken out of use.
//!
//! Each test has a municipality of its own, which no other test counts on: what is in use there is computed with.

use plan::access::Role;
use reqwest::StatusCode;

use crate::accounts::between;
use crate::people::People;
use crate::served::Browsing;

/// A forecast as it stands in a spreadsheet: a title, merged-looking head, blanks in thousands, a total, a comment.
fn sheet(of_80: &str) -> String {
    format!(
        "Befolkningsprognos, beställd\t\t\t\n\t\t\t\nÅlder\t2025\t2030\t2035\n0–64 år\t5\u{a0}000\t4 800\t4600\n\
         65-79\t1 300\t1 250\t1 200\n80 år och äldre\t{of_80}\nKälla: konsulten\t\t\t\n"
    )
}

const GROWS: &str = "580\t770\t1 000";

async fn put(browser: &Browsing, code: &str, table: &str) -> String {
    let list = format!("/kommun/{code}/egna-siffror");
    let key = between(&browser.page(&list).await, "name=\"key\" value=\"", "\"").to_owned();
    let fields = [("key", key.as_str()), ("table", table), ("title", "Prognos 2026"), ("maker", "Konsulten")];
    let to = browser.done(&list, &fields).await;
    to.split('?').next().unwrap().to_owned()
}

async fn step(browser: &Browsing, page: &str, step: &str, reason: &str) {
    let version = between(&browser.page(page).await, "name=\"version\" value=\"", "\"").to_owned();
    let fields = [("version", version.as_str()), ("steg", step), ("reason", reason)];
    let to = browser.done(&format!("{page}/steg"), &fields).await;
    assert!(to.ends_with(&format!("sparad=egna-siffror-{step}")), "{to}");
}

/// People aged 80 or more in 2035 at the median, as a municipality's page says.
async fn expected(browser: &Browsing, code: &str) -> f64 {
    let table = browser.page(&format!("/kommun/{code}/prognos.csv")).await;
    let row = table.lines().find(|line| line.contains(",2035,population_80_plus,"));
    let row = row.unwrap_or_else(|| panic!("{table}"));
    row.split(',').nth(7).unwrap().parse().unwrap()
}

#[tokio::test]
async fn what_is_in_use_is_computed_with_until_it_is_taken_out() {
    let site = People::new().await;
    let [investigator, head] = [
        site.person(Role::Investigator, "2034").await,
        site.person(Role::HeadOfSocialServices, "2034").await,
    ];
    let ours = expected(&investigator, "2034").await;
    let page = put(&investigator, "2034", &sheet(GROWS)).await;
    let seen = investigator.page(&page).await;
    for what in [
        "Antal personer 31 december det året",
        "Rader som inte läses: 1, 7.",
        "9 (kvinnor och män tillsammans)",
        "ger den egna prognosen 1\u{a0}000 invånare 80 år eller äldre",
        "Syns bara för er",
    ] {
        assert!(seen.contains(what), "{what}: {seen}");
    }
    assert!(!seen.contains("value=\"set\""), "it has not been reviewed");
    let stranger = site.stranger();
    assert_eq!(stranger.status(&page).await, StatusCode::NOT_FOUND);
    step(&investigator, &page, "review", "").await;
    let version = between(&investigator.page(&page).await, "name=\"version\" value=\"", "\"").to_owned();
    let fields = [("version", version.as_str()), ("steg", "set")];
    investigator.refused(&format!("{page}/steg"), &fields, StatusCode::FORBIDDEN).await;
    step(&head, &page, "set", "").await;
    assert_eq!(expected(&stranger, "2034").await, ours, "decided is not in use");
    step(&head, &page, "use", "").await;
    let own = expected(&stranger, "2034").await;
    assert!(
        (own - 1000.0).abs() < 0.5 && (ours - 1000.0).abs() > 100.0,
        "met at the median: {own}, not {ours}"
    );
    let table = stranger.page("/kommun/2034/prognos.csv").await;
    assert!(table.contains("Egna siffror: Prognos 2026 ("), "what leaves says what it rests on: {table}");
    assert!(!stranger.page("/kommun/2034?scenario=scb").await.contains("Räknat med kommunens egna siffror"));
    assert!(stranger.page("/kommun/2034/jamforelse").await.contains("räknas här med Färdplans"));
    let municipality = stranger.page("/kommun/2034").await;
    assert!(municipality.contains("Räknat med kommunens egna siffror"), "{municipality}");
    assert!(stranger.page(&page).await.contains("I bruk"), "everyone reads what is computed with");
    assert!(
        stranger.page("/kommun/2034/egna-siffror").await.contains("Nu gäller ”Prognos 2026”: 1\u{a0}000")
    );
    let changed = [("version", "5"), ("title", "Annat")];
    investigator.refused(&format!("{page}/andra"), &changed, StatusCode::FORBIDDEN).await;
    assert_eq!(investigator.status(&format!("{page}/andra")).await, StatusCode::FORBIDDEN);
    head.refused(&format!("{page}/andra"), &changed, StatusCode::UNPROCESSABLE_ENTITY).await;

    // Another takes its place, and leaves it when it is taken out of use.
    let newer = put(&investigator, "2034", &sheet("580\t750\t900")).await;
    step(&investigator, &newer, "review", "").await;
    step(&head, &newer, "set", "").await;
    step(&head, &newer, "use", "").await;
    assert!((expected(&stranger, "2034").await - 900.0).abs() < 0.5);
    assert!(stranger.page(&page).await.contains("Inget räknas med det längre"));
    let version = between(&head.page(&newer).await, "name=\"version\" value=\"", "\"").to_owned();
    let why = [("version", version.as_str()), ("steg", "retire"), ("reason", "")];
    let refused = head.refused(&format!("{newer}/steg"), &why, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("href=\"#reason\""), "{refused}");
    step(&head, &newer, "retire", "Den höll inte.").await;
    assert_eq!(expected(&stranger, "2034").await, ours);
    assert!(stranger.page(&newer).await.contains("Den höll inte."));
    let auditor = site.person(Role::Auditor, "2034").await;
    let log = auditor.page("/logg").await;
    for what in [
        "Läste in egna siffror",
        "Granskade egna siffror",
        "Fastställde egna siffror",
        "Tog egna siffror i bruk",
        "Ersatte",
        "Läge: I bruk → Ersatt",
        "Namn: – → Prognos 2026",
    ] {
        assert!(log.contains(what), "{what}: {log}");
    }
    assert!(!log.contains("figures."), "every step has words: {log}");
}

#[tokio::test]
async fn a_stranger_puts_in_nothing_and_a_part_speaks_for_itself_alone() {
    let site = People::new().await;
    let stranger = site.stranger();
    for list in
        ["/kommun/2061/egna-siffror", "/kommun/2061/egna-siffror/platser", "/kommun/2061/egna-siffror/omsorg"]
    {
        assert!(!stranger.page(list).await.contains("<form class=\"fm-form\""), "{list}");
        let sent = [("table", "Ålder\t2026\n80+\t700\n"), ("hours_per_user", "30")];
        let refused = stranger.post(list, &sent).await;
        assert!(!refused.status().is_success(), "{list}: {}", refused.status());
        assert_ne!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "nothing is read for whoever may not");
    }
}

#[tokio::test]
async fn the_fewest_may_be_none_and_what_is_a_column_more_is_told() {
    let site = People::new().await;
    let economist = site.person(Role::Economist, "2061").await;
    // One of a hundred or none: no sign of another place.
    let table = "Ålder\t2026\t2027\n0–64\t7000\t6950\n65–98\t2900\t2950\n99\t0\t1\n100+\t0\t0\n";
    let page = put(&economist, "2061", table).await;
    assert!(economist.page(&page).await.contains("8 (kvinnor och män tillsammans)"));
    let list = "/kommun/2061/egna-siffror";
    for (table, told) in [
        ("Ålder\t2026\n80+\t700\t710\n", "Kolumn C, ””, innehåller tal"),
        ("Ålder\t2030\t2035\t2036\n80+\t700\t710\t712\n", "År saknas mellan 2030 och 2035"),
    ] {
        let key = between(&economist.page(list).await, "name=\"key\" value=\"", "\"").to_owned();
        let fields = [("key", key.as_str()), ("table", table)];
        let refused = economist.refused(list, &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(refused.contains(told), "{told}: {refused}");
    }
}

#[tokio::test]
async fn places_that_are_decided_stand_against_those_who_need_them() {
    let site = People::new().await;
    let [planner, head] = [
        site.person(Role::Investigator, "2023").await,
        site.person(Role::HeadOfSocialServices, "2023").await,
    ];
    let list = "/kommun/2023/egna-siffror/platser";
    let put = async |table: &str| {
        let key = between(&planner.page(list).await, "name=\"key\" value=\"", "\"").to_owned();
        let fields = [("key", key.as_str()), ("table", table), ("title", "Boendeplan 2026")];
        planner.done(list, &fields).await.split('?').next().unwrap().to_owned()
    };
    let key = between(&planner.page(list).await, "name=\"key\" value=\"", "\"").to_owned();
    let wrong = "Boende;Händelse;År;Platser\nSälen;Nu;2025;30\nSälen;Stängs;2027;40\n";
    let fields = [("key", key.as_str()), ("table", wrong)];
    let refused = planner.refused(list, &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("Rad 3, kolumn D: Sälen har inte så många platser då."), "{refused}");
    let page = put(
        "Boende;Händelse;År;Platser\nSälen;Nu;2025;30\nMalung;Nu;2025;60\nMalung;Öppnas;2029;24\nSälen;Stängs;2031;30\n",
    )
    .await;
    let seen = planner.page(&page).await;
    for what in [
        "I dag finns 90 platser",
        "Med det som är beslutat finns 84 platser 2035.",
        "Malung",
        "Öppnas",
        "Boende för boende",
    ] {
        assert!(seen.contains(what), "{what}: {seen}");
    }
    for (who, taken) in [(&planner, "review"), (&head, "set"), (&head, "use")] {
        step(who, &page, taken, "").await;
    }
    let stranger = site.stranger();
    let places = async |year: i32, output: &str| {
        let table = stranger.page("/kommun/2023/prognos.csv").await;
        let row = table.lines().find(|line| line.contains(&format!(",{year},{output},"))).unwrap().to_owned();
        row.split(',').nth(7).unwrap().parse::<f64>().unwrap()
    };
    for (year, there) in [(2025, 90.0), (2028, 90.0), (2029, 114.0), (2031, 84.0), (2035, 84.0)] {
        assert_eq!(places(year, "places").await, there, "{year}");
    }
    let (need, gap) = (places(2035, "special_housing_persons").await, places(2035, "places_gap").await);
    assert!((gap - (need - 84.0)).abs() < 1.0, "{gap} of {need}");
    assert!(stranger.page(list).await.contains("Nu gäller ”Boendeplan 2026”: 90 platser"));
    assert!(stranger.page("/kommun/2023/egna-siffror").await.contains("90 platser i särskilt boende 2025"));
}

#[tokio::test]
async fn what_a_municipality_knows_of_its_care_is_typed_beside_what_we_say() {
    let site = People::new().await;
    let [economist, head] =
        [site.person(Role::Economist, "2031").await, site.person(Role::HeadOfSocialServices, "2031").await];
    let list = "/kommun/2031/egna-siffror/omsorg";
    let form = economist.page(list).await;
    assert!(form.contains("Färdplan räknar med") && form.contains("procent av avtalad tid"), "{form}");
    let key = between(&form, "name=\"key\" value=\"", "\"").to_owned();
    let wrong = [("key", key.as_str()), ("sick_leave", "0,08"), ("cost_per_hour", "fyrahundra")];
    let refused = economist.refused(list, &wrong, StatusCode::UNPROCESSABLE_ENTITY).await;
    for what in ["Skriv ett tal mellan 0,5 och 40.", "value=\"fyrahundra\""] {
        assert!(refused.contains(what), "{what}: {refused}");
    }
    let key = between(&economist.page(list).await, "name=\"key\" value=\"", "\"").to_owned();
    let fields = [("key", key.as_str()), ("hours_per_user", "41,5"), ("home_care_users", "300")];
    let page = economist.done(list, &fields).await.split('?').next().unwrap().to_owned();
    let seen = economist.page(&page).await;
    for what in ["41,5 timmar", "Hemtjänsttimmar om året", "Uppgifterna"] {
        assert!(seen.contains(what), "{what}: {seen}");
    }
    let change = format!("{page}/andra");
    assert!(economist.page(&change).await.contains("value=\"41,5\""));
    for (who, taken) in [(&economist, "review"), (&head, "set"), (&head, "use")] {
        step(who, &page, taken, "").await;
    }
    assert!(economist.page(list).await.contains("value=\"41,5\""), "the next begin with what is in use");
    // A step that somebody has taken meanwhile is told, and what was said is kept.
    let late = [("version", "1"), ("steg", "send_back"), ("reason", "min motivering")];
    let refused = economist.refused(&format!("{page}/steg"), &late, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("inte längre som när sidan visades"), "{refused}");
    let table = site.stranger().page("/kommun/2031/prognos.csv").await;
    let row = table.lines().find(|line| line.contains(",2025,home_care_hours,")).unwrap().to_owned();
    let hours: f64 = row.split(',').nth(7).unwrap().parse().unwrap();
    // The median of what two uncertain numbers come to is near what their medians do.
    assert!((hours / (300.0 * 41.5 * 12.0) - 1.0).abs() < 0.06, "{hours}");
}

#[tokio::test]
async fn a_forecast_that_has_been_counted_since_tells_its_error_and_keeps_it() {
    let site = People::new().await;
    let [investigator, head] = [
        site.person(Role::Investigator, "2085").await,
        site.person(Role::HeadOfSocialServices, "2085").await,
    ];
    let list = "/kommun/2085/egna-siffror";
    let key = between(&investigator.page(list).await, "name=\"key\" value=\"", "\"").to_owned();
    let table = "Ålder\t2023\t2024\t2025\t2026\n0–64\t20000\t19900\t19800\t19700\n\
        65–79\t5000\t5000\t5000\t5000\n80+\t2000\t2050\t2100\t2150\n";
    let fields =
        [("key", key.as_str()), ("table", table), ("made_on", "2023-06-01"), ("title", "Prognos 2023")];
    let page = investigator.done(list, &fields).await.split('?').next().unwrap().to_owned();
    assert!(!investigator.page(&page).await.contains("value=\"evaluate\""), "it is not in use");
    for (who, taken) in
        [(&investigator, "review"), (&head, "set"), (&head, "use"), (&investigator, "evaluate")]
    {
        step(who, &page, taken, "").await;
    }
    let seen = site.stranger().page(&page).await;
    for what in
        ["Så träffade prognosen", "2025 låg prognosen", "80 år och äldre", "Utfall: SCB", "Utvärderad"]
    {
        assert!(seen.contains(what), "{what}: {seen}");
    }
    assert!(!investigator.page(&page).await.contains("value=\"evaluate\""), "nothing more has been counted");
    let table = site.stranger().page("/kommun/2085/prognos.csv").await;
    assert!(
        table.lines().any(|line| line.contains(",2026,population_80_plus,")),
        "it is still computed with"
    );
}

#[tokio::test]
async fn what_is_wrong_is_told_with_its_cell_and_nothing_is_half_taken_in() {
    let site = People::new().await;
    let economist = site.person(Role::Economist, "2062").await;
    let list = "/kommun/2062/egna-siffror";
    for (table, told) in [
        (sheet("5OO\t620\t800"), "Rad 6, kolumn B: ”5OO” är inget antal personer."),
        (sheet("500\t..\t800"), "Rad 6, kolumn C: antalet för 2030 saknas."),
        (sheet("5\t6\t7"), "mer än tio gånger fler eller färre"),
        ("Ålder\t2026\tPersonnr\n80+\t5\t19121212-1212\n".into(), "Rad 2, kolumn C, innehåller något"),
        ("Kommun\tÅr\t80+\nFalun\t2026\t5000\n".into(), "Rad 2 gäller Falun, en annan kommun."),
        ("hej".into(), "vilka kolumner som är ålder och år"),
        (String::new(), "Klistra in tabellen."),
    ] {
        let key = between(&economist.page(list).await, "name=\"key\" value=\"", "\"").to_owned();
        let fields = [("key", key.as_str()), ("table", table.as_str()), ("title", "Vår egen")];
        let page = economist.refused(list, &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(page.contains(told), "{told}: {page}");
        assert!(page.contains("value=\"Vår egen\""), "what was typed is kept");
        assert!(table.is_empty() || page.contains(table.lines().next().unwrap()), "{page}");
    }
    assert!(economist.page(list).await.contains("Ingen egen prognos än."));
    // Another municipality's are not the neighbour's to put in.
    let fields = [("table", "Ålder\t2026\n80+\t1000\n"), ("organisation_id", "2062")];
    economist.refused("/kommun/2083/egna-siffror", &fields, StatusCode::FORBIDDEN).await;
    let elected = site.person(Role::ElectedMember, "2062").await;
    assert!(!elected.page(list).await.contains("<textarea"));
    elected.refused(list, &fields, StatusCode::FORBIDDEN).await;
}

#[tokio::test]
async fn a_file_is_read_as_what_is_pasted_and_a_draft_can_be_read_in_again() {
    let site = People::new().await;
    let leader = site.person(Role::DevelopmentLeader, "2039").await;
    let file = "Ålder;2026;2027\n80+;470;560\n".as_bytes();
    let to = format!("{}/kommun/2039/egna-siffror/fil", leader.address);
    let sent = crate::attachments::send(&leader.client, &to, "Prognos.csv", file).await;
    assert_eq!(sent.status(), StatusCode::SEE_OTHER);
    let page = sent.headers()["location"].to_str().unwrap().split('?').next().unwrap().to_owned();
    let seen = leader.page(&page).await;
    assert!(seen.contains("<h1>Prognos</h1>") && seen.contains("2026–2027"), "{seen}");
    let change = format!("{page}/andra");
    let fields = [
        ("version", "1"),
        ("title", "Prognos, rättad"),
        ("maker", "SCB"),
        ("made_on", "2026-10-01"),
        ("note", "Utan byggplaner."),
        ("table", "Ålder\t2026\t2027\t2028\n80+\t470\t590\t600\n"),
    ];
    leader.done(&change, &fields).await;
    let seen = leader.page(&page).await;
    for what in ["Prognos, rättad", "SCB", "1 oktober 2026", "Utan byggplaner.", "2026–2028"] {
        assert!(seen.contains(what), "{what}: {seen}");
    }
    let late = leader.refused(&change, &fields, StatusCode::CONFLICT).await;
    assert!(late.contains("Prognos, rättad"));
    let sent = crate::attachments::send(&leader.client, &to, "Prognos.pdf", b"%PDF-1.7").await;
    assert_eq!(sent.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let version = between(&leader.page(&page).await, "name=\"version\" value=\"", "\"").to_owned();
    let to = leader.done(&format!("{page}/bort"), &[("version", version.as_str())]).await;
    assert!(to.starts_with("/kommun/2039/egna-siffror"), "{to}");
    assert!(leader.page("/kommun/2039/egna-siffror").await.contains("Ingen egen prognos än."));
}

#[tokio::test]
async fn a_table_to_fill_in_is_read_as_it_comes() {
    let site = People::new().await;
    let leader = site.person(Role::DevelopmentLeader, "2081").await;
    for (list, told) in [
        ("/kommun/2081/egna-siffror", "100 år och äldre"),
        ("/kommun/2081/egna-siffror/platser", "Alla boenden i dag"),
    ] {
        assert!(leader.page(list).await.contains(&format!("{list}/mall.xlsx")));
        let template = leader.get(&format!("{list}/mall.xlsx")).await.bytes().await.unwrap();
        let to = format!("{}{list}/fil", leader.address);
        let sent = crate::attachments::send(&leader.client, &to, "mall.xlsx", &template).await;
        assert_eq!(sent.status(), StatusCode::SEE_OTHER, "{list}");
        let page = sent.headers()["location"].to_str().unwrap().split('?').next().unwrap().to_owned();
        let seen = leader.page(&page).await;
        assert!(seen.contains(told), "{told}: {seen}");
    }
}
