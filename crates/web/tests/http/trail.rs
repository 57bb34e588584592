//! What an auditor reads of who did what.

use plan::access::Role;

use crate::decisions::{Officers, adopt, complete};
use crate::people::People;

/// The text of the table's rows, without tags.
fn rows(page: &str) -> Vec<String> {
    let table = page.split("<tbody>").nth(1).unwrap().split("</tbody>").next().unwrap();
    let row = |row: &str| {
        let texts = row.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        texts.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    table.split("</tr>").map(row).filter(|row| !row.is_empty()).collect()
}

#[tokio::test]
async fn the_log_is_read_in_the_words_of_the_forms() {
    let site = People::new().await;
    let officers = Officers::of(&site).await;
    let admin = site.person(Role::OrganisationAdmin, "2083").await;
    let (page, need) = complete(&site).await;
    let id = page.rsplit('/').next().unwrap();
    let measure = [
        ("title", "Heltid som norm"),
        ("start_year", "2028"),
        ("cost_yearly", "1 200 000"),
        ("enabled", "1"),
        ("reach_percent", "100"),
        ("effect[0].lever", "sick_leave"),
        ("effect[0].size", "-0,5"),
        ("effect[0].low", "-1"),
        ("effect[0].high", "0,1"),
        ("effect[0].source", "Egen uppföljning"),
    ];
    officers.leader.done(&format!("/behov/{need}/atgard"), &measure).await;
    officers
        .leader
        .done(
            &format!("/fardplan/{id}/dela"),
            &[
                ("organisation_id", "2062"),
                ("purpose", "Gemensam vikariepool"),
                ("until_date", "2027-01-31"),
                ("has_read", "1"),
            ],
        )
        .await;
    adopt(&officers, &page).await;
    let function = site.function(Role::Economist, "2083").await;
    let invite = format!("/organisation/2083/funktion/{function}/bjud-in");
    admin.done(&invite, &[("email", "ny@hedemora.example"), ("from_date", "2026-12-01")]).await;

    let auditor = site.person(Role::Auditor, "2083").await;
    let text = auditor.page("/logg").await;
    let rows = rows(&text);
    let row = |what: &str| {
        rows.iter().find(|row| row.contains(what)).unwrap_or_else(|| panic!("{what}: {rows:#?}"))
    };
    assert!(row("Bjöd in till funktion").contains("Bjöd in till funktion Funktionen"));
    assert!(row("La till åtgärd").contains("Kostnad per år, kronor: – → 1 200 000 kr"));
    assert!(row("La till åtgärd").contains("Heltid som norm"));
    assert!(row("antagen").contains("Skede: i styrelsen → antagen"));
    assert!(row("antagen").contains("Beslutat av: – → fullmäktige"));
    assert!(row("Delade färdplan").contains("Organisation: – → Mora"));
    for row in &rows {
        let words = row
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .filter(|word| !Role::ALL.iter().any(|role| role.name() == *word));
        let keys: Vec<&str> = words.filter(|word| word.contains('_')).collect();
        assert!(keys.is_empty() && !row.contains("null") && !row.contains("{\""), "{keys:?} in {row}");
    }

    let file = auditor.page("/logg.csv").await;
    assert!(file.trim_start_matches('\u{feff}').starts_with("nr,tid,vem"), "{}", &file[..80]);
    assert!(file.contains("Hedemora,Bjöd in till funktion,Funktionen,"), "{file}");
    assert!(file.contains("Skede: i styrelsen → antagen"));
}
