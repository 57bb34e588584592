//! Asked by the country, passed on by a region, answered by a municipality.

use plan::access::Role;
use reqwest::StatusCode;

use super::{CALL, address, ask, between, call, ids, open, questions, send};
use crate::people::{People, link};
use crate::served::Browsing;

/// Signs in a national coordinator, a region's and a municipality's.
async fn three(site: &People) -> [Browsing; 3] {
    [
        site.person(Role::NationalCoordinator, "skr").await,
        site.person(Role::RegionalCoordinator, "20").await,
        site.person(Role::DevelopmentLeader, "2029").await,
    ]
}

#[tokio::test]
async fn a_call_is_passed_on_answered_below_and_lifted_up() {
    let site = People::new().await;
    let [national, regional, leksand] = three(&site).await;
    let page = call(&national, &CALL).await;
    ask(&national, &page, "Region Dalarna").await;
    open(&national, &page).await;
    let letters = site.letters().await;
    assert_eq!(letters.len(), 1, "to whoever holds a function there: {letters:?}");
    let own = link(&letters[0]);
    assert!(letters[0].text.contains("Länken leder till inloggningen"), "{:?}", letters[0]);
    for address in [own.clone(), own.replace(&own[7..15], "00000000")] {
        let stranger = site.stranger().get(&address).await;
        assert_eq!(stranger.status(), StatusCode::SEE_OTHER, "what is there is told no stranger: {address}");
        let to = stranger.headers()["location"].to_str().unwrap().to_owned();
        assert_eq!(to, format!("/logga-in?tillbaka={address}"));
    }
    let start = regional.page(&own).await;
    assert!(start.contains("Förbered att fråga vidare"), "{start}");
    let below = address(&regional.done(&format!("{own}/vidare"), &[]).await);
    // What was not open to all above is not opened here: it carries others' documents.
    let form = regional.page(&format!("{below}/andra")).await;
    let version = between(&form, "name=\"version\" value=\"", "\"").to_owned();
    let fields = [&CALL[..6], &CALL[8..], &[("is_open", "1"), ("version", version.as_str())]].concat();
    let refused =
        regional.refused(&format!("{below}/andra"), &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert!(refused.contains("skickar vidare någon annans underlag"), "{refused}");
    regional.done(&format!("{below}/mottagare/grupp"), &[("kind", "municipality"), ("county", "20")]).await;
    assert!(regional.page(&below).await.contains("sista dag söndag 24 januari 2027"), "a week to sum up");
    open(&regional, &below).await;
    assert!(national.page(&format!("{page}/mottagare")).await.contains("skickad vidare"));
    let letters = site.letters().await;
    assert_eq!(letters.len(), 1, "Leksand has somebody who answers");
    let theirs = link(&letters[0]);
    let asked = questions(&leksand, &theirs).await;
    leksand.done(&asked[0], &[("version", "0"), ("choice", "Ja")]).await;
    leksand.done(&asked[1], &[("version", "0"), ("body", "En egen rehabenhet")]).await;
    send(&leksand, &theirs, &[]).await;
    let mora = ids(&regional.page(&format!("{below}/mottagare")).await, "mottagare");
    regional
        .done(&format!("/svara/at-{}/tacka-nej", mora[0]), &[("reason", "Hinner inte"), ("channel", "phone")])
        .await;

    // Above, one sees how far they have come, and not what they say.
    let seen = national.page(&page).await;
    assert!(seen.contains("Region Dalarna") && seen.contains("Skickad vidare"), "{seen}");
    for path in [&page, &format!("{page}/svaren"), &format!("{page}/sammanstallning"), &below] {
        let response = national.get(path).await;
        assert!(!response.text().await.unwrap().contains("rehabenhet"), "{path}");
    }
    assert_eq!(national.status(&below).await, StatusCode::NOT_FOUND);
    assert_eq!(leksand.status(&page).await, StatusCode::NOT_FOUND);

    let asked = questions(&regional, &own).await;
    let question = regional.page(&asked[1]).await;
    assert!(question.contains("Leksand: En egen rehabenhet"), "{question}");
    let from = between(&question, "name=\"fran\" value=\"", "\"").to_owned();
    regional.done(&format!("{}/lyft", asked[1]), &[("fran", &from)]).await;
    let lifted = regional.page(&asked[1]).await;
    assert!(
        lifted.contains("Står i ert svar") && lifted.contains(">\nLeksand: En egen rehabenhet</textarea>")
    );
    regional
        .done(&format!("{below}/sammanstallning"), &[("version", "2"), ("summary", "Läget har varit svårt.")])
        .await;
    let report = regional.page(&format!("{below}/sammanstallning")).await;
    // Who has not got it has not kept silent.
    assert!(
        report.contains("1 av 2 tillfrågade har svarat, en har tackat nej med skäl.")
            && report.contains("13 har inte fått förfrågan än"),
        "{report}"
    );
    let to = regional.done(&format!("{below}/sammanstallning/bifoga"), &[]).await;
    assert!(regional.page(&to).await.contains(".docx"));
    send(&regional, &own, &[]).await;
    let compiled = national.page(&format!("{page}/sammanstallning")).await;
    assert!(compiled.contains("Leksand: En egen rehabenhet"), "{compiled}");
    let region = ids(&national.page(&format!("{page}/mottagare")).await, "mottagare")[0].clone();
    let shown = national.page(&format!("/mottagare/{region}")).await;
    let file = between(&shown, &format!("href=\"/mottagare/{region}/fil/"), "\"");
    assert_eq!(national.status(&format!("/mottagare/{region}/fil/{file}")).await, StatusCode::OK);
}
