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
        "ger er prognos 1\u{a0}000 invånare 80 år eller äldre",
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
    let municipality = stranger.page("/kommun/2034").await;
    assert!(municipality.contains("Räknat med kommunens egen befolkningsprognos"), "{municipality}");
    assert!(stranger.page(&page).await.contains("I bruk"), "everyone reads what is computed with");
    assert!(
        stranger.page("/kommun/2034/egna-siffror").await.contains("Nu gäller ”Prognos 2026”: 1\u{a0}000")
    );
    let changed = [("version", "5"), ("title", "Annat")];
    investigator.refused(&format!("{page}/andra"), &changed, StatusCode::FORBIDDEN).await;
    head.refused(&format!("{page}/andra"), &changed, StatusCode::UNPROCESSABLE_ENTITY).await;

    // Another takes its place, and leaves it when it is taken out of use.
    let newer = put(&investigator, "2034", &sheet("580\t750\t900")).await;
    step(&investigator, &newer, "review", "").await;
    step(&head, &newer, "set", "").await;
    step(&head, &newer, "use", "").await;
    assert!((expected(&stranger, "2034").await - 900.0).abs() < 0.5);
    assert!(stranger.page(&page).await.contains("Ingen sida räknar med den längre"));
    let version = between(&head.page(&newer).await, "name=\"version\" value=\"", "\"").to_owned();
    let why = [("version", version.as_str()), ("steg", "retire"), ("reason", "")];
    let refused = head.refused(&format!("{newer}/steg"), &why, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("href=\"#reason\""), "{refused}");
    step(&head, &newer, "retire", "Den höll inte.").await;
    assert_eq!(expected(&stranger, "2034").await, ours);
    assert!(stranger.page(&newer).await.contains("Den höll inte."));
    let auditor = site.person(Role::Auditor, "2034").await;
    let log = auditor.page("/logg").await;
    for what in ["Läste in egna siffror", "Fastställde egna siffror", "Tog egna siffror i bruk", "Ersatte"]
    {
        assert!(log.contains(what), "{what}");
    }
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
    economist.refused("/kommun/2083/egna-siffror", &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
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
